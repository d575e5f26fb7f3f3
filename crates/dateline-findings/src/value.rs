use dateline_language::Decimal;
use dateline_time::When;

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A word of a closed list: "asserted", "signed".
    Word(String),
    /// Words of the report, or made from them.
    Words(String),
    /// An actor.
    Name(Name),
    /// A number.
    Number(Decimal),
    /// A number between two others, both included.
    Range(Decimal, Decimal),
    /// A time.
    When(When),
    /// Yes or no.
    Truth(bool),
    /// Several values, in the order of the text.
    List(Vec<Self>),
}

impl Value {
    /// A word of a closed list.
    #[must_use]
    pub fn word(word: &str) -> Self {
        Self::Word(word.to_owned())
    }

    /// Words of the report.
    #[must_use]
    pub fn words(words: &str) -> Self {
        Self::Words(words.to_owned())
    }

    /// The value as one line for a reader.
    #[must_use]
    pub fn to_line(&self) -> String {
        match self {
            Self::Word(word) | Self::Words(word) => word.clone(),
            Self::Name(name) => name.name.clone(),
            Self::Number(number) => number.to_string(),
            Self::Range(from, to) => format!("{from} to {to}"),
            Self::When(when) => when.timex.clone(),
            Self::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
            Self::List(values) => {
                values.iter().map(Self::to_line).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// An actor as a field names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The fullest name that the report gives, or the words where it gives none.
    pub name: String,
    /// Its number in the report's [`Cast`](dateline_names::Cast), where it is resolved.
    pub actor: Option<usize>,
}
