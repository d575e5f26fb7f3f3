use std::cmp::Reverse;
use std::collections::BTreeSet;

use dateline_findings::Kind;
use dateline_record::{Entry, EntryId, Link, View};
use serde::Serialize;
use utoipa::ToSchema;

use super::{After, Asked, Desk, Sight};
use crate::Error;
use crate::wire::{self, EntryLine, LinkShown};

/// An entry that waits for a reviewer, with what makes it worth a look.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Waiting {
    /// The entry.
    pub entry: EntryLine,
    /// Why it is asked about before others: "the reports disagree", "one rule, 640 per mille".
    pub why: String,
    /// The links that touch it.
    pub links: Vec<LinkShown>,
}

/// What waits for a reviewer, the most useful first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Queue {
    /// The first of those that wait.
    pub waiting: Vec<Waiting>,
    /// How many wait in all.
    pub left: usize,
    /// How many were accepted.
    pub accepted: usize,
    /// How many rulings are written down and not joined yet: what they touch is left out here.
    pub joining: usize,
}

impl Desk {
    /// What waits for a reviewer, at most `limit` of it, and behind what the rest goes on: where
    /// reports disagree, then what is promised, agreed and counted, then what is read least
    /// surely. What is accepted waits no more; what is rejected is in no view. Of the passages of an entry at most
    /// `apiece` come with their words.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn queue(
        &self,
        after: Option<&After>,
        limit: usize,
        apiece: Option<usize>,
    ) -> Result<(Queue, Option<After>), Error> {
        let view = self.view()?;
        let sight = &Sight::new(self, view).with_apiece(apiece);
        let since = &sight.since;
        let order = self.memory.queue(|| order(view, self.memory.disputed(view)));
        let is_open = |entry: &&Entry| since.is_open(entry.id);
        let open = order.iter().filter_map(|place| view.entries.get(*place));
        let open = open.filter(is_open);
        let asked =
            Asked { after: after.cloned(), limit: Some(limit), ..Asked::default() };
        // Where no line is named that it goes on behind, the rest need not be looked at.
        let place = after.filter(|after| after.key.is_empty()).map(|after| after.place);
        let most = place.map_or(order.len(), |place| place.saturating_add(limit));
        let open: Vec<&Entry> = open.take(most.saturating_add(1)).collect();
        let (shown, next) = asked.leaf(&open, |entry| entry.id.to_string());
        let (accepted, rejected) = since.ruled_on(view);
        Ok((
            Queue {
                waiting: shown.iter().map(|entry| waiting(sight, entry)).collect(),
                left: order.len().saturating_sub(accepted + rejected),
                accepted: view.entries.len() - order.len() + accepted,
                joining: since.len(),
            },
            next,
        ))
    }
}

/// The places of what is not accepted, the most useful first.
fn order(view: &View, disputed: &BTreeSet<EntryId>) -> Vec<usize> {
    let open = view.entries.iter().enumerate();
    let open = open.filter(|(_, entry)| !entry.review.accepted);
    let mut open: Vec<(usize, &Entry)> = open.collect();
    open.sort_by_cached_key(|(_, entry)| {
        (!disputed.contains(&entry.id), rank(entry), surest(entry), entry.id)
    });
    open.into_iter().map(|(place, _)| place).collect()
}

fn waiting(sight: &Sight<'_>, entry: &Entry) -> Waiting {
    // What is rejected contradicts nothing.
    let stands = |link: &&Link| {
        link.kind.is_conflict()
            && !link.entries.iter().any(|entry| sight.since.is_rejected(*entry))
    };
    let links: Vec<&Link> =
        sight.view.links_of(entry.id).into_iter().filter(stands).collect();
    Waiting {
        entry: wire::entry_line(sight, entry),
        why: why(entry, &links),
        links: links.iter().map(|link| wire::link_shown(sight, link)).collect(),
    }
}

/// What a chronology rests on comes first; among its like what more origins tell.
fn rank(entry: &Entry) -> (u8, Reverse<usize>) {
    let kind = match entry.kind {
        Kind::Agreement => 0,
        Kind::Commitment | Kind::Figure => 1,
        Kind::Event | Kind::Body => 2,
        Kind::Statement => 3,
        Kind::Role | Kind::Relation | Kind::Credit => 4,
    };
    (kind, Reverse(entry.origins))
}

fn surest(entry: &Entry) -> u16 {
    entry.evidence.iter().map(|evidence| evidence.confidence).max().unwrap_or_default()
}

fn why(entry: &Entry, links: &[&Link]) -> String {
    if let Some(link) = links.first() {
        return format!("the reports disagree: {}", link.kind.as_str().replace('_', " "));
    }
    let told = wire::count(entry.origins, "origin");
    format!("not looked at yet; {told}; read with {} per mille", surest(entry))
}
