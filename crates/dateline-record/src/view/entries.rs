//! Entries made of findings that tell one thing.

use std::borrow::Cow;
use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Finding, Kind, Modality, Polarity, Value};
use dateline_text::fold;
use jiff::civil::Date;

use super::facts::{Fact, WHO};
use super::origins::day_order;
use super::placed::{Placed, when_of};
use super::rulings::{Place, Rulings};
use super::title::title;
use super::who::Who;
use crate::hands::{Hands, each_of};
use crate::written::{EntryRow, marked, short_hash};
use crate::{ActorId, Days, Entry, EntryId, Evidence, Held, Reading, Review};

/// An entry in short: what it is known and sorted by. Of many entries nobody asks more.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: EntryId,
    pub(super) kind: Kind,
    pub(super) days: Days,
    pub(super) modality: Modality,
    pub(super) polarity: Polarity,
    /// The facts that it is made of, best first.
    pub(super) evidence: Vec<usize>,
    pub(super) reports: usize,
    pub(super) origins: usize,
}

/// What entries are made of when they are wanted whole.
#[derive(Clone, Copy)]
pub(super) struct Whole<'a> {
    pub(super) facts: &'a [Fact],
    pub(super) rulings: &'a Rulings,
    pub(super) who: &'a Who,
}

/// The entries, by their days, then kind, report and span.
pub(super) fn of(
    facts: &[Fact],
    groups: Vec<Vec<usize>>,
    hands: Hands<'_>,
) -> Vec<Draft> {
    let mut entries = each_of(hands, groups, &|group| draft(facts, group));
    entries.sort_by_cached_key(|entry| {
        let first = entry.evidence.first().map(|number| facts[*number].order());
        (day_order(entry.days), entry.kind, first)
    });
    number_twins(&mut entries);
    entries
}

fn draft(facts: &[Fact], mut evidence: Vec<usize>) -> Draft {
    evidence.sort_by_key(|number| facts[*number].order());
    let all: Vec<&Fact> = evidence.iter().map(|number| &facts[*number]).collect();
    let days = if all.iter().all(|fact| fact.kind() == Kind::Role) {
        spell(&all)
    } else {
        days(&all)
    };
    let (modality, polarity) = strongest(&all);
    let kind = all.first().map_or(Kind::Event, |fact| fact.kind());
    let days = if days.is_open() { told_by(&all, kind, modality) } else { days };
    let reports: BTreeSet<_> = all.iter().map(|fact| fact.report).collect();
    let origins: BTreeSet<_> = all.iter().map(|fact| fact.origin).collect();
    Draft {
        // The identity comes from the finding that was published first: reports that come
        // later do not change it.
        id: all.first().map(|fact| fact.id).unwrap_or_default(),
        kind,
        days,
        modality,
        polarity,
        reports: reports.len(),
        origins: origins.len(),
        evidence,
    }
}

impl Whole<'_> {
    fn members(&self, draft: &Draft) -> Vec<&Fact> {
        draft.evidence.iter().map(|number| &self.facts[*number]).collect()
    }

    /// The entry with all that it holds.
    pub(super) fn entry(&self, draft: &Draft) -> Entry {
        let all = self.members(draft);
        let told: Vec<Cow<'_, Finding>> = all.iter().map(|fact| fact.finding()).collect();
        let dated = all.iter().zip(&told).filter(|(_, told)| when_of(told).is_some());
        let best = dated.min_by_key(|(fact, _)| exactness(fact.placed));
        let mut entry = Entry {
            id: draft.id,
            kind: draft.kind,
            title: String::new(),
            when: best.and_then(|(_, told)| when_of(told).cloned()),
            days: draft.days,
            modality: draft.modality,
            polarity: draft.polarity,
            fields: fields(&all, &told, self.rulings),
            actors: self.actors(draft),
            evidence: all
                .iter()
                .zip(&told)
                .map(|(fact, told)| Evidence::of(fact.report, fact.number, told))
                .collect(),
            reports: draft.reports,
            origins: draft.origins,
            review: review(&places(&all), self.rulings),
        };
        entry.title = title(&entry);
        entry
    }

    /// The best reading of a field as one line; empty where there is none.
    pub(super) fn line(&self, draft: &Draft, field: Field) -> String {
        match draft.evidence.as_slice() {
            [only] => self.facts[*only].line(field),
            _ => self.entry(draft).line(field),
        }
    }

    fn actors(&self, draft: &Draft) -> Vec<ActorId> {
        let facts = draft.evidence.iter().map(|number| &self.facts[*number]);
        let places: BTreeSet<usize> =
            facts.flat_map(|fact| fact.actors.iter().copied()).collect();
        let ids = places.into_iter().filter_map(|place| self.who.actors.get(place));
        let mut ids: Vec<ActorId> = ids.map(|actor| actor.id.clone()).collect();
        ids.sort();
        ids
    }

    /// The row that an entry is kept by.
    pub(super) fn row(&self, draft: &Draft, entry: &Entry) -> EntryRow {
        // What is plain is plain by the finding as it was read, which stands in the file.
        let only = Some(draft.evidence.as_slice()).filter(|all| all.len() == 1);
        let only = only.and_then(|all| self.facts.get(*all.first()?)?.as_read());
        EntryRow::of(entry, only.as_ref())
    }

    /// A mark of all that the entry hangs on. Where it rests on one finding as it was read,
    /// as nearly all do, it is not worked out for that.
    pub(super) fn mark(&self, draft: &Draft) -> i64 {
        let only = Some(draft.evidence.as_slice()).filter(|all| all.len() == 1);
        let only = only.and_then(|all| self.facts.get(*all.first()?));
        if let Some((fact, bytes)) = only.and_then(|fact| Some((fact, fact.bytes()?))) {
            return marked(&[&self.head(draft, fact), bytes]);
        }
        let entry = self.entry(draft);
        self.row(draft, &entry).mark(&entry.evidence)
    }
}

