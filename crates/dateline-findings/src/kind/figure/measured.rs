//! What a measure is of: the contract of 40 million, the share of those entitled, the pledge that
//! was raised to 5 million.

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::{Span, one_line};

use super::Figure;
use super::what::without_article;
use crate::context::Word;
use crate::kind::event;
use crate::phrase;
use crate::quantity;
use crate::trigger;

impl Figure<'_, '_> {
    /// "The *fine* was 900 crowns", "the *bridge* cost 40 million crowns": the words before a verb
    /// that stands right before the sum.
    fn costs(&self) -> Option<String> {
        let verb = self.first().checked_sub(1)?;
        let is =
            matches!(self.form(verb), "is" | "was" | "are" | "were" | "cost" | "costs");
        let count = (0..verb).rev().take_while(|&token| self.is_of_phrase(token)).count();
        let noun = verb.checked_sub(1).filter(|_| is && count > 0)?;
        let opens = verb == count
            || matches!(
                self.form(verb - count - 1),
                "," | "that" | "and" | "but" | "said"
            );
        let words = self.context.span_of(self.number.sentence, verb - count, noun);
        let words = one_line(self.context.words(words));
        opens.then(|| without_article(&words).to_owned())
    }

    /// Whether a word may stand in a plain noun phrase: "the damage of the flood".
    fn is_of_phrase(&self, token: usize) -> bool {
        let word = Word { token, ..self.number };
        self.context.token(word).is_some_and(|found| {
            matches!(
                found.class,
                WordClass::Noun | WordClass::ProperNoun | WordClass::Adjective
            ) || matches!(&*found.tag, "DT" | "PRP$" | "POS")
                || &*found.lemma == "of"
        })
    }

    /// "*equipment* worth 9 million crowns", "the *costs*, estimated at 11 million": the words that
    /// the sum is put beside.
    fn worth(&self) -> Option<String> {
        let put = |token: usize| {
            matches!(self.form(token), "estimated" | "priced" | "put" | "valued")
        };
        let first = self.first();
        let before = first.checked_sub(1)?;
        // "estimated at" may be told as how exact the sum is.
        let at = put(first) || self.form(before) == "at" && put(before.checked_sub(1)?);
        let led = match at {
            true if put(first) => first,
            true => before - 1,
            false => before,
        };
        let end = led.checked_sub(usize::from(self.form(led.checked_sub(1)?) == ","))?;
        let count = (0..end).rev().take_while(|&token| self.is_of_phrase(token)).count();
        let told = at || self.form(before) == "worth";
        let words = (told && count > 0).then(|| {
            let span = self.context.span_of(self.number.sentence, end - count, end - 1);
            one_line(self.context.words(span))
        })?;
        Some(without_article(&words).to_owned())
    }

    /// "12 million crowns *in emergency aid*", "25 million *to rebuild schools*": what it is
    /// given as or for, wherever the parser hung that.
    fn given_as(&self, unit: Word) -> Option<String> {
        let word = |token: usize| Word { token, ..unit };
        let next = unit.token + 2;
        let tag = self.context.token(word(next)).map_or("", |found| &*found.tag);
        match self.form(unit.token + 1) {
            "in" if matches!(tag, "NN" | "NNS" | "JJ" | "VBN") => {
                let noun = self.noun_from(word(next + usize::from(tag == "VBN")))?;
                let named = phrase::mention(self.context, noun).is_some();
                let span = self.context.span_of(unit.sentence, next, noun.token);
                (!named).then(|| one_line(self.context.words(span)))
            }
            "to" if tag == "VB" => {
                let deed = event::clause_span(self.context, word(next));
                let start = self.context.span(word(next)).start();
                let words = one_line(
                    self.context.words(Span::of(start.min(deed.end())..deed.end())),
                );
                (words.split(' ').count() <= 8).then_some(words)
            }
            _ => None,
        }
    }

    /// "contributed 20 million crowns *to the dredging*": what the money goes to, and no actor.
    fn purpose(&self) -> Option<String> {
        let clause = self.clause.filter(|clause| !clause.passive)?;
        let paid = clause.object.is_some_and(|object| {
            object == self.number.token
                || self.noun.is_some_and(|noun| noun.token == object)
        });
        let goes = clause.obliques.iter().filter(|oblique| {
            matches!(
                oblique.preposition.as_str(),
                "for" | "to" | "on" | "toward" | "towards"
            ) && oblique.noun > self.number.token
        });
        let words = goes.map(|oblique| Word { token: oblique.noun, ..self.number });
        let mut words = words.filter(|&word| {
            !trigger::is_time(self.context, word)
                && phrase::mention(self.context, word).is_none()
        });
        let word = words.next().filter(|_| paid)?;
        Some(one_line(self.context.words(self.whole_phrase(word))))
    }

