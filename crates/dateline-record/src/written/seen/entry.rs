use std::fmt::Write as _;

use dateline_findings::{Field, FieldEntry, Finding, Kind, Modality, Polarity, Value};
use dateline_text::ReportId;
use dateline_time::When;

use super::super::finding::FindingRow;
use super::super::scanner::{Scanner, quoted};
use super::super::short_hash;
use super::super::value::{self, read_when, write_when};
use crate::view::origins::day_order;
use crate::view::when_of;
use crate::{ActorId, Days, DecisionId, Entry, EntryId, Evidence, Held, Reading, Review};

/// An [`Entry`] as a row of a table: what is shown of it stands in columns, and with the
/// findings that it rests on the row gives the entry back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryRow {
    /// Its identity.
    pub id: String,
    /// The kind's word on the wire.
    pub kind: String,
    /// The kind's place among the kinds.
    pub rank: usize,
    /// The day it stands at in a timeline; the last day of all where nothing is known.
    pub first: String,
    /// The last day it can be, or the same.
    pub last: String,
    /// What it is called.
    pub title: String,
    /// When, as a report writes it.
    pub when: Option<String>,
    /// How that was resolved: `explicit`, `relative_to_dateline` and so on.
    pub basis: Option<String>,
    /// The first day it can be.
    pub earliest: Option<String>,
    /// The last day it can be.
    pub latest: Option<String>,
    /// The modality's word.
    pub modality: String,
    /// The polarity's word.
    pub polarity: String,
    /// How many reports tell it.
    pub reports: usize,
    /// How many origins it has.
    pub origins: usize,
    /// A line a reading: `speaker 0,2 = @3"Tala Brandt"`; empty where the entry says just
    /// what its one finding says.
    pub says: String,
    /// What reviewers ruled, a line each; mostly empty.
    pub review: String,
    /// The actors in it.
    pub actors: Vec<String>,
}

/// A finding that an entry rests on: its report, its number there, and its row.
pub type Told = (ReportId, usize, FindingRow);

impl EntryRow {
    /// The row of an entry; with the finding that it rests on as it was read, where that is
    /// only one.
    #[must_use]
    pub fn of(entry: &Entry, only: Option<&Finding>) -> Self {
        let (first, last) = day_order(entry.days);
        let text = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        Self {
            id: entry.id.to_string(),
            kind: entry.kind.as_str().to_owned(),
            rank: Kind::ALL.iter().position(|(kind, _)| *kind == entry.kind).unwrap_or(0),
            first: first.to_string(),
            last: last.to_string(),
            title: entry.title.clone(),
            when: entry.when.as_ref().map(|when| when.timex.clone()),
            basis: entry.when.as_ref().map(|when| when.basis.as_str().to_owned()),
            earliest: text(entry.days.earliest),
            latest: text(entry.days.latest),
            modality: entry.modality.as_str().to_owned(),
            polarity: entry.polarity.as_str().to_owned(),
            reports: entry.reports,
            origins: entry.origins,
            says: if only.is_some_and(|only| is_plain(entry, only)) {
                String::new()
            } else {
                says(entry)
            },
            review: entry.review.to_lines(),
            actors: entry.actors.iter().map(ToString::to_string).collect(),
        }
    }

    /// The entry of a row and of the findings it rests on, in order; `None` where this is no
    /// row that was written here.
    #[must_use]
    pub fn entry(&self, told: &[Told]) -> Option<Entry> {
        let told = told
            .iter()
            .map(|(report, number, row)| Some((*report, *number, row.finding()?)));
        let told: Vec<(ReportId, usize, Finding)> = told.collect::<Option<_>>()?;
        let (when, fields) = if self.says.is_empty() {
            let (_, _, finding) = told.first()?;
            (when_of(finding).cloned(), plain(finding))
        } else {
            read_says(&self.says)?
        };
        let day = |day: &Option<String>| match day {
            Some(day) => day.parse().ok().map(Some),
            None => Some(None),
        };
        let evidence = told
            .iter()
            .map(|(report, number, finding)| Evidence::of(*report, *number, finding));
        Some(Entry {
            id: EntryId::parse(&self.id)?,
            kind: Kind::parse(&self.kind)?,
            title: self.title.clone(),
            when,
            days: Days { earliest: day(&self.earliest)?, latest: day(&self.latest)? },
            modality: Modality::parse(&self.modality)?,
            polarity: Polarity::parse(&self.polarity)?,
            fields,
            actors: self.actors.iter().map(|slug| ActorId::parse(slug)).collect(),
            evidence: evidence.collect(),
            reports: self.reports,
            origins: self.origins,
            review: read_review(&self.review)?,
        })
    }

