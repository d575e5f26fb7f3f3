use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_text::{Span, fold};

/// A syntactic word as it was cut, before anything is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span,
    /// Whether white space, or the start of the line, stands before it.
    pub(crate) spaced: bool,
}

/// What a word of the cutting table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// An abbreviation that stands before a name: no sentence ends on it.
    BeforeName,
    /// An abbreviation that may end a sentence.
    Anywhere,
    /// A month or weekday cut short.
    Month,
    /// A first part that keeps its hyphen: "non-binding" is one word.
    Prefix,
    /// A unit printed on its number: "40km" is two words.
    Unit,
    /// A word that often starts a sentence.
    Starter,
    /// The end of a file's name: "list.doc" is one word.
    File,
    /// A word written without its apostrophe that is two: "dont", "im".
    Joined,
    /// What stands after "its" only where it is "it's".
    AfterItIs,
}

static ROLES: LazyLock<BTreeMap<(&'static str, u8), Role>> = LazyLock::new(|| {
    let mut roles = BTreeMap::new();
    for line in include_str!("../data/cutting.tsv").lines() {
        if let Some((word, kind)) = line.split_once('\t')
            && let Some(role) = role(kind)
        {
            roles.insert((word, role as u8), role);
        }
    }
    roles
});

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "before-name" => Role::BeforeName,
        "anywhere" => Role::Anywhere,
        "month" => Role::Month,
        "prefix" => Role::Prefix,
        "unit" => Role::Unit,
        "starter" => Role::Starter,
        "file" => Role::File,
        "joined" => Role::Joined,
        "after-it-is" => Role::AfterItIs,
        _ => return None,
    })
}

/// Whether `word` plays that role, whatever its case.
pub(crate) fn plays(word: &str, role: Role) -> bool {
    word.len() <= 16 && ROLES.contains_key(&(fold(word).as_str(), role as u8))
}

/// Cuts a line into syntactic words, the way the English treebanks do.
///
/// The words are in order, apart from each other, never empty, and hold no white space.
pub(crate) fn words(line: &str, offset: usize) -> Vec<Word> {
    let mut cutter = Cutter { line, offset, at: 0, spaced: true, found: Vec::new() };
    while let Some(letter) = cutter.peek() {
        if letter.is_whitespace() || is_ignored(letter) {
            cutter.at += letter.len_utf8();
            cutter.spaced = true;
        } else {
            cutter.step(letter);
        }
    }
    cutter.found
}

/// Marks that show nothing: they part words as a space does.
fn is_ignored(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

struct Cutter<'a> {
    line: &'a str,
    offset: usize,
    at: usize,
    spaced: bool,
    found: Vec<Word>,
}

impl Cutter<'_> {
    fn peek(&self) -> Option<char> {
        self.rest(self.at).chars().next()
    }

    fn rest(&self, at: usize) -> &str {
        self.line.get(at..).unwrap_or_default()
    }

    fn push(&mut self, length: usize) {
        let start = self.at + self.offset;
        self.found
            .push(Word { span: Span::of(start..start + length), spaced: self.spaced });
        self.at += length;
        self.spaced = false;
    }

    fn step(&mut self, letter: char) {
        let rest = self.rest(self.at);
        if let Some(length) = address(rest).or_else(|| mail_address(rest)) {
            return self.push(length);
        }
        if letter.is_alphanumeric() {
            return self.word();
        }
        if let Some(length) = drawn(rest).filter(|_| self.spaced || !self.is_bracketed())
        {
            return self.push(length);
        }
        if is_apostrophe(letter)
            && let Some(length) = lone_clitic(rest, letter)
        {
            return self.push(length);
        }
        if matches!(letter, '#' | '@' | '_')
            && rest.chars().nth(1).is_some_and(char::is_alphabetic)
            && self.spaced
        {
            let length = run(rest, |other| {
                other.is_alphanumeric() || matches!(other, '#' | '@' | '_')
            });
            return self.push(length);
        }
        self.push(marks(rest, letter));
    }

    /// Whether a bracket was opened in this line and not closed yet, as far as can be seen from
    /// near.
    fn is_bracketed(&self) -> bool {
        let near = self.found.iter().rev().take(40);
        let mut words = near.filter_map(|word| {
            let range = word.span.range();
            self.line.get(range.start - self.offset..range.end - self.offset)
        });
        words.find(|word| matches!(*word, "(" | ")")) == Some("(")
    }

    fn word(&mut self) {
        let length = word_length(self.rest(self.at));
        let taken = self.rest(self.at).get(..length).unwrap_or_default().to_owned();
        let mut done = 0;
        let after = self.rest(self.at + length);
        for end in cuts(&taken, after) {
            self.push(end - done);
            done = end;
        }
    }
}

