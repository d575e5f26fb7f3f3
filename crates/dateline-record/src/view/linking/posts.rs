//! Who follows whom in an office that one person holds at a time.

use std::collections::BTreeSet;

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_names::ActorClass;
use dateline_text::{CreditKind, ReportId, fold};

use super::super::facts::{Fact, Someone};
use super::super::placed::days_between;
use super::super::posts::{is_head, is_single, post};
use super::shapes::Block;
use super::{Desk, before, by_time, effective};
use crate::{Days, Link, LinkKind};

/// Two holders told of within so many days are a doubt and no succession.
const DOUBT: i64 = 7;

/// Those whom one state sends to another.
const SENT: [&str; 3] = ["ambassador", "consul", "envoy"];

/// The words of a post that one person holds at a time, and whose it is.
pub(super) type Post = (Vec<String>, Someone);

pub(super) struct Posts {
    /// The posts of which some report tells whose they are.
    told: BTreeSet<Vec<String>>,
}

impl Posts {
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let entries = 0..desk.sight.entries.len();
        let roles = entries.map(|place| desk.told(place));
        let roles = roles.filter(|entry| entry.kind == Kind::Role);
        let posts = roles.flat_map(|role| {
            let words = post(&role.line(Field::Post));
            post_of(desk, &words, &role.evidence).into_iter().map(|(words, _)| words)
        });
        Self { told: posts.collect() }
    }
}

impl Block for Posts {
    type Key = Post;

    /// What one report leaves out of a holder's office, another may tell: the first finding of
    /// an entry stands for all.
    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Post> {
        let entry = desk.entry(number);
        if entry.kind != Kind::Role || entry.evidence.first() != Some(&number) {
            return Vec::new();
        }
        // "The minister of mines and energy" is "the mines minister" of another report.
        let told =
            entry.evidence.iter().map(|number| desk.fact(*number).line(Field::Post));
        let told: BTreeSet<Vec<String>> = told.map(|told| post(&told)).collect();
        let words = post(&entry.line(Field::Post));
        let posts = post_of(desk, &words, &entry.evidence);
        let single = std::iter::once(&words).chain(&told).find(|words| is_single(words));
        let Some(words) = single.filter(|_| posts.is_empty()) else { return posts };
        let of = entry.evidence.iter().flat_map(|number| at_home(desk, *number));
        let untold = (!self.told.contains(words)).then(untold);
        let of: BTreeSet<Someone> = of.chain(untold).collect();
        of.into_iter().map(|of| (words.clone(), of)).collect()
    }

    fn links(&self, desk: &Desk<'_>, post: &Post, found: &[usize]) -> Vec<Link> {
        let all =
            found.iter().flat_map(|number| desk.entry(*number).entry.evidence.iter());
        let all: Vec<usize> = all.copied().collect();
        let names =
            |number: &usize| desk.fact(*number).in_field(Field::Of).next().is_some();
        // Where no report says that a town has such a post, the only town of a report has none.
        let told = matches!(post.1, Someone::Named(_)) || all.iter().any(names);
        let told = told && (post.1 != untold() || self.is_guess(desk, found));
        let link = told.then(|| succession(desk, post, all)).flatten();
        link.into_iter().collect()
    }
}

impl Posts {
    /// Whether holders of a post of which no report says whose it is are told of by reports
    /// that name one town, and nothing better ties them.
    fn is_guess(&self, desk: &Desk<'_>, found: &[usize]) -> bool {
        let mut keys = found.iter().map(|number| self.keys(desk, *number));
        let first = keys.next().unwrap_or_default();
        let shared = keys.fold(first, |mut shared, keys| {
            shared.retain(|key| keys.contains(key));
            shared
        });
        let is_paper =
            |of: &Someone| matches!(of, Someone::Named(name) if !name.is_empty());
        let tied = shared.iter().any(|(_, of)| is_paper(of));
        let near = |pair: &[usize]| share_a_place(desk, pair);
        !tied && found.windows(2).all(near)
    }
}

