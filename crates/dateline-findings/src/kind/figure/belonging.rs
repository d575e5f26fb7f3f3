//! Whose members, workers and pupils a figure counts, and who sends those whom it counts.

use std::sync::LazyLock;

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Form, Resolution};
use dateline_text::{Lookup, Span, fold};

use super::Figure;
use crate::context::Word;
use crate::phrase;
use crate::quantity::Step;
use crate::reporting;
use crate::value::Value;

/// Verbs that say how many belong to their subject.
const COMPRISING: [&str; 12] = [
    "boast",
    "claim",
    "count",
    "employ",
    "gain",
    "have",
    "lose",
    "number",
    "organise",
    "organize",
    "represent",
    "unite",
];

/// Whom or what a state or body sends.
static SENT: LazyLock<Lookup<()>> =
    LazyLock::new(|| reporting::rows(include_str!("../../../data/sent.tsv")).collect());

/// Verbs of sending: those who are sent are their subject's.
const SENDING: [&str; 10] = [
    "contribute",
    "deploy",
    "dispatch",
    "lose",
    "move",
    "pull",
    "redeploy",
    "send",
    "station",
    "withdraw",
];

/// Whether those whom a noun counts belong to a body, and nobody else sends them.
fn belongs(lemma: &str) -> bool {
    matches!(
        lemma,
        "member"
            | "employee"
            | "staff"
            | "staffer"
            | "worker"
            | "pupil"
            | "student"
            | "subscriber"
            | "shareholder"
            | "volunteer"
    )
}

impl Figure<'_, '_> {
    /// "a union of 30,000 members", "the guild, whose 600 members own the boats": the one body
    /// that they belong to.
    pub(super) fn belonging(&self) -> Option<(Value, Span)> {
        let noun = self.noun.filter(|noun| belongs(self.lemma(noun.token)))?;
        let owners = [
            self.made_up_of(noun),
            self.has_within(noun),
            self.behind_whose(),
            self.own_possessive(noun),
            self.has_grown(),
        ];
        owners.into_iter().flatten().find_map(|owner| self.body_of(owner))
    }

    /// "40 engineers from Varn", "Varn has sent 40 engineers": who sends those who are counted.
    pub(super) fn sent_by(&self) -> Option<(Value, Span)> {
        let noun = self.noun.filter(|noun| self.is_sent(*noun))?;
        let owners = [self.behind_from(noun), self.sender()];
        owners.into_iter().flatten().find_map(|owner| self.sender_of(owner))
    }

    /// Whether others send those whom a noun counts: "engineers", "rescue workers".
    fn is_sent(&self, noun: Word) -> bool {
        let last = self.lemma(noun.token);
        let pair =
            noun.token.checked_sub(1).map(|first| [self.form(first), last].join(" "));
        SENT.has(last) || pair.is_some_and(|pair| SENT.has(&pair))
    }

    /// "engineers from neighbouring Varn": the name behind "from".
    fn behind_from(&self, noun: Word) -> Option<Word> {
        let from = noun.token + 1;
        let word = |token: usize| Word { token, ..noun };
        let mut behind = (from + 1..from + 4).filter(|_| self.form(from) == "from");
        let token =
            behind.find(|&token| phrase::mention(self.context, word(token)).is_some())?;
        let leads = (from + 1..token).all(|token| {
            let found = self.context.token(word(token));
            found.is_some_and(|found| {
                matches!(
                    found.class,
                    WordClass::Determiner | WordClass::Adjective | WordClass::Verb
                )
            })
        });
        leads.then(|| word(token))
    }

    /// "Varn has sent 40 engineers": the subject of a verb of sending, by whom they are sent.
    fn sender(&self) -> Option<Word> {
        let clause =
            self.clause.filter(|clause| SENDING.contains(&self.lemma(clause.verb)))?;
        let is_noun = |token: &usize| self.noun.is_some_and(|noun| noun.token == *token);
        let sender = if clause.passive {
            clause.subject.filter(is_noun).and(clause.agent)
        } else {
            clause.object.filter(is_noun).and(clause.subject)
        };
        let sender = Word { token: sender?, ..self.number };
        Some(phrase::antecedent(self.context, clause, sender))
    }

    /// The state or body that a word names; a place that sends people is taken for one.
    fn sender_of(&self, owner: Word) -> Option<(Value, Span)> {
        let mention = phrase::mention(self.context, owner)?;
        let Resolution::One(actor) = mention.resolution else { return None };
        let sends = matches!(
            mention.class,
            ActorClass::Organisation | ActorClass::Place | ActorClass::State
        );
        let name = phrase::actor_name(self.context, actor);
        sends.then(|| (phrase::state_of(self.context, name), mention.span))
    }

    /// "The union has 31,000 members", "the league, which claims 900 members".
    fn made_up_of(&self, noun: Word) -> Option<Word> {
        let clause =
            self.clause.filter(|clause| COMPRISING.contains(&self.lemma(clause.verb)))?;
        let object = [Some(noun.token), Some(self.number.token)];
        let told = !clause.passive && object.contains(&clause.object);
        let owner = Word { token: clause.subject.filter(|_| told)?, ..self.number };
        let owner = phrase::antecedent(self.context, clause, owner);
        let it = matches!(self.form(owner.token), "it" | "they");
        Some(if it { self.speaker_above(owner) } else { owner })
    }

