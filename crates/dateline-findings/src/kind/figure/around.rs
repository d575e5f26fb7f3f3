//! Whose the counted are, where and as of when.

use dateline_language::{Relation, WordClass};
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
use crate::trigger;
use crate::value::Value;

/// Verbs of having: their object is their subject's.
const HAVING: [&str; 14] = [
    "command", "control", "deploy", "employ", "field", "have", "hold", "keep",
    "maintain", "operate", "own", "possess", "retain", "station",
];

/// Verbs of being and staying somewhere, and what happens to those who are there.
const STAYING: [&str; 18] = [
    "arrive", "base", "be", "deploy", "die", "have", "keep", "kill", "land", "leave",
    "live", "maintain", "post", "remain", "serve", "station", "stay", "wound",
];

/// Verbs that tell of a place who is in it.
const HOLDING: [&str; 4] = ["accommodate", "hold", "house", "shelter"];

/// Verbs of what lasts: nothing is added to it from day to day.
const BEING: [&str; 6] = ["be", "live", "remain", "serve", "stand", "stay"];

/// What goes on for so long that its dead are counted from its beginning.
const LASTING: [&str; 8] = [
    "conflict",
    "epidemic",
    "famine",
    "insurgency",
    "pandemic",
    "rebellion",
    "uprising",
    "war",
];

/// Verbs of paying: the money is their subject's.
const PAYING: [&str; 18] = [
    "allocate",
    "award",
    "commit",
    "contribute",
    "donate",
    "earmark",
    "give",
    "grant",
    "invest",
    "lend",
    "offer",
    "owe",
    "pay",
    "pledge",
    "promise",
    "provide",
    "put",
    "spend",
];

impl Figure<'_, '_> {
    /// Whose they are: the state or body before the noun, whose size is told, or who has them.
    pub(super) fn set_holder(&self, fields: &mut Fields) {
        if self.set_contributor(fields) {
            return;
        }
        let told = self.subject_of_count();
        let noun = told.and_then(|told| self.behind_of(told)).or(self.noun).or(told);
        let Some(noun) = noun else { return };
        let Some(tree) = self.context.tree(noun.sentence) else { return };
        let before = [Relation::Adjective, Relation::Compound, Relation::Possessive];
        let before = tree.children_in(noun.token, &before).map(|child| {
            let word = Word { token: child, ..noun };
            self.owner_of(word).unwrap_or(word)
        });
        for word in before.chain(self.had_by()).chain(self.paid_by()) {
            if let Some(mention) = phrase::mention(self.context, word)
                && let Resolution::One(actor) = mention.resolution
                && (mention.class != ActorClass::Person || self.is_keeper(word, actor))
            {
                // "Varnese soldiers" are Varn's.
                let name = phrase::actor_name(self.context, actor);
                let name = phrase::state_of(self.context, name);
                fields.set(Field::Holder, name, &[mention.span]);
                return;
            }
        }
        if let Some((body, span)) = self.belonging().or_else(|| self.sent_by()) {
            fields.set(Field::Holder, body, &[span]);
        }
    }

