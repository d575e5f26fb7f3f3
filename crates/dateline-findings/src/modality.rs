use std::sync::LazyLock;

use dateline_language::{Relation, WordClass};
use dateline_text::Lookup;

use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::finding::{Modality, Polarity};
use crate::phrase;
use crate::reporting;

/// What a word makes of what hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Makes(Modality),
    Denies,
    Through,
}

/// The operators by their dictionary forms.
#[derive(Default)]
struct Operators {
    verbs: Lookup<Operator>,
    nouns: Lookup<Operator>,
    adjectives: Lookup<Operator>,
}

static OPERATORS: LazyLock<Operators> = LazyLock::new(|| {
    let mut operators = Operators::default();
    for row in reporting::rows(include_str!("../data/operators.tsv")) {
        let mut cells = row.split('\t');
        let (Some(class), Some(lemma), Some(makes)) =
            (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let list = match class {
            "verb" => &mut operators.verbs,
            "noun" => &mut operators.nouns,
            "adjective" => &mut operators.adjectives,
            _ => continue,
        };
        if let Some(operator) = Operator::parse(makes) {
            list.insert(lemma, operator);
        }
    }
    operators
});

impl Operator {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "not" => Self::Denies,
            "through" => Self::Through,
            word => Self::Makes(Modality::parse(word)?),
        })
    }
}

fn operator(class: WordClass, lemma: &str) -> Option<Operator> {
    let list = match class {
        WordClass::Verb | WordClass::Auxiliary => &OPERATORS.verbs,
        WordClass::Noun | WordClass::ProperNoun => &OPERATORS.nouns,
        WordClass::Adjective => &OPERATORS.adjectives,
        _ => return None,
    };
    list.get(lemma).copied()
}

/// How a clause holds: asserted, planned, conditional and so on, by its own verb group and by
/// the words it hangs on.
pub(crate) fn modality_of(context: &Context<'_>, clause: &Clause) -> Modality {
    reading_at(context, Word { sentence: clause.sentence, token: clause.verb }).0
}

/// Whether a clause is said to be so or not to be so.
pub(crate) fn polarity_of(context: &Context<'_>, clause: &Clause) -> Polarity {
    reading_at(context, Word { sentence: clause.sentence, token: clause.verb }).1
}

/// How what a verb or noun tells holds, and whether it is denied.
///
/// The innermost word that says something counts: "called for a withdrawal" makes the
/// withdrawal one that is called for, whatever was said about the call.
pub(crate) fn reading_at(context: &Context<'_>, word: Word) -> (Modality, Polarity) {
    context.known.holds.of(context.number(word), || read_at(context, word))
}

fn read_at(context: &Context<'_>, word: Word) -> (Modality, Polarity) {
    let mut negative = has_no(context, word);
    let mut at = word;
    for step in 0..12 {
        if let Some(clause) = context.clause_at(at) {
            if step == 0 || is_nominal(context, word) {
                negative ^= clause.negated && step < 3 && !(step == 0 && negative);
            }
            if is_outstanding(context, clause) {
                return (Modality::Asserted, polarity(!negative));
            }
            let own = own_modality(context, clause);
            if own != Modality::Asserted {
                return (own, polarity(negative ^ is_denied(context, clause)));
            }
        }
        let Some(token) = context.token(at) else { break };
        let Some(head) = token.head.map(|head| Word { token: head, ..at }) else { break };
        match above(context, at, head, token.relation) {
            Above::Operator(Operator::Makes(modality)) => {
                return (modality, polarity(negative));
            }
            Above::Operator(Operator::Denies) => {
                return (Modality::Asserted, polarity(!negative));
            }
            Above::Operator(Operator::Through) | Above::Nothing => at = head,
            Above::Wall => break,
        }
    }
    (Modality::Asserted, polarity(negative))
}

/// "denied that guns would be moved": what is not said in so many words not to be so.
pub(crate) fn is_denied(context: &Context<'_>, clause: &Clause) -> bool {
    let head = clause.head.filter(|_| clause.relation == Relation::ClausalComplement);
    head.is_some_and(|token| {
        let verb = Word { sentence: clause.sentence, token };
        matches!(context.folded_lemma(verb), "deny" | "dismiss" | "refute")
    })
}

/// How what hangs on a noun holds: "need" of what is needed, "plan" of what is planned.
pub(crate) fn of_noun(context: &Context<'_>, noun: Word) -> Option<Modality> {
    let token = context.token(noun)?;
    match operator(token.class, context.folded_lemma(noun)) {
        Some(Operator::Makes(modality)) => Some(modality),
        _ => None,
    }
}

/// The polarity of what is negative or not.
pub(crate) fn polarity(negative: bool) -> Polarity {
    if negative { Polarity::Negative } else { Polarity::Positive }
}

