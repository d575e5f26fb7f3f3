//! Considered in one report, decided in a later one.

use std::sync::LazyLock;

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_text::fold;

use super::super::facts::Fact;
use super::super::words::{Words, stems};
use super::shapes::{Answers, Asking};
use super::{Desk, Told, before};
use crate::{Link, LinkKind};

/// So many words of what was considered come back where it is decided, at least.
const GIST: usize = 3;

/// Words for what is not decided yet, without their endings.
const CONSIDER: [&str; 7] =
    ["consider", "contemplat", "mull", "ponder", "review", "study", "weigh"];
static CUES: LazyLock<Words> = LazyLock::new(|| Words::of(&CONSIDER.join(" ")));

/// Words for who decides: that they come back tells nothing of what was considered.
static DECIDERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of("authorities cabinet council country government ministry")
});

pub(super) struct Intents;

impl Asking for Intents {
    /// A word of what is planned or promised.
    type Key = u64;

    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<u64> {
        let fact = desk.fact(number);
        let tells =
            matches!(fact.kind(), Kind::Commitment | Kind::Event | Kind::Statement);
        let planned =
            fact.modality == Modality::Planned && fact.polarity == Polarity::Positive;
        if tells && planned { told(fact).to_vec() } else { Vec::new() }
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        is_considered(desk.fact(number))
    }

    fn links(
        &self,
        desk: &Desk<'_>,
        entry: Told<'_>,
        decided: &Answers<u64>,
    ) -> Vec<Link> {
        let first = entry.evidence.first();
        first.and_then(|first| settled(desk, *first, decided)).into_iter().collect()
    }
}

/// Words in front of "considering" where it is a verb.
const BEING: [&str; 7] = ["are", "be", "been", "is", "still", "was", "were"];

/// "The government is considering closing the line".
fn is_considered(fact: &Fact) -> bool {
    let plain = fact.kind() == Kind::Statement && fact.polarity == Polarity::Positive;
    if !plain || fact.words.is_disjoint(&CUES) {
        return false;
    }
    let content = fold(&fact.line(Field::Content));
    let said: Vec<&str> = content.split(' ').collect();
    said.windows(2).any(|pair| {
        BEING.contains(&pair[0])
            && pair[1].ends_with("ing")
            && stems(pair[1]).iter().any(|stem| CONSIDER.contains(&stem.as_str()))
    })
}

fn told(fact: &Fact) -> Words {
    let kind = Words::of(&fact.line(Field::EventType).replace('_', " "));
    fact.words.iter().chain(kind.iter()).copied().collect()
}

/// A link to the first later report that tells of it as decided: its closest words.
fn settled(desk: &Desk<'_>, number: usize, decided: &Answers<u64>) -> Option<Link> {
    let fact = desk.fact(number);
    let own = fact.words.iter().copied();
    let own = own.filter(|word| !CUES.contains(word) && !DECIDERS.contains(word));
    let own: Words = own.collect();
    let enough = |count: usize| count >= GIST && count * 5 >= own.len() * 3;
    let later = decided.sharing(&own).into_iter().filter(|(other, count)| {
        let other = desk.fact(*other);
        enough(*count) && before(fact, other) && fact.origin != other.origin
    });
    let (other, _) = later.min_by_key(|(other, count)| {
        let other = desk.fact(*other);
        (other.report_place, std::cmp::Reverse(*count), other.order())
    })?;
    let numbers = [number, other];
    let rule = "considered, and decided in a later report";
    let modality = desk.difference("modality", &numbers, |fact| {
        let considered = fact.modality == Modality::Asserted;
        let modality = if considered { Modality::Discussed } else { fact.modality };
        modality.as_str().to_owned()
    });
    let topic = fact.line(Field::Content);
    let kind = (LinkKind::ModalityDiffers, rule);
    Some(desk.link(kind, &topic, &numbers, vec![modality]))
}
