//! A speaker who says the opposite of what the same speaker said before.

use std::collections::BTreeMap;

use dateline_findings::{Field, Kind};

use super::super::facts::Someone;
use super::super::words::covered;
use super::{Desk, by_time, effective};
use crate::{Link, LinkKind};

const NEIGHBOURS: usize = 30;

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let mut said: BTreeMap<&Someone, Vec<usize>> = BTreeMap::new();
    for (number, fact) in desk.sight.facts.iter().enumerate() {
        if fact.kind() == Kind::Statement && fact.words.len() >= 3 {
            for speaker in fact.in_field(Field::Speaker) {
                said.entry(speaker).or_default().push(number);
            }
        }
    }
    let mut links = Vec::new();
    for (speaker, mut numbers) in said {
        by_time(&mut numbers, desk);
        for (place, one) in numbers.iter().enumerate() {
            for other in numbers.iter().skip(place + 1).take(NEIGHBOURS) {
                if is_turn(desk, *one, *other) {
                    let pair = [*one, *other];
                    let polarity = desk.difference("polarity", &pair, |fact| {
                        fact.polarity.as_str().to_owned()
                    });
                    let rule = "one speaker for and against the same";
                    let topic = desk.name(speaker);
                    let kind = LinkKind::PositionChange;
                    links.push(desk.link((kind, rule), &topic, &pair, vec![polarity]));
                }
            }
        }
    }
    links
}

/// The same words, affirmed at one time and denied at another.
fn is_turn(desk: &Desk<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (desk.fact(one), desk.fact(other));
    let days = (effective(one).latest, effective(other).earliest);
    let later = matches!(days, (Some(one), Some(other)) if one < other);
    later && one.polarity != other.polarity && covered(&one.words, &other.words) >= 700
}
