//! The description of the API.

use std::collections::BTreeMap;

use dateline::wire::{
    AgreedShown, BodyLine, CopiesShown, CoverageShown, DecidingShown, DecisionShown,
    DoubtLine, LinkShown, PersonLine, PromiseShown, ReportShown, ScreenShown, SeriesLine,
    SpokenShown, StateShown, TimelineShown,
};
use dateline::{Found, HitLine, News, Queue, RawPage, Reader};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::page::{self, KINDS};

/// How often a thing stands in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Many {
    One,
    List,
    Either,
}

/// A page as data: its address, what it is, what narrows it, and what it answers.
type Page = (&'static str, &'static str, &'static [&'static str], (&'static str, Many));

const LIST: &[&str] = &["limit", "cursor"];
const NARROWED: &[&str] =
    &["actor", "kind", "modality", "from", "to", "words", "known_by", "limit", "cursor"];

const PAGES: [Page; 28] = [
    ("/.json", "The five questions", &["known_by"], ("ScreenShown", Many::One)),
    (
        "/actor/{id}.json",
        "An actor, with the entries it is in",
        &[],
        ("Found", Many::Either),
    ),
    (
        "/agreements.json",
        "What was agreed, with what is owed under it",
        NARROWED,
        ("AgreedShown", Many::List),
    ),
    (
        "/bodies.json",
        "Which bodies there are and what they are to do",
        NARROWED,
        ("BodyLine", Many::List),
    ),
    (
        "/commitments.json",
        "What was promised and what came of it",
        NARROWED,
        ("PromiseShown", Many::List),
    ),
    (
        "/conflicts.json",
        "Where the reports disagree",
        NARROWED,
        ("LinkShown", Many::List),
    ),
    (
        "/copies.json",
        "Which reports carry the same text",
        LIST,
        ("CopiesShown", Many::List),
    ),
    ("/copies/{one}/{other}.json", "Two reports", &[], ("Reader", Many::List)),
    (
        "/coverage.json",
        "How much was read, and what gave nothing",
        LIST,
        ("CoverageShown", Many::One),
    ),
    (
        "/decisions.json",
        "What bodies weigh and decide",
        NARROWED,
        ("DecidingShown", Many::List),
    ),
    (
        "/entry/{id}.json",
        "An entry with its words and links",
        &[],
        ("Found", Many::Either),
    ),
    ("/figures.json", "How many over time", NARROWED, ("SeriesLine", Many::List)),
    (
        "/find.json",
        "The sentences and entries that hold all the words",
        &["q", "in", "limit", "cursor"],
        ("HitLine", Many::List),
    ),
    (
        "/named/{id}.json",
        "Whatever a name or the first digits of an identity stand for",
        &[],
        ("Found", Many::Either),
    ),
    ("/news.json", "What the record learnt last", LIST, ("News", Many::One)),
    ("/people.json", "Who holds which offices", NARROWED, ("PersonLine", Many::List)),
    (
        "/problems.json",
        "What could not be read, or was mended",
        LIST,
        ("ReportShown", Many::List),
    ),
    ("/report/{id}.json", "A report laid out for reading", &[], ("Reader", Many::One)),
    ("/report/{id}/raw.json", "The raw form of a report", &[], ("RawPage", Many::One)),
    ("/reports.json", "The reports", LIST, ("ReportShown", Many::List)),
    ("/rulings.json", "What reviewers ruled", LIST, ("DecisionShown", Many::List)),
    (
        "/review.json",
        "What waits for a reviewer",
        &["skip", "limit", "cursor"],
        ("Queue", Many::One),
    ),
    (
        "/review/names.json",
        "The names that wait for a ruling",
        &["skip"],
        ("DoubtLine", Many::List),
    ),
    ("/screen.json", "The five questions", &["known_by"], ("ScreenShown", Many::One)),
    (
        "/series/{id}.json",
        "Figures of the same thing over time",
        &[],
        ("Found", Many::Either),
    ),
    (
        "/state.json",
        "How things stood on a day",
        &["as_of", "known_by"],
        ("StateShown", Many::One),
    ),
    ("/statements.json", "Who said what", NARROWED, ("SpokenShown", Many::List)),
    ("/timeline.json", "What happened when", NARROWED, ("TimelineShown", Many::One)),
];

/// What can be done: its address, what it does, what has to be given, and what may be.
type Deed =
    (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const DEEDS: [Deed; 13] = [
    ("/decision/{id}/undo.json", "A decision no longer counts", &[], &["because"]),
    ("/entry/{id}/accept.json", "The entry is right as it stands", &[], &["because"]),
    (
        "/entry/{id}/correct.json",
        "A field holds something else",
        &["field", "value"],
        &["because"],
    ),
    ("/entry/{id}/merge.json", "Two entries tell one thing", &["other"], &["because"]),
    ("/entry/{id}/note.json", "A remark on an entry", &["words"], &["because"]),
    (
        "/entry/{id}/reject.json",
        "The entry is wrong: no view shows it",
        &[],
        &["because"],
    ),
    ("/entry/{id}/split.json", "Two entries tell two things", &["other"], &["because"]),
    (
        "/names/different.json",
        "Two names are two actors",
        &["one", "other"],
        &["because"],
    ),
    ("/names/same.json", "Two names are one actor", &["one", "other"], &["because"]),
    ("/names/unsure.json", "It cannot be told", &["one", "other"], &["because"]),
    (
        "/report/{id}/mark.json",
        "Words of a report tell something that the program missed",
        &["quote", "kind"],
        &["when", "told", "field", "value", "because"],
    ),
    (
        "/review/bulk.json",
        "The same is ruled on many entries, on all of them or none",
        &["verdict"],
        &["words", "because"],
    ),
    ("/review/undo.json", "What this reviewer did last no longer counts", &[], &[]),
];

/// The description of the HTTP API, OpenAPI 3.1, as it is committed.
#[must_use]
pub fn openapi() -> String {
    format!("{:#}\n", description())
}

/// The description as data.
pub(crate) fn description() -> Value {
    let mut paths = Map::new();
    for (address, told, narrowed, answer) in PAGES {
        paths.insert(
            address.to_owned(),
            json!({"get": read(address, told, narrowed, answer)}),
        );
    }
    for (address, told, needed, free) in DEEDS {
        paths.insert(
            address.to_owned(),
            json!({"post": deed(address, told, (needed, free))}),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": "1",
            "description": "One record: what was agreed, said, done and counted, each line tied to the words it rests on. An address without its ending is the page; lists have `.csv` too, and `/news.atom` is a feed. Where the record has users, `/sign-in.json` gives a session.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": schemas(), "parameters": parameters()},
    })
}

fn read(
    address: &str,
    told: &str,
    narrowed: &[&str],
    (name, many): (&str, Many),
) -> Value {
    let one = json!({"$ref": format!("#/components/schemas/{name}")});
    let list = json!({"type": "array", "items": one});
    let schema = match many {
        Many::One => one,
        Many::List => list,
        Many::Either => json!({"anyOf": [one, list]}),
    };
    let mut answered = json!({
        "200": {
            "description": told,
            "headers": {
                "ETag": {"description": "the mark of these bytes", "schema": {"type": "string"}},
                "Link": {"description": "the next page, `rel=\"next\"`", "schema": {"type": "string"}},
            },
            "content": {"application/json": {"schema": schema}},
        },
        "304": {"description": "the bytes are those of `If-None-Match`"},
    });
    troubles(&mut answered, &["400", "401", "404", "503"]);
    let narrowed = narrowed
        .iter()
        .map(|name| json!({"$ref": format!("#/components/parameters/{name}")}));
    let parameters: Vec<Value> = in_address(address).chain(narrowed).collect();
    json!({
        "operationId": operation("read", address),
        "summary": told,
        "parameters": parameters,
        "responses": answered,
    })
}

fn deed(address: &str, told: &str, (needed, free): (&[&str], &[&str])) -> Value {
    let needed_words = |name: &&str| {
        (
            (*name).to_owned(),
            json!({"type": "string", "pattern": "\\S", "maxLength": 1000}),
        )
    };
    let free_words =
        |name: &&str| ((*name).to_owned(), json!({"type": "string", "maxLength": 1000}));
    let given: Map<String, Value> =
        needed.iter().map(needed_words).chain(free.iter().map(free_words)).collect();
    let mut body = json!({"type": "object", "properties": given});
    if needed.contains(&"kind") {
        body["properties"]["kind"] = json!({"type": "string", "enum": KINDS});
    }
    if needed.contains(&"verdict") {
        let verdicts = ["accept", "reject", "note"];
        body["properties"]["verdict"] = json!({"type": "string", "enum": verdicts});
        let told = "an entry's identity, with its mark: the `ETag` of its data";
        body["patternProperties"] =
            json!({"^entry-[0-9a-f]{16}$": {"type": "string", "description": told}});
        body["additionalProperties"] = json!(false);
        body["minProperties"] = json!(2);
    }
    if !needed.is_empty() {
        body["required"] = json!(needed);
    }
    let mut answered = json!({
        "200": {
            "description": "what was done",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Done"}}},
        },
    });
    let is_plain = matches!(address, "/review/undo.json" | "/review/bulk.json")
        || address.ends_with("/mark.json");
    let own: &[&str] = match address {
        "/review/undo.json" => &["409"],
        "/review/bulk.json" => &["404", "412"],
        _ if is_plain => &["404"],
        _ => &["404", "412", "428"],
    };
    troubles(&mut answered, own);
    troubles(&mut answered, &["400", "401", "403", "415", "422", "503"]);
    let mut parameters: Vec<Value> = in_address(address).collect();
    if !is_plain {
        parameters.push(json!({"$ref": "#/components/parameters/If-Match"}));
    }
    json!({
        "operationId": operation("do", address),
        "summary": told,
        "parameters": parameters,
        "requestBody": {"required": !needed.is_empty(), "content": {"application/json": {"schema": body}}},
        "responses": answered,
    })
}

/// "/entry/{id}/accept.json" -> `doEntryIdAccept`.
fn operation(verb: &str, address: &str) -> String {
    let words =
        address.trim_end_matches(".json").split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).fold(verb.to_owned(), |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.extend(letters);
        name
    })
}

