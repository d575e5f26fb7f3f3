//! Who is who across reports.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_names::{Actor, ActorClass, likeness};
use dateline_text::{ReportId, fold};

use super::groups::{Groups, pairs_within};
use super::rulings::Rulings;
use super::words::{slug, stems};
use crate::{ActorEntry, ActorId, ActorKey, ActorName, Laid, Record, Unsure};

/// From here on a pair is worth a reviewer's look.
const DOUBTFUL: u16 = 500;
/// How many neighbours of a name that share a part with it are compared.
const NEIGHBOURS: usize = 40;
/// The most doubtful pairs that are listed.
const MOST_DOUBTS: usize = 200;

/// How sure initials are that another report explains.
const INITIALS: usize = 850;

const GENERIC: &str = include_str!("../../data/generic_bodies.tsv");

/// The actors of a record, and which of them each report's actor is.
#[derive(Debug, Default)]
pub(super) struct Who {
    pub(super) actors: Vec<ActorEntry>,
    pub(super) unsure: Vec<Unsure>,
    /// For each actor, the state that it speaks for, or itself.
    speaks_for: Vec<usize>,
    places: BTreeMap<(ReportId, usize), usize>,
    by_name: BTreeMap<String, Option<usize>>,
}

impl Who {
    pub(super) fn of(record: &Record, rulings: &Rulings) -> Self {
        let names = gather(record);
        let (groups, doubts) = group(&names, rulings);
        let mut who = Self::default();
        let mut place_of = vec![0; names.len()];
        let mut entries: Vec<(ActorEntry, Vec<usize>)> = groups
            .all()
            .into_iter()
            .map(|group| (entry(&names, &group), group))
            .collect();
        tell_apart(&mut entries);
        for (place, (entry, group)) in entries.into_iter().enumerate() {
            for member in group {
                place_of[member] = place;
                for at in &names[member].mentioned {
                    who.places.insert(*at, place);
                }
            }
            for name in &entry.names {
                who.learn(&name.name, place);
            }
            who.actors.push(entry);
        }
        who.learn_aliases(record);
        who.speaks_for = (0..who.actors.len()).map(|place| who.state_of(place)).collect();
        who.unsure = unsure(&who.actors, &place_of, doubts);
        who
    }

    /// The actor that a name in a field of a report stands for.
    pub(super) fn find(
        &self,
        report: ReportId,
        name: &str,
        actor: Option<usize>,
    ) -> Option<usize> {
        let own = actor.and_then(|number| self.places.get(&(report, number)));
        own.copied().or_else(|| self.by_name(name))
    }

    /// The only actor of that name in the whole record.
    pub(super) fn by_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(&plain(name)).copied().flatten()
    }

    /// The state that an actor speaks for: reports say "Orlesia" and "the Orlesian government"
    /// of one.
    pub(super) fn speaks_for(&self, actor: usize) -> usize {
        self.speaks_for.get(actor).copied().unwrap_or(actor)
    }

    fn state_of(&self, place: usize) -> usize {
        let actor = &self.actors[place];
        let words = stems(&actor.name);
        let government = ["government", "authority"];
        let named = words.last().is_some_and(|last| government.contains(&last.as_str()));
        let of = actor.of.clone().or_else(|| words.first().cloned());
        let state =
            of.filter(|_| named && words.len() <= 2).and_then(|of| self.by_name(&of));
        let is_state = |state: &usize| self.actors[*state].class == ActorClass::State;
        state.filter(is_state).unwrap_or(place)
    }

    fn learn(&mut self, name: &str, place: usize) {
        let known = self.by_name.entry(plain(name)).or_insert(Some(place));
        if *known != Some(place) {
            *known = None;
        }
    }

    fn learn_aliases(&mut self, record: &Record) {
        let mut aliases = BTreeSet::new();
        for laid in record.reports() {
            for (number, actor) in laid.actors.iter().enumerate() {
                if let Some(place) = self.places.get(&(laid.id, number)) {
                    aliases
                        .extend(actor.aliases.iter().map(|alias| (plain(alias), *place)));
                }
            }
        }
        // An alias counts only where no actor has it for a name.
        let names: BTreeSet<String> = self.by_name.keys().cloned().collect();
        for (alias, place) in aliases {
            if !names.contains(&alias) {
                self.learn(&alias, place);
            }
        }
    }
}

