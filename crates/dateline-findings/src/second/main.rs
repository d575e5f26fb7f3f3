//! The verb of the sentence, where the parser took its noun or an adverb for the whole.

use dateline_language::{Relation, Token, WordClass};

use super::{
    SUBJECTS, all_below, below, has, has_clause_of_its_own, is_behind_and, is_comma,
    is_nominal, said_of,
};
use crate::tree::Change;

const HELPERS: [Relation; 2] = [Relation::Auxiliary, Relation::PassiveAuxiliary];

/// What a verb that was missed moves.
pub(super) fn mends(tokens: &[Token], at: usize) -> Vec<Change> {
    let mut all = bound(tokens, at);
    all.extend(main_behind(tokens, at));
    all.extend(agreed_before(tokens, at));
    all.extend(main_of_relative(tokens, at));
    all.extend(root_of_relative(tokens, at));
    all.extend(root_of_participle(tokens, at));
    all.extend(parted_subject(tokens, at).into_iter().flatten());
    all.extend(asked_not_to(tokens, at));
    all.extend(of_both(tokens, at));
    all.extend(into_force(tokens, at));
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
    let finite = HELPERS
        .into_iter()
        .filter_map(|helper| tokens.get(below(tokens, at, &[helper])?))
        .any(is_finite);
    let bare = !has(tokens, at, &[Relation::Mark]) && !has(tokens, at, &SUBJECTS);
    let acl = described.relation == Relation::Acl && &*described.tag == "VBN";
    (acl && finite && bare).then_some(noun)
}

/// "The ceasefire agreed last week has held": a past right behind its subject, where a verb in a
/// tense behind it has none and was taken for what is said.
fn agreed_before(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some((noun, first)) = agreed_before_noun(tokens, at) else { return Vec::new() };
    let mut all = in_place_of(tokens, at, first);
    all.extend([(noun, at, Relation::Subject), (first, noun, Relation::Acl)]);
    all.extend(hung_behind(tokens, at, first));
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
    let finite = has(tokens, at, &HELPERS);
    let bare = !has(tokens, at, &[Relation::Mark, Relation::Expletive])
        && !has(tokens, at, &SUBJECTS);
    let parted = tokens.get(first..at)?.iter().any(|found| {
        matches!(found.class, WordClass::Punctuation | WordClass::Coordinator)
    });
    // "said up to 60 troops would leave": the troops leave.
    let things = [Relation::Object, Relation::Oblique];
    let another =
        all_below(tokens, first, &things).any(|noun| said_of(tokens, noun) == Some(at));
    (past.relation == Relation::Root && finite && bare && !parted && !another)
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
    (is_comma(tokens, at - 1) && !has_clause_of_its_own(tokens, at)).then_some(noun)
}

/// "The mission, which began in 2028, trained them", where the verb of the relative clause was taken
/// for that of the sentence.
fn root_of_relative(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([noun, relative]) = root_of_relative_parts(tokens, at) else {
        return Vec::new();
    };
    let mut all = in_place_of(tokens, at, relative);
    all.extend([(noun, at, Relation::Subject), (relative, noun, Relation::AclRelative)]);
    all
}

/// The noun and the verb of such a relative clause.
fn root_of_relative_parts(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let token = tokens.get(at).filter(|found| matches!(&*found.tag, "VBD" | "VBN"))?;
    let joined = token.relation == Relation::Conjunct && !is_behind_and(tokens, at);
    let relative = token.head.filter(|&head| joined && head < at)?;
    tokens.get(relative).filter(|found| found.relation == Relation::Root)?;
    let which = all_below(tokens, relative, &SUBJECTS).find(|&which| {
        is_who(tokens, which)
            && which < relative
            && which > 0
            && is_comma(tokens, which - 1)
    })?;
    let noun = below(tokens, relative, &SUBJECTS).filter(|&noun| noun < which)?;
    let told = is_comma(tokens, at - 1) && is_nominal(tokens, noun);
    (told && !has_clause_of_its_own(tokens, at)).then_some([noun, relative])
}

/// "The charter, signed in Calder, provides for it", where the participle between commas was taken
/// for the verb of the sentence.
fn root_of_participle(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([noun, participle]) = root_of_participle_parts(tokens, at) else {
        return Vec::new();
    };
    let passive = has(tokens, at, &[Relation::PassiveAuxiliary]);
    let subject = if passive { Relation::PassiveSubject } else { Relation::Subject };
    let mut all = in_place_of(tokens, at, participle);
    all.extend([(noun, at, subject), (participle, noun, Relation::Acl)]);
    all
}

/// Whether a verb or a comma stands between two words.
fn is_parted(tokens: &[Token], first: usize, last: usize) -> bool {
    let between = tokens.get(first + 1..last).unwrap_or_default();
    between.iter().any(|found| {
        matches!(found.class, WordClass::Verb | WordClass::Auxiliary)
            || &*found.lemma == ","
    })
}

