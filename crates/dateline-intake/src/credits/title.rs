use dateline_text::{CreditKind, fold};

use super::Claim;
use super::visible::same;

/// Takes the site's name off titles, and ranks the headings that are this page's own.
pub(crate) fn titles(claims: &mut [Claim]) {
    let outlets = values(claims, |claim| {
        matches!(claim.kind, CreditKind::Outlet | CreditKind::Host)
    });
    let titles = values(claims, |claim| claim.kind == CreditKind::Title);
    for claim in claims.iter_mut().filter(|claim| claim.kind == CreditKind::Title) {
        if let Some(bare) = without_site(claim, &outlets, &titles) {
            claim.value = bare;
        }
    }
    let told = values(claims, |claim| {
        claim.kind == CreditKind::Title && claim.rule != "heading"
    });
    let is_heading = |claim: &&mut Claim| claim.rule == "heading";
    let count = claims.iter().filter(|claim| claim.rule == "heading").count();
    for claim in claims.iter_mut().filter(is_heading) {
        let alike =
            told.iter().map(|title| shared(&claim.value, title)).max().unwrap_or(0);
        let own = claim.rank < 30;
        let is_outlet = outlets.iter().any(|outlet| same(outlet, &claim.value));
        let alone = count == 1 && !is_outlet && claim.value.split(' ').count() > 1;
        // A heading is surer than what is written for search engines, if it is about the same.
        if alike >= 50 && !is_outlet {
            claim.rank = 18 - u16::from(own);
        } else if alone || (own && !is_outlet) {
            claim.rank = 19;
        }
    }
}

fn values(claims: &[Claim], which: impl Fn(&Claim) -> bool) -> Vec<String> {
    claims.iter().filter(|claim| which(claim)).map(|claim| claim.value.clone()).collect()
}

const MARKS: [&str; 10] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " « ", " :: ", " » ", " / "];

/// The title without the name of the site: "Talks end - Harbour Post".
fn without_site(claim: &Claim, outlets: &[String], titles: &[String]) -> Option<String> {
    let ends = MARKS
        .iter()
        .filter_map(|mark| claim.value.rfind(mark).map(|at| (at, at + mark.len())));
    let (start, end) = ends.max()?;
    let head = claim.value.get(..start)?;
    let tail = claim.value.get(end..)?;
    let named = outlets.iter().any(|outlet| same(outlet, tail));
    let known = titles.iter().any(|title| same(title, head));
    let short = claim.rule == "title tag" && tail.split(' ').count() <= 5;
    (named || known || short).then(|| head.to_owned())
}

/// How many of a title's words stand in another one, of a hundred.
fn shared(one: &str, two: &str) -> usize {
    let words = |title: &str| -> Vec<String> {
        let folded = fold(title);
        let parts = folded.split(|letter: char| !letter.is_alphanumeric());
        parts.filter(|word| !word.is_empty()).take(64).map(str::to_owned).collect()
    };
    let (one, two) = (words(one), words(two));
    let both = one.iter().filter(|word| two.contains(word)).count();
    if one.is_empty() { 0 } else { both * 100 / one.len() }
}