/// A name for comparing: folded, without its article.
fn plain(name: &str) -> String {
    let folded = fold(name.trim());
    folded.strip_prefix("the ").map_or(folded.clone(), ToOwned::to_owned)
}

/// A name of a class with all that the reports say about whom it stands for, folded once:
/// each name is held against many.
struct Naming {
    name: String,
    plain: String,
    class: ActorClass,
    is_generic: bool,
    is_short: bool,
    of: Option<String>,
    plain_of: Option<String>,
    mentioned: Vec<(ReportId, usize)>,
    aliases: BTreeMap<String, BTreeSet<ReportId>>,
}

fn gather(record: &Record) -> Vec<Naming> {
    let mut names: BTreeMap<(ActorClass, String, Option<String>), Naming> =
        BTreeMap::new();
    for laid in record.reports() {
        for (number, actor) in laid.actors.iter().enumerate() {
            let is_generic = is_generic(&actor.name);
            let of = actor.of.as_deref().filter(|_| is_generic);
            let key = (actor.class, plain(&actor.name), of.map(plain));
            let naming =
                names.entry(key).or_insert_with_key(|(class, plain, _)| Naming {
                    name: actor.name.clone(),
                    plain: plain.clone(),
                    class: *class,
                    is_generic,
                    is_short: is_short(*class, &actor.name),
                    of: None,
                    plain_of: None,
                    mentioned: Vec::new(),
                    aliases: BTreeMap::new(),
                });
            naming.take(laid, number, actor);
        }
    }
    names.into_values().collect()
}

impl Naming {
    fn take(&mut self, laid: &Laid, number: usize, actor: &Actor) {
        self.mentioned.push((laid.id, number));
        if self.of.is_none()
            && let Some(of) = &actor.of
        {
            self.plain_of = Some(plain(of));
            self.of = Some(of.clone());
        }
        for alias in actor.aliases.iter().chain([&actor.name]) {
            self.aliases.entry(alias.clone()).or_default().insert(laid.id);
        }
    }

    fn is_keyed(&self, key: &ActorKey) -> bool {
        self.plain == plain(&key.name)
            && key.report.is_none_or(|report| {
                self.mentioned.iter().any(|(mentioned, _)| *mentioned == report)
            })
    }
}

static GENERIC_STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = GENERIC.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(stems).collect()
});

/// Whether a name is one that every state has a body of: "Ministry of Defence".
fn is_generic(name: &str) -> bool {
    stems(name).iter().any(|word| GENERIC_STEMS.contains(word))
}

type Doubt = (usize, usize, u16, String);

