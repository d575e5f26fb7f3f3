//! What a reviewer does from the page: through the same desk as the terminal's verbs.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, StatusCode, header};
use dateline::wire::DecisionShown;
use dateline::{
    Asked, ByHand, Desk, Disk, Error, Live, Reviewer, Sameness, Shown, Topic, Verdict,
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
        live: &Live,
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
        if !matches!(parts.as_slice(), ["review" | "report", ..]) {
            self.seen()?;
        }
        match parts.as_slice() {
            ["entry", id, verb @ ("accept" | "reject" | "note")] => {
                self.verdict(live, world, id, verb)
            }
            ["entry", id, verb] => self.on_entry(live, world, id, verb),
            ["names", verb] => self.on_names(live, world, verb),
            ["decision", id, "undo"] => self.undo_one(live, world, id),
            ["report", id, "mark"] => self.mark(live, world, id),
            ["review", "bulk"] => self.bulk(live, world),
            _ => self.undo(live, world, last),
        }
    }

    /// Rules on an entry; all is joined behind the answer.
    fn verdict(
        &self,
        live: &Live,
        world: &Disk,
        id: &str,
        verb: &str,
    ) -> Result<Done, Trouble> {
        let mark = entry_mark(&live.seen(), id).ok_or_else(Trouble::missing)?;
        self.check(&mark)?;
        let verdict = self.verdict_of(verb)?;
        let (told, decisions) = live.rule(world, &[id], &verdict, &self.reviewer()?)?;
        let entry = (verdict != Verdict::Reject).then(|| id.to_owned());
        Ok(Done { told: format!("{verb}: {told}"), decisions, entry })
    }

    fn verdict_of(&self, verb: &str) -> Result<Verdict, Trouble> {
        Ok(match verb {
            "accept" => Verdict::Accept,
            "reject" => Verdict::Reject,
            _ => Verdict::Note(self.need("words")?.to_owned()),
        })
    }

    /// Rules the same on every entry that was ticked: on all of them or, where one was changed
    /// since, on none.
    fn bulk(&self, live: &Live, world: &Disk) -> Result<Done, Trouble> {
        let verb = self.need("verdict")?;
        if !["accept", "reject", "note"].contains(&verb) {
            return Err(bad("there is no such verdict", "accept, reject or note"));
        }
        let verdict = self.verdict_of(verb).map_err(unfit)?;
        let ticked = self.given.keys().filter_map(|name| name.strip_prefix(TICKED));
        let ticked: Vec<&str> = ticked.take(MOST_TICKED + 1).collect();
        if ticked.is_empty() || ticked.len() > MOST_TICKED {
            let hint = format!("tick from 1 to {MOST_TICKED} entries");
            return Err(unfit(bad("no entry was ticked, or too many", &hint)));
        }
        let desk = live.seen();
        for id in &ticked {
            let mark = entry_mark(&desk, id).ok_or_else(Trouble::missing)?;
            let seen = value(&self.given, &format!("{TICKED}{id}")).unwrap_or_default();
            if !reply::has_mark(seen, &mark) {
                return Err(changed_since());
            }
        }
        let (told, decisions) = live.rule(world, &ticked, &verdict, &self.reviewer()?)?;
        Ok(Done { told: format!("{verb}: {told}"), decisions, entry: None })
    }

    fn on_entry(
        &self,
        live: &Live,
        world: &Disk,
        id: &str,
        verb: &str,
    ) -> Result<Done, Trouble> {
        let desk = live.seen();
        let mark = entry_mark(&desk, id).ok_or_else(Trouble::missing)?;
        self.check(&mark)?;
        let reviewer = self.reviewer()?;
        if verb == "correct" {
            let value = (self.need("field")?, self.need("value")?);
            let correct = |desk: &mut Desk| desk.correct(world, id, value, &reviewer);
            let (now, decisions) = changed(live, correct).map_err(not_held)?;
            let told = format!("{verb}: {}: {}", value.0, value.1);
            return Ok(Done { told, decisions, entry: Some(now) });
        }
        let other = self.need("other")?;
        let sameness = if verb == "merge" { Sameness::Same } else { Sameness::Different };
        // A name that happens to be the digits of an entry is no entry.
        if entry_mark(&desk, other).is_none() {
            return Err(bad("the other is no entry", "give the digits of an entry"));
        }
        let rule =
            |desk: &mut Desk| desk.review_pair(world, (id, other), sameness, &reviewer);
        let (_, decisions) = changed(live, rule)?;
        let told = format!("{verb}: {id} and {other}");
        Ok(Done { told, decisions, entry: None })
    }

    fn on_names(&self, live: &Live, world: &Disk, verb: &str) -> Result<Done, Trouble> {
        let sameness = match verb {
            "same" => Sameness::Same,
            "different" => Sameness::Different,
            _ => Sameness::Unsure,
        };
        let (one, other) = (self.need("one")?, self.need("other")?);
        let doubts = live.seen().doubts()?;
        let doubt =
            doubts.iter().find(|doubt| doubt.one.id == one && doubt.other.id == other);
        let doubt = doubt.ok_or_else(|| {
            Trouble::new(StatusCode::NOT_FOUND, "this pair does not wait for a ruling")
        })?;
        self.check(&mark_of(doubt))?;
        let reviewer = self.reviewer()?;
        let ((one, other), decisions) =
            live.rule_names(world, (one, other), sameness, &reviewer)?;
        let told = format!("{verb}: {one} and {other}");
        Ok(Done { told, decisions, entry: None })
    }

    fn undo_one(&self, live: &Live, world: &Disk, id: &str) -> Result<Done, Trouble> {
        let all = decisions(&live.joined())?;
        let decision =
            all.iter().find(|one| one.id == id).ok_or_else(Trouble::missing)?;
        self.check(decision.standing)?;
        let entry = decision.entry.clone();
        self.take_back(live, world, &[id.to_owned()])?;
        Ok(Done { told: format!("undo: {id}"), decisions: Vec::new(), entry })
    }

    /// Marks words of a report that the program missed.
    fn mark(&self, live: &Live, world: &Disk, id: &str) -> Result<Done, Trouble> {
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
        let reviewer = self.reviewer()?;
        let mark = |desk: &mut Desk| desk.mark(world, (id, quote), &entry, &reviewer);
        let (made, decisions) = changed(live, mark).map_err(not_held)?;
        Ok(Done { told: format!("mark: {quote}"), decisions, entry: Some(made) })
    }

    /// Undoes what this person did last.
    fn undo(&self, live: &Live, world: &Disk, last: &[String]) -> Result<Done, Trouble> {
        if last.is_empty() {
            let message = "there is nothing of yours to undo here";
            let hint = "the page of decisions has an undo for each";
            return Err(Trouble::new(StatusCode::CONFLICT, message).with_hint(hint));
        }
        self.take_back(live, world, last)?;
        let told = format!("undo: {}", last.join(", "));
        Ok(Done { told, ..Done::default() })
    }

    /// Undoes decisions, and waits where what they hid is seen only after all is joined.
    fn take_back(
        &self,
        live: &Live,
        world: &Disk,
        decisions: &[String],
    ) -> Result<(), Trouble> {
        if !live.undo(world, decisions, &self.reviewer()?)? {
            drop(live.joined());
        }
        Ok(())
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
        Err(changed_since())
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
            (None, true) => reply::on_to("/rulings"),
            _ => reply::on_to(back.unwrap_or("/review")),
        }
    }
}

