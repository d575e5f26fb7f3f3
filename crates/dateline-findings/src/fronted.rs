//! Mends where a time in front of a subject hangs: in "In October 2041 peacekeepers landed"
//! parsers take the month into the name of who landed.

use std::borrow::Cow;

use dateline_language::{Analysis, Relation, Token, WordClass};
use dateline_text::{Span, Text, fold};

use crate::tree::{Change, hang};

/// The analysis with each such time hung on its verb; `times` are where times stand.
pub(crate) fn mended<'a>(
    text: &Text,
    analysis: &'a Analysis,
    times: impl Iterator<Item = Span>,
) -> Cow<'a, Analysis> {
    let mut mended = Cow::Borrowed(analysis);
    for span in times {
        let Some((number, changes)) = changes(text, &mended, span) else { continue };
        hang(mended.to_mut(), number, changes);
    }
    mended
}

fn changes(text: &Text, analysis: &Analysis, span: Span) -> Option<(usize, Vec<Change>)> {
    let number = analysis.sentence_at(span.start())?;
    let sentence = analysis.sentences.get(number)?;
    let tokens = &sentence.tokens;
    let first = sentence.token_at(span.start())?;
    let inside = |token: &&Token| span.contains(token.span);
    let last = first + tokens.get(first..)?.iter().take_while(inside).count();
    let last = last.checked_sub(1).filter(|&last| last >= first)?;
    let front = Front { text, tokens, begin: begin(text, tokens, first), first, last };
    Some((number, front.changes()?))
}

/// Where the words that lead to a time begin: "early on".
fn begin(text: &Text, tokens: &[Token], first: usize) -> usize {
    let before = tokens.get(..first).unwrap_or_default().iter().rev();
    let leads = before.take_while(|token| is_leading(&fold(text.words(token.span))));
    first - leads.count()
}

fn is_leading(form: &str) -> bool {
    is_preposition(form)
        || matches!(
            form,
            "the"
                | "early"
                | "late"
                | "shortly"
                | "only"
                | "just"
                | "again"
                | "dawn"
                | "noon"
        )
}

fn is_preposition(form: &str) -> bool {
    matches!(
        form,
        "in" | "on"
            | "at"
            | "by"
            | "since"
            | "during"
            | "until"
            | "till"
            | "before"
            | "after"
            | "from"
            | "around"
    )
}

/// A time in front of a clause, with the words that lead to it.
struct Front<'a> {
    text: &'a Text,
    tokens: &'a [Token],
    begin: usize,
    first: usize,
    last: usize,
}

