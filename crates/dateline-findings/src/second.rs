//! Mends where a second verb hangs: in "freed the crew and burned the boat" parsers join "burned"
//! to the crew; in "voted to take the offer, ending the walkout" they end it by the taking; in "An
//! audit published last year found gaps" they let the audit publish. `main` finds the verb of a
//! sentence that was missed.

mod main;

use std::borrow::Cow;

use dateline_language::{Analysis, Relation, Token, WordClass};
use dateline_text::fold;

use crate::clause::{is_day, is_unchanging};
use crate::quantity::is_month;
use crate::reporting;
use crate::tree::{Change, hang};

const SUBJECTS: [Relation; 2] = [Relation::Subject, Relation::PassiveSubject];

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
        all.extend(main::mends(tokens, at));
        all.extend(saying_behind(tokens, at));
        all.extend(told_behind(tokens, at).into_iter().flatten());
        all.extend(torn_name(tokens, at).into_iter().flatten());
        all.extend(second_subject(tokens, at).into_iter().flatten());
        all.extend(second_side(tokens, at));
        all.extend(made_available(tokens, at));
        all.extend(behind_its_day(tokens, at));
        all.extend(put_at(tokens, at));
        all.extend(subject_of_said(tokens, at));
        all.extend(deed_by_itself(tokens, at));
        all.extend(that_clause(tokens, at));
        all.extend(name_aside(tokens, at));
        all.extend(to_do(tokens, at));
        all.extend(committed_to(tokens, at));
        all.extend(described(tokens, at).into_iter().flatten());
        all.extend(told_of(tokens, at));
        all.extend(day_of_deed(tokens, at));
        all.extend(count_alone(tokens, at));
        all.extend(second_giver(tokens, at));
        all.extend(torn_object(tokens, at));
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
        let modal = |found: &Token| &*found.tag == "MD";
        let mut helpers = all_below(tokens, verb, &[Relation::Auxiliary]);
        told && helpers.any(|helper| tokens.get(helper).is_some_and(modal))
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
    let thing = has(tokens, at, &[Relation::Object, Relation::Oblique]);
    let first = verb_above(tokens, joins.head.filter(|&head| thing && head < and)?)?;
    let past = tokens.get(first).is_some_and(|found| {
        matches!(&*found.tag, "VBD" | "VBN") && has_clause_of_its_own(tokens, first)
    });
    past.then_some([first, and])
}

/// "The two sides have agreed on it, mediators said": who said it, behind a comma at the end, was
/// taken for what was agreed.
fn saying_behind(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|token| {
        token.relation == Relation::ClausalComplement && &*token.tag == "VBD"
    })?;
    let head = token.head.filter(|&head| head < at)?;
    let says = is_telling(&token.lemma);
    let subject = below(tokens, at, &[Relation::Subject])?;
    let more = [Relation::ClausalComplement, Relation::Object, Relation::Mark];
    let whole = !has(tokens, at, &more);
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

/// "have struck a deal, the firms announced": who told of it, taken for a second thing that was struck.
fn told_behind(tokens: &[Token], at: usize) -> Option<[Change; 2]> {
    let token = tokens.get(at).filter(|token| {
        token.relation == Relation::Acl && matches!(&*token.tag, "VBN" | "VBD")
    })?;
    let says = is_telling(&token.lemma);
    let noun = token.head.filter(|&noun| says && noun + 1 == at)?;
    let found = tokens.get(noun).filter(|found| found.relation == Relation::Object)?;
    let verb = found.head.filter(|&verb| verb < noun)?;
    let thing = below(tokens, verb, &[Relation::Object])?;
    let start = (0..noun)
        .rev()
        .take_while(|&front| {
            tokens.get(front).is_some_and(|token| token.head == Some(noun))
        })
        .last()
        .unwrap_or(noun);
    let more = [Relation::ClausalComplement, Relation::Object, Relation::Agent];
    let told = is_comma(tokens, start) || start > 0 && is_comma(tokens, start - 1);
    (thing < noun && told && !has(tokens, at, &more))
        .then_some([(at, verb, Relation::Parataxis), (noun, at, Relation::Subject)])
}

