use dateline_language::{Relation, WordClass};

use super::content::pieces;
use super::{Speech, Way};
use crate::context::{Context, Word};
use crate::phrase;
use crate::reporting::{self, Cue, Saying};
use crate::tree::Tree;

/// Speeches told by a noun with its speaker: "the council's pledge to rebuild".
pub(super) fn read(context: &Context<'_>) -> Vec<Speech> {
    let mut found = Vec::new();
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        for (token, word) in read.tokens.iter().enumerate() {
            let noun = Word { sentence, token };
            if word.class == WordClass::Noun
                && let Some(cue) = reporting::noun(context.folded_lemma(noun))
            {
                found.extend(by_noun(context, noun, cue));
            }
        }
    }
    found
}

fn by_noun(context: &Context<'_>, noun: Word, cue: &'static Cue) -> Option<Speech> {
    let tree = context.tree(noun.sentence)?;
    let word = |token: usize| Word { token, ..noun };
    let owner = noun_source(context, noun, tree);
    let told = owner.is_some();
    let source = owner.or_else(|| looser_source(context, noun, tree, cue))?;
    let clause = tree
        .child(noun.token, &[Relation::Acl, Relation::ClausalComplement])
        .filter(|&child| is_said_clause(context, word(child), tree));
    let wanted = |child: &usize| {
        let tokens =
            context.sentence(noun.sentence).map_or(&[][..], |found| &found.tokens);
        let preposition = crate::clause::preposition(tokens, tree, *child);
        cue.takes(&preposition) && *child != source.token
    };
    let head = clause
        .or_else(|| tree.children_in(noun.token, &[Relation::Modifier]).find(wanted))?;
    let tokens = tree.under(head, &|token| token == source.token);
    let mut speech = Speech::at(noun, Way::Noun);
    speech.cue = Some(cue);
    speech.cue_span = Some(context.span(noun));
    speech.source = Some(source);
    speech.source_span = Some(phrase::source_phrase(context, source));
    speech.content = pieces(context, noun.sentence, &tokens);
    speech.content_head = Some(word(head));
    speech.told = told;
    let pronoun =
        context.token(source).is_some_and(|token| token.class == WordClass::Pronoun);
    let capable = pronoun || !told || phrase::can_speak(context, source);
    (capable && !speech.content.is_empty()).then_some(speech)
}

/// Who speaks where a noun tells: "the council's", "by the council"; no pronoun, whose owner a
/// verb of speaking beside it tells better.
fn noun_source(context: &Context<'_>, noun: Word, tree: &Tree) -> Option<Word> {
    let word = |token: usize| Word { token, ..noun };
    let tokens = &context.sentence(noun.sentence)?.tokens;
    let owner = tree.child(noun.token, &[Relation::Possessive]);
    let by = tree.children_in(noun.token, &[Relation::Modifier, Relation::Agent]).find(
        |&child| {
            matches!(&*crate::clause::preposition(tokens, tree, child), "by" | "from")
        },
    );
    let found = owner.or(by).map(word)?;
    let pronoun =
        context.token(found).is_some_and(|token| token.class == WordClass::Pronoun);
    (!pronoun).then_some(found)
}

/// "his vow to", "Varnish calls for", "broke a promise to": owners that no verb tells of, which
/// the list of statements does without.
fn looser_source(
    context: &Context<'_>,
    noun: Word,
    tree: &Tree,
    cue: &Cue,
) -> Option<Word> {
    let word = |token: usize| Word { token, ..noun };
    let aloud = matches!(cue.saying, Saying::Ask | Saying::Threaten | Saying::Allege)
        || matches!(cue.lemma, "vow" | "pledge" | "promise");
    let pronoun = tree.child(noun.token, &[Relation::Possessive]).filter(|&token| {
        let form = context.folded_form(word(token));
        aloud && matches!(form, "his" | "her" | "their" | "its")
    });
    let speaks = matches!(
        cue.saying,
        Saying::Ask | Saying::Promise | Saying::Threaten | Saying::Allege | Saying::Judge
    );
    let before = tree
        .children_in(noun.token, &[Relation::Compound, Relation::Adjective])
        .filter(|&token| token < noun.token && speaks)
        .find(|&token| {
            let named = phrase::names_an_actor(context, word(token));
            let kind = reporting::speaker(context.folded_lemma(word(token)));
            let body = matches!(
                kind,
                Some(reporting::Speaker::Person | reporting::Speaker::Organisation)
            );
            named || body
        });
    let kept = || {
        let promises = matches!(cue.saying, Saying::Promise | Saying::Threaten);
        let above = context.token(noun)?.head.map(word)?;
        let clause =
            context.clause_at(above).filter(|clause| !clause.passive && promises)?;
        let keeps = matches!(
            context.folded_lemma(above),
            "renege"
                | "make"
                | "keep"
                | "break"
                | "carry"
                | "honour"
                | "honor"
                | "fulfil"
                | "fulfill"
                | "abandon"
                | "drop"
                | "renew"
                | "repeat"
                | "issue"
                | "withdraw"
        );
        clause.subject.filter(|_| keeps).map(word)
    };
    pronoun.or(before).map(word).or_else(kept)
}

/// "that it would", "to rebuild": clauses that hold what is said, no relative ones.
fn is_said_clause(context: &Context<'_>, verb: Word, tree: &Tree) -> bool {
    let infinitive = context.clause_at(verb).is_some_and(|clause| clause.infinitive);
    let marked = tree
        .children_in(verb.token, &[Relation::Mark])
        .any(|token| context.folded_lemma(Word { token, ..verb }) == "that");
    let of = tree
        .children_in(verb.token, &[Relation::Mark])
        .any(|token| context.folded_lemma(Word { token, ..verb }) == "of");
    infinitive || marked || of
}
