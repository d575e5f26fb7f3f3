//! What a figure counts: by this figures of the same thing are known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_findings::Field;
use dateline_names::ActorClass;
use dateline_text::fold;

use super::facts::{Fact, Someone};
use super::who::Who;
use super::words::{Words, stems, telling};

const COUNTED: &str = include_str!("../../data/counted.tsv");
const ACTIONS: &str = include_str!("../../data/actions.tsv");

/// Units of time: how long something took is no series.
const SPANS_OF_TIME: [&str; 9] =
    ["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"];

/// Units of length, as stems: how far something was moved is no series.
const DISTANCES: [&str; 5] = ["feet", "kilometer", "meter", "mile", "yard"];

/// Words in front of a place.
const WHERE: [&str; 2] = [" in ", " on "];

/// What a figure counts, with nothing in it of how many or when.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counted {
    pub(super) unit: String,
    /// A family ("troops") or the telling words of what is counted.
    pub(super) noun: String,
    /// What was done to them or by them: "killed", "trained"; empty for being there.
    pub(super) action: String,
    pub(super) cumulative: bool,
    pub(super) holder: Option<Someone>,
    pub(super) place: Option<Someone>,
}

impl Counted {
    /// What a figure counts; `None` for spans of time, figures of nothing, and a part of those
    /// that another figure counts.
    pub(super) fn of(fact: &Fact, who: &Who) -> Option<Self> {
        if fact.has(Field::PartOf) {
            return None;
        }
        let unit = stems(&fact.line(Field::Unit)).join(" ");
        if unit.split(' ').any(|word| SPANS.contains(word)) {
            return None;
        }
        let what = fact.line(Field::What);
        // "moved 15 kilometres back" measures nothing that goes on.
        if what.is_empty() && DISTANCES.contains(&unit.as_str()) {
            return None;
        }
        let (front, back) =
            WHERE.iter().find_map(|word| what.split_once(word)).unwrap_or((&what, ""));
        let holder = fact.in_field(Field::Holder).next();
        let holder = holder.map(|holder| whose(holder, who));
        let holder = holder.or_else(|| named(front, who, |_| true));
        let in_place = |class| matches!(class, ActorClass::State | ActorClass::Place);
        let place = fact.places.iter().next().cloned();
        let place = place.or_else(|| named(back, who, in_place));
        let action = action(&what);
        let noun = noun(&what, &unit, who);
        if noun.is_empty() && unit.is_empty() {
            return None;
        }
        let cumulative = fact.line(Field::Cumulative) == "yes";
        Some(Self { unit, noun, action, cumulative, holder, place })
    }

    /// Whether it counts those that an event left dead, hurt or gone: the event bounds it.
    pub(super) fn is_of_event(&self) -> bool {
        befalls(&self.action)
    }

    /// The same thing, holder and place aside.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (&self.unit, &self.noun, &self.action, self.cumulative)
            == (&other.unit, &other.noun, &other.action, other.cumulative)
    }

    /// The same with nothing said of whose and where: alike for all that [`Self::is_like`].
    pub(super) fn without_whose(&self) -> Self {
        Self { holder: None, place: None, ..self.clone() }
    }

    /// Whether what is counted may be anything: people, or the unit itself.
    pub(super) fn is_general(&self) -> bool {
        self.is_anything() && self.action.is_empty()
    }

    /// Whether its noun may be anything's.
    fn is_anything(&self) -> bool {
        self.noun.is_empty() || self.noun == PEOPLE || self.noun == self.unit
    }

    /// Whether it says enough to know the same thing by elsewhere: whose or where, what was
    /// done, or what in two words.
    pub(super) fn is_told(&self) -> bool {
        let general = self.is_anything();
        self.exactness() > 0 && !general
            || !self.action.is_empty() && (self.exactness() > 0 || self.is_of_event())
            || !general && self.noun.contains(' ')
    }

    /// Whether the other says no less and nothing else about whose and where.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        let fits = |one: &Option<Someone>, other: &Option<Someone>| {
            one.is_none() || one == other
        };
        fits(&self.holder, &other.holder)
            && fits(&self.place, &other.place)
            && self.is_like(other)
    }

    /// How much it says about whose and where.
    pub(super) fn exactness(&self) -> usize {
        usize::from(self.holder.is_some()) + usize::from(self.place.is_some())
    }
}

/// Whether an event leaves people so: dead, hurt or gone.
pub(super) fn befalls(action: &str) -> bool {
    ["killed", "wounded", "detained", "displaced"].contains(&action)
}

/// Whose those are that a figure counts: "Varnese troops" are Varn's.
fn whose(holder: &Someone, who: &Who) -> Someone {
    let of = match holder {
        Someone::Actor(actor) => {
            let actor = who.actors.get(*actor).filter(|actor| is_counted(&actor.name));
            actor.and_then(|actor| who.by_name(actor.of.as_deref()?))
        }
        Someone::Named(name) => {
            let of = name.rsplit_once(' ').filter(|_| is_counted(name));
            who.by_adjective(of.map_or(name, |(of, _)| of))
        }
    };
    of.map_or_else(|| holder.clone(), Someone::Actor)
}

/// Those of whom nothing more is said.
pub(super) const PEOPLE: &str = "people";

