//! Which names are one actor's: those that are sure, and those that are doubtful.

use std::collections::{BTreeMap, BTreeSet};

use dateline_names::{ActorClass, Likeness, Name, Register, Verdict};
use dateline_text::ReportId;

use super::super::groups::{Groups, pairs_within};
use super::super::rulings::Rulings;
use super::alike::{Alike, Pair};
use super::naming::{Apart, Naming, apart, plain};
use crate::ActorKey;
use crate::hands::{Hands, each};

/// How sure initials are that another report explains.
const INITIALS: u16 = 850;
/// How sure a family name is that reports of one matter give with a first name.
const FAMILY: u16 = 800;
/// A person's whole name has at most so many words before the family name.
const FIRST_NAMES: usize = 2;
/// How sure a row of the book is.
const LISTED: u16 = 990;

/// The names in groups of one actor each, pairs that a reviewer should look at, and what the
/// next look may know.
pub(super) fn group(
    names: &[Naming],
    rulings: &Rulings,
    (hands, known): (Hands<'_>, Option<&Alike>),
) -> (Groups, Vec<Pair>, Alike) {
    let (pairs, alike) = Alike::pairs(known, names, &meetings(names, hands), hands);
    let ruled = Ruled::of(names, rulings);
    let told = |pair: &Pair| !is_guess(&names[pair.0], &names[pair.1]);
    let (mut sure, mut doubts): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().filter(told).partition(|(one, other, score)| {
            let open = apart(&names[*one], &names[*other]) == Apart::Open;
            *score >= Likeness::SURE && !open
        });
    let ambiguous = ambiguous(names, &sure);
    sure.extend(families(names));
    sure.extend(initials(names));
    sure.extend(renamed(names));
    sure.extend(listed(names, rulings));
    let (unclear, clear): (Vec<Pair>, Vec<Pair>) =
        sure.into_iter().partition(|(one, other, _)| {
            ambiguous.contains(one) || ambiguous.contains(other)
        });
    doubts.extend(unclear);
    doubts.retain(|(one, other, _)| !ruled.pairs.contains(&(*one, *other)));
    let mut groups = Groups::new(names.len());
    for (one, other) in &ruled.same {
        groups.unite(*one, *other);
    }
    let barred = |one: usize, other: usize| {
        ruled.apart.contains(&(one.min(other), one.max(other)))
            || apart(&names[one], &names[other]) != Apart::No
    };
    let clear = clear.into_iter();
    let clear = clear.map(|(one, other, score)| (usize::from(score), one, other));
    groups.unite_surest(&mut clear.collect(), &barred);
    (groups, doubts, alike)
}

/// Names that may be one, a list for each part that two or more share.
fn meetings(names: &[Naming], hands: Hands<'_>) -> Vec<Vec<u32>> {
    let meets = each(hands, names.len(), &|number| {
        Name::read(&names[number].name, names[number].class).meets_by()
    });
    let mut register = Register::default();
    for (number, meets_by) in (0_u32..).zip(&meets) {
        register.add(number, meets_by);
    }
    register.meetings()
}

/// Names that may be any of several others: a family name alone, or a name that two bear, is
/// somebody's only where one can bear it.
fn ambiguous(names: &[Naming], sure: &[Pair]) -> BTreeSet<usize> {
    let mut bearers: BTreeMap<usize, usize> = BTreeMap::new();
    for (one, other, _) in sure {
        for (part, whole) in [(*one, *other), (*other, *one)] {
            if names[part].is_open && !names[whole].is_open {
                *bearers.entry(part).or_default() += 1;
            }
        }
    }
    bearers.into_iter().filter(|(_, count)| *count > 1).map(|(part, _)| part).collect()
}

/// Family names that reports use alone, of the only one who is called so with a first name, where
/// each such report names another person too, or a body and more, that one with the whole name
/// names: "Holm", of Sigrid Holm.
fn families(names: &[Naming]) -> Vec<Pair> {
    let persons = names.iter().enumerate();
    let persons = persons.filter(|(_, naming)| naming.class == ActorClass::Person);
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, naming) in persons.clone() {
        if let Some((first, family)) = naming.plain.rsplit_once(' ')
            && first.split(' ').count() <= FIRST_NAMES
            && family.chars().count() > 2
        {
            bearers.entry(family).or_default().push(number);
        }
    }
    let alone = persons.filter_map(|(number, naming)| {
        match bearers.get(naming.plain.as_str())?.as_slice() {
            [only] => Some((number, *only)),
            _ => None,
        }
    });
    let alone: Vec<(usize, usize)> = alone.collect();
    let mut named: BTreeMap<ReportId, BTreeSet<usize>> = BTreeMap::new();
    for (number, naming) in names.iter().enumerate().filter(|_| !alone.is_empty()) {
        for (report, _) in &naming.mentioned {
            named.entry(*report).or_default().insert(number);
        }
    }
    let of_one_matter = |one: ReportId, other: ReportId| {
        let shared: Vec<usize> =
            named[&one].intersection(&named[&other]).copied().collect();
        let any = |class| shared.iter().any(|number| names[*number].class == class);
        any(ActorClass::Person) || shared.len() > 1 && any(ActorClass::Organisation)
    };
    let known = |&(one, other): &(usize, usize)| {
        names[one].mentioned.iter().all(|(report, _)| {
            let mut whole = names[other].mentioned.iter();
            whole.any(|(other, _)| of_one_matter(*report, *other))
        })
    };
    alone.into_iter().filter(known).map(|(one, other)| (one, other, FAMILY)).collect()
}

