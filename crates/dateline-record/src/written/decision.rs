use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_names::ActorClass;
use dateline_text::ReportId;

use super::finding::{FindingRow, read_fields};
use super::scanner::{Scanner, quoted};
use super::value;
use crate::{ActorKey, Decision, DecisionId, Entered, FindingKey, Ruling};

/// One line: `2031-09-01T10:00:00 "A. Reader" accept 0a1b... figure 12..40 "5200" "why"`.
pub(crate) fn decision(decision: &Decision) -> String {
    let because = quoted(&decision.because);
    format!(
        "{} {} {} {because}",
        decision.at,
        quoted(&decision.by),
        ruling(&decision.ruling)
    )
}

impl Decision {
    /// The decision as one readable line.
    #[must_use]
    pub fn to_line(&self) -> String {
        decision(self)
    }

    /// The decision of a line; `None` where it is no line that was written here.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let mut scanner = Scanner::new(line);
        let at = scanner.run(|letter| letter != ' ').parse().ok()?;
        scanner.take(" ")?;
        let by = scanner.quoted()?;
        scanner.take(" ")?;
        let ruling = read_ruling(&mut scanner)?;
        scanner.take(" ")?;
        let because = scanner.quoted()?;
        scanner.is_done().then_some(Self { at, by, ruling, because })
    }
}

fn ruling(ruling: &Ruling) -> String {
    let word = ruling.word();
    match ruling {
        Ruling::Accept(key) | Ruling::Reject(key) => {
            format!("{word} {}", finding_key_line(key))
        }
        Ruling::Correct(key, field, value) => {
            let mut line =
                format!("{word} {} {} ", finding_key_line(key), field.as_str());
            value::write(value, &mut line);
            line
        }
        Ruling::Hold(key, modality, polarity) => {
            let held = [modality.as_str(), polarity.as_str()].join(" ");
            format!("{word} {} {held}", finding_key_line(key))
        }
        Ruling::Add(entered) => format!("{word} {}", write_entered(entered)),
        Ruling::Note(key, note) => {
            format!("{word} {} {}", finding_key_line(key), quoted(note))
        }
        Ruling::SameActor(one, other)
        | Ruling::NotSameActor(one, other)
        | Ruling::UnsureActor(one, other) => {
            format!("{word} {} {}", actor_key(one), actor_key(other))
        }
        Ruling::Alias(class, name, alias) => {
            format!("{word} {} {} {}", class.as_str(), quoted(name), quoted(alias))
        }
        Ruling::Merge(one, other) | Ruling::Split(one, other) => {
            format!("{word} {} {}", finding_key_line(one), finding_key_line(other))
        }
        Ruling::Dated(report, day) => format!("{word} {report} {day}"),
        Ruling::Undo(decision) => format!("{word} {decision}"),
    }
}

fn read_ruling(scanner: &mut Scanner<'_>) -> Option<Ruling> {
    let word = scanner.word()?;
    scanner.take(" ")?;
    match word {
        "accept" => Some(Ruling::Accept(read_finding_key(scanner)?)),
        "reject" => Some(Ruling::Reject(read_finding_key(scanner)?)),
        "correct" => {
            let key = read_finding_key(scanner)?;
            scanner.take(" ")?;
            let field = Field::parse(scanner.word()?)?;
            scanner.take(" ")?;
            Some(Ruling::Correct(key, field, value::read(scanner)?))
        }
        "hold" => {
            let key = read_finding_key(scanner)?;
            scanner.take(" ")?;
            let (modality, polarity) = read_held(scanner)?;
            Some(Ruling::Hold(key, modality, polarity))
        }
        "add" => Some(Ruling::Add(read_entered(scanner)?)),
        "note" => {
            let key = read_finding_key(scanner)?;
            scanner.take(" ")?;
            Some(Ruling::Note(key, scanner.quoted()?))
        }
        "same_actor" => read_actors(scanner, Ruling::SameActor),
        "not_same_actor" => read_actors(scanner, Ruling::NotSameActor),
        "unsure_actor" => read_actors(scanner, Ruling::UnsureActor),
        "alias" => {
            let class = ActorClass::parse(scanner.word()?)?;
            scanner.take(" ")?;
            let name = scanner.quoted()?;
            scanner.take(" ")?;
            Some(Ruling::Alias(class, name, scanner.quoted()?))
        }
        "merge" | "split" => {
            let one = read_finding_key(scanner)?;
            scanner.take(" ")?;
            let other = read_finding_key(scanner)?;
            let merge = word == "merge";
            Some(if merge {
                Ruling::Merge(one, other)
            } else {
                Ruling::Split(one, other)
            })
        }
        "dated" => {
            let report = ReportId::parse(scanner.word()?)?;
            scanner.take(" ")?;
            Some(Ruling::Dated(report, scanner.digits().parse().ok()?))
        }
        "undo" => Some(Ruling::Undo(DecisionId::parse(scanner.word()?)?)),
        _ => None,
    }
}

fn read_held(scanner: &mut Scanner<'_>) -> Option<(Modality, Polarity)> {
    let modality = Modality::parse(scanner.word()?)?;
    scanner.take(" ")?;
    Some((modality, Polarity::parse(scanner.word()?)?))
}

/// `0a1b... figure 12..40 "5200" asserted positive "Harbour Wire" "value = 5200"`.
fn write_entered(entered: &Entered) -> String {
    let held = [entered.modality.as_str(), entered.polarity.as_str()].join(" ");
    let fields = quoted(&FindingRow::of(&entered.finding()).fields);
    let key = finding_key_line(&entered.key);
    format!("{key} {held} {} {fields}", quoted(&entered.source))
}

fn read_entered(scanner: &mut Scanner<'_>) -> Option<Entered> {
    let key = read_finding_key(scanner)?;
    scanner.take(" ")?;
    let held = read_held(scanner)?;
    scanner.take(" ")?;
    let source = scanner.quoted()?;
    scanner.take(" ")?;
    let fields = read_fields(&scanner.quoted()?)?;
    let fields = fields.iter().map(|entry| (entry.field, entry.value.clone()));
    let what = (key.kind, key.span);
    Some(Entered::new(key.report, what, held, &source, fields.collect()))
}

fn read_actors(
    scanner: &mut Scanner<'_>,
    ruling: fn(ActorKey, ActorKey) -> Ruling,
) -> Option<Ruling> {
    let one = read_actor_key(scanner)?;
    scanner.take(" ")?;
    Some(ruling(one, read_actor_key(scanner)?))
}

pub(crate) fn finding_key_line(key: &FindingKey) -> String {
    format!("{} {} {} {}", key.report, key.kind.as_str(), key.span, quoted(&key.head))
}

fn read_finding_key(scanner: &mut Scanner<'_>) -> Option<FindingKey> {
    let report = ReportId::parse(scanner.word()?)?;
    scanner.take(" ")?;
    let kind = Kind::parse(scanner.word()?)?;
    scanner.take(" ")?;
    let span = scanner.span()?;
    scanner.take(" ")?;
    Some(FindingKey { report, kind, span, head: scanner.quoted()? })
}

fn actor_key(key: &ActorKey) -> String {
    let report = key.report.map_or_else(|| "-".to_owned(), |report| report.to_string());
    format!("{report} {}", quoted(&key.name))
}

fn read_actor_key(scanner: &mut Scanner<'_>) -> Option<ActorKey> {
    let report = match scanner.take("-") {
        Some(()) => None,
        None => Some(ReportId::parse(scanner.word()?)?),
    };
    scanner.take(" ")?;
    Some(ActorKey { report, name: scanner.quoted()? })
}
