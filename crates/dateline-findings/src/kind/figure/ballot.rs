//! "Voted 61 to 48", "by 170 votes to 31", "12 to 3, with two abstentions": the two sides of a
//! vote.

use dateline_text::{Span, fold};

use crate::context::Context;
use crate::quantity::Quantity;

/// Which side of a vote a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ballot {
    /// For what was voted on.
    For,
    /// Against it.
    Against,
}

impl Ballot {
    /// What is counted.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::For => "votes for",
            Self::Against => "votes against",
        }
    }
}

/// Which of the quantities are sides of a vote, in their order.
pub(super) fn ballots(context: &Context<'_>, found: &[Quantity]) -> Vec<Option<Ballot>> {
    let mut sides = vec![None; found.len()];
    for (at, pair) in found.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if sides.get(at).is_some_and(Option::is_some) || !is_vote(context, first, second)
        {
            continue;
        }
        let lost = is_lost(context, first.span);
        let order = if lost {
            [Ballot::Against, Ballot::For]
        } else {
            [Ballot::For, Ballot::Against]
        };
        for (slot, side) in sides.iter_mut().skip(at).zip(order) {
            *slot = Some(side);
        }
    }
    sides
}

/// Whether "to" joins two bare numbers behind a word of voting.
fn is_vote(context: &Context<'_>, first: &Quantity, second: &Quantity) -> bool {
    let gap = first.span.end()..second.span.start();
    if gap.is_empty() || gap.len() > 24 {
        return false;
    }
    let between = fold(context.words(Span::of(gap)));
    let joined = matches!(
        between.trim_matches([' ', ',']),
        "to" | "-"
            | "–"
            | "against"
            | "votes to"
            | "for and"
            | "in favour and"
            | "in favor and"
    );
    let plain = |quantity: &Quantity| matches!(quantity.unit.as_str(), "-" | "vote");
    let voted = first.unit == "vote"
        || words_before(context, first.span, 5).any(|word| is_voting(&word));
    // "61 to 48 for the resolution": the second may have taken the noun behind it.
    joined && voted && plain(first) && (plain(second) || between.trim() == "to")
}

fn is_voting(word: &str) -> bool {
    matches!(word, "vote" | "votes" | "voted" | "voting" | "ballot")
}

/// Whether what was voted on was rejected, which the larger number did.
fn is_lost(context: &Context<'_>, span: Span) -> bool {
    let lost = |word: String| {
        matches!(
            &*word,
            "rejected" | "defeated" | "against" | "down" | "reject" | "rejecting"
        )
    };
    words_before(context, span, 14).any(lost)
}

/// The words of the same sentence before a span, the nearest first.
fn words_before<'a>(
    context: &'a Context<'_>,
    span: Span,
    count: usize,
) -> impl Iterator<Item = String> + 'a {
    let sentence = context.analysis.sentence_at(span.start());
    let start = sentence.and_then(|number| context.sentence(number));
    let from = start.map_or(span.start(), |sentence| sentence.span.start());
    let words = context.words(Span::of(from.min(span.start())..span.start()));
    words
        .split_whitespace()
        .rev()
        .take(count)
        .map(|word| fold(word.trim_matches(|letter: char| !letter.is_alphanumeric())))
}
