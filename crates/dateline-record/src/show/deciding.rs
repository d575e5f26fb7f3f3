use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind};

use super::filter::Sieve;
use super::lists::items;
use super::{Deciding, Factor, Filter, Missing, Weighing};
use crate::view::words::{covered, telling};
use crate::{ActorId, Entry, View};

/// Verbs of bodies that weigh something before somebody decides.
const WEIGH: [&str; 12] = [
    "advis",
    "analys",
    "analyz",
    "assess",
    "consider",
    "decid",
    "determ",
    "discuss",
    "evaluat",
    "examin",
    "recommend",
    "review",
];
/// How the words of a recommendation begin.
const RECOMMEND: &str = "recommend";
/// From so many factors on a body is known to weigh them, whatever its reports call that.
const SEVERAL: usize = 3;
/// Bodies with so many factors in common weigh one thing.
const SHARED: usize = 2;

impl View {
    /// What bodies weigh and decide, in the reports' words; nothing is computed.
    ///
    /// Bodies that weigh the same, and a body with those below it, stand together: the
    /// subcommittees of a commission assess what the commission decides.
    #[must_use]
    pub fn deciding(&self, filter: &Filter) -> Vec<Deciding<'_>> {
        let boards = self.boards();
        let mut concerned: Vec<Concerned<'_>> =
            boards.iter().map(|board| Concerned::none(board)).collect();
        let index = Index::of(&boards);
        let told = |entry: &&Entry| {
            entry.kind != Kind::Body && Deciding::KINDS.contains(&entry.kind)
        };
        for entry in self.entries.iter().filter(told) {
            let words = said(entry);
            for place in index.near(entry, &words) {
                concerned[place].take(entry, &words, &boards[place]);
            }
        }
        let deciding = boards.into_iter().zip(concerned);
        let deciding = deciding.map(|(board, concerned)| concerned.with(board));
        let sieve = Sieve::new(self, filter, &[Kind::Body]);
        let wanted = |one: &Deciding<'_>| one.bodies.iter().any(|body| sieve.lets(body));
        deciding.filter(|one| one.is_weighed() && wanted(one)).collect()
    }

    /// By what an entry can concern what the bodies of this view weigh: whatever has none of it
    /// does not. Of a record that weighs nothing there is nothing to look for.
    #[must_use]
    pub fn weighing(&self) -> Weighing {
        let boards = self.boards();
        let all =
            |words: &BTreeSet<String>| words.iter().map(|word| beginning(word)).collect();
        let names = boards.iter().flat_map(|board| board.names.iter().map(all));
        let factors = boards.iter().flat_map(|board| &board.factors);
        let said: BTreeSet<BTreeSet<String>> = factors.flat_map(Weighed::pairs).collect();
        Weighing {
            actors: boards.iter().flat_map(|board| board.ids.iter().cloned()).collect(),
            names: names.collect(),
            said: said.into_iter().collect(),
            anywhere: match boards.is_empty() {
                true => Vec::new(),
                false => vec![BTreeSet::from([RECOMMEND.to_owned()])],
            },
        }
    }

    /// Bodies that weigh one thing together.
    fn boards(&self) -> Vec<Board<'_>> {
        let bodies = self.entries.iter().filter(|entry| entry.kind == Kind::Body);
        let mut all: Vec<Board<'_>> = bodies.map(|body| Board::of(self, body)).collect();
        let above: BTreeSet<ActorId> =
            all.iter().flat_map(|board| board.above.iter().cloned()).collect();
        // Most bodies weigh nothing and stand neither over nor under another.
        all.retain(|board| board.weighs_or_stands() || !board.ids.is_disjoint(&above));
        let mut boards: Vec<Board<'_>> = Vec::new();
        for board in all {
            let (one, others): (Vec<_>, Vec<_>) =
                boards.into_iter().partition(|other| other.is_one_with(&board));
            boards = others;
            boards.push(
                one.into_iter().chain([board]).reduce(Board::with).unwrap_or_default(),
            );
        }
        boards
            .retain(|board| !board.question.is_empty() || board.factors.len() >= SHARED);
        for board in &mut boards {
            board.bodies.sort_by_key(|body| self.place_of(body.id));
        }
        boards
            .sort_by_key(|board| board.bodies.first().map(|body| self.place_of(body.id)));
        boards
    }
}

/// How the words begin of which a telling word is made: endings are cut off it or stand for
/// others ("army" of "armies"), and a long number has its thousands apart ("5,200").
fn beginning(word: &str) -> String {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let front = word.get(..(word.len().max(1) - 1) % 3 + 1).filter(|_| digits);
    front.unwrap_or_else(|| word.trim_end_matches('y')).to_owned()
}

