//! Numbers of the same thing: updated over time, different at one time, or vague beside
//! exact.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Decimal, Field, Kind, Modality};
use dateline_text::ReportId;
use dateline_time::Basis;

use super::super::counted::is_being;
use super::super::facts::Someone;
use super::super::groups::Groups;
use super::super::lining::{Lined, bounds};
use super::super::placed::{Meeting, days_between};
use super::super::words::{Words, covered};
use super::scopes::announced;
use super::shapes::near_pairs;
use super::times::asserted;
use super::{Desk, Fact, by_time, is_near, is_one_matter};
use crate::hands::{Hands, each};
use crate::{EntryId, Link, LinkKind};

/// How many figures of a series each is held against.
pub(super) const NEIGHBOURS: usize = 40;
/// Reports that came out within so many days speak of one time.
const NEAR: i64 = 3;

/// The unit of those who are counted by heads.
const PERSONS: &str = "person";

/// A round word stands for less than so many times itself: "hundreds" are no thousand.
const ROUND: i128 = 9;

/// What a number may be in truth, in millionths; `None` is without end.
type Reach = (Option<i128>, Option<i128>);

pub(super) fn links(desk: &Desk<'_>, hands: Hands<'_>) -> Vec<Link> {
    let lined = desk.sight.lined;
    let (events, tolls) = (&events(desk), &tolls(desk));
    let links = each(hands, lined.len(), &|place| {
        let mut links = of_series(desk, events, &lined[place]);
        links.extend(agreeing(desk, tolls, place));
        links
    });
    links.into_iter().flatten().collect()
}

/// The events that each report tells and another one tells too.
type Events = BTreeMap<ReportId, BTreeSet<EntryId>>;

fn events(desk: &Desk<'_>) -> Events {
    let mut events = Events::new();
    let entries = desk.sight.entries.iter();
    for entry in entries.filter(|entry| entry.kind == Kind::Event && entry.reports > 1) {
        for number in &entry.evidence {
            let report = desk.fact(*number).report;
            events.entry(report).or_default().insert(entry.id);
        }
    }
    events
}

/// Whether two reports tell of one event.
fn meet_in_event(events: &Events, one: &Fact, other: &Fact) -> bool {
    match (events.get(&one.report), events.get(&other.report)) {
        (Some(here), Some(there)) => !here.is_disjoint(there),
        _ => false,
    }
}

fn of_series(desk: &Desk<'_>, events: &Events, lined: &Lined) -> Vec<Link> {
    let entries = lined.entries.iter().filter_map(|place| desk.sight.entries.get(*place));
    let mut numbers: Vec<usize> =
        entries.flat_map(|entry| entry.evidence.iter().copied()).collect();
    by_time(&mut numbers, desk);
    let mut links = Vec::new();
    let mut at_odds: BTreeSet<usize> = BTreeSet::new();
    let mut disputes = Groups::new(numbers.len());
    let mut vague: BTreeSet<usize> = BTreeSet::new();
    let whose = &whose(desk, lined, &numbers);
    for (place, one) in numbers.iter().enumerate() {
        for (second, other) in numbers.iter().enumerate().skip(place + 1).take(NEIGHBOURS)
        {
            match compare((events, whose), lined, [*one, *other].map(|at| desk.fact(at)))
            {
                Found::Differs => {
                    at_odds.extend([*one, *other]);
                    disputes.unite(place, second);
                }
                Found::Vague => vague.extend([*one, *other]),
                Found::Nothing => {}
            }
        }
    }
    let topic = &lined.series.what;
    let number = |numbers: &[usize]| desk.difference("value", numbers, said);
    // What is disputed of one time is one dispute, of another time another.
    for dispute in disputes.all().into_iter().filter(|dispute| dispute.len() > 1) {
        let all: Vec<usize> = dispute.into_iter().map(|place| numbers[place]).collect();
        let rule = "two numbers of one thing at one time";
        let differences = vec![number(&all)];
        links.push(desk.link((LinkKind::FigureDiffers, rule), topic, &all, differences));
    }
    let all: Vec<usize> = vague.difference(&at_odds).copied().collect();
    if all.len() > 1 {
        let rule = "a vague number that holds an exact one";
        let differences = vec![number(&all)];
        links.push(desk.link(
            (LinkKind::VagueAgainstExact, rule),
            topic,
            &all,
            differences,
        ));
    }
    links.extend(told_again(desk, lined, &numbers));
    links.extend(update(desk, lined, &numbers));
    links.extend(announced(desk, lined, &numbers));
    links
}

