//! # What it records
//! How two actors stand to each other: member of, part of, backed by, aligned with, supports,
//! builds on, present with the consent of, counterpart of, and which name is short for which.
//!
//! # How it is said
//! "Harbour Union (HU)", "Varn-backed fighters", "pro-Varn groups", "as part of the coalition",
//! "forces, including border forces", "at the invitation of the government", "builds on", "is backed
//! by", "a subsidiary of", "replaces the accord of 2031", "is claimed by both".
//!
//! # Example
//! Varn-backed fighters held the pass; the Harbour Union (HU) protested.
//!
//! # Not this
//! A single act of help or a single meeting: that is an event.
//!
//! # Known misses
//! Kinship, and relations told over two sentences.

mod hyphen;
mod noun;
mod verb;

use std::collections::BTreeSet;

use dateline_names::{ActorClass, Mention};
use dateline_text::{Span, one_line};

use crate::acronym;
use crate::context::{Context, Word};
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind};
use crate::phrase;
use crate::value::{Name, Value};
use hyphen::hyphens;
use noun::nouns;
use verb::of_clause;

/// Reads the findings of this kind.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut short_forms = BTreeSet::new();
    for number in 0..context.analysis.sentences.len() {
        // A short form is explained once a report; said again it says nothing new.
        let explained = acronyms(context, number).into_iter();
        found.extend(explained.filter(|tie| {
            short_forms.insert(tie.fields.get(Field::Object).map(Value::to_line))
        }));
        found.extend(hyphens(context, number));
        found.extend(nouns(context, number));
    }
    for clause in &context.clauses {
        found.extend(of_clause(context, clause));
    }
    found
}

/// Who stands how to whom, and where it is said.
struct Tie<'w> {
    relation: &'w str,
    subject: (Value, Span),
    object: (Value, Span),
    evidence: Span,
    rule: &'w str,
}

impl Tie<'_> {
    fn finding(self) -> Finding {
        let fields = Fields::new()
            .with(Field::Relation, Value::word(self.relation), &[])
            .with(Field::Subject, self.subject.0, &[self.subject.1])
            .with(Field::Object, self.object.0, &[self.object.1]);
        let mut finding = Finding::new(Kind::Relation, self.evidence, self.rule, fields);
        finding.confidence = 700;
        finding
    }
}

/// "Harbour Union (HU)".
fn acronyms(context: &Context<'_>, sentence: usize) -> Vec<Finding> {
    let Some(span) = context.sentence(sentence).map(|found| found.span) else {
        return Vec::new();
    };
    let mut pairs = acronym::pairs(context.text, span);
    pairs.extend(foreign(context, sentence, &pairs));
    let tie = |(long, short): (Span, Span)| Tie {
        relation: "acronym",
        subject: (Value::words(one_line(context.words(long)).trim_matches(MARKS)), long),
        object: (Value::words(context.words(short)), short),
        evidence: with_bracket(context, long.cover(short)),
        rule: "relation, short form in brackets",
    };
    pairs.into_iter().map(|pair| tie(pair).finding()).collect()
}

/// Marks that may stand around a name.
const MARKS: [char; 3] = ['"', '“', '”'];

/// A span with the bracket that closes it.
fn with_bracket(context: &Context<'_>, span: Span) -> Span {
    let wider = Span::of(span.start()..span.end() + 1);
    if context.words(wider).ends_with(')') { wider } else { span }
}

/// "State Harbour Agency (AVP)": a body whose short form is made in another language.
fn foreign(
    context: &Context<'_>,
    sentence: usize,
    known: &[(Span, Span)],
) -> Vec<(Span, Span)> {
    let bodies = context.mentions_in(sentence).filter(|mention| {
        mention.class == ActorClass::Organisation
            && context.words(mention.span).contains(' ')
    });
    let ends = |mention: &Mention| {
        let short = acronym::in_brackets_behind(context.text, mention.span)?;
        let told = known.iter().any(|pair| pair.1.overlaps(short));
        (!told).then_some((mention.span, short))
    };
    bodies.filter_map(ends).collect()
}

/// The state or actor that words name, or the words.
pub(crate) fn named(context: &Context<'_>, span: Span) -> Value {
    let words = one_line(context.words(span));
    if let Some(state) = dateline_names::state_of(&words) {
        return Value::Name(Name { name: state.to_owned(), actor: None });
    }
    let mention =
        context.cast.at(span.start()).filter(|mention| span.contains(mention.span));
    let actor = mention.and_then(|mention| context.cast.actor_of(mention));
    let name = actor.map_or(words, |actor| actor.name.clone());
    Value::Name(Name { name, actor: None })
}

fn side(context: &Context<'_>, word: Word) -> (Value, Span) {
    let name = match phrase::name(context, word) {
        Value::Name(name) if name.actor.is_some() => {
            Value::Name(Name { name: bare_name(&name.name), actor: name.actor })
        }
        other => other,
    };
    (name, phrase::noun_phrase(context, word))
}

/// A name without the small words before it: "bilateral Tide Commission".
pub(crate) fn bare_name(name: &str) -> String {
    let small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let kept: Vec<&str> = name.split_whitespace().skip_while(small).collect();
    if kept.is_empty() { name.to_owned() } else { kept.join(" ") }
}
