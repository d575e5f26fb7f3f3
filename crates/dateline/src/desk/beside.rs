//! What stands beside an entry on its page, worked out from what is near it alone.

use dateline_findings::Kind;
use dateline_record::{EntryId, Filter};

use super::{Depth, Desk, Sight, sight};
use crate::Error;
use crate::wire::{self, AgreedShown, BodyLine, PromiseShown};

/// What stands beside an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// What is owed under an agreement.
    pub agreed: Option<AgreedShown>,
    /// What a body is to do, and when it met.
    pub body: Option<BodyLine>,
    /// What came of a commitment.
    pub promise: Option<PromiseShown>,
}

/// How many meetings of a body stand beside it.
const MEETINGS: usize = 200;

impl Desk {
    /// What stands beside an entry, by its whole identity; nothing where there is none.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn beside(&self, id: &str) -> Result<Beside, Error> {
        let Some(id) = EntryId::parse(id) else { return Ok(Beside::default()) };
        let part =
            self.part_at(Some(1), |store| sight::of_ids(store, &[id], Vec::new()))?;
        match part.entry(id).map(|entry| entry.kind) {
            Some(Kind::Agreement) => self.agreed(id),
            Some(Kind::Commitment) => self.promised_of(id),
            Some(Kind::Body) => self.body_of(id),
            _ => Ok(Beside::default()),
        }
    }

    fn agreed(&self, id: EntryId) -> Result<Beside, Error> {
        let near =
            self.part_at(Some(MEETINGS), |store| sight::owed_under(store, &[id]))?;
        let sight = Sight::new(self, &near).only(Depth::Lines);
        let mut all = near.agreements(&Filter::default(), None).into_iter();
        let agreed = all.find(|one| one.agreement.id == id);
        let agreed = agreed.map(|one| wire::agreed(&sight, &one));
        Ok(Beside { agreed, ..Beside::default() })
    }

    fn promised_of(&self, id: EntryId) -> Result<Beside, Error> {
        let near =
            self.part_at(Some(MEETINGS), |store| sight::with_outcomes(store, &[id]))?;
        let sight = Sight::new(self, &near).only(Depth::Lines);
        let mut all = near.commitments(&Filter::default(), None);
        all.retain(|one| one.commitment.id == id);
        let promise = wire::promises(&sight, &all).into_iter().next();
        Ok(Beside { promise, ..Beside::default() })
    }

    fn body_of(&self, id: EntryId) -> Result<Beside, Error> {
        let mut met = None;
        let near = self.part_at(Some(MEETINGS), |store| {
            let (view, counts) = sight::bodies(store, &[id], Some(MEETINGS))?;
            met = counts.get(&id).copied();
            Ok(view)
        })?;
        let sight = Sight::new(self, &near).only(Depth::Lines);
        let sight = sight.with_apiece(Some(MEETINGS));
        let mut all = near.bodies(&Filter::default()).into_iter();
        let body = all.find(|one| one.body.id == id).map(|one| {
            let mut line = wire::body(&sight, &one);
            let met = met.unwrap_or(one.meetings.len());
            line.left_out = met.saturating_sub(line.meetings.len());
            line
        });
        Ok(Beside { body, ..Beside::default() })
    }
}
