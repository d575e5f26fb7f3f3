//! What is counted or measured, in the words of the report.

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::{Span, fold, one_line};

use super::{Figure, harm_participle, harm_word, is_hearsay, is_time_unit};
use crate::clause::Tense;
use crate::context::Word;
use crate::kind::event;
use crate::phrase;
use crate::quantity::{self, Step};
use crate::trigger;

impl Figure<'_, '_> {
    /// What is counted, in the words of the report without the number.
    pub(super) fn what(&self) -> Option<String> {
        if let Some(side) = self.side {
            return Some(side.what().to_owned());
        }
        let bare = self.quantity.unit == "-" && !self.is_hurt_beside();
        if let Some(told) = self.subject_of_count().filter(|_| bare) {
            let harmed = self.harmed_of(told).map(|harm| format!("people {harm}"));
            return Some(harmed.unwrap_or_else(|| self.told_words(told)));
        }
        if self.is_time_unit() {
            return self.what_lasts();
        }
        let Some(noun) = self.noun else {
            // "wounding dozens", "12 dead": those who are counted are people.
            let crowd = self.crowd_verb().filter(|_| self.is_crowd());
            let told = self.harm().or_else(|| crowd.map(|verb| self.form(verb)));
            return told.map(|told| format!("people {told}"));
        };
        if !self.quantity.is_count {
            let what =
                self.what_measures(noun).filter(|what| !quantity::is_scale(what))?;
            let rate = self.rate(noun).filter(|_| self.is_money());
            return Some(rate.map_or(what.clone(), |rate| format!("{what}, {rate}")));
        }
        if let Some(harm) = harm_word(self.form(noun.token), self.lemma(noun.token)) {
            return Some(format!("people {harm}"));
        }
        if let Some(both) = self.counted_by_both() {
            return Some(one_line(self.context.words(both)));
        }
        if let Some(head) = self.joined_head(noun) {
            return Some(one_line(self.context.words(self.context.span(head))));
        }
        let start =
            self.context.span(Word { token: self.number.token + 1, ..self.number });
        let mut whole = self.without_tail(noun, self.whole_phrase(noun));
        // "three civilians in the town killed": where they were is told apart.
        if self.harm().is_some() && (self.is_placed(noun) || self.is_told_more_of(noun)) {
            whole = self.context.span(noun);
        }
        let span = Span::of(start.start().min(whole.end())..whole.end());
        let mut words = one_line(self.context.words(span));
        for small in ["of ", "the ", "those ", "these "] {
            words = words.strip_prefix(small).unwrap_or(&words).to_owned();
        }
        if let Some(whole) = self.out_of(noun) {
            let from = self.context.span(Word { token: whole + 1, ..noun }).start();
            words =
                one_line(self.context.words(Span::of(from.min(span.end())..span.end())));
        }
        let done = self.participle().or_else(|| self.doing());
        // "made 40 people homeless"
        if let Some(verb) = done.filter(|done| !words.ends_with(done)) {
            words.push(' ');
            words.push_str(&verb);
        }
        Some(words)
    }

    /// "with 12 still missing": whether what happened to them stands right behind the number.
    fn is_hurt_beside(&self) -> bool {
        let next = self.behind();
        let still = usize::from(matches!(self.form(next), "also" | "still"));
        let form = self.form(next + still);
        next == self.number.token + 1
            && (harm_participle(form).is_some()
                || still == 1 && harm_word(form, form).is_some())
    }

    /// "from 5,000 to 2,500 soldiers": what both count stands behind the second.
    fn counted_by_both(&self) -> Option<Span> {
        let last = self.context.word_at(self.quantity.span.end().checked_sub(1)?)?;
        let word = |token: usize| Word { token, ..last };
        let class =
            |token: usize| self.context.token(word(token)).map(|found| found.class);
        let from = self.quantity.step == Some(Step::From);
        let to = from && self.form(last.token + 1) == "to";
        let number = |token: usize| class(token) == Some(WordClass::Number);
        let start = (last.token + 2..).take_while(|&token| number(token)).last()? + 1;
        let noun = |token: usize| {
            matches!(class(token), Some(WordClass::Noun | WordClass::Adjective))
        };
        let end = (start..).take_while(|&token| noun(token)).last()?;
        to.then(|| self.context.span_of(last.sentence, start, end))
    }

