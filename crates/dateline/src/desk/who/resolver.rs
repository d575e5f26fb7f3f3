//! Lines as nomenklatura's resolver reads and writes them: two identities, a judgement, a
//! score, who and when. An identity is a name, or `name@report`.

use std::collections::BTreeMap;

use dateline_names::Verdict as Sameness;
use dateline_record::{ActorKey, Decision, Ruling, View};
use dateline_text::ReportId;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::{of_actors, standing};
use crate::Reviewer;
use crate::wire::per_mille;

const WORDS: [(Sameness, &str); 3] = [
    (Sameness::Same, "positive"),
    (Sameness::Different, "negative"),
    (Sameness::Unsure, "unsure"),
];
/// A pair that nobody ruled on yet.
const WAITING: &str = "no_judgement";

/// The last ruling on each pair that counts, then the pairs that wait for one.
pub(super) fn lines(view: &View) -> String {
    let mut last: BTreeMap<(String, String), Value> = BTreeMap::new();
    for decision in standing(view) {
        let Some((one, other, sameness)) = about(&decision.ruling) else { continue };
        let (target, source) = in_order(identity(one), identity(other));
        let word = WORDS.iter().find(|(known, _)| *known == sameness);
        let word = word.map_or(WAITING, |(_, word)| word);
        let at = decision.at.to_string();
        let line = json!([target, source, word, null, decision.by, at]);
        last.insert((target, source), line);
    }
    for unsure in &view.unsure {
        let named = |id| view.actor(id).map(|actor| actor.name.clone());
        let Some((one, other)) = named(&unsure.one).zip(named(&unsure.other)) else {
            continue;
        };
        let (target, source) = in_order(one, other);
        let score = per_mille(unsure.per_mille);
        let line = json!([target, source, WAITING, score, null, null]);
        if target != source {
            last.entry((target, source)).or_insert(line);
        }
    }
    last.values().map(|line| format!("{line}\n")).collect()
}

/// The decision of a line, none for a pair that waits; `None` where it is no such line.
pub(super) fn read(
    line: &str,
    now: DateTime,
    reviewer: &Reviewer,
) -> Option<Vec<Decision>> {
    let row: Vec<Value> = serde_json::from_str(line).ok()?;
    let [target, source, word, _, by, at, ..] = row.as_slice() else { return None };
    if word.as_str()? == WAITING {
        return Some(Vec::new());
    }
    let (sameness, _) = *WORDS.iter().find(|(_, known)| Some(*known) == word.as_str())?;
    let (one, other) = (key(target.as_str()?), key(source.as_str()?));
    // Times come with parts of a second, with a zone, or not at all.
    let whole = at.as_str().and_then(|at| at.parse().ok());
    let seconds = || at.as_str().and_then(|at| at.get(..19)?.parse().ok());
    let at = whole.or_else(seconds).unwrap_or(now);
    Some(vec![Decision {
        at,
        by: by.as_str().unwrap_or(&reviewer.name).to_owned(),
        ruling: of_actors(one, other, sameness),
        because: reviewer.because.clone(),
    }])
}

fn about(ruling: &Ruling) -> Option<(&ActorKey, &ActorKey, Sameness)> {
    match ruling {
        Ruling::SameActor(one, other) => Some((one, other, Sameness::Same)),
        Ruling::NotSameActor(one, other) => Some((one, other, Sameness::Different)),
        Ruling::UnsureActor(one, other) => Some((one, other, Sameness::Unsure)),
        _ => None,
    }
}

/// The larger first, as the resolver has them.
fn in_order(one: String, other: String) -> (String, String) {
    if one < other { (other, one) } else { (one, other) }
}

fn identity(key: &ActorKey) -> String {
    match key.report {
        Some(report) => format!("{}@{report}", key.name),
        None => key.name.clone(),
    }
}

fn key(identity: &str) -> ActorKey {
    let within = identity.rsplit_once('@');
    let within = within.and_then(|(name, report)| Some((name, ReportId::parse(report)?)));
    match within {
        Some((name, report)) => ActorKey { report: Some(report), name: name.to_owned() },
        None => ActorKey { report: None, name: identity.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_resolver_is_a_decision() {
        let line = r#"["Mira Tolland", "M. Tolland", "positive", 0.81, "ada", "2031-08-23T10:00:00+00:00"]"#;
        let reviewer = Reviewer::default();
        let read = |line| read(line, DateTime::default(), &reviewer);
        let decision = &read(line).unwrap()[0];
        assert_eq!(decision.by, "ada");
        assert_eq!(decision.at.to_string(), "2031-08-23T10:00:00");
        assert_eq!(decision.ruling.word(), "same_actor");
        assert_eq!(read(r#"["a", "b", "no_judgement", 0.6, null, null]"#), Some(vec![]));
        assert_eq!(read(r#"["a", "b", "perhaps", 0.6, null, null]"#), None);
        assert_eq!(read(r#"["a", "b"]"#), None);
    }

    #[test]
    fn a_name_in_a_report_comes_back_from_its_identity() {
        let report = Some(ReportId::of(b"a report"));
        for report in [None, report] {
            let there = ActorKey { report, name: "Mira@Tolland".to_owned() };
            assert_eq!(key(&identity(&there)), there);
        }
    }
}
