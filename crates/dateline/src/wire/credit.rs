use dateline_text::{Credit, CreditKind, Region, RegionClass, Report, Span};
use dateline_time::When;
use serde_json::{Map, Value, json};

use super::finding::FindingLine;
use super::report::report_date as report_date_line;
use super::when::put_date;
use crate::points::RawPoints;

/// What the page says of itself, as findings of kind `credit`: its credits, and each stretch
/// of furniture or of words printed twice.
pub(crate) fn credit_lines(
    report: &Report,
    report_date: Option<&When>,
    points: &RawPoints,
) -> Vec<FindingLine> {
    let printed = || report.credits.all.iter().filter(|credit| is_printed(credit));
    let mut spans: Vec<Span> =
        printed().filter_map(|credit| report.map.text(credit.raw?)).collect();
    spans.sort_unstable();
    let page = Page { report, points, printed: spans };
    let told = printed().filter(|credit| !page.is_told_as_origin(credit));
    let mut lines: Vec<FindingLine> =
        told.filter_map(|credit| page.credit(credit)).collect();
    for run in runs(report) {
        match run.repeats.filter(|_| run.class == RegionClass::Repeat) {
            Some(earlier) if page.is_title(earlier) => {
                page.add_to_title(&mut lines, run.span);
            }
            _ => lines.extend(page.run(&run)),
        }
    }
    lines.extend(report_date.filter(|_| report.credits.published.is_none()).map(
        |when| {
            let mut fields = fields("published");
            put_date(&mut fields, "date", when);
            fields.insert("bounds".to_owned(), json!(report_date_line(when)));
            page.line(page.body(), fields, "its own words")
        },
    ));
    lines.sort_by(|one, other| {
        let key = |line: &FindingLine| (line.start, line.end, line.rule.clone());
        key(one).cmp(&key(other))
    });
    lines
}

/// Whether the page says it, and not the reading of all its words.
fn is_printed(credit: &Credit) -> bool {
    credit.raw.is_some() && credit.rule != "words"
}

/// Neighbouring regions of one class: a page's foot is one stretch, not eight lines.
struct Run {
    class: RegionClass,
    first: Span,
    span: Span,
    repeats: Option<Span>,
}

fn runs(report: &Report) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut before: Option<&Region> = None;
    for region in &report.regions {
        match runs.last_mut() {
            Some(run) if before.is_some_and(|last| last.class == region.class) => {
                run.span = run.span.cover(region.span);
                run.repeats = match (run.repeats, region.repeats) {
                    (Some(one), Some(other)) => Some(one.cover(other)),
                    (one, other) => one.or(other),
                };
            }
            _ => runs.push(Run {
                class: region.class,
                first: region.span,
                span: region.span,
                repeats: region.repeats,
            }),
        }
        before = Some(region);
    }
    runs
}

struct Page<'a> {
    report: &'a Report,
    points: &'a RawPoints,
    /// Where the credits stand in the text, in order.
    printed: Vec<Span>,
}

