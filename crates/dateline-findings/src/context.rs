use dateline_language::{Analysis, Sentence, Token};
use dateline_names::{Cast, Mention};
use dateline_text::{Credits, Span, Spanned, Text};
use dateline_time::{Expression, TimexClass, When};

use crate::clause::{self, Clause};
use crate::codebook::Codebook;
use crate::finding::{Modality, Polarity};
use crate::memo::Memo;
use crate::speech::{self, Speech};
use crate::tree::Tree;
use crate::voice::{self, Voice};
use crate::words::Words;

/// A word of the report: its sentence and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Word {
    /// The number of the sentence.
    pub(crate) sentence: usize,
    /// The number of the token in it.
    pub(crate) token: usize,
}

/// All that a kind of finding may look at: one report, its words, its actors, its times.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The cleaned text.
    pub(crate) text: &'a Text,
    /// What the page says about itself.
    pub(crate) credits: &'a Credits,
    /// Sentences, words, heads.
    pub(crate) analysis: &'a Analysis,
    /// Who is who.
    pub(crate) cast: &'a Cast,
    /// The expressions of time with what they mean here, in the order of the text.
    pub(crate) times: &'a [Spanned<(Expression, When)>],
    /// The types of event that are looked for.
    pub(crate) codebook: &'a Codebook,
    /// The words in lower case.
    pub(crate) folded: Words<'a>,
    /// One tree a sentence.
    pub(crate) trees: Vec<Tree>,
    /// The clauses in the order of their verbs.
    pub(crate) clauses: Vec<Clause>,
    /// Who says what, in the order of the text.
    pub(crate) speeches: Vec<Speech>,
    /// What is to be said, or was not said; no voice speaks in it.
    pub(crate) untold: Vec<Speech>,
    /// Who speaks in each of the speeches, in the same order.
    pub(crate) voices: Vec<Voice>,
    /// For each word of the report, the clause whose verb it is, by number.
    clause_numbers: Vec<Option<usize>>,
    /// For each sentence, the speeches whose content touches it, by number.
    said_in: Vec<Vec<usize>>,
    /// For each sentence, the speeches whose cue stands in it, by number.
    cued_in: Vec<Vec<usize>>,
    /// For each sentence, the mentions in it by number.
    mentions: Vec<Vec<usize>>,
    /// What was worked out for single words.
    pub(crate) known: Known<'a>,
}

/// What rules ask of one word again and again.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    /// The words of a noun phrase.
    pub(crate) phrases: Memo<Span>,
    /// The mention that a noun phrase is.
    pub(crate) mentions: Memo<Option<&'a Mention>>,
    /// The words of a clause.
    pub(crate) clauses: Memo<Span>,
    /// How what a word tells holds.
    pub(crate) holds: Memo<(Modality, Polarity)>,
    /// The time that dates a word.
    pub(crate) times: Memo<Option<&'a Spanned<(Expression, When)>>>,
}

impl Known<'_> {
    fn nothing(words: usize) -> Self {
        Self {
            phrases: Memo::new(words),
            mentions: Memo::new(words),
            clauses: Memo::new(words),
            holds: Memo::new(words),
            times: Memo::new(words),
        }
    }
}

/// What a [`Context`] is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    /// The cleaned text.
    pub(crate) text: &'a Text,
    /// What the page says about itself.
    pub(crate) credits: &'a Credits,
    /// Sentences, words, heads.
    pub(crate) analysis: &'a Analysis,
    /// Who is who.
    pub(crate) cast: &'a Cast,
    /// The expressions of time.
    pub(crate) times: &'a [Spanned<(Expression, When)>],
    /// The types of event.
    pub(crate) codebook: &'a Codebook,
}

impl<'a> Context<'a> {
    /// Lays out clauses and speeches once, for all kinds.
    pub(crate) fn new(parts: Parts<'a>) -> Self {
        let trees: Vec<Tree> = parts.analysis.sentences.iter().map(Tree::new).collect();
        let clauses = clause::clauses(parts.analysis, &trees);
        Self::with(parts, trees, clauses)
    }

