//! What reviewers remarked since all was joined, taken into what is seen: nothing is joined for it.

use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{
    Decision, DecisionId, EntryId, FindingKey, Hands, Remarks, Ruling, Standing, View,
};
use dateline_text::ReportId;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::seen::{HOLDS, RULED};
use crate::{Error, Store};

/// A decision with whether it counts, and the entry that it shapes.
type Stands = (DecisionId, Standing, Option<EntryId>);

/// What remarks come to: how they stand, and what each entry that they touch keeps of them.
type Taken = (Vec<Stands>, BTreeMap<EntryId, String>);

impl Store {
    /// Takes what reviewers accepted and noted since all was joined, and what they took back of
    /// that, into what is seen. `false`, and nothing done, where more than that came: then all is
    /// to be joined.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn take_remarks(&mut self, hands: Hands<'_>) -> Result<bool, Error> {
        let connection = &self.connection;
        let moment =
            Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        let taken = match self.is_ruled_alone()? {
            true => self.remarks(hands)?,
            false => None,
        };
        let Some((stands, reviews)) = taken else { return Ok(false) };
        for (id, standing, entry) in stands {
            let entry = entry.map(|entry| entry.to_string());
            moment
                .prepare_cached("INSERT OR REPLACE INTO ruled VALUES (?1, ?2, ?3)")?
                .execute(params![id.to_string(), standing.as_str(), entry])?;
        }
        for (entry, lines) in reviews {
            // The next time that all is joined the row is written anew, with its own mark.
            moment
                .prepare_cached("UPDATE entry SET review = ?2, mark = 0 WHERE id = ?1")?
                .execute(params![entry.to_string(), lines])?;
        }
        // No remark is in a list that was kept.
        moment.execute(
            "UPDATE list SET turn = turn + 1 WHERE turn = (SELECT turn FROM made)",
            [],
        )?;
        moment.execute("UPDATE made SET stale = ?1, turn = turn + 1", [HOLDS])?;
        moment.commit()?;
        Ok(true)
    }

    fn is_ruled_alone(&self) -> Result<bool, Error> {
        let made: Option<(u32, i64)> = self
            .connection
            .query_row("SELECT version, stale FROM made", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        Ok(made == Some((View::VERSION, RULED)))
    }

    /// What came to be ruled since; `None` where something else than remarks is among it.
    fn remarks(&self, hands: Hands<'_>) -> Result<Option<Taken>, Error> {
        let (all, joined) = (self.decisions()?, self.joined_decisions()?);
        let by_id: BTreeMap<DecisionId, &Decision> =
            all.iter().map(|decision| (decision.id(), decision)).collect();
        let mut touched: BTreeMap<DecisionId, &FindingKey> = BTreeMap::new();
        let mut fresh: BTreeSet<DecisionId> = BTreeSet::new();
        for (id, decision) in by_id.iter().filter(|(id, _)| !joined.contains(id)) {
            let (about, decision) = match decision.ruling {
                Ruling::Undo(undone) => (undone, by_id.get(&undone).copied()),
                _ => (*id, Some(*decision)),
            };
            let remark = decision.filter(|decision| decision.ruling.is_remark());
            let Some(key) = remark.and_then(|remark| remark.ruling.finding()) else {
                return Ok(None);
            };
            fresh.insert(*id);
            touched.insert(about, key);
        }
        let reports = touched.values().map(|key| key.report).collect();
        let remarks = Remarks::of(&self.load_some(&reports, hands)?);
        let mut entries: BTreeSet<EntryId> = BTreeSet::new();
        let mut stands: Vec<Stands> = Vec::new();
        for id in fresh.into_iter().chain(touched.into_keys()) {
            let Some((standing, place)) = remarks.on(id) else { return Ok(None) };
            let entry = match place {
                Some((report, finding)) => match self.entry_on(report, finding)? {
                    // What is in no entry was rejected, and comes back.
                    None => return Ok(None),
                    entry => entry,
                },
                None => None,
            };
            entries.extend(entry);
            stands.push((id, standing, entry));
        }
        let reviews = self.reviews(&entries, &all, hands)?;
        Ok(reviews.map(|reviews| (stands, reviews)))
    }

    /// What is kept of the rulings on each entry; `None` where one of its findings is rejected.
    fn reviews(
        &self,
        entries: &BTreeSet<EntryId>,
        decisions: &[Decision],
        hands: Hands<'_>,
    ) -> Result<Option<BTreeMap<EntryId, String>>, Error> {
        let keys = decisions.iter().filter_map(|decision| decision.ruling.finding());
        let ruled_on: BTreeSet<ReportId> = keys.map(|key| key.report).collect();
        let mut places = BTreeMap::new();
        for entry in entries {
            places.insert(*entry, self.places(*entry)?);
        }
        let reports = places.values().flatten().map(|(report, _)| *report);
        let reports = reports.filter(|report| ruled_on.contains(report)).collect();
        let remarks = Remarks::of(&self.load_some(&reports, hands)?);
        let reviews = places
            .into_iter()
            .map(|(entry, places)| Some((entry, remarks.review(&places)?.to_lines())));
        Ok(reviews.collect())
    }

    /// The findings that an entry rests on, in order.
    fn places(&self, entry: EntryId) -> Result<Vec<(ReportId, usize)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report.id, finding FROM evidence
             JOIN report ON report.number = evidence.report
             WHERE entry = (SELECT number FROM entry WHERE id = ?1) ORDER BY place",
        )?;
        let rows = statement.query_map([entry.to_string()], |row| {
            Ok((ReportId::from_bytes(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
