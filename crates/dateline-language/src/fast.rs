use std::borrow::Cow;

use crate::lemma::Lemmas;
use crate::lexicon::Lexicon;
use crate::model::{Ask, Reader, Unread, lines, sections};
use crate::namer::{Setting, names};
use crate::narrow::{Narrow, Remembering};
use crate::parser::{Relations, Tagged, parse};
use crate::table::Table;
use crate::tagger::tag;
use crate::weights::Weights;
use crate::{EntityClass, Relation, Token, WordClass};

/// What the file of a fast model starts with.
pub(crate) const MAGIC: &[u8] = b"dateline-language 1\n";

/// The fast reader: averaged perceptrons over traits of words, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fast {
    /// By number: the word class and the Penn tag.
    classes: Vec<(WordClass, Box<str>)>,
    /// By number.
    relations: Vec<Relation>,
    lexicon: Lexicon,
    tagger: Table,
    moves: Narrow,
    labels: Table,
    /// By number.
    kinds: Vec<EntityClass>,
    namer: Table,
    lemmas: Lemmas,
}

impl Fast {
    /// Reads a model file; `None` when it is damaged or of another format.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let sections = sections(MAGIC, bytes)?;
        let [classes, relations, lexicon, tagger, moves, labels, kinds, namer, lemmas] =
            sections.as_slice()
        else {
            return None;
        };
        Some(Self {
            classes: lines(classes)?.map(class_and_tag).collect::<Option<_>>()?,
            relations: lines(relations)?.map(Relation::parse).collect::<Option<_>>()?,
            lexicon: Lexicon::from_bytes(lexicon)?,
            tagger: table(tagger)?,
            moves: Narrow::of(&Weights::from_bytes(moves)?)?,
            labels: table(labels)?,
            kinds: lines(kinds)?.map(EntityClass::parse).collect::<Option<_>>()?,
            namer: table(namer)?,
            lemmas: Lemmas::from_bytes(lemmas)?,
        })
    }

    fn hang(&self, sentence: Tagged<'_>, tokens: &mut [Token], moves: &Remembering<'_>) {
        let root = self.relations.iter().position(|&relation| relation == Relation::Root);
        let relations = Relations {
            count: self.relations.len(),
            root: root.and_then(|root| u8::try_from(root).ok()).unwrap_or(u8::MAX),
        };
        let length = tokens.len();
        let arcs = parse(moves, &self.labels, relations, sentence);
        for (token, (head, relation)) in tokens.iter_mut().zip(arcs) {
            token.head = (head < length).then_some(head);
            let known = self.relations.get(usize::from(relation)).copied();
            token.relation = known.unwrap_or(Relation::Unclear);
        }
    }

    fn find_names(&self, forms: &[&str], sentence: Tagged<'_>, tokens: &mut [Token]) {
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

impl Reader for Fast {
    fn name(&self) -> &'static str {
        "english-fast-1"
    }

    fn fill(&self, sentences: &mut [Unread<'_>], ask: Ask) {
        let moves = (ask == Ask::All).then(|| Remembering::new(&self.moves));
        for Unread { forms, tokens } in sentences {
            self.tell(forms, tokens, moves.as_ref());
        }
    }
}

impl Fast {
    fn tell(
        &self,
        forms: &[&str],
        tokens: &mut [Token],
        moves: Option<&Remembering<'_>>,
    ) {
        let due = due(forms);
        let read = read_as(forms, &due);
        let views = self.lexicon.views(&read);
        let can = |at: usize, class: u8| {
            let class = self.classes.get(usize::from(class));
            let helps = class.is_some_and(|(class, _)| *class == WordClass::Auxiliary);
            !helps || forms.get(at).is_some_and(|form| is_auxiliary(form))
        };
        let mut tags = tag(&self.tagger, self.classes.len(), &views, &can);
        self.mend_tags(forms, &mut tags);
        self.mend_names(forms, &mut tags);
        self.mend_plans(forms, &mut tags);
        for (number, ((form, token), tag)) in
            forms.iter().zip(&mut *tokens).zip(&tags).enumerate()
        {
            let Some((class, tag)) = self.classes.get(usize::from(*tag)) else {
                continue;
            };
            token.class = *class;
            token.tag.clone_from(tag);
            token.lemma = match *class {
                // More bases are left and handed over than there are grounds for anything.
                WordClass::Noun if form.eq_ignore_ascii_case("bases") => "base".into(),
                _ => self.lemmas.lemma(form, *class, tag, number == 0).into(),
            };
        }
        let sentence = Tagged { views: &views, tags: &tags };
        if let Some(moves) = moves {
            self.hang(sentence, tokens, moves);
        }
        due.into_iter().for_each(|at| tell_due(tokens, at));
        self.find_names(forms, sentence, tokens);
    }
}

/// The words that a sentence is read by. "Is due to stand trial" is read as "is expected to": the
/// model takes the other for "because of".
fn read_as<'a, 'b>(forms: &'b [&'a str], due: &[usize]) -> Cow<'b, [&'a str]> {
    let mut read = Cow::Borrowed(forms);
    for &at in due {
        if let Some(form) = read.to_mut().get_mut(at) {
            *form = "expected";
        }
    }
    read
}

