//! The part of what was seen of a record that a question needs, and the answer's way to the
//! words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use dateline_findings::Kind;
use dateline_record::{
    ActorEntry, ActorId, DEADLY, Entry, EntryId, Evidence, Link, LinkKind, Parts,
    ReportLine, SeriesRow, View,
};
use dateline_store::{Chosen, Store};
use dateline_text::ReportId;

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

type Read<T> = Result<T, dateline_store::Error>;

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

/// The reports alone.
pub(super) fn reports(store: &Store) -> Read<View> {
    let mut reports = store.lines(None)?;
    ReportLine::sort(&mut reports);
    let copies = store.copies(&reports)?;
    Ok(View::of_parts(Parts { reports, copies, ..Parts::default() }))
}

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

/// All that stands on a day: offices, bodies, agreements, figures, promises and what is told
/// of them later, and who died. What was said and what happened besides is left where it is.
pub(super) fn state(store: &Store) -> Read<View> {
    let standing =
        [Kind::Role, Kind::Body, Kind::Agreement, Kind::Commitment, Kind::Figure];
    let kinds = words(&standing);
    let mut entries = store.entries(&Chosen { kinds: &kinds, ..Chosen::default() })?;
    let events = words(&[Kind::Event]);
    let deaths = Chosen { kinds: &events, titled: &DEADLY, ..Chosen::default() };
    entries.extend(store.entries(&deaths)?);
    let mut links = store.links(&[LinkKind::Update.as_str()], None)?;
    Link::sort(&mut links);
    let known: BTreeSet<EntryId> = entries.iter().map(|entry| entry.id).collect();
    let told = links.iter().flat_map(|link| link.entries.iter().copied());
    let told: BTreeSet<EntryId> = told.filter(|id| !known.contains(id)).collect();
    for id in told {
        entries.extend(one_entry(store, id)?);
    }
    let rows = store.series(None)?;
    let reports = store.lines(None)?;
    let parts = Parts { entries, links, reports, ..Parts::default() };
    named(store, with_series(parts, &rows))
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

/// What a name, or the first digits of an identity, may stand for.
pub(super) fn called(store: &Store, name: &str, is_digits: bool) -> Read<View> {
    let mut parts = Parts::default();
    if is_digits {
        let chosen = Chosen { id: Some(name), ..Chosen::default() };
        parts.entries = store.entries(&chosen)?;
        for entry in &parts.entries {
            parts.links.extend(store.links(&[], Some(&entry.id.to_string()))?);
        }
    }
    let reports = store.reports_called(name)?;
    for report in &reports {
        let chosen = Chosen { report: Some(*report), ..Chosen::default() };
        parts.entries.extend(store.entries(&chosen)?);
    }
    parts.reports = store.lines(Some(&reports.into_iter().collect()))?;
    let actors = store.called(name)?;
    for actor in &actors {
        let chosen = Chosen { actor: Some(actor.as_str()), ..Chosen::default() };
        parts.entries.extend(store.entries(&chosen)?);
        parts.actors.extend(store.actors(Some(actor))?);
    }
    let rows = store.series(Some(name))?;
    let parts = pointed(store, &rows, parts)?;
    named(store, with_series(parts, &rows))
}

/// One report with the entries that rest on it.
pub(super) fn report(store: &Store, report: ReportId) -> Read<View> {
    let chosen = Chosen { report: Some(report), ..Chosen::default() };
    let entries = store.entries(&chosen)?;
    let reports = store.lines(Some(&BTreeSet::from([report])))?;
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
    let wanted: BTreeSet<String> = rows.iter().flat_map(SeriesRow::entries).collect();
    let known: BTreeSet<EntryId> = parts.entries.iter().map(|entry| entry.id).collect();
    for id in wanted.iter().filter_map(|id| EntryId::parse(id)) {
        if !known.contains(&id) {
            parts.entries.extend(one_entry(store, id)?);
        }
    }
    Ok(parts)
}

/// Adds series, of the entries of their points.
fn with_series(parts: Parts, rows: &[SeriesRow]) -> Parts {
    let entries: BTreeMap<EntryId, &Entry> =
        parts.entries.iter().map(|entry| (entry.id, entry)).collect();
    let of_row = |row: &SeriesRow| row.series(&|id| entries.get(&id).copied());
    let series = rows.iter().filter_map(of_row).collect();
    Parts { series, ..parts }
}

/// Adds the actors and reports that entries and links name, and puts all in order.
fn named(store: &Store, mut parts: Parts) -> Read<View> {
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
