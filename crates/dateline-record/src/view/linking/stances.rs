//! A speaker, or the holder of an office, who says the opposite of what was said before.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Polarity};
use dateline_text::{ReportId, fold};

use super::super::facts::{Fact, Someone};
use super::super::posts::post;
use super::super::words::covered;
use super::posts::{Post, post_of};
use super::{Desk, by_time, effective};
use crate::{Link, LinkKind};

const NEIGHBOURS: usize = 30;
/// Words that turn what is said into its opposite.
const TURNS: [&str; 11] = [
    "cannot", "denied", "denies", "neither", "never", "no", "nor", "not", "refuse",
    "refused", "refuses",
];

/// Who speaks: somebody, or whoever holds an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Of(Someone),
    OfPost(Post),
}

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let mut said: BTreeMap<Voice, Vec<usize>> = BTreeMap::new();
    let posts = held(desk);
    for (number, fact) in desk.sight.facts.iter().enumerate() {
        if fact.kind() != Kind::Statement || fact.words.len() < 3 {
            continue;
        }
        for speaker in fact.in_field(Field::Speaker) {
            said.entry(Voice::Of(speaker.clone())).or_default().push(number);
            if let Some(post) = posts.get(&(fact.report, speaker)) {
                said.entry(Voice::OfPost(post.clone())).or_default().push(number);
            }
        }
    }
    let mut links = Vec::new();
    let mut seen: BTreeSet<[usize; 2]> = BTreeSet::new();
    for (voice, mut numbers) in said {
        by_time(&mut numbers, desk);
        for (place, one) in numbers.iter().enumerate() {
            for other in numbers.iter().skip(place + 1).take(NEIGHBOURS) {
                let pair = [*one, *other];
                if is_turn(desk, *one, *other) && seen.insert(pair) {
                    links.push(link(desk, &voice, pair));
                }
            }
        }
    }
    links
}

/// The office that one person holds at a time which a report gives a speaker.
fn held<'a>(desk: &Desk<'a>) -> BTreeMap<(ReportId, &'a Someone), Post> {
    let mut posts = BTreeMap::new();
    let roles = desk.sight.facts.iter().enumerate();
    for (number, fact) in roles.filter(|(_, fact)| fact.kind() == Kind::Role) {
        let Some(holder) = fact.in_field(Field::Holder).next() else { continue };
        let words = post(&fact.line(Field::Post));
        if let Some(post) = post_of(desk, &words, &[number]).into_iter().next() {
            posts.insert((fact.report, holder), post);
        }
    }
    posts
}

fn link(desk: &Desk<'_>, voice: &Voice, pair: [usize; 2]) -> Link {
    let polarity = desk.difference("polarity", &pair, |fact| {
        if is_against(fact) { "negative" } else { "positive" }.to_owned()
    });
    let (rule, topic) = match voice {
        Voice::Of(speaker) => {
            ("one speaker for and against the same", desk.name(speaker))
        }
        Voice::OfPost((words, of)) => (
            "holders of one office for and against the same",
            format!("{} of {}", words.join(" "), desk.name(of)),
        ),
    };
    desk.link((LinkKind::PositionChange, rule), &topic, &pair, vec![polarity])
}

/// The same words, affirmed at one time and denied at another.
fn is_turn(desk: &Desk<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (desk.fact(one), desk.fact(other));
    let days = (effective(one).latest, effective(other).earliest);
    let later = matches!(days, (Some(one), Some(other)) if one < other);
    if !later {
        return false;
    }
    let words = covered(&one.words, &other.words);
    let denied = one.polarity != other.polarity && words >= 700;
    // Where only the words turn, all else must be the same.
    let alike = one.words.len().abs_diff(other.words.len()) <= 1 && words >= 900;
    denied || alike && is_against(one) != is_against(other)
}

/// Whether a statement is against what its words name.
fn is_against(fact: &Fact) -> bool {
    let said =
        fold(&[Field::Quote, Field::Content].map(|field| fact.line(field)).join(" "));
    let words = said.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    let turned = words.filter(|word| TURNS.contains(word) || word.ends_with("n't"));
    (fact.polarity == Polarity::Negative) != (turned.count() > 0)
}
