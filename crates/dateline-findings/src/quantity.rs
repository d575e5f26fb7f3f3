mod counted;
mod cue;
mod fraction;
mod item;
mod number;
mod pair;
mod refuse;
mod unit;
pub(crate) mod vote;
mod word;

use dateline_language::{Analysis, Decimal, Sentence, WordClass};
use dateline_text::{Span, Text};

use cue::Cue;
use number::Reading;
use unit::{Measure, Measures};
use word::Scrap;

pub(crate) use refuse::is_month;
pub(crate) use unit::singular;

/// A number that counts or measures something, with how it holds.
///
/// Years, days, times of day, ordinals, sections, versions and scores are none.
///
/// "Orlesia cut its force from 5,200 to 3000 troops" holds two: 5200 and 3000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The words from the comparator to the unit: "more than 5,000 soldiers".
    pub span: Span,
    /// The number alone: "5,000".
    pub number: Span,
    /// The value.
    pub value: Amount,
    /// The measure, or the counted noun in the singular: "dollar", "soldier"; "-" for none.
    pub unit: String,
    /// Whether the unit is a noun that is counted, and not a measure.
    pub is_count: bool,
    /// How the number holds.
    pub bound: Bound,
    /// Whether it is said to have risen or fallen by that much.
    pub trend: Option<Trend>,
    /// Whether it is where a change starts, where it ends, or the change itself.
    pub step: Option<Step>,
    /// Whether it is only a round word: "thousands", "dozens".
    pub is_vague: bool,
    /// The words that say what is counted or measured, where the syntax tells.
    pub concept: Option<Span>,
}

/// The value of a [`Quantity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// One number.
    One(Decimal),
    /// From one to another: "20 to 30".
    Range(Decimal, Decimal),
}

/// How a number holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Nothing says otherwise.
    #[default]
    Exactly,
    /// "about", "some", "nearly".
    About,
    /// "at least", "or more".
    AtLeast,
    /// "more than", "over".
    MoreThan,
    /// "up to", "no more than".
    AtMost,
    /// "less than", "under".
    LessThan,
    /// "between 20 and 30".
    Between,
}

impl Bound {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::AtMost => "at_most",
            Self::LessThan => "less_than",
            Self::Between => "between",
        }
    }
}

/// Which way something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// "rose by 5 per cent".
    Up,
    /// "fell by 5 per cent".
    Down,
}

/// Which part of a change a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// "from 5,200".
    From,
    /// "to 3000".
    To,
    /// "by 40".
    By,
}

impl Step {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::By => "by",
        }
    }
}

impl Quantity {
    /// The sign that says how the number holds or changes: `=`, `~`, `>`, `<`, `up`, `down`.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        match (self.trend, self.bound) {
            (Some(Trend::Up), _) => "up",
            (Some(Trend::Down), _) => "down",
            (None, Bound::About) => "~",
            (None, Bound::AtLeast | Bound::MoreThan) => ">",
            (None, Bound::AtMost | Bound::LessThan) => "<",
            (None, Bound::Exactly | Bound::Between) => "=",
        }
    }
}

/// Finds every quantity in the sentences of `analysis`, in order and apart.
///
/// ```
/// use dateline_findings::{Amount, quantities};
/// use dateline_language::{Model, analyse};
/// use dateline_text::Text;
/// let text = Text::new("Orlesia has sent more than 5 thousand soldiers.");
/// let analysis = analyse(&Model::shipped(), &text, &[text.span()]);
/// let found = quantities(&text, &analysis);
/// assert_eq!(found[0].value, Amount::One(5000.into()));
/// assert_eq!(found[0].sign(), ">");
/// ```
#[must_use]
pub fn quantities(text: &Text, analysis: &Analysis) -> Vec<Quantity> {
    with_vague(text, analysis).into_iter().filter(|found| !found.is_vague).collect()
}

/// [`quantities`] with the round words: "thousands of people".
pub(crate) fn with_vague(text: &Text, analysis: &Analysis) -> Vec<Quantity> {
    let measures = Measures::shipped();
    let read = |sentence: &Sentence| {
        let scraps = word::scraps(text, sentence.span);
        Reader { text, sentence, scraps, measures }.read()
    };
    let counts = |sentence: &&Sentence| number::may_stand_in(text.words(sentence.span));
    analysis.sentences.iter().filter(counts).flat_map(read).collect()
}

/// Whether a unit is a currency.
pub(crate) fn is_money(unit: &str) -> bool {
    Measures::shipped().is_money(unit)
}

/// Whether a word only says how large a number is: "million".
pub(crate) fn is_scale(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "billion" | "trillion")
}

/// Whether a unit measures how long, high or far.
pub(crate) fn is_length(unit: &str) -> bool {
    Measures::shipped().is_length(unit)
}

/// What one sentence is read with.
struct Reader<'a> {
    text: &'a Text,
    sentence: &'a Sentence,
    scraps: Vec<Scrap<'a>>,
    measures: &'a Measures,
}