/// Verbs that a report ends a sentence with: who told it.
fn is_telling(lemma: &str) -> bool {
    matches!(lemma, "add" | "announce" | "confirm" | "report" | "say" | "tell")
}

/// "Tern Lines and Halcyon Air struck a deal": a name of which only the last word was told of the verb.
fn torn_name(tokens: &[Token], at: usize) -> Option<[Change; 3]> {
    let token = tokens.get(at).filter(|found| found.class == WordClass::ProperNoun)?;
    let verb =
        token.head.filter(|&verb| SUBJECTS.contains(&token.relation) && verb > at)?;
    let front = at - 1;
    let part = tokens.get(front).filter(|found| {
        found.class == WordClass::ProperNoun && found.relation == Relation::Conjunct
    })?;
    let first = part.head.filter(|&first| {
        first < front
            && tokens.get(first).is_some_and(|found| {
                found.head == Some(verb) && SUBJECTS.contains(&found.relation)
            })
    })?;
    let and = below(tokens, front, &[Relation::Coordinator])?;
    Some([
        (at, first, Relation::Conjunct),
        (front, at, Relation::Compound),
        (and, at, Relation::Coordinator),
    ])
}

/// "The bank and the ministry signed it": of two subjects of one verb, the one that "and" leads is
/// joined to the other.
fn second_subject(tokens: &[Token], at: usize) -> Option<[Change; 2]> {
    let token = tokens.get(at).filter(|_| is_nominal(tokens, at))?;
    let verb =
        token.head.filter(|&verb| SUBJECTS.contains(&token.relation) && verb > at)?;
    let joins = |head: usize| below(tokens, head, &[Relation::Coordinator]);
    let and = joins(at).or_else(|| joins(verb)).filter(|&and| and < at)?;
    let first = all_below(tokens, verb, &SUBJECTS)
        .filter(|&noun| noun < and && is_nominal(tokens, noun))
        .last()?;
    let verb_between = tokens
        .get(first..at)?
        .iter()
        .any(|found| matches!(found.class, WordClass::Verb | WordClass::Auxiliary));
    (!verb_between)
        .then_some([(at, first, Relation::Conjunct), (and, at, Relation::Coordinator)])
}

/// "The government of Varn and leaders of the enclave agreed": those who lead something of their own
/// are joined to the government, not to Varn.
fn second_side(tokens: &[Token], at: usize) -> Option<Change> {
    let led = |noun: usize| {
        all_below(tokens, noun, &[Relation::Modifier]).any(|of| {
            let case = below(tokens, of, &[Relation::Case]);
            case.and_then(|case| tokens.get(case))
                .is_some_and(|case| &*case.lemma == "of")
        })
    };
    let common =
        |at: usize| tokens.get(at).is_some_and(|found| found.class == WordClass::Noun);
    let token = tokens.get(at).filter(|_| common(at) && led(at))?;
    let name = token.head.filter(|_| token.relation == Relation::Conjunct)?;
    let place = tokens.get(name).filter(|found| {
        found.class == WordClass::ProperNoun && found.relation == Relation::Modifier
    })?;
    let first =
        place.head.filter(|&first| first < name && common(first) && led(first))?;
    Some((at, first, Relation::Conjunct))
}

/// "put the number of those trained since 2027 at 31,000": where it is put, hung on the participle.
fn put_at(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| found.relation == Relation::Oblique)?;
    let case = below(tokens, at, &[Relation::Case])?;
    let led = &*tokens.get(case)?.lemma == "at";
    let participle = token.head.filter(|&head| led && head < at)?;
    tokens.get(participle).filter(|found| &*found.tag == "VBN")?;
    let verb = (0..participle).rev().find(|&verb| {
        tokens.get(verb).is_some_and(|found| {
            found.class == WordClass::Verb
                && matches!(&*found.lemma, "estimate" | "put" | "set" | "value")
        })
    })?;
    let object =
        below(tokens, verb, &[Relation::Object]).filter(|&object| object < participle)?;
    let counts = matches!(
        &*tokens.get(object)?.lemma,
        "cost" | "figure" | "number" | "strength" | "toll" | "total"
    );
    counts.then_some((at, verb, Relation::Oblique))
}

