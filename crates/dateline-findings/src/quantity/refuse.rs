use super::number::Reading;
use super::unit::Measure;
use super::word::{Scrap, ScrapClass};

/// A number as it was read, with what stands around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'a> {
    /// All the scraps of the sentence.
    pub(crate) scraps: &'a [Scrap<'a>],
    /// The scrap where the number starts.
    pub(crate) at: usize,
    /// What was read there.
    pub(crate) reading: Reading,
    /// Its unit of measure, where it has one.
    pub(crate) measure: Option<Measure>,
}

/// Whether a number counts nothing: a year, a day, a time of day, a section, a name, a score.
pub(crate) fn refuse(candidate: &Candidate<'_>) -> bool {
    let touching = in_a_name(candidate) || is_version(candidate) || is_time(candidate);
    if touching || is_ordinal(candidate) {
        return true;
    }
    if candidate.measure.is_some() {
        return is_pronoun(candidate);
    }
    is_day(candidate)
        || is_year(candidate)
        || is_label(candidate)
        || is_address(candidate)
        || is_counter(candidate)
        || is_pronoun(candidate)
        || is_half_of_a_whole(candidate)
        || is_telephone(candidate)
        || is_end_of_years(candidate)
}

/// "2007 - 8", "2008-09": the end of a span of years.
fn is_end_of_years(candidate: &Candidate<'_>) -> bool {
    let year = candidate.before(2).is_some_and(|scrap| {
        scrap.class == ScrapClass::Digits
            && scrap.folded.len() == 4
            && (scrap.folded.starts_with("19") || scrap.folded.starts_with("20"))
    });
    let dash = candidate.before(1).is_some_and(Scrap::is_dash);
    year && dash && candidate.digits().is_some_and(|number| number < 100)
}

impl Candidate<'_> {
    /// The scrap that many before the number.
    fn before(&self, count: usize) -> Option<&Scrap<'_>> {
        self.scraps.get(self.at.checked_sub(count)?)
    }

    /// The scrap that many after it, from 0.
    fn after(&self, count: usize) -> Option<&Scrap<'_>> {
        self.scraps.get(self.reading.end + count)
    }

    fn before_is(&self, count: usize, words: &[&str]) -> bool {
        self.before(count).is_some_and(|scrap| scrap.is_any(words))
    }

    fn after_is(&self, count: usize, words: &[&str]) -> bool {
        self.after(count).is_some_and(|scrap| scrap.is_any(words))
    }

    fn first(&self) -> Option<&Scrap<'_>> {
        self.scraps.get(self.at)
    }

    /// The whole number in plain digits, without commas or scale.
    fn digits(&self) -> Option<i64> {
        let first = self.first().filter(|first| first.class == ScrapClass::Digits)?;
        (self.reading.end == self.at + 1).then(|| first.folded.parse().ok()).flatten()
    }
}

/// The name of a month, in small letters, or its short form.
pub(crate) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

const MONTHS: [&str; 23] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "dec",
];

/// "G20", "COVID-19", "F-16", "A330-200", "MH17", "4th", "1980s".
fn in_a_name(candidate: &Candidate<'_>) -> bool {
    let Some(first) = candidate.first().filter(|first| first.class == ScrapClass::Digits)
    else {
        return false;
    };
    let glued = !first.spaced;
    let letters = |scrap: Option<&Scrap<'_>>| {
        scrap.is_some_and(|scrap| scrap.class == ScrapClass::Letters)
    };
    let currency = candidate.before_is(1, &["rs", "eur", "usd", "gbp"]);
    if glued && letters(candidate.before(1)) && !currency {
        return true;
    }
    let dash = candidate.before(1).is_some_and(|mark| mark.is_dash() && !mark.spaced);
    if glued && dash && letters(candidate.before(2)) && candidate.measure.is_none() {
        return !candidate.before(2).is_some_and(|scrap| {
            super::number::small(&scrap.folded).is_some() || scrap.is("mid")
        });
    }
    // "1980s", "3D", "4G": a letter that is no unit.
    let tail = candidate.scraps.get(candidate.at + 1);
    let letter = tail.is_some_and(|tail| {
        !tail.spaced && tail.class == ScrapClass::Letters && tail.folded.len() <= 2
    });
    letter && candidate.reading.end == candidate.at + 1 && candidate.measure.is_none()
}

