//! How findings stand to each other, each relation by a named rule.
//!
//! A handful of right links beats hundreds of wrong ones: a rule speaks only where it has
//! reasons, once for all findings concerned, and an update is never called a conflict.

mod chances;
mod claims;
mod demands;
mod denials;
mod disputes;
mod figures;
mod intents;
mod later;
mod names;
mod posts;
mod promises;
mod same;
mod scopes;
mod sequels;
mod shapes;
mod signings;
mod stances;
mod status;
mod tallies;
mod tasks;
mod times;
mod votes;
mod weekdays;
mod wordings;

use std::collections::BTreeSet;
use std::ops::Deref;

pub(crate) use self::promises::OUTCOME;
use dateline_findings::Field;
use dateline_names::ActorClass;
use dateline_text::{ReportId, Span};
use jiff::civil::Date;

use self::chances::Chances;
use self::claims::{Claims, Unclaimed};
use self::demands::Demands;
use self::denials::Denials;
use self::disputes::Disputes;
use self::intents::Intents;
use self::later::{Plans, States};
use self::posts::{Posts, Successors};
use self::promises::Promises;
use self::sequels::Sequels;
use self::shapes::{by_asking, in_blocks, in_entries, in_reports};
use self::signings::{STEPS, Signings};
use self::stances::Stances;
use self::status::Work;
use self::tallies::Tallies;
use self::tasks::Tasks;
use self::times::{Acts, Deaths, Onsets};
use self::votes::{Polls, Votes};
use self::wordings::OfOneDay;
use super::entries::{Draft, Whole, evidence};
use super::facts::{Fact, Someone};
use super::lining::Lined;
use super::placed::days_between;
use super::who::Who;
use super::words::{coded, stems};
use crate::hands::{Hands, each_large};
use crate::{Days, Difference, EntryId, Evidence, Link, LinkKind, Record};

/// All that rules of linking look at.
pub(super) struct Sight<'a> {
    pub(super) record: &'a Record,
    pub(super) facts: &'a [Fact],
    pub(super) entries: &'a [Draft],
    pub(super) whole: Whole<'a>,
    pub(super) lined: &'a [Lined],
    pub(super) who: &'a Who,
}

/// All links, by kind, topic and members.
pub(super) fn of(sight: &Sight<'_>, hands: Hands<'_>) -> Vec<Link> {
    let entry_of = entry_of(sight);
    let desk = &Desk { sight, entry_of: &entry_of };
    let stances = Stances::of(desk, hands);
    let tallies = Tallies::of(desk);
    let posts = Posts::of(desk);
    let rules: [&(dyn Fn() -> Vec<Link> + Sync); 35] = [
        &|| figures::links(desk, hands),
        &|| by_asking(&Promises, desk, hands),
        &|| by_asking(&Plans, desk, hands),
        &|| by_asking(&Denials, desk, hands),
        &|| by_asking(&Claims, desk, hands),
        &|| by_asking(&Intents, desk, hands),
        &|| by_asking(&Work, desk, hands),
        &|| by_asking(&Demands, desk, hands),
        &|| by_asking(&Disputes, desk, hands),
        &|| in_blocks(&stances, desk, hands),
        &|| in_blocks(&tallies, desk, hands),
        &|| in_blocks(&States, desk, hands),
        &|| in_blocks(&posts, desk, hands),
        &|| in_blocks(&Successors, desk, hands),
        &|| in_blocks(&Acts, desk, hands),
        &|| in_blocks(&Onsets, desk, hands),
        &|| in_blocks(&Chances, desk, hands),
        &|| in_blocks(&Deaths, desk, hands),
        &|| in_blocks(&Votes, desk, hands),
        &|| in_blocks(&Polls, desk, hands),
        &|| in_blocks(&OfOneDay, desk, hands),
        &|| in_blocks(&Sequels, desk, hands),
        &|| in_blocks(&STEPS[0], desk, hands),
        &|| in_blocks(&STEPS[1], desk, hands),
        &|| in_blocks(&Unclaimed, desk, hands),
        &|| in_blocks(&Signings, desk, hands),
        &|| in_blocks(&Tasks, desk, hands),
        &|| in_entries(&|entry| status::links(desk, entry), desk, hands),
        &|| in_entries(&|entry| wordings::links(desk, entry), desk, hands),
        &|| in_reports(&|report| same::by_state_and_body(desk, report), desk, hands),
        &|| in_reports(&|report| scopes::parts(desk, report), desk, hands),
        &|| in_reports(&|report| disputes::counts(desk, report), desk, hands),
        &|| in_reports(&|report| times::too_early(desk, report), desk, hands),
        &|| names::links(desk, hands),
        &|| weekdays::links(desk),
    ];
    let links = each_large(hands, rules.len(), &|place| rules[place]());
    let mut links: Vec<Link> = links.into_iter().flatten().collect();
    // Where reports disagree on an entry, that they agree it happened goes without saying.
    let disputed: BTreeSet<EntryId> = links
        .iter()
        .filter(|link| link.kind.is_conflict())
        .flat_map(|link| link.entries.iter().copied())
        .collect();
    links.extend(in_entries(&|entry| same::links(desk, entry, &disputed), desk, hands));
    Link::sort(&mut links);
    links.dedup();
    links
}

