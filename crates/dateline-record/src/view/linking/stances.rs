//! A speaker, or the holder of an office, who says the opposite of what was said before.

use std::collections::BTreeMap;

use dateline_findings::{Field, Kind, Polarity};
use dateline_text::{ReportId, fold};

use super::super::facts::{Fact, Someone};
use super::super::posts::post;
use super::super::words::covered;
use super::posts::{Post, post_of};
use super::shapes::Block;
use super::{Desk, effective};
use crate::{Link, LinkKind};

const NEIGHBOURS: usize = 30;
/// Words that turn what is said into its opposite.
const TURNS: [&str; 11] = [
    "cannot", "denied", "denies", "neither", "never", "no", "nor", "not", "refuse",
    "refused", "refuses",
];

/// Who speaks: somebody, or whoever holds an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    Of(Someone),
    OfPost(Post),
}

/// What speakers say, and the holders of an office.
pub(super) struct Stances<'a> {
    /// The office that a report gives a speaker.
    posts: BTreeMap<(ReportId, &'a Someone), Post>,
}

impl<'a> Stances<'a> {
    pub(super) fn of(desk: &Desk<'a>) -> Self {
        Self { posts: held(desk) }
    }
}

impl Block for Stances<'_> {
    type Key = Voice;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Voice> {
        let fact = desk.fact(number);
        if fact.kind() != Kind::Statement || fact.words.len() < 3 {
            return Vec::new();
        }
        let speakers = fact.in_field(Field::Speaker);
        let voices = speakers.flat_map(|speaker| {
            let post = self.posts.get(&(fact.report, speaker)).cloned();
            [Some(Voice::Of(speaker.clone())), post.map(Voice::OfPost)]
        });
        voices.flatten().collect()
    }

    fn links(&self, desk: &Desk<'_>, voice: &Voice, found: &[usize]) -> Vec<Link> {
        // Two who speak with two voices alike, as themselves and for an office, are told once.
        let is_first = |[one, other]: [usize; 2]| {
            let others = self.keys(desk, other);
            let shared = self.keys(desk, one).into_iter();
            shared.filter(|shared| others.contains(shared)).min().as_ref() == Some(voice)
        };
        let pairs = found.iter().enumerate().flat_map(|(place, one)| {
            let others = found.iter().skip(place + 1).take(NEIGHBOURS);
            others.map(move |other| [*one, *other])
        });
        let turns = pairs.filter(|&[one, other]| is_turn(desk, one, other));
        let turns = turns.filter(|pair| is_first(*pair));
        turns.map(|pair| link(desk, voice, pair)).collect()
    }
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
