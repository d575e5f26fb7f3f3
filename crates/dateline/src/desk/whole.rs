//! Whether the file is whole.

use dateline_store::Store;
use dateline_text::ReportId;

use super::Desk;
use crate::Error;

impl Desk {
    /// What is wrong with the file, a line each; nothing where it is whole. The file's own order
    /// is checked, then every report: its bytes are still those by which it is known, its words
    /// and the way back to the bytes can be read.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn faults(&self) -> Result<Vec<String>, Error> {
        let mut faults = self.asking(Store::faults)?;
        let reports = self.asking(Store::reports)?;
        let of_reports = reports.iter().filter_map(|(id, name)| {
            let what = self.fault_of(*id)?;
            Some(format!("report `{name}` ({id}): {what}"))
        });
        faults.extend(of_reports);
        Ok(faults)
    }

    fn fault_of(&self, id: ReportId) -> Option<String> {
        let raw = match self.asking(|store| store.raw(id)) {
            Ok(Some(raw)) => raw,
            Ok(None) => return Some("its bytes are gone".to_owned()),
            Err(error) => return Some(error.to_string()),
        };
        if ReportId::of(&raw) != id {
            return Some("its bytes are not those by which it is known".to_owned());
        }
        match self.asking(|store| store.report(id)) {
            Ok(Some(report)) => {
                let inside = report.map.raw(report.text.span()).end() <= raw.len();
                (!inside).then(|| "its words lie outside its bytes".to_owned())
            }
            Ok(None) => Some("its words are gone".to_owned()),
            Err(error) => Some(error.to_string()),
        }
    }
}
