use dateline_text::{Span, Text};

use crate::word::{Word, hash_of, words_in};

/// Fewer words than this, said twice, may be chance.
const LONG_ENOUGH: usize = 12;
/// A whole line printed twice is no chance with fewer words.
const LINE_LONG_ENOUGH: usize = 6;

/// Stretches of one text that are printed twice: (earlier, later), each long enough to be no
/// accident. In order of the later one; the later ones do not overlap.
///
/// Whole sentences are compared, word by word, without case and punctuation; a repeat starts
/// and ends on the edge of a sentence or a line, and its marks are part of it. Twelve words
/// make a repeat, or six that stand on a line of their own. Only words within the given
/// stretches are compared; a repeat runs on from one stretch into the next when nothing but
/// white space lies between them.
///
/// ```
/// use dateline_copies::repeats;
/// use dateline_text::{Span, Text};
/// let text = Text::new("The harbour talks ended late on Friday.\nMore to come.\n\
///                       The harbour talks ended late on Friday.");
/// assert_eq!(repeats(&text, &[text.span()]), [(Span::of(0..39), Span::of(54..93))]);
/// ```
#[must_use]
pub fn repeats(text: &Text, within: &[Span]) -> Vec<(Span, Span)> {
    let pieces = pieces(text, within);
    let mut firsts: Vec<(u64, usize)> =
        pieces.iter().enumerate().map(|(number, piece)| (piece.hash, number)).collect();
    firsts.sort_unstable();
    firsts.dedup_by_key(|&mut (hash, _)| hash);
    let page = Page { text, pieces: &pieces, firsts: &firsts };
    let mut found: Vec<(Span, Span)> = Vec::new();
    let mut taken = 0;
    let mut at = 0;
    while at < pieces.len() {
        let Some(run) = page.run_at(at, taken) else {
            at += 1;
            continue;
        };
        found.push((
            page.cover(run.earlier, run.length),
            page.cover(run.later, run.length),
        ));
        at = run.later + run.length;
        taken = at;
    }
    found
}

/// A sentence, or what stands between two edges.
#[derive(Debug)]
struct Piece {
    /// Its words with the marks around them.
    span: Span,
    /// The hash of its words.
    hash: u64,
    /// How many words.
    words: usize,
    /// Whether it is all of a line.
    line: bool,
    /// Whether it follows the piece before it with nothing but white space between.
    joined: bool,
}

/// So many pieces from `later` on say what those from `earlier` on said.
struct Run {
    earlier: usize,
    later: usize,
    length: usize,
}

struct Page<'a> {
    text: &'a Text,
    pieces: &'a [Piece],
    firsts: &'a [(u64, usize)],
}

impl Page<'_> {
    /// The repeat that the piece `at` belongs to. Pieces before `taken` are in another.
    fn run_at(&self, at: usize, taken: usize) -> Option<Run> {
        let earlier = self.first_like(at)?;
        let mut run = Run { earlier, later: at, length: 1 };
        while run.earlier + run.length < at && self.runs_on(&run) {
            run.length += 1;
        }
        while run.earlier > 0 && run.later > taken.max(run.earlier + run.length) {
            let before = (run.earlier - 1, run.later - 1);
            let joined = self.pieces[run.earlier].joined && self.pieces[run.later].joined;
            if !joined || !self.alike(before.0, before.1) {
                break;
            }
            run = Run { earlier: before.0, later: before.1, length: run.length + 1 };
        }
        self.is_no_accident(&run).then_some(run)
    }

    fn first_like(&self, at: usize) -> Option<usize> {
        let hash = self.pieces[at].hash;
        let found = self.firsts.binary_search_by_key(&hash, |&(hash, _)| hash).ok()?;
        let (_, earlier) = *self.firsts.get(found)?;
        (earlier < at && self.alike(earlier, at)).then_some(earlier)
    }

    fn runs_on(&self, run: &Run) -> bool {
        let (earlier, later) = (run.earlier + run.length, run.later + run.length);
        later < self.pieces.len()
            && self.pieces[earlier].joined
            && self.pieces[later].joined
            && self.alike(earlier, later)
    }

    /// Whether two pieces have the same words. The hash is not believed.
    fn alike(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.pieces[one], &self.pieces[other]);
        if one.hash != other.hash || one.words != other.words {
            return false;
        }
        self.text.words(one.span) == self.text.words(other.span)
            || letters(self.text, one.span) == letters(self.text, other.span)
    }

    fn is_no_accident(&self, run: &Run) -> bool {
        let later = run.later..run.later + run.length;
        let pieces = self.pieces.get(later).unwrap_or_default();
        let words: usize = pieces.iter().map(|piece| piece.words).sum();
        let line =
            pieces.iter().any(|piece| piece.line && piece.words >= LINE_LONG_ENOUGH);
        words >= LONG_ENOUGH || line
    }

    fn cover(&self, first: usize, length: usize) -> Span {
        let last = &self.pieces[first + length - 1];
        self.pieces[first].span.cover(last.span)
    }
}

