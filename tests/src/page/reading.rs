use std::ops::ControlFlow;

use dateline_intake::{Hint, Member, members, report};
use dateline_text::{Credit, CreditKind, Problem, Report, Span};

use super::{Ask, Page, Target, Want};

type Taken = (Member, Report);

impl Page {
    /// What is wrong with the reports of the file, a line each: the line of the case, and what
    /// was wanted and found.
    #[must_use]
    pub fn complaints(&self) -> Vec<(usize, String)> {
        let (name, raw) = self.file();
        let mut taken: Vec<Taken> = Vec::new();
        let _ =
            members(&mut raw.as_slice(), &Hint { name: name.clone() }, &mut |member| {
                let read = report(&member);
                taken.push((member, read));
                ControlFlow::Continue(())
            });
        let complaint = |ask: &Ask| Some((ask.line, self.complaint(ask, &name, &taken)?));
        self.asks.iter().filter_map(complaint).collect()
    }

    fn complaint(&self, ask: &Ask, name: &str, taken: &[Taken]) -> Option<String> {
        if let Want::Reports(count) = ask.want {
            let found = taken.len();
            return (found != count)
                .then(|| format!("want {count} reports, found {found}"));
        }
        match ask.target {
            Target::Report(number) => match taken.get(number.wrapping_sub(1)) {
                Some((_, report)) => of_report(report, &ask.want),
                None => Some(format!("there is no report {number}")),
            },
            Target::Words { part, span } => match self.place(part, span, name, taken) {
                Some((report, raw)) => of_words(report, raw, &ask.want),
                None => Some("the words above the carets are in no report".to_owned()),
            },
        }
    }

    /// The report that some words of a file are in, and their bytes among its own.
    fn place<'a>(
        &self,
        part: usize,
        span: Span,
        name: &str,
        taken: &'a [Taken],
    ) -> Option<(&'a Report, Span)> {
        let part = self.parts.get(part)?;
        let (start, end) = (part.until(span.start()).len(), part.until(span.end()).len());
        let bytes = part.bytes();
        let whole = |(member, report): &'a Taken| {
            let at = find(&member.raw, &bytes)?;
            Some((report, Span::of(at + start..at + end)))
        };
        let slice = |(member, report): &'a Taken| {
            let place = member.place.as_ref().filter(|place| place.container == name)?;
            let length: usize = place.ranges.iter().map(|range| range.len()).sum();
            if length != member.raw.len() {
                return None; // It was packed.
            }
            let mut before = 0;
            for range in &place.ranges {
                if range.start() <= start && end <= range.end() {
                    let from = before + start - range.start();
                    return Some((report, Span::of(from..from + end - start)));
                }
                before += range.len();
            }
            None
        };
        // Where letters are written in another way, the words are looked for.
        let words = part.text.get(span.range())?.as_bytes();
        let found = |(member, report): &'a Taken| {
            let at = find(&member.raw, words)?;
            Some((report, Span::of(at..at + words.len())))
        };
        let first = taken.iter().find_map(whole);
        first
            .or_else(|| taken.iter().find_map(slice))
            .or_else(|| taken.iter().find_map(found))
    }
}

fn find(raw: &[u8], bytes: &[u8]) -> Option<usize> {
    raw.windows(bytes.len().max(1)).position(|window| window == bytes)
}

