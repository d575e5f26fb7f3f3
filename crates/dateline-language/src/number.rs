use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_text::{Spanned, Text, fold};

use crate::{Analysis, Decimal, Sentence, WordClass};

/// A number that the text prints, as a value.
///
/// Its span covers the whole of it with its sign: "$40 billion", "two-thirds", "40 percent".
/// A range ("5,200 to 3,000") is two numbers; what is counted is not said here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// How much it is; of a vague number ("dozens") the least it can mean.
    pub value: Decimal,
    /// How it is said.
    pub kind: NumberKind,
    /// The sign that is printed on it, if any.
    pub sign: Option<NumberSign>,
    /// The number of its sentence in the analysis.
    pub sentence: usize,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

/// How a number is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// "5,200", "twenty-five", "half a million", "2.5 million"
    Exact,
    /// "dozens", "hundreds of thousands", "several hundred"
    Vague,
    /// "half", "two-thirds", "a quarter"
    Fraction,
    /// "first", "20th"
    Ordinal,
    /// Four digits that may be a year: "2031"
    PossibleYear,
}

/// A sign printed on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberSign {
    /// "%" or "percent"
    Percent,
    /// A sign of money, by the unit's singular: "$" is "dollar"
    Money(&'static str),
}

/// A row of the table of number words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Count(Decimal),
    Ten(Decimal),
    Scale(Decimal),
    GluedScale(Decimal),
    Vague(Decimal),
    Ordinal(Decimal),
    Fraction(Decimal),
    Money(&'static str),
    Percent,
}

static PIECES: LazyLock<BTreeMap<&'static str, Piece>> = LazyLock::new(|| {
    let rows = include_str!("../data/numbers.tsv").lines();
    rows.filter(|line| !line.starts_with('#')).filter_map(piece_of_row).collect()
});

fn piece_of_row(line: &'static str) -> Option<(&'static str, Piece)> {
    let mut columns = line.split('\t');
    let (word, kind, value) = (columns.next()?, columns.next()?, columns.next()?);
    let amount = || Decimal::parse(value);
    let piece = match kind {
        "count" => Piece::Count(amount()?),
        "ten" => Piece::Ten(amount()?),
        "scale" => Piece::Scale(amount()?),
        "glued-scale" => Piece::GluedScale(amount()?),
        "vague" => Piece::Vague(amount()?),
        "ordinal" => Piece::Ordinal(amount()?),
        "fraction" => Piece::Fraction(amount()?),
        "currency" => Piece::Money(value),
        "percent" => Piece::Percent,
        _ => return None,
    };
    Some((word, piece))
}

/// Finds the numbers of an analysed text, in its order, apart from each other.
///
/// ```
/// use dateline_language::{Model, analyse, numbers};
/// let text = dateline_text::Text::new("Orlesia will cut 5,200 troops to three thousand.");
/// let found = numbers(&text, &analyse(&Model::shipped(), &text, &[text.span()]));
/// let values: Vec<String> = found.iter().map(|number| number.value.value.to_string()).collect();
/// assert_eq!(values, ["5200", "3000"]);
/// ```
#[must_use]
pub fn numbers(text: &Text, analysis: &Analysis) -> Vec<Spanned<Number>> {
    let mut found = Vec::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let reader = Reader::new(text, sentence);
        let mut at = 0;
        while at < sentence.tokens.len() {
            let Some(read) = reader.number(at) else {
                at += 1;
                continue;
            };
            let Read { value, kind, sign, first, last } = read;
            found.push(Spanned {
                span: sentence.span_of(first, last),
                value: Number { value, kind, sign, sentence: number, first, last },
            });
            at = last + 1;
        }
    }
    found
}

/// A number within its sentence.
#[derive(Clone, Copy, Debug)]
struct Read {
    value: Decimal,
    kind: NumberKind,
    sign: Option<NumberSign>,
    first: usize,
    last: usize,
}

struct Reader<'a> {
    sentence: &'a Sentence,
    words: Vec<String>,
    pieces: Vec<Option<Piece>>,
}

