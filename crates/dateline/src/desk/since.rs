//! What was ruled since a record was looked at: laid over what was seen, until all is joined.

use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{ActorId, DecisionId, EntryId};

use super::Verdict;

/// What was ruled since the record was joined, oldest first.
///
/// The decisions themselves are in the file by then; this is how their effect is seen at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Since {
    fresh: Vec<Fresh>,
    /// What the rulings together make of each entry.
    entries: BTreeMap<EntryId, Laid>,
    pairs: BTreeSet<(ActorId, ActorId)>,
}

/// A ruling that is not joined yet.
#[derive(Clone, Debug)]
pub(crate) struct Fresh {
    pub(crate) decisions: Vec<DecisionId>,
    pub(crate) about: About,
}

/// What a ruling is about.
#[derive(Clone, Debug)]
pub(crate) enum About {
    /// Entries and what was ruled on each.
    Entries(Vec<EntryId>, Verdict),
    /// Two names.
    Pair(ActorId, ActorId),
    /// An earlier ruling, which was fresh too.
    Undone,
}

/// What fresh rulings make of an entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Laid {
    pub(crate) accepted: bool,
    pub(crate) rejected: bool,
    pub(crate) notes: Vec<String>,
}

impl Since {
    /// The same with one more ruling.
    pub(crate) fn with(&self, fresh: Fresh) -> Self {
        Self::of(self.fresh.iter().cloned().chain([fresh]).collect())
    }

    /// The same without rulings that are undone by others; and whether all of those were fresh,
    /// so that what they hid is seen again. What was joined is seen again once all is joined.
    pub(crate) fn without(
        &self,
        undone: &BTreeSet<DecisionId>,
        by: Vec<DecisionId>,
    ) -> (Self, bool) {
        let is_undone =
            |fresh: &Fresh| fresh.decisions.iter().all(|id| undone.contains(id));
        let (gone, mut stay): (Vec<Fresh>, Vec<Fresh>) =
            self.fresh.iter().cloned().partition(is_undone);
        let were_fresh = gone.iter().map(|fresh| fresh.decisions.len()).sum::<usize>();
        stay.push(Fresh { decisions: by, about: About::Undone });
        (Self::of(stay), were_fresh == undone.len())
    }

    /// What is still fresh where these decisions are joined. What was undone meanwhile and is
    /// joined as if it counted is seen so until all is joined again.
    pub(crate) fn after(&self, joined: &BTreeSet<DecisionId>) -> Self {
        let is_fresh =
            |fresh: &&Fresh| !fresh.decisions.iter().all(|id| joined.contains(id));
        let stay: Vec<Fresh> = self.fresh.iter().filter(is_fresh).cloned().collect();
        Self::of(stay)
    }

    fn of(fresh: Vec<Fresh>) -> Self {
        let mut since = Self::default();
        for one in &fresh {
            match &one.about {
                About::Entries(ids, verdict) => {
                    for id in ids {
                        since.entries.entry(*id).or_default().lay(verdict);
                    }
                }
                About::Pair(one, other) => {
                    since.pairs.insert((one.clone(), other.clone()));
                }
                About::Undone => {}
            }
        }
        Self { fresh, ..since }
    }

    /// The entries that were ruled on.
    pub(crate) fn ruled_ids(&self) -> BTreeSet<EntryId> {
        self.entries.keys().copied().collect()
    }

    /// How many rulings wait to be joined.
    pub(crate) fn len(&self) -> usize {
        self.fresh.len()
    }

    /// What fresh rulings make of an entry.
    pub(crate) fn on(&self, entry: EntryId) -> Option<&Laid> {
        self.entries.get(&entry)
    }

    /// Whether an entry still waits for a reviewer, as far as fresh rulings go.
    pub(crate) fn is_open(&self, entry: EntryId) -> bool {
        self.on(entry).is_none_or(|laid| !laid.accepted && !laid.rejected)
    }

    /// Whether no view shows an entry any more.
    pub(crate) fn is_rejected(&self, entry: EntryId) -> bool {
        self.on(entry).is_some_and(|laid| laid.rejected)
    }

    /// How many entries that were not accepted before were accepted, and how many rejected.
    pub(crate) fn ruled_on(&self, was_open: impl Fn(EntryId) -> bool) -> (usize, usize) {
        let ruled = self.entries.iter().filter(|(id, _)| was_open(**id));
        ruled.fold((0, 0), |(accepted, rejected), (_, laid)| {
            let is_accepted = laid.accepted && !laid.rejected;
            (accepted + usize::from(is_accepted), rejected + usize::from(laid.rejected))
        })
    }

    /// Whether two names were ruled on.
    pub(crate) fn has_pair(&self, one: &ActorId, other: &ActorId) -> bool {
        self.pairs.contains(&(one.clone(), other.clone()))
    }
}

impl Laid {
    fn lay(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Accept => self.accepted = true,
            Verdict::Reject => self.rejected = true,
            Verdict::Note(words) => self.notes.push(words.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_findings::Kind;
    use dateline_record::{Decision, FindingKey, Ruling};
    use dateline_text::{ReportId, Span};
    use jiff::civil::datetime;

    fn decision(second: i8) -> DecisionId {
        let at = datetime(2031, 8, 24, 10, 0, second, 0);
        let (kind, head) = (Kind::Event, String::new());
        let report = ReportId::of(b"a pact");
        let ruling =
            Ruling::Accept(FindingKey { report, kind, span: Span::of(0..6), head });
        let (by, because) = ("Ana Ruiz".to_owned(), String::new());
        Decision { at, by, ruling, because }.id()
    }

    fn entry(digits: &str) -> EntryId {
        EntryId::parse(digits).unwrap()
    }

    fn ruled(since: &Since, second: i8, id: EntryId, verdict: Verdict) -> Since {
        let about = About::Entries(vec![id], verdict);
        since.with(Fresh { decisions: vec![decision(second)], about })
    }

    #[test]
    fn what_is_ruled_on_waits_no_more_and_what_is_undone_waits_again() {
        let (one, other) = (entry("00000000000000aa"), entry("00000000000000bb"));
        let since = ruled(&Since::default(), 1, one, Verdict::Accept);
        let since = ruled(&since, 2, other, Verdict::Reject);
        assert!(!since.is_open(one) && since.is_rejected(other));
        let (since, is_seen) =
            since.without(&BTreeSet::from([decision(2)]), vec![decision(3)]);
        assert!(is_seen && since.is_open(other) && !since.is_open(one));
        // What was joined before comes back with joining alone.
        let (_, is_seen) =
            since.without(&BTreeSet::from([decision(9)]), vec![decision(4)]);
        assert!(!is_seen);
    }

    #[test]
    fn what_is_joined_is_fresh_no_more_and_nothing_undone_comes_back() {
        let one = entry("00000000000000aa");
        let since = ruled(&Since::default(), 1, one, Verdict::Reject);
        let later = ruled(&since, 2, one, Verdict::Note("ask again".to_owned()));
        let after = later.after(&BTreeSet::from([decision(1)]));
        assert_eq!((after.len(), after.is_rejected(one)), (1, false));
        // Joined with what was undone meanwhile, the undoing still waits to be joined.
        let (undone, _) =
            since.without(&BTreeSet::from([decision(1)]), vec![decision(3)]);
        assert_eq!(undone.after(&BTreeSet::from([decision(1)])).len(), 1);
        assert_eq!(undone.after(&BTreeSet::from([decision(1), decision(3)])).len(), 0);
    }
}
