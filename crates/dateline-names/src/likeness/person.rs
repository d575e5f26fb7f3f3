use super::part::{Closed, Opened, Part, Role, exact, hash, words};
use super::sound::Sound;
use crate::tables::{PostKind, Sort, TABLES};

/// The parts of a person's folded name.
pub(super) fn person(folded: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // What a part before leaves open: "abd", "abu", and where it stands.
    let mut open: Option<(Opened, u16)> = None;
    let mut article = false;
    for (word, at) in words(folded).filter(|(word, _)| !word.is_empty()) {
        if let Some(opened) = opener(word) {
            open = Some((opened, at.0));
            continue;
        }
        if is_article(word) {
            article = true;
            continue;
        }
        if is_link(word) {
            article |= matches!(word, "ben" | "bin" | "ibn");
            continue;
        }
        if is_faith(word)
            && open.is_none()
            && let Some(last) = parts.last_mut()
        {
            last.closed = Closed::Faith;
            last.at.1 = at.1;
            continue;
        }
        let mut part = given(word, at, open.map(|(opened, _)| opened));
        if let Some((_, start)) = open.take() {
            part.at.0 = start;
        }
        part.article = std::mem::take(&mut article);
        parts.push(part);
    }
    if let Some((opened, start)) = open {
        let word = if opened == Opened::Father { "abu" } else { "abd" };
        parts.push(Part { weight: 30, ..given(word, (start, start + 3), None) });
    }
    parts
}

fn opener(word: &str) -> Option<Opened> {
    match word {
        "abd" | "abdul" | "abdel" | "abdal" | "abdol" | "abdur" | "abdus" | "abdu"
        | "abdoul" | "abdil" | "abdut" => Some(Opened::Servant),
        "abu" | "abou" | "abi" | "abo" => Some(Opened::Father),
        _ => None,
    }
}

/// One part of a person's name.
fn given(word: &str, at: (u16, u16), open: Option<Opened>) -> Part {
    let letter = word.bytes().next().unwrap_or_default();
    let alone = word.chars().count() == 1 && letter.is_ascii_alphabetic();
    let (opened, inner, closed) = match open {
        Some(opened) => (opened, word, Closed::No),
        None => stem(word),
    };
    let known = TABLES.given_name(inner);
    let role = match () {
        () if alone => Role::Initial,
        () if open.is_none() && is_title(word) => Role::Title,
        () => Role::Word,
    };
    let weight = match (role, known) {
        (Role::Initial, _) => 25,
        (Role::Title, _) => 15,
        (Role::Word, Some(known)) if opened == Opened::No => known.weight,
        (Role::Word, Some(known)) => known.weight.max(60),
        (Role::Word, None) if is_patronymic(word) => 40,
        (Role::Word, None) => 100,
    };
    Part {
        sound: Sound::of(inner),
        bare: without_article(inner)
            .filter(|_| known.is_none())
            .map(|bare| Box::new(Sound::of(bare))),
        weight,
        role,
        sort: Sort::Own,
        opened,
        closed,
        article: false,
        patronymic: opened != Opened::No || known.is_some_and(|known| known.patronymic),
        meaning: known.map_or(0, |known| known.number),
        letter,
        initials: [0; 8],
        exact: exact(word),
        letters: hash(inner),
        at,
    }
}

/// "abdurrahman" is the servant of "rahman", "nureddine" is "nur" with "din".
fn stem(word: &str) -> (Opened, &str, Closed) {
    if TABLES.given_name(word).is_some() {
        return (Opened::No, word, Closed::No);
    }
    const SERVANT: [&str; 10] = [
        "abdul", "abdel", "abdal", "abdol", "abdur", "abdou", "abder", "abdir", "abdar",
        "abdus",
    ];
    for start in SERVANT {
        if let Some(rest) = word.strip_prefix(start).filter(|rest| rest.len() >= 3) {
            return (Opened::Servant, rest, Closed::No);
        }
    }
    const FATHER: [&str; 5] = ["aboul", "abul", "abol", "abou", "abu"];
    for start in FATHER {
        if let Some(rest) = word.strip_prefix(start).filter(|rest| rest.len() >= 3) {
            return (Opened::Father, rest, Closed::No);
        }
    }
    match faithful(word) {
        Some(rest) => (Opened::No, rest, Closed::Faith),
        None => (Opened::No, word, Closed::No),
    }
}

/// "nur" of "nureddine", "taj" of "tajuddin".
fn faithful(word: &str) -> Option<&str> {
    let ends = ["dine", "deen", "dein", "din"];
    let rest = ends.iter().find_map(|end| word.strip_suffix(end))?;
    let rest = rest.trim_end_matches('d');
    let rest = rest.strip_suffix('l').unwrap_or(rest);
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
    let rest = rest.trim_end_matches(vowel);
    (rest.len() >= 3).then_some(rest)
}

fn without_article(word: &str) -> Option<&str> {
    let starts = ["al", "el", "ben", "bin"];
    let rest = starts.iter().find_map(|start| word.strip_prefix(start))?;
    (rest.len() >= 4).then_some(rest)
}

/// "Ivanovich", "Mykolaivna": a Slavic father's name, which is often left out.
fn is_patronymic(word: &str) -> bool {
    let ends = [
        "ovich", "evich", "ovych", "evych", "avich", "ovitch", "evitch", "owitsch",
        "ovitsch", "ovna", "evna", "ivna",
    ];
    word.len() >= 7 && ends.iter().any(|end| word.ends_with(end))
}

fn is_faith(word: &str) -> bool {
    matches!(word, "din" | "deen" | "dine" | "eddin" | "eddine" | "uddin" | "addin")
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "ur"
            | "ud"
            | "ad"
            | "ed"
            | "as"
            | "ash"
            | "ar"
            | "az"
            | "an"
            | "at"
            | "es"
            | "ol"
            | "il"
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
