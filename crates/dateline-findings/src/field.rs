use dateline_text::Span;

use crate::Value;

/// A field of a finding. PRODUCT's table says which kind has which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Who speaks.
    Speaker,
    /// The speaker's office at that time.
    SpeakerRole,
    /// Person, office, organisation, group, government, anonymous.
    SpeakerKind,
    /// Whom the words are for.
    Addressee,
    /// The cue: "said", "according to"; of a deed, what was done: "had rolled out".
    Verb,
    /// direct, mixed or indirect.
    QuoteType,
    /// The words between quotation marks.
    Quote,
    /// What is said, with its spans.
    Content,
    /// Statement, release, readout, report, interview, speech, post.
    Medium,
    /// The speaker whom the speaker quotes.
    Nested,
    /// The reason given for not naming the speaker.
    Anonymity,
    /// The codebook's name of the event, or of the deed that is owed.
    EventType,
    /// Its PLOVER root types.
    Plover,
    /// Its PLOVER mode.
    PloverMode,
    /// Who did it.
    Actor,
    /// To whom it was done.
    Recipient,
    /// Who took part alike.
    Parties,
    /// With what.
    Means,
    /// Who was hurt or killed, and how many.
    Casualties,
    /// What for.
    Purpose,
    /// Because of what.
    Cause,
    /// The larger thing it belongs to.
    PartOf,
    /// What it is called.
    Name,
    /// What else it is called.
    Aliases,
    /// Memorandum, treaty, joint statement, law, vote, contract.
    Instrument,
    /// Who signed.
    Signatories,
    /// How far it has come.
    Status,
    /// Whether it binds: yes, no.
    Binding,
    /// What it provides, as a list.
    Contents,
    /// What it stands under.
    Parent,
    /// Who owes.
    Committer,
    /// To whom.
    Beneficiary,
    /// What is owed, counted or asked.
    What,
    /// How much of it.
    Quantity,
    /// Under which condition.
    Condition,
    /// By when.
    Deadline,
    /// Who spoke the promise.
    SpokenBy,
    /// Commission, ministry, coalition, mission, dialogue.
    Class,
    /// Who belongs to it.
    Members,
    /// Who leads it.
    Lead,
    /// What it is to do, as a list.
    Mandate,
    /// When it came to be.
    Created,
    /// Its meetings.
    Sessions,
    /// The number, or a range.
    Number,
    /// How the number holds: exactly, about, at least, more than and so on.
    Comparator,
    /// from, to, by.
    Change,
    /// What one of them is.
    Unit,
    /// Whose they are, or who holds the post.
    Holder,
    /// The day it holds for.
    AsOf,
    /// Whether it counts from a start on.
    Cumulative,
    /// The post held.
    Post,
    /// The rank held.
    Rank,
    /// The state or body of the post.
    Of,
    /// Since when.
    From,
    /// Until when.
    To,
    /// How they stand to each other: member of, part of, alias, acronym and others.
    Relation,
    /// What stands in the relation.
    Subject,
    /// To what.
    Object,
    /// Since when.
    Since,
    /// Until when.
    Until,
    /// What a credit tells.
    Attribute,
    /// A credit's value.
    Credit,
    /// When it happened, or was said.
    Date,
    /// When it was said, where that is another day.
    Said,
    /// After which day.
    DateAfter,
    /// Before or on which day.
    DateBefore,
    /// Where.
    Place,
    /// The topic.
    About,
    /// How long.
    Duration,
    /// Which in a row: "second round".
    Ordinal,
    /// The things that are counted, where they are listed.
    Items,
}

