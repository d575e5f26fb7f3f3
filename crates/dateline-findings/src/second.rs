//! Mends where a second verb hangs: in "freed the crew and burned the boat" parsers join "burned"
//! to the crew; in "voted to take the offer, ending the walkout" they end it by the taking; in "An
//! audit published last year found gaps" they let the audit publish.

use std::borrow::Cow;

use dateline_language::{Analysis, Relation, Token, WordClass};

use crate::clause::is_unchanging;
use crate::reporting;
use crate::tree::{Change, hang};

/// The analysis with each such verb hung on the word that it goes with.
pub(crate) fn mended(mut analysis: Cow<'_, Analysis>) -> Cow<'_, Analysis> {
    let sentences = analysis.sentences.iter().enumerate();
    let all: Vec<(usize, Vec<Change>)> = sentences
        .map(|(number, sentence)| (number, changes(&sentence.tokens)))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    if all.is_empty() {
        return analysis;
    }
    let mended = analysis.to_mut();
    for (number, changes) in all {
        hang(mended, number, changes);
    }
    analysis
}

/// The verbs of a sentence that hang elsewhere, with the words that they go with.
fn changes(tokens: &[Token]) -> Vec<Change> {
    let mut all = Vec::new();
    for at in 1..tokens.len() {
        let joined = joined(tokens, at).map(|first| (at, first, Relation::Conjunct));
        let result = || result(tokens, at).map(|first| (at, first, Relation::Clause));
        let unchanged =
            || unchanged(tokens, at).map(|first| (at, first, Relation::Conjunct));
        all.extend(joined.or_else(result).or_else(unchanged));
        all.extend(behind_and(tokens, at));
        all.extend(bound(tokens, at));
        all.extend(main_behind(tokens, at));
        all.extend(agreed_before(tokens, at));
        all.extend(saying_behind(tokens, at));
        all.extend(second_subject(tokens, at));
        all.extend(described(tokens, at).into_iter().flatten());
        all.extend(told_of(tokens, at));
    }
    all
}

/// "freed the crew and burned the boat": behind "and", a verb of the same form that has no subject
/// and was joined to a noun, goes with the verb whose noun it is.
fn joined(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let verb = token.class == WordClass::Verb && token.relation == Relation::Conjunct;
    let noun =
        token.head.filter(|&noun| verb && noun < at && is_nominal(tokens, noun))?;
    if !is_behind_and(tokens, at) || has_clause_of_its_own(tokens, at) {
        return None;
    }
    let first = verb_above(tokens, noun)?;
    let same = tokens.get(first).is_some_and(|found| found.tag == token.tag);
    let forms = matches!(&*token.tag, "VBD" | "VBZ" | "VBP" | "VB" | "VBN");
    (same && forms && first < noun && !runs_past(tokens, noun, at)).then_some(first)
}

/// "said it would close its works and cut 400 jobs": a verb whose past is written as its present,
/// joined to the saying, goes with what is to come.
fn unchanged(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let joined = token.relation == Relation::Conjunct && is_behind_and(tokens, at);
    let says =
        token.head.filter(|&head| joined && head < at && is_unchanging(tokens, at))?;
    reporting::verb(&tokens.get(says)?.lemma)?;
    if has_clause_of_its_own(tokens, at) {
        return None;
    }
    (says + 1..at).rev().find(|&verb| {
        let told = tokens.get(verb).is_some_and(|found| {
            found.head == Some(says) && found.relation == Relation::ClausalComplement
        });
        let coming = tokens.iter().any(|found| {
            found.head == Some(verb)
                && found.relation == Relation::Auxiliary
                && &*found.tag == "MD"
        });
        told && coming
    })
}

/// "destroyed 40 homes and forced hundreds to flee": a past that was hung on the "and" before it.
fn behind_and(tokens: &[Token], at: usize) -> Vec<Change> {
    let parts = behind_and_parts(tokens, at);
    parts.map_or_else(Vec::new, |[first, and]| {
        vec![(at, first, Relation::Conjunct), (and, at, Relation::Coordinator)]
    })
}

/// The verb that such a past goes with, and the "and".
fn behind_and_parts(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let token = tokens.get(at).filter(|token| matches!(&*token.tag, "VBD" | "VBN"))?;
    let and = token.head.filter(|&head| head + 1 == at)?;
    let joins = tokens.get(and).filter(|found| {
        found.class == WordClass::Coordinator && found.relation == Relation::Conjunct
    })?;
    let thing = tokens.iter().any(|found| {
        found.head == Some(at)
            && matches!(found.relation, Relation::Object | Relation::Oblique)
    });
    let first = verb_above(tokens, joins.head.filter(|&head| thing && head < and)?)?;
    let past = tokens.get(first).is_some_and(|found| {
        matches!(&*found.tag, "VBD" | "VBN") && has_clause_of_its_own(tokens, first)
    });
    past.then_some([first, and])
}

/// "instructors from Varn are to help run it": "are to" that was hung on the place before it, and
/// what is to be done on "are".
fn bound(tokens: &[Token], at: usize) -> Vec<Change> {
    bound_parts(tokens, at)
        .map(|[noun, be]| {
            let Some(above) = tokens.get(noun) else { return Vec::new() };
            let verb = (at, above.head.unwrap_or(at), above.relation);
            let mut all =
                vec![verb, (noun, at, Relation::Subject), (be, at, Relation::Copula)];
            let behind = tokens.iter().enumerate().skip(at + 1);
            let rest = behind.filter(|(_, token)| token.head == Some(noun));
            all.extend(rest.map(|(number, token)| (number, at, token.relation)));
            all
        })
        .unwrap_or_default()
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
    let Some((noun, whole)) = main_behind_noun(tokens, at) else { return Vec::new() };
    let mut all = vec![
        (at, whole.head.unwrap_or(at), whole.relation),
        (noun, at, Relation::Subject),
    ];
    let behind = tokens.iter().enumerate().skip(at + 1);
    let rest = behind.filter(|(_, token)| token.head == Some(noun));
    all.extend(rest.map(|(number, token)| (number, at, token.relation)));
    all
}

/// The noun of such a verb.
fn main_behind_noun(tokens: &[Token], at: usize) -> Option<(usize, &Token)> {
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
    let whole = tokens
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
    (acl && finite && bare).then_some((noun, whole))
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

/// "The two sides have agreed on it, mediators said": who said it, behind a comma at the end, was
/// taken for what was agreed.
fn saying_behind(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|token| {
        token.relation == Relation::ClausalComplement && &*token.tag == "VBD"
    })?;
    let head = token.head.filter(|&head| head < at)?;
    let says = matches!(&*token.lemma, "add" | "announce" | "report" | "say" | "tell");
    let below = |relation: Relation| {
        let mut all = tokens.iter().enumerate();
        all.find(|(_, found)| found.head == Some(at) && found.relation == relation)
    };
    let (subject, _) = below(Relation::Subject)?;
    let whole = below(Relation::ClausalComplement).is_none()
        && below(Relation::Object).is_none()
        && below(Relation::Mark).is_none();
    let mut front = tokens.get(head..subject)?.iter().rev();
    let comma = front
        .find(|found| {
            !matches!(
                found.class,
                WordClass::Determiner
                    | WordClass::Noun
                    | WordClass::ProperNoun
                    | WordClass::Adjective
            )
        })
        .is_some_and(|found| &*found.lemma == ",");
    (says && whole && comma).then_some((at, head, Relation::Parataxis))
}

/// "The bank and the ministry signed it": of two subjects of one verb, the one that "and" leads is
/// joined to the other.
fn second_subject(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|_| is_nominal(tokens, at))?;
    let subject = |found: &Token| {
        matches!(found.relation, Relation::Subject | Relation::PassiveSubject)
    };
    let verb = token.head.filter(|&verb| subject(token) && verb > at)?;
    let and = tokens.iter().position(|found| {
        found.head == Some(at) && found.relation == Relation::Coordinator
    })?;
    let first = (0..and).rev().find(|&noun| {
        tokens.get(noun).is_some_and(|found| {
            found.head == Some(verb) && subject(found) && is_nominal(tokens, noun)
        })
    })?;
    let verb_between = tokens
        .get(first..at)?
        .iter()
        .any(|found| matches!(found.class, WordClass::Verb | WordClass::Auxiliary));
    (!verb_between).then_some((at, first, Relation::Conjunct))
}