/// "signed on Wednesday a memorandum of understanding": what is done, hung on the day before it.
fn behind_its_day(tokens: &[Token], at: usize) -> Option<Change> {
    is_nominal(tokens, at).then_some(())?;
    let article =
        below(tokens, at, &[Relation::Determiner]).filter(|&first| first < at)?;
    let day = article.checked_sub(1).filter(|&day| is_day(tokens, day))?;
    let found = tokens.get(day).filter(|found| {
        matches!(found.relation, Relation::Oblique | Relation::UnmarkedOblique)
    })?;
    let verb = found.head.filter(|&verb| verb < day)?;
    let hung = tokens.get(at)?.head.is_some_and(|head| head == day || head == verb);
    let active =
        tokens.get(verb).is_some_and(|found| matches!(&*found.tag, "VBD" | "VBN"));
    let done = has(tokens, verb, &[Relation::Object, Relation::PassiveAuxiliary]);
    (hung && active && !done).then_some((at, verb, Relation::Object))
}

/// "will make available two aircraft for relief": what is given, hung on "available".
fn made_available(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| {
        matches!(found.relation, Relation::Oblique | Relation::UnmarkedOblique)
    })?;
    let available =
        token.head.filter(|&head| head < at && !has(tokens, at, &[Relation::Case]))?;
    let verb = available.checked_sub(1)?;
    let makes = &*tokens.get(available)?.lemma == "available"
        && &*tokens.get(verb)?.lemma == "make"
        && !has(tokens, verb, &[Relation::Object]);
    makes.then_some((at, verb, Relation::Object))
}

/// "said his country no longer needed it", "said up to 60 troops would leave": who does what is said, hung
/// on the saying.
fn subject_of_said(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some(verb) = said_of(tokens, at) else { return Vec::new() };
    let passive = has(tokens, verb, &[Relation::PassiveAuxiliary]);
    let relation = if passive { Relation::PassiveSubject } else { Relation::Subject };
    let mut all = vec![(at, verb, relation)];
    if let Some([up, to]) = up_to(tokens, at) {
        let number = below(tokens, at, &[Relation::Number]).unwrap_or(at);
        all.extend([(up, number, Relation::Adverb), (to, up, Relation::Fixed)]);
    }
    all
}

/// The verb of what is said of a noun that was hung on the saying.
fn said_of(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at).filter(|_| is_nominal(tokens, at))?;
    let bare = token.relation == Relation::Object
        || token.relation == Relation::Oblique && up_to(tokens, at).is_some();
    let says = token.head.filter(|&says| bare && says < at)?;
    reporting::verb(&tokens.get(says)?.lemma)?;
    let verb = below(tokens, says, &[Relation::ClausalComplement])
        .filter(|&verb| verb > at && !has(tokens, verb, &SUBJECTS))?;
    let helpers = [Relation::Auxiliary, Relation::PassiveAuxiliary, Relation::Copula];
    let first = below(tokens, verb, &helpers).unwrap_or(verb);
    let done = has(tokens, verb, &[Relation::Object]);
    let finite = tokens.get(first).is_some_and(|found| match &*found.tag {
        "MD" | "VBD" | "VBP" | "VBZ" => true,
        "VBN" => done,
        _ => false,
    });
    let beside = |token: &Token| {
        token.class == WordClass::Adverb || token.head.is_some_and(|head| head >= at)
    };
    let near = tokens.get(at + 1..first)?.iter().all(beside);
    let told = !has(tokens, verb, &[Relation::Mark]);
    (finite && near && told).then_some(verb)
}

/// "up" and "to" before a count that was hung on the verb before them.
fn up_to(tokens: &[Token], at: usize) -> Option<[usize; 2]> {
    let to = below(tokens, at, &[Relation::Case])?;
    let up = to.checked_sub(1)?;
    let is = |at: usize, lemma: &str| {
        tokens.get(at).is_some_and(|found| &*found.lemma == lemma)
    };
    let particle = tokens.get(up)?.relation == Relation::ParticleOfVerb;
    (particle && is(up, "up") && is(to, "to")).then_some([up, to])
}