    /// "members since the strike", "passengers were 14 pupils", "islanders to Pell Harbour on Monday"
    /// whom a ferry carried: what follows the counted and is told of something else.
    fn without_tail(&self, noun: Word, whole: Span) -> Span {
        let word = |token: usize| Word { token, ..noun };
        let end = self.context.word_at(whole.end().saturating_sub(1));
        let Some(end) = end.filter(|end| end.sentence == noun.sentence) else {
            return whole;
        };
        let moved = self.clause.is_some_and(|clause| {
            clause.object == Some(noun.token) && is_move(self.lemma(clause.verb))
        });
        let relative = |token: usize| {
            matches!(
                self.form(token),
                "that" | "which" | "who" | "whom" | "whose" | "where"
            )
        };
        let class =
            |token: usize| self.context.token(word(token)).map(|found| found.class);
        let earlier = self.clause.is_some_and(|clause| {
            clause.verb < noun.token && clause.object == Some(noun.token)
        });
        let inside = (noun.token + 1..=end.token).take_while(|&token| !relative(token));
        let mut ends = inside.filter(|&token| {
            let tag = self.context.token(word(token)).map_or("", |found| &*found.tag);
            let joined = class(token - 1) == Some(WordClass::Coordinator);
            // "destroyed 40 homes and forced hundreds to flee"
            let forced = tag == "VBN" && joined && self.is_second_deed(word(token));
            let past = tag == "VBD" && (joined || !earlier) || forced;
            let helps = matches!(tag, "VBD" | "VBZ" | "VBP" | "MD")
                && (matches!(self.lemma(token), "be" | "have")
                    || class(token) == Some(WordClass::Auxiliary));
            let done = self.context.clause_at(word(token)).is_some_and(|clause| {
                clause.tense == Tense::Past && clause.subject == Some(noun.token)
            });
            let goal = moved && token == noun.token + 1 && self.form(token) == "to";
            let doer = matches!(self.form(token), "he" | "it" | "she" | "they" | "we");
            past || helps
                || done && !earlier
                || goal
                || doer
                || self.is_how_long(word(token))
                || self.is_next_count(word(token))
                || matches!(self.form(token), "including" | "since")
        });
        let Some(cut) = ends.next() else { return whole };
        let idle = |token: &usize| {
            !matches!(
                class(*token),
                Some(WordClass::Noun | WordClass::ProperNoun | WordClass::Adjective)
            )
        };
        let loose = (noun.token + 1..cut).rev().take_while(idle).count();
        let last = self.context.span(word(cut - loose - 1));
        Span::of(whole.start()..last.end().max(whole.start()))
    }

    /// "84 witnesses over nine weeks": how long it took is told of the deed.
    fn is_how_long(&self, preposition: Word) -> bool {
        let word = |token: usize| Word { token, ..preposition };
        let next = preposition.token + 1;
        let number = self
            .context
            .token(word(next))
            .is_some_and(|found| found.class == WordClass::Number);
        matches!(self.form(preposition.token), "for" | "in" | "over" | "within")
            && number
            && is_time_unit(self.lemma(next + 1))
    }

    /// "and forced hundreds to flee": a past behind "and" with somebody right behind it.
    fn is_second_deed(&self, verb: Word) -> bool {
        let next = self.context.token(Word { token: verb.token + 1, ..verb });
        let thing = next.is_some_and(|token| {
            matches!(
                token.class,
                WordClass::Determiner | WordClass::Number | WordClass::ProperNoun
            ) || &*token.tag == "NNS"
        });
        thing && self.clause.is_some_and(|clause| clause.verb < self.number.token)
    }

