use std::sync::OnceLock;

use dateline_text::ReportId;

use super::Desk;
use crate::Error;

impl Desk {
    /// Takes reports out, each named by its file or by the first digits of its identity.
    /// Decisions about them stay. Answers with the names of those taken out.
    ///
    /// # Errors
    /// When a name stands for no report or for several, or the record cannot be written;
    /// nothing is taken out then.
    pub fn remove(&mut self, names: &[String]) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        for name in names {
            found.push(self.one_report(name)?);
        }
        found.sort();
        found.dedup();
        for (id, _) in &found {
            self.changing(|store| store.remove(*id))?;
        }
        self.record = OnceLock::new();
        self.settle()?;
        Ok(found.into_iter().map(|(_, name)| name).collect())
    }

    /// The one report of that file name or identity.
    pub(super) fn one_report(&self, name: &str) -> Result<(ReportId, String), Error> {
        let found = self.reading(|store| store.reports_named(name))?;
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(Error::missing(format!("there is no report `{name}`"))
                .with_hint("`dateline show coverage` lists the reports")),
            _ => {
                Err(Error::usage(format!("`{name}` stands for {} reports", found.len()))
                    .with_hint("give more digits of its identity"))
            }
        }
    }
}
