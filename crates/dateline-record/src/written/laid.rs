use std::fmt::Write as _;

use dateline_copies::Fingerprint;
use dateline_findings::Finding;
use dateline_names::{Actor, ActorClass, Office};
use dateline_text::{
    Credit, CreditKind, Credits, Moment, Problem, ProblemKind, ReportId, Span, Spanned,
};
use dateline_time::WrittenDay;

use super::finding::FindingRow;
use super::scanner::{Scanner, quote, quoted, spans};
use super::value::{read_when, write_when};
use crate::{Laid, Named};

/// The rules that intake reads credits by; a stored rule of another name comes back as
/// "stored".
const RULES: [&str; 24] = [
    "address",
    "agency line",
    "command",
    "container",
    "dateline",
    "end mark",
    "feed",
    "hand",
    "header",
    "heading",
    "json",
    "json-ld",
    "mail",
    "meta",
    "microdata",
    "open graph",
    "page link",
    "pdf",
    "sidecar",
    "time tag",
    "title tag",
    "url",
    "visible",
    "warc",
];

impl Laid {
    /// All of it but its findings, as lines: `laid 1`, then a line a thing.
    #[must_use]
    pub fn to_lines(&self) -> String {
        let mut lines = format!("laid 1\nid {}\nname {}\n", self.id, quoted(&self.name));
        let _ = writeln!(lines, "reader {}", self.reader);
        if let Some(moment) = &self.credits.published {
            let _ = writeln!(lines, "published {}", write_moment(moment));
        }
        for credit in &self.credits.all {
            let _ = writeln!(lines, "credit {}", write_credit(credit));
        }
        if let Some(when) = &self.report_date {
            lines.push_str("report_date ");
            write_when(when, &mut lines);
            lines.push('\n');
        }
        for actor in &self.actors {
            let _ = writeln!(lines, "actor {}", write_actor(actor));
            for office in &actor.offices {
                let _ = writeln!(lines, "office {}", write_office(office));
            }
        }
        for named in &self.named {
            let words = quoted(&named.words);
            let _ = writeln!(lines, "named {} {words} {}", named.actor, named.span);
        }
        for problem in &self.problems {
            let kind = problem.kind.as_str();
            let _ = writeln!(
                lines,
                "problem {kind} {} {}",
                problem.raw,
                quoted(&problem.message)
            );
        }
        let _ = writeln!(lines, "unread {}", spans(&self.unread));
        for date in &self.misdated {
            let _ = writeln!(lines, "misdated {} {}", date.value, date.span);
        }
        let _ = writeln!(lines, "bands {}", write_rows(&self.print.bands));
        let _ = writeln!(lines, "marks {}", write_rows(&self.print.marks));
        lines
    }

    /// The report of these lines, with the findings that were kept beside them; `None` where
    /// they are no lines that were written here.
    #[must_use]
    pub fn from_lines(lines: &str, mut findings: Vec<Finding>) -> Option<Self> {
        findings.shrink_to_fit();
        let mut all = lines.lines();
        if all.next() != Some("laid 1") {
            return None;
        }
        let mut laid = Self {
            id: ReportId::from_bytes([0; 16]),
            name: String::new(),
            credits: Credits::default(),
            report_date: None,
            findings,
            actors: Vec::new(),
            named: Vec::new(),
            unread: Vec::new(),
            misdated: Vec::new(),
            problems: Vec::new(),
            print: Fingerprint::default(),
            reader: 0,
        };
        for line in all {
            let (word, rest) = line.split_once(' ')?;
            laid.take_line(word, rest)?;
        }
        laid.actors.shrink_to_fit();
        laid.named.shrink_to_fit();
        Some(laid)
    }

    fn take_line(&mut self, word: &str, rest: &str) -> Option<()> {
        let mut scanner = Scanner::new(rest);
        match word {
            "id" => self.id = ReportId::parse(rest)?,
            "name" => self.name = scanner.quoted()?,
            "reader" => self.reader = rest.parse().ok()?,
            "published" => self.credits.published = Some(read_moment(&mut scanner)?),
            "credit" => self.credits.all.push(read_credit(&mut scanner)?),
            "report_date" => self.report_date = Some(read_when(&mut scanner)?),
            "actor" => self.actors.push(read_actor(&mut scanner)?),
            "office" => self.actors.last_mut()?.offices.push(read_office(&mut scanner)?),
            "named" => self.named.push(read_named(&mut scanner)?),
            "problem" => self.problems.push(read_problem(&mut scanner)?),
            "unread" => self.unread = scanner.spans()?,
            "misdated" => self.misdated.push(read_misdated(&mut scanner)?),
            "bands" => self.print.bands = read_rows(rest)?,
            "marks" => self.print.marks = read_rows(rest)?,
            // Marks of another making, which earlier programs wrote: nothing to compare.
            "print" => {}
            _ => return None,
        }
        Some(())
    }
}

/// A laid report with its findings as one string: for comparing two readings.
pub(crate) fn laid(laid: &Laid) -> String {
    let mut lines = laid.to_lines();
    for finding in &laid.findings {
        let _ = writeln!(lines, "{:?}", FindingRow::of(finding));
    }
    lines
}