/// The folded words of a piece, one blank between them.
fn letters(text: &Text, span: Span) -> String {
    let mut folded = String::new();
    let is_mark = |letter: char| !letter.is_alphanumeric();
    for word in text.words(span).split(is_mark).filter(|word| !word.is_empty()) {
        dateline_text::fold_into(word, &mut folded);
        folded.push(' ');
    }
    folded
}

fn pieces(text: &Text, within: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut end = None;
    for &stretch in within {
        let mut words = Vec::new();
        words_in(text, stretch, &mut words);
        let blank =
            |from: usize| text.words(Span::of(from..stretch.start())).trim().is_empty();
        let joined = end.is_some_and(|from| from <= stretch.start() && blank(from));
        pieces_of(text, stretch, &words, joined, &mut pieces);
        end = Some(stretch.end());
    }
    pieces
}

fn pieces_of(
    text: &Text,
    stretch: Span,
    words: &[Word],
    mut joined: bool,
    pieces: &mut Vec<Piece>,
) {
    let mut first = 0;
    let mut start = stretch.start();
    let mut line_start = true;
    for number in 0..words.len() {
        let edge = edge_after(text, stretch, words, number);
        let Some(edge) = edge else { continue };
        let span = text.trim(Span::of(start..edge.at));
        let said = words.get(first..=number).unwrap_or_default();
        let hashes: Vec<u8> =
            said.iter().flat_map(|word| word.hash.to_le_bytes()).collect();
        pieces.push(Piece {
            span,
            hash: hash_of(&hashes),
            words: said.len(),
            line: line_start && edge.line,
            joined,
        });
        joined = true;
        line_start = edge.line;
        start = edge.at;
        first = number + 1;
    }
}

/// Where a sentence or a line ends.
struct Edge {
    at: usize,
    line: bool,
}

/// The edge between a word and the next, if there is one: the end of the stretch or the line,
/// or the end of a sentence, its closing marks included.
fn edge_after(text: &Text, stretch: Span, words: &[Word], number: usize) -> Option<Edge> {
    let word = words.get(number)?.span;
    let Some(next) = words.get(number + 1) else {
        return Some(Edge { at: stretch.end(), line: true });
    };
    let gap = text.words(Span::of(word.end()..next.span.start()));
    if let Some(line) = gap.find(['\n', '\r']) {
        return Some(Edge { at: word.end() + line, line: true });
    }
    let stop = gap.find(['.', '!', '?', '…'])?;
    let glued = gap.len() == 1;
    let capital =
        text.words(next.span).starts_with(|letter: char| !letter.is_lowercase());
    if !capital || is_short_form(text.words(word), glued) {
        return None;
    }
    let rest = gap.get(stop..).unwrap_or_default();
    let marks = rest.find(|letter: char| !is_closing(letter)).unwrap_or(rest.len());
    Some(Edge { at: word.end() + stop + marks, line: false })
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | ')' | ']' | '»')
}

