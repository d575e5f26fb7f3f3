use std::sync::LazyLock;

use dateline_text::{CreditKind, Problem, ProblemKind, RegionClass, Span, fold};

use super::{Claim, evidence};
use crate::page::Page;
use crate::table::Table;

static STOPWORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../data/stopwords.tsv")));

/// Says the language of a page: what its words show, else what its markup says.
pub(crate) fn claim(page: &Page, claims: &mut Vec<Claim>, problems: &mut Vec<Problem>) {
    let said = claims.iter().find(|claim| claim.kind == CreditKind::Language);
    let said = said.map(|claim| claim.value.clone());
    let Some((seen, span)) = seen(page) else { return };
    let fits = said.as_deref().is_some_and(|said| base(said) == seen);
    if !fits {
        for claim in claims.iter_mut().filter(|claim| claim.kind == CreditKind::Language)
        {
            claim.rank += 100;
        }
        let raw = page.words.map().raw(span);
        claims.push(Claim::words(CreditKind::Language, seen, evidence(raw, "words", 0)));
    }
    if seen != "en" {
        problems.push(Problem {
            kind: ProblemKind::NotAnalysed,
            raw: page.words.map().raw(span),
            message: format!("the language is `{seen}`; only `en` is analysed"),
        });
    }
}

fn base(tag: &str) -> String {
    fold(tag.split(['-', '_']).next().unwrap_or_default())
}

/// The language that the words of the body show.
fn seen(page: &Page) -> Option<(&'static str, Span)> {
    let mut tally = Tally::default();
    let mut span: Option<Span> = None;
    for block in page.blocks.iter().filter(|block| block.class == RegionClass::Body) {
        span = Some(span.map_or(block.span, |span| span.cover(block.span)));
        tally.read(page.line(block));
        if tally.words > 800 {
            break;
        }
    }
    Some((tally.best()?, span?))
}

#[derive(Default)]
struct Tally {
    words: usize,
    scripts: [usize; SCRIPTS.len()],
    languages: Vec<(&'static str, usize)>,
}

/// Scripts that one language, or a group of languages, is written in.
const SCRIPTS: [(std::ops::RangeInclusive<char>, &str); 10] = [
    ('\u{600}'..='\u{6ff}', "ar"),
    ('\u{590}'..='\u{5ff}', "he"),
    ('\u{400}'..='\u{4ff}', "ru"),
    ('\u{370}'..='\u{3ff}', "el"),
    ('\u{900}'..='\u{97f}', "hi"),
    ('\u{980}'..='\u{9ff}', "bn"),
    ('\u{e00}'..='\u{e7f}', "th"),
    ('\u{3040}'..='\u{30ff}', "ja"),
    ('\u{4e00}'..='\u{9fff}', "zh"),
    ('\u{ac00}'..='\u{d7af}', "ko"),
];

impl Tally {
    fn read(&mut self, line: &str) {
        let end = line.char_indices().nth(8000).map_or(line.len(), |(at, _)| at);
        let line = line.get(..end).unwrap_or_default();
        // "Varn's" is one word: its ending is a small word of other languages.
        let whole = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’');
        for word in line
            .split(|letter: char| !whole(letter))
            .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
            .flat_map(|word| word.split(['\'', '’']))
            .filter(|word| !word.is_empty())
        {
            self.words += 1;
            self.script(word);
            if word.len() > 24 {
                continue;
            }
            let Some(languages) = STOPWORDS.get(&fold(word)) else { continue };
            for language in languages.split(' ') {
                match self.languages.iter_mut().find(|(name, _)| *name == language) {
                    Some((_, count)) => *count += 1,
                    None => self.languages.push((language, 1)),
                }
            }
        }
    }

    fn script(&mut self, word: &str) {
        let Some(letter) = word.chars().next() else { return };
        let found = SCRIPTS.iter().position(|(range, _)| range.contains(&letter));
        if let Some(slot) = found.and_then(|at| self.scripts.get_mut(at)) {
            *slot += if letter >= '\u{3040}' { word.chars().count() } else { 1 };
        }
    }

    fn best(&self) -> Option<&'static str> {
        let (script, count) =
            self.scripts.iter().enumerate().max_by_key(|(_, count)| **count)?;
        let language = self
            .languages
            .iter()
            .max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)))
            .copied();
        if *count * 2 > self.words && self.words > 0 {
            let (_, name) = SCRIPTS.get(script)?;
            // Several languages share these letters: their small words tell them apart.
            let shared = matches!(*name, "ar" | "ru");
            return match language {
                Some((language, count)) if shared && count * 20 > self.words => {
                    Some(language)
                }
                _ => Some(name),
            };
        }
        let (language, count) = language?;
        // What two languages share in the same measure shows neither.
        let alone = self.languages.iter().filter(|other| other.1 == count).count() == 1;
        (alone && self.words >= 12 && count * 10 >= self.words).then_some(language)
    }
}
