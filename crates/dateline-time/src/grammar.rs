//! The grammar of English expressions of time, over tokens; one file for each family.
//!
//! Every reader takes the place where it starts and answers what it read and the place
//! behind it, or `None`. The longest reading stands.

mod clocks;
mod dates;
mod foreign;
mod general;
mod lengths;
mod numbers;
mod periods;
mod qualifiers;
mod steps;

use std::cell::Cell;

use dateline_text::Spanned;

use crate::expression::{Expression, Meaning, Signal};
use crate::lexicon::{Class, Marks};
use crate::token::{Token, cover};

/// A reading and the token behind it.
pub(crate) type Read<T> = Option<(T, usize)>;

/// The tokens of a stretch of text, and how far a reading may go.
pub(crate) struct Grammar<'a> {
    pub(crate) words: &'a str,
    pub(crate) offset: usize,
    pub(crate) tokens: &'a [Token],
    /// The first token of the next line that stands for itself.
    limit: usize,
    /// Whether the stretch counts its years before Christ: then "in 480" is a year.
    ancient: bool,
    /// How many readings stand inside one another here.
    depth: Cell<u8>,
}

/// "the end of the first half of 2014" is three deep; nobody writes more.
const DEEPEST: u8 = 4;

impl<'a> Grammar<'a> {
    /// The grammar of a stretch that starts at byte `offset` of the text.
    pub(crate) fn new(words: &'a str, offset: usize, tokens: &'a [Token]) -> Self {
        let before_christ = |token: &&Token| {
            token.is(Class::Era) && token.value == 1 && token.has(Marks::UPPER)
        };
        let ancient = tokens.iter().filter(before_christ).take(2).count() == 2;
        Self { words, offset, tokens, limit: 0, ancient, depth: Cell::new(0) }
    }

