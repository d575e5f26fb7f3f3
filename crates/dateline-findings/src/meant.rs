//! Whom "they" means, where the sentence before names one sort of people only.

use dateline_language::{Relation, WordClass};

use crate::clause::Tense;
use crate::context::{Context, Word};
use crate::kind::figure::is_people;
use crate::reporting;

/// "Varn has 900 soldiers left there. They will leave": the one noun for several people in the
/// sentence before, where "they" opens its own. Who only says so is not meant.
pub(crate) fn several(context: &Context<'_>, pronoun: Word) -> Option<Word> {
    // "They undergo training each month" is said of such people at all times.
    let told = context.clause_of(pronoun).is_some_and(|clause| {
        clause.tense != Tense::Present && clause.subject == Some(pronoun.token)
    });
    let they = context.folded_form(pronoun) == "they";
    let opens = they && pronoun.token == 0 && told;
    let before = pronoun.sentence.checked_sub(1).filter(|_| opens)?;
    let size = context.sentence(before)?.tokens.len();
    let mut people = (0..size)
        .map(|token| Word { sentence: before, token })
        .filter(|&word| is_several(context, word));
    let only = people.next()?;
    people.next().is_none().then_some(only)
}

fn is_several(context: &Context<'_>, word: Word) -> bool {
    let Some(token) = context.token(word) else { return false };
    let plural = token.class == WordClass::Noun && &*token.tag == "NNS";
    let head = token.head.map(|head| Word { token: head, ..word });
    let says = head.is_some_and(|verb| {
        token.relation == Relation::Subject
            && reporting::verb(context.folded_lemma(verb)).is_some()
    });
    plural && !says && is_people(context.folded.singular(word))
}
