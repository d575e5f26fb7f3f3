use std::collections::BTreeSet;

use dateline_findings::{Kind, Value};
use dateline_text::fold;
use jiff::civil::Date;

use super::Filter;
use crate::{ActorEntry, ActorId, Entry, View};

/// A filter with its names and days looked up once.
pub(super) struct Sieve<'a> {
    filter: &'a Filter,
    actors: Option<BTreeSet<ActorId>>,
    words: Vec<String>,
    usual: &'a [Kind],
}

impl<'a> Sieve<'a> {
    /// Lets through what the filter asks for; of the `usual` kinds where it names none.
    pub(super) fn new(view: &View, filter: &'a Filter, usual: &'a [Kind]) -> Self {
        let called = |name: &String| {
            view.called(name).iter().map(|actor| actor.id.clone()).collect()
        };
        let words = filter.words.as_deref().map(fold).unwrap_or_default();
        let words = parts(&words);
        Self {
            filter,
            actors: filter.actor.as_ref().map(called),
            words: words.map(ToOwned::to_owned).collect(),
            usual,
        }
    }

    pub(super) fn lets(&self, entry: &Entry) -> bool {
        let filter = self.filter;
        let kinds = if filter.kinds.is_empty() { self.usual } else { &filter.kinds };
        let days = (filter.from.is_none() && filter.to.is_none())
            || !entry.days.is_open()
                && filter
                    .from
                    .is_none_or(|from| ends(entry).is_none_or(|end| end >= from))
                && filter
                    .to
                    .is_none_or(|to| starts(entry).is_none_or(|start| start <= to));
        let actors = self
            .actors
            .as_ref()
            .is_none_or(|actors| entry.actors.iter().any(|actor| actors.contains(actor)));
        kinds.contains(&entry.kind) && days && actors && self.holds_words(entry)
    }

    fn holds_words(&self, entry: &Entry) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let mut all = fold(&entry.title);
        for reading in entry.fields.iter().flat_map(|held| &held.readings) {
            all.push(' ');
            all.push_str(&fold(&Value::to_line(&reading.value)));
        }
        let begins = |word: &String| parts(&all).any(|part| part.starts_with(word));
        self.words.iter().all(begins)
    }
}

/// The words of a line, without what stands between them.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|part| !part.is_empty())
}

fn starts(entry: &Entry) -> Option<Date> {
    entry.days.earliest.or(entry.days.latest)
}

fn ends(entry: &Entry) -> Option<Date> {
    entry.days.latest.or(entry.days.earliest)
}

/// The first ones, and how many are left out.
pub(super) fn limited<T>(mut all: Vec<T>, limit: Option<usize>) -> (Vec<T>, usize) {
    let most = limit.unwrap_or(usize::MAX);
    let left_out = all.len().saturating_sub(most);
    all.truncate(most);
    (all, left_out)
}

impl View {
    /// The actors that a slug or a name stands for; those whose names hold all its words
    /// where none is called just so.
    #[must_use]
    pub fn called(&self, name: &str) -> Vec<&ActorEntry> {
        let wanted = fold(name.trim());
        let is_called = |actor: &&ActorEntry| {
            actor.id.as_str() == wanted
                || actor.names.iter().any(|name| fold(&name.name) == wanted)
        };
        let exact: Vec<&ActorEntry> = self.actors.iter().filter(is_called).collect();
        if !exact.is_empty() || wanted.is_empty() {
            return exact;
        }
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let holds = |actor: &&ActorEntry| {
            actor.names.iter().any(|name| {
                let name = fold(&name.name);
                words.iter().all(|word| name.split_whitespace().any(|part| part == *word))
            })
        };
        self.actors.iter().filter(holds).collect()
    }

    /// The name that an actor is shown by.
    #[must_use]
    pub fn actor_name(&self, id: &ActorId) -> String {
        self.actor(id).map_or_else(|| id.to_string(), |actor| actor.name.clone())
    }
}