fn write_rows(rows: &[u64]) -> String {
    rows.iter().map(|row| format!("{row:x}")).collect::<Vec<_>>().join(" ")
}

fn read_rows(rest: &str) -> Option<Vec<u64>> {
    let rows = rest.split(' ').filter(|row| !row.is_empty());
    rows.map(|row| u64::from_str_radix(row, 16).ok()).collect()
}

fn write_credit(credit: &Credit) -> String {
    let mut line = format!("{} ", credit.kind.as_str());
    quote(&credit.value, &mut line);
    line.push(' ');
    quote(credit.rule, &mut line);
    let raw = credit.raw.map_or_else(|| "-".to_owned(), |raw| raw.to_string());
    let _ = write!(line, " {raw}");
    if let Some(moment) = &credit.moment {
        let _ = write!(line, " {}", write_moment(moment));
    }
    line
}

fn read_credit(scanner: &mut Scanner<'_>) -> Option<Credit> {
    let kind = CreditKind::parse(scanner.word()?)?;
    scanner.take(" ")?;
    let value = scanner.quoted()?;
    scanner.take(" ")?;
    let rule = known_rule(&scanner.quoted()?);
    scanner.take(" ")?;
    let raw = match scanner.take("-") {
        Some(()) => None,
        None => Some(scanner.span()?),
    };
    let moment = match scanner.take(" ") {
        Some(()) => Some(read_moment(scanner)?),
        None => None,
    };
    Some(Credit { kind, value, raw, rule, moment })
}

fn known_rule(rule: &str) -> &'static str {
    RULES.iter().find(|known| **known == rule).copied().unwrap_or("stored")
}

/// `2031-08-24 00:25 "+03:00"`, the time and zone as `-` where they are not given.
fn write_moment(moment: &Moment) -> String {
    let time = moment.time.map_or_else(
        || "-".to_owned(),
        |time| format!("{:02}:{:02}", time.hour(), time.minute()),
    );
    let zone = moment.zone.as_deref().map_or_else(|| "-".to_owned(), quoted);
    format!("{} {time} {zone}", moment.date)
}

fn read_moment(scanner: &mut Scanner<'_>) -> Option<Moment> {
    let date = scanner.digits().parse().ok()?;
    scanner.take(" ")?;
    let time = match scanner.run(|letter| letter != ' ') {
        "-" => None,
        time => Some(time.parse().ok()?),
    };
    scanner.take(" ")?;
    let zone = match scanner.take("-") {
        Some(()) => None,
        None => Some(scanner.quoted()?),
    };
    Some(Moment { date, time, zone })
}

fn write_actor(actor: &Actor) -> String {
    let mut line = format!("{} ", actor.class.as_str());
    quote(&actor.name, &mut line);
    line.push(' ');
    line.push_str(&actor.of.as_deref().map_or_else(|| "-".to_owned(), quoted));
    for alias in &actor.aliases {
        line.push(' ');
        quote(alias, &mut line);
    }
    line
}

fn read_actor(scanner: &mut Scanner<'_>) -> Option<Actor> {
    let class = ActorClass::parse(scanner.word()?)?;
    scanner.take(" ")?;
    let name = scanner.quoted()?;
    scanner.take(" ")?;
    let of = match scanner.take("-") {
        Some(()) => None,
        None => Some(scanner.quoted()?),
    };
    let mut aliases = Vec::new();
    while scanner.take(" ").is_some() {
        aliases.push(scanner.quoted()?);
    }
    Some(Actor { name, class, aliases, offices: Vec::new(), of })
}

fn write_office(office: &Office) -> String {
    let rank = if office.rank { "rank" } else { "post" };
    let of = office.of.as_deref().map_or_else(|| "-".to_owned(), quoted);
    format!("{rank} {} {of} {}", quoted(&office.post), office.span)
}

fn read_office(scanner: &mut Scanner<'_>) -> Option<Office> {
    let rank = scanner.word()? == "rank";
    scanner.take(" ")?;
    let post = scanner.quoted()?;
    scanner.take(" ")?;
    let of = match scanner.take("-") {
        Some(()) => None,
        None => Some(scanner.quoted()?),
    };
    scanner.take(" ")?;
    let span = scanner.span()?;
    Some(Office { post, of, span, rank })
}

fn read_named(scanner: &mut Scanner<'_>) -> Option<Named> {
    let actor = scanner.number()?;
    scanner.take(" ")?;
    let words = scanner.quoted()?;
    scanner.take(" ")?;
    Some(Named { actor, words, span: scanner.span()? })
}

fn read_misdated(scanner: &mut Scanner<'_>) -> Option<Spanned<WrittenDay>> {
    let year = scanner.take("XXXX").map_or("", |()| "XXXX");
    let value = format!("{year}{}", scanner.digits()).parse().ok()?;
    scanner.take(" ")?;
    Some(Spanned { span: scanner.span()?, value })
}

fn read_problem(scanner: &mut Scanner<'_>) -> Option<Problem> {
    let kind = ProblemKind::parse(scanner.word()?)?;
    scanner.take(" ")?;
    let raw: Span = scanner.span()?;
    scanner.take(" ")?;
    Some(Problem { kind, raw, message: scanner.quoted()? })
}
