use dateline_language::Decimal;

use super::word::{Scrap, ScrapClass};

/// A number read from scraps: its value and the scrap after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The value.
    pub(crate) value: Decimal,
    /// The number of the scrap after the last.
    pub(crate) end: usize,
    /// The power of ten that a word like "million" multiplied it by; 1 where there was none.
    pub(crate) scale: i64,
    /// Whether it is a round word without a number before it: "thousands", "dozens".
    pub(crate) vague: bool,
    /// Whether it is written in digits only.
    pub(crate) plain: bool,
}

/// Reads the number that starts at `at`, as far as it goes.
pub(crate) fn read(scraps: &[Scrap], at: usize) -> Option<Reading> {
    let first = scraps.get(at)?;
    match first.class {
        ScrapClass::Digits => digits(scraps, at),
        ScrapClass::Letters => {
            vague(scraps, at).or_else(|| half(scraps, at)).or_else(|| words(scraps, at))
        }
        ScrapClass::Mark => {
            let value = vulgar_fraction(&first.folded)?;
            Some(scaled(scraps, Reading { plain: true, ..plain(value, at + 1) }))
        }
    }
}

fn plain(value: Decimal, end: usize) -> Reading {
    Reading { value, end, scale: 1, vague: false, plain: false }
}

/// "5,200", "2.5 million", "1/2", "10 1/2", "10k", "1 234 567".
fn digits(scraps: &[Scrap], at: usize) -> Option<Reading> {
    let first = scraps.get(at)?;
    let mut reading =
        Reading { plain: true, ..plain(digits_value(&first.folded)?, at + 1) };
    if let Some(fraction) = slashed(scraps, at) {
        return Some(scaled(scraps, Reading { value: fraction, end: at + 3, ..reading }));
    }
    if let Some(part) = slashed(scraps, at + 1).filter(|_| spaced_digits(scraps, at + 1))
    {
        reading = Reading { value: reading.value.plus(part)?, end: at + 4, ..reading };
        return Some(scaled(scraps, reading));
    }
    if let Some(part) = scraps.get(at + 1).and_then(|mark| vulgar_fraction(&mark.folded))
    {
        reading = Reading { value: reading.value.plus(part)?, end: at + 2, ..reading };
        return Some(scaled(scraps, reading));
    }
    if let Some(grouped) = spaced_groups(scraps, at) {
        return Some(scaled(scraps, Reading { plain: true, ..grouped }));
    }
    if let Some((part, end)) = and_a_half(scraps, at + 1) {
        reading = Reading { value: reading.value.plus(part)?, end, ..reading };
    }
    Some(scaled(scraps, reading))
}

const HALF: Decimal = Decimal::from_millionths(500_000);

/// The value of digits with their commas; nothing for several points ("192.168.1.2").
fn digits_value(printed: &str) -> Option<Decimal> {
    let bare: String = printed.chars().filter(|&letter| letter != ',').collect();
    if let Some(part) = bare.strip_prefix('.') {
        return Decimal::parse(&format!("0.{part}"));
    }
    Decimal::parse(&bare)
}

/// "1/2", "3/4": a fraction below one. Not "24/7", nor a date.
fn slashed(scraps: &[Scrap], at: usize) -> Option<Decimal> {
    let (top, slash, under) = (scraps.get(at)?, scraps.get(at + 1)?, scraps.get(at + 2)?);
    let close = slash.is("/") && !slash.spaced && !under.spaced;
    if !close || scraps.get(at + 3).is_some_and(|next| next.is("/")) {
        return None;
    }
    let top: i64 = top.folded.parse().ok()?;
    let under: i64 = under.folded.parse().ok()?;
    let usual = matches!(under, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32);
    (usual && 0 < top && top < under).then(|| ratio(top, under)).flatten()
}

fn spaced_digits(scraps: &[Scrap], at: usize) -> bool {
    scraps.get(at).is_some_and(|next| next.class == ScrapClass::Digits && next.spaced)
}

fn ratio(top: i64, under: i64) -> Option<Decimal> {
    let millionths =
        i128::from(top).checked_mul(1_000_000)?.checked_div(i128::from(under))?;
    Some(Decimal::from_millionths(millionths))
}