/// Where "due" tells what is to come.
fn due(forms: &[&str]) -> Vec<usize> {
    let is_due = |at: usize| {
        let form = |at: usize| forms.get(at).copied().unwrap_or_default();
        let before = at.checked_sub(1).map(form).unwrap_or_default();
        let is =
            matches!(before, "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "’s");
        // "the report, due to be published in May"
        form(at) == "due"
            && form(at + 1) == "to"
            && (is && TO_COME.binary_search(&form(at + 2)).is_ok()
                || form(at + 2) == "be")
    };
    (0..forms.len()).filter(|&at| is_due(at)).collect()
}

/// Verbs that tell what is to come, and nothing that something is due to.
const TO_COME: [&str; 64] = [
    "address", "announce", "appear", "appoint", "arrive", "attend", "be", "become",
    "begin", "brief", "choose", "close", "come", "complete", "conclude", "consider",
    "convene", "decide", "deliver", "discuss", "elect", "end", "enter", "expire", "face",
    "finish", "fly", "give", "go", "have", "hear", "hold", "host", "inspect", "issue",
    "join", "land", "launch", "leave", "make", "meet", "move", "open", "pay", "present",
    "publish", "receive", "reopen", "report", "resume", "return", "rule", "sail", "sign",
    "speak", "stand", "start", "step", "submit", "take", "travel", "unveil", "visit",
    "vote",
];

/// Tells "due" for the adjective that it is.
fn tell_due(tokens: &mut [Token], at: usize) {
    let Some(due) = tokens.get_mut(at) else { return };
    due.class = WordClass::Adjective;
    due.tag = "JJ".into();
    due.lemma = "due".into();
    for token in tokens.iter_mut().filter(|token| token.head == Some(at)) {
        token.relation = match token.relation {
            Relation::PassiveAuxiliary => Relation::Copula,
            Relation::PassiveSubject => Relation::Subject,
            other => other,
        };
    }
}

/// Words that are spelt as participles and stand before names as adjectives: the tagger takes
/// "Neighbouring Orlesia has sent boats" for a deed done to Orlesia.
const ADJECTIVES: [&str; 2] = ["neighboring", "neighbouring"];

/// All forms that help another verb; the tagger takes "the adviser denied it" for a passive.
const AUXILIARIES: [&str; 43] = [
    "ai", "am", "are", "be", "been", "being", "ca", "can", "cannot", "could", "d", "did",
    "do", "does", "doing", "get", "gets", "getting", "got", "had", "has", "have",
    "having", "is", "ll", "m", "may", "might", "must", "ought", "r", "re", "s", "sha",
    "shall", "shalt", "should", "ve", "was", "were", "will", "wo", "would",
];

/// Whether a word can help another verb.
fn is_auxiliary(form: &str) -> bool {
    let plain = form.trim_start_matches(['\'', '’']).to_ascii_lowercase();
    AUXILIARIES.binary_search(&&*plain).is_ok()
}

/// Verbs of meaning to do something, of which each is a noun too.
const PLANS: [&str; 7] =
    ["aims", "hopes", "offers", "plans", "pledges", "promises", "vows"];

/// Present tenses of what bodies do, of which each is a noun too.
const PRESENTS: [&str; 6] = ["debates", "hosts", "meets", "tours", "visits", "votes"];

/// Pasts that are nothing else: the tagger takes "retook", which it has never seen, for a noun.
const PASTS: [&str; 29] = [
    "arose",
    "befell",
    "began",
    "chose",
    "drew",
    "flew",
    "forbade",
    "foresaw",
    "froze",
    "grew",
    "knew",
    "mistook",
    "overran",
    "oversaw",
    "overthrew",
    "overtook",
    "retook",
    "rewrote",
    "shook",
    "strode",
    "strove",
    "threw",
    "tore",
    "undertook",
    "underwent",
    "underwrote",
    "withdrew",
    "withstood",
    "wrote",
];

impl Fast {
    /// Gives words the class that the tagger should have given them.
    fn mend_tags(&self, forms: &[&str], tags: &mut [u8]) {
        self.mend_general(forms, tags);
        self.mend_counts(forms, tags);
        let is =
            |form: &str| ADJECTIVES.iter().any(|word| form.eq_ignore_ascii_case(word));
        for (_, tag) in forms.iter().zip(&mut *tags).filter(|(form, _)| is(form)) {
            *tag = self.number_of(WordClass::Adjective, "JJ").unwrap_or(*tag);
        }
        for (form, tag) in forms.iter().zip(&mut *tags) {
            let noun = self.classes.get(usize::from(*tag)).is_some_and(|(class, _)| {
                matches!(class, WordClass::Noun | WordClass::Adjective)
            });
            if noun && PASTS.binary_search(form).is_ok() {
                *tag = self.number_of(WordClass::Verb, "VBD").unwrap_or(*tag);
            }
        }
    }

    /// "The contingent numbered 4,150": between a noun and a number it tells how many.
    fn mend_counts(&self, forms: &[&str], tags: &mut [u8]) {
        let Some(past) = self.number_of(WordClass::Verb, "VBD") else { return };
        for at in 1..forms.len() {
            let tag = |at: usize| self.tag_at(tags, at);
            let form = |at: usize| forms.get(at).copied().unwrap_or_default();
            let counts = matches!(form(at), "numbered" | "totaled" | "totalled");
            let rough =
                matches!(form(at + 1), "about" | "almost" | "nearly" | "only" | "some");
            let number = tag(at + 1) == "CD" || rough && tag(at + 2) == "CD";
            let told = counts && number && tag(at - 1).starts_with("NN");
            if told && let Some(tag) = tags.get_mut(at) {
                *tag = past;
            }
        }
    }

    /// "The general put the cost at 40 million": between an article and a verb it is a person.
    fn mend_general(&self, forms: &[&str], tags: &mut [u8]) {
        let Some(noun) = self.number_of(WordClass::Noun, "NN") else { return };
        for at in 1..forms.len() {
            let tag = |at: usize| self.tag_at(tags, at);
            let person =
                forms.get(at).is_some_and(|form| *form == "general") && tag(at) == "JJ";
            let alone = tag(at - 1) == "DT"
                && matches!(tag(at + 1), "VBD" | "VBN" | "VBZ" | "VB" | "MD");
            if person
                && alone
                && let Some(tag) = tags.get_mut(at)
            {
                *tag = noun;
            }
        }
    }

    /// "Asked about it, Reed conceded that it had": a capital right before a verb in a tense is no verb.
    fn mend_names(&self, forms: &[&str], tags: &mut [u8]) {
        let capital = |at: usize| {
            let mut letters = forms.get(at).map_or("", |form| form).chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.clone().any(char::is_lowercase)
        };
        let words =
            forms.iter().filter(|form| form.starts_with(char::is_alphabetic)).count();
        let capitals = (0..forms.len()).filter(|&at| capital(at)).count();
        // A headline in capitals says nothing of its words.
        if words == 0 || capitals * 2 > words || words < 4 {
            return;
        }
        let Some(name) = self.number_of(WordClass::ProperNoun, "NNP") else { return };
        let verb = |tags: &[u8], at: usize, finite: bool| {
            let class = tags.get(at).and_then(|tag| self.classes.get(usize::from(*tag)));
            class.is_some_and(|(class, tag)| {
                *class == WordClass::Verb && (!finite || matches!(&**tag, "VBD" | "VBZ"))
            })
        };
        for at in 0..tags.len() {
            let before = at.checked_sub(1).and_then(|before| forms.get(before));
            let inside = before.is_some_and(|before| {
                before.ends_with(char::is_alphanumeric) || *before == ","
            });
            let speaks = verb(tags, at + 1, true) && (inside || at == 0);
            if capital(at)
                && verb(tags, at, false)
                && speaks
                && let Some(tag) = tags.get_mut(at)
            {
                *tag = name;
            }
        }
    }

    /// "Halcyon Air plans to buy jets": the only word of the sentence that can be its verb.
    fn mend_plans(&self, forms: &[&str], tags: &mut [u8]) {
        let tag = |tags: &[u8], at: usize| self.tag_at(tags, at);
        let finite = |at: usize| matches!(tag(tags, at), "VBD" | "VBP" | "VBZ" | "MD");
        let told = |form: &&str| PLANS.contains(form) || PRESENTS.contains(form);
        if !forms.iter().any(told) || (0..tags.len()).any(finite) {
            return;
        }
        let is_verb = |at: &usize| {
            tag(tags, *at) == "NNS"
                && forms.get(*at).is_some_and(|form| PLANS.contains(form))
                && at
                    .checked_sub(1)
                    .is_some_and(|front| tag(tags, front).starts_with("NNP"))
                && tag(tags, at + 1) == "TO"
                && tag(tags, at + 2) == "VB"
        };
        // "The council meets on 10 July."
        let ends = forms.last() == Some(&".");
        let is_present = |at: &usize| {
            let front = at.checked_sub(1).map(|front| tag(tags, front));
            tag(tags, *at) == "NNS"
                && forms.get(*at).is_some_and(|form| PRESENTS.contains(form))
                && matches!(front, Some("NN" | "NNP"))
                && matches!(tag(tags, at + 1), "IN" | "DT" | "NNP")
        };
        let verb = (0..forms.len()).find(|at| is_verb(at) || ends && is_present(at));
        let number = self.number_of(WordClass::Verb, "VBZ");
        if let Some((verb, number)) = verb.zip(number)
            && let Some(tag) = tags.get_mut(verb)
        {
            *tag = number;
        }
    }

    /// The tag of a word by its class; nothing past the last word.
    fn tag_at(&self, tags: &[u8], at: usize) -> &str {
        let class = tags.get(at).and_then(|tag| self.classes.get(usize::from(*tag)));
        class.map_or("", |(_, tag)| tag)
    }

    /// Which of the classes this one is.
    fn number_of(&self, class: WordClass, tag: &str) -> Option<u8> {
        let mut all = self.classes.iter();
        let found = all.position(|known| known.0 == class && &*known.1 == tag)?;
        u8::try_from(found).ok()
    }
}

fn table(section: &[u8]) -> Option<Table> {
    Weights::from_bytes(section).map(|weights| Table::of(&weights))
}

/// Reads "VERB VBD".
pub(crate) fn class_and_tag(line: &str) -> Option<(WordClass, Box<str>)> {
    let (class, tag) = line.split_once(' ')?;
    Some((WordClass::parse(class)?, tag.into()))
}
