use crate::Span;

/// A stretch of cleaned text and the raw bytes it came from.
///
/// A verbatim piece holds the same bytes on both sides. Any other piece was decoded or mended
/// as a whole (an entity, a letter in another charset, a line break that became a space) and
/// is never cut: asking for half of it gives all its raw bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// Where it stands in the cleaned text.
    pub text: Span,
    /// Where it came from; empty where mending inserted something.
    pub raw: Span,
    /// Whether both sides are the same bytes.
    pub verbatim: bool,
}

/// The way back from cleaned words to raw bytes.
///
/// The pieces are in order, touch each other and cover the whole text, so every byte of the
/// text has an answer.
///
/// ```
/// use dateline_text::{Mapped, Span};
/// let mut page = Mapped::default();
/// page.push_verbatim("ties", 10);
/// page.push("&", Span::of(14..19)); // from `&amp;`
/// assert_eq!(page.map().raw(Span::of(2..5)), Span::of(12..19));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawMap {
    pieces: Vec<Piece>,
}

impl RawMap {
    /// The map of a text that is the raw bytes themselves.
    #[must_use]
    pub fn identity(length: usize) -> Self {
        let span = Span::of(0..length);
        Self { pieces: vec![Piece { text: span, raw: span, verbatim: true }] }
    }

    /// The map made of these pieces, as it was stored; `None` when they do not touch.
    #[must_use]
    pub fn from_pieces(pieces: Vec<Piece>) -> Option<Self> {
        let mut end = 0;
        for piece in &pieces {
            let same_length = piece.text.len() == piece.raw.len();
            if piece.text.start() != end || (piece.verbatim && !same_length) {
                return None;
            }
            end = piece.text.end();
        }
        Some(Self { pieces })
    }

    /// The pieces in the order of the text.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The raw bytes that the words at `span` came from, from the first to the last. For an
    /// empty span, the place in the raw bytes where it stands.
    #[must_use]
    pub fn raw(&self, span: Span) -> Span {
        let start = self.raw_start(span.start());
        let end = if span.is_empty() { start } else { self.raw_end(span.end()) };
        Span::of(start..end)
    }

    /// The words that came from the raw bytes at `raw`, from the first to the last; `None`
    /// when none did.
    #[must_use]
    pub fn text(&self, raw: Span) -> Option<Span> {
        let shared = self.pieces.iter().filter_map(|piece| {
            let shared = piece.raw.shared(raw)?;
            if !piece.verbatim {
                return Some(piece.text);
            }
            let start = piece.text.start() + shared.start() - piece.raw.start();
            Some(Span::of(start..start + shared.len()))
        });
        shared.reduce(Span::cover)
    }

    /// The pieces of `span`, cut to it where they are verbatim.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Piece> + '_ {
        let first = self.pieces.partition_point(|piece| piece.text.end() <= span.start());
        let pieces = self.pieces.get(first..).unwrap_or_default().iter();
        pieces.take_while(move |piece| piece.text.start() < span.end()).filter_map(
            move |piece| {
                let text = piece.text.shared(span)?;
                let raw = if piece.verbatim { self.raw(text) } else { piece.raw };
                Some(Piece { text, raw, verbatim: piece.verbatim })
            },
        )
    }

    fn raw_start(&self, position: usize) -> usize {
        let found = self.pieces.partition_point(|piece| piece.text.end() <= position);
        match self.pieces.get(found) {
            Some(piece) if piece.verbatim => {
                piece.raw.start() + position - piece.text.start()
            }
            Some(piece) => piece.raw.start(),
            None => self.pieces.last().map_or(0, |piece| piece.raw.end()),
        }
    }

    fn raw_end(&self, position: usize) -> usize {
        let found = self.pieces.partition_point(|piece| piece.text.end() < position);
        match self.pieces.get(found) {
            Some(piece) if piece.verbatim => {
                piece.raw.start() + position - piece.text.start()
            }
            Some(piece) => piece.raw.end(),
            None => self.pieces.last().map_or(0, |piece| piece.raw.end()),
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut()
            && last.verbatim
            && piece.verbatim
            && last.raw.end() == piece.raw.start()
        {
            last.text = last.text.cover(piece.text);
            last.raw = last.raw.cover(piece.raw);
        } else if !piece.text.is_empty() {
            self.pieces.push(piece);
        }
    }
}