/// A number as it is said: "more than 5000".
pub(super) fn said(fact: &Fact) -> String {
    let comparator = fact.line(Field::Comparator).replace('_', " ");
    let comparator = if comparator == "exactly" { String::new() } else { comparator };
    format!("{comparator} {}", fact.line(Field::Number)).trim().to_owned()
}

/// "Has fallen to 2,900", and half a year later "down from 2,900 in the spring": one number of
/// one time, told as what it came to and as what it came from.
fn told_again(desk: &Desk<'_>, lined: &Lined, numbers: &[usize]) -> Vec<Link> {
    let exact = |fact: &Fact| matches!(fact.folded(Field::Comparator), "exactly" | "");
    let pairs = near_pairs(numbers, NEIGHBOURS).filter(|pair| {
        let [one, other] = pair.map(|number| desk.fact(number));
        one.folded(Field::Change) != other.folded(Field::Change)
            && lined.counted.exactness() > 0
            && one.origin != other.origin
            && [one, other].into_iter().all(|fact| asserted(fact) && exact(fact))
            && !matches!(
                one.placed.meets(other.placed),
                Meeting::Apart | Meeting::Unknown
            )
            && one.line(Field::Number) == other.line(Field::Number)
    });
    let links = pairs.map(|pair| {
        let kind = (LinkKind::Corroboration, "one number of one time, told of two steps");
        desk.link(kind, &lined.series.what, &pair, Vec::new())
    });
    links.collect()
}

/// One link for a series that moves: its points at different times.
fn update(desk: &Desk<'_>, lined: &Lined, numbers: &[usize]) -> Option<Link> {
    let mut values = BTreeSet::new();
    let mut moved: Vec<usize> = Vec::new();
    for number in numbers {
        let fact = desk.fact(*number);
        // What was only talked about moved nothing; neither did "dozens".
        let told = matches!(fact.modality, Modality::Asserted | Modality::Planned);
        if !told || is_round(fact) {
            continue;
        }
        let Some((from, to)) = fact.value(Field::Number).as_ref().and_then(bounds) else {
            continue;
        };
        // What was planned for a time, and is told of that time as done, is no step.
        let planned = |last: &mut usize| is_plan_of(desk.fact(*last), fact);
        while moved.pop_if(planned).is_some() {}
        if moved.last().is_some_and(|last| is_plan_of(fact, desk.fact(*last))) {
            continue;
        }
        let apart = moved.last().is_none_or(|last| !is_one_time(desk.fact(*last), fact));
        let step = fact.has(Field::Change);
        if (apart || step) && values.insert((from, to)) {
            moved.push(*number);
        }
    }
    let known = lined.counted.exactness() > 0
        || lined.counted.is_of_event()
        || is_price(desk, lined, &moved);
    // "From 2,800 to 1,500" in one report is a step of the series and relates no reports.
    let reports: BTreeSet<_> =
        moved.iter().map(|number| desk.fact(*number).report).collect();
    let rule = "numbers of one thing at different times";
    (known && reports.len() > 1).then(|| {
        let differences = vec![desk.difference("value", &moved, said)];
        let topic = &lined.series.what;
        desk.link((LinkKind::SeriesUpdate, rule), topic, &moved, differences)
    })
}