/// The noun and its participle.
fn root_of_participle_parts(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let token = tokens.get(at).filter(|found| found.class == WordClass::Verb)?;
    let joined = matches!(
        token.relation,
        Relation::Conjunct | Relation::Clause | Relation::ClausalComplement
    );
    let participle = token.head.filter(|&head| joined && head < at)?;
    tokens.get(participle).filter(|found| {
        matches!(&*found.tag, "VBN" | "VBD") && found.relation == Relation::Root
    })?;
    let comma = participle.checked_sub(1).filter(|&comma| is_comma(tokens, comma))?;
    // "The deal between Varn and the Guild, agreed in May, has lapsed"
    let noun = below(tokens, participle, &SUBJECTS).filter(|&noun| {
        noun < comma && is_nominal(tokens, noun) && !is_parted(tokens, noun, comma)
    })?;
    let first = below(tokens, at, &HELPERS).unwrap_or(at);
    let finite = tokens.get(first).is_some_and(is_finite) && is_comma(tokens, first - 1);
    let bare = !has(tokens, participle, &HELPERS)
        && !has(tokens, at, &SUBJECTS)
        && !has(tokens, participle, &[Relation::Object]);
    (finite && bare).then_some([noun, participle])
}

/// "A diplomat, who asked not to be named, said": a subject that its relative clause parted from the
/// verb.
fn parted_subject(tokens: &[Token], at: usize) -> Option<[Change; 2]> {
    let token = tokens
        .get(at)
        .filter(|found| found.class == WordClass::Verb && is_finite(found))?;
    let bare = is_comma(tokens, at - 1)
        && !has_clause_of_its_own(tokens, at)
        && token.relation != Relation::Conjunct;
    let who = (2..at)
        .rev()
        .find(|&who| bare && is_who(tokens, who) && is_comma(tokens, who - 1))?;
    let relative = tokens.get(who)?.head.filter(|&verb| {
        who < verb
            && verb < at
            && tokens.get(who).is_some_and(|found| SUBJECTS.contains(&found.relation))
    })?;
    let noun = (0..who - 1).rev().find(|&noun| is_nominal(tokens, noun))?;
    let loose = tokens.get(noun).is_some_and(|found| {
        matches!(
            found.relation,
            Relation::Parataxis | Relation::Dislocated | Relation::Apposition
        )
    });
    (loose && noun + 2 == who).then_some([
        (noun, at, Relation::Subject),
        (relative, noun, Relation::AclRelative),
    ])
}

/// "Two officials who asked not to be named said it": a verb in a tense that was taken for a thing.
fn asked_not_to(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([noun, relative]) = asked_not_to_parts(tokens, at) else {
        return Vec::new();
    };
    let mut all = in_place_of(tokens, at, relative);
    all.extend([(noun, at, Relation::Subject), (relative, noun, Relation::AclRelative)]);
    all
}

/// The noun and the verb of its relative clause, which was taken for that of the sentence.
fn asked_not_to_parts(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let token = tokens
        .get(at)
        .filter(|found| found.class == WordClass::Verb && is_finite(found))?;
    let thing = matches!(token.relation, Relation::Object | Relation::IndirectObject);
    let relative = token.head.filter(|&head| thing && head < at)?;
    let mut subjects = all_below(tokens, relative, &SUBJECTS);
    let noun = subjects.next().filter(|&noun| is_nominal(tokens, noun))?;
    let who = subjects.next().filter(|&who| who == noun + 1 && who < relative)?;
    let root = tokens.get(relative).is_some_and(|found| found.head.is_none());
    (root && is_who(tokens, who)).then_some([noun, relative])
}

/// "The pupils and the board have a deal", "A pact between the port and the guard was renewed":
/// the verb of a sentence that was told of the second noun alone, and joined to the first.
fn of_both(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([first, beside, and, second]) = of_both_parts(tokens, at) else {
        return Vec::new();
    };
    let relation = tokens.get(second).map_or(Relation::Subject, |found| found.relation);
    let mut all = in_place_of(tokens, at, first);
    all.extend([
        (first, at, relation),
        (second, beside, Relation::Conjunct),
        (and, second, Relation::Coordinator),
    ]);
    all
}

