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
/// opening ones. One that fills its paragraph may close in one of the next; any other that is
/// never closed ends with its sentence.
pub(crate) fn quotations(text: &Text, analysis: &Analysis) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<Carried> = None;
    for paragraph in paragraphs(analysis) {
        let ends: Vec<usize> = sentence_ends(analysis, paragraph);
        let mut marks = marks(text, paragraph);
        if let Some(carried) = open.take() {
            open = carried.close(&mut marks, &mut found);
        }
        if open.is_some() {
            continue;
        }
        open = pair(&marks, paragraph, &ends, &mut found);
    }
    if let Some(carried) = open {
        found.push(quotation(carried.from, carried.end, carried.end));
    }
    found.sort_unstable();
    found
}

/// A quotation that was open when its paragraph ended.
struct Carried {
    from: Span,
    /// Where it ends if it is never closed.
    end: usize,
    /// How many paragraphs it may still run over.
    left: usize,
}

impl Carried {
    /// Looks for its closing mark in the next paragraph; what is found there is taken out.
    fn close(self, marks: &mut Vec<Mark>, found: &mut Vec<Quotation>) -> Option<Self> {
        match marks.first().map(|mark| (mark.side, mark.span)) {
            Some((Side::Closes | Side::Either, mark)) => {
                marks.remove(0);
                found.push(quotation(self.from, mark.start(), mark.end()));
                None
            }
            None if self.left > 0 => Some(Self { left: self.left - 1, ..self }),
            // The next paragraph opens its own: this one ended with its paragraph.
            _ => {
                found.push(quotation(self.from, self.end, self.end));
                None
            }
        }
    }
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
    // The marks begin with one of these bytes; many paragraphs hold none.
    let may_mark = |byte| matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xef);
    if !words.bytes().any(may_mark) {
        return found;
    }
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

fn pair(
    marks: &[Mark],
    paragraph: Span,
    ends: &[usize],
    found: &mut Vec<Quotation>,
) -> Option<Carried> {
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
    let from = open?;
    // One that goes on in the next paragraph fills this one from its first letter.
    if from.start() == paragraph.start() {
        return Some(Carried { from, end: paragraph.end(), left: 3 });
    }
    close_early(from, paragraph.end(), ends, found);
    None
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

#[cfg(test)]
mod tests {
    use dateline_language::Sentence;

    use super::*;

    /// The quotations of paragraphs that are cut into sentences at "|".
    fn quoted(paragraphs: &[&str]) -> Vec<String> {
        let mut words = String::new();
        let mut sentences = Vec::new();
        for (paragraph, lines) in paragraphs.iter().enumerate() {
            for sentence in lines.split('|') {
                let start = words.len();
                words.push_str(sentence);
                let span = Span::of(start..words.len());
                sentences.push(Sentence { span, paragraph, tokens: Vec::new() });
                words.push(' ');
            }
            words.push('\n');
        }
        let text = Text::new(&words);
        let analysis = Analysis { sentences, model: String::new() };
        let found = quotations(&text, &analysis);
        found.iter().map(|quotation| text.words(quotation.inner).to_owned()).collect()
    }

    #[test]
    fn a_closing_mark_printed_as_an_opening_one_closes() {
        let found =
            quoted(&["“The harbour is open,“ the release read.|Ships “came” at noon."]);
        assert_eq!(found, ["The harbour is open,", "came"]);
    }

    #[test]
    fn marks_glued_to_the_next_sentence_are_told_apart() {
        let found = quoted(&["They spoke of a “new phase.”“This is a start,“ it read."]);
        assert_eq!(found, ["new phase.", "This is a start,"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_ends_with_its_sentence() {
        let found =
            quoted(&["He said \"it is open.|Three ships left.|\"Good,\" she said."]);
        assert_eq!(found, ["it is open.", "Good,"]);
    }

    #[test]
    fn a_quotation_over_two_paragraphs_is_opened_again() {
        let found = quoted(&["“We waited.|We hoped.", "“It is over,” she said."]);
        assert_eq!(
            found,
            ["We waited.|We hoped.".replace('|', " ").as_str(), "It is over,"]
        );
    }

    #[test]
    fn straight_marks_between_spaces_open_and_close_in_turn() {
        assert_eq!(quoted(&["\" Stay here, \" she said."]), [" Stay here, "]);
    }

    #[test]
    fn tokenised_marks_are_read() {
        assert_eq!(quoted(&["``Stay here,'' she said."]), ["Stay here,"]);
    }
}
