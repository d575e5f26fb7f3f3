//! "Voted 61 to 48", "by 170 votes to 31", "12 to 3, with two abstentions": the two sides of a
//! vote.

use dateline_text::{Span, fold};

use crate::context::Context;
use crate::quantity::{Quantity, vote};

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
    let mut sides: Vec<Option<Ballot>> =
        found.iter().map(|quantity| by_itself(context, quantity)).collect();
    for (at, pair) in found.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let taken = at.checked_sub(1).is_some_and(|before| {
            found.get(before).is_some_and(|before| is_vote(context, before, first))
        });
        if taken || !is_vote(context, first, second) {
            continue;
        }
        let order = order(context, first, second);
        for (slot, side) in sides.iter_mut().skip(at).zip(order) {
            *slot = Some(side);
        }
    }
    sides
}

/// "13 votes in favour", "48 votes against the bill".
fn by_itself(context: &Context<'_>, quantity: &Quantity) -> Option<Ballot> {
    let after = words_after(context, quantity.span);
    let told = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    match quantity.unit.as_str() {
        "vote" if told(&["in favour", "in favor", "for"]) => Some(Ballot::For),
        "vote" if told(&["against"]) => Some(Ballot::Against),
        _ => None,
    }
}

/// For and against; of what was rejected the larger number counts those against it.
fn order(context: &Context<'_>, first: &Quantity, second: &Quantity) -> [Ballot; 2] {
    let lost = is_lost(context, first.span)
        || is_joined(context, first, second)
            && words_after(context, second.span).starts_with("against the ");
    if lost && first.value >= second.value {
        [Ballot::Against, Ballot::For]
    } else {
        [Ballot::For, Ballot::Against]
    }
}

/// Whether two numbers are the sides of a vote.
fn is_vote(context: &Context<'_>, first: &Quantity, second: &Quantity) -> bool {
    is_joined(context, first, second) && is_told_of_vote(context, first, second)
        || is_for_and_against(context, first, second)
}

/// What stands between two numbers, where it is short.
fn between(context: &Context<'_>, first: &Quantity, second: &Quantity) -> Option<String> {
    let gap = first.span.end()..second.span.start();
    let near = !gap.is_empty() && gap.len() <= 60;
    near.then(|| {
        fold(context.words(Span::of(gap))).trim_matches([' ', ',', '(', ')']).to_owned()
    })
}

/// "61 to 48", "61 votes against 48", "61 in favour and 48 against".
fn is_joined(context: &Context<'_>, first: &Quantity, second: &Quantity) -> bool {
    let joints = [
        "to",
        "-",
        "–",
        "against",
        "votes to",
        "for and",
        "in favour and",
        "in favor and",
    ];
    between(context, first, second).is_some_and(|words| joints.contains(&&*words))
}

/// Whether two bare numbers stand behind words of voting.
fn is_told_of_vote(context: &Context<'_>, first: &Quantity, second: &Quantity) -> bool {
    let near = |count: usize, fits: fn(&str) -> bool| {
        words_before(context, first.span, count).any(|word| fits(&word))
    };
    let voted = first.unit == "vote" || near(5, vote::is_voting);
    let decided = near(12, vote::is_deciding) && near(12, vote::is_motion);
    let to = between(context, first, second).is_some_and(|words| words == "to");
    // "61 to 48 for the resolution": the second may have taken the noun behind it.
    let change = first.step.is_some() || second.step.is_some();
    (voted || decided && !change) && is_plain(first) && (is_plain(second) || to && voted)
}

/// "71 in favour, 48 against", "71 deputies voted for the bill and 48 against it".
fn is_for_and_against(
    context: &Context<'_>,
    first: &Quantity,
    second: &Quantity,
) -> bool {
    let Some(between) = between(context, first, second) else { return false };
    let after = words_after(context, second.span);
    let against = after.starts_with("against") || after.starts_with("opposed");
    let voters = first.is_count
        && (between.starts_with("voted for") || between.starts_with("voted in fav"));
    let sided = ["for", "in favour", "in favor", "voted for", "voted in fav"];
    let sided = sided.iter().any(|side| between.starts_with(side));
    against && sided && (voters || is_plain(first)) && is_plain(second)
}

fn is_plain(quantity: &Quantity) -> bool {
    matches!(quantity.unit.as_str(), "-" | "vote")
}

/// Whether what was voted on was rejected.
fn is_lost(context: &Context<'_>, span: Span) -> bool {
    let lost = |word: String| {
        matches!(
            &*word,
            "rejected"
                | "defeated"
                | "against"
                | "down"
                | "failed"
                | "reject"
                | "rejecting"
        )
    };
    words_before(context, span, 14).any(lost)
}

/// The beginning of what follows a span, in lower case.
fn words_after(context: &Context<'_>, span: Span) -> String {
    let rest = context.text.as_str().get(span.end()..).unwrap_or_default();
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    let near = rest.starts_with(' ');
    if near { fold(&words.join(" ")) } else { String::new() }
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
