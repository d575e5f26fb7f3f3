//! What happened to those who are counted: killed, hurt, missing, driven out.

use dateline_language::WordClass;

use super::Figure;
use crate::context::Word;

impl Figure<'_, '_> {
    /// Whether it counts the killed, hurt or missing.
    pub(super) fn is_casualty(&self) -> bool {
        self.harm().is_some()
    }

    /// The word that says what happened to those who are counted: "killed", "injured".
    pub(super) fn harm(&self) -> Option<&'static str> {
        if let Some(told) = self.harm_behind().or_else(|| self.harm_before()) {
            return Some(told);
        }
        if self.lost_lives() {
            return Some("killed");
        }
        if let Some(told) = self.harm_of_noun() {
            return Some(told);
        }
        if let Some(told) = self.harm_reported() {
            return Some(told);
        }
        let next = self.behind();
        // "27 people died and 300 are sick": what has a verb of its own suffers no other.
        let own = self.quantity.unit == "-" && self.is_before_verb();
        let verb = self.clause.map(|clause| clause.verb);
        let verb = verb.filter(|verb| !own || *verb > self.number.token);
        // "killed nine and wounded 33": what "and" joins is told of others.
        let word = Word { token: next, ..self.number };
        let joined = self.context.token(word).is_none_or(|token| {
            matches!(
                token.class,
                WordClass::Coordinator | WordClass::Adposition | WordClass::Punctuation
            )
        });
        let near = [Some(next), Some(next + 1).filter(|_| !joined), verb];
        // "four were killed and nine injured", "and seven others wounded"
        let bare = self.quantity.unit == "-" && next == self.number.token + 1;
        let others = self.form(next) == "others" && !joined;
        let told = if others {
            self.harm_at(next + 1, false)
        } else {
            self.harm_beside(next).filter(|_| bare)
        };
        told.or_else(|| {
            near.into_iter().flatten().find_map(|token| {
                let close = token <= next + 1 || self.is_core(token);
                close.then(|| harm_word(self.form(token), self.lemma(token))).flatten()
            })
        })
    }

    /// "dozens of people were wounded": what is told right behind them is told of them.
    fn harm_behind(&self) -> Option<&'static str> {
        let end = self.context.word_at(self.quantity.span.end().checked_sub(1)?)?;
        let first = (end.token + 1).max(self.behind());
        let between = (first..first + 5).take_while(|&token| {
            matches!(self.lemma(token), "be" | "have" | "remain")
                || matches!(self.form(token), "also" | "feared" | "now" | "still")
        });
        let token = first + between.clone().count();
        let feared = between.into_iter().any(|token| self.form(token) == "feared");
        (token > first && end.sentence == self.number.sentence)
            .then(|| {
                let form = self.form(token);
                harm_word(form, self.lemma(token))
                    .or_else(|| harm_participle(form))
                    .or_else(|| self.is_driven_out(token).then_some("displaced"))
            })
            .flatten()
            .map(|harm| if feared { "feared dead" } else { harm })
    }

    /// "12,000 have been forced from their homes".
    fn is_driven_out(&self, verb: usize) -> bool {
        matches!(self.form(verb), "driven" | "forced")
            && matches!(self.form(verb + 1), "from" | "out" | "to")
            && (verb + 2..verb + 5).any(|token| self.lemma(token) == "home")
    }

    /// "Fourteen men are known to have died": what is told of them below the telling.
    fn harm_reported(&self) -> Option<&'static str> {
        let clause = self.clause.filter(|clause| clause.passive && clause.own_subject)?;
        let told = is_hearsay(self.lemma(clause.verb)) && self.is_core(clause.verb);
        // "are believed to have drowned", "were reported killed"
        let helps = |token: &usize| {
            matches!(self.form(*token), "to" | "have" | "be" | "been" | "also")
        };
        let next = clause.verb + 1;
        let below = next + (next..next + 4).take_while(helps).count();
        harm_word(self.form(below), self.lemma(below)).filter(|_| told)
    }

    /// "killed nine and wounded 33": the verb right before a number of nothing else.
    fn harm_before(&self) -> Option<&'static str> {
        let before = self.first().checked_sub(1)?;
        let word = Word { token: before, ..self.number };
        let verb =
            matches!(&*self.context.token(word)?.tag, "VBD" | "VBG" | "VBN" | "VBP");
        let bare = self.quantity.unit == "-";
        (verb && bare).then(|| harm_word(self.form(before), self.lemma(before))).flatten()
    }

    /// "led to the injury of two contractors", "the death of nine sailors".
    fn harm_of_noun(&self) -> Option<&'static str> {
        let before = self.first().checked_sub(1).filter(|&of| self.form(of) == "of")?;
        Some(match self.lemma(before.checked_sub(1)?) {
            "death" | "killing" => "killed",
            "injury" | "wounding" | "injuring" => "injured",
            "abduction" | "kidnapping" => "abducted",
            "arrest" | "detention" => "arrested",
            "displacement" => "displaced",
            _ => return None,
        })
    }

    /// "Twelve miners lost their lives", "the fire took the lives of six workers", "the storm cost
    /// 17 people their lives".
    fn lost_lives(&self) -> bool {
        let Some(clause) = self.clause else { return false };
        let verb = self.lemma(clause.verb);
        let life = |token: usize| self.lemma(token) == "life";
        let lost = verb == "lose" && clause.object.is_some_and(life);
        let taken = matches!(verb, "claim" | "cost" | "take") && !self.is_money();
        let head = self.noun.unwrap_or(self.number);
        let of_lives = self.context.token(head).and_then(|token| token.head);
        let among_dead = verb == "include"
            && clause.subject.is_some_and(|subject| self.form(subject) == "dead");
        lost && self.is_core(clause.verb) && clause.subject != clause.object
            || taken && (of_lives.is_some_and(life) || self.is_before_lives())
            || among_dead && self.is_core(clause.verb)
    }

    /// "17 people their lives"
    pub(super) fn is_before_lives(&self) -> bool {
        let next = self.noun.unwrap_or(self.number).token + 1;
        matches!(self.form(next), "their" | "his" | "her")
            && self.lemma(next + 1) == "life"
    }

    /// "with 12 still missing": whether what happened to them stands right behind the number.
    pub(super) fn is_hurt_beside(&self) -> bool {
        let next = self.behind();
        next == self.number.token + 1 && self.harm_beside(next).is_some()
    }

    /// "injured", "still missing": what a word by itself, or one behind "still", says.
    fn harm_beside(&self, next: usize) -> Option<&'static str> {
        let still = matches!(self.form(next), "also" | "still");
        self.harm_at(next + usize::from(still), still)
    }

    /// What a participle says; of what is still so, any word of harm.
    fn harm_at(&self, token: usize, still: bool) -> Option<&'static str> {
        let form = self.form(token);
        harm_participle(form).or_else(|| harm_word(form, form).filter(|_| still))
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
}

