use std::collections::BTreeMap;
use std::fmt;

use dateline_text::Lookup;

const SHIPPED: &str = include_str!("../data/codebook.tsv");

/// The types of event that are looked for, with their triggers; data, not code.
///
/// A codebook is a table with tabs: type, word class, triggers, needs, frame, PLOVER root and
/// mode. `-` says nothing. Lines that start with `@` name lists of words, with `%` frames.
///
/// ```
/// use dateline_findings::Codebook;
/// let own = "harbour_fee\tverb\tlevy\tO=fee,toll\tS>actor on>recipient\tSANCTION\t-\n";
/// let codebook = Codebook::shipped().with(Codebook::parse(own).unwrap());
/// assert!(codebook.types().any(|name| name == "harbour_fee"));
/// assert_eq!(Codebook::parse("strike\tadverb\t-").unwrap_err().line(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    lines: Vec<Line>,
    /// The lines with their triggers, by number, by word class and the word a trigger hangs on.
    verbs: Lookup<Vec<(usize, usize)>>,
    nouns: Lookup<Vec<(usize, usize)>>,
}

/// One way in which a type of event is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The codebook's name of the event.
    pub(crate) event_type: String,
    /// The words that say it.
    pub(crate) triggers: Vec<Trigger>,
    /// What must hold around them.
    pub(crate) needs: Vec<Need>,
    /// Which slot fills which role.
    pub(crate) frame: Vec<(String, Role)>,
    /// The PLOVER root.
    pub(crate) root: Option<String>,
    /// The PLOVER mode.
    pub(crate) mode: Option<String>,
}

/// A verb with its particles, or a noun with the words before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// The dictionary form of the verb or noun.
    pub(crate) head: String,
    /// The particles behind the verb, or the words before the noun.
    pub(crate) others: Vec<String>,
}

/// Something that must hold around a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sort of name by itself")]
pub(crate) struct Need {
    /// Any one of these slots will do; "has" looks at all words of the clause.
    pub(crate) slots: Vec<String>,
    /// What the word in the slot may be, sorted; anything where there are none.
    pub(crate) words: Vec<String>,
    /// Whether a name will do as well.
    pub(crate) name: bool,
    /// Whether the name of a person will do as well.
    pub(crate) person: bool,
    /// Whether the name of a place will do as well.
    pub(crate) place: bool,
    /// Whether persons are among the words.
    pub(crate) persons: bool,
}

impl Need {
    /// How much it asks: more where it says what may stand in the slot.
    pub(crate) fn weight(&self) -> usize {
        if self.words.is_empty() && !self.name && !self.person && !self.place {
            1
        } else {
            2
        }
    }

    /// Whether it asks for this word in this slot.
    pub(crate) fn asks_for(&self, slot: &str, word: &str) -> bool {
        self.asks(slot) && self.lists(word)
    }

    /// Whether it asks for anything in this slot.
    pub(crate) fn asks(&self, slot: &str) -> bool {
        self.slots.iter().any(|own| own == slot)
    }

    /// Whether this word is among those that may stand there.
    pub(crate) fn lists(&self, word: &str) -> bool {
        self.words.binary_search_by(|own| own.as_str().cmp(word)).is_ok()
    }
}

/// The part that somebody plays in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
    /// Who takes part alike.
    Parties,
    /// Where.
    Place,
    /// What it is about.
    About,
    /// With what.
    Means,
}

impl Role {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "actor" => Self::Actor,
            "recipient" => Self::Recipient,
            "parties" => Self::Parties,
            "place" => Self::Place,
            "about" => Self::About,
            "means" => Self::Means,
            _ => return None,
        })
    }
}

/// The word class of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TriggerClass {
    /// "signed"
    Verb,
    /// "the signing of"
    Noun,
}

/// What is wrong with a codebook, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookError {
    line: usize,
    message: String,
}

impl CodebookError {
    /// The number of the line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for CodebookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {} of the codebook: {}", self.line, self.message)
    }
}

impl std::error::Error for CodebookError {}

/// The 16 root types of PLOVER.
const ROOTS: [&str; 16] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
];

