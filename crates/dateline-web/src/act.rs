//! What a reviewer does from the page: through the same desk as the terminal's verbs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::{HeaderMap, StatusCode, header};
use dateline::wire::DecisionShown;
use dateline::{
    Asked, ByHand, Desk, Disk, Error, Reviewer, Sameness, Shown, Topic, Verdict,
};
use serde_json::{Value, json};

use crate::answer::entry_mark;
use crate::page::mark_of;
use crate::question::{Question, Shape, pairs};
use crate::reply::{self, Reply, Trouble};

/// What was sent: a form or an object, with who sent it.
pub(crate) struct Act<'a> {
    pub(crate) question: &'a Question,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) given: Given,
    pub(crate) name: String,
}

/// What was done: in words, with the decisions that it made, by which it is undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) told: String,
    pub(crate) decisions: Vec<String>,
    entry: Option<String>,
}

/// The values of a form, or of an object; those that are no words are `None`.
pub(crate) type Given = BTreeMap<String, Option<String>>;

/// Reads what was sent.
pub(crate) fn given(headers: &HeaderMap, body: &[u8]) -> Result<Given, Trouble> {
    let class = headers.get(header::CONTENT_TYPE).and_then(|class| class.to_str().ok());
    let class = class.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    match class {
        "application/json" => object(body).ok_or_else(|| {
            Trouble::new(StatusCode::BAD_REQUEST, "the body is no object")
        }),
        "application/x-www-form-urlencoded" | "" => {
            let pairs = pairs(&String::from_utf8_lossy(body)).into_iter();
            Ok(pairs.map(|(name, value)| (name, Some(value))).collect())
        }
        _ => Err(Trouble::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send a form or an object in JSON",
        )),
    }
}

fn object(body: &[u8]) -> Option<Given> {
    if body.is_empty() {
        return Some(Given::new());
    }
    let Value::Object(object) = serde_json::from_slice(body).ok()? else { return None };
    let words = |value: &Value| value.as_str().map(str::to_owned);
    Some(object.iter().map(|(name, value)| (name.clone(), words(value))).collect())
}

/// A value in words.
pub(crate) fn value<'a>(given: &'a Given, name: &str) -> Option<&'a str> {
    given.get(name)?.as_deref()
}

/// What may be given, and has to be in words.
const WORDS: [&str; 6] = ["because", "field", "told", "value", "when", "match"];

/// The most letters of a value.
const LONGEST: usize = 1000;

