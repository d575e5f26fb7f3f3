//! What is counted or measured, in the words of the report.

use dateline_language::{Relation, WordClass};
use dateline_text::{Span, one_line};

use super::{Figure, harm_word};
use crate::context::Word;
use crate::kind::event;
use crate::phrase;
use crate::trigger;

impl Figure<'_, '_> {
    /// What is counted, in the words of the report without the number.
    pub(super) fn what(&self) -> Option<String> {
        if let Some(side) = self.side {
            return Some(side.what().to_owned());
        }
        if let Some(told) = self.subject_of_count().filter(|_| self.quantity.unit == "-")
        {
            return Some(self.told_words(told));
        }
        if self.is_time_unit() {
            return self.what_lasts();
        }
        let Some(noun) = self.noun else {
            // "wounding dozens", "12 dead": those who are counted are people.
            return self.harm().map(|harm| format!("people {harm}"));
        };
        if !self.quantity.is_count {
            return self.what_measures(noun);
        }
        if let Some(harm) = harm_word(self.form(noun.token), self.lemma(noun.token)) {
            return Some(format!("people {harm}"));
        }
        if let Some(head) = self.joined_head(noun) {
            return Some(one_line(self.context.words(self.context.span(head))));
        }
        let start =
            self.context.span(Word { token: self.number.token + 1, ..self.number });
        let mut whole = self.whole_phrase(noun);
        // "three civilians in the town killed": where they were is told apart.
        if self.harm().is_some() && self.is_placed(noun) {
            whole = self.context.span(noun);
        }
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

    /// "a 96-million-mark contract", "a two-page summary": what a measure with a hyphen is of.
    fn joined_head(&self, noun: Word) -> Option<Word> {
        let end = self.quantity.number.end();
        let behind = self.context.text.as_str().get(end..).unwrap_or_default();
        let joined = behind.starts_with('-') && self.context.span(noun).end() > end;
        let head = self.noun_from(Word { token: noun.token + 1, ..noun });
        head.filter(|_| joined)
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
        self.is_core(clause.verb).then(|| self.form(clause.verb).to_owned())
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
            tree.child(child, &[Relation::Case])
                .is_some_and(|case| matches!(self.form(case), "of" | "in" | "for"))
        });
        if let Some(child) = below.filter(|&child| child > unit.token) {
            let word = Word { token: child, ..unit };
            if !trigger::is_time(self.context, word) {
                return Some(one_line(self.context.words(self.whole_phrase(word))));
            }
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

    /// "the number of American troops in Varn": what stands behind "of".
    pub(super) fn told_words(&self, told: Word) -> String {
        let whole = phrase::noun_phrase(self.context, told);
        let words = one_line(self.context.words(whole));
        let small = ["the ", "its ", "their ", "his ", "her ", "our "];
        let bare =
            small.iter().find_map(|word| words.strip_prefix(word)).unwrap_or(&words);
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
}
