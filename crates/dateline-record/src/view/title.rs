//! What an entry is called, in a few words made of its values.

use dateline_findings::{Field, Kind, Polarity, Value};
use dateline_text::fold;

use crate::Entry;

/// How many letters of somebody's words a title holds.
const LONGEST: usize = 100;

pub(super) fn title(entry: &Entry) -> String {
    let line = |field| entry.line(field);
    let title = match entry.kind {
        Kind::Statement => statement(entry),
        Kind::Event => event(entry),
        Kind::Agreement => agreement(entry),
        Kind::Commitment => commitment(entry),
        Kind::Body => line(Field::Name),
        Kind::Figure => figure(entry),
        Kind::Role => {
            let (rank, post) = (line(Field::Rank), line(Field::Post));
            // A rank that is all the post there is stands once.
            let post = if rank == post { post } else { join(&[&rank, &post]) };
            let of = line(Field::Of);
            let of = if of.is_empty() { of } else { format!("of {of}") };
            comma(&[line(Field::Holder), ended(entry, &join(&[&post, &of]))])
        }
        Kind::Relation => {
            let relation = line(Field::Relation).replace('_', " ");
            join(&[&line(Field::Subject), &relation, &line(Field::Object)])
        }
        Kind::Credit => join(&[&line(Field::Attribute), &line(Field::Credit)]),
    };
    if title.is_empty() { entry.kind.as_str().to_owned() } else { title }
}

/// A post that is left: "mayor of Brenn until 2031-05-03", "former mayor of Brenn".
fn ended(entry: &Entry, post: &str) -> String {
    match entry.get(Field::To) {
        Some(Value::When(when)) if when.earliest.is_some() => {
            format!("{post} until {}", when.timex)
        }
        Some(_) => join(&["former", post]),
        None => post.to_owned(),
    }
}

fn statement(entry: &Entry) -> String {
    let speaker = entry.line(Field::Speaker);
    let (quote, content) = (entry.line(Field::Quote), entry.line(Field::Content));
    // Of "said the threat was 'very real'" the quoted words alone say little.
    let mixed = entry.line(Field::QuoteType) == "mixed" && !content.is_empty();
    let said = if quote.is_empty() || mixed {
        let about = entry.line(Field::About);
        cut(if content.is_empty() { &about } else { &content })
    } else {
        format!("“{}”", cut(&quote))
    };
    let verb = cue(&entry.line(Field::Verb));
    let front = join(&[&speaker, &verb]);
    if said.is_empty() { front } else { format!("{front}: {said}") }
}

/// The cue as an act that is complete by itself; "told", "called" and "according to" need more
/// words behind them than a title has.
fn cue(verb: &str) -> String {
    let folded = fold(verb);
    let open = [
        "according to",
        "told",
        "called",
        "read",
        "reads",
        "quoted",
        "termed",
        "put",
        "as",
    ];
    let quoted = folded.ends_with("quoted") || folded.ends_with("quoted as saying");
    if quoted || open.contains(&folded.as_str()) || folded.ends_with(" as") {
        "said".to_owned()
    } else {
        verb.to_owned()
    }
}

fn event(entry: &Entry) -> String {
    let line = |field| entry.line(field);
    let kind = line(Field::EventType).replace('_', " ");
    let actor = line(Field::Actor);
    let actor = if actor.is_empty() { line(Field::Parties) } else { actor };
    let recipient = line(Field::Recipient);
    let sides = match (actor.is_empty(), recipient.is_empty()) {
        // "The rules were rewritten": nobody did it, and that is what it is about.
        (true, true) => cut(&line(Field::About)),
        (false, true) => actor.clone(),
        (true, false) => recipient.clone(),
        (false, false) => format!("{actor} → {recipient}"),
    };
    let (place, what) = (line(Field::Place), line(Field::What));
    if kind.is_empty() && !what.is_empty() {
        return cut(&what);
    }
    let verb = line(Field::Verb);
    let front = match sides.is_empty() {
        _ if !verb.is_empty() => told([&actor, &verb, &recipient]),
        true => kind,
        false => format!("{kind}: {sides}"),
    };
    if place.is_empty() { front } else { format!("{front} ({place})") }
}

/// "Tolland had rolled out a plan", "a plan was rolled out by Tolland", "a plan was rolled out".
fn told([actor, verb, recipient]: [&str; 3]) -> String {
    let passive = actor.is_empty() || verb.ends_with(" by");
    if passive {
        cut(&join(&[recipient, verb, actor]))
    } else {
        cut(&join(&[actor, verb, recipient]))
    }
}

/// "Varn is to deliver six boats"; "Orlesia and Varn are to meet"; "Varn: 12 million crowns in
/// aid" where what is owed is a thing or a whole clause.
fn commitment(entry: &Entry) -> String {
    let committer = entry.line(Field::Committer);
    let what = cut(&entry.line(Field::What));
    let first = what.split(' ').next().unwrap_or_default();
    let thing =
        matches!(first, "the" | "a" | "an" | "every" | "no" | "all" | "its" | "their")
            || first.ends_with("ing")
            || first.bytes().all(|byte| !byte.is_ascii_lowercase());
    let clause = what.split(' ').any(|word| matches!(word, "would" | "will"));
    match committer.rsplit_once("; ") {
        _ if thing || clause => format!("{committer}: {what}"),
        Some((front, last)) => {
            join(&[&front.replace("; ", ", "), "and", last, "are to", &what])
        }
        None if entry.polarity == Polarity::Negative => {
            join(&[&committer, "is not to", &what])
        }
        None => join(&[&committer, "is to", &what]),
    }
}

fn agreement(entry: &Entry) -> String {
    let name = entry.line(Field::Name);
    if !name.is_empty() {
        return cut(&name);
    }
    let instrument = entry.line(Field::Instrument).replace('_', " ");
    let parties = entry.line(Field::Parties);
    let instrument =
        if instrument.is_empty() { "agreement".to_owned() } else { instrument };
    if parties.is_empty() { instrument } else { format!("{instrument}: {parties}") }
}

fn figure(entry: &Entry) -> String {
    let comparator = match entry.line(Field::Comparator).as_str() {
        "about" => "about",
        "at_least" => "at least",
        "more_than" => "more than",
        "at_most" => "at most",
        "less_than" => "less than",
        _ => "",
    };
    let what = entry.line(Field::What);
    let what = if what.is_empty() { entry.line(Field::Unit) } else { what };
    let change = entry.line(Field::Change);
    let number = entry.line(Field::Number);
    join(&[&change, comparator, &number, &cut(&what)])
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> =
        parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn comma(parts: &[String]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty()).cloned();
    parts.collect::<Vec<_>>().join(", ")
}

/// The first letters, up to a word's end.
fn cut(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let short: String = line.chars().take(LONGEST).collect();
    let (front, _) = short.rsplit_once(' ').unwrap_or((&short, ""));
    format!("{front} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_told_by_its_verb() {
        assert_eq!(
            told(["Mira Tolland", "had shelved", "the plan"]),
            "Mira Tolland had shelved the plan"
        );
        assert_eq!(told(["", "was shelved", "the plan"]), "the plan was shelved");
        let passive = told(["Mira Tolland", "was shelved by", "the plan"]);
        assert_eq!(passive, "the plan was shelved by Mira Tolland");
    }
}
