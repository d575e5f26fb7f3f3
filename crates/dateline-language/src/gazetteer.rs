use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_text::fold;

use crate::sieve::Sieve;
use crate::word::words;

/// What a table of names says of a word: one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u32);

impl Marks {
    pub(crate) const STATE: Self = Self(1);
    pub(crate) const REGION: Self = Self(1 << 1);
    pub(crate) const CITY: Self = Self(1 << 2);
    pub(crate) const AREA: Self = Self(1 << 3);
    pub(crate) const PEOPLE: Self = Self(1 << 4);
    pub(crate) const ORGANISATION: Self = Self(1 << 5);
    pub(crate) const TITLE: Self = Self(1 << 6);
    pub(crate) const GIVEN: Self = Self(1 << 7);
    pub(crate) const HEAD_ORGANISATION: Self = Self(1 << 8);
    pub(crate) const HEAD_FACILITY: Self = Self(1 << 9);
    pub(crate) const HEAD_PLACE: Self = Self(1 << 10);
    pub(crate) const HEAD_DIVISION: Self = Self(1 << 11);
    pub(crate) const HEAD_OTHER: Self = Self(1 << 12);
    /// The word goes on with a name that an earlier word began.
    const INSIDE: Self = Self(1 << 16);
    /// The names of places that govern themselves.
    pub(crate) const SEATS: Self = Self(1 | 1 << 1 | 1 << 2);

    /// Whether any of `other` is said of the word.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a name of a table begins here.
    pub(crate) fn begins(self) -> bool {
        self.0 != 0 && !self.is_inside()
    }

    /// Whether a name of a table goes on here.
    pub(crate) fn is_inside(self) -> bool {
        self.any(Self::INSIDE)
    }

    pub(crate) fn number(self) -> u64 {
        u64::from(self.0)
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The tables: by the first word, the words that follow it and what the name is; longest first.
type Names = BTreeMap<String, Vec<(Vec<String>, Marks)>>;

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let tables = [
        include_str!("../data/places.tsv"),
        include_str!("../data/groups.tsv"),
        include_str!("../data/organisations.tsv"),
        include_str!("../data/titles.tsv"),
        include_str!("../data/given-names.tsv"),
    ];
    let mut names = Names::new();
    for (name, marks) in tables.into_iter().flat_map(rows) {
        let parts = parts(name);
        if let Some((first, rest)) = parts.split_first() {
            names.entry(first.clone()).or_default().push((rest.to_vec(), marks));
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    names
});

/// The words of a name of the tables, cut as in the middle of a sentence: "Gen." keeps its stop.
fn parts(name: &str) -> Vec<String> {
    let within = format!("{name} X");
    let mut parts: Vec<String> = words(&within, 0)
        .iter()
        .filter_map(|word| within.get(word.span.range()))
        .map(fold)
        .collect();
    parts.pop();
    parts
}

static HEADS: LazyLock<BTreeMap<&'static str, Marks>> = LazyLock::new(|| {
    let mut heads: BTreeMap<&'static str, Marks> = BTreeMap::new();
    for (word, marks) in rows(include_str!("../data/heads.tsv")) {
        let slot = heads.entry(word).or_default();
        *slot = slot.with(marks);
    }
    heads
});

static NAME_SIEVE: LazyLock<Sieve> =
    LazyLock::new(|| Sieve::of(NAMES.keys().map(String::as_str)));
static HEAD_SIEVE: LazyLock<Sieve> = LazyLock::new(|| Sieve::of(HEADS.keys().copied()));

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Marks)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (name, kind) = line.split_once('\t')?;
        Some((name, marks_of(kind, name)?))
    })
}