impl<'a> Reader<'a> {
    fn new(text: &Text, sentence: &'a Sentence) -> Self {
        let words: Vec<String> =
            sentence.tokens.iter().map(|token| fold(text.words(token.span))).collect();
        let pieces =
            words.iter().map(|word| PIECES.get(word.as_str()).copied()).collect();
        Self { sentence, words, pieces }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn piece(&self, at: usize) -> Option<Piece> {
        self.pieces.get(at).copied().flatten()
    }

    /// Whether nothing stands between the token at `at` and the one before it.
    fn is_glued(&self, at: usize) -> bool {
        let span =
            |number: usize| self.sentence.tokens.get(number).map(|token| token.span);
        let before = at.checked_sub(1).and_then(span);
        matches!((before, span(at)), (Some(left), Some(right)) if left.end() == right.start())
    }

    fn is_class(&self, at: usize, class: WordClass) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| token.class == class)
    }

    fn number(&self, at: usize) -> Option<Read> {
        let money = match self.piece(at) {
            Some(Piece::Money(unit)) => Some(unit),
            _ => None,
        };
        let start = if money.is_some() { at + 1 } else { at };
        let mut read = self
            .vague(start)
            .or_else(|| self.fraction(start))
            .or_else(|| self.amount(start))
            .or_else(|| self.ordinal(start))?;
        if let Some(unit) = money {
            read.first = at;
            read.sign = Some(NumberSign::Money(unit));
        } else {
            self.percent(&mut read);
        }
        if read.sign.is_some() && read.kind == NumberKind::PossibleYear {
            read.kind = NumberKind::Exact;
        }
        Some(read)
    }

    fn percent(&self, read: &mut Read) {
        let after = read.last + 1;
        if self.piece(after) == Some(Piece::Percent) {
            read.last = after;
            read.sign = Some(NumberSign::Percent);
        } else if self.word(after) == "per" && self.word(after + 1) == "cent" {
            read.last = after + 1;
            read.sign = Some(NumberSign::Percent);
        }
    }

    /// "dozens", "tens of thousands", "several hundred", "a few dozen".
    fn vague(&self, at: usize) -> Option<Read> {
        let end = |value, last| {
            Some(Read { value, kind: NumberKind::Vague, sign: None, first: at, last })
        };
        if matches!(self.word(at), "several" | "few" | "many")
            && let Some(Piece::Scale(scale)) = self.piece(at + 1)
        {
            let Some(Piece::Scale(more)) = self.piece(at + 2) else {
                return end(scale, at + 1);
            };
            return end(scale.times(more)?, at + 2);
        }
        let Some(Piece::Vague(mut value)) = self.piece(at) else { return None };
        let mut last = at;
        while self.word(last + 1) == "of"
            && let Some(Piece::Vague(more)) = self.piece(last + 2)
        {
            value = value.times(more)?;
            last += 2;
        }
        // "tens" and "scores" alone are seldom counts: "test scores", "scores of people".
        let needs_of = matches!(self.word(at), "tens" | "scores") && last == at;
        if needs_of && self.word(at + 1) != "of" {
            return None;
        }
        end(value, last)
    }

    /// "half", "half a million", "two-thirds", "a quarter of".
    fn fraction(&self, at: usize) -> Option<Read> {
        let end =
            |value, kind, last| Some(Read { value, kind, sign: None, first: at, last });
        let article = |place: usize| matches!(self.word(place), "a" | "an" | "one");
        if self.word(at) == "half" {
            let scale_at = if article(at + 1) { at + 2 } else { at + 1 };
            if let Some(Piece::Scale(scale)) = self.piece(scale_at) {
                let half = Decimal::from_millionths(500_000);
                return end(half.times(scale)?, NumberKind::Exact, scale_at);
            }
        }
        if article(at) {
            let hyphen = usize::from(self.word(at + 1) == "-");
            let part = self.part(at + 1 + hyphen)?;
            let is_part = hyphen == 1 || self.word(at + 2) == "of";
            return if is_part {
                end(part, NumberKind::Fraction, at + 1 + hyphen)
            } else {
                None
            };
        }
        if let Some(Piece::Count(count)) = self.piece(at) {
            let hyphen = usize::from(self.word(at + 1) == "-");
            if let Some(Piece::Fraction(_)) = self.piece(at + 1 + hyphen) {
                let part = self.part(at + 1 + hyphen)?;
                return end(count.times(part)?, NumberKind::Fraction, at + 1 + hyphen);
            }
        }
        match self.piece(at) {
            Some(Piece::Fraction(value)) if self.word(at) == "half" => {
                end(value, NumberKind::Fraction, at)
            }
            _ => None,
        }
    }

    /// One part of so many: "third", "quarter", "fifths".
    fn part(&self, at: usize) -> Option<Decimal> {
        match self.piece(at)? {
            Piece::Fraction(value) => Some(value),
            Piece::Ordinal(value) => {
                let whole = value.whole().filter(|&whole| whole > 2)?;
                Some(Decimal::from_millionths(1_000_000 / i128::from(whole)))
            }
            _ => None,
        }
    }

    /// "5,200", "2.5 million", "one hundred and twenty-five thousand", "a dozen".
    fn amount(&self, at: usize) -> Option<Read> {
        let (mut part, mut last) = self.start_of_amount(at)?;
        let mut whole = Decimal::default();
        let mut scaled = false;
        loop {
            let after = last + 1;
            if let Some(scale) = self.scale(after) {
                if scale == Decimal::from(100) || scale == Decimal::from(12) {
                    part = part.times(scale)?;
                } else {
                    whole = whole.plus(part)?.times(scale)?;
                    part = Decimal::default();
                }
                (last, scaled) = (after, true);
                continue;
            }
            let joined =
                if scaled && self.word(after) == "and" { after + 1 } else { after };
            let Some((more, end)) = self.small(joined).filter(|_| scaled) else { break };
            part = part.plus(more)?;
            last = end;
        }
        let value = whole.plus(part)?;
        let kind = if !scaled && at == last && is_year(self.word(at)) {
            NumberKind::PossibleYear
        } else {
            NumberKind::Exact
        };
        Some(Read { value, kind, sign: None, first: at, last })
    }

    fn start_of_amount(&self, at: usize) -> Option<(Decimal, usize)> {
        if let Some(value) = digits(self.word(at)) {
            return Some((value, at));
        }
        if let Some(small) = self.small(at) {
            // "One official said" counts, "the one who" does not: the word class tells.
            let is_count = self.word(at) != "one"
                || self.is_class(at, WordClass::Number)
                || self.scale(at + 1).is_some();
            return is_count.then_some(small);
        }
        let is_article = matches!(self.word(at), "a" | "an");
        // The scale after the article is read by the caller.
        (is_article && matches!(self.piece(at + 1), Some(Piece::Scale(_))))
            .then_some((Decimal::from(1), at))
    }

    /// "seven", "twenty", "twenty-five".
    fn small(&self, at: usize) -> Option<(Decimal, usize)> {
        match self.piece(at)? {
            Piece::Count(value) => Some((value, at)),
            Piece::Ten(value) => {
                let hyphen = usize::from(self.word(at + 1) == "-");
                match self.piece(at + 1 + hyphen) {
                    Some(Piece::Count(more)) if more < Decimal::from(10) => {
                        Some((value.plus(more)?, at + 1 + hyphen))
                    }
                    _ => Some((value, at)),
                }
            }
            _ => None,
        }
    }

    fn scale(&self, at: usize) -> Option<Decimal> {
        match self.piece(at)? {
            Piece::Scale(value) => Some(value),
            // "2.5m" of money or people; "5m tall" is a length.
            Piece::GluedScale(value) if self.is_glued(at) => {
                let next = self.word(at + 1);
                let is_length =
                    ["away", "deep", "from", "high", "long", "of", "tall", "wide"];
                (!is_length.contains(&next)).then_some(value)
            }
            _ => None,
        }
    }

    fn ordinal(&self, at: usize) -> Option<Read> {
        let end = |value, last| {
            Some(Read { value, kind: NumberKind::Ordinal, sign: None, first: at, last })
        };
        if let Some(value) = ordinal_digits(self.word(at)) {
            return end(value, at);
        }
        match self.piece(at)? {
            // "a second" of time is a noun.
            Piece::Ordinal(value) if !self.is_class(at, WordClass::Noun) => {
                end(value, at)
            }
            Piece::Ten(value) => match self.piece(at + 2) {
                Some(Piece::Ordinal(more)) if self.word(at + 1) == "-" => {
                    end(value.plus(more)?, at + 2)
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// "5,200", "3000", "2.5", "1,00,000"; not "1/2", "00:25" or "3rd".
fn digits(word: &str) -> Option<Decimal> {
    if !word.starts_with(|letter: char| letter.is_ascii_digit()) || word.len() > 30 {
        return None;
    }
    let plain: String = word.chars().filter(|&letter| letter != ',').collect();
    let groups = word.split('.').next().unwrap_or_default().split(',').skip(1);
    let is_grouped = groups.into_iter().all(|group| (2..=3).contains(&group.len()));
    is_grouped.then(|| Decimal::parse(&plain)).flatten()
}

fn ordinal_digits(word: &str) -> Option<Decimal> {
    let number =
        ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    digits(number)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && ("1500".."2200").contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, analyse};

    fn read(words: &str) -> Vec<String> {
        let text = Text::new(words);
        let found = numbers(&text, &analyse(&Model::shipped(), &text, &[text.span()]));
        found
            .iter()
            .map(|number| {
                format!(
                    "{} = {} {:?}",
                    text.words(number.span),
                    number.value.value,
                    number.value.kind
                )
            })
            .collect()
    }

    #[test]
    fn figures_and_words_give_the_same_value() {
        assert_eq!(
            read(
                "Varn sent 5,200 troops, five thousand guards, twenty-five tanks and half a million shells"
            ),
            [
                "5,200 = 5200 Exact",
                "five thousand = 5000 Exact",
                "twenty-five = 25 Exact",
                "half a million = 500000 Exact"
            ]
        );
        assert_eq!(
            read(
                "a deal over one hundred and twenty thousand tons, 2.5m people and a dozen ports"
            ),
            [
                "one hundred and twenty thousand = 120000 Exact",
                "2.5m = 2500000 Exact",
                "a dozen = 12 Exact"
            ]
        );
    }

    #[test]
    fn signs_belong_to_the_number() {
        let text =
            Text::new("It cost $40 billion, 40 per cent more, and £2,500 in 2031.");
        let found = numbers(&text, &analyse(&Model::shipped(), &text, &[text.span()]));
        let signs: Vec<_> = found.iter().map(|number| number.value.sign).collect();
        assert_eq!(
            signs,
            [
                Some(NumberSign::Money("dollar")),
                Some(NumberSign::Percent),
                Some(NumberSign::Money("pound")),
                None
            ]
        );
        assert_eq!(found[3].value.kind, NumberKind::PossibleYear);
    }

    #[test]
    fn vague_numbers_and_parts_are_marked() {
        assert_eq!(
            read(
                "dozens of men, tens of thousands of homes, two-thirds of members, a third of them and several hundred boats"
            ),
            [
                "dozens = 12 Vague",
                "tens of thousands = 10000 Vague",
                "two-thirds = 0.666666 Fraction",
                "a third = 0.333333 Fraction",
                "several hundred = 100 Vague"
            ]
        );
    }

    #[test]
    fn ordinals_and_clock_times_are_no_counts() {
        assert_eq!(
            read("The 20th session met on the second day at 00:25"),
            ["20th = 20 Ordinal", "second = 2 Ordinal"]
        );
    }
}
