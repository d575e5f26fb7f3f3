use std::collections::BTreeMap;

use dateline_text::{Lookup, fold};

use super::{BodyKind, PostKind, Tables};

/// What one folded word is, and what may begin with it: looked up once a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sense {
    /// How many words the longest name of a state has that begins with it; 0 where none does.
    pub(crate) state_words: usize,
    /// The same for heads of bodies and for posts.
    pub(crate) head_words: usize,
    /// The people it names.
    pub(crate) people: Option<&'static str>,
    /// The body of which it is the head.
    pub(crate) body: Option<(&'static str, BodyKind)>,
    /// The post, rank or form of address, its stops left out.
    pub(crate) post: Option<PostKind>,
    /// Whether it names many people or bodies.
    pub(crate) is_many: bool,
    /// Whether it may stand before the head of a body or a post.
    pub(crate) is_modifier: bool,
}

impl Sense {
    /// Whether it may be part of a phrase that names a body, a post or people.
    pub(crate) const fn is_of_phrases(&self) -> bool {
        self.head_words > 0
            || self.body.is_some()
            || self.post.is_some()
            || self.is_many
            || self.is_modifier
    }
}

/// The senses of all words that the tables have, by folded word.
#[derive(Debug, Default)]
pub(super) struct Senses(Lookup<Sense>);

impl Senses {
    pub(super) fn read(tables: &Tables) -> Self {
        let mut begun = Begun::default();
        for (words, _) in tables.states.rows() {
            let (sense, count) = begun.by(words);
            sense.state_words = sense.state_words.max(count);
        }
        let bodies = tables.bodies.rows().map(|(words, _)| words);
        for words in bodies.chain(tables.posts.rows().map(|(words, _)| words)) {
            let (sense, count) = begun.by(words);
            sense.head_words = sense.head_words.max(count);
        }
        for (word, &people) in tables.peoples.rows() {
            begun.alone(word, |sense| sense.people = Some(people));
        }
        for (word, &body) in tables.bodies.rows() {
            begun.alone(word, |sense| sense.body = Some(body));
        }
        for (word, &post) in tables.posts.rows() {
            begun.alone(word, |sense| sense.post = Some(post));
        }
        for (word, ()) in tables.people.rows() {
            begun.alone(word, |sense| sense.is_many = true);
        }
        for (word, ()) in tables.modifiers.rows() {
            begun.alone(word, |sense| sense.is_modifier = true);
        }
        Self(begun.0.into_iter().collect())
    }

    /// What a folded word is. A rank may keep its stop: "col." of "Col. Voss".
    pub(super) fn of(&self, folded: &str) -> Sense {
        let own = self.get(folded);
        if !folded.as_bytes().contains(&b'.') {
            return own;
        }
        let plain = self.get(&folded.replace('.', ""));
        let head_words = own.head_words.max(plain.head_words);
        Sense { head_words, post: own.post.or(plain.post), ..own }
    }

    fn get(&self, folded: &str) -> Sense {
        self.0.get(folded).copied().unwrap_or_default()
    }
}

/// The senses so far, by the first of their words.
#[derive(Default)]
struct Begun(BTreeMap<String, Sense>);

impl Begun {
    /// The sense of the word that these begin with, and how many they are.
    fn by(&mut self, words: &str) -> (&mut Sense, usize) {
        let first = words.split(' ').next().unwrap_or_default();
        (self.0.entry(fold(first)).or_default(), words.split(' ').count())
    }

    fn alone(&mut self, words: &str, set: impl FnOnce(&mut Sense)) {
        let (sense, count) = self.by(words);
        if count == 1 {
            set(sense);
        }
    }
}

/// The first eight bytes of a word as a number that sorts as they do: most words differ in
/// them, and numbers are compared at once.
pub(crate) fn opening(word: &str) -> u64 {
    if let Some(bytes) = word.as_bytes().first_chunk() {
        return u64::from_be_bytes(*bytes);
    }
    let letters = word.bytes().fold(0, |number, byte| number << 8 | u64::from(byte));
    letters << (8 * (8 - word.len().max(1)))
}
