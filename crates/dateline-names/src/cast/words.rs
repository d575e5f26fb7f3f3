use std::borrow::Cow;

use dateline_language::Analysis;
use dateline_text::{Span, Text, folded};

use crate::cast::lexicon::is_particle;
use crate::tables::{PostKind, Sense, TABLES, opening};

/// A word as names are read: "U.S." and "al-Hadid" are one, "US-led" is two.
#[derive(Clone, Debug)]
pub(crate) struct Word<'a> {
    /// Where it stands, without a possessive ending.
    pub(crate) span: Span,
    /// Its letters.
    pub(crate) form: &'a str,
    /// Its letters in lower case.
    pub(crate) folded: Cow<'a, str>,
    /// The first letters of those.
    opening: u64,
    /// What the tables say of it.
    pub(crate) sense: Sense,
    capitals: Capitals,
    /// Whether "'s" follows.
    pub(crate) possessive: bool,
    /// What stands between it and the next word.
    pub(crate) gap: Gap,
    /// Whether a quotation mark opens right before it.
    pub(crate) quoted: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing but white space.
    Space,
    /// A hyphen that was cut.
    Hyphen,
    /// A comma.
    Comma,
    /// A bracket opens.
    Open,
    /// A bracket closes.
    Close,
    /// "&": "Morvan & Sons".
    Ampersand,
    /// Anything else, or the end of the sentence.
    Break,
}

impl Word<'_> {
    /// Whether it is written as a name: with a capital, or as "al-Hadid".
    pub(crate) const fn is_capital(&self) -> bool {
        self.capitals.as_name
    }

    /// Whether all its letters are capitals, two of them at least.
    pub(crate) const fn is_upper(&self) -> bool {
        self.capitals.throughout
    }
}

/// How a word is written; seen once, asked often.
#[derive(Clone, Copy, Debug)]
struct Capitals {
    as_name: bool,
    throughout: bool,
}

impl Capitals {
    fn of(form: &str) -> Self {
        if form.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Self { as_name: false, throughout: false };
        }
        let own = form.starts_with(char::is_uppercase);
        let after_article =
            || form.split_once(['-', '\'', '’']).is_some_and(is_after_article);
        let mut letters = form.chars().filter(|letter| letter.is_alphabetic());
        let two = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_uppercase);
        Self {
            as_name: own || after_article(),
            throughout: two && letters.all(char::is_uppercase),
        }
    }
}

/// "al" and "Hadid", not "pro" and "Varn".
fn is_after_article((article, rest): (&str, &str)) -> bool {
    article.chars().count() <= 3
        && !matches!(article, "pro" | "non" | "ex" | "mid" | "pre" | "re" | "co")
        && rest.starts_with(char::is_uppercase)
}

/// The words of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) words: Vec<Word<'a>>,
    /// Whether nearly every word has a capital, as in a headline.
    pub(crate) shouted: bool,
}

/// Folded words, each once with its [`opening`], sorted.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary<'a>(Vec<(u64, Cow<'a, str>)>);

impl<'a> Vocabulary<'a> {
    fn add(&mut self, word: &Word<'a>) {
        self.0.push((word.opening, word.folded.clone()));
    }

    /// Puts the words in order, after which they are found.
    fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }

    pub(crate) fn has(&self, folded: &str) -> bool {
        let key = (opening(folded), folded);
        self.0.binary_search_by(|word| (word.0, &*word.1).cmp(&key)).is_ok()
    }
}

/// What all sentences together tell about words.
#[derive(Debug, Default)]
pub(crate) struct Lines<'a> {
    pub(crate) lines: Vec<Line<'a>>,
    /// Words that stand somewhere in lower case, of those that stand with a capital somewhere or
    /// are particles.
    pub(crate) lower: Vocabulary<'a>,
    /// Words that stand somewhere within a sentence with a capital.
    pub(crate) upper: Vocabulary<'a>,
}

