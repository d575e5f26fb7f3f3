//! Lists by who is named in a field: who said what, who holds which offices. Only who it is and
//! which entries those are is held; what an entry says is read when it is shown.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Value};
use dateline_names::ActorClass;
use dateline_record::{ActorEntry, ActorId, EntryId, EntryRow};
use dateline_store::{Said, Store, Told};
use dateline_text::fold;
use serde_json::json;

use super::leaf::{Narrowed, Page, is_narrowed};
use super::memory::Memory;
use super::show::{Asked, Shown};
use super::sight::{self, Read};
use super::{After, Desk};
use crate::Error;
use crate::wire::{self, PersonLine, SpokenShown};

/// Somebody with the entries that name them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// The name they are shown by.
    name: String,
    /// Who it is, where that is known.
    actor: Option<ActorId>,
    /// The entries, in the order of the timeline.
    entries: Vec<EntryId>,
}

/// The lists by which they are kept, and how each is worked out.
const SPEAKERS: GroupedBy = ("speakers", speakers);
const PEOPLE: GroupedBy = ("people", people);

/// The name of a list and how it is worked out.
type GroupedBy = (&'static str, fn(&Store) -> Read<Vec<Group>>);

impl Group {
    /// A list as it was kept, else worked out.
    fn of(store: &Store, (name, make): GroupedBy) -> Read<Vec<Self>> {
        let kept = store.list(name)?;
        let kept = kept.and_then(|lines| lines.lines().map(Self::read).collect());
        kept.map_or_else(|| make(store), Ok)
    }

    /// All lists, to be kept.
    pub(super) fn lists(store: &Store) -> Read<Vec<(&'static str, String)>> {
        let lists = [SPEAKERS, PEOPLE].into_iter();
        lists
            .map(|(name, make)| Ok((name, make(store)?.iter().map(Self::line).collect())))
            .collect()
    }

    fn line(&self) -> String {
        let ids: String = self.entries.iter().map(ToString::to_string).collect();
        let actor = self.actor.as_ref().map(ActorId::as_str);
        format!("{}\n", json!([self.name, actor, ids]))
    }

    fn read(line: &str) -> Option<Self> {
        let (name, actor, ids): (String, Option<&str>, &str) =
            serde_json::from_str(line).ok()?;
        let ids = ids.as_bytes().chunks(16);
        let ids = ids.map(|id| EntryId::parse(str::from_utf8(id).ok()?));
        let actor = actor.map(ActorId::parse);
        Some(Self { name, actor, entries: ids.collect::<Option<_>>()? })
    }
}

/// The names of actors, folded.
type Names = BTreeMap<ActorId, (ActorEntry, BTreeSet<String>)>;

impl Desk {
    /// Who said what, by the speaker's name.
    pub(super) fn speakers<'a>(
        &self,
        memory: &'a Memory,
    ) -> Result<&'a Vec<Group>, Error> {
        memory.speakers.get(|| self.looking(|store| Group::of(store, SPEAKERS)))
    }

    /// Who holds offices, by identity.
    pub(super) fn people<'a>(&self, memory: &'a Memory) -> Result<&'a Vec<Group>, Error> {
        memory.people.get(|| self.looking(|store| Group::of(store, PEOPLE)))
    }

    pub(super) fn statements_page(
        &self,
        memory: &Memory,
        asked: &Asked,
    ) -> Result<Page, Error> {
        let speakers = self.speakers(memory)?;
        let (groups, next) =
            self.groups(speakers, asked, (Kind::Statement, |group| group.name.clone()))?;
        let apiece = asked.apiece.unwrap_or(usize::MAX);
        let shown = groups.iter().flat_map(|group| group.entries.iter().take(apiece));
        let shown: Vec<EntryId> = shown.copied().collect();
        let view = self
            .looking_at(asked.apiece, |store| sight::of_ids(store, &shown, Vec::new()))?;
        let sight = &self.sight(&view, asked);
        let lines = groups.iter().map(|group| {
            let first = group.entries.iter().take(apiece);
            let first = first.filter_map(|id| view.entry(*id));
            SpokenShown {
                speaker: group.name.clone(),
                actor: group.actor.as_ref().map(ToString::to_string),
                statements: first.map(|entry| wire::entry_line(sight, entry)).collect(),
                left_out: group.entries.len().saturating_sub(apiece),
            }
        });
        Ok((Shown::Statements(lines.collect()), next))
    }

    pub(super) fn people_page(
        &self,
        memory: &Memory,
        asked: &Asked,
    ) -> Result<Page, Error> {
        let people = self.people(memory)?;
        let key = |group: &Group| group.actor.as_ref().map(ToString::to_string);
        let key = |group: &Group| key(group).unwrap_or_default();
        let (groups, next) = self.groups(people, asked, (Kind::Role, key))?;
        let shown = groups.iter().flat_map(|group| group.entries.iter().copied());
        let shown: Vec<EntryId> = shown.collect();
        let view = self
            .looking_at(asked.apiece, |store| sight::of_ids(store, &shown, Vec::new()))?;
        let sight = &self.sight(&view, asked);
        let lines = groups.iter().filter_map(|group| {
            let roles = group.entries.iter().filter_map(|id| view.entry(*id));
            Some(PersonLine {
                person: wire::actor(view.actor(group.actor.as_ref()?)?),
                roles: roles.map(|entry| wire::entry_line(sight, entry)).collect(),
            })
        });
        Ok((Shown::People(lines.collect()), next))
    }

    /// The groups that a question asks for, with the entries that fit it.
    fn groups(
        &self,
        all: &[Group],
        asked: &Asked,
        (kind, key): (Kind, impl Fn(&Group) -> String),
    ) -> Result<(Vec<Group>, Option<After>), Error> {
        if !is_narrowed(asked) {
            let (shown, next) = asked.leaf(all, key);
            return Ok((shown.to_vec(), next));
        }
        let fit = self
            .looking(|store| store.ids(&Narrowed::of(store, asked, &[kind])?.chosen()))?;
        let narrowed = all.iter().filter_map(|group| {
            let entries = group.entries.iter().filter(|id| fit.contains(id));
            let entries: Vec<EntryId> = entries.copied().collect();
            (!entries.is_empty()).then(|| Group { entries, ..group.clone() })
        });
        let narrowed: Vec<Group> = narrowed.collect();
        let (shown, next) = asked.leaf(&narrowed, key);
        Ok((shown.to_vec(), next))
    }
}

