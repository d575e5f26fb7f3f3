//! # What it records
//! A commission, coalition, dialogue, mission or other body: its names, class, members, who
//! leads it, what it is to do (as a list), how far it has come, its meetings.
//!
//! # How it is said
//! A name with such a noun ("the Joint Fisheries Commission", "the Varn-led coalition"), a name
//! with its short form in brackets, "agreed to establish a committee to review ...", "the
//! commission is charged with ...".
//!
//! # Example
//! Orlesia and Varn agreed to establish a Joint Tide Commission to study two questions, the
//! dredging of the strait and the wages of pilots.
//!
//! # Not this
//! A ministry or company that is only mentioned.
//!
//! # Known misses
//! Bodies known only by a nickname; members listed in another paragraph.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_language::{Relation as Arc, WordClass};
use dateline_names::{ActorClass, Form, Mention, Resolution};
use dateline_text::{Span, fold};

use crate::acronym;
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality};
use crate::kind::{event, relation};
use crate::listing;
use crate::modality::modality_of;
use crate::phrase;
use crate::trigger;
use crate::value::{Name, Value};

/// The head nouns of bodies: their class, and whether a name with them is always recorded.
static NOUNS: LazyLock<BTreeMap<&'static str, (&'static str, bool)>> =
    LazyLock::new(|| {
        let lines = include_str!("../../data/bodies.tsv").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, (cells.next()?, cells.next()? == "joint")))
        });
        rows.collect()
    });

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
    bodies.extend(unnamed(context));
    bodies.into_iter().filter(Body::is_recorded).map(Body::finding).collect()
}

/// A body as the report tells of it so far.
#[derive(Clone, Debug)]
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
    lead: Option<Value>,
    mandate: Vec<Span>,
    mandate_words: Vec<String>,
    status: Option<&'static str>,
    created: Option<(Value, Span)>,
    modality: Modality,
    /// Whether its short form stands in brackets behind it.
    introduced: bool,
}