impl Page<'_> {
    fn credit(&self, credit: &Credit) -> Option<FindingLine> {
        let mut raw = credit.raw?;
        let mut fields = fields(credit.kind.as_str());
        match &credit.moment {
            Some(moment) => fields.insert("date".to_owned(), moment.to_string().into()),
            None => fields.insert("value".to_owned(), credit.value.as_str().into()),
        };
        if credit.kind == CreditKind::Place {
            fields.insert("place".to_owned(), credit.value.as_str().into());
            let agency = self.report.credits.first(CreditKind::Agency);
            fields.insert("agency".to_owned(), agency.into());
            // The whole line is the evidence: place, agency and what stands between.
            raw = self.dateline_around(raw).unwrap_or(raw);
        }
        Some(self.line(raw, fields, credit.rule))
    }

    /// An agency whose words are the origin of the report is told once, as that.
    fn is_told_as_origin(&self, credit: &Credit) -> bool {
        let same = |other: &&Credit| {
            other.kind == CreditKind::Origin
                && other.raw == credit.raw
                && other.value == credit.value
        };
        credit.kind == CreditKind::Agency
            && self.report.credits.all.iter().any(|other| same(&other))
    }

    /// Whether words lie within the title.
    fn is_title(&self, span: Span) -> bool {
        let titles = self
            .report
            .credits
            .all
            .iter()
            .filter(|credit| credit.kind == CreditKind::Title && is_printed(credit));
        let mut raw = titles.filter_map(|credit| credit.raw);
        raw.any(|raw| raw.overlaps(self.report.map.raw(span)))
    }

    /// A title printed twice is one title in two places.
    fn add_to_title(&self, lines: &mut [FindingLine], again: Span) {
        let title = lines.iter_mut().find(|line| {
            line.fields.get("attribute").and_then(Value::as_str) == Some("title")
        });
        let place = self.points.span(self.report.map.raw(self.report.text.trim(again)));
        if let Some(title) = title {
            title.more.push(place);
        }
    }

    /// The raw bytes of the body's first paragraph, which speaks for the report.
    fn body(&self) -> Span {
        let first = self.report.reading().next().unwrap_or_default();
        self.report.map.raw(first)
    }

    fn dateline_around(&self, raw: Span) -> Option<Span> {
        let regions = self.report.regions.iter();
        let mut lines = regions
            .filter(|region| region.class == RegionClass::Dateline)
            .map(|region| self.report.map.raw(self.report.text.trim(region.span)));
        lines.find(|line| line.contains(raw))
    }

    fn run(&self, run: &Run) -> Vec<FindingLine> {
        match run.class {
            RegionClass::Furniture => {
                let pieces = self.without_credits(run.span).into_iter();
                pieces.map(|piece| self.words(piece, fields("boilerplate"))).collect()
            }
            RegionClass::Repeat => {
                let mut fields = fields("repeat");
                if let Some(earlier) = run.repeats {
                    let place = self.points.span(self.report.map.raw(earlier));
                    fields.insert("repeats".to_owned(), json!(place));
                }
                // The paragraph where it begins is the evidence, and the rest is named.
                let mut line = self.words(self.report.text.trim(run.first), fields);
                let rest = Span::of(run.first.end()..run.span.end());
                let rest = self.report.text.trim(rest);
                if !rest.is_empty() {
                    line.more = vec![self.points.span(self.report.map.raw(rest))];
                }
                vec![line]
            }
            RegionClass::Title
            | RegionClass::Byline
            | RegionClass::Dateline
            | RegionClass::Subhead
            | RegionClass::Body
            | RegionClass::Caption => Vec::new(),
        }
    }

    /// What is left of a stretch of furniture between the credits that stand in it. A label
    /// ("Source:") belongs to the credit behind it.
    fn without_credits(&self, span: Span) -> Vec<Span> {
        let inside = self.printed.iter().filter(|credit| credit.overlaps(span));
        let mut pieces = Vec::new();
        let mut at = span.start();
        for credit in inside {
            let piece = self.trimmed(Span::of(at..credit.start()));
            let words = self.report.text.words(piece);
            // "Source:" and "date" say what the credit behind them is.
            let label = words.ends_with(':') || is_label(words);
            if !label {
                pieces.push(piece);
            }
            at = at.max(credit.end());
        }
        pieces.push(self.trimmed(Span::of(at..span.end())));
        pieces.retain(|piece| {
            let words = self.report.text.words(*piece);
            words.chars().filter(|letter| letter.is_alphanumeric()).count() > 1
        });
        pieces
    }

    fn trimmed(&self, span: Span) -> Span {
        let words = self.report.text.words(span);
        let is_edge =
            |letter: char| letter.is_whitespace() || "|-–—()[]/".contains(letter);
        let start = words.len() - words.trim_start_matches(is_edge).len();
        let length = words.trim_matches(is_edge).len();
        Span::of(span.start() + start..span.start() + start + length)
    }

    fn words(&self, span: Span, mut fields: Map<String, Value>) -> FindingLine {
        let words = self.report.text.words(span).trim();
        fields.insert("value".to_owned(), words.into());
        self.line(self.report.map.raw(span), fields, "region")
    }

    fn line(&self, raw: Span, fields: Map<String, Value>, rule: &str) -> FindingLine {
        let [start, end] = self.points.span(raw);
        FindingLine {
            doc: self.report.name.clone(),
            kind: "credit",
            start,
            end,
            fields,
            more: Vec::new(),
            rule: format!("credit/{rule}"),
            confidence: 1000,
        }
    }
}

/// One word of small letters by itself: "date", "source".
fn is_label(words: &str) -> bool {
    words.len() <= 12 && words.chars().all(|letter| letter.is_ascii_lowercase())
}

fn fields(attribute: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("attribute".to_owned(), attribute.into());
    fields.insert("modality".to_owned(), "asserted".into());
    fields.insert("polarity".to_owned(), "positive".into());
    fields.insert("source_kind".to_owned(), "unattributed".into());
    fields.insert("attribution".to_owned(), Value::Array(Vec::new()));
    fields
}
