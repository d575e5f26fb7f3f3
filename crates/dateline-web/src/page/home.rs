use dateline::wire::ScreenShown;
use maud::{Markup, html};

use super::entry::{entries, link, one, promise, series};
use super::frame::count;

/// The five questions.
pub(super) fn screen(screen: &ScreenShown) -> Markup {
    let totals = &screen.totals;
    html! {
        h1 { "What the reports say" }
        p.dim {
            (count(totals.reports, "report")) ", " (count(totals.origins, "origin")) " · "
            (count(totals.undated, "entry")) " without a time · "
            a href="/problems" { (count(totals.problems, "problem")) } " · "
            a href="/coverage" { "what was not read" }
        }
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
    }
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
