//! What a word behind "be" tells: "are back in port", "was behind the blast", "is lit again".

use dateline_language::{Relation, WordClass};

use super::verb::verb_slots;
use super::{Fired, need, surest};
use crate::clause::Clause;
use crate::codebook::{Line, Trigger, TriggerClass};
use crate::context::{Context, Word};

/// The line of the codebook for "be" with the word itself, or with the preposition before it.
pub(super) fn fired<'a>(context: &'a Context<'_>, word: Word) -> Option<Fired<'a>> {
    let clause = context.clause_at(word).filter(|clause| clause.verb == word.token)?;
    let tree = context.tree(word.sentence)?;
    let be = [Relation::Copula, Relation::PassiveAuxiliary, Relation::Auxiliary];
    let being = tree
        .children_in(word.token, &be)
        .any(|token| context.lemma(Word { token, ..word }) == "be");
    if !being {
        return None;
    }
    let form = context.folded_form(word);
    let case = tree.child(word.token, &[Relation::Case]);
    let case = case.map(|token| context.folded_form(Word { token, ..word }));
    let is =
        |form: &str, token: usize| context.folded_form(Word { token, ..word }) == form;
    // "are back in port": what stands in front of the preposition tells it.
    let before = tree.reach(word.token).0..word.token;
    let mut adverbs = tree.children_in(word.token, &[Relation::Adverb]);
    let come = adverbs.find(|token| before.contains(token) && is("back", *token));
    let come = come.map(|token| context.folded_form(Word { token, ..word }));
    // "is in your home": a noun with a preposition tells by that only.
    let noun = case.is_some()
        || context.token(word).is_some_and(|token| token.class == WordClass::ProperNoun);
    let named = |(line, trigger): &(&Line, &Trigger)| {
        // "be sworn": what somebody else does to the subject.
        let own = line.frame.iter().any(|(slot, _)| slot == "S");
        let [other] = trigger.others.as_slice() else { return false };
        let told = *other == form && !noun || Some(other.as_str()) == case;
        own && (told || Some(other.as_str()) == come)
    };
    let mut lines = context.codebook.lines_for(TriggerClass::Verb, "be");
    lines.retain(named);
    if lines.is_empty() {
        return None;
    }
    // "is lit": nothing is done to it.
    let standing = Clause { passive: false, ..clause.clone() };
    let mut slots = verb_slots(context, &standing, &clause.obliques);
    if let Some(case) = case {
        slots.put(case, Some(word.token));
    }
    let fits = |line: &Line| {
        line.needs.iter().all(|need| need::holds(context, word, &slots, need))
    };
    let (line, trigger) = surest(lines.into_iter().filter(|(line, _)| fits(line)))?;
    let trigger = format!("{} {}", trigger.head, trigger.others.join(" "));
    let verb = Some(word.token);
    Some(Fired { word, class: TriggerClass::Verb, line, trigger, slots, verb })
}
