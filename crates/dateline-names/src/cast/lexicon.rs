//! Short closed lists of words that steer the reading of names.

use super::piece::Person;

/// Words that describe a body without telling it from another.
pub(crate) fn is_weak(word: &str) -> bool {
    word.contains("-led")
        || word.contains("-backed")
        || word.starts_with(|first: char| first.is_ascii_digit())
        || matches!(
            word,
            "joint"
                | "bilateral"
                | "international"
                | "global"
                | "new"
                | "second"
                | "first"
                | "third"
                | "inaugural"
                | "main"
                | "top"
                | "senior"
                | "ex"
                | "former"
                | "late"
                | "then"
                | "acting"
                | "outgoing"
                | "incoming"
                | "visiting"
                | "lingering"
                | "local"
                | "american-led"
                | "united"
                | "multinational"
                | "combined"
                | "the"
        )
}

pub(crate) fn is_particle(folded: &str) -> bool {
    matches!(
        folded,
        "al" | "el"
            | "bin"
            | "ibn"
            | "bint"
            | "ben"
            | "abu"
            | "de"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "du"
            | "da"
            | "dos"
            | "do"
            | "di"
            | "del"
            | "y"
            | "ul"
            | "ud"
            | "ur"
            | "af"
            | "ag"
    )
}

pub(crate) fn is_function(folded: &str) -> bool {
    FUNCTION_WORDS.binary_search(&folded).is_ok()
}

/// Words that may open a sentence without naming anything. Sorted.
const FUNCTION_WORDS: [&str; 130] = [
    "a",
    "about",
    "according",
    "addition",
    "additionally",
    "after",
    "against",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "around",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "between",
    "both",
    "but",
    "by",
    "currently",
    "despite",
    "did",
    "do",
    "dozens",
    "during",
    "each",
    "earlier",
    "eight",
    "even",
    "every",
    "five",
    "for",
    "four",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "hundreds",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "my",
    "nearby",
    "neighboring",
    "neighbouring",
    "next",
    "nine",
    "no",
    "nobody",
    "not",
    "nothing",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "over",
    "recent",
    "recently",
    "seven",
    "several",
    "she",
    "since",
    "six",
    "so",
    "some",
    "soon",
    "such",
    "ten",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thousands",
    "three",
    "thus",
    "to",
    "today",
    "two",
    "under",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "would",
    "yes",
    "yesterday",
    "you",
];

/// "Christmas", "Easter Day", "New Year": a feast and nobody's name.
pub(crate) fn is_feast(words: &[String]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let day =
        |word: &String| matches!(word.as_str(), "day" | "eve" | "monday" | "sunday");
    let year = rest.first().is_some_and(|word| word == "year");
    match first.as_str() {
        "new" => year && rest.iter().skip(1).all(day),
        "christmas" | "diwali" | "easter" | "eid" | "halloween" | "hanukkah"
        | "michaelmas" | "passover" | "pentecost" | "ramadan" | "thanksgiving"
        | "whitsun" => rest.iter().all(day),
        _ => false,
    }
}

/// "Number Four", "Platform 2": a thing of a row, and no name of anybody.
pub(crate) fn is_numbered(words: &[String]) -> bool {
    let [thing, number] = words else { return false };
    let row = matches!(
        thing.as_str(),
        "number"
            | "no"
            | "platform"
            | "gate"
            | "shaft"
            | "dock"
            | "berth"
            | "unit"
            | "hall"
            | "ward"
            | "room"
            | "pit"
            | "block"
            | "terminal"
            | "line"
    );
    let counts = matches!(
        number.as_str(),
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
    );
    row && (counts || number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "northern" of "in northern Varn": what stands so before a name makes it a place.
pub(crate) fn is_side(folded: &str) -> bool {
    matches!(
        folded,
        "central"
            | "downtown"
            | "eastern"
            | "inland"
            | "mainland"
            | "nearby"
            | "neighboring"
            | "neighbouring"
            | "north-eastern"
            | "north-western"
            | "northeastern"
            | "northern"
            | "northwestern"
            | "south-eastern"
            | "south-western"
            | "southeastern"
            | "southern"
            | "southwestern"
            | "western"
    )
}

pub(crate) fn is_calendar(folded: &str) -> bool {
    matches!(
        folded,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sept"
            | "sep"
            | "oct"
            | "nov"
            | "dec"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
    )
}

pub(crate) fn pronoun(folded: &str) -> Option<Person> {
    match folded {
        "he" | "she" | "him" | "his" | "her" => Some(Person::One),
        "it" | "its" => Some(Person::Thing),
        "they" | "their" | "them" => Some(Person::Many),
        _ => None,
    }
}

pub(crate) fn possessive(folded: &str) -> bool {
    matches!(folded, "his" | "her" | "its" | "their")
}

pub(crate) fn is_at(folded: &str) -> bool {
    matches!(folded, "in" | "at" | "near" | "outside" | "around" | "into")
}

/// What only a state has: "Varn's parliament", "Varn's foreign minister".
pub(crate) fn is_of_state(folded: &str) -> bool {
    matches!(
        folded,
        "army"
            | "airforce"
            | "artillery"
            | "constitution"
            | "coastguard"
            | "diplomats"
            | "foreign"
            | "government"
            | "military"
            | "navy"
            | "parliament"
            | "troops"
    )
}

pub(crate) fn is_saying(folded: &str) -> bool {
    matches!(
        folded,
        "said"
            | "says"
            | "told"
            | "added"
            | "admitted"
            | "wrote"
            | "warned"
            | "insisted"
            | "argued"
            | "noted"
            | "stressed"
    )
}

pub(crate) fn is_place_word(folded: &str) -> bool {
    matches!(
        folded,
        "in" | "at"
            | "near"
            | "outside"
            | "around"
            | "into"
            | "to"
            | "from"
            | "through"
            | "across"
            | "towards"
            | "toward"
            | "over"
            | "around the"
            | "central"
            | "downtown"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "greater"
            | "the"
    )
}

pub(crate) fn is_place_noun(folded: &str) -> bool {
    matches!(
        folded,
        "airport"
            | "province"
            | "city"
            | "area"
            | "suburb"
            | "suburbs"
            | "district"
            | "street"
            | "residents"
            | "neighbourhood"
            | "neighborhood"
            | "region"
    )
}

/// What lies in a place, or is one, whose name stands before it: "Orsk province".
pub(crate) fn is_ground(folded: &str) -> bool {
    matches!(
        folded,
        "airbase"
            | "airfield"
            | "airport"
            | "checkpoint"
            | "dam"
            | "district"
            | "governorate"
            | "peninsula"
            | "province"
            | "refinery"
            | "suburb"
            | "valley"
            | "village"
    )
}

/// What stands before the name of a land for a part of it.
pub(crate) fn is_direction(folded: &str) -> bool {
    matches!(
        folded,
        "central"
            | "east"
            | "eastern"
            | "greater"
            | "inner"
            | "lower"
            | "north"
            | "northern"
            | "outer"
            | "south"
            | "southern"
            | "upper"
            | "west"
            | "western"
    )
}
