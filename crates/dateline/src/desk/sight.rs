//! The part of what was seen of a record that a question needs, and the answer's way to the
//! words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use dateline_findings::{Field, Kind};
use dateline_record::{
    ActorEntry, ActorId, Deciding, Entry, EntryId, Evidence, Link, LinkKind, Parts,
    ReportLine, SeriesRow, View,
};
use dateline_store::{Chosen, Said, Store, Told};
use dateline_text::ReportId;

use super::leaf::Narrowed;
use super::reader::TELLERS;
use super::show::Asked;
use super::{Desk, Paper, Since};

/// What an answer is made from: what was seen, and the reports' words.
pub(crate) struct Sight<'a> {
    desk: &'a Desk,
    pub(crate) view: &'a View,
    /// What was ruled since.
    pub(crate) since: Arc<Since>,
    /// How many lines of a list within a line there are at most.
    pub(crate) apiece: usize,
    depth: Depth,
}

/// How far an answer goes into the reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// With the words of the evidence and where they stand.
    #[default]
    Words,
    /// Without: for lists that do not show them.
    Lines,
}

impl<'a> Sight<'a> {
    pub(crate) fn new(desk: &'a Desk, view: &'a View) -> Self {
        let (since, apiece) = (desk.since(), usize::MAX);
        Self { desk, view, since, apiece, depth: Depth::Words }
    }

    pub(super) fn only(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// The same with at most so many lines of a list within a line.
    pub(super) fn with_apiece(self, apiece: Option<usize>) -> Self {
        Self { apiece: apiece.unwrap_or(usize::MAX), ..self }
    }

    /// Whether the words of the evidence are asked for.
    pub(crate) fn has_words(&self) -> bool {
        self.depth == Depth::Words
    }

    /// The first of a list within a line, as many as there may be.
    pub(crate) fn some<'b, T>(&self, all: &'b [T]) -> &'b [T] {
        all.get(..self.apiece).unwrap_or(all)
    }

    /// Who tells a point of a series: where its points are some of many, the first few of them.
    pub(crate) fn tellers<'b, T>(&self, all: &'b [T]) -> &'b [T] {
        let most = if self.apiece == usize::MAX { usize::MAX } else { TELLERS };
        all.get(..most).unwrap_or(all)
    }

    /// A report with its places; `None` where it cannot be read or is not asked for.
    pub(crate) fn paper(&self, id: ReportId) -> Option<Arc<Paper>> {
        match self.depth {
            Depth::Words => self.desk.paper(id),
            Depth::Lines => None,
        }
    }
}

/// All that was seen, or a part of it.
pub(super) enum Look<'a> {
    Whole(&'a View),
    Some(Box<View>),
}

impl Deref for Look<'_> {
    type Target = View;

    fn deref(&self) -> &View {
        match self {
            Self::Whole(view) => view,
            Self::Some(view) => view,
        }
    }
}

pub(super) type Read<T> = Result<T, dateline_store::Error>;

/// The words of kinds.
pub(super) fn words(kinds: &[Kind]) -> Vec<&'static str> {
    kinds.iter().map(|kind| kind.as_str()).collect()
}

/// The links that a part has.
pub(super) enum Links {
    None,
    Conflicts,
}

/// All that was seen of a record.
pub(super) fn whole(store: &Store) -> Read<View> {
    store.at_once(whole_of)
}

fn whole_of(store: &Store) -> Read<View> {
    let entries = store.entries(&Chosen::default())?;
    let kinds: Vec<&str> = LinkKind::ALL.iter().map(|(_, word)| *word).collect();
    let mut reports = store.lines(None)?;
    ReportLine::sort(&mut reports);
    let mut links = store.links(&kinds, None)?;
    Link::sort(&mut links);
    let rows = store.series(None)?;
    let parts = Parts {
        copies: store.copies(&reports)?,
        actors: store.actors(None)?,
        unsure: store.unsure()?,
        decisions: store.ruled()?,
        reports,
        entries,
        links,
        ..Parts::default()
    };
    Ok(View::of_parts(with_series(parts, &rows)))
}

/// What the entries of a kind say, in the order of the timeline.
pub(super) fn each_said(
    store: &Store,
    (kind, told): (Kind, Told),
    take: &mut dyn FnMut(Said),
) -> Read<()> {
    let kinds = words(&[kind]);
    store.each_said(&Chosen { kinds: &kinds, ..Chosen::default() }, told, take)
}