/// A change to a text: the words at `span` become `words`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there instead; empty to take out.
    pub words: String,
}

/// Words being put together, with the way back to their raw bytes.
///
/// The map always covers the words so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    words: String,
    map: RawMap,
}

impl Mapped {
    /// The words so far.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The way back.
    #[must_use]
    pub fn map(&self) -> &RawMap {
        &self.map
    }

    /// Both parts.
    #[must_use]
    pub fn into_parts(self) -> (String, RawMap) {
        (self.words, self.map)
    }

    /// Appends words that stand in the raw bytes from `raw_start`, byte for byte.
    pub fn push_verbatim(&mut self, words: &str, raw_start: usize) {
        let start = self.words.len();
        self.words.push_str(words);
        self.map.push(Piece {
            text: Span::of(start..self.words.len()),
            raw: Span::of(raw_start..raw_start + words.len()),
            verbatim: true,
        });
    }

    /// Appends words that were decoded or mended from the raw bytes at `raw`.
    pub fn push(&mut self, words: &str, raw: Span) {
        let start = self.words.len();
        self.words.push_str(words);
        let text = Span::of(start..self.words.len());
        self.map.push(Piece { text, raw, verbatim: false });
    }

    /// Appends the words at `span` of another text, with their way back.
    pub fn push_from(&mut self, other: &Self, span: Span) {
        for piece in other.map.within(span) {
            let words = other.words.get(piece.text.range()).unwrap_or_default();
            if piece.verbatim {
                self.push_verbatim(words, piece.raw.start());
            } else {
                self.push(words, piece.raw);
            }
        }
    }

    /// The text after all `edits`, which must be in order and apart; one that is not on
    /// letters, or not behind the one before it, is left out.
    #[must_use]
    pub fn edited(&self, edits: &[Edit]) -> Self {
        let mut result = Self::default();
        let mut done = 0;
        for edit in edits {
            if edit.span.start() < done || self.words.get(edit.span.range()).is_none() {
                continue;
            }
            result.push_from(self, Span::of(done..edit.span.start()));
            if !edit.words.is_empty() {
                result.push(&edit.words, self.map.raw(edit.span));
            }
            done = edit.span.end();
        }
        result.push_from(self, Span::of(done..self.words.len()));
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(words: &str) -> Mapped {
        let mut page = Mapped::default();
        page.push_verbatim(words, 0);
        page
    }

    #[test]
    fn a_mended_line_break_keeps_its_bytes() {
        let page = plain("signed\n\nthe pact");
        let mended = page.edited(&[Edit { span: Span::of(6..8), words: " ".to_owned() }]);
        assert_eq!(mended.words(), "signed the pact");
        assert_eq!(mended.map().raw(Span::of(6..7)), Span::of(6..8));
        assert_eq!(mended.map().raw(Span::of(7..10)), Span::of(8..11));
        assert_eq!(mended.map().text(Span::of(8..11)), Some(Span::of(7..10)));
    }

    #[test]
    fn an_inserted_break_stands_at_an_empty_place() {
        let page = plain("ended.Troops left");
        let mended =
            page.edited(&[Edit { span: Span::of(6..6), words: "\n".to_owned() }]);
        assert_eq!(mended.words(), "ended.\nTroops left");
        assert_eq!(mended.map().raw(Span::of(6..7)), Span::of(6..6));
        assert_eq!(mended.map().raw(Span::of(7..13)), Span::of(6..12));
        assert_eq!(mended.map().raw(Span::of(0..18)), Span::of(0..17));
    }

    #[test]
    fn an_edit_out_of_order_is_left_out() {
        let page = plain("two rounds of talks");
        let edits = [
            Edit { span: Span::of(4..10), words: "days".to_owned() },
            Edit { span: Span::of(0..3), words: "three".to_owned() },
        ];
        assert_eq!(page.edited(&edits).words(), "two days of talks");
    }
}
