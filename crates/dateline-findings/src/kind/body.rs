//! # What it records
//! A commission, coalition, dialogue, mission or other body: its names, class, members, who
//! leads it, which body it stands under, what it is to do (as a list), how far it has come, its
//! meetings.
//!
//! # How it is said
//! A name with such a noun ("the Joint Fisheries Commission", "the Varn-led coalition"), a name
//! with its short form in brackets, "agreed to establish a committee to review ...", "the
//! commission is charged with ...", "chaired by ..."; a union, guild, movement or observatory by its
//! name alone, with an apostrophe too ("the Harbour Workers' Guild"); what is told to be one behind a
//! comma ("Article Nine, a lawyers' collective") or by a small noun beside it ("the citizens' group
//! Clear Harbour"). One that was named is told again where "the committee is charged with" something,
//! and where the next sentence says what "it" will do. Under another stand
//! "a working group of the council" and subcommittees told of right behind the commission.
//!
//! # Example
//! Orlesia and Varn agreed to establish a Joint Tide Commission to study two questions, the
//! dredging of the strait and the wages of pilots.
//!
//! # Not this
//! A ministry, office or company that is only mentioned; a body that only says whose somebody is
//! ("Ada Menz of the Rail Federation").
//!
//! # Known misses
//! Bodies known only by a nickname or without a noun for what they are ("Doctors Beyond Rivers");
//! members listed in another paragraph; committees in small letters without a mandate.

mod again;
mod around;
mod beside;
mod clause;
mod mandate;
mod name;
mod parent;
mod printed;
mod unnamed;

use std::collections::BTreeMap;

use dateline_names::{ActorClass, Form, Mention, Resolution};
use dateline_text::{Span, one_line};

use crate::context::Context;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality};
use crate::kind::relation;
use crate::phrase;
use crate::value::{Name, Value};
use again::{told_again, told_of_it};
use beside::beside;
use name::{class_of, is_affiliation, is_introduced};
pub(crate) use printed::before_comma;
use printed::printed;
use unnamed::unnamed;

/// Reads the findings of this kind: one a body.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut bodies: Vec<Body> = Vec::new();
    let mut known: BTreeMap<(Option<usize>, String), usize> = BTreeMap::new();
    for mention in &context.cast.mentions {
        let Some(body) = Body::read(context, mention) else { continue };
        let at = *known.entry(body.key()).or_insert(bodies.len());
        match bodies.get_mut(at) {
            Some(other) => other.merge(body),
            None => bodies.push(body),
        }
    }
    let printed = printed(context, &bodies);
    bodies.extend(told_again(context, &bodies));
    bodies.extend(printed);
    let described = beside(context, &mut bodies);
    bodies.extend(described);
    bodies.extend(told_of_it(context, &bodies));
    bodies.extend(unnamed(context));
    parent::place(context, &mut bodies);
    bodies.into_iter().filter(Body::is_recorded).map(Body::finding).collect()
}

/// A body as the report tells of it so far.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a way of being named by itself"
)]
struct Body {
    actor: Option<usize>,
    name: String,
    span: Span,
    /// The words that introduce it: its creation, or its name.
    evidence: Span,
    class: &'static str,
    joint: bool,
    aliases: Vec<String>,
    members: Vec<Value>,
    /// The body that it stands under.
    parent: Option<Value>,
    lead: Option<Value>,
    mandate: Vec<Span>,
    mandate_words: Vec<String>,
    status: Option<&'static str>,
    created: Option<(Value, Span)>,
    modality: Modality,
    /// Whether its short form stands in brackets behind it.
    introduced: bool,
    /// Whether it is only named to say whose somebody is: "Ada Menz of the Rail Union".
    mere: bool,
}

impl Body {
    /// A body of which only the name is known.
    fn new(name: String, span: Span, class: &'static str) -> Self {
        Self {
            actor: None,
            name,
            span,
            evidence: span,
            class,
            joint: false,
            aliases: Vec::new(),
            members: Vec::new(),
            parent: None,
            lead: None,
            mandate: Vec::new(),
            mandate_words: Vec::new(),
            status: None,
            created: None,
            modality: Modality::Asserted,
            introduced: false,
            mere: false,
        }
    }