/// Whether the one is planned for the time of the other, which is told as done.
fn is_plan_of(plan: &Fact, fact: &Fact) -> bool {
    plan.modality == Modality::Planned
        && fact.modality == Modality::Asserted
        && matches!(
            plan.placed.meets(fact.placed),
            Meeting::Same | Meeting::Within | Meeting::Maybe
        )
}

/// Whether reports tell a price of one thing in one place: "boats pay 12 crowns a day".
fn is_price(desk: &Desk<'_>, lined: &Lined, numbers: &[usize]) -> bool {
    let at = |number: &usize| desk.places(desk.fact(*number).report);
    let counted = &lined.counted;
    // "Six patrol boats" are counted, and have no price.
    let counts = |word: &str| word == counted.unit;
    let priced = !["", PERSONS].contains(&counted.unit.as_str())
        && !counted.noun.split(' ').any(counts);
    let mut numbers = numbers.iter().filter(|_| counted.is_told() && priced);
    let Some(first) = numbers.next() else { return false };
    let mut shared = at(first);
    numbers.all(|number| {
        shared = &shared & &at(number);
        !shared.is_empty()
    })
}

/// What was done, and to how many.
type Told = (String, String);

/// The dead or hurt of events by what was done to how many, each with the place of its series.
type Tolls = BTreeMap<Told, Vec<(usize, usize)>>;

fn tolls(desk: &Desk<'_>) -> Tolls {
    let mut tolls = Tolls::new();
    for (place, lined) in desk.sight.lined.iter().enumerate() {
        let entries = lined.entries.iter().filter(|_| lined.counted.is_of_event());
        let entries = entries.filter_map(|entry| desk.sight.entries.get(*entry));
        for number in entries.flat_map(|entry| &entry.evidence) {
            let fact = desk.fact(*number);
            let plain = fact.modality == Modality::Asserted && !fact.has(Field::Change);
            let exact = matches!(fact.folded(Field::Comparator), "exactly" | "");
            if plain && exact {
                let told = (lined.counted.action.clone(), fact.line(Field::Number));
                tolls.entry(told).or_default().push((place, *number));
            }
        }
    }
    tolls
}

/// The dead or hurt of one event, told alike by reports of different origin: in one series, or
/// so many of them in another that reports of one matter mean the same.
fn agreeing(desk: &Desk<'_>, tolls: &Tolls, series: usize) -> Vec<Link> {
    let lined = &desk.sight.lined[series];
    if !lined.counted.is_of_event() {
        return Vec::new();
    }
    let entries = lined.entries.iter().filter_map(|place| desk.sight.entries.get(*place));
    let numbers = entries.flat_map(|entry| &entry.evidence);
    let told: BTreeSet<Told> = numbers
        .map(|number| desk.fact(*number).line(Field::Number))
        .map(|number| (lined.counted.action.clone(), number))
        .collect();
    let of_told = |told: &Told| {
        let all = tolls.get(told)?;
        let own = all.iter().filter(|(place, _)| *place == series);
        let own: Vec<usize> = own.map(|(_, number)| *number).collect();
        // What so many tell is no one matter's.
        let others = all.iter().filter(|(place, _)| *place != series);
        let others = others.filter(|_| all.len() <= COMMON);
        let same = others.filter(|(_, number)| is_retold(desk, &own, *number));
        let mut same: BTreeSet<usize> = same.map(|(place, _)| *place).collect();
        // The first of the series tells it for all.
        if same.first().is_some_and(|first| *first < series) {
            return None;
        }
        same.insert(series);
        let mut origins: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, number) in all.iter().filter(|(place, _)| same.contains(place)) {
            origins.entry(desk.fact(*number).origin).or_insert(*number);
        }
        let numbers: Vec<usize> = origins.into_values().collect();
        // Within one entry the reports are known to agree.
        let apart = numbers
            .windows(2)
            .any(|pair| desk.entry_of[pair[0]] != desk.entry_of[pair[1]]);
        let rule = "the same toll by reports of different origin";
        let kind = (LinkKind::Corroboration, rule);
        apart.then(|| desk.link(kind, &lined.series.what, &numbers, Vec::new()))
    };
    told.iter().filter_map(of_told).collect()
}

