//! What is said is a thing: an object, words behind a preposition, the sentence before.

use dateline_language::{Relation, WordClass};

use super::super::content::trimmed;
use super::super::verb::Reading;
use super::super::{Speech, Way};
use crate::clause::Tense;
use crate::phrase;
use crate::reporting::{self, Saying};

impl Reading<'_, '_> {
    /// "called for a vote", "warned of floods".
    pub(super) fn by_preposition(&self, speech: &mut Speech) -> bool {
        let wanted: Vec<&str> =
            ["for", "about", "on", "upon", "against", "of", "over", "with", "at"]
                .into_iter()
                .filter(|preposition| self.cue.takes(preposition))
                .collect();
        // Without its preposition "call" is a name that is given or a telephone.
        let Some(noun) = self.oblique(&wanted) else { return false };
        if self.context.times_within(self.context.span(self.word(noun))).next().is_some()
        {
            return false;
        }
        let cases: Vec<usize> = self
            .tree
            .children_in(noun, &[Relation::Case, Relation::Mark])
            .filter(|&token| token < noun)
            .collect();
        let mut tokens = self.tree.under(noun, &|token| cases.contains(&token));
        let last = cases.last().copied().filter(|&case| case == self.clause.group.1 + 1);
        if let Some(last) = last {
            let first = self.group_start();
            speech.cue_span =
                Some(self.context.span_of(self.clause.sentence, first.min(last), last));
            let upon = self.is_any(last, &["on", "upon"]);
            let to = (upon && self.cue.saying == Saying::Call)
                .then(|| tokens.iter().copied().find(|&token| self.tag(token) == "TO"))
                .flatten();
            if let Some(to) = to.filter(|&to| to > noun) {
                tokens.retain(|&token| token >= to);
            }
        }
        speech.addressee = self
            .clause
            .object
            .filter(|_| self.cue.takes("whom") || self.cue.saying == Saying::Accuse)
            .map(|token| self.word(token));
        self.set(speech, noun, &tokens, Way::Preposition)
    }

    pub(super) fn oblique(&self, prepositions: &[&str]) -> Option<usize> {
        let found = self.clause.obliques.iter().find(|oblique| {
            oblique.noun > self.clause.verb
                && prepositions.contains(&&*oblique.preposition)
        });
        found.map(|oblique| oblique.noun).or_else(|| {
            self.tree.children_in(self.clause.verb, &[Relation::Clause]).find(|&child| {
                let mut marks =
                    self.tree.children_in(child, &[Relation::Mark, Relation::Case]);
                child > self.clause.verb
                    && marks.any(|mark| prepositions.contains(&self.lemma(mark)))
            })
        })
    }

    /// "condemned the attack", "announced a ceasefire".
    pub(super) fn by_object(&self, speech: &mut Speech) -> bool {
        if !self.cue.takes("object") || self.clause.passive {
            return self.by_passive_object(speech);
        }
        let Some(object) = self.clause.object else { return false };
        if self.is_deed_to(object) {
            return false;
        }
        if self.clause.indirect.is_some() {
            // "denied them entry" speaks of a door, not of words.
            return false;
        }
        let is_pronoun = self
            .context
            .token(self.word(object))
            .is_some_and(|token| token.class == WordClass::Pronoun);
        if is_pronoun {
            return false;
        }
        let tokens = self.thing(object);
        // "said the word" and "said goodbye" tell nothing.
        if self.cue.lemma == "say" && tokens.len() < 4 {
            return false;
        }
        self.set(speech, object, &tokens, Way::Object)
    }

    /// "questioned two managers", "dismissed the judges", "claimed a life": what is done to
    /// somebody or something, and said to nobody.
    fn is_deed_to(&self, object: usize) -> bool {
        let lemma = self.lemma(object);
        let kind = reporting::speaker(lemma);
        let actor = phrase::names_an_actor(self.context, self.word(object))
            || matches!(
                kind,
                Some(reporting::Speaker::Person | reporting::Speaker::Organisation)
            );
        match self.cue.lemma {
            "question" | "dismiss" | "challenge" | "threaten" | "query" => actor,
            "claim" => !matches!(
                lemma,
                "responsibility"
                    | "credit"
                    | "innocence"
                    | "knowledge"
                    | "victory"
                    | "ignorance"
            ),
            _ => false,
        }
    }

    /// The tokens of a thing; where a clause was hung on it ("the removal of troops and tensions
    /// have risen"), only those before the "and" that begins the clause.
    fn thing(&self, object: usize) -> Vec<usize> {
        let all = self.tree.under(object, &|_| false);
        let stray = |&token: &usize| {
            token > object
                && self.tree.relation(token) == Some(Relation::Parataxis)
                && self.context.clause_at(self.word(token)).is_some_and(|clause| {
                    matches!(clause.tense, Tense::Past | Tense::Present | Tense::Perfect)
                })
        };
        let Some(stray) = all.iter().copied().find(stray) else { return all };
        let and = (object + 1..stray).find(|&token| self.tag(token) == "CC");
        let end = and.unwrap_or_else(|| self.tree.reach(stray).0);
        all.into_iter().filter(|&token| token < end).collect()
    }

    /// "the attack was condemned by the council".
    fn by_passive_object(&self, speech: &mut Speech) -> bool {
        let clause = self.clause;
        let fits = clause.passive && clause.agent.is_some() && self.cue.takes("object");
        let Some(subject) = clause.subject.filter(|_| fits && clause.own_subject) else {
            return false;
        };
        // "The valley is disputed by two states": nobody says anything of it.
        let land = self.cue.lemma == "dispute"
            && crate::kind::event::is_place(self.context, self.word(subject));
        if self.is_this(subject) || land {
            return false;
        }
        let tokens = self.tree.under(subject, &|_| false);
        self.set(speech, subject, &tokens, Way::Object)
    }

    fn is_this(&self, token: usize) -> bool {
        matches!(self.lemma(token), "this" | "that" | "it" | "these" | "which")
    }

    /// "This was announced on Wednesday by the ministry."
    pub(super) fn by_sentence_before(&self, speech: &mut Speech) -> bool {
        let clause = self.clause;
        let fits =
            clause.passive && clause.agent.is_some() && clause.relation == Relation::Root;
        let this = clause.subject.is_some_and(|subject| self.is_this(subject));
        let before = clause
            .sentence
            .checked_sub(1)
            .and_then(|number| self.context.sentence(number));
        let Some(before) = before.filter(|_| fits && this) else { return false };
        speech.content = vec![trimmed(self.context, before.span)];
        speech.way = Way::Before;
        true
    }
}
