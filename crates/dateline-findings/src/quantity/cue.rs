use super::word::Scrap;
use super::{Bound, Step, Trend};

/// What the words around a number say about how it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cue {
    /// "about", "more than".
    pub(crate) bound: Option<Bound>,
    /// The scrap where the words that say it begin.
    pub(crate) start: usize,
    /// The scrap after the words behind the number that say it ("or more").
    pub(crate) end: usize,
}

/// Phrases that stand just before a number, longest first.
const BEFORE: [(&[&str], Bound); 64] = [
    (&["in", "the", "region", "of"], Bound::About),
    (&["at", "the", "very", "least"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["as", "high", "as"], Bound::AtMost),
    (&["as", "few", "as"], Bound::AtLeast),
    (&["as", "little", "as"], Bound::AtLeast),
    (&["well", "more", "than"], Bound::MoreThan),
    (&["slightly", "more", "than"], Bound::MoreThan),
    (&["just", "short", "of"], Bound::LessThan),
    (&["in", "excess", "of"], Bound::MoreThan),
    (&["not", "exceed"], Bound::AtMost),
    (&["not", "exceeding"], Bound::AtMost),
    (&["upwards", "of"], Bound::MoreThan),
    (&["upward", "of"], Bound::MoreThan),
    (&["north", "of"], Bound::MoreThan),
    (&["more", "than"], Bound::MoreThan),
    (&["greater", "than"], Bound::MoreThan),
    (&["higher", "than"], Bound::MoreThan),
    (&["larger", "than"], Bound::MoreThan),
    (&["longer", "than"], Bound::MoreThan),
    (&["older", "than"], Bound::MoreThan),
    (&["better", "than"], Bound::MoreThan),
    (&["bigger", "than"], Bound::MoreThan),
    (&["just", "over"], Bound::MoreThan),
    (&["well", "over"], Bound::MoreThan),
    (&["less", "than"], Bound::LessThan),
    (&["fewer", "than"], Bound::LessThan),
    (&["lower", "than"], Bound::LessThan),
    (&["smaller", "than"], Bound::LessThan),
    (&["younger", "than"], Bound::LessThan),
    (&["shorter", "than"], Bound::LessThan),
    (&["just", "under"], Bound::LessThan),
    (&["short", "of"], Bound::LessThan),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["close", "to"], Bound::About),
    (&["an", "estimated"], Bound::About),
    (&["estimated", "at"], Bound::About),
    (&["more", "or", "less"], Bound::About),
    (&["over"], Bound::MoreThan),
    (&["above"], Bound::MoreThan),
    (&["exceeding"], Bound::MoreThan),
    (&["exceeds"], Bound::MoreThan),
    (&["exceeded"], Bound::MoreThan),
    (&["under"], Bound::LessThan),
    (&["below"], Bound::LessThan),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["roughly"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["some"], Bound::About),
    (&["estimated"], Bound::About),
    (&["circa"], Bound::About),
];

