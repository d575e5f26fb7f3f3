use std::collections::BTreeMap;

use crate::cast::words::Lines;
use crate::tables::TABLES;

/// States that no table knows, by their adjectives: "Orlesian" is of "Orlesia" when the text
/// has both.
pub(super) fn derived_states(lines: &Lines<'_>) -> BTreeMap<String, String> {
    let mut capitals: BTreeMap<&str, &str> = BTreeMap::new();
    for word in lines.lines.iter().flat_map(|line| &line.words) {
        let known =
            lines.upper.contains(&word.folded) || !lines.lower.contains(&word.folded);
        if word.is_capital() && known && word.form.chars().count() >= 3 {
            capitals.entry(&word.folded).or_insert(word.form);
        }
    }
    let mut derived = BTreeMap::new();
    for &adjective in capitals.keys() {
        if TABLES.state_word(adjective).is_some()
            || TABLES.people_word(adjective).is_some()
        {
            continue;
        }
        let names = stems(adjective).into_iter().filter_map(|name| {
            capitals.get(name.as_str()).map(|form| (name, (*form).to_owned()))
        });
        for (name, form) in names {
            if TABLES.state_word(&name).is_none() {
                derived.insert(adjective.to_owned(), form.clone());
                derived.insert(name, form);
            }
        }
    }
    derived
}

/// The names that an adjective may come from.
fn stems(adjective: &str) -> Vec<String> {
    let endings: [(&str, &[&str]); 9] = [
        ("ian", &["ia", "", "y", "e", "a", "o"]),
        ("ean", &["e", "", "ea", "ia"]),
        ("an", &["a", "", "e", "o", "i"]),
        ("n", &["", "a"]),
        ("nese", &["", "n", "na"]),
        ("ese", &["", "a", "e", "o", "i"]),
        ("ish", &["", "e", "land", "ia"]),
        ("i", &["", "a", "e", "y"]),
        ("ic", &["", "ia", "land"]),
    ];
    let mut found = Vec::new();
    for (ending, names) in endings {
        let Some(stem) = adjective.strip_suffix(ending) else { continue };
        if stem.chars().count() < 3 {
            continue;
        }
        found.extend(names.iter().map(|name| format!("{stem}{name}")));
    }
    found.retain(|name| name != adjective);
    found
}