/// A number with its unit of measure, before it is judged.
#[derive(Clone, Copy, Debug)]
struct Item {
    /// The scrap where the number starts.
    at: usize,
    /// The scrap where it starts with its currency sign.
    start: usize,
    /// The scrap after its unit.
    end: usize,
    reading: Reading,
    measure: Option<Measure>,
}

impl Reader<'_> {
    fn read(&self) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.scraps.len() {
            let Some(item) = self.item(at) else {
                at += 1;
                continue;
            };
            let before = found.len();
            at = self.take(item, &mut found).max(at + 1);
            self.carry_trend(&mut found, before);
        }
        found
    }

    /// "fell 323 points, or 6.5 per cent": the second tells the same fall.
    fn carry_trend(&self, found: &mut [Quantity], at: usize) {
        let Some((before, [later, ..])) = found.split_at_mut_checked(at) else { return };
        let Some(earlier) = before.last() else { return };
        if later.trend.is_some() || later.span.start() < earlier.span.end() {
            return;
        }
        let between = self.text.words(Span::of(earlier.span.end()..later.span.start()));
        if matches!(between.trim_matches([' ', ',']), "or" | "(") {
            later.trend = earlier.trend;
        }
    }

    /// Judges an item, alone or with the one that makes a range of it; says where to go on.
    fn take(&self, item: Item, found: &mut Vec<Quantity>) -> usize {
        let item = self.with_cents(item).unwrap_or(item);
        if let Some(end) = self.take_with_partner(item, found) {
            return end;
        }
        if !self.refused(item) {
            found.push(self.quantity(item, Amount::One(item.reading.value), None));
        }
        item.end
    }

    /// The quantity that an item makes.
    fn quantity(&self, item: Item, value: Amount, step: Option<Step>) -> Quantity {
        let cue = self.throughout(cue::cue(&self.scraps, item.start, item.end), item);
        let trend = cue::trend(&self.scraps, cue.start, cue.end.max(item.end));
        let noun = item.measure.is_none().then(|| self.noun(item)).flatten();
        let number = self.cover(item.at, item.reading.end);
        let mut span = self.cover(cue.start.min(item.start), cue.end.max(item.end));
        let mut unit = item.measure.map_or("-", |measure| measure.unit).to_owned();
        if let Some(noun) = noun {
            unit = self.unit_of(noun);
            span = span.cover(self.noun_span(noun, span));
        }
        let found = item.measure.is_none().then(|| self.joined_noun(item)).flatten();
        let joined = found.is_some();
        if let Some((noun, end)) = found {
            unit = noun;
            span = span.cover(self.cover(item.end, end));
        }
        Quantity {
            span,
            number,
            value,
            unit,
            is_count: noun.is_some() || joined,
            bound: bound(cue, item),
            trend,
            step: step.or_else(|| self.single_step(cue, item)),
            is_vague: item.reading.vague,
            concept: self.concept(item, noun),
        }
    }

    /// "offered 3 percent over two years", "a halt over six weeks": behind a noun or a number "over"
    /// tells how long, and bounds nothing.
    fn throughout(&self, cue: Cue, item: Item) -> Cue {
        let unit = item.measure.map_or("-", |measure| measure.unit);
        let over = self.scraps.get(cue.start).is_some_and(|scrap| scrap.is("over"));
        let before = cue.start.checked_sub(1).and_then(|at| self.scraps.get(at));
        let thing = before.and_then(|scrap| {
            let tokens = self.sentence.tokens.iter();
            tokens.rev().find(|token| token.span.overlaps(scrap.span))
        });
        let thing = thing.is_some_and(|token| {
            matches!(token.class, WordClass::Noun | WordClass::Number)
        });
        // "hand over 80 soldiers"
        let of_verb = before.is_some_and(|scrap| {
            scrap.is_any(&[
                "hand", "handed", "handing", "hands", "sign", "signed", "turn", "turned",
                "turning", "turns",
            ])
        });
        let throughout = thing && self.measures.is_time(unit);
        if over && cue.start + 1 == item.start && (throughout || of_verb) {
            return Cue { bound: None, start: item.start, ..cue };
        }
        cue
    }

    /// "reduced to 2,500", "rose by 5 per cent": the preposition counts only behind a word of
    /// change.
    fn single_step(&self, cue: Cue, item: Item) -> Option<Step> {
        let start = cue.start.min(item.start);
        cue::step(&self.scraps, start)
            .filter(|_| cue::tells_of_change(&self.scraps, start))
    }

    fn cover(&self, first: usize, end: usize) -> Span {
        let empty = Span::default();
        let first = self.scraps.get(first).map_or(empty, |scrap| scrap.span);
        let last =
            self.scraps.get(end.saturating_sub(1)).map_or(first, |scrap| scrap.span);
        first.cover(last)
    }
}

/// How the number holds, by its cue; a round word is a lower bound.
fn bound(cue: Cue, item: Item) -> Bound {
    let bound = cue.bound.unwrap_or_default();
    if item.reading.vague && bound == Bound::Exactly { Bound::AtLeast } else { bound }
}
