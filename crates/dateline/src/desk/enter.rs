use dateline_findings::{Field, Kind, Modality, Polarity, Value};
use dateline_intake::Member;
use dateline_record::{Decision, Entered, EntryId, Ruling};
use dateline_text::{Span, Text};
use jiff::tz::TimeZone;

use super::add::{Read, read};
use super::correct::unheld;
use super::{Desk, Reviewer, sight};
use crate::incoming::Incoming;
use crate::told::Told;
use crate::{Error, World};

/// What a reviewer enters by hand: a line of a chronology, with where it is known from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    /// What it is kept under, as a report is by its file's name; made up where empty.
    pub name: String,
    /// The kind's word; an event where empty.
    pub kind: String,
    /// When: `2031-08-21`, `2031-08`, `2031`; may be empty.
    pub when: String,
    /// What happened, was agreed or said, in the reviewer's words.
    pub words: String,
    /// Where it is known from.
    pub source: String,
    /// Other fields by their words, with what they hold.
    pub fields: Vec<(String, String)>,
}

/// The fields that say when something of a kind is.
pub(super) fn time_field(kind: Kind) -> Field {
    match kind {
        Kind::Figure | Kind::Role => Field::AsOf,
        Kind::Body => Field::Created,
        Kind::Relation => Field::Since,
        Kind::Statement
        | Kind::Event
        | Kind::Agreement
        | Kind::Commitment
        | Kind::Credit => Field::Date,
    }
}

impl Desk {
    /// Marks words of a report that the program missed as a finding. Answers with the identity
    /// of the entry.
    ///
    /// # Errors
    /// When there is no such report or it does not hold the words, the kind or a field is not
    /// known, or the record cannot be written.
    pub fn mark(
        &mut self,
        world: &dyn World,
        (report, words): (&str, &str),
        entry: &ByHand,
        reviewer: &Reviewer,
    ) -> Result<String, Error> {
        let (id, name) = self.one_report(report)?;
        let text = self.asking(|store| store.text(id))?;
        let span = text.as_ref().and_then(|text| place_of(text, words));
        let span = span.ok_or_else(|| {
            Error::missing(format!("`{name}` does not hold these words"))
                .with_hint("copy them from `dateline show REPORT`, without a line break")
        })?;
        let (kind, fields) = told(entry)?;
        let held = (Modality::Asserted, Polarity::Positive);
        let entered = Entered::new(id, (kind, span), held, &entry.source, fields);
        let ids = self.entered(world, vec![entered], reviewer)?;
        Ok(ids.first().map(ToString::to_string).unwrap_or_default())
    }

    /// Enters lines by hand, each with its source, which is kept as a report of its own. Answers
    /// with the identities of the entries.
    ///
    /// # Errors
    /// When a line has no words or no source, a kind, field or time is not understood, or the
    /// record cannot be written; nothing is entered then.
    pub fn enter(
        &mut self,
        world: &dyn World,
        entries: &[ByHand],
        reviewer: &Reviewer,
    ) -> Result<Vec<String>, Error> {
        let pipeline = self.pipeline();
        let incoming: Vec<Incoming> =
            entries.iter().map(incoming).collect::<Result<_, _>>()?;
        let mut reports: Vec<Read<'_>> = Vec::new();
        let mut entered = Vec::new();
        for (entry, incoming) in entries.iter().zip(&incoming) {
            let (kind, fields) = told(entry)?;
            let report = read(&pipeline, incoming);
            let text = &report.report.text;
            let span = place_of(text, &entry.words).unwrap_or_else(|| text.span());
            let held = (Modality::Asserted, Polarity::Positive);
            let id = report.report.id;
            entered.push(Entered::new(id, (kind, span), held, &entry.source, fields));
            reports.push(report);
        }
        let learnt = Some(TimeZone::UTC.to_datetime(world.now()));
        self.put(&reports, learnt)?;
        let ids = self.entered(world, entered, reviewer)?;
        Ok(ids.iter().map(ToString::to_string).collect())
    }