fn in_address(address: &str) -> impl Iterator<Item = Value> {
    let names = address.split('{').skip(1).filter_map(|part| part.split('}').next());
    names.map(|name| {
        json!({
            "name": name, "in": "path", "required": true,
            "description": "an identity, or its first digits",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[A-Za-z0-9_-]+$"},
        })
    })
}

fn troubles(answered: &mut Value, statuses: &[&str]) {
    for status in statuses {
        let told = match *status {
            "400" => "the question is not understood",
            "401" => "sign in first",
            "403" => "this may not be done",
            "404" => "there is nothing at this address",
            "409" => "there is nothing to undo",
            "412" => "it was changed since `If-Match` was given out",
            "415" => "neither a form nor JSON",
            "422" => "what was given is nothing that can be held there",
            "428" => "`If-Match` is missing",
            _ => "another program is writing the record",
        };
        answered[*status] = json!({
            "description": told,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        });
    }
}

fn parameters() -> Value {
    let words = |told: &str| {
        (told.to_owned(), json!({"type": "string", "pattern": "\\S", "maxLength": 200}))
    };
    let day = |told: &str| (told.to_owned(), json!({"type": "string", "format": "date"}));
    let all = [
        ("actor", words("only with this actor")),
        ("words", words("only with all these words")),
        ("q", words("the words that are looked for")),
        (
            "in",
            (
                "among what the words are looked for".to_owned(),
                json!({"type": "string", "enum": ["all", "entries", "sentences"]}),
            ),
        ),
        (
            "kind",
            ("only of this kind".to_owned(), json!({"type": "string", "enum": KINDS})),
        ),
        (
            "modality",
            (
                "only what holds so: a modality of what is not denied, or `denied`"
                    .to_owned(),
                json!({"type": "string", "enum": page::holding()}),
            ),
        ),
        ("from", day("only what can lie on or after this day")),
        ("to", day("only what can lie on or before this day")),
        ("as_of", day("how things stood on this day")),
        ("known_by", day("only from reports that were out by then")),
        (
            "limit",
            (
                "how many at most".to_owned(),
                json!({"type": "integer", "minimum": 1, "maximum": 10_000}),
            ),
        ),
        (
            "skip",
            (
                "how many are passed over".to_owned(),
                json!({"type": "integer", "minimum": 0, "maximum": 1_000_000}),
            ),
        ),
        (
            "cursor",
            (
                "from the `Link` of the page before".to_owned(),
                json!({"type": "string", "pattern": "^p[0-9a-f]{1,4}\\.[0-9a-z~-]{0,60}$"}),
            ),
        ),
    ];
    let mut parameters: Map<String, Value> = all
        .into_iter()
        .map(|(name, (told, schema))| {
            let one = json!({"name": name, "in": "query", "description": told, "schema": schema});
            (name.to_owned(), one)
        })
        .collect();
    parameters.insert(
        "If-Match".to_owned(),
        json!({
            "name": "If-Match", "in": "header", "required": true,
            "description": "the `ETag` of what is ruled on: of `/entry/{id}.json`; of a pair of names its mark on the page; of a decision its standing",
            "schema": {"type": "string", "minLength": 1},
        }),
    );
    Value::Object(parameters)
}

