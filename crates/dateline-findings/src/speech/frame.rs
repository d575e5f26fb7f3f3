//! Where the words said stand: each frame of a verb of speaking by itself.

use dateline_language::{Relation, WordClass};
use dateline_text::Span;

use super::content::{climb, letters, pieces, trimmed};
use super::verb::Reading;
use super::{Speech, Way};
use crate::clause::Tense;
use crate::phrase;
use crate::quotation::{self, Quotation};
use crate::reporting::{self, Saying};

impl Reading<'_, '_> {
    /// Tries the frames of the verb until one holds words.
    pub(super) fn fill(&self, speech: &mut Speech, quotations: &[Quotation]) {
        if self.by_quoted_as(speech) {
            return;
        }
        let _ = self.by_called(speech)
            || self.by_end(speech)
            || self.by_accused(speech)
            || self.by_estimate(speech)
            || self.by_next_preposition(speech)
            || self.by_line(speech)
            || self.by_clause(speech)
            || self.by_order(speech)
            || self.by_naming(speech, quotations)
            || self.by_infinitive(speech)
            || self.by_gerund(speech)
            || self.by_preposition(speech)
            || self.by_light_verb(speech)
            || self.by_object(speech)
            || self.by_sentence_before(speech)
            || self.by_quotation(speech, quotations)
            || self.by_participle(speech)
            || self.by_line_within(speech)
            || self.by_rest(speech);
        let only_quotes = self.cue.takes("direct")
            && !self.cue.takes("that")
            && !self.cue.takes("object");
        let plain = matches!(speech.way, Way::Clause) && !self.cue.takes("to");
        if only_quotes && plain && !Self::is_quoted(speech, quotations) {
            // "sales began", "he laughed": nothing is said without marks.
            speech.content.clear();
        }
    }

    fn is_quoted(speech: &Speech, quotations: &[Quotation]) -> bool {
        speech.content.iter().any(|content| {
            let first = quotation::before(quotations, content.end()).next();
            let next = quotation::after(quotations, content.start()).next();
            [first, next].into_iter().flatten().any(|found| found.span.overlaps(*content))
        })
    }

    pub(super) fn set(
        &self,
        speech: &mut Speech,
        head: usize,
        tokens: &[usize],
        way: Way,
    ) -> bool {
        let mut tokens = self.with_what_trails(speech, tokens);
        if way == Way::Clause {
            self.run_on(&mut tokens);
        }
        speech.content = pieces(self.context, self.clause.sentence, &tokens);
        speech.content_head = Some(self.word(head));
        speech.way = way;
        !speech.content.is_empty()
    }

    /// What is said, with the phrases right behind it that were hung on the verb of saying:
    /// "said the mission is there [at the invitation of the government]".
    fn with_what_trails(&self, speech: &Speech, tokens: &[usize]) -> Vec<usize> {
        let mut all = tokens.to_vec();
        let Some(&last) = all.last() else { return all };
        if last < self.clause.verb {
            return all;
        }
        let mut end = last;
        for &child in self.tree.children(self.clause.verb) {
            let (first, reach) = self.tree.reach(child);
            if first == end + 1 && self.trails(speech, child) {
                all.extend(first..=reach);
                end = reach;
            }
        }
        all
    }

    /// Whether a phrase on the verb of saying may belong to what is said: no time, no medium,
    /// nobody who says it, no second verb of the same subject.
    fn trails(&self, speech: &Speech, child: usize) -> bool {
        let relation = self.tree.relation(child);
        let loose = matches!(
            relation,
            Some(
                Relation::Oblique
                    | Relation::UnmarkedOblique
                    | Relation::Clause
                    | Relation::OpenComplement
                    | Relation::ClausalComplement
                    | Relation::Modifier
                    | Relation::Unclear
                    | Relation::Object
            )
        );
        let word = self.word(child);
        // "called for a vote before May": by when it is to be.
        let due = self.is_any(
            self.tree.reach(child).0,
            &["before", "by", "within", "until", "since", "from", "for"],
        );
        let time = self.context.is_time(self.context.span(word)) && !due;
        let medium = speech.medium == Some(word);
        let speaks = relation == Some(Relation::Clause)
            && reporting::verb(self.lemma(child)).is_some();
        loose && !time && !medium && !speaks
    }