/// "suspended training after the attack": what is done, taken for a deed of those who stop it.
fn deed_by_itself(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| &*found.tag == "VBG")?;
    let verb = token
        .head
        .filter(|&verb| token.relation == Relation::OpenComplement && verb + 1 == at)?;
    let stops = matches!(
        &*tokens.get(verb)?.lemma,
        "halt" | "interrupt" | "pause" | "restart" | "resume" | "suspend"
    );
    let more = [Relation::Object, Relation::ClausalComplement, Relation::OpenComplement];
    (stops && !has(tokens, at, &more)).then_some((at, verb, Relation::Object))
}

/// "revealed today, Wednesday, that the panel met": what stands behind "that" is what is said,
/// however it was hung on the verb of saying.
fn that_clause(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at)?;
    // "found that adhering to a diet helped": a noun, of which the verb is told.
    let verb = token.class == WordClass::Verb && &*token.tag != "VBG";
    let loose = verb && matches!(token.relation, Relation::Conjunct | Relation::Clause);
    let says = token
        .head
        .filter(|&head| loose && head < at)
        .or_else(|| behind_condition(tokens, at).filter(|_| verb))?;
    reporting::verb(&tokens.get(says)?.lemma)?;
    let that = has_mark(tokens, at, "that");
    // "repeated his regret that it was sold"
    let free = !has(tokens, says, &[Relation::ClausalComplement, Relation::Object])
        && !has(tokens, at, &[Relation::Coordinator]);
    (that && free).then_some((at, says, Relation::ClausalComplement))
}

/// "said on condition of anonymity that": the verb of saying above the noun on which the clause was hung,
/// where words stand between that noun and "that".
fn behind_condition(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at).filter(|found| found.relation == Relation::AclRelative)?;
    let noun = token.head.filter(|&noun| noun < at)?;
    let oblique = tokens.get(noun).filter(|found| found.relation == Relation::Oblique)?;
    let that = below(tokens, at, &[Relation::Mark])?;
    // "agreed with the chair that it had slipped"
    let case = below(tokens, noun, &[Relation::Case]).and_then(|case| tokens.get(case));
    let with = case.is_some_and(|case| &*case.lemma == "with");
    oblique.head.filter(|&says| says < noun && (with || noun + 1 < that))
}

/// "agreed on Monday to extend the pact": what was agreed to be done, taken for what it was agreed
/// for.
fn to_do(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| &*found.tag == "VB")?;
    let marked = has_mark(tokens, at, "to");
    let aim = token.relation == Relation::Clause;
    let head = token.head.filter(|&head| marked && head < at)?;
    // "agreed in principle to extend it"
    let verb = match tokens.get(head)? {
        found if token.relation == Relation::Acl && &*found.lemma == "principle" => {
            found.head?
        }
        _ => Some(head).filter(|_| aim)?,
    };
    let agrees = &*tokens.get(verb)?.lemma == "agree";
    let parted = tokens.get(verb..at)?.iter().any(|found| &*found.lemma == ",");
    let taken = [Relation::OpenComplement, Relation::ClausalComplement, Relation::Object];
    let free = !has(tokens, verb, &taken);
    (agrees && free && !parted).then_some((at, verb, Relation::OpenComplement))
}

/// "repeated its commitment to guarding the port": what it is committed to, hung on the verb.
fn committed_to(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| &*found.tag == "VBG")?;
    let verb = token.head.filter(|_| token.relation == Relation::Clause)?;
    let noun = at.checked_sub(2)?;
    let owed = tokens.get(noun).is_some_and(|found| {
        found.head == Some(verb)
            && found.relation == Relation::Object
            && &*found.lemma == "commitment"
    });
    (owed && &*tokens.get(at - 1)?.lemma == "to").then_some((at, noun, Relation::Acl))
}