/// The length of the marks at the start of `rest` that are one word.
fn marks(rest: &str, letter: char) -> usize {
    let line = run(rest, |other| "-=~*_+|<>#^".contains(other));
    let is_mixed = rest.get(..line).is_some_and(|line| line.chars().any(|o| o != letter));
    match letter {
        _ if line >= 4 && is_mixed => line,
        '!' | '?' => run(rest, |other| matches!(other, '!' | '?')),
        '.' => {
            let stops = run(rest, |other| other == '.');
            let more =
                run(rest.get(stops..).unwrap_or_default(), |o| matches!(o, '!' | '?'));
            if stops == 1 { file_end(rest).unwrap_or(stops + more) } else { stops }
        }
        '-' | '*' | '=' | '_' | '~' | '`' | '\'' | '<' | '>' | '+' => {
            run(rest, |other| other == letter)
        }
        _ => mark(rest, letter),
    }
}

/// The length of ".doc" at the start of `rest`.
fn file_end(rest: &str) -> Option<usize> {
    let tail = rest.get(1..)?;
    let length = part_length(tail);
    plays(tail.get(..length)?, Role::File).then_some(1 + length)
}

/// The length of a face drawn in marks at the start of `rest`: ":-)", ";)", "^_^".
fn drawn(rest: &str) -> Option<usize> {
    let near = rest.get(..rest.char_indices().nth(3).map_or(rest.len(), |(at, _)| at))?;
    let length = if near == "^_^" || near == "-_-" {
        3
    } else {
        let eyes = near.strip_prefix([':', ';', '='])?;
        let mouth = eyes.strip_prefix('-').unwrap_or(eyes);
        let letter = mouth.chars().next()?;
        if !matches!(letter, ')' | '(' | 'D' | 'P' | 'p' | '/' | '|') {
            return None;
        }
        near.len() - mouth.len() + 1
    };
    let after = rest.get(length..)?.chars().next();
    after.is_none_or(|after| !after.is_alphanumeric() && after != '/').then_some(length)
}

/// The length of an address of mail at the start of `rest`, points in its name let through.
fn mail_address(rest: &str) -> Option<usize> {
    let is_name = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '+' | '%')
    };
    if !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let near = rest.bytes().take(LONGEST_NAME);
    let name = near.take_while(|&byte| is_name(char::from(byte))).count();
    let host = rest.get(name..)?.strip_prefix('@')?;
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let length = host.bytes().take(LONGEST_NAME).take_while(|byte| is_host(byte)).count();
    let host = host.get(..length)?.trim_end_matches(['.', '-']);
    (!host.is_empty()).then_some(name + 1 + host.len())
}

/// No name in an address of mail is longer, nor is its host.
const LONGEST_NAME: usize = 64;

/// The length of a mark with the joiners and accents that follow it.
fn mark(rest: &str, letter: char) -> usize {
    let tail = rest.get(letter.len_utf8()..).unwrap_or_default();
    letter.len_utf8()
        + run(tail, |other| {
            matches!(other, '\u{fe0f}' | '\u{200d}' | '\u{300}'..='\u{36f}')
        })
}

fn run(words: &str, holds: impl Fn(char) -> bool) -> usize {
    words.chars().take_while(|&letter| holds(letter)).map(char::len_utf8).sum()
}

pub(crate) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ')
}

/// The length of a web address at the start of `rest`.
fn address(rest: &str) -> Option<usize> {
    let starts = ["http://", "https://", "www.", "ftp://"];
    if !starts.iter().any(|start| {
        rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    }) {
        return None;
    }
    let length = run(rest, |letter| {
        !letter.is_whitespace()
            && !matches!(letter, '"' | '<' | '>' | '“' | '”' | '’' | '|')
    });
    let whole = rest.get(..length)?;
    Some(whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', ']']).len())
}

/// The length of a clitic that stands by itself, as in cut text: "Orlesia 's".
fn lone_clitic(rest: &str, mark: char) -> Option<usize> {
    let tail = rest.get(mark.len_utf8()..)?;
    let length = run(tail, char::is_alphanumeric);
    let word = tail.get(..length)?;
    let is_year = length == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    (is_year || CLITICS.iter().any(|clitic| word.eq_ignore_ascii_case(clitic)))
        .then_some(mark.len_utf8() + length)
}

const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// How far the word at the start of `rest` goes, with all that is joined to it.
fn word_length(rest: &str) -> usize {
    let mut length = part_length(rest);
    // Joined words longer than any name or address are cut, so that no look-back grows.
    while length < 200 {
        let head = rest.get(..length).unwrap_or_default();
        let tail = rest.get(length..).unwrap_or_default();
        let Some(joiner) = tail.chars().next() else { break };
        let after = tail.get(joiner.len_utf8()..).unwrap_or_default();
        if !after.chars().next().is_some_and(char::is_alphanumeric) {
            break;
        }
        if !joins(head, joiner, after) {
            break;
        }
        length += joiner.len_utf8() + part_length(after);
    }
    length + full_stop(rest, length)
}