fn is_nominal(context: &Context<'_>, word: Word) -> bool {
    context.clause_at(word).is_none()
}

/// "no attack": a noun under "no".
fn has_no(context: &Context<'_>, word: Word) -> bool {
    let Some(tree) = context.tree(word.sentence) else { return false };
    is_nominal(context, word)
        && tree
            .children_in(word.token, &[Relation::Determiner])
            .any(|token| context.folded_form(Word { token, ..word }) == "no")
}

/// What stands above a word on the way to the root.
enum Above {
    Operator(Operator),
    Nothing,
    Wall,
}

fn above(context: &Context<'_>, at: Word, head: Word, relation: Relation) -> Above {
    let Some(token) = context.token(head) else { return Above::Wall };
    let found = operator(token.class, context.folded_lemma(head)).or_else(|| {
        // "blamed", where its dictionary form was not known.
        let cue = reporting::verb_of_participle(context.folded_form(head))?;
        operator(token.class, cue.lemma)
    });
    if is_without_a_trace(context, at, head) {
        return Above::Operator(Operator::Denies);
    }
    if relation == Relation::OpenComplement && is_hearsay(context, at, head) {
        return Above::Operator(Operator::Makes(Modality::Alleged));
    }
    match relation {
        Relation::OpenComplement | Relation::Object | Relation::PassiveSubject => {
            found.map_or(Above::Nothing, Above::Operator)
        }
        // What somebody says is so, or said not to be so, stands by itself; an accusation and
        // a demand colour it.
        Relation::ClausalComplement => match found {
            Some(Operator::Makes(Modality::Planned) | Operator::Through) | None => {
                Above::Wall
            }
            Some(operator) => Above::Operator(operator),
        },
        Relation::Acl => match found {
            Some(operator) if is_infinitive(context, at) || is_that(context, at) => {
                Above::Operator(operator)
            }
            _ => Above::Wall,
        },
        Relation::Oblique => match found {
            Some(operator) if is_topic(context, at) => Above::Operator(operator),
            _ => Above::Wall,
        },
        Relation::Modifier => match found {
            Some(Operator::Through) | None => Above::Nothing,
            Some(operator) if is_topic(context, at) => Above::Operator(operator),
            Some(_) => Above::Nothing,
        },
        // "met to sign": what for, not whether.
        // "called on Varn to sign": asked of those between.
        Relation::Clause if is_infinitive(context, at) => match found {
            Some(asked @ Operator::Makes(Modality::CalledFor)) => Above::Operator(asked),
            _ => Above::Operator(Operator::Makes(Modality::Planned)),
        },
        // "have been weighing closing it", read as a clause beside it.
        Relation::Clause if head.token + 1 == at.token && is_gerund(context, at) => {
            match found {
                Some(discussed @ Operator::Makes(Modality::Discussed)) => {
                    Above::Operator(discussed)
                }
                _ => Above::Wall,
            }
        }
        Relation::Clause if is_topic(context, at) => {
            found.map_or(Above::Wall, Above::Operator)
        }
        Relation::Conjunct if !has_own_subject(context, at) => Above::Nothing,
        // "It is due to hold its first meeting", read as a subject.
        Relation::ClausalSubject if is_infinitive(context, at) => {
            found.map_or(Above::Nothing, Above::Operator)
        }
        Relation::Compound | Relation::Possessive | Relation::ClausalSubject => {
            Above::Nothing
        }
        _ => Above::Wall,
    }
}

/// "saw no sign that guns were moved", "no evidence of an attack": whether there is nothing by
/// which it could be known, whatever the clause was hung on.
fn is_without_a_trace(context: &Context<'_>, at: Word, head: Word) -> bool {
    let Some(tree) = context.tree(at.sentence) else { return false };
    let here = |token: usize| Word { token, ..at };
    let that = tree
        .child(at.token, &[Relation::Mark])
        .filter(|&mark| context.folded_form(here(mark)) == "that");
    let before_that = that.and_then(|mark| mark.checked_sub(1)).map(here);
    let above = Some(head).filter(|_| is_topic(context, at));
    let Some(noun) = before_that.or(above) else { return false };
    let trace = matches!(
        context.folded_lemma(noun),
        "evidence" | "hint" | "indication" | "proof" | "sign" | "suggestion" | "trace"
    );
    let mut front = (noun.token.saturating_sub(3)..noun.token).map(here);
    trace && front.any(|word| matches!(context.folded_form(word), "no" | "little"))
}

/// "no sign of an attack": a noun of which there is nothing to be seen.
pub(crate) fn shows_nothing(context: &Context<'_>, noun: Word) -> bool {
    let head = context.token(noun).and_then(|token| token.head);
    head.is_some_and(|token| is_without_a_trace(context, noun, Word { token, ..noun }))
}

