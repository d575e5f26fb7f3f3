use std::collections::BTreeSet;

use dateline_findings::Value as Held;
use dateline_record::{Entry, Evidence, Link, Point, Series};
use dateline_text::Span;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::days::{WhenLine, days_line, when_line};
use super::finding::value_of;
use super::number::{grouped, number};
use crate::desk::{Paper, Sight};

/// An entry of the record with the words it rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct EntryLine {
    /// Its identity, 16 hexadecimal digits: the same in every run and order.
    pub id: String,
    /// statement, event, agreement, commitment, body, figure, role or relation.
    pub kind: &'static str,
    /// What it is called, in a few words made of its values.
    pub title: String,
    /// When it happened, was said or holds.
    pub when: WhenLine,
    /// asserted, planned, `called_for`, conditional, discussed or alleged.
    pub modality: &'static str,
    /// positive or negative.
    pub polarity: &'static str,
    /// What it says, each field with all its readings, the best first.
    pub fields: Vec<FieldLine>,
    /// The actors in it.
    pub actors: Vec<ActorRef>,
    /// How many reports tell it.
    pub reports: usize,
    /// How many origins it has when copies count as one.
    pub origins: usize,
    /// Whether a reviewer accepted it.
    pub accepted: bool,
    /// Whether a reviewer just rejected it: once the record is joined, no view shows it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
    /// What reviewers remarked, oldest first.
    pub notes: Vec<String>,
    /// The words it rests on, best first.
    pub evidence: Vec<EvidenceLine>,
}

/// How many files are named for a reading.
const TELLERS: usize = 12;

impl EntryLine {
    /// The best reading of a field as one line.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.field == name)?;
        Some(field.readings.first()?.text.as_str())
    }

    /// How many of the reports that tell it are not given; only pages leave some out.
    #[must_use]
    pub fn tellers_left_out(&self) -> usize {
        let told = self.evidence.iter().map(|evidence| evidence.report.as_str());
        self.reports.saturating_sub(told.collect::<BTreeSet<_>>().len())
    }

    /// The files that give a reading; a reviewer where none does.
    #[must_use]
    pub fn told_by(&self, reading: &ReadingLine) -> String {
        let told = reading.evidence.iter().filter_map(|at| self.evidence.get(*at));
        let mut docs: Vec<&str> = told.map(|evidence| evidence.doc.as_str()).collect();
        docs.dedup();
        let more = docs.len().saturating_sub(TELLERS);
        docs.truncate(TELLERS);
        match (docs.is_empty(), more) {
            (true, _) if self.tellers_left_out() > 0 => "a later report".to_owned(),
            (true, _) => "a reviewer".to_owned(),
            (false, 0) => docs.join(", "),
            (false, more) => format!("{} and {more} more", docs.join(", ")),
        }
    }

    /// How far it has come, where that is not simply "it is so": planned, called for,
    /// promised; of an agreement, its status.
    #[must_use]
    pub fn standing(&self) -> Option<String> {
        let status = self.field("status").filter(|_| self.kind == "agreement");
        let word = match (self.modality, status) {
            ("asserted", Some(status)) => status,
            ("asserted", None) => return None,
            // What is promised is planned by its nature.
            ("planned", None) if self.kind == "commitment" => "promised",
            (modality, _) => modality,
        };
        Some(word.replace('_', " "))
    }

    /// Who says so: the innermost source of each report, each once, in order.
    #[must_use]
    pub fn according_to(&self) -> Vec<String> {
        sources(&self.evidence)
    }
}

fn sources(evidence: &[EvidenceLine]) -> Vec<String> {
    let mut sources = Vec::new();
    for evidence in evidence {
        let source = evidence.according_to();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

/// The first digits of an identity: enough to tell it from the others.
#[must_use]
pub fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

/// A field with all its readings.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldLine {
    /// The field's word.
    pub field: &'static str,
    /// Its different values, the one most origins give first.
    pub readings: Vec<ReadingLine>,
}

/// A value and the evidence that gives it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReadingLine {
    /// The value.
    pub value: Value,
    /// The value as one line for a reader.
    pub text: String,
    /// Positions in the entry's evidence; empty where a reviewer gave the value.
    pub evidence: Vec<usize>,
}

