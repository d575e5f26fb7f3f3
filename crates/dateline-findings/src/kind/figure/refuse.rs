//! Numbers that make no line of a record: dates, ages, models, what was told before.

use dateline_language::{Decimal, Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::{Span, fold};
use dateline_time::TimexClass;

use super::Figure;
use super::unit::is_people;
use crate::context::Word;
use crate::kind::event;
use crate::quantity::{Amount, Step};

impl Figure<'_, '_> {
    /// Whether it is no figure worth a line in a record.
    pub(super) fn is_none(&self) -> bool {
        if self.side.is_some() {
            return false;
        }
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
            let form = self.context.folded_form(next);
            matches!(form, "ago" | "later" | "earlier")
                || matches!(form, "after" | "before" | "from") && !self.is_distance(next)
        });
        // "from 2,800 to 1500": what a count comes to is no year.
        let comes_to = self.quantity.step == Some(Step::To) && self.quantity.unit == "-";
        let told = self.is_time_unit() && next.is_some_and(|next| self.is_distance(next));
        date && !comes_to && !told || self.is_time_unit() && relative
    }

    /// "six days after the contract was signed": the time between two things that are told.
    fn is_distance(&self, preposition: Word) -> bool {
        let next = Word { token: preposition.token + 1, ..preposition };
        self.context.token(next).is_some_and(|token| {
            matches!(
                token.class,
                WordClass::Determiner
                    | WordClass::Noun
                    | WordClass::ProperNoun
                    | WordClass::Pronoun
                    | WordClass::Adjective
            )
        }) && !self.context.is_time(self.context.span(next))
    }

    /// "over the past six months" is a stretch of time, though it is anchored.
    fn is_stretch(&self) -> bool {
        self.number.token.checked_sub(1).is_some_and(|before| {
            matches!(self.form(before), "past" | "last" | "next" | "coming")
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
        let aged = before(1).is_some_and(|word| matches!(word, "aged" | "age"))
            || before(1).is_some_and(|word| word == "of")
                && before(2).is_some_and(|word| matches!(word, "age" | "ages"));
        let next_of_two = before(1) == Some("and") && before(3) == Some("aged");
        let as_young = matches!(before(2), Some("young" | "old"))
            && before(1) == Some("as")
            && self.quantity.unit == "-";
        self.quantity.unit == "year" && old
            || aged
            || next_of_two
            || as_young
            || self.is_age_beside_name()
    }

    /// "Vero Malk, 61, was killed", "her son, then 12, was hurt": a number between commas behind
    /// whoever is that old.
    fn is_age_beside_name(&self) -> bool {
        let whole = matches!(self.quantity.value, Amount::One(value)
            if value.whole().is_some_and(|years| (1..=115).contains(&years)));
        if !whole || self.quantity.unit != "-" {
            return false;
        }
        let first = self.first();
        let led = matches!(self.form(first.saturating_sub(1)), "then" | "now" | "only");
        let comma = first.saturating_sub(usize::from(led) + 1);
        let aside = comma > 0 && self.form(comma) == ",";
        aside && self.is_aside_end(self.number.token + 1) && self.is_one_person(comma - 1)
    }

    /// Whether what stands aside between commas ends before that token.
    fn is_aside_end(&self, token: usize) -> bool {
        let sentence = self.context.sentence(self.number.sentence);
        let ends = sentence.is_none_or(|sentence| token >= sentence.tokens.len());
        ends || matches!(self.form(token), "," | ";" | "." | ":" | ")" | "and")
    }

    /// Whether a token ends the name of a person, or is a noun for one.
    fn is_one_person(&self, token: usize) -> bool {
        let word = Word { token, ..self.number };
        let Some(found) = self.context.token(word) else { return false };
        let mention = self.context.mention_of(word).map(|mention| mention.class);
        let before = token.checked_sub(1).map(|token| Word { token, ..self.number });
        let two = before
            .and_then(|word| self.context.token(word))
            .is_some_and(|before| before.class == WordClass::ProperNoun);
        let place = event::is_place(self.context, word)
            || mention == Some(ActorClass::Organisation) && !two;
        match found.class {
            WordClass::ProperNoun => !place,
            _ => &*found.tag == "NN" && is_people(self.lemma(token)),
        }
    }

    /// "the 737 airliner", "the 5000 mark", "3.0 software": a number before a noun in the singular
    /// names it.
    fn is_model(&self) -> bool {
        if self.is_magnitude() || self.is_large() || self.is_casualty() {
            return false;
        }
        let Some(noun) = self.noun.filter(|_| self.quantity.is_count) else {
            return false;
        };
        let Some(token) = self.context.token(noun) else { return false };
        let Amount::One(value) = self.quantity.value else { return false };
        let broken = value.whole().is_none() && value > Decimal::from(1);
        let many = matches!(
            self.lemma(noun.token),
            "people"
                | "personnel"
                | "police"
                | "staff"
                | "aircraft"
                | "crew"
                | "criteria"
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
        several && !is_people(self.lemma(noun.token))
            || broken && value < Decimal::from(1_000)
    }

    /// "a magnitude 7.1 tremor", "a tremor of magnitude 5".
    pub(super) fn is_magnitude(&self) -> bool {
        let before = self.number.token.checked_sub(1).map(|before| self.form(before));
        before == Some("magnitude")
            || self.form(self.number.token + 1) == "magnitude"
            || self.form(self.number.token + 2) == "magnitude"
                && self.form(self.number.token + 1) == "-"
    }

    /// "the two sides", "one of them", "both": told before.
    fn is_anaphoric(&self) -> bool {
        let small = match self.quantity.value {
            Amount::One(value) => value <= Decimal::from(10),
            Amount::Range(..) => false,
        };
        let before = self.number.token.checked_sub(1).map(|before| self.form(before));
        let definite = before.is_some_and(|before| {
            matches!(before, "the" | "both" | "these" | "those" | "other")
        });
        let one = self.quantity.value == Amount::One(1.into())
            && self.quantity.is_count
            && !self.is_casualty();
        one || small && definite && self.quantity.is_count && !self.is_narrowed()
    }

    /// "the three river ports", "the four trawlers it seized": a noun before it or a clause
    /// behind it says which, so that it was not told before.
    fn is_narrowed(&self) -> bool {
        let Some(noun) = self.noun else { return false };
        self.context.tree(noun.sentence).is_some_and(|tree| {
            let mut before = tree.children_in(noun.token, &[Relation::Compound]);
            let mut behind = tree.children_in(noun.token, &[Relation::AclRelative]);
            let next = Word { token: noun.token + 1, ..noun };
            before.any(|child| child > self.number.token)
                || behind.any(|child| child > noun.token)
                    && self.context.form(next) != ","
        })
    }

    /// "Some 3,700 are in the country", "58 have been placed", "will appoint six": a number that
    /// stands for those who are counted.
    fn stands_for_counted(&self) -> bool {
        if self.quantity.unit != "-" || self.quantity.is_vague {
            return false;
        }
        let one = self.quantity.value == Amount::One(1.into());
        let relation = self.context.token(self.number).map(|token| token.relation);
        // "promised 400 trainers but has sent only 150"
        let many = matches!(self.quantity.value, Amount::One(value)
            if value.whole().is_some_and(|count| count >= 10));
        let verb = self.clause.is_some_and(|clause| {
            let joined =
                many && clause.relation == Relation::Conjunct && clause.subject.is_some();
            clause.own_subject && clause.subject == Some(self.number.token)
                || clause.object == Some(self.number.token)
                    && (clause.own_subject || joined)
                    && self.is_right_behind(clause.verb)
        });
        let core = matches!(
            relation,
            Some(Relation::Subject | Relation::PassiveSubject | Relation::Object)
        );
        let told = verb && core || self.is_before_verb();
        let becomes =
            self.first().checked_sub(1).is_some_and(|at| self.form(at) == "become");
        !one && (told
            || becomes
            || self.is_listed()
            || self.is_estimate()
            || self.is_compared())
    }

    /// "will appoint six", "it turned out 112".
    fn is_right_behind(&self, verb: usize) -> bool {
        let first = self.first();
        // "turned out 112", "has sent only 150"
        let particle = |token: usize| {
            let found = self.context.token(Word { token, ..self.number });
            found.is_some_and(|found| {
                &*found.tag == "RP" || matches!(self.form(token), "just" | "now" | "only")
            })
        };
        verb + 1 == first || verb + 2 == first && particle(verb + 1)
    }

    /// "More than 30,000 left their homes", "and 31 are being treated": a verb with a time stands
    /// right behind the number, and nothing before it that it could belong to.
    pub(super) fn is_before_verb(&self) -> bool {
        let tag = |token: usize| {
            self.context.token(Word { token, ..self.number }).map(|token| &*token.tag)
        };
        let whole = match self.quantity.value {
            Amount::One(value) => value.whole().is_some(),
            Amount::Range(..) => true,
        };
        let finite = tag(self.number.token + 1)
            .is_some_and(|tag| matches!(tag, "VBD" | "VBP" | "VBZ" | "MD"));
        let before = self.first().checked_sub(1);
        let opens = before.is_none_or(|before| {
            let word = Word { token: before, ..self.number };
            let class = self.context.token(word).map(|token| token.class);
            let joint = [WordClass::Coordinator, WordClass::Subordinator];
            class.is_some_and(|class| joint.contains(&class))
                || matches!(self.form(before), "," | ";" | "—" | "–")
        });
        whole && finite && opens
    }

    /// The first word of the quantity.
    pub(super) fn first(&self) -> usize {
        self.context.word_at(self.quantity.span.start()).map_or(0, |word| word.token)
    }

    /// "Cumulative cases: 2,318".
    fn is_listed(&self) -> bool {
        let Some(colon) = self.first().checked_sub(1).filter(|&at| self.form(at) == ":")
        else {
            return false;
        };
        let before = colon.checked_sub(1).map(|token| Word { token, ..self.number });
        before.and_then(|word| self.context.token(word)).is_some_and(|token| {
            matches!(&*token.tag, "NNS" | "NNPS") || is_people(&fold(&token.lemma))
        })
    }

    /// "put the crowd at 30,000", "police spoke of 11,000", "an increase of 85".
    fn is_estimate(&self) -> bool {
        let Some(before) = self.first().checked_sub(1) else { return false };
        let verb = self.clause.map(|clause| self.lemma(clause.verb));
        let verb = verb.unwrap_or_default();
        let trend = before.checked_sub(1).map(|noun| self.form(noun));
        match self.form(before) {
            "at" => matches!(verb, "put" | "estimate" | "stand" | "number" | "measure"),
            "of" => {
                matches!(verb, "speak" | "talk" | "tell")
                    || trend.is_some_and(|noun| {
                        matches!(
                            noun,
                            "increase"
                                | "rise"
                                | "decrease"
                                | "drop"
                                | "fall"
                                | "reduction"
                                | "total"
                                | "decline"
                                | "out"
                        )
                    })
            }
            _ => false,
        }
    }

    /// "a loss of 38 million crowns, after a profit of 21 million": millions of nothing, where
    /// money was told.
    pub(super) fn is_sum(&self) -> bool {
        let next =
            self.context.token(Word { token: self.number.token + 1, ..self.number });
        let counts = next.is_some_and(|next| {
            matches!(
                next.class,
                WordClass::Noun | WordClass::ProperNoun | WordClass::Adjective
            )
        });
        self.money.is_some() && self.quantity.unit == "-" && self.is_large() && !counts
    }

    /// "30 million": told with the word.
    pub(super) fn is_large(&self) -> bool {
        let words = self.context.words(self.quantity.number);
        ["million", "billion", "trillion"].iter().any(|scale| words.ends_with(scale))
    }

    /// A bare number that no noun and no verb explains.
    fn is_idle(&self) -> bool {
        let idle = matches!(
            self.quantity.unit.as_str(),
            "time" | "way" | "thing" | "side" | "reason" | "degree" | "sort" | "kind"
        ) && self.items().is_empty();
        if self.is_part() {
            return self.quantity.value == Amount::One(1.into()) || self.is_exception();
        }
        // "two points" and "three others" are told of; "0.3 points" and "90,000 others" counted.
        let one = |few: fn(Decimal) -> bool| matches!(self.quantity.value, Amount::One(value) if few(value));
        let few = match self.quantity.unit.as_str() {
            "point" => one(|value| value.whole().is_some()) && self.items().is_empty(),
            "other" => one(|value| value <= Decimal::from(10)),
            _ => false,
        };
        if idle || few {
            return !self.is_casualty();
        }
        self.quantity.unit == "-"
            && self.subject_of_count().is_none()
            && !self.is_casualty()
            && !self.is_crowd()
            && self.step().is_none()
            && !self.is_magnitude()
            && !self.is_sum()
            && !self.stands_for_counted()
    }
}