impl Field {
    /// Every one with its word on the wire.
    pub const ALL: [(Self, &'static str); 71] = [
        (Self::Speaker, "speaker"),
        (Self::SpeakerRole, "speaker_role"),
        (Self::SpeakerKind, "speaker_kind"),
        (Self::Addressee, "addressee"),
        (Self::Verb, "verb"),
        (Self::QuoteType, "quote_type"),
        (Self::Quote, "quote"),
        (Self::Content, "content"),
        (Self::Medium, "medium"),
        (Self::Nested, "nested"),
        (Self::Anonymity, "anonymity"),
        (Self::EventType, "event_type"),
        (Self::Plover, "plover"),
        (Self::PloverMode, "plover_mode"),
        (Self::Actor, "actor"),
        (Self::Recipient, "recipient"),
        (Self::Parties, "parties"),
        (Self::Means, "means"),
        (Self::Casualties, "casualties"),
        (Self::Purpose, "purpose"),
        (Self::Cause, "cause"),
        (Self::PartOf, "part_of"),
        (Self::Name, "name"),
        (Self::Aliases, "aliases"),
        (Self::Instrument, "instrument"),
        (Self::Signatories, "signatories"),
        (Self::Status, "status"),
        (Self::Binding, "binding"),
        (Self::Contents, "contents"),
        (Self::Parent, "parent"),
        (Self::Committer, "committer"),
        (Self::Beneficiary, "beneficiary"),
        (Self::What, "what"),
        (Self::Quantity, "quantity"),
        (Self::Condition, "condition"),
        (Self::Deadline, "deadline"),
        (Self::SpokenBy, "spoken_by"),
        (Self::Class, "class"),
        (Self::Members, "members"),
        (Self::Lead, "lead"),
        (Self::Mandate, "mandate"),
        (Self::Created, "created"),
        (Self::Sessions, "sessions"),
        (Self::Number, "value"),
        (Self::Comparator, "comparator"),
        (Self::Change, "change"),
        (Self::Unit, "unit"),
        (Self::Holder, "holder"),
        (Self::AsOf, "as_of"),
        (Self::Cumulative, "cumulative"),
        (Self::Post, "post"),
        (Self::Rank, "rank"),
        (Self::Of, "of"),
        (Self::From, "from"),
        (Self::To, "to"),
        (Self::Relation, "relation"),
        (Self::Subject, "subject"),
        (Self::Object, "object"),
        (Self::Since, "since"),
        (Self::Until, "until"),
        (Self::Attribute, "attribute"),
        (Self::Credit, "credit"),
        (Self::Date, "date"),
        (Self::Said, "said"),
        (Self::DateAfter, "date_after"),
        (Self::DateBefore, "date_before"),
        (Self::Place, "place"),
        (Self::About, "about"),
        (Self::Duration, "duration"),
        (Self::Ordinal, "ordinal"),
        (Self::Items, "items"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(item, _)| *item == self).map_or("", |(_, word)| word)
    }

    /// The one that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(item, _)| *item)
    }
}

/// A value with the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldEntry {
    /// Which field.
    pub field: Field,
    /// What it holds.
    pub value: Value,
    /// The words it was read from; none where it follows from the rule alone.
    pub spans: Vec<Span>,
}

/// The fields of a finding, one entry a field, ordered by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fields {
    entries: Vec<FieldEntry>,
}

impl Fields {
    /// No fields yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a value in, with the words it was read from; the one before it is given up.
    pub fn set(&mut self, field: Field, value: Value, spans: &[Span]) {
        let entry = FieldEntry { field, value, spans: spans.to_vec() };
        match self.entries.binary_search_by_key(&field, |entry| entry.field) {
            Ok(at) => self.entries[at] = entry,
            Err(at) => {
                // Few fields are many findings: a record of a hundred thousand reports has
                // no room for empty places.
                self.entries.reserve_exact(1);
                self.entries.insert(at, entry);
            }
        }
    }

    /// The same, for building in one expression.
    #[must_use]
    pub fn with(mut self, field: Field, value: Value, spans: &[Span]) -> Self {
        self.set(field, value, spans);
        self
    }

    /// Puts a value in where there is one.
    pub fn set_some(&mut self, field: Field, value: Option<Value>, spans: &[Span]) {
        if let Some(value) = value {
            self.set(field, value, spans);
        }
    }

    /// Takes a field out.
    pub fn remove(&mut self, field: Field) {
        self.entries.retain(|entry| entry.field != field);
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.entry(field).map(|entry| &entry.value)
    }

    /// The value of a field with its words.
    #[must_use]
    pub fn entry(&self, field: Field) -> Option<&FieldEntry> {
        let at = self.entries.binary_search_by_key(&field, |entry| entry.field).ok()?;
        self.entries.get(at)
    }

    /// All of them, ordered by field.
    pub fn iter(&self) -> impl Iterator<Item = &FieldEntry> + '_ {
        self.entries.iter()
    }
}
