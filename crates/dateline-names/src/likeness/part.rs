use dateline_text::fold_into;

use super::sound::Sound;
use crate::ActorClass;
use crate::tables::{PostKind, TABLES};

/// A name has at most so many parts; the rest are not read.
pub(crate) const MOST: usize = 12;

/// A part of a name, ready to be held against another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Part {
    pub(crate) sound: Sound,
    /// How much it tells, per cent.
    pub(crate) weight: u16,
    /// Whether it is only a first letter.
    pub(crate) initial: bool,
    /// Words of one meaning have one number; zero for none.
    pub(crate) meaning: u16,
    /// The first letter as it was written.
    pub(crate) letter: u8,
    /// What it is held against by letters alone: figures, other alphabets. Zero for none.
    pub(crate) exact: u64,
    /// Where its letters stand in the folded name.
    pub(crate) at: (u16, u16),
}

/// The parts of a name in order.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Parts {
    parts: [Part; MOST],
    count: usize,
}

impl Parts {
    pub(crate) fn all(&self) -> &[Part] {
        self.parts.get(..self.count).unwrap_or_default()
    }

    fn push(&mut self, part: Part) {
        if let Some(slot) = self.parts.get_mut(self.count) {
            *slot = part;
            self.count += 1;
        }
    }

    fn last_mut(&mut self) -> Option<&mut Part> {
        self.count.checked_sub(1).and_then(|last| self.parts.get_mut(last))
    }

    /// The same name with so many parts moved from its start to its end.
    pub(crate) fn turned(&self, turn: usize) -> Self {
        let mut turned = *self;
        if let Some(parts) = turned.parts.get_mut(..self.count)
            && turn <= parts.len()
        {
            parts.rotate_left(turn);
        }
        turned
    }
}

/// A name as it is compared: lower case, without apostrophes.
pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    folded.retain(|letter| !matches!(letter, '\'' | 'ʿ' | 'ʾ' | '"'));
    folded
}

/// Reads the parts of a folded name of that class.
pub(crate) fn parts(folded: &str, class: ActorClass) -> Parts {
    match class {
        ActorClass::Person => person(folded),
        ActorClass::Organisation
        | ActorClass::State
        | ActorClass::Place
        | ActorClass::Group => body(folded),
    }
}

/// The words of a folded name with their places.
fn words(folded: &str) -> impl Iterator<Item = (&str, (u16, u16))> + '_ {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let mut end = 0;
    words.map(move |word| {
        let start = end;
        let next = folded.get(start + word.len()..).and_then(|rest| rest.chars().next());
        end = start + word.len() + next.map_or(0, char::len_utf8);
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        (word, (place(start), place(start + word.len())))
    })
}

fn person(folded: &str) -> Parts {
    let mut parts = Parts::default();
    let mut titles = Parts::default();
    // What a part before leaves open: "abd", "abu".
    let mut open: Option<(&str, u16)> = None;
    for (word, at) in words(folded) {
        match word {
            "" => {}
            "abd" | "abdul" | "abdel" | "abdal" | "abdol" | "abdur" | "abdus" => {
                open = Some(("abd", at.0));
            }
            "abu" | "abou" | "abi" => open = Some(("abu", at.0)),
            _ if is_article(word) || is_link(word) => {}
            "din" | "deen" | "dine" | "eddin" | "eddine" | "uddin" if parts.count > 0 => {
                join(&mut parts, at.1);
            }
            _ if open.is_none() && is_title(word) => {
                titles.push(whole(word, at, None, 40));
            }
            _ => parts.push(whole(word, at, open.take(), 100)),
        }
    }
    if let Some((word, start)) = open {
        let end = start + u16::try_from(word.len()).unwrap_or_default();
        parts.push(whole(word, (start, end), None, 60));
    }
    if parts.count == 0 { titles } else { parts }
}

