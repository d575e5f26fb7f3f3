use std::io::Write;

use dateline_record::Filter;

use super::Written;
use super::source::Source;
use crate::desk::Sight;
use crate::wire::{self, DecisionShown, EntryLine, EvidenceLine, LinkShown, count};
use crate::{Desk, Error};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;\
padding:0 1rem;color-scheme:light dark}h2{margin-top:2.5rem}li{margin:.6rem 0}ul{padding-left:1rem}\
.when{font-variant-numeric:tabular-nums;font-weight:600}.tag{border:1px solid;border-radius:.3rem;\
padding:0 .3rem;font-size:.85em}.dim{opacity:.75;font-size:.9em}blockquote{margin:.4rem 0 .4rem 1rem}\
mark{background:#fd68;color:inherit}code{font-size:.85em}@media print{details{display:block}}";

/// The kinds in the order of the page, with their headings.
const KINDS: [(&str, &str); 8] = [
    ("event", "What happened"),
    ("statement", "What was said"),
    ("agreement", "What was agreed"),
    ("commitment", "What was promised"),
    ("figure", "What was counted"),
    ("body", "Bodies"),
    ("role", "Offices"),
    ("relation", "Relations"),
];

/// Writes one page that needs nothing beside it: every entry with its words, their places and
/// who reviewed it; where reports disagree; the decisions; the sources with their hashes.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let mut page = Page { out, lines: 0 };
    let reports = count(view.reports.len(), "report");
    page.put(&format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Record</title>\n\
         <style>{STYLE}</style></head><body>\n<h1>Record of {reports}</h1>\n\
         <p class=\"dim\">Made by Dateline. Left out: the reports' full texts; when each report was learnt.</p>\n"
    ))?;
    page.conflicts(sight)?;
    for (kind, heading) in KINDS {
        page.put(&format!("<h2>{heading}</h2>\n<ul>\n"))?;
        for entry in view.entries.iter().filter(|entry| entry.kind.as_str() == kind) {
            page.entry(&wire::entry_line(sight, entry))?;
        }
        page.put("</ul>\n")?;
    }
    page.decisions(sight)?;
    page.sources(sight)?;
    page.put("</body></html>\n")?;
    let left_out = vec![
        "the reports' full texts".to_owned(),
        "when each report was learnt".to_owned(),
    ];
    Ok(Written { lines: page.lines, left_out })
}

struct Page<'a> {
    out: &'a mut dyn Write,
    lines: usize,
}

impl Page<'_> {
    fn put(&mut self, markup: &str) -> Result<(), Error> {
        self.out.write_all(markup.as_bytes()).map_err(Error::writing)
    }

    fn entry(&mut self, entry: &EntryLine) -> Result<(), Error> {
        self.lines += 1;
        let review = if entry.accepted { " · accepted by a reviewer" } else { "" };
        let notes =
            entry.notes.iter().map(|note| format!("<p>Note: {}</p>", escaped(note)));
        let words: String = entry.evidence.iter().map(evidence).collect();
        self.put(&format!(
            "<li id=\"e{id}\"><span class=\"when\">{when}</span> {tags}{title}\n\
             <div class=\"dim\">according to {sources} · {reports}, {origins}{review} · <code>{id}</code></div>\n\
             {notes}<details><summary>{fields} and words</summary><dl>{values}</dl>{words}</details></li>\n",
            id = escaped(&entry.id),
            when = escaped(&entry.when.text),
            tags = tags(entry),
            title = escaped(&entry.title),
            sources = escaped(&entry.according_to().join("; ")),
            reports = count(entry.reports, "report"),
            origins = count(entry.origins, "origin"),
            notes = notes.collect::<String>(),
            fields = count(entry.fields.len(), "field"),
            values = values(entry),
        ))
    }

    fn conflicts(&mut self, sight: &Sight<'_>) -> Result<(), Error> {
        let links = sight.view.conflicts(&Filter::default());
        self.put("<h2>Where the reports disagree</h2>\n<ul>\n")?;
        for link in links {
            self.put(&conflict(&wire::link_shown(sight, link)))?;
        }
        self.put("</ul>\n")
    }

    fn decisions(&mut self, sight: &Sight<'_>) -> Result<(), Error> {
        self.put("<h2>What reviewers ruled</h2>\n<ul>\n")?;
        for ruled in &sight.view.decisions {
            self.put(&decision(&wire::decision(ruled)))?;
        }
        self.put("</ul>\n")
    }

    fn sources(&mut self, sight: &Sight<'_>) -> Result<(), Error> {
        self.put("<h2>Sources</h2>\n<ul>\n")?;
        for source in Source::all(sight) {
            let line = format!(
                "<li id=\"r{id}\">{} <div class=\"dim\">origin {} · hash of the bytes <code>{id}</code></div></li>\n",
                escaped(&source.line()),
                source.origin + 1,
                id = escaped(&source.id),
            );
            self.put(&line)?;
        }
        self.put("</ul>\n")
    }
}

fn tags(entry: &EntryLine) -> String {
    let denied = (entry.polarity == "negative").then(|| "denied".to_owned());
    let tags = entry.standing().into_iter().chain(denied);
    tags.map(|tag| format!("<span class=\"tag\">{}</span> ", escaped(&tag))).collect()
}

fn values(entry: &EntryLine) -> String {
    let field = |field: &wire::FieldLine| {
        let readings = field.readings.iter().map(|reading| escaped(&reading.text));
        let readings: Vec<String> = readings.collect();
        format!("<dt>{}</dt><dd>{}</dd>", escaped(field.field), readings.join(" / "))
    };
    entry.fields.iter().map(field).collect()
}

fn evidence(told: &EvidenceLine) -> String {
    format!(
        "<blockquote>{}<mark>{}</mark>{}<div class=\"dim\"><a href=\"#r{}\">{}</a>, characters {} to {}, {}; {} ({}‰)</div></blockquote>",
        escaped(&told.before),
        escaped(&told.words),
        escaped(&told.after),
        escaped(&told.report),
        escaped(&told.doc),
        told.start,
        told.end,
        escaped(&told.attribution.join(", citing ")),
        escaped(&told.rule),
        told.confidence,
    )
}

fn conflict(link: &LinkShown) -> String {
    let differences = link.differences.iter().flat_map(|difference| {
        difference.values.iter().map(|value| {
            format!(
                "<li>{}: {} ({})</li>",
                escaped(&difference.field.replace('_', " ")),
                escaped(&value.value),
                escaped(&value.docs.join(", "))
            )
        })
    });
    let entries = link
        .entries
        .iter()
        .map(|id| format!(" <a href=\"#e{0}\"><code>{0}</code></a>", escaped(id)));
    format!(
        "<li><span class=\"tag\">{}</span> {}<ul>{}</ul><div class=\"dim\">{}{}</div></li>\n",
        escaped(&link.kind.replace('_', " ")),
        escaped(&link.topic),
        differences.collect::<String>(),
        escaped(&link.rule),
        entries.collect::<String>(),
    )
}

fn decision(decision: &DecisionShown) -> String {
    format!(
        "<li>{} {} {} by {}: {} <span class=\"tag\">{}</span> <code>{}</code></li>\n",
        escaped(&decision.at),
        escaped(decision.ruling),
        escaped(decision.entry.as_deref().unwrap_or_default()),
        escaped(&decision.by),
        escaped(&decision.because),
        escaped(&decision.standing.replace('_', " ")),
        escaped(&decision.id),
    )
}

/// Words that a browser shows and never obeys.
pub(super) fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