/// The reports alone.
pub(super) fn reports(store: &Store) -> Read<View> {
    let mut reports = store.lines(None)?;
    ReportLine::sort(&mut reports);
    let copies = store.copies(&reports)?;
    Ok(View::of_parts(Parts { reports, copies, ..Parts::default() }))
}

/// The bodies that weigh something, and what may concern that.
pub(super) fn weighed(store: &Store) -> Read<View> {
    let kinds = &words(&[Kind::Body]);
    let bodies = Chosen { kinds, ..Chosen::default() };
    let bodies = entries(store, store.entries(&bodies)?, &Links::None)?;
    let weighing = bodies.weighing();
    let mut ids = store.beginning(&words(&Deciding::KINDS), &weighing.anywhere)?;
    ids.extend(store.beginning(&words(&[Kind::Statement]), &weighing.said)?);
    let kinds = &words(&[Kind::Agreement]);
    ids.extend(store.beginning(kinds, &weighing.names)?);
    let actors: Vec<ActorId> = weighing.actors.into_iter().collect();
    for some in actors.chunks(AT_ONCE) {
        let with = Chosen { kinds, actors: Some(some), ..Chosen::default() };
        ids.extend(store.ids(&with)?);
    }
    ids.extend(bodies.entries.iter().map(|body| body.id));
    of_ids(store, &ids.into_iter().collect::<Vec<_>>(), Vec::new())
}

/// So many actors are looked for at once.
const AT_ONCE: usize = 500;

/// The decisions alone.
pub(super) fn decisions(store: &Store) -> Read<View> {
    Ok(View::of_parts(Parts { decisions: store.ruled()?, ..Parts::default() }))
}

/// Some entries with their actors and reports.
pub(super) fn entries(
    store: &Store,
    mut entries: Vec<Entry>,
    links: &Links,
) -> Read<View> {
    let mut linked = match links {
        Links::None => Vec::new(),
        Links::Conflicts => {
            let kinds = LinkKind::ALL.iter().filter(|(kind, _)| kind.is_conflict());
            store.links(&kinds.map(|(_, word)| *word).collect::<Vec<_>>(), None)?
        }
    };
    Link::sort(&mut linked);
    linked.dedup();
    if matches!(links, Links::Conflicts) {
        let known: BTreeSet<EntryId> = entries.iter().map(|entry| entry.id).collect();
        let wanted: BTreeSet<EntryId> =
            linked.iter().flat_map(|link| link.entries.iter().copied()).collect();
        for id in wanted.difference(&known) {
            entries.extend(one_entry(store, *id)?);
        }
    }
    named(store, Parts { entries, links: linked, ..Parts::default() })
}

/// Series with the entries of their points; at most `limit`, those with most points first.
pub(super) fn series(
    store: &Store,
    one: Option<&str>,
    limit: Option<usize>,
) -> Read<View> {
    let mut rows = store.series(one)?;
    if let Some(limit) = limit {
        let points = |row: &SeriesRow| std::cmp::Reverse(row.points.lines().count());
        rows.sort_by_key(|row| (points(row), row.id.clone()));
        rows.truncate(limit);
        rows.sort_by(|one, other| one.id.cmp(&other.id));
    }
    let parts = pointed(store, &rows, Parts::default())?;
    named(store, with_series(parts, &rows))
}

/// What a name, or the first digits of an identity, may stand for, with at most so many entries
/// of each kind of an actor and so many points of a series; and how many entries each actor, how
/// many points each series has besides.
pub(super) fn called(
    store: &Store,
    name: &str,
    is_digits: bool,
    (apiece, limit): (Option<usize>, usize),
) -> Read<(View, Counted)> {
    let mut counted = Counted::default();
    let mut parts = Parts::default();
    let mut ids: BTreeSet<EntryId> = BTreeSet::new();
    if is_digits {
        ids = store.ids(&Chosen { id: Some(name), ..Chosen::default() })?;
        for id in &ids {
            parts.links.extend(store.links(&[], Some(&id.to_string()))?);
        }
    }
    let reports = store.reports_called(name)?;
    for report in &reports {
        ids.extend(store.ids(&Chosen { report: Some(*report), ..Chosen::default() })?);
    }
    parts.reports = store.lines(Some(&reports.into_iter().collect()))?;
    for actor in actors_called(store, name)?.into_iter().take(limit) {
        let most = apiece.unwrap_or(usize::MAX);
        let (first, all) =
            store.first_of_each_kind(std::slice::from_ref(&actor), most)?;
        ids.extend(first);
        parts.actors.extend(store.actors(Some(&actor))?);
        counted.entries.insert(actor, all);
    }
    parts.entries = store.entries(&Chosen { ids: Some(&ids), ..Chosen::default() })?;
    let rows = store.series(Some(name))?;
    let (rows, cut) = cut(rows, apiece.unwrap_or(usize::MAX));
    counted.points = cut;
    let parts = pointed(store, &rows, parts)?;
    Ok((named(store, with_series(parts, &rows))?, counted))
}

