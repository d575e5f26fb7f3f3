//! Which decisions count, and what they are about.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Finding, Kind, Modality, Polarity, Value};
use dateline_names::{Book, KnownName, Verdict};
use dateline_text::{ReportId, fold};
use jiff::civil::Date;

use crate::{ActorKey, Decision, DecisionId, FindingKey, Record, Ruling, Standing};

/// A finding by its report and its number there.
pub(super) type Place = (ReportId, usize);

/// The decisions that count, sorted out by what they say.
#[derive(Debug, Default)]
pub(super) struct Rulings {
    pub(super) rejected: BTreeSet<Place>,
    pub(super) accepted: BTreeSet<Place>,
    pub(super) corrected: BTreeMap<Place, Vec<(Field, Value)>>,
    pub(super) held: BTreeMap<Place, (Modality, Polarity)>,
    pub(super) notes: BTreeMap<Place, Vec<String>>,
    pub(super) merged: Vec<(Place, Place)>,
    pub(super) split: BTreeSet<(Place, Place)>,
    /// What was ruled last about two names, the smaller key first.
    pub(super) who: BTreeMap<(ActorKey, ActorKey), Verdict>,
    /// Other names that were entered, beside the program's own.
    pub(super) book: Book,
    pub(super) dated: BTreeMap<ReportId, Date>,
    /// Every decision with whether it counts and the finding it is about first.
    pub(super) all: Vec<(Decision, Standing, Option<Place>)>,
    /// The decisions about a finding.
    pub(super) about: BTreeMap<Place, Vec<DecisionId>>,
}

impl Rulings {
    pub(super) fn of(record: &Record) -> Self {
        let mut rulings = Self { book: Book::shipped().clone(), ..Self::default() };
        let undone = undone(record);
        let places = Places::of(record);
        for decision in record.decisions() {
            let id = decision.id();
            let place = decision.ruling.finding().and_then(|key| places.find(key));
            let standing = if undone.contains(&id) {
                // What was entered stands among the findings; taken back, no view shows it.
                if let (Ruling::Add(_), Some(place)) = (&decision.ruling, place) {
                    rulings.rejected.insert(place);
                }
                Standing::Undone
            } else if rulings.take(record, decision, &places) {
                Standing::Counts
            } else {
                Standing::NoLongerFits
            };
            if let Some(place) = place.filter(|_| standing == Standing::Counts) {
                rulings.about.entry(place).or_default().push(id);
            }
            rulings.all.push((decision.clone(), standing, place));
        }
        rulings
    }

    /// Takes a ruling in; whether what it is about is there.
    fn take(&mut self, record: &Record, decision: &Decision, places: &Places) -> bool {
        let fits = match &decision.ruling {
            Ruling::Accept(key) => places.find(key).map(|place| {
                self.rejected.remove(&place);
                self.accepted.insert(place);
            }),
            Ruling::Reject(key) => places.find(key).map(|place| {
                self.accepted.remove(&place);
                self.rejected.insert(place);
            }),
            Ruling::Correct(key, field, value) => places.find(key).map(|place| {
                self.corrected.entry(place).or_default().push((*field, value.clone()));
            }),
            Ruling::Hold(key, modality, polarity) => places.find(key).map(|place| {
                self.held.insert(place, (*modality, *polarity));
            }),
            Ruling::Add(entered) => places.find(&entered.key).map(|place| {
                self.rejected.remove(&place);
            }),
            Ruling::Note(key, note) => places.find(key).map(|place| {
                self.notes.entry(place).or_default().push(note.clone());
            }),
            Ruling::Merge(one, other) => places.both(one, other).map(|pair| {
                self.split.remove(&pair);
                self.merged.push(pair);
            }),
            Ruling::Split(one, other) => places.both(one, other).map(|pair| {
                self.merged.retain(|merged| *merged != pair);
                self.split.insert(pair);
            }),
            Ruling::SameActor(one, other) => self.rule(one, other, Verdict::Same),
            Ruling::NotSameActor(one, other) => self.rule(one, other, Verdict::Different),
            Ruling::UnsureActor(one, other) => self.rule(one, other, Verdict::Unsure),
            Ruling::Alias(class, name, alias) => {
                self.book.know(KnownName {
                    class: *class,
                    name: name.clone(),
                    alias: alias.clone(),
                    source: decision.because.clone(),
                });
                Some(())
            }
            Ruling::Dated(report, day) => record.holds(*report).then(|| {
                self.dated.insert(*report, *day);
            }),
            Ruling::Undo(_) => Some(()),
        };
        fits.is_some()
    }

