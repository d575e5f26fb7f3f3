use std::sync::Arc;

use dateline_time::{Basis, When};

use crate::sheaf::Sheaf;
use crate::{Days, Laid, ReportLine};

/// A laid report as a record holds it: its findings are bound up, and take a tenth of the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// All but its findings: their list is empty here.
    pub(crate) page: Laid,
    /// Its findings.
    pub(crate) sheaf: Sheaf,
}

impl Filed {
    /// A laid report, its findings bound up.
    #[must_use]
    pub fn of(mut laid: Laid) -> Self {
        let findings = std::mem::take(&mut laid.findings);
        Self { page: laid, sheaf: Sheaf::of(&findings) }
    }

    /// A report of its [lines](Laid::to_lines) and its [findings as bytes](Laid::to_bytes),
    /// which are not read for that; `None` where they are not what this program writes.
    #[must_use]
    pub fn read(lines: &str, findings: &[u8]) -> Option<Self> {
        let page = Laid::from_lines(lines, Vec::new())?;
        Some(Self { page, sheaf: Sheaf::from_bytes(findings)? })
    }

    /// The same with the days that the record gives it, where other reports gave them.
    pub(crate) fn in_days(self: &Arc<Self>, line: &ReportLine) -> Arc<Self> {
        if self.page.credits.published.is_some()
            || line.days_from != ReportLine::BY_OTHERS
        {
            return Arc::clone(self);
        }
        let own = self.page.report_date.clone().unwrap_or_default();
        let Days { earliest, latest } = line.days;
        let days = When { earliest, latest, basis: Basis::Event, ..own };
        let page = Laid { report_date: Some(days), ..self.page.clone() };
        Arc::new(Self { page, sheaf: self.sheaf.clone() })
    }

    /// The report as it was laid.
    pub(crate) fn laid(&self) -> Laid {
        Laid { findings: self.sheaf.iter().collect(), ..self.page.clone() }
    }
}

impl Laid {
    /// Its findings as bytes, for [`Filed::read`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        Sheaf::of(&self.findings).to_bytes()
    }
}