impl Body {
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
        let mut body = Self {
            actor,
            name: relation::bare_name(
                known.map_or(words.as_str(), |actor| actor.name.as_str()),
            ),
            span: mention.span,
            evidence: mention.span,
            class,
            joint,
            aliases: known.map(|actor| actor.aliases.clone()).unwrap_or_default(),
            members: Vec::new(),
            lead: None,
            mandate: Vec::new(),
            mandate_words: Vec::new(),
            status: None,
            created: None,
            modality: Modality::Asserted,
            introduced: false,
        };
        body.read_around(context, mention.span);
        Some(body)
    }

    /// All that stands around one mention.
    fn read_around(&mut self, context: &Context<'_>, span: Span) {
        self.read_name(context, span);
        self.introduced = is_introduced(context, span);
        let Some(noun) = head_noun(context, span) else { return };
        self.read_members(context, noun);
        self.read_clause(context, noun);
    }

    /// "the Varn-led coalition", "the Coalition to Guard the Strait".
    fn read_name(&mut self, context: &Context<'_>, span: Span) {
        let before = span.start().saturating_sub(24);
        let from = context.analysis.sentence_at(span.start());
        let sentence = from.and_then(|number| context.sentence(number));
        let floor = sentence.map_or(span.start(), |sentence| sentence.span.start());
        let wide = Span::of(before.max(floor)..span.end());
        let words = context.words(wide);
        let words = if words.is_empty() { context.words(span) } else { words };
        if let Some(at) = words.find("-led").or_else(|| words.find("‑led")) {
            let leader = words.get(..at).unwrap_or_default();
            let leader = leader.rsplit([' ', '\n']).next().unwrap_or_default();
            let start = wide.end() - words.len() + at - leader.len();
            self.lead =
                Some(relation::named(context, Span::of(start..start + leader.len())));
        }
        let name = one_line(context.words(span));
        if let Some((_, purpose)) = name.split_once(" to ") {
            self.mandate_words = vec![lower_first(purpose)];
        } else if let Some(against) = name.split([' ', '\n']).find_map(|word| {
            word.strip_prefix("anti-").or_else(|| word.strip_prefix("Anti-"))
        }) {
            self.mandate_words = vec![format!("against {against}")];
        }
    }

    /// "between Orlesia and Varn", "a bilateral commission".
    fn read_members(&mut self, context: &Context<'_>, noun: Word) {
        let Some(tree) = context.tree(noun.sentence) else { return };
        for child in tree.children_in(noun.token, &[Arc::Modifier]) {
            let case = tree.child(child, &[Arc::Case]);
            let between = case.is_some_and(|case| {
                fold(context.form(Word { token: case, ..noun })) == "between"
            });
            if between {
                self.members = names(context, Word { token: child, ..noun });
            }
        }
        let shared = tree.children_in(noun.token, &[Arc::Adjective]).any(|child| {
            matches!(
                fold(context.form(Word { token: child, ..noun })).as_str(),
                "bilateral" | "joint"
            )
        });
        if shared
            && self.members.is_empty()
            && let Some(clause) = context.clause_of(noun)
            && let Some(subject) = clause.subject
        {
            let sides = names(context, Word { token: subject, ..noun });
            if sides.len() > 1 {
                self.members = sides;
            }
        }
    }

    /// "agreed to establish", "was established", and what it is to do.
    fn read_clause(&mut self, context: &Context<'_>, noun: Word) {
        let Some(clause) = context.clause_of(noun) else { return };
        let verb = Word { sentence: clause.sentence, token: clause.verb };
        let about = clause.object == Some(noun.token)
            || clause.subject == Some(noun.token)
            || clause.head == Some(noun.token);
        if !about {
            return;
        }
        let lemma = fold(context.lemma(verb));
        let passive = clause.passive && clause.object != Some(noun.token);
        let made = clause.object == Some(noun.token) && !clause.passive || passive;
        if made && is_creation(&lemma) {
            self.read_creation(context, clause);
        } else if made && is_ending(&lemma) {
            self.status = Some("ended");
        }
        if !self.mandate.is_empty() || !self.mandate_words.is_empty() {
            return;
        }
        if let Some(purpose) = purpose(context, clause, noun) {
            self.mandate = mandate(context, purpose);
            let words = self.mandate.iter().map(|&span| one_line(context.words(span)));
            self.mandate_words = words.collect();
            if !self.mandate.is_empty() {
                let start = self.evidence.cover(event::clause_span(context, verb));
                self.evidence = start;
            }
        }
    }

    fn read_creation(&mut self, context: &Context<'_>, clause: &Clause) {
        let verb = Word { sentence: clause.sentence, token: clause.verb };
        let above = clause.head.map(|head| Word { token: head, ..verb });
        let agreed = above.is_some_and(|above| {
            clause.relation == Arc::OpenComplement
                && matches!(
                    fold(context.lemma(above)).as_str(),
                    "agree" | "decide" | "plan" | "pledge" | "vow" | "promise" | "intend"
                )
        });
        self.modality = modality_of(context, clause);
        if agreed {
            self.modality = Modality::Planned;
        }
        self.status = match (agreed, self.modality) {
            (true, _) => Some("agreed_to_establish"),
            (_, Modality::Asserted) => Some("established"),
            (_, Modality::Planned) => Some("planned"),
            _ => None,
        };
        let top = above.filter(|_| agreed).unwrap_or(verb);
        self.evidence = self.span.cover(event::clause_span(context, top));
        if let Some(time) = dating::dated_by(context, verb) {
            self.created = Some((Value::When(time.value.1.clone()), time.span));
        }
        if self.members.is_empty()
            && agreed
            && let Some(subject) = clause.subject
        {
            let sides = names(context, Word { token: subject, ..verb });
            if sides.len() > 1 {
                self.members = sides;
            }
        }
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
        self.joint |= other.joint;
    }

    fn is_recorded(&self) -> bool {
        self.joint || self.introduced || self.status.is_some() || !self.mandate.is_empty()
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

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The class of a name by its head noun: the last word before "of", "for", "to" or "on".
fn class_of(name: &str) -> Option<(&'static str, bool)> {
    let folded = fold(name);
    let head = [" of ", " for ", " to ", " on ", " against ", " in "]
        .iter()
        .filter_map(|link| folded.find(link))
        .min()
        .map_or(folded.as_str(), |at| folded.get(..at).unwrap_or_default());
    let words: Vec<&str> = head.split_whitespace().collect();
    let last = words.last()?.trim_end_matches("'s");
    let two = words
        .len()
        .checked_sub(2)
        .and_then(|at| words.get(at..))
        .map(|two| two.join(" "));
    let found = two.as_deref().and_then(|two| NOUNS.get(two)).or_else(|| NOUNS.get(last));
    // A bare "the committee" names nothing yet.
    found.copied().filter(|_| words.len() > 1 || folded.len() > head.len())
}

fn is_introduced(context: &Context<'_>, span: Span) -> bool {
    let Some(number) = context.analysis.sentence_at(span.start()) else { return false };
    let Some(sentence) = context.sentence(number) else { return false };
    let pairs = acronym::pairs(context.text, sentence.span);
    pairs.iter().any(|(long, _)| long.overlaps(span) && long.end() >= span.end())
}

/// The noun that a name hangs by.
fn head_noun(context: &Context<'_>, span: Span) -> Option<Word> {
    let first = context.word_at(span.start())?;
    let tokens = &context.sentence(first.sentence)?.tokens;
    let inside =
        |token: usize| tokens.get(token).is_some_and(|found| span.contains(found.span));
    let mut all = (first.token..tokens.len()).take_while(|&token| inside(token));
    let head = all.find(|&token| {
        tokens.get(token).is_some_and(|found| {
            found.head.is_none_or(|head| !inside(head))
                && found.class != WordClass::Determiner
        })
    });
    head.map(|token| Word { token, ..first })
}

fn names(context: &Context<'_>, word: Word) -> Vec<Value> {
    match phrase::name(context, word) {
        Value::List(list) => list,
        one => vec![one],
    }
}

fn is_creation(lemma: &str) -> bool {
    matches!(
        lemma,
        "establish"
            | "form"
            | "create"
            | "set"
            | "found"
            | "launch"
            | "convene"
            | "constitute"
            | "inaugurate"
            | "institute"
            | "build"
    )
}

fn is_ending(lemma: &str) -> bool {
    matches!(lemma, "dissolve" | "disband" | "abolish" | "scrap" | "dismantle")
}

/// The verb that says what a body is to do: "a commission to review", "formed to discuss".
fn purpose(context: &Context<'_>, clause: &Clause, noun: Word) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let lemma = trigger::lemma(context, Word { token: clause.verb, ..noun });
    let tells = is_creation(&lemma)
        || matches!(
            lemma.as_str(),
            "be" | "continue" | "charge" | "task" | "mandate" | "design"
        )
        || tree.child(clause.verb, &[Arc::Copula]).is_some();
    let below = [Some(noun.token), tells.then_some(clause.verb)];
    for head in below.into_iter().flatten() {
        for child in tree.children_in(head, &[Arc::Acl, Arc::Clause, Arc::OpenComplement])
        {
            let word = Word { token: child, ..noun };
            let later = child > noun.token || head == clause.verb && child > clause.verb;
            if later && context.clause_at(word).is_some_and(|clause| clause.infinitive) {
                return Some(word);
            }
        }
    }
    let charged = clause
        .obliques
        .iter()
        .find(|oblique| matches!(oblique.preposition.as_str(), "with"))?;
    let tasked = matches!(
        fold(context.lemma(Word { token: clause.verb, ..noun })).as_str(),
        "charge" | "task" | "entrust" | "concern"
    );
    tasked.then_some(Word { token: charged.noun, ..noun })
}

/// What a body is to do, item by item: a counted list, or the verbs with their objects.
fn mandate(context: &Context<'_>, verb: Word) -> Vec<Span> {
    let Some(sentence) = context.sentence(verb.sentence) else { return Vec::new() };
    let whole = event::clause_span(context, verb);
    let rest = Span::of(context.span(verb).end()..sentence.span.end());
    let words = context.words(rest);
    // "to analyze three factors, A, B, and C"
    if let Some(at) = words.find(',')
        && counts(context.words(Span::of(rest.start()..rest.start() + at)))
    {
        let items = listing::items(context, Span::of(rest.start() + at..rest.end()));
        if items.len() > 1 {
            return items;
        }
    }
    let object = context
        .text
        .trim(Span::of(context.span(verb).end()..whole.end().max(rest.start())));
    let items = listing::parts(context, object);
    if items.len() > 2 {
        return items;
    }
    // "to discuss the tide, the wind, and the crews" whose list was cut short at a comma.
    let behind = context.words(Span::of(whole.end().max(rest.start())..rest.end()));
    if behind.starts_with(", ") && behind.contains(" and ") {
        let items = listing::parts(context, context.text.trim(rest));
        if items.len() > 2 {
            return items;
        }
    }
    let joined = context.tree(verb.sentence).map(|tree| {
        tree.children_in(verb.token, &[Arc::Conjunct])
            .map(|token| Word { token, ..verb })
            .filter(|&word| context.clause_at(word).is_some())
            .map(|word| event::clause_span(context, word))
            .collect::<Vec<_>>()
    });
    let mut spans = vec![without_to(context, whole)];
    spans.extend(joined.unwrap_or_default());
    spans
}

fn without_to(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let cut = if words.starts_with("to ") { 3 } else { 0 };
    Span::of(span.start() + cut..span.end())
}

/// Whether words end in a counted noun: "three factors".
fn counts(words: &str) -> bool {
    let number = words.split_whitespace().rev().take(3).any(|word| {
        matches!(
            fold(word).as_str(),
            "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
        ) || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    number && words.trim_end().ends_with('s')
}

/// Bodies without a name that are told with what they are to do: "the advisory mission is there
/// to support the guard".
fn unnamed(context: &Context<'_>) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    let mut names = BTreeSet::new();
    for (number, sentence) in context.analysis.sentences.iter().enumerate() {
        for token in 0..sentence.tokens.len() {
            let noun = Word { sentence: number, token };
            let Some(body) = unnamed_at(context, noun) else { continue };
            if names.insert(body.name.clone()) {
                found.push(body);
            }
        }
    }
    found
}

fn unnamed_at(context: &Context<'_>, noun: Word) -> Option<Body> {
    let token = context.token(noun)?;
    let lemma = trigger::lemma(context, noun);
    let (class, joint) = NOUNS.get(lemma.as_str()).copied()?;
    let named = phrase::mention(context, noun)
        .is_some_and(|mention| matches!(mention.form, Form::Name | Form::Short));
    if token.class != WordClass::Noun || named || !joint {
        return None;
    }
    let span = phrase::noun_phrase(context, noun);
    let words = one_line(context.words(span));
    let short = words.split([',', '(']).next().unwrap_or_default();
    let bare = short
        .trim_start_matches("The ")
        .trim_start_matches("the ")
        .trim_start_matches("a ")
        .trim_start_matches("an ");
    let mut body = Body {
        actor: None,
        name: bare.to_owned(),
        span,
        evidence: context.text.trim(Span::of(span.start()..span.start() + short.len())),
        class,
        joint: false,
        aliases: Vec::new(),
        members: Vec::new(),
        lead: None,
        mandate: Vec::new(),
        mandate_words: Vec::new(),
        status: None,
        created: None,
        modality: Modality::Asserted,
        introduced: false,
    };
    body.read_around(context, body.evidence);
    let told = !body.mandate.is_empty() || body.lead.is_some();
    body.joint = told;
    (bare.contains(' ') && told).then_some(body)
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
