mod sense;

use std::sync::LazyLock;

use dateline_text::{Lookup, fold, folded};

use crate::ActorClass;
use sense::Senses;
pub(crate) use sense::{Sense, opening};

/// How a word stands for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateWord {
    /// One of its names: "United Kingdom", "Britain", "UK".
    Name,
    /// Its adjective or its people: "British", "Britons".
    Demonym,
    /// Its capital: "London".
    Capital,
}

/// The name that a state goes by, of any of its names, adjectives and peoples: "U.S.",
/// "American" and "United States of America" are all "United States". A capital is none.
///
/// ```
/// use dateline_names::state_of;
/// assert_eq!(state_of("U.S."), Some("United States"));
/// assert_eq!(state_of("British"), Some("United Kingdom"));
/// assert_eq!(state_of("us"), None);
/// ```
#[must_use]
pub fn state_of(words: &str) -> Option<&'static str> {
    match TABLES.state_word(words)? {
        (StateWord::Name | StateWord::Demonym, state) => Some(state),
        (StateWord::Capital, _) => None,
    }
}

/// Endings of adjectives with those of the names that they may come from.
const ENDINGS: [(&str, &[&str]); 9] = [
    ("ian", &["ia", "", "y", "e", "a", "o"]),
    ("ean", &["e", "", "ea", "ia"]),
    ("an", &["a", "", "e", "o", "i"]),
    ("n", &["", "a"]),
    ("nese", &["", "n", "na"]),
    ("ese", &["", "a", "e", "o", "i"]),
    ("ish", &["", "e", "land", "ia"]),
    ("i", &["", "a", "e", "y"]),
    ("ic", &["", "ia", "land"]),
];

/// The names that a state may have whose adjective this is, by English endings: whether there
/// is such a state the reports must say. Both are folded.
///
/// ```
/// use dateline_names::states_of_adjective;
/// assert!(states_of_adjective("orlesian").any(|name| name == "orlesia"));
/// assert_eq!(states_of_adjective("harbour").count(), 0);
/// ```
pub fn states_of_adjective(adjective: &str) -> impl Iterator<Item = String> {
    let stems = ENDINGS.iter().filter_map(move |(ending, endings)| {
        let stem = adjective.strip_suffix(ending)?;
        (stem.chars().count() >= 3).then_some((stem, *endings))
    });
    let names = stems.flat_map(|(stem, endings)| {
        endings.iter().map(move |ending| format!("{stem}{ending}"))
    });
    names.filter(move |name| name != adjective)
}

/// The state that words stand for, and how: the capital too.
///
/// ```
/// use dateline_names::{StateWord, state_word};
/// assert_eq!(state_word("Paris"), Some((StateWord::Capital, "France")));
/// ```
#[must_use]
pub fn state_word(words: &str) -> Option<(StateWord, &'static str)> {
    TABLES.state_word(words)
}

/// The ISO 3166-1 codes of a state by its name here: two letters, three letters.
///
/// ```
/// assert_eq!(dateline_names::codes("United States"), Some(("US", "USA")));
/// ```
#[must_use]
pub fn codes(state: &str) -> Option<(&'static str, &'static str)> {
    TABLES.codes.get(state).copied()
}

/// Whether words name an office: "minister", "chief executive". A rank or a form of address is
/// none.
///
/// ```
/// use dateline_names::is_post;
/// assert!(is_post("Minister") && !is_post("Colonel") && !is_post("harbour"));
/// ```
#[must_use]
pub fn is_post(words: &str) -> bool {
    TABLES.posts.get(&folded(words)) == Some(&PostKind::Post)
}

/// Whether a folded word ends the name of an office, or is one by itself; no other word can be
/// the last of what [`is_post`] knows.
///
/// ```
/// use dateline_names::ends_post;
/// assert!(ends_post("executive") && ends_post("minister") && !ends_post("chief of"));
/// ```
#[must_use]
pub fn ends_post(folded: &str) -> bool {
    TABLES.post_ends.has(folded)
}