/// The entries at whose identities these digits stand in front.
pub(super) fn by_digits(store: &Store, digits: &str) -> Read<View> {
    let chosen = Chosen { id: Some(digits), ..Chosen::default() };
    let entries = store.entries(&chosen)?;
    named(store, Parts { entries, ..Parts::default() })
}

/// How many there are of what is read in part.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// The entries of actors, in all.
    pub(super) entries: BTreeMap<ActorId, usize>,
    /// The points of series that were left out.
    pub(super) points: BTreeMap<String, usize>,
}

/// The actors that a slug or a name stands for.
pub(super) fn actors_called(store: &Store, name: &str) -> Read<Vec<ActorId>> {
    let view = who(store, name)?;
    Ok(view.called(name).into_iter().map(|actor| actor.id.clone()).collect())
}

/// Some entries by their identities, with these links.
pub(super) fn of_ids(store: &Store, ids: &[EntryId], links: Vec<Link>) -> Read<View> {
    let ids = ids.iter().copied().collect();
    let entries = store.entries(&Chosen { ids: Some(&ids), ..Chosen::default() })?;
    named(store, Parts { entries, links, ..Parts::default() })
}

/// Some links, with the reports of their members.
pub(super) fn of_links(store: &Store, links: Vec<Link>) -> Read<View> {
    named(store, Parts { links, ..Parts::default() })
}

/// Promises with what is told of them later.
pub(super) fn with_outcomes(store: &Store, ids: &[EntryId]) -> Read<View> {
    let mut links = Vec::new();
    for id in ids {
        links.extend(store.links_of(LinkKind::Update.as_str(), *id)?);
    }
    let mut all: BTreeSet<EntryId> = linked_by(&links);
    all.extend(ids);
    of_ids(store, &all.into_iter().collect::<Vec<_>>(), links)
}

fn linked_by(links: &[Link]) -> BTreeSet<EntryId> {
    links.iter().flat_map(|link| link.entries.iter().copied()).collect()
}

/// All links that touch entries.
fn touching(store: &Store, ids: &[EntryId]) -> Read<Vec<Link>> {
    let mut links = Vec::new();
    for id in ids {
        links.extend(store.links(&[], Some(&id.to_string()))?);
    }
    Ok(links)
}

/// Agreements with what is promised in the same reports, and what came of it.
pub(super) fn owed_under(store: &Store, ids: &[EntryId]) -> Read<View> {
    let mut all: BTreeSet<EntryId> = ids.iter().copied().collect();
    let mut links = touching(store, ids)?;
    let mut promises: BTreeSet<EntryId> = BTreeSet::new();
    for report in store.reports_of(&all)? {
        let kinds = &words(&[Kind::Commitment]);
        let promised = Chosen { report: Some(report), kinds, ..Chosen::default() };
        promises.extend(store.ids(&promised)?);
    }
    for promise in &promises {
        let later = store.links_of(LinkKind::Update.as_str(), *promise)?;
        all.extend(linked_by(&later));
        links.extend(later);
    }
    all.extend(promises);
    of_ids(store, &all.into_iter().collect::<Vec<_>>(), links)
}