    /// The same from trees and clauses that were laid out before.
    pub(crate) fn with(parts: Parts<'a>, trees: Vec<Tree>, clauses: Vec<Clause>) -> Self {
        let folded = Words::new(parts.text, parts.analysis);
        let mut context = Self {
            known: Known::nothing(folded.len()),
            text: parts.text,
            credits: parts.credits,
            analysis: parts.analysis,
            cast: parts.cast,
            times: parts.times,
            codebook: parts.codebook,
            mentions: mentions_by_sentence(parts.analysis, parts.cast),
            clause_numbers: clause_numbers(&folded, &clauses),
            folded,
            trees,
            clauses,
            speeches: Vec::new(),
            untold: Vec::new(),
            voices: Vec::new(),
            said_in: Vec::new(),
            cued_in: Vec::new(),
        };
        let speeches = speech::read(&context);
        context.speeches = speeches.told;
        context.untold = speeches.untold;
        context.said_in = speeches_by_sentence(parts.analysis, &context.speeches);
        context.cued_in = vec![Vec::new(); parts.analysis.sentences.len()];
        for (number, speech) in context.speeches.iter().enumerate() {
            if let Some(list) = context.cued_in.get_mut(speech.word.sentence) {
                list.push(number);
            }
        }
        context.voices = voice::voices(&context);
        context
    }

    /// The speeches whose cue is this word.
    pub(crate) fn speeches_of(&self, word: Word) -> impl Iterator<Item = &Speech> {
        let from = self.cued_in.get(word.sentence).map_or(&[][..], Vec::as_slice);
        let speeches = from.iter().filter_map(|&number| self.speeches.get(number));
        speeches.filter(move |speech| speech.word == word)
    }

    /// The speeches, by number, that have words of theirs in the sentence at a byte.
    pub(crate) fn speeches_at(&self, position: usize) -> &[usize] {
        let sentence = self.analysis.sentence_at(position);
        sentence.and_then(|number| self.said_in.get(number)).map_or(&[], Vec::as_slice)
    }

