//! Which way an expression of time leans, by the verbs above it.

use std::sync::LazyLock;

use dateline_language::{Analysis, Relation, Token};
use dateline_text::{Lookup, Span, folded};
use dateline_time::{Expression, Lean, Signal};

use crate::clause::{Clause, Tense};
use crate::reporting;

/// What a verb or noun says of the deed or the term that hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// "managed to leave": the deed was done, or was not.
    Done,
    /// "promised to leave", "the plan to leave": it is to be done.
    ToDo,
    /// "suspended until Easter": the state begins here and ends then.
    Term,
}

static SAYS: LazyLock<Lookup<Says>> = LazyLock::new(|| {
    let rows = reporting::pairs(include_str!("../../data/leans.tsv"));
    let says = |(word, says)| {
        let says = match says {
            "done" => Says::Done,
            "term" => Says::Term,
            _ => Says::ToDo,
        };
        (word, says)
    };
    rows.map(says).collect()
});

/// Which way an expression leans, by the nearest verb above it that says so; a deadline by what
/// is to be done.
pub(super) fn of(
    analysis: &Analysis,
    clauses: &[Clause],
    span: Span,
    time: &Expression,
) -> Option<Lean> {
    let number = analysis.sentence_at(span.start())?;
    let tokens = &analysis.sentences.get(number)?.tokens;
    let first = analysis.sentences.get(number)?.token_at(span.start())?;
    if time.is_deadline() && is_to_do_behind(tokens, first, span) {
        return Some(Lean::Future);
    }
    let mut at = Some(first);
    for _ in 0..=tokens.len() {
        let here = at?;
        let key = |clause: &Clause| (clause.sentence, clause.verb);
        let found = clauses.binary_search_by_key(&(number, here), key).ok();
        let clause = found.and_then(|place| clauses.get(place));
        if let Some(lean) = clause.and_then(|clause| lean_in(tokens, clause, time, first))
        {
            return Some(lean);
        }
        at = tokens.get(here)?.head;
    }
    None
}

/// "gave them until Easter [to leave]".
fn is_to_do_behind(tokens: &[Token], first: usize, span: Span) -> bool {
    let behind = (first..tokens.len())
        .find(|&at| tokens.get(at).is_some_and(|token| token.span.start() >= span.end()));
    let tag = |at: usize| tokens.get(at).map_or("", |token| &*token.tag);
    behind.is_some_and(|at| tag(at) == "TO" && tag(at + 1) == "VB")
}

/// What one clause says; nothing where that above it decides.
fn lean_in(
    tokens: &[Token],
    clause: &Clause,
    time: &Expression,
    first: usize,
) -> Option<Lean> {
    let says = |at: usize| SAYS.get(&folded(&tokens.get(at)?.lemma)).copied();
    let own = says(clause.verb);
    let above = clause.head.and_then(says);
    let deadline = time.is_deadline();
    match clause.tense {
        // "had closed the border until Easter": the term ends later than the deed.
        Tense::Past | Tense::Perfect
            if time.signal() == Some(Signal::Until) && own == Some(Says::Term) =>
        {
            Some(Lean::Future)
        }
        // "promised a new roof by Easter": it is to be there by then.
        Tense::Past | Tense::Perfect if deadline && own == Some(Says::ToDo) => {
            Some(Lean::Future)
        }
        // "was scheduled for September", "put off to August".
        Tense::Past | Tense::Perfect if is_put_ahead(tokens, clause, first) => {
            Some(Lean::Future)
        }
        // "announced a meeting in August", "expected the talks to end in July": either.
        Tense::Past | Tense::Perfect
            if !time.is_weekday()
                && (own == Some(Says::ToDo) || announces(tokens, clause)) =>
        {
            None
        }
        Tense::Past | Tense::Perfect => Some(Lean::Past),
        Tense::Future => Some(Lean::Future),
        // "The hearing begins on Tuesday"
        Tense::Present if time.is_weekday() && is_set_for(tokens, clause, first) => {
            Some(Lean::Future)
        }
        // "The lease expires in December"
        Tense::Present if ends_or_begins(tokens, clause) => Some(Lean::Future),
        Tense::Present => deadline.then_some(Lean::Future),
        // "the treaty signed on Tuesday": what is done already.
        // "would have the pumps repaired by Easter": the verb above says whether it is.
        Tense::None if is_done(clause) && deadline => None,
        Tense::None if is_done(clause) => Some(Lean::Past),
        // "said that it would leave by Easter", "promised to leave in October".
        Tense::None if may_come(tokens, clause) => Some(Lean::Future),
        Tense::None if clause.infinitive && above != Some(Says::Done) => {
            let promised = above == Some(Says::ToDo) && !time.is_weekday();
            (deadline || promised).then_some(Lean::Future)
        }
        Tense::None => None,
    }
}

