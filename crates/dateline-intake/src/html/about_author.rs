use dateline_text::{CreditKind, RegionClass, fold};

use crate::credits::Claim;
use crate::page::Page;

/// Classes what a page says about its author behind the report: "Ana Ruiz is a staff writer."
///
/// It starts with the author's name, which the page gives elsewhere too, and stands at the end.
pub(super) fn class(page: &mut Page, claims: &[Claim]) {
    let names = names(claims);
    if names.is_empty() {
        return;
    }
    let body: Vec<usize> = (0..page.blocks.len())
        .filter(|&at| {
            page.blocks.get(at).is_some_and(|one| one.class == RegionClass::Body)
        })
        .collect();
    let length = |at: usize| page.blocks.get(at).map_or(0, |block| block.span.len());
    let all: usize = body.iter().map(|&at| length(at)).sum();
    let most = (all * 15 / 100).clamp(600, 2500);
    let mut behind = 0;
    let mut first = None;
    for &at in body.iter().rev().take(LINES) {
        behind += length(at);
        if behind > most || behind * 2 > all {
            break;
        }
        let line = page.blocks.get(at).map_or("", |block| page.line(block));
        if is_about(line, &names) {
            first = Some(at);
        }
    }
    for at in body.into_iter().filter(|&at| first.is_some_and(|first| at >= first)) {
        if let Some(block) = page.blocks.get_mut(at) {
            block.class = RegionClass::Furniture;
        }
    }
}

/// Lines at the end of a page that are looked at.
const LINES: usize = 12;

/// The names of the authors, folded.
fn names(claims: &[Claim]) -> Vec<String> {
    let authors = claims.iter().filter(|claim| claim.kind == CreditKind::Author).take(8);
    let each = authors.flat_map(|claim| claim.value.split([';', ',', '|']));
    let names = each.map(|name| fold(name.trim().trim_start_matches("By ")));
    names.filter(|name| name.split(' ').count() > 1 && name.len() < 60).take(16).collect()
}

fn is_about(line: &str, names: &[String]) -> bool {
    let end = line.char_indices().nth(160).map_or(line.len(), |(at, _)| at);
    let folded = fold(line.get(..end).unwrap_or_default());
    let leads = ["about ", "follow ", "written by ", "posted by ", "by ", "dr. ", "dr "];
    let bare = leads.iter().find_map(|lead| folded.strip_prefix(lead)).unwrap_or(&folded);
    names.iter().filter_map(|name| bare.strip_prefix(name.as_str())).any(|rest| {
        let rest = rest.trim_start_matches([',', ' ', '\u{a0}']);
        let says = [
            "is ", "was ", "has ", "writes ", "covers ", "reports ", "works ", "joined ",
        ];
        rest.is_empty() || says.iter().any(|word| rest.starts_with(word))
    })
}