/// An actor, by identity and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActorRef {
    /// Its identity: a slug.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
}

/// One report's words for an entry or a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvidenceLine {
    /// The report's identity, 32 hexadecimal digits.
    pub report: String,
    /// Its file's name.
    pub doc: String,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When it came out.
    pub published: WhenLine,
    /// Where the words start in the raw file, in code points.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The raw bytes they came from, from the first to the last.
    pub raw: [usize; 2],
    /// The words of the same paragraph before them, at most 4 KiB.
    pub before: String,
    /// The words, cleaned.
    pub words: String,
    /// The words of the same paragraph after them, at most 4 KiB.
    pub after: String,
    /// Whether this report has it as so, or only planned.
    pub modality: &'static str,
    /// Whether this report has it as so, or denied.
    pub polarity: &'static str,
    /// person, office, organisation, group, anonymous or unattributed.
    pub source_kind: &'static str,
    /// Who says so, outermost first.
    pub attribution: Vec<String>,
    /// The rule that read it.
    pub rule: String,
    /// How sure the reading is, per mille.
    pub confidence: u16,
}

impl EvidenceLine {
    /// Who says so: the innermost of the chain, or else the outlet or file.
    #[must_use]
    pub fn according_to(&self) -> String {
        let outlet = self.outlet.as_ref().unwrap_or(&self.doc);
        self.attribution.last().unwrap_or(outlet).clone()
    }

    /// The whole chain of who says so, outermost first, for a reader.
    #[must_use]
    pub fn chain(&self) -> String {
        if self.attribution.is_empty() {
            return self.according_to();
        }
        self.attribution.join(" ← ")
    }

    /// What a reader must not overlook of what this report says: "planned", "denied".
    #[must_use]
    pub fn marks(&self) -> Vec<String> {
        let planned = Some(self.modality).filter(|word| *word != "asserted");
        let denied = (self.polarity == "negative").then_some("denied");
        planned.into_iter().chain(denied).map(|word| word.replace('_', " ")).collect()
    }
}

/// Figures of the same thing over time.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SeriesLine {
    /// Its identity: a slug.
    pub id: String,
    /// What is counted.
    pub what: String,
    /// What one of them is.
    pub unit: String,
    /// Whose they are.
    pub holder: Option<ActorRef>,
    /// Where.
    pub place: Option<String>,
    /// The points, in the order of their days.
    pub points: Vec<PointLine>,
    /// How many points before these are not given; only pages leave some out.
    #[serde(skip_serializing_if = "is_nothing")]
    pub left_out: usize,
}

/// One figure of a series.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PointLine {
    /// The entry it comes from.
    pub entry: String,
    /// The number, or both ends of a range.
    pub value: Value,
    /// The number for a reader: `more than 5,000`.
    pub text: String,
    /// exactly, about, `at_least`, `more_than`, `at_most`, `less_than` or between.
    pub comparator: String,
    /// from, to or by, where a change is told.
    pub change: Option<String>,
    /// Whether it is so, or only planned.
    pub modality: &'static str,
    /// The days it can hold for.
    pub when: WhenLine,
    /// said (the report says for when), published (nothing is said) or unknown.
    pub when_from: &'static str,
    /// How many reports tell it.
    pub reports: usize,
    /// How many origins it has.
    pub origins: usize,
    /// The words it rests on; pages give those of the first few reports.
    pub evidence: Vec<EvidenceLine>,
}

impl PointLine {
    /// When it holds, for a reader. A figure without a day of its own holds at the latest when
    /// the report came out.
    #[must_use]
    pub fn day(&self) -> String {
        match (self.when_from, &self.when.latest) {
            ("said", _) => self.when.text.clone(),
            (_, Some(latest)) => format!("by {latest}"),
            _ => "undated".to_owned(),
        }
    }

    /// Who says so: the innermost source of each report, each once, in order.
    #[must_use]
    pub fn according_to(&self) -> Vec<String> {
        sources(&self.evidence)
    }
}

/// How findings stand to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LinkShown {
    /// The type of the link.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Whether both sides cannot be right as they stand.
    pub conflict: bool,
    /// The rule that found it.
    pub rule: String,
    /// What it is about.
    pub topic: String,
    /// The entries concerned.
    pub entries: Vec<String>,
    /// What differs.
    pub differences: Vec<DifferenceLine>,
    /// The words on each side.
    pub members: Vec<EvidenceLine>,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DifferenceLine {
    /// The field's word.
    pub field: String,
    /// The different values.
    pub values: Vec<ValueLine>,
}

