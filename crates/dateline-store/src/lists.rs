//! Lists that take long to put in order, kept beside what is seen: lines that only who wrote them
//! can read.

use rusqlite::{OptionalExtension as _, TransactionBehavior, params};

use crate::{Error, Store};

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
        for (name, lines) in lists {
            transaction
                .prepare_cached("INSERT INTO list VALUES (?1, ?2, ?3)")?
                .execute(params![name, turn, lines])?;
        }
        transaction.commit()?;
        Ok(())
    }
}
