use std::sync::LazyLock;

use dateline_language::Decimal;
use dateline_text::{Lookup, folded};

use super::fraction;
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
pub(crate) fn read(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
    let reading = by_class(scraps, at)?;
    let next = scraps.get(reading.end).filter(|scrap| scrap.is("over"));
    let under = next.and_then(|_| by_class(scraps, reading.end + 1));
    Some(fraction::over(scraps, reading, under).unwrap_or(reading))
}

/// The words without one of which a sentence without digits holds no number.
static SIGNS: LazyLock<Lookup<()>> = LazyLock::new(|| {
    [
        "billion",
        "billions",
        "bln",
        "bn",
        "century",
        "couple",
        "crore",
        "crores",
        "decade",
        "dozen",
        "dozens",
        "dzs",
        "eight",
        "eighteen",
        "eighth",
        "eighty",
        "eleven",
        "few",
        "fifteen",
        "fifth",
        "fifty",
        "five",
        "forty",
        "four",
        "fourteen",
        "fourth",
        "half",
        "hundred",
        "hundreds",
        "hundredth",
        "lakh",
        "lakhs",
        "million",
        "millions",
        "mln",
        "month",
        "naught",
        "nine",
        "nineteen",
        "ninety",
        "ninth",
        "nought",
        "one",
        "quarter",
        "scores",
        "seven",
        "seventeen",
        "seventh",
        "seventy",
        "several",
        "six",
        "sixteen",
        "sixth",
        "sixty",
        "ten",
        "tens",
        "tenth",
        "third",
        "thirteen",
        "thirty",
        "thousand",
        "thousands",
        "three",
        "tln",
        "trillion",
        "trillions",
        "trn",
        "twelve",
        "twenty",
        "two",
        "week",
        "year",
        "zero",
    ]
    .into_iter()
    .collect()
});

/// Whether a number may stand in these words: a quick look before they are cut.
pub(crate) fn may_stand_in(words: &str) -> bool {
    let sign = |start: usize, end: usize| {
        // "bn", "seventeen": none is shorter or longer.
        let word = (2..10).contains(&(end - start)).then(|| words.get(start..end));
        word.flatten().is_some_and(|word| SIGNS.has(&folded(word)))
    };
    if words.bytes().any(|byte| byte.is_ascii_digit())
        || !words.is_ascii() && words.contains(char::is_numeric)
    {
        return true;
    }
    let mut start = 0;
    for (at, byte) in words.bytes().enumerate() {
        // A letter with an accent parts a word here, but none of those looked for.
        if !byte.is_ascii_alphabetic() {
            if sign(start, at) {
                return true;
            }
            start = at + 1;
        }
    }
    sign(start, words.len())
}

/// Whether a number may start with this scrap; in letters most words cannot.
pub(super) fn may_open(scrap: &Scrap<'_>) -> bool {
    scrap.class != ScrapClass::Letters
        || scrap.is_any(&["a", "an"])
        || SIGNS.has(&scrap.folded)
}

fn by_class(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
    let first = scraps.get(at)?;
    match first.class {
        ScrapClass::Digits => digits(scraps, at),
        ScrapClass::Letters => vague(scraps, at)
            .or_else(|| fraction::half(scraps, at))
            .or_else(|| words(scraps, at)),
        ScrapClass::Mark => {
            let value = fraction::sign(&first.folded)?;
            Some(scaled(scraps, Reading { plain: true, ..plain(value, at + 1) }))
        }
    }
}

pub(super) fn plain(value: Decimal, end: usize) -> Reading {
    Reading { value, end, scale: 1, vague: false, plain: false }
}