/// What those are that a word counts: "troops" of soldiers.
pub(super) fn family(word: &str) -> Option<&'static str> {
    NOUNS.get(&stems(word).join(" ")).copied()
}

/// Whether the last of some words is for those who are counted: "troops".
fn is_counted(words: &str) -> bool {
    stems(words).pop().is_some_and(|last| NOUNS.contains_key(&last))
}

/// So many words say what is counted; no report takes more.
const MOST: usize = 60;

static SPANS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| SPANS_OF_TIME.iter().flat_map(|span| stems(span)).collect());
static NOUNS: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| table(COUNTED));
static DONE: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| table(ACTIONS));

/// Words that tell of those who are counted only that they are there.
static BEING: LazyLock<BTreeSet<u64>> = LazyLock::new(|| {
    let rows = ACTIONS.lines().filter(|line| !line.starts_with('#'));
    let being = rows.filter_map(|line| line.strip_suffix("\t-"));
    being.flat_map(|word| Words::of(word).to_vec()).collect()
});

/// Whether a word tells of those who are counted only that they are there: "remain".
pub(super) fn is_being(word: u64) -> bool {
    BEING.contains(&word)
}

fn table(lines: &'static str) -> BTreeMap<String, &'static str> {
    let rows = lines.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|line| line.split_once('\t'));
    rows.map(|(word, meaning)| (stems(word).join(" "), meaning)).collect()
}

fn noun(what: &str, unit: &str, who: &Who) -> String {
    let words = stems(what);
    let pairs = words.windows(2).filter_map(|pair| NOUNS.get(&pair.join(" ")).copied());
    let families = words.iter().filter_map(|word| NOUNS.get(word).copied());
    let families: BTreeSet<&str> = families.chain(pairs).collect();
    // "troops" beside "people" are troops.
    if let Some(family) = families.iter().find(|family| **family != PEOPLE) {
        return (*family).to_owned();
    }
    if families.contains(PEOPLE) {
        return PEOPLE.to_owned();
    }
    let own: BTreeSet<String> = without_names(what, who)
        .flat_map(telling)
        .filter(|word| !DONE.contains_key(word))
        .collect();
    if own.is_empty() {
        unit.to_owned()
    } else {
        own.into_iter().collect::<Vec<_>>().join(" ")
    }
}

/// The words of a phrase that are no part of an actor's name, up to three words long.
fn without_names<'a>(
    what: &'a str,
    who: &Who,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let words = what.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(MOST).collect();
    let mut own = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let named = (1..=3).rev().find(|length| {
            words
                .get(at..at + length)
                .is_some_and(|some| who.by_name(&some.join(" ")).is_some())
        });
        if named.is_none() {
            own.push(*word);
        }
        at += named.unwrap_or(1);
    }
    own.into_iter()
}

/// What was done to those who are counted, or by them; empty for being there.
pub(super) fn action(what: &str) -> String {
    // "trained" was done to them, "training" is done by them: the endings matter here.
    let folded = fold(what);
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    if let Some(exact) = words.find(|word| ["trained", "training"].contains(word)) {
        return exact.to_owned();
    }
    let words = stems(what);
    let done = words.iter().filter_map(|word| DONE.get(word).copied());
    done.filter(|action| *action != "-").min().unwrap_or_default().to_owned()
}

/// The first actor that words name, up to three words long.
fn named(words: &str, who: &Who, fits: impl Fn(ActorClass) -> bool) -> Option<Someone> {
    let words: Vec<&str> = words.split_whitespace().collect();
    for start in 0..words.len().min(12) {
        for length in (1..=3).rev() {
            let Some(some) = words.get(start..start + length) else { continue };
            let name = some.join(" ");
            let clean = name.trim_matches(|letter: char| !letter.is_alphanumeric());
            // "Varnese soldiers": the adjective tells whose they are.
            let counts = words.get(start + 1).is_some_and(|next| is_counted(next));
            let is_adjective =
                length == 1 && counts && clean.starts_with(char::is_uppercase);
            let found = who
                .by_name(clean)
                .or_else(|| is_adjective.then(|| who.by_adjective(clean)).flatten());
            if let Some(actor) = found.filter(|actor| fits(who.actors[*actor].class)) {
                return Some(Someone::Actor(actor));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        for lines in [COUNTED, ACTIONS] {
            let rows: Vec<&str> =
                lines.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(rows.is_sorted());
        }
    }

    #[test]
    fn monitors_are_the_same_armed_or_not_and_rescue_workers_are_rescuers() {
        let who = Who::default();
        assert_eq!(noun("unarmed monitors", "person", &who), "monitors");
        assert_eq!(noun("observers", "person", &who), "monitors");
        assert_eq!(noun("rescue workers", "person", &who), "rescuers");
        assert_eq!(noun("dock workers", "person", &who), "dock worker");
    }

    #[test]
    fn soldiers_and_servicemen_are_troops_and_the_trained_are_not_the_trainers() {
        let who = Who::default();
        assert_eq!(noun("Varnese servicemen", "person", &who), "troops");
        assert_eq!(noun("Varnese soldiers", "person", &who), "troops");
        assert_eq!(action("security personnel trained"), "trained");
        assert_eq!(action("personnel training local forces"), "training");
        assert_eq!(action("troops currently stationed here"), "");
        assert_eq!(action("people killed"), "killed");
    }
}
