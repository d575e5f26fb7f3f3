use std::cell::Cell;
use std::io::{self, BufRead, Read};

use memchr::memchr;

use crate::limit;

/// What one file may cost: how many of its bytes were given, and how many came out of packing.
///
/// Counted over all the packing within packing of a file, so that no nesting of small bombs
/// makes a large one.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    given: Cell<usize>,
    unpacked: Cell<usize>,
}

impl Budget {
    fn is_spent(&self) -> bool {
        let most = self.given.get().saturating_mul(limit::UNPACKED_RATIO);
        self.unpacked.get() > most.saturating_add(limit::UNPACKED_FREE)
    }
}

/// Where bytes come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The file itself.
    Given,
    /// Part of another stream, as it stands there.
    Part,
    /// The inside of packed bytes.
    Unpacked,
}

/// Bytes that come one after another and are looked at before they are taken.
///
/// Reads the same whatever sizes its source hands out.
pub(crate) struct Stream<'a> {
    source: Box<dyn Read + 'a>,
    kind: Kind,
    pub(crate) budget: &'a Budget,
    buffer: Vec<u8>,
    /// Where in the buffer what was not taken yet starts.
    start: usize,
    /// How many bytes were taken.
    at: usize,
    end: Option<End>,
}

/// Why no more bytes come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// All were read.
    Whole,
    /// The source broke off.
    Broken,
    /// More was unpacked than any file may hold.
    Bomb,
}

/// Bytes that are asked of a source at once.
const CHUNK: usize = 64 << 10;
/// Room behind them, so that the end of the source is seen without growing.
const SPARE: usize = 64;

impl<'a> Stream<'a> {
    pub(crate) fn new(source: impl Read + 'a, kind: Kind, budget: &'a Budget) -> Self {
        Self {
            source: Box::new(source),
            kind,
            budget,
            buffer: Vec::new(),
            start: 0,
            at: 0,
            end: None,
        }
    }

    /// How many bytes were taken so far.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn held(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// Makes sure that `count` bytes are held, if there are so many.
    fn fill(&mut self, count: usize) {
        while self.held().len() < count && self.end.is_none() {
            if self.start > 0 {
                self.buffer.drain(..self.start);
                self.start = 0;
            }
            let mut buffer = std::mem::take(&mut self.buffer);
            self.read_into(&mut buffer, CHUNK);
            self.buffer = buffer;
        }
    }

    /// Reads `chunk` bytes behind those in a buffer, or as many as there are.
    fn read_into(&mut self, buffer: &mut Vec<u8>, chunk: usize) {
        let length = u64::try_from(chunk).unwrap_or(u64::MAX);
        let held = buffer.len();
        // With room to spare, the source is asked for whole chunks and never for a few bytes.
        buffer.reserve(chunk + SPARE);
        let read = self.source.by_ref().take(length).read_to_end(buffer);
        let count = buffer.len() - held;
        if read.is_err() {
            self.end = Some(End::Broken);
        } else if count < chunk {
            self.end = Some(End::Whole);
        }
        self.count(count);
    }

    fn count(&mut self, count: usize) {
        let counter = match self.kind {
            Kind::Given => &self.budget.given,
            Kind::Unpacked => &self.budget.unpacked,
            Kind::Part => return,
        };
        counter.set(counter.get().saturating_add(count));
        if self.kind == Kind::Unpacked && self.budget.is_spent() {
            self.end = Some(End::Bomb);
        }
    }

    /// The next bytes, at most `most`; they are not taken.
    pub(crate) fn peek(&mut self, most: usize) -> &[u8] {
        self.fill(most);
        let held = self.held();
        held.get(..most.min(held.len())).unwrap_or_default()
    }

    /// Why no more bytes come, where none do.
    pub(crate) fn end(&self) -> Option<End> {
        self.end
    }

    pub(crate) fn is_empty(&mut self) -> bool {
        self.peek(1).is_empty()
    }

    /// Takes `count` bytes and keeps none; answers how many there were.
    pub(crate) fn skip(&mut self, count: usize) -> usize {
        let mut left = count;
        while left > 0 {
            let here = self.peek(CHUNK.min(left)).len();
            if here == 0 {
                break;
            }
            self.consume(here);
            left -= here;
        }
        count - left
    }

    /// Takes up to `count` bytes and keeps the first `most` of them.
    pub(crate) fn kept(&mut self, count: usize, most: usize) -> Vec<u8> {
        let wanted = count.min(most);
        let held = self.held();
        let mut kept = held.get(..wanted.min(held.len())).unwrap_or_default().to_vec();
        self.consume(kept.len());
        // Past what is held, straight from the source.
        while kept.len() < wanted && self.end.is_none() {
            let before = kept.len();
            let chunk = (wanted - before).min(before.clamp(CHUNK, 16 * CHUNK));
            self.read_into(&mut kept, chunk);
            self.at += kept.len() - before;
        }
        self.skip(count - wanted);
        kept
    }

    /// Takes a line with its line feed and keeps the first `most` bytes of it; nothing at the
    /// end.
    pub(crate) fn line(&mut self, most: usize) -> Vec<u8> {
        let mut line = Vec::new();
        loop {
            let here = self.peek(CHUNK);
            let feed = memchr(b'\n', here);
            let length = feed.map_or(here.len(), |at| at + 1);
            let kept = length.min(most.saturating_sub(line.len()));
            line.extend_from_slice(here.get(..kept).unwrap_or_default());
            self.consume(length);
            if feed.is_some() || length == 0 {
                return line;
            }
        }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let here = self.fill_buf()?;
        let count = here.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), here.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill(1);
        Ok(self.held())
    }

    fn consume(&mut self, count: usize) {
        let count = count.min(self.held().len());
        self.start += count;
        self.at += count;
    }
}
