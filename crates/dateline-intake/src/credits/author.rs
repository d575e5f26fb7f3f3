use dateline_text::{CreditKind, fold};

use super::Claim;
use super::visible::same;
use crate::dates::{First, dates};
use crate::phrase::{Phrase, leading};

/// Words that stand near names in bylines and are none.
const NO_NAME: [&str; 34] = [
    "last",
    "meet",
    "our",
    "join",
    "about",
    "all",
    "author",
    "by",
    "comments",
    "contact",
    "editorial",
    "follow",
    "more",
    "posts",
    "published",
    "read",
    "share",
    "updated",
    "view",
    "written",
    "min",
    "minutes",
    "posted",
    "the",
    "in",
    "see",
    "profile",
    "articles",
    "search",
    "home",
    "subscribe",
    "latest",
    "medically",
    "reviewed",
];

/// The author's name in a byline: "By Ana Ruiz | 3 May" is "Ana Ruiz".
pub(crate) fn name(line: &str) -> Option<&str> {
    let start = line.char_indices().nth(120).map_or(line.len(), |(at, _)| at);
    let line = line.get(..start)?.trim();
    let from = match leading(line) {
        Some((length, Phrase::Byline)) => length,
        Some((_, Phrase::Tail | Phrase::Line | Phrase::Translation)) => return None,
        _ => 0,
    };
    let rest = line.get(from..)?;
    let day = dates(rest, First::Day, 1).first().map(|date| date.span.start());
    let mark = rest.find(['|', '•', '·', '(', '/', '@', '–', '—']);
    let little = [" on ", " - ", " in "].iter().filter_map(|word| rest.find(word)).min();
    let end = mark.into_iter().chain(day).chain(little).min().unwrap_or(rest.len());
    let name = rest.get(..end)?;
    let name = name.trim_matches([' ', ',', ':', ';', '-', '\u{a0}', '.']);
    is_name(name).then_some(name)
}

fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let starts = words.chars().next().is_some_and(char::is_alphabetic);
    let plain = words.chars().all(|c| c.is_alphabetic() || " .,'’-&\u{a0}".contains(c));
    let first = words.split_whitespace().next().unwrap_or_default();
    (2..=8).contains(&count)
        && words.len() < 80
        && starts
        && plain
        && words.chars().any(char::is_uppercase)
        && !words.ends_with(" says")
        && !NO_NAME.contains(&fold(first.trim_matches(',')).as_str())
}

/// Puts authors right: addresses and numbers are none, the site's own name is doubtful, and
/// several that are named one by one belong together.
pub(crate) fn authors(claims: &mut Vec<Claim>) {
    let outlets: Vec<String> = claims
        .iter()
        .filter(|claim| claim.kind == CreditKind::Outlet)
        .map(|claim| claim.value.clone())
        .collect();
    claims.retain(|claim| claim.kind != CreditKind::Author || is_person(&claim.value));
    for claim in claims.iter_mut().filter(|claim| claim.kind == CreditKind::Author) {
        claim.value = bare(&claim.value, &outlets);
        let value = &claim.value;
        if outlets.iter().any(|outlet| same(outlet, value)) || is_account(value) {
            claim.rank += 40;
        }
    }
    join(claims);
}

fn is_person(value: &str) -> bool {
    !value.contains("//")
        && !value.contains('@')
        && value.chars().any(char::is_alphabetic)
}

/// "andrew.k", "admin": the name of an account.
fn is_account(value: &str) -> bool {
    !value.contains(' ')
        && (!value.chars().any(char::is_uppercase)
            || value.contains(|c: char| c.is_ascii_digit()))
}

/// "By Ana Ruiz, Harbour Post" is "Ana Ruiz".
fn bare(value: &str, outlets: &[String]) -> String {
    let from = match leading(value) {
        Some((length, Phrase::Byline)) if length < value.len() => length,
        _ => 0,
    };
    let mut rest = value.get(from..).unwrap_or_default().trim_matches([' ', ':']);
    if let Some((head, tail)) = rest.rsplit_once(',')
        && outlets.iter().any(|outlet| same(outlet, tail))
    {
        rest = head;
    }
    rest.trim_matches([' ', ',', ';']).to_owned()
}

/// Joins names that stand in several elements of the same kind.
fn join(claims: &mut [Claim]) {
    let is_author =
        |claim: &Claim| claim.kind == CreditKind::Author && claim.rule == "meta";
    let Some(first) = claims.iter().position(is_author) else { return };
    let rank = claims.get(first).map_or(0, |claim| claim.rank);
    let mut names: Vec<String> = Vec::new();
    for claim in claims.iter().filter(|claim| is_author(claim) && claim.rank == rank) {
        let known =
            names.iter().any(|name| name.contains(&claim.value) || claim.value == *name);
        if !known {
            names.push(claim.value.clone());
        }
    }
    if names.len() > 1
        && let Some(claim) = claims.get_mut(first)
    {
        claim.value = names.join("; ");
        claim.rank = claim.rank.saturating_sub(1);
    }
}
