//! Who is who across reports.

mod alike;
mod naming;
mod uniting;

use std::collections::{BTreeMap, BTreeSet};

use dateline_names::{ActorClass, likeness, states_of_adjective};
use dateline_text::ReportId;

pub use self::alike::Alike;
use self::alike::Pair;
use self::naming::{Naming, gather, plain};
use self::uniting::{group, is_initials};
use super::rulings::Rulings;
use super::words::{slug, stems};
use crate::hands::{Hands, each};
use crate::{ActorEntry, ActorId, ActorName, Record, Unsure};

/// From here on a pair is worth a reviewer's look.
const DOUBTFUL: u16 = 500;
/// How many neighbours of a name that share a part with it are compared.
const NEIGHBOURS: usize = 40;
/// The most doubtful pairs that are listed.
const MOST_DOUBTS: usize = 200;

/// The actors of a record, and which of them each report's actor is.
#[derive(Debug, Default)]
pub(super) struct Who {
    pub(super) actors: Vec<ActorEntry>,
    pub(super) unsure: Vec<Unsure>,
    /// How alike their names are, for the next look.
    pub(super) alike: Alike,
    /// For each actor, the state that it speaks for, or itself.
    speaks_for: Vec<usize>,
    /// For each report, which actors of the record its own are, by their numbers.
    places: BTreeMap<ReportId, Vec<Option<usize>>>,
    by_name: BTreeMap<String, Option<usize>>,
}

/// The actors of one report.
#[derive(Clone, Copy)]
pub(super) struct Cast<'a> {
    pub(super) who: &'a Who,
    places: &'a [Option<usize>],
}

impl Cast<'_> {
    /// The actor that a name in a field of the report stands for.
    pub(super) fn find(self, name: &str, actor: Option<usize>) -> Option<usize> {
        let own = actor.and_then(|number| self.own(number));
        own.or_else(|| self.who.by_name(name))
    }

    /// Everybody of the record whom the report names.
    pub(super) fn actors(self) -> impl Iterator<Item = usize> {
        self.places.iter().copied().flatten()
    }

    fn own(self, number: usize) -> Option<usize> {
        self.places.get(number).copied().flatten()
    }
}

impl Who {
    pub(super) fn of(
        record: &Record,
        rulings: &Rulings,
        (hands, known): (Hands<'_>, Option<&Alike>),
    ) -> Self {
        let names = gather(record, rulings, hands);
        let (groups, doubts, alike) = group(&names, rulings, (hands, known));
        let mut who = Self { alike, ..Self::default() };
        let mut place_of = vec![0; names.len()];
        let groups = groups.all();
        let entries =
            each(hands, groups.len(), &|place| entry(&names, &groups[place], rulings));
        let mut entries: Vec<(ActorEntry, Vec<usize>)> =
            entries.into_iter().zip(groups).collect();
        tell_apart(&mut entries);
        for (place, (entry, group)) in entries.into_iter().enumerate() {
            for member in group {
                place_of[member] = place;
                for at in &names[member].mentioned {
                    who.settle(*at, place);
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

    /// Who is who in a report.
    pub(super) fn cast(&self, report: ReportId) -> Cast<'_> {
        let places = self.places.get(&report).map(Vec::as_slice).unwrap_or_default();
        Cast { who: self, places }
    }

    fn settle(&mut self, (report, number): (ReportId, usize), place: usize) {
        let places = self.places.entry(report).or_default();
        if places.len() <= number {
            places.resize(number + 1, None);
        }
        if let Some(slot) = places.get_mut(number) {
            *slot = Some(place);
        }
    }

    /// The only actor of that name in the whole record.
    pub(super) fn by_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(&plain(name)).copied().flatten()
    }

    /// The state that a word names, or is the adjective of: "Varn", and "Varnese".
    pub(super) fn by_adjective(&self, word: &str) -> Option<usize> {
        let is_state = |state: &usize| self.actors[*state].class == ActorClass::State;
        let word = plain(word);
        let mut states = states_of_adjective(&word).chain([word.clone()]);
        states.find_map(|state| self.by_name(&state).filter(is_state))
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
        for laid in record.all_filed().map(|filed| &filed.page) {
            for (number, actor) in laid.actors.iter().enumerate() {
                if let Some(place) = self.cast(laid.id).own(number) {
                    aliases
                        .extend(actor.aliases.iter().map(|alias| (plain(alias), place)));
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

fn entry(names: &[Naming], group: &[usize], rulings: &Rulings) -> ActorEntry {
    let mut all: BTreeMap<&str, BTreeSet<ReportId>> = BTreeMap::new();
    let mut own: BTreeMap<&str, bool> = BTreeMap::new();
    let mut mentioned = Vec::new();
    for number in group {
        let naming = &names[*number];
        for (alias, reports) in &naming.aliases {
            all.entry(alias).or_default().extend(reports);
            *own.entry(alias).or_default() |= plain(alias) == naming.plain;
        }
        mentioned.extend(&naming.mentioned);
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
        why: if own.get(alias) == Some(&true) {
            why(alias, (&name, class), rulings)
        } else {
            why_alias(alias, (&name, class))
        },
        name: alias.to_owned(),
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

/// Why a name that a report gives alone is the actor's.
fn why(own: &str, (name, class): (&str, ActorClass), rulings: &Rulings) -> String {
    if plain(own) == plain(name) {
        return "same name".to_owned();
    }
    let alike = likeness(own, name, class);
    if alike.is_sure() && !alike.why.is_empty() {
        return alike.why;
    }
    let book = &rulings.book;
    match (book.listed(&plain(own), class), book.listed(&plain(name), class)) {
        (Some(one), Some(other)) if one == other => {
            format!("both are names of {one} in the book")
        }
        _ if is_initials(own) || is_initials(name) => {
            "initials that another report explains".to_owned()
        }
        _ if class == ActorClass::Person && is_family(own, name) => {
            "family name alone, by reports that name others with the whole one".to_owned()
        }
        _ if rulings.who.is_empty() => "like another of its names".to_owned(),
        _ => "like another of its names, or ruled so".to_owned(),
    }
}

/// Whether a name is the last of the whole name.
fn is_family(own: &str, name: &str) -> bool {
    plain(name).rsplit_once(' ').is_some_and(|(_, family)| family == plain(own))
}

/// Why a name that stands beside another in a report is the actor's.
fn why_alias(alias: &str, (name, class): (&str, ActorClass)) -> String {
    let alike = likeness(alias, name, class);
    if plain(alias) == plain(name) {
        "same name".to_owned()
    } else if alike.is_sure() && !alike.why.is_empty() {
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
