use crate::ActorClass;

/// Another name of an actor, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownName {
    /// What the actor is.
    pub class: ActorClass,
    /// The name that it is listed under.
    pub name: String,
    /// The other name.
    pub alias: String,
    /// Where that is known from.
    pub source: String,
}

/// What a reviewer ruled about two names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Judgement {
    /// What the actors are.
    pub class: ActorClass,
    /// The one name.
    pub one: String,
    /// The other; which is which does not matter.
    pub other: String,
    /// The ruling.
    pub verdict: Verdict,
    /// Who ruled, and why.
    pub source: String,
}

/// Whether two names are one actor's. In order of force: a ruling that they differ stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They are two.
    Different,
    /// They are one.
    Same,
    /// It cannot be told.
    Unsure,
}

impl Verdict {
    /// Every verdict with its word in a table.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Different, "different"), (Self::Same, "same"), (Self::Unsure, "unsure")];

    /// The word in a table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(verdict, _)| *verdict == self)
            .map_or("", |(_, word)| word)
    }

    /// The verdict that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(verdict, _)| *verdict)
    }
}

/// A line of a book.
pub(super) enum Row {
    Name(KnownName),
    Judgement(Judgement),
}

/// Reads one line: its word, class, two names and source.
pub(super) fn read(line: &str) -> Option<Row> {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [word, class, one, other, source] = columns.as_slice() else { return None };
    let class = ActorClass::parse(class)?;
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let (one, other, source) =
        ((*one).to_owned(), (*other).to_owned(), (*source).to_owned());
    if *word == "alias" {
        return Some(Row::Name(KnownName { class, name: one, alias: other, source }));
    }
    let verdict = Verdict::parse(word)?;
    Some(Row::Judgement(Judgement { class, one, other, verdict, source }))
}

pub(super) fn of_name(name: &KnownName) -> String {
    line("alias", name.class, [&name.name, &name.alias, &name.source])
}

pub(super) fn of_judgement(judgement: &Judgement) -> String {
    let names = [&judgement.one, &judgement.other, &judgement.source];
    line(judgement.verdict.as_str(), judgement.class, names)
}

/// Tabs and ends of lines within a name would make another row of it.
fn line(word: &str, class: ActorClass, columns: [&String; 3]) -> String {
    let [one, other, source] =
        columns.map(|column| column.replace(['\t', '\n', '\r'], " "));
    format!("{word}\t{}\t{one}\t{other}\t{source}", class.as_str())
}
