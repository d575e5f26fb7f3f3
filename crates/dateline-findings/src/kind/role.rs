//! # What it records
//! Who holds which office or rank, of which state or body, as of when.
//!
//! # How it is said
//! The office before or behind the name ("Orlesian foreign minister Vero Malk", "Malk, the
//! foreign minister"), a rank before it ("Gen. Ada Korr"), "his Varnish counterpart, Ada Korr", "her
//! successor"; a verb ("headed by", "named Ada Korr as minister", "replaced Malk as mayor", "took
//! the oath", "resigned"), which tells when it began or ended; a trade or task beside the name ("union organiser Jon
//! Vane") where no post is told; a member of a body.
//!
//! # Example
//! Orlesian foreign minister Vero Malk signed the treaty.
//!
//! # Not this
//! A description that is no office and no trade: "resident", "witness".
//!
//! # Known misses
//! Offices told long after the name; offices whose holder is not named.

mod ended;
mod its;
mod left;
mod like;
mod order;
mod post;
mod side;
mod taken;
mod timing;
mod told;

use std::collections::BTreeSet;

use dateline_names::{Actor, ActorClass, Office, Resolution};
use dateline_text::{Span, fold};

use crate::context::Context;
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind};
use crate::value::{Name, Value};
pub(crate) use ended::is_past;

/// Reads the findings of this kind.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (number, actor) in context.cast.actors.iter().enumerate() {
        if actor.class != ActorClass::Person || !actor.name.contains(char::is_uppercase) {
            continue;
        }
        for office in chosen(actor) {
            let post = post(context, actor, office);
            // The same office in other words is told once: "minister", "foreign minister".
            let key = (number, office.rank);
            if seen.insert(key) {
                found.push(finding(context, number, office, &post));
            }
        }
    }
    for told in told::told(context) {
        lay(context, &mut found, told);
    }
    for told in like::like(context, &found) {
        lay(context, &mut found, told);
    }
    for role in &mut found {
        side::name_body(context, role);
        ended::mark(context, role);
    }
    found
}

/// Lays what is told further beside what is known.
fn lay(context: &Context<'_>, found: &mut Vec<Finding>, told: Finding) {
    let sentence =
        |finding: &Finding| context.analysis.sentence_at(finding.evidence.start());
    let rival = found.iter().position(|known| {
        is_same(known, &told)
            // "Ada Korr, an engineer, is now the chief executive": a trade gives way to a post.
            || line(known, Field::Holder) == line(&told, Field::Holder)
                && sentence(known) == sentence(&told)
                && is_bare_calling(known) != is_bare_calling(&told)
                && known.fields.get(Field::Rank).is_none()
    });
    let Some(known) = rival.and_then(|at| found.get_mut(at)) else {
        found.push(told);
        return;
    };
    if outweighs(&told, known) {
        *known = told;
    } else if by_verb(&told) && !tells_one_post(&told, known) {
        // "Ada Korr, founder of Norrail, resigned as its chairman" tells two.
        found.push(told);
    } else {
        begin(known, &told);
    }
}

/// Whether what is told takes the place of what is known of the same holder.
fn outweighs(told: &Finding, known: &Finding) -> bool {
    let leads = told.rule == "role, by a verb of leading";
    let rank = known.fields.get(Field::Rank).is_some();
    // "headed by retired judge Ada Menz": what she heads is told here, not what she was.
    (leads && told.fields.get(Field::Of).is_some())
        // "General Ada Korr, the commander of the force": the post says more than the rank.
        || rank && !is_bare_calling(told)
        || is_bare_calling(known) && !is_bare_calling(told)
        // "named Ada Korr, a lawyer, as minister".
        || by_verb(told)
            && !by_verb(known)
            && !tells_one_post(told, known)
            && known.fields.get(Field::Of).is_none()
}

fn by_verb(finding: &Finding) -> bool {
    finding.rule == "role, by a verb of office"
}

/// A trade by itself, told of no body: "a lawyer".
fn is_bare_calling(told: &Finding) -> bool {
    post::is_trade(&line(told, Field::Post)) && told.fields.get(Field::Of).is_none()
}

