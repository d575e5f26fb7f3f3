//! Numbers that do not disagree, since they count different things: all and some of them, those
//! announced and those who are there.

use std::collections::BTreeMap;

use dateline_findings::{Field, Kind, Modality, Polarity};

use super::super::facts::Fact;
use super::super::lining::Lined;
use super::figures::{NEIGHBOURS, meet, reach, said};
use super::shapes::near_pairs;
use super::{Desk, is_near};
use crate::{Link, LinkKind};

/// Reports that came out within so many days speak of one time.
const NEAR: i64 = 14;

/// "Some 900 of them are in the south", beside the 2,600 soldiers that they are part of.
pub(super) fn parts(desk: &Desk<'_>, report: &[usize]) -> Vec<Link> {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let mut links = Vec::new();
    let figures = report.iter().map(|number| (*number, desk.fact(*number)));
    for (number, fact) in figures.filter(|(_, fact)| fact.kind() == Kind::Figure) {
        let Some(whole) = told.get(&fact.line(Field::PartOf)) else {
            let line = format!("{} {}", fact.line(Field::Number), fact.line(Field::What));
            told.insert(line, number);
            continue;
        };
        let numbers = [*whole, number];
        // "Nine of them badly": nothing that tells where or who they are.
        let whole = desk.fact(*whole);
        let same_words = fact.telling(Field::What) == whole.telling(Field::What);
        if same_words && fact.places == whole.places {
            continue;
        }
        let what = desk.difference("what", &numbers, |fact| fact.line(Field::What));
        let value = desk.difference("value", &numbers, said);
        let topic = whole.line(Field::What);
        let rule = "a part beside the whole it is part of";
        let differences = vec![value, what];
        links.push(desk.link(
            (LinkKind::ScopeDifference, rule),
            &topic,
            &numbers,
            differences,
        ));
    }
    links
}

/// So many are to come, says one report; so many are there, says another of the same days.
/// `numbers` are the figures of a series by time.
pub(super) fn announced(
    desk: &Desk<'_>,
    lined: &Lined,
    numbers: &[usize],
) -> Option<Link> {
    let plain = |number: &usize| {
        let fact = desk.fact(*number);
        fact.polarity == Polarity::Positive && !fact.has(Field::Change)
    };
    let numbers: Vec<usize> = numbers.iter().copied().filter(plain).collect();
    let mut pairs = near_pairs(&numbers, NEIGHBOURS).filter(|[one, other]| {
        is_announced_beside_present(desk.fact(*one), desk.fact(*other))
    });
    let numbers = pairs.next()?;
    let rule = "announced, and there at the same time";
    let value = desk.difference("value", &numbers, said);
    let modality =
        desk.difference("modality", &numbers, |fact| fact.modality.as_str().to_owned());
    let kind = (LinkKind::ScopeDifference, rule);
    Some(desk.link(kind, &lined.series.what, &numbers, vec![value, modality]))
}

fn is_announced_beside_present(one: &Fact, other: &Fact) -> bool {
    let planned = |fact: &Fact| fact.modality == Modality::Planned;
    let there = |fact: &Fact| fact.modality == Modality::Asserted;
    let near = is_near(one, other, NEAR);
    let apart = matches!(
        (reach(one), reach(other)),
        (Some(reach), Some(other_reach)) if !meet(reach, other_reach)
    );
    (planned(one) && there(other) || there(one) && planned(other)) && near && apart
}
