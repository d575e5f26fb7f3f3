//! Lists as rows for a spreadsheet.

use dateline::wire::{EntryLine, LinkShown, PromiseShown, ReportShown, SeriesLine};
use dateline::{Found, HitLine, News, Queue, Shown, cell};

const ENTRY: [&str; 13] = [
    "id",
    "kind",
    "when",
    "edtf",
    "earliest",
    "latest",
    "modality",
    "polarity",
    "title",
    "who",
    "according_to",
    "reports",
    "origins",
];
const POINT: [&str; 11] = [
    "series",
    "what",
    "unit",
    "holder",
    "place",
    "when",
    "figure",
    "comparator",
    "modality",
    "according_to",
    "entry",
];
const LINK: [&str; 6] = ["type", "conflict", "topic", "rule", "entries", "differences"];
const REPORT: [&str; 9] = [
    "id",
    "doc",
    "title",
    "outlet",
    "published",
    "published_from",
    "origin",
    "findings",
    "problems",
];

/// The rows of a topic.
pub(crate) fn rows(shown: &Shown) -> String {
    match shown {
        Shown::Timeline(all) => entries(all.dated.iter().chain(&all.undated)),
        Shown::Figures(all) => points(all),
        Shown::Statements(all) => entries(all.iter().flat_map(|one| &one.statements)),
        Shown::Agreements(all) => entries(all.iter().map(|one| &one.agreement)),
        Shown::Commitments(all) => promises(all),
        Shown::Bodies(all) => entries(all.iter().map(|one| &one.body)),
        Shown::People(all) => entries(all.iter().flat_map(|one| &one.roles)),
        Shown::Conflicts(all) => links(all),
        Shown::Copies(all) => reports(all.iter().flat_map(|one| &one.reports)),
        Shown::Problems(all) | Shown::Reports(all) => reports(all),
        Shown::Coverage(coverage) => unread(&coverage.lines),
        Shown::Decisions(all) => entries(all.iter().flat_map(|one| {
            let readings = one.factors.iter().flat_map(|factor| &factor.readings);
            let told = one.recommendations.iter().chain(&one.decided);
            one.bodies.iter().chain(readings).chain(told)
        })),
        Shown::Rulings(all) => {
            let rows = all.iter().map(|one| {
                let entry = one.entry.clone().unwrap_or_default();
                let (ruling, standing) = (one.ruling.to_owned(), one.standing.to_owned());
                let (at, by) = (one.at.clone(), one.by.clone());
                vec![one.id.clone(), at, by, ruling, standing, entry, one.because.clone()]
            });
            let head = ["id", "at", "by", "ruling", "standing", "entry", "because"];
            written(&head, rows)
        }
        Shown::State(state) => {
            let agreements = state.agreements.iter().map(|one| &one.agreement);
            let commitments = state.commitments.iter().map(|one| &one.commitment);
            let all = state.roles.iter().chain(&state.bodies);
            entries(all.chain(agreements).chain(commitments))
        }
        Shown::Screen(screen) => entries(screen.happened.iter().chain(&screen.said)),
    }
}

/// The rows of whatever a name stands for.
pub(crate) fn found(found: &[Found]) -> String {
    let series: Vec<SeriesLine> = found
        .iter()
        .filter_map(|one| match one {
            Found::Series { series } => Some((**series).clone()),
            _ => None,
        })
        .collect();
    if !series.is_empty() {
        return points(&series);
    }
    entries(found.iter().flat_map(|one| match one {
        Found::Actor { entries, .. } | Found::Report { entries, .. } => {
            entries.as_slice()
        }
        Found::Entry { entry, .. } => std::slice::from_ref(&**entry),
        Found::Series { .. } => &[],
    }))
}

/// The rows of what waits for a reviewer.
pub(crate) fn queue(queue: &Queue) -> String {
    let head: Vec<&str> = ENTRY.into_iter().chain(["why"]).collect();
    let rows = queue.waiting.iter().map(|waiting| {
        let mut row = entry(&waiting.entry);
        row.push(waiting.why.clone());
        row
    });
    written(&head, rows)
}

/// The rows of what the record learnt last: an entry with the report that told it first.
pub(crate) fn news(news: &News) -> String {
    let head: Vec<&str> = ["learnt", "report", "doc"].into_iter().chain(ENTRY).collect();
    let rows = news.lines.iter().flat_map(|line| {
        let learnt = line.learnt.clone().unwrap_or_default();
        let told = [learnt, line.report.id.clone(), line.report.doc.clone()];
        line.new
            .iter()
            .map(move |new| told.clone().into_iter().chain(entry(new)).collect())
    });
    written(&head, rows)
}

