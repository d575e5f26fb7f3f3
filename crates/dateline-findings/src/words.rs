use std::borrow::Cow;

use dateline_language::{Analysis, Token};
use dateline_text::{Text, folded};

use crate::context::Word;
use crate::quantity::singular;

/// The words of a report in lower case without accents, folded once for all kinds.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    /// The number of the first word of each sentence.
    firsts: Vec<usize>,
    all: Vec<Folded<'a>>,
}

/// A word as it is printed and as a dictionary has it.
#[derive(Debug)]
struct Folded<'a> {
    form: Cow<'a, str>,
    lemma: Cow<'a, str>,
    /// The noun in the singular where the dictionary form is none.
    single: Option<Box<str>>,
}

impl<'a> Words<'a> {
    /// Folds every word of the sentences.
    pub(crate) fn new(text: &'a Text, analysis: &'a Analysis) -> Self {
        let sizes = analysis.sentences.iter().map(|sentence| sentence.tokens.len());
        let mut words = Self { firsts: Vec::new(), all: Vec::with_capacity(sizes.sum()) };
        for sentence in &analysis.sentences {
            words.firsts.push(words.all.len());
            words
                .all
                .extend(sentence.tokens.iter().map(|token| Folded::new(text, token)));
        }
        words
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The number of a word among all of the report.
    pub(crate) fn number(&self, word: Word) -> Option<usize> {
        let next = self.firsts.get(word.sentence + 1).copied();
        let number = self.firsts.get(word.sentence)? + word.token;
        (number < next.unwrap_or(self.all.len())).then_some(number)
    }

    fn at(&self, word: Word) -> Option<&Folded<'a>> {
        self.all.get(self.number(word)?)
    }

    /// The letters as the report prints them, folded; empty where there is no such word.
    pub(crate) fn form(&self, word: Word) -> &str {
        self.at(word).map_or("", |folded| &folded.form)
    }

    /// The dictionary form, folded.
    pub(crate) fn lemma(&self, word: Word) -> &str {
        self.at(word).map_or("", |folded| &folded.lemma)
    }

    /// The dictionary form, folded; a plural that the tagger left is put right.
    pub(crate) fn singular(&self, word: Word) -> &str {
        let Some(folded) = self.at(word) else { return "" };
        folded.single.as_deref().unwrap_or(&folded.lemma)
    }
}

impl<'a> Folded<'a> {
    fn new(text: &'a Text, token: &'a Token) -> Self {
        let printed = text.words(token.span);
        let form = folded(printed);
        let lemma =
            if *printed == *token.lemma { form.clone() } else { folded(&token.lemma) };
        let single = single(token, &form, &lemma).map(String::into_boxed_str);
        Self { form, lemma, single }
    }
}

/// The singular of a plural that the tagger left; "gunmen", "lawmen" change their letters.
fn single(token: &Token, form: &str, lemma: &str) -> Option<String> {
    if let Some(stem) = lemma.strip_suffix("men").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}man"));
    }
    let plural = matches!(&*token.tag, "NNS" | "NNPS") && lemma == form;
    plural.then(|| singular(lemma))
}