fn group(names: &[Naming], rulings: &Rulings) -> (Groups, Vec<Doubt>) {
    let mut blocks: BTreeMap<(ActorClass, String), Vec<usize>> = BTreeMap::new();
    for (number, naming) in names.iter().enumerate() {
        for part in parts(&naming.name) {
            blocks.entry((naming.class, part)).or_default().push(number);
        }
    }
    let mut candidates = BTreeSet::new();
    pairs_within(&blocks, NEIGHBOURS, &mut |one, other| {
        candidates.insert((one, other));
    });
    let (mut pairs, mut doubts) = (Vec::new(), Vec::new());
    let mut sure_of_short: BTreeMap<usize, usize> = BTreeMap::new();
    for (one, other) in candidates.into_iter().filter(|(one, other)| one != other) {
        let (first, second) = (&names[one], &names[other]);
        if !may_be_one(first, second) {
            continue;
        }
        let alike = likeness(&first.name, &second.name, first.class);
        if alike.is_sure() {
            for (short, long) in [(first, second), (second, first)] {
                if short.is_short && !long.is_short {
                    let number = if std::ptr::eq(short, first) { one } else { other };
                    *sure_of_short.entry(number).or_default() += 1;
                }
            }
            pairs.push((usize::from(alike.per_mille), one, other, alike.why));
        } else if alike.per_mille >= DOUBTFUL {
            doubts.push((one, other, alike.per_mille, alike.why));
        }
    }
    pairs.extend(initials(names));
    // A family name alone is somebody's only where one person can bear it.
    let ambiguous =
        |number: usize| sure_of_short.get(&number).is_some_and(|sure| *sure > 1);
    let (unclear, clear): (Vec<_>, Vec<_>) = pairs
        .into_iter()
        .partition(|(_, one, other, _)| ambiguous(*one) || ambiguous(*other));
    doubts.extend(unclear.into_iter().map(|(score, one, other, why)| {
        (one, other, u16::try_from(score).unwrap_or(1_000), why)
    }));
    let clear =
        clear.into_iter().map(|(score, one, other, _)| (score, one, other)).collect();
    (united(names, rulings, clear), doubts)
}

/// Initials that one report uses alone and others use of one body only: "SAM" where another
/// report says "Strait Assistance Mission (SAM)".
fn initials(names: &[Naming]) -> Vec<(usize, usize, usize, String)> {
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
            [only] => Some((INITIALS, *alone.get(&key)?, *only, String::new())),
            _ => None,
        });
    pairs.collect()
}

fn is_initials(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    !name.contains(' ')
        && letters.clone().count() >= 2
        && letters.clone().all(char::is_uppercase)
}

fn united(
    names: &[Naming],
    rulings: &Rulings,
    mut pairs: Vec<(usize, usize, usize)>,
) -> Groups {
    let mut groups = Groups::new(names.len());
    let keyed = |key: &ActorKey| -> Vec<usize> {
        let fits = |number: &usize| names[*number].is_keyed(key);
        (0..names.len()).filter(fits).collect()
    };
    let mut apart = BTreeSet::new();
    for (one, other) in &rulings.not_same {
        for one in keyed(one) {
            apart.extend(
                keyed(other).into_iter().flat_map(|two| [(one, two), (two, one)]),
            );
        }
    }
    for (one, other) in &rulings.same {
        let all: Vec<usize> = keyed(one).into_iter().chain(keyed(other)).collect();
        for pair in all.windows(2) {
            groups.unite(pair[0], pair[1]);
        }
    }
    let barred = |one: usize, other: usize| {
        apart.contains(&(one, other)) || differ(&names[one], &names[other])
    };
    groups.unite_surest(&mut pairs, &barred);
    groups
}

fn may_be_one(one: &Naming, other: &Naming) -> bool {
    one.class == other.class && !differ(one, other)
}

/// Whether what they belong to tells them apart.
fn differ(one: &Naming, other: &Naming) -> bool {
    let generic = one.is_generic || other.is_generic;
    match (&one.plain_of, &other.plain_of) {
        (Some(of), Some(other_of)) => {
            one.class != ActorClass::Person && generic && of != other_of
        }
        (None, None) => false,
        // "the ministry" of nobody is not yet that of Orlesia.
        _ => generic && one.plain != other.plain,
    }
}

fn is_short(class: ActorClass, name: &str) -> bool {
    class == ActorClass::Person && !name.trim().contains(' ')
}