fn vulgar_fraction(mark: &str) -> Option<Decimal> {
    let (top, under) = match mark {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅛" => (1, 8),
        _ => return None,
    };
    ratio(top, under)
}

/// "1 234 567": groups of three with spaces between, two groups after the first at least or a
/// first of two digits or more.
fn spaced_groups(scraps: &[Scrap], at: usize) -> Option<Reading> {
    let first = scraps.get(at).filter(|first| first.folded.len() <= 3)?;
    let mut all = first.folded.clone();
    let mut end = at + 1;
    while let Some(next) = scraps.get(end) {
        let whole = next.folded.split('.').next().unwrap_or_default();
        let group = next.class == ScrapClass::Digits && next.spaced && whole.len() == 3;
        if !group || all.contains('.') || next.folded.contains(',') {
            break;
        }
        all.push_str(&next.folded);
        end += 1;
    }
    let enough = end >= at + 3 || (end == at + 2 && first.folded.len() >= 2);
    if !enough || first.folded.contains(['.', ',']) {
        return None;
    }
    Some(plain(Decimal::parse(&all)?, end))
}

/// "and a half", "and a quarter" after a number.
fn and_a_half(scraps: &[Scrap], at: usize) -> Option<(Decimal, usize)> {
    let is = |offset: usize, word: &str| {
        scraps.get(at + offset).is_some_and(|scrap| scrap.is(word))
    };
    let under = fraction_word(&scraps.get(at + 2)?.folded)?;
    (is(0, "and") && is(1, "a"))
        .then(|| ratio(1, under))
        .flatten()
        .map(|part| (part, at + 3))
}

/// Multiplies by the scale word that follows: "2.5 million", "10k", "$5-billion".
fn scaled(scraps: &[Scrap], reading: Reading) -> Reading {
    let mut reading = reading;
    // "3 hundred thousand" has two; no more are ever said.
    for _ in 0..2 {
        let skip = usize::from(
            scraps.get(reading.end).is_some_and(|mark| mark.is_dash() && !mark.spaced),
        );
        let Some((factor, end)) = scale_at(scraps, reading.end + skip, skip > 0) else {
            break;
        };
        let Some(value) = reading.value.times(Decimal::from(factor)) else { break };
        reading.value = value;
        reading.scale = reading.scale.saturating_mul(factor);
        reading.end = end;
    }
    reading
}

fn scale_at(scraps: &[Scrap], at: usize, hyphen: bool) -> Option<(i64, usize)> {
    let scrap = scraps.get(at)?;
    if let Some(factor) = scale_word(&scrap.folded) {
        return Some((factor, at + 1));
    }
    let glued = !scrap.spaced && !hyphen;
    let factor = short_scale(&scrap.folded, glued)?;
    let metres = scrap.is("m") && !is_millions(scraps, at);
    (!metres).then_some((factor, at + 1))
}