/// "5,200", "2.5 million", "1/2", "10 1/2", "10k", "1 234 567".
fn digits(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
    let first = scraps.get(at)?;
    let mut reading =
        Reading { plain: true, ..plain(digits_value(&first.folded)?, at + 1) };
    if let Some(apart) = apart(scraps, at).or_else(|| power(scraps, at, reading.value)) {
        return Some(scaled(scraps, Reading { plain: true, ..apart }));
    }
    if let Some(fraction) = fraction::slashed(scraps, at) {
        return Some(scaled(scraps, Reading { value: fraction, end: at + 3, ..reading }));
    }
    if let Some(part) =
        fraction::slashed(scraps, at + 1).filter(|_| spaced_digits(scraps, at + 1))
    {
        reading = Reading { value: reading.value.plus(part)?, end: at + 4, ..reading };
        return Some(scaled(scraps, reading));
    }
    if let Some(part) = scraps.get(at + 1).and_then(|mark| fraction::sign(&mark.folded)) {
        reading = Reading { value: reading.value.plus(part)?, end: at + 2, ..reading };
        return Some(scaled(scraps, reading));
    }
    if let Some(grouped) = spaced_groups(scraps, at) {
        return Some(scaled(scraps, Reading { plain: true, ..grouped }));
    }
    if let Some((part, end)) = fraction::added(scraps, at + 1) {
        reading = Reading { value: reading.value.plus(part)?, end, ..reading };
    }
    Some(scaled(scraps, reading))
}

/// "6 . 2", "80 , 000": a number whose point or comma was set apart. No prose has a space before
/// a full stop.
fn apart(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
    let (first, mark, rest) = (scraps.get(at)?, scraps.get(at + 1)?, scraps.get(at + 2)?);
    let whole =
        |scrap: &Scrap<'_>| scrap.folded.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole(first) && whole(rest) && mark.spaced && rest.spaced;
    let printed = match &*mark.folded {
        "." if whole && first.folded.len() <= 3 && rest.folded.len() <= 4 => {
            format!("{}.{}", first.folded, rest.folded)
        }
        "," if whole && first.folded.len() <= 3 && rest.folded.len() == 3 => {
            format!("{}{}", first.folded, rest.folded)
        }
        _ => return None,
    };
    Some(plain(Decimal::parse(&printed)?, at + 3))
}

