//! Who follows whom in an office that one person holds at a time.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind};

use super::super::facts::Someone;
use super::super::placed::days_between;
use super::super::posts::{is_single, post};
use super::{Desk, by_time, effective};
use crate::{Days, Link, LinkKind};

/// Two holders told of within so many days are a doubt and no succession.
const DOUBT: i64 = 7;

type Post = (Vec<String>, Someone);

pub(super) fn links(desk: &Desk<'_>) -> Vec<Link> {
    let mut posts: BTreeMap<Post, Vec<usize>> = BTreeMap::new();
    // What one report leaves out of a holder's office, another may tell.
    for (entry, group) in desk.entries(|entry| entry.kind == Kind::Role) {
        let words = post(&entry.line(Field::Post));
        if !is_single(&words) {
            continue;
        }
        let of = group.iter().flat_map(|number| desk.fact(*number).in_field(Field::Of));
        let mut of: BTreeSet<Someone> = of.cloned().collect();
        if of.is_empty() {
            of.extend(group.first().and_then(|number| of_holder(desk, *number)));
        }
        for of in of {
            posts.entry((words.clone(), of)).or_default().extend(group);
        }
    }
    posts
        .into_iter()
        .filter_map(|(post, numbers)| succession(desk, &post, numbers))
        .collect()
}

/// The state that the holder is said to belong to.
fn of_holder(desk: &Desk<'_>, number: usize) -> Option<Someone> {
    let Some(Someone::Actor(holder)) = desk.fact(number).in_field(Field::Holder).next()
    else {
        return None;
    };
    let who = desk.sight.who;
    let of = who.actors.get(*holder)?.of.as_deref()?;
    who.by_name(of).map(Someone::Actor)
}

fn succession(desk: &Desk<'_>, post: &Post, mut numbers: Vec<usize>) -> Option<Link> {
    by_time(&mut numbers, desk);
    let mut seen: BTreeSet<Someone> = BTreeSet::new();
    let mut holders: Vec<usize> = Vec::new();
    for number in numbers {
        let fact = desk.fact(number);
        let holder = fact.in_field(Field::Holder).next();
        if effective(fact).is_open() {
            continue;
        }
        if holder.is_some_and(|holder| seen.insert(holder.clone())) {
            holders.push(number);
        }
    }
    let days: Vec<Days> =
        holders.iter().map(|number| effective(desk.fact(*number))).collect();
    let doubtful = days.windows(2).any(|pair| is_doubtful(pair[0], pair[1]));
    if holders.len() < 2 || doubtful {
        return None;
    }
    let first = desk.fact(*holders.first()?);
    let of = first.line(Field::Of);
    let of = if of.is_empty() { desk.name(&post.1) } else { of };
    let topic = format!("{} of {of}", first.line(Field::Post));
    let holder = desk.difference("holder", &holders, |fact| fact.line(Field::Holder));
    let rule = "holders of one post at different times";
    Some(desk.link((LinkKind::RoleSuccession, rule), &topic, &holders, vec![holder]))
}

fn is_doubtful(one: Days, other: Days) -> bool {
    matches!(
        (one.day(), other.day()),
        (Some(one), Some(other)) if days_between(one, other) <= DOUBT
    )
}