/// Knowledge of the world, as general as a dictionary's.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// By folded words; short forms in capitals by the letters themselves.
    states: Lookup<(StateWord, &'static str)>,
    codes: Lookup<(&'static str, &'static str)>,
    /// States by their first-level divisions, by folded words.
    divisions: Lookup<&'static str>,
    /// States by the institutions whose names alone say whose they are, by folded words.
    institutions: Lookup<&'static str>,
    peoples: Lookup<&'static str>,
    /// By one folded word.
    places: Lookup<u16>,
    /// How many words the longest of them has that starts with a word.
    longest_places: Lookup<usize>,
    posts: Lookup<PostKind>,
    /// The last words of posts.
    post_ends: Lookup<()>,
    bodies: Lookup<(&'static str, BodyKind)>,
    people: Lookup<()>,
    modifiers: Lookup<()>,
    /// What a name is of, by the common noun that opens it.
    name_heads: Lookup<ActorClass>,
    senses: Senses,
    given_names: Lookup<GivenName>,
    organisation_words: Lookup<BodyWord>,
}

/// What a word before a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PostKind {
    /// An office: "minister".
    Post,
    /// A rank: "colonel".
    Rank,
    /// A form of address: "Mr".
    Courtesy,
}

/// What a body is, by its head noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum BodyKind {
    /// An organ of a state: a ministry.
    Organ,
    /// A state's forces, said in general: troops.
    Force,
    /// One of its arms: the navy.
    Arm,
    /// A body that several may share: a commission.
    Joint,
    /// Who prints: a paper.
    Media,
    /// Who fights outside a state: a militant group.
    Armed,
    /// Any other.
    Body,
}

/// What a word is in the name of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BodyWord {
    pub(crate) sort: Sort,
    /// Words of one meaning have one number; from 1.
    pub(crate) meaning: u16,
}

/// What a part tells in a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// "of", "and".
    Link,
    /// A legal form: "Ltd".
    Form,
    /// "company", "group".
    General,
    /// What it is about: "shipping".
    Sector,
    /// Which of several: "northern", "second".
    Order,
    /// Where: a state or its people.
    Place,
    /// Its own name.
    #[default]
    Own,
}

/// A part of names that many people have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GivenName {
    /// All its spellings have one number; from 1.
    pub(crate) number: u16,
    /// How much it tells, per cent of a rare name.
    pub(crate) weight: u16,
    /// Whether a father's name follows a child's where it is used.
    pub(crate) patronymic: bool,
}

/// All tables, read once.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

const STATES: &str = include_str!("../data/states.tsv");
const DIVISIONS: &str = include_str!("../data/divisions.tsv");
const INSTITUTIONS: &str = include_str!("../data/institutions.tsv");
const PEOPLES: &str = include_str!("../data/peoples.tsv");
const POSTS: &str = include_str!("../data/posts.tsv");
const BODIES: &str = include_str!("../data/bodies.tsv");
const PEOPLE: &str = include_str!("../data/people.tsv");
const MODIFIERS: &str = include_str!("../data/modifiers.tsv");
const NAME_HEADS: &str = include_str!("../data/name_heads.tsv");
const GIVEN_NAMES: &str = include_str!("../data/given_names.tsv");
const ORGANISATION_WORDS: &str = include_str!("../data/organisation_words.tsv");

impl Tables {
    fn read() -> Self {
        let mut tables = Self::default();
        rows(STATES).for_each(|row| tables.state(row));
        tables.places = places();
        for (name, _) in tables.places.rows() {
            if let Some((first, _)) = name.split_once(' ')
                && let Some(most) = tables.longest_places.entry(first)
            {
                *most = name.split(' ').count().max(*most);
            }
        }
        let of_states = |table: &'static str| -> Lookup<&'static str> {
            rows(table).map(|row| (fold(field(row, 0)), field(row, 1))).collect()
        };
        tables.divisions = of_states(DIVISIONS);
        tables.institutions = of_states(INSTITUTIONS);
        for row in rows(PEOPLES) {
            for word in field(row, 1).split(',') {
                tables.peoples.insert(&fold(word), field(row, 0));
            }
        }
        for row in rows(POSTS) {
            let kind = match field(row, 1) {
                "rank" => PostKind::Rank,
                "courtesy" => PostKind::Courtesy,
                _ => PostKind::Post,
            };
            tables.posts.insert(field(row, 0), kind);
            let last = field(row, 0).rsplit(' ').next().unwrap_or_default();
            tables.post_ends.insert(last, ());
        }
        for row in rows(BODIES) {
            let kind = body_kind(field(row, 2));
            tables.bodies.insert(field(row, 0), (field(row, 1), kind));
        }
        tables.people = rows(PEOPLE).collect();
        tables.modifiers = rows(MODIFIERS).collect();
        for row in rows(NAME_HEADS) {
            let place = field(row, 1) == "place";
            let class = if place { ActorClass::Place } else { ActorClass::Organisation };
            tables.name_heads.insert(field(row, 0), class);
        }
        tables.given_names = given_names();
        tables.organisation_words = organisation_words();
        tables.senses = Senses::read(&tables);
        tables
    }