fn marks_of(kind: &str, name: &str) -> Option<Marks> {
    let is_head = name.starts_with(char::is_lowercase);
    Some(match kind {
        "state" => Marks::STATE,
        "region" => Marks::REGION,
        "city" => Marks::CITY,
        "area" => Marks::AREA,
        "people" => Marks::PEOPLE,
        "organisation" if !is_head => Marks::ORGANISATION,
        // "al-Qaeda" begins with a small letter and is a name all the same.
        "organisation" if name.contains('-') || name.contains(' ') => Marks::ORGANISATION,
        "organisation" => Marks::HEAD_ORGANISATION,
        "title" => Marks::TITLE,
        "given" => Marks::GIVEN,
        "facility" => Marks::HEAD_FACILITY,
        "place" => Marks::HEAD_PLACE,
        "division" => Marks::HEAD_DIVISION,
        "other" => Marks::HEAD_OTHER,
        _ => return None,
    })
}

/// What the tables say of each word of a sentence: the longest name that begins at it, and
/// whether it heads names of bodies or places.
pub(crate) fn marks(forms: &[&str]) -> Vec<Marks> {
    let folded: Vec<String> = forms.iter().map(|form| fold(form)).collect();
    let mut found: Vec<Marks> = folded
        .iter()
        .map(|word| match HEAD_SIEVE.lets_through(word) {
            true => HEADS.get(word.as_str()).copied().unwrap_or_default(),
            false => Marks::default(),
        })
        .collect();
    let mut at = 0;
    while at < forms.len() {
        let (length, marks) =
            longest(forms, &folded, at).unwrap_or((1, Marks::default()));
        for (number, slot) in found.iter_mut().skip(at).take(length).enumerate() {
            let inside = if number > 0 { Marks::INSIDE } else { Marks::default() };
            *slot = slot.with(marks).with(inside);
        }
        at += length;
    }
    found
}

/// The longest name of the tables at `at`, with all that names of that length say.
fn longest(forms: &[&str], folded: &[String], at: usize) -> Option<(usize, Marks)> {
    let first = folded.get(at).filter(|word| NAME_SIEVE.lets_through(word))?;
    let list = NAMES.get(first)?;
    let capital = |number: usize| {
        forms.get(number).is_some_and(|form| form.chars().any(char::is_uppercase))
    };
    let mut found: Option<(usize, Marks)> = None;
    for (rest, marks) in list {
        let length = rest.len() + 1;
        if found.is_some_and(|(longer, _)| length < longer) {
            break;
        }
        let follows = folded.get(at + 1..at + length).is_some_and(|words| words == rest);
        // Names have a capital somewhere: "turkey" is no state.
        if follows && (at..at + length).any(capital) {
            let before = found.map_or(Marks::default(), |(_, marks)| marks);
            found = Some((length, before.with(*marks)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found_and_small_letters_are_no_name() {
        let found = marks(&[
            "The", "United", "Arab", "Emirates", "sold", "turkey", "to", "Turkey",
        ]);
        assert!(found[1].any(Marks::STATE) && found[1].begins());
        assert!(found[3].any(Marks::STATE) && !found[3].begins());
        assert!(!found[5].any(Marks::STATE));
        assert!(found[7].any(Marks::STATE));
    }

    #[test]
    fn every_table_is_sorted_and_says_where_it_is_from() {
        let tables = [
            include_str!("../data/places.tsv"),
            include_str!("../data/groups.tsv"),
            include_str!("../data/organisations.tsv"),
            include_str!("../data/titles.tsv"),
            include_str!("../data/given-names.tsv"),
            include_str!("../data/heads.tsv"),
            include_str!("../data/cutting.tsv"),
            include_str!("../data/numbers.tsv"),
        ];
        for table in tables {
            let lines: Vec<&str> = table.lines().collect();
            assert!(
                lines[0].starts_with("# source: ") && lines[1].starts_with("# licence: ")
            );
            let keys: Vec<(&str, &str)> =
                lines[2..].iter().filter_map(|line| line.split_once('\t')).collect();
            assert_eq!(keys.len(), lines.len() - 2);
            assert!(
                keys.is_sorted(),
                "{:?}",
                keys.windows(2).find(|pair| pair[0] > pair[1])
            );
        }
    }
}
