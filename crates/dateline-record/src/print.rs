use dateline_text::{Span, Text, fold};

/// How many words stand behind one mark.
const WORDS: usize = 8;
/// One mark in so many is kept.
const ONE_IN: u64 = 4;
/// The most marks of one report: the smallest ones are kept.
const MOST: usize = 2_048;

/// The marks by which copies of a text are known: hashes of runs of eight words, a fixed
/// sample of them, sorted. The same words give the same marks wherever they stand.
///
/// ```
/// use dateline_record::Print;
/// use dateline_text::Text;
/// let wire = Text::new("The Harbour Union said on Thursday that its ships would stay.");
/// let print = Print::of(&wire, &[wire.span()]);
/// assert_eq!(print, Print::of(&wire, &[wire.span()]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Print {
    marks: Vec<u64>,
}

impl Print {
    /// The marks of the words within the given stretches.
    #[must_use]
    pub fn of(text: &Text, within: &[Span]) -> Self {
        let words: Vec<u64> = within
            .iter()
            .flat_map(|span| {
                text.words(*span).split(|letter: char| !letter.is_alphanumeric())
            })
            .filter(|word| !word.is_empty())
            .map(|word| hash(fold(word).as_bytes()))
            .collect();
        let marks = words.windows(WORDS).map(mark).filter(|mark| mark % ONE_IN == 0);
        Self::from_marks(marks.collect())
    }

    /// The print with these marks, as it was stored; they are sorted here.
    #[must_use]
    pub fn from_marks(mut marks: Vec<u64>) -> Self {
        marks.sort_unstable();
        marks.dedup();
        marks.truncate(MOST);
        Self { marks }
    }

    /// The marks, sorted, no two alike.
    #[must_use]
    pub fn marks(&self) -> &[u64] {
        &self.marks
    }
}

fn mark(words: &[u64]) -> u64 {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    hash(&bytes)
}

// FNV-1a with a last stir: the same on every machine, and quick on short words.
fn hash(bytes: &[u8]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}