/// The noun that was taken for the whole sentence, the one that "and" joins the other to, "and", and
/// that other.
fn of_both_parts(tokens: &[Token], at: usize) -> Option<[usize; 4]> {
    let token = tokens.get(at).filter(|found| {
        matches!(found.class, WordClass::Verb) && found.relation == Relation::Conjunct
    })?;
    let first = token.head.filter(|&head| head < at && is_nominal(tokens, head))?;
    tokens.get(first).filter(|found| found.relation == Relation::Root)?;
    let second = below(tokens, at, &SUBJECTS).filter(|&noun| is_nominal(tokens, noun))?;
    let and = below(tokens, at, &[Relation::Coordinator])?;
    let joins = tokens.get(and).is_some_and(|found| &*found.lemma == "and");
    let verb =
        |token: &Token| matches!(token.class, WordClass::Verb | WordClass::Auxiliary);
    let parted = tokens.get(first..second)?.iter().any(|token| {
        verb(token) || token.class == WordClass::Punctuation && &*token.tag != "HYPH"
    });
    let whole = first < and
        && and < second
        && second < at
        && joins
        && !parted
        && !has_clause_of_its_own(tokens, first);
    // "between the port and the guard"
    let beside = all_below(tokens, first, &[Relation::Modifier]).find(|&noun| {
        noun < and
            && below(tokens, noun, &[Relation::Case])
                .and_then(|case| tokens.get(case))
                .is_some_and(|case| &*case.lemma == "between")
    });
    whole.then_some([first, beside.unwrap_or(first), and, second])
}

/// "The treaty entered into force after the last state signed it": "entered" taken for what the
/// treaty is like.
fn into_force(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([noun, whole]) = into_force_parts(tokens, at) else { return Vec::new() };
    let mut all = in_place_of(tokens, at, whole);
    all.extend([(noun, at, Relation::Subject), (whole, at, Relation::Clause)]);
    all
}

/// The noun of it, and the verb that was taken for that of the sentence.
fn into_force_parts(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let token = tokens.get(at).filter(|found| {
        found.relation == Relation::Acl
            && &*found.lemma == "enter"
            && &*found.tag == "VBN"
    })?;
    let noun = token.head.filter(|&noun| noun + 1 == at)?;
    let word = |at: usize| tokens.get(at).map(|found| &*found.lemma);
    let force =
        word(at + 1) == Some("into") && matches!(word(at + 2), Some("force" | "effect"));
    let subject =
        tokens.get(noun).filter(|found| force && SUBJECTS.contains(&found.relation))?;
    Some([noun, subject.head.filter(|&whole| whole > at)?])
}

/// "Meanwhile, the leader of the bloc, Karim Saad, called for it": the verb of a sentence of which
/// the first word was taken for the whole.
fn behind_adverb(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some(noun) = behind_adverb_noun(tokens, at) else { return Vec::new() };
    let mut all = in_place_of(tokens, at, 0);
    all.extend([(noun, at, Relation::Subject), (0, at, Relation::Adverb)]);
    all.extend(hung_behind(tokens, at, noun));
    all.extend(hung_behind(tokens, at, 0));
    all
}

fn behind_adverb_noun(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.first()?;
    let adverb = first.class == WordClass::Adverb && first.relation == Relation::Root;
    let token = tokens.get(at).filter(|found| matches!(&*found.tag, "VBD" | "VBN"))?;
    let noun = token.head.filter(|_| adverb && token.relation == Relation::Acl)?;
    let told = tokens.get(noun).is_some_and(|found| {
        found.head == Some(0)
            && found.relation == Relation::Apposition
            && is_nominal(tokens, noun)
    });
    let finite = tokens.iter().any(is_finite);
    let behind = told && is_comma(tokens, 1);
    (behind && (!finite || &*token.tag == "VBD")).then_some(noun)
}

/// Whether a word says when by itself: "has", "signed", "would".
fn is_finite(token: &Token) -> bool {
    matches!(&*token.tag, "MD" | "VBD" | "VBP" | "VBZ")
}

/// Whether a word leads a relative clause.
fn is_who(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|found| matches!(&*found.lemma, "which" | "who"))
}

/// Makes a verb the root of a sentence whose noun was taken for it.
fn main_of_root(tokens: &[Token], verb: usize, noun: usize) -> Vec<Change> {
    let mut all = in_place_of(tokens, verb, noun);
    all.push((noun, verb, Relation::Subject));
    all.extend(hung_behind(tokens, verb, noun));
    all
}

/// Hangs a verb where a word hangs that was taken for it.
fn in_place_of(tokens: &[Token], verb: usize, taken: usize) -> Vec<Change> {
    let place = |token: &Token| (verb, token.head.unwrap_or(verb), token.relation);
    tokens.get(taken).map(place).into_iter().collect()
}

/// Hangs on a verb what stands behind it and hung on another word.
fn hung_behind(
    tokens: &[Token],
    verb: usize,
    other: usize,
) -> impl Iterator<Item = Change> {
    let behind = tokens.iter().enumerate().skip(verb + 1);
    let hung = behind.filter(move |(_, token)| token.head == Some(other));
    hung.map(move |(number, token)| (number, verb, token.relation))
}
