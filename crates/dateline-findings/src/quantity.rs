mod cue;
mod number;
mod refuse;
mod unit;
mod word;

use dateline_language::{Analysis, Decimal, Relation, Sentence, WordClass};
use dateline_text::{Span, Text, fold};

use cue::Cue;
use number::Reading;
use refuse::Candidate;
use unit::{Measure, MeasureClass, Measures};
use word::{Scrap, ScrapClass};

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
        match (self.bound, self.trend) {
            (Bound::About, _) => "~",
            (Bound::AtLeast | Bound::MoreThan, _) => ">",
            (Bound::AtMost | Bound::LessThan, _) => "<",
            (_, Some(Trend::Up)) => "up",
            (_, Some(Trend::Down)) => "down",
            (Bound::Exactly | Bound::Between, None) => "=",
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
        Reader { text, sentence, scraps, measures: &measures }.read()
    };
    analysis.sentences.iter().flat_map(read).collect()
}

/// What one sentence is read with.
struct Reader<'a> {
    text: &'a Text,
    sentence: &'a Sentence,
    scraps: Vec<Scrap>,
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

    /// The number that starts at `at`, with its unit.
    fn item(&self, at: usize) -> Option<Item> {
        if let Some(item) = self.bare_time(at) {
            return Some(item);
        }
        let reading = number::read(&self.scraps, at)?;
        let before = self.measures.before(&self.scraps, at);
        let reading = self.signed(at, reading);
        let (after, skip) = self.measure_after(reading.end);
        let mut item = Item { at, start: at, end: reading.end, reading, measure: None };
        if let Some((measure, start)) = before {
            item.measure = Some(measure);
            item.start = start;
            // "$5 million dollars"
            let again =
                after.filter(|after| after.class == MeasureClass::Money && skip == 0);
            item.end = again.map_or(item.end, |measure| measure.end);
        } else if let Some(measure) = after {
            let glued =
                self.scraps.get(reading.end + skip).is_some_and(|next| !next.spaced);
            let short = self.scraps.get(reading.end + skip)?.folded.len() <= 2;
            let letter =
                self.scraps.get(reading.end + skip)?.class == ScrapClass::Letters;
            if !short || !letter || glued || reading.plain {
                item.measure = Some(measure);
                item.end = measure.end;
            }
        }
        Some(item)
    }

    /// "more than a decade", "nearly a year": one of it, told roughly.
    fn bare_time(&self, at: usize) -> Option<Item> {
        let article = self.scraps.get(at).is_some_and(|scrap| scrap.is_any(&["a", "an"]));
        let measure =
            article.then(|| self.measures.after(&self.scraps, at + 1)).flatten()?;
        let bound = cue::cue(&self.scraps, at, measure.end).bound;
        let long =
            matches!(measure.unit, "decade" | "century" | "year" | "month" | "week");
        (long && bound.is_some()).then_some(Item {
            at,
            start: at,
            end: measure.end,
            reading: Reading {
                value: 1.into(),
                end: at + 1,
                scale: 1,
                vague: true,
                plain: false,
            },
            measure: Some(measure),
        })
    }

    /// "minus five", "-0.5": below zero.
    fn signed(&self, at: usize, reading: Reading) -> Reading {
        let Some(before) = at.checked_sub(1).and_then(|before| self.scraps.get(before))
        else {
            return reading;
        };
        let close = self.scraps.get(at).is_some_and(|first| !first.spaced);
        let sign = before.is_any(&["-", "−"]) && before.spaced && close;
        let word = before.is_any(&["minus", "negative"]);
        let value = Decimal::from_millionths(-reading.value.millionths());
        if sign || word { Reading { value, ..reading } } else { reading }
    }

    /// The unit after a number, past the hyphen of "three-foot".
    fn measure_after(&self, end: usize) -> (Option<Measure>, usize) {
        if let Some(measure) = self.measures.after(&self.scraps, end) {
            return (Some(measure), 0);
        }
        let hyphen = self
            .scraps
            .get(end)
            .is_some_and(|mark| mark.is_dash() || mark.is_any(&["(", "[", "{", "<"]));
        let measure =
            hyphen.then(|| self.measures.after(&self.scraps, end + 1)).flatten();
        (measure, usize::from(hyphen))
    }

    /// Judges an item, alone or with the one that makes a range of it; says where to go on.
    fn take(&self, item: Item, found: &mut Vec<Quantity>) -> usize {
        if let Some((join, second)) = self.partner(item) {
            return self.take_pair(join, item, second, found);
        }
        if !self.refused(item) {
            found.push(self.quantity(item, Amount::One(item.reading.value), None));
        }
        item.end
    }

    fn refused(&self, item: Item) -> bool {
        refuse::refuse(&Candidate {
            scraps: &self.scraps,
            at: item.at,
            reading: item.reading,
            measure: item.measure,
        })
    }

    /// The number that a range goes on to, and what joins the two.
    fn partner(&self, item: Item) -> Option<(Join, Item)> {
        let joint = self.scraps.get(item.end)?;
        let mut next = item.end + 1;
        let join = match joint.folded.as_str() {
            "to" => Join::To,
            "or" => Join::Or,
            "and" if self.scraps.get(item.start.checked_sub(1)?)?.is("between") => {
                Join::Between
            }
            _ if joint.is_dash() && !joint.spaced => Join::Dash,
            _ => return None,
        };
        // The currency sign of the second stands between: "$5 to $10".
        while self.item(next).is_none() {
            next += 1;
            if next > item.end + 4 {
                return None;
            }
        }
        let second = self.item(next)?;
        let adjacent = second.start <= item.end + 1;
        let same = item.measure.is_none()
            || second.measure.is_none()
            || item.measure.map(|measure| measure.unit)
                == second.measure.map(|measure| measure.unit);
        (adjacent && same).then_some((join, second))
    }

    fn take_pair(
        &self,
        join: Join,
        first: Item,
        second: Item,
        found: &mut Vec<Quantity>,
    ) -> usize {
        let mut first = first;
        let mut second = second;
        share_scale(&mut first, &second);
        second.measure = second.measure.or(first.measure);
        first.measure = first.measure.or(second.measure);
        let (low, high) = (first.reading.value, second.reading.value);
        let from = self
            .scraps
            .get(first.start.wrapping_sub(1))
            .is_some_and(|word| word.is("from"));
        let change = join == Join::To
            && (low > high || from && cue::tells_of_change(&self.scraps, first.start));
        let refused = self.refused(first) || self.refused(second);
        if refused && join == Join::Dash || self.is_score(join, first, second) {
            return second.end;
        }
        if refused
            || join == Join::Or && !is_next(low, high)
            || self.is_tally(join, first)
        {
            // Each is judged by itself.
            return self.take_apart(first, second, found);
        }
        if change {
            found.push(self.quantity(first, Amount::One(low), Some(Step::From)));
            found.push(self.quantity(second, Amount::One(high), Some(Step::To)));
        } else if low < high {
            let whole = Item { end: second.end, ..first };
            let mut quantity = self.quantity(whole, Amount::Range(low, high), None);
            quantity.number = self.cover(first.at, second.reading.end);
            quantity.bound = Bound::Between;
            found.push(quantity);
        } else {
            return self.take_apart(first, second, found);
        }
        second.end
    }

    fn take_apart(&self, first: Item, second: Item, found: &mut Vec<Quantity>) -> usize {
        for item in [first, second] {
            if !self.refused(item) {
                found.push(self.quantity(item, Amount::One(item.reading.value), None));
            }
        }
        second.end
    }

    /// "won 3-2", "a 5-4 vote", "beat them 3 to 1".
    fn is_score(&self, join: Join, first: Item, second: Item) -> bool {
        let plain = first.measure.is_none() && second.measure.is_none();
        let small =
            |item: Item| item.reading.value.whole().is_some_and(|value| value < 200);
        let next = self.scraps.get(second.end);
        let noun = next.is_some_and(|next| {
            next.class == ScrapClass::Letters && next.spaced && next.folded.ends_with('s')
                || next.is("people")
                || next.is("percent")
        });
        let both = plain && small(first) && small(second);
        let game = [
            "won", "beat", "lost", "win", "victory", "defeat", "defeated", "drew", "led",
        ];
        let before =
            self.scraps.get(first.start.saturating_sub(3)..first.start).unwrap_or(&[]);
        let told = before.iter().any(|word| word.is_any(&game));
        match join {
            Join::Dash => {
                both && (!noun || told || first.reading.value >= second.reading.value)
            }
            Join::To => both && told,
            Join::Or | Join::Between => false,
        }
    }

    /// "voted 61 to 48": two counts, and no change from one to the other.
    fn is_tally(&self, join: Join, first: Item) -> bool {
        let before =
            self.scraps.get(first.start.saturating_sub(2)..first.start).unwrap_or(&[]);
        let votes =
            ["vote", "voted", "votes", "voting", "approved", "rejected", "passed"];
        join == Join::To && before.iter().any(|word| word.is_any(&votes))
    }

    /// The quantity that an item makes.
    fn quantity(&self, item: Item, value: Amount, step: Option<Step>) -> Quantity {
        let cue = cue::cue(&self.scraps, item.start, item.end);
        let trend = cue::trend(&self.scraps, cue.start, cue.end.max(item.end));
        let noun = item.measure.is_none().then(|| self.noun(item)).flatten();
        let number = self.cover(item.at, item.reading.end);
        let mut span = self.cover(cue.start.min(item.start), cue.end.max(item.end));
        let mut unit = item.measure.map_or("-", |measure| measure.unit).to_owned();
        if let Some(noun) = noun {
            unit = self.singular(noun);
            span = span.cover(self.noun_span(noun, span));
        }
        Quantity {
            span,
            number,
            value,
            unit,
            is_count: noun.is_some(),
            bound: bound(cue, item),
            trend,
            step: step.or_else(|| self.single_step(cue, item)),
            is_vague: item.reading.vague,
            concept: self.concept(item, noun),
        }
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

    /// The noun that is counted, by its token.
    fn noun(&self, item: Item) -> Option<usize> {
        let last = self.scraps.get(item.reading.end.checked_sub(1)?)?;
        let number = self.sentence.token_at(last.span.start())?;
        let next = self.scraps.get(item.end);
        // "hundreds of people": the noun stands behind "of".
        if item.reading.vague || next.is_some_and(|next| next.is("of")) {
            let of = self
                .sentence
                .token_at(next.filter(|next| next.is("of"))?.span.start())?;
            return self.noun_after_of(of, item.reading.vague);
        }
        // "rose 15,000 last week" counts no weeks.
        let noun = unit::counted_noun(self.sentence, number)?;
        let lemma = self.singular(noun);
        let adjacent = noun == number + 1;
        let stretch = self.measures.is_time(&lemma);
        (adjacent || !stretch).then_some(noun)
    }

    fn noun_after_of(&self, of: usize, vague: bool) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let end = (of + 7).min(tokens.len());
        let stop = |token: &usize| {
            tokens.get(*token).is_none_or(|token| {
                matches!(
                    token.class,
                    WordClass::Verb | WordClass::Punctuation | WordClass::Adposition
                )
            })
        };
        let run = (of + 1..end).take_while(|token| !stop(token));
        let noun = run
            .filter(|&token| {
                tokens.get(token).is_some_and(|token| token.class == WordClass::Noun)
            })
            .last()?;
        // "20 of the 35 members" counts members; "20 of them" counts nobody.
        let plural = tokens.get(noun).is_some_and(|token| &*token.tag == "NNS");
        (vague || plural).then_some(noun)
    }

    fn singular(&self, noun: usize) -> String {
        let Some(token) = self.sentence.tokens.get(noun) else { return "-".to_owned() };
        let lemma = fold(&token.lemma);
        let printed = fold(self.text.words(token.span));
        if lemma == printed { singular(&lemma) } else { lemma }
    }

    /// The words from the quantity to its noun, where they stand side by side.
    fn noun_span(&self, noun: usize, span: Span) -> Span {
        let noun = self.sentence.tokens.get(noun).map_or(span, |token| token.span);
        if noun.start() >= span.start() && noun.end() < span.end() + 120 {
            noun
        } else {
            span
        }
    }

    /// What the number is of: the noun behind "of", else the subject or object of its verb.
    fn concept(&self, item: Item, noun: Option<usize>) -> Option<Span> {
        let tokens = &self.sentence.tokens;
        let last = self.scraps.get(item.end.checked_sub(1)?)?;
        let unit = noun.or_else(|| self.sentence.token_at(last.span.start()))?;
        if let Some(of) = self.sentence.child(unit, Relation::Modifier) {
            let case = self.sentence.child(of, Relation::Case);
            let is_of = case
                .and_then(|case| tokens.get(case))
                .is_some_and(|case| matches!(&*case.lemma, "of" | "in" | "for"));
            if is_of {
                return Some(self.noun_words(of));
            }
        }
        let verb = self.verb_above(unit)?;
        let subject = self
            .sentence
            .child(verb, Relation::Subject)
            .or_else(|| self.sentence.child(verb, Relation::PassiveSubject))
            .filter(|&subject| {
                subject != unit && !self.sentence.is_under(unit, subject)
            })?;
        Some(self.noun_words(subject))
    }

    fn verb_above(&self, token: usize) -> Option<usize> {
        let mut at = token;
        for _ in 0..8 {
            let here = self.sentence.tokens.get(at)?;
            at = here.head?;
            if self.sentence.tokens.get(at)?.class == WordClass::Verb {
                return Some(at);
            }
        }
        None
    }

    /// A noun with the words right before it that belong to its name.
    fn noun_words(&self, noun: usize) -> Span {
        let joined = [Relation::Compound, Relation::Flat, Relation::Adjective];
        let first = self
            .sentence
            .children(noun)
            .filter(|&child| {
                child < noun
                    && self
                        .sentence
                        .tokens
                        .get(child)
                        .is_some_and(|token| joined.contains(&token.relation))
            })
            .min();
        let span = self.sentence.span_of(first.unwrap_or(noun), noun);
        self.text.trim(span)
    }
}

/// What joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// "20 to 30"
    To,
    /// "20-30"
    Dash,
    /// "two or three"
    Or,
    /// "between 20 and 30"
    Between,
}

/// "two or three", "three to four": neighbours.
fn is_next(low: Decimal, high: Decimal) -> bool {
    low.plus(Decimal::from(1)) == Some(high)
}

/// "5 to 10 million" means millions both times.
fn share_scale(first: &mut Item, second: &Item) {
    let scale = second.reading.scale;
    if first.reading.scale != 1
        || scale < 1_000
        || first.reading.value >= Decimal::from(1_000)
    {
        return;
    }
    if let Some(value) = first.reading.value.times(Decimal::from(scale))
        && value <= second.reading.value
    {
        first.reading.value = value;
        first.reading.scale = scale;
    }
}

/// How the number holds, by its cue; a round word is a lower bound.
fn bound(cue: Cue, item: Item) -> Bound {
    let bound = cue.bound.unwrap_or_default();
    if item.reading.vague && bound == Bound::Exactly { Bound::AtLeast } else { bound }
}
