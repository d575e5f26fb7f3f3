//! What is to be weighed, where reports call one of the things by different names.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Value};
use dateline_text::{Span, fold};

use super::super::facts::Fact;
use super::super::groups::pairs_within;
use super::super::words::{Words, covered, telling};
use super::Desk;
use super::shapes::Block;
use crate::{Evidence, Link, LinkKind};

/// What is to be weighed: the same list, but for one thing that is called otherwise.
pub(super) struct Tasks;

impl Block for Tasks {
    type Key = ();

    /// Lists that are long enough are few, and stand in one block.
    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<()> {
        let long = listed(desk.fact(number)).len() > 2;
        long.then_some(()).into_iter().collect()
    }

    fn links(&self, desk: &Desk<'_>, (): &(), found: &[usize]) -> Vec<Link> {
        called_otherwise(desk, found)
    }
}

fn called_otherwise(desk: &Desk<'_>, found: &[usize]) -> Vec<Link> {
    let list = |number: &usize| (*number, List::of(listed(desk.fact(*number))));
    let lists: BTreeMap<usize, List> = found.iter().map(list).collect();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, list) in &lists {
        let words = list.items.iter().flat_map(|item| telling(item));
        for word in words.collect::<BTreeSet<_>>() {
            blocks.entry(word).or_default().push(*number);
        }
    }
    let mut odd: BTreeMap<(String, String), [usize; 2]> = BTreeMap::new();
    let mut each = |one: usize, other: usize| {
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
    };
    for block in blocks.values() {
        pairs_within(block, 12, &mut each);
    }
    let (several, odd) = of_several(desk, &lists, &odd);
    let links = odd.into_values().filter_map(|pair| {
        let [one, other] = pair.map(|number| lists.get(&number));
        let (here, there) = odd_items(one?, other?)?;
        Some(called(desk, &[(pair[0], here), (pair[1], there)]))
    });
    links.chain(several).collect()
}

/// A link between the names that facts give one thing, each tied to its own words.
fn called(desk: &Desk<'_>, names: &[(usize, String)]) -> Link {
    let numbers: Vec<usize> = names.iter().map(|(number, _)| *number).collect();
    let said = |fact: &Fact| {
        let here =
            names.iter().find(|(number, _)| desk.fact(*number).order() == fact.order());
        here.map(|(_, item)| item.clone()).unwrap_or_default()
    };
    let mandate = desk.difference("mandate", &numbers, said);
    let mut topics = numbers.iter().map(|number| desk.fact(*number).line(Field::Name));
    let topic = topics.find(|name| !name.is_empty());
    let topic = topic.or_else(|| names.first().map(|(_, item)| item.clone()));
    let rule = "one of several tasks is called otherwise";
    let kind = (LinkKind::WordingDiffers, rule);
    let mut link = desk.link(kind, &topic.unwrap_or_default(), &numbers, vec![mandate]);
    for (number, item) in names {
        let fact = desk.fact(*number);
        let whole = |member: &&mut Evidence| {
            member.report == fact.report && member.span == fact.evidence
        };
        if let Some(member) = link.members.iter_mut().find(whole) {
            member.span = words_of(fact, item).unwrap_or(member.span);
        }
    }
    link
}

/// The words of one item of a list.
fn words_of(fact: &Fact, item: &str) -> Option<Span> {
    [Field::Mandate, Field::Items].into_iter().find_map(|field| {
        let at = list(fact, field).iter().position(|known| known == item)?;
        fact.spans(field).get(at).copied()
    })
}

type Odd = BTreeMap<(String, String), [usize; 2]>;

/// Where one thing is called by three names or more, one link holds all of them; the pairs that
/// are left are told one by one.
fn of_several(
    desk: &Desk<'_>,
    lists: &BTreeMap<usize, List>,
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
        let printed = |item: &String, number: usize| {
            let items = lists.get(&number).map(|list| &list.items).into_iter().flatten();
            items.into_iter().find(|known| fold(known) == *item).cloned()
        };
        let mut named: Vec<(usize, String)> = names
            .iter()
            .map(|(item, number)| (*number, printed(item, *number).unwrap_or_default()))
            .collect();
        named.sort_by_key(|(number, _)| desk.fact(*number).order());
        links.push(called(desk, &named));
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
    match fact.value(field) {
        Some(Value::List(values)) => values.iter().map(Value::to_line).collect(),
        _ => Vec::new(),
    }
}

/// The items of a list, each with its telling words: a list is held against many.
struct List {
    items: Vec<String>,
    words: Vec<Words>,
}

impl List {
    fn of(items: Vec<String>) -> Self {
        let words = items.iter().map(|item| Words::of(item)).collect();
        Self { items, words }
    }

    /// The items that have no like in the other.
    fn odd<'a>(&'a self, other: &Self) -> Vec<&'a String> {
        let alike =
            |first: &Words| other.words.iter().any(|second| is_alike(first, second));
        let items = self.items.iter().zip(&self.words);
        items.filter(|(_, words)| !alike(words)).map(|(item, _)| item).collect()
    }
}

fn is_alike(first: &Words, second: &Words) -> bool {
    first.shared(second) == first.len().min(second.len()) || covered(first, second) > 600
}

/// The one item of each list that has no like in the other, where the rest are alike.
fn odd_items(one: &List, other: &List) -> Option<(String, String)> {
    let length = one.items.len();
    if length <= 1 || length != other.items.len() {
        return None;
    }
    let (first, second) = (one.odd(other), other.odd(one));
    match (first.as_slice(), second.as_slice()) {
        ([first], [second]) => Some(((*first).clone(), (*second).clone())),
        _ => None,
    }
}