/// "192.168.1.2", "version 2.1.3".
fn is_version(candidate: &Candidate<'_>) -> bool {
    let points =
        |scrap: &Scrap<'_>| scrap.folded.bytes().filter(|&byte| byte == b'.').count();
    candidate.first().is_some_and(|first| points(first) > 1)
}

/// "00:25", "5 pm", "10 a.m.", "24/7", "2019/08/24".
fn is_time(candidate: &Candidate<'_>) -> bool {
    let plain = candidate.reading.plain;
    let close = |scrap: Option<&Scrap<'_>>, marks: &[&str]| {
        scrap.is_some_and(|mark| mark.is_any(marks) && !mark.spaced)
    };
    let digit = |scrap: Option<&Scrap<'_>>| {
        scrap.is_some_and(|scrap| scrap.class == ScrapClass::Digits && !scrap.spaced)
    };
    let joined_after =
        close(candidate.after(0), &[":", "/"]) && digit(candidate.after(1));
    let joined_before = close(candidate.before(1), &[":", "/"])
        && candidate.before(2).is_some_and(|scrap| scrap.class == ScrapClass::Digits)
        && candidate.first().is_some_and(|first| !first.spaced);
    let noon = candidate.after_is(0, &["am", "pm", "gmt", "utc", "o"])
        && !candidate.after_is(0, &["am"])
            | candidate.after(0).is_some_and(|am| !am.capital);
    let dotted = candidate.after_is(0, &["a", "p"])
        && candidate.after_is(1, &["."])
        && candidate.after_is(2, &["m"]);
    plain && (joined_after || joined_before || noon || dotted)
}

/// "4th", "21st".
fn is_ordinal(candidate: &Candidate<'_>) -> bool {
    let tail = candidate.scraps.get(candidate.at + 1);
    candidate.reading.plain
        && tail.is_some_and(|tail| tail.is_any(&["st", "nd", "rd", "th"]))
}

/// "May 4", "4 May", "March 3, 2020".
fn is_day(candidate: &Candidate<'_>) -> bool {
    let Some(day) = candidate.digits() else { return false };
    let month = |scrap: Option<&Scrap<'_>>| {
        scrap.is_some_and(|scrap| {
            scrap.is_any(&MONTHS) && (scrap.capital || !scrap.is("may"))
        })
    };
    let dotted = candidate.before_is(1, &["."]) && month(candidate.before(2));
    let range = candidate.before(1).is_some_and(Scrap::is_dash)
        && candidate.before(2).is_some_and(|scrap| scrap.class == ScrapClass::Digits)
        && month(candidate.before(3));
    let of = candidate.after_is(0, &["of"]) && month(candidate.after(1));
    let dashed =
        candidate.after(0).is_some_and(Scrap::is_dash) && month(candidate.after(2));
    let around = month(candidate.before(1)) || month(candidate.after(0));
    (around || dotted || range || of || dashed) && (1..=31).contains(&day)
        || month(candidate.before(1)) && (1000..=2200).contains(&day)
}

/// A bare "2019", unless it plainly counts something.
fn is_year(candidate: &Candidate<'_>) -> bool {
    let Some(year) = candidate.digits() else { return false };
    let four = candidate.first().is_some_and(|first| first.folded.len() == 4);
    if !four || !(1200..=2150).contains(&year) {
        return false;
    }
    let calendar = [
        "in", "since", "by", "during", "until", "till", "through", "before", "after",
        "early", "late", "mid", "year", "the", "of", "for", "from", "to", "and",
        "between", ",", "(", "'s", "s", "this", "his", "her", "its", "their", "-", "–",
        "spring", "summer", "autumn", "fall", "winter", "week",
    ];
    let leads = candidate.before(1).is_none_or(|scrap| scrap.is_any(&calendar));
    let counts = candidate.after(0).is_some_and(|next| {
        next.class == ScrapClass::Letters
            && next.folded.ends_with('s')
            && !next.is_any(&["was", "is", "has", "as", "s", "this", "his", "its"])
            || next.is_any(&[
                "people", "men", "women", "children", "police", "more", "other",
            ])
    });
    // "1988 sales" are those of a year.
    let yearly = candidate.after_is(
        0,
        &[
            "sales",
            "earnings",
            "profits",
            "results",
            "exports",
            "imports",
            "elections",
            "games",
            "olympics",
            "championships",
            "prices",
            "levels",
            "revenues",
            "polls",
            "finals",
            "talks",
            "accords",
            "protests",
            "riots",
            "attacks",
            "bombings",
            "figures",
        ],
    );
    leads || !counts || yearly
}

