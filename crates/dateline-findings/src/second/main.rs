//! The verb of the sentence, where the parser took its noun or an adverb for the whole.

use dateline_language::{Relation, Token, WordClass};

use super::{has_clause_of_its_own, is_behind_and, is_nominal};
use crate::tree::Change;

/// What a verb that was missed moves.
pub(super) fn mends(tokens: &[Token], at: usize) -> Vec<Change> {
    let mut all = bound(tokens, at);
    all.extend(main_behind(tokens, at));
    all.extend(agreed_before(tokens, at));
    all.extend(main_of_relative(tokens, at));
    all.extend(root_of_relative(tokens, at));
    all.extend(behind_adverb(tokens, at));
    all
}

/// "instructors from Varn are to help run it": "are to" that was hung on the place before it, and
/// what is to be done on "are".
fn bound(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([noun, be]) = bound_parts(tokens, at) else { return Vec::new() };
    let mut all = main_of_root(tokens, at, noun);
    all.push((be, at, Relation::Copula));
    all
}

/// The noun and the "are" of a verb behind "are to".
fn bound_parts(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let token = tokens.get(at).filter(|token| &*token.tag == "VB")?;
    let be = token.head.filter(|&head| head + 2 == at)?;
    let found = tokens.get(be).filter(|found| {
        &*found.lemma == "be"
            && matches!(&*found.tag, "VBP" | "VBZ")
            && found.relation == Relation::Copula
    })?;
    let to = tokens.get(at - 1).is_some_and(|mark| &*mark.tag == "TO");
    let mut noun =
        found.head.filter(|&head| to && head < be && is_nominal(tokens, head))?;
    for _ in 0..4 {
        let here = tokens.get(noun)?;
        match here.head.filter(|&head| head < noun) {
            Some(head) if here.relation == Relation::Modifier => noun = head,
            _ => break,
        }
    }
    let whole = matches!(
        tokens.get(noun)?.relation,
        Relation::Root | Relation::Conjunct | Relation::Parataxis
    );
    whole.then_some([noun, be])
}

/// "A panel appointed by parliament to examine the dykes had recommended it": a verb in a tense that
/// was hung on the participle behind the noun, which was taken for the whole sentence.
fn main_behind(tokens: &[Token], at: usize) -> Vec<Change> {
    let noun = main_behind_noun(tokens, at);
    noun.map(|noun| main_of_root(tokens, at, noun)).unwrap_or_default()
}

/// The noun of such a verb.
fn main_behind_noun(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let clause = token.class == WordClass::Verb && token.relation == Relation::Clause;
    let mut participle = token.head.filter(|&head| clause && head < at)?;
    for _ in 0..2 {
        let aim = tokens.get(participle)?;
        if matches!(aim.relation, Relation::Clause | Relation::OpenComplement) {
            participle = aim.head.filter(|&head| head < participle)?;
        }
    }
    let described = tokens.get(participle)?;
    let noun = described.head.filter(|&head| head + 1 == participle)?;
    tokens
        .get(noun)
        .filter(|found| found.relation == Relation::Root && is_nominal(tokens, noun))?;
    let below = |relation: Relation| {
        let mut all = tokens.iter();
        all.find(|found| found.head == Some(at) && found.relation == relation)
    };
    let finite = [Relation::Auxiliary, Relation::PassiveAuxiliary]
        .into_iter()
        .filter_map(below)
        .any(|found| matches!(&*found.tag, "MD" | "VBD" | "VBP" | "VBZ"));
    let bare = below(Relation::Mark).is_none()
        && below(Relation::Subject).is_none()
        && below(Relation::PassiveSubject).is_none();
    let acl = described.relation == Relation::Acl && &*described.tag == "VBN";
    (acl && finite && bare).then_some(noun)
}

/// "The ceasefire agreed last week has held": a past right behind its subject, where a verb in a
/// tense behind it has none and was taken for what is said.
fn agreed_before(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some((noun, first)) = agreed_before_noun(tokens, at) else { return Vec::new() };
    let Some(whole) = tokens.get(first) else { return Vec::new() };
    let mut all = vec![
        (at, whole.head.unwrap_or(at), whole.relation),
        (noun, at, Relation::Subject),
        (first, noun, Relation::Acl),
    ];
    let behind = tokens.iter().enumerate().skip(at + 1);
    let rest = behind.filter(|(_, token)| token.head == Some(first));
    all.extend(rest.map(|(number, token)| (number, at, token.relation)));
    all
}

/// The noun that both verbs are told of, and the first verb.
fn agreed_before_noun(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let token = tokens.get(at).filter(|token| token.class == WordClass::Verb)?;
    let said = token.relation == Relation::ClausalComplement;
    let first = token.head.filter(|&head| said && head < at)?;
    let past = tokens.get(first).filter(|found| &*found.tag == "VBD")?;
    let noun = first.checked_sub(1).filter(|&noun| {
        tokens.get(noun).is_some_and(|found| {
            found.head == Some(first)
                && found.relation == Relation::Subject
                && found.class == WordClass::Noun
        })
    })?;
    let helped = |relations: &[Relation]| {
        let mut all = tokens.iter();
        all.any(|found| found.head == Some(at) && relations.contains(&found.relation))
    };
    let finite = helped(&[Relation::Auxiliary, Relation::PassiveAuxiliary]);
    let bare = !helped(&[
        Relation::Mark,
        Relation::Subject,
        Relation::PassiveSubject,
        Relation::Expletive,
    ]);
    let parted = tokens.get(first..at)?.iter().any(|found| {
        matches!(found.class, WordClass::Punctuation | WordClass::Coordinator)
    });
    (past.relation == Relation::Root && finite && bare && !parted)
        .then_some((noun, first))
}