/// Bodies with the first of their meetings, and how many each has.
pub(super) fn bodies(
    store: &Store,
    ids: &[EntryId],
    apiece: Option<usize>,
) -> Read<(View, BTreeMap<EntryId, usize>)> {
    let alone = of_ids(store, ids, Vec::new())?;
    let links = touching(store, ids)?;
    let kinds = &words(&[Kind::Event, Kind::Agreement]);
    let mut counts = BTreeMap::new();
    let mut all: Vec<EntryId> = ids.to_vec();
    for body in ids.iter().filter_map(|id| alone.entry(*id)) {
        let actors: Vec<ActorId> = alone.ids_of(body, Field::Name).into_iter().collect();
        let met = Chosen { kinds, actors: Some(&actors), ..Chosen::default() };
        let (dated, undated) = store.count(&met)?;
        counts.insert(body.id, dated + undated);
        let first = store.in_order(&Chosen { limit: apiece, ..met })?;
        all.extend(first.into_iter().map(|(id, _)| id));
    }
    Ok((of_ids(store, &all, links)?, counts))
}

/// The series with a point that fits a question.
pub(super) fn fitting_series(store: &Store, asked: &Asked) -> Read<BTreeSet<String>> {
    let all = Kind::ALL.map(|(kind, _)| kind);
    let plain = Asked { holding: None, ..asked.clone() };
    let fit = store.ids(&Narrowed::of(store, &plain, &all)?.chosen())?;
    let held = Asked { holding: asked.holding.clone(), ..Asked::default() };
    let held = match asked.holding {
        Some(_) => Some(store.ids(&Narrowed::of(store, &held, &all)?.chosen())?),
        None => None,
    };
    let rows = store.series(None)?.into_iter().filter(|row| {
        let points: Vec<EntryId> =
            row.entries().iter().filter_map(|id| EntryId::parse(id)).collect();
        points.iter().any(|id| fit.contains(id))
            && held.as_ref().is_none_or(|held| points.iter().any(|id| held.contains(id)))
    });
    Ok(rows.map(|row| row.id).collect())
}

