//! Who says that he did it: "said it was behind the blast", "was not behind the bombing".

use crate::context::{Context, Word};
use crate::field::{Field, Fields};
use crate::finding::Polarity;
use crate::phrase;
use crate::trigger::Fired;

/// "Police said the front was behind it": others say so, and nothing is claimed by that.
pub(super) fn is_imputed(context: &Context<'_>, event: &Fired<'_>) -> bool {
    event.is_predicate()
        && event.line.event_type == CLAIM
        && !is_own_account(context, event)
}

/// Whether the one who says it is the one who did it.
fn is_own_account(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let subject = context.clause_at(event.word).and_then(|clause| clause.subject);
    let Some(subject) = subject.map(|token| Word { token, ..event.word }) else {
        return false;
    };
    let own =
        matches!(context.folded_form(subject), "it" | "they" | "he" | "she" | "we" | "i");
    let mut around = context.speeches_at(context.span(event.word).start()).iter();
    around.any(|&number| {
        let said = context.speeches.get(number);
        let speaker = context.voices.get(number).and_then(|voice| voice.speaker.as_ref());
        let same =
            speaker.is_some_and(|speaker| *speaker == phrase::name(context, subject));
        said.is_some_and(|said| said.content_head == Some(event.word)) && (own || same)
    })
}

/// "No one has said they were behind the blast": the claim that nobody makes.
pub(super) fn is_unclaimed(context: &Context<'_>, event: &Fired<'_>) -> bool {
    above(context, event).is_some()
}

/// "No group has claimed responsibility": of what, it does not say, and nothing was done.
pub(super) fn is_of_nothing(
    event: &Fired<'_>,
    fields: &Fields,
    polarity: Polarity,
) -> bool {
    event.line.event_type == CLAIM
        && polarity == Polarity::Negative
        && fields.get(Field::About).is_none()
}

/// The type of an event in which somebody says that a deed was his.
const CLAIM: &str = "claim_attack";

/// The verb above by which nobody claims it.
pub(super) fn above(context: &Context<'_>, event: &Fired<'_>) -> Option<Word> {
    let claim = event.is_predicate() && event.line.event_type == CLAIM;
    let clause = context.clause_at(event.word).filter(|_| claim)?;
    let verb = Word { token: clause.head?, ..event.word };
    let said = context.clause_at(verb).filter(|said| said.negated)?;
    let nobody = Word { token: said.subject?, ..event.word };
    let none = matches!(context.folded_form(nobody), "nobody" | "none");
    let no = context.tree(nobody.sentence).is_some_and(|tree| {
        tree.children(nobody.token)
            .iter()
            .any(|&token| context.folded_form(Word { token, ..nobody }) == "no")
    });
    (none || no).then_some(verb)
}
