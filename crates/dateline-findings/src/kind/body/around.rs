//! What the words right before and behind a body tell, wherever they were hung: "set up a",
//! "the creation of a", ", made up of nine mayors".

use dateline_language::{Relation, WordClass};
use dateline_text::{Span, one_line};

use super::Body;
use super::clause::is_creation;
use super::mandate::mandate;
use crate::context::{Context, Word};
use crate::finding::Modality;
use crate::kind::event;
use crate::phrase;
use crate::value::Value;

/// So many words behind its name tell what a body is made up of, or what it was set up for.
const NEAR: usize = 9;

impl Body {
    /// "The government set up a Pay Panel in April to look into wages", "approved the creation of
    /// a commission".
    pub(super) fn read_words_before(&mut self, context: &Context<'_>, span: Span) {
        let Some(first) = context.word_at(span.start()) else { return };
        if self.status.is_some() {
            return;
        }
        if let Some(set) = set_up_before(context, first) {
            self.status = Some("established");
            self.evidence = Span::of(context.span(set).start()..self.evidence.end());
            self.read_purpose_behind(context, span);
        } else if let Some(made) = creation_of(context, first) {
            let clause = context.clause_of(made);
            let verb = clause.map(|clause| Word { token: clause.verb, ..made });
            let status = match verb.map(|verb| context.folded_lemma(verb)) {
                Some("approve" | "agree" | "endorse" | "decide" | "announce") => {
                    "agreed_to_establish"
                }
                Some("welcome" | "mark" | "celebrate" | "see") => "established",
                _ => return,
            };
            self.status = Some(status);
            if status == "agreed_to_establish" {
                self.modality = Modality::Planned;
            }
            let told =
                verb.map_or(self.evidence, |verb| event::clause_span(context, verb));
            self.evidence = self.evidence.cover(told);
        }
    }

    /// "in April to look into wages": the infinitive behind a body that was just set up.
    fn read_purpose_behind(&mut self, context: &Context<'_>, span: Span) {
        let last = span.end().checked_sub(1).and_then(|at| context.word_at(at));
        let Some(last) = last.filter(|_| self.mandate.is_empty()) else { return };
        let mut behind = last.token + 1..last.token + NEAR;
        let verb = behind.find(|&token| {
            let word = Word { token, ..last };
            context.clause_at(word).is_some_and(|clause| clause.infinitive)
        });
        let Some(verb) = verb.map(|token| Word { token, ..last }) else { return };
        self.mandate = mandate(context, verb);
        let words = self.mandate.iter().map(|&span| one_line(context.words(span)));
        self.mandate_words = words.collect();
        let all = self.mandate.iter().copied().reduce(Span::cover);
        self.evidence = all.map_or(self.evidence, |all| self.evidence.cover(all));
    }

    /// "The Strait Council, made up of nine mayors", "The forum brings together seven towns".
    pub(super) fn read_made_up(&mut self, context: &Context<'_>, noun: Word) {
        if !self.members.is_empty() {
            return;
        }
        let word = |token: usize| Word { token, ..noun };
        let form = |token: usize| context.folded_form(word(token));
        let last = self.span.end().checked_sub(1).and_then(|at| context.word_at(at));
        let last = last.map_or(noun.token, |last| last.token);
        let sits =
            matches!(self.class, "commission" | "committee" | "council" | "mission");
        let behind = (last + 1..last + 5).find_map(|token| {
            let two = (form(token), form(token + 1), form(token + 2));
            match two {
                ("comprises" | "comprising", ..) => Some(token + 1),
                ("includes" | "including", ..) if sits => Some(token + 1),
                ("composed" | "consisting" | "consists", "of", _) => Some(token + 2),
                ("brings" | "bringing", "together", _) => Some(token + 2),
                ("made", "up", "of") => Some(token + 3),
                _ => None,
            }
        });
        let Some(from) = behind else { return };
        let head = (from..from + NEAR).map(word).find(|&word| {
            context.token(word).is_some_and(|token| {
                let named = token.class == WordClass::Noun
                    && context.form(word).starts_with(char::is_uppercase);
                (named || matches!(&*token.tag, "NNS" | "NNP" | "NNPS"))
                    && token.head.is_none_or(|head| {
                        !(word.token + 1..word.token + 4).contains(&head)
                    })
            })
        });
        if let Some(head) = head {
            self.members = all_members(context, head);
            let told = Span::of(context.span(noun).start()..context.span(head).end());
            self.evidence =
                self.evidence.cover(told).cover(phrase::noun_phrase(context, head));
        }
    }
}

/// "Orlesia, Varn and Tessaly", however the second hangs on the first. What a comma alone joins is a
/// verb that was taken for a noun: "includes officers, meets every month".
pub(super) fn all_members(context: &Context<'_>, first: Word) -> Vec<Value> {
    let word = |token: usize| Word { token, ..first };
    let tree = context.tree(first.sentence);
    let beside = (first.token + 1..first.token + 3).map(word).filter(|&next| {
        let token = context.token(next);
        token.is_some_and(|token| token.relation == Relation::Dislocated)
    });
    let joined: Vec<Word> = phrase::conjuncts(context, first)
        .skip(1)
        .chain(beside.flat_map(|next| phrase::conjuncts(context, next)))
        .collect();
    let listed = joined.iter().any(|next| {
        tree.is_some_and(|tree| {
            tree.child(next.token, &[Relation::Coordinator]).is_some()
        })
    });
    let all = std::iter::once(first).chain(joined.into_iter().filter(|_| listed));
    all.map(|word| phrase::name_of_one(context, word)).collect()
}

/// The "set" of "set up a Pay Panel" where nobody has read it as a verb.
pub(super) fn set_up_before(context: &Context<'_>, first: Word) -> Option<Word> {
    let before = without_article(context, first)?;
    let set = Word { token: before.token.checked_sub(1)?, ..before };
    let up = context.folded_form(before) == "up" && context.folded_form(set) == "set";
    let lost = context.clause_at(set).is_none();
    (up && lost).then_some(set)
}

/// The noun of "the creation of a commission".
fn creation_of(context: &Context<'_>, first: Word) -> Option<Word> {
    let of = without_article(context, first)?;
    let made = Word { token: of.token.checked_sub(1)?, ..of };
    let noun = matches!(
        context.folded_lemma(made),
        "creation" | "establishment" | "formation" | "founding"
    );
    (context.folded_form(of) == "of" && noun).then_some(made)
}

/// The word before a name and its article.
fn without_article(context: &Context<'_>, first: Word) -> Option<Word> {
    let before = Word { token: first.token.checked_sub(1)?, ..first };
    let article = matches!(context.folded_form(before), "a" | "an" | "the");
    match article {
        true => Some(Word { token: before.token.checked_sub(1)?, ..first }),
        false => Some(before),
    }
}

/// Whether a verb or "set up" right before a name says that it was made.
pub(super) fn is_made(context: &Context<'_>, first: Word) -> bool {
    let Some(before) = without_article(context, first) else { return false };
    let up = context.folded_form(before) == "up";
    let verb = before.token.checked_sub(usize::from(up));
    let verb = verb.map(|token| Word { token, ..before });
    verb.is_some_and(|verb| is_creation(context.folded_lemma(verb)))
}
