//! Lists that take long to put in order, kept beside what is seen: lines that only who wrote them
//! can read.

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::{Chosen, Error, Store};

/// The name of the list of how many entries of each kind there are: with a time, and in all.
const COUNTS: &str = "counts";

impl Store {
    /// A list, where it was kept for what is seen now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn list(&self, name: &str) -> Result<Option<String>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT lines FROM list JOIN made USING (turn) WHERE name = ?1",
        )?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps lists that were worked out from what was seen at a turn, in place of those before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_lists(
        &mut self,
        turn: i64,
        lists: &[(&str, String)],
    ) -> Result<(), Error> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM list", [])?;
        let counts = (COUNTS, counts(&transaction)?);
        for (name, lines) in lists.iter().chain([&counts]) {
            transaction
                .prepare_cached("INSERT INTO list VALUES (?1, ?2, ?3)")?
                .execute(params![name, turn, lines])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// How many entries are chosen, with a time and without, where nothing but their kinds chooses
    /// them and the counts were kept.
    pub(crate) fn counted(
        &self,
        chosen: &Chosen<'_>,
    ) -> Result<Option<(usize, usize)>, Error> {
        let by_kind = Chosen { kinds: chosen.kinds, ..Chosen::default() };
        if (Chosen { limit: None, ..chosen.clone() }) != by_kind {
            return Ok(None);
        }
        let Some(lines) = self.list(COUNTS)? else { return Ok(None) };
        let mut counted = (0, 0);
        for line in lines.lines() {
            let mut parts = line.split(' ');
            let kind = parts.next().unwrap_or_default();
            let mut number = || parts.next().and_then(|number| number.parse().ok());
            let (Some(dated), Some(all)) = (number(), number()) else {
                return Err(Error::damaged("the counts of entries cannot be read"));
            };
            if chosen.kinds.is_empty() || chosen.kinds.contains(&kind) {
                let (dated, all): (usize, usize) = (dated, all);
                counted.0 += dated;
                counted.1 += all - dated.min(all);
            }
        }
        Ok(Some(counted))
    }
}

fn counts(transaction: &Transaction<'_>) -> Result<String, Error> {
    let mut statement = transaction.prepare(
        "SELECT kind, sum(first < '9999-12-31'), count(*) FROM entry GROUP BY kind",
    )?;
    let rows = statement.query_map([], |row| {
        let (kind, dated, all): (String, i64, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{kind} {dated} {all}\n"))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
