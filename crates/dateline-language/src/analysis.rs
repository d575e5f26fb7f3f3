use dateline_text::Span;

/// What the words of a text are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The sentences in the order of the text, apart from each other.
    pub sentences: Vec<Sentence>,
    /// The name of the model that read them.
    pub model: String,
}

impl Analysis {
    /// The sentence that holds the byte at `position`, by its number.
    #[must_use]
    pub fn sentence_at(&self, position: usize) -> Option<usize> {
        let found =
            self.sentences.partition_point(|sentence| sentence.span.end() <= position);
        self.sentences.get(found)?.span.holds(position).then_some(found)
    }

    /// The named entities in the order of the text.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        self.sentences
            .iter()
            .enumerate()
            .flat_map(|(number, sentence)| sentence.entities(number))
    }
}

/// A sentence and its words.
///
/// The heads make a tree: one root, no cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, from its first token to its last.
    pub span: Span,
    /// The number of its paragraph in the text, from 0.
    pub paragraph: usize,
    /// Its syntactic words: "don't" is two, and their spans touch.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// The tokens whose head is `token`, in order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let is_child = move |other: &(usize, &Token)| other.1.head == Some(token);
        self.tokens.iter().enumerate().filter(is_child).map(|(other, _)| other)
    }

    /// The first child of `token` that stands in `relation`.
    #[must_use]
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        self.children(token).find(|&other| {
            self.tokens.get(other).is_some_and(|child| child.relation == relation)
        })
    }

    /// The first and last token of all that hangs under `token`, itself included.
    #[must_use]
    pub fn subtree(&self, token: usize) -> (usize, usize) {
        let mut first = token;
        let mut last = token;
        for other in 0..self.tokens.len() {
            if self.is_under(other, token) {
                first = first.min(other);
                last = last.max(other);
            }
        }
        (first, last)
    }

    /// Whether `token` is `ancestor` or hangs under it.
    #[must_use]
    pub fn is_under(&self, token: usize, ancestor: usize) -> bool {
        let mut at = Some(token);
        // No path is longer than the sentence; the bound holds even for a broken tree.
        for _ in 0..=self.tokens.len() {
            match at {
                Some(here) if here == ancestor => return true,
                Some(here) => at = self.tokens.get(here).and_then(|found| found.head),
                None => return false,
            }
        }
        false
    }

    /// The bytes from one token to another, both included.
    #[must_use]
    pub fn span_of(&self, first: usize, last: usize) -> Span {
        let empty = Span::default();
        let first = self.tokens.get(first).map_or(empty, |token| token.span);
        let last = self.tokens.get(last).map_or(first, |token| token.span);
        first.cover(last)
    }

    /// The number of the first token that ends after the byte at `position`.
    #[must_use]
    pub fn token_at(&self, position: usize) -> Option<usize> {
        let found = self.tokens.partition_point(|token| token.span.end() <= position);
        (found < self.tokens.len()).then_some(found)
    }

    /// The named entities of this sentence, which is number `sentence` of its analysis.
    fn entities(&self, sentence: usize) -> Vec<Entity> {
        let mut found: Vec<Entity> = Vec::new();
        for (number, token) in self.tokens.iter().enumerate() {
            let Some((class, begins)) = token.entity else { continue };
            match found.last_mut() {
                Some(open)
                    if !begins && open.last + 1 == number && open.class == class =>
                {
                    open.last = number;
                    open.span = open.span.cover(token.span);
                }
                _ => found.push(Entity {
                    span: token.span,
                    class,
                    sentence,
                    first: number,
                    last: number,
                }),
            }
        }
        found
    }
}

/// A syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its dictionary form: "signed" is "sign"; a name keeps its capitals.
    pub lemma: Box<str>,
    /// Its word class.
    pub class: WordClass,
    /// Its Penn Treebank tag ("VBD", "NNS"): tense and number are read from it.
    pub tag: Box<str>,
    /// The number of its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// How it hangs on its head.
    pub relation: Relation,
    /// The class of the named entity it belongs to, and whether it begins one.
    pub entity: Option<(EntityClass, bool)>,
}

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub class: EntityClass,
    /// The number of its sentence.
    pub sentence: usize,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityClass {
    /// `PER`
    Person,
    /// `ORG`
    Organisation,
    /// `GPE`
    State,
    /// `LOC`
    Place,
    /// `FAC`
    Facility,
    /// `NORP`
    Group,
    /// `MISC`
    Other,
}

impl EntityClass {
    /// Every one with its word in CoNLL-U.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Person, "PER"),
        (Self::Organisation, "ORG"),
        (Self::State, "GPE"),
        (Self::Place, "LOC"),
        (Self::Facility, "FAC"),
        (Self::Group, "NORP"),
        (Self::Other, "MISC"),
    ];

    /// The word in CoNLL-U.
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

/// A universal part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// `ADJ`
    Adjective,
    /// `ADP`
    Adposition,
    /// `ADV`
    Adverb,
    /// `AUX`
    Auxiliary,
    /// `CCONJ`
    Coordinator,
    /// `DET`
    Determiner,
    /// `INTJ`
    Interjection,
    /// `NOUN`
    Noun,
    /// `NUM`
    Number,
    /// `PART`
    Particle,
    /// `PRON`
    Pronoun,
    /// `PROPN`
    ProperNoun,
    /// `PUNCT`
    Punctuation,
    /// `SCONJ`
    Subordinator,
    /// `SYM`
    Symbol,
    /// `VERB`
    Verb,
    /// `X`
    Other,
}

