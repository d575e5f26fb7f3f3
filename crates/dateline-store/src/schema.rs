use rusqlite::{Connection, TransactionBehavior};

use crate::Error;

/// "DLIN": by this the `file` command and this program know a record.
pub(crate) const APPLICATION_ID: i64 = 0x444c_494e;

/// One step a version; a step is never changed once it was released, only followed.
const STEPS: [&str; 7] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
];

/// The version of the file format that this program writes.
pub(crate) fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Whether the file is a record that this program can read as it stands, or an empty file.
pub(crate) fn check(connection: &Connection) -> Result<i64, Error> {
    let application: i64 =
        connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 =
        connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let tables: i64 =
        connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && (application != 0 || tables > 0) {
        return Err(Error::not_a_record());
    }
    if version > known() {
        return Err(Error::newer(version, known()));
    }
    Ok(version)
}

/// Brings the file to this program's version, all steps or none.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    migrate_to(connection, known())
}

/// Brings the file to a version, for the tests of later steps too.
pub(crate) fn migrate_to(connection: &mut Connection, version: i64) -> Result<(), Error> {
    if check(connection)? >= version {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have brought it there while this one waited.
    let now = usize::try_from(check(&transaction)?).unwrap_or(0);
    let until = usize::try_from(version).unwrap_or(0);
    for (step, statements) in STEPS.iter().enumerate().take(until).skip(now) {
        transaction.execute_batch(statements)?;
        transaction.pragma_update(None, "user_version", step + 1)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_the_first_version_is_brought_up_with_all_in_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate_to(&mut connection, 1).unwrap();
        let decision =
            "INSERT INTO decision VALUES ('id', 'at', 'by', 'accept', '', 'line')";
        connection.execute_batch(decision).unwrap();
        assert_eq!(check(&connection).unwrap(), 1);
        migrate(&mut connection).unwrap();
        assert_eq!(check(&connection).unwrap(), known());
        let kept = "SELECT count(*) FROM decision";
        let kept: i64 = connection.query_row(kept, [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 1);
        connection.execute_batch("SELECT * FROM timeline").unwrap();
    }

    #[test]
    fn each_version_differs_from_the_one_before() {
        for version in 1..=known() {
            let mut connection = Connection::open_in_memory().unwrap();
            migrate_to(&mut connection, version).unwrap();
            assert_eq!(check(&connection).unwrap(), version);
        }
    }
}