/// The office is known, and here it is told when it began or ended.
fn begin(known: &mut Finding, told: &Finding) {
    if let Some(to) = told.fields.get(Field::To)
        && tells_one_post(known, told)
    {
        known.fields.set(Field::To, to.clone(), &[]);
        known.fields.remove(Field::AsOf);
    }
    if let Some(from) = told.fields.get(Field::From)
        && tells_one_post(known, told)
        && known.fields.get(Field::From).is_none()
    {
        known.fields.set(Field::From, from.clone(), &[]);
        known.fields.remove(Field::AsOf);
    }
}

/// Whether two findings tell one office of one holder, or stand at one place.
fn is_same(known: &Finding, told: &Finding) -> bool {
    let rank = known.fields.get(Field::Rank).is_some();
    let gap = told.evidence.start().saturating_sub(known.evidence.end());
    let near = known.evidence.overlaps(told.evidence)
        || rank && gap <= 2 && told.evidence.start() > known.evidence.start();
    line(known, Field::Holder) == line(told, Field::Holder)
        && (near || tells_one_post(known, told))
}

/// "leader", "party leader".
fn tells_one_post(one: &Finding, other: &Finding) -> bool {
    let (one, other) = (line(one, Field::Post), line(other, Field::Post));
    one.contains(&other) || other.contains(&one)
}

fn line(finding: &Finding, field: Field) -> String {
    finding.fields.get(field).map(|value| fold(&value.to_line())).unwrap_or_default()
}

/// The offices of an actor, the fullest first; a rank only where there is no post.
fn chosen(actor: &Actor) -> Vec<&Office> {
    let mut posts: Vec<&Office> =
        actor.offices.iter().filter(|office| !office.rank).collect();
    posts.sort_by_key(|office| {
        (office.of.is_none(), std::cmp::Reverse(office.post.len()), office.span)
    });
    if posts.is_empty() { actor.offices.iter().take(1).collect() } else { posts }
}

/// The post; a counterpart holds that of the person it is the counterpart of.
fn post(context: &Context<'_>, actor: &Actor, office: &Office) -> String {
    if !fold(&office.post).contains("counterpart") {
        return office.post.clone();
    }
    let sentence = context.analysis.sentence_at(office.span.start());
    let same = |other: &&Actor| {
        other.name != actor.name
            && other.offices.iter().any(|held| {
                !held.rank && context.analysis.sentence_at(held.span.start()) == sentence
            })
    };
    let here = sentence.into_iter().flat_map(|number| context.mentions_in(number));
    let mut actors = here.filter_map(|mention| context.cast.actor_of(mention));
    let other = actors.find(same);
    let held = other.and_then(|other| other.offices.iter().find(|held| !held.rank));
    held.map_or_else(|| office.post.clone(), |held| held.post.clone())
}

/// "Harbour Bank chairman": the body that stands before the post, and the post without it.
fn split_post(
    context: &Context<'_>,
    office: &Office,
    post: &str,
) -> (String, Option<String>) {
    if let Some(of) =
        office.of.as_deref().filter(|of| post == "minister" && is_trade(context, of))
    {
        // "the Minister of Transport": what the office is for.
        return (format!("{post} of {of}"), None);
    }
    if office.of.is_some() || office.rank {
        return (post.to_owned(), office.of.clone());
    }
    let sentence = context.analysis.sentence_at(office.span.start());
    let mut mentions =
        sentence.into_iter().flat_map(|number| context.mentions_in(number));
    let body = mentions.find(|mention| {
        mention.span.start() == office.span.start()
            && office.span.contains(mention.span)
            && matches!(mention.class, ActorClass::Organisation | ActorClass::State)
    });
    let words = body.map(|body| context.words(body.span)).unwrap_or_default();
    let rest = fold(post).strip_prefix(fold(words).as_str()).map(str::to_owned);
    match (body, rest) {
        (Some(body), Some(rest)) if !rest.trim().is_empty() => {
            let actor = context.cast.actor_of(body).map(|actor| actor.name.clone());
            (rest.trim().to_owned(), actor.or_else(|| Some(words.to_owned())))
        }
        _ => match named_in(context, post) {
            (post, None) => in_capitals(context, office, post),
            found => found,
        },
    }
}

