use dateline_names::{ActorClass, likeness};

use super::given::answer;
use super::text::to_json;
use crate::json_lines::{Line, text_of};
use crate::wire::per_mille;

/// How alike the two names of a line are.
pub(super) fn lines(line: &Line) -> Vec<String> {
    let class = class_of(text_of(line, "type"));
    let found = likeness(text_of(line, "a"), text_of(line, "b"), class);
    let mut answer = answer(line, "id");
    answer.insert("score".to_owned(), per_mille(found.per_mille));
    answer.insert("why".to_owned(), found.why.into());
    vec![to_json(&answer)]
}

/// The class that a word names, in any of the spellings that sets of names use.
fn class_of(word: &str) -> ActorClass {
    match word.to_ascii_lowercase().as_str() {
        "person" | "per" | "individual" => ActorClass::Person,
        "state" | "country" | "gpe" => ActorClass::State,
        "place" | "loc" | "location" | "facility" | "fac" => ActorClass::Place,
        "group" | "norp" => ActorClass::Group,
        _ => ActorClass::Organisation,
    }
}
