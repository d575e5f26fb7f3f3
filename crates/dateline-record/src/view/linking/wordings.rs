//! One thing in words that say different things: a resolution or a law, requirements or
//! environment, other parties, binding or not.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Value};
use dateline_names::ActorClass;
use dateline_text::fold;

use super::super::facts::{Fact, Someone};
use super::super::groups::pairs_within;
use super::super::words::{covered, telling};
use super::{Desk, values};
use crate::{Entry, Link, LinkKind};

/// Words for an instrument that fit every other as well.
const BROAD: [&str; 11] = [
    "accord",
    "agreement",
    "arrangement",
    "deal",
    "decision",
    "document",
    "measure",
    "pact",
    "text",
    "understanding",
    "vote",
];

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let told = desk.entries(|entry| entry.evidence.len() > 1);
    told.flat_map(|(entry, group)| {
        let mut links = Vec::new();
        match entry.kind {
            Kind::Agreement | Kind::Event => {
                links.extend(instruments(desk, entry, group));
                links.extend(parties(desk, entry, group));
            }
            _ => {}
        }
        links
    })
    .chain(tasks(desk))
    .collect()
}

/// "A non-binding resolution" here, "a law" there.
fn instruments(desk: &Desk<'_>, entry: &Entry, group: &[usize]) -> Option<Link> {
    let special = |fact: &Fact| {
        let word = fact.folded(Field::Instrument).replace('_', " ");
        let broad = BROAD.iter().any(|broad| word == *broad);
        if broad { String::new() } else { word }
    };
    let with: Vec<usize> = group
        .iter()
        .copied()
        .filter(|number| !special(desk.fact(*number)).is_empty())
        .collect();
    let instrument = desk.difference("instrument", &with, special);
    if values(&instrument) < 2 {
        return None;
    }
    let mut differences = vec![instrument];
    let binding = desk.difference("binding", &with, |fact| fact.line(Field::Binding));
    if values(&binding) > 1 {
        differences.push(binding);
    }
    let rule = "one act named as two kinds of instrument";
    Some(desk.link((LinkKind::WordingDiffers, rule), &entry.title, &with, differences))
}

/// Other states as parties, where neither list is part of the other.
fn parties(desk: &Desk<'_>, entry: &Entry, group: &[usize]) -> Option<Link> {
    let states = |fact: &Fact| -> BTreeSet<Someone> {
        let is_state = |someone: &&Someone| match someone {
            Someone::Actor(actor) => desk
                .sight
                .who
                .actors
                .get(*actor)
                .is_some_and(|actor| actor.class == ActorClass::State),
            Someone::Named(_) => false,
        };
        fact.in_field(Field::Parties).filter(is_state).cloned().collect()
    };
    let with: Vec<usize> = group
        .iter()
        .copied()
        .filter(|number| states(desk.fact(*number)).len() > 1)
        .collect();
    let first = with.first().map(|number| states(desk.fact(*number)))?;
    let report = with.first().map(|number| desk.fact(*number).report);
    // Within one report a second list is mostly a slip of the reading.
    let differs = with.iter().any(|number| {
        let other = states(desk.fact(*number));
        Some(desk.fact(*number).report) != report
            && !first.is_subset(&other)
            && !other.is_subset(&first)
    });
    let rule = "one act between different parties";
    differs.then(|| {
        let parties = desk.difference("parties", &with, |fact| desk.names(&states(fact)));
        desk.link((LinkKind::PartiesDiffer, rule), &entry.title, &with, vec![parties])
    })
}