    /// "a day", "per tonne": for how much of something a sum is paid.
    pub(super) fn rate(&self, unit: Word) -> Option<String> {
        let word = |token: usize| Word { token, ..unit };
        let each =
            matches!(self.form(unit.token + 1), "a" | "an" | "per" | "each" | "every");
        let of = self.form(unit.token + 2);
        let times =
            ["hour", "day", "night", "week", "month", "year", "head", "tonne", "person"];
        let next = self.form(unit.token + 3);
        (each && times.contains(&of) && next != "ago").then(|| {
            let span = self.context.span(word(unit.token + 1));
            one_line(
                self.context.words(span.cover(self.context.span(word(unit.token + 2)))),
            )
        })
    }

    /// "a $40 million *contract*", "$48 million in *assets*", "a *loss* of $15 million"; else who
    /// has it.
    pub(super) fn what_measures(&self, unit: Word) -> Option<String> {
        if let Some(those) = self.share_of_those(unit) {
            return Some(those);
        }
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
            let word = Word { token: child, ..unit };
            let goes = self.is_money() && phrase::mention(self.context, word).is_none();
            tree.child(child, &[Relation::Case]).is_some_and(|case| {
                match self.form(case) {
                    "of" | "in" | "for" => true,
                    "to" | "on" | "toward" | "towards" => goes,
                    _ => false,
                }
            })
        });
        if let Some(child) = below.filter(|&child| child > unit.token) {
            let word = Word { token: child, ..unit };
            let them = self.context.token(word)?.class == WordClass::Pronoun;
            if !them && !trigger::is_time(self.context, word) {
                return Some(one_line(self.context.words(self.whole_phrase(word))));
            }
        }
        let paid = self.worth().or_else(|| self.given_as(unit));
        let paid = paid.or_else(|| self.costs()).or_else(|| self.purpose());
        if let Some(paid) = paid.filter(|_| self.is_money()) {
            return Some(paid);
        }
        if let Some(changed) = self.what_comes_to() {
            return Some(changed);
        }
        // "Turnout was 58 percent".
        let said = self.clause.filter(|clause| clause.verb == unit.token);
        if let Some(subject) = said.and_then(|clause| clause.subject) {
            let subject = Word { token: subject, ..unit };
            return Some(self.told_words(phrase::antecedent(
                self.context,
                said?,
                subject,
            )));
        }
        if let Some(over) = self.measured_noun(unit) {
            return self.words_measured(over);
        }
        let Some(concept) = self.concept() else { return self.what_moves() };
        let words = one_line(self.context.words(concept));
        (!words.starts_with("from ")).then(|| without_article(&words).to_owned())
    }

    /// The noun that a sum hangs on: "rise" of "a rise of 6 percent".
    fn measured_noun(&self, unit: Word) -> Option<Word> {
        let tree = self.context.tree(unit.sentence)?;
        let over = Word { token: self.context.token(unit)?.head?, ..unit };
        let noun = self.context.token(over)?.class == WordClass::Noun;
        let hangs = tree.relation(unit.token) == Some(Relation::Modifier);
        (hangs && noun).then_some(over)
    }

    /// The words up to such a noun; none where they count themselves.
    fn words_measured(&self, over: Word) -> Option<String> {
        let tree = self.context.tree(over.sentence)?;
        let (first, _) = tree.reach(over.token);
        // "agreed on a rise of 6 percent"
        let led = tree.child(over.token, &[Relation::Case]) == Some(first);
        let first = first + usize::from(led && first < over.token);
        let words = self.context.span_of(over.sentence, first, over.token);
        let words = one_line(self.context.words(words));
        let counts = words.bytes().any(|byte| byte.is_ascii_digit());
        let words = words.strip_prefix("and ").unwrap_or(&words);
        (!counts).then(|| without_article(words).to_owned())
    }

    /// What the number may be of, where that can have such a measure: no pronoun, and nothing that
    /// is only so far from elsewhere.
    fn concept(&self) -> Option<Span> {
        let concept = self.quantity.concept?;
        let noun = self.context.word_at(concept.end().checked_sub(1)?)?;
        let class = self.context.token(noun)?.class;
        let tag = &*self.context.token(noun)?.tag;
        let lemma = self.lemma(noun.token);
        // "12 million crowns a day" is of no million, and 5 of 6 million crowns of no crowns.
        if lemma == self.quantity.unit || quantity::is_scale(lemma) {
            return None;
        }
        // "fell to 6.2 percent in April from 6.8 percent": no month has such a share.
        if trigger::is_time(self.context, noun) {
            let changes = self.clause.filter(|clause| {
                self.quantity.step.is_some() && clause.own_subject && !clause.passive
            })?;
            let subject = Word { token: changes.subject?, ..self.number };
            return Some(phrase::noun_phrase(self.context, subject));
        }
        if class == WordClass::Pronoun || matches!(tag, "WDT" | "WP" | "EX" | "DT") {
            let clause =
                self.clause.filter(|clause| clause.subject == Some(noun.token))?;
            let stands_for = phrase::antecedent(self.context, clause, noun);
            let named = phrase::mention(self.context, stands_for).is_some();
            return (stands_for != noun && !named).then(|| self.context.span(stands_for));
        }
        let actor = phrase::mention(self.context, noun)
            .is_some_and(|mention| mention.class != ActorClass::Place);
        if quantity::is_length(&self.quantity.unit) {
            let extends = self.clause.is_some_and(|clause| {
                !clause.passive && is_extent(self.lemma(clause.verb))
            });
            return (extends && !actor).then_some(concept);
        }
        // "The company offered 4 percent" measures no company.
        let own = [Some(self.number.token), self.noun.map(|noun| noun.token)];
        let gives = self.quantity.trend.is_none()
            && self.clause.is_some_and(|clause| {
                clause.subject == Some(noun.token)
                    && clause.object.is_some_and(|object| own.contains(&Some(object)))
            });
        (!(actor && gives)).then_some(concept)
    }

    /// "*Bond yields* eased to 5.8 percent", "the *crown* strengthened by 0.8 percent": what goes up,
    /// down or stays by itself.
    fn what_moves(&self) -> Option<String> {
        let clause = self.clause.filter(|clause| !clause.passive)?;
        let before = self.first().checked_sub(1)?;
        let led = matches!(self.form(before), "to" | "by" | "from" | "at")
            || before == clause.verb;
        let own = [Some(self.number.token), self.noun.map(|noun| noun.token)];
        let alone = clause.object.is_none_or(|object| own.contains(&Some(object)));
        let subject = clause
            .subject
            .filter(|_| led && alone && is_move_alone(self.lemma(clause.verb)))?;
        let subject = Word { token: subject, ..self.number };
        let subject = phrase::antecedent(self.context, clause, subject);
        let tells = self.context.token(subject).is_some_and(|token| {
            matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
        });
        let somebody = phrase::mention(self.context, subject)
            .is_some_and(|mention| mention.class != ActorClass::Place);
        let verb = self.context.span(Word { token: clause.verb, ..subject });
        let whole = self.whole_phrase(subject);
        let end = if subject.token < clause.verb { verb.start() } else { whole.end() };
        let span = Span::of(whole.start().min(end)..whole.end().min(end));
        let words = one_line(self.context.words(self.context.text.trim(span)));
        let counts = words.bytes().any(|byte| byte.is_ascii_digit());
        (tells && !somebody && !counts).then(|| without_article(&words).to_owned())
    }

    /// "raised its *pledge* to 5 million crowns", "put the *damage* at 80 million crowns": the
    /// object that comes to a number or is put at it.
    pub(super) fn what_comes_to(&self) -> Option<String> {
        let clause = self.clause.filter(|clause| !clause.passive)?;
        let before = self.first().checked_sub(1)?;
        let fits = match self.form(before) {
            "to" | "from" => {
                let verb = self.lemma(clause.verb);
                self.quantity.step.is_some() || is_bettering(verb) || is_shift(verb)
            }
            "by" => {
                is_bettering(self.lemma(clause.verb)) || is_shift(self.lemma(clause.verb))
            }
            "at" => is_fixing(self.lemma(clause.verb)),
            "for" => self.is_money() && is_trade(self.lemma(clause.verb)),
            _ => false,
        };
        let object = clause.object.filter(|&object| fits && object < before)?;
        self.object_before(Word { token: object, ..self.number }, before)
    }

    /// The words of an object up to the preposition that leads to the number, or to "since"; none
    /// where they count or only say that there is a number.
    fn object_before(&self, object: Word, before: usize) -> Option<String> {
        let word = |token: usize| Word { token, ..object };
        let class =
            |token: usize| self.context.token(word(token)).map(|found| found.class);
        let tells = class(object.token) == Some(WordClass::Noun)
            && !matches!(self.lemma(object.token), "figure" | "number" | "total");
        let whole = self.whole_phrase(object);
        let first = self.context.word_at(whole.start())?.token.min(object.token);
        let mut behind = object.token + 1..before;
        // "its stake from 46 to 57 percent"
        let number = |token: usize| class(token) == Some(WordClass::Number);
        let end = behind
            .find(|&token| {
                self.form(token) == "since"
                    || self.form(token) == "from" && number(token + 1)
            })
            .unwrap_or(before);
        let counts = (first..end).any(number);
        let end = whole.end().min(self.context.span(word(end)).start());
        let words = self.context.words(Span::of(whole.start().min(end)..end));
        let words = one_line(words.trim());
        let words = without_article(&words);
        let words = words.strip_prefix("own ").unwrap_or(words);
        (tells && !counts).then(|| words.to_owned())
    }

    /// "74 percent of those entitled to vote took part": the words up to the verb behind them.
    fn share_of_those(&self, unit: Word) -> Option<String> {
        let those = unit.token + 2;
        let led = self.form(unit.token + 1) == "of" && self.form(those) == "those";
        let relative = matches!(self.form(those + 1), "who" | "whom");
        let mut verbs = usize::from(relative);
        let inside = |token: &usize| {
            let found = self.context.token(Word { token: *token, ..unit });
            found.is_some_and(|found| {
                let finite = matches!(&*found.tag, "VBD" | "VBZ" | "VBP" | "MD");
                let more = !finite || verbs > 0;
                verbs -= usize::from(finite && more);
                more && found.class != WordClass::Punctuation
            })
        };
        let count = (those + 1..those + 12).take_while(inside).count();
        let span = self.context.span_of(unit.sentence, those, those + count);
        (led && count > 0).then(|| one_line(self.context.words(span)))
    }
}

