//! What no reviewer has looked at yet.

use std::collections::BTreeSet;

use dateline_record::EntryId;
use rusqlite::params_from_iter;

use crate::chosen::condition;
use crate::pages::Rank;
use crate::{Chosen, Error, Store};

/// How sure the surest reading of an entry is.
pub(crate) const SURE: &str = "(SELECT max(sure.confidence) FROM evidence AS one
      CROSS JOIN finding AS sure ON sure.report = one.report AND sure.number = one.finding
      WHERE one.entry = entry.number)";

/// What nobody accepted.
const OPEN: &str = "review NOT LIKE 'accepted%'";

impl Store {
    /// How many entries wait for a reviewer and how many do not, by kind and origins.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ranks(&self) -> Result<(Vec<(Rank, usize)>, usize), Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, origins, count(*) FROM entry GROUP BY kind, origins",
        )?;
        let rows = statement
            .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        let ranks = rows.collect::<Result<Vec<(Rank, usize)>, _>>()?;
        let accepted = format!("SELECT count(*) FROM entry WHERE NOT {OPEN}");
        let accepted = self.connection.query_row(&accepted, [], |row| row.get(0))?;
        Ok((ranks, accepted))
    }

    /// Which of these wait for a reviewer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_these_open(
        &self,
        ids: &BTreeSet<EntryId>,
    ) -> Result<BTreeSet<EntryId>, Error> {
        let (condition, values) =
            condition(&Chosen { ids: Some(ids), ..Chosen::default() });
        let statement = format!("SELECT id FROM entry WHERE {condition} AND {OPEN}");
        Ok(self.entry_ids(&statement, &values)?.into_iter().collect())
    }

    /// Those of these that wait for a reviewer, each with its kind, how many origins it has, and
    /// how sure its surest reading is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn waiting_of(
        &self,
        ids: &BTreeSet<EntryId>,
    ) -> Result<Vec<(EntryId, String, usize, u16)>, Error> {
        let (condition, values) =
            condition(&Chosen { ids: Some(ids), ..Chosen::default() });
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, kind, origins, {SURE} FROM entry WHERE {condition} AND {OPEN}"
        ))?;
        let mut rows = statement.query(params_from_iter(&values))?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().ok().and_then(EntryId::parse);
            let id = id.ok_or_else(|| Error::damaged("an entry has no identity"))?;
            let sure: Option<u16> = row.get(3)?;
            waiting.push((id, row.get(1)?, row.get(2)?, sure.unwrap_or_default()));
        }
        Ok(waiting)
    }

    /// What waits for a reviewer of these kinds and with so many origins, what is read least
    /// surely first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn waiting(&self, kinds: &[&str], origins: usize) -> Result<Vec<EntryId>, Error> {
        let statement = format!(
            "SELECT entry.id FROM entry WHERE kind IN ('{}') AND origins = {origins} AND {OPEN}
             ORDER BY {SURE}, entry.id",
            kinds.join("', '")
        );
        self.entry_ids(&statement, &[])
    }
}