/// Whether what hangs on a word goes on behind a part of it: without that part, the rest would be
/// torn.
fn runs_past(tokens: &[Token], whole: usize, part: usize) -> bool {
    let hangs_on = |token: usize| {
        let mut above = tokens.get(token).and_then(|token| token.head);
        for _ in 0..tokens.len() {
            match above {
                Some(head) if head == part => return false,
                Some(head) if head == whole => return true,
                Some(head) => above = tokens.get(head).and_then(|token| token.head),
                None => return false,
            }
        }
        false
    };
    let punctuation = |token: usize| {
        tokens.get(token).is_some_and(|token| token.class == WordClass::Punctuation)
    };
    (part + 1..tokens.len()).any(|token| !punctuation(token) && hangs_on(token))
}

fn is_nominal(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        matches!(
            token.class,
            WordClass::Noun
                | WordClass::ProperNoun
                | WordClass::Pronoun
                | WordClass::Number
        )
    })
}

/// Whether "and" or "but" stands before it, adverbs aside.
fn is_behind_and(tokens: &[Token], at: usize) -> bool {
    let front = tokens.get(..at).unwrap_or_default().iter().rev();
    let mut front = front.skip_while(|token| token.class == WordClass::Adverb);
    front.next().is_some_and(|token| token.class == WordClass::Coordinator)
}

