//! # What it records
//! How two actors stand to each other: member of, part of, backed by, aligned with, supports,
//! builds on, present with the consent of, counterpart of, and which name is short for which.
//!
//! # How it is said
//! "Harbour Union (HU)", "Varn-backed fighters", "pro-Varn groups", "as part of the coalition",
//! "forces, including border forces", "at the invitation of the government", "builds on".
//!
//! # Example
//! Varn-backed fighters held the pass; the Harbour Union (HU) protested.
//!
//! # Not this
//! A single act of help or a single meeting: that is an event.
//!
//! # Known misses
//! Kinship, ownership, and relations told over two sentences.

use dateline_language::{Relation as Arc, WordClass};
use dateline_names::ActorClass;
use dateline_text::{Span, fold};

use crate::acronym;
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::dating::{self, Side};
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind};
use crate::kind::event;
use crate::modality::{modality_of, polarity_of};
use crate::phrase;
use crate::trigger;
use crate::value::{Name, Value};

/// Reads the findings of this kind.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for number in 0..context.analysis.sentences.len() {
        found.extend(acronyms(context, number));
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
    let pairs = acronym::pairs(context.text, span).into_iter();
    let tie = |(long, short): (Span, Span)| Tie {
        relation: "acronym",
        subject: (Value::words(&one_line(context.words(long))), long),
        object: (Value::words(context.words(short)), short),
        evidence: Span::of(long.start()..short.end() + 1),
        rule: "relation, short form in brackets",
    };
    pairs.map(|pair| tie(pair).finding()).collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Varn-backed fighters", "pro-Varn groups".
fn hyphens(context: &Context<'_>, sentence: usize) -> Vec<Finding> {
    let Some(span) = context.sentence(sentence).map(|found| found.span) else {
        return Vec::new();
    };
    let words = context.words(span);
    let mut found = Vec::new();
    for (at, _) in words.match_indices(['-', '‑']) {
        let left = words.get(..at).unwrap_or_default();
        let right = words.get(at..).unwrap_or_default();
        let right = right.trim_start_matches(['-', '‑']);
        let hyphen = words.len() - left.len() - right.len();
        let before = last_word(left);
        let after = first_word(right);
        let Some((relation, named)) = joined(before, after) else { continue };
        let base = span.start() + at;
        let name = if named {
            Span::of(base - before.len()..base)
        } else {
            Span::of(base + hyphen..base + hyphen + after.len())
        };
        let start = base - before.len();
        let end = base + hyphen + after.len();
        found.extend(hyphen_tie(context, relation, name, Span::of(start..end)));
    }
    found
}

/// Which relation a hyphened word says, and whether the name stands before the hyphen.
fn joined(before: &str, after: &str) -> Option<(&'static str, bool)> {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if capital(before) {
        return match fold(after).as_str() {
            "backed" | "supported" | "sponsored" | "funded" | "financed" | "armed"
            | "trained" => Some(("backed_by", true)),
            "aligned" | "allied" | "linked" | "affiliated" | "friendly" => {
                Some(("aligned_with", true))
            }
            _ => None,
        };
    }
    (fold(before) == "pro" && capital(after)).then_some(("aligned_with", false))
}