impl WordClass {
    /// Every one with its word in CoNLL-U.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::Adjective, "ADJ"),
        (Self::Adposition, "ADP"),
        (Self::Adverb, "ADV"),
        (Self::Auxiliary, "AUX"),
        (Self::Coordinator, "CCONJ"),
        (Self::Determiner, "DET"),
        (Self::Interjection, "INTJ"),
        (Self::Noun, "NOUN"),
        (Self::Number, "NUM"),
        (Self::Particle, "PART"),
        (Self::Pronoun, "PRON"),
        (Self::ProperNoun, "PROPN"),
        (Self::Punctuation, "PUNCT"),
        (Self::Subordinator, "SCONJ"),
        (Self::Symbol, "SYM"),
        (Self::Verb, "VERB"),
        (Self::Other, "X"),
    ];

    /// The word in CoNLL-U.
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

/// A universal dependency relation, with the subtypes that English uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// `acl`
    Acl,
    /// `acl:relcl`
    AclRelative,
    /// `advcl`
    Clause,
    /// `advcl:relcl`
    ClauseRelative,
    /// `advmod`
    Adverb,
    /// `amod`
    Adjective,
    /// `appos`
    Apposition,
    /// `aux`
    Auxiliary,
    /// `aux:pass`
    PassiveAuxiliary,
    /// `case`
    Case,
    /// `cc`
    Coordinator,
    /// `cc:preconj`
    PreCoordinator,
    /// `ccomp`
    ClausalComplement,
    /// `clf`
    Classifier,
    /// `compound`
    Compound,
    /// `compound:prt`
    ParticleOfVerb,
    /// `conj`
    Conjunct,
    /// `cop`
    Copula,
    /// `csubj`
    ClausalSubject,
    /// `csubj:pass`
    PassiveClausalSubject,
    /// `dep`
    Unclear,
    /// `det`
    Determiner,
    /// `det:predet`
    PreDeterminer,
    /// `discourse`
    Discourse,
    /// `dislocated`
    Dislocated,
    /// `expl`
    Expletive,
    /// `fixed`
    Fixed,
    /// `flat`
    Flat,
    /// `goeswith`
    GoesWith,
    /// `iobj`
    IndirectObject,
    /// `list`
    List,
    /// `mark`
    Mark,
    /// `nmod`
    Modifier,
    /// `nmod:desc`: a title before a name ("President" of "President Oln")
    Title,
    /// `nmod:unmarked`
    UnmarkedModifier,
    /// `nmod:poss`
    Possessive,
    /// `nsubj`
    Subject,
    /// `nsubj:outer`
    OuterSubject,
    /// `nsubj:pass`
    PassiveSubject,
    /// `nummod`
    Number,
    /// `obj`
    Object,
    /// `obl`
    Oblique,
    /// `obl:agent`
    Agent,
    /// `obl:unmarked`
    UnmarkedOblique,
    /// `orphan`
    Orphan,
    /// `parataxis`
    Parataxis,
    /// `punct`
    Punctuation,
    /// `reparandum`
    Reparandum,
    /// `root`
    Root,
    /// `vocative`
    Vocative,
    /// `xcomp`
    OpenComplement,
}

impl Relation {
    /// Every one with its word in CoNLL-U.
    pub const ALL: [(Self, &'static str); 51] = [
        (Self::Acl, "acl"),
        (Self::AclRelative, "acl:relcl"),
        (Self::Clause, "advcl"),
        (Self::ClauseRelative, "advcl:relcl"),
        (Self::Adverb, "advmod"),
        (Self::Adjective, "amod"),
        (Self::Apposition, "appos"),
        (Self::Auxiliary, "aux"),
        (Self::PassiveAuxiliary, "aux:pass"),
        (Self::Case, "case"),
        (Self::Coordinator, "cc"),
        (Self::PreCoordinator, "cc:preconj"),
        (Self::ClausalComplement, "ccomp"),
        (Self::Classifier, "clf"),
        (Self::Compound, "compound"),
        (Self::ParticleOfVerb, "compound:prt"),
        (Self::Conjunct, "conj"),
        (Self::Copula, "cop"),
        (Self::ClausalSubject, "csubj"),
        (Self::PassiveClausalSubject, "csubj:pass"),
        (Self::Unclear, "dep"),
        (Self::Determiner, "det"),
        (Self::PreDeterminer, "det:predet"),
        (Self::Discourse, "discourse"),
        (Self::Dislocated, "dislocated"),
        (Self::Expletive, "expl"),
        (Self::Fixed, "fixed"),
        (Self::Flat, "flat"),
        (Self::GoesWith, "goeswith"),
        (Self::IndirectObject, "iobj"),
        (Self::List, "list"),
        (Self::Mark, "mark"),
        (Self::Modifier, "nmod"),
        (Self::Title, "nmod:desc"),
        (Self::UnmarkedModifier, "nmod:unmarked"),
        (Self::Possessive, "nmod:poss"),
        (Self::Subject, "nsubj"),
        (Self::OuterSubject, "nsubj:outer"),
        (Self::PassiveSubject, "nsubj:pass"),
        (Self::Number, "nummod"),
        (Self::Object, "obj"),
        (Self::Oblique, "obl"),
        (Self::Agent, "obl:agent"),
        (Self::UnmarkedOblique, "obl:unmarked"),
        (Self::Orphan, "orphan"),
        (Self::Parataxis, "parataxis"),
        (Self::Punctuation, "punct"),
        (Self::Reparandum, "reparandum"),
        (Self::Root, "root"),
        (Self::Vocative, "vocative"),
        (Self::OpenComplement, "xcomp"),
    ];

    /// The word in CoNLL-U.
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