/// A value with the files that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ValueLine {
    /// The value.
    pub value: String,
    /// The names of the files.
    pub docs: Vec<String>,
}

/// An entry with its words.
pub(crate) fn entry_line(sight: &Sight<'_>, entry: &Entry) -> EntryLine {
    let fields = entry.fields.iter().map(|held| {
        let readings = held.readings.iter().map(|reading| ReadingLine {
            value: value_of(&reading.value),
            text: line_of(&reading.value),
            evidence: reading.evidence.clone(),
        });
        FieldLine { field: held.field.as_str(), readings: readings.collect() }
    });
    let fresh = sight.since.on(entry.id).cloned().unwrap_or_default();
    EntryLine {
        id: entry.id.to_string(),
        kind: entry.kind.as_str(),
        title: entry.title.clone(),
        when: when_line(entry.when.as_ref(), entry.days),
        modality: entry.modality.as_str(),
        polarity: entry.polarity.as_str(),
        fields: fields.collect(),
        actors: entry.actors.iter().map(|id| actor_ref(sight, id)).collect(),
        reports: entry.reports,
        origins: entry.origins,
        accepted: entry.review.accepted || fresh.accepted,
        rejected: fresh.rejected,
        notes: entry.review.notes.iter().cloned().chain(fresh.notes).collect(),
        evidence: evidence_lines(sight, &entry.evidence),
    }
}

/// A value as one line for a reader; numbers with their thousands apart.
fn line_of(value: &Held) -> String {
    match value {
        Held::Number(number) => grouped(*number),
        Held::Range(from, to) => format!("{} to {}", grouped(*from), grouped(*to)),
        Held::List(values) => values.iter().map(line_of).collect::<Vec<_>>().join("; "),
        other => other.to_line(),
    }
}

fn actor_ref(sight: &Sight<'_>, id: &dateline_record::ActorId) -> ActorRef {
    ActorRef { id: id.to_string(), name: sight.view.actor_name(id) }
}

fn evidence_lines(sight: &Sight<'_>, evidence: &[Evidence]) -> Vec<EvidenceLine> {
    // A list names the first who say so, where a page has room for no more.
    let most = if sight.has_words() { evidence.len() } else { sight.apiece };
    let all = evidence.iter().take(most).enumerate();
    let lines = all.map(|(number, evidence)| {
        let paper = (number < sight.apiece).then(|| sight.paper(evidence.report));
        evidence_line(sight, evidence, paper.flatten().as_deref())
    });
    lines.collect()
}

fn evidence_line(
    sight: &Sight<'_>,
    evidence: &Evidence,
    paper: Option<&Paper>,
) -> EvidenceLine {
    let line = sight.view.report(evidence.report);
    let [start, end] = paper.map_or([0, 0], |paper| paper.place(evidence.span));
    let raw = paper.map_or(Span::default(), |paper| paper.report.map.raw(evidence.span));
    let [before, words, after] =
        paper.map_or_else(Default::default, |paper| paragraph(paper, evidence.span));
    EvidenceLine {
        report: evidence.report.to_string(),
        doc: line.map_or_else(String::new, |line| line.name.clone()),
        outlet: line.and_then(|line| line.outlet.clone()),
        published: line.map_or_else(WhenLine::default, |line| days_line(line.days)),
        start,
        end,
        raw: [raw.start(), raw.end()],
        before,
        words,
        after,
        modality: evidence.modality.as_str(),
        polarity: evidence.polarity.as_str(),
        source_kind: evidence.source.kind.as_str(),
        attribution: evidence.source.chain.clone(),
        rule: evidence.rule.clone(),
        confidence: evidence.confidence,
    }
}

/// How many bytes are given on either side of the words: a page may be one line of megabytes.
const AROUND: usize = 4096;