impl Codebook {
    /// The codebook that is shipped inside the program.
    #[must_use]
    pub fn shipped() -> Self {
        // A test reads it; a broken shipped table would read as an empty one.
        Self::parse(SHIPPED).unwrap_or_default()
    }

    /// Reads a codebook.
    ///
    /// # Errors
    /// A line with too few cells, an unknown word class, role, root, list or frame.
    pub fn parse(table: &str) -> Result<Self, CodebookError> {
        let mut named = Named::default();
        let mut codebook = Self::default();
        for (number, line) in table.lines().enumerate() {
            let wrong = |message: String| CodebookError { line: number + 1, message };
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if named.take(line).map_err(wrong)? {
                continue;
            }
            let (class, line) = row(line, &named).map_err(wrong)?;
            codebook.push(class, line);
        }
        Ok(codebook)
    }

    /// This codebook with another's lines after its own; where both fit, the surer one fires,
    /// and the other's where they are alike.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        let base = self.lines.len();
        self.lines.extend(other.lines);
        for (own, others) in
            [(&mut self.verbs, other.verbs), (&mut self.nouns, other.nouns)]
        {
            for (head, lines) in others.rows() {
                let moved = lines.iter().map(|&(line, trigger)| (line + base, trigger));
                own.entry(head).into_iter().for_each(|own| own.extend(moved.clone()));
            }
        }
        self
    }

    /// The names of all types, as often as they have lines.
    pub fn types(&self) -> impl Iterator<Item = &str> + '_ {
        self.lines.iter().map(|line| line.event_type.as_str())
    }

    /// The types of event that a verb may tell, by its dictionary form: "send" tells of a
    /// deployment, of aid, of a sentence.
    pub fn types_of(&self, verb: &str) -> impl Iterator<Item = &str> + '_ {
        let lines = self.lines_for(TriggerClass::Verb, verb).into_iter();
        lines.map(|(line, _)| line.event_type.as_str())
    }

    /// The lines that a word may trigger, with the triggers that hang on it.
    pub(crate) fn lines_for(
        &self,
        class: TriggerClass,
        lemma: &str,
    ) -> Vec<(&Line, &Trigger)> {
        let table = match class {
            TriggerClass::Verb => &self.verbs,
            TriggerClass::Noun => &self.nouns,
        };
        let numbers = table.get(lemma).map_or(&[][..], Vec::as_slice);
        let read = |&(line, trigger): &(usize, usize)| {
            let line = self.lines.get(line)?;
            Some((line, line.triggers.get(trigger)?))
        };
        numbers.iter().filter_map(read).collect()
    }

    fn push(&mut self, class: TriggerClass, line: Line) {
        let table = match class {
            TriggerClass::Verb => &mut self.verbs,
            TriggerClass::Noun => &mut self.nouns,
        };
        for (number, trigger) in line.triggers.iter().enumerate() {
            if let Some(numbers) = table.entry(&trigger.head) {
                numbers.push((self.lines.len(), number));
            }
        }
        self.lines.push(line);
    }
}

/// The lists and frames that lines refer to by name.
#[derive(Default)]
struct Named {
    lists: BTreeMap<String, Vec<String>>,
    frames: BTreeMap<String, Vec<(String, Role)>>,
}

impl Named {
    /// Takes a line that names a list or a frame; says whether it was one.
    fn take(&mut self, line: &str) -> Result<bool, String> {
        let Some(cells) = line.strip_prefix(['@', '%']) else { return Ok(false) };
        let Some((name, rest)) = cells.split_once('\t') else {
            return Err(format!("`{line}` has no second cell"));
        };
        if line.starts_with('@') {
            let words = rest.split(',').map(str::to_owned).collect();
            self.lists.insert(name.to_owned(), words);
        } else {
            let frame = self.frame(rest)?;
            self.frames.insert(name.to_owned(), frame);
        }
        Ok(true)
    }

