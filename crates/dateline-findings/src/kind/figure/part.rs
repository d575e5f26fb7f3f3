//! "60 of whom are engineers", "350 of them": a part of those who were counted before, or the
//! number of those who were only named.

use dateline_language::{Decimal, Relation, WordClass};
use dateline_text::{Span, one_line};

use super::unit::plural;
use super::{Figure, Told, is_people};
use crate::clause::Clause;
use crate::context::Word;
use crate::field::Field;
use crate::finding::Finding;
use crate::phrase;
use crate::quantity::{self, Amount};
use crate::reporting;
use crate::trigger;
use crate::value::Value;

/// Words that stand for those who were told before, behind "of".
const THEM: [&str; 5] = ["them", "whom", "those", "which", "these"];
/// What happened to those who are counted, as figures tell it.
pub(super) const HARMS: [&str; 7] =
    ["abducted", "arrested", "displaced", "homeless", "injured", "killed", "missing"];
/// So many sentences back they may have been counted, and so many back named.
const COUNTED: usize = 4;
const NAMED: usize = 1;

/// What a number is a part of, or the number of.
pub(super) enum Whole<'t> {
    /// Those that another figure counts.
    Counted(&'t Told),
    /// Those that a plural names: "peacekeepers".
    Named(Word),
}

impl<'b> Figure<'_, 'b> {
    /// "40 of them are now in the town": the clause whose verb stands right behind.
    pub(super) fn clause_of_part(&self) -> Option<&'b Clause> {
        self.pronoun()?;
        let behind = self.behind();
        let mut clauses = self.context.clauses_in(self.number.sentence);
        clauses.find(|clause| clause.group.0 == behind)
    }
}

impl Figure<'_, '_> {
    /// "41 were wounded, nine of them seriously", "40 seats, of which 22 are vacant": some of those
    /// who were told before.
    pub(super) fn is_part(&self) -> bool {
        self.pronoun().is_some()
    }

    /// The word that stands for those who were told before.
    fn pronoun(&self) -> Option<&str> {
        let next = self.number.token + 1;
        if self.form(next) == "of" && self.stands_alone(next + 1) {
            return Some(self.form(next + 1));
        }
        let before = self.first().checked_sub(1)?;
        let comma = usize::from(self.form(before) == ",");
        let word = before.checked_sub(comma)?;
        let led = word.checked_sub(1).is_some_and(|of| self.form(of) == "of");
        let relative = matches!(self.form(word), "whom" | "which");
        (led && (relative || comma > 0 && self.stands_alone(word)))
            .then(|| self.form(word))
    }

    /// Whether a word stands for those told before: "those on board" and "these three weeks" tell
    /// by themselves.
    fn stands_alone(&self, token: usize) -> bool {
        let next = self.context.token(Word { token: token + 1, ..self.number });
        let names_own = next.is_some_and(|next| {
            matches!(
                next.class,
                WordClass::Noun
                    | WordClass::ProperNoun
                    | WordClass::Number
                    | WordClass::Adjective
            )
        });
        match self.form(token) {
            "these" => !names_own,
            "those" => next.is_none_or(|next| {
                matches!(next.class, WordClass::Auxiliary | WordClass::Punctuation)
                    || matches!(&*next.tag, "VBD" | "VBP")
            }),
            form => THEM.contains(&form),
        }
    }

    /// The word behind the number and the "of them" that may follow it.
    pub(super) fn behind(&self) -> usize {
        let next = self.number.token + 1;
        let of = self.form(next) == "of" && THEM.contains(&self.form(next + 1));
        if of { next + 2 } else { next }
    }

    /// "60 of whom are engineers": with what it says of them, as far as it stands right behind.
    pub(super) fn part_evidence(&self) -> Span {
        let sentence = self.number.sentence;
        let help = |token: &usize| {
            let found = self.context.token(Word { token: *token, sentence });
            found.is_some_and(|found| {
                matches!(found.class, WordClass::Auxiliary | WordClass::Adverb)
            })
        };
        let behind = self.behind();
        let last = behind + (behind..behind + 3).take_while(help).count();
        if let Some((_, noun)) = self.named_part() {
            let noun = self.context.span(Word { token: noun, sentence });
            return self.quantity.span.cover(noun);
        }
        let told = self.context.token(Word { token: last, sentence });
        let says = told.is_some_and(|token| {
            matches!(
                token.class,
                WordClass::Verb | WordClass::Noun | WordClass::Adjective
            )
        });
        let last = if says { last } else { behind - 1 };
        self.quantity.span.cover(self.context.span(Word { token: last, sentence }))
    }

