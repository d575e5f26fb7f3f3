use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{Entry, EntryId, Evidence, Laid, Link, Parts, Record, View};
use dateline_store::{Chosen, Store};
use dateline_text::ReportId;
use serde::Serialize;

use super::reader::TELLERS;
use super::sight::Read;
use super::{Desk, Paper, Sight, company, sight};
use crate::Error;
use crate::points::RawPoints;
use crate::threads::hands;
use crate::wire::{self, EntryLine, LinkShown};

/// What a record knows about a text that is not in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    /// Whether all its reports are in the record, by their very bytes.
    pub is_kept: bool,
    /// How many reports of the record it was held against: of a large record those that share most
    /// with it.
    pub held_against: usize,
    /// How many reports the record holds.
    pub reports: usize,
    /// What other reports in the record tell, too: the entries of the record, with the text's own
    /// words last.
    pub known: Vec<EntryLine>,
    /// What no report that it was held against tells.
    pub new: Vec<EntryLine>,
    /// Where the text and the record cannot both be right as they stand.
    pub contradicts: Vec<LinkShown>,
}

/// A text as it was read, report by report.
struct Text {
    record: Record,
    papers: Vec<(ReportId, Paper)>,
}

impl Desk {
    /// Says what the record knows already about a text. Nothing is stored: the text is laid
    /// beside the reports that share most with it, and looked at together with them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn check(&self, raw: &[u8], name: &str) -> Result<Checked, Error> {
        let text = self.read_text(raw, name);
        let ids: BTreeSet<ReportId> = text.record.ids().collect();
        let own = View::with(&text.record, &hands, None).0;
        let (company, kept, reports) = self.looking(|store| {
            let kept = store.lines(Some(&ids))?.len();
            Ok((company::of(store, &own)?, kept, store.count_reports()?))
        })?;
        let held_against = company.difference(&ids).count();
        let record = self.asking(|store| store.load_some(&company, &hands))?;
        let beside = View::with(&record.join(text.record), &hands, None).0;
        let side = Side { view: &beside, ids: &ids };
        let told = self.looking(|store| side.told(store))?;
        let mut desk = Self::open_as_is(&self.path)?;
        for (id, paper) in text.papers {
            desk.keep(id, paper);
        }
        let sight = &Sight::new(&desk, &told.view);
        let (known, new): (Vec<&Entry>, Vec<&Entry>) =
            told.view.entries.iter().partition(|entry| told.known.contains(&entry.id));
        let line = |entry: &Entry| wire::entry_line(sight, entry);
        let links = told.view.links.iter();
        Ok(Checked {
            is_kept: kept == ids.len(),
            held_against,
            reports,
            known: known.into_iter().map(line).collect(),
            new: new.into_iter().map(line).collect(),
            contradicts: links.map(|link| wire::link_shown(sight, link)).collect(),
        })
    }

    fn read_text(&self, raw: &[u8], name: &str) -> Text {
        let pipeline = self.pipeline();
        let mut text = Text { record: Record::new(), papers: Vec::new() };
        for (report, raw) in pipeline.reports(raw, name) {
            let reading = pipeline.read(report);
            let id = reading.report.id;
            let laid = Laid::of(&reading.report, reading.findings, pipeline.reader());
            text.record.lay(laid);
            let points = RawPoints::new(&raw, &reading.report.charset);
            text.papers.push((id, Paper { report: reading.report, points }));
        }
        text
    }
}

/// A text seen beside the reports that it is held against.
struct Side<'a> {
    view: &'a View,
    /// The reports of the text.
    ids: &'a BTreeSet<ReportId>,
}

/// What is said of a text: entries, those of them that the record has, and disagreements.
struct Said {
    view: View,
    known: BTreeSet<EntryId>,
}

impl Side<'_> {
    fn is_own(&self, evidence: &Evidence) -> bool {
        self.ids.contains(&evidence.report)
    }

    /// What the text tells, as the record has it where it does.
    fn told(&self, store: &Store) -> Read<Said> {
        let told = self.view.entries.iter();
        let told = told.filter(|entry| entry.evidence.iter().any(|one| self.is_own(one)));
        let mut kept: BTreeMap<EntryId, Vec<&Entry>> = BTreeMap::new();
        let mut stand_for: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        let mut parts = Parts::default();
        for entry in told {
            let ids = self.kept(store, entry)?;
            if ids.is_empty() {
                parts.entries.push(entry.clone());
            }
            for id in &ids {
                kept.entry(*id).or_default().push(entry);
            }
            stand_for.insert(entry.id, ids.into_iter().collect());
        }
        let known: BTreeSet<EntryId> = kept.keys().copied().collect();
        let chosen = Chosen { ids: Some(&known), ..Chosen::default() };
        for mut entry in store.showing(TELLERS, |store| store.entries(&chosen))? {
            let also = kept.get(&entry.id).into_iter().flatten();
            also.for_each(|also| self.tell_too(&mut entry, also));
            parts.entries.push(entry);
        }
        parts.links = self.contradicts(&stand_for);
        let lines = self.view.reports.iter();
        parts.reports =
            lines.filter(|line| self.ids.contains(&line.id)).cloned().collect();
        parts.actors.clone_from(&self.view.actors);
        Ok(Said { view: sight::named(store, parts)?, known })
    }

    /// The entries of the record that rest on what others than the text tell of one.
    fn kept(&self, store: &Store, entry: &Entry) -> Read<BTreeSet<EntryId>> {
        let mut kept = BTreeSet::new();
        for evidence in entry.evidence.iter().filter(|evidence| !self.is_own(evidence)) {
            if let Some(finding) = evidence.finding {
                kept.extend(store.entry_on(evidence.report, finding)?);
            }
        }
        Ok(kept)
    }

    /// Adds the text's own words to an entry of the record.
    fn tell_too(&self, entry: &mut Entry, also: &Entry) {
        let origin = |evidence: &Evidence| {
            self.view.report(evidence.report).map(|line| line.origin)
        };
        let (own, others): (Vec<&Evidence>, Vec<&Evidence>) =
            also.evidence.iter().partition(|evidence| self.is_own(evidence));
        let known: BTreeSet<_> = others.into_iter().map(origin).collect();
        let mut reports = BTreeSet::new();
        let mut origins = BTreeSet::new();
        for evidence in own {
            if entry.evidence.contains(evidence) {
                continue;
            }
            reports.insert(evidence.report);
            origins.extend(Some(origin(evidence)).filter(|one| !known.contains(one)));
            entry.evidence.push(evidence.clone());
        }
        entry.reports += reports.len();
        entry.origins += origins.len();
    }

    /// The disagreements between the text and others, by the entries of the record.
    fn contradicts(&self, stand_for: &BTreeMap<EntryId, Vec<EntryId>>) -> Vec<Link> {
        let links = self.view.links.iter().filter(|link| {
            let own = link.members.iter().filter(|member| self.is_own(member)).count();
            link.kind.is_conflict() && own > 0 && own < link.members.len()
        });
        let links = links.cloned().map(|mut link| {
            let kept = |id: &EntryId| stand_for.get(id).filter(|kept| !kept.is_empty());
            let entries = link.entries.iter();
            let entries = entries.flat_map(|id| kept(id).cloned().unwrap_or(vec![*id]));
            let entries: BTreeSet<EntryId> = entries.collect();
            link.entries = entries.into_iter().collect();
            link
        });
        links.collect()
    }
}
