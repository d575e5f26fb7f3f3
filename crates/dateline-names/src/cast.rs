mod piece;
mod resolve;
mod roster;
mod scan;
mod words;

use dateline_language::Analysis;
use dateline_text::{Span, Text};

/// Who is who in one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// The persons, bodies, forces and states that the report names, in order of first mention.
    pub actors: Vec<Actor>,
    /// Where they are mentioned, in the order of the text; mentions may nest.
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// The mentions that lie within `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Mention> + '_ {
        self.mentions.iter().filter(move |mention| span.contains(mention.span))
    }

    /// The largest mention that lies within `span` and covers the byte at `position`.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<&Mention> {
        let here = self.mentions.iter().filter(|mention| mention.span.holds(position));
        here.max_by_key(|mention| mention.span.len())
    }

    /// The one actor that a mention names.
    #[must_use]
    pub fn actor_of(&self, mention: &Mention) -> Option<&Actor> {
        match mention.resolution {
            Resolution::One(number) => self.actors.get(number),
            Resolution::Several(_) | Resolution::Unknown => None,
        }
    }
}

/// A person, organisation, body, armed force or state, as one report knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// The fullest name that the report gives, without titles and articles.
    pub name: String,
    /// What it is.
    pub class: ActorClass,
    /// Its other names in the report, sorted.
    pub aliases: Vec<String>,
    /// The offices that the report gives it.
    pub offices: Vec<Office>,
    /// The state or body it belongs to, where the report says: "Iraqi" of a ministry.
    pub of: Option<String>,
}

/// An office or rank that somebody holds: "defense minister" of "Orlesia".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Office {
    /// The post, in lower case unless a name is in it.
    pub post: String,
    /// The state or body.
    pub of: Option<String>,
    /// The words that say so.
    pub span: Span,
    /// Whether it is a rank ("Maj. Gen.") and not a post.
    pub rank: bool,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorClass {
    /// A human being.
    Person,
    /// A company, party, agency, ministry, force, commission or other body.
    Organisation,
    /// A state, with its government.
    State,
    /// A town, region or building.
    Place,
    /// People by nationality, faith or side: "Kurdish forces", "lawmakers".
    Group,
}

impl ActorClass {
    /// Every class with its word on the wire.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Person, "person"),
        (Self::Organisation, "organisation"),
        (Self::State, "state"),
        (Self::Place, "place"),
        (Self::Group, "group"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("", |(_, word)| word)
    }

    /// The class that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(class, _)| *class)
    }
}

/// Words that name or stand for an actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The words, without article and possessive ending.
    pub span: Span,
    /// How it names.
    pub form: Form,
    /// What kind of actor the words are of.
    pub class: ActorClass,
    /// Whom it names.
    pub resolution: Resolution,
    /// Why, in words: "acronym in brackets", "short for", "office".
    pub why: &'static str,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A full name.
    Name,
    /// Part of a fuller name.
    Short,
    /// Initial letters.
    Acronym,
    /// An office: "the minister", "his British counterpart".
    Role,
    /// A common noun: "the group", "the two sides".
    Nominal,
    /// "he", "it", "they".
    Pronoun,
}

/// Whom a mention names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// One actor, by its number in [`Cast::actors`].
    One(usize),
    /// Several at once ("the two sides"), or one of several.
    Several(Vec<usize>),
    /// It cannot tell.
    Unknown,
}

/// Says who is who in an analysed text.
///
/// Names come first (states by table, bodies by their head and owner, persons by their
/// offices), then what leans on them: acronyms, short forms, offices, common nouns, pronouns.
/// What cannot be told stays [`Resolution::Unknown`].
#[must_use]
pub fn cast(text: &Text, analysis: &Analysis) -> Cast {
    let lines = words::lines(text, analysis);
    let pieces = scan::pieces(&lines, analysis);
    resolve::resolve(text, &lines, &pieces)
}