    /// "180 of them children", "6,000 of them contract workers": the first and the last word of what
    /// the part is, where no verb says it.
    fn named_part(&self) -> Option<(usize, usize)> {
        self.pronoun()?;
        let behind = self.behind();
        let token = |token: usize| self.context.token(Word { token, ..self.number });
        let count = (behind..behind + 4)
            .take_while(|&at| {
                token(at).is_some_and(|found| {
                    matches!(found.class, WordClass::Adjective | WordClass::Noun)
                })
            })
            .count();
        let last = behind + count.checked_sub(1)?;
        let many = &*token(last)?.tag == "NNS" || self.lemma(last) == "people";
        let ends = token(last + 1).is_none_or(|next| {
            matches!(next.class, WordClass::Punctuation | WordClass::Coordinator)
        });
        let time = trigger::is_time(self.context, Word { token: last, ..self.number });
        (many && ends && !time).then_some((behind, last))
    }

    /// The words that say what a part is: "children", "contract workers" of "11 were contract
    /// workers".
    fn words_of_part(&self) -> Option<String> {
        let named = self.named_part().or_else(|| {
            let noun = self.predicate_of_people()?.token;
            let before = |token: &usize| {
                let word = Word { token: *token, ..self.number };
                self.context.token(word).is_some_and(|found| {
                    matches!(found.class, WordClass::Adjective | WordClass::Noun)
                })
            };
            let count = (0..noun).rev().take_while(before).count();
            Some((noun - count, noun))
        });
        let (first, last) = named?;
        let span = self.context.span_of(self.number.sentence, first, last);
        Some(one_line(self.context.words(span)))
    }