/// "A member of the panel, Huda Salem, revealed": a name between commas behind the subject, that was
/// taken for a second subject.
fn name_aside(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| found.class == WordClass::ProperNoun)?;
    let verb =
        token.head.filter(|&verb| SUBJECTS.contains(&token.relation) && verb > at)?;
    let part = |number: usize| {
        tokens.get(number).is_some_and(|found| {
            found.head == Some(at)
                && matches!(found.relation, Relation::Flat | Relation::Compound)
        })
    };
    let first = (0..at).rev().take_while(|&number| part(number)).last().unwrap_or(at);
    let last = (at + 1..verb).take_while(|&number| part(number)).last().unwrap_or(at);
    let aside = first.checked_sub(1).is_some_and(|before| is_comma(tokens, before))
        && is_comma(tokens, last + 1);
    let noun = |&noun: &usize| {
        tokens.get(noun).is_some_and(|found| found.class == WordClass::Noun)
    };
    let noun = all_below(tokens, verb, &SUBJECTS)
        .filter(|&subject| subject < first)
        .filter(noun)
        .last()?;
    aside.then_some((at, noun, Relation::Apposition))
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
    has(
        tokens,
        at,
        &[
            Relation::Subject,
            Relation::PassiveSubject,
            Relation::OuterSubject,
            Relation::ClausalSubject,
            Relation::Expletive,
            Relation::Auxiliary,
            Relation::PassiveAuxiliary,
            Relation::Copula,
        ],
    )
}

/// The words that hang on one by these relations, from left to right.
fn all_below<'a>(
    tokens: &'a [Token],
    head: usize,
    relations: &'a [Relation],
) -> impl Iterator<Item = usize> + 'a {
    let below = move |token: &Token| {
        token.head == Some(head) && relations.contains(&token.relation)
    };
    let all = tokens.iter().enumerate();
    all.filter(move |(_, token)| below(token)).map(|(number, _)| number)
}

/// The first of them.
fn below(tokens: &[Token], head: usize, relations: &[Relation]) -> Option<usize> {
    all_below(tokens, head, relations).next()
}

fn has(tokens: &[Token], head: usize, relations: &[Relation]) -> bool {
    below(tokens, head, relations).is_some()
}

fn has_mark(tokens: &[Token], at: usize, lemma: &str) -> bool {
    let is = |mark: usize| tokens.get(mark).is_some_and(|mark| &*mark.lemma == lemma);
    all_below(tokens, at, &[Relation::Mark]).any(is)
}

fn is_comma(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|found| &*found.lemma == ",")
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
    let to = |mark: usize| tokens.get(mark).is_some_and(|mark| &*mark.tag == "TO");
    let to = all_below(tokens, aim, &[Relation::Mark]).any(to);
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
            && SUBJECTS.contains(&found.relation)
    });
    let helps = [
        Relation::Auxiliary,
        Relation::PassiveAuxiliary,
        Relation::Mark,
        Relation::Object,
        Relation::ClausalComplement,
    ];
    let helped = has(tokens, at, &helps);
    let parted = tokens.get(at..main)?.iter().any(|found| {
        matches!(found.class, WordClass::Punctuation | WordClass::Coordinator)
    });
    let whole = verb.class == WordClass::Verb && own && !helped && !parted;
    whole.then_some([(noun, main, Relation::Subject), (at, noun, Relation::Acl)])
}

/// "was approved by both camps on Sunday": the day of the deed, hung on who did it.
fn day_of_deed(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| found.relation == Relation::Modifier)?;
    let case = below(tokens, at, &[Relation::Case])?;
    let on = matches!(&*tokens.get(case)?.lemma, "in" | "on");
    let doer = token
        .head
        .filter(|_| on && (is_day(tokens, at) || is_month(&fold(&token.lemma))))?;
    // "delivered six helicopters on Monday"
    let counted = has(tokens, doer, &[Relation::Number]);
    let agent = tokens.get(doer).filter(|found| {
        let agent = found.relation == Relation::Agent;
        (agent || counted && found.relation == Relation::Object)
            && found.class == WordClass::Noun
    })?;
    Some((at, agent.head.filter(|&verb| verb < doer)?, Relation::Oblique))
}