    /// Every expression of the stretch with its first token, in order and apart.
    pub(crate) fn all(&mut self) -> Vec<(usize, Spanned<Expression>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if at >= self.limit {
                self.limit = self.line_end(at);
            }
            at = self.take(at, &mut found);
        }
        found
    }

    /// Takes what starts at `at`, if anything, and answers where to go on.
    fn take(&self, at: usize, found: &mut Vec<(usize, Spanned<Expression>)>) -> usize {
        if !self.may_start(at) {
            return at + 1;
        }
        if let Some((expressions, end)) = self.run(at) {
            for (first, last, expression) in expressions {
                self.keep(first, last, expression, found);
            }
            return end.max(at + 1);
        }
        let Some((expression, end)) = self.expression(at) else { return at + 1 };
        if expression.meaning == Meaning::Name {
            return end.max(at + 1);
        }
        self.keep(at, end, expression, found);
        end.max(at + 1)
    }

    fn keep(
        &self,
        first: usize,
        end: usize,
        expression: Expression,
        found: &mut Vec<(usize, Spanned<Expression>)>,
    ) {
        let (Some(start), Some(last)) =
            (self.tokens.get(first), self.tokens.get(end.saturating_sub(1)))
        else {
            return;
        };
        let signal = self.signal(first);
        let value = Expression { signal: expression.signal.or(signal), ..expression };
        found.push((first, Spanned { span: cover(start, last), value }));
    }

    /// A line that ends without a stop goes on where the next starts in small letters.
    fn line_end(&self, from: usize) -> usize {
        let breaks = |token: &Token| {
            token.has(Marks::LINE)
                && (token.has(Marks::CAPITAL) || !Self::is_letter(token))
        };
        let rest = self.tokens.get(from + 1..).unwrap_or_default();
        rest.iter().position(breaks).map_or(self.tokens.len(), |more| from + 1 + more)
    }

    fn is_letter(token: &Token) -> bool {
        !matches!(token.class, Class::Sign | Class::Number)
    }

    /// Whether an expression can begin here: most words are passed over by this alone.
    fn may_start(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.has(Marks::GLUED) && self.follows_code(at) {
            return false;
        }
        if token.has(Marks::OPENS) && token.class == Class::Opener {
            return true;
        }
        match token.class {
            Class::The | Class::This | Class::That | Class::These | Class::Article => {
                self.is_of_time(at + 1)
            }
            Class::Same | Class::Each | Class::Only | Class::About => {
                self.is_of_time(at + 1)
            }
            Class::More | Class::Less | Class::Up | Class::At | Class::Over => {
                token.class == Class::Over && self.is_of_time(at + 1)
                    || !matches!(self.class(at + 1), Class::Word | Class::Sign)
            }
            Class::Sign => token.is_sign('\''),
            Class::To => token.has(Marks::OPENS) && self.is(at + 1, Class::Opener),
            class => is_time_class(class),
        }
    }

    /// Whether the sign before joins the word to an address or a program: "datetime.now".
    fn follows_code(&self, at: usize) -> bool {
        self.before(at).is_some_and(|before| {
            ['_', '=', '@', '#', '&', '\\'].iter().any(|&sign| before.is_sign(sign))
                || (before.is_sign('.')
                    && before.has(Marks::GLUED)
                    && !self.has(at, Marks::CAPITAL))
        })
    }

    /// Whether a word that belongs to expressions of time stands here.
    fn is_of_time(&self, at: usize) -> bool {
        let class = self.class(at);
        is_time_class(class)
            || matches!(
                class,
                Class::Same
                    | Class::Over
                    | Class::Up
                    | Class::At
                    | Class::Less
                    | Class::More
                    | Class::Decade
                    | Class::Only
                    | Class::About
                    | Class::Opener
                    | Class::Article
                    | Class::Between
                    | Class::Fiscal
                    | Class::Long
            )
            || self.is_sign(at, '\'')
    }

    /// The longest reading here, with or without what narrows it.
    pub(crate) fn expression(&self, at: usize) -> Read<Expression> {
        if self.depth.get() >= DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let plain = self.core(at).map(|(meaning, end)| (Expression::of(meaning), end));
        let qualified = self.qualified(at);
        self.depth.set(self.depth.get() - 1);
        longer(qualified, plain).or_else(|| self.generic(at))
    }

    /// The longest reading without qualifiers; of two of one length the earlier one.
    pub(crate) fn core(&self, at: usize) -> Read<Meaning> {
        let token = self.token(at)?;
        let families =
            if token.has(Marks::OPENS) { Families::ALL } else { families(token.class) };
        let readers: [fn(&Self, usize) -> Read<Meaning>; 14] = [
            Self::timed,
            Self::date,
            Self::weekday,
            Self::step,
            Self::length,
            Self::set,
            Self::period,
            Self::within,
            Self::day,
            Self::phrase,
            Self::reference,
            Self::year,
            Self::foreign,
            Self::told,
        ];
        let mut best = None;
        for (number, read) in readers.iter().enumerate() {
            if families.0 >> number & 1 == 1 {
                best = longer(best, read(self, at));
            }
        }
        best
    }

    /// The token at `at`, within the line.
    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        if at < self.limit { self.tokens.get(at) } else { None }
    }

    /// The token before `at`, if it stands in the same stretch.
    pub(crate) fn before(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at.checked_sub(1)?)
    }

    pub(crate) fn class(&self, at: usize) -> Class {
        self.token(at).map_or(Class::Word, |token| token.class)
    }

    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|token| token.class == class)
    }

    pub(crate) fn has(&self, at: usize, mark: Marks) -> bool {
        self.token(at).is_some_and(|token| token.has(mark))
    }

    pub(crate) fn value(&self, at: usize) -> i32 {
        self.token(at).map_or(0, |token| token.value)
    }

    pub(crate) fn is_sign(&self, at: usize, sign: char) -> bool {
        self.token(at).is_some_and(|token| token.is_sign(sign))
    }

    pub(crate) fn is_glued(&self, at: usize) -> bool {
        self.has(at, Marks::GLUED)
    }

    /// The place behind an optional token.
    pub(crate) fn skip(&self, at: usize, class: Class) -> usize {
        if self.is(at, class) { at + 1 } else { at }
    }

    pub(crate) fn skip_sign(&self, at: usize, sign: char) -> usize {
        if self.is_sign(at, sign) { at + 1 } else { at }
    }

    /// The words of the token at `at`.
    pub(crate) fn written(&self, at: usize) -> &str {
        let Some(token) = self.token(at) else { return "" };
        let range = token.start - self.offset..token.end - self.offset;
        self.words.get(range).unwrap_or_default()
    }

    /// Whether the token at `at` is this word, in whatever letters.
    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        self.written(at).eq_ignore_ascii_case(word)
    }

    /// Whether a word in small letters that no table knows stands here: mostly a noun.
    pub(crate) fn is_plain_word(&self, at: usize) -> bool {
        self.is(at, Class::Word) && !self.has(at, Marks::CAPITAL)
    }

    /// The signal whose last word stands at `last`.
    fn signal_of_words(&self, last: usize) -> Option<Signal> {
        let is = |at: usize, word: &str| {
            self.tokens.get(at).is_some_and(|token| {
                let range = token.start - self.offset..token.end - self.offset;
                self.words
                    .get(range)
                    .is_some_and(|words| words.eq_ignore_ascii_case(word))
            })
        };
        let stands = |words: &[&str]| {
            let first = (last + 1).checked_sub(words.len());
            first.is_some_and(|first| {
                words.iter().zip(first..).all(|(word, at)| is(at, word))
            })
        };
        SIGNALS.iter().find(|(words, _)| stands(words)).map(|&(_, signal)| signal)
    }

    fn signal(&self, at: usize) -> Option<Signal> {
        let at = at.checked_sub(1)?;
        let skipped =
            if self.tokens.get(at)?.is(Class::The) { at.checked_sub(1)? } else { at };
        let token = self.tokens.get(skipped)?;
        if let Some(signal) = self.signal_of_words(skipped) {
            return Some(signal);
        }
        Some(match token.class {
            Class::Before => Signal::Before,
            Class::After => Signal::After,
            Class::Since => Signal::Since,
            Class::To if token.value == 1 => Signal::Until,
            Class::To => Signal::To,
            Class::By => Signal::By,
            Class::From => Signal::From,
            Class::For => Signal::For,
            Class::In => Signal::In,
            Class::On | Class::At => Signal::On,
            _ => return None,
        })
    }
}

