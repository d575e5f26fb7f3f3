//! Who is who across reports.

mod alike;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_names::{Actor, ActorClass, Likeness, likeness};
use dateline_text::{ReportId, fold};

pub use self::alike::Alike;
use self::alike::Pair;
use super::groups::Groups;
use super::rulings::Rulings;
use super::words::{slug, stems};
use crate::hands::{Hands, each};
use crate::{ActorEntry, ActorId, ActorKey, ActorName, Laid, Record, Unsure};

/// From here on a pair is worth a reviewer's look.
const DOUBTFUL: u16 = 500;
/// How many neighbours of a name that share a part with it are compared.
const NEIGHBOURS: usize = 40;
/// The most doubtful pairs that are listed.
const MOST_DOUBTS: usize = 200;

/// How sure initials are that another report explains.
const INITIALS: u16 = 850;

const GENERIC: &str = include_str!("../../data/generic_bodies.tsv");

/// The actors of a record, and which of them each report's actor is.
#[derive(Debug, Default)]
pub(super) struct Who {
    pub(super) actors: Vec<ActorEntry>,
    pub(super) unsure: Vec<Unsure>,
    /// How alike their names are, for the next look.
    pub(super) alike: Alike,
    /// For each actor, the state that it speaks for, or itself.
    speaks_for: Vec<usize>,
    places: BTreeMap<(ReportId, usize), usize>,
    by_name: BTreeMap<String, Option<usize>>,
}

impl Who {
    pub(super) fn of(
        record: &Record,
        rulings: &Rulings,
        (hands, known): (Hands<'_>, Option<&Alike>),
    ) -> Self {
        let names = gather(record, hands);
        let (groups, doubts, alike) = group(&names, rulings, (hands, known));
        let mut who = Self { alike, ..Self::default() };
        let mut place_of = vec![0; names.len()];
        let groups = groups.all();
        let entries = each(hands, groups.len(), &|place| entry(&names, &groups[place]));
        let mut entries: Vec<(ActorEntry, Vec<usize>)> =
            entries.into_iter().zip(groups).collect();
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
        who.unsure = unsure(&who.actors, &place_of, &names, doubts);
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
    /// What sets the name apart from the same name of others.
    key_of: Option<String>,
    class: ActorClass,
    is_generic: bool,
    is_short: bool,
    of: Option<String>,
    plain_of: Option<String>,
    mentioned: Vec<(ReportId, usize)>,
    aliases: BTreeMap<String, BTreeSet<ReportId>>,
}

/// What a name of an actor of a report comes under.
type Key = (ActorClass, String, Option<String>);

fn gather(record: &Record, hands: Hands<'_>) -> Vec<Naming> {
    let reports: Vec<&Laid> = record.reports().collect();
    let keys = each(hands, reports.len(), &|place| {
        reports[place].actors.iter().map(key).collect::<Vec<_>>()
    });
    let mut names: BTreeMap<Key, Naming> = BTreeMap::new();
    for (laid, keys) in reports.into_iter().zip(keys) {
        for (number, (actor, key)) in laid.actors.iter().zip(keys).enumerate() {
            let naming =
                names.entry(key).or_insert_with_key(|key| Naming::new(key, actor));
            naming.take(laid, number, actor);
        }
    }
    names.into_values().collect()
}

fn key(actor: &Actor) -> Key {
    let of = actor.of.as_deref().filter(|_| is_generic(&actor.name));
    (actor.class, plain(&actor.name), of.map(plain))
}

impl Naming {
    fn new((class, plain, of): &Key, actor: &Actor) -> Self {
        Self {
            name: actor.name.clone(),
            plain: plain.clone(),
            key_of: of.clone(),
            class: *class,
            is_generic: is_generic(&actor.name),
            is_short: is_short(*class, &actor.name),
            of: None,
            plain_of: None,
            mentioned: Vec::new(),
            aliases: BTreeMap::new(),
        }
    }

    fn take(&mut self, laid: &Laid, number: usize, actor: &Actor) {
        self.mentioned.push((laid.id, number));
        if self.of.is_none()
            && let Some(of) = &actor.of
        {
            self.plain_of = Some(plain(of));
            self.of = Some(of.clone());
        }
        for alias in actor.aliases.iter().chain([&actor.name]) {
            match self.aliases.get_mut(alias) {
                Some(reports) => {
                    reports.insert(laid.id);
                }
                None => {
                    self.aliases.insert(alias.clone(), BTreeSet::from([laid.id]));
                }
            }
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

fn group(
    names: &[Naming],
    rulings: &Rulings,
    (hands, known): (Hands<'_>, Option<&Alike>),
) -> (Groups, Vec<Pair>, Alike) {
    let parts = each(hands, names.len(), &|number| parts(&names[number].name));
    let mut keys: Vec<(ActorClass, &str, u32)> = Vec::new();
    for (number, (naming, parts)) in names.iter().zip(&parts).enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        keys.extend(parts.iter().map(|part| (naming.class, part.as_str(), number)));
    }
    keys.sort_unstable();
    let blocks = keys.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
    let blocks = blocks.filter(|block| block.len() > 1);
    let blocks: Vec<Vec<u32>> =
        blocks.map(|block| block.iter().map(|key| key.2).collect()).collect();
    let (pairs, alike) = Alike::pairs(known, names, &blocks, hands);
    let (mut sure, mut doubts): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|(_, _, score)| *score >= Likeness::SURE);
    // A family name alone is somebody's only where one person can bear it.
    let mut sure_of_short: BTreeMap<usize, usize> = BTreeMap::new();
    for (one, other, _) in &sure {
        for (short, long) in [(*one, *other), (*other, *one)] {
            if names[short].is_short && !names[long].is_short {
                *sure_of_short.entry(short).or_default() += 1;
            }
        }
    }
    sure.extend(initials(names));
    let ambiguous =
        |number: usize| sure_of_short.get(&number).is_some_and(|sure| *sure > 1);
    let (unclear, clear): (Vec<Pair>, Vec<Pair>) = sure
        .into_iter()
        .partition(|(one, other, _)| ambiguous(*one) || ambiguous(*other));
    doubts.extend(unclear);
    let clear = clear.into_iter();
    let clear = clear.map(|(one, other, score)| (usize::from(score), one, other));
    (united(names, rulings, clear.collect()), doubts, alike)
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
        reports: reports.len(),
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
    if alias == name || plain(alias) == plain(name) {
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

fn unsure(
    actors: &[ActorEntry],
    place_of: &[usize],
    names: &[Naming],
    doubts: Vec<Pair>,
) -> Vec<Unsure> {
    type Doubt<'a> = (std::cmp::Reverse<u16>, &'a ActorId, &'a ActorId, usize, usize);
    let mut unsure: Vec<Doubt<'_>> = doubts
        .into_iter()
        .filter_map(|(first, second, per_mille)| {
            let one = &actors.get(place_of[first])?.id;
            let other = &actors.get(place_of[second])?.id;
            let score = std::cmp::Reverse(per_mille);
            (one != other).then(|| (score, one.min(other), one.max(other), first, second))
        })
        .collect();
    unsure.sort_unstable();
    unsure.dedup_by(|one, other| one.1 == other.1 && one.2 == other.2);
    unsure.truncate(MOST_DOUBTS);
    let listed =
        unsure.into_iter().map(|(per_mille, one, other, first, second)| Unsure {
            one: one.clone(),
            other: other.clone(),
            per_mille: per_mille.0,
            why: likeness(&names[first].name, &names[second].name, names[first].class)
                .why,
        });
    listed.collect()
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
