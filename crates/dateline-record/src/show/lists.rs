use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::{Field, Kind, Value};
use dateline_names::ActorClass;
use dateline_text::{ReportId, fold};
use jiff::civil::Date;

use super::filter::{Sieve, limited};
use super::{
    Agreed, BodyShown, Coverage, Filter, Found, PersonShown, Promise, Spoken, Timeline,
};
use crate::view::words::{covered, telling};
use crate::{ActorId, Entry, EntryId, Evidence, Link, Series, View};

const ALL: [Kind; 8] = [
    Kind::Statement,
    Kind::Event,
    Kind::Agreement,
    Kind::Commitment,
    Kind::Body,
    Kind::Figure,
    Kind::Role,
    Kind::Relation,
];

impl View {
    /// What happened when: entries of all kinds but figures, roles and relations unless the
    /// filter asks for them.
    #[must_use]
    pub fn timeline(&self, filter: &Filter) -> Timeline<'_> {
        let sieve = Sieve::new(self, filter, &Filter::HAPPENINGS);
        let shown = self.entries.iter().filter(|entry| sieve.lets(entry));
        let (dated, undated): (Vec<&Entry>, Vec<&Entry>) =
            shown.partition(|entry| !entry.days.is_open());
        let (dated, mut left_out) = limited(dated, filter.limit);
        let rest = filter.limit.map(|limit| limit.saturating_sub(dated.len()));
        let (undated, more) = limited(undated, rest);
        left_out += more;
        Timeline { dated, undated, left_out }
    }

    /// How many over time: those with most points first.
    #[must_use]
    pub fn figures(&self, filter: &Filter) -> Vec<&Series> {
        let sieve = Sieve::new(self, filter, &ALL);
        let shown = self.series.iter().filter(|series| {
            let mut points =
                series.points.iter().filter_map(|point| self.entry(point.entry));
            points.any(|entry| sieve.lets(entry))
        });
        let mut shown: Vec<&Series> = shown.collect();
        shown.sort_by_key(|series| (std::cmp::Reverse(series.points.len()), &series.id));
        limited(shown, filter.limit).0
    }

    /// Who said what, by speaker.
    #[must_use]
    pub fn statements(&self, filter: &Filter) -> Vec<Spoken<'_>> {
        let sieve = Sieve::new(self, filter, &[Kind::Statement]);
        let mut speakers: BTreeMap<String, Spoken<'_>> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| sieve.lets(entry)) {
            let speaker = entry.line(Field::Speaker);
            let ids = self.ids_of(entry, Field::Speaker);
            let actor =
                ids.first().filter(|_| ids.len() == 1).and_then(|id| self.actor(id));
            let name = actor.map_or_else(|| speaker.clone(), |actor| actor.name.clone());
            let spoken = speakers.entry(fold(&name)).or_insert_with(|| Spoken {
                speaker: name,
                actor,
                statements: Vec::new(),
            });
            spoken.statements.push(entry);
        }
        limited(speakers.into_values().collect(), filter.limit).0
    }

    /// What was agreed, with what is owed under it as of a day; `None` leaves nothing overdue.
    #[must_use]
    pub fn agreements(&self, filter: &Filter, as_of: Option<Date>) -> Vec<Agreed<'_>> {
        let sieve = Sieve::new(self, filter, &[Kind::Agreement]);
        let shown = self.entries.iter().filter(|entry| sieve.lets(entry)).collect();
        let (shown, _) = limited(shown, filter.limit);
        let owed = self.commitments(&Filter::default(), as_of);
        let mut by_report: BTreeMap<ReportId, Vec<&Promise<'_>>> = BTreeMap::new();
        for promise in &owed {
            for evidence in &promise.commitment.evidence {
                by_report.entry(evidence.report).or_default().push(promise);
            }
        }
        let agreed = shown.into_iter().map(|agreement: &Entry| {
            let near = agreement.evidence.iter().flat_map(|evidence| {
                by_report.get(&evidence.report).into_iter().flatten().copied()
            });
            let mut seen = BTreeSet::new();
            let under = near.filter(|promise| {
                is_under(promise.commitment, agreement)
                    && seen.insert(promise.commitment.id)
            });
            Agreed {
                agreement,
                commitments: under.cloned().collect(),
                links: self.links_of(agreement.id),
            }
        });
        agreed.collect()
    }

    /// Which bodies there are and what they are to do.
    #[must_use]
    pub fn bodies(&self, filter: &Filter) -> Vec<BodyShown<'_>> {
        let sieve = Sieve::new(self, filter, &[Kind::Body]);
        let shown = self.entries.iter().filter(|entry| sieve.lets(entry)).collect();
        let (shown, _) = limited(shown, filter.limit);
        let bodies = shown.into_iter().map(|body: &Entry| {
            let ids = self.ids_of(body, Field::Name);
            let meets =
                |entry: &&Entry| matches!(entry.kind, Kind::Event | Kind::Agreement);
            let mut meetings: Vec<&Entry> =
                ids.iter().flat_map(|id| self.entries_of(id)).filter(meets).collect();
            meetings.sort_by_key(|entry| self.place_of(entry.id));
            meetings.dedup_by_key(|entry| entry.id);
            BodyShown {
                body,
                mandate: items(body, Field::Mandate),
                meetings,
                links: self.links_of(body.id),
            }
        });
        bodies.collect()
    }

    /// Who holds which offices.
    #[must_use]
    pub fn people(&self, filter: &Filter) -> Vec<PersonShown<'_>> {
        let sieve = Sieve::new(self, filter, &[Kind::Role]);
        let mut roles: BTreeMap<&ActorId, Vec<&Entry>> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| sieve.lets(entry)) {
            for id in &self.ids_of(entry, Field::Holder) {
                if let Some(actor) = self.actor(id) {
                    roles.entry(&actor.id).or_default().push(entry);
                }
            }
        }
        let people = self.actors.iter().filter(|actor| actor.class == ActorClass::Person);
        let people = people.filter_map(|person| {
            let roles = roles.remove(&person.id)?;
            Some(PersonShown { person, roles })
        });
        limited(people.collect(), filter.limit).0
    }

    /// Where the reports disagree.
    #[must_use]
    pub fn conflicts(&self, filter: &Filter) -> Vec<&Link> {
        let sieve = Sieve::new(self, filter, &ALL);
        let disagree = self.links.iter().filter(|link| link.kind.is_conflict());
        let is_open = *filter == Filter { limit: filter.limit, ..Filter::default() };
        let shown = disagree.filter(|link| {
            link.entries.is_empty() && is_open
                || link
                    .entries
                    .iter()
                    .any(|id| self.entry(*id).is_some_and(|entry| sieve.lets(entry)))
        });
        limited(shown.collect(), filter.limit).0
    }

    /// How much was read.
    #[must_use]
    pub fn coverage(&self) -> Coverage<'_> {
        let origins: BTreeSet<usize> =
            self.reports.iter().map(|line| line.origin).collect();
        Coverage {
            reports: self.reports.len(),
            origins: origins.len(),
            undated: self.reports.iter().filter(|line| line.published.is_none()).count(),
            findings: self.reports.iter().map(|line| line.findings).sum(),
            unread: self.reports.iter().map(|line| line.unread.len()).sum(),
            lines: self.reports.iter().filter(|line| !line.unread.is_empty()).collect(),
        }
    }

    /// What a name or an id stands for, the best match first.
    #[must_use]
    pub fn find(&self, name_or_id: &str) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        if let Some(entry) = EntryId::parse(name_or_id).and_then(|id| self.entry(id)) {
            found.push(Found::Entry(entry, self.links_of(entry.id)));
        }
        let series = self.series.iter().filter(|series| series.id.as_str() == name_or_id);
        found.extend(series.map(Found::Series));
        let reports = self
            .reports
            .iter()
            .filter(|line| line.name == name_or_id || line.id.to_string() == name_or_id);
        for line in reports {
            let rests = |entry: &&Entry| {
                entry.evidence.iter().any(|evidence| evidence.report == line.id)
            };
            found.push(Found::Report(line, self.entries.iter().filter(rests).collect()));
        }
        for actor in self.called(name_or_id) {
            found.push(Found::Actor(actor, self.entries_of(&actor.id)));
        }
        found
    }

    /// The actors that a field of an entry names.
    #[must_use]
    pub fn ids_of(&self, entry: &Entry, field: Field) -> BTreeSet<ActorId> {
        let readings = entry.held(field).map(|held| held.readings.as_slice());
        let named =
            readings.unwrap_or_default().iter().flat_map(|reading| names(&reading.value));
        let named: BTreeSet<String> = named.map(|name| fold(&name)).collect();
        let own = entry.actors.iter().filter_map(|id| self.actor(id));
        let own = own.filter(|actor| {
            actor.names.iter().any(|name| named.contains(&fold(&name.name)))
        });
        own.map(|actor| actor.id.clone()).collect()
    }
}

/// Each value of a list, in all its wordings, the most used first.
pub(super) fn items(entry: &Entry, field: Field) -> Vec<String> {
    let readings =
        entry.held(field).map(|held| held.readings.as_slice()).unwrap_or_default();
    let mut items: Vec<String> = Vec::new();
    for item in readings.iter().flat_map(|reading| names(&reading.value)) {
        if !items.iter().any(|known| fold(known) == fold(&item)) {
            items.push(item);
        }
    }
    items
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::List(values) => values.iter().flat_map(names).collect(),
        other => vec![other.to_line()],
    }
}

/// Whether a commitment is owed under an agreement: it names it, or stands in its words.
fn is_under(commitment: &Entry, agreement: &Entry) -> bool {
    let within = |one: &Evidence| {
        agreement
            .evidence
            .iter()
            .any(|other| one.report == other.report && one.span.overlaps(other.span))
    };
    if commitment.evidence.iter().any(within) {
        return true;
    }
    let instrument = telling(&commitment.line(Field::Instrument));
    let called =
        [agreement.line(Field::Name), agreement.line(Field::Instrument)].join(" ");
    !instrument.is_empty()
        && covered(&instrument, &telling(&called.replace('_', " "))) >= 600
}