/// Whether its verb sets something for the time behind "for", "to" or "until".
fn is_put_ahead(tokens: &[Token], clause: &Clause, first: usize) -> bool {
    let lemma = |at: usize| tokens.get(at).map_or("", |token| &*token.lemma);
    // "put off until a further round in September"
    let mut before = (first.saturating_sub(5)..first).filter(|&at| at > clause.verb);
    let ahead = before.any(|at| matches!(lemma(at), "for" | "to" | "until"));
    ahead
        && matches!(
            lemma(clause.verb),
            "adjourn"
                | "bring"
                | "call"
                | "defer"
                | "delay"
                | "fix"
                | "move"
                | "plan"
                | "postpone"
                | "put"
                | "reschedule"
                | "schedule"
                | "scheduled"
                | "set"
                | "slate"
        )
}

/// Verbs that tell of what may be to come.
fn announces(tokens: &[Token], clause: &Clause) -> bool {
    let verb = tokens.get(clause.verb);
    verb.is_some_and(|token| {
        matches!(
            &*token.lemma,
            "announce" | "forecast" | "predict" | "propose" | "unveil"
        )
    })
}

/// Verbs that in the present tell what is set for a time to come.
fn ends_or_begins(tokens: &[Token], clause: &Clause) -> bool {
    let verb = tokens.get(clause.verb);
    verb.is_some_and(|token| {
        matches!(&*token.tag, "VBZ" | "VBP")
            && (matches!(&*token.lemma, "end" | "expire" | "lapse" | "reopen" | "resume")
                || comes_into_force(tokens, clause.verb))
    })
}

/// "takes effect", "comes into force".
fn comes_into_force(tokens: &[Token], verb: usize) -> bool {
    let lemma = |at: usize| tokens.get(at).map_or("", |token| &*token.lemma);
    let into = lemma(verb + 1) == "into" && matches!(lemma(verb + 2), "effect" | "force");
    match lemma(verb) {
        "take" => lemma(verb + 1) == "effect",
        "come" | "enter" | "go" => into,
        _ => false,
    }
}

/// "would leave", "must leave"; "could hear shots" tells of what was.
fn may_come(tokens: &[Token], clause: &Clause) -> bool {
    let modal = clause.modal.and_then(|at| tokens.get(at));
    modal.is_some_and(|modal| !matches!(&*folded(&modal.lemma), "can" | "could"))
}

/// Whether its verb tells what was set for the day behind "on", with no other verb between.
fn is_set_for(tokens: &[Token], clause: &Clause, first: usize) -> bool {
    let lemma = |at: usize| tokens.get(at).map_or("", |token| &*token.lemma);
    let tag = |at: usize| tokens.get(at).map_or("", |token| &*token.tag);
    let on = first.checked_sub(1).is_some_and(|before| lemma(before) == "on");
    let set = matches!(
        lemma(clause.verb),
        "arrive"
            | "begin"
            | "close"
            | "come"
            | "convene"
            | "depart"
            | "end"
            | "expire"
            | "leave"
            | "meet"
            | "open"
            | "reopen"
            | "resume"
            | "start"
            | "take"
            | "vote"
    );
    let finite = matches!(tag(clause.verb), "VBZ" | "VBP" | "VB");
    let between = clause.verb + 1..first;
    on && set
        && finite
        && between.len() < 8
        && !between.into_iter().any(|at| tag(at).starts_with("VB"))
}

/// A passive participle that hangs on its noun.
fn is_done(clause: &Clause) -> bool {
    clause.passive && !clause.infinitive && clause.relation == Relation::Acl
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_leans_is_sorted_and_each_stands_once() {
        let rows: Vec<&str> =
            reporting::rows(include_str!("../../data/leans.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