    /// "Tessaly keeps 3,200 troops here", "Tessaly is to pay 40 million crowns": one name that no
    /// longer one explains is no person's, whatever it was taken for.
    fn is_keeper(&self, word: Word, actor: usize) -> bool {
        let forces = self.noun.is_some_and(|noun| {
            matches!(
                self.lemma(noun.token),
                "troop" | "soldier" | "peacekeeper" | "marine"
            )
        });
        let subject =
            self.clause.is_some_and(|clause| clause.subject == Some(word.token));
        let name = self.context.cast.actors.get(actor).map(|actor| actor.name.as_str());
        let one = name.is_some_and(|name| !name.contains(' '));
        subject && one && (forces || self.is_money() && self.is_large())
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

    /// "Varn will put up 60 million crowns": who pays.
    fn paid_by(&self) -> Option<Word> {
        let clause = self.clause.filter(|_| self.is_money())?;
        let pays = PAYING.contains(&self.lemma(clause.verb));
        let paid = clause.object.is_some_and(|object| self.is_within(object));
        let payer = clause.subject.filter(|_| pays && paid && !clause.passive)?;
        Some(phrase::antecedent(
            self.context,
            clause,
            Word { token: payer, ..self.number },
        ))
    }

    /// Whether the number stands in the phrase of a token.
    fn is_within(&self, token: usize) -> bool {
        let head = self.noun.unwrap_or(self.number).token;
        let tree = self.context.tree(self.number.sentence);
        let (first, last) = tree.map_or((token, token), |tree| tree.reach(token));
        token == head || token == self.number.token || first == head && head == last
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

    /// "The camps hold 4,000": what holds them is where they are.
    fn held_in(&self) -> Option<Word> {
        let clause = self.clause.filter(|clause| !clause.passive)?;
        let holds = HOLDING.contains(&self.lemma(clause.verb));
        let held = clause.object.is_some_and(|object| {
            Some(object) == self.noun.map(|noun| noun.token)
                || object == self.number.token
        });
        let place = Word { token: clause.subject?, ..self.number };
        (holds && held && event::is_place(self.context, place)).then_some(place)
    }

    pub(super) fn set_place(&self, fields: &mut Fields) {
        if let Some(place) = self.held_in() {
            let span = self.context.span(place);
            fields.set(Field::Place, self.place_name(place), &[span]);
            return;
        }
        let mut heads: Vec<usize> = Vec::new();
        let told = self.subject_of_count().and_then(|told| self.behind_of(told));
        heads.extend(told.map(|word| word.token));
        heads.extend(self.noun.map(|word| word.token));
        heads.extend(self.left_behind());
        if self.is_part() {
            heads.extend([self.number.token, self.behind() - 1]);
        }
        heads.extend(self.clause.map(|clause| clause.verb));
        for head in heads {
            let Some(tree) = self.context.tree(self.number.sentence) else { return };
            // "Some 200 will be in Dovrel": the place itself is what is told of them.
            let own = Word { token: head, ..self.number };
            let country = self.form(head) == "country";
            let named = self.is_inside(head) && event::is_place(self.context, own);
            if named && !country && !self.is_counted_place(own) {
                let place = phrase::name(self.context, own);
                fields.set(Field::Place, place, &[self.context.span(own)]);
                return;
            }
            for child in tree.children_in(head, &[Relation::Modifier, Relation::Oblique])
            {
                let word = Word { token: child, ..self.number };
                if !self.is_counted_place(word)
                    && self.is_inside(child)
                    && event::is_place(self.context, word)
                    && !self.is_place_of_part(child)
                {
                    let place = self.place_name(word);
                    fields.set(Field::Place, place, &[self.context.span(word)]);
                    return;
                }
            }
        }
    }

    /// "at 40 polling stations": those who are counted are in no place of their own.
    fn is_counted_place(&self, place: Word) -> bool {
        self.noun == Some(place) && self.quantity.is_count
    }

    /// "on the island, the minister said": a place, and no person behind it.
    fn place_name(&self, place: Word) -> Value {
        let words: Vec<Word> = phrase::conjuncts(self.context, place).collect();
        let all = words.iter().all(|word| event::is_place(self.context, *word));
        if words.len() == 1 && all && phrase::mention(self.context, place).is_none() {
            let span = event::place_span(self.context, place);
            return Value::words(&one_line(self.context.words(span)));
        }
        let mention = phrase::mention(self.context, place).filter(|_| !all);
        match mention.map(|mention| &mention.resolution) {
            Some(Resolution::One(actor)) => phrase::actor_name(self.context, *actor),
            _ if all => phrase::name(self.context, place),
            _ => Value::words(self.context.form(place)),
        }
    }

    /// "4 million tonnes, 1.5 million of them off Port Hale": where only the part is.
    fn is_place_of_part(&self, place: usize) -> bool {
        let mut between = self.behind()..place;
        between.any(|token| {
            self.form(token) == "of"
                && matches!(self.form(token + 1), "them" | "whom" | "which")
        })
    }

    /// "940 soldiers left on the island": the participle behind the noun.
    fn left_behind(&self) -> Option<usize> {
        let noun = self.noun?;
        let tree = self.context.tree(noun.sentence)?;
        tree.children_in(noun.token, &[Relation::Acl]).find(|&child| child > noun.token)
    }

    /// Whether a noun stands behind "in", or behind "on" where no money is spent on it.
    fn is_inside(&self, noun: usize) -> bool {
        let tree = self.context.tree(self.number.sentence);
        let case = tree.and_then(|tree| tree.child(noun, &[Relation::Case]));
        case.is_some_and(|case| match self.form(case) {
            "in" | "at" | "across" | "off" => true,
            "on" => self.is_stay_on(noun),
            _ => false,
        })
    }

    /// "soldiers on Skell", "remain on Skell"; nobody stays where money is spent on.
    fn is_stay_on(&self, noun: usize) -> bool {
        let word = Word { token: noun, ..self.number };
        if self.is_money() || !trigger::is_name(self.context, word) {
            return false;
        }
        if self.context.clause_at(word).is_some() {
            return true;
        }
        let Some(head) = self.context.token(word).and_then(|token| token.head) else {
            return false;
        };
        let verb = self.context.clause_at(Word { token: head, ..self.number });
        verb.is_none_or(|_| STAYING.contains(&self.lemma(head)))
    }

    /// The day it holds for: the one that dates its noun or verb; else, in the present tense,
    /// the day of publication.
    pub(super) fn set_as_of(&self, fields: &mut Fields) {
        let to_date = self.is_to_date();
        if to_date || self.is_mounting() {
            fields.set(Field::Cumulative, Value::Truth(true), &[]);
        }
        if let Some(time) = self.time().filter(|_| !to_date) {
            fields.set(Field::AsOf, Value::When(time.value.1.clone()), &[time.span]);
            return;
        }
        // "has fallen to 2,900", "has killed 40 people since May": where it is now.
        let come = matches!(self.quantity.step, Some(Step::To)) || self.is_told_since();
        let present = self.clause.is_some_and(|clause| {
            clause.tense == Tense::Present || come && clause.tense == Tense::Perfect
        });
        let moment = self.context.credits.published.as_ref();
        if let Some(moment) = moment.filter(|_| present || to_date) {
            let day = moment.date;
            fields.set(Field::AsOf, Value::When(dating::present(day)), &[]);
        }
    }

    /// The time that dates it: right behind it where it is compared, else that of its verb.
    fn time(&self) -> Option<&dating::Time> {
        let compared = self.step().is_some()
            || self.is_compared()
            || self.sized().is_some()
            || self.is_joined_measure();
        let own = self.time_behind(self.number.token).filter(|_| compared);
        let own = own.or_else(|| self.time_before_force());
        // "cut to 60 from 180 by June": where it starts is not where it is by then.
        let starts = self.quantity.step == Some(Step::From);
        let due = |time: &dating::Time| {
            dating::side(self.context, time) == dating::Side::Before
        };
        let own = own.filter(|time| !(self.is_since(time) || starts && due(time)));
        if let Some(own) = own.filter(|time| !self.is_come_since(time)) {
            return Some(own);
        }
        let clause = self.clause.filter(|_| !self.is_aside())?;
        let verb = Word { token: clause.verb, ..self.number };
        dating::dated_by(self.context, verb).filter(|time| {
            let own = time.span.overlaps(self.quantity.span);
            // "landed on Monday, and 40 of them are here"
            let present = clause.tense == Tense::Present
                && !self.context.subtree_span(verb).contains(time.span);
            let earlier = self.is_part() && time.span.end() <= self.quantity.span.start();
            !(own
                || due(time) && starts
                || present
                || earlier
                || self.is_since(time)
                || self.is_come_since(time)
                || self.is_of_another(time))
                && time.value.1.grain != Grain::Vague
        })
    }

    /// "since May": what is counted from then on was not counted then.
    fn is_since(&self, time: &dating::Time) -> bool {
        let word = self.context.word_at(time.span.start());
        let before = word
            .and_then(|word| Some(Word { token: word.token.checked_sub(1)?, ..word }));
        // "since 1971, when 63 people were killed"
        let when = self.clause.is_some_and(|clause| {
            let verb = Word { token: clause.verb, ..self.number };
            dating::is_when(self.context, time, verb)
        });
        !when && before.is_some_and(|before| self.context.folded_form(before) == "since")
    }

    /// "has killed 40 people since May": whether what has happened up to now is counted.
    fn is_told_since(&self) -> bool {
        let Some(clause) = self.clause.filter(|clause| clause.tense == Tense::Perfect)
        else {
            return false;
        };
        let verb = Word { token: clause.verb, ..self.number };
        let time = dating::dated_by(self.context, verb);
        time.is_some_and(|time| self.is_since(time)) || self.is_right_before_since()
    }

    /// "killed 40 people in the hills since May": whether no other verb stands between the number
    /// and the time.
    fn is_right_before_since(&self) -> bool {
        let number = self.number.token;
        let Some(sentence) = self.context.sentence(self.number.sentence) else {
            return false;
        };
        let end = self.quantity.span.end();
        let mut times = self.context.times_within(sentence.span);
        let time = times.find(|time| time.span.start() >= end && self.is_since(time));
        let Some(time) = time.and_then(|time| self.context.word_at(time.span.start()))
        else {
            return false;
        };
        !(number + 1..time.token)
            .any(|token| self.context.clause_at(Word { token, ..self.number }).is_some())
    }

    /// "has killed 40 people since May", "3,600 people have died in the war": whether what is
    /// counted mounts from a start on, and does not just last.
    fn is_mounting(&self) -> bool {
        let Some(clause) = self.clause.filter(|clause| clause.tense == Tense::Perfect)
        else {
            return false;
        };
        let moves = self.quantity.step.is_some() || self.quantity.trend.is_some();
        let verb = self.lemma(clause.verb);
        let lasts = HAVING.contains(&verb) || BEING.contains(&verb);
        let lasting = |noun: usize| LASTING.contains(&self.lemma(noun));
        let in_it = clause.obliques.iter().any(|oblique| {
            matches!(oblique.preposition.as_str(), "in" | "during")
                && lasting(oblique.noun)
        });
        let of_it = in_it || clause.subject.is_some_and(lasting);
        let mounts = self.is_told_since() && !lasts && !self.is_time_unit();
        !moves && (mounts || of_it && self.is_casualty())
    }

    /// "have grown to 34,000 since May": it is so now, and not in May.
    fn is_come_since(&self, time: &dating::Time) -> bool {
        self.quantity.step == Some(Step::To)
            && self.clause.is_some_and(|clause| clause.tense == Tense::Perfect)
            && dating::side(self.context, time) == dating::Side::After
    }

    /// "down from 2,900 in the spring": a time right behind a number that it is compared with.
    fn is_of_another(&self, time: &dating::Time) -> bool {
        let Some(sentence) = self.context.sentence(self.number.sentence) else {
            return false;
        };
        let compares = |token: &usize| {
            let before = token.checked_sub(1).map(|before| self.form(before));
            let time = self
                .context
                .is_time(self.context.span(Word { token: *token, ..self.number }));
            !time && matches!(before, Some("from" | "against" | "with" | "than"))
        };
        let other = (self.number.token + 1..sentence.tokens.len()).find(compares);
        // "to 60 from 180 by June": by then it is 60.
        let due = dating::side(self.context, time) == dating::Side::Before;
        let starts = |other: usize| other > 0 && self.form(other - 1) == "from";
        let other = other.filter(|&other| !(due && starts(other)));
        let behind = other.and_then(|other| self.time_behind(other));
        behind.is_some_and(|behind| behind.span == time.span)
    }

    /// The time right behind a number and its noun: "2,900 in the spring", "40 ships a year ago".
    pub(super) fn time_behind(&self, number: usize) -> Option<&dating::Time> {
        let word = |token: usize| Word { token, ..self.number };
        let is = |token: usize, class: &[WordClass]| {
            self.context
                .token(word(token))
                .is_some_and(|token| class.contains(&token.class))
        };
        is(number, &[WordClass::Number]).then_some(())?;
        let mut token = number + 1;
        let mut skip = |class: WordClass, most: usize| {
            let time =
                |token: usize| self.context.is_time(self.context.span(word(token)));
            let run = (token..token + most)
                .take_while(|&token| is(token, &[class]) && !time(token))
                .count();
            token += run;
        };
        skip(WordClass::Noun, 2);
        skip(WordClass::Adposition, 1);
        // "From 2,800 to 1500": what it came to may read as a year, and is none.
        if token > number + 1 && self.form(token - 1) == "to" {
            return None;
        }
        let start = self.context.span(word(token)).start();
        let span = self.context.sentence(self.number.sentence)?.span;
        let times = self.context.times_within(span);
        let mut near = times.filter(|time| {
            let gap = self.context.text.as_str().get(start..time.span.start());
            dating::is_date(&time.value.1)
                && (time.span.start() == start || gap.is_some_and(|gap| gap == "the "))
        });
        near.next()
    }

    /// "compared with 400 in January", "against 52 a year ago".
    pub(super) fn is_compared(&self) -> bool {
        let Some(before) = self.first().checked_sub(1) else { return false };
        let led = before.checked_sub(1).map(|token| self.form(token));
        match self.form(before) {
            "with" | "to" => led == Some("compared"),
            "against" => matches!(led, Some("," | "as")),
            "versus" => true,
            _ => false,
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
        let items = self.items();
        if items.len() > 1 {
            let words = items
                .iter()
                .map(|&item| Value::words(&one_line(self.context.words(item))))
                .collect();
            fields.set(Field::Items, Value::List(words), &items);
        }
    }

    /// The items right behind the noun, or behind the colon that ends its clause: "three factors
    /// are to guide it: the tide, the wind and the wage". As many as are counted, or none.
    pub(super) fn items(&self) -> Vec<Span> {
        let noun = self.noun.filter(|_| self.quantity.is_count);
        let sentence = noun.and_then(|noun| self.context.sentence(noun.sentence));
        let (Some(noun), Some(sentence)) = (noun, sentence) else { return Vec::new() };
        let end = self.context.span(noun).end();
        let rest = Span::of(end..sentence.span.end().max(end));
        let words = self.context.words(rest);
        let colon =
            [": ", " - ", " – ", " — "].iter().filter_map(|mark| words.find(mark)).min();
        let behind = colon.map(|at| Span::of(end + at..rest.end()));
        let lists = [Some(rest), behind].into_iter().flatten();
        let mut lists = lists.map(|rest| crate::listing::items(self.context, rest));
        lists.find(|items| self.are_counted(items)).unwrap_or_default()
    }

    /// Whether there are as many items as are counted, and each is a noun.
    fn are_counted(&self, items: &[Span]) -> bool {
        let Amount::One(value) = self.quantity.value else { return false };
        let as_many = value.whole() == i64::try_from(items.len()).ok();
        as_many && items.iter().all(|item| !self.tells(*item))
    }

    /// "aged 6 and 8", "are missing": an item that names nothing.
    fn tells(&self, item: Span) -> bool {
        let first =
            self.context.word_at(item.start()).and_then(|word| self.context.token(word));
        first.is_none_or(|token| {
            matches!(token.class, WordClass::Auxiliary | WordClass::Number)
                || matches!(
                    &*token.tag,
                    "VBD" | "VBN" | "VBZ" | "VBP" | "MD" | "WDT" | "WP"
                ) && token.relation != Relation::Adjective
        })
    }
}