/// Reads the words just before scrap `start` and just after scrap `end`.
pub(crate) fn cue(scraps: &[Scrap<'_>], start: usize, end: usize) -> Cue {
    let mut cue = Cue { bound: None, start, end };
    // "more than a 5" and "over the 5,000" keep their cue past an article.
    let article = start
        .checked_sub(1)
        .and_then(|before| scraps.get(before))
        .is_some_and(|scrap| scrap.is_any(&["a", "an"]));
    for skip in [0, usize::from(article)] {
        if let Some((bound, length)) = before(scraps, start - skip) {
            cue.bound = Some(bound);
            cue.start = start - skip - length;
            return cue;
        }
    }
    if start > 0 && scraps.get(start - 1).is_some_and(|mark| mark.is_any(&["~", "≈"])) {
        return Cue { bound: Some(Bound::About), start: start - 1, end };
    }
    if let Some((bound, length)) = after(scraps, end) {
        cue.bound = Some(bound);
        cue.end = end + length;
    }
    // "only 19 had been certified": the word belongs to the number and bounds nothing.
    let only = start.checked_sub(1).filter(|&at| {
        scraps.get(at).is_some_and(|scrap| scrap.is_any(&["only", "just"]))
    });
    cue.start = only.unwrap_or(start);
    cue
}

fn before(scraps: &[Scrap<'_>], start: usize) -> Option<(Bound, usize)> {
    let last = scraps.get(start.checked_sub(1)?)?;
    let ends = |phrase: &[&str]| phrase.last().is_some_and(|word| last.is(word));
    BEFORE.iter().filter(|(phrase, _)| ends(phrase)).find_map(|(phrase, bound)| {
        let from = start.checked_sub(phrase.len())?;
        let here = scraps.get(from..start)?;
        let same = here.iter().zip(*phrase).all(|(scrap, word)| scrap.is(word));
        same.then_some((*bound, phrase.len()))
    })
}

fn after(scraps: &[Scrap<'_>], end: usize) -> Option<(Bound, usize)> {
    let is = |offset: usize, words: &[&str]| {
        scraps.get(end + offset).is_some_and(|scrap| scrap.is_any(words))
    };
    if is(0, &["+"]) && scraps.get(end).is_some_and(|plus| !plus.spaced) {
        return Some((Bound::AtLeast, 1));
    }
    if is(0, &["or"]) && is(1, &["more", "higher", "above", "older", "greater"]) {
        return Some((Bound::AtLeast, 2));
    }
    if is(0, &["or"]) && is(1, &["less", "fewer", "lower", "below", "younger"]) {
        return Some((Bound::AtMost, 2));
    }
    if is(0, &["or"]) && is(1, &["so"]) {
        return Some((Bound::About, 2));
    }
    if is(0, &["-", "–"]) && is(1, &["odd"]) {
        return Some((Bound::About, 2));
    }
    None
}

/// "rose by 5 per cent", "a 5 per cent fall", "up 5 per cent", "5 per cent lower".
///
/// `start` is the scrap where the quantity with its bound begins, `end` the one after it.
pub(crate) fn trend(scraps: &[Scrap<'_>], start: usize, end: usize) -> Option<Trend> {
    let mut at = start;
    let mut stepped = false;
    // Between the word and the number stand at most a preposition, an adverb and an article.
    for _ in 0..4 {
        at = at.checked_sub(1)?;
        let scrap = scraps.get(at)?;
        // "wrapped up a four-nation tour" rises nowhere.
        let particle = scrap.is_any(&["up", "down"]);
        let article =
            scraps.get(at + 1).is_some_and(|next| next.is_any(&["a", "an", "the"]));
        if let Some(trend) = trend_word(&scrap.folded).filter(|_| !(particle && article))
        {
            return Some(trend);
        }
        if scrap.is_any(&["by", "of", "another", "a", "an", "further", "only", "just"]) {
            stepped = true;
            continue;
        }
        if scrap.folded.ends_with("ly") && !stepped {
            continue;
        }
        break;
    }
    trend_after(scraps, end)
}

fn trend_after(scraps: &[Scrap<'_>], end: usize) -> Option<Trend> {
    let next = scraps.get(end)?;
    match &*next.folded {
        "higher" | "up" | "increase" | "rise" | "gain" | "jump" | "surge" | "growth" => {
            Some(Trend::Up)
        }
        "lower" | "down" | "decrease" | "decline" | "drop" | "fall" | "cut" | "loss"
        | "reduction" | "slump" | "plunge" => Some(Trend::Down),
        _ => None,
    }
}

fn trend_word(word: &str) -> Option<Trend> {
    match word {
        "rose" | "rise" | "rises" | "risen" | "rising" | "up" | "gained" | "gain"
        | "gains" | "gaining" | "climbed" | "climb" | "climbs" | "climbing"
        | "increased" | "increase" | "increases" | "increasing" | "jumped" | "jump"
        | "jumps" | "jumping" | "surged" | "surge" | "surges" | "surging" | "soared"
        | "soar" | "soars" | "soaring" | "grew" | "grow" | "grows" | "grown"
        | "growing" | "growth" | "advanced" | "added" | "expanded" | "rallied"
        | "rebounded" | "leapt" | "raised" | "enlarged" | "extended" | "boosted"
        | "swelled" | "swollen" | "lifted" | "upped" => Some(Trend::Up),
        "fell" | "fall" | "falls" | "fallen" | "falling" | "down" | "dropped"
        | "drop" | "drops" | "dropping" | "declined" | "decline" | "declines"
        | "declining" | "decreased" | "decrease" | "decreases" | "sank" | "slid"
        | "slide" | "slipped" | "slip" | "slumped" | "slump" | "plunged" | "plunge"
        | "tumbled" | "tumble" | "shrank" | "shrunk" | "contracted" | "lost" | "shed"
        | "reduced" | "reduction" | "cut" | "cutting" | "dipped" | "plummeted"
        | "eased" | "lowered" | "halved" | "trimmed" | "slashed" | "downsized" => {
            Some(Trend::Down)
        }
        _ => None,
    }
}

/// "from 5,200", "to 3000", "by 40": the word just before the quantity, where the clause tells
/// of a change.
pub(crate) fn step(scraps: &[Scrap<'_>], start: usize) -> Option<Step> {
    let before = scraps.get(start.checked_sub(1)?)?;
    match &*before.folded {
        "from" => Some(Step::From),
        "to" => Some(Step::To),
        "by" => Some(Step::By),
        _ => None,
    }
}

/// Whether a word of change stands in the scraps before `at`, within a clause's length.
pub(crate) fn tells_of_change(scraps: &[Scrap<'_>], at: usize) -> bool {
    let from = at.saturating_sub(14);
    let before = scraps.get(from..at).unwrap_or(&[]);
    let before = if scraps.get(at.wrapping_sub(1)).is_some_and(|scrap| scrap.is("by")) {
        behind_conjunction(before)
    } else {
        before
    };
    // "took the number of dead to 14"
    let toll =
        before.iter().any(|scrap| scrap.is_any(&["toll", "number", "total", "tally"]));
    before.iter().any(|scrap| {
        toll && scrap
            .is_any(&["pushed", "pushes", "pushing", "taken", "takes", "taking", "took"])
            || trend_word(&scrap.folded).is_some()
            || scrap.is_any(&[
                "withdraw", "scale", "bring", "brought", "drawdown", "went", "go",
            ])
    })
}

/// "climbed to 47 as a strike by 3,000 workers": what stands behind the last word that opens a
/// clause of its own.
fn behind_conjunction<'s, 't>(scraps: &'s [Scrap<'t>]) -> &'s [Scrap<'t>] {
    let opens = |at: usize| {
        let article =
            scraps.get(at + 1).is_some_and(|next| next.is_any(&["a", "an", "the"]));
        scraps.get(at).is_some_and(|scrap| {
            scrap.is_any(&["after", "because", "when", "while"])
                || article && scrap.is("as")
        })
    };
    let last = (0..scraps.len()).rev().find(|&at| opens(at));
    scraps.get(last.map_or(0, |at| at + 1)..).unwrap_or(&[])
}
