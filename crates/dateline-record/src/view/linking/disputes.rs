//! What one speaker says, another says is not so.

use dateline_findings::{Field, Kind, Modality};
use dateline_text::fold;

use super::super::facts::Fact;
use super::super::words::{Words, covered};
use super::shapes::{Answers, Asking};
use super::stances::is_turning;
use super::{Desk, Told, is_near};
use crate::{Link, LinkKind};

/// So many words are disputed, at least.
const GIST: usize = 3;
/// Who gainsays does so within so many days.
const NEAR: i64 = 31;

pub(super) struct Disputes;

impl Asking for Disputes {
    /// A word of what is said.
    type Key = u64;

    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<u64> {
        let fact = desk.fact(number);
        let plain = is_said(fact) && denied(fact).is_none();
        if plain { fact.words.to_vec() } else { Vec::new() }
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        let fact = desk.fact(number);
        is_said(fact) && denied(fact).is_some()
    }

    fn links(&self, desk: &Desk<'_>, entry: Told<'_>, said: &Answers<u64>) -> Vec<Link> {
        let first = entry.evidence.first().filter(|number| self.asks(desk, **number));
        first.and_then(|first| gainsaid(desk, *first, said)).into_iter().collect()
    }
}

fn is_said(fact: &Fact) -> bool {
    fact.kind() == Kind::Statement && fact.modality == Modality::Asserted
}

/// The first telling word behind the only word that turns a sentence: "not running".
fn denied(fact: &Fact) -> Option<u64> {
    let content = fold(&fact.line(Field::Content));
    let words: Vec<&str> = content
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let mut turns = words.iter().enumerate().filter(|(_, word)| is_turning(word));
    let (at, _) = turns.next().filter(|_| turns.next().is_none())?;
    let behind = words.iter().skip(at + 1);
    let mut telling = behind.flat_map(|word| Words::of(word).first().copied());
    telling.next()
}

/// A link to what another speaker says of the same, the closest words and days.
fn gainsaid(desk: &Desk<'_>, number: usize, said: &Answers<u64>) -> Option<Link> {
    let fact = desk.fact(number);
    let denied = denied(fact)?;
    let others = said.sharing(&fact.words).into_iter().filter(|(other, count)| {
        let other = desk.fact(*other);
        *count >= GIST && other.words.contains(&denied) && is_dispute(fact, other)
    });
    let (other, _) = others.min_by_key(|(other, count)| {
        (std::cmp::Reverse(*count), desk.fact(*other).order())
    })?;
    let numbers = [number, other];
    let rule = "said by one speaker, and denied by another";
    let polarity = desk.difference("polarity", &numbers, |fact| {
        if self::denied(fact).is_some() { "negative" } else { "positive" }.to_owned()
    });
    let topic = desk.fact(other).line(Field::Content);
    let kind = (LinkKind::StatusContradiction, rule);
    Some(desk.link(kind, &topic, &numbers, vec![polarity]))
}

/// Whether another says most of the same in the same days.
fn is_dispute(fact: &Fact, other: &Fact) -> bool {
    is_near(fact, other, NEAR)
        && fact.origin != other.origin
        && fact.shared(other, &[Field::Speaker]) == 0
        && covered(&fact.words, &other.words) >= 600
}