    /// The values of a field in what an entry says, the best first: of its own lines or, where
    /// it has none, of the lines of the finding that it rests on.
    #[must_use]
    pub fn values(field: Field, says: &str, fields: &str) -> Vec<Value> {
        let lines = if says.is_empty() { fields } else { says };
        let values = lines.lines().filter_map(|line| {
            let rest = line.strip_prefix(field.as_str())?.strip_prefix(' ')?;
            let (_, rest) = rest.split_once("= ")?;
            value::read(&mut Scanner::new(rest))
        });
        values.collect()
    }

    /// A mark of all that the row holds, and of the findings it rests on.
    #[must_use]
    pub fn mark(&self, evidence: &[Evidence]) -> i64 {
        let mut all = String::with_capacity(self.title.len() + self.says.len() + 160);
        let texts = [&self.id, &self.kind, &self.title, &self.modality, &self.polarity];
        let days = [&self.when, &self.basis, &self.earliest, &self.latest];
        let days = days.into_iter().map(|day| day.as_deref().unwrap_or("-"));
        let texts =
            texts.into_iter().chain([&self.says, &self.review]).chain(&self.actors);
        for text in texts.map(String::as_str).chain(days) {
            all.push_str(text);
            all.push('\u{1f}');
        }
        let _ = write!(all, "{} {}", self.reports, self.origins);
        for one in evidence {
            let _ = write!(all, " {} {:?}", one.report, one.finding);
        }
        i64::from_ne_bytes(short_hash(&all).to_ne_bytes())
    }
}

/// Whether an entry says just what its one finding says.
fn is_plain(entry: &Entry, only: &Finding) -> bool {
    let is_one = |(held, told): (&Held, &FieldEntry)| {
        let [reading] = held.readings.as_slice() else { return false };
        (held.field, &reading.value) == (told.field, &told.value)
            && reading.evidence == [0]
    };
    entry.when.as_ref() == when_of(only)
        && entry.fields.len() == only.fields.iter().count()
        && entry.fields.iter().zip(only.fields.iter()).all(is_one)
}

/// The fields of an entry that rests on one finding alone.
fn plain(finding: &Finding) -> Vec<Held> {
    let mut fields: Vec<Held> = finding
        .fields
        .iter()
        .map(|entry| Held {
            field: entry.field,
            readings: vec![Reading { value: entry.value.clone(), evidence: vec![0] }],
        })
        .collect();
    fields.sort_by_key(|held| held.field);
    fields
}

fn says(entry: &Entry) -> String {
    let mut lines = String::new();
    if let Some(when) = &entry.when {
        lines.push_str("when ");
        write_when(when, &mut lines);
        lines.push('\n');
    }
    for held in &entry.fields {
        for reading in &held.readings {
            let places = reading.evidence.iter().map(ToString::to_string);
            let places = places.collect::<Vec<_>>().join(",");
            let _ = write!(lines, "{} {places} = ", held.field.as_str());
            value::write(&reading.value, &mut lines);
            lines.push('\n');
        }
    }
    if lines.is_empty() { "-\n".to_owned() } else { lines }
}

fn read_says(lines: &str) -> Option<(Option<When>, Vec<Held>)> {
    let (mut when, mut fields) = (None, Vec::<Held>::new());
    for line in lines.lines().filter(|line| *line != "-") {
        if let Some(rest) = line.strip_prefix("when <") {
            when = Some(read_when(&mut Scanner::new(
                line.get(line.len() - rest.len() - 1..)?,
            ))?);
            continue;
        }
        let (head, rest) = line.split_once(" = ")?;
        let (word, places) = head.split_once(' ')?;
        let places = places.split(',').filter(|place| !place.is_empty());
        let evidence = places.map(|place| place.parse().ok()).collect::<Option<_>>()?;
        let mut scanner = Scanner::new(rest);
        let reading = Reading { value: value::read(&mut scanner)?, evidence };
        let field = Field::parse(word)?;
        match fields.last_mut().filter(|held| held.field == field) {
            Some(held) => held.readings.push(reading),
            None => fields.push(Held { field, readings: vec![reading] }),
        }
    }
    Some((when, fields))
}

impl Review {
    /// All of it as a file keeps it beside an entry: a line each, mostly none.
    #[must_use]
    pub fn to_lines(&self) -> String {
        let mut lines = String::new();
        if self.accepted {
            lines.push_str("accepted\n");
        }
        for note in &self.notes {
            let _ = writeln!(lines, "note {}", quoted(note));
        }
        for decision in &self.decisions {
            let _ = writeln!(lines, "decision {decision}");
        }
        lines
    }
}

fn read_review(lines: &str) -> Option<Review> {
    let mut review = Review::default();
    for line in lines.lines() {
        match line.split_once(' ') {
            None => review.accepted = true,
            Some(("note", rest)) => review.notes.push(Scanner::new(rest).quoted()?),
            Some((_, rest)) => review.decisions.push(DecisionId::parse(rest)?),
        }
    }
    Some(review)
}