/// Whether the reports of two facts name one town.
fn share_a_place(desk: &Desk<'_>, pair: &[usize]) -> bool {
    let mut places = pair.iter().map(|number| desk.places(desk.fact(*number).report));
    let first = places.next().unwrap_or_default();
    places.all(|places| !places.is_disjoint(&first))
}

/// Stands for whom a post belongs to where no report says it of any: in a pile about one country
/// "the mines minister" is that country's.
fn untold() -> Someone {
    Someone::Named("".into())
}

/// Whose a post is that a report gives without saying whose: the only town's that it names, and
/// that of its paper at home.
fn at_home(desk: &Desk<'_>, number: usize) -> Vec<Someone> {
    let report = desk.fact(number).report;
    let mut towns = desk.places(report).into_iter().map(Someone::Actor);
    let only = towns.next().filter(|_| towns.next().is_none());
    only.into_iter().chain(paper(desk, report)).collect()
}

/// Who printed a report and where it was filed from: a paper at home calls its own country's
/// minister "the defence minister".
fn paper(desk: &Desk<'_>, report: ReportId) -> Option<Someone> {
    let credits = &desk.sight.record.filed(report)?.page.credits.all;
    let credit = |kinds: &[CreditKind]| {
        let credit = credits.iter().find(|credit| kinds.contains(&credit.kind));
        credit.map(|credit| fold(&credit.value))
    };
    let outlet = credit(&[CreditKind::Outlet, CreditKind::Agency])?;
    let paper = format!("{outlet}, {}", credit(&[CreditKind::Place])?);
    Some(Someone::Named(paper.into_boxed_str()))
}

/// The posts that a holder's findings name, where one person holds them at a time. "The Varn
/// foreign minister" is the foreign minister of Varn.
pub(super) fn post_of(desk: &Desk<'_>, words: &[String], group: &[usize]) -> Vec<Post> {
    let who = desk.sight.who;
    let named = |word: &String| who.by_name(word);
    if is_head(words) {
        let of = group.iter().flat_map(|number| desk.fact(*number).in_field(Field::Of));
        let bodies: BTreeSet<&Someone> = of.filter(|of| is_body(desk, of)).collect();
        return bodies.into_iter().map(|of| (words.to_vec(), of.clone())).collect();
    }
    if !is_single(words) {
        // An ambassador to a state is another's.
        if words.iter().any(|word| SENT.iter().any(|sent| word.starts_with(sent))) {
            return Vec::new();
        }
        let (whose, words): (Vec<String>, Vec<String>) =
            words.iter().cloned().partition(|word| named(word).is_some());
        let of = whose.first().filter(|_| whose.len() == 1 && is_single(&words));
        let of = of.and_then(named).map(|actor| Someone::Actor(who.speaks_for(actor)));
        return of.map(|of| (words, of)).into_iter().collect();
    }
    let of = group.iter().flat_map(|number| desk.fact(*number).in_field(Field::Of));
    let mut of: BTreeSet<Someone> = of.cloned().collect();
    if of.is_empty() {
        of.extend(group.first().and_then(|number| of_holder(desk, *number)));
    }
    of.into_iter().map(|of| (words.to_vec(), of)).collect()
}