/// Whether a stop after the word may only mark a short form or a number: "Gen.", "U.S.",
/// "2.5". A missed edge only makes a piece longer.
fn is_short_form(word: &str, glued: bool) -> bool {
    let letters = word.chars().count();
    let digits = word.chars().all(|letter| letter.is_ascii_digit());
    let capital = word.starts_with(char::is_uppercase);
    (capital && letters <= 4) || (glued && (digits || letters <= 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(words: &str) -> Vec<(String, String)> {
        let text = Text::new(words);
        let found = repeats(&text, &[text.span()]);
        let own = |span| text.words(span).to_owned();
        found.into_iter().map(|(earlier, later)| (own(earlier), own(later))).collect()
    }

    const FIRST: &str = "The Orlesian fleet left the port of Varn on Sunday, as the two sides \
                         had agreed in spring.";
    const SECOND: &str = "“We kept our word,” Gen. Dara Voss told the Harbour Wire.";

    #[test]
    fn paragraphs_printed_again_are_one_repeat() {
        let text = format!("Headline\n{FIRST}\n{SECOND}\n{FIRST}\n{SECOND}");
        let block = format!("{FIRST}\n{SECOND}");
        assert_eq!(shown(&text), [(block.clone(), block)]);
    }

    #[test]
    fn three_prints_are_two_repeats_of_the_first() {
        let text = Text::new(&format!("{FIRST}\n{FIRST}\n{FIRST}"));
        let found = repeats(&text, &[text.span()]);
        let length = FIRST.len();
        let at = |number: usize| {
            let start = number * (length + 1);
            Span::of(start..start + length)
        };
        assert_eq!(found, [(at(0), at(1)), (at(0), at(2))]);
    }

    #[test]
    fn a_sentence_within_a_paragraph_ends_at_its_stop() {
        let text = format!("{FIRST} Nobody came.\nMuch later. {FIRST}Nothing else");
        assert_eq!(shown(&text), [(FIRST.to_owned(), FIRST.to_owned())]);
    }

    #[test]
    fn a_changed_figure_is_no_repeat() {
        let text = "About 5,200 troops of the mission will leave the northern bases of \
                    Varn by May.\nAbout 3,200 troops of the mission will leave the \
                    northern bases of Varn by May.";
        assert_eq!(shown(text), []);
    }

    #[test]
    fn a_short_sentence_said_twice_is_no_repeat() {
        assert_eq!(shown("She smiled. “Not now,” she said. She smiled."), []);
    }

    #[test]
    fn a_headline_printed_twice_is_a_repeat() {
        let headline = "Orlesia and Varn sign fishing accord";
        let text = format!("{headline}\n\n{headline}\n{FIRST}");
        assert_eq!(shown(&text), [(headline.to_owned(), headline.to_owned())]);
    }

    #[test]
    fn a_repeat_does_not_run_over_words_that_are_not_compared() {
        let text = Text::new(&format!("{FIRST}\nADVERT\n{SECOND}\n{FIRST}\n{SECOND}"));
        let start = FIRST.len() + 1;
        let rest = start + "ADVERT\n".len();
        let within = [Span::of(0..FIRST.len()), Span::of(rest..text.len())];
        assert_eq!(repeats(&text, &within).len(), 2);
    }

    #[test]
    fn a_word_said_a_million_times_takes_no_longer_than_reading_it() {
        let text = "war ".repeat(200_000) + &"Nobody came. ".repeat(200_000);
        let text = Text::new(&text);
        for (earlier, later) in repeats(&text, &[text.span()]) {
            assert!(earlier.end() <= later.start());
        }
    }

    proptest! {
        #[test]
        fn repeats_lie_on_letters_and_say_the_same(
            picks in prop::collection::vec(0_usize..8, 0..40)
        ) {
            let parts = [FIRST, SECOND, "\n", " ", "No.", "“", "é ", "Harbour talks. "];
            let words: String = picks.iter().filter_map(|&pick| parts.get(pick)).copied().collect();
            let text = Text::new(&words);
            let mut end = 0;
            for (earlier, later) in repeats(&text, &[text.span()]) {
                prop_assert!(earlier.end() <= later.start() && end <= later.start());
                end = later.end();
                let folded = |span| text.get(span).map(|_| letters(&text, span));
                prop_assert!(folded(earlier).is_some());
                prop_assert_eq!(folded(earlier), folded(later));
            }
        }
    }
}
