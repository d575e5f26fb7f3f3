//! Agreements: the same instrument between the same parties at the same time, or the same
//! name.

use dateline_findings::Field;

use super::super::facts::Fact;
use super::super::placed::Meeting;
use super::super::words::{alike, covered};

const PARTIES: [Field; 2] = [Field::Parties, Field::Signatories];

/// Instruments that parliaments pass: reports name them differently.
const PASSED: [&str; 7] =
    ["act", "bill", "decree", "law", "motion", "resolution", "vote"];

pub(super) fn keys(fact: &Fact) -> Vec<String> {
    let family = family(fact);
    let mut keys: Vec<String> = fact
        .in_fields(&PARTIES)
        .iter()
        .map(|party| format!("{family} {party:?}"))
        .collect();
    keys.extend(fact.telling(Field::Name).iter().map(|word| format!("name {word}")));
    if let Some(day) = fact.placed.days.day() {
        keys.push(format!("{family} {day}"));
    }
    if keys.is_empty() {
        keys.push(format!("{family} of {}", fact.report));
    }
    keys
}

/// The instrument, the ones that parliaments pass taken as one.
pub(in super::super) fn family(fact: &Fact) -> String {
    let instrument = fact.folded(Field::Instrument);
    let passed = instrument.split(['_', ' ']).any(|word| PASSED.contains(&word));
    if passed { "passed".to_owned() } else { instrument.to_owned() }
}

pub(super) fn barred(one: &Fact, other: &Fact) -> bool {
    let (first, second) = (family(one), family(other));
    let differ = !first.is_empty() && !second.is_empty() && first != second;
    differ || one.placed.meets(other.placed) == Meeting::Apart
}

pub(super) fn score(one: &Fact, other: &Fact) -> usize {
    let parties =
        one.in_fields(&PARTIES).intersection(&other.in_fields(&PARTIES)).count();
    let (first, second) = (one.telling(Field::Name), other.telling(Field::Name));
    let name = if first.len().min(second.len()) >= 2 { alike(first, second) } else { 0 };
    let contents = covered(one.telling(Field::Contents), other.telling(Field::Contents));
    let same_report = one.report == other.report || one.origin == other.origin;
    let time = match one.placed.meets(other.placed) {
        Meeting::Same => 50,
        Meeting::Within => 35,
        Meeting::Maybe => 10,
        Meeting::Unknown if same_report => 35,
        Meeting::Unknown | Meeting::Apart => 0,
    };
    let family = usize::from(!family(one).is_empty() && family(one) == family(other));
    time + 30 * parties.min(2) + name / 12 + contents / 25 + 25 * family
}
