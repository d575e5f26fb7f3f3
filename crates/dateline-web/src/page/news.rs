use dateline::{News, NewsLine};
use maud::{Markup, html};

use super::entry::entries;
use super::frame::{count, words};

/// The reports that were learnt last, each with what was new in it.
pub(super) fn news(news: &News) -> Markup {
    html! {
        h1 { "What is new" }
        p.dim { "The reports learnt last, with what no report before them told. "
            a href="/news.atom" { "Feed" } " · " a href="/news.json" { "data" }
            " · " a href="/news.csv" { "CSV" } }
        @if news.lines.is_empty() {
            p { "No report yet: " code { "dateline add PATH" } " reads some." }
        }
        h2 { "Reports" small { (news.lines.len()) } }
        @for line in &news.lines { (self::line(line, usize::MAX)) }
    }
}

/// A report with what was new in it, at most so many lines.
pub(super) fn line(line: &NewsLine, most: usize) -> Markup {
    let shown = line.new.get(..most.min(line.new.len())).unwrap_or_default();
    let report = &line.report;
    html! {
        h3 {
            a href={"/report/" (report.id)} {
                (words(report.title.as_deref().unwrap_or(&report.doc)))
            }
            " " span.dim {
                @if let Some(learnt) = &line.learnt { "learnt " (minute(learnt)) " · " }
                (count(line.new.len(), "entry")) " new, " (line.known) " known before"
            }
        }
        (entries(shown))
    }
}

/// A moment without its seconds.
pub(super) fn minute(moment: &str) -> String {
    moment.get(..16).unwrap_or(moment).replace('T', " ")
}