    /// "40 boats and 200 rescue workers": whether "and" leads to another number.
    fn is_next_count(&self, and: Word) -> bool {
        let class = |token: usize| {
            self.context.token(Word { token, ..and }).map(|found| found.class)
        };
        let roughly = matches!(
            self.form(and.token + 1),
            "about" | "almost" | "around" | "nearly" | "over" | "some"
        );
        let next = and.token + 1 + usize::from(roughly);
        class(and.token) == Some(WordClass::Coordinator)
            && class(next) == Some(WordClass::Number)
    }

    /// "a 96-million-mark contract", "a two-page summary": what a measure with a hyphen is of.
    fn joined_head(&self, noun: Word) -> Option<Word> {
        let end = self.quantity.number.end();
        let behind = self.context.text.as_str().get(end..).unwrap_or_default();
        let joined = behind.starts_with('-') && self.context.span(noun).end() > end;
        let head = self.noun_from(Word { token: noun.token + 1, ..noun });
        head.filter(|_| joined)
    }

    /// "Twelve of the 40 sailors": the number of those it is a part of.
    pub(super) fn out_of(&self, noun: Word) -> Option<usize> {
        let of = self.form(self.number.token + 1) == "of";
        let definite = matches!(
            self.form(self.number.token + 2),
            "the" | "these" | "those" | "its" | "their" | "his" | "her" | "our"
        );
        let tree = self.context.tree(noun.sentence).filter(|_| of && definite)?;
        let mut numbers = tree.children_in(noun.token, &[Relation::Number]);
        let right =
            |&number: &usize| number == self.number.token + 3 && number < noun.token;
        numbers.find(right).or_else(|| self.out_of_what_another_has(noun))
    }

    /// "2,000 of the port's 3,600 dockers": the number behind those whose they are.
    fn out_of_what_another_has(&self, noun: Word) -> Option<usize> {
        let mut inside = self.number.token + 4..noun.token.min(self.number.token + 7);
        inside.find(|&token| {
            let found = self.context.token(Word { token, ..noun });
            found.is_some_and(|found| found.class == WordClass::Number)
                && matches!(self.form(token - 1), "'s" | "’s" | "'" | "’")
        })
    }

    /// "two people who drowned", "six officers there": what happened to them is told apart.
    fn is_told_more_of(&self, noun: Word) -> bool {
        let more = [Relation::Acl, Relation::AclRelative, Relation::Adverb];
        let lives = self.is_before_lives();
        lives
            || self.context.tree(noun.sentence).is_some_and(|tree| {
                tree.children_in(noun.token, &more).any(|child| child > noun.token)
            })
    }

    /// Whether a place stands behind the noun.
    fn is_placed(&self, noun: Word) -> bool {
        self.context.tree(noun.sentence).is_some_and(|tree| {
            tree.children_in(noun.token, &[Relation::Modifier]).any(|child| {
                tree.child(child, &[Relation::Case]).is_some_and(|case| {
                    matches!(self.form(case), "in" | "at" | "near" | "from" | "since")
                })
            })
        })
    }

    /// "over 100,000 have been trained": what was done to those who are counted.
    fn participle(&self) -> Option<String> {
        if let Some(harm) = self.harm() {
            return Some(harm.to_owned());
        }
        let clause = self.clause.filter(|clause| clause.passive && clause.own_subject)?;
        let verb = self.lemma(clause.verb);
        // "cases were reported", "cases are reported to have risen"
        let told = is_hearsay(verb)
            && (!matches!(verb, "confirm" | "report")
                || self.form(clause.verb + 1) == "to");
        // "3,200 members since the charter was signed"
        let apart = (self.number.token..clause.verb).any(|token| {
            matches!(self.form(token), "after" | "before" | "since" | "until" | "when")
        });
        let done = self.is_core(clause.verb) && !told && !apart;
        done.then(|| self.form(clause.verb).to_owned())
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
        let words = one_line(self.context.words(span));
        let counts = words.bytes().any(|byte| byte.is_ascii_digit());
        (span.len() < 80 && !counts).then_some(words)
    }