fn changed_since() -> Trouble {
    let message = "it was changed since you looked at it";
    Trouble::new(StatusCode::PRECONDITION_FAILED, message)
        .with_hint("look at the page again and rule on what it says now")
}

/// What stands before the identity of an entry that was ticked; its value is the entry's mark.
pub(crate) const TICKED: &str = "entry-";

/// How many entries are ruled on at once.
pub(crate) const MOST_TICKED: usize = 500;

/// What can be ruled on an entry, and on two names.
const ON_ENTRY: [&str; 6] = ["accept", "reject", "note", "correct", "merge", "split"];
const ON_NAMES: [&str; 3] = ["same", "different", "unsure"];

/// Whether an address is one where something is done, and nothing is to be read.
pub(crate) fn is_act(parts: &[&str]) -> bool {
    match parts {
        ["entry", _, verb] => ON_ENTRY.contains(verb),
        ["names", verb] => ON_NAMES.contains(verb),
        ["decision", _, "undo"] | ["report", _, "mark"] => true,
        ["review", "undo" | "bulk"] | ["sign-out"] => true,
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
        ["review", "bulk"] => &["verdict"],
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
    unfit(Trouble::from(error))
}

/// A bad request whose form is right: what it asks cannot be done.
fn unfit(mut trouble: Trouble) -> Trouble {
    if trouble.status == StatusCode::BAD_REQUEST {
        trouble.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    trouble
}

fn bad(message: &str, hint: &str) -> Trouble {
    Trouble::new(StatusCode::BAD_REQUEST, message).with_hint(hint)
}

fn decisions(desk: &Desk) -> Result<Vec<DecisionShown>, Trouble> {
    match desk.show(Topic::Rulings, &Asked::default())? {
        Shown::Rulings(all) => Ok(all),
        _ => Ok(Vec::new()),
    }
}

/// Changes the record and waits until all is joined. Answers with what came of it and the
/// decisions that it made.
fn changed<T>(
    live: &Live,
    change: impl FnOnce(&mut Desk) -> Result<T, Error>,
) -> Result<(T, Vec<String>), Error> {
    live.change(|desk| {
        let before = desk.decided()?;
        let made = change(desk)?;
        let now = desk.decided()?;
        Ok((made, now.difference(&before).cloned().collect()))
    })
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
