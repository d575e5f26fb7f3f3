//! Figures of the same thing over time, lined up.

mod lines;

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Decimal, Field, Value};
use dateline_text::ReportId;
use jiff::civil::Date;

use self::lines::{Line, Lines, Mentioned};
use super::counted::Counted;
use super::entries::{Draft, Whole};
use super::facts::{Fact, Someone};
use super::origins::day_order;
use super::who::Who;
use super::words::slug;
use crate::hands::{Hands, each, each_of};
use crate::{Days, Entry, Point, PointBasis, Series, SeriesId};

/// A series with what it counts, and for each point the facts it is made of.
#[derive(Debug)]
pub(super) struct Lined {
    pub(super) series: Series,
    pub(super) counted: Counted,
    /// The places of the entries, one a point.
    pub(super) entries: Vec<usize>,
}

/// A figure entry on its way into a series.
#[derive(Debug)]
struct Figure {
    entry: usize,
    counted: Counted,
    /// Every fact's report, with who is named in it.
    about: Vec<ReportId>,
    origins: BTreeSet<usize>,
    day: (Date, Date),
    known: bool,
}

/// The series of all figure entries, by their slugs.
pub(super) fn of(entries: &[Draft], whole: Whole<'_>, hands: Hands<'_>) -> Vec<Lined> {
    let Whole { facts, who, .. } = whole;
    let mentioned = mentioned(who);
    let figures = each(hands, entries.len(), &|place| {
        figure(place, &entries[place].evidence, facts, who)
    });
    let mut figures: Vec<Figure> = figures.into_iter().flatten().collect();
    // Those that say most about whose and where come first, each in the order of its days.
    figures.sort_by_cached_key(|figure| {
        let exactness = std::cmp::Reverse(figure.counted.exactness());
        (exactness, figure.counted.clone(), figure.day)
    });
    let mut families: BTreeMap<Counted, Vec<(usize, Figure)>> = BTreeMap::new();
    for (place, figure) in figures.into_iter().enumerate() {
        let family = figure.counted.without_whose();
        families.entry(family).or_default().push((place, figure));
    }
    let lines = each_of(hands, families.into_values().collect(), &|family| {
        Lines::of(family, &mentioned)
    });
    let mut lines: Vec<Line> = lines.into_iter().flatten().collect();
    lines.sort_by_key(|line| line.first);
    let mut lined: Vec<Lined> = each(hands, lines.len(), &|place| {
        let Line { counted, figures, .. } = &lines[place];
        line(counted, figures, entries, whole)
    });
    name_apart(&mut lined);
    lined.sort_by(|one, other| one.series.id.cmp(&other.series.id));
    lined
}

/// Which actors each report names.
fn mentioned(who: &Who) -> Mentioned {
    let mut mentioned = Mentioned::new();
    for (place, actor) in who.actors.iter().enumerate() {
        for (report, _) in &actor.mentioned {
            mentioned.entry(*report).or_default().insert(place);
        }
    }
    mentioned
}

fn figure(entry: usize, group: &[usize], facts: &[Fact], who: &Who) -> Option<Figure> {
    let figures: Vec<&Fact> = group.iter().map(|number| &facts[*number]).collect();
    let first =
        figures.first().filter(|fact| fact.kind() == dateline_findings::Kind::Figure)?;
    let counted = figures.iter().filter_map(|fact| Counted::of(fact, who));
    // The member that says most about whose and where speaks for all.
    let counted = counted.max_by_key(|counted| {
        (counted.exactness(), std::cmp::Reverse(counted.clone()))
    })?;
    let known = !first.placed.days.is_open();
    let days = if known { first.placed.days } else { first.published };
    let about = figures.iter().map(|fact| fact.report).collect();
    let origins = figures.iter().map(|fact| fact.origin).collect();
    Some(Figure { entry, counted, about, origins, day: day_order(days), known })
}