/// The entries that concern a board.
struct Concerned<'a> {
    /// For each factor what is said of it.
    readings: Vec<Vec<&'a Entry>>,
    recommendations: Vec<&'a Entry>,
    decided: Vec<&'a Entry>,
}

impl<'a> Concerned<'a> {
    fn none(board: &Board<'_>) -> Self {
        let readings = board.factors.iter().map(|_| Vec::new()).collect();
        Self { readings, recommendations: Vec::new(), decided: Vec::new() }
    }

    fn take(&mut self, entry: &'a Entry, words: &BTreeSet<String>, board: &Board<'_>) {
        if board.concerns(entry, words) {
            if words.iter().any(|word| word.starts_with(RECOMMEND)) {
                self.recommendations.push(entry);
            } else if entry.kind == Kind::Agreement {
                self.decided.push(entry);
            }
        }
        let factors = board.factors.iter().filter(|_| entry.kind == Kind::Statement);
        for (factor, readings) in factors.zip(&mut self.readings) {
            if factor.is_in(words) {
                readings.push(entry);
            }
        }
    }

    fn with(self, board: Board<'a>) -> Deciding<'a> {
        let factors = board.factors.into_iter().zip(self.readings);
        let factors: Vec<Factor<'a>> = factors
            .map(|(factor, readings)| Factor { names: factor.names, readings })
            .collect();
        let mut missing = Vec::new();
        missing.extend(board.question.is_empty().then_some(Missing::Question));
        let unread = factors.iter().filter(|factor| factor.readings.is_empty());
        let unread = unread.filter_map(|factor| factor.names.first()).cloned();
        missing.extend(unread.map(Missing::Reading));
        missing
            .extend(self.recommendations.is_empty().then_some(Missing::Recommendation));
        missing.extend(self.decided.is_empty().then_some(Missing::Decision));
        Deciding {
            bodies: board.bodies,
            question: board.question,
            factors,
            recommendations: self.recommendations,
            decided: self.decided,
            missing,
        }
    }
}

/// Which boards an entry may concern, by actors and by words.
#[derive(Default)]
struct Index<'b> {
    of_actor: BTreeMap<&'b ActorId, Vec<usize>>,
    of_word: BTreeMap<&'b str, Vec<usize>>,
}

impl<'b> Index<'b> {
    fn of(boards: &'b [Board<'_>]) -> Self {
        let mut index = Self::default();
        for (place, board) in boards.iter().enumerate() {
            for id in &board.ids {
                index.of_actor.entry(id).or_default().push(place);
            }
            let factors = board.factors.iter().map(|factor| &factor.words);
            for word in board.names.iter().chain(factors).flatten() {
                index.of_word.entry(word).or_default().push(place);
            }
        }
        index
    }

    fn near(&self, entry: &Entry, words: &BTreeSet<String>) -> BTreeSet<usize> {
        let of_actors = entry.actors.iter().filter_map(|id| self.of_actor.get(id));
        let of_words = words.iter().filter_map(|word| self.of_word.get(word.as_str()));
        of_actors.chain(of_words).flatten().copied().collect()
    }
}

impl Deciding<'_> {
    /// The kinds that a decision is told by.
    pub const KINDS: [Kind; 4] =
        [Kind::Statement, Kind::Agreement, Kind::Commitment, Kind::Body];

    /// Whether it is told that something is weighed: a verb of weighing, several factors, or
    /// words on more than one of them.
    fn is_weighed(&self) -> bool {
        let read =
            self.factors.iter().filter(|factor| !factor.readings.is_empty()).count();
        !self.question.is_empty() || self.factors.len() >= SEVERAL || read >= SHARED
    }
}

/// Bodies that weigh one thing, with what they weigh.
#[derive(Default)]
struct Board<'a> {
    bodies: Vec<&'a Entry>,
    /// The bodies as actors, and those above them.
    ids: BTreeSet<ActorId>,
    above: BTreeSet<ActorId>,
    /// The telling words of their names.
    names: Vec<BTreeSet<String>>,
    question: Vec<String>,
    factors: Vec<Weighed>,
}

/// A factor in its wordings.
struct Weighed {
    names: Vec<String>,
    /// The telling words of all of them.
    words: BTreeSet<String>,
    /// The first such word of each that is no name: "readiness" of "the readiness of the Coast
    /// Guard".
    heads: BTreeSet<String>,
}

