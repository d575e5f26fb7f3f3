//! Whose the counted are, where and as of when.

use dateline_language::Relation;
use dateline_names::{ActorClass, Resolution};
use dateline_text::{Span, fold, one_line};
use dateline_time::Grain;

use super::{Figure, is_people};
use crate::clause::Tense;
use crate::context::Word;
use crate::dating;
use crate::field::{Field, Fields};
use crate::kind::event;
use crate::phrase;
use crate::quantity::{Amount, Step};
use crate::value::Value;

/// Verbs of having: their object is their subject's.
const HAVING: [&str; 14] = [
    "command", "control", "deploy", "employ", "field", "have", "hold", "keep",
    "maintain", "operate", "own", "possess", "retain", "station",
];

impl Figure<'_, '_> {
    /// Whose they are: the state or body before the noun, whose size is told, or who has them.
    pub(super) fn set_holder(&self, fields: &mut Fields) {
        let told = self.subject_of_count();
        let noun = told.and_then(|told| self.behind_of(told)).or(self.noun).or(told);
        let Some(noun) = noun else { return };
        let Some(tree) = self.context.tree(noun.sentence) else { return };
        let before = [Relation::Adjective, Relation::Compound, Relation::Possessive];
        let before = tree.children_in(noun.token, &before).map(|child| {
            let word = Word { token: child, ..noun };
            self.owner_of(word).unwrap_or(word)
        });
        for word in before.chain(self.had_by()) {
            if let Some(mention) = phrase::mention(self.context, word)
                && let Resolution::One(actor) = mention.resolution
                && mention.class != ActorClass::Person
            {
                // "Varnese soldiers" are Varn's.
                let name = phrase::actor_name(self.context, actor);
                let name = phrase::state_of(self.context, name);
                fields.set(Field::Holder, name, &[mention.span]);
                return;
            }
        }
    }

    /// "Varn keeps 40 tugs", "40 tugs are owned by Varn": who has what is counted.
    fn had_by(&self) -> Option<Word> {
        let clause =
            self.clause.filter(|clause| HAVING.contains(&self.lemma(clause.verb)))?;
        let head = self.context.token(self.number).and_then(|number| number.head);
        let counted = [Some(self.number.token), self.noun.map(|noun| noun.token), head];
        let is_counted = |token: &usize| counted.contains(&Some(*token));
        let owner = if clause.passive {
            clause.subject.filter(is_counted).and(clause.agent)
        } else {
            clause.object.filter(is_counted).and(clause.subject)
        };
        let owner = Word { token: owner?, ..self.number };
        let owner = phrase::antecedent(self.context, clause, owner);
        // "The mission has 150 observers": they are what it is made of, and another sent them.
        let class = phrase::mention(self.context, owner).map(|mention| mention.class);
        let made_of = self.lemma(clause.verb) == "have"
            && class == Some(ActorClass::Organisation)
            && self.noun.is_some_and(|noun| is_people(self.lemma(noun.token)));
        (!made_of).then_some(owner)
    }

    /// "Varn would cut its force": the state or body whose clause it is.
    fn owner_of(&self, possessive: Word) -> Option<Word> {
        let own = matches!(self.context.folded_form(possessive), "its" | "their");
        let subject = self.clause.filter(|_| own)?.subject?;
        let subject = Word { token: subject, ..possessive };
        let class = phrase::mention(self.context, subject).map(|mention| mention.class);
        matches!(class, Some(ActorClass::State | ActorClass::Organisation))
            .then_some(subject)
    }

    fn behind_of(&self, told: Word) -> Option<Word> {
        let tree = self.context.tree(told.sentence)?;
        let token = tree.children_in(told.token, &[Relation::Modifier]).next()?;
        Some(Word { token, ..told })
    }

