use std::collections::BTreeMap;

use crate::cast::words::Lines;
use crate::tables::{TABLES, states_of_adjective};

/// States that no table knows, by their adjectives: "Orlesian" is of "Orlesia" when the text
/// has both.
pub(super) fn derived_states(lines: &Lines<'_>) -> BTreeMap<String, String> {
    let mut capitals: BTreeMap<&str, &str> = BTreeMap::new();
    for word in lines.lines.iter().flat_map(|line| &line.words) {
        if !word.is_capital() || word.form.chars().count() < 3 {
            continue;
        }
        if lines.upper.has(&word.folded) || !lines.lower.has(&word.folded) {
            capitals.entry(word.folded.as_ref()).or_insert(word.form);
        }
    }
    let mut derived = BTreeMap::new();
    for &adjective in capitals.keys() {
        for (name, form) in stems(adjective, &capitals) {
            let known = TABLES.state_word(adjective).is_some()
                || TABLES.people_word(adjective).is_some()
                || TABLES.state_word(name).is_some();
            if !known {
                derived.insert(adjective.to_owned(), form.to_owned());
                derived.insert(name.to_owned(), form.to_owned());
            }
        }
    }
    derived
}

/// The names of the text that an adjective may come from, folded and as they are written.
fn stems<'a>(
    adjective: &str,
    capitals: &BTreeMap<&'a str, &'a str>,
) -> Vec<(&'a str, &'a str)> {
    let names = states_of_adjective(adjective);
    let found = names.filter_map(|name| capitals.get_key_value(name.as_str()));
    found.map(|(&name, &form)| (name, form)).collect()
}