fn whole(word: &str, at: (u16, u16), open: Option<(&str, u16)>, weight: u16) -> Part {
    let letter = word.bytes().next().unwrap_or_default();
    let initial = word.chars().count() == 1 && letter.is_ascii_alphabetic();
    let (start, end) = match open {
        Some((open, _)) => (open, word),
        None => stem(word),
    };
    let sound = Sound::of(start).joined(&Sound::of(end));
    let weight = match () {
        () if initial => 25,
        () if TABLES.is_common_name(word) => weight * 6 / 10,
        () => weight,
    };
    let at = (open.map_or(at.0, |(_, start)| start), at.1);
    Part { sound, weight, initial, meaning: 0, letter, exact: exact(word), at }
}

/// "abdurrahman" is "abd" and "rahman", "nureddine" is "nur" and "din".
fn stem(word: &str) -> (&str, &str) {
    for start in ["abdul", "abdel", "abdal", "abdol", "abdur", "abdou"] {
        if let Some(rest) = word.strip_prefix(start)
            && rest.len() >= 3
        {
            return ("abd", rest);
        }
    }
    for end in ["eddine", "uddine", "eddin", "uddin", "aldin", "addin", "ieddin"] {
        if let Some(rest) = word.strip_suffix(end)
            && rest.len() >= 2
        {
            return (rest, "din");
        }
    }
    (word, "")
}

fn join(parts: &mut Parts, end: u16) {
    if let Some(last) = parts.last_mut() {
        last.sound = last.sound.joined(&Sound::of("din"));
        last.at.1 = end;
    }
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el" | "ul" | "ur" | "ud" | "ad" | "ed" | "as" | "ash" | "ar" | "az"
    )
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "bin"
            | "ben"
            | "ibn"
            | "bint"
            | "ould"
            | "wuld"
            | "ag"
            | "de"
            | "la"
            | "del"
            | "da"
            | "dos"
            | "du"
            | "van"
            | "von"
            | "der"
            | "den"
            | "y"
            | "e"
            | "jr"
            | "sr"
            | "ii"
            | "iii"
            | "dr"
    )
}

fn is_title(word: &str) -> bool {
    matches!(TABLES.post(word), Some(PostKind::Courtesy | PostKind::Rank))
}

fn body(folded: &str) -> Parts {
    let mut parts = Parts::default();
    let without = without_brackets(folded);
    let mut letters = String::new();
    let mut place = (0, 0);
    for (word, at) in words(without) {
        // "S.A." and "I A C" are one word.
        if word.len() == 1
            && word.starts_with(|letter: char| letter.is_ascii_alphabetic())
        {
            place = if letters.is_empty() { at } else { (place.0, at.1) };
            letters.push_str(word);
            continue;
        }
        if !letters.is_empty() && !word.is_empty() {
            parts.push(word_of_body(&letters, place));
            letters.clear();
        }
        if !word.is_empty() {
            parts.push(word_of_body(word, at));
        }
    }
    if !letters.is_empty() {
        parts.push(word_of_body(&letters, place));
    }
    parts
}

fn word_of_body(word: &str, at: (u16, u16)) -> Part {
    let letter = word.bytes().next().unwrap_or_default();
    let (weight, meaning) = TABLES.organisation_word(word).unwrap_or((100, 0));
    let sound = Sound::of(word);
    Part { sound, weight, initial: false, meaning, letter, exact: exact(word), at }
}

/// The letters of a word that does not sound in English: a hash of them.
fn exact(word: &str) -> u64 {
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return 0;
    }
    let step =
        |hash: u64, letter: u8| (hash ^ u64::from(letter)).wrapping_mul(0x100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step).max(1)
}

/// The name without initials of it that stand in brackets at its end.
fn without_brackets(folded: &str) -> &str {
    let folded = folded.trim_end();
    let Some((before, inside)) =
        folded.strip_suffix(')').and_then(|cut| cut.rsplit_once('('))
    else {
        return folded;
    };
    let words = before.split(|letter: char| !letter.is_alphanumeric());
    let mut initials = words.filter_map(|word| word.chars().next());
    let letters = inside.chars().filter(|letter| letter.is_alphabetic());
    let all =
        letters.clone().take(2).all(|letter| initials.any(|initial| initial == letter));
    if all && letters.count() >= 2 { before } else { folded }
}
