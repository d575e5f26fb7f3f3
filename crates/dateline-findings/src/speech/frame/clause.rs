//! What is said stands in a clause below the verb.

use dateline_language::Relation;

use super::super::content::{climb, trimmed};
use super::super::verb::Reading;
use super::super::{Speech, Way};
use crate::clause::Tense;
use crate::phrase;
use crate::reporting::{self, Saying};

impl Reading<'_, '_> {
    /// "said (that) it is open"; "it is open, she said"; "it is, she said, open".
    pub(super) fn by_clause(&self, speech: &mut Speech) -> bool {
        let verb = self.clause.verb;
        let below =
            self.complement_below().filter(|&below| !self.is_beside_object(below));
        if let Some(below) = below.filter(|_| self.cue.takes("that")) {
            if self.is_wish_for_thing(below) {
                return self.thing_wished(speech, below);
            }
            if self.asks_of(below) {
                return self.asked(speech, below);
            }
            let whom = self.cue.takes("whom");
            let addressee = self.clause.object.or(self.clause.indirect).filter(|_| whom);
            speech.addressee = addressee.map(|token| self.word(token));
            let tokens = self.tree.under(below, &|token| token == verb);
            return self.set(speech, below, &tokens, Way::Clause);
        }
        let above = self.clause.head.filter(|_| {
            matches!(self.clause.relation, Relation::Parataxis | Relation::Discourse)
                && self.clause.own_subject
        });
        let direct = self.cue.takes("that") || self.cue.takes("direct");
        let Some(above) = above.filter(|_| direct && self.clause.object.is_none()) else {
            return false;
        };
        let top = climb(self.context, self.clause.sentence, above);
        let tokens = self.tree.under(top, &|token| token == verb);
        self.set(speech, top, &tokens, Way::Clause)
    }

    /// "urged the members to follow": those who are asked stand before the "to".
    fn asks_of(&self, below: usize) -> bool {
        let clause = self.context.clause_at(self.word(below));
        let asked = clause.is_some_and(|clause| {
            clause.infinitive && clause.own_subject && below > self.clause.verb
        });
        asked && self.cue.saying == Saying::Ask && self.cue.takes("whom")
    }

    fn asked(&self, speech: &mut Speech, below: usize) -> bool {
        let whom =
            self.context.clause_at(self.word(below)).and_then(|found| found.subject);
        speech.addressee = whom.map(|token| self.word(token));
        let mut tokens = self.tree.under(below, &|token| Some(token) == whom);
        let to = self.tree.child(below, &[Relation::Mark, Relation::Auxiliary]);
        tokens.retain(|&token| to.is_none_or(|to| token >= to));
        self.set(speech, below, &tokens, Way::Clause)
    }

    /// "accused Varn of breaking it", "blamed the rebels for the raid", "thanked the crews for
    /// their help": whom it is about belongs to what is said.
    pub(super) fn by_accused(&self, speech: &mut Speech) -> bool {
        let about = self.cue.saying == Saying::Accuse
            || self.cue.saying == Saying::Judge && self.cue.takes("object")
            || matches!(self.cue.lemma, "thank" | "credit" | "attribute" | "identify");
        let object = self.clause.object.filter(|&object| object > self.clause.verb);
        let Some(object) = object.filter(|_| about && !self.clause.passive) else {
            return false;
        };
        let mut tokens = self.tree.under(object, &|_| false);
        let Some(&last) = tokens.last() else { return false };
        let mut end = last;
        for &child in self.tree.children(self.clause.verb) {
            let (first, reach) = self.tree.reach(child);
            let marked = self.is_any(first, &["of", "for", "on", "with", "as", "to"]);
            if first == end + 1 && marked && reach >= first {
                tokens.extend(first..=reach);
                end = reach;
            }
        }
        speech.addressee = (self.cue.saying == Saying::Accuse).then(|| self.word(object));
        self.set(speech, object, &tokens, Way::Object)
    }

    /// "put the crowd at 30,000": a thing and a number behind "at".
    pub(super) fn by_estimate(&self, speech: &mut Speech) -> bool {
        let object = self.clause.object.filter(|&object| object > self.clause.verb);
        let Some(object) = object.filter(|_| self.cue.takes("at")) else { return false };
        let number = self.clause.obliques.iter().find(|oblique| {
            let (first, last) = self.tree.reach(oblique.noun);
            let counts = (first..=last).any(|token| self.tag(token) == "CD");
            oblique.preposition == "at" && oblique.noun > object && counts
        });
        let number = number.map(|oblique| oblique.noun).or_else(|| {
            // "at" that was hung on the thing itself.
            self.tree.children_in(object, &[Relation::Modifier]).find(|&child| {
                let (first, last) = self.tree.reach(child);
                let counts = (first..=last).any(|token| self.tag(token) == "CD");
                counts && self.is_any(first, &["at"])
                    || self.tag(child) == "CD"
                        && self.is_any(child.saturating_sub(1), &["at"])
            })
        });
        let Some(number) = number else { return false };
        let mut tokens = self.tree.under(object, &|_| false);
        tokens.extend(self.tree.under(number, &|_| false));
        tokens.sort_unstable();
        tokens.dedup();
        self.set(speech, object, &tokens, Way::Object)
    }

