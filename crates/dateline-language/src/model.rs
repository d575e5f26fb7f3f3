use std::fmt;
use std::sync::Arc;

use crate::Token;
use crate::careful::{self, Careful};
use crate::fast::{self, Fast};

/// A model of English: what [`analyse`](crate::analyse) reads with. Loaded once, shared by all
/// reports. The empty model cuts words and guesses their classes by their endings.
#[derive(Clone, Debug, Default)]
pub struct Model {
    reader: Option<Arc<dyn Reader>>,
    ask: Ask,
}

/// Which of the models that are shipped inside the program reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shipped {
    /// Many words in little time, heads right in four of five.
    #[default]
    Fast,
    /// Fewer mistakes, in five times as much time.
    Careful,
}

impl Shipped {
    /// Every one with its word on the command line.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Fast, "fast"), (Self::Careful, "careful")];

    /// The one that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(item, _)| *item)
    }
}

/// What a reader is asked of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ask {
    /// All it knows.
    #[default]
    All,
    /// All but heads and relations.
    WithoutHeads,
}

/// What fills in the words of a sentence.
pub(crate) trait Reader: fmt::Debug + Send + Sync {
    /// Its name, which stands on every analysis it made.
    fn name(&self) -> &'static str;

    /// Says of each token of each sentence what it is. What is said of a sentence does not
    /// depend on the others, nor on what else is asked.
    fn fill(&self, sentences: &mut [Unread<'_>], ask: Ask);
}

/// A sentence that was cut and not read yet.
#[derive(Clone, Debug)]
pub(crate) struct Unread<'a> {
    /// The words of the tokens.
    pub(crate) forms: Vec<&'a str>,
    pub(crate) tokens: Vec<Token>,
}

impl Model {
    /// The fast model that is shipped inside the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::of(Shipped::Fast)
    }

    /// A model that is shipped inside the program.
    ///
    /// ```
    /// use dateline_language::{Model, Shipped};
    ///
    /// assert_eq!(Model::of(Shipped::Careful).name(), "english-careful-1");
    /// ```
    #[must_use]
    pub fn of(shipped: Shipped) -> Self {
        let bytes: &[u8] = match shipped {
            Shipped::Fast => include_bytes!("../model/english.bin"),
            Shipped::Careful => include_bytes!("../model/careful.bin"),
        };
        Self::read(bytes).unwrap_or_default()
    }

    /// Reads a model file; `None` when it is damaged or of another format.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let reader: Arc<dyn Reader> = if bytes.starts_with(careful::MAGIC) {
            Arc::new(Careful::read(bytes)?)
        } else {
            Arc::new(Fast::read(bytes)?)
        };
        Some(Self { reader: Some(reader), ask: Ask::All })
    }

    /// The same model, which hangs no word on another: every head is left out and every relation
    /// unclear, all else is told as before, in a fraction of the time.
    ///
    /// ```
    /// use dateline_language::{Model, analyse_words};
    ///
    /// let model = Model::shipped().without_heads();
    /// let sentence = analyse_words(&model, &["Orlesia", "signed"]);
    /// assert!(sentence.tokens.iter().all(|token| token.head.is_none()));
    /// ```
    #[must_use]
    pub fn without_heads(&self) -> Self {
        Self { ask: Ask::WithoutHeads, ..self.clone() }
    }

    /// The sections of the file of a fast model; `None` when it is damaged.
    #[must_use]
    pub fn sections(bytes: &[u8]) -> Option<Vec<&[u8]>> {
        sections(fast::MAGIC, bytes)
    }

    /// The file of a fast model of these sections.
    #[must_use]
    pub fn bytes(sections: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = fast::MAGIC.to_vec();
        for section in sections {
            bytes.extend(u32::try_from(section.len()).unwrap_or(0).to_le_bytes());
            bytes.extend(section);
        }
        bytes
    }

    /// Its name, which stands on every [`Analysis`](crate::Analysis) it made.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.reader.as_ref().map_or("rough", |reader| reader.name())
    }

    /// What fills in the words of a sentence; `None` for the empty model.
    pub(crate) fn reader(&self) -> Option<&dyn Reader> {
        self.reader.as_deref()
    }

    /// What it is asked.
    pub(crate) fn ask(&self) -> Ask {
        self.ask
    }
}

/// The sections of a model file that starts with `magic`; `None` when it is damaged.
pub(crate) fn sections<'a>(magic: &[u8], bytes: &'a [u8]) -> Option<Vec<&'a [u8]>> {
    let mut rest = bytes.strip_prefix(magic)?;
    let mut sections = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (section, after) = after.split_at_checked(length)?;
        sections.push(section);
        rest = after;
    }
    Some(sections)
}

/// The lines of a section.
pub(crate) fn lines(section: &[u8]) -> Option<std::str::Lines<'_>> {
    std::str::from_utf8(section).ok().map(str::lines)
}
