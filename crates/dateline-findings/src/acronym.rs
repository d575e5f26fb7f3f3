use dateline_text::{Span, Text};

/// Long forms with the short forms that stand in brackets behind them: "Harbour Union (HU)"; that
/// stand before them ("HU (Harbour Union)"), or behind ", or", ", known as" and a dash.
///
/// Each letter of the short form must open a word of the long form, or stand within one that
/// an earlier letter opened; small words may be stepped over.
pub(crate) fn pairs(text: &Text, within: Span) -> Vec<(Span, Span)> {
    let words = text.words(within);
    let mut found = Vec::new();
    for (open, _) in words.match_indices('(') {
        let rest = words.get(open + 1..).unwrap_or_default();
        let Some(close) = rest.find(')') else { continue };
        let inner = rest.get(..close).unwrap_or_default();
        let short = inner.trim_matches(['“', '”', '"', ' ']);
        if !is_short_form(short) {
            found.extend(turned(words, open, inner).map(|pair| moved(pair, within)));
            continue;
        }
        let before = words.get(..open).unwrap_or_default();
        let Some(start) = long_form(before, short) else { continue };
        let end = before.trim_end().len();
        let from = open + 1 + inner.find(short).unwrap_or_default();
        let pair = (Span::of(start..end), Span::of(from..from + short.len()));
        found.push(moved(pair, within));
    }
    found.extend(spoken(words).into_iter().map(|pair| moved(pair, within)));
    found
}

/// A pair in the text, of one in the words within a span of it.
fn moved((long, short): (Span, Span), within: Span) -> (Span, Span) {
    let from = within.start();
    let moved = |span: Span| Span::of(from + span.start()..from + span.end());
    (moved(long), moved(short))
}

/// "HU (Harbour Union)": the long form in brackets behind the short one.
fn turned(words: &str, open: usize, inner: &str) -> Option<(Span, Span)> {
    let before = words.get(..open)?.trim_end();
    let start = before.rfind([' ', '\n', '(', '"', '“']).map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    let short = before.get(start..)?;
    let whole =
        is_short_form(short) && is_capital(short) && long_form(inner, short) == Some(0);
    let long = Span::of(open + 1..open + 1 + inner.len());
    (whole && inner.contains(' ')).then(|| (long, Span::of(start..start + short.len())))
}

/// What stands between a long form and its short form.
const BETWEEN: [&str; 6] =
    [", known as the ", ", known as ", ", or the ", ", or ", " — the ", " – the "];

/// "the Harbour Union, known as HU,", "the Harbour Union — the HU —".
fn spoken(words: &str) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    for between in BETWEEN {
        for (at, _) in words.match_indices(between) {
            let from = at + between.len();
            let rest = words.get(from..).unwrap_or_default();
            let end =
                rest.find(|letter: char| !letter.is_alphanumeric() && letter != '-');
            let short = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let behind = rest.get(short.len()..).unwrap_or_default().trim_start();
            let closed =
                behind.is_empty() || behind.starts_with([',', '.', ';', ')', '—', '–']);
            let before = words.get(..at).unwrap_or_default();
            if !closed || !is_short_form(short) || !is_capital(short) {
                continue;
            }
            let Some(start) = long_form(before, short) else { continue };
            found.push((Span::of(start..at), Span::of(from..from + short.len())));
        }
    }
    found
}

/// Whether a short form is written in capitals alone.
fn is_capital(short: &str) -> bool {
    short.chars().all(|letter| !letter.is_lowercase())
}

/// Three to eight capitals in brackets right behind a name: "(AVP)".
pub(crate) fn in_brackets_behind(text: &Text, name: Span) -> Option<Span> {
    let rest = text.get(Span::of(name.end()..text.as_str().len()))?;
    let inner = rest.strip_prefix(" (")?;
    let short = inner.get(..inner.bytes().take(9).position(|letter| letter == b')')?)?;
    let capitals = short.bytes().all(|letter| letter.is_ascii_uppercase());
    let from = name.end() + 2;
    ((3..=8).contains(&short.len()) && capitals)
        .then(|| Span::of(from..from + short.len()))
}

/// Two to ten letters, two of them capitals at least: `HU`, `MoD`, `U.N.`.
fn is_short_form(short: &str) -> bool {
    let letters = short.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = short.chars().filter(|letter| letter.is_uppercase()).count();
    let only = short
        .chars()
        .all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '&'));
    only && (2..=10).contains(&letters) && capitals >= 2
}