impl Act<'_> {
    /// Does what was asked. `last` are the decisions of what this person did last.
    pub(crate) fn act(
        &self,
        record: &Path,
        world: &Disk,
        last: &[String],
    ) -> Result<Done, Trouble> {
        let parts: Vec<&str> = self.question.path.iter().map(String::as_str).collect();
        if !is_act(&parts) {
            return Err(Trouble::not_so(methods(&parts)));
        }
        // What is sent is understood whole before anything is looked at.
        self.reviewer()?;
        for name in needs(&parts) {
            self.need(name)?;
        }
        let will_do = |name: &&&str| match self.given.get(**name) {
            Some(words) => {
                words.as_ref().is_some_and(|words| words.chars().count() <= LONGEST)
            }
            None => true,
        };
        if let Some(name) = WORDS.iter().find(|name| !will_do(name)) {
            return Err(bad(
                &format!("`{name}` is no text, or too long"),
                "give it in words",
            ));
        }
        if !matches!(parts.as_slice(), ["review", "undo"] | ["report", ..]) {
            self.seen()?;
        }
        match parts.as_slice() {
            ["entry", id, verb] => self.on_entry(record, world, id, verb),
            ["names", verb] => self.on_names(record, world, verb),
            ["decision", id, "undo"] => self.undo_one(record, world, id),
            ["report", id, "mark"] => self.mark(record, world, id),
            _ => self.undo(record, world, last),
        }
    }

    fn on_entry(
        &self,
        record: &Path,
        world: &Disk,
        id: &str,
        verb: &str,
    ) -> Result<Done, Trouble> {
        let mut desk = Desk::open(record)?;
        let mark = entry_mark(&desk, id).ok_or_else(Trouble::missing)?;
        self.check(&mark)?;
        let before = decided(&desk)?;
        let reviewer = self.reviewer()?;
        let mut entry = Some(id.to_owned());
        let told = match verb {
            "accept" => desk.review(world, id, &Verdict::Accept, &reviewer)?.0,
            "reject" => {
                entry = None;
                desk.review(world, id, &Verdict::Reject, &reviewer)?.0
            }
            "note" => {
                let words = self.need("words")?.to_owned();
                desk.review(world, id, &Verdict::Note(words), &reviewer)?.0
            }
            "correct" => {
                let value = (self.need("field")?, self.need("value")?);
                let now = desk.correct(world, id, value, &reviewer);
                entry = Some(now.map_err(not_held)?);
                format!("{}: {}", value.0, value.1)
            }
            _ => {
                let other = self.need("other")?;
                let sameness =
                    if verb == "merge" { Sameness::Same } else { Sameness::Different };
                // A name that happens to be the digits of an entry is no entry.
                if entry_mark(&desk, other).is_none() {
                    return Err(bad(
                        "the other is no entry",
                        "give the digits of an entry",
                    ));
                }
                desk.review_pair(world, (id, other), sameness, &reviewer)?;
                entry = None;
                format!("{id} and {other}")
            }
        };
        done(&desk, &before, format!("{verb}: {told}"), entry)
    }

    fn on_names(&self, record: &Path, world: &Disk, verb: &str) -> Result<Done, Trouble> {
        let sameness = match verb {
            "same" => Sameness::Same,
            "different" => Sameness::Different,
            _ => Sameness::Unsure,
        };
        let (one, other) = (self.need("one")?, self.need("other")?);
        let mut desk = Desk::open(record)?;
        let doubts = desk.doubts()?;
        let doubt =
            doubts.iter().find(|doubt| doubt.one.id == one && doubt.other.id == other);
        let doubt = doubt.ok_or_else(|| {
            Trouble::new(StatusCode::NOT_FOUND, "this pair does not wait for a ruling")
        })?;
        self.check(&mark_of(doubt))?;
        let before = decided(&desk)?;
        let (one, other) =
            desk.review_pair(world, (one, other), sameness, &self.reviewer()?)?;
        done(&desk, &before, format!("{verb}: {one} and {other}"), None)
    }

    fn undo_one(&self, record: &Path, world: &Disk, id: &str) -> Result<Done, Trouble> {
        let mut desk = Desk::open(record)?;
        let all = decisions(&desk)?;
        let decision =
            all.iter().find(|one| one.id == id).ok_or_else(Trouble::missing)?;
        self.check(decision.standing)?;
        let entry = decision.entry.clone();
        desk.undo(world, id, &self.reviewer()?)?;
        Ok(Done { told: format!("undo: {id}"), decisions: Vec::new(), entry })
    }

    /// Marks words of a report that the program missed.
    fn mark(&self, record: &Path, world: &Disk, id: &str) -> Result<Done, Trouble> {
        let words =
            |name: &str| value(&self.given, name).unwrap_or_default().trim().to_owned();
        let mut entry =
            ByHand { when: words("when"), words: words("told"), ..ByHand::default() };
        entry.kind = self.need("kind")?.to_owned();
        let field = (words("field"), words("value"));
        if !field.0.is_empty() && !field.1.is_empty() {
            entry.fields.push(field);
        }
        let quote = self.need("quote")?;
        let mut desk = Desk::open(record)?;
        let before = decided(&desk)?;
        let made = desk.mark(world, (id, quote), &entry, &self.reviewer()?);
        let made = made.map_err(not_held)?;
        done(&desk, &before, format!("mark: {quote}"), Some(made))
    }

    /// Undoes what this person did last.
    fn undo(
        &self,
        record: &Path,
        world: &Disk,
        last: &[String],
    ) -> Result<Done, Trouble> {
        if last.is_empty() {
            let message = "there is nothing of yours to undo here";
            let hint = "the page of decisions has an undo for each";
            return Err(Trouble::new(StatusCode::CONFLICT, message).with_hint(hint));
        }
        let mut desk = Desk::open(record)?;
        for id in last {
            desk.undo(world, id, &self.reviewer()?)?;
        }
        let told = format!("undo: {}", last.join(", "));
        Ok(Done { told, ..Done::default() })
    }

    fn reviewer(&self) -> Result<Reviewer, Trouble> {
        let because = match self.given.get("because") {
            None => String::new(),
            Some(Some(words)) if words.chars().count() <= LONGEST => words.clone(),
            Some(_) => {
                return Err(bad("`because` is not understood", "give it in words"));
            }
        };
        Ok(Reviewer { name: self.name.clone(), because })
    }

    fn need(&self, name: &str) -> Result<&str, Trouble> {
        let value =
            value(&self.given, name).filter(|value| value.chars().count() <= LONGEST);
        value.map(str::trim).filter(|value| !value.is_empty()).ok_or_else(|| {
            bad(&format!("`{name}` is missing or too long"), "give it in words")
        })
    }

    /// What the one who rules saw.
    fn seen(&self) -> Result<&str, Trouble> {
        let seen = self.headers.get(header::IF_MATCH).and_then(|seen| seen.to_str().ok());
        let seen = seen.or_else(|| value(&self.given, "match"));
        seen.filter(|seen| !seen.trim().is_empty()).ok_or_else(|| {
            let message = "say what you saw with `If-Match`";
            Trouble::new(StatusCode::PRECONDITION_REQUIRED, message)
                .with_hint("send the `ETag` of the page's data")
        })
    }

    /// Whether the one who rules saw what stands there now.
    fn check(&self, mark: &str) -> Result<(), Trouble> {
        if reply::has_mark(self.seen()?, mark) {
            return Ok(());
        }
        let message = "it was changed since you looked at it";
        Err(Trouble::new(StatusCode::PRECONDITION_FAILED, message)
            .with_hint("look at the page again and rule on what it says now"))
    }

    /// The reply after it was done: on to where the form came from, or what was done as data.
    pub(crate) fn reply(&self, done: &Done) -> Reply {
        if self.question.shape == Shape::Json {
            return reply::data(&json!({
                "done": done.told,
                "decisions": done.decisions,
                "entry": done.entry,
            }));
        }
        let back = value(&self.given, "back").filter(|back| is_ours(back));
        // An entry that is corrected may have another identity; one that is rejected has none.
        let on_its_page = back.is_some_and(|back| {
            back.starts_with("/entry/") || back.starts_with("/report/")
        });
        match (&done.entry, on_its_page) {
            (Some(entry), true) => reply::on_to(&format!("/entry/{entry}")),
            (None, true) => reply::on_to("/decisions"),
            _ => reply::on_to(back.unwrap_or("/review")),
        }
    }
}

