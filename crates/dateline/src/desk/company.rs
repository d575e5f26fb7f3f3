//! The reports of a record that a text is held against: those that tell of the same people on the
//! same days, or in the same words.

use std::collections::{BTreeMap, BTreeSet};

use dateline_record::{ActorId, Days, Entry, EntryId, View};
use dateline_store::{Near, Store};
use dateline_text::{ReportId, fold};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::sight::Read;

/// Of so many reports a text is held against all; of more, against so many that share most with
/// it.
const MOST: usize = 250;

/// How many entries of a kind on some days are looked at.
const STANDING: usize = 5_000;
/// Who is in more entries than these, or what stands in more, tells nothing.
const OF_ACTOR: usize = 4_000;
const OF_WORDS: usize = 400;
/// So many of them, those that share most, count for an entry of the text.
const CLOSEST: usize = 16;
/// So many of the reports that tell an entry are taken: the first ones, which it is known by.
const TELLERS: usize = 3;
/// Who looks for an entry by its words gives so many of them, the longest.
const WORDS: usize = 3;
/// What is told of a day may be told of the next.
const BESIDE: i64 = 1;
/// Days that are further apart than this tell of no one time.
const WIDE: i64 = 62;

/// What an actor, a day and a word in common speak for one thing.
const ACTOR: usize = 4;
const DAY: usize = 3;
const WORD: usize = 2;

/// The reports that share most with a text, of which `own` is seen alone.
pub(super) fn of(store: &Store, own: &View) -> Read<BTreeSet<ReportId>> {
    if store.count_reports()? <= MOST {
        return Ok(store.reports()?.into_iter().map(|(id, _)| id).collect());
    }
    let mut company = Company { store, known: BTreeMap::new() };
    let named = named(store, own)?;
    let mut scores: BTreeMap<ReportId, usize> = BTreeMap::new();
    for entry in &own.entries {
        for (score, near) in company.closest(entry, &named)? {
            for report in store.tellers(near, TELLERS)? {
                *scores.entry(report).or_default() += score;
            }
        }
    }
    let mut scores: Vec<(ReportId, usize)> = scores.into_iter().collect();
    scores.sort_by_key(|(report, score)| (std::cmp::Reverse(*score), *report));
    Ok(scores.into_iter().take(MOST).map(|(report, _)| report).collect())
}

/// For each actor of the text, those of the record that have one of its names.
type Named = BTreeMap<ActorId, BTreeSet<ActorId>>;

fn named(store: &Store, own: &View) -> Read<Named> {
    let mut named = Named::new();
    for actor in &own.actors {
        let known = named.entry(actor.id.clone()).or_default();
        for name in &actor.names {
            known.extend(store.named(&fold(&name.name))?);
        }
    }
    Ok(named)
}

/// What was looked up.
struct Company<'a> {
    store: &'a Store,
    known: BTreeMap<Question, Vec<Held>>,
}

/// A kind with its days, an actor or words.
type Question = (&'static str, Asked);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Days(String, String),
    Actor(ActorId),
    Words(String),
}

/// An entry of the record with what it is held against.
#[derive(Debug)]
struct Held {
    near: Near,
    words: BTreeSet<String>,
}

/// What an entry of the text is known by.
struct Sought<'a> {
    actors: BTreeSet<&'a ActorId>,
    days: Option<(String, String)>,
    words: BTreeSet<String>,
}

impl<'a> Sought<'a> {
    fn of(entry: &Entry, named: &'a Named) -> Self {
        let known = entry.actors.iter().filter_map(|actor| named.get(actor));
        let (days, words) = (around(entry.days), words(&entry.title));
        Self { actors: known.flatten().collect(), days, words }
    }

    /// What to look up for it.
    fn asked(&self) -> Vec<Asked> {
        let actors = self.actors.iter().map(|actor| Asked::Actor((*actor).clone()));
        let days = self.days.clone().map(|(from, to)| Asked::Days(from, to));
        actors.chain(days).chain([Asked::Words(longest(&self.words))]).collect()
    }

    /// How much it has in common with an entry of the record; `None` where nobody and no word is
    /// the same.
    fn shares(&self, held: &Held) -> Option<usize> {
        let actors = held.near.actors.iter();
        let actors = actors.filter(|actor| self.actors.contains(actor)).count();
        let words = held.words.intersection(&self.words).count();
        let first = &held.near.first;
        let in_days =
            self.days.as_ref().is_some_and(|(from, to)| (from..=to).contains(&first));
        let score = actors * ACTOR + words * WORD + usize::from(in_days) * DAY;
        (actors + words > 0).then_some(score)
    }
}

impl Company<'_> {
    /// The entries of the record that share most with an entry of the text, each with how much.
    fn closest(&mut self, entry: &Entry, named: &Named) -> Read<Vec<(usize, EntryId)>> {
        let kind = entry.kind.as_str();
        let sought = Sought::of(entry, named);
        let mut scores: BTreeMap<EntryId, usize> = BTreeMap::new();
        for asked in sought.asked() {
            let found = self.look_up(&(kind, asked))?.iter();
            scores.extend(
                found.filter_map(|held| Some((held.near.id, sought.shares(held)?))),
            );
        }
        let mut scores: Vec<(usize, EntryId)> =
            scores.into_iter().map(|(id, score)| (score, id)).collect();
        scores.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
        scores.truncate(CLOSEST);
        Ok(scores)
    }

    fn look_up(&mut self, question: &Question) -> Read<&[Held]> {
        if !self.known.contains_key(question) {
            let (kind, asked) = question;
            let found = match asked {
                Asked::Days(from, to) => {
                    self.store.standing(kind, (from, to), STANDING)?
                }
                Asked::Actor(actor) => self.store.with_actor(kind, actor, OF_ACTOR)?,
                Asked::Words(words) => self.store.with_words(kind, words, OF_WORDS)?,
            };
            let held = found.into_iter().map(|near| {
                let words = words(&near.title);
                Held { near, words }
            });
            self.known.insert(question.clone(), held.collect());
        }
        Ok(self.known.get(question).map(Vec::as_slice).unwrap_or_default())
    }
}

/// The days about those of an entry, as they are written; `None` where it can lie anywhere.
fn around(days: Days) -> Option<(String, String)> {
    let (first, last) = (days.earliest.or(days.latest)?, days.latest.or(days.earliest)?);
    let from = first.checked_sub(BESIDE.days()).unwrap_or(first);
    let most = first.checked_add(WIDE.days()).unwrap_or(Date::MAX);
    let to = last.checked_add(BESIDE.days()).unwrap_or(last).min(most);
    Some((from.to_string(), to.to_string()))
}

/// The words of a title that are no little ones.
fn words(title: &str) -> BTreeSet<String> {
    let folded = fold(title);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().count() > 3).map(ToOwned::to_owned).collect()
}

/// The longest of some words, in one line.
fn longest(words: &BTreeSet<String>) -> String {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
    words.truncate(WORDS);
    words.join(" ")
}
