use dateline_language::Analysis;
use dateline_text::{Span, Text};

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quotation {
    /// With its marks.
    pub(crate) span: Span,
    /// Without them.
    pub(crate) inner: Span,
}

/// The quotations of a text, paragraph by paragraph, in order and apart.
///
/// A mark is read by where it stands before how it looks: papers print closing marks as
/// opening ones. No quotation runs over the end of its paragraph, and one that is never closed
/// ends with its sentence.
pub(crate) fn quotations(text: &Text, analysis: &Analysis) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in paragraphs(analysis) {
        let ends: Vec<usize> = sentence_ends(analysis, paragraph);
        pair(&marks(text, paragraph), paragraph, &ends, &mut found);
    }
    found
}

/// The quotations that end before a byte, the nearest first.
pub(crate) fn before(
    quotations: &[Quotation],
    at: usize,
) -> impl Iterator<Item = &Quotation> {
    let end = quotations.partition_point(|quotation| quotation.span.end() <= at);
    quotations.get(..end).unwrap_or_default().iter().rev()
}

/// The quotations that start at or after a byte, the nearest first.
pub(crate) fn after(
    quotations: &[Quotation],
    at: usize,
) -> impl Iterator<Item = &Quotation> {
    let start = quotations.partition_point(|quotation| quotation.span.start() < at);
    quotations.get(start..).unwrap_or_default().iter()
}

/// Whether a span lies within a quotation.
pub(crate) fn is_quoted(quotations: &[Quotation], span: Span) -> bool {
    let at = quotations.partition_point(|quotation| quotation.span.end() <= span.start());
    quotations.get(at).is_some_and(|quotation| quotation.span.contains(span))
}

/// The stretches of the paragraphs, from first sentence to last.
fn paragraphs(analysis: &Analysis) -> Vec<Span> {
    let mut found: Vec<(usize, Span)> = Vec::new();
    for sentence in &analysis.sentences {
        match found.last_mut() {
            Some((number, span)) if *number == sentence.paragraph => {
                *span = span.cover(sentence.span);
            }
            _ => found.push((sentence.paragraph, sentence.span)),
        }
    }
    found.into_iter().map(|(_, span)| span).collect()
}

fn sentence_ends(analysis: &Analysis, paragraph: Span) -> Vec<usize> {
    let first = analysis
        .sentences
        .partition_point(|sentence| sentence.span.start() < paragraph.start());
    let rest = analysis.sentences.iter().skip(first);
    rest.map(|sentence| sentence.span.end())
        .take_while(|&end| end <= paragraph.end())
        .collect()
}

/// What a mark does where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

struct Mark {
    span: Span,
    side: Side,
}

fn is_double(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// The double quotation marks of a paragraph with what each does.
fn marks(text: &Text, paragraph: Span) -> Vec<Mark> {
    let words = text.words(paragraph);
    let mut found = Vec::new();
    let mut before = None;
    let mut letters = words.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let mut length = letter.len_utf8();
        let mut shape = letter;
        // "``" and "''" are how tokenised text prints the marks.
        let next = letters.peek().map(|&(_, next)| next);
        if matches!(letter, '`' | '\'') && next == Some(letter) {
            letters.next();
            length += 1;
            shape = if letter == '`' { '“' } else { '”' };
        }
        if is_double(shape) {
            let after = letters.peek().map(|&(_, next)| next);
            let start = paragraph.start() + at;
            let side = side(shape, before, after);
            found.push(Mark { span: Span::of(start..start + length), side });
        }
        before = Some(shape);
    }
    found
}

fn side(shape: char, before: Option<char>, after: Option<char>) -> Side {
    let open_before = before.is_none_or(|letter| {
        letter.is_whitespace() || matches!(letter, '(' | '[' | '—' | '–' | '-' | '/')
    });
    let open_after = after.is_none_or(|letter| {
        letter.is_whitespace()
            || is_double(letter)
            || matches!(
                letter,
                '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '—' | '–' | '-'
            )
    });
    match (open_before, open_after, shape) {
        (true, false, _) => Side::Opens,
        (false, true, _) => Side::Closes,
        (_, _, '“' | '„' | '«') => Side::Opens,
        (_, _, '”' | '»') => Side::Closes,
        _ => Side::Either,
    }
}

fn pair(marks: &[Mark], paragraph: Span, ends: &[usize], found: &mut Vec<Quotation>) {
    let mut open: Option<Span> = None;
    for mark in marks {
        match (open, mark.side) {
            (Some(from), Side::Closes | Side::Either) => {
                found.push(quotation(from, mark.span.start(), mark.span.end()));
                open = None;
            }
            (Some(from), Side::Opens) => {
                close_early(from, mark.span.start(), ends, found);
                open = Some(mark.span);
            }
            (None, Side::Opens | Side::Either) => open = Some(mark.span),
            // A closing mark that nothing opened closes nothing.
            (None, Side::Closes) => {}
        }
    }
    if let Some(from) = open {
        // A quotation that goes on in the next paragraph is opened again there; it may fill
        // this one from its first letter.
        if from.start() == paragraph.start() {
            found.push(quotation(from, paragraph.end(), paragraph.end()));
        } else {
            close_early(from, paragraph.end(), ends, found);
        }
    }
}

/// Ends a quotation that is never closed with its sentence, if that ends before `limit`.
fn close_early(from: Span, limit: usize, ends: &[usize], found: &mut Vec<Quotation>) {
    let end = ends.iter().copied().find(|&end| end > from.end());
    if let Some(end) = end.filter(|&end| end <= limit) {
        found.push(quotation(from, end, end));
    }
}

fn quotation(open: Span, inner_end: usize, end: usize) -> Quotation {
    Quotation {
        span: Span::of(open.start()..end),
        inner: Span::of(open.end()..inner_end),
    }
}