fn speakers(store: &Store) -> Read<Vec<Group>> {
    let names = names(store)?;
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    sight::each_said(store, (Kind::Statement, Told::Nothing), &mut |said| {
        let values = EntryRow::values(Field::Speaker, &said.says, &said.fields);
        let ids = ids_of(&said, &values, &names);
        let actor = match ids.as_slice() {
            [one] => names.get(one).map(|(actor, _)| actor),
            _ => None,
        };
        let line = || values.first().map(Value::to_line).unwrap_or_default();
        let name = actor.map_or_else(line, |actor| actor.name.clone());
        let group = groups.entry(fold(&name)).or_insert_with(|| Group {
            name,
            actor: actor.map(|actor| actor.id.clone()),
            entries: Vec::new(),
        });
        group.entries.push(said.id);
    })?;
    Ok(groups.into_values().collect())
}

fn people(store: &Store) -> Read<Vec<Group>> {
    let names = names(store)?;
    let mut groups: BTreeMap<ActorId, Group> = BTreeMap::new();
    sight::each_said(store, (Kind::Role, Told::Nothing), &mut |said| {
        let values = EntryRow::values(Field::Holder, &said.says, &said.fields);
        for id in ids_of(&said, &values, &names) {
            let person = names.get(&id).map(|(actor, _)| actor);
            let person = person.filter(|actor| actor.class == ActorClass::Person);
            let Some(person) = person else { continue };
            let group = groups.entry(id).or_insert_with(|| Group {
                name: person.name.clone(),
                actor: Some(person.id.clone()),
                entries: Vec::new(),
            });
            group.entries.push(said.id);
        }
    })?;
    Ok(groups.into_values().collect())
}

fn names(store: &Store) -> Read<Names> {
    let actors = store.actors(None)?.into_iter();
    let named = actors.map(|actor| {
        let names = actor.names.iter().map(|name| fold(&name.name)).collect();
        (actor.id.clone(), (actor, names))
    });
    Ok(named.collect())
}

/// The actors of an entry that values name, by identity.
fn ids_of(said: &Said, values: &[Value], names: &Names) -> Vec<ActorId> {
    let mut named = BTreeSet::new();
    values.iter().for_each(|value| fold_names(value, &mut named));
    let mut own: Vec<ActorId> = said.actors.clone();
    own.retain(|id| names.get(id).is_some_and(|(_, names)| !names.is_disjoint(&named)));
    own.sort();
    own.dedup();
    own
}

fn fold_names(value: &Value, named: &mut BTreeSet<String>) {
    match value {
        Value::List(values) => {
            values.iter().for_each(|value| fold_names(value, named));
        }
        other => {
            named.insert(fold(&other.to_line()));
        }
    }
}