    /// What a folded word is.
    pub(crate) fn sense(&self, folded: &str) -> Sense {
        self.senses.of(folded)
    }

    fn state(&mut self, row: &'static str) {
        let name = field(row, 0);
        if let Some(codes) = field(row, 1).split_once(' ') {
            self.codes.insert(name, codes);
        }
        // Names win over adjectives, adjectives over capitals: "Vatican" is a name.
        let kinds =
            [(4, StateWord::Name), (3, StateWord::Demonym), (2, StateWord::Capital)];
        self.states.insert(&key(name), (StateWord::Name, name));
        for (column, kind) in kinds {
            for word in field(row, column).split(',').filter(|word| !word.is_empty()) {
                let key = key(word);
                if !self.states.has(&key) {
                    self.states.insert(&key, (kind, name));
                }
            }
        }
    }

    pub(crate) fn state_word(&self, words: &str) -> Option<(StateWord, &'static str)> {
        let found = self.states.get(words).or_else(|| {
            let folded = folded(words);
            (folded.len() > 3).then(|| self.states.get(&folded)).flatten()
        });
        found.copied()
    }

    /// The capitals with their states.
    #[cfg(test)]
    pub(crate) fn capitals(&self) -> impl Iterator<Item = (&str, &'static str)> {
        let states = self.states.rows();
        let capitals = states.filter(|(_, (kind, _))| *kind == StateWord::Capital);
        capitals.map(|(word, (_, state))| (word, *state))
    }

    /// The number of the state that a folded word names, by its name, people or capital; from
    /// a thousand.
    pub(crate) fn place_number(&self, folded: &str) -> Option<u16> {
        self.places.get(folded).copied()
    }

    /// How many words a state's name may have that starts with this one.
    pub(crate) fn longest_place(&self, folded: &str) -> Option<usize> {
        self.longest_places.get(folded).copied()
    }

    /// The state of which folded words name a province or region.
    pub(crate) fn division(&self, folded: &str) -> Option<&'static str> {
        self.divisions.get(folded).copied()
    }

    /// The state whose institution folded words name: "pentagon".
    pub(crate) fn institution(&self, folded: &str) -> Option<&'static str> {
        self.institutions.get(folded).copied()
    }

    /// The people that a word names: "Kurds" of "Kurdish".
    pub(crate) fn people_word(&self, folded: &str) -> Option<&'static str> {
        self.peoples.get(folded).copied()
    }

    /// What a post, rank or form of address is, by its folded words without stops.
    pub(crate) fn post(&self, folded: &str) -> Option<PostKind> {
        self.posts.get(folded).copied()
    }

    /// The kind of a body by its folded head, with the word for all heads that mean the same.
    pub(crate) fn body(&self, folded: &str) -> Option<(&'static str, BodyKind)> {
        self.bodies.get(folded).copied()
    }

    /// Whether a folded word names many people or bodies.
    pub(crate) fn is_many(&self, folded: &str) -> bool {
        self.people.has(folded)
    }

    /// What "Gulf of Tarn" and "Sons of the Plateau" name, by their first word.
    pub(crate) fn name_head(&self, folded: &str) -> Option<ActorClass> {
        self.name_heads.get(folded).copied()
    }

    /// A part of names that many people have, by any of its spellings.
    pub(crate) fn given_name(&self, folded: &str) -> Option<GivenName> {
        self.given_names.get(folded).copied()
    }

    /// What a word is in the name of an organisation, where it is no name.
    pub(crate) fn organisation_word(&self, folded: &str) -> Option<BodyWord> {
        self.organisation_words.get(folded).copied()
    }

    /// Whether a folded word may stand before the head of a body or a post.
    pub(crate) fn is_modifier(&self, folded: &str) -> bool {
        self.modifiers.has(folded)
    }
}

/// Short forms are kept in their capitals: "US" is a state, "us" is not.
fn key(words: &str) -> String {
    let letters = words.chars().filter(|letter| letter.is_alphabetic());
    let short = letters.clone().count() <= 4 && letters.clone().all(char::is_uppercase);
    if short { words.to_owned() } else { fold(words) }
}