/// Verbs of how long, high or far something is.
fn is_extent(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "climb"
            | "cover"
            | "drop"
            | "extend"
            | "fall"
            | "grow"
            | "measure"
            | "reach"
            | "rise"
            | "run"
            | "span"
            | "stand"
            | "stretch"
    )
}

/// Verbs that bring an offer or a rate to a number.
fn is_bettering(lemma: &str) -> bool {
    matches!(
        lemma,
        "better" | "bring" | "double" | "halve" | "improve" | "revise" | "sweeten"
    )
}

/// Verbs that move their object up or down.
fn is_shift(lemma: &str) -> bool {
    matches!(
        lemma,
        "boost"
            | "cut"
            | "expand"
            | "increase"
            | "lift"
            | "lower"
            | "narrow"
            | "push"
            | "raise"
            | "reduce"
            | "shrink"
            | "slash"
            | "trim"
            | "widen"
    )
}

/// Verbs that put or keep their object at a number.
fn is_fixing(lemma: &str) -> bool {
    matches!(
        lemma,
        "cap"
            | "estimate"
            | "fix"
            | "freeze"
            | "hold"
            | "keep"
            | "leave"
            | "maintain"
            | "peg"
            | "put"
            | "set"
            | "value"
    )
}

/// Verbs whose object changes hands for a sum.
fn is_trade(lemma: &str) -> bool {
    matches!(
        lemma,
        "acquire" | "auction" | "buy" | "lease" | "let" | "purchase" | "rent" | "sell"
    )
}

/// Verbs of what goes up or down, or stays, by itself.
fn is_move_alone(lemma: &str) -> bool {
    matches!(
        lemma,
        "average"
            | "climb"
            | "contract"
            | "decline"
            | "decrease"
            | "dip"
            | "drop"
            | "ease"
            | "expand"
            | "fall"
            | "gain"
            | "grow"
            | "hover"
            | "increase"
            | "jump"
            | "lose"
            | "plunge"
            | "rebound"
            | "recede"
            | "recover"
            | "remain"
            | "rise"
            | "shrink"
            | "slide"
            | "slip"
            | "slow"
            | "slump"
            | "soar"
            | "stand"
            | "stay"
            | "strengthen"
            | "surge"
            | "total"
            | "tumble"
            | "weaken"
    )
}