/// Cuts the sentences of an analysis into words.
pub(crate) fn lines<'a>(text: &'a Text, analysis: &Analysis) -> Lines<'a> {
    let mut all = Lines::default();
    for sentence in &analysis.sentences {
        let words = words(text.words(sentence.span), sentence.span.start());
        let counted = || words.iter().filter(|word| word.folded.len() > 3);
        let capital = counted().filter(|word| word.is_capital()).count();
        let lower = counted().count() - capital;
        let whole = text.words(sentence.span).ends_with(['.', '!', '?', '”', '"']);
        let shouted = !whole && capital >= 3 && lower * 4 <= capital;
        all.lines.push(Line { words, shouted });
    }
    all.gather();
    all
}

impl Lines<'_> {
    /// Gathers what the sentences tell about words: those that nobody asks for are left out,
    /// which are all that never have a capital but particles of names.
    fn gather(&mut self) {
        let mut capitals = Seen::default();
        for word in self.lines.iter().flat_map(|line| &line.words) {
            if word.is_capital() {
                capitals.add(word.opening);
            }
        }
        for line in &self.lines {
            for (number, word) in line.words.iter().enumerate() {
                if word.is_capital() {
                    if number > 0 && !line.shouted && !word.quoted {
                        self.upper.add(word);
                    }
                } else if capitals.has(word.opening) || is_particle(&word.folded) {
                    self.lower.add(word);
                }
            }
        }
        self.lower.sort();
        self.upper.sort();
    }
}

/// Which [`opening`]s were seen, as far as a few bits tell: none that was is denied.
#[derive(Debug)]
struct Seen([u64; 64]);

impl Default for Seen {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Seen {
    fn add(&mut self, opening: u64) {
        let (place, bit) = Self::place(opening);
        if let Some(bits) = self.0.get_mut(place) {
            *bits |= bit;
        }
    }

    fn has(&self, opening: u64) -> bool {
        let (place, bit) = Self::place(opening);
        self.0.get(place).is_some_and(|bits| bits & bit != 0)
    }

    fn place(opening: u64) -> (usize, u64) {
        let mixed = opening.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (usize::try_from(mixed >> 58).unwrap_or_default(), 1 << (mixed >> 52 & 63))
    }
}

fn words(line: &str, offset: usize) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::with_capacity(line.len() / 5);
    let mut at = 0;
    while let Some(start) = next_letter(line, at) {
        let gap = gap(line.get(at..start).unwrap_or_default());
        if let Some(last) = found.last_mut() {
            // "the Drivers' Guild": the mark belongs to the word.
            let owns = last.possessive
                && matches!(line.get(at..start), Some("' " | "’ " | "'\n" | "’\n"))
                && line
                    .get(start..)
                    .is_some_and(|rest| rest.starts_with(char::is_uppercase));
            last.gap = if owns { Gap::Space } else { gap };
        }
        let before = line.get(..start).unwrap_or_default();
        let quoted = before.ends_with(['“', '"', '‘', '«']);
        let end = start + word_length(line.get(start..).unwrap_or_default());
        push(line, start..end, offset, &mut found);
        if let Some(last) = found.last_mut() {
            last.quoted = quoted;
        }
        at = end;
    }
    found
}

fn next_letter(line: &str, at: usize) -> Option<usize> {
    let rest = line.get(at..)?;
    rest.find(char::is_alphanumeric).map(|found| at + found)
}

fn gap(between: &str) -> Gap {
    match between.trim() {
        "" if !between.is_empty() => Gap::Space,
        "," => Gap::Comma,
        "(" | "[" => Gap::Open,
        ")" | "]" | ")," | ")." => Gap::Close,
        "-" => Gap::Hyphen,
        "&" => Gap::Ampersand,
        _ => Gap::Break,
    }
}

/// How long the word is that starts here.
fn word_length(rest: &str) -> usize {
    // Most words are plain letters before a space.
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if plain > 0 && matches!(rest.as_bytes().get(plain), None | Some(b' ' | b'\n')) {
        return plain;
    }
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    let mut run = 0;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let goes_on = next.is_some_and(char::is_alphanumeric);
        match letter {
            _ if letter.is_alphanumeric() => run += 1,
            '\'' | '’' | '-' | 'ʼ' if goes_on => run = 0,
            // "U.S." but not "the end.Then".
            '.' if run == 1 => run = 0,
            ',' | '.'
                if goes_on && rest.starts_with(|first: char| first.is_ascii_digit()) => {}
            _ => break,
        }
        end = at + letter.len_utf8();
        if letter == '.' && !goes_on {
            break;
        }
    }
    let form = rest.get(..end).unwrap_or_default();
    // A single letter with a stop is an initial only when a name can follow.
    let stop = form.ends_with('.');
    let inner = form.trim_end_matches('.');
    let initial = inner.chars().count() == 1 && inner.starts_with(char::is_uppercase);
    if stop && !inner.contains('.') && !initial {
        return inner.len();
    }
    let dotted = rest.get(end..).is_some_and(|after| after.starts_with('.'));
    end + usize::from(dotted && (is_ranked(form) || is_rank_part(form)))
}