fn of_report(report: &Report, want: &Want) -> Option<String> {
    match want {
        Want::Credit(kind, value, rule) => {
            let first: Vec<&Credit> = report.credits.of(*kind).take(1).collect();
            credit(&first, value, rule.as_deref())
        }
        Want::NoCredit(kind) => {
            let found = report.credits.first(*kind)?;
            Some(format!("want none, found {found:?}"))
        }
        Want::Day(day, rule) => published(report, day, rule.as_deref()),
        Want::NoDay => {
            let found = report.credits.published.as_ref()?;
            Some(format!("want no day, found {found}"))
        }
        Want::Reads(words) => {
            let lines: Vec<&str> =
                report.reading().map(|span| report.text.words(span)).collect();
            differ(words, &lines.join("\n"))
        }
        Want::Name(name) => differ(name, &report.name),
        Want::Problem(kind) => {
            let has = report.problems.iter().any(|problem| problem.kind == *kind);
            (!has).then(|| {
                format!(
                    "want a problem {}, found {}",
                    kind.as_str(),
                    told(&report.problems)
                )
            })
        }
        Want::NoProblem(kind) => {
            let counts =
                |problem: &&Problem| kind.is_none_or(|kind| problem.kind == kind);
            let found: Vec<Problem> =
                report.problems.iter().filter(counts).cloned().collect();
            (!found.is_empty()).then(|| format!("want none, found {}", told(&found)))
        }
        _ => Some("this is asked with carets under the words".to_owned()),
    }
}

fn of_words(report: &Report, raw: Span, want: &Want) -> Option<String> {
    let read = report.map.text(raw);
    match want {
        Want::Class(_) | Want::LeftOut => {
            let overlaps = |region: &&dateline_text::Region| {
                read.is_some_and(|read| region.span.overlaps(read))
            };
            let mut found: Vec<&str> = report
                .regions
                .iter()
                .filter(overlaps)
                .map(|region| region.class.as_str())
                .collect();
            found.dedup();
            let wanted: &[&str] = match want {
                Want::Class(class) => &[class.as_str()],
                _ => &[],
            };
            (found != wanted).then(|| format!("want {wanted:?}, found {found:?}"))
        }
        Want::As(words) => {
            let found = read.and_then(|read| report.text.get(read)).unwrap_or_default();
            differ(words, found)
        }
        Want::Credit(kind, value, rule) => {
            let here = |credit: &&Credit| credit.raw.is_some_and(|at| at.overlaps(raw));
            let found: Vec<&Credit> = report.credits.of(*kind).filter(here).collect();
            credit(&found, value, rule.as_deref())
        }
        Want::Problem(kind) => {
            let here = |problem: &&Problem| problem.raw.overlaps(raw);
            let found: Vec<Problem> =
                report.problems.iter().filter(here).cloned().collect();
            let has = found.iter().any(|problem| problem.kind == *kind);
            (!has).then(|| {
                format!("want a problem {}, found {}", kind.as_str(), told(&found))
            })
        }
        _ => Some("this is asked of the whole report, in a list under it".to_owned()),
    }
}

fn credit(found: &[&Credit], value: &str, rule: Option<&str>) -> Option<String> {
    let fits = |credit: &&Credit| {
        credit.value == value && rule.is_none_or(|rule| credit.rule == rule)
    };
    if found.iter().any(fits) {
        return None;
    }
    let found: Vec<String> = found
        .iter()
        .map(|credit| format!("{:?} by {}", credit.value, credit.rule))
        .collect();
    Some(format!("want {value:?} by {}, found {found:?}", rule.unwrap_or("any rule")))
}

fn published(report: &Report, day: &str, rule: Option<&str>) -> Option<String> {
    let chosen = report.credits.published.as_ref();
    let found = chosen.map(ToString::to_string).unwrap_or_default();
    let by = report
        .credits
        .of(CreditKind::Published)
        .find(|credit| credit.moment.as_ref() == chosen)
        .map_or("nothing", |credit| credit.rule);
    let fits = found == day && rule.is_none_or(|rule| rule == by);
    (!fits).then(|| {
        format!("want {day} by {}, found {found} by {by}", rule.unwrap_or("any rule"))
    })
}

fn differ(want: &str, found: &str) -> Option<String> {
    (want != found).then(|| format!("want {want:?}\n  found {found:?}"))
}

fn told(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("{} ({})", problem.kind.as_str(), problem.message))
        .collect();
    format!("{lines:?}")
}
