//! Where the words said stand: each frame of a verb of speaking by itself.

mod clause;
mod marked;
mod thing;

use dateline_language::Relation;

use super::content::pieces;
use super::verb::Reading;
use super::{Speech, Way};
use crate::quotation::{self, Quotation};
use crate::reporting::{self};

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

    pub(super) fn tag(&self, token: usize) -> &str {
        self.context.token(self.word(token)).map_or("", |found| &*found.tag)
    }
}