fn is_ranked(form: &str) -> bool {
    matches!(TABLES.post(&folded(form)), Some(PostKind::Rank | PostKind::Courtesy))
}

/// First halves of ranks: "Maj." of "Maj. Gen."
fn is_rank_part(form: &str) -> bool {
    matches!(&*folded(form), "brig" | "rear" | "vice" | "staff" | "jr" | "sr")
}

/// Adds a word, cut where a hyphen joins a name to something that is none.
fn push<'a>(
    line: &'a str,
    range: std::ops::Range<usize>,
    offset: usize,
    found: &mut Vec<Word<'a>>,
) {
    let form = line.get(range.clone()).unwrap_or_default();
    if let Some(at) = cut_at(form) {
        push(line, range.start..range.start + at, offset, found);
        if let Some(last) = found.last_mut() {
            last.gap = Gap::Hyphen;
        }
        push(line, range.start + at + 1..range.end, offset, found);
        return;
    }
    let bare = if form.ends_with(['s', 'S']) {
        ["'s", "’s", "ʼs", "'S", "’S"].iter().find_map(|end| form.strip_suffix(end))
    } else {
        None
    };
    let own = bare.unwrap_or(form);
    let folded = folded(own);
    found.push(Word {
        span: Span::of(offset + range.start..offset + range.start + own.len()),
        form: own,
        opening: opening(&folded),
        sense: TABLES.sense(&folded),
        folded,
        capitals: Capitals::of(own),
        possessive: bare.is_some()
            || line.get(range.end..).is_some_and(|rest| {
                own.ends_with(['s', 'S']) && rest.starts_with(['\'', '’'])
            }),
        gap: Gap::Break,
        quoted: false,
    });
}

fn cut_at(form: &str) -> Option<usize> {
    let at = form.bytes().position(|byte| byte == b'-')?;
    let (head, tail) = (form.get(..at)?, form.get(at + 1..)?);
    let first = folded(head);
    if matches!(&*first, "ex" | "then") && !tail.contains('-') {
        return Some(at);
    }
    // "Vice-chair Ada Korr" at the start of a sentence: one post.
    if &*first == "vice" {
        return None;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_state = |word: &str| TABLES.state_word(word).is_some();
    let against = matches!(&*first, "anti" | "pro" | "non" | "ex" | "post" | "pre");
    let article = head.chars().count() <= 2 && !head.chars().all(char::is_uppercase);
    let led = capital(head)
        && !article
        && tail.starts_with(char::is_lowercase)
        && !tail.contains('-');
    let both = is_state(head) && capital(tail) && !is_state(form);
    (led || both || (against && capital(tail))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(line: &str) -> Vec<&str> {
        words(line, 0).iter().map(|word| word.form).collect()
    }

    #[test]
    fn names_keep_their_marks_and_lose_their_possessive() {
        assert_eq!(
            forms("Maj. Gen. al-Hadid’s U.S. tour, said J. Voss."),
            ["Maj.", "Gen.", "al-Hadid", "U.S.", "tour", "said", "J.", "Voss"]
        );
    }

    #[test]
    fn a_hyphen_is_cut_where_a_name_ends() {
        assert_eq!(
            forms("the Varn-led anti-Tidewatch UK-French fleet of Guinea-Bissau"),
            [
                "the",
                "Varn",
                "led",
                "anti",
                "Tidewatch",
                "UK",
                "French",
                "fleet",
                "of",
                "Guinea-Bissau"
            ]
        );
    }

    #[test]
    fn a_stop_ends_a_sentence_and_a_figure_keeps_its_comma() {
        assert_eq!(
            forms("in Varn. About 5,200 left."),
            ["in", "Varn", "About", "5,200", "left"]
        );
    }
}