/// The place of the entry that each fact is in.
fn entry_of(sight: &Sight<'_>) -> Vec<usize> {
    let mut entry_of = vec![0; sight.facts.len()];
    for (place, entry) in sight.entries.iter().enumerate() {
        for number in &entry.evidence {
            entry_of[*number] = place;
        }
    }
    entry_of
}

/// An entry that is worked out as far as it is asked about.
#[derive(Clone, Copy)]
struct Told<'a> {
    entry: &'a Draft,
    whole: Whole<'a>,
}

impl Deref for Told<'_> {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        self.entry
    }
}

impl Told<'_> {
    fn title(self) -> String {
        self.whole.entry(self.entry).title
    }

    /// The best reading of a field as one line; empty where there is none.
    fn line(self, field: Field) -> String {
        self.whole.line(self.entry, field)
    }
}

/// What the rules share: the facts, and how a link is made of some of them.
struct Desk<'a> {
    sight: &'a Sight<'a>,
    /// The place of the entry that each fact is in.
    entry_of: &'a [usize],
}

impl<'a> Desk<'a> {
    fn fact(&self, number: usize) -> &'a Fact {
        &self.sight.facts[number]
    }

    /// The entry at a place.
    fn told(&self, place: usize) -> Told<'a> {
        Told { entry: &self.sight.entries[place], whole: self.sight.whole }
    }

    /// All facts of a report.
    fn facts_of(&self, report: ReportId) -> impl Iterator<Item = (usize, &'a Fact)> + 'a {
        let facts = self.sight.facts;
        let first = facts.partition_point(|fact| fact.report < report);
        let all = facts.iter().enumerate().skip(first);
        all.take_while(move |(_, fact)| fact.report == report)
    }

    /// The entry that a fact is in.
    fn entry(&self, number: usize) -> Told<'a> {
        self.told(self.entry_of[number])
    }

    /// A link between facts, in the order in which they were published.
    fn link(
        &self,
        (kind, rule): (LinkKind, &'static str),
        topic: &str,
        numbers: &[usize],
        differences: Vec<Difference>,
    ) -> Link {
        let mut numbers = numbers.to_vec();
        numbers.sort_by_key(|number| self.fact(*number).order());
        numbers.dedup();
        let entries: BTreeSet<EntryId> =
            numbers.iter().map(|number| self.entry(*number).id).collect();
        let mut members: Vec<Evidence> = Vec::new();
        for number in numbers {
            let member = evidence(self.fact(number));
            let known = |other: &Evidence| {
                (other.report, other.span) == (member.report, member.span)
            };
            if !members.iter().any(known) {
                members.push(member);
            }
        }
        Link {
            kind,
            rule: rule.into(),
            topic: topic.to_owned(),
            members,
            entries: entries.into_iter().collect(),
            differences,
        }
    }

    /// A link whose members point at the words of a field, where a report has them elsewhere than
    /// the rest: "the signatories are ..." behind "an accord was signed".
    fn pointed(&self, mut link: Link, numbers: &[usize], field: Field) -> Link {
        for fact in numbers.iter().map(|number| self.fact(*number)) {
            let spans = fact.spans(field);
            let Some(words) = spans.iter().copied().reduce(Span::cover) else { continue };
            if spans.iter().any(|span| span.overlaps(fact.evidence)) {
                continue;
            }
            let whole = |member: &&mut Evidence| {
                (member.report, member.span) == (fact.report, fact.evidence)
            };
            link.members.iter_mut().filter(whole).for_each(|member| member.span = words);
        }
        link
    }

    /// What facts say about one thing, each value with its reports.
    fn difference(
        &self,
        field: &'static str,
        numbers: &[usize],
        value: impl Fn(&Fact) -> String,
    ) -> Difference {
        let mut numbers = numbers.to_vec();
        numbers.sort_by_key(|number| self.fact(*number).order());
        let mut values: Vec<(String, Vec<ReportId>)> = Vec::new();
        for fact in numbers.into_iter().map(|number| self.fact(number)) {
            let said = value(fact);
            if said.is_empty() {
                continue;
            }
            match values.iter_mut().find(|(known, _)| *known == said) {
                Some((_, reports)) if reports.contains(&fact.report) => {}
                Some((_, reports)) => reports.push(fact.report),
                None => values.push((said, vec![fact.report])),
            }
        }
        Difference { field: field.into(), values }
    }

    /// The places that a report names.
    fn places(&self, report: ReportId) -> BTreeSet<usize> {
        let who = self.sight.who;
        let is_place = |actor: &usize| {
            who.actors.get(*actor).is_some_and(|actor| actor.class == ActorClass::Place)
        };
        who.cast(report).actors().filter(is_place).collect()
    }

    /// The name that somebody is shown by.
    fn name(&self, someone: &Someone) -> String {
        match someone {
            Someone::Actor(actor) => {
                let actor = self.sight.who.actors.get(*actor);
                actor.map(|actor| actor.name.clone()).unwrap_or_default()
            }
            Someone::Named(name) => name.to_string(),
        }
    }

    /// The names of some, in one line.
    fn names(&self, all: &BTreeSet<Someone>) -> String {
        let mut names: Vec<String> =
            all.iter().map(|someone| self.name(someone)).collect();
        names.sort();
        names.join("; ")
    }
}