    /// "said (that) it is open"; "it is open, she said"; "it is, she said, open".
    fn by_clause(&self, speech: &mut Speech) -> bool {
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
    fn by_accused(&self, speech: &mut Speech) -> bool {
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
    fn by_estimate(&self, speech: &mut Speech) -> bool {
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
                self.tag(child) == "CD" && self.is_any(child.saturating_sub(1), &["at"])
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
    fn by_light_verb(&self, speech: &mut Speech) -> bool {
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

    pub(super) fn tag(&self, token: usize) -> &str {
        self.context.token(self.word(token)).map_or("", |found| &*found.tag)
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
        let mut complements = self.tree.children_in(verb, &[Relation::ClausalComplement]);
        let first = complements.next();
        let with_that = complements.find(|&other| self.has_that(other));
        with_that.or(first).or_else(|| {
            self.tree.children_in(verb, &[Relation::Parataxis]).find(|&child| {
                // A second verb of saying beside it tells for itself.
                reporting::verb(self.lemma(child)).is_none()
                    && self.context.clause_at(self.word(child)).is_some()
            })
        })
    }

    /// "termed the agreement a success", "described it as a trap".
    fn by_naming(&self, speech: &mut Speech, quotations: &[Quotation]) -> bool {
        if !self.cue.takes("as") {
            return false;
        }
        let verb = self.clause.verb;
        let named = self
            .tree
            .child(verb, &[Relation::OpenComplement])
            .or_else(|| self.oblique(&["as"]))
            .or_else(|| {
                self.tree.child(verb, &[Relation::Clause]).filter(|&t| self.is_as(t))
            });
        // "calling the government to end it" asks.
        let asks = |&named: &usize| {
            self.context
                .clause_at(self.word(named))
                .is_some_and(|clause| clause.infinitive)
        };
        let named = named.filter(|named| !asks(named));
        let Some(named) = named else {
            return self.by_quoted_name(speech, quotations)
                || self.by_name_in_line(speech);
        };
        let mut tokens = self.tree.under(named, &|_| false);
        if let Some(object) = self.clause.object.filter(|&object| object != named) {
            tokens.extend(self.tree.under(object, &|_| false));
        }
        tokens.sort_unstable();
        self.set(speech, named, &tokens, Way::Object)
    }

    /// "called the trip an effort to help", "described the vote in Varn as flawed": to the next
    /// comma or verb with a tense, wherever the name was hung.
    fn by_name_in_line(&self, speech: &mut Speech) -> bool {
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let first = self.clause.verb + 1;
        let end = (first..sentence.tokens.len())
            .find(|&token| {
                self.is_tensed(token) || self.is_any(token, &[",", ";", ":", ".", "for"])
            })
            .unwrap_or(sentence.tokens.len());
        let second = (first + 1..end).find(|&token| {
            let article = self.is_any(token, &["a", "an", "the"]);
            let behind_noun = self.tag(token - 1).starts_with("NN");
            self.is_any(token, &["as"]) || article && behind_noun
        });
        let active = !self.clause.passive && self.clause.own_subject;
        if second.is_none() || !active || self.is_quotation_mark(first) {
            return false;
        }
        let tokens: Vec<usize> = (first..end).collect();
        self.set(speech, first, &tokens, Way::Object)
    }

    fn is_quotation_mark(&self, token: usize) -> bool {
        self.is_any(token, &["\"", "“", "”"])
    }

    /// "termed the plan a “new beginning”" where the name hangs somewhere else: from the thing
    /// to the end of the marks.
    fn by_quoted_name(&self, speech: &mut Speech, quotations: &[Quotation]) -> bool {
        let sentence = self.context.sentence(self.clause.sentence);
        let Some((object, sentence)) = self.clause.object.zip(sentence) else {
            return false;
        };
        let start = self.context.span(self.word(self.tree.reach(object).0)).start();
        let next = quotation::after(quotations, start).next();
        let Some(next) = next.filter(|next| sentence.span.holds(next.span.start()))
        else {
            return false;
        };
        speech.content = vec![Span::of(start..next.span.end())];
        speech.content_head = Some(self.word(object));
        speech.way = Way::Object;
        true
    }

    fn is_as(&self, token: usize) -> bool {
        self.tree
            .children_in(token, &[Relation::Mark, Relation::Case])
            .any(|mark| self.lemma(mark) == "as")
    }

    /// "urged them to leave", "threatened to strike", "agreed, in a joint statement, to".
    fn by_infinitive(&self, speech: &mut Speech) -> bool {
        let takes = self.cue.takes("to") || self.cue.takes("whom");
        // Agreeing to something is a deed unless a statement says it.
        let deed = self.cue.saying == Saying::Agree && speech.medium.is_none();
        let mut below = self
            .tree
            .children_in(self.clause.verb, &[Relation::OpenComplement, Relation::Clause]);
        let infinitive = |child: usize| {
            child > self.clause.verb
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
            && self.cue.saying != Saying::Agree;
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

    /// "denies holding prisoners", "ruled out taking action": a gerund is what is said.
    fn by_gerund(&self, speech: &mut Speech) -> bool {
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

    /// "called for a vote", "warned of floods".
    fn by_preposition(&self, speech: &mut Speech) -> bool {
        let wanted: Vec<&str> =
            ["for", "about", "on", "upon", "against", "of", "over", "with", "at"]
                .into_iter()
                .filter(|preposition| self.cue.takes(preposition))
                .collect();
        // Without its preposition "call" is a name that is given or a telephone.
        let Some(noun) = self.oblique(&wanted) else { return false };
        if self.context.times_within(self.context.span(self.word(noun))).next().is_some()
        {
            return false;
        }
        let cases: Vec<usize> = self
            .tree
            .children_in(noun, &[Relation::Case, Relation::Mark])
            .filter(|&token| token < noun)
            .collect();
        let mut tokens = self.tree.under(noun, &|token| cases.contains(&token));
        let last = cases.last().copied().filter(|&case| case == self.clause.group.1 + 1);
        if let Some(last) = last {
            let first = self.group_start();
            speech.cue_span =
                Some(self.context.span_of(self.clause.sentence, first.min(last), last));
            let upon = self.is_any(last, &["on", "upon"]);
            let to = (upon && self.cue.saying == Saying::Call)
                .then(|| tokens.iter().copied().find(|&token| self.tag(token) == "TO"))
                .flatten();
            if let Some(to) = to.filter(|&to| to > noun) {
                tokens.retain(|&token| token >= to);
            }
        }
        speech.addressee = self
            .clause
            .object
            .filter(|_| self.cue.takes("whom") || self.cue.saying == Saying::Accuse)
            .map(|token| self.word(token));
        self.set(speech, noun, &tokens, Way::Preposition)
    }

    fn oblique(&self, prepositions: &[&str]) -> Option<usize> {
        let found = self.clause.obliques.iter().find(|oblique| {
            oblique.noun > self.clause.verb
                && prepositions.contains(&&*oblique.preposition)
        });
        found.map(|oblique| oblique.noun).or_else(|| {
            self.tree.children_in(self.clause.verb, &[Relation::Clause]).find(|&child| {
                let mut marks =
                    self.tree.children_in(child, &[Relation::Mark, Relation::Case]);
                child > self.clause.verb
                    && marks.any(|mark| prepositions.contains(&self.lemma(mark)))
            })
        })
    }

    /// "condemned the attack", "announced a ceasefire".
    fn by_object(&self, speech: &mut Speech) -> bool {
        if !self.cue.takes("object") || self.clause.passive {
            return self.by_passive_object(speech);
        }
        let Some(object) = self.clause.object else { return false };
        if self.is_deed_to(object) {
            return false;
        }
        if self.clause.indirect.is_some() {
            // "denied them entry" speaks of a door, not of words.
            return false;
        }
        let is_pronoun = self
            .context
            .token(self.word(object))
            .is_some_and(|token| token.class == WordClass::Pronoun);
        if is_pronoun {
            return false;
        }
        let tokens = self.thing(object);
        // "said the word" and "said goodbye" tell nothing.
        if self.cue.lemma == "say" && tokens.len() < 4 {
            return false;
        }
        self.set(speech, object, &tokens, Way::Object)
    }

    /// "questioned two managers", "dismissed the judges", "claimed a life": what is done to
    /// somebody or something, and said to nobody.
    fn is_deed_to(&self, object: usize) -> bool {
        let lemma = self.lemma(object);
        let kind = reporting::speaker(lemma);
        let actor = phrase::names_an_actor(self.context, self.word(object))
            || matches!(
                kind,
                Some(reporting::Speaker::Person | reporting::Speaker::Organisation)
            );
        match self.cue.lemma {
            "question" | "dismiss" | "challenge" | "threaten" | "query" => actor,
            "claim" => !matches!(
                lemma,
                "responsibility"
                    | "credit"
                    | "innocence"
                    | "knowledge"
                    | "victory"
                    | "ignorance"
            ),
            _ => false,
        }
    }

    /// The tokens of a thing; where a clause was hung on it ("the removal of troops and tensions
    /// have risen"), only those before the "and" that begins the clause.
    fn thing(&self, object: usize) -> Vec<usize> {
        let all = self.tree.under(object, &|_| false);
        let stray = |&token: &usize| {
            token > object
                && self.tree.relation(token) == Some(Relation::Parataxis)
                && self.context.clause_at(self.word(token)).is_some_and(|clause| {
                    matches!(clause.tense, Tense::Past | Tense::Present | Tense::Perfect)
                })
        };
        let Some(stray) = all.iter().copied().find(stray) else { return all };
        let and = (object + 1..stray).find(|&token| self.tag(token) == "CC");
        let end = and.unwrap_or_else(|| self.tree.reach(stray).0);
        all.into_iter().filter(|&token| token < end).collect()
    }

    /// "the attack was condemned by the council".
    fn by_passive_object(&self, speech: &mut Speech) -> bool {
        let clause = self.clause;
        let fits = clause.passive && clause.agent.is_some() && self.cue.takes("object");
        let Some(subject) = clause.subject.filter(|_| fits && clause.own_subject) else {
            return false;
        };
        // "The valley is disputed by two states": nobody says anything of it.
        let land = self.cue.lemma == "dispute"
            && crate::kind::event::is_place(self.context, self.word(subject));
        if self.is_this(subject) || land {
            return false;
        }
        let tokens = self.tree.under(subject, &|_| false);
        self.set(speech, subject, &tokens, Way::Object)
    }

    fn is_this(&self, token: usize) -> bool {
        matches!(self.lemma(token), "this" | "that" | "it" | "these" | "which")
    }

    /// "This was announced on Wednesday by the ministry."
    fn by_sentence_before(&self, speech: &mut Speech) -> bool {
        let clause = self.clause;
        let fits =
            clause.passive && clause.agent.is_some() && clause.relation == Relation::Root;
        let this = clause.subject.is_some_and(|subject| self.is_this(subject));
        let before = clause
            .sentence
            .checked_sub(1)
            .and_then(|number| self.context.sentence(number));
        let Some(before) = before.filter(|_| fits && this) else { return false };
        speech.content = vec![trimmed(self.context, before.span)];
        speech.way = Way::Before;
        true
    }

    /// "She said: “It is open.”"
    fn by_quotation(&self, speech: &mut Speech, quotations: &[Quotation]) -> bool {
        if !self.cue.takes("direct") {
            return false;
        }
        let Some(sentence) = self.context.sentence(self.clause.sentence) else {
            return false;
        };
        let here = self.context.span(self.word(self.clause.verb));
        let own = speech.source_span.filter(|_| self.clause.own_subject);
        let first = own.map_or(here.start(), |source| source.start().min(here.start()));
        if quotation::is_quoted(quotations, here) {
            return false;
        }
        let leads_on = self.leads_on(sentence.span);
        // A cue in a sentence of its own ("he said.") may end the quotation before it.
        let alone = sentence.tokens.len() <= 12;
        let near_before =
            quotation::before(quotations, first).next().filter(|quotation| {
                quotation.span.end() + 4 >= sentence.span.start()
                    && (alone || quotation.span.end() > sentence.span.start())
                    && letters(self.context, quotation.span.end(), first) <= 2
            });
        let near_after =
            quotation::after(quotations, here.end()).next().filter(|quotation| {
                let within = sentence.span.holds(quotation.span.start());
                (within || leads_on) && self.opens_after(here.end(), quotation)
            });
        let near_before = near_before.filter(|_| !leads_on);
        let Some(chosen) = near_before.or(near_after) else { return false };
        speech.content = vec![chosen.span];
        speech.content_head = self.context.word_at(chosen.inner.start());
        speech.way = Way::Quotation;
        true
    }

    /// Whether the sentence ends in a colon or comma: what is said comes in the next one.
    fn leads_on(&self, sentence: Span) -> bool {
        self.context.words(sentence).trim_end().ends_with([':', ','])
    }

    /// Whether a quotation is the one that a cue ending at `from` opens: nothing stands between,
    /// or a comma or colon right before it, or a medium before many words.
    fn opens_after(&self, from: usize, quotation: &Quotation) -> bool {
        let between = self.context.words(Span::of(from..quotation.span.start()));
        let letters = between.chars().filter(|letter| letter.is_alphanumeric()).count();
        let led = between.trim_end().ends_with([',', ':']);
        let words = self.context.words(quotation.inner).split_whitespace().count();
        letters == 0 || (led && letters <= 60) || (words >= 6 && letters <= 25)
    }
}