    fn entered(
        &mut self,
        world: &dyn World,
        entered: Vec<Entered>,
        reviewer: &Reviewer,
    ) -> Result<Vec<EntryId>, Error> {
        let rulings = entered.into_iter().map(Ruling::Add);
        let decisions: Vec<Decision> =
            rulings.map(|ruling| reviewer.rules(world, ruling)).collect();
        self.rule_all(&decisions)?;
        self.settle()?;
        let ids: Vec<_> = decisions.iter().map(Decision::id).collect();
        let part = self.part(sight::decisions)?;
        let ruled = part.decisions.iter();
        let ruled = ruled.filter(|ruled| ids.contains(&ruled.decision.id()));
        Ok(ruled.filter_map(|ruled| ruled.entry).collect())
    }
}

/// A line as a report of its own.
fn incoming(entry: &ByHand) -> Result<Incoming, Error> {
    let [words, when, source] = [&entry.words, &entry.when, &entry.source];
    if words.trim().is_empty() || source.trim().is_empty() {
        let message = "what is entered by hand needs its words and its source".to_owned();
        return Err(Error::usage(message).with_hint("give `--source WHERE`"));
    }
    let raw = format!("{words}\n\n{when}\n\n{source}\n").into_bytes();
    let id = dateline_text::ReportId::of(&raw).to_string();
    let digits = id.get(..8).unwrap_or_default();
    let name = match entry.name.as_str() {
        "" => format!("by-hand-{digits}.txt"),
        name => name.to_owned(),
    };
    let member = Member { name, raw, ..Member::default() };
    Ok(Incoming { member, told: Told::by_hand(source) })
}

/// The kind and the fields of what is entered.
fn told(entry: &ByHand) -> Result<(Kind, Vec<(Field, Value)>), Error> {
    let kind = if entry.kind.is_empty() { "event" } else { &entry.kind };
    let known = Kind::parse(kind).filter(|kind| *kind != Kind::Credit);
    let kind = known.ok_or_else(|| Error::usage(format!("there is no kind `{kind}`")))?;
    let mut fields = Vec::new();
    if !entry.words.trim().is_empty() {
        fields.push((Field::What, Value::words(entry.words.trim())));
    }
    let when = Some((time_field(kind).as_str(), entry.when.as_str()));
    let when = when.filter(|(_, when)| !when.trim().is_empty());
    let given =
        entry.fields.iter().map(|(field, words)| (field.as_str(), words.as_str()));
    for (field, words) in when.into_iter().chain(given) {
        let known = Field::parse(field)
            .ok_or_else(|| Error::usage(format!("there is no field `{field}`")))?;
        let value = unheld(known, words.trim()).ok_or_else(|| {
            Error::usage(format!("`{words}` is not what `{field}` holds"))
                .with_hint("write a number in digits, a time as YYYY-MM-DD or YYYY-MM")
        })?;
        fields.push((known, value));
    }
    Ok((kind, fields))
}

/// Where words stand in a text; white space may differ.
fn place_of(text: &Text, words: &str) -> Option<Span> {
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let first = wanted.first()?;
    let whole = text.as_str();
    let starts = whole.match_indices(first).map(|(start, _)| start);
    // Words that stand in a text a hundred times mark nothing.
    starts.take(100_000).find_map(|start| {
        let mut rest = whole.get(start..)?;
        for word in &wanted {
            rest = rest.trim_start().strip_prefix(word)?;
        }
        Span::new(start, whole.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_across_a_line_break() {
        let text = Text::new("Orlesia signed\nthe pact with Varn.");
        let span = place_of(&text, "signed the pact").unwrap();
        assert_eq!(text.words(span), "signed\nthe pact");
        assert_eq!(place_of(&text, "signed a pact"), None);
        assert_eq!(place_of(&text, " "), None);
    }

    #[test]
    fn a_line_without_a_source_is_refused() {
        let entry = ByHand { words: "Varn left".to_owned(), ..ByHand::default() };
        assert!(incoming(&entry).is_err());
    }
}