/// Whether a subject or an auxiliary hangs on it.
fn has_clause_of_its_own(tokens: &[Token], at: usize) -> bool {
    tokens.iter().any(|token| {
        token.head == Some(at)
            && matches!(
                token.relation,
                Relation::Subject
                    | Relation::PassiveSubject
                    | Relation::OuterSubject
                    | Relation::ClausalSubject
                    | Relation::Expletive
                    | Relation::Auxiliary
                    | Relation::PassiveAuxiliary
                    | Relation::Copula
            )
    })
}

/// The verb that a noun stands behind, from noun to noun.
fn verb_above(tokens: &[Token], noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..6 {
        let token = tokens.get(at)?;
        if token.class == WordClass::Verb && token.relation != Relation::Adjective {
            return Some(at);
        }
        let behind = matches!(
            token.relation,
            Relation::Object
                | Relation::IndirectObject
                | Relation::Oblique
                | Relation::UnmarkedOblique
                | Relation::Modifier
                | Relation::UnmarkedModifier
                | Relation::Apposition
                | Relation::Conjunct
                | Relation::Flat
        );
        at = token.head.filter(|&head| behind && head < at)?;
    }
    None
}

/// "voted to take the offer, ending the walkout", "dropped a plan to close it, handing her a win":
/// what came of it came of what was done, and not of what it was done for.
fn result(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let gerund = &*token.tag == "VBG" && token.relation == Relation::Clause;
    let comma = tokens.get(at - 1)?.class == WordClass::Punctuation;
    let aim = token.head.filter(|&head| gerund && comma && head < at)?;
    let above = tokens.get(aim)?;
    let to = tokens.iter().any(|mark| {
        mark.head == Some(aim) && mark.relation == Relation::Mark && &*mark.tag == "TO"
    });
    let to = to && !has_clause_of_its_own(tokens, aim);
    let aside = matches!(above.relation, Relation::Acl | Relation::Clause);
    let head = above.head.filter(|&head| to && aside && head < aim)?;
    let main = verb_above(tokens, head)?;
    let past = tokens.get(main).is_some_and(|found| match &*found.tag {
        "VBD" => true,
        "VBN" => has_clause_of_its_own(tokens, main),
        _ => false,
    });
    (past && !runs_past(tokens, aim, at)).then_some(main)
}

