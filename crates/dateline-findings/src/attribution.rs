use dateline_language::Analysis;
use dateline_names::Cast;
use dateline_text::{Credits, Span, Text};

use crate::codebook::Codebook;
use crate::context::{Context, Parts};

/// Who says what: the words that name the source, the words that say that it speaks, and the
/// words it is made to say.
///
/// `content` is never empty and in the order of the text. `source` and `cue` are empty where
/// a quotation goes on without them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribution {
    /// "the ministry's readout".
    pub source: Vec<Span>,
    /// "according to", "said".
    pub cue: Vec<Span>,
    /// What is said, quotation marks included.
    pub content: Vec<Span>,
}

/// Finds who says what in an analysed text.
#[must_use]
pub fn attributions(text: &Text, analysis: &Analysis, cast: &Cast) -> Vec<Attribution> {
    let credits = Credits::default();
    let codebook = Codebook::default();
    let read: Vec<Span> =
        analysis.sentences.iter().map(|sentence| sentence.span).collect();
    let times = dateline_time::tag(text, &read, None);
    let parts = Parts {
        text,
        credits: &credits,
        analysis,
        cast,
        times: &times,
        codebook: &codebook,
    };
    let context = Context::new(parts);
    let mut speeches: Vec<_> = context.speeches.iter().chain(&context.untold).collect();
    speeches.sort_by_key(|speech| (speech.span(), speech.word));
    speeches
        .into_iter()
        .map(|speech| Attribution {
            source: speech.source_span.into_iter().collect(),
            cue: speech.cue_span.into_iter().collect(),
            content: speech.content.clone(),
        })
        .collect()
}
