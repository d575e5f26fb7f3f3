use dateline_text::{Span, fold};

use crate::context::Context;

/// The items of a list that starts at `rest`: ", the tide, the wind, and the wage of crews".
///
/// Works on the words: commas part the items, "and" stands before the last. Empty where the
/// words are no list of two or more.
pub(crate) fn items(context: &Context<'_>, rest: Span) -> Vec<Span> {
    let words = context.words(rest);
    let opens = words.trim_start().starts_with([',', ':', '—', '–', '-'])
        || fold(words).starts_with(" namely");
    if !opens {
        return Vec::new();
    }
    let lead = words.len() - words.trim_start().len();
    let first = words.trim_start().chars().next().map_or(0, char::len_utf8);
    let rest = context.text.trim(Span::of(rest.start() + lead + first..rest.end()));
    let named =
        context.words(rest).strip_prefix("namely ").map_or(0, |_| "namely ".len());
    parts(context, Span::of(rest.start() + named..rest.end()))
}

/// The items of a phrase that is a list by itself: "A, B, and C"; one item where it is none.
pub(crate) fn parts(context: &Context<'_>, span: Span) -> Vec<Span> {
    let words = context.words(span);
    let end = list_end(words);
    let words = words.get(..end).unwrap_or_default();
    let mut cuts = Vec::new();
    let mut start = 0;
    for (at, _) in words.match_indices(", ") {
        cuts.push(start..at);
        start = at + 2;
    }
    cuts.push(start..words.len());
    let Some(last) = cuts.pop() else { return Vec::new() };
    let tail = words.get(last.clone()).unwrap_or_default();
    if let Some(rest) = tail.strip_prefix("and ") {
        cuts.push(last.end - rest.len()..last.end);
    } else if let Some(at) =
        tail.find(" and ").filter(|_| !cuts.is_empty() || tail.len() > 5)
    {
        cuts.push(last.start..last.start + at);
        cuts.push(last.start + at + 5..last.end);
    } else {
        cuts.push(last);
    }
    let spans = cuts
        .into_iter()
        .map(|cut| Span::of(span.start() + cut.start..span.start() + cut.end));
    spans.map(|span| context.text.trim(span)).filter(|span| !span.is_empty()).collect()
}

/// Where a list ends: at the end of its sentence, or where a clause goes on behind it.
fn list_end(words: &str) -> usize {
    let stops = [
        ", in addition",
        ", as well as",
        ", which",
        ", while",
        ", but",
        ", after",
        ", with ",
        ", including",
        ";",
        "\n",
        ", who",
        ", where",
        ", according",
        ", said",
    ];
    let end =
        stops.iter().filter_map(|stop| words.find(stop)).min().unwrap_or(words.len());
    let words = words.get(..end).unwrap_or_default();
    words.trim_end_matches(['.', ',', ' ', '"', '”']).len()
}