impl Weighed {
    fn of(item: String) -> Self {
        let is_named = |word: &&str| word.starts_with(char::is_uppercase);
        let plain = item.split_whitespace().filter(|word| !is_named(word));
        let heads = plain.flat_map(telling).take(1).collect();
        Self { words: telling(&item), heads, names: vec![item] }
    }

    fn is_alike(&self, other: &Self) -> bool {
        covered(&self.words, &other.words) >= 500
    }

    fn take(&mut self, other: Self) {
        let new = other.names.into_iter().filter(|name| !self.names.contains(name));
        let new: Vec<String> = new.collect();
        self.names.extend(new);
        self.words.extend(other.words);
        self.heads.extend(other.heads);
    }

    /// How two words begin of whatever speaks of it: one that says what it is, and another.
    fn pairs(&self) -> impl Iterator<Item = BTreeSet<String>> + '_ {
        self.heads.iter().flat_map(|head| {
            let others = self.words.iter().filter(move |word| *word != head);
            others.map(|word| BTreeSet::from([beginning(head), beginning(word)]))
        })
    }

    /// Whether words speak of it: what it is and most of its words.
    fn is_in(&self, words: &BTreeSet<String>) -> bool {
        let shared = self.words.intersection(words).count();
        let most = self.words.len() >= 2 && shared * 3 >= self.words.len() * 2;
        most && !self.heads.is_disjoint(words)
    }
}

impl<'a> Board<'a> {
    fn of(view: &View, body: &'a Entry) -> Self {
        let mut board = Self {
            bodies: vec![body],
            ids: view.ids_of(body, Field::Name),
            above: view.ids_of(body, Field::Parent),
            names: names_of(body),
            ..Self::default()
        };
        for item in items(body, Field::Mandate) {
            if is_question(&item) {
                board.question.push(item);
            } else {
                board.weighs(Weighed::of(item));
            }
        }
        board
    }

    fn weighs_or_stands(&self) -> bool {
        !self.question.is_empty() || !self.factors.is_empty() || !self.above.is_empty()
    }

    fn weighs(&mut self, new: Weighed) {
        match self.factors.iter_mut().find(|known| known.is_alike(&new)) {
            Some(known) => known.take(new),
            None => self.factors.push(new),
        }
    }

    fn is_one_with(&self, other: &Self) -> bool {
        let below = |one: &Self, other: &Self| !one.above.is_disjoint(&other.ids);
        let shared = self
            .factors
            .iter()
            .filter(|factor| other.factors.iter().any(|known| factor.is_alike(known)));
        below(self, other) || below(other, self) || shared.count() >= SHARED
    }

    /// Whether something concerns one of the bodies: it is in it, or its words name it.
    fn concerns(&self, entry: &Entry, words: &BTreeSet<String>) -> bool {
        entry.actors.iter().any(|actor| self.ids.contains(actor))
            || self.names.iter().any(|name| name.is_subset(words))
    }

    fn with(mut self, other: Self) -> Self {
        self.bodies.extend(other.bodies);
        self.ids.extend(other.ids);
        self.above.extend(other.above);
        self.names.extend(other.names);
        let new = other.question.into_iter().filter(|item| !self.question.contains(item));
        let new: Vec<String> = new.collect();
        self.question.extend(new);
        other.factors.into_iter().for_each(|factor| self.weighs(factor));
        self
    }
}

/// The telling words of each name of a body.
fn names_of(body: &Entry) -> Vec<BTreeSet<String>> {
    let aliases = items(body, Field::Aliases).into_iter();
    let names = aliases.chain([body.line(Field::Name)]);
    names.map(|name| telling(&name)).filter(|words| words.len() >= 2).collect()
}

fn is_question(item: &str) -> bool {
    telling(item).iter().any(|word| WEIGH.iter().any(|verb| word.starts_with(verb)))
}

/// The telling words of what an entry says.
fn said(entry: &Entry) -> BTreeSet<String> {
    let words = [
        Field::EventType,
        Field::Verb,
        Field::What,
        Field::About,
        Field::Content,
        Field::Quote,
        Field::Name,
    ];
    telling(&words.map(|field| entry.line(field)).join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_for_by_how_all_its_forms_begin() {
        for word in ["armies", "army", "facility", "5,200", "soldiers", "forces"] {
            let plain = word.replace(',', " ");
            let found = telling(word).iter().all(|one| {
                plain.split(' ').any(|form| form.starts_with(&beginning(one)))
            });
            assert!(found, "{word}");
        }
        assert_eq!(beginning("50000"), "50");
    }
}