    /// "The *fine* was 900 crowns", "the *bridge* cost 40 million crowns": the words before a verb
    /// that stands right before the sum.
    fn costs(&self) -> Option<String> {
        let verb = self.first().checked_sub(1)?;
        let is =
            matches!(self.form(verb), "is" | "was" | "are" | "were" | "cost" | "costs");
        let word = |token: usize| Word { token, ..self.number };
        let of_noun = |token: &usize| {
            self.context.token(word(*token)).is_some_and(|found| {
                matches!(
                    found.class,
                    WordClass::Noun | WordClass::ProperNoun | WordClass::Adjective
                ) || matches!(&*found.tag, "DT" | "PRP$" | "POS")
                    || &*found.lemma == "of"
            })
        };
        let count = (0..verb).rev().take_while(of_noun).count();
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
    fn rate(&self, unit: Word) -> Option<String> {
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
    fn what_measures(&self, unit: Word) -> Option<String> {
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
        let paid = self.costs().or_else(|| self.purpose());
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
            // "agreed on a rise of 6 percent"
            let led = tree.child(over.token, &[Relation::Case]) == Some(first);
            let first = first + usize::from(led && first < over.token);
            let words = self.context.span_of(over.sentence, first, over.token);
            let words = one_line(self.context.words(words));
            let counts = words.bytes().any(|byte| byte.is_ascii_digit());
            let words = words.strip_prefix("and ").unwrap_or(&words);
            return (!counts).then(|| without_article(words).to_owned());
        }
        let words = one_line(self.context.words(self.concept()?));
        (!words.starts_with("from ")).then(|| without_article(&words).to_owned())
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
        (self.is_money() || !(actor && gives)).then_some(concept)
    }

    /// "raised its *pledge* to 5 million crowns", "put the *damage* at 80 million crowns": the
    /// object that comes to a number or is put at it.
    fn what_comes_to(&self) -> Option<String> {
        let clause = self.clause.filter(|clause| !clause.passive)?;
        let before = self.first().checked_sub(1)?;
        let fits = match self.form(before) {
            "to" | "from" => {
                self.quantity.step.is_some() || is_bettering(self.lemma(clause.verb))
            }
            "at" => {
                matches!(self.lemma(clause.verb), "estimate" | "put" | "set" | "value")
            }
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
        let end = behind.find(|&token| self.form(token) == "since").unwrap_or(before);
        let end = whole.end().min(self.context.span(word(end)).start());
        let counts = (first..before).any(|token| class(token) == Some(WordClass::Number));
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

    /// "the number of American troops in Varn": what stands behind "of".
    pub(super) fn told_words(&self, told: Word) -> String {
        if let Some(span) = self.of_number(told) {
            return one_line(self.context.words(span));
        }
        let words = one_line(self.context.words(self.without_numbers(told)));
        let bare = without_article(&words);
        bare.strip_prefix("number of ").unwrap_or(bare).to_owned()
    }

    /// "the number of injured": what happened to those whose number is told.
    pub(super) fn harmed_of(&self, told: Word) -> Option<&'static str> {
        let harmed = told.token + 2;
        let number = matches!(self.lemma(told.token), "number" | "total")
            && self.form(told.token + 1) == "of";
        let form = self.form(harmed);
        let next = self.context.token(Word { token: harmed + 1, ..told });
        let noun = next.is_some_and(|next| next.class == WordClass::Noun);
        let harm = harm_word(form, self.lemma(harmed)).or_else(|| harm_participle(form));
        harm.filter(|_| number && !noun)
    }

    /// "puts the number of Varnians in the camps at 60,000": what stands behind "of", up to the
    /// figure, where it was hung on the verb.
    fn of_number(&self, told: Word) -> Option<Span> {
        let last = self.first().checked_sub(2)?;
        let noun = told.token + 2;
        let number = matches!(self.lemma(told.token), "number" | "total")
            && self.form(told.token + 1) == "of"
            && self.form(last + 1) == "at";
        let of = Word { token: noun, ..told };
        let hung = self.context.token(of).and_then(|found| found.head);
        let apart = hung.is_some_and(|head| head != told.token && head < told.token);
        let clause = (noun..=last)
            .any(|token| self.context.clause_at(Word { token, ..told }).is_some());
        (number && apart && noun <= last && last < noun + 8 && !clause)
            .then(|| self.context.span_of(told.sentence, noun, last))
    }

    /// The phrase of a noun without the numbers that stand in it: "its force" of one that went from
    /// 2,900 to 800, "soldiers on the island, up from 900" of 1,500 soldiers.
    fn without_numbers(&self, told: Word) -> Span {
        let whole = self.whole_phrase(told);
        let is_number = |token: usize| {
            let word = Word { token, ..told };
            self.context.token(word).is_some_and(|token| token.class == WordClass::Number)
        };
        let inside = |token: &usize| {
            whole.contains(self.context.span(Word { token: *token, ..told }))
        };
        let before =
            (0..told.token).rev().take_while(inside).find(|&token| is_number(token));
        let behind =
            (told.token + 1..).take_while(inside).find(|&token| is_number(token));
        let start = before.map_or(whole.start(), |token| {
            self.context.span(Word { token: token + 1, ..told }).start()
        });
        let led = |token: &usize| {
            let found = self.context.token(Word { token: *token, ..told });
            found.is_some_and(|found| {
                matches!(found.class, WordClass::Adposition | WordClass::Adverb)
            })
        };
        let end = behind.map_or(whole.end(), |token| {
            let lead = (told.token + 1..token).rev().take_while(led).count();
            self.context.span(Word { token: token - lead - 1, ..told }).end()
        });
        Span::of(start.min(end)..end)
    }

    /// What lasts so long: "a three years *fight*", "a decade of *cooperation*".
    fn what_lasts(&self) -> Option<String> {
        let noun = self.noun.unwrap_or(self.number);
        // "sentenced to six years in prison"
        let held = self.form(noun.token + 2);
        let inside = self.form(noun.token + 1) == "in";
        if inside
            && matches!(held, "captivity" | "custody" | "detention" | "jail" | "prison")
        {
            return Some(held.to_owned());
        }
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
        // "the vote and Croft 47 percent": another's share.
        let tail = words.get(after..).unwrap_or_default();
        let other = tail.find(" and ").filter(|at| {
            let rest = tail.get(at + 5..).unwrap_or_default();
            let mut next = rest.split(' ');
            let named =
                next.next().is_some_and(|word| word.starts_with(char::is_uppercase));
            let counts =
                |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
            named && next.take(2).any(counts)
        });
        let cut = [phrase_end(tail), other]
            .into_iter()
            .flatten()
            .min()
            .map_or(span.end(), |at| span.start() + after + at);
        self.context.text.trim(Span::of(span.start()..cut))
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

/// Verbs whose object comes to where "to" says.
fn is_move(lemma: &str) -> bool {
    matches!(
        lemma,
        "bring"
            | "bus"
            | "carry"
            | "deport"
            | "drive"
            | "evacuate"
            | "ferry"
            | "fly"
            | "move"
            | "send"
            | "ship"
            | "take"
            | "transfer"
            | "transport"
    )
}

/// Words without the article in front.
fn without_article(words: &str) -> &str {
    let small = ["the", "its", "their", "his", "her", "our", "a", "an"];
    let (first, rest) = words.split_once(' ').unwrap_or(("", words));
    if small.contains(&&*fold(first)) { rest } else { words }
}

/// Where what explains a noun begins; the comma of "2,900" parts nothing.
fn phrase_end(words: &str) -> Option<usize> {
    let digit = |at: usize| words.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let mut marks = words.match_indices([',', ':', ';', '(', '"', '“']);
    marks.find(|(at, mark)| *mark != "," || !digit(at + 1)).map(|(at, _)| at)
}