/// "on condition that accounts are open".
fn is_that(context: &Context<'_>, word: Word) -> bool {
    context.tree(word.sentence).is_some_and(|tree| {
        tree.children_in(word.token, &[Relation::Mark])
            .any(|mark| context.folded_form(Word { token: mark, ..word }) == "that")
    })
}

fn is_gerund(context: &Context<'_>, word: Word) -> bool {
    context.token(word).is_some_and(|token| &*token.tag == "VBG")
}

fn is_infinitive(context: &Context<'_>, word: Word) -> bool {
    context.clause_at(word).is_some_and(|clause| clause.infinitive)
}

fn has_own_subject(context: &Context<'_>, word: Word) -> bool {
    context.clause_at(word).is_some_and(|clause| clause.own_subject)
}

/// Behind "for", "of", "on", "about", "to": what the word above is about.
fn is_topic(context: &Context<'_>, word: Word) -> bool {
    let (Some(sentence), Some(tree)) =
        (context.sentence(word.sentence), context.tree(word.sentence))
    else {
        return false;
    };
    let preposition = crate::clause::preposition(&sentence.tokens, tree, word.token);
    let is_topic =
        |found: &str| matches!(found, "for" | "of" | "on" | "about" | "to" | "over");
    let mark = tree.child(word.token, &[Relation::Mark]);
    is_topic(&preposition)
        || mark
            .is_some_and(|token| is_topic(context.folded_lemma(Word { token, ..word })))
}

/// What the verb group itself says: "will", "could", "should", "if".
fn own_modality(context: &Context<'_>, clause: &Clause) -> Modality {
    if is_under_if(context, clause) {
        return Modality::Conditional;
    }
    if clause.tense == Tense::Future || is_to_be(context, clause) {
        return Modality::Planned;
    }
    if let Some(modality) = by_adverb(context, clause) {
        return modality;
    }
    let Some(modal) = clause.modal else { return Modality::Asserted };
    // "Should Varn attack, ...": the modal before its subject asks what if.
    let inverted =
        clause.own_subject && clause.subject.is_some_and(|subject| modal < subject);
    if inverted && !phrase::is_question(context, clause.sentence) {
        return Modality::Conditional;
    }
    let word = Word { sentence: clause.sentence, token: modal };
    match context.folded_lemma(word) {
        // "announced it would": the future of the past.
        "would" if clause.relation == Relation::ClausalComplement => Modality::Planned,
        "would" | "could" | "may" | "might" => Modality::Conditional,
        "must" if is_awaited(context, word) => Modality::Planned,
        "should" | "must" | "ought" => Modality::CalledFor,
        "shall" => Modality::Planned,
        _ => Modality::Asserted,
    }
}

/// "must still ratify the deal": what is to come before it holds.
pub(crate) fn is_awaited(context: &Context<'_>, modal: Word) -> bool {
    context.folded_form(Word { token: modal.token + 1, ..modal }) == "still"
}

/// "allegedly", "reportedly", "perhaps".
fn by_adverb(context: &Context<'_>, clause: &Clause) -> Option<Modality> {
    let tree = context.tree(clause.sentence)?;
    tree.children_in(clause.verb, &[Relation::Adverb]).find_map(|token| {
        let word = Word { sentence: clause.sentence, token };
        match context.folded_form(word) {
            "allegedly" | "reportedly" | "purportedly" | "supposedly" => {
                Some(Modality::Alleged)
            }
            "perhaps" | "possibly" | "maybe" => Some(Modality::Conditional),
            _ => None,
        }
    })
}

/// "is said to have killed": what nobody by name says.
fn is_hearsay(context: &Context<'_>, at: Word, head: Word) -> bool {
    let told = context.clause_at(head).is_some_and(|clause| clause.passive)
        && matches!(
            context.folded_lemma(head),
            "say" | "believe" | "think" | "report" | "understand" | "rumour" | "rumor"
        );
    told && context
        .clause_at(at)
        .is_some_and(|clause| clause.infinitive || is_perfect(context, clause))
}

/// "to have killed": the infinitive of what is over.
fn is_perfect(context: &Context<'_>, clause: &Clause) -> bool {
    let before = clause.verb.checked_sub(1);
    before.is_some_and(|before| {
        context.lemma(Word { sentence: clause.sentence, token: before }) == "have"
    })
}

/// "is to sign", "are to be paid", "is going to sign".
fn is_to_be(context: &Context<'_>, clause: &Clause) -> bool {
    if clause.infinitive && is_bound(context, clause) {
        return true;
    }
    let Some(head) = clause.head.filter(|_| clause.relation == Relation::OpenComplement)
    else {
        return false;
    };
    let above = Word { sentence: clause.sentence, token: head };
    let progressive = context.token(above).is_some_and(|token| &*token.tag == "VBG");
    clause.infinitive && progressive && context.lemma(above) == "go"
}