/// "The mission, which began in 2028, trained them": the verb of the sentence, behind the comma that
/// closes a relative clause, that was joined to that clause.
fn main_of_relative(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some(noun) = main_of_relative_noun(tokens, at) else { return Vec::new() };
    let mut all = main_of_root(tokens, at, noun);
    // "toured the zone and declared an emergency": what was joined to the relative clause as well.
    let relative = tokens.get(at).and_then(|token| token.head);
    let joined = tokens.iter().enumerate().skip(at + 1).filter(|(_, token)| {
        token.head == relative && token.relation == Relation::Conjunct
    });
    all.extend(joined.map(|(number, token)| (number, at, token.relation)));
    all
}

fn main_of_relative_noun(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at).filter(|found| matches!(&*found.tag, "VBD" | "VBN"))?;
    let joined = token.relation == Relation::Conjunct && !is_behind_and(tokens, at);
    let relative = token.head.filter(|&head| joined && head < at)?;
    let clause = tokens.get(relative)?;
    let noun = clause.head.filter(|&noun| {
        clause.relation == Relation::AclRelative
            && noun < relative
            && is_nominal(tokens, noun)
            && tokens.get(noun).is_some_and(|found| found.relation == Relation::Root)
    })?;
    let comma = tokens.get(at - 1).is_some_and(|found| &*found.lemma == ",");
    (comma && !has_clause_of_its_own(tokens, at)).then_some(noun)
}

/// "The mission, which began in 2028, trained them", where the verb of the relative clause was taken
/// for that of the sentence.
fn root_of_relative(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([noun, relative]) = root_of_relative_parts(tokens, at) else {
        return Vec::new();
    };
    let Some(whole) = tokens.get(relative) else { return Vec::new() };
    vec![
        (at, whole.head.unwrap_or(at), whole.relation),
        (noun, at, Relation::Subject),
        (relative, noun, Relation::AclRelative),
    ]
}

/// The noun and the verb of such a relative clause.
fn root_of_relative_parts(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let token = tokens.get(at).filter(|found| matches!(&*found.tag, "VBD" | "VBN"))?;
    let joined = token.relation == Relation::Conjunct && !is_behind_and(tokens, at);
    let relative = token.head.filter(|&head| joined && head < at)?;
    tokens.get(relative).filter(|found| found.relation == Relation::Root)?;
    let comma = |at: usize| tokens.get(at).is_some_and(|found| &*found.lemma == ",");
    let subject = |token: &Token| {
        token.head == Some(relative)
            && matches!(token.relation, Relation::Subject | Relation::PassiveSubject)
    };
    let which = (1..relative).find(|&at| {
        tokens.get(at).is_some_and(|found| {
            subject(found) && matches!(&*found.lemma, "which" | "who") && comma(at - 1)
        })
    })?;
    let noun = (0..which).find(|&at| tokens.get(at).is_some_and(subject))?;
    let told = comma(at - 1) && is_nominal(tokens, noun);
    (told && !has_clause_of_its_own(tokens, at)).then_some([noun, relative])
}

/// "Meanwhile, the leader of the bloc, Karim Saad, called for it": the verb of a sentence of which
/// the first word was taken for the whole.
fn behind_adverb(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some(noun) = behind_adverb_noun(tokens, at) else { return Vec::new() };
    let mut all = vec![(at, at, Relation::Root), (noun, at, Relation::Subject)];
    all.push((0, at, Relation::Adverb));
    let rest = tokens.iter().enumerate().skip(at + 1);
    let rest =
        rest.filter(|(_, token)| token.head == Some(noun) || token.head == Some(0));
    all.extend(rest.map(|(number, token)| (number, at, token.relation)));
    all
}

fn behind_adverb_noun(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.first()?;
    let adverb = first.class == WordClass::Adverb && first.relation == Relation::Root;
    let comma = tokens.get(1).is_some_and(|found| &*found.lemma == ",");
    let token = tokens.get(at).filter(|found| matches!(&*found.tag, "VBD" | "VBN"))?;
    let noun =
        token.head.filter(|_| adverb && comma && token.relation == Relation::Acl)?;
    let told = tokens.get(noun).is_some_and(|found| {
        found.head == Some(0)
            && found.relation == Relation::Apposition
            && is_nominal(tokens, noun)
    });
    let finite =
        tokens.iter().any(|found| matches!(&*found.tag, "MD" | "VBD" | "VBP" | "VBZ"));
    (told && (!finite || &*token.tag == "VBD")).then_some(noun)
}

/// Makes a verb the root of a sentence whose noun was taken for it.
fn main_of_root(tokens: &[Token], verb: usize, noun: usize) -> Vec<Change> {
    let Some(whole) = tokens.get(noun) else { return Vec::new() };
    let mut all = vec![
        (verb, whole.head.unwrap_or(verb), whole.relation),
        (noun, verb, Relation::Subject),
    ];
    let behind = tokens.iter().enumerate().skip(verb + 1);
    let rest = behind.filter(|(_, token)| token.head == Some(noun));
    all.extend(rest.map(|(number, token)| (number, verb, token.relation)));
    all
}