/// Signals of more than one word.
const SIGNALS: [(&[&str], Signal); 6] = [
    (&["as", "of"], Signal::AsOf),
    (&["ahead", "of"], Signal::Before),
    (&["prior", "to"], Signal::Before),
    (&["in", "time", "for"], Signal::By),
    (&["later", "than"], Signal::By),
    (&["up", "until"], Signal::Until),
];

/// Families of expressions, one bit each, in the order in which [`Grammar::core`] reads them.
#[derive(Clone, Copy)]
struct Families(u16);

impl Families {
    const ALL: Self = Self(u16::MAX);
    const NONE: Self = Self(0);
    const TIMED: Self = Self(1);
    const DATE: Self = Self(1 << 1);
    const WEEKDAY: Self = Self(1 << 2);
    const STEP: Self = Self(1 << 3);
    const LENGTH: Self = Self(1 << 4);
    const SET: Self = Self(1 << 5);
    const PERIOD: Self = Self(1 << 6);
    const WITHIN: Self = Self(1 << 7);
    const DAY: Self = Self(1 << 8);
    const REFERENCE: Self = Self(1 << 10);
    const YEAR: Self = Self(1 << 11);
    const FOREIGN: Self = Self(1 << 12);
    const TOLD: Self = Self(1 << 13);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The families that can begin with a word of this class which opens no phrase.
fn families(class: Class) -> Families {
    const NUMERAL: Families = Families::TIMED
        .and(Families::DATE)
        .and(Families::LENGTH)
        .and(Families::SET)
        .and(Families::PERIOD)
        .and(Families::WITHIN);
    const NUMBER: Families = NUMERAL.and(Families::YEAR).and(Families::FOREIGN);
    match class {
        Class::Number => NUMBER,
        Class::Numeral => NUMERAL,
        Class::Ordinal => Families::DATE.and(Families::PERIOD).and(Families::WITHIN),
        Class::Month => Families::DATE,
        Class::Weekday => Families::DATE.and(Families::WEEKDAY),
        Class::Season | Class::QuarterCode | Class::HalfCode | Class::Fiscal => {
            Families::PERIOD
        }
        Class::Article
        | Class::Magnitude
        | Class::Vague
        | Class::Dozen
        | Class::Another => Families::LENGTH,
        Class::Half => Families::TIMED.and(Families::LENGTH),
        Class::Unit => {
            Families::TIMED.and(Families::LENGTH).and(Families::DAY).and(Families::TOLD)
        }
        Class::Shift => Families::STEP.and(Families::WITHIN),
        Class::These => Families::STEP,
        Class::This | Class::That => Families::STEP.and(Families::TOLD),
        Class::Each | Class::Frequency | Class::Times => Families::SET,
        Class::Deictic => Families::DAY,
        Class::Reference => Families::REFERENCE.and(Families::TOLD),
        Class::Part => Families::TIMED.and(Families::TOLD),
        Class::Sign => Families::PERIOD.and(Families::YEAR),
        Class::Era => Families::YEAR,
        Class::Early | Class::Edge | Class::Rest | Class::Same => Families::NONE,
        _ => Families::ALL,
    }
}

/// Whether words of this class begin expressions of time.
fn is_time_class(class: Class) -> bool {
    matches!(
        class,
        Class::Number
            | Class::Month
            | Class::Weekday
            | Class::Unit
            | Class::Season
            | Class::Part
            | Class::Deictic
            | Class::Reference
            | Class::Numeral
            | Class::Magnitude
            | Class::Vague
            | Class::Dozen
            | Class::Ordinal
            | Class::Shift
            | Class::Early
            | Class::Edge
            | Class::Rest
            | Class::Half
            | Class::Frequency
            | Class::Times
            | Class::Another
            | Class::Fiscal
            | Class::Era
            | Class::QuarterCode
            | Class::HalfCode
    )
}

/// The reading that goes further; the first where both end at one place.
pub(crate) fn longer<T>(one: Read<T>, other: Read<T>) -> Read<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.1 > one.1 { other } else { one }),
        (one, other) => one.or(other),
    }
}
