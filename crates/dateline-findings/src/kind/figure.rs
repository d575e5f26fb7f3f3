//! # What it records
//! How many, of what, whose, where and as of when; with the comparator, and for a change what
//! it starts from and what it comes to.
//!
//! # How it is said
//! Digits and number words before what they count, "the number of guards fell from 40 to 25", the
//! two sides of a vote, durations ("a three-year war", "six days after the vote"), money, shares,
//! magnitudes, the dead and the hurt ("lost their lives"), round words ("thousands of people", at
//! least 1000; "several hundred", at least 200), by themselves where only people do that
//! ("thousands marched"); a number by itself, which counts what was counted before it ("58 have
//! left", "that figure fell to 5,100"), how large a force is and what each sends ("a company of
//! 90", "410 strong", "from Varn (1,200) and Skell (640)"), or part of it or the number of those
//! only named ("40 of them are women"); millions by themselves, of the currency told before ("a
//! profit of 21 million").
//!
//! # Example
//! More than 5,200 soldiers are stationed in Varn.
//!
//! # Not this
//! Years, days and times, ages, street numbers, sections, scores, page counters; "one of them",
//! "the two sides".
//!
//! # Known misses
//! Counts told by a list of names; what is counted five sentences before, or in another heading;
//! "of them" where two plurals may be meant.

mod around;
mod aside;
mod ballot;
mod belonging;
mod harm;
mod measured;
mod part;
mod refuse;
mod sized;
mod unit;
mod what;

use dateline_language::WordClass;
use dateline_text::{Span, one_line};

use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Polarity};
use crate::kind::event;
use crate::modality::{modality_of, polarity_of};
use crate::quantity::{self, Amount, Quantity, Step};
use crate::trigger;
use crate::value::Value;
use ballot::{Ballot, ballots};
use part::Whole;
use unit::is_force;

pub(crate) use unit::is_people;

/// The words of a figure are at most so many times as long as its number.
const MOST_SHARE: usize = 4;
/// So short they hide nothing: "against 38".
const SHORT: usize = 10;

/// Reads the findings of this kind.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let found = quantity::with_vague(context.text, context.analysis);
    let sides = ballots(context, &found);
    let mut told: Vec<Told> = Vec::new();
    let mut money: Option<&str> = None;
    let mut figures = Vec::new();
    for (quantity, side) in found.iter().zip(sides) {
        if quantity::is_money(&quantity.unit) {
            money = Some(&quantity.unit);
        }
        let Some(figure) = Figure::new(context, quantity, side, money) else { continue };
        let Some((finding, counts)) = figure.read(&told) else { continue };
        if counts {
            told.push(figure.told(&finding));
        }
        figures.push(finding);
    }
    figures
}

