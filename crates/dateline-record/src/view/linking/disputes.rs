//! What one speaker says, another says is not so, or counts otherwise.

use dateline_findings::{Field, Kind, Modality};
use dateline_text::fold;

use super::super::counted::{action, befalls};
use super::super::facts::Fact;
use super::super::placed::Meeting;
use super::super::words::{Words, covered};
use super::figures::{are_close, reach, said};
use super::shapes::{Answers, Asking};
use super::stances::is_turning;
use super::times::asserted;
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

/// Two counts of one thing stand within so many bytes of each other.
const BESIDE: usize = 400;
/// Words for those who come on top of the ones counted before.
const FURTHER: [&str; 5] = ["additional", "another", "further", "more", "other"];

/// "Police arrested eleven people. The union said 14 had been detained": two speakers of one
/// report, one behind the other.
pub(super) fn counts(desk: &Desk<'_>, report: &[usize]) -> Vec<Link> {
    let figures: Vec<Count<'_>> =
        report.iter().filter_map(|number| Count::of(desk, *number)).collect();
    let pairs = figures.windows(2).filter_map(|pair| match pair {
        [one, other] if is_one_count([one, other]) => Some([one, other]),
        _ => None,
    });
    let pairs = pairs.filter(|pair| speakers_differ(pair.map(|count| count.fact)));
    let links = pairs.map(|pair| {
        let numbers = pair.map(|count| count.number);
        let value = desk.difference("value", &numbers, said);
        let rule = "two speakers of one report count otherwise";
        desk.link((LinkKind::FigureDiffers, rule), &pair[0].what, &numbers, vec![value])
    });
    links.collect()
}

/// A figure of those whom something befell.
struct Count<'a> {
    number: usize,
    fact: &'a Fact,
    what: String,
    action: String,
}

impl<'a> Count<'a> {
    fn of(desk: &Desk<'a>, number: usize) -> Option<Self> {
        let fact = desk.fact(number);
        let plain = !fact.has(Field::Change) && !fact.has(Field::PartOf);
        if fact.kind() != Kind::Figure || !asserted(fact) || !plain {
            return None;
        }
        let what = fact.line(Field::What);
        let action = action(&what);
        befalls(&action).then_some(Self { number, fact, what, action })
    }
}

/// Whether two figures of one report count those whom one thing befell, the later one more.
fn is_one_count([first, second]: [&Count<'_>; 2]) -> bool {
    let (one, other) = (first.fact, second.fact);
    let between = other.evidence.start().saturating_sub(one.evidence.end());
    let places = one.places.is_empty() || other.places.is_empty();
    // "Seven of the dead": fewer may be a part of those who were counted first.
    let more = || {
        matches!(
            (reach(one), reach(other)),
            (Some((_, Some(most))), Some((Some(least), _))) if most < least
        )
    };
    first.action == second.action
        && one.code(Field::Unit) == other.code(Field::Unit)
        && between < BESIDE
        && (places || !one.places.is_disjoint(&other.places))
        && one.placed.meets(other.placed) != Meeting::Apart
        && more()
        && are_close(one, other)
        && !second.what.split(' ').any(|word| FURTHER.contains(&word))
}

/// Whether the later one is somebody's, and not of who counts first.
fn speakers_differ([one, other]: [&Fact; 2]) -> bool {
    let (one, other) = (one.finding(), other.finding());
    let [first, second] = [&one, &other].map(|told| told.source.chain.last());
    let outlet = other.source.chain.first();
    second.is_some() && first != second && (second != outlet || first.is_none())
}