fn scale_word(word: &str) -> Option<i64> {
    Some(match word {
        "dozen" | "dozens" | "dzs" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "lakh" | "lakhs" => 100_000,
        "million" | "millions" | "mln" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "billion" | "billions" | "bln" | "bn" => 1_000_000_000,
        "trillion" | "trillions" | "tln" | "trn" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Short forms, most of them only where they touch the digits: "10k", "5bn".
fn short_scale(word: &str, glued: bool) -> Option<i64> {
    match word {
        "k" if glued => Some(1_000),
        "m" | "mn" | "mil" | "mm" if glued && word != "mm" => Some(1_000_000),
        "mn" => Some(1_000_000),
        "b" if glued => Some(1_000_000_000),
        "tn" | "t" if glued => Some(1_000_000_000_000),
        _ => None,
    }
}

/// Whether a single "m" after digits means millions: after money, in capitals, or before a
/// counted noun.
fn is_millions(scraps: &[Scrap], at: usize) -> bool {
    let money = at.checked_sub(2).and_then(|before| scraps.get(before));
    let money = money.is_some_and(|mark| mark.is_any(&["$", "€", "£", "¥", "₹"]));
    let capital = scraps.get(at).is_some_and(|scrap| scrap.capital);
    let noun = scraps.get(at + 1).is_some_and(|next| {
        next.spaced && next.class == ScrapClass::Letters && next.folded.ends_with('s')
    });
    let people = scraps.get(at + 1).is_some_and(|next| next.is("people"));
    money
        || capital
        || people
        || noun && !scraps.get(at + 1).is_some_and(|next| next.is("is"))
}

/// "thousands", "tens of thousands", "hundreds of", "dozens of".
fn vague(scraps: &[Scrap], at: usize) -> Option<Reading> {
    let is = |offset: usize, words: &[&str]| {
        scraps.get(at + offset).is_some_and(|scrap| scrap.is_any(words))
    };
    let first = match scraps.get(at)?.folded.as_str() {
        "tens" => 10,
        "dozens" => 12,
        "scores" if is(1, &["of"]) => 20,
        "hundreds" => 100,
        "thousands" => 1_000,
        "millions" => 1_000_000,
        "billions" => 1_000_000_000,
        _ => return None,
    };
    let second = match scraps.get(at + 2).map(|scrap| scrap.folded.as_str()) {
        Some("thousands") if is(1, &["of"]) => 1_000,
        Some("millions") if is(1, &["of"]) => 1_000_000,
        Some("billions") if is(1, &["of"]) => 1_000_000_000,
        _ => 1,
    };
    let end = if second > 1 { at + 3 } else { at + 1 };
    let value = Decimal::from(first).times(Decimal::from(second))?;
    Some(Reading { value, end, scale: 1, vague: true, plain: false })
}

/// "half", "half a million", "half a dozen", "a third of", "three quarters".
fn half(scraps: &[Scrap], at: usize) -> Option<Reading> {
    let is = |offset: usize, word: &str| {
        scraps.get(at + offset).is_some_and(|scrap| scrap.is(word))
    };
    if is(0, "half") && (is(1, "a") || is(1, "an")) {
        let (factor, end) = scale_at(scraps, at + 2, false).unwrap_or((1, at + 2));
        let value = HALF.times(Decimal::from(factor))?;
        return Some(Reading { scale: factor, ..plain(value, end) });
    }
    if is(0, "half") {
        return Some(plain(HALF, at + 1));
    }
    let dash = usize::from(scraps.get(at + 1).is_some_and(Scrap::is_dash));
    let under = fraction_word(&scraps.get(at + 1 + dash)?.folded)?;
    let article = is(0, "a");
    let top = if article { 1 } else { small(&scraps.get(at)?.folded)? };
    let end = at + 2 + dash;
    // "a third" is an ordinal as often as a share: "a third term".
    let share = scraps
        .get(end)
        .is_none_or(|next| next.is("of") || next.class == ScrapClass::Mark);
    let sure = top > 1 || share || dash > 0 && !article;
    (sure && top < 10).then(|| ratio(top, under)).flatten().map(|value| plain(value, end))
}

fn fraction_word(word: &str) -> Option<i64> {
    Some(match word {
        "half" | "halves" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" | "fourth" | "fourths" => 4,
        "fifth" | "fifths" => 5,
        "sixth" | "sixths" => 6,
        "seventh" | "sevenths" => 7,
        "eighth" | "eighths" => 8,
        "ninth" | "ninths" => 9,
        "tenth" | "tenths" => 10,
        "hundredth" | "hundredths" => 100,
        _ => return None,
    })
}

/// The number that one word says, below a hundred.
pub(crate) fn small(word: &str) -> Option<i64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let found = WORDS.iter().position(|&known| known == word);
    let tens = || TENS.iter().position(|&known| known == word).map(|at| (at + 2) * 10);
    let none = || matches!(word, "nought" | "naught").then_some(0);
    found.or_else(tens).or_else(none).and_then(|value| i64::try_from(value).ok())
}

/// "twenty-one", "two hundred and three", "a hundred thousand", "three million".
fn words(scraps: &[Scrap], at: usize) -> Option<Reading> {
    let mut total: i64 = 0;
    let mut group: i64 = 0;
    let mut end = at;
    let mut scale = 1;
    let mut last = i64::MAX;
    if scraps.get(at)?.is_any(&["a", "an"]) {
        scale_word(&scraps.get(at + 1)?.folded)?;
        group = 1;
        end += 1;
    }
    // Longer runs of number words than this are no number.
    while end < at + 24 {
        let from = joint(scraps, end, at, last);
        let Some(scrap) = scraps.get(from) else { break };
        if let Some(value) = small(&scrap.folded) {
            let fits = group == 0
                || last >= 100 && group % 100 == 0
                || (20..100).contains(&last) && last % 10 == 0 && 0 < value && value < 10;
            if !fits {
                break;
            }
            group += value;
            last = if value == 0 { 1 } else { value };
        } else if let Some(factor) = scale_word(&scrap.folded) {
            if group == 0 {
                break;
            }
            scale = factor;
            last = factor;
            if factor >= 1_000 {
                total = total.checked_add(group.checked_mul(factor)?)?;
                group = 0;
            } else {
                group = group.checked_mul(factor)?;
            }
        } else {
            break;
        }
        end = from + 1;
    }
    if end == at || (end == at + 1 && scraps.get(at)?.is_any(&["a", "an"])) {
        return None;
    }
    let mut reading = plain(Decimal::from(total.checked_add(group)?), end);
    reading.scale = scale;
    point(scraps, &mut reading);
    if let Some((part, end)) = and_a_half(scraps, reading.end) {
        reading = Reading { value: reading.value.plus(part)?, end, ..reading };
        return Some(scaled(scraps, reading));
    }
    Some(reading)
}

/// Steps over what joins number words: the hyphen of "twenty-one", the "and" of "two hundred
/// and three".
fn joint(scraps: &[Scrap], end: usize, start: usize, last: i64) -> usize {
    let Some(scrap) = scraps.get(end) else { return end };
    let next_is_number = scraps.get(end + 1).is_some_and(|next| {
        small(&next.folded).is_some() || scale_word(&next.folded).is_some()
    });
    let hyphen = scrap.is_dash() && next_is_number;
    let and = scrap.is("and") && next_is_number && last >= 100 && last != i64::MAX;
    if end > start && (hyphen || and) { end + 1 } else { end }
}

/// "five point two".
fn point(scraps: &[Scrap], reading: &mut Reading) {
    if !scraps.get(reading.end).is_some_and(|scrap| scrap.is("point")) {
        return;
    }
    let mut end = reading.end + 1;
    let mut part = 100_000;
    let mut sum = 0;
    while let Some(value) = scraps.get(end).and_then(|scrap| small(&scrap.folded)) {
        if value > 9 || part == 0 {
            break;
        }
        sum += i128::from(value) * part;
        part /= 10;
        end += 1;
    }
    if end > reading.end + 1
        && let Some(value) = reading.value.plus(Decimal::from_millionths(sum))
    {
        *reading = scaled(scraps, Reading { value, end, ..*reading });
    }
}

#[cfg(test)]
mod tests {
    use dateline_text::Text;

    use super::super::word::scraps;
    use super::*;

    fn value(words: &str) -> String {
        let text = Text::new(words);
        read(&scraps(&text, text.span()), 0)
            .map_or_else(String::new, |reading| reading.value.to_string())
    }

    #[test]
    fn numbers_are_read_from_words_and_digits_alike() {
        assert_eq!(value("one hundred and sixty-one"), "161");
        assert_eq!(value("two hundred and two thousand"), "202000");
        assert_eq!(value("5 thousand soldiers"), "5000");
        assert_eq!(value("2.5 million"), "2500000");
        assert_eq!(value("half a million"), "500000");
        assert_eq!(value("a dozen ships"), "12");
        assert_eq!(value("two-thirds of the seats"), "0.666666");
        assert_eq!(value("1 234 567 votes"), "1234567");
        assert_eq!(value("10 1/2 miles"), "10.5");
        assert_eq!(value("two and a half million"), "2500000");
        assert_eq!(value("twenty twenty"), "20");
        assert_eq!(value("nine hundred ninety-nine thousand"), "999000");
    }

    #[test]
    fn a_letter_m_is_a_million_only_where_money_or_people_are_counted() {
        assert_eq!(value("5m people"), "5000000");
        assert_eq!(value("5m deep"), "5");
    }

    #[test]
    fn an_article_alone_is_no_number() {
        assert_eq!(value("a ship"), "");
        assert_eq!(value("a third term"), "");
    }
}
