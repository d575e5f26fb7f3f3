use std::cmp::Reverse;
use std::collections::BTreeSet;

use dateline_findings::Kind;
use dateline_record::{Entry, EntryId, Link, View};
use dateline_store::Store;
use serde::Serialize;
use utoipa::ToSchema;

use super::memory::Memory;
use super::{After, Asked, Desk, Sight, Since, sight};
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
        if self.is_kept() {
            return self.queue_kept(after, limit, apiece);
        }
        let memory = self.memory();
        let view = self.view()?;
        let sight = &Sight::new(self, view).with_apiece(apiece);
        let since = &sight.since;
        let disputed = self.disputed(&memory)?;
        let order = memory.queue(|| order(view, disputed));
        let is_open = |entry: &&Entry| since.is_open(entry.id);
        let open = order.iter().filter_map(|place| view.entries.get(*place));
        let open: Vec<&Entry> = open.filter(is_open).collect();
        let asked =
            Asked { after: after.cloned(), limit: Some(limit), ..Asked::default() };
        let (shown, next) = asked.leaf(&open, |entry| entry.id.to_string());
        let was_open =
            |id: EntryId| view.entry(id).is_some_and(|entry| !entry.review.accepted);
        let (accepted, rejected) = since.ruled_on(was_open);
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

    /// The same from the file: only the ranks that are shown are put in order.
    fn queue_kept(
        &self,
        after: Option<&After>,
        limit: usize,
        apiece: Option<usize>,
    ) -> Result<(Queue, Option<After>), Error> {
        let memory = self.memory();
        let ranks = memory.ranks.get(|| self.ranks(&memory))?;
        let since = self.since();
        let walk = Walk { desk: self, memory: &memory, ranks, since: &since };
        let (open, next) = walk.page(after, limit)?;
        let view = self.looking_at(apiece, |store| {
            let mut links = Vec::new();
            for id in &open {
                links.extend(store.links(&[], Some(&id.to_string()))?);
            }
            Link::sort(&mut links);
            links.dedup();
            sight::of_ids(store, &open, links)
        })?;
        let sight = &Sight::new(self, &view).with_apiece(apiece);
        let ruled = since.ruled_ids();
        let was_open = self.looking(|store| store.of_these_open(&ruled))?;
        let (accepted, rejected) = since.ruled_on(|id| was_open.contains(&id));
        let entries = open.iter().filter_map(|id| view.entry(*id));
        let queue = Queue {
            waiting: entries.map(|entry| waiting(sight, entry)).collect(),
            left: ranks.open.saturating_sub(accepted + rejected),
            accepted: ranks.accepted + accepted,
            joining: since.len(),
        };
        Ok((queue, next))
    }

    /// How many wait of each rank.
    fn ranks(&self, memory: &Memory) -> Result<Ranks, Error> {
        let disputed = self.disputed(memory)?;
        let (counts, accepted) = self.looking(Store::ranks)?;
        let disputed = self.looking(|store| store.waiting_of(disputed))?;
        let mut disputed: Vec<(usize, usize, u16, EntryId)> = disputed
            .into_iter()
            .filter_map(|(id, kind, origins, sure)| {
                Some((kind_rank(Kind::parse(&kind)?), usize::MAX - origins, sure, id))
            })
            .collect();
        disputed.sort_unstable();
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let mut ranks: BTreeSet<(usize, usize)> = BTreeSet::new();
        for ((kind, origins), _) in &counts {
            let rank = Kind::parse(kind).map(kind_rank);
            ranks.extend(rank.map(|rank| (rank, usize::MAX - origins)));
        }
        Ok(Ranks {
            disputed: disputed.into_iter().map(|(.., id)| id).collect(),
            ranks: ranks
                .into_iter()
                .map(|(kind, few)| (kind, usize::MAX - few))
                .collect(),
            open: all.saturating_sub(accepted),
            accepted,
        })
    }
}

/// Those that wait, by rank: what is disputed first, the rest by kind and by how many origins
/// tell it.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    disputed: Vec<EntryId>,
    /// The rank of the kind, and how many origins.
    ranks: Vec<(usize, usize)>,
    open: usize,
    accepted: usize,
}

/// A walk along those that wait.
struct Walk<'a> {
    desk: &'a Desk,
    memory: &'a Memory,
    ranks: &'a Ranks,
    since: &'a Since,
}

impl Walk<'_> {
    /// Those on a page, and behind what the next goes on. A place in an address is the rank and
    /// the entry that stood last; without one so many are passed over.
    fn page(
        &self,
        after: Option<&After>,
        limit: usize,
    ) -> Result<(Vec<EntryId>, Option<After>), Error> {
        let named = after.and_then(|after| {
            let (segment, id) = after.key.split_once('~')?;
            Some((segment.parse::<usize>().ok()?, EntryId::parse(id)?))
        });
        let before = after.map_or(0, |after| after.place);
        let mut skip = if named.is_some() { 0 } else { before };
        let mut page: Vec<(usize, EntryId)> = Vec::new();
        let first = named.map_or(0, |(segment, _)| segment);
        for segment in first..=self.ranks.ranks.len() {
            let line = self.line(segment)?;
            let ids = match named.filter(|(named, _)| *named == segment) {
                Some((_, id)) => {
                    let place = line.iter().position(|one| *one == id);
                    line.get(place.map_or(0, |place| place + 1)..).unwrap_or_default()
                }
                None => line.as_slice(),
            };
            for id in ids.iter().filter(|id| self.since.is_open(**id)) {
                if skip > 0 {
                    skip -= 1;
                } else if page.len() <= limit {
                    page.push((segment, *id));
                }
            }
            if page.len() > limit {
                break;
            }
        }
        let more = page.len() > limit;
        page.truncate(limit);
        let last = page.last().filter(|_| more);
        let next = last.map(|(segment, id)| After {
            key: format!("{segment}~{id}"),
            place: before + limit,
            ..After::default()
        });
        Ok((page.into_iter().map(|(_, id)| id).collect(), next))
    }

    /// Those of a rank, in order: the first are those that reports disagree on.
    fn line(&self, segment: usize) -> Result<Vec<EntryId>, Error> {
        let Some(place) = segment.checked_sub(1) else {
            return Ok(self.ranks.disputed.clone());
        };
        let Some(rank) = self.ranks.ranks.get(place).copied() else {
            return Ok(Vec::new());
        };
        let line = self.memory.line(rank, || {
            let kinds = Kind::ALL.iter().filter(|(kind, _)| kind_rank(*kind) == rank.0);
            let kinds: Vec<&str> = kinds.map(|(_, word)| *word).collect();
            let mut all = self.desk.looking(|store| store.waiting(&kinds, rank.1))?;
            let disputed = self.desk.disputed(self.memory)?;
            all.retain(|id| !disputed.contains(id));
            Ok(all)
        })?;
        Ok(line.entries.clone())
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
fn rank(entry: &Entry) -> (usize, Reverse<usize>) {
    (kind_rank(entry.kind), Reverse(entry.origins))
}

fn kind_rank(kind: Kind) -> usize {
    match kind {
        Kind::Agreement => 0,
        Kind::Commitment | Kind::Figure => 1,
        Kind::Event | Kind::Body => 2,
        Kind::Statement => 3,
        Kind::Role | Kind::Relation | Kind::Credit => 4,
    }
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
