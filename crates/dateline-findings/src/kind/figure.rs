//! # What it records
//! How many, of what, whose, where and as of when; with the comparator, and for a change what
//! it starts from and what it comes to.
//!
//! # How it is said
//! Digits and number words before what they count, "the number of guards fell from 40 to 25",
//! durations ("a three-year war"), money, shares, the dead and the hurt, round words
//! ("thousands of people", at least 1000).
//!
//! # Example
//! More than 5,200 soldiers are stationed in Varn.
//!
//! # Not this
//! Years, days and times, ages, street numbers, sections, scores, page counters; "one of them",
//! "the two sides".
//!
//! # Known misses
//! Counts told by a list of names; what is counted two sentences before.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_language::{Decimal, Relation, WordClass};
use dateline_names::{ActorClass, Resolution};
use dateline_text::{Span, fold};
use dateline_time::{Grain, TimexClass};

use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Polarity};
use crate::kind::event;
use crate::modality::{modality_of, polarity_of};
use crate::phrase;
use crate::quantity::{self, Amount, Quantity, Step};
use crate::trigger;
use crate::value::Value;

static PEOPLE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/people.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Whether a noun counts persons.
pub(crate) fn is_people(lemma: &str) -> bool {
    PEOPLE.contains(lemma)
}

/// Reads the findings of this kind.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let found = quantity::with_vague(context.text, context.analysis);
    found
        .iter()
        .filter_map(|quantity| Figure::new(context, quantity)?.finding())
        .collect()
}

/// A quantity in its place in the sentence.
struct Figure<'a, 'b> {
    context: &'b Context<'a>,
    quantity: &'b Quantity,
    /// The number itself.
    number: Word,
    /// The noun that is counted or measured: "soldiers", "decade", "toll".
    noun: Option<Word>,
    /// The clause it stands in.
    clause: Option<&'b Clause>,
}

impl<'a, 'b> Figure<'a, 'b> {
    fn new(context: &'b Context<'a>, quantity: &'b Quantity) -> Option<Self> {
        let number = context.word_at(quantity.number.end().checked_sub(1)?)?;
        let mut figure = Self {
            context,
            quantity,
            number,
            noun: None,
            clause: context.clause_of(number),
        };
        figure.noun = figure.counted();
        (!figure.is_none()).then_some(figure)
    }

    fn lemma(&self, token: usize) -> String {
        trigger::lemma(self.context, Word { token, ..self.number })
    }

    fn form(&self, token: usize) -> String {
        fold(self.context.form(Word { token, ..self.number }))
    }

    /// The noun of the quantity: the last noun of its words, or what "number of" stands before.
    fn counted(&self) -> Option<Word> {
        let span = self.quantity.span;
        if self.quantity.is_count || self.measures_noun() {
            let last = self.context.word_at(span.end().checked_sub(1)?)?;
            return (last.sentence == self.number.sentence).then_some(last);
        }
        None
    }

    fn measures_noun(&self) -> bool {
        self.quantity.unit != "-"
    }

    /// Whether it is no figure worth a line in a record.
    fn is_none(&self) -> bool {
        self.is_date()
            || self.is_age()
            || self.is_anaphoric()
            || self.is_idle()
            || self.is_model()
    }

    /// Part of a date or a relative day: "two weeks ago".
    fn is_date(&self) -> bool {
        let span = self.quantity.number;
        let first =
            self.context.times.partition_point(|time| time.span.end() <= span.start());
        let within =
            self.context.times.get(first).filter(|time| time.span.contains(span));
        let date = within.is_some_and(|time| {
            let when = &time.value.1;
            matches!(when.class, TimexClass::Date | TimexClass::Time | TimexClass::Set)
                && !(self.is_time_unit() && self.is_stretch())
        });
        let next = self.context.word_at(self.quantity.span.end() + 1);
        let relative = next.is_some_and(|next| {
            matches!(
                fold(self.context.form(next)).as_str(),
                "ago" | "later" | "after" | "earlier" | "before" | "from"
            )
        });
        date || self.is_time_unit() && relative
    }

