//! Relative clauses whose noun is what the verb does it to, where the parser took "that" for
//! something else.

use dateline_language::{Relation, Token, WordClass};
use dateline_text::folded;

use super::{AUXILIARIES, SUBJECTS, THINGS, is_day};
use crate::tree::Tree;

/// Who does it and the noun that it is done to.
pub(super) struct Relative {
    pub(super) subject: usize,
    pub(super) noun: usize,
}

/// The most words of who does it.
const SUBJECT: usize = 6;

/// "the board that the two towns founded in May", "the pact which the states signed on Friday":
/// the noun in front of "that", and the words between it and the verb, which does nothing to
/// anything behind it.
pub(super) fn relative(tokens: &[Token], tree: &Tree, verb: usize) -> Option<Relative> {
    let past = tokens.get(verb).is_some_and(|found| {
        found.class == WordClass::Verb && matches!(&*found.tag, "VBD" | "VBN")
    });
    let bare = tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &[Relation::Conjunct, Relation::ClausalComplement]).is_none();
    let subject = verb.checked_sub(1).filter(|_| past && bare)?;
    let that = opening(tokens, subject)?;
    let noun = noun_before(tokens, that)?;
    let behind = tree.children_in(verb, &THINGS).any(|thing| thing > verb);
    let misread = is_hung_wrong(tokens, tree, verb, that, subject);
    (misread && !behind).then_some(Relative { subject, noun })
}

/// The "that" or "which" right before the words of who does it.
fn opening(tokens: &[Token], subject: usize) -> Option<usize> {
    let tag = |token: usize| tokens.get(token).map_or("", |found| &*found.tag);
    if !matches!(tag(subject), "NN" | "NNS" | "NNP" | "NNPS" | "PRP") {
        return None;
    }
    let within = |token: &usize| {
        matches!(
            tag(*token),
            "DT" | "CD" | "JJ" | "NN" | "NNS" | "NNP" | "NNPS" | "PRP$" | "POS" | "PRP"
        )
    };
    let run = (subject.saturating_sub(SUBJECT)..=subject).rev().take_while(within);
    let that = run.last()?.checked_sub(1)?;
    let opens = tokens.get(that).is_some_and(|found| {
        matches!(&*folded(&found.lemma), "that" | "which") && &*found.tag != "DT"
    });
    opens.then_some(that)
}

/// The noun that such a clause belongs to; of "the Harbour Board (HB) that" the board.
fn noun_before(tokens: &[Token], that: usize) -> Option<usize> {
    let form = |token: usize| tokens.get(token).map_or("", |found| &*found.lemma);
    let comma = that.checked_sub(1).filter(|&before| form(before) == ",");
    let last = comma.unwrap_or(that).checked_sub(1)?;
    let open = (last.saturating_sub(4)..last).rev().find(|&token| form(token) == "(");
    let last = match open.filter(|_| form(last) == ")") {
        Some(open) => open.checked_sub(1)?,
        None => last,
    };
    let nominal = tokens.get(last).is_some_and(|found| {
        matches!(found.class, WordClass::Noun | WordClass::ProperNoun)
    });
    // "such a shock that the board resigned"
    let so = (last.saturating_sub(SUBJECT)..last)
        .any(|token| matches!(&*folded(form(token)), "such" | "so"));
    (nominal && !so && !is_day(tokens, last)).then_some(last)
}

/// Whether "that" hangs where nothing can hang, or the clause stands beside the sentence.
fn is_hung_wrong(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    that: usize,
    subject: usize,
) -> bool {
    let hung = tokens.get(verb).and_then(|found| found.head);
    match tree.relation(verb) {
        // "that the two towns, founded": a participle of who does it.
        Some(Relation::Acl) if hung == Some(subject) => {
            tree.relation(that) != Some(Relation::Mark)
                && !is_subject_of_another(tokens, tree, subject, that)
        }
        // "met in the school that the club opened", read as what stands beside it.
        Some(Relation::Clause) => tree
            .children_in(verb, &[Relation::Mark, Relation::Object])
            .any(|child| child == that),
        Some(Relation::ClausalComplement) => {
            tree.children_in(verb, &[Relation::Object]).any(|child| child == that)
        }
        _ => false,
    }
}

/// "said that the men arrested on Monday were sailors": the noun does something else.
fn is_subject_of_another(
    tokens: &[Token],
    tree: &Tree,
    subject: usize,
    that: usize,
) -> bool {
    let head = tokens.get(subject).and_then(|found| found.head);
    let verbal = head
        .and_then(|head| tokens.get(head))
        .is_some_and(|head| matches!(head.class, WordClass::Verb | WordClass::Auxiliary));
    let does = matches!(
        tree.relation(subject),
        Some(Relation::Subject | Relation::PassiveSubject | Relation::OuterSubject)
    );
    verbal && does && head != Some(that)
}

/// "concluded in a report handed to the council": the noun right before a past that was taken for a
/// clause beside the sentence, which nobody does.
pub(super) fn participle_behind(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
) -> Option<usize> {
    let found = tokens.get(verb)?;
    let beside = matches!(found.relation, Relation::Clause | Relation::Parataxis);
    let past = beside && matches!(&*found.tag, "VBD" | "VBN");
    let bare = tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &SUBJECTS).is_none()
        && tree.child(verb, &THINGS).is_none()
        && tree.child(verb, &[Relation::Mark, Relation::Coordinator]).is_none();
    let noun = verb.checked_sub(1).filter(|_| past && bare)?;
    let thing = tokens.get(noun).is_some_and(|found| found.class == WordClass::Noun)
        && tree.child(noun, &[Relation::Determiner, Relation::Possessive]).is_some()
        && tree.child(noun, &[Relation::Case]).is_some();
    let next = tokens.get(verb + 1).is_some_and(|next| {
        matches!(&*next.lemma, "at" | "by" | "in" | "on" | "over" | "to")
    });
    (thing && next).then_some(noun)
}