fn places() -> Lookup<u16> {
    let mut places = Lookup::default();
    for (row, number) in rows(STATES).zip(1000..) {
        let words =
            [0, 2, 3, 4].into_iter().flat_map(|column| field(row, column).split(','));
        for word in words.filter(|word| word.len() > 2) {
            let folded = fold(word).replace('\'', "");
            if !places.has(&folded) {
                places.insert(&folded, number);
            }
        }
    }
    places
}

fn given_names() -> Lookup<GivenName> {
    let mut names = Lookup::default();
    for (row, number) in rows(GIVEN_NAMES).zip(1..) {
        let weight = field(row, 1).parse().unwrap_or(100);
        let name = GivenName { number, weight, patronymic: field(row, 2) == "arab" };
        names.insert(field(row, 0), name);
        let spellings = field(row, 3).split(',').filter(|word| !word.is_empty());
        spellings.for_each(|spelling| names.insert(spelling, name));
    }
    names
}

fn organisation_words() -> Lookup<BodyWord> {
    let mut meanings: Vec<&str> =
        rows(ORGANISATION_WORDS).map(|row| field(row, 2)).collect();
    meanings.sort_unstable();
    meanings.dedup();
    let number = |meaning: &str| {
        let found = meanings.binary_search(&meaning).unwrap_or_default();
        u16::try_from(found + 1).unwrap_or(u16::MAX)
    };
    let word =
        |row| BodyWord { sort: sort(field(row, 1)), meaning: number(field(row, 2)) };
    rows(ORGANISATION_WORDS).map(|row| (field(row, 0), word(row))).collect()
}

fn sort(word: &str) -> Sort {
    match word {
        "link" => Sort::Link,
        "form" => Sort::Form,
        "general" => Sort::General,
        "order" => Sort::Order,
        _ => Sort::Sector,
    }
}

fn body_kind(word: &str) -> BodyKind {
    match word {
        "organ" => BodyKind::Organ,
        "force" => BodyKind::Force,
        "arm" => BodyKind::Arm,
        "joint" => BodyKind::Joint,
        "media" => BodyKind::Media,
        "armed" => BodyKind::Armed,
        _ => BodyKind::Body,
    }
}

pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

pub(crate) fn field(row: &'static str, column: usize) -> &'static str {
    row.split('\t').nth(column).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_sorted_and_says_whence_it_is() {
        for table in [
            STATES,
            DIVISIONS,
            INSTITUTIONS,
            PEOPLES,
            POSTS,
            BODIES,
            PEOPLE,
            MODIFIERS,
            NAME_HEADS,
            GIVEN_NAMES,
            ORGANISATION_WORDS,
        ] {
            assert!(table.starts_with("# source: "));
            assert!(table.lines().nth(1).unwrap().starts_with("# licence: "));
            let keys: Vec<&str> = rows(table).map(|row| field(row, 0)).collect();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", keys.first());
        }
    }

    #[test]
    fn every_institution_is_of_a_state_that_is_known() {
        for row in rows(INSTITUTIONS) {
            assert_eq!(state_of(field(row, 1)), Some(field(row, 1)), "{row}");
        }
    }

    #[test]
    fn a_short_form_needs_its_capitals() {
        assert_eq!(state_of("US"), Some("United States"));
        assert_eq!(state_of("UAE"), Some("United Arab Emirates"));
        assert_eq!(state_of("us"), None);
        assert_eq!(state_of("BRITAIN"), Some("United Kingdom"));
    }

    #[test]
    fn a_demonym_names_its_state_and_a_capital_does_not() {
        assert_eq!(state_of("Ivorian"), Some("Ivory Coast"));
        assert_eq!(state_of("Nairobi"), None);
        assert_eq!(state_word("Nairobi"), Some((StateWord::Capital, "Kenya")));
    }

    #[test]
    fn every_division_is_of_a_state_and_none_is_one() {
        for (division, state) in TABLES.divisions.rows() {
            assert!(TABLES.codes.has(state), "{division} of {state}");
            assert_eq!(TABLES.state_word(division), None);
        }
        assert_eq!(TABLES.division("new south wales"), Some("Australia"));
    }

    #[test]
    fn heads_that_mean_the_same_have_one_word() {
        assert_eq!(TABLES.body("troops").map(|body| body.0), Some("forces"));
        assert_eq!(TABLES.body("committee"), TABLES.body("commission"));
    }

    #[test]
    fn every_state_has_its_codes() {
        assert_eq!(codes("Ivory Coast"), Some(("CI", "CIV")));
        assert_eq!(TABLES.codes.len(), rows(STATES).count());
    }
}