    fn read(context: &Context<'_>, mention: &Mention) -> Option<Self> {
        if !matches!(mention.form, Form::Name | Form::Short)
            || mention.class == ActorClass::Person
        {
            return None;
        }
        let words = one_line(context.words(mention.span));
        let (class, joint) = class_of(&words)?;
        let actor = match mention.resolution {
            Resolution::One(actor) => Some(actor),
            _ => None,
        };
        let known = actor.and_then(|actor| context.cast.actors.get(actor));
        let name = known.map_or(words.as_str(), |actor| actor.name.as_str());
        let mut body = Self::new(relation::bare_name(name), mention.span, class);
        body.actor = actor;
        body.joint = joint;
        body.aliases = known.map(|actor| actor.aliases.clone()).unwrap_or_default();
        body.read_around(context, mention.span);
        Some(body)
    }

    /// All that stands around one mention.
    fn read_around(&mut self, context: &Context<'_>, span: Span) {
        self.read_name(context, span);
        self.introduced = is_introduced(context, span);
        let works = matches!(self.class, "commission" | "committee");
        self.mere = !works && is_affiliation(context, span);
        self.read_words_before(context, span);
        let Some(noun) = phrase::head_noun(context, span) else { return };
        self.read_members(context, noun);
        self.read_made_up(context, noun);
        self.read_participles(context, noun);
        self.read_clause(context, noun);
    }

    /// What makes two mentions one body: the actor, or the name where there is none.
    fn key(&self) -> (Option<usize>, String) {
        let name = if self.actor.is_some() { String::new() } else { self.name.clone() };
        (self.actor, name)
    }

    /// Takes over what another mention adds.
    fn merge(&mut self, other: Self) {
        if self.status.is_none() && other.status.is_some()
            || self.mandate.is_empty() && !other.mandate.is_empty()
        {
            self.evidence = other.evidence;
            self.modality = other.modality;
        }
        if self.mandate.is_empty() {
            if !other.mandate.is_empty() || self.mandate_words.is_empty() {
                self.mandate_words = other.mandate_words;
            }
            self.mandate = other.mandate;
        }
        if self.members.is_empty() {
            self.members = other.members;
        }
        self.lead = self.lead.take().or(other.lead);
        self.status = self.status.or(other.status);
        self.created = self.created.take().or(other.created);
        self.introduced |= other.introduced;
        self.mere &= other.mere;
        self.joint |= other.joint;
    }

    fn is_recorded(&self) -> bool {
        let named = self.joint && !self.mere;
        named
            || self.introduced
            || self.status.is_some()
            || !self.mandate.is_empty()
            || !self.members.is_empty()
    }

    fn finding(self) -> Finding {
        let name = Name { name: self.name, actor: self.actor };
        let mut fields = Fields::new().with(Field::Name, Value::Name(name), &[self.span]);
        fields.set(Field::Class, Value::word(self.class), &[]);
        if !self.aliases.is_empty() {
            let aliases = self.aliases.iter().map(|alias| Value::words(alias)).collect();
            fields.set(Field::Aliases, Value::List(aliases), &[]);
        }
        if !self.members.is_empty() {
            fields.set(Field::Members, Value::List(self.members), &[]);
        }
        fields.set_some(Field::Parent, self.parent, &[]);
        fields.set_some(Field::Lead, self.lead, &[]);
        let mandate: Vec<Value> =
            self.mandate_words.iter().map(|words| Value::words(words)).collect();
        if !mandate.is_empty() {
            fields.set(Field::Mandate, Value::List(mandate), &self.mandate);
        }
        fields.set_some(Field::Status, self.status.map(Value::word), &[]);
        if let Some((when, span)) = self.created {
            fields.set(Field::Created, when, &[span]);
        }
        let rule = if self.status.is_some() { "body, created" } else { "body, named" };
        let mut finding = Finding::new(Kind::Body, self.evidence, rule, fields);
        finding.modality = self.modality;
        finding.confidence = 700;
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_of_a_body_is_its_head_noun() {
        assert_eq!(class_of("Joint Tide Commission"), Some(("commission", true)));
        assert_eq!(class_of("Coalition to Guard the Strait"), Some(("coalition", true)));
        assert_eq!(class_of("Ministry of Tides"), Some(("ministry", false)));
        assert_eq!(class_of("committee"), None);
    }

    #[test]
    fn the_table_is_sorted() {
        let rows: Vec<&str> = include_str!("../../data/bodies.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