    /// "a union of 31,000 members", "Norwick Steel, with 900 workers".
    fn has_within(&self, noun: Word) -> Option<Word> {
        let tree = self.context.tree(noun.sentence)?;
        let case = tree.child(noun.token, &[Relation::Case])?;
        matches!(self.form(case), "of" | "with").then_some(())?;
        let token = self.context.token(noun)?;
        let head = token.head.filter(|_| token.relation == Relation::Modifier)?;
        Some(self.above_aside(Word { token: head, ..noun }))
    }

    /// "the Guild of Pilots, a union": what a noun behind a comma explains.
    fn above_aside(&self, noun: Word) -> Word {
        let token = self.context.token(noun);
        let beside = token.filter(|token| token.relation == Relation::Apposition);
        let above = beside.and_then(|token| token.head);
        above.map_or(noun, |token| Word { token, ..noun })
    }

    /// "the guild, whose 600 members own the boats": what stands in front of "whose".
    fn behind_whose(&self) -> Option<Word> {
        let whose = self.first().checked_sub(1)?;
        let before = whose.checked_sub(1).filter(|_| self.form(whose) == "whose")?;
        let comma = usize::from(self.form(before) == ",");
        let token = before.checked_sub(comma)?;
        Some(Word { token, ..self.number })
    }

    /// "its 13,000 members", "its ranks".
    fn own_possessive(&self, noun: Word) -> Option<Word> {
        let tree = self.context.tree(noun.sentence)?;
        let own = tree.child(noun.token, &[Relation::Possessive])?;
        let word = Word { token: own, ..noun };
        let its = matches!(self.form(own), "its" | "their");
        its.then(|| self.speaker_above(word))
    }

    /// "The guild said its 13,000 members would vote": who speaks of its own.
    fn speaker_above(&self, own: Word) -> Word {
        let known = phrase::is_resolved(self.context, own);
        let told = self.clause.and_then(|clause| clause.head).filter(|_| !known);
        let above = told.and_then(|token| self.context.clause_at(Word { token, ..own }));
        let speaks = above
            .filter(|above| reporting::verb(self.lemma(above.verb)).is_some())
            .and_then(|above| above.subject);
        speaks.map_or(own, |token| Word { token, ..own })
    }

    /// "The guild has grown to 3,200 members", "its ranks have grown to 34,000 members".
    fn has_grown(&self) -> Option<Word> {
        let clause = self.clause.filter(|_| self.quantity.step == Some(Step::To))?;
        let subject = Word { token: clause.subject?, ..self.number };
        let ranks = matches!(
            self.lemma(subject.token),
            "rank" | "membership" | "workforce" | "staff" | "number"
        );
        let own = self.own_possessive(subject).filter(|_| ranks);
        Some(own.unwrap_or(subject))
    }

    /// The body that a word names; of a common noun, the only one that was named.
    fn body_of(&self, owner: Word) -> Option<(Value, Span)> {
        let span = self.context.span(owner);
        let mention = phrase::mention(self.context, owner);
        if let Some(mention) = mention
            && let Resolution::One(actor) = mention.resolution
        {
            let body = mention.class == ActorClass::Organisation;
            return body.then(|| (phrase::actor_name(self.context, actor), mention.span));
        }
        let noun = self.context.token(owner)?.class == WordClass::Noun;
        let actor = self.only_union(owner).filter(|_| noun)?;
        Some((phrase::actor_name(self.context, actor), span))
    }

    /// "The union" of the Brotherhood of Carters, where no other union is named.
    fn only_union(&self, owner: Word) -> Option<usize> {
        (self.lemma(owner.token) == "union").then_some(())?;
        let before = self.context.span(owner).start();
        let named = self.context.cast.mentions.iter().filter(|mention| {
            mention.form == Form::Name && mention.class == ActorClass::Organisation
        });
        let mut unions = named.filter_map(|mention| {
            let Resolution::One(actor) = mention.resolution else { return None };
            let name = &self.context.cast.actors.get(actor)?.name;
            is_union(name).then_some((actor, mention.span.start()))
        });
        let (first, start) = unions.next()?;
        let only = unions.all(|(actor, _)| actor == first);
        (only && start < before).then_some(first)
    }
}

/// Whether a name is of those who work in one trade: "Brotherhood of Carters".
fn is_union(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "association"
                | "brotherhood"
                | "confederation"
                | "federation"
                | "guild"
                | "league"
                | "syndicate"
                | "union"
        )
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_of_those_who_are_sent_is_sorted() {
        let sent = crate::reporting::rows(include_str!("../../../data/sent.tsv"));
        assert!(sent.collect::<Vec<_>>().windows(2).all(|pair| pair[0] < pair[1]));
    }
}