    /// The sentence of that number.
    pub(crate) fn sentence(&self, number: usize) -> Option<&'a Sentence> {
        self.analysis.sentences.get(number)
    }

    /// The token that is this word.
    pub(crate) fn token(&self, word: Word) -> Option<&'a Token> {
        self.sentence(word.sentence)?.tokens.get(word.token)
    }

    /// The tree of the sentence of that number.
    pub(crate) fn tree(&self, sentence: usize) -> Option<&Tree> {
        self.trees.get(sentence)
    }

    /// The bytes of a word.
    pub(crate) fn span(&self, word: Word) -> Span {
        self.token(word).map_or_else(Span::default, |token| token.span)
    }

    /// The letters of a span as the report prints them.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        self.text.words(span)
    }

    /// The letters of a word as the report prints them.
    pub(crate) fn form(&self, word: Word) -> &'a str {
        self.words(self.span(word))
    }

    /// The dictionary form of a word; empty where there is none.
    pub(crate) fn lemma(&self, word: Word) -> &'a str {
        self.token(word).map_or("", |token| &token.lemma)
    }

    /// The letters of a word in lower case, without accents.
    pub(crate) fn folded_form(&self, word: Word) -> &str {
        self.folded.form(word)
    }

    /// The dictionary form of a word in lower case; empty where there is none.
    pub(crate) fn folded_lemma(&self, word: Word) -> &str {
        self.folded.lemma(word)
    }

    /// The number of a word among all of the report, for a [`Memo`].
    pub(crate) fn number(&self, word: Word) -> Option<usize> {
        self.folded.number(word)
    }

    /// The word that holds, or next follows, the byte at `position` of a sentence.
    pub(crate) fn word_at(&self, position: usize) -> Option<Word> {
        let sentence = self.analysis.sentence_at(position)?;
        let token = self.sentence(sentence)?.token_at(position)?;
        Some(Word { sentence, token })
    }

    /// The bytes from the first word under `word` to the last.
    pub(crate) fn subtree_span(&self, word: Word) -> Span {
        let Some(tree) = self.tree(word.sentence) else { return Span::default() };
        let (first, last) = tree.reach(word.token);
        self.sentence(word.sentence)
            .map_or_else(Span::default, |sentence| sentence.span_of(first, last))
    }

    /// The bytes from one token of a sentence to another, both included.
    pub(crate) fn span_of(&self, sentence: usize, first: usize, last: usize) -> Span {
        self.sentence(sentence)
            .map_or_else(Span::default, |found| found.span_of(first, last))
    }

    /// The mentions in a sentence, in the order of the text.
    pub(crate) fn mentions_in(
        &self,
        sentence: usize,
    ) -> impl Iterator<Item = &'a Mention> + '_ {
        let numbers = self.mentions.get(sentence).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|&number| self.cast.mentions.get(number))
    }

    /// The largest mention that covers a word and does not reach past the words under it.
    pub(crate) fn mention_of(&self, word: Word) -> Option<&'a Mention> {
        let here = self.span(word);
        self.mentions_in(word.sentence)
            .filter(|mention| mention.span.contains(here))
            .max_by_key(|mention| mention.span.len())
    }

    /// The mentions that lie within a span of one sentence.
    pub(crate) fn mentions_within(
        &self,
        sentence: usize,
        span: Span,
    ) -> impl Iterator<Item = &'a Mention> + '_ {
        self.mentions_in(sentence).filter(move |mention| span.contains(mention.span))
    }

    /// The expressions of time that lie within a span.
    pub(crate) fn times_within(
        &self,
        span: Span,
    ) -> impl Iterator<Item = &'a Spanned<(Expression, When)>> + '_ {
        let first = self.times.partition_point(|time| time.span.end() <= span.start());
        let rest = self.times.get(first..).unwrap_or(&[]);
        rest.iter()
            .take_while(move |time| time.span.start() < span.end())
            .filter(move |time| span.contains(time.span))
    }

    /// Whether a word is part of an expression of time.
    pub(crate) fn is_time(&self, word: Span) -> bool {
        let at = self.times.partition_point(|time| time.span.end() <= word.start());
        self.times.get(at).is_some_and(|time| time.span.overlaps(word))
    }

    /// Whether a word is part of an expression of a day or clock time, of no length or age.
    pub(crate) fn is_day(&self, word: Span) -> bool {
        let at = self.times.partition_point(|time| time.span.end() <= word.start());
        self.times.get(at).is_some_and(|time| {
            let day = matches!(time.value.1.class, TimexClass::Date | TimexClass::Time);
            day && time.span.overlaps(word)
        })
    }

    /// The clause whose verb is this word.
    pub(crate) fn clause_at(&self, word: Word) -> Option<&Clause> {
        let at = *self.clause_numbers.get(self.number(word)?)?;
        self.clauses.get(at?)
    }

    /// The clauses of a sentence, in the order of their verbs.
    pub(crate) fn clauses_in(&self, sentence: usize) -> impl Iterator<Item = &Clause> {
        let from = self.clauses.partition_point(|clause| clause.sentence < sentence);
        let rest = self.clauses.iter().skip(from);
        rest.take_while(move |clause| clause.sentence == sentence)
    }

    /// The clause that a sentence hangs on.
    pub(crate) fn main_clause(&self, sentence: usize) -> Option<&Clause> {
        let mut here = self.clauses_in(sentence);
        here.find(|clause| clause.relation == dateline_language::Relation::Root)
    }

    /// The innermost clause that a word belongs to.
    pub(crate) fn clause_of(&self, word: Word) -> Option<&Clause> {
        let tokens = &self.sentence(word.sentence)?.tokens;
        let mut at = Some(word.token);
        for _ in 0..=tokens.len() {
            let here = at?;
            if let Some(clause) = self.clause_at(Word { token: here, ..word }) {
                return Some(clause);
            }
            at = tokens.get(here)?.head;
        }
        None
    }
}

fn clause_numbers(words: &Words<'_>, clauses: &[Clause]) -> Vec<Option<usize>> {
    let mut numbers = vec![None; words.len()];
    for (number, clause) in clauses.iter().enumerate() {
        let verb = Word { sentence: clause.sentence, token: clause.verb };
        if let Some(slot) = words.number(verb).and_then(|at| numbers.get_mut(at)) {
            *slot = Some(number);
        }
    }
    numbers
}

fn speeches_by_sentence(analysis: &Analysis, speeches: &[Speech]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); analysis.sentences.len()];
    for (number, speech) in speeches.iter().enumerate() {
        for content in &speech.content {
            let first = analysis
                .sentences
                .partition_point(|sentence| sentence.span.end() <= content.start());
            let rest = analysis.sentences.iter().zip(found.iter_mut()).skip(first);
            for (_, list) in
                rest.take_while(|(sentence, _)| sentence.span.start() < content.end())
            {
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
    }
    found
}

fn mentions_by_sentence(analysis: &Analysis, cast: &Cast) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); analysis.sentences.len()];
    for (number, mention) in cast.mentions.iter().enumerate() {
        let sentence = analysis.sentence_at(mention.span.start());
        if let Some(list) = sentence.and_then(|sentence| found.get_mut(sentence)) {
            list.push(number);
        }
    }
    found
}