/// How many values a difference has.
fn values(difference: &Difference) -> usize {
    difference.values.len()
}

/// Whether the one was surely published before the other.
fn before(one: &Fact, other: &Fact) -> bool {
    matches!(
        (one.published.latest, other.published.earliest),
        (Some(one), Some(other)) if one < other
    )
}

/// Whether two facts were published within so many days of each other.
fn is_near(one: &Fact, other: &Fact, most: i64) -> bool {
    matches!(
        (one.published.day(), other.published.day()),
        (Some(one), Some(other)) if days_between(one, other).abs() <= most
    )
}

/// Whether the reports of two facts share so many names, one of them no state's. A report may
/// take a name for a town's that another takes for a firm's, and leave out a first name.
fn is_one_matter(desk: &Desk<'_>, pair: [&Fact; 2], least: usize) -> bool {
    let who = desk.sight.who;
    let names = pair.map(|fact| {
        let actors = who.cast(fact.report).actors().collect::<BTreeSet<usize>>();
        let actors = actors.into_iter().filter_map(|actor| who.actors.get(actor));
        actors.map(|actor| (stems(&actor.name).pop(), actor)).collect::<Vec<_>>()
    });
    let [own, others] = &names;
    let others: BTreeSet<&String> = others.iter().flat_map(|(last, _)| last).collect();
    let shared = own
        .iter()
        .filter(|(last, _)| last.as_ref().is_some_and(|last| others.contains(last)));
    let shared: Vec<ActorClass> = shared.map(|(_, actor)| actor.class).collect();
    shared.len() >= least && shared.iter().any(|class| *class != ActorClass::State)
}

/// The kind of deed with each of those who stand in a field; nothing where no kind is told.
fn done_by(fact: &Fact, doer: Field) -> impl Iterator<Item = u64> + '_ {
    let kind = fact.code(Field::EventType);
    let doers = fact.in_field(doer).filter(move |_| kind != 0);
    doers.map(move |doer| coded(&[kind, doer.code()]))
}

/// When a fact counts: its own days, else those of its report.
fn effective(fact: &Fact) -> Days {
    if fact.placed.days.is_open() { fact.published } else { fact.placed.days }
}

/// The day by which a fact counts; what is only known to lie after a day can lie long after it.
fn ends(fact: &Fact) -> Date {
    effective(fact).latest.unwrap_or(Date::MAX)
}

/// Sorts facts by when they count.
fn by_time(numbers: &mut [usize], desk: &Desk<'_>) {
    numbers.sort_by_cached_key(|number| {
        let fact = desk.fact(*number);
        (ends(fact), effective(fact).earliest, fact.order())
    });
}
