//! Relations that a verb says: "the forces were invited by the government".

use dateline_language::{Relation as Arc, WordClass};
use dateline_names::ActorClass;
use dateline_text::{Span, one_line};

use super::{Tie, side};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::finding::Finding;
use crate::kind::event;
use crate::phrase;
use crate::trigger;
use crate::value::Value;

/// Relations that hang on a noun.
pub(super) fn nouns(context: &Context<'_>, sentence: usize) -> Vec<Finding> {
    let Some(found) = context.sentence(sentence) else { return Vec::new() };
    (0..found.tokens.len())
        .filter_map(|token| of_noun(context, Word { sentence, token }))
        .collect()
}

fn of_noun(context: &Context<'_>, noun: Word) -> Option<Finding> {
    match context.folded_lemma(noun) {
        "cooperation" | "partnership" | "alliance" => {
            between(context, noun, "cooperates_with")
        }
        "support" | "backing" => support(context, noun),
        "assistance" | "aid" => assistance(context, noun),
        "invitation" | "permission" | "consent" | "approval" | "request" => {
            consent(context, noun)
        }
        "counterpart" => counterpart(context, noun),
        "member" => member(context, noun),
        lemma if belonging(lemma).is_some() => beside(context, noun, lemma),
        _ => including(context, noun),
    }
}

/// What a noun says of the body that it names: "a subsidiary of", "the parent company of".
pub(super) fn belonging(lemma: &str) -> Option<&'static str> {
    Some(match lemma {
        "subsidiary" | "arm" | "division" | "wing" | "branch" | "offshoot" => "part_of",
        "affiliate" | "ally" => "allied_with",
        "parent" | "owner" => "parent_of",
        "successor" => "succeeds",
        "rival" => "rival_of",
        _ => return None,
    })
}

/// "Southline, a subsidiary of Norrail".
fn beside(context: &Context<'_>, noun: Word, lemma: &str) -> Option<Finding> {
    let token = context.token(noun).filter(|token| token.relation == Arc::Apposition)?;
    let subject = Word { token: token.head?, ..noun };
    tie_of(context, subject, noun, belonging(lemma)?)
}

/// "Varn, a member of the Coastal League": of states and bodies.
fn member(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let token = context.token(noun).filter(|token| token.relation == Arc::Apposition)?;
    let subject = Word { token: token.head?, ..noun };
    phrase::mention(context, subject)
        .filter(|mention| mention.class != ActorClass::Person)?;
    tie_of(context, subject, noun, "member_of")
}

/// What a noun with "of" ties its subject to; both are named.
pub(super) fn tie_of(
    context: &Context<'_>,
    subject: Word,
    noun: Word,
    relation: &str,
) -> Option<Finding> {
    // "Orlesia, Varn's main ally"
    let object = behind(context, noun, &["of"]).or_else(|| possessor(context, noun))?;
    let named = |word: Word| trigger::is_name(context, word) && is_party(context, word);
    if !named(subject) || !named(object) {
        return None;
    }
    let tie = Tie {
        relation,
        subject: side(context, subject),
        object: side(context, object),
        evidence: phrase::name_span(context, subject)
            .cover(phrase::noun_phrase(context, noun)),
        rule: "relation, of a noun",
    };
    Some(tie.finding())
}

/// The child of a noun that a preposition ties to it.
pub(super) fn behind(
    context: &Context<'_>,
    noun: Word,
    prepositions: &[&str],
) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let child =
        tree.children_in(noun.token, &[Arc::Modifier, Arc::Oblique]).find(|&child| {
            tree.child(child, &[Arc::Case]).is_some_and(|case| {
                prepositions.contains(&context.folded_form(Word { token: case, ..noun }))
            })
        })?;
    Some(Word { token: child, ..noun })
}

fn possessor(context: &Context<'_>, noun: Word) -> Option<Word> {
    let tree = context.tree(noun.sentence)?;
    let child = tree.child(noun.token, &[Arc::Possessive])?;
    Some(Word { token: child, ..noun })
}

/// Whether a word names or stands for a state, body, force or group.
pub(super) fn is_party(context: &Context<'_>, word: Word) -> bool {
    phrase::mention(context, word)
        .is_some_and(|mention| mention.class != ActorClass::Place)
        || context.token(word).is_some_and(|token| {
            token.class == WordClass::ProperNoun
                || matches!(
                    trigger::lemma(context, word),
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
                        | "militia"
                        | "brigade"
                        | "faction"
                        | "movement"
                        | "rebel"
                        | "guard"
                )
        })
}

/// "cooperation between the union and Varn".
pub(super) fn between(
    context: &Context<'_>,
    noun: Word,
    relation: &str,
) -> Option<Finding> {
    let first = behind(context, noun, &["between"])?;
    let second = phrase::conjuncts(context, first).nth(1)?;
    (is_party(context, first) && is_party(context, second)).then(|| {
        let subject = (single(context, first), context.span(first));
        let object = (single(context, second), context.span(second));
        let evidence = phrase::noun_phrase(context, noun);
        Tie { relation, subject, object, evidence, rule: "relation, between" }.finding()
    })
}