    /// "expressed concern over the bill", "made a threat against Varn": the noun is part of the
    /// cue, and what hangs on it is what is said.
    pub(super) fn by_light_verb(&self, speech: &mut Speech) -> bool {
        let Some(noun) = self.clause.object.filter(|&object| object > self.clause.verb)
        else {
            return false;
        };
        if self.clause.passive || !matches!(self.cue.lemma, "express" | "voice") {
            return false;
        }
        let tokens: Vec<usize> = self
            .tree
            .under(noun, &|_| false)
            .into_iter()
            .filter(|&token| token > noun)
            .collect();
        let joined = tokens.first().is_some_and(|&first| self.tag(first) == "CC");
        let near = tokens.first().is_some_and(|&first| first == noun + 1)
            || self.tree.children(self.clause.verb).iter().any(|&child| {
                self.tree.reach(child).0 == noun + 1 && !self.is_time(child)
            });
        if joined || !near {
            return false;
        }
        let mut tokens = tokens;
        if tokens.is_empty() {
            let child = self
                .tree
                .children(self.clause.verb)
                .iter()
                .copied()
                .find(|&child| self.tree.reach(child).0 == noun + 1);
            let Some(child) = child else { return false };
            let (first, last) = self.tree.reach(child);
            tokens = (first..=last).collect();
        }
        if !self.set(
            speech,
            tokens.first().copied().unwrap_or(noun),
            &tokens,
            Way::Object,
        ) {
            return false;
        }
        let first = self.group_start();
        speech.cue_span = Some(self.context.span_of(self.clause.sentence, first, noun));
        true
    }

    /// Whether the verb holds a thing and a clause without "that" beside it: "announced the
    /// defeat of the rebels, following a fight that left": the thing is what is said.
    fn is_beside_object(&self, below: usize) -> bool {
        let thing = self.clause.object.is_some_and(|object| object < below);
        thing
            && self.cue.takes("object")
            && !self.cue.takes("whom")
            && !self.has_that(below)
    }

    fn has_that(&self, below: usize) -> bool {
        self.tree
            .children_in(below, &[Relation::Mark])
            .any(|mark| self.lemma(mark) == "that")
    }

    /// "demanding the removal of troops and tensions have risen": who demands wants a thing,
    /// unless a "that" says otherwise.
    fn is_wish_for_thing(&self, below: usize) -> bool {
        let clause = self.context.clause_at(self.word(below));
        let told = clause.is_some_and(|clause| {
            clause.own_subject && matches!(clause.tense, Tense::Past | Tense::Perfect)
        });
        self.cue.saying == Saying::Ask
            && self.cue.takes("object")
            && told
            && !self.has_that(below)
    }

    fn thing_wished(&self, speech: &mut Speech, below: usize) -> bool {
        let clause = self.context.clause_at(self.word(below));
        let Some(subject) = clause.and_then(|clause| clause.subject) else {
            return false;
        };
        let span = phrase::own_phrase(self.context, self.word(subject));
        speech.content = vec![trimmed(self.context, span)];
        speech.content_head = Some(self.word(subject));
        speech.way = Way::Object;
        true
    }

    /// The clause below the verb that holds what is said.
    fn complement_below(&self) -> Option<usize> {
        let verb = self.clause.verb;
        if self.is_quoted_as() {
            let saying = self.said_as()?;
            return self.tree.child(
                saying,
                &[
                    Relation::ClausalComplement,
                    Relation::OpenComplement,
                    Relation::Parataxis,
                ],
            );
        }
        let all = || self.tree.children_in(verb, &[Relation::ClausalComplement]);
        let mut complements = all();
        let first = complements.next();
        let with_that = complements.find(|&other| self.has_that(other));
        // "Shares fell after the firm said it would close": with no mark between, what stands
        // before the verb is not what is said.
        let parted = |front: usize| {
            (front..verb)
                .any(|token| self.is_any(token, &[",", "\"", "”", "-", "–", "—"]))
        };
        let behind = all().find(|&other| other > verb);
        let behind =
            behind.filter(|_| first.is_some_and(|first| first < verb && !parted(first)));
        with_that.or(behind).or(first).or_else(|| {
            self.tree.children_in(verb, &[Relation::Parataxis]).find(|&child| {
                // A second verb of saying beside it tells for itself.
                reporting::verb(self.lemma(child)).is_none()
                    && self.context.clause_at(self.word(child)).is_some()
            })
        })
    }

