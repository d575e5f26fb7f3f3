//! Agreements: the same instrument between the same parties at the same time, or the same
//! name.

use dateline_findings::Field;

use super::super::facts::Fact;
use super::super::placed::Meeting;
use super::super::words::{alike, coded, covered, hash};
use super::{OF_DAY, code_of_day};

const PARTIES: [Field; 2] = [Field::Parties, Field::Signatories];

/// Marks a key of a word of a name.
const NAMED: u64 = 4;

/// Instruments that parliaments pass: reports name them differently.
const PASSED: [&str; 7] =
    ["act", "bill", "decree", "law", "motion", "resolution", "vote"];

/// Words for an instrument that may stand for any other between two sides.
const BROAD: [&str; 6] =
    ["accord", "agreement", "arrangement", "deal", "document", "pact"];

pub(super) fn keys(fact: &Fact) -> Vec<u64> {
    let family = hash(family(fact).as_bytes());
    let parties = PARTIES.iter().flat_map(|field| fact.in_field(*field));
    let mut keys: Vec<u64> =
        parties.map(|party| coded(&[family, party.code()])).collect();
    keys.extend(fact.telling(Field::Name).iter().map(|word| coded(&[NAMED, *word])));
    if let Some(day) = fact.placed.days.day() {
        keys.push(coded(&[family, OF_DAY, code_of_day(day)]));
        // "the agreement" of one report may be the memorandum of another.
        let status = hash(fact.folded(Field::Status).as_bytes());
        keys.push(coded(&[status, OF_DAY, code_of_day(day)]));
    }
    if keys.is_empty() {
        keys.push(coded(&[family, hash(fact.report.as_bytes())]));
    }
    keys
}

/// The instrument, the ones that parliaments pass taken as one.
pub(in super::super) fn family(fact: &Fact) -> &str {
    let instrument = fact.folded(Field::Instrument);
    if is_passed(instrument) { "passed" } else { instrument }
}

fn is_passed(instrument: &str) -> bool {
    instrument.split(['_', ' ']).any(|word| PASSED.contains(&word))
}

/// The same, made ready for comparing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Family {
    /// No instrument is named.
    #[default]
    None,
    /// One that may stand for any other.
    Broad(u64),
    /// What a parliament passes.
    Passed,
    /// Another, by the number of its name.
    Named(u64),
}

impl Family {
    pub(in super::super) fn of(instrument: &str) -> Self {
        let code = hash(instrument.as_bytes());
        match instrument {
            "" => Self::None,
            passed if is_passed(passed) => Self::Passed,
            broad if BROAD.contains(&broad) => Self::Broad(code),
            _ => Self::Named(code),
        }
    }

    fn is_named(self) -> bool {
        matches!(self, Self::Named(_) | Self::Passed)
    }
}

/// Whether they are of two instruments, neither of which may stand for the other.
pub(super) fn barred(one: &Fact, other: &Fact) -> bool {
    let (first, second) = (one.family, other.family);
    first.is_named() && second.is_named() && first != second
}

pub(super) fn score(one: &Fact, other: &Fact) -> usize {
    let parties = one.shared(other, &PARTIES);
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
    let same_family = one.family != Family::None && one.family == other.family;
    let passed = same_family && one.family == Family::Passed;
    time + 30 * parties.min(2)
        + name / 12
        + contents / 25
        + 25 * usize::from(same_family)
        + if passed { vote(one, other) } else { 0 }
        + 40 * usize::from(same_family && is_told_bare(one, other))
}

/// "The treaty signed in Port Hale on Friday" names no side: its day and place tell which.
fn is_told_bare(one: &Fact, other: &Fact) -> bool {
    let bare = [one, other]
        .iter()
        .any(|fact| PARTIES.iter().all(|field| fact.in_field(*field).next().is_none()));
    let same_day = one.placed.is_day() && one.placed.days == other.placed.days;
    bare && same_day && !one.places.is_disjoint(&other.places)
}

/// A parliament passes one thing of a kind a day, and seldom one that does not bind:
/// reports differ on its name and on who exactly voted.
fn vote(one: &Fact, other: &Fact) -> usize {
    let same_day = one.placed.is_day() && one.placed.days == other.placed.days;
    let not_binding = |fact: &Fact| fact.folded(Field::Binding) == "no";
    let voters = [one, other].map(|fact| fact.telling(Field::Parties));
    let same_house = !voters[0].is_disjoint(voters[1]);
    20 * usize::from(same_day)
        + 40 * usize::from(not_binding(one) && not_binding(other))
        + 25 * usize::from(same_house)
}