/// "Article 5", "No. 10", "Boeing 737", "page 3", "Group of 7".
fn is_label(candidate: &Candidate<'_>) -> bool {
    const LABELS: [&str; 50] = [
        "category",
        "article",
        "articles",
        "section",
        "sections",
        "chapter",
        "page",
        "pages",
        "no",
        "nos",
        "nr",
        "nrs",
        "row",
        "item",
        "items",
        "level",
        "phase",
        "room",
        "flight",
        "route",
        "highway",
        "channel",
        "resolution",
        "resolutions",
        "version",
        "figure",
        "table",
        "block",
        "gate",
        "line",
        "part",
        "volume",
        "grade",
        "class",
        "season",
        "episode",
        "stage",
        "round",
        "rule",
        "area",
        "zone",
        "day",
        "exit",
        "lot",
        "unit",
        "platform",
        "paragraph",
        "fortune",
        "formula",
        "number",
    ];
    // "a force that will number 7,000"
    let counts = candidate.before_is(1, &["number"])
        && candidate
            .before_is(2, &["will", "to", "would", "could", "now", "may", "they"]);
    if candidate.before(1).is_some_and(|scrap| scrap.is_any(&LABELS)) && !counts {
        return true;
    }
    if candidate.before_is(1, &[".", "#", "№"])
        && candidate.before_is(2, &["no", "nos", "nr"])
    {
        return true;
    }
    let hash = candidate.before(1).is_some_and(|mark| mark.is_any(&["#", "№"]));
    let plus = candidate.before_is(1, &["+"]) && candidate.reading.plain;
    hash || plus || is_model(candidate)
}

/// A number right behind a name with nothing counted after it: "Boeing 737", "Apollo 11".
fn is_model(candidate: &Candidate<'_>) -> bool {
    let Some(first) = candidate.first().filter(|_| candidate.reading.plain) else {
        return false;
    };
    let name = candidate.before(1).is_some_and(|scrap| {
        scrap.class == ScrapClass::Letters && scrap.capital && scrap.folded.len() > 1
    });
    // The first word of a sentence has a capital in any case.
    let opens = candidate.at == 1
        || candidate.before(2).is_some_and(|mark| mark.is_any(&[".", "\"", "“", ":"]));
    let next = candidate.after(0);
    if next.is_some_and(|next| next.is("index")) {
        return true;
    }
    let counts = next.is_some_and(|next| {
        let plural = next.folded.ends_with('s') && !next.folded.ends_with("as")
            || next
                .is_any(&["people", "men", "women", "children", "more", "other", "to"]);
        let verb = next.is_any(&["is", "was", "has", "its", "his", "this", "crashes"]);
        next.spaced && plural && !verb
    });
    name && !opens && first.spaced && !counts && first.folded.len() <= 4
}

/// "10 Harbour Street".
fn is_address(candidate: &Candidate<'_>) -> bool {
    const STREETS: [&str; 16] = [
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "drive",
        "boulevard",
        "blvd",
        "square",
        "terrace",
        "place",
        "quay",
        "way",
        "crescent",
    ];
    let Some(number) = candidate.digits() else { return false };
    let next = candidate.after(0).is_some_and(|next| next.capital);
    let street = (1..3).any(|offset| {
        candidate
            .after(offset)
            .is_some_and(|scrap| scrap.capital && scrap.is_any(&STREETS))
    });
    number < 20_000 && next && street
}