    /// "urged them to leave", "threatened to strike", "agreed, in a joint statement, to".
    pub(super) fn by_infinitive(&self, speech: &mut Speech) -> bool {
        let takes = self.cue.takes("to") || self.cue.takes("whom");
        // Agreeing to something is a deed unless a statement says it.
        let deed = self.cue.saying == Saying::Agree && speech.medium.is_none();
        let mut below = self
            .tree
            .children_in(self.clause.verb, &[Relation::OpenComplement, Relation::Clause]);
        // "claimed to have shot it down", and not what somebody only means to do.
        let claims = self.cue.lemma == "claim";
        let told = |child: usize| {
            let open = (self.clause.verb + 1..child).find(|&to| self.is_any(to, &["to"]));
            open.is_some_and(|to| self.is_any(to + 1, &["be", "have"]))
        };
        let infinitive = |child: usize| {
            child > self.clause.verb
                && (!claims || told(child))
                && self
                    .context
                    .clause_at(self.word(child))
                    .is_some_and(|found| found.infinitive)
        };
        let open = below.find(|&child| infinitive(child)).or_else(|| {
            // "urged its members [to follow]": hung on those who are urged.
            let whom = self.clause.object.or(self.clause.indirect)?;
            let mut under = self.tree.children_in(whom, &[Relation::Acl]);
            under.find(|&child| infinitive(child)).filter(|_| self.cue.takes("whom"))
        });
        let Some(open) = open.filter(|_| takes && !deed) else { return false };
        let purpose = self.tree.relation(open) == Some(Relation::Clause)
            && self.cue.saying != Saying::Agree
            && !self.is_asked_of(open);
        if purpose {
            return false;
        }
        let addressee = self.clause.object.filter(|_| self.cue.takes("whom"));
        // "expect the rain to ease": nobody tells the rain.
        let thing = addressee.filter(|_| self.cue.saying == Saying::Think);
        let addressee = addressee.filter(|_| thing.is_none());
        speech.addressee = addressee.map(|token| self.word(token));
        let medium = speech.medium.map(|medium| medium.token);
        let mut tokens = self.tree.under(open, &|token| Some(token) == medium);
        // The phrase between the verb and its "to" is no part of what is agreed.
        let mark = self.tree.child(open, &[Relation::Mark, Relation::Auxiliary]);
        let from = mark.filter(|&mark| mark < open && medium.is_some()).unwrap_or(0);
        tokens.retain(|&token| token >= from);
        if let Some(thing) = thing {
            tokens.extend(self.tree.under(thing, &|_| false));
            tokens.sort_unstable();
            tokens.dedup();
        }
        self.set(speech, open, &tokens, Way::Clause)
    }

    /// "urged Varn and Tolland [to talk]", "appealed to the guild [to wait]": what is asked stands
    /// right behind those of whom it is asked.
    fn is_asked_of(&self, open: usize) -> bool {
        let clause = self.clause;
        let to = clause
            .obliques
            .iter()
            .filter(|oblique| matches!(&*oblique.preposition, "to" | "on" | "upon"));
        let whom = to.map(|oblique| oblique.noun).chain(clause.object);
        let mut whom = whom.chain(clause.indirect).filter(|&whom| whom > clause.verb);
        let first = self.tree.reach(open).0;
        self.cue.saying == Saying::Ask
            && self.is_any(first, &["to"])
            && whom.any(|whom| {
                self.tree.reach(whom).1 + 1 == first
                    && phrase::can_speak(self.context, self.word(whom))
            })
    }

    /// "denies holding prisoners", "ruled out taking action": a gerund is what is said.
    pub(super) fn by_gerund(&self, speech: &mut Speech) -> bool {
        let takes = matches!(
            self.cue.lemma,
            "deny"
                | "suggest"
                | "recommend"
                | "rule out"
                | "admit"
                | "propose"
                | "discuss"
        );
        let first = self.clause.verb.max(self.clause.group.1) + 1;
        if !takes || self.clause.passive || self.tag(first) != "VBG" {
            return false;
        }
        let tokens = self.tree.under(first, &|_| false);
        self.set(speech, first, &tokens, Way::Object)
    }
}
