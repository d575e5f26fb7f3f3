use dateline_language::Decimal;

use super::number::{Reading, plain, scale_at, small};
use super::word::{Scrap, ScrapClass};

const HALF: Decimal = Decimal::from_millionths(500_000);

/// "1/2", "3 / 4": a fraction below one. Not "24/7", nor a date.
pub(super) fn slashed(scraps: &[Scrap<'_>], at: usize) -> Option<Decimal> {
    let (top, slash, under) = (scraps.get(at)?, scraps.get(at + 1)?, scraps.get(at + 2)?);
    let close = slash.is("/") && slash.spaced == under.spaced;
    if !close || scraps.get(at + 3).is_some_and(|next| next.is("/")) {
        return None;
    }
    let top: i64 = top.folded.parse().ok()?;
    let under: i64 = under.folded.parse().ok()?;
    let usual = matches!(under, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32);
    (usual && 0 < top && top < under).then(|| ratio(top, under)).flatten()
}

fn ratio(top: i64, under: i64) -> Option<Decimal> {
    let half = i128::from(under).checked_div(2)?;
    let millionths = i128::from(top)
        .checked_mul(1_000_000)?
        .checked_add(half)?
        .checked_div(i128::from(under))?;
    Some(Decimal::from_millionths(millionths))
}

pub(super) fn sign(mark: &str) -> Option<Decimal> {
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

/// "half", "half a million", "half a dozen", "a third of", "three quarters".
pub(super) fn half(scraps: &[Scrap<'_>], at: usize) -> Option<Reading> {
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
    let under = part(&scraps.get(at + 1 + dash)?.folded)?;
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

/// What "and" adds to a number: "and a half", "and three fifths".
pub(super) fn added(scraps: &[Scrap<'_>], at: usize) -> Option<(Decimal, usize)> {
    scraps.get(at).filter(|scrap| scrap.is("and"))?;
    let first = scraps.get(at + 1)?;
    if first.is("a") {
        let under = part(&scraps.get(at + 2)?.folded)?;
        return Some((ratio(1, under)?, at + 3));
    }
    let top = small(&first.folded).filter(|top| (1..10).contains(top))?;
    let under = parts(&scraps.get(at + 2)?.folded)?;
    (under > top).then(|| ratio(top, under)).flatten().map(|value| (value, at + 3))
}

/// "twenty-three fifths", "two hundredths": a number of parts of one.
pub(super) fn of_parts(scraps: &[Scrap<'_>], reading: Reading) -> Option<Reading> {
    let skip = usize::from(scraps.get(reading.end).is_some_and(Scrap::is_dash));
    let under = parts(&scraps.get(reading.end + skip)?.folded)?;
    let millionths = reading
        .value
        .millionths()
        .checked_div(i128::from(under))
        .filter(|part| *part != 0)?;
    Some(plain(Decimal::from_millionths(millionths), reading.end + skip + 1))
}

/// "one over three", "2000 over 3": one number divided by another, where nothing is counted.
pub(super) fn over(
    scraps: &[Scrap<'_>],
    reading: Reading,
    under: Option<Reading>,
) -> Option<Reading> {
    let under = under
        .filter(|_| scraps.get(reading.end).is_some_and(|scrap| scrap.is("over")))?;
    let counts = scraps.get(under.end).is_some_and(|next| next.class != ScrapClass::Mark);
    let divided = reading.value.millionths().checked_mul(1_000_000)?;
    let value = divided.checked_div(under.value.millionths())?;
    (!counts).then(|| plain(Decimal::from_millionths(value), under.end))
}

/// The parts of one that a plural names; "quarters" and "halves" are parts of a year or game
/// as often.
fn parts(word: &str) -> Option<i64> {
    let one = word.strip_suffix('s')?;
    part(one).or(match one {
        "thousandth" => Some(1_000),
        "millionth" => Some(1_000_000),
        "twentieth" => Some(20),
        "thirtieth" => Some(30),
        _ => None,
    })
}

fn part(word: &str) -> Option<i64> {
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