fn part_length(rest: &str) -> usize {
    run(rest, |letter| {
        letter.is_alphanumeric()
            || letter == '_'
            || matches!(letter, '\u{300}'..='\u{36f}')
    })
}

/// Whether `joiner` binds what stands before it to what stands after it.
fn joins(head: &str, joiner: char, after: &str) -> bool {
    let digit_before = head.ends_with(|letter: char| letter.is_ascii_digit());
    let digit_after = after.starts_with(|letter: char| letter.is_ascii_digit());
    match joiner {
        '.' => digit_before && digit_after || dot_joins(head, after),
        ',' | ':' => digit_before && digit_after,
        '-' => hyphen_joins(head, after, digit_before && digit_after),
        '/' => digit_before && digit_after || is_single(head) && is_single_first(after),
        '&' => is_capitals(last_part(head, '&')) && after.starts_with(char::is_uppercase),
        '@' => before_space(after).contains('.'),
        _ => is_apostrophe(joiner) && !digit_after,
    }
}

/// What stands before the next space, and no more than an address may be long.
fn before_space(after: &str) -> &str {
    let near = after.char_indices().nth(64).map_or(after.len(), |(at, _)| at);
    after.get(..near).unwrap_or_default().split(' ').next().unwrap_or_default()
}

/// "b/c", "n/a": one letter on each side.
fn is_single(head: &str) -> bool {
    head.len() == 1 && head.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

fn is_single_first(after: &str) -> bool {
    after.get(..part_length(after)).is_some_and(is_single)
}

fn last_part(head: &str, joiner: char) -> &str {
    head.rsplit(joiner).next().unwrap_or(head)
}

fn is_capitals(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_uppercase)
}

const DOMAINS: [&str; 16] = [
    "aero", "biz", "co", "com", "edu", "eu", "fr", "gov", "info", "int", "iq", "mil",
    "net", "org", "ru", "uk",
];

fn dot_joins(head: &str, after: &str) -> bool {
    let before = last_part(head, '.');
    let next = after.get(..part_length(after)).unwrap_or_default();
    let single = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    // "U.S.", "p.m.", "J.R." but not "signed it.Defence" of a glued page.
    if single(before) && (single(next) || head.contains('.')) {
        return true;
    }
    // "list.doc", "net.news.admin": names of files and of groups on a net.
    let tail = after.get(next.len()..).unwrap_or_default();
    let goes_on = |tail: &str| {
        tail.strip_prefix('.').is_some_and(|tail| tail.starts_with(char::is_alphanumeric))
    };
    let ends = !tail.starts_with(char::is_alphanumeric);
    if ends && plays(next, Role::File) {
        return true;
    }
    let small = |word: &str| {
        word.len() > 1
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    if small(before) && small(next) && (goes_on(tail) || head.contains('.')) {
        return true;
    }
    single(before)
        && next.len() <= 3
        && after.get(next.len()..).is_some_and(|tail| tail.starts_with('.'))
        || (before.eq_ignore_ascii_case("ph") && next.eq_ignore_ascii_case("d"))
        || DOMAINS.contains(&fold_short(next).as_str())
            && !next.starts_with(char::is_uppercase)
        || head.contains('@')
}

fn fold_short(word: &str) -> String {
    if word.len() > 8 { String::new() } else { fold(word) }
}

fn hyphen_joins(head: &str, after: &str, digits: bool) -> bool {
    if digits {
        return is_date_or_telephone(head, after);
    }
    // The first part only: "non-binding", "pre-war"; "US-led" is three words.
    head.len() <= 8 && plays(head, Role::Prefix)
}

/// "2031-08-23", "713-853-3989" and "853-3242" are one word; "2019-2020" and "300-1000" are
/// ranges of two.
fn is_date_or_telephone(head: &str, after: &str) -> bool {
    let next = run(after, |letter| letter.is_ascii_digit());
    let tail = after.get(next..).unwrap_or_default();
    let is_round = |number: &str| number.ends_with('0');
    let is_round = is_round(head) && after.get(..next).is_some_and(is_round);
    let is_number = head.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && matches!((head.len(), next), (3 | 5, 4)) && !is_round {
        return true;
    }
    let more = tail
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    more || last_part(head, ' ').contains('-')
}

/// One for the full stop that belongs to the word: "Gen.", "U.S.", "J."
fn full_stop(rest: &str, length: usize) -> usize {
    let word = rest.get(..length).unwrap_or_default();
    let tail = rest.get(length..).unwrap_or_default();
    let belongs = match run(tail, |letter| letter == '.') {
        _ if length > 16 => false,
        1 => is_initial(word) || is_dotted(word) || is_abbreviation(word, tail),
        // "Tolland Inc..": the second stop ends the sentence.
        2 => is_dotted(word) || plays(&format!("{word}."), Role::Anywhere),
        _ => false,
    };
    usize::from(belongs)
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// "U.S", "p.m", "Ph.D": short parts with stops between them.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.chars().all(char::is_alphabetic)
        })
}