/// "wounded nine near Osk": a count by itself, hung on the place behind it.
fn count_alone(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| found.relation == Relation::Number)?;
    let noun = token.head.filter(|&noun| noun > at + 1)?;
    let parted = tokens.get(at + 1..noun)?.first()?.class == WordClass::Adposition;
    let verb = at - 1;
    let takes = tokens.get(verb).is_some_and(|found| found.class == WordClass::Verb)
        && !has(tokens, verb, &[Relation::Object]);
    (parted && takes).then_some((at, verb, Relation::Object))
}

/// "Orlesia pledged 300 million crowns and Varn 120 million": a second giver, taken for a gift.
fn second_giver(tokens: &[Token], at: usize) -> Option<Change> {
    let token = tokens.get(at).filter(|found| found.class == WordClass::ProperNoun)?;
    let gift =
        token.head.filter(|&gift| gift < at && token.relation == Relation::Conjunct)?;
    let first = tokens.get(gift).filter(|found| found.relation == Relation::Object)?;
    let count = tokens.get(at + 1).is_some_and(|next| next.class == WordClass::Number);
    let counted = has(tokens, gift, &[Relation::Number]);
    let verb = first.head.filter(|&verb| verb < gift && count && counted)?;
    (has(tokens, verb, &SUBJECTS)).then_some((at, verb, Relation::Conjunct))
}

/// "found Ilan Croft guilty", "elected Lena Voss president": a name of which a part, or all, was taken
/// for what tells its kind.
fn torn_object(tokens: &[Token], at: usize) -> Vec<Change> {
    let Some([verb, front, what]) = torn_object_parts(tokens, at) else {
        return Vec::new();
    };
    let mut all = vec![(at, verb, Relation::Object), (front, at, Relation::Compound)];
    // Guilty stays what he was found; a post is what she is made.
    let made = tokens.get(verb).is_some_and(|found| &*found.lemma != "find");
    all.extend(made.then_some((what, verb, Relation::OpenComplement)));
    all
}

/// The verb, the part of the name before its last, and what tells its kind.
fn torn_object_parts(tokens: &[Token], at: usize) -> Option<[usize; 3]> {
    let proper = |at: usize| {
        tokens.get(at).is_some_and(|found| found.class == WordClass::ProperNoun)
    };
    let token = tokens.get(at).filter(|_| proper(at) && at > 0)?;
    // "elected Lena Voss president", "appointed Lena Voss defence minister"
    let next = tokens.get(at + 1);
    let lower = next
        .is_some_and(|next| matches!(next.class, WordClass::Noun | WordClass::Adjective));
    let hung = matches!(token.relation, Relation::Compound | Relation::Flat);
    let what = token.head.filter(|&head| lower && hung && head > at && head <= at + 3);
    let what = what.or_else(|| {
        let first = token.head.filter(|&first| lower && first + 1 == at)?;
        tokens.get(first)?.head.filter(|&head| head > at && head <= at + 3)
    })?;
    let said = tokens.get(what).filter(|found| {
        found.class != WordClass::ProperNoun && found.relation == Relation::Object
    })?;
    let verb = said.head.filter(|&verb| verb < at)?;
    let makes = matches!(
        &*tokens.get(verb)?.lemma,
        "acclaim"
            | "appoint"
            | "choose"
            | "crown"
            | "declare"
            | "elect"
            | "find"
            | "name"
    );
    let front = at - 1;
    let first = tokens.get(front).filter(|_| makes && proper(front) && front > verb)?;
    let torn = first.head == Some(verb) && first.relation == Relation::Object;
    let whole = first.head == Some(what) && first.relation == Relation::Compound;
    let whole = whole || token.head == Some(front);
    (torn || whole).then_some([verb, front, what])
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
    let noun = below(tokens, says, &[Relation::Object])?;
    let preposition = below(tokens, at, &[Relation::Mark])?;
    let place = below(tokens, at, &[Relation::Subject])?;
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