/// The rows of a search.
pub(crate) fn hits(hits: &[HitLine]) -> String {
    let rows = hits.iter().map(|hit| match hit {
        HitLine::Sentence(line) => vec![
            "sentence".to_owned(),
            line.report.clone(),
            line.published.text.clone(),
            line.start.to_string(),
            line.words.clone(),
        ],
        HitLine::Entry { entry } => vec![
            "entry".to_owned(),
            entry.id.clone(),
            entry.when.text.clone(),
            String::new(),
            entry.title.clone(),
        ],
    });
    written(&["is", "id", "when", "start", "words"], rows)
}

fn entries<'a>(all: impl Iterator<Item = &'a EntryLine>) -> String {
    written(&ENTRY, all.map(entry))
}

fn entry(entry: &EntryLine) -> Vec<String> {
    let actors = entry.actors.iter().map(|actor| actor.name.as_str());
    vec![
        entry.id.clone(),
        entry.kind.to_owned(),
        entry.when.text.clone(),
        entry.when.edtf.clone().unwrap_or_default(),
        entry.when.earliest.clone().unwrap_or_default(),
        entry.when.latest.clone().unwrap_or_default(),
        entry.modality.to_owned(),
        entry.polarity.to_owned(),
        entry.title.clone(),
        actors.collect::<Vec<_>>().join("; "),
        entry.according_to().join("; "),
        entry.reports.to_string(),
        entry.origins.to_string(),
    ]
}

fn promises(all: &[PromiseShown]) -> String {
    let head: Vec<&str> = ENTRY.into_iter().chain(["standing", "evidence"]).collect();
    let rows = all.iter().map(|promise| {
        let evidence = promise.evidence.iter().map(|one| one.id.as_str());
        let evidence = evidence.collect::<Vec<_>>().join("; ");
        let mut row = entry(&promise.commitment);
        row.extend([promise.standing.to_owned(), evidence]);
        row
    });
    written(&head, rows)
}

fn points(all: &[SeriesLine]) -> String {
    let rows = all.iter().flat_map(|series| {
        series.points.iter().map(|point| {
            vec![
                series.id.clone(),
                series.what.clone(),
                series.unit.clone(),
                series.holder.as_ref().map(|one| one.name.clone()).unwrap_or_default(),
                series.place.clone().unwrap_or_default(),
                point.day(),
                point.text.clone(),
                point.comparator.clone(),
                point.modality.to_owned(),
                point.according_to().join("; "),
                point.entry.clone(),
            ]
        })
    });
    written(&POINT, rows)
}

fn links(all: &[LinkShown]) -> String {
    let rows = all.iter().map(|link| {
        let differences = link.differences.iter().map(|difference| {
            let values = difference.values.iter().map(|value| value.value.as_str());
            format!("{}: {}", difference.field, values.collect::<Vec<_>>().join(" / "))
        });
        let conflict = if link.conflict { "yes" } else { "no" };
        vec![
            link.kind.to_owned(),
            conflict.to_owned(),
            link.topic.clone(),
            link.rule.clone(),
            link.entries.join("; "),
            differences.collect::<Vec<_>>().join("; "),
        ]
    });
    written(&LINK, rows)
}

fn reports<'a>(all: impl IntoIterator<Item = &'a ReportShown>) -> String {
    let rows = all.into_iter().map(|report| {
        let problems = report.problems.iter().map(|problem| problem.kind);
        vec![
            report.id.clone(),
            report.doc.clone(),
            report.title.clone().unwrap_or_default(),
            report.outlet.clone().unwrap_or_default(),
            report.published.text.clone(),
            report.published_from.to_owned(),
            report.origin.to_string(),
            report.findings.to_string(),
            problems.collect::<Vec<_>>().join("; "),
        ]
    });
    written(&REPORT, rows)
}

fn unread(all: &[ReportShown]) -> String {
    let rows = all.iter().flat_map(|report| {
        let row =
            |words: &String| vec![report.id.clone(), report.doc.clone(), words.clone()];
        report.unread.iter().map(row)
    });
    written(&["report", "doc", "unread"], rows)
}

fn written(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rows = std::iter::once(head).chain(rows);
    rows.map(|row| row.iter().map(|one| cell(one)).collect::<Vec<_>>().join(",") + "\r\n")
        .collect()
}
