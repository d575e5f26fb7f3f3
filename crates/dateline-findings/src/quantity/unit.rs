use std::sync::LazyLock;

use dateline_language::{Relation, Sentence, WordClass};
use dateline_text::Lookup;

use super::word::{Scrap, ScrapClass};

const TABLE: &str = include_str!("../../data/units.tsv");

/// A unit of measure: "dollar", "percentage", "kilometer".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Its name in the singular.
    pub(crate) unit: &'static str,
    /// What it measures.
    pub(crate) class: MeasureClass,
    /// The scrap after its last.
    pub(crate) end: usize,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeasureClass {
    /// Dollars, euros.
    Money,
    /// Per cent and its kin.
    Share,
    /// Years, days.
    Time,
    /// Kilometres, feet.
    Length,
    /// Weights, speeds and all others.
    Other,
}

/// The units of measure by the words that name them.
#[derive(Debug)]
pub(crate) struct Measures {
    rows: Lookup<(&'static str, MeasureClass)>,
    /// The scraps that a unit may start with, and those that money may end with.
    firsts: Lookup<()>,
    lasts: Lookup<()>,
    /// The units that are money.
    moneys: Lookup<()>,
}

impl Measures {
    /// The table that is shipped.
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Measures> = LazyLock::new(|| {
            let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
            let rows: Vec<_> = lines.filter_map(row).collect();
            let money = rows.iter().filter(|row| row.2 == MeasureClass::Money);
            Measures {
                moneys: money.clone().map(|row| row.1).collect(),
                firsts: rows.iter().map(|row| first_scrap(row.0)).collect(),
                lasts: money.map(|row| last_scrap(row.0)).collect(),
                rows: rows.iter().map(|row| (row.0, (row.1, row.2))).collect(),
            }
        });
        &SHIPPED
    }

    fn find(&self, surface: &str) -> Option<(&'static str, MeasureClass)> {
        self.rows.get(surface).copied()
    }

    /// Whether a unit is a currency.
    pub(crate) fn is_money(&self, unit: &str) -> bool {
        self.moneys.has(unit)
    }

    /// Whether a word is a unit of time.
    pub(crate) fn is_time(&self, word: &str) -> bool {
        self.find(word).is_some_and(|(_, class)| class == MeasureClass::Time)
    }

    /// Whether a word is a unit of length.
    pub(crate) fn is_length(&self, word: &str) -> bool {
        self.find(word).is_some_and(|(_, class)| class == MeasureClass::Length)
    }

