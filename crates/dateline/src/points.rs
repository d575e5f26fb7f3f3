use dateline_text::{CodePoints, Span};
use encoding_rs::{CoderResult, Encoding};

/// Turns byte positions of a raw file into positions in the code points that its charset
/// gives: what any other program sees that opens the file as text.
///
/// A byte that is no letter counts as one code point, the mark that stands for it.
#[derive(Clone, Debug)]
pub(crate) enum RawPoints {
    /// UTF-8 without a fault.
    Letters(CodePoints),
    /// The first byte of each code point, with the end of the file behind the last.
    Starts(Vec<u32>),
    /// One byte a letter.
    Bytes(usize),
}

impl RawPoints {
    /// The table for a file that was read in `charset`.
    pub(crate) fn new(raw: &[u8], charset: &str) -> Self {
        let encoding = Encoding::for_label(charset.as_bytes());
        match encoding {
            Some(encoding) if encoding.is_single_byte() => Self::Bytes(raw.len()),
            Some(encoding) if encoding != encoding_rs::UTF_8 => {
                Self::Starts(decoded_starts(raw, encoding))
            }
            _ => match std::str::from_utf8(raw) {
                Ok(words) => Self::Letters(CodePoints::new(words)),
                Err(_) => Self::Starts(lossy_starts(raw)),
            },
        }
    }

    /// The number of code points before the byte at `position`.
    pub(crate) fn at(&self, position: usize) -> usize {
        match self {
            Self::Letters(points) => points.at(position),
            Self::Bytes(length) => position.min(*length),
            Self::Starts(starts) => {
                let found = starts.partition_point(|&start| start as usize <= position);
                found.saturating_sub(1)
            }
        }
    }

    /// The byte where code point `count` starts; past the end, the end.
    pub(crate) fn byte(&self, count: usize) -> usize {
        match self {
            Self::Letters(points) => points.byte(count),
            Self::Bytes(length) => count.min(*length),
            Self::Starts(starts) => {
                let last = starts.last().copied().unwrap_or_default();
                starts.get(count).copied().unwrap_or(last) as usize
            }
        }
    }

    /// Both ends of a span of raw bytes.
    pub(crate) fn span(&self, raw: Span) -> [usize; 2] {
        [self.at(raw.start()), self.at(raw.end())]
    }
}

fn held(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn lossy_starts(raw: &[u8]) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut at = 0;
    for chunk in raw.utf8_chunks() {
        starts.extend(chunk.valid().char_indices().map(|(offset, _)| held(at + offset)));
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            starts.push(held(at));
            at += chunk.invalid().len();
        }
    }
    starts.push(held(raw.len()));
    starts
}

/// Feeds the decoder byte by byte: the byte after which a letter comes out ends that letter.
fn decoded_starts(raw: &[u8], encoding: &'static Encoding) -> Vec<u32> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut starts = Vec::new();
    let mut letter_start = 0;
    let mut buffer = [0_u8; 32];
    for (at, byte) in raw.iter().enumerate() {
        let last = at + 1 == raw.len();
        let (result, _, written, _) = decoder.decode_to_utf8(&[*byte], &mut buffer, last);
        debug_assert_eq!(result, CoderResult::InputEmpty, "32 bytes hold any letter");
        let letters = buffer.get(..written).unwrap_or_default();
        let letters = std::str::from_utf8(letters).unwrap_or_default().chars().count();
        starts.extend((0..letters).map(|_| held(letter_start)));
        if letters > 0 {
            letter_start = at + 1;
        }
    }
    starts.push(held(raw.len()));
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_byte_letter_counts_once() {
        let points = RawPoints::new("“No,” she said".as_bytes(), "UTF-8");
        assert_eq!(points.at("“No,”".len()), 5);
    }

    #[test]
    fn a_byte_that_is_no_letter_counts_once() {
        let points = RawPoints::new(b"a\xFFb", "UTF-8");
        assert_eq!((points.at(1), points.at(2), points.at(3)), (1, 2, 3));
    }

    #[test]
    fn sixteen_bit_letters_are_counted_in_pairs_of_bytes() {
        let raw: Vec<u8> =
            "Varn pact".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let points = RawPoints::new(&raw, "UTF-16LE");
        assert_eq!((points.at(8), points.at(10), points.at(18)), (4, 5, 9));
    }

    #[test]
    fn a_single_byte_charset_counts_bytes() {
        let points = RawPoints::new(b"caf\xE9 pact", "windows-1252");
        assert_eq!(points.at(4), 4);
    }
}