/// Series with their last points, and how many of each were left out.
pub(super) fn cut_series(
    store: &Store,
    ids: &[&str],
    most: usize,
) -> Read<(View, BTreeMap<String, usize>)> {
    let mut rows = Vec::new();
    for id in ids {
        rows.extend(store.series(Some(id))?);
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    let (rows, cut) = cut(rows, most);
    let parts = pointed(store, &rows, Parts::default())?;
    Ok((named(store, with_series(parts, &rows))?, cut))
}

/// The last points of series, and how many were left out of each.
fn cut(
    mut rows: Vec<SeriesRow>,
    most: usize,
) -> (Vec<SeriesRow>, BTreeMap<String, usize>) {
    let mut left_out = BTreeMap::new();
    for row in &mut rows {
        let many = row.points.lines().count().saturating_sub(most);
        if many > 0 {
            let last = row.points.lines().skip(many).map(|line| format!("{line}\n"));
            row.points = last.collect();
            left_out.insert(row.id.clone(), many);
        }
    }
    (rows, left_out)
}

/// Series, each with the one point that stands there.
pub(super) fn at_points(
    store: &Store,
    points: &[(String, EntryId)],
) -> Read<Vec<SeriesRow>> {
    let mut rows = Vec::new();
    for (id, entry) in points {
        let digits = entry.to_string();
        for mut row in store.series(Some(id))? {
            let mut lines = row.points.lines();
            let line = lines.find(|line| line.starts_with(&digits)).unwrap_or_default();
            row.points = format!("{line}\n");
            rows.push(row);
        }
    }
    Ok(rows)
}

/// One report with the entries that rest on it.
pub(super) fn report(store: &Store, report: ReportId) -> Read<View> {
    let chosen = Chosen { report: Some(report), ..Chosen::default() };
    let entries = store.entries(&chosen)?;
    let reports = store.lines(Some(&BTreeSet::from([report])))?;
    named(store, Parts { entries, reports, ..Parts::default() })
}

/// The pairs of actors that may be one.
pub(super) fn doubts(store: &Store) -> Read<View> {
    let unsure = store.unsure()?;
    let actors = unsure.iter().flat_map(|pair| [&pair.one, &pair.other]);
    let ids: BTreeSet<&ActorId> = actors.collect();
    let mut actors = Vec::new();
    for id in ids {
        actors.extend(store.actors(Some(id))?);
    }
    Ok(View::of_parts(ordered(Parts { unsure, actors, ..Parts::default() })))
}

/// The actors that have a name, or an identity, just so.
pub(super) fn who(store: &Store, name: &str) -> Read<View> {
    let mut actors = Vec::new();
    for id in store.called(name)? {
        actors.extend(store.actors(Some(&id))?);
    }
    Ok(View::of_parts(ordered(Parts { actors, ..Parts::default() })))
}

/// Some reports with the entries that rest on them.
pub(super) fn of_reports(store: &Store, reports: &[ReportId]) -> Read<View> {
    let mut ids = BTreeSet::new();
    for report in reports {
        ids.extend(store.ids(&Chosen { report: Some(*report), ..Chosen::default() })?);
    }
    let entries = store.entries(&Chosen { ids: Some(&ids), ..Chosen::default() })?;
    let reports = store.lines(Some(&reports.iter().copied().collect()))?;
    named(store, Parts { entries, reports, ..Parts::default() })
}

/// These entries and these reports.
pub(super) fn found(
    store: &Store,
    ids: &[EntryId],
    reports: &BTreeSet<ReportId>,
) -> Read<View> {
    let mut entries = Vec::new();
    for id in ids {
        entries.extend(one_entry(store, *id)?);
    }
    let reports = store.lines(Some(reports))?;
    named(store, Parts { entries, reports, ..Parts::default() })
}

fn one_entry(store: &Store, id: EntryId) -> Read<Vec<Entry>> {
    let id = id.to_string();
    store.entries(&Chosen { id: Some(&id), ..Chosen::default() })
}

/// Adds the entries of the points of series.
fn pointed(store: &Store, rows: &[SeriesRow], mut parts: Parts) -> Read<Parts> {
    let known: BTreeSet<EntryId> = parts.entries.iter().map(|entry| entry.id).collect();
    let wanted = rows.iter().flat_map(SeriesRow::entries);
    let wanted = wanted.filter_map(|id| EntryId::parse(&id));
    let wanted: BTreeSet<EntryId> = wanted.filter(|id| !known.contains(id)).collect();
    if !wanted.is_empty() {
        let chosen = Chosen { ids: Some(&wanted), ..Chosen::default() };
        parts.entries.extend(store.entries(&chosen)?);
    }
    Ok(parts)
}

/// Adds series, of the entries of their points.
pub(super) fn with_series(parts: Parts, rows: &[SeriesRow]) -> Parts {
    let entries: BTreeMap<EntryId, &Entry> =
        parts.entries.iter().map(|entry| (entry.id, entry)).collect();
    let of_row = |row: &SeriesRow| row.series(&|id| entries.get(&id).copied());
    let series = rows.iter().filter_map(of_row).collect();
    Parts { series, ..parts }
}

/// Adds the actors and reports that entries and links name, and puts all in order.
pub(super) fn named(store: &Store, mut parts: Parts) -> Read<View> {
    let known: BTreeSet<ActorId> =
        parts.actors.iter().map(|actor| actor.id.clone()).collect();
    let holders = parts.series.iter().filter_map(|series| series.holder.as_ref());
    let actors = parts.entries.iter().flat_map(|entry| &entry.actors).chain(holders);
    let actors: BTreeSet<&ActorId> =
        actors.filter(|actor| !known.contains(*actor)).collect();
    let mut more: Vec<ActorEntry> = Vec::new();
    for actor in actors {
        more.extend(store.actors(Some(actor))?);
    }
    parts.actors.extend(more);
    let known: BTreeSet<ReportId> = parts.reports.iter().map(|line| line.id).collect();
    let members = parts.links.iter().flat_map(|link| &link.members);
    let evidence = parts.entries.iter().flat_map(|entry| &entry.evidence).chain(members);
    let mut reports: BTreeSet<ReportId> =
        evidence.map(|one: &Evidence| one.report).collect();
    let differences = parts.links.iter().flat_map(|link| &link.differences);
    for (_, some) in differences.flat_map(|difference| &difference.values) {
        reports.extend(some);
    }
    reports.retain(|report| !known.contains(report));
    parts.reports.extend(store.lines(Some(&reports))?);
    Ok(View::of_parts(ordered(parts)))
}

/// Puts a part in the order in which a view has it, each thing once.
fn ordered(mut parts: Parts) -> Parts {
    parts.actors.sort_by(|one, other| one.id.cmp(&other.id));
    parts.actors.dedup_by(|one, other| one.id == other.id);
    ReportLine::sort(&mut parts.reports);
    parts.reports.dedup_by_key(|line| line.id);
    Link::sort(&mut parts.links);
    parts.links.dedup();
    parts
}
