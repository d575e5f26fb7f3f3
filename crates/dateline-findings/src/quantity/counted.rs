//! What is counted, and what the number is of.

use dateline_language::{Relation, Token, WordClass};
use dateline_text::{Span, fold};

use super::unit::{counted_noun, singular};
use super::word::ScrapClass;
use super::{Item, Reader};

/// "the dead", "the missing": those whom an adjective by itself names.
fn is_of_harmed(token: &Token) -> bool {
    matches!(&*token.lemma, "dead" | "injured" | "missing" | "wounded")
}

impl Reader<'_> {
    /// The noun that is counted, by its token.
    pub(super) fn noun(&self, item: Item) -> Option<usize> {
        let last = self.scraps.get(item.reading.end.checked_sub(1)?)?;
        let number = self.sentence.token_at(last.span.start())?;
        let next = self.scraps.get(item.end);
        // "hundreds of people": the noun stands behind "of".
        let round = item.reading.vague && last.folded.ends_with('s');
        if round || next.is_some_and(|next| next.is("of")) {
            let of = self
                .sentence
                .token_at(next.filter(|next| next.is("of"))?.span.start())?;
            return self.noun_after_of(of, item.reading.vague);
        }
        // "rose 15,000 last week" counts no weeks.
        let several = item.reading.value != 1.into();
        let noun = counted_noun(self.sentence, number, several)?;
        let lemma = self.singular(noun);
        let adjacent = noun == number + 1;
        let stretch = self.measures.is_time(&lemma);
        // "stands at 900 today"
        if matches!(lemma.as_str(), "today" | "tomorrow" | "tonight" | "yesterday") {
            return None;
        }
        // "ten consecutive years"
        let running = self.sentence.tokens.get(number + 1).is_some_and(|token| {
            matches!(
                &*token.lemma,
                "consecutive" | "straight" | "successive" | "full" | "more"
            )
        });
        (adjacent || running || !stretch).then_some(noun)
    }

    /// The noun that a hyphen joins to the number: "a 1,600-member force", with the scrap after it.
    pub(super) fn joined_noun(&self, item: Item) -> Option<(String, usize)> {
        let dash =
            self.scraps.get(item.end).filter(|dash| dash.is_dash() && !dash.spaced)?;
        let next = self.scraps.get(item.end + 1)?;
        let word =
            next.class == ScrapClass::Letters && !next.spaced && next.folded.len() > 2;
        let no_noun =
            ["way", "odd", "plus", "fold", "time", "star", "old", "and", "something"];
        let fits = word && !dash.is("—") && !next.is_any(&no_noun);
        let measured = self.sentence.tokens.iter().any(|token| {
            token.span.contains(next.span) && token.class == WordClass::Verb
        });
        (fits && !measured).then(|| (singular(&next.folded), item.end + 2))
    }

    /// The unit that a counted noun is: "others" is none, a name of two words is whole.
    pub(super) fn unit_of(&self, noun: usize) -> String {
        let unit = self.singular(noun);
        if matches!(&*unit, "other" | "others") {
            return "-".to_owned();
        }
        let before = noun
            .checked_sub(1)
            .and_then(|before| self.sentence.tokens.get(before))
            .map(|token| self.text.words(token.span));
        let capital = self.sentence.tokens.get(noun).is_some_and(|token| {
            self.text.words(token.span).starts_with(char::is_uppercase)
        });
        match before.filter(|_| capital) {
            Some(side @ ("North" | "South" | "East" | "West")) => {
                format!("{} {unit}", fold(side))
            }
            _ => unit,
        }
    }

    fn noun_after_of(&self, of: usize, vague: bool) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let end = (of + 7).min(tokens.len());
        let stop = |token: &usize| {
            tokens.get(*token).is_none_or(|token| {
                matches!(
                    token.class,
                    WordClass::Verb
                        | WordClass::Auxiliary
                        | WordClass::Punctuation
                        | WordClass::Adposition
                )
            })
        };
        let length = (of + 1..end).take_while(|token| !stop(token)).count();
        let run = of + 1..of + 1 + length;
        let found = |token: usize| tokens.get(token);
        let noun = run.clone().rfind(|&token| {
            found(token).is_some_and(|token| token.class == WordClass::Noun)
        });
        // "seven of the dead"
        let hurt = run.last().filter(|&token| found(token).is_some_and(is_of_harmed));
        let Some(noun) = noun else { return hurt };
        // "20 of the 35 members" counts members; "20 of them" counts nobody.
        let plural = tokens.get(noun).is_some_and(|token| &*token.tag == "NNS");
        (vague || plural).then_some(noun)
    }

    pub(super) fn singular(&self, noun: usize) -> String {
        let Some(token) = self.sentence.tokens.get(noun) else { return "-".to_owned() };
        let lemma = fold(&token.lemma);
        let printed = fold(self.text.words(token.span));
        if lemma == printed { singular(&lemma) } else { lemma }
    }

    /// The words from the quantity to its noun, where they stand side by side.
    pub(super) fn noun_span(&self, noun: usize, span: Span) -> Span {
        let noun = self.sentence.tokens.get(noun).map_or(span, |token| token.span);
        if noun.start() >= span.start() && noun.end() < span.end() + 120 {
            noun
        } else {
            span
        }
    }

    /// What the number is of: the noun behind "of", else the subject or object of its verb.
    pub(super) fn concept(&self, item: Item, noun: Option<usize>) -> Option<Span> {
        let tokens = &self.sentence.tokens;
        let last = self.scraps.get(item.end.checked_sub(1)?)?;
        let unit = noun.or_else(|| self.sentence.token_at(last.span.start()))?;
        if let Some(of) = self.sentence.child(unit, Relation::Modifier) {
            let case = self.sentence.child(of, Relation::Case);
            let is_of = case
                .and_then(|case| tokens.get(case))
                .is_some_and(|case| matches!(&*case.lemma, "of" | "in" | "for"));
            // "64 percent in 2032" is of no year.
            let number = tokens.get(of).is_some_and(|of| of.class == WordClass::Number);
            if is_of && !number {
                return Some(self.noun_words(of));
            }
        }
        let verb = self.verb_above(unit)?;
        let subject = self
            .sentence
            .child(verb, Relation::Subject)
            .or_else(|| self.sentence.child(verb, Relation::PassiveSubject))
            .filter(|&subject| {
                subject != unit && !self.sentence.is_under(unit, subject)
            })?;
        Some(self.noun_words(subject))
    }

    fn verb_above(&self, token: usize) -> Option<usize> {
        let mut at = token;
        for _ in 0..8 {
            let here = self.sentence.tokens.get(at)?;
            at = here.head?;
            if self.sentence.tokens.get(at)?.class == WordClass::Verb {
                return Some(at);
            }
        }
        None
    }

    /// A noun with the words right before it that belong to its name.
    fn noun_words(&self, noun: usize) -> Span {
        let joined = [Relation::Compound, Relation::Flat, Relation::Adjective];
        let first = self
            .sentence
            .children(noun)
            .filter(|&child| {
                child < noun
                    && self
                        .sentence
                        .tokens
                        .get(child)
                        .is_some_and(|token| joined.contains(&token.relation))
            })
            .min();
        let span = self.sentence.span_of(first.unwrap_or(noun), noun);
        self.text.trim(span)
    }
}
