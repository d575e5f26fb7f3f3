use std::fmt::Write as _;

use dateline_findings::{Decimal, Name, Value};
use dateline_time::{Basis, Grain, Modifier, TimexClass, When};
use jiff::civil::Date;

use super::scanner::{Scanner, quote};

/// How deep lists may stand in lists.
const DEEPEST: usize = 8;

/// `#signed`, `"the harbour"`, `@3"Tala Brandt"`, `5200`, `100..200`, `<...>`, `yes`,
/// `[1, 2]`.
pub(super) fn write(value: &Value, line: &mut String) {
    match value {
        Value::Word(word) => {
            line.push('#');
            quote(word, line);
        }
        Value::Words(words) => quote(words, line),
        Value::Name(name) => {
            line.push('@');
            if let Some(actor) = name.actor {
                line.push_str(&actor.to_string());
            }
            quote(&name.name, line);
        }
        Value::Number(number) => line.push_str(&decimal(*number)),
        Value::Range(from, to) => {
            line.push_str(&format!("{}..{}", decimal(*from), decimal(*to)));
        }
        Value::When(when) => write_when(when, line),
        Value::Truth(truth) => line.push_str(if *truth { "yes" } else { "no" }),
        Value::List(values) => {
            line.push('[');
            for (place, value) in values.iter().enumerate() {
                line.push_str(if place == 0 { "" } else { ", " });
                write(value, line);
            }
            line.push(']');
        }
    }
}

pub(super) fn read(scanner: &mut Scanner<'_>) -> Option<Value> {
    read_at(scanner, 0)
}

fn read_at(scanner: &mut Scanner<'_>, depth: usize) -> Option<Value> {
    match scanner.peek()? {
        '#' => {
            scanner.take("#")?;
            Some(Value::Word(scanner.quoted()?))
        }
        '"' => Some(Value::Words(scanner.quoted()?)),
        '@' => {
            scanner.take("@")?;
            let digits = scanner.digits();
            let actor = if digits.is_empty() { None } else { Some(digits.parse().ok()?) };
            Some(Value::Name(Name { name: scanner.quoted()?, actor }))
        }
        '<' => Some(Value::When(read_when(scanner)?)),
        '[' => read_list(scanner, depth),
        'y' => scanner.take("yes").map(|()| Value::Truth(true)),
        'n' => scanner.take("no").map(|()| Value::Truth(false)),
        _ => read_number(scanner),
    }
}

fn read_list(scanner: &mut Scanner<'_>, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    scanner.take("[")?;
    let mut values = Vec::new();
    while scanner.take("]").is_none() {
        if !values.is_empty() {
            scanner.take(", ")?;
        }
        values.push(read_at(scanner, depth + 1)?);
    }
    values.shrink_to_fit();
    Some(Value::List(values))
}

fn read_number(scanner: &mut Scanner<'_>) -> Option<Value> {
    let from = read_decimal(scanner)?;
    match scanner.take("..") {
        Some(()) => Some(Value::Range(from, read_decimal(scanner)?)),
        None => Some(Value::Number(from)),
    }
}

fn read_decimal(scanner: &mut Scanner<'_>) -> Option<Decimal> {
    let millionths: i128 = scanner.number()?;
    let mut ahead = *scanner;
    // A whole number is written as itself; "m" marks millionths.
    if ahead.take("m").is_some() {
        *scanner = ahead;
        return Some(Decimal::from_millionths(millionths));
    }
    Some(Decimal::from_millionths(millionths.checked_mul(1_000_000)?))
}

fn decimal(number: Decimal) -> String {
    number
        .whole()
        .map_or_else(|| format!("{}m", number.millionths()), |whole| whole.to_string())
}

/// `<"2031-08" 2031-08-01/2031-08-31 month date explicit about ["2030-08"]>`
pub(super) fn write_when(when: &When, line: &mut String) {
    line.push('<');
    quote(&when.timex, line);
    let day =
        |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let _ = write!(line, " {}/{}", day(when.earliest), day(when.latest));
    let _ = write!(line, " {} {}", grain(when.grain), class(when.class));
    let _ = write!(line, " {} {}", when.basis.as_str(), modifier(when.modifier));
    for candidate in &when.candidates {
        line.push(' ');
        quote(candidate, line);
    }
    line.push('>');
}