/// "has yet to be signed", "is still to be paid", "remains to be built": what was to come and has
/// not.
pub(crate) fn is_outstanding(context: &Context<'_>, clause: &Clause) -> bool {
    let form =
        |token: usize| context.folded_form(Word { sentence: clause.sentence, token });
    let first = clause.verb.saturating_sub(2);
    let to = (first..clause.verb).rev().find(|&token| form(token) == "to");
    let Some(before) = to.and_then(|to| to.checked_sub(1)) else { return false };
    let verb = before.checked_sub(1).map(form).unwrap_or_default();
    match form(before) {
        "yet" => matches!(verb, "has" | "have" | "had" | "is" | "are"),
        "still" => matches!(verb, "has" | "have" | "had" | "is" | "are"),
        "remain" | "remains" | "remained" => true,
        // "still has to be ratified", "still needs to be paid".
        "has" | "have" | "had" | "needs" | "need" => verb == "still",
        _ => false,
    }
}

/// "are to": a present form of "be" right before the "to" of the verb's own group.
fn is_bound(context: &Context<'_>, clause: &Clause) -> bool {
    let here = |token: usize| Word { sentence: clause.sentence, token };
    let form = |token: usize| context.folded_form(here(token));
    let first = clause.verb.saturating_sub(3);
    let to = (first..clause.verb).rev().find(|&token| form(token) == "to");
    to.and_then(|to| to.checked_sub(1))
        .is_some_and(|before| matches!(form(before), "is" | "are" | "'s" | "'re"))
}

/// Whether a condition hangs on a clause, or the clause is one.
pub(crate) fn is_under_if(context: &Context<'_>, clause: &Clause) -> bool {
    let Some(tree) = context.tree(clause.sentence) else { return false };
    let marked = |verb: usize, words: &[&str]| {
        tree.children_in(verb, &[Relation::Mark]).any(|token| {
            let lemma = context.folded_lemma(Word { sentence: clause.sentence, token });
            words.contains(&lemma)
        })
    };
    let ifs = ["if", "unless", "provided", "whether"];
    let below =
        tree.children_in(clause.verb, &[Relation::Clause]).any(|verb| marked(verb, &ifs));
    let itself = match clause.relation {
        // "will stay until she is freed": what has not come yet.
        Relation::Clause if clause.tense == Tense::Present => {
            marked(clause.verb, &ifs) || marked(clause.verb, &["until", "till", "once"])
        }
        Relation::Clause => marked(clause.verb, &ifs),
        // "did not say whether he would resign".
        Relation::ClausalComplement => marked(clause.verb, &["if", "whether"]),
        _ => false,
    };
    below || itself
}

#[cfg(test)]
mod tests {
    use dateline_language::{Model, analyse};
    use dateline_text::{Credits, Text};

    use super::*;
    use crate::codebook::Codebook;
    use crate::context::Parts;

    #[test]
    fn the_table_of_operators_is_sorted_and_read_to_the_last_row() {
        let table = include_str!("../data/operators.tsv");
        let rows: Vec<&str> = reporting::rows(table).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        let Operators { verbs, nouns, adjectives } = &*OPERATORS;
        assert_eq!(rows.len(), verbs.len() + nouns.len() + adjectives.len());
    }

    /// Sentences, each with a word and how it holds.
    const CASES: &str = include_str!("../../../tests/cases/findings/modality.tsv");

    #[test]
    fn every_sentence_of_the_table_of_cases_is_read_as_it_says() {
        let model = Model::shipped();
        let wrong: Vec<String> =
            reporting::rows(CASES).filter_map(|row| judged(&model, row)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// What is wrong about a row of the cases.
    fn judged(model: &Model, row: &str) -> Option<String> {
        let cells: Vec<&str> = row.split('\t').collect();
        let [modality, polarity, word, sentence] = cells[..] else { panic!("{row}") };
        let text = Text::new(sentence);
        let analysis = analyse(model, &text, &[text.span()]);
        let cast = dateline_names::cast(&text, &analysis);
        let credits = Credits::default();
        let codebook = Codebook::default();
        let context = Context::new(Parts {
            text: &text,
            credits: &credits,
            analysis: &analysis,
            cast: &cast,
            times: &[],
            codebook: &codebook,
        });
        let at = context.word_at(sentence.rfind(word).unwrap()).unwrap();
        let (found, sign) = reading_at(&context, at);
        let told = (found.as_str(), sign.as_str());
        (told != (modality, polarity)).then(|| format!("{told:?}: {row}"))
    }
}