fn line(
    counted: &Counted,
    figures: &[Figure],
    entries: &[Draft],
    whole: Whole<'_>,
) -> Lined {
    let who = whole.who;
    let entry = |figure: &Figure| whole.entry(&entries[figure.entry]);
    let mut figures: Vec<(&Figure, Entry)> =
        figures.iter().map(|figure| (figure, entry(figure))).collect();
    figures.sort_by_cached_key(|(figure, entry)| {
        // "from" stands before "to" on the same day.
        (figure.day, step(entry), figure.entry)
    });
    let points = figures.iter().filter_map(|(figure, entry)| {
        let first = entries[figure.entry].evidence.first();
        let published = first.map(|first| whole.facts[*first].published);
        Some((point(figure, entry, published.unwrap_or_default())?, figure.entry))
    });
    let (points, places): (Vec<Point>, Vec<usize>) = points.unzip();
    let first = figures.first().map(|(_, entry)| entry);
    let unit = first.map(|entry| entry.line(Field::Unit)).unwrap_or_default();
    // "They paid 28 million dollars": nothing says what for, and dollars are counted.
    let what = called(&figures).unwrap_or_else(|| unit.clone());
    let series = Series {
        id: SeriesId(slug_of(counted, who)),
        what,
        unit,
        holder: actor_id(counted.holder.as_ref(), who),
        place: counted.place.as_ref().map(|place| shown(place, who)),
        points,
    };
    Lined { series, counted: counted.clone(), entries: places }
}

fn step(entry: &Entry) -> u8 {
    match entry.line(Field::Change).as_str() {
        "from" => 0,
        "to" => 2,
        _ => 1,
    }
}

fn point(figure: &Figure, entry: &Entry, published: Days) -> Option<Point> {
    let (days, basis) = if figure.known {
        (entry.days, PointBasis::Said)
    } else if published.is_open() {
        (Days::default(), PointBasis::Unknown)
    } else {
        (Days { earliest: None, latest: published.latest }, PointBasis::Published)
    };
    Point::of(entry, days, basis)
}

/// The number, or the two that it lies between.
pub(crate) fn bounds(value: &Value) -> Option<(Decimal, Decimal)> {
    match value {
        Value::Number(number) => Some((*number, *number)),
        Value::Range(from, to) => Some((*from.min(to), *from.max(to))),
        _ => None,
    }
}

/// The longest wording of what is counted that most points use; `None` where no words say it.
fn called(figures: &[(&Figure, Entry)]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, entry) in figures {
        *counts.entry(entry.line(Field::What)).or_default() += 1;
    }
    let best = counts.into_iter().filter(|(what, _)| !what.is_empty()).max_by_key(
        |(what, count)| (*count, what.len(), std::cmp::Reverse(what.clone())),
    );
    best.map(|(what, _)| what)
}

fn actor_id(someone: Option<&Someone>, who: &Who) -> Option<crate::ActorId> {
    match someone? {
        Someone::Actor(actor) => who.actors.get(*actor).map(|actor| actor.id.clone()),
        Someone::Named(_) => None,
    }
}

fn shown(someone: &Someone, who: &Who) -> String {
    match someone {
        Someone::Actor(actor) => {
            who.actors.get(*actor).map(|actor| actor.name.clone()).unwrap_or_default()
        }
        Someone::Named(name) => name.to_string(),
    }
}

fn slug_of(counted: &Counted, who: &Who) -> String {
    let someone = |someone: &Option<Someone>| {
        someone.as_ref().map(|someone| slug(&shown(someone, who))).unwrap_or_default()
    };
    let total = if counted.cumulative { "in all" } else { "" };
    let parts = [
        counted.noun.clone(),
        counted.action.clone(),
        total.to_owned(),
        someone(&counted.holder),
        someone(&counted.place),
    ];
    slug(&parts.join(" "))
}

/// Series of one name, as tolls of two events in one place, are numbered by their first day.
fn name_apart(lined: &mut [Lined]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for lined in lined {
        let times = seen.entry(lined.series.id.0.clone()).or_default();
        *times += 1;
        if *times > 1 || lined.series.id.0.is_empty() {
            lined.series.id.0 = format!("{}--{times}", lined.series.id.0);
        }
    }
}
