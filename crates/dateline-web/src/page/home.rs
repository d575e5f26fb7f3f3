use dateline::wire::ScreenShown;
use dateline::{News, Queue};
use maud::{Markup, html};

use super::entry::{entries, link, one, promise};
use super::frame::count;
use super::news;
use super::series::series;

/// The five questions, what is new and what waits for a look.
pub(super) fn screen(
    screen: &ScreenShown,
    (news, run): (&News, (Option<&str>, usize)),
    (queue, doubts): (&Queue, usize),
) -> Markup {
    let totals = &screen.totals;
    if totals.reports == 0 {
        return html! {
            h1 { "Nothing read yet" }
            p { "Give the record some reports: " code { "dateline add FOLDER" }
                " reads files and folders. This page shows them as soon as they are in." }
        };
    }
    html! {
        h1 { "What the reports say" }
        p.dim {
            (count(totals.reports, "report")) ", " (count(totals.origins, "origin")) " · "
            (count(totals.undated, "entry")) " without a time · "
            a href="/problems" { (count(totals.problems, "problem")) } " · "
            a href="/coverage" { "what was not read" }
        }
        p.needs {
            strong { "Worth a look: " }
            a href="/review" { (count(queue.left, "entry")) " not looked at" }
            @if doubts > 0 { ", " a href="/review/names" { (count(doubts, "pair")) " of names that may be one" } }
            @if totals.conflicts > 0 { ", " a href="/conflicts" { (count(totals.conflicts, "disagreement")) } }
        }
        (last_run(run, totals.reports))
        (head("What happened when?", "/timeline", screen.happened.len(), totals.dated + totals.undated))
        (entries(&screen.happened))
        (head("Who said what?", "/statements", screen.said.len(), totals.statements))
        (entries(&screen.said))
        (head("How many, over time?", "/figures", screen.counted.len(), totals.series))
        @for one in &screen.counted { (series(one)) }
        (head(
            "What was agreed and promised, and what came of it?",
            "/agreements",
            screen.agreed.len() + screen.promised.len(),
            totals.agreements + totals.commitments,
        ))
        ol {
            @for agreement in &screen.agreed { (one(agreement)) }
            @for one in &screen.promised { (promise(one)) }
        }
        (head("Where do the reports disagree?", "/conflicts", screen.disagree.len(), totals.conflicts))
        @for one in &screen.disagree { (link(one)) }
        h2 { "What is new" small { a href="/news" { "all" } } }
        @for line in &news.lines { (news::line(line, 3)) }
    }
}

/// How many reports came with the last reading: what a reader who was here before has not seen.
fn last_run((moment, reports): (Option<&str>, usize), all: usize) -> Markup {
    html! { @if reports > 0 {
        p.dim {
            "Last read" @if let Some(moment) = moment { " on " (news::minute(moment)) } ": "
            @if reports < all { a href={"/news?limit=" (reports.min(200))} {
                (count(reports, "report")) " and what was new in them"
            } }
            @else { "all " (count(all, "report")) }
        }
    } }
}

fn head(question: &str, address: &str, shown: usize, all: usize) -> Markup {
    html! {
        h2 {
            (question)
            small {
                @if all == 0 { "nothing" }
                @else if shown == all { a href=(address) { "all " (all) } }
                @else { a href=(address) { (shown) " of " (all) } }
            }
        }
    }
}