fn is_abbreviation(word: &str, tail: &str) -> bool {
    let with_stop = format!("{word}.");
    let glued = tail.chars().nth(1).is_some_and(char::is_alphanumeric);
    let is_name_case = word.starts_with(char::is_uppercase);
    if plays(&with_stop, Role::Month) {
        return is_name_case && !glued;
    }
    if plays(&with_stop, Role::BeforeName) {
        // "no." ends a sentence more often than it stands for a number.
        let next = tail.chars().nth(2);
        return match fold(word).as_str() {
            "no" | "nos" => next.is_some_and(|letter| letter.is_ascii_digit()),
            "art" | "fig" | "ed" | "pm" | "ca" | "ch" | "fr" | "v" | "pres" => {
                tail.len() > 1 && next.is_some_and(char::is_alphanumeric) && is_name_case
            }
            _ => tail.len() > 1,
        };
    }
    plays(&with_stop, Role::Anywhere) && needs_stop(word, tail)
}

/// Words such as "co", "info" and "min" are also whole words that end sentences.
fn needs_stop(word: &str, tail: &str) -> bool {
    let more = tail.get(1..).unwrap_or_default().trim_start();
    match fold(word).as_str() {
        "al" | "max" | "temp" | "info" | "min" | "est" | "const" | "div" | "misc"
        | "resp" | "conf" => {
            more.starts_with(char::is_lowercase) || more.starts_with([',', ')'])
        }
        _ => true,
    }
}

/// Where the syntactic words of a joined word end; the last is its length.
///
/// `after` is what follows the word in its line.
fn cuts(word: &str, after: &str) -> Vec<usize> {
    let length = word.len();
    if let Some(stem) = without_apostrophe(word, after) {
        return vec![stem, length];
    }
    if let Some(stem) = word.strip_suffix("etc.") {
        let ends = after.trim_start();
        if ends.is_empty()
            || after.starts_with(' ') && ends.starts_with(char::is_uppercase)
        {
            return vec![stem.len() + 3, length];
        }
    }
    if let Some(stem) = contraction(word) {
        return vec![stem, length];
    }
    if let Some(number) = number_before_unit(word) {
        return vec![number, length];
    }
    vec![length]
}

/// Where "dont", "im", "thats" and "alot" are two words, and "its" before "a" or "not".
fn without_apostrophe(word: &str, after: &str) -> Option<usize> {
    // "IM" and "HES" are short for something else.
    let is_name = word.len() < 4 && word.chars().all(char::is_uppercase);
    if is_name || !word.is_ascii() {
        return None;
    }
    if word.eq_ignore_ascii_case("its") {
        let next = after.strip_prefix(' ')?;
        let next = next.get(..part_length(next))?;
        return plays(next, Role::AfterItIs).then_some(2);
    }
    if !plays(word, Role::Joined) {
        return None;
    }
    let folded = fold(word);
    let end = ["nt", "ve", "ll", "re", "lot", "ta", "s", "m"]
        .into_iter()
        .find(|end| folded.ends_with(end))?;
    Some(word.len() - end.len())
}

fn contraction(word: &str) -> Option<usize> {
    if word.len() > 40 {
        return possessive(word);
    }
    let folded = fold(word);
    if folded.ends_with("n't") && folded.len() > 3 {
        let mut back = word.char_indices().rev();
        return back.nth(2).map(|(at, _)| at);
    }
    match folded.as_str() {
        "cannot" | "gonna" | "gotta" | "wanna" | "gimme" | "lemme" => Some(3),
        _ => possessive(word),
    }
}

fn possessive(word: &str) -> Option<usize> {
    let at = word.rfind(is_apostrophe)?;
    let mark = word.get(at..)?.chars().next()?;
    let tail = word.get(at + mark.len_utf8()..)?;
    (at > 0 && CLITICS.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)))
        .then_some(at)
}

/// "40km" is "40" and "km"; "20th" and "1990s" are one word.
fn number_before_unit(word: &str) -> Option<usize> {
    let number =
        run(word, |letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ':'));
    let unit = word.get(number..)?;
    let is_decade = unit == "s" && number == 4;
    (number > 0
        && !unit.is_empty()
        && !is_decade
        && plays(unit.trim_end_matches('.'), Role::Unit))
    .then_some(number)
}
