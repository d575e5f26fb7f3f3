use dateline_language::Analysis;
use dateline_names::Cast;
use dateline_text::{Credits, Span, Text};

use crate::codebook::{Codebook, Role};
use crate::context::{Context, Parts, Word};
use crate::finding::{Modality, Polarity};
use crate::kind::event;
use crate::trigger::{self, Fired};

/// An event as PLOVER codes it: a root type, who does it and to whom.
///
/// Speech acts are among them: a promise is AGREE, a signature SUPPORT, an announced withdrawal
/// CONCEDE, one that is carried out RETREAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PloverEvent {
    /// The root type: "ASSAULT".
    pub root: String,
    /// The mode, where the codebook gives one: "aerial".
    pub mode: Option<String>,
    /// Who does it.
    pub actor: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// Whether it is so, or only planned.
    pub modality: Modality,
    /// Whether it is so, or denied.
    pub polarity: Polarity,
    /// The verb or noun that says it.
    pub span: Span,
}

/// Codes the events of a text, one at most for a verb or noun, in the order of the text.
#[must_use]
pub fn plover(
    text: &Text,
    analysis: &Analysis,
    cast: &Cast,
    codebook: &Codebook,
) -> Vec<PloverEvent> {
    let credits = Credits::default();
    let parts = Parts { text, credits: &credits, analysis, cast, times: &[], codebook };
    let context = Context::new(parts);
    (0..analysis.sentences.len())
        .flat_map(|sentence| in_sentence(&context, sentence))
        .collect()
}

fn in_sentence(context: &Context<'_>, sentence: usize) -> Vec<PloverEvent> {
    let fired = trigger::fired(context, sentence);
    let coded = |(number, event): (usize, &Fired<'_>)| {
        let inner = event::is_swallowed(context, number, &fired);
        if inner { None } else { code(context, event) }
    };
    fired.iter().enumerate().filter_map(coded).collect()
}

fn code(context: &Context<'_>, event: &Fired<'_>) -> Option<PloverEvent> {
    let root = event.line.root.clone()?;
    let (modality, polarity) = event::holds(context, event);
    let mut actors = lines(context, event, Role::Actor);
    let mut recipients = lines(context, event, Role::Recipient);
    let parties = lines(context, event, Role::Parties);
    if actors.is_empty() {
        actors.extend(parties.first().cloned());
        recipients.extend(parties.get(1..).unwrap_or(&[]).iter().cloned());
    }
    if recipients.is_empty() && parties.len() > 1 {
        recipients.extend(parties.get(1).cloned());
    }
    if recipients.is_empty() {
        recipients.extend(whom_it_concerns(context, event));
    }
    Some(PloverEvent {
        root,
        mode: event.line.mode.clone(),
        actor: actors.into_iter().next(),
        recipient: recipients.into_iter().next(),
        modality,
        polarity,
        span: context.span(event.word),
    })
}

/// "threatened to attack Varn", "urged Varn to leave": whom the demanded or threatened act
/// concerns.
fn whom_it_concerns(context: &Context<'_>, event: &Fired<'_>) -> Option<String> {
    let verb = Word { token: event.slots.content()?, ..event.word };
    let clause = context.clause_at(verb)?;
    let own = clause.subject.filter(|_| clause.own_subject);
    let all = own.into_iter().chain(clause.object);
    let mut words = all.chain(clause.obliques.iter().map(|oblique| oblique.noun));
    let token = words.find(|&token| trigger::is_name(context, Word { token, ..verb }))?;
    Some(crate::phrase::name(context, Word { token, ..verb }).to_line())
}

fn lines(context: &Context<'_>, event: &Fired<'_>, role: Role) -> Vec<String> {
    let (names, _) = event::names(context, event, role);
    names.iter().map(crate::value::Value::to_line).collect()
}
