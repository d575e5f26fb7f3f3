use dateline_language::{Relation, WordClass};
use dateline_text::Span;

use crate::context::{Context, Word};
use crate::kind::event::clause_span;
use crate::phrase;

/// What the instrument provides: the list behind "which includes", "including", "providing for".
pub(super) fn contents(context: &Context<'_>, noun: Word) -> Vec<Span> {
    let Some(tree) = context.tree(noun.sentence) else { return Vec::new() };
    let word = |token: usize| Word { token, ..noun };
    let under = tree.under(noun.token, &|_| false);
    let lists = under.iter().copied().filter(|&token| {
        matches!(
            context.folded_lemma(word(token)),
            "include" | "provide" | "cover" | "stipulate"
        ) && token > noun.token
    });
    let heads = lists.filter_map(|verb| {
        let object = tree.child(verb, &[Relation::Object]);
        // "including" may stand as a preposition on its noun.
        let above = context.token(word(verb)).and_then(|token| token.head).filter(|_| {
            matches!(tree.relation(verb), Some(Relation::Case | Relation::Mark))
        });
        object.or(above)
    });
    let Some(head) = heads.into_iter().next() else {
        return to_be_done(context, noun).into_iter().collect();
    };
    let by_order = listed(context, noun, tree.reach(head).0);
    if by_order.len() > 1 {
        return by_order;
    }
    let items = phrase::conjuncts(context, word(head));
    items
        .map(|item| phrase::own_phrase(context, item))
        .filter(|span| !span.is_empty())
        .collect()
}

/// "a deal to keep the harbour open": what it is to do, hung on the deal or on the verb before it.
fn to_be_done(context: &Context<'_>, noun: Word) -> Option<Span> {
    let tree = context.tree(noun.sentence)?;
    let word = |token: usize| Word { token, ..noun };
    let of_noun = tree.child(noun.token, &[Relation::Acl]);
    let above = context.token(noun)?.head;
    let of_verb = above.and_then(|verb| {
        let mut aims = tree.children_in(verb, &[Relation::Clause]);
        let near = |aim: usize| {
            (noun.token + 1..aim).all(|token| {
                let found = context.token(word(token));
                found.is_some_and(|found| {
                    found.class != WordClass::Punctuation && &*found.tag != "VBN"
                })
            })
        };
        aims.find(|&aim| aim > noun.token && near(aim))
    });
    let verb = of_noun.or(of_verb).filter(|&verb| verb > noun.token)?;
    let clause = context.clause_at(word(verb)).filter(|clause| clause.infinitive)?;
    Some(clause_span(context, word(clause.verb)))
}

/// "A, B, and C" from a word to the end of its sentence, cut at the commas; nothing where a
/// verb among them says that the list has ended.
pub(super) fn listed(context: &Context<'_>, noun: Word, from: usize) -> Vec<Span> {
    let Some(sentence) = context.sentence(noun.sentence) else { return Vec::new() };
    let rest = sentence.tokens.get(from..).unwrap_or_default();
    let finite =
        rest.iter().any(|token| matches!(&*token.tag, "VBD" | "VBZ" | "VBP" | "MD"));
    let Some(start) = rest.first().map(|token| token.span.start()).filter(|_| !finite)
    else {
        return Vec::new();
    };
    let words = context.words(Span::of(start..sentence.span.end()));
    let mut items = Vec::new();
    let mut at = start;
    for item in words.split(',') {
        let front = item.len() - item.trim_start().len();
        let bare = item.trim_start();
        let bare = bare.strip_prefix("and ").unwrap_or(bare);
        let skipped = front + (item.trim_start().len() - bare.len());
        let span = Span::of(at + skipped..at + skipped + bare.len());
        items.push(crate::speech::trim(context, span));
        at += item.len() + 1;
    }
    items.retain(|span| !span.is_empty());
    items
}

/// "a non-binding resolution".
pub(super) fn binding(context: &Context<'_>, noun: Word) -> Option<(bool, Span)> {
    let span = phrase::noun_phrase(context, noun);
    let words = context.words(span).to_ascii_lowercase();
    let at = words.find("binding")?;
    let front = words.get(..at).unwrap_or_default();
    let not = front.ends_with("non-")
        || front.ends_with("non ")
        || front.ends_with("non")
        || front.ends_with("not ");
    let start = span.start() + at;
    Some((!not, Span::of(start..start + "binding".len())))
}