fn is_time_unit(unit: &str) -> bool {
    matches!(
        unit,
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

/// What was counted or measured before: a bare number behind it counts the same.
#[derive(Clone)]
struct Told {
    sentence: usize,
    amount: Amount,
    /// Whether it counts, and does not measure.
    counts: bool,
    /// Whether persons are counted.
    persons: bool,
    /// What it is measured in, or the noun in the singular.
    measure: String,
    number: Option<Value>,
    unit: Option<Value>,
    what: Option<Value>,
}

impl Told {
    /// "120 observers in Dovrel".
    fn line(&self) -> String {
        let lines = [&self.number, &self.what].into_iter().flatten().map(Value::to_line);
        lines.collect::<Vec<_>>().join(" ")
    }
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
    /// Which side of a vote it counts.
    side: Option<Ballot>,
    /// The currency that the report told last.
    money: Option<&'b str>,
}

impl<'a, 'b> Figure<'a, 'b> {
    fn new(
        context: &'b Context<'a>,
        quantity: &'b Quantity,
        side: Option<Ballot>,
        money: Option<&'b str>,
    ) -> Option<Self> {
        let number = context.word_at(quantity.number.end().checked_sub(1)?)?;
        let mut figure = Self {
            context,
            quantity,
            number,
            noun: None,
            clause: context.clause_of(number),
            side,
            money,
        };
        figure.noun = figure.counted();
        if let Some(clause) = figure.clause_of_part() {
            figure.clause = Some(clause);
        }
        (!figure.is_none()).then_some(figure)
    }

    /// The finding, and whether a number behind it may count the same.
    fn read(&self, told: &[Told]) -> Option<(Finding, bool)> {
        let here = self.number.sentence;
        let whole = self.whole(told);
        // "Nine of them" of nobody told before says nothing.
        if whole.is_none() && self.is_part() {
            return None;
        }
        let mut finding = self.finding()?;
        self.take_what(told.last(), &mut finding);
        if let Some(whole) = whole {
            self.take_part(&whole, &mut finding);
            return Some((finding, matches!(whole, Whole::Named(_))));
        }
        if let Some(whole) = self.whole_before(told) {
            self.take_whole(whole, &mut finding);
            return Some((finding, false));
        }
        if let Some(what) = self.part_of_untold() {
            finding.fields.set(Field::Unit, Value::words("persons"), &[]);
            finding.fields.set(Field::What, Value::words(&what), &[]);
            return Some((finding, false));
        }
        if let Some(what) = self.of_those() {
            finding.fields.set(Field::Unit, Value::words("persons"), &[]);
            finding.fields.set(Field::What, Value::words(&what), &[]);
        } else if self.is_bare() {
            let near = told.iter().rev().find(|told| told.counts);
            self.take_over(near.filter(|told| here <= told.sentence + 4), &mut finding);
            return Some((finding, false));
        }
        let counts = (self.noun.is_some() || self.is_casualty() || self.is_of_force())
            && self.side.is_none()
            && !self.is_time_unit();
        Some((finding, counts))
    }

    /// What a finding tells, for the numbers behind it.
    fn told(&self, finding: &Finding) -> Told {
        let take = |field: Field| finding.fields.get(field).cloned();
        let unit = take(Field::Unit);
        Told {
            sentence: self.number.sentence,
            amount: self.quantity.value,
            counts: self.quantity.is_count || self.is_part() || self.is_of_force(),
            persons: unit.as_ref().is_some_and(|unit| unit.to_line() == "persons"),
            measure: self.quantity.unit.clone(),
            number: take(Field::Number),
            unit,
            what: take(Field::What),
        }
    }

    fn lemma(&self, token: usize) -> &str {
        trigger::lemma(self.context, Word { token, ..self.number })
    }

    fn form(&self, token: usize) -> &str {
        self.context.folded_form(Word { token, ..self.number })
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

    fn is_time_unit(&self) -> bool {
        is_time_unit(&self.quantity.unit)
    }

    fn is_money(&self) -> bool {
        quantity::is_money(&self.quantity.unit)
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
        let by_words = || self.sized().map(|token| Word { token, ..self.number });
        let Some(clause) = self.clause else { return by_words() };
        let core = [clause.subject, clause.object];
        let core = core.into_iter().flatten().filter(|&token| token != self.number.token);
        let token = core.clone().find(|&token| {
            matches!(
                self.lemma(token),
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
        let changes = self.quantity.step.is_some();
        let people = core.clone().find(|&token| {
            let lemma = self.lemma(token);
            changes && is_people(lemma) || (changes || self.is_size()) && is_force(lemma)
        });
        let people = people.or_else(|| self.sized());
        token.or(people).map(|token| Word { token, ..self.number })
    }

    fn finding(&self) -> Option<Finding> {
        let mut fields = Fields::new();
        let (value, unit) = self.value_and_unit()?;
        fields.set(Field::Number, value, &[self.quantity.number]);
        fields.set(Field::Comparator, Value::word(self.quantity.bound.as_str()), &[]);
        if let Some(step) = self.step() {
            fields.set(Field::Change, Value::word(step.as_str()), &[]);
        }
        fields.set(Field::Unit, Value::words(&unit), &[]);
        let what = self.what();
        fields.set_some(Field::What, what.map(|what| Value::words(&what)), &[]);
        if let Some((noun, number)) =
            self.noun.and_then(|noun| Some((noun, self.out_of(noun)?)))
        {
            let whole = self.context.span_of(noun.sentence, number, noun.token);
            let whole = one_line(self.context.words(whole));
            fields.set(Field::PartOf, Value::words(&whole), &[]);
        }
        self.set_holder(&mut fields);
        self.set_place(&mut fields);
        self.set_as_of(&mut fields);
        self.set_items(&mut fields);
        let rule = format!("figure, {}", self.rule());
        let mut finding = Finding::new(Kind::Figure, self.evidence(), &rule, fields);
        finding.modality = self.modality();
        if finding.modality == Modality::Asserted && self.is_to_come(&finding.fields) {
            finding.modality = Modality::Planned;
        }
        finding.polarity = self.polarity();
        finding.confidence = if self.quantity.is_vague { 550 } else { 750 };
        Some(finding)
    }

    /// "An increase of 6 percent takes effect on 1 June", told in May.
    fn is_to_come(&self, fields: &Fields) -> bool {
        let Some(Value::When(when)) = fields.get(Field::AsOf) else { return false };
        let published = self.context.credits.published.as_ref().map(|moment| moment.date);
        let later = published.zip(when.earliest).is_some_and(|(day, first)| first > day);
        later && self.clause.is_some_and(|clause| clause.tense == Tense::Present)
    }

    /// Whether nothing in its own words says what is counted.
    fn is_bare(&self) -> bool {
        self.quantity.unit == "-"
            && self.noun.is_none()
            && self.side.is_none()
            && self.subject_of_count().is_none()
            && !self.is_magnitude()
            && !self.is_casualty()
            && !self.is_crowd()
            && !self.is_sum()
    }

    /// "Attacks fell from 47 to 12": the subject of a change is what is counted; "58 have been
    /// placed": those who were counted last.
    fn take_over(&self, told: Option<&Told>, finding: &mut Finding) {
        let change = self.step().is_some() || self.quantity.trend.is_some();
        let subject = self.clause.and_then(|clause| clause.subject).filter(|_| change);
        let subject =
            subject.map(|token| Word { token, ..self.number }).filter(|&word| {
                self.context.token(word).is_some_and(|token| &*token.tag == "NNS")
            });
        if let Some(subject) = subject {
            let words = self.told_words(subject);
            finding.fields.set(Field::Unit, Value::words(self.form(subject.token)), &[]);
            finding.fields.set(Field::What, Value::words(&words), &[]);
            return;
        }
        let same = |told: &&Told| {
            !change
                || self.quantity.step == Some(Step::By)
                || told.persons && self.is_of_it()
        };
        let Some(told) = told.filter(same) else { return };
        finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
        let what = self.without_harm_of(told).or_else(|| told.what.clone());
        finding.fields.set_some(Field::What, what, &[]);
    }

    /// "The contingent numbered 4,150", "the number of soldiers fell to 2,200": a number by itself
    /// that counts persons.
    fn is_of_force(&self) -> bool {
        let persons = || self.value_and_unit().is_some_and(|(_, unit)| unit == "persons");
        self.quantity.unit == "-" && self.subject_of_count().is_some() && persons()
    }

    /// "and 1.9 percent next year", "from 3.4 percent in April": a share behind another, with a time.
    fn is_joined_measure(&self) -> bool {
        let by = |token: usize| matches!(self.form(token), "by" | "to" | "at");
        let before = self.first().checked_sub(1);
        let from = before.is_some_and(|before| self.form(before) == "from");
        let joint = before.map(|before| before - usize::from(by(before) && before > 0));
        let and =
            from || joint.is_some_and(|joint| matches!(self.form(joint), "and" | "then"));
        and && self.quantity.unit == "percentage"
            && self.time_behind(self.number.token).is_some()
    }

    /// "It was cut to 3,000", "the ceiling was raised to 2,500": what moves stands for what was counted.
    fn is_of_it(&self) -> bool {
        let subject = self.clause.and_then(|clause| clause.subject);
        subject.is_some_and(|subject| {
            matches!(self.form(subject), "it" | "that" | "they")
                || matches!(
                    self.lemma(subject),
                    "cap" | "ceiling" | "level" | "limit" | "number" | "strength"
                )
        })
    }

    /// Whether the subject is a number that was told before: "that figure", "the total".
    fn is_that_figure(&self) -> bool {
        let subject = self.clause.and_then(|clause| clause.subject);
        subject.is_some_and(|subject| {
            let bare = self.form(subject + 1) != "of";
            let told = subject
                .checked_sub(1)
                .is_some_and(|front| matches!(self.form(front), "that" | "the" | "this"));
            told && bare && matches!(self.lemma(subject), "figure" | "number" | "total")
        })
    }

    /// "27 people died and 300 have been vaccinated": who they are, without what the others
    /// suffered.
    fn without_harm_of(&self, told: &Told) -> Option<Value> {
        let what = told.what.as_ref()?.to_line();
        let (whom, harm) = what.rsplit_once(' ')?;
        let joined = told.sentence == self.number.sentence && self.is_before_verb();
        (joined && part::HARMS.contains(&harm)).then(|| Value::words(whom))
    }

    /// "Sales fell 11 percent to 412 million crowns", "58 percent, down from 64 percent in 2032":
    /// where a change starts or ends is of the same.
    fn take_what(&self, told: Option<&Told>, finding: &mut Finding) {
        let like = |told: &&Told| self.is_the_figure() && self.is_measured_like(told);
        if let Some(told) = told.filter(like) {
            finding.fields.set_some(Field::What, told.what.clone(), &[]);
            return;
        }
        // "growth of 1.2 percent this year and 1.9 percent next year"
        let joined = told.filter(|told| {
            self.is_joined_measure()
                && told.sentence == self.number.sentence
                && told.measure == self.quantity.unit
                && told.what.is_some()
        });
        if let Some(told) = joined {
            finding.fields.set_some(Field::What, told.what.clone(), &[]);
            return;
        }
        // "to 1,200 by May, and to 750 by July"
        let next = told.filter(|told| {
            self.is_next_step()
                && told.sentence == self.number.sentence
                && !self.measures_noun()
                && !matches!(&*told.measure, "phase" | "stage" | "step")
        });
        if let Some(told) = next {
            finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
            finding.fields.set_some(Field::What, told.what.clone(), &[]);
            return;
        }
        // "That figure fell to 5,100": of those who were counted before.
        let last = told.filter(|told| told.persons && self.is_that_figure());
        if let Some(told) = last {
            finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
            finding.fields.set_some(Field::What, told.what.clone(), &[]);
            return;
        }
        // "2,500 soldiers, down from 5,200"
        let before = |back: usize| {
            self.number.token.checked_sub(back).map_or("", |token| self.form(token))
        };
        let bare = self.noun.is_none_or(|noun| noun.token < self.number.token)
            && before(1) == "from"
            && matches!(before(2), "down" | "up")
            && !self.measures_noun();
        let same = told.filter(|told| bare && told.sentence == self.number.sentence);
        if let Some(told) = same.filter(|told| told.what.is_some()) {
            finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
            finding.fields.set_some(Field::What, told.what.clone(), &[]);
            return;
        }
        let measures = self.measures_noun() || self.is_sum();
        let change = self.quantity.step.is_some() && measures;
        let here = told.filter(|told| change && told.sentence == self.number.sentence);
        let Some(told) = here else { return };
        let none = finding.fields.get(Field::What).is_none();
        let counts = told
            .what
            .as_ref()
            .is_some_and(|what| what.to_line().bytes().any(|byte| byte.is_ascii_digit()));
        if counts {
            return;
        }
        if none && told.measure == "percentage" && self.quantity.step == Some(Step::To) {
            finding.fields.set_some(Field::What, told.what.clone(), &[]);
        } else if none && self.is_measured_like(told) {
            finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
            finding.fields.set_some(Field::What, told.what.clone(), &[]);
        }
    }

    /// "Varn puts the figure at 25 percent": of what the figure is was told before.
    fn is_the_figure(&self) -> bool {
        self.clause.is_some_and(|clause| {
            let put = matches!(self.lemma(clause.verb), "estimate" | "put");
            let figure = clause.object.is_some_and(|object| {
                matches!(self.lemma(object), "figure" | "number" | "total")
            });
            put && figure
        })
    }

    /// Whether both have one unit; millions of nothing are of the currency that was told.
    fn is_measured_like(&self, told: &Told) -> bool {
        told.measure == self.quantity.unit
            || self.is_sum() && self.money == Some(told.measure.as_str())
    }

    /// Denied with its clause, or by itself: "killed 14 people, not 17".
    fn polarity(&self) -> Polarity {
        let before = self.number.token.checked_sub(1).map(|before| self.form(before));
        if before == Some("not") {
            return Polarity::Negative;
        }
        // "does not exceed 400": the "not" belongs to the bound.
        let words = self.context.words(self.quantity.span);
        if words.starts_with("not ") {
            return Polarity::Positive;
        }
        self.clause
            .filter(|_| !self.is_aside())
            .map_or(Polarity::Positive, |clause| polarity_of(self.context, clause))
    }

    fn rule(&self) -> &'static str {
        match (self.quantity.step, self.quantity.is_count) {
            _ if self.side.is_some() => "side of a vote",
            (Some(_), _) => "part of a change",
            _ if self.quantity.is_vague => "round word",
            (None, true) => "number before a noun",
            (None, false) => "measure",
        }
    }

    fn modality(&self) -> Modality {
        let modality = self
            .clause
            .filter(|_| !self.is_aside())
            .map_or(Modality::Asserted, |clause| modality_of(self.context, clause));
        // Where a planned change starts is where things stand.
        if self.quantity.step == Some(Step::From) { Modality::Asserted } else { modality }
    }

    /// The counted ones with the verb that tells what they do or suffer, where it is near; else
    /// the words of the quantity.
    fn evidence(&self) -> Span {
        if self.is_part() {
            return self.part_evidence();
        }
        let preposition =
            self.number.token.checked_sub(1).map(|before| self.form(before));
        let sided = self.side.is_some() && preposition == Some("to");
        if self.quantity.step.is_some() || sided {
            return self.with_words_before(1);
        }
        if self.quantity.trend.is_some() && !self.quantity.is_count {
            return self.with_words_before(2);
        }
        let clause = self.clause.filter(|clause| clause.own_subject);
        let subject = clause.and_then(|clause| clause.subject);
        let head = self.noun.unwrap_or(self.number).token;
        let bare = self.quantity.unit == "-" && self.noun.is_none();
        if bare && self.is_before_verb() {
            return self.with_verb();
        }
        let Some(clause) = clause.filter(|_| subject == Some(head)) else {
            let object = clause.is_some_and(|clause| clause.object == Some(head));
            return if bare && !object || self.is_magnitude() {
                self.with_words_before(2)
            } else {
                self.quantity.span
            };
        };
        let verb = Word { token: clause.verb, ..self.number };
        if bare {
            return self.with_verb();
        }
        let whole = event::clause_span(self.context, verb);
        let near = self.quantity.span.cover(self.context.span(verb));
        let short = |span: Span| span.len() <= 3 * self.quantity.span.len();
        let told = [whole, near].into_iter().find(|&span| {
            short(span) && span.contains(self.quantity.span) && span.len() <= 160
        });
        told.unwrap_or(self.quantity.span)
    }

    /// "Forty are to be seconded": with the verb right behind it.
    fn with_verb(&self) -> Span {
        let next = Word { token: self.number.token + 1, ..self.number };
        let verb = self.context.token(next).is_some_and(|token| {
            matches!(token.class, WordClass::Verb | WordClass::Auxiliary)
        });
        let span = self.quantity.span;
        if verb { span.cover(self.context.span(next)) } else { span }
    }

    /// "an increase of 85", "from 3,600 soldiers", "fell another 1.4%": with the words that lead it.
    fn with_words_before(&self, most: usize) -> Span {
        let first =
            self.context.word_at(self.quantity.span.start()).unwrap_or(self.number);
        let mut span = self.quantity.span;
        for before in 1..=most {
            let Some(token) = first.token.checked_sub(before) else { break };
            let word = Word { token, ..self.number };
            if !self
                .context
                .words(self.context.span(word))
                .starts_with(char::is_alphabetic)
            {
                break;
            }
            let wider = span.cover(self.context.span(word));
            // The number is what is shown; words that would hide it are left out.
            let hidden = wider.len() > (MOST_SHARE * self.quantity.span.len()).max(SHORT);
            if hidden && !self.is_magnitude() {
                break;
            }
            span = wider;
        }
        span
    }
}