    fn is_time_unit(&self) -> bool {
        matches!(
            self.quantity.unit.as_str(),
            "second"
                | "minute"
                | "hour"
                | "day"
                | "week"
                | "month"
                | "year"
                | "decade"
                | "century"
        )
    }

    /// "over the past six months" is a stretch of time, though it is anchored.
    fn is_stretch(&self) -> bool {
        self.number.token.checked_sub(1).is_some_and(|before| {
            matches!(self.form(before).as_str(), "past" | "last" | "next" | "coming")
        })
    }

    /// "five years old", "a 28-year-old", "aged 28", "Vero Malk, 28,".
    fn is_age(&self) -> bool {
        let end = self.quantity.span.end();
        let text = self.context.text;
        let after = text.as_str().get(end..).unwrap_or_default();
        let after = after.trim_start_matches(['-', ' ']);
        let old = after.starts_with("old") || after.starts_with("of age");
        let before = |count: usize| {
            self.number.token.checked_sub(count).map(|token| self.form(token))
        };
        let aged = before(1).is_some_and(|word| matches!(word.as_str(), "aged" | "age"))
            || before(1).is_some_and(|word| word == "of")
                && before(2).is_some_and(|word| matches!(word.as_str(), "age" | "ages"));
        self.quantity.unit == "year" && old || aged
    }

    /// "the 737 airliner", "the 5000 mark", "3.0 software": a number before a noun in the singular
    /// names it.
    fn is_model(&self) -> bool {
        let Some(noun) = self.noun.filter(|_| self.quantity.is_count) else {
            return false;
        };
        let Some(token) = self.context.token(noun) else { return false };
        let Amount::One(value) = self.quantity.value else { return false };
        let broken = value.whole().is_none() && value > Decimal::from(1);
        let many = matches!(
            self.lemma(noun.token).as_str(),
            "people"
                | "personnel"
                | "police"
                | "staff"
                | "aircraft"
                | "crew"
                | "cattle"
                | "fish"
                | "dead"
                | "%"
        );
        let joined = self.context.words(Span::of(
            self.quantity.number.end()
                ..(self.quantity.number.end() + 1).min(self.context.text.len()),
        )) == "-";
        let several = value > Decimal::from(1) && &*token.tag == "NN" && !many && !joined;
        several && !is_people(&self.lemma(noun.token))
            || broken && value < Decimal::from(1_000)
    }

    /// "the two sides", "one of them", "both": told before.
    fn is_anaphoric(&self) -> bool {
        let small = match self.quantity.value {
            Amount::One(value) => value <= Decimal::from(10),
            Amount::Range(..) => false,
        };
        let before = self.number.token.checked_sub(1).map(|before| self.form(before));
        let definite = before.is_some_and(|before| {
            matches!(
                before.as_str(),
                "the"
                    | "both"
                    | "these"
                    | "those"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "our"
                    | "'s"
                    | "’s"
                    | "all"
                    | "other"
            )
        });
        let one = self.quantity.value == Amount::One(1.into())
            && self.quantity.is_count
            && !self.is_casualty();
        one || small && definite && self.quantity.is_count
    }

    /// A bare number that no noun and no verb explains.
    fn is_idle(&self) -> bool {
        let idle = matches!(
            self.quantity.unit.as_str(),
            "time"
                | "way"
                | "thing"
                | "side"
                | "reason"
                | "point"
                | "other"
                | "degree"
                | "sort"
                | "kind"
        );
        if idle {
            return !self.is_casualty();
        }
        self.quantity.unit == "-"
            && self.subject_of_count().is_none()
            && !self.is_casualty()
    }

    /// Whether it counts the killed, hurt or missing.
    fn is_casualty(&self) -> bool {
        self.harm().is_some()
    }