    pub(super) fn set_place(&self, fields: &mut Fields) {
        let mut heads: Vec<usize> = Vec::new();
        let told = self.subject_of_count().and_then(|told| self.behind_of(told));
        heads.extend(told.map(|word| word.token));
        heads.extend(self.noun.map(|word| word.token));
        heads.extend(self.clause.map(|clause| clause.verb));
        for head in heads {
            let Some(tree) = self.context.tree(self.number.sentence) else { return };
            // "Some 200 will be in Dovrel": the place itself is what is told of them.
            let own = Word { token: head, ..self.number };
            let country = self.form(head) == "country";
            if self.is_inside(head) && event::is_place(self.context, own) && !country {
                let place = phrase::name(self.context, own);
                fields.set(Field::Place, place, &[self.context.span(own)]);
                return;
            }
            for child in tree.children_in(head, &[Relation::Modifier, Relation::Oblique])
            {
                let word = Word { token: child, ..self.number };
                if self.is_inside(child) && event::is_place(self.context, word) {
                    let place = phrase::name(self.context, word);
                    fields.set(Field::Place, place, &[self.context.span(word)]);
                    return;
                }
            }
        }
    }

    /// Whether a noun stands behind "in".
    fn is_inside(&self, noun: usize) -> bool {
        let tree = self.context.tree(self.number.sentence);
        let case = tree.and_then(|tree| tree.child(noun, &[Relation::Case]));
        case.is_some_and(|case| matches!(self.form(case), "in" | "at" | "across"))
    }

    /// The day it holds for: the one that dates its noun or verb; else, in the present tense,
    /// the day of publication.
    pub(super) fn set_as_of(&self, fields: &mut Fields) {
        let to_date = self.is_to_date();
        if to_date {
            fields.set(Field::Cumulative, Value::Truth(true), &[]);
        }
        let verb = self.clause.map(|clause| Word { token: clause.verb, ..self.number });
        let dated =
            verb.and_then(|verb| dating::dated_by(self.context, verb)).filter(|time| {
                // "from 2,800 to 1500 by March": where it starts is not where it is by then.
                let due = dating::side(self.context, time) == dating::Side::Before;
                let starts = self.quantity.step == Some(Step::From);
                let own = time.span.overlaps(self.quantity.span);
                !(own || due && starts) && time.value.1.grain != Grain::Vague
            });
        if let Some(time) = dated.filter(|_| !to_date) {
            fields.set(Field::AsOf, Value::When(time.value.1.clone()), &[time.span]);
            return;
        }
        let present = self.clause.is_some_and(|clause| clause.tense == Tense::Present);
        let moment = self.context.credits.published.as_ref();
        if let Some(moment) = moment.filter(|_| present || to_date) {
            let day = moment.date;
            fields.set(Field::AsOf, Value::When(dating::present(day)), &[]);
        }
    }

    /// "to date", "so far": counted from a start on.
    fn is_to_date(&self) -> bool {
        let Some(sentence) = self.context.sentence(self.number.sentence) else {
            return false;
        };
        let words = fold(self.context.words(sentence.span));
        words.contains("to date")
            || words.contains("so far")
            || words.contains("in total")
    }

    /// "three factors, the tide, the wind and the wage": what is counted, item by item.
    pub(super) fn set_items(&self, fields: &mut Fields) {
        let Some(noun) = self.noun.filter(|_| self.quantity.is_count) else { return };
        let Some(sentence) = self.context.sentence(noun.sentence) else { return };
        let end = self.context.span(noun).end();
        let rest = Span::of(end..sentence.span.end().max(end));
        let items = crate::listing::items(self.context, rest);
        let Amount::One(value) = self.quantity.value else { return };
        let as_many = value.whole() == i64::try_from(items.len()).ok();
        if as_many && items.len() > 1 {
            let words = items
                .iter()
                .map(|&item| Value::words(&one_line(self.context.words(item))))
                .collect();
            fields.set(Field::Items, Value::List(words), &items);
        }
    }
}
