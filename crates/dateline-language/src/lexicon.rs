use dateline_text::{fold, fold_into};

use crate::feature::{mix, word_number};

/// What is known of words by their form alone: the group of words that stand in like places,
/// and which word classes they were seen with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// By the word's number, sorted: group and habit.
    rows: Vec<(u32, u16, u8)>,
}

impl Lexicon {
    /// A lexicon of these words: `(folded word, group, habit)`; 0 says that it is not known.
    #[must_use]
    pub fn of(words: &[(String, u16, u8)]) -> Self {
        let mut rows: Vec<(u32, u16, u8)> = words
            .iter()
            .map(|(word, group, habit)| (short(word_number(word)), *group, *habit))
            .collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        Self { rows }
    }

    /// The lexicon as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (word, group, habit) in &self.rows {
            bytes.extend(word.to_le_bytes());
            bytes.extend(group.to_le_bytes());
            bytes.push(*habit);
        }
        bytes
    }

    /// Reads what [`Lexicon::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rows = bytes.chunks_exact(7).map(|row| match *row {
            [a, b, c, d, e, f, habit] => {
                (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([e, f]), habit)
            }
            _ => (0, 0, 0),
        });
        bytes.len().is_multiple_of(7).then(|| Self { rows: rows.collect() })
    }

    fn look_up(&self, word: u64) -> (u16, u8) {
        let wanted = short(word);
        match self.rows.binary_search_by_key(&wanted, |row| row.0) {
            Ok(found) => self.rows.get(found).map_or((0, 0), |row| (row.1, row.2)),
            Err(_) => (0, 0),
        }
    }

    /// Looks at each word of a sentence.
    #[must_use]
    pub fn views(&self, forms: &[&str]) -> Vec<View> {
        let shouts = shouts(forms);
        let mut folded = String::new();
        forms
            .iter()
            .enumerate()
            .map(|(number, form)| {
                folded.clear();
                fold_into(plain_mark(form), &mut folded);
                self.view(form, &folded, number == 0, shouts)
            })
            .collect()
    }

    /// The word as the lexicon knows it: folded, its digits alike.
    #[must_use]
    pub fn plain(form: &str) -> String {
        figures(&fold(plain_mark(form)))
    }

    fn view(&self, form: &str, folded: &str, is_first: bool, shouts: u64) -> View {
        let plain = if folded.contains(|letter: char| letter.is_ascii_digit()) {
            // All figures of a length are alike, but years stay years.
            word_number(&figures(folded))
        } else {
            word_number(folded)
        };
        let (group, habit) = self.look_up(plain);
        View {
            word: plain,
            form: mix(word_number(form), 1),
            ends: ends(folded),
            starts: starts(folded),
            shape: mix(shape(form), u64::from(is_first) * 4 + shouts),
            plain_shape: shape(form),
            group: u64::from(group),
            habit: u64::from(habit),
        }
    }
}

/// A word as the model sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    pub(crate) word: u64,
    pub(crate) form: u64,
    pub(crate) ends: [u64; 5],
    pub(crate) starts: [u64; 3],
    pub(crate) shape: u64,
    pub(crate) plain_shape: u64,
    pub(crate) group: u64,
    pub(crate) habit: u64,
}

/// Typographic marks read as the plain ones that most texts have.
fn plain_mark(form: &str) -> &str {
    match form {
        "“" | "”" | "„" | "«" | "»" | "``" | "''" | "’’" | "‘‘" => "\"",
        "—" | "–" | "―" | "--" | "---" => "--",
        "…" | ".." | "...." => "...",
        _ => form,
    }
}

fn short(number: u64) -> u32 {
    u32::try_from(number >> 32).unwrap_or(0)
}

/// The word with every digit as 0, years of this and the last two centuries as 1800.
fn figures(folded: &str) -> String {
    let is_year = folded.len() == 4
        && ["18", "19", "20"].iter().any(|century| folded.starts_with(century))
        && folded.bytes().all(|byte| byte.is_ascii_digit());
    if is_year {
        return "1800".to_owned();
    }
    folded
        .chars()
        .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
        .collect()
}

/// 0 for a sentence in usual case, 1 for one of capitalised words (a headline), 2 for one in
/// capitals, 3 for one without any capital.
fn shouts(forms: &[&str]) -> u64 {
    let words = || {
        forms
            .iter()
            .filter(|form| form.len() > 3 && form.starts_with(char::is_alphabetic))
    };
    let all = words().count();
    let capital = words().filter(|form| form.starts_with(char::is_uppercase)).count();
    let shouted = words().filter(|form| !form.contains(char::is_lowercase)).count();
    match all {
        0 => 0,
        _ if shouted * 4 >= all * 3 => 2,
        3.. if capital * 5 >= all * 4 => 1,
        _ if capital == 0 => 3,
        _ => 0,
    }
}

fn ends(folded: &str) -> [u64; 5] {
    let mut found = [0; 5];
    let mut letters = folded.char_indices().rev();
    for slot in &mut found {
        let Some((at, _)) = letters.next() else { break };
        *slot = word_number(folded.get(at..).unwrap_or_default());
    }
    found
}

fn starts(folded: &str) -> [u64; 3] {
    let mut found = [0; 3];
    let mut letters = folded.char_indices().skip(1);
    for slot in &mut found {
        let end = letters.next().map_or(folded.len(), |(at, _)| at);
        *slot = word_number(folded.get(..end).unwrap_or_default());
    }
    found
}

/// One number for the pattern of capitals, small letters, digits and marks, runs cut short.
fn shape(form: &str) -> u64 {
    let mut number = 7;
    let mut last = 0;
    let mut repeats = 0;
    for letter in form.chars().take(24) {
        let kind = match letter {
            _ if letter.is_uppercase() => 1,
            _ if letter.is_lowercase() => 2,
            _ if letter.is_ascii_digit() => 3,
            _ if letter.is_alphanumeric() => 4,
            '.' | ',' => 5,
            '-' => 6,
            _ => 7,
        };
        repeats = if kind == last { repeats + 1 } else { 0 };
        last = kind;
        if repeats < 2 {
            number = mix(number, kind);
        }
    }
    number
}