    /// "Of the 17 dead, 11 were workers", "among them 30 women", "including four children", "Among
    /// the 52 passengers were 14 pupils": those told right before that these are some of.
    pub(super) fn whole_before<'t>(&self, told: &'t [Told]) -> Option<&'t Told> {
        let last = told.last().filter(|last| {
            last.sentence == self.number.sentence && (last.counts || last.persons)
        })?;
        let first = self.first();
        let before =
            |count: usize| first.checked_sub(count).map_or("", |at| self.form(at));
        let beside = before(1) == "including"
            || matches!(before(1), "them" | "whom") && before(2) == "among";
        let be = matches!(before(1), "is" | "are" | "was" | "were");
        let fronted = before(1) == "," && self.is_fronted(&["of", "among"])
            || be && self.is_fronted(&["among"]);
        let named = self.noun.map(|noun| is_people(self.lemma(noun.token)));
        let alike = named.is_none_or(|people| people == last.persons);
        ((beside || fronted) && alike && self.is_fewer_than(last)).then_some(last)
    }

    /// "Of the 40 injured, nine were children": what the part is, where the whole is no figure.
    pub(super) fn part_of_untold(&self) -> Option<String> {
        let first = self.first();
        let comma = first.checked_sub(1).is_some_and(|before| self.form(before) == ",");
        let bare = self.noun.is_none() && self.quantity.unit == "-";
        let fronted = bare && comma && self.is_fronted(&["of", "among"]);
        self.predicate_of_people().filter(|_| fronted)?;
        self.words_of_part()
    }

    /// Whether the words from the beginning of the sentence up to the number are "Of the 17 dead".
    fn is_fronted(&self, words: &[&str]) -> bool {
        let first = self.first();
        let opens =
            words.contains(&self.form(0)) && matches!(self.form(1), "the" | "those");
        let word = |token: usize| Word { token, ..self.number };
        let numbers = (2..first).filter(|&token| {
            let found = self.context.token(word(token));
            found.is_some_and(|found| found.class == WordClass::Number)
        });
        let verb =
            (2..first - 1).any(|token| self.context.clause_at(word(token)).is_some());
        opens && numbers.count() == 1 && first < 10 && !verb
    }

    /// "11 were contract workers" of 17 who were killed: 11 contract workers killed.
    pub(super) fn take_whole(&self, told: &Told, finding: &mut Finding) {
        finding.fields.set(Field::PartOf, Value::words(&told.line()), &[]);
        if self.noun.is_some() {
            return;
        }
        finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
        finding.fields.set_some(Field::What, self.what_of_part(told), &[]);
    }

    /// What a part is, with what happened to the whole; or what the whole is.
    fn what_of_part(&self, told: &Told) -> Option<Value> {
        let whole = told.what.as_ref().map(Value::to_line).unwrap_or_default();
        let Some(words) = self.words_of_part() else {
            // "five soldiers died, including four killed by a mine"
            let harm = self.harm().filter(|harm| !whole.ends_with(harm));
            return harm
                .map(|harm| Value::words(&format!("{whole} {harm}")))
                .or_else(|| told.what.clone());
        };
        let harm = whole.rsplit(' ').next().filter(|last| HARMS.contains(last));
        let words = harm.map_or(words.clone(), |harm| format!("{words} {harm}"));
        Some(Value::words(&words))
    }

    /// "37 of those on board": what is counted, in these words.
    pub(super) fn of_those(&self) -> Option<String> {
        let next = self.number.token + 1;
        let own = self.form(next) == "of" && self.form(next + 1) == "those";
        let word = Word { token: next + 1, ..self.number };
        let words = one_line(self.context.words(phrase::noun_phrase(self.context, word)));
        (own && !self.is_part() && words.contains(' ')).then_some(words)
    }

    /// Those whom "of them" stands for, where it is plain: counted in the same sentence, named in
    /// it, counted or named in the one before, counted a little earlier.
    pub(super) fn whole<'t>(&self, told: &'t [Told]) -> Option<Whole<'t>> {
        let here = self.number.sentence;
        let pronoun = self.pronoun()?;
        let counted = |reach: usize| {
            let near = told.iter().rev().take_while(|told| told.sentence + reach >= here);
            let mut fitting = near.filter(|told| self.may_be_part_of(told));
            fitting.next().map(Whole::Counted)
        };
        let same = counted(0);
        if matches!(pronoun, "whom" | "which") {
            return same.or_else(|| self.named_right_before().map(Whole::Named));
        }
        let before = here.checked_sub(NAMED);
        let named = |sentence: usize| {
            let plural = matches!(pronoun, "them" | "these");
            plural.then(|| self.named_in(sentence)).flatten().map(Whole::Named)
        };
        same.or_else(|| named(here))
            .or_else(|| counted(NAMED))
            .or_else(|| before.and_then(named))
            .or_else(|| counted(COUNTED))
    }

    /// Whether it can be some of those who were counted: no more of them, and alike.
    fn may_be_part_of(&self, told: &Told) -> bool {
        let one = matches!(self.pronoun(), Some("which"));
        let measured = !told.counts && quantity::is_money(&told.measure);
        self.is_fewer_than(told)
            && (one || !measured)
            && self.are_persons().is_none_or(|persons| persons == told.persons)
    }

    fn is_fewer_than(&self, told: &Told) -> bool {
        let most = |amount: Amount| match amount {
            Amount::One(value) | Amount::Range(_, value) => value,
        };
        let value = most(self.quantity.value);
        Decimal::from(1) < value && value <= most(told.amount)
    }

    /// Whether those who are counted are persons, as far as the clause tells.
    fn are_persons(&self) -> Option<bool> {
        match self.pronoun() {
            Some("whom") => Some(true),
            Some("which") => Some(false),
            _ if self
                .named_part()
                .is_some_and(|(_, noun)| is_people(self.lemma(noun))) =>
            {
                Some(true)
            }
            _ => (self.harm().is_some() || self.predicate_of_people().is_some())
                .then_some(true),
        }
    }

    /// "40 of them are women": what it says that they are.
    fn predicate_of_people(&self) -> Option<Word> {
        let word = Word { token: self.clause?.verb, ..self.number };
        let plural = &*self.context.token(word)?.tag == "NNS";
        (plural && is_people(self.lemma(word.token))).then_some(word)
    }

    /// "pilots from ten ports, four of whom": the nearest plural before that agrees.
    fn named_right_before(&self) -> Option<Word> {
        let words = (0..self.first()).rev().map(|token| Word { token, ..self.number });
        let mut plurals = words.take(12).filter(|&word| self.is_named_whole(word));
        plurals.next()
    }

    /// The only plural that is a subject or an object in a sentence, and agrees.
    fn named_in(&self, sentence: usize) -> Option<Word> {
        let clauses = self.context.clauses_in(sentence).filter(|clause| {
            let verb = Word { sentence, token: clause.verb };
            let lemma = self.context.folded_lemma(verb);
            // "Villagers have complained of noise. Some 200 of them blocked the gate."
            let acts = matches!(lemma, "complain" | "demand" | "protest");
            acts || reporting::verb(lemma).is_none()
        });
        let cores =
            clauses.flat_map(|clause| [clause.subject, clause.object, clause.agent]);
        let words = cores.flatten().map(|token| Word { sentence, token });
        let mut named: Vec<Word> = words
            .filter(|word| sentence < self.number.sentence || word.token < self.first())
            .filter(|&word| self.is_named_whole(word))
            .collect();
        named.sort_unstable();
        named.dedup();
        match named.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Whether a word is a plural of no number, no time and the kind that is counted.
    fn is_named_whole(&self, word: Word) -> bool {
        let Some(token) = self.context.token(word) else { return false };
        let lemma = trigger::lemma(self.context, word);
        let people = is_people(lemma);
        let many = matches!(&*token.tag, "NNS" | "NNPS")
            || matches!(lemma, "people" | "personnel" | "police" | "staff");
        let counted = self
            .context
            .tree(word.sentence)
            .is_none_or(|tree| tree.child(word.token, &[Relation::Number]).is_some());
        many && !counted
            && !trigger::is_time(self.context, word)
            && self.are_persons().is_none_or(|persons| persons == people)
    }

    /// "Some 900 of them are in the south": a part of those who were counted, or of what it says
    /// that they are: "40 of them are women".
    pub(super) fn take_part(&self, whole: &Whole<'_>, finding: &mut Finding) {
        let told = match whole {
            Whole::Counted(told) => *told,
            Whole::Named(word) => return self.take_named(*word, finding),
        };
        finding.fields.set(Field::PartOf, Value::words(&told.line()), &[]);
        if self.named_part().is_some() {
            finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
            finding.fields.set_some(Field::What, self.what_of_part(told), &[]);
            return;
        }
        if self.harm().is_some() {
            return;
        }
        finding.fields.set_some(Field::Unit, told.unit.clone(), &[]);
        let what =
            self.predicate_of_people().map(|word| Value::words(&self.told_words(word)));
        let what = what.or_else(|| self.of_nation(told));
        finding.fields.set_some(Field::What, what.or_else(|| told.what.clone()), &[]);
    }

    /// "four of whom are Varnese", "four of whom are Varnians".
    fn of_nation(&self, told: &Told) -> Option<Value> {
        let word = Word { token: self.clause?.verb, ..self.number };
        let tag = &*self.context.token(word)?.tag;
        let form = self.context.form(word);
        let capital = form.starts_with(char::is_uppercase);
        let what = told.what.as_ref().filter(|_| capital)?.to_line();
        match tag {
            "NNPS" | "NNS" => Some(Value::words(form)),
            "JJ" => Some(Value::words(&format!("{form} {what}"))),
            _ => None,
        }
    }

    /// "Peacekeepers came ashore, and 350 of them are on the island": the number of those who
    /// were named.
    fn take_named(&self, noun: Word, finding: &mut Finding) {
        if self.harm().is_some() {
            return;
        }
        let lemma = trigger::lemma(self.context, noun);
        let unit = if is_people(lemma) { "persons".to_owned() } else { plural(lemma) };
        let words = phrase::plain(self.context, noun);
        let order = ["first ", "last "].iter().find_map(|word| words.strip_prefix(word));
        let what = one_line(order.unwrap_or(&words));
        finding.fields.set(Field::Unit, Value::words(&unit), &[]);
        finding.fields.set(Field::What, Value::words(&what), &[]);
    }

    /// "all but six of them": how many there are is not told.
    pub(super) fn is_exception(&self) -> bool {
        let before =
            |count: usize| self.first().checked_sub(count).map(|token| self.form(token));
        let inside = self.form(self.first()) == "all";
        inside
            || before(1) == Some("but")
                && matches!(before(2), Some("all" | "everyone" | "none"))
    }
}
