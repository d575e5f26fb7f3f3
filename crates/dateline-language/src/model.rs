use crate::lemma::Lemmas;
use crate::lexicon::Lexicon;
use crate::namer::{Setting, names};
use crate::parser::{Relations, Tagged, parse};
use crate::tagger::tag;
use crate::weights::Weights;
use crate::{EntityClass, Relation, Token, WordClass};

/// What a model file starts with.
const MAGIC: &[u8] = b"dateline-language 1\n";

/// A model of English: what [`analyse`](crate::analyse) reads with. Loaded once, shared by all
/// reports. The empty model cuts words and guesses their classes by their endings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    trained: Option<Trained>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Trained {
    /// By number: the word class and the Penn tag.
    classes: Vec<(WordClass, Box<str>)>,
    /// By number.
    relations: Vec<Relation>,
    lexicon: Lexicon,
    tagger: Weights,
    moves: Weights,
    labels: Weights,
    /// By number.
    kinds: Vec<EntityClass>,
    namer: Weights,
    lemmas: Lemmas,
}

impl Model {
    /// The model that is shipped inside the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::read(include_bytes!("../model/english.bin")).unwrap_or_default()
    }

    /// Reads a model file; `None` when it is damaged or of another format.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let sections = Self::sections(bytes)?;
        let [classes, relations, lexicon, tagger, moves, labels, kinds, namer, lemmas] =
            sections.as_slice()
        else {
            return None;
        };
        let trained = Trained {
            classes: lines(classes)?.map(class_and_tag).collect::<Option<_>>()?,
            relations: lines(relations)?.map(Relation::parse).collect::<Option<_>>()?,
            lexicon: Lexicon::from_bytes(lexicon)?,
            tagger: Weights::from_bytes(tagger)?,
            moves: Weights::from_bytes(moves)?,
            labels: Weights::from_bytes(labels)?,
            kinds: lines(kinds)?.map(EntityClass::parse).collect::<Option<_>>()?,
            namer: Weights::from_bytes(namer)?,
            lemmas: Lemmas::from_bytes(lemmas)?,
        };
        Some(Self { trained: Some(trained) })
    }

    /// The sections of a model file; `None` when it is damaged.
    #[must_use]
    pub fn sections(bytes: &[u8]) -> Option<Vec<&[u8]>> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut sections = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            let (section, after) = after.split_at_checked(length)?;
            sections.push(section);
            rest = after;
        }
        Some(sections)
    }

    /// The model file of these sections.
    #[must_use]
    pub fn bytes(sections: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for section in sections {
            bytes.extend(u32::try_from(section.len()).unwrap_or(0).to_le_bytes());
            bytes.extend(section);
        }
        bytes
    }

    /// Its name, which stands on every [`Analysis`](crate::Analysis) it made.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.is_trained() { "english-fast-1" } else { "rough" }
    }

    /// Whether it was learnt from treebanks.
    pub(crate) fn is_trained(&self) -> bool {
        self.trained.is_some()
    }

    /// Fills in what the words of a sentence are.
    pub(crate) fn fill(&self, forms: &[&str], tokens: &mut [Token]) {
        let Some(trained) = &self.trained else { return };
        let views = trained.lexicon.views(forms);
        let tags = tag(&trained.tagger, trained.classes.len(), &views);
        for (number, ((form, token), tag)) in
            forms.iter().zip(&mut *tokens).zip(&tags).enumerate()
        {
            let Some((class, tag)) = trained.classes.get(usize::from(*tag)) else {
                continue;
            };
            token.class = *class;
            token.tag.clone_from(tag);
            token.lemma = trained.lemmas.lemma(form, *class, tag, number == 0).into();
        }
        let sentence = Tagged { views: &views, tags: &tags };
        trained.hang(sentence, tokens);
        trained.name(forms, sentence, tokens);
    }
}

impl Trained {
    fn hang(&self, sentence: Tagged<'_>, tokens: &mut [Token]) {
        let root = self.relations.iter().position(|&relation| relation == Relation::Root);
        let relations = Relations {
            count: self.relations.len(),
            root: root.and_then(|root| u8::try_from(root).ok()).unwrap_or(u8::MAX),
        };
        let length = tokens.len();
        let arcs = parse(&self.moves, &self.labels, relations, sentence);
        for (token, (head, relation)) in tokens.iter_mut().zip(arcs) {
            token.head = (head < length).then_some(head);
            let known = self.relations.get(usize::from(relation)).copied();
            token.relation = known.unwrap_or(Relation::Unclear);
        }
    }

    fn name(&self, forms: &[&str], sentence: Tagged<'_>, tokens: &mut [Token]) {
        let setting = Setting::new(forms, sentence.views, sentence.tags);
        let found = names(&self.namer, self.kinds.len(), &setting);
        for (token, class) in tokens.iter_mut().zip(found) {
            let kind = class
                .checked_sub(1)
                .and_then(|class| self.kinds.get(usize::from(class / 2)));
            token.entity = kind.map(|&kind| (kind, class % 2 == 1));
        }
    }
}

fn lines(section: &[u8]) -> Option<std::str::Lines<'_>> {
    std::str::from_utf8(section).ok().map(str::lines)
}

fn class_and_tag(line: &str) -> Option<(WordClass, Box<str>)> {
    let (class, tag) = line.split_once(' ')?;
    Some((WordClass::parse(class)?, tag.into()))
}