fn schemas() -> Value {
    let mut all = BTreeMap::new();
    with::<ScreenShown>(&mut all);
    with::<TimelineShown>(&mut all);
    with::<SpokenShown>(&mut all);
    with::<SeriesLine>(&mut all);
    with::<AgreedShown>(&mut all);
    with::<PromiseShown>(&mut all);
    with::<BodyLine>(&mut all);
    with::<DecidingShown>(&mut all);
    with::<PersonLine>(&mut all);
    with::<LinkShown>(&mut all);
    with::<CopiesShown>(&mut all);
    with::<ReportShown>(&mut all);
    with::<CoverageShown>(&mut all);
    with::<DecisionShown>(&mut all);
    with::<StateShown>(&mut all);
    with::<DoubtLine>(&mut all);
    with::<Found>(&mut all);
    with::<HitLine>(&mut all);
    with::<News>(&mut all);
    with::<Queue>(&mut all);
    with::<RawPage>(&mut all);
    with::<Reader>(&mut all);
    all.insert(
        "Done".to_owned(),
        json!({
            "type": "object",
            "required": ["done", "decisions", "entry"],
            "properties": {
                "done": {"type": "string", "description": "what was done"},
                "decisions": {"type": "array", "items": {"type": "string"}, "description": "the decisions it made"},
                "entry": {"type": ["string", "null"], "description": "the identity that the entry has now"},
            },
        }),
    );
    all.insert(
        "Problem".to_owned(),
        json!({
            "type": "object",
            "description": "what went wrong, as RFC 9457 has it",
            "required": ["type", "title", "status", "detail", "hint"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "hint": {"type": ["string", "null"], "description": "what to do about it"},
            },
        }),
    );
    json!(all)
}

fn with<T: ToSchema>(all: &mut BTreeMap<String, Value>) {
    let mut found = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut found);
    for (name, schema) in found {
        all.insert(name, json!(schema));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere() {
        let described = openapi();
        let value: Value = serde_json::from_str(&described).unwrap();
        for part in described.split("\"$ref\": \"#").skip(1) {
            let place = part.split('"').next().unwrap();
            assert!(value.pointer(place).is_some(), "{place}");
        }
    }
}