pub(super) fn single(context: &Context<'_>, word: Word) -> Value {
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
    let through = context.folded_form(Word { token: case, ..noun }) == "through";
    let before = (0..noun.token).rev().map(|token| Word { token, ..noun });
    let mut parties = before.filter(|&word| {
        context.token(word).is_some_and(|token| token.class == WordClass::Noun)
            && tree.relation(word.token) == Some(Arc::Modifier)
            && is_party(context, word)
    });
    if through { parties.next() } else { None }
}

/// "in Varn at the invitation of its government", "with government permission".
pub(super) fn consent(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let tree = context.tree(noun.sentence)?;
    let case = tree.child(noun.token, &[Arc::Case])?;
    let case = context.folded_form(Word { token: case, ..noun });
    if !matches!(case, "at" | "with") {
        return None;
    }
    let compound =
        tree.child(noun.token, &[Arc::Compound]).map(|token| Word { token, ..noun });
    let giver = behind(context, noun, &["of", "from"])
        .or_else(|| possessor(context, noun))
        .or(compound)?;
    // "The government, at whose invitation the troops are there"
    let whose = context.folded_form(giver) == "whose";
    let clause = match whose {
        true => staying_behind(context, noun)?,
        false => staying_before(context, noun)?,
    };
    let giver = match clause.head.filter(|_| whose) {
        Some(head) => Word { token: head, ..noun },
        None if whose => return None,
        None => giver,
    };
    let verb = Word { token: clause.verb, ..noun };
    let subject = Word { token: clause.subject?, ..noun };
    let evidence =
        event::clause_span(context, verb).cover(phrase::noun_phrase(context, noun));
    let tie = Tie {
        relation: "present_with_consent_of",
        subject: side(context, subject),
        object: side(context, giver),
        evidence,
        rule: "relation, consent",
    };
    Some(tie.finding())
}

/// The nearest clause before a noun that says that somebody is or stays somewhere.
fn staying_before<'a>(context: &'a Context<'_>, noun: Word) -> Option<&'a Clause> {
    let from = context.clauses.partition_point(|clause| clause.sentence < noun.sentence);
    let here = context.clauses.iter().skip(from);
    here.take_while(|clause| clause.sentence == noun.sentence && clause.verb < noun.token)
        .filter(|clause| clause.subject.is_some() && stays(context, clause))
        .last()
}

/// The relative clause that a noun with "whose" stands in.
fn staying_behind<'a>(context: &'a Context<'_>, noun: Word) -> Option<&'a Clause> {
    let mut here = context.clauses_in(noun.sentence);
    here.find(|clause| {
        clause.relation == Arc::AclRelative
            && clause.verb > noun.token
            && clause.subject.is_some()
            && stays(context, clause)
    })
}

fn stays(context: &Context<'_>, clause: &Clause) -> bool {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let copula = context
        .tree(clause.sentence)
        .is_some_and(|tree| tree.child(clause.verb, &[Arc::Copula]).is_some());
    let comes = clause.subject.is_some_and(|subject| {
        let subject = Word { token: subject, ..verb };
        is_party(context, subject)
            && matches!(
                context.folded_lemma(verb),
                "arrive" | "come" | "enter" | "intervene" | "land" | "return" | "send"
            )
    });
    copula
        || comes
        || matches!(
            context.folded_lemma(verb),
            "be" | "stay"
                | "remain"
                | "deploy"
                | "station"
                | "operate"
                | "present"
                | "base"
                | "work"
        )
}

/// "the union and its counterpart in Varn", of bodies.
pub(super) fn counterpart(context: &Context<'_>, noun: Word) -> Option<Finding> {
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

/// "security forces, including border forces": the noun right before the comma is the whole,
/// wherever the part was hung.
pub(super) fn including(context: &Context<'_>, noun: Word) -> Option<Finding> {
    let tree = context.tree(noun.sentence)?;
    let case = tree.child(noun.token, &[Arc::Case])?;
    let opens = context.folded_form(Word { token: case, ..noun }) == "including";
    let comma = case.checked_sub(1).filter(|_| opens)?;
    let comma_stands = context.form(Word { token: comma, ..noun }) == ",";
    let whole = comma.checked_sub(usize::from(comma_stands))?;
    let whole = Word { token: whole, ..noun };
    let alike = trigger::lemma(context, noun) == trigger::lemma(context, whole);
    (alike && is_party(context, whole)).then(|| {
        let part_span = phrase::noun_phrase(context, noun);
        let whole_span = phrase::noun_phrase(context, whole);
        let whole_span = Span::of(whole_span.start()..context.span(whole).end());
        Tie {
            relation: "part_of",
            subject: (Value::words(&one_line(context.words(part_span))), part_span),
            object: (Value::words(&one_line(context.words(whole_span))), whole_span),
            evidence: whole_span.cover(part_span),
            rule: "relation, including",
        }
        .finding()
    })
}