impl Front<'_> {
    fn form(&self, at: usize) -> String {
        let span = self.tokens.get(at).map(|token| token.span);
        span.map(|span| fold(self.text.words(span))).unwrap_or_default()
    }

    fn head(&self, at: usize) -> Option<usize> {
        self.tokens.get(at)?.head
    }

    fn relation(&self, at: usize) -> Relation {
        self.tokens.get(at).map_or(Relation::Unclear, |token| token.relation)
    }

    fn changes(&self) -> Option<Vec<Change>> {
        let behind = |&at: &usize| self.head(at) > Some(self.last) && self.is_in_name(at);
        let taken = self.outward().find(behind).filter(|_| self.stands_in_front())?;
        let noun = self.whole_noun(self.head(taken)?)?;
        let verb = self.head(noun).filter(|&verb| verb > noun)?;
        let mut changes = Vec::new();
        match self.relation(noun) {
            Relation::Subject | Relation::PassiveSubject | Relation::OuterSubject => {}
            Relation::Oblique | Relation::UnmarkedOblique if self.lacks_subject(verb) => {
                changes.push((noun, verb, self.subject_of(verb)));
            }
            _ => return None,
        }
        let top = self.top(verb)?;
        changes.push((top, verb, Relation::Oblique));
        let led = (self.begin..self.first).filter(|&at| !self.is_inside(self.head(at)));
        changes.extend(led.map(|at| (at, top, self.led_by(at))));
        let others = self.outward().filter(|&at| at != top);
        changes.extend(others.map(|at| (at, top, self.relation(at))));
        Some(changes)
    }

    /// The tokens of the time that hang on a word outside.
    fn outward(&self) -> impl Iterator<Item = usize> {
        (self.first..=self.last).filter(|&at| !self.is_inside(self.head(at)))
    }

    fn is_inside(&self, at: Option<usize>) -> bool {
        at.is_some_and(|at| (self.begin..=self.last).contains(&at))
    }

    /// Whether nothing of the clause stands before it: "and on 3 March rebels attacked".
    fn stands_in_front(&self) -> bool {
        let opens = self.begin.checked_sub(1).is_none_or(|before| {
            let class = self.tokens.get(before).map(|token| token.class);
            let quoted = self.form(before) == "(";
            matches!(class, Some(WordClass::Punctuation | WordClass::Coordinator))
                && !quoted
        });
        let led = (self.begin..self.first).any(|at| is_preposition(&self.form(at)));
        let comma = usize::from(self.form(self.last + 1) == ",");
        let next = self.tokens.get(self.last + 1 + comma).is_some_and(|next| {
            matches!(
                next.class,
                WordClass::Noun
                    | WordClass::ProperNoun
                    | WordClass::Adjective
                    | WordClass::Determiner
                    | WordClass::Number
            )
        });
        opens && next && (led || self.is_adverb())
    }

    /// "yesterday", "last week", "two years ago": it needs no preposition.
    fn is_adverb(&self) -> bool {
        let (first, last) = (self.form(self.first), self.form(self.last));
        matches!(
            &*first,
            "yesterday" | "today" | "tonight" | "tomorrow" | "last" | "next"
        ) || matches!(&*last, "ago" | "earlier" | "later")
    }

    /// Whether a token of it was taken into a name or noun behind it.
    fn is_in_name(&self, at: usize) -> bool {
        matches!(
            self.relation(at),
            Relation::Compound
                | Relation::Number
                | Relation::Adjective
                | Relation::Modifier
                | Relation::UnmarkedModifier
                | Relation::Determiner
        )
    }

    /// The head of the noun phrase: "Varn's army troops".
    fn whole_noun(&self, from: usize) -> Option<usize> {
        let mut at = from;
        for _ in 0..6 {
            let part = matches!(
                self.relation(at),
                Relation::Compound
                    | Relation::Number
                    | Relation::Adjective
                    | Relation::Possessive
            );
            match self.head(at) {
                Some(head) if part && head > at => at = head,
                _ => break,
            }
        }
        let class = self.tokens.get(at)?.class;
        let nominal = matches!(
            class,
            WordClass::Noun
                | WordClass::ProperNoun
                | WordClass::Number
                | WordClass::Adjective
        );
        nominal.then_some(at)
    }

    /// Whether a verb in a tense stands without a subject.
    fn lacks_subject(&self, verb: usize) -> bool {
        let of_verb = |relation: &[Relation]| {
            let mut all = self.tokens.iter();
            all.any(|token| {
                token.head == Some(verb) && relation.contains(&token.relation)
            })
        };
        let helped = [Relation::Auxiliary, Relation::PassiveAuxiliary, Relation::Object];
        let finite = self.tokens.get(verb).is_some_and(|token| {
            matches!(&*token.tag, "VBD" | "VBZ" | "VBP")
                || token.class == WordClass::Verb && of_verb(&helped)
        });
        let subjects = [
            Relation::Subject,
            Relation::PassiveSubject,
            Relation::OuterSubject,
            Relation::ClausalSubject,
            Relation::Expletive,
        ];
        finite && !of_verb(&subjects)
    }

    fn subject_of(&self, verb: usize) -> Relation {
        let mut all = self.tokens.iter();
        let passive = all.any(|token| {
            token.head == Some(verb) && token.relation == Relation::PassiveAuxiliary
        });
        if passive { Relation::PassiveSubject } else { Relation::Subject }
    }

    /// The word of the time that the others hang on: one that hangs on the verb already, else
    /// the last noun or number.
    fn top(&self, verb: usize) -> Option<usize> {
        let hung = self.outward().find(|&at| self.head(at) == Some(verb));
        let noun = |at: &usize| {
            self.tokens.get(*at).is_some_and(|token| {
                matches!(
                    token.class,
                    WordClass::Noun
                        | WordClass::ProperNoun
                        | WordClass::Number
                        | WordClass::Adverb
                )
            })
        };
        hung.or_else(|| self.outward().filter(noun).last())
    }

    fn led_by(&self, at: usize) -> Relation {
        if is_preposition(&self.form(at)) { Relation::Case } else { self.relation(at) }
    }
}