pub(super) fn read_when(scanner: &mut Scanner<'_>) -> Option<When> {
    scanner.take("<")?;
    let timex = scanner.quoted()?;
    scanner.take(" ")?;
    let earliest = read_day(scanner)?;
    scanner.take("/")?;
    let latest = read_day(scanner)?;
    scanner.take(" ")?;
    let grain = named(scanner, &GRAINS, grain)?;
    scanner.take(" ")?;
    let class = named(scanner, &CLASSES, class)?;
    scanner.take(" ")?;
    let basis = named(scanner, &BASES, Basis::as_str)?;
    scanner.take(" ")?;
    let modifier = named(scanner, &MODIFIERS, modifier)?;
    let mut candidates = Vec::new();
    while scanner.take(" ").is_some() {
        candidates.push(scanner.quoted()?);
    }
    scanner.take(">")?;
    Some(When { earliest, latest, grain, modifier, class, timex, candidates, basis })
}

fn named<T: Copy>(
    scanner: &mut Scanner<'_>,
    all: &[T],
    word_of: fn(T) -> &'static str,
) -> Option<T> {
    let word = scanner.word()?;
    all.iter().copied().find(|item| word_of(*item) == word)
}

/// A day, or nothing for `-`; `None` where it is neither.
#[expect(clippy::option_option, reason = "outside: does it fit; inside: is there a day")]
fn read_day(scanner: &mut Scanner<'_>) -> Option<Option<Date>> {
    match scanner.digits() {
        "-" => Some(None),
        digits => Some(Some(digits.parse().ok()?)),
    }
}

pub(crate) const GRAINS: [Grain; 10] = [
    Grain::Minute,
    Grain::Hour,
    Grain::Day,
    Grain::Week,
    Grain::Month,
    Grain::Season,
    Grain::Year,
    Grain::Decade,
    Grain::Century,
    Grain::Vague,
];

fn grain(grain: Grain) -> &'static str {
    match grain {
        Grain::Minute => "minute",
        Grain::Hour => "hour",
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Season => "season",
        Grain::Year => "year",
        Grain::Decade => "decade",
        Grain::Century => "century",
        Grain::Vague => "vague",
    }
}

pub(crate) const CLASSES: [TimexClass; 4] =
    [TimexClass::Date, TimexClass::Time, TimexClass::Duration, TimexClass::Set];

fn class(class: TimexClass) -> &'static str {
    match class {
        TimexClass::Date => "date",
        TimexClass::Time => "time",
        TimexClass::Duration => "duration",
        TimexClass::Set => "set",
    }
}

pub(crate) const BASES: [Basis; 6] = [
    Basis::Explicit,
    Basis::Published,
    Basis::Event,
    Basis::Present,
    Basis::Inferred,
    Basis::Unresolved,
];

pub(crate) const MODIFIERS: [Option<Modifier>; 13] = [
    None,
    Some(Modifier::Before),
    Some(Modifier::After),
    Some(Modifier::OnOrBefore),
    Some(Modifier::OnOrAfter),
    Some(Modifier::LessThan),
    Some(Modifier::MoreThan),
    Some(Modifier::EqualOrLess),
    Some(Modifier::EqualOrMore),
    Some(Modifier::Early),
    Some(Modifier::Mid),
    Some(Modifier::Late),
    Some(Modifier::About),
];

fn modifier(modifier: Option<Modifier>) -> &'static str {
    match modifier {
        None => "plain",
        Some(Modifier::Before) => "before",
        Some(Modifier::After) => "after",
        Some(Modifier::OnOrBefore) => "on_or_before",
        Some(Modifier::OnOrAfter) => "on_or_after",
        Some(Modifier::LessThan) => "less_than",
        Some(Modifier::MoreThan) => "more_than",
        Some(Modifier::EqualOrLess) => "equal_or_less",
        Some(Modifier::EqualOrMore) => "equal_or_more",
        Some(Modifier::Early) => "early",
        Some(Modifier::Mid) => "mid",
        Some(Modifier::Late) => "late",
        Some(Modifier::About) => "about",
    }
}