/// A toll that more figures give is told of many events.
const COMMON: usize = 100;
/// A toll is told again within so many days.
const RETOLD: i64 = 400;
/// A toll of fewer may be another's.
const MANY: i128 = 10;

/// Whether a toll is that of others, which are all the same number: a large one, by a report of
/// the same matter.
fn is_retold(desk: &Desk<'_>, own: &[usize], number: usize) -> bool {
    let fact = desk.fact(number);
    let least = reach(fact).and_then(|(from, _)| from);
    least.is_some_and(|least| least >= MANY * Decimal::from(1).millionths())
        && own.iter().map(|number| desk.fact(*number)).any(|other| {
            is_near(fact, other, RETOLD) && is_one_matter(desk, [fact, other], 2)
        })
}

enum Found {
    Differs,
    Vague,
    Nothing,
}

fn compare(
    (events, whose): (&Events, &Words),
    lined: &Lined,
    [one, other]: [&Fact; 2],
) -> Found {
    let same_kind = one.modality == other.modality
        && one.polarity == other.polarity
        && (lined.counted.is_of_event()
            || one.folded(Field::Change) == other.folded(Field::Change));
    let (first, second) = (one.telling(Field::What), other.telling(Field::What));
    let same_words =
        || covered(first, second) >= 600 || is_like(lined, whose, [one, other]);
    let copied = one.origin == other.origin && one.report != other.report;
    // In one report two numbers mostly count two parts.
    if !same_kind
        || one.report == other.report
        || !(lined.counted.is_of_event() || same_words())
    {
        return Found::Nothing;
    }
    let known = lined.counted.holder.is_some()
        || lined.counted.place.is_some()
        || lined.counted.is_of_event() && meet_in_event(events, one, other);
    let comparable =
        copied || known && (is_one_time(one, other) || lined.counted.is_of_event());
    if !comparable {
        return Found::Nothing;
    }
    let (Some(reach), Some(other_reach)) = (reach(one), reach(other)) else {
        return Found::Nothing;
    };
    if is_round(one) != is_round(other) {
        let (round, exact) =
            if is_round(one) { (reach, other_reach) } else { (other_reach, reach) };
        return if may_round(round, exact) { Found::Vague } else { Found::Nothing };
    }
    // A toll that rises from day to day is an update; one that falls was wrong before.
    let days = (one.published.day(), other.published.day());
    if lined.counted.is_of_event() && !copied && days.0 != days.1 {
        let (early, late) =
            if days.0 < days.1 { (reach, other_reach) } else { (other_reach, reach) };
        let falls =
            matches!((early.0, late.1), (Some(early), Some(late)) if late < early);
        return if falls { Found::Differs } else { Found::Nothing };
    }
    if reach == other_reach {
        return Found::Nothing;
    }
    // In a copy even "about 4,500" for "about 4,000" is another number.
    let edited = copied && said(one) != said(other);
    if edited || !meet(reach, other_reach) {
        return Found::Differs;
    }
    let open =
        |fact: &Fact| !matches!(fact.line(Field::Comparator).as_str(), "exactly" | "");
    if open(one) != open(other) && are_close(one, other) {
        Found::Vague
    } else {
        Found::Nothing
    }
}