impl Whole<'_> {
    /// What an entry of one finding hangs on besides the finding.
    fn head(&self, draft: &Draft, fact: &Fact) -> Vec<u8> {
        let mut head = Vec::with_capacity(128);
        head.extend(draft.id.0.to_be_bytes());
        head.extend(fact.report.as_bytes());
        head.extend((fact.number as u64).to_be_bytes());
        for day in [draft.days.earliest, draft.days.latest] {
            head.extend(day.map_or(i16::MIN, Date::year).to_be_bytes());
            head.extend(day.map_or(0, Date::day_of_year).to_be_bytes());
        }
        let actors = fact.actors.iter().filter_map(|place| self.who.actors.get(*place));
        for actor in actors {
            head.extend(actor.id.as_str().as_bytes());
            head.push(b' ');
        }
        let review = review(&places(&[fact]), self.rulings);
        if review != Review::default() {
            head.extend(format!("{review:?}").into_bytes());
        }
        head
    }
}

pub(super) fn evidence(fact: &Fact) -> Evidence {
    Evidence::of(fact.report, fact.number, &fact.finding())
}

/// Two entries of the same words, as two numbers told alike, are numbered.
fn number_twins(entries: &mut [Draft]) {
    let mut seen: BTreeMap<EntryId, u64> = BTreeMap::new();
    for entry in entries {
        let times = seen.entry(entry.id).or_default();
        *times += 1;
        if *times > 1 {
            entry.id = EntryId(short_hash(&format!("{} {times}", entry.id)));
        }
    }
}

/// The days that all members allow, where they allow any.
fn days(all: &[&Fact]) -> Days {
    let mut known: Vec<Placed> = all.iter().map(|fact| fact.placed).collect();
    known.sort_by_key(|placed| exactness(*placed));
    let all = known.into_iter().map(|placed| placed.days).filter(|days| !days.is_open());
    all.reduce(Days::narrowed).unwrap_or_default()
}

/// What nobody dates had been said or done, or was there, when the first report of it came out.
fn told_by(all: &[&Fact], kind: Kind, modality: Modality) -> Days {
    let is_past = match kind {
        Kind::Statement | Kind::Commitment | Kind::Role => true,
        Kind::Event | Kind::Agreement | Kind::Body => modality == Modality::Asserted,
        Kind::Figure | Kind::Relation | Kind::Credit => false,
    };
    let latest = all.iter().filter_map(|fact| fact.published.latest).min();
    Days { earliest: None, latest: latest.filter(|_| is_past) }
}

/// From the first to the last day that an office is told of: it was held all the while.
fn spell(all: &[&Fact]) -> Days {
    let days = || all.iter().map(|fact| fact.placed.days);
    Days {
        earliest: days().filter_map(|days| days.earliest.or(days.latest)).min(),
        latest: days().filter_map(|days| days.latest.or(days.earliest)).max(),
    }
}

/// Sorts the most exact first.
fn exactness(placed: Placed) -> (bool, bool, bool, Placed) {
    (!placed.is_day(), !placed.is_narrow(), placed.days.is_open(), placed)
}