    /// The word that says what happened to those who are counted: "killed", "injured".
    fn harm(&self) -> Option<&'static str> {
        let next = self.number.token + 1;
        let verb = self.clause.map(|clause| clause.verb);
        let near = [Some(next), Some(next + 1), verb];
        near.into_iter().flatten().find_map(|token| {
            let close = token <= next + 1 || self.is_core(token);
            close.then(|| harm_word(&self.form(token), &self.lemma(token))).flatten()
        })
    }

    /// Whether the quantity is subject or object of that verb.
    fn is_core(&self, verb: usize) -> bool {
        let Some(clause) = self.clause.filter(|clause| clause.verb == verb) else {
            return false;
        };
        let head = self.noun.unwrap_or(self.number).token;
        [clause.subject, clause.object].into_iter().flatten().any(|core| {
            core == head
                || core == self.number.token
                || self.context.sentence(self.number.sentence).is_some_and(|sentence| {
                    sentence.is_under(head, core) && core.abs_diff(head) < 6
                })
        })
    }

    /// "the number of guards fell to 25": the noun of the subject or object that is a count.
    fn subject_of_count(&self) -> Option<Word> {
        let clause = self.clause?;
        let core = [clause.subject, clause.object];
        let token = core.into_iter().flatten().find(|&token| {
            matches!(
                self.lemma(token).as_str(),
                "number"
                    | "toll"
                    | "total"
                    | "count"
                    | "figure"
                    | "strength"
                    | "size"
                    | "turnout"
                    | "population"
                    | "majority"
                    | "score"
                    | "tally"
            )
        });
        let people = core.into_iter().flatten().find(|&token| {
            PEOPLE.contains(self.lemma(token).as_str()) && self.quantity.step.is_some()
        });
        token.or(people).map(|token| Word { token, ..self.number })
    }

    fn finding(&self) -> Option<Finding> {
        let mut fields = Fields::new();
        let (value, unit) = self.value_and_unit()?;
        fields.set(Field::Number, value, &[self.quantity.number]);
        fields.set(Field::Comparator, Value::word(self.quantity.bound.as_str()), &[]);
        if let Some(step) = self.quantity.step {
            fields.set(Field::Change, Value::word(step.as_str()), &[]);
        }
        fields.set(Field::Unit, Value::words(&unit), &[]);
        let what = self.what();
        fields.set_some(Field::What, what.map(|what| Value::words(&what)), &[]);
        self.set_holder(&mut fields);
        self.set_place(&mut fields);
        self.set_as_of(&mut fields);
        self.set_items(&mut fields);
        let rule = format!("figure, {}", self.rule());
        let mut finding = Finding::new(Kind::Figure, self.evidence(), &rule, fields);
        finding.modality = self.modality();
        finding.polarity = self
            .clause
            .map_or(Polarity::Positive, |clause| polarity_of(self.context, clause));
        finding.confidence = if self.quantity.is_vague { 550 } else { 750 };
        Some(finding)
    }

    fn rule(&self) -> &'static str {
        match (self.quantity.step, self.quantity.is_count) {
            (Some(_), _) => "part of a change",
            _ if self.quantity.is_vague => "round word",
            (None, true) => "number before a noun",
            (None, false) => "measure",
        }
    }

    /// The value with its unit; a decade is ten years, people are persons.
    fn value_and_unit(&self) -> Option<(Value, String)> {
        let factor = match self.quantity.unit.as_str() {
            "decade" => 10,
            "century" => 100,
            _ => 1,
        };
        let times = |value: Decimal| value.times(factor.into());
        let value = match self.quantity.value {
            Amount::One(value) => Value::Number(times(value)?),
            Amount::Range(low, high) => Value::Range(times(low)?, times(high)?),
        };
        Some((value, self.unit()))
    }

    fn unit(&self) -> String {
        let unit = self.quantity.unit.as_str();
        if PEOPLE.contains(unit) || self.is_casualty() && matches!(unit, "-" | "other") {
            return "persons".to_owned();
        }
        match unit {
            "-" => {
                let told = self.subject_of_count();
                let persons = told.is_some_and(|word| self.is_of_people(word));
                if persons { "persons".to_owned() } else { "-".to_owned() }
            }
            "decade" | "century" => "years".to_owned(),
            "percentage" => "percent".to_owned(),
            unit => plural(unit),
        }
    }

    /// "the number of guards", "the death toll".
    fn is_of_people(&self, word: Word) -> bool {
        let lemma = self.lemma(word.token);
        if lemma == "toll" || PEOPLE.contains(lemma.as_str()) {
            return true;
        }
        let tree = self.context.tree(word.sentence);
        tree.is_some_and(|tree| {
            tree.children_in(word.token, &[Relation::Modifier])
                .any(|child| PEOPLE.contains(self.lemma(child).as_str()))
        })
    }

    /// What is counted, in the words of the report without the number.
    fn what(&self) -> Option<String> {
        if let Some(told) = self.subject_of_count().filter(|_| self.quantity.unit == "-")
        {
            return Some(self.told_words(told));
        }
        if self.is_time_unit() {
            return self.what_lasts();
        }
        let noun = self.noun?;
        if !self.quantity.is_count {
            return self.what_measures(noun);
        }
        let start =
            self.context.span(Word { token: self.number.token + 1, ..self.number });
        let whole = self.whole_phrase(noun);
        let span = Span::of(start.start().min(whole.end())..whole.end());
        let mut words = one_line(self.context.words(span));
        if let Some(stripped) = words.strip_prefix("of ") {
            words = stripped.to_owned();
        }
        if let Some(verb) = self.participle().or_else(|| self.doing()) {
            words.push(' ');
            words.push_str(&verb);
        }
        Some(words)
    }

    /// "a $40 million *contract*", "$48 million in *assets*", "a *loss* of $15 million"; else who
    /// has it.
    fn what_measures(&self, unit: Word) -> Option<String> {
        let next = Word { token: unit.token + 1, ..unit };
        let follows = self.context.token(next).is_some_and(|token| {
            matches!(token.class, WordClass::Noun | WordClass::Adjective)
        });
        if follows && let Some(noun) = self.noun_from(next) {
            let start = self.context.span(next).start();
            let whole = self.whole_phrase(noun);
            return Some(one_line(
                self.context.words(Span::of(start..whole.end().max(start))),
            ));
        }
        let tree = self.context.tree(unit.sentence)?;
        let below = tree.children_in(unit.token, &[Relation::Modifier]).find(|&child| {
            tree.child(child, &[Relation::Case]).is_some_and(|case| {
                matches!(self.form(case).as_str(), "of" | "in" | "for")
            })
        });
        if let Some(child) = below.filter(|&child| child > unit.token) {
            let word = Word { token: child, ..unit };
            if !trigger::is_time(self.context, word) {
                return Some(one_line(self.context.words(self.whole_phrase(word))));
            }
        }
        let head = self.context.token(unit)?.head;
        let over = head.map(|token| Word { token, ..unit }).filter(|&over| {
            tree.relation(unit.token) == Some(Relation::Modifier)
                && self
                    .context
                    .token(over)
                    .is_some_and(|token| token.class == WordClass::Noun)
        });
        if let Some(over) = over {
            let (first, _) = tree.reach(over.token);
            let words = self.context.span_of(over.sentence, first, over.token);
            let words = one_line(self.context.words(words));
            let bare = words.trim_start_matches("the ").trim_start_matches("a ");
            return Some(bare.to_owned());
        }
        self.quantity.concept.map(|concept| one_line(self.context.words(concept)))
    }

    /// The last noun of the run that starts at a word.
    fn noun_from(&self, first: Word) -> Option<Word> {
        let tokens = &self.context.sentence(first.sentence)?.tokens;
        let run = tokens.iter().enumerate().skip(first.token).take(6).take_while(
            |(_, token)| {
                matches!(
                    token.class,
                    WordClass::Noun | WordClass::Adjective | WordClass::ProperNoun
                )
            },
        );
        let last = run.filter(|(_, token)| token.class == WordClass::Noun).last();
        let token = last.map(|(token, _)| token)?;
        let word = Word { token, ..first };
        (!trigger::is_time(self.context, word)).then_some(word)
    }

    /// "over 100,000 have been trained": what was done to those who are counted.
    fn participle(&self) -> Option<String> {
        if let Some(harm) = self.harm() {
            return Some(harm.to_owned());
        }
        let clause = self.clause.filter(|clause| clause.passive && clause.own_subject)?;
        self.is_core(clause.verb).then(|| self.form(clause.verb))
    }

    /// "500 instructors are training guards": what those who are counted are doing.
    fn doing(&self) -> Option<String> {
        let clause =
            self.clause.filter(|clause| clause.own_subject && !clause.passive)?;
        let verb = Word { token: clause.verb, ..self.number };
        let going_on = &*self.context.token(verb)?.tag == "VBG";
        let object = clause.object.filter(|_| going_on && self.is_core(clause.verb))?;
        let object = phrase::noun_phrase(self.context, Word { token: object, ..verb });
        let span = self.context.span(verb).cover(object);
        (span.len() < 80).then(|| one_line(self.context.words(span)))
    }

    /// "the number of American troops in Varn": what stands behind "of".
    fn told_words(&self, told: Word) -> String {
        let whole = phrase::noun_phrase(self.context, told);
        let words = one_line(self.context.words(whole));
        let bare = words.strip_prefix("the ").unwrap_or(&words);
        bare.strip_prefix("number of ").unwrap_or(bare).to_owned()
    }

    /// What lasts so long: "a three years *fight*", "a decade of *cooperation*".
    fn what_lasts(&self) -> Option<String> {
        let noun = self.noun.unwrap_or(self.number);
        let tree = self.context.tree(noun.sentence)?;
        let of = tree.children_in(noun.token, &[Relation::Modifier]).next();
        let over = self.context.token(noun)?.head;
        let over = over.filter(|&head| {
            self.context.token(Word { token: head, ..noun }).is_some_and(|token| {
                matches!(token.class, WordClass::Noun | WordClass::Verb)
            })
        });
        let word = Word { token: of.or(over)?, ..noun };
        let verb = self.context.token(word)?.class == WordClass::Verb;
        let span = if verb {
            event::clause_span(self.context, word)
        } else {
            self.whole_phrase(word)
        };
        let words = one_line(self.context.words(span));
        (words.split_whitespace().count() <= 16).then_some(words)
    }

    /// The phrase of the counted noun, without the list or clause that explains it.
    fn whole_phrase(&self, noun: Word) -> Span {
        let span = phrase::noun_phrase(self.context, noun);
        let words = self.context.words(span);
        let after = self.context.span(noun).end().saturating_sub(span.start());
        let cut = words
            .get(after..)
            .and_then(|rest| rest.find([',', ':', ';', '(', '"', '“']))
            .map_or(span.end(), |at| span.start() + after + at);
        self.context.text.trim(Span::of(span.start()..cut))
    }

    /// Whose they are: the state or body before the noun, or whose size is told.
    fn set_holder(&self, fields: &mut Fields) {
        let noun =
            self.subject_of_count().and_then(|told| self.behind_of(told)).or(self.noun);
        let Some(noun) = noun else { return };
        let Some(tree) = self.context.tree(noun.sentence) else { return };
        let before = [Relation::Adjective, Relation::Compound, Relation::Possessive];
        for child in tree.children_in(noun.token, &before) {
            let word = Word { token: child, ..noun };
            if let Some(mention) = phrase::mention(self.context, word)
                && let Resolution::One(actor) = mention.resolution
                && mention.class != ActorClass::Person
            {
                let name = phrase::actor_name(self.context, actor);
                fields.set(Field::Holder, name, &[mention.span]);
                return;
            }
        }
    }

    fn behind_of(&self, told: Word) -> Option<Word> {
        let tree = self.context.tree(told.sentence)?;
        let token = tree.children_in(told.token, &[Relation::Modifier]).next()?;
        Some(Word { token, ..told })
    }

    fn set_place(&self, fields: &mut Fields) {
        let mut heads: Vec<usize> = Vec::new();
        let told = self.subject_of_count().and_then(|told| self.behind_of(told));
        heads.extend(told.map(|word| word.token));
        heads.extend(self.noun.map(|word| word.token));
        heads.extend(self.clause.map(|clause| clause.verb));
        for head in heads {
            let Some(tree) = self.context.tree(self.number.sentence) else { return };
            for child in tree.children_in(head, &[Relation::Modifier, Relation::Oblique])
            {
                let word = Word { token: child, ..self.number };
                let inside = tree.child(child, &[Relation::Case]).is_some_and(|case| {
                    matches!(self.form(case).as_str(), "in" | "at" | "across")
                });
                if inside && event::is_place(self.context, word) {
                    let place = phrase::name(self.context, word);
                    fields.set(Field::Place, place, &[self.context.span(word)]);
                    return;
                }
            }
        }
    }

    /// The day it holds for: the one that dates its noun or verb; else, in the present tense,
    /// the day of publication.
    fn set_as_of(&self, fields: &mut Fields) {
        let to_date = self.is_to_date();
        if to_date {
            fields.set(Field::Cumulative, Value::Truth(true), &[]);
        }
        let verb = self.clause.map(|clause| Word { token: clause.verb, ..self.number });
        let dated =
            verb.and_then(|verb| dating::dated_by(self.context, verb)).filter(|time| {
                !time.span.overlaps(self.quantity.span)
                    && time.value.1.grain != Grain::Vague
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
    fn set_items(&self, fields: &mut Fields) {
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

    fn modality(&self) -> Modality {
        let modality = self
            .clause
            .map_or(Modality::Asserted, |clause| modality_of(self.context, clause));
        // Where a planned change starts is where things stand.
        if self.quantity.step == Some(Step::From) { Modality::Asserted } else { modality }
    }

    /// The clause where the counted ones act or suffer; else the words of the quantity.
    fn evidence(&self) -> Span {
        if matches!(self.quantity.step, Some(Step::From | Step::To)) {
            let before = self.number.token.checked_sub(1);
            let span =
                before.map(|token| self.context.span(Word { token, ..self.number }));
            return span
                .map_or(self.quantity.number, |span| span.cover(self.quantity.number));
        }
        let clause = self.clause.filter(|clause| clause.own_subject);
        let subject = clause.and_then(|clause| clause.subject);
        let head = self.noun.unwrap_or(self.number).token;
        if let Some(clause) = clause.filter(|_| subject == Some(head)) {
            let verb = Word { token: clause.verb, ..self.number };
            let span = event::clause_span(self.context, verb);
            if span.len() <= 160 && span.contains(self.quantity.number) {
                return span;
            }
        }
        self.quantity.span
    }
}

/// What a word says that happened to people, as the record tells it.
fn harm_word(form: &str, lemma: &str) -> Option<&'static str> {
    Some(match (form, lemma) {
        (_, "kill" | "die") | ("dead", _) => "killed",
        (_, "injure" | "wound") | ("hurt", _) => "injured",
        ("missing", _) => "missing",
        (_, "displace") => "displaced",
        (_, "arrest" | "detain") => "arrested",
        (_, "abduct" | "kidnap") => "abducted",
        _ => return None,
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The plural of a unit, as figures name it.
fn plural(unit: &str) -> String {
    let (first, last) =
        unit.rsplit_once(' ').map_or(("", unit), |(first, last)| (first, last));
    let stem =
        last.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let last = match last {
        "foot" => "feet".to_owned(),
        "inch" => "inches".to_owned(),
        "yen" | "yuan" | "pence" | "celsius" | "series" | "aircraft" | "percent" => {
            last.to_owned()
        }
        _ => stem.map_or_else(
            || {
                if let Some(stem) = last.strip_suffix("sis") {
                    return format!("{stem}ses");
                }
                let hissing = last.ends_with(['s', 'x']) || last.ends_with("ch");
                format!("{last}{}", if hissing { "es" } else { "s" })
            },
            |stem| format!("{stem}ies"),
        ),
    };
    if first.is_empty() { last } else { format!("{first} {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_named_in_the_plural() {
        assert_eq!(plural("factor"), "factors");
        assert_eq!(plural("country"), "countries");
        assert_eq!(plural("square mile"), "square miles");
    }

    #[test]
    fn the_table_of_people_is_sorted() {
        let rows: Vec<&str> = include_str!("../../data/people.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