/// The words of the names of whose and where, and of their adjectives that figures have.
fn whose(desk: &Desk<'_>, lined: &Lined, numbers: &[usize]) -> Words {
    let who = desk.sight.who;
    let counted = [&lined.counted.holder, &lined.counted.place];
    let actors = counted.into_iter().flatten().filter_map(|someone| match someone {
        Someone::Actor(actor) => Some(*actor),
        Someone::Named(_) => None,
    });
    let actors: BTreeSet<usize> = actors.collect();
    let known = actors.iter().filter_map(|actor| who.actors.get(*actor));
    let names = known.flat_map(|actor| &actor.names).map(|name| name.name.clone());
    let is_theirs = |word: &&str| {
        let state = word.starts_with(char::is_uppercase).then(|| who.by_adjective(word));
        state.flatten().is_some_and(|state| actors.contains(&state))
    };
    let adjectives = numbers.iter().flat_map(|number| {
        let what = desk.fact(*number).line(Field::What);
        what.split(' ').filter(is_theirs).map(ToOwned::to_owned).collect::<Vec<_>>()
    });
    names.chain(adjectives).flat_map(|name| Words::of(&name).to_vec()).collect()
}

/// Whether the words beside the names of whose and where, and those for being there, tell the
/// same: "Varnese soldiers", and "soldiers left in the strait".
fn is_like(lined: &Lined, whose: &Words, pair: [&Fact; 2]) -> bool {
    let own = |fact: &Fact| -> Words {
        let words = fact.telling(Field::What).iter().copied();
        words.filter(|word| !whose.contains(word) && !is_being(*word)).collect()
    };
    lined.counted.exactness() > 0 && covered(&own(pair[0]), &own(pair[1])) >= 600
}

/// Whether a number is only a round word: "dozens", "thousands".
fn is_round(fact: &Fact) -> bool {
    fact.finding().rule == "figure, round word"
}

/// Whether a round word may stand for a number: "dozens" for 41, not for 400.
fn may_round(round: Reach, exact: Reach) -> bool {
    let (Some(least), Some(number)) = (round.0, exact.0) else { return false };
    least <= number && number <= least.saturating_mul(ROUND)
}

/// Whether two figures speak of one time.
fn is_one_time(one: &Fact, other: &Fact) -> bool {
    // "There are 1,500" holds for the days about the report's own.
    let present = |fact: &Fact| fact.basis == Some(Basis::Present);
    if let (Some(day), Some(other_day)) = (one.placed.days.day(), other.placed.days.day())
        && present(one)
        && present(other)
    {
        return days_between(day, other_day).abs() <= NEAR;
    }
    match one.placed.meets(other.placed) {
        Meeting::Same => true,
        Meeting::Within => one.placed.is_day() == other.placed.is_day(),
        Meeting::Apart => false,
        Meeting::Maybe | Meeting::Unknown => {
            let unplaced = one.placed.is_unknown() && other.placed.is_unknown();
            unplaced && is_near(one, other, NEAR)
        }
    }
}

/// What a number may be in truth: "about 500" is 475 to 525, "more than 5 thousand" has no
/// upper end.
pub(super) fn reach(fact: &Fact) -> Option<Reach> {
    let (from, to) = bounds(&fact.value(Field::Number)?)?;
    let (from, to) = (from.millionths(), to.millionths());
    let one = Decimal::from(1).millionths();
    Some(match fact.line(Field::Comparator).as_str() {
        "about" => (Some(from - from.abs() / 20), Some(to + to.abs() / 20)),
        "at_least" => (Some(from), None),
        "more_than" => (Some(from + one), None),
        "at_most" => (None, Some(to)),
        "less_than" => (None, Some(to - one)),
        _ => (Some(from), Some(to)),
    })
}

pub(super) fn meet(one: Reach, other: Reach) -> bool {
    let below = |high: Option<i128>, low: Option<i128>| matches!((high, low), (Some(high), Some(low)) if high < low);
    !below(one.1, other.0) && !below(other.1, one.0)
}

/// Whether neither number is more than twice the other: "more than 5" does not mean 5,000.
pub(super) fn are_close(one: &Fact, other: &Fact) -> bool {
    let number = |fact: &Fact| {
        let bounds = fact.value(Field::Number).as_ref().and_then(bounds);
        bounds.map_or(0, |(_, to)| to.millionths().abs())
    };
    let (one, other) = (number(one), number(other));
    one <= other.saturating_mul(2) && other <= one.saturating_mul(2)
}