    /// Keeps the last ruling on two names: it always fits, since their reports may yet come.
    fn rule(&mut self, one: &ActorKey, other: &ActorKey, verdict: Verdict) -> Option<()> {
        let (one, other) = (one.clone(), other.clone());
        let pair = if one <= other { (one, other) } else { (other, one) };
        self.who.insert(pair, verdict);
        Some(())
    }

    /// The finding with a reviewer's values in it.
    pub(super) fn corrected(&self, place: Place, finding: &Finding) -> Option<Finding> {
        let (corrected, held) = (self.corrected.get(&place), self.held.get(&place));
        if corrected.is_none() && held.is_none() {
            return None;
        }
        let mut finding = finding.clone();
        if let Some((modality, polarity)) = held {
            finding.modality = *modality;
            finding.polarity = *polarity;
        }
        for (field, value) in corrected.into_iter().flatten() {
            // An empty list says that there is nothing in the field.
            if matches!(value, Value::List(values) if values.is_empty()) {
                finding.fields.remove(*field);
                continue;
            }
            let spans = finding.fields.entry(*field).map(|entry| entry.spans.clone());
            finding.fields.set(*field, value.clone(), &spans.unwrap_or_default());
        }
        Some(finding)
    }
}

/// The decisions that a later one undid, where that one was not itself undone.
fn undone(record: &Record) -> BTreeSet<DecisionId> {
    let all: Vec<&Decision> = record.decisions().collect();
    let mut undone = BTreeSet::new();
    for decision in all.into_iter().rev() {
        if let Ruling::Undo(target) = decision.ruling
            && !undone.contains(&decision.id())
        {
            undone.insert(target);
        }
    }
    undone
}

/// Where the findings of the record are.
struct Places {
    by_key: BTreeMap<FindingKey, Place>,
    by_head: BTreeMap<(ReportId, Kind, String), Vec<(FindingKey, Place)>>,
}

impl Places {
    fn of(record: &Record) -> Self {
        let mut places = Self { by_key: BTreeMap::new(), by_head: BTreeMap::new() };
        // Only the reports that decisions speak of are looked through.
        let decisions = record.decisions();
        let wanted: BTreeSet<ReportId> =
            decisions.flat_map(|decision| reports_of(&decision.ruling)).collect();
        for filed in wanted.into_iter().filter_map(|report| record.filed(report)) {
            let report = filed.page.id;
            for (number, finding) in filed.sheaf.iter().enumerate() {
                let key = FindingKey::of(report, &finding);
                let head = (key.report, key.kind, fold(&key.head));
                places.by_key.entry(key.clone()).or_insert((report, number));
                places.by_head.entry(head).or_default().push((key, (report, number)));
            }
        }
        places
    }

    /// The finding of a key: on the same words, or, after another program read the report,
    /// on words that overlap and about the same.
    fn find(&self, key: &FindingKey) -> Option<Place> {
        if let Some(place) = self.by_key.get(key) {
            return Some(*place);
        }
        let head = (key.report, key.kind, fold(&key.head));
        let near = self.by_head.get(&head)?.iter();
        let near = near.filter(|(other, _)| other.span.overlaps(key.span));
        near.map(|(_, place)| *place).next()
    }

    fn both(&self, one: &FindingKey, other: &FindingKey) -> Option<(Place, Place)> {
        let (one, other) = (self.find(one)?, self.find(other)?);
        Some((one.min(other), one.max(other)))
    }
}

fn reports_of(ruling: &Ruling) -> Vec<ReportId> {
    let other = match ruling {
        Ruling::Merge(_, other) | Ruling::Split(_, other) => Some(other.report),
        _ => None,
    };
    ruling.finding().map(|key| key.report).into_iter().chain(other).collect()
}