/// "(2)" and "2)" at the head of an item; "Number of readings: 192".
fn is_counter(candidate: &Candidate<'_>) -> bool {
    let closes = candidate.after(0).is_some_and(|mark| mark.is(")") && !mark.spaced);
    let opens = candidate.before(1).is_none_or(|mark| mark.is_any(&["(", ";", ":"]));
    let item = closes && opens && candidate.digits().is_some_and(|number| number < 100);
    let after_colon = candidate.before_is(1, &[":"])
        && candidate
            .before_is(2, &["readings", "views", "comments", "shares", "likes", "page"]);
    let counted = candidate
        .after_is(0, &["comments", "views", "shares", "likes", "retweets"])
        && candidate.at == 0;
    item || after_colon || counted
}

/// "one of them", "no one", "one another", "the one that": no count.
fn is_pronoun(candidate: &Candidate<'_>) -> bool {
    if !candidate.first().is_some_and(|first| first.is("one"))
        || candidate.reading.end != candidate.at + 1
    {
        return candidate.first().is_some_and(|first| first.is_any(&["zero", "nought"]))
            && candidate.measure.is_none();
    }
    let determiner = [
        "no", "any", "every", "the", "this", "that", "which", "each", "some", "another",
        "last", "only", "not", "-", "a", "number", "square", "day", "everyone", "is",
        "was", "as",
    ];
    let follows = [
        "more", "of", "another", "such", "can", "could", "who", "that", "is", "'", "’",
        "way",
    ];
    // "a promise that is one year old", "the answer is minus one"
    let below = candidate.before_is(1, &["minus", "negative"]);
    let measured =
        candidate.measure.is_some() && candidate.before_is(1, &["is", "was", "as"]);
    if below || measured {
        return false;
    }
    // "a one-day strike" and "one day after the raid" count it.
    let joined = candidate.after(0).is_some_and(|dash| dash.is_dash() && !dash.spaced);
    let later = candidate.after_is(0, &["day"])
        && candidate.after_is(1, &["after", "before", "earlier", "later"]);
    if joined || later {
        return false;
    }
    let idle =
        ["day", "time", "another", "thing", "hand", "side", "way", "point", "side"];
    let none_after =
        candidate.after(0).is_none_or(|next| next.class != ScrapClass::Letters);
    candidate.before_is(1, &determiner)
        || candidate.after_is(0, &follows)
        || candidate.after_is(0, &idle)
        || none_after && !candidate.after(0).is_some_and(Scrap::is_dash)
}

/// "the second half", "half-brother", "half the team went".
fn is_half_of_a_whole(candidate: &Candidate<'_>) -> bool {
    if !candidate.first().is_some_and(|first| first.is("half"))
        || candidate.reading.end != candidate.at + 1
    {
        return false;
    }
    let counts = candidate.after_is(0, &["of", "the", "its", "their", "his", "her"]);
    let cue = candidate.before_is(
        1,
        &[
            "than", "about", "nearly", "almost", "least", "over", "around", "roughly",
            "by",
        ],
    );
    let ordinal =
        candidate.before_is(1, &["first", "second", "latter", "other", "final"]);
    ordinal || !(counts || cue) || candidate.after(0).is_some_and(Scrap::is_dash)
}

/// Groups of digits with hyphens, or more digits than are ever counted without a comma.
fn is_telephone(candidate: &Candidate<'_>) -> bool {
    let group = |scrap: Option<&Scrap<'_>>| {
        scrap.is_some_and(|scrap| {
            scrap.class == ScrapClass::Digits && scrap.folded.len() >= 3
        })
    };
    let dash = |scrap: Option<&Scrap<'_>>| {
        scrap.is_some_and(|mark| mark.is_dash() && !mark.spaced)
    };
    let Some(first) = candidate.first() else { return false };
    let grouped = first.folded.len() >= 3
        && (dash(candidate.after(0))
            && group(candidate.after(1))
            && dash(candidate.after(2))
            || dash(candidate.before(1))
                && group(candidate.before(2))
                && dash(candidate.before(3)));
    let zero = first.folded.len() > 2
        && first.folded.starts_with('0')
        && !first.folded.starts_with("0.");
    grouped || zero || first.folded.len() > 15 && !first.folded.contains(',')
}