fn is_body(desk: &Desk<'_>, someone: &Someone) -> bool {
    let Someone::Actor(actor) = someone else { return false };
    let actor = desk.sight.who.actors.get(*actor);
    actor.is_some_and(|actor| actor.class == ActorClass::Organisation)
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
        // "She would be the first to hold the post" puts nobody into it.
        let held = matches!(fact.modality, Modality::Asserted | Modality::Planned)
            && fact.polarity == Polarity::Positive;
        if !held || effective(fact).is_open() {
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
    let told = first.in_field(Field::Of).any(|of| *of == post.1);
    let of = if told { first.line(Field::Of) } else { desk.name(&post.1) };
    let topic = match &post.1 {
        Someone::Named(_) if !told => first.line(Field::Post),
        _ => format!("{} of {of}", first.line(Field::Post)),
    };
    let holder = desk.difference("holder", &holders, |fact| fact.line(Field::Holder));
    let rule = "holders of one post at different times";
    Some(desk.link((LinkKind::RoleSuccession, rule), &topic, &holders, vec![holder]))
}

/// Whom another follows, told by reports that name the office in other words: "the commander of
/// the force", and "has replaced him as commander of the Concord force".
pub(super) struct Successors;

impl Block for Successors {
    /// Who is followed.
    type Key = Someone;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Someone> {
        let fact = desk.fact(number);
        let field = match fact.kind() {
            Kind::Relation
                if is_told(fact) && fact.folded(Field::Relation) == FOLLOWS =>
            {
                Field::Object
            }
            Kind::Role if is_told(fact) => Field::Holder,
            _ => return Vec::new(),
        };
        let named = fact.in_field(field);
        named.filter(|one| matches!(one, Someone::Actor(_))).cloned().collect()
    }

    fn links(&self, desk: &Desk<'_>, _: &Someone, found: &[usize]) -> Vec<Link> {
        let is = |kind| move |number: &&usize| desk.fact(**number).kind() == kind;
        let first = found.iter().find(is(Kind::Relation));
        let link = first.and_then(|relation| {
            let role = new_role(desk, desk.fact(*relation))?;
            let earlier = found.iter().filter(is(Kind::Role)).copied();
            let mut earlier = earlier.filter(|old| is_followed(desk, *old, role));
            let holders = [earlier.next_back()?, role];
            let rule = "a holder of a post whom another follows";
            let holder =
                desk.difference("holder", &holders, |fact| fact.line(Field::Holder));
            let topic = desk.fact(role).line(Field::Post);
            let kind = (LinkKind::RoleSuccession, rule);
            Some(desk.link(kind, &topic, &holders, vec![holder]))
        });
        link.into_iter().collect()
    }
}

/// The relation of one who follows another in an office.
const FOLLOWS: &str = "succeeds";

fn is_told(fact: &Fact) -> bool {
    matches!(fact.modality, Modality::Asserted | Modality::Planned)
        && fact.polarity == Polarity::Positive
}

/// The role that a report gives the one who follows another, beside the words that say so.
fn new_role(desk: &Desk<'_>, relation: &Fact) -> Option<usize> {
    let mut roles = desk.facts_of(relation.report).filter(|(_, fact)| {
        fact.kind() == Kind::Role
            && is_told(fact)
            && fact.evidence.overlaps(relation.evidence)
            && fact.in_field(Field::Holder).any(|holder| {
                relation.in_field(Field::Subject).any(|subject| subject == holder)
            })
    });
    roles.next().map(|(number, _)| number)
}

/// Whether an earlier report gives an office of the same kind, and nothing else ties the two.
fn is_followed(desk: &Desk<'_>, old: usize, new: usize) -> bool {
    let [one, other] = [old, new].map(|number| desk.fact(number));
    let posts = [one, other].map(|fact| post(&fact.line(Field::Post)));
    let whose = [(old, &posts[0]), (new, &posts[1])]
        .map(|(number, words)| post_of(desk, words, &[number]));
    let tied = whose[0].iter().any(|post| whose[1].contains(post));
    before(one, other)
        && one.origin != other.origin
        && !tied
        && is_within(&posts[0], &posts[1])
}

/// Whether the one is told in some of the words of the other.
fn is_within(one: &[String], other: &[String]) -> bool {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !few.is_empty() && few.iter().all(|word| many.contains(word))
}

fn is_doubtful(one: Days, other: Days) -> bool {
    matches!(
        (one.day(), other.day()),
        (Some(one), Some(other)) if days_between(one, other) <= DOUBT
    )
}