/// What is to be weighed: the same list, but for one thing that is called otherwise.
fn tasks(desk: &Desk<'_>) -> Vec<Link> {
    let lists: BTreeMap<usize, Vec<String>> = desk
        .sight
        .facts
        .iter()
        .enumerate()
        .map(|(number, fact)| (number, listed(fact)))
        .filter(|(_, items)| items.len() > 2)
        .collect();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, items) in &lists {
        for word in items.iter().flat_map(|item| telling(item)).collect::<BTreeSet<_>>() {
            blocks.entry(word).or_default().push(*number);
        }
    }
    let mut odd: BTreeMap<(String, String), [usize; 2]> = BTreeMap::new();
    pairs_within(&blocks, 12, &mut |one, other| {
        let (Some(first), Some(second)) = (lists.get(&one), lists.get(&other)) else {
            return;
        };
        let Some((here, there)) = odd_items(first, second) else { return };
        let pair = if desk.fact(one).order() <= desk.fact(other).order() {
            ((fold(&here), fold(&there)), [one, other])
        } else {
            ((fold(&there), fold(&here)), [other, one])
        };
        let turned = (pair.0.1.clone(), pair.0.0.clone());
        let order = |pair: &[usize; 2]| pair.map(|number| desk.fact(number).order());
        let key = if odd.contains_key(&turned) { turned } else { pair.0 };
        let known = odd.entry(key).or_insert(pair.1);
        if order(&pair.1) < order(known) {
            *known = pair.1;
        }
    });
    let (several, odd) = of_several(desk, &lists, &odd);
    let links = odd.into_values().filter_map(|pair| {
        let [one, other] = pair.map(|number| lists.get(&number));
        let (here, there) = odd_items(one?, other?)?;
        let said = |fact: &Fact| {
            let first = fact.order() == desk.fact(pair[0]).order();
            if first { here.clone() } else { there.clone() }
        };
        let mandate = desk.difference("mandate", &pair, said);
        let rule = "one of several tasks is called otherwise";
        let topic = desk.fact(pair[0]).line(Field::Name);
        let topic = if topic.is_empty() { here.clone() } else { topic };
        Some(desk.link((LinkKind::WordingDiffers, rule), &topic, &pair, vec![mandate]))
    });
    links.chain(several).collect()
}

type Odd = BTreeMap<(String, String), [usize; 2]>;

/// Where one thing is called by three names or more, one link holds all of them; the pairs that
/// are left are told one by one.
fn of_several(
    desk: &Desk<'_>,
    lists: &BTreeMap<usize, Vec<String>>,
    odd: &Odd,
) -> (Vec<Link>, Odd) {
    let mut links = Vec::new();
    let mut left = odd.clone();
    // More differing names than this are no story that anyone reads.
    for (first, pair) in odd.iter().take(200) {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        names.insert(first.0.clone(), pair[0]);
        names.insert(first.1.clone(), pair[1]);
        for (other, [one, two]) in odd.iter().take(200) {
            let beside =
                |item: &String, number: usize, known: &BTreeMap<String, usize>| {
                    !known.contains_key(item) && known.values().all(|member| {
                        let pair = [lists.get(member), lists.get(&number)];
                        matches!(pair, [Some(a), Some(b)] if odd_items(a, b).is_some())
                    })
                };
            for (item, number) in [(&other.0, *one), (&other.1, *two)] {
                if beside(item, number, &names) {
                    names.insert(item.clone(), number);
                }
            }
        }
        let whole = names.len() > 2 && left.contains_key(first);
        if !whole {
            continue;
        }
        left.retain(|(one, two), _| {
            !(names.contains_key(one) && names.contains_key(two))
        });
        let numbers: Vec<usize> = names.values().copied().collect();
        let said = |fact: &Fact| {
            let here = names
                .iter()
                .find(|(_, number)| desk.fact(**number).order() == fact.order());
            here.map(|(item, _)| item.clone()).unwrap_or_default()
        };
        let mandate = desk.difference("mandate", &numbers, said);
        let topic = numbers.iter().map(|number| desk.fact(*number).line(Field::Name));
        let topic = topic.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let rule = "one of several tasks is called otherwise";
        links.push(desk.link(
            (LinkKind::WordingDiffers, rule),
            &topic,
            &numbers,
            vec![mandate],
        ));
    }
    (links, left)
}

/// The things that a body is to weigh, or that are counted in a list.
fn listed(fact: &Fact) -> Vec<String> {
    let mandate = list(fact, Field::Mandate);
    if mandate.is_empty() { list(fact, Field::Items) } else { mandate }
}

/// The items of a list in a field.
pub(super) fn list(fact: &Fact, field: Field) -> Vec<String> {
    match fact.finding.fields.get(field) {
        Some(Value::List(values)) => values.iter().map(Value::to_line).collect(),
        _ => Vec::new(),
    }
}

/// The one item of each list that has no like in the other, where the rest are alike.
pub(super) fn odd_items(one: &[String], other: &[String]) -> Option<(String, String)> {
    let alike = |item: &&String, items: &[String]| {
        items.iter().any(|like| {
            let (first, second) = (telling(item), telling(like));
            first.is_subset(&second)
                || second.is_subset(&first)
                || covered(&first, &second) > 600
        })
    };
    let odd = |items: &[String], others: &[String]| -> Vec<String> {
        items.iter().filter(|item| !alike(item, others)).cloned().collect()
    };
    let (first, second) = (odd(one, other), odd(other, one));
    let rest_alike =
        one.len() > 1 && first.len() * 2 <= one.len() && one.len() == other.len();
    match (first.as_slice(), second.as_slice()) {
        ([first], [second]) if rest_alike => Some((first.clone(), second.clone())),
        _ => None,
    }
}
