use std::cmp::Reverse;
use std::collections::BTreeMap;

use dateline_findings::Kind;
use dateline_record::{Entry, EntryId, Link};
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
    /// What waits for a reviewer, at most `limit` of it, and behind what the rest goes on: where reports
    /// disagree, then what is promised, agreed and counted, then what is read least surely. What
    /// is accepted waits no more; what is rejected is in no view.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn queue(
        &self,
        after: Option<&After>,
        limit: usize,
    ) -> Result<(Queue, Option<After>), Error> {
        let view = self.view()?;
        let sight = &Sight::new(self, view);
        let mut conflicts: BTreeMap<EntryId, Vec<&Link>> = BTreeMap::new();
        // What is rejected contradicts nothing.
        let stands = |link: &&Link| {
            !link.entries.iter().any(|entry| sight.since.is_rejected(*entry))
        };
        let links = view.links.iter().filter(|link| link.kind.is_conflict());
        for link in links.filter(stands) {
            for entry in &link.entries {
                conflicts.entry(*entry).or_default().push(link);
            }
        }
        let since = &sight.since;
        let rejected =
            view.entries.iter().filter(|entry| since.is_rejected(entry.id)).count();
        let is_open = |entry: &&Entry| !entry.review.accepted && since.is_open(entry.id);
        let mut open: Vec<&Entry> = view.entries.iter().filter(is_open).collect();
        let accepted = view.entries.len() - open.len() - rejected;
        open.sort_by_cached_key(|entry| {
            (!conflicts.contains_key(&entry.id), rank(entry), surest(entry), entry.id)
        });
        let asked =
            Asked { after: after.cloned(), limit: Some(limit), ..Asked::default() };
        let (shown, next) = asked.leaf(&open, |entry| entry.id.to_string());
        let shown = shown.iter().map(|entry| {
            let links = conflicts.get(&entry.id).map(Vec::as_slice).unwrap_or_default();
            Waiting {
                entry: wire::entry_line(sight, entry),
                why: why(entry, links),
                links: links.iter().map(|link| wire::link_shown(sight, link)).collect(),
            }
        });
        let waiting = shown.collect();
        let joining = since.len();
        Ok((Queue { waiting, left: open.len(), accepted, joining }, next))
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