/// Initials that one report uses alone and others use of one body only: "SAM" where another
/// report says "Strait Assistance Mission (SAM)".
fn initials(names: &[Naming]) -> Vec<Pair> {
    let is_body = |naming: &&Naming| naming.class != ActorClass::Person;
    let mut alone: BTreeMap<(ActorClass, &str), usize> = BTreeMap::new();
    let mut bearers: BTreeMap<(ActorClass, &str), Vec<usize>> = BTreeMap::new();
    for (number, naming) in names.iter().enumerate().filter(|(_, naming)| is_body(naming))
    {
        if is_initials(&naming.name) {
            alone.insert((naming.class, &naming.name), number);
            continue;
        }
        for alias in naming.aliases.keys().filter(|alias| is_initials(alias)) {
            bearers.entry((naming.class, alias)).or_default().push(number);
        }
    }
    let pairs =
        bearers.into_iter().filter_map(|(key, bearers)| match bearers.as_slice() {
            [only] => Some((*alone.get(&key)?, *only, INITIALS)),
            _ => None,
        });
    pairs.collect()
}

/// Two letters are the initials of any two words: whose, a report must say.
fn is_guess(one: &Naming, other: &Naming) -> bool {
    let [short, long] = [(one, other), (other, one)].map(|(short, long)| {
        let letters = short.name.chars().filter(|letter| letter.is_alphabetic()).count();
        letters <= 2
            && long.plain.contains(' ')
            && !long.aliases.contains_key(&short.name)
    });
    short || long
}

/// How many bodies of one acronym are held against each other.
const OF_ACRONYM: usize = 12;

/// Bodies of one acronym that only the word for their kind tells apart: "Joint Coastal
/// Commission (JCC)" and "Joint Coastal Committee (JCC)".
fn renamed(names: &[Naming]) -> Vec<Pair> {
    let mut bearers: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, naming) in names.iter().enumerate() {
        let front = naming.class == ActorClass::Organisation && naming.front().is_some();
        for alias in naming.aliases.keys().filter(|alias| front && is_initials(alias)) {
            bearers.entry(alias).or_default().insert(number);
        }
    }
    let mut pairs = Vec::new();
    for bearers in bearers.into_values() {
        let bearers: Vec<usize> = bearers.into_iter().collect();
        pairs_within(&bearers, OF_ACRONYM, &mut |one, other| {
            if names[one].front() == names[other].front() {
                pairs.push((one, other, INITIALS));
            }
        });
    }
    pairs
}

/// Whether a name is nothing but initials.
pub(super) fn is_initials(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    !name.contains(' ')
        && letters.clone().count() >= 2
        && letters.clone().all(char::is_uppercase)
}

/// Names that the book lists under one.
fn listed(names: &[Naming], rulings: &Rulings) -> Vec<Pair> {
    let mut first: BTreeMap<(ActorClass, &str), usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (number, naming) in names.iter().enumerate() {
        let Some(name) = rulings.book.listed(&naming.plain, naming.class) else {
            continue;
        };
        let one = *first.entry((naming.class, name)).or_insert(number);
        if one != number {
            pairs.push((one, number, LISTED));
        }
    }
    pairs
}

/// What reviewers ruled about pairs of the names, the smaller number first.
#[derive(Default)]
struct Ruled {
    /// All pairs that were ruled on.
    pairs: BTreeSet<(usize, usize)>,
    same: BTreeSet<(usize, usize)>,
    apart: BTreeSet<(usize, usize)>,
}

impl Ruled {
    fn of(names: &[Naming], rulings: &Rulings) -> Self {
        let mut ruled = Self::default();
        if rulings.who.is_empty() {
            return ruled;
        }
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, naming) in names.iter().enumerate() {
            by_name.entry(&naming.plain).or_default().push(number);
        }
        let keyed = |key: &ActorKey| -> Vec<usize> {
            let called = by_name.get(plain(&key.name).as_str()).into_iter().flatten();
            called.copied().filter(|number| names[*number].is_in(key)).collect()
        };
        for ((one, other), verdict) in &rulings.who {
            ruled.take((&keyed(one), &keyed(other)), *verdict);
        }
        ruled
    }

    fn take(&mut self, (ones, others): (&[usize], &[usize]), verdict: Verdict) {
        for one in ones {
            for other in others.iter().filter(|other| *other != one) {
                let pair = (*one.min(other), *one.max(other));
                self.pairs.insert(pair);
                match verdict {
                    Verdict::Same => self.same.insert(pair),
                    Verdict::Different | Verdict::Unsure => self.apart.insert(pair),
                };
            }
        }
    }
}
