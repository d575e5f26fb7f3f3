use dateline_copies::{Copy, Fingerprint, Index, Reading, compare};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::given::{Given, key_of};
use super::text::to_json;
use crate::json_lines::Line;

/// A text with its words, ready to be held against others.
struct Held {
    id: Value,
    given: Given,
    reading: Reading,
    print: Fingerprint,
}

/// The pairs of texts that share a passage, by the order of the later one.
pub(super) fn lines(lines: &[Line]) -> Vec<String> {
    let held: Vec<Held> = lines.par_iter().map(hold).collect();
    let mut index = Index::default();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, one) in held.iter().enumerate() {
        let key = u64::try_from(at).unwrap_or(u64::MAX);
        let earlier = index.add(key, &one.print).into_iter();
        let earlier = earlier.filter_map(|other| usize::try_from(other).ok());
        pairs.extend(earlier.map(|other| (other, at)));
    }
    let templates: Vec<Vec<u64>> =
        held.par_iter().map(|one| index.template(&one.print)).collect();
    let answers: Vec<Option<String>> = pairs
        .par_iter()
        .map(|&(one, other)| {
            let template = templates.get(one)?;
            let (one, other) = (held.get(one)?, held.get(other)?);
            let sides =
                ((&one.given.text, &one.reading), (&other.given.text, &other.reading));
            let copy = compare(sides.0, sides.1, template)?;
            Some(answer(one, other, &copy))
        })
        .collect();
    answers.into_iter().flatten().collect()
}

fn hold(line: &Line) -> Held {
    let given = Given::new(line);
    let reading = Reading::of(&given.text, &[given.text.span()]);
    let print = Fingerprint::of_reading(&reading);
    Held { id: key_of(line, "id"), given, reading, print }
}

fn answer(one: &Held, other: &Held, copy: &Copy) -> String {
    let spans = copy.spans.iter().map(|(of_one, of_other)| {
        json!([one.given.place(*of_one), other.given.place(*of_other)])
    });
    let changed = copy.changed.iter().map(|change| {
        json!({
            "kind": change.kind.as_str(),
            "a": one.given.place(change.one),
            "b": other.given.place(change.other),
        })
    });
    let mut answer = Map::new();
    answer.insert("a".to_owned(), one.id.clone());
    answer.insert("b".to_owned(), other.id.clone());
    answer.insert("relation".to_owned(), copy.relation.as_str().into());
    let contains = [copy.contains.0, copy.contains.1].map(crate::wire::per_mille);
    answer.insert("contains".to_owned(), contains.to_vec().into());
    answer.insert("jaccard".to_owned(), crate::wire::per_mille(copy.jaccard));
    answer.insert("spans".to_owned(), spans.collect());
    answer.insert("changed".to_owned(), changed.collect());
    to_json(&answer)
}