/// What can be ruled on an entry, and on two names.
const ON_ENTRY: [&str; 6] = ["accept", "reject", "note", "correct", "merge", "split"];
const ON_NAMES: [&str; 3] = ["same", "different", "unsure"];

/// Whether an address is one where something is done, and nothing is to be read.
pub(crate) fn is_act(parts: &[&str]) -> bool {
    match parts {
        ["entry", _, verb] => ON_ENTRY.contains(verb),
        ["names", verb] => ON_NAMES.contains(verb),
        ["decision", _, "undo"] | ["report", _, "mark"] => true,
        ["review", "undo"] | ["sign-out"] => true,
        _ => false,
    }
}

/// What has to be given where something is done.
fn needs(parts: &[&str]) -> &'static [&'static str] {
    match parts {
        ["entry", _, "note"] => &["words"],
        ["entry", _, "correct"] => &["field", "value"],
        ["entry", _, "merge" | "split"] => &["other"],
        ["names", _] => &["one", "other"],
        ["report", ..] => &["quote", "kind"],
        _ => &[],
    }
}

/// The methods of an address.
pub(crate) fn methods(parts: &[&str]) -> &'static str {
    match parts {
        ["sign-in"] => "GET, HEAD, POST",
        parts if is_act(parts) => "POST",
        _ => "GET, HEAD",
    }
}

/// Whether an address is a page of this site, and of no other.
pub(crate) fn is_ours(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// What was given is understood, and is nothing that can be held there.
fn not_held(error: Error) -> Trouble {
    let mut trouble = Trouble::from(error);
    if trouble.status == StatusCode::BAD_REQUEST {
        trouble.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    trouble
}

fn bad(message: &str, hint: &str) -> Trouble {
    Trouble::new(StatusCode::BAD_REQUEST, message).with_hint(hint)
}

fn decisions(desk: &Desk) -> Result<Vec<DecisionShown>, Trouble> {
    match desk.show(Topic::Decisions, &Asked::default())? {
        Shown::Decisions(all) => Ok(all),
        _ => Ok(Vec::new()),
    }
}

fn decided(desk: &Desk) -> Result<BTreeSet<String>, Trouble> {
    Ok(decisions(desk)?.into_iter().map(|decision| decision.id).collect())
}

fn done(
    desk: &Desk,
    before: &BTreeSet<String>,
    told: String,
    entry: Option<String>,
) -> Result<Done, Trouble> {
    let now = decided(desk)?;
    Ok(Done { told, decisions: now.difference(before).cloned().collect(), entry })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_this_site_alone() {
        assert!(is_ours("/review?skip=2"));
        for other in ["//evil.example/", "https://evil.example/", "/\\evil", "/a b", ""] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
