use super::part::{MOST, Part, exact, hash, words};
use super::sound::Sound;
use crate::tables::{BodyWord, Sort, TABLES};

/// The parts of the folded name of a body.
pub(super) fn body(folded: &str) -> Vec<Part> {
    let without = without_brackets(folded);
    let words: Vec<(&str, (u16, u16))> =
        words(without).filter(|(word, _)| !word.is_empty()).take(2 * MOST).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while let Some(&(word, place)) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let article = before.is_some_and(|(word, _)| is_within(word));
        if let Some((part, count)) = long_state(without, rest) {
            parts.push(Part { article, ..part });
            at += count;
            continue;
        }
        if let Some((part, count)) = broken_form(rest) {
            parts.push(part);
            at += count;
            continue;
        }
        let count = initials(rest);
        if count < 2 {
            parts.push(Part { article, ..word_of_body(word, place) });
            at += 1;
            continue;
        }
        let letters = words.iter().skip(at).take(count);
        let joined: String = letters
            .clone()
            .map(|&(word, _)| word)
            .filter(|word| word.len() == 1)
            .collect();
        let end = words.get(at + count - 1).map_or(place.1, |&(_, last)| last.1);
        parts.push(word_of_body(&joined, (place.0, end)));
        at += count;
    }
    parts
}

/// Whether a place after this word says where a body is: "in Orlesia".
fn is_within(word: &str) -> bool {
    matches!(word, "in" | "fi" | "en")
}

/// A legal form with a blank in it: "L TD".
fn broken_form(words: &[(&str, (u16, u16))]) -> Option<(Part, usize)> {
    let [(one, start), (other, end), ..] = words else { return None };
    let known = |word: &str| TABLES.organisation_word(word).is_some();
    if one.len() + other.len() > 5 || known(one) || known(other) {
        return None;
    }
    let part = word_of_body(&format!("{one}{other}"), (start.0, end.1));
    (part.sort == Sort::Form).then_some((part, 2))
}

/// How many words are letters of one: "S.A.", "I A C", "J and P".
fn initials(words: &[(&str, (u16, u16))]) -> usize {
    let letter = |at: usize| {
        words.get(at).is_some_and(|(word, _)| {
            word.len() == 1
                && word.starts_with(|letter: char| letter.is_ascii_alphabetic())
        })
    };
    let link = |at: usize| words.get(at).is_some_and(|(word, _)| *word == "and");
    let mut count = 0;
    while letter(count) || count > 0 && link(count) && letter(count + 1) {
        count += 1;
    }
    count
}

/// A state by a name of several words: "Islamic Republic of Iran".
fn long_state(folded: &str, words: &[(&str, (u16, u16))]) -> Option<(Part, usize)> {
    let &(first, start) = words.first()?;
    let most = TABLES.longest_place(first)?;
    (2..=most.min(words.len())).rev().find_map(|count| {
        let end = words.get(count - 1)?.1.1;
        let name = folded.get(usize::from(start.0)..usize::from(end))?;
        let meaning = TABLES.place_number(name)?;
        let part = Part {
            sort: Sort::Place,
            weight: weight(Sort::Place),
            meaning,
            ..word_of_body(name, (start.0, end))
        };
        Some((Part { exact: 0, ..part }, count))
    })
}

fn word_of_body(word: &str, at: (u16, u16)) -> Part {
    let known = TABLES.organisation_word(word).or_else(|| place(word));
    let sort = match known {
        Some(word) => word.sort,
        None if word.bytes().all(|letter| letter.is_ascii_digit()) => Sort::Order,
        None => Sort::Own,
    };
    Part {
        sound: Sound::of(word),
        weight: weight(sort),
        sort,
        meaning: known.map_or(0, |word| word.meaning),
        letter: word.bytes().next().unwrap_or_default(),
        initials: few_letters(word),
        exact: exact(word),
        letters: hash(word),
        at,
        ..Part::default()
    }
}

fn few_letters(word: &str) -> [u8; 8] {
    let mut letters = [0; 8];
    if (2..=7).contains(&word.len()) {
        for (slot, letter) in letters.iter_mut().zip(word.bytes()) {
            *slot = letter;
        }
    }
    letters
}

const fn weight(sort: Sort) -> u16 {
    match sort {
        Sort::Link | Sort::Form => 0,
        Sort::General => 20,
        Sort::Sector => 40,
        Sort::Place => 50,
        Sort::Order => 60,
        Sort::Own => 100,
    }
}

/// A state, its people or its capital: "Iran" and "Iranian" are one.
fn place(word: &str) -> Option<BodyWord> {
    let meaning = TABLES.place_number(word)?;
    Some(BodyWord { sort: Sort::Place, meaning })
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
