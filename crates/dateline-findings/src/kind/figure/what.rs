//! What is counted or measured, in the words of the report.

use dateline_language::{Relation, WordClass};
use dateline_text::{Span, fold, one_line};

use super::harm::{harm_word, is_hearsay};
use super::{Figure, is_time_unit};
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
            if let Some(force) = self.sized_words(told) {
                return Some(force);
            }
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

    /// The last noun of the run that starts at a word.
    pub(super) fn noun_from(&self, first: Word) -> Option<Word> {
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
    pub(super) fn whole_phrase(&self, noun: Word) -> Span {
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
pub(super) fn without_article(words: &str) -> &str {
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