fn last_word(words: &str) -> &str {
    let cut = words.rfind(|letter: char| !letter.is_alphanumeric() && letter != '.');
    let start = cut.map_or(0, |at| {
        at + words
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    words.get(start..).unwrap_or_default()
}

fn first_word(words: &str) -> &str {
    let end = words.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(words.len());
    words.get(..end).unwrap_or_default()
}

fn hyphen_tie(
    context: &Context<'_>,
    relation: &str,
    name: Span,
    modifier: Span,
) -> Option<Finding> {
    let noun = noun_after(context, modifier.end())?;
    let whole = Span::of(modifier.start()..context.span(noun).end());
    let rest = context.text.trim(Span::of(modifier.end()..whole.end()));
    let words = one_line(context.words(whole));
    // The words with the modifier are what tells these groups from others.
    let subject =
        if relation == "backed_by" { one_line(context.words(rest)) } else { words };
    let tie = Tie {
        relation,
        subject: (Value::words(&subject), rest),
        object: (named(context, name), name),
        evidence: whole,
        rule: "relation, hyphened adjective",
    };
    Some(tie.finding())
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

/// The noun that an adjective ending at `position` belongs to, with the nouns joined to it.
fn noun_after(context: &Context<'_>, position: usize) -> Option<Word> {
    let first = context.word_at(position)?;
    let tokens = &context.sentence(first.sentence)?.tokens;
    let mut found = None;
    for (token, here) in tokens.iter().enumerate().skip(first.token).take(8) {
        match here.class {
            WordClass::Noun | WordClass::ProperNoun => found = Some(token),
            WordClass::Adjective if found.is_none() => {}
            WordClass::Coordinator
                if found.is_some() && joins_nouns(context, first, token) => {}
            _ => break,
        }
    }
    found.map(|token| Word { token, ..first })
}

fn joins_nouns(context: &Context<'_>, word: Word, coordinator: usize) -> bool {
    let next = context.token(Word { token: coordinator + 1, ..word });
    let after = context.token(Word { token: coordinator + 2, ..word });
    let noun = |token: Option<&dateline_language::Token>| {
        token.is_some_and(|token| token.class == WordClass::Noun)
    };
    noun(next)
        && !after.is_some_and(|after| {
            matches!(after.class, WordClass::Verb | WordClass::Auxiliary)
        })
}

/// Relations that hang on a noun.
fn nouns(context: &Context<'_>, sentence: usize) -> Vec<Finding> {
    let Some(found) = context.sentence(sentence) else { return Vec::new() };
    (0..found.tokens.len())
        .filter_map(|token| of_noun(context, Word { sentence, token }))
        .collect()
}

fn of_noun(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let token = context.token(noun)?;
    match fold(&token.lemma).as_str() {
        "cooperation" | "partnership" | "alliance" => {
            between(context, noun, "cooperates_with")
        }
        "support" | "backing" => support(context, noun),
        "assistance" | "aid" => assistance(context, noun),
        "invitation" | "permission" | "consent" | "approval" | "request" => {
            consent(context, noun)
        }
        "counterpart" => counterpart(context, noun),
        _ => including(context, noun),
    }
}

/// The child of a noun that a preposition ties to it.
fn behind(context: &Context<'_>, noun: Word, prepositions: &[&str]) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let child =
        tree.children_in(noun.token, &[Arc::Modifier, Arc::Oblique]).find(|&child| {
            tree.child(child, &[Arc::Case]).is_some_and(|case| {
                prepositions
                    .contains(&fold(context.form(Word { token: case, ..noun })).as_str())
            })
        })?;
    Some(Word { token: child, ..noun })
}

fn possessor(context: &Context<'_>, noun: Word) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let child = tree.child(noun.token, &[Arc::Possessive])?;
    Some(Word { token: child, ..noun })
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

/// Whether a word names or stands for a state, body, force or group.
fn is_party(context: &Context<'_>, word: Word) -> bool {
    phrase::mention(context, word)
        .is_some_and(|mention| mention.class != ActorClass::Place)
        || context.token(word).is_some_and(|token| {
            token.class == WordClass::ProperNoun
                || matches!(
                    trigger::lemma(context, word).as_str(),
                    "force"
                        | "coalition"
                        | "government"
                        | "group"
                        | "army"
                        | "mission"
                        | "committee"
                        | "commission"
                        | "troop"
                        | "party"
                        | "alliance"
                        | "military"
                )
        })
}

/// "cooperation between the union and Varn".
fn between(context: &Context<'_>, noun: Word, relation: &str) -> Option<Finding> {
    let first = behind(context, noun, &["between"])?;
    let sides = phrase::conjuncts(context, first);
    let second = sides.get(1).copied()?;
    (is_party(context, first) && is_party(context, second)).then(|| {
        let subject = (single(context, first), context.span(first));
        let object = (single(context, second), context.span(second));
        let evidence = phrase::noun_phrase(context, noun);
        Tie { relation, subject, object, evidence, rule: "relation, between" }.finding()
    })
}

fn single(context: &Context<'_>, word: Word) -> Value {
    match phrase::name(context, word) {
        Value::List(list) => {
            list.into_iter().next().unwrap_or_else(|| Value::words(context.form(word)))
        }
        one => one,
    }
}

/// "Orlesia's support for the union".
fn support(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let subject = possessor(context, noun)?;
    let object = behind(context, noun, &["for"])?;
    (is_party(context, subject) && is_party(context, object)).then(|| {
        Tie {
            relation: "supports",
            subject: side(context, subject),
            object: side(context, object),
            evidence: phrase::noun_phrase(context, noun),
            rule: "relation, support for",
        }
        .finding()
    })
}

/// "Orlesian assistance to the border guard".
fn assistance(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let tree = context.tree(noun.sentence)?;
    let before = [Arc::Adjective, Arc::Compound, Arc::Possessive];
    let giver = tree
        .children_in(noun.token, &before)
        .map(|token| Word { token, ..noun })
        .find(|&word| trigger::is_name(context, word))?;
    let taker = behind(context, noun, &["to", "for"])
        .filter(|&word| is_party(context, word))
        .or_else(|| served(context, noun))?;
    let tie = Tie {
        relation: "provides_assistance",
        subject: (single(context, giver), context.span(giver)),
        object: side(context, taker),
        evidence: phrase::noun_phrase(context, noun),
        rule: "relation, assistance",
    };
    Some(tie.finding())
}

/// "the capacity of the guard through Orlesian assistance": whom the means serve.
fn served(context: &Context<'_>, noun: Word) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let case = tree.child(noun.token, &[Arc::Case])?;
    let through = fold(context.form(Word { token: case, ..noun })) == "through";
    let before = (0..noun.token).rev().map(|token| Word { token, ..noun });
    let mut parties = before.filter(|&word| {
        context.token(word).is_some_and(|token| token.class == WordClass::Noun)
            && tree.relation(word.token) == Some(Arc::Modifier)
            && is_party(context, word)
    });
    if through { parties.next() } else { None }
}

/// "in Varn at the invitation of its government", "with government permission".
fn consent(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let tree = context.tree(noun.sentence)?;
    let case = tree.child(noun.token, &[Arc::Case])?;
    let case = fold(context.form(Word { token: case, ..noun }));
    if !matches!(case.as_str(), "at" | "with") {
        return None;
    }
    let compound =
        tree.child(noun.token, &[Arc::Compound]).map(|token| Word { token, ..noun });
    let giver = behind(context, noun, &["of", "from"])
        .or_else(|| possessor(context, noun))
        .or(compound)?;
    let clause = context.clause_of(noun)?;
    let verb = Word { token: clause.verb, ..noun };
    let stays = matches!(
        fold(context.lemma(verb)).as_str(),
        "be" | "stay"
            | "remain"
            | "deploy"
            | "station"
            | "operate"
            | "present"
            | "base"
            | "work"
    ) || tree.child(clause.verb, &[Arc::Copula]).is_some();
    let subject = clause.subject.filter(|_| stays)?;
    let subject = Word { token: subject, ..noun };
    let evidence = event::clause_span(context, verb);
    let tie = Tie {
        relation: "present_with_consent_of",
        subject: side(context, subject),
        object: side(context, giver),
        evidence,
        rule: "relation, consent",
    };
    Some(tie.finding())
}

/// "the union and its counterpart in Varn", of bodies.
fn counterpart(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let tree = context.tree(noun.sentence)?;
    let head = context
        .token(noun)?
        .head
        .filter(|_| tree.relation(noun.token) == Some(Arc::Conjunct))?;
    let other = Word { token: head, ..noun };
    let body = phrase::mention(context, other)
        .is_some_and(|mention| mention.class == ActorClass::Organisation);
    body.then(|| {
        let whole = phrase::noun_phrase(context, noun);
        Tie {
            relation: "counterpart_of",
            subject: (Value::words(&one_line(context.words(whole))), whole),
            object: side(context, other),
            evidence: phrase::noun_phrase(context, other).cover(whole),
            rule: "relation, counterpart",
        }
        .finding()
    })
}

/// "security forces, including border forces".
fn including(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let tree = context.tree(noun.sentence)?;
    let is_included = |&child: &usize| {
        tree.child(child, &[Arc::Case]).is_some_and(|case| {
            fold(context.form(Word { token: case, ..noun })) == "including"
        })
    };
    let child = tree.children(noun.token).iter().copied().find(is_included)?;
    let part = Word { token: child, ..noun };
    let alike = trigger::lemma(context, part) == trigger::lemma(context, noun);
    let whole_span = phrase::noun_phrase(context, noun);
    (alike && is_party(context, noun)).then(|| {
        let part_span = phrase::noun_phrase(context, part);
        let whole = Span::of(whole_span.start()..context.span(noun).end());
        Tie {
            relation: "part_of",
            subject: (Value::words(&one_line(context.words(part_span))), part_span),
            object: (Value::words(&one_line(context.words(whole))), whole),
            evidence: whole.cover(part_span),
            rule: "relation, including",
        }
        .finding()
    })
}

/// Relations that a verb says.
fn of_clause(context: &Context<'_>, clause: &Clause) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(dispute(context, clause));
    found.extend(as_part_of(context, clause));
    found.extend(builds_on(context, clause));
    found.extend(succeeds(context, clause));
    found.extend(invited(context, clause));
    let mut found: Vec<Finding> = found;
    for finding in &mut found {
        finding.modality = modality_of(context, clause);
        finding.polarity = polarity_of(context, clause);
    }
    found
}

fn verb_of(clause: &Clause) -> Word {
    Word { sentence: clause.sentence, token: clause.verb }
}

fn at(clause: &Clause, token: usize) -> Word {
    Word { sentence: clause.sentence, token }
}

fn oblique(clause: &Clause, preposition: &str) -> Option<Word> {
    let found =
        clause.obliques.iter().find(|oblique| oblique.preposition == preposition)?;
    Some(at(clause, found.noun))
}

/// "territory disputed by Varn and Orlesia".
fn dispute(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    if fold(context.lemma(verb)) != "dispute" || !clause.passive {
        return None;
    }
    let first =
        clause.agent.map(|agent| at(clause, agent)).or(oblique(clause, "between"))?;
    let second = phrase::conjuncts(context, first).get(1).copied()?;
    let land = clause.subject.or(clause.head).map(|token| at(clause, token))?;
    let tie = Tie {
        relation: "dispute_over_territory",
        subject: (single(context, first), context.span(first)),
        object: (single(context, second), context.span(second)),
        evidence: phrase::noun_phrase(context, land)
            .cover(event::clause_span(context, verb)),
        rule: "relation, disputed by",
    };
    Some(tie.finding())
}

/// "fought as part of the coalition", "joined the union", "is a member of the union".
fn as_part_of(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let lemma = fold(context.lemma(verb));
    let part = oblique(clause, "as")
        .filter(|&word| matches!(fold(context.lemma(word)).as_str(), "part" | "member"));
    let object = match part {
        Some(part) => behind(context, part, &["of"])?,
        None if lemma == "member" => behind(context, verb, &["of"])?,
        None if lemma == "join" => at(clause, clause.object?),
        None => return None,
    };
    let subject = at(clause, clause.subject?);
    if !is_party(context, object) || !is_party(context, subject) {
        return None;
    }
    let tie = Tie {
        relation: "member_of",
        subject: side(context, subject),
        object: side(context, object),
        evidence: event::clause_span(context, verb),
        rule: "relation, part of",
    };
    let mut finding = tie.finding();
    set_since(context, verb, &mut finding);
    Some(finding)
}

fn set_since(context: &Context<'_>, verb: Word, finding: &mut Finding) {
    if let Some(time) = dating::dated_by(context, verb)
        && dating::side(context, time) != Side::Before
    {
        finding.fields.set(Field::Since, Value::When(time.value.1.clone()), &[time.span]);
    }
}

/// "builds on the talks of May", "continued on the basis of the work of the committee".
fn builds_on(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let on = oblique(clause, "on").or(oblique(clause, "upon"))?;
    let basis = fold(context.lemma(on)) == "basis";
    let builds = matches!(fold(context.lemma(verb)).as_str(), "build" | "base" | "rest");
    if !builds && !basis {
        return None;
    }
    let object = if basis { behind(context, on, &["of"])? } else { on };
    let subject = at(clause, clause.subject?);
    let objects: Vec<Value> = phrase::conjuncts(context, object)
        .into_iter()
        .map(|word| {
            Value::words(&one_line(context.words(phrase::noun_phrase(context, word))))
        })
        .collect();
    let value = match objects.len() {
        1 => objects.into_iter().next()?,
        _ => Value::List(objects),
    };
    let tie = Tie {
        relation: "builds_on",
        subject: side(context, subject),
        object: (value, phrase::noun_phrase(context, object)),
        evidence: event::clause_span(context, verb),
        rule: "relation, builds on",
    };
    Some(tie.finding())
}

/// "Malk succeeds Ada Korr".
fn succeeds(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    if !matches!(fold(context.lemma(verb)).as_str(), "succeed" | "replace") {
        return None;
    }
    let (subject, object) = if clause.passive {
        (clause.agent?, clause.subject?)
    } else {
        (clause.subject?, clause.object?)
    };
    let (subject, object) = (at(clause, subject), at(clause, object));
    let person = |word: Word| {
        phrase::mention(context, word)
            .is_some_and(|mention| mention.class == ActorClass::Person)
    };
    (person(subject) && person(object)).then(|| {
        Tie {
            relation: "succeeds",
            subject: side(context, subject),
            object: side(context, object),
            evidence: event::clause_span(context, verb),
            rule: "relation, succeeds",
        }
        .finding()
    })
}

/// "the forces were invited back by the government".
fn invited(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    if fold(context.lemma(verb)) != "invite" || !clause.passive {
        return None;
    }
    let guest = at(clause, clause.subject?);
    let agent = clause.agent.or_else(|| trigger::agent_below(context, clause));
    let host = at(clause, agent?);
    let armed = matches!(
        trigger::lemma(context, guest).as_str(),
        "force"
            | "troop"
            | "soldier"
            | "mission"
            | "army"
            | "military"
            | "peacekeeper"
            | "adviser"
    );
    armed.then(|| {
        let tie = Tie {
            relation: "present_with_consent_of",
            subject: side(context, guest),
            object: side(context, host),
            evidence: event::clause_span(context, verb),
            rule: "relation, invited by",
        };
        let mut finding = tie.finding();
        set_since(context, verb, &mut finding);
        finding
    })
}