/// An assertion stands before a plan, a plan before a demand.
fn strongest(all: &[&Fact]) -> (Modality, Polarity) {
    let best = all.iter().map(|fact| (fact.modality, fact.polarity)).min();
    best.unwrap_or_default()
}

fn fields(all: &[&Fact], told: &[Cow<'_, Finding>], rulings: &Rulings) -> Vec<Held> {
    // What one finding tells, as nearly all entries do, has one reading a field.
    if let [only] = told {
        let fields = only.fields.iter().map(|entry| Held {
            field: entry.field,
            readings: vec![Reading { value: entry.value.clone(), evidence: vec![0] }],
        });
        return fields.collect();
    }
    let used: BTreeSet<Field> = told
        .iter()
        .flat_map(|told| told.fields.iter().map(|entry| entry.field))
        .collect();
    used.into_iter().map(|field| held((all, told), field, rulings)).collect()
}

fn held(
    (all, told): (&[&Fact], &[Cow<'_, Finding>]),
    field: Field,
    rulings: &Rulings,
) -> Held {
    let mut readings: BTreeMap<String, (Value, Vec<usize>)> = BTreeMap::new();
    for (place, (fact, told)) in all.iter().zip(told).enumerate() {
        let Some(value) = told.fields.get(field) else { continue };
        let reading = readings.entry(alike_line(fact, field, value));
        match reading {
            Slot::Vacant(slot) => {
                slot.insert((value.clone(), vec![place]));
            }
            Slot::Occupied(mut slot) => slot.get_mut().1.push(place),
        }
    }
    let mut readings: Vec<Reading> = readings
        .into_values()
        .map(|(value, evidence)| Reading { value, evidence })
        .collect();
    let led = led((all, told), field);
    readings.sort_by_cached_key(|reading| {
        let of = |place: &usize| all[*place];
        let corrected = reading.evidence.iter().any(|place| {
            let fact = of(place);
            let places = rulings.corrected.get(&(fact.report, fact.number));
            places.is_some_and(|fields| {
                fields.iter().any(|(corrected, _)| *corrected == field)
            })
        });
        let origins: BTreeSet<usize> =
            reading.evidence.iter().map(|place| of(place).origin).collect();
        let exact = match &reading.value {
            Value::When(when) => exactness(Placed::from_when(when)),
            _ => exactness(Placed::default()),
        };
        let line = reading.value.to_line();
        (
            !corrected,
            exact,
            std::cmp::Reverse(
                reading.evidence.iter().filter(|place| led.contains(place)).count(),
            ),
            std::cmp::Reverse(origins.len()),
            std::cmp::Reverse(line.len()),
            line,
        )
    });
    Held { field, readings }
}

/// The first report of each origin that fills a field: what a copy changed counts less.
fn led((all, told): (&[&Fact], &[Cow<'_, Finding>]), field: Field) -> BTreeSet<usize> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, (fact, told)) in all.iter().zip(told).enumerate() {
        if told.fields.get(field).is_some() {
            first.entry(fact.origin).or_insert(place);
        }
    }
    first.into_values().collect()
}

/// Values that say the same make one reading: names by whom they stand for.
fn alike_line(fact: &Fact, field: Field, value: &Value) -> String {
    match value {
        Value::Name(_) | Value::List(_) if WHO.contains(&field) => {
            format!("{:?}", fact.in_field(field).collect::<Vec<_>>())
        }
        Value::When(when) => when.timex.clone(),
        _ => fold(&value.to_line()),
    }
}

fn places(all: &[&Fact]) -> Vec<Place> {
    all.iter().map(|fact| (fact.report, fact.number)).collect()
}

/// What was ruled of an entry that rests on these findings.
pub(super) fn review(places: &[Place], rulings: &Rulings) -> Review {
    let notes = places.iter().filter_map(|place| rulings.notes.get(place)).flatten();
    // One remark on an entry is kept with each of its findings.
    let mut remarks: Vec<String> = Vec::new();
    for note in notes {
        if !remarks.contains(note) {
            remarks.push(note.clone());
        }
    }
    let about = places.iter().filter_map(|place| rulings.about.get(place)).flatten();
    let wanted: BTreeSet<_> = about.copied().collect();
    let order = rulings.all.iter().map(|(decision, _, _)| decision.id());
    Review {
        accepted: places.iter().any(|place| rulings.accepted.contains(place)),
        notes: remarks,
        decisions: if wanted.is_empty() {
            Vec::new()
        } else {
            order.filter(|id| wanted.contains(id)).collect()
        },
    }
}
