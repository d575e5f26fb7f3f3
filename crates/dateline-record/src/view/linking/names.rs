//! One actor under names that are not parts of each other.

use std::collections::{BTreeMap, BTreeSet};

use dateline_names::ActorClass;
use dateline_text::{ReportId, Span, fold};
use jiff::civil::Date;

use super::super::words::{slug, stems};
use super::Desk;
use crate::hands::{Hands, each};
use crate::{ActorEntry, Difference, Evidence, Link, LinkKind};

pub(super) fn links(desk: &Desk<'_>, hands: Hands<'_>) -> Vec<Link> {
    let actors = &desk.sight.who.actors;
    let links = each(hands, actors.len(), &|place| {
        let class = actors[place].class;
        let telling = matches!(class, ActorClass::Person | ActorClass::Organisation);
        telling.then(|| variants(desk, &actors[place])).flatten()
    });
    links.into_iter().flatten().collect()
}

/// A name as a report prints it, where it first stands there.
struct Printed {
    /// The day on which the report came out; the last of all where it has none.
    published: Date,
    words: Vec<String>,
    name: String,
    evidence: Evidence,
}

fn variants(desk: &Desk<'_>, actor: &ActorEntry) -> Option<Link> {
    let mut kept: Vec<Printed> = Vec::new();
    let mut spellings: BTreeSet<String> = BTreeSet::new();
    for printed in printed(desk, actor) {
        if !spellings.insert(slug(&printed.name)) {
            continue;
        }
        // A part of a name, or the same words otherwise ordered, is no variant.
        let part = kept.iter().any(|other| is_part(&printed.words, &other.words));
        if printed.words.len() > 1 && !part {
            kept.push(printed);
        }
    }
    if kept.len() < 2 {
        return None;
    }
    let values =
        kept.iter().map(|printed| (printed.name.clone(), vec![printed.evidence.report]));
    Some(Link {
        kind: LinkKind::NameVariant,
        rule: "one actor under names that differ in a word".into(),
        topic: actor.name.clone(),
        differences: vec![Difference { field: "name".into(), values: values.collect() }],
        members: kept.into_iter().map(|printed| printed.evidence).collect(),
        entries: Vec::new(),
    })
}

/// The names in the order in which the reports came out, each where it stands first.
fn printed(desk: &Desk<'_>, actor: &ActorEntry) -> Vec<Printed> {
    let mut first: BTreeMap<&str, (Date, ReportId, Span)> = BTreeMap::new();
    for (report, number) in &actor.mentioned {
        let Some(filed) = desk.sight.record.filed(*report) else { continue };
        let moment = filed.page.credits.published.as_ref();
        let published = moment.map_or(Date::MAX, |moment| moment.date);
        for named in filed.page.named.iter().filter(|named| named.actor == *number) {
            let here = (published, *report, named.span);
            let known = first.entry(&named.words).or_insert(here);
            *known = (*known).min(here);
        }
    }
    let all = first.into_iter().map(|(words, (published, report, span))| {
        // "the second Strait Dialogue", "a joint commission": what stands small before a name
        // is no part of it.
        let small = |word: &&str| word.chars().all(|letter| !letter.is_uppercase());
        let name: Vec<&str> = words.split(' ').skip_while(small).collect();
        let name = name.join(" ");
        let evidence = Evidence::of_words(report, span);
        Printed { published, words: stems(&name), name, evidence }
    });
    let mut all: Vec<Printed> = all.collect();
    all.sort_by_key(|one| (one.published, one.evidence.report, one.evidence.span));
    all
}

/// Whether one name is the other with words left out, or its first letters.
fn is_part(one: &[String], other: &[String]) -> bool {
    let (short, long) =
        if one.len() <= other.len() { (one, other) } else { (other, one) };
    let letters: String = long.iter().filter_map(|word| word.chars().next()).collect();
    short.iter().all(|word| long.contains(word)) || fold(&short.concat()) == letters
}