/// The words with what stands before and after them in the same paragraph.
fn paragraph(paper: &Paper, span: Span) -> [String; 3] {
    // Regions stand in order: the first that may overlap is looked for, not walked to.
    let regions = &paper.report.regions;
    let first = regions.partition_point(|region| region.span.end() <= span.start());
    let around = regions
        .iter()
        .skip(first)
        .map(|region| region.span)
        .take_while(|region| region.start() < span.end())
        .fold(span, Span::cover);
    let text = &paper.report.text;
    let from = text.as_str().ceil_char_boundary(span.start().saturating_sub(AROUND));
    let to = text.as_str().floor_char_boundary(span.end() + AROUND);
    let before = text.words(Span::of(from.max(around.start())..span.start()));
    let after = text.words(Span::of(span.end()..to.min(around.end())));
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    [
        format!("{}{}", cut(around.start() < from), before.trim_start()),
        text.words(span).to_owned(),
        format!("{}{}", after.trim_end(), cut(to < around.end())),
    ]
}

/// A series with its points.
pub(crate) fn series_line(sight: &Sight<'_>, series: &Series) -> SeriesLine {
    let left_out = series.points.len().saturating_sub(sight.apiece);
    let points = series.points.iter().skip(left_out);
    SeriesLine {
        id: series.id.to_string(),
        what: series.what.clone(),
        unit: series.unit.clone(),
        holder: series.holder.as_ref().map(|id| actor_ref(sight, id)),
        place: series.place.clone(),
        points: points.map(|point| point_line(sight, point)).collect(),
        left_out,
    }
}

/// Whether nothing was left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands on a reference")]
pub(crate) fn is_nothing(left_out: &usize) -> bool {
    *left_out == 0
}

fn point_line(sight: &Sight<'_>, point: &Point) -> PointLine {
    use dateline_record::PointBasis;
    let value = if point.from == point.to {
        number(point.from)
    } else {
        Value::Array(vec![number(point.from), number(point.to)])
    };
    let entry = sight.view.entry(point.entry);
    let said = point.basis == PointBasis::Said;
    let when = entry.and_then(|entry| entry.when.as_ref()).filter(|_| said);
    PointLine {
        entry: point.entry.to_string(),
        value,
        text: figure_text(point),
        comparator: point.comparator.clone(),
        change: point.change.clone(),
        modality: point.modality.as_str(),
        when: when_line(when, point.days),
        when_from: match point.basis {
            PointBasis::Said => "said",
            PointBasis::Published => "published",
            PointBasis::Unknown => "unknown",
        },
        reports: point
            .evidence
            .iter()
            .map(|evidence| evidence.report)
            .collect::<BTreeSet<_>>()
            .len(),
        origins: point.origins,
        evidence: evidence_lines(sight, sight.tellers(&point.evidence)),
    }
}

/// The figure for a reader: "more than 5,000", "from 5,200", "to 3,000".
fn figure_text(point: &Point) -> String {
    let number = if point.from == point.to {
        grouped(point.from)
    } else {
        format!("{} to {}", grouped(point.from), grouped(point.to))
    };
    let comparator = match point.comparator.as_str() {
        "" | "exactly" => "",
        "between" if point.from != point.to => "",
        "at_least" => "at least ",
        "more_than" => "more than ",
        "at_most" => "at most ",
        "less_than" => "less than ",
        other => return format!("{other} {number}"),
    };
    let change = point.change.as_deref().map(|word| format!("{word} "));
    format!("{}{comparator}{number}", change.unwrap_or_default())
}

/// A link with the words on each side.
pub(crate) fn link_shown(sight: &Sight<'_>, link: &Link) -> LinkShown {
    let doc = |id: &dateline_text::ReportId| {
        sight.view.report(*id).map_or_else(|| id.to_string(), |line| line.name.clone())
    };
    let differences = link.differences.iter().map(|difference| DifferenceLine {
        field: difference.field.to_string(),
        values: difference
            .values
            .iter()
            .map(|(value, reports)| ValueLine {
                value: value.clone(),
                docs: reports.iter().map(doc).collect(),
            })
            .collect(),
    });
    LinkShown {
        kind: link.kind.as_str(),
        conflict: link.kind.is_conflict(),
        rule: link.rule.to_string(),
        topic: link.topic.clone(),
        entries: link.entries.iter().map(ToString::to_string).collect(),
        differences: differences.collect(),
        members: evidence_lines(sight, &link.members),
    }
}