/// "former Varn foreign minister": the name in capitals right before a post in small letters is
/// whose it is, whatever it was taken for.
pub(crate) fn in_capitals(
    context: &Context<'_>,
    office: &Office,
    post: String,
) -> (String, Option<String>) {
    let words = context.words(office.span);
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let name = words.split(' ').find(is_capital).filter(|name| {
        let opens = words.starts_with(name)
            && context.word_at(office.span.start()).is_none_or(|word| word.token == 0);
        let known = || context.cast.actors.iter().any(|actor| actor.name == *name);
        !opens || known()
    });
    let split = name.and_then(|name| {
        let rest = post.strip_prefix(fold(name).as_str())?.strip_prefix(' ')?;
        (dateline_names::ends_post(rest.rsplit(' ').next()?) && words.ends_with(rest))
            .then(|| (rest.to_owned(), Some(name.to_owned())))
    });
    split.unwrap_or((post, None))
}

/// Whether the report knows no state, town or body of that name.
fn is_trade(context: &Context<'_>, of: &str) -> bool {
    dateline_names::state_of(of).is_none()
        && !context.cast.actors.iter().any(|actor| {
            actor.class != ActorClass::Person
                && (actor.name == of || actor.aliases.iter().any(|alias| alias == of))
        })
}

/// "Norrail chief executive" where "Norrail" is named elsewhere in the report.
fn named_in(context: &Context<'_>, post: &str) -> (String, Option<String>) {
    let folded = fold(post);
    let bodies = context.cast.actors.iter().filter(|actor| {
        matches!(actor.class, ActorClass::Organisation | ActorClass::Place)
    });
    let mut names = bodies.flat_map(|actor| {
        let aliases = actor.aliases.iter().map(String::as_str);
        aliases.chain([actor.name.as_str()]).map(move |name| (name, actor))
    });
    let found = names.find_map(|(name, actor)| {
        let rest = folded.strip_prefix(fold(name).as_str())?.strip_prefix(' ')?;
        Some((rest.to_owned(), Some(actor.name.clone())))
    });
    found.unwrap_or_else(|| (post.to_owned(), None))
}

fn finding(context: &Context<'_>, number: usize, office: &Office, post: &str) -> Finding {
    let (post, of) = split_post(context, office, post);
    let post = post.as_str();
    let evidence = evidence(context, number, office);
    let side = side::side(context, office, post, evidence);
    let of = its::body_of_its(context, office.span.start())
        .or(of)
        .or_else(|| side.as_ref().map(|(name, _)| name.clone()));
    let evidence = side.map_or(evidence, |(_, span)| evidence.cover(span));
    let of = of.map(|of| side::called(context, of, office.span.start()));
    let name = context.cast.actors.get(number).map(|actor| actor.name.clone());
    let holder = Name { name: name.unwrap_or_default(), actor: Some(number) };
    let mut fields = Fields::new().with(Field::Holder, Value::Name(holder), &[]);
    fields.set(Field::Post, Value::words(post), &[office.span]);
    if office.rank {
        fields.set(Field::Rank, Value::words(post), &[office.span]);
    }
    fields.set_some(Field::Of, of.as_deref().map(Value::words), &[]);
    if let Some(day) = context.credits.published.as_ref().map(|moment| moment.date) {
        fields.set(Field::AsOf, Value::When(dating::present(day)), &[]);
    }
    let rule =
        if office.rank { "role, rank before a name" } else { "role, office of a name" };
    let mut finding = Finding::new(Kind::Role, evidence, rule, fields);
    finding.confidence = 800;
    finding
}

/// The office with the name beside it.
fn evidence(context: &Context<'_>, number: usize, office: &Office) -> Span {
    let near = |span: Span| {
        let gap = span.start().saturating_sub(office.span.end())
            + office.span.start().saturating_sub(span.end());
        (gap <= 40).then_some(gap)
    };
    let sentence = context.analysis.sentence_at(office.span.start());
    let here = sentence.into_iter().flat_map(|number| context.mentions_in(number));
    let mentions = here.filter(|mention| {
        mention.resolution == Resolution::One(number) && near(mention.span).is_some()
    });
    let beside = mentions.min_by_key(|mention| {
        (std::cmp::Reverse(mention.span.len().min(12)), near(mention.span))
    });
    beside.map_or(office.span, |mention| office.span.cover(mention.span))
}