/// Where the long form starts: the nearest words whose initials are the short form.
fn long_form(before: &str, short: &str) -> Option<usize> {
    let letters: Vec<char> = short
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let starts = word_starts(before);
    let reach = letters.len() + 6;
    let near = starts.iter().rev().take(reach).copied().collect::<Vec<_>>();
    // The shortest stretch that spells it is the surest.
    let shortest = |fits: fn(&[&str], &[char]) -> bool| {
        near.iter().copied().find(|&start| {
            let words: Vec<&str> = split(before.get(start..).unwrap_or_default());
            fits(&words, &letters)
        })
    };
    let start = shortest(|words, letters| {
        opens_alike(words, letters) && (spells(words, letters) || begins(words, letters))
    })?;
    let all = split(before.get(start..).unwrap_or_default()).len() >= letters.len();
    Some(shortest(spells_turned).filter(|_| !all).unwrap_or(start))
}

fn word_starts(words: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut inside = false;
    // Only the nearest words can be meant.
    let from = words.char_indices().rev().nth(160).map_or(0, |(at, _)| at);
    for (at, letter) in words.char_indices().skip_while(|&(at, _)| at < from) {
        let is_word = letter.is_alphanumeric() || matches!(letter, '\'' | '’');
        if is_word && !inside {
            starts.push(at);
        }
        inside = is_word;
    }
    starts
}

fn split(words: &str) -> Vec<&str> {
    let parts = words
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
    parts.filter(|word| !word.is_empty()).collect()
}

fn first(word: &str) -> Option<char> {
    word.chars().next().and_then(|letter| letter.to_lowercase().next())
}

/// The first word opens with the first letter, and is no article.
fn opens_alike(words: &[&str], letters: &[char]) -> bool {
    let Some(word) = words.first() else { return false };
    first(word) == letters.first().copied() && !is_small(word)
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "and" | "the" | "for" | "to" | "in" | "on" | "a" | "an" | "de" | "s"
    )
}

/// Whether the initials of the words are the letters, small words aside or among them.
fn spells(words: &[&str], letters: &[char]) -> bool {
    let mut at = 0;
    for word in words {
        if letters.get(at).copied() == first(word) {
            at += 1;
        } else if !is_small(word) {
            return false;
        }
    }
    at == letters.len()
}

/// "Agency for Displaced Families (DFA)": whether the initials are three letters or more in
/// another order.
fn spells_turned(words: &[&str], letters: &[char]) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut named: Vec<char> = words
        .iter()
        .filter(|word| capital(word))
        .filter_map(|word| first(word))
        .collect();
    let mut wanted = letters.to_vec();
    named.sort_unstable();
    wanted.sort_unstable();
    let opens = words.first().is_some_and(|word| capital(word) && !is_small(word));
    let rest = words.iter().all(|word| capital(word) || is_small(word));
    letters.len() >= 3 && opens && rest && named == wanted
}

/// Whether two capitalised words or more give the first letters: "Islamic Shore (ISIV)".
fn begins(words: &[&str], letters: &[char]) -> bool {
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    words.len() >= 2
        && words.len() < letters.len()
        && words.iter().all(capital)
        && words.iter().zip(letters).all(|(word, letter)| first(word) == Some(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<(String, String)> {
        let text = Text::new(words);
        let pairs = pairs(&text, text.span()).into_iter();
        pairs.map(|(l, s)| (text.words(l).to_owned(), text.words(s).to_owned())).collect()
    }

    #[test]
    fn a_long_form_is_found_before_its_short_form() {
        let pair = |long: &str, short: &str| vec![(long.to_owned(), short.to_owned())];
        assert_eq!(found("the Harbour Union (HU) met"), pair("Harbour Union", "HU"));
        assert_eq!(
            found("Orlesia's Ministry of Defence (MoD)"),
            pair("Ministry of Defence", "MoD")
        );
        assert_eq!(
            found("a memorandum of understanding (MoU)"),
            pair("memorandum of understanding", "MoU")
        );
        assert_eq!(
            found("Agency for Homeless Families (HFA)"),
            pair("Agency for Homeless Families", "HFA")
        );
        assert_eq!(found("Islamic Shore (ISIV)"), pair("Islamic Shore", "ISIV"));
        assert_eq!(found("in its fight against (HU) fishers"), []);
        assert_eq!(found("the senator (Varn) said"), []);
    }
}