/// Verbs that say that something is told of those who are counted.
pub(super) fn is_hearsay(lemma: &str) -> bool {
    matches!(
        lemma,
        "believe" | "confirm" | "fear" | "know" | "presume" | "report" | "say" | "think"
    )
}

/// What a word says that happened to people, as the record tells it.
pub(super) fn harm_word(form: &str, lemma: &str) -> Option<&'static str> {
    Some(match (form, lemma) {
        (_, "kill" | "die" | "perish" | "drown") | ("dead", _) => "killed",
        (_, "injure" | "wound") | ("hurt", _) => "injured",
        ("missing" | "unaccounted", _) => "missing",
        (_, "displace") => "displaced",
        ("homeless", _) => "homeless",
        (_, "arrest" | "detain") => "arrested",
        (_, "abduct" | "kidnap") => "abducted",
        _ => return None,
    })
}

/// The same of a participle behind "were" that was taken for an adjective: "were injured."
pub(super) fn harm_participle(form: &str) -> Option<&'static str> {
    Some(match form {
        "killed" | "drowned" => "killed",
        "injured" | "wounded" => "injured",
        "displaced" => "displaced",
        "arrested" | "detained" => "arrested",
        "abducted" | "kidnapped" => "abducted",
        _ => return None,
    })
}