    fn frame(&self, cell: &str) -> Result<Vec<(String, Role)>, String> {
        let mut frame = Vec::new();
        for part in cell.split_whitespace().filter(|part| *part != "-") {
            if let Some(name) = part.strip_prefix('%') {
                let known = self.frames.get(name);
                frame
                    .extend(known.cloned().ok_or(format!("there is no frame `{part}`"))?);
                continue;
            }
            let (slot, role) =
                part.split_once('>').ok_or(format!("`{part}` has no role"))?;
            let role = Role::parse(role).ok_or(format!("there is no role `{role}`"))?;
            frame.push((slot.to_owned(), role));
        }
        Ok(frame)
    }

    fn need(&self, cell: &str) -> Result<Need, String> {
        let (slots, words) = cell.split_once('=').unwrap_or((cell, ""));
        let mut need = Need {
            slots: slots.split(',').map(str::to_owned).collect(),
            words: Vec::new(),
            name: false,
            person: false,
            place: false,
            persons: false,
        };
        for word in words.split(',').filter(|word| !word.is_empty()) {
            if word == "-" {
                need.name = true;
            } else if word == "+" {
                need.person = true;
            } else if word == "^" {
                need.place = true;
            } else if let Some(name) = word.strip_prefix('@') {
                let list = self.lists.get(name);
                need.words
                    .extend(list.cloned().ok_or(format!("there is no list `{word}`"))?);
            } else {
                need.words.push(word.to_owned());
            }
        }
        need.words.sort_unstable();
        need.words.dedup();
        need.persons = need.lists("person");
        Ok(need)
    }
}

fn row(line: &str, named: &Named) -> Result<(TriggerClass, Line), String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [event_type, class, triggers, needs, frame, root, mode] = cells[..] else {
        return Err(format!("{} cells where 7 are needed", cells.len()));
    };
    let class = match class {
        "verb" => TriggerClass::Verb,
        "noun" => TriggerClass::Noun,
        _ => return Err(format!("`{class}` is neither `verb` nor `noun`")),
    };
    let some = |cell: &str| (cell != "-").then(|| cell.to_owned());
    if root != "-" && !ROOTS.contains(&root) {
        return Err(format!("PLOVER has no root `{root}`"));
    }
    let needs = needs.split(';').filter(|cell| *cell != "-");
    let line = Line {
        event_type: event_type.to_owned(),
        triggers: triggers.split(',').filter_map(|cell| trigger(class, cell)).collect(),
        needs: needs.map(|cell| named.need(cell)).collect::<Result<_, _>>()?,
        frame: named.frame(frame)?,
        root: some(root),
        mode: some(mode),
    };
    Ok((class, line))
}

fn trigger(class: TriggerClass, cell: &str) -> Option<Trigger> {
    let mut words = cell.split_whitespace().map(str::to_owned);
    let mut words: Vec<String> = words.by_ref().collect();
    let head = match class {
        TriggerClass::Verb => (!words.is_empty()).then(|| words.remove(0)),
        TriggerClass::Noun => words.pop(),
    }?;
    Some(Trigger { head, others: words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_codebook_is_read_whole() {
        let codebook = Codebook::parse(SHIPPED).unwrap();
        let names: std::collections::BTreeSet<&str> = codebook.types().collect();
        assert!(names.len() >= 100, "{}", names.len());
        let lines = codebook.lines_for(TriggerClass::Verb, "sign");
        assert!(!lines.is_empty());
    }

    #[test]
    fn the_table_is_sorted_and_says_where_it_is_from() {
        let lines: Vec<&str> = SHIPPED.lines().collect();
        assert!(
            lines[0].starts_with("# source: ") && lines[1].starts_with("# licence: ")
        );
        let rows: Vec<&str> =
            lines.into_iter().filter(|line| !line.starts_with('#')).collect();
        let out = rows.windows(2).find(|pair| pair[0] >= pair[1]);
        assert_eq!(out, None);
    }

    #[test]
    fn an_unknown_root_is_an_error_with_its_line() {
        let error =
            Codebook::parse("# own\nraid\tverb\traid\t-\t-\tRAID\t-\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 2 of the codebook: PLOVER has no root `RAID`"
        );
    }
}
