//! Events: the same type with the same people at the same time.

use dateline_findings::Field;

use super::super::facts::{Fact, SIDES, Someone};
use super::super::placed::{Meeting, days_between};
use super::super::words::{coded, covered, hash};
use super::{OF_DAY, code_of_day};

/// Marks a key of what is done on somebody.
const ON: u64 = 2;
/// Marks a key of what is told within one report.
const IN_REPORT: u64 = 5;

/// Marks a key of who dies.
const DEATH: u64 = 6;

/// What does not come twice to one place in one month.
const RARE: [&str; 1] = ["disaster"];
/// What does not befall one person twice in one month.
const BEFALLS: [&str; 8] =
    ["acquit", "appoint", "arrest", "deport", "dismiss", "resign", "retire", "sentence"];
/// What it says for one event that it is told of one person by a month and by a day.
const ONE_PERSON: usize = 25;
/// What one person does not do twice in one month.
const GOES: [&str; 2] = ["resign", "retire"];
/// What it says for one event that one person goes, by reports of one week of which one gives no
/// day.
const ONE_GOING: usize = 55;
/// Reports of one going come out within so many days.
const NEWS: i64 = 7;
/// What forces do in one place once in a while.
const MOVES: [&str; 2] = ["deploy", "withdraw_forces"];
/// What it says for one event that the same forces came to one place, or left it.
const ONE_MOVE: usize = 20;
/// What it says for one event that one person dies in both.
const ONE_DEATH: usize = 60;
/// What it says for one event that a report comes back to it.
const TOLD_AGAIN: usize = 65;
/// What it says for one event that one time holds the other.
const WITHIN: usize = 40;

pub(super) fn keys(fact: &Fact) -> Vec<u64> {
    let kind = fact.code(Field::EventType);
    let sides = SIDES.iter().flat_map(|side| fact.in_field(*side));
    let someone = sides.chain(fact.places.iter());
    let mut keys: Vec<u64> =
        someone.map(|someone| coded(&[kind, someone.code()])).collect();
    if let Some(day) = fact.placed.days.day() {
        keys.push(coded(&[kind, OF_DAY, code_of_day(day)]));
    }
    if fact.one_of_two {
        keys.push(coded(&[kind, IN_REPORT, hash(fact.report.as_bytes())]));
    }
    let deaths = fact.victims.iter().filter_map(|victim| u64::try_from(*victim).ok());
    keys.extend(deaths.map(|victim| coded(&[DEATH, victim])));
    // A killing of one person is one event, whatever a report calls it.
    for victim in fact.in_field(Field::Recipient) {
        keys.push(coded(&[fact.code(Field::Plover), ON, victim.code()]));
    }
    keys
}

pub(super) fn score(one: &Fact, other: &Fact) -> usize {
    let same = |field| one.code(field) == other.code(field);
    let same_type = same(Field::EventType);
    let same_root = one.code(Field::Plover) != 0 && same(Field::Plover);
    let shared = |field| one.shared(other, &[field]);
    let same_death = !one.victims.is_disjoint(&other.victims);
    let comparable = same_type || same_death || same_root && shared(Field::Recipient) > 0;
    if !comparable {
        return 0;
    }
    let sides = one.shared(other, &SIDES);
    let places = one.places.shared(&other.places);
    let time = time(one, other);
    let words = covered(&one.words, &other.words) / 50;
    let same_actor = shared(Field::Actor).min(1);
    // A bridge that one report takes for a place and another for a body is one by its name.
    let struck = [one, other].map(|fact| fact.telling(Field::Recipient));
    let same_name = !struck[0].is_empty() && struck[0] == struck[1];
    let same_recipient = shared(Field::Recipient).min(1).max(usize::from(same_name));
    let clash = clash(one, other, Field::Actor)
        || !same_name && clash(one, other, Field::Recipient);
    let mut score = time + 25 * sides.min(2) + 15 * places.min(1) + words;
    score += 10 * same_actor + 15 * same_recipient;
    if one.origin == other.origin && one.report != other.report {
        score += 35;
    }
    // A flood in one place in one month is that month's flood.
    let rare = same_type && RARE.contains(&one.folded(Field::EventType));
    if rare && places > 0 && time >= WITHIN {
        score += 40;
    }
    // The arrest of somebody in March is his arrest of March 19.
    let befell = same_type && BEFALLS.contains(&one.folded(Field::EventType));
    if befell && shared(Field::Recipient) > 0 && time >= WITHIN {
        score += ONE_PERSON;
    }
    let goes = same_type && GOES.contains(&one.folded(Field::EventType));
    if goes && same_actor > 0 && is_news(one, other) {
        score += ONE_GOING;
    }
    // "Peacekeepers landed on the island on Thursday", and "the first peacekeepers".
    let moves = same_type && MOVES.contains(&one.folded(Field::EventType));
    if moves && places > 0 && time >= WITHIN && words >= 10 {
        score += ONE_MOVE;
    }
    // "The bombing of the Pell Harbour terminal" struck Pell Harbour.
    if same_type && (is_struck(one, other) || is_struck(other, one)) {
        score += 30;
    }
    if same_type && is_told_again(one, other) {
        score += TOLD_AGAIN;
    }
    if same_death {
        score += ONE_DEATH;
    } else if !same_type {
        score = score.saturating_sub(15);
    }
    if clash { score.saturating_sub(45) } else { score }
}

/// Whether the one gives no time and both were told in the same week.
fn is_news(one: &Fact, other: &Fact) -> bool {
    let days = (one.published.day(), other.published.day());
    let near = matches!(
        days,
        (Some(one), Some(other)) if days_between(one, other).abs() <= NEWS
    );
    near && one.placed.meets(other.placed) == Meeting::Unknown
}

/// Whether the place of the one stands in the name of what the other struck.
fn is_struck(one: &Fact, other: &Fact) -> bool {
    let (place, struck) = (one.telling(Field::Place), other.telling(Field::Recipient));
    !place.is_empty() && place.shared(struck) == place.len()
}

/// "The flood was the worst in years": the only other flood that its report tells of, and
/// nothing said of whom, when or where.
fn is_told_again(one: &Fact, other: &Fact) -> bool {
    let bare = |fact: &Fact| {
        fact.in_fields(&SIDES).is_empty()
            && fact.places.is_empty()
            && fact.placed.is_unknown()
    };
    // Two that no codebook knows are two.
    !one.is_uncoded()
        && one.report == other.report
        && one.one_of_two
        && (bare(one) || bare(other))
}

/// What the times speak for one event: nothing unless both say something.
fn time(one: &Fact, other: &Fact) -> usize {
    let same_report = one.report == other.report;
    match one.placed.meets(other.placed) {
        Meeting::Same if one.placed.is_day() => 60,
        Meeting::Same => 45,
        Meeting::Within => WITHIN,
        Meeting::Maybe => 15,
        // Within one report, and in copies of it, an undated event may be told again.
        Meeting::Unknown if same_report || one.origin == other.origin => 25,
        Meeting::Unknown | Meeting::Apart => 0,
    }
}

/// Whether both fill a field with actors of the record, and none is the same.
fn clash(one: &Fact, other: &Fact, field: Field) -> bool {
    let is_known = |someone: &&Someone| matches!(someone, Someone::Actor(_));
    let known = |fact| Fact::in_field(fact, field).filter(is_known);
    known(one).next().is_some()
        && known(other).next().is_some()
        && known(one).all(|actor| known(other).all(|with| with != actor))
}