/// "1.3e6", "12.32e+14": a power of ten behind the digits.
fn power(scraps: &[Scrap<'_>], at: usize, value: Decimal) -> Option<Reading> {
    let glued = |offset: usize| scraps.get(at + offset).filter(|scrap| !scrap.spaced);
    glued(1).filter(|letter| letter.is("e"))?;
    let sign = glued(2).filter(|mark| mark.is_any(&["+", "-"]));
    let digits = glued(2 + usize::from(sign.is_some()))?;
    let power: u32 = digits.folded.parse().ok().filter(|power| *power <= 15)?;
    let factor = 10_i64.checked_pow(power)?;
    let value = match sign {
        Some(mark) if mark.is("-") => {
            Decimal::from_millionths(value.millionths().checked_div(i128::from(factor))?)
        }
        _ => value.times(Decimal::from(factor))?,
    };
    Some(plain(value, at + 3 + usize::from(sign.is_some())))
}

/// The value of digits with their commas; nothing for several points ("192.168.1.2").
fn digits_value(printed: &str) -> Option<Decimal> {
    let bare: String = printed.chars().filter(|&letter| letter != ',').collect();
    if let Some(part) = bare.strip_prefix('.') {
        return Decimal::parse(&format!("0.{part}"));
    }
    Decimal::parse(&bare)
}

fn spaced_digits(scraps: &[Scrap<'_>], at: usize) -> bool {
    scraps.get(at).is_some_and(|next| next.class == ScrapClass::Digits && next.spaced)
}

/// "1 234 567": groups of three with spaces between, two groups after the first at least or a
/// first of two digits or more.
fn spaced_groups(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
    let first = scraps.get(at).filter(|first| first.folded.len() <= 3)?;
    let mut all = first.folded.to_string();
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

/// Multiplies by the scale word that follows: "2.5 million", "10k", "$5-billion".
fn scaled(scraps: &[Scrap<'_>], reading: Reading) -> Reading {
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

pub(super) fn scale_at(
    scraps: &[Scrap<'_>],
    at: usize,
    hyphen: bool,
) -> Option<(i64, usize)> {
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
fn is_millions(scraps: &[Scrap<'_>], at: usize) -> bool {
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

/// "thousands", "tens of thousands", "hundreds of", "dozens of", "several hundred".
fn vague(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
    if let Some(reading) = several(scraps, at) {
        return Some(reading);
    }
    let is = |offset: usize, words: &[&str]| {
        scraps.get(at + offset).is_some_and(|scrap| scrap.is_any(words))
    };
    let first = match &*scraps.get(at)?.folded {
        "tens" => 10,
        "dozens" => 12,
        "scores" if counts_scores(scraps, at) => 20,
        "hundreds" => 100,
        "thousands" => 1_000,
        "millions" => 1_000_000,
        "billions" => 1_000_000_000,
        _ => return None,
    };
    let second = match scraps.get(at + 2).map(|scrap| &*scrap.folded) {
        Some("thousands") if is(1, &["of"]) => 1_000,
        Some("millions") if is(1, &["of"]) => 1_000_000,
        Some("billions") if is(1, &["of"]) => 1_000_000_000,
        _ => 1,
    };
    let end = if second > 1 { at + 3 } else { at + 1 };
    let value = Decimal::from(first).times(Decimal::from(second))?;
    Some(Reading { value, end, scale: 1, vague: true, plain: false })
}

/// "several hundred", "a few dozen", "a couple of thousand": two of them at least.
fn several(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
    let is = |offset: usize, words: &[&str]| {
        scraps.get(at + offset).is_some_and(|scrap| scrap.is_any(words))
    };
    let skip = match &*scraps.get(at)?.folded {
        "several" => 1,
        "a" if is(1, &["few", "couple"]) => 2 + usize::from(is(2, &["of"])),
        _ => return None,
    };
    let factor = scale_word(&scraps.get(at + skip)?.folded)?;
    let (second, end) = scale_at(scraps, at + skip + 1, false)
        .filter(|(second, _)| *second >= 1_000)
        .unwrap_or((1, at + skip + 1));
    let value = Decimal::from(2 * factor).times(Decimal::from(second))?;
    Some(Reading { value, end, scale: 1, vague: true, plain: false })
}

/// "scores of homes", "scores were hurt", "injuring scores": no test scores, and no team scores.
fn counts_scores(scraps: &[Scrap<'_>], at: usize) -> bool {
    let next = scraps.get(at + 1).is_some_and(|next| {
        next.is_any(&[
            "are", "died", "drowned", "fled", "had", "have", "injured", "more", "others",
            "remain", "wounded", "were",
        ])
    });
    let Some(before) = at.checked_sub(1).and_then(|before| scraps.get(before)) else {
        return next || scraps.get(at + 1).is_some_and(|of| of.is("of"));
    };
    let harm = before.is_any(&[
        "arrested",
        "detained",
        "displaced",
        "displacing",
        "hurt",
        "hurting",
        "injured",
        "injuring",
        "killed",
        "killing",
        "leaving",
        "left",
        "trapped",
        "trapping",
        "wounded",
        "wounding",
    ]);
    let opens = before.class == ScrapClass::Mark
        || before.is_any(&["and", "as", "but", "said", "that", "when", "where", "while"]);
    scraps.get(at + 1).is_some_and(|of| of.is("of")) || harm || next && opens
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
fn words(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
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
        // "twenty and three fifths"
        if from > end && fraction::added(scraps, end).is_some() {
            break;
        }
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
            // "three lakh crore", "a hundred thousand million"
            let again = group == 0 && total > 0 && last >= 1_000 && factor > last;
            if group == 0 && !again {
                break;
            }
            scale = factor;
            last = factor;
            if again {
                total = total.checked_mul(factor)?;
            } else if factor >= 1_000 {
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
    if let Some(parts) = fraction::of_parts(scraps, reading) {
        return Some(parts);
    }
    if let Some((part, end)) = fraction::added(scraps, reading.end) {
        reading = Reading { value: reading.value.plus(part)?, end, ..reading };
        return Some(scaled(scraps, reading));
    }
    Some(reading)
}

/// Steps over what joins number words: the hyphen of "twenty-one", the "and" of "two hundred
/// and three".
fn joint(scraps: &[Scrap<'_>], end: usize, start: usize, last: i64) -> usize {
    let Some(scrap) = scraps.get(end) else { return end };
    let next_is_number = scraps.get(end + 1).is_some_and(|next| {
        small(&next.folded).is_some() || scale_word(&next.folded).is_some()
    });
    let hyphen = scrap.is_dash() && next_is_number;
    let and = scrap.is("and") && next_is_number && last >= 100 && last != i64::MAX;
    if end > start && (hyphen || and) { end + 1 } else { end }
}

/// "five point two".
fn point(scraps: &[Scrap<'_>], reading: &mut Reading) {
    if !scraps.get(reading.end).is_some_and(|scrap| scrap.is("point")) {
        return;
    }
    let mut end = reading.end + 1;
    let mut part = 100_000;
    let mut sum = 0;
    while let Some(value) = scraps.get(end).and_then(|scrap| small(&scrap.folded)) {
        // "two hundred point seventy-one"
        let digits = if value > 9 { 100 } else { 10 };
        if part * 10 < digits || value > 9 && end > reading.end + 1 {
            break;
        }
        sum += i128::from(value) * part * 10 / digits;
        part /= digits;
        end += 1;
        if digits == 100 {
            let next = scraps
                .get(end + 1)
                .filter(|_| scraps.get(end).is_some_and(Scrap::is_dash));
            let last =
                next.and_then(|next| small(&next.folded)).filter(|last| *last < 10);
            if let Some(last) = last.filter(|_| value % 10 == 0) {
                sum += i128::from(last) * part * 10;
                end += 2;
            }
            break;
        }
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
        assert_eq!(value("two-thirds of the seats"), "0.666667");
        assert_eq!(value("1 234 567 votes"), "1234567");
        assert_eq!(value("10 1/2 miles"), "10.5");
        assert_eq!(value("two and a half million"), "2500000");
        assert_eq!(value("twenty twenty"), "20");
        assert_eq!(value("nine hundred ninety-nine thousand"), "999000");
        assert_eq!(value("three lakh crore crowns"), "3000000000000");
        assert_eq!(value("two hundred point seventy-one"), "200.71");
    }

    #[test]
    fn digits_set_apart_and_powers_of_ten_are_one_number() {
        assert_eq!(value("6 . 2 % of votes"), "6.2");
        assert_eq!(value("80 , 000 spectators"), "80000");
        assert_eq!(value("1.3e6 tonnes"), "1300000");
        assert_eq!(value("12e-1"), "1.2");
    }

    #[test]
    fn parts_of_one_are_read() {
        assert_eq!(value("three fifths of the seats"), "0.6");
        assert_eq!(value("twenty-three fifths"), "4.6");
        assert_eq!(value("twenty and three fifths"), "20.6");
        assert_eq!(value("one over three"), "0.333333");
        assert_eq!(value("40 over 3 years"), "40");
    }

    #[test]
    fn a_letter_m_is_a_million_only_where_money_or_people_are_counted() {
        assert_eq!(value("5m people"), "5000000");
        assert_eq!(value("5m deep"), "5");
    }

    #[test]
    fn round_words_are_read_where_they_count() {
        assert_eq!(value("several hundred people"), "200");
        assert_eq!(value("a few dozen fishermen"), "24");
        assert_eq!(value("a couple of hundred thousand crowns"), "200000");
        assert_eq!(value("scores were hurt"), "20");
        assert_eq!(value("scores fell in every school"), "");
        assert_eq!(value("several ports"), "");
    }

    #[test]
    fn an_article_alone_is_no_number() {
        assert_eq!(value("a ship"), "");
        assert_eq!(value("a third term"), "");
    }
}