/// The parts of a name by which it meets its like: its words, and for persons how the last
/// one sounds, so that spellings of one name meet.
fn parts(name: &str) -> BTreeSet<String> {
    let mut parts: BTreeSet<String> = stems(name).into_iter().collect();
    let initials: String =
        name.split(' ').filter_map(|word| word.chars().next()).collect();
    if initials.chars().count() > 1 {
        parts.insert(fold(&initials));
    }
    let folded = fold(name);
    let last = folded.split([' ', '-']).next_back().unwrap_or_default();
    let mut sound = String::new();
    for letter in last.chars().filter(|letter| !"aeiouy'h".contains(*letter)) {
        if !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    parts.insert(format!("~{sound}"));
    parts
}

fn entry(names: &[Naming], group: &[usize]) -> ActorEntry {
    let mut all: BTreeMap<String, BTreeSet<ReportId>> = BTreeMap::new();
    let mut mentioned = Vec::new();
    for number in group {
        for (alias, reports) in &names[*number].aliases {
            all.entry(alias.clone()).or_default().extend(reports);
        }
        mentioned.extend(&names[*number].mentioned);
    }
    mentioned.sort_unstable();
    let best = group.iter().map(|number| &names[*number]).max_by_key(|naming| {
        let length = naming.name.split(' ').count();
        (naming.mentioned.len(), length, std::cmp::Reverse(naming.name.clone()))
    });
    let (name, class) = best.map_or((String::new(), ActorClass::Group), |naming| {
        (naming.name.clone(), naming.class)
    });
    let named = all.into_iter().map(|(alias, reports)| ActorName {
        why: why(&alias, &name, class),
        name: alias,
        reports: reports.into_iter().collect(),
    });
    ActorEntry {
        id: ActorId(slug(&name)),
        of: group.iter().find_map(|number| names[*number].of.clone()),
        names: named.collect(),
        name,
        class,
        mentioned,
    }
}

fn why(alias: &str, name: &str, class: ActorClass) -> String {
    if plain(alias) == plain(name) {
        return "same name".to_owned();
    }
    let alike = likeness(alias, name, class);
    if alike.is_sure() && !alike.why.is_empty() {
        alike.why
    } else {
        "named so in a report that names both".to_owned()
    }
}

/// Gives actors whose names make one slug what they belong to, or a number.
fn tell_apart(entries: &mut [(ActorEntry, Vec<usize>)]) {
    for pass in 0..2 {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (entry, _) in entries.iter() {
            *counts.entry(entry.id.0.clone()).or_default() += 1;
        }
        let mut given: BTreeMap<String, usize> = BTreeMap::new();
        for (entry, _) in entries.iter_mut() {
            if counts.get(&entry.id.0).is_none_or(|count| *count < 2)
                && !entry.id.0.is_empty()
            {
                continue;
            }
            if pass == 0 {
                let more = entry.of.as_deref().unwrap_or(entry.class.as_str());
                entry.id.0 = format!("{}-{}", entry.id.0, slug(more));
            } else {
                let number = given.entry(entry.id.0.clone()).or_default();
                *number += 1;
                entry.id.0 = format!("{}--{number}", entry.id.0);
            }
        }
    }
    entries.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
}

fn unsure(actors: &[ActorEntry], place_of: &[usize], doubts: Vec<Doubt>) -> Vec<Unsure> {
    let mut unsure: Vec<Unsure> = doubts
        .into_iter()
        .filter_map(|(one, other, per_mille, why)| {
            let one = &actors.get(place_of[one])?.id;
            let other = &actors.get(place_of[other])?.id;
            let (one, other) = (one.min(other).clone(), one.max(other).clone());
            (one != other).then_some(Unsure { one, other, per_mille, why })
        })
        .collect();
    unsure.sort_by(|one, other| {
        (other.per_mille, &one.one, &one.other).cmp(&(
            one.per_mille,
            &other.one,
            &other.other,
        ))
    });
    unsure.dedup_by(|one, other| one.one == other.one && one.other == other.other);
    unsure.truncate(MOST_DOUBTS);
    unsure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_generic_bodies_is_sorted() {
        let lines: Vec<&str> =
            GENERIC.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted());
    }

    #[test]
    fn spellings_of_one_name_share_a_part() {
        let (one, other) = (parts("Qadir Soleymani"), parts("Kadir Suleimani"));
        assert!(one.intersection(&other).next().is_some());
    }
}