/// "An audit published last year found gaps": a participle right behind its noun that was taken for
/// a verb with that noun for its subject, where a verb in a tense behind it has none.
fn described(tokens: &[Token], at: usize) -> Option<[Change; 2]> {
    let token = tokens.get(at).filter(|token| &*token.tag == "VBN")?;
    let main = token.head.filter(|&head| head > at && !is_clause_beside(token))?;
    let verb = tokens.get(main).filter(|verb| {
        matches!(&*verb.tag, "VBD" | "VBZ" | "VBP")
            && !has_clause_of_its_own(tokens, main)
    })?;
    let noun = at - 1;
    let own = tokens.get(noun).is_some_and(|found| {
        found.head == Some(at)
            && is_nominal(tokens, noun)
            && matches!(found.relation, Relation::Subject | Relation::PassiveSubject)
    });
    let helped = tokens.iter().any(|found| {
        found.head == Some(at)
            && matches!(
                found.relation,
                Relation::Auxiliary
                    | Relation::PassiveAuxiliary
                    | Relation::Mark
                    | Relation::Object
                    | Relation::ClausalComplement
            )
    });
    let parted = tokens.get(at..main)?.iter().any(|found| {
        matches!(found.class, WordClass::Punctuation | WordClass::Coordinator)
    });
    let whole = verb.class == WordClass::Verb && own && !helped && !parted;
    whole.then_some([(noun, main, Relation::Subject), (at, noun, Relation::Acl)])
}

/// "saying a crew from Odrin had left, taking the keys": a verb whose subject was parted from it
/// by the place behind a preposition, which was taken for a conjunction.
fn told_of(tokens: &[Token], at: usize) -> Vec<Change> {
    told_parts(tokens, at)
        .map(|[says, noun, preposition, place]| {
            let mut all = vec![
                (noun, at, Relation::Subject),
                (place, noun, Relation::Modifier),
                (preposition, place, Relation::Case),
                (at, says, Relation::ClausalComplement),
            ];
            // What came of it came of what was done, not of its being said.
            let behind = tokens.iter().enumerate().skip(at + 1);
            let came = behind.filter(|(_, token)| {
                token.head == Some(says)
                    && token.relation == Relation::Clause
                    && &*token.tag == "VBG"
            });
            all.extend(came.map(|(gerund, _)| (gerund, at, Relation::Clause)));
            all
        })
        .unwrap_or_default()
}

/// The verb of saying, its object that is none, and the preposition and place that stand between
/// that and a verb.
fn told_parts(tokens: &[Token], at: usize) -> Option<[usize; 4]> {
    let token = tokens.get(at).filter(|token| matches!(&*token.tag, "VBD" | "VBN"))?;
    let says =
        token.head.filter(|&head| head < at && token.relation == Relation::Clause)?;
    reporting::verb(&tokens.get(says)?.lemma)?;
    let below = |head: usize, relation: Relation| {
        let mut all = tokens.iter().enumerate();
        let found = all
            .find(|(_, token)| token.head == Some(head) && token.relation == relation)?;
        Some(found.0)
    };
    let noun = below(says, Relation::Object)?;
    let preposition = below(at, Relation::Mark)?;
    let place = below(at, Relation::Subject)?;
    let near = matches!(
        &*tokens.get(preposition)?.lemma,
        "at" | "from" | "in" | "inside" | "near" | "of" | "off" | "outside"
    );
    let parted =
        says < noun && noun + 1 == preposition && preposition < place && place < at;
    (near && parted).then_some([says, noun, preposition, place])
}

/// Whether a clause stands beside its verb or is joined to it.
fn is_clause_beside(token: &Token) -> bool {
    matches!(token.relation, Relation::Conjunct | Relation::Parataxis | Relation::Acl)
}
