//! Entries made of findings that tell one thing.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Modality, Value};
use dateline_text::fold;

use super::facts::{Fact, WHO};
use super::origins::day_order;
use super::placed::{Placed, when_of};
use super::rulings::Rulings;
use super::title::title;
use super::who::Who;
use crate::hands::{Hands, each};
use crate::written::{finding_key_line, short_hash};
use crate::{ActorId, Days, Entry, EntryId, Evidence, Held, Reading, Review};

/// The entries, by their days, then kind, report and span, each with the facts it is made of.
pub(super) fn of(
    (facts, groups): (&[Fact], &[Vec<usize>]),
    rulings: &Rulings,
    who: &Who,
    hands: Hands<'_>,
) -> Vec<(Entry, Vec<usize>)> {
    let mut entries: Vec<(Entry, Vec<usize>)> =
        each(hands, groups.len(), &|place| entry(facts, &groups[place], rulings, who));
    entries.sort_by_cached_key(|(entry, group)| {
        let first = group.first().map(|number| facts[*number].order());
        (day_order(entry.days), entry.kind, first)
    });
    number_twins(&mut entries);
    entries
}

fn entry(
    facts: &[Fact],
    group: &[usize],
    rulings: &Rulings,
    who: &Who,
) -> (Entry, Vec<usize>) {
    let mut group = group.to_vec();
    group.sort_by_key(|number| facts[*number].order());
    let all: Vec<&Fact> = group.iter().map(|number| &facts[*number]).collect();
    let days = if all.iter().all(|fact| fact.kind() == Kind::Role) {
        spell(&all)
    } else {
        days(&all)
    };
    let fields = fields(&all, rulings);
    let (modality, polarity) = strongest(&all);
    let kind = all.first().map_or(Kind::Event, |fact| fact.kind());
    let days = if days.is_open() { told_by(&all, kind, modality) } else { days };
    let best = all.iter().filter(|fact| when_of(&fact.finding).is_some());
    let best = best.min_by_key(|fact| exactness(fact.placed));
    let reports: BTreeSet<_> = all.iter().map(|fact| fact.report).collect();
    let origins: BTreeSet<_> = all.iter().map(|fact| fact.origin).collect();
    let mut entry = Entry {
        id: all.first().map(|fact| id(fact)).unwrap_or_default(),
        kind,
        title: String::new(),
        when: best.and_then(|fact| when_of(&fact.finding).cloned()),
        days,
        modality,
        polarity,
        fields,
        actors: actors(&all, who),
        evidence: all.iter().map(|fact| evidence(fact)).collect(),
        reports: reports.len(),
        origins: origins.len(),
        review: review(&all, rulings),
    };
    entry.title = title(&entry);
    (entry, group)
}

pub(super) fn evidence(fact: &Fact) -> Evidence {
    Evidence::of(fact.report, fact.number, &fact.finding)
}

/// The identity comes from the finding that was published first: reports that come later do
/// not change it.
fn id(fact: &Fact) -> EntryId {
    EntryId(short_hash(&finding_key_line(&fact.key())))
}

/// Two entries of the same words, as two numbers told alike, are numbered.
fn number_twins(entries: &mut [(Entry, Vec<usize>)]) {
    let mut seen: BTreeMap<EntryId, u64> = BTreeMap::new();
    for (entry, _) in entries {
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

/// What nobody dates had been said or done when the first report of it came out.
fn told_by(all: &[&Fact], kind: Kind, modality: Modality) -> Days {
    let is_past = match kind {
        Kind::Statement | Kind::Commitment => true,
        Kind::Event | Kind::Agreement => modality == Modality::Asserted,
        Kind::Body | Kind::Figure | Kind::Role | Kind::Relation | Kind::Credit => false,
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
fn strongest(all: &[&Fact]) -> (Modality, dateline_findings::Polarity) {
    let best = all.iter().map(|fact| (fact.modality, fact.polarity)).min();
    best.unwrap_or_default()
}

fn actors(all: &[&Fact], who: &Who) -> Vec<ActorId> {
    let places: BTreeSet<usize> =
        all.iter().flat_map(|fact| fact.actors.iter().copied()).collect();
    let ids = places.into_iter().filter_map(|place| who.actors.get(place));
    let mut ids: Vec<ActorId> = ids.map(|actor| actor.id.clone()).collect();
    ids.sort();
    ids.shrink_to_fit();
    ids
}

fn fields(all: &[&Fact], rulings: &Rulings) -> Vec<Held> {
    // What one finding tells, as nearly all entries do, has one reading a field.
    if let [only] = all {
        let fields = only.finding.fields.iter().map(|entry| Held {
            field: entry.field,
            readings: vec![Reading { value: entry.value.clone(), evidence: vec![0] }],
        });
        return fields.collect();
    }
    let used: BTreeSet<Field> = all
        .iter()
        .flat_map(|fact| fact.finding.fields.iter().map(|entry| entry.field))
        .collect();
    let fields = used.into_iter().map(|field| held(all, field, rulings));
    fields.collect::<Box<[Held]>>().into_vec()
}

fn held(all: &[&Fact], field: Field, rulings: &Rulings) -> Held {
    let mut readings: BTreeMap<String, (Value, Vec<usize>)> = BTreeMap::new();
    for (place, fact) in all.iter().enumerate() {
        let Some(value) = fact.finding.fields.get(field) else { continue };
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
    let led = led(all, field);
    // Nearly every field has one reading, and there are millions of them.
    readings.shrink_to_fit();
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
fn led(all: &[&Fact], field: Field) -> BTreeSet<usize> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, fact) in all.iter().enumerate() {
        if fact.has(field) {
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

fn review(all: &[&Fact], rulings: &Rulings) -> Review {
    let places: Vec<_> = all.iter().map(|fact| (fact.report, fact.number)).collect();
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