    /// The longest unit whose words start at `at`.
    pub(crate) fn after(&self, scraps: &[Scrap<'_>], at: usize) -> Option<Measure> {
        let first = scraps.get(at)?;
        if !self.firsts.has(&first.folded) {
            return None;
        }
        (1..=4).rev().find_map(|length| {
            let surface = surface(scraps, at, length)?;
            let (unit, class) =
                self.find(&surface).or_else(|| self.cased(scraps, at, length))?;
            Some(Measure { unit, class, end: at + length })
        })
    }

    /// "MW" and "M" are not "mw" and "m"; only digits with letters need it, so only two letters.
    fn cased(
        &self,
        scraps: &[Scrap<'_>],
        at: usize,
        length: usize,
    ) -> Option<(&'static str, MeasureClass)> {
        let lower = scraps.get(at)?.folded.clone();
        (length == 1 && scraps.get(at)?.class == ScrapClass::Letters)
            .then(|| self.find(&lower))
            .flatten()
    }

    /// The currency whose sign or code ends just before `at`, with the scrap it starts at.
    pub(crate) fn before(
        &self,
        scraps: &[Scrap<'_>],
        at: usize,
    ) -> Option<(Measure, usize)> {
        let last = scraps.get(at.checked_sub(1)?)?;
        if !self.lasts.has(&last.folded) {
            return None;
        }
        (1..=5).rev().find_map(|length| {
            let start = at.checked_sub(length)?;
            let surface = surface(scraps, start, length)?;
            let (unit, class) = self.find(&surface)?;
            // "part of a $700 contract": an article is no country's letter.
            // So are the ends of "Varn's $7 million" and "the firms' $7 million".
            let article = scraps.get(start).is_some_and(|first| {
                first.is("a") && !first.capital || first.is("s") && !first.spaced
            });
            let sign = surface.chars().last().is_some_and(|last| !last.is_alphabetic())
                || length == 1 && is_code(&surface);
            let measure = Measure { unit, class, end: at };
            (sign && !(article && length > 1) && class == MeasureClass::Money)
                .then_some((measure, start))
        })
    }
}

/// The first scrap of a unit as the table writes it: its first letters, or a mark.
fn first_scrap(surface: &str) -> &str {
    let letters = surface.find(|letter: char| !letter.is_alphabetic());
    let mark = surface.chars().next().map_or(0, char::len_utf8);
    surface.get(..letters.unwrap_or(surface.len()).max(mark)).unwrap_or_default()
}

/// The last scrap of a unit as the table writes it: its last letters, or a mark.
fn last_scrap(surface: &str) -> &str {
    let letters = surface.trim_end_matches(char::is_alphabetic).len();
    let mark = surface.chars().next_back().map_or(0, char::len_utf8);
    surface.get(letters.min(surface.len() - mark)..).unwrap_or_default()
}

fn row(line: &'static str) -> Option<(&'static str, &'static str, MeasureClass)> {
    let mut cells = line.split('\t');
    let (surface, unit, class) = (cells.next()?, cells.next()?, cells.next()?);
    let class = match class {
        "money" => MeasureClass::Money,
        "share" => MeasureClass::Share,
        "length" => MeasureClass::Length,
        "time" => MeasureClass::Time,
        _ => MeasureClass::Other,
    };
    Some((surface, unit, class))
}

/// Codes that stand before the number: "USD 5 million", "Rs 200".
fn is_code(surface: &str) -> bool {
    matches!(
        surface,
        "usd"
            | "eur"
            | "gbp"
            | "jpy"
            | "cny"
            | "rmb"
            | "inr"
            | "rs"
            | "chf"
            | "aud"
            | "cad"
    )
}

/// The words of `length` scraps as the table writes them: glued where the text glues marks and
/// digits to letters, with one space elsewhere.
fn surface(scraps: &[Scrap<'_>], at: usize, length: usize) -> Option<String> {
    let mut surface = String::new();
    for (count, scrap) in scraps.get(at..at + length)?.iter().enumerate() {
        let glue = !scrap.spaced || scrap.is_any(&[".", "/"]) || surface.ends_with('/');
        let before_sign = scrap.is_any(&["$", "¢"]);
        if count > 0 && (!glue || before_sign) {
            surface.push(' ');
        }
        surface.push_str(if scrap.is("-") { " " } else { &scrap.folded });
    }
    Some(surface.replace("  ", " "))
}

/// The noun that a number counts, by its token.
///
/// By the tree where the parser saw a number before a noun; else the last noun of the run of
/// adjectives and nouns after it.
///
/// More than one of something is a plural: where the tree stops at "police" of "two traffic police
/// officers", the plural behind it is meant.
pub(crate) fn counted_noun(
    sentence: &Sentence,
    number: usize,
    several: bool,
) -> Option<usize> {
    let found = by_tree(sentence, number).or_else(|| by_order(sentence, number + 1));
    let tag = |noun: usize| sentence.tokens.get(noun).map_or("", |token| &*token.tag);
    if found.is_some_and(|noun| matches!(tag(noun), "NNS" | "NNPS")) || !several {
        return found.or_else(|| one_name(sentence, number));
    }
    let plural = plural_behind(sentence, number)
        .filter(|&plural| found.is_none_or(|noun| noun < plural));
    plural.or(found).or_else(|| people_of(sentence, number))
}

/// The first plural behind a number that only adjectives, names and nouns part from it.
fn plural_behind(sentence: &Sentence, number: usize) -> Option<usize> {
    for (at, token) in sentence.tokens.iter().enumerate().skip(number + 1).take(7) {
        let plural = matches!(&*token.tag, "NNS" | "NNPS");
        let next = sentence.tokens.get(at + 1);
        let inner = next.is_some_and(|next| {
            matches!(next.class, WordClass::Noun | WordClass::ProperNoun)
        });
        if plural && !inner {
            return Some(at);
        }
        let passes = matches!(
            token.class,
            WordClass::Noun | WordClass::ProperNoun | WordClass::Adjective
        ) || token.relation == Relation::Adjective
            || matches!(&*token.lemma, "-" | "and")
            || matches!(&*token.tag, "RBS" | "HYPH")
            || &*token.lemma == "of" && is_in_name(sentence, at);
        if !passes {
            break;
        }
    }
    None
}

/// "two Gulf of Mexico hurricanes": an "of" between capitals.
fn is_in_name(sentence: &Sentence, of: usize) -> bool {
    let name = |at: Option<usize>| {
        at.and_then(|at| sentence.tokens.get(at))
            .is_some_and(|token| token.class == WordClass::ProperNoun)
    };
    name(of.checked_sub(1)) && name(Some(of + 1))
}

/// "three Chinese", "4 million southern Sudanese": an adjective of a people with no noun behind.
fn people_of(sentence: &Sentence, number: usize) -> Option<usize> {
    let last = sentence.tokens.iter().enumerate().skip(number + 1).take(3).take_while(
        |(_, token)| matches!(token.class, WordClass::Adjective | WordClass::ProperNoun),
    );
    let (at, token) = last.last()?;
    let people = token.lemma.starts_with(char::is_uppercase)
        && ["ese", "ish", "ch", "iss", "an"].iter().any(|end| token.lemma.ends_with(end));
    people.then_some(at)
}

/// "one Marine": a name right behind the number.
fn one_name(sentence: &Sentence, number: usize) -> Option<usize> {
    let next = sentence.tokens.get(number + 1)?;
    let after = sentence.tokens.get(number + 2)?;
    let verb = matches!(after.class, WordClass::Verb | WordClass::Auxiliary);
    (next.class == WordClass::ProperNoun && verb).then_some(number + 1)
}

fn by_tree(sentence: &Sentence, number: usize) -> Option<usize> {
    let mut at = number;
    // "5,200" may hang on "thousand" or on a currency before it hangs on the noun.
    for _ in 0..4 {
        let token = sentence.tokens.get(at)?;
        let head = token.head?;
        let over = sentence.tokens.get(head)?;
        let counts = matches!(token.relation, Relation::Number | Relation::Adverb);
        let noun = matches!(over.class, WordClass::Noun | WordClass::ProperNoun);
        let part = matches!(
            token.relation,
            Relation::Compound | Relation::Flat | Relation::Adverb | Relation::Number
        );
        if token.relation == Relation::Number && noun && head > number {
            return nearest(sentence, number, head);
        }
        if !(counts || part) || over.class != WordClass::Number {
            return None;
        }
        at = head;
    }
    None
}

/// No counted noun stands behind a comma or a verb: a head that far off is a mistaken tree.
fn nearest(sentence: &Sentence, number: usize, head: usize) -> Option<usize> {
    let between = sentence.tokens.get(number + 1..head)?;
    // "Skelland with 265 and Tynwick with 140"
    let name = sentence.tokens.get(head)?.class == WordClass::ProperNoun;
    let joined = between.first().is_some_and(|next| next.class == WordClass::Coordinator);
    if name && joined {
        return None;
    }
    let broken = between.iter().any(|token| {
        matches!(token.class, WordClass::Verb | WordClass::Auxiliary | WordClass::Pronoun)
            && token.relation != Relation::Adjective
    });
    (!broken && head - number <= 8).then_some(head)
}

fn by_order(sentence: &Sentence, first: usize) -> Option<usize> {
    let mut found = None;
    for (number, token) in sentence.tokens.iter().enumerate().skip(first).take(6) {
        match token.class {
            WordClass::Noun => found = Some(number),
            WordClass::ProperNoun if found.is_none() => {}
            WordClass::Adjective if found.is_none() => {}
            WordClass::Verb
                if found.is_none() && token.relation == Relation::Adjective => {}
            _ => break,
        }
    }
    found
}

/// A noun in the singular, by its ending; for a lemma that the model leaves in the plural.
pub(crate) fn singular(noun: &str) -> String {
    let irregular = match noun {
        "men" => Some("man"),
        "women" => Some("woman"),
        "children" => Some("child"),
        "feet" => Some("foot"),
        "servicemen" => Some("serviceman"),
        "policemen" => Some("policeman"),
        "fishermen" => Some("fisherman"),
        "lives" => Some("life"),
        "wives" => Some("wife"),
        "knives" => Some("knife"),
        "police" | "people" | "personnel" | "staff" | "series" | "species" | "news"
        | "barracks" | "headquarters" | "crossroads" | "aircraft" | "means" => Some(noun),
        _ => None,
    };
    if let Some(known) = irregular {
        return known.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes"];
    if hissing.iter().any(|ending| noun.ends_with(ending)) {
        return noun.strip_suffix("es").unwrap_or(noun).to_owned();
    }
    let plural = noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us");
    noun.strip_suffix('s').filter(|_| plural).unwrap_or(noun).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_lose_their_ending_and_nothing_else() {
        let pairs = [("troops", "troop"), ("countries", "country"), ("bus", "bus")];
        assert!(pairs.iter().all(|(plural, one)| singular(plural) == *one));
        assert_eq!(singular("losses"), "loss");
    }

    #[test]
    fn the_table_is_sorted_and_says_where_it_is_from() {
        let lines: Vec<&str> = TABLE.lines().collect();
        assert!(
            lines[0].starts_with("# source: ") && lines[1].starts_with("# licence: ")
        );
        let rows: Vec<&str> =
            lines.into_iter().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
