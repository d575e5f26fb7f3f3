//! Invented reports for the tests: short, varied, about places that do not exist.
#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "each test uses its own part, and all of it is for tests"
)]

use dateline_findings::{
    Decimal, Field, Fields, Finding, Kind, Modality, Name, Polarity, Source, SourceKind,
    Value,
};
use dateline_names::{Actor, ActorClass, Office};
use dateline_record::{Laid, Named, Record, View};
use dateline_text::{
    Credit, CreditKind, Credits, Moment, Problem, ProblemKind, ReportId, Span, Spanned,
};
use dateline_time::{Basis, Grain, Modifier, TimexClass, When, WrittenDay};
use jiff::civil::{Date, date};
use proptest::prelude::*;

pub(crate) const NAMES: [&str; 9] = [
    "Tala Brandt",
    "Brandt",
    "Mirek Oduya",
    "Orlesia",
    "Varn",
    "Harbour Union",
    "Joint Coastal Commission",
    "Ministry of Defence",
    "Ina \"Storm\" Véll\n",
];
pub(crate) const PLACES: [&str; 3] = ["Calder", "Pell Harbour", "Varn"];
pub(crate) const TYPES: [&str; 4] = ["meeting", "bombing", "signing", "visit"];

/// A record of these, looked at.
pub(crate) fn view(all: Vec<Laid>) -> View {
    let mut record = Record::new();
    for laid in all {
        record.lay(laid);
    }
    record.view()
}

/// The kinds of all links, sorted.
pub(crate) fn kinds(view: &View) -> Vec<&'static str> {
    view.links.iter().map(|link| link.kind.as_str()).collect()
}

pub(crate) fn day(offset: i64) -> Date {
    date(2031, 1, 1).saturating_add(jiff::Span::new().days(offset))
}

pub(crate) fn on(day: Date) -> When {
    When {
        earliest: Some(day),
        latest: Some(day),
        timex: day.to_string(),
        basis: Basis::Explicit,
        ..When::default()
    }
}

pub(crate) fn month(year: i16, month: i8) -> When {
    let first = date(year, month, 1);
    When {
        earliest: Some(first),
        latest: Some(first.last_of_month()),
        grain: Grain::Month,
        timex: format!("{year:04}-{month:02}"),
        basis: Basis::Explicit,
        ..When::default()
    }
}

/// A day or month without its year, as undated reports write it.
pub(crate) fn yearless(timex: &str) -> When {
    When { timex: timex.to_owned(), ..When::default() }
}

pub(crate) fn name(name: &str) -> Value {
    Value::Name(Name { name: name.to_owned(), actor: None })
}

pub(crate) fn number(number: i64) -> Value {
    Value::Number(Decimal::from(number))
}

pub(crate) fn words(words: &str) -> Value {
    Value::words(words)
}

pub(crate) fn word(word: &str) -> Value {
    Value::word(word)
}

pub(crate) fn list(values: &[&str]) -> Value {
    Value::List(values.iter().map(|value| Value::words(value)).collect())
}

/// A report published on a day, with nothing in it yet.
pub(crate) fn report(title: &str, published: Option<Date>) -> Laid {
    let moment = published.map(|date| Moment { date, time: None, zone: None });
    Laid {
        id: ReportId::of(title.as_bytes()),
        name: format!("{title}.txt"),
        credits: Credits { all: Vec::new(), published: moment },
        report_date: None,
        findings: Vec::new(),
        actors: Vec::new(),
        named: Vec::new(),
        unread: Vec::new(),
        misdated: Vec::new(),
        problems: Vec::new(),
        print: Default::default(),
        reader: 1,
    }
}

pub(crate) fn actor(name: &str, class: ActorClass) -> Actor {
    Actor {
        name: name.to_owned(),
        class,
        aliases: Vec::new(),
        offices: Vec::new(),
        of: None,
    }
}

/// A builder of reports, line by line; names are told by their capital letter's class.
pub(crate) struct Story {
    pub(crate) laid: Laid,
    next: usize,
}

impl Story {
    pub(crate) fn new(title: &str, published: Option<Date>) -> Self {
        Self { laid: report(title, published), next: 0 }
    }

    /// Adds an actor; its number.
    pub(crate) fn cast(&mut self, name: &str, class: ActorClass) -> usize {
        self.laid.actors.push(actor(name, class));
        self.laid.actors.len() - 1
    }

    /// A name that stands for an actor of the report, which is added where it is not there.
    pub(crate) fn name(&mut self, name: &str, class: ActorClass) -> Value {
        let there = self.laid.actors.iter().position(|actor| actor.name == name);
        let number = there.unwrap_or_else(|| self.cast(name, class));
        Value::Name(Name { name: name.to_owned(), actor: Some(number) })
    }

    /// Adds a finding on words of its own.
    pub(crate) fn tell(&mut self, kind: Kind, fields: &[(Field, Value)]) -> &mut Finding {
        let span = Span::of(self.next..self.next + 40);
        self.next += 50;
        let mut all = Fields::new();
        for (field, value) in fields {
            all.set(*field, value.clone(), &[span]);
        }
        self.laid.findings.push(Finding::new(kind, span, "a test", all));
        self.laid.findings.last_mut().unwrap()
    }

    pub(crate) fn done(self) -> Laid {
        self.laid
    }
}

fn any_when() -> impl Strategy<Value = When> {
    (0_i64..700, 0_i64..40, 0..4_usize, 0..3_usize, any::<bool>()).prop_map(
        |(start, length, grain, modifier, open)| When {
            earliest: (!open).then(|| day(start)),
            latest: Some(day(start + length)),
            grain: [Grain::Day, Grain::Month, Grain::Year, Grain::Vague][grain],
            modifier: [None, Some(Modifier::About), Some(Modifier::Early)][modifier],
            class: TimexClass::Date,
            timex: day(start).to_string(),
            candidates: if open { vec!["XXXX-09".to_owned()] } else { Vec::new() },
            basis: Basis::Published,
        },
    )
}

fn any_name() -> impl Strategy<Value = Value> {
    (0..NAMES.len(), prop::option::of(0..4_usize)).prop_map(|(name, actor)| {
        Value::Name(Name { name: NAMES[name].to_owned(), actor })
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any_name(),
        "[a-z]{1,8}".prop_map(Value::Word),
        "[ -~éß\"\\\\\n\t]{0,20}".prop_map(Value::Words),
        any::<i64>().prop_map(|whole| Value::Number(Decimal::from(whole))),
        any::<i64>()
            .prop_map(|part| Value::Number(Decimal::from_millionths(part.into()))),
        (0..9_i64, 10..90_i64)
            .prop_map(|(from, to)| Value::Range(Decimal::from(from), Decimal::from(to))),
        any_when().prop_map(Value::When),
        any::<bool>().prop_map(Value::Truth),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(Value::List)
    })
}

fn any_fields() -> impl Strategy<Value = Vec<(Field, Value)>> {
    let meant =
        (any_name(), any_name(), any_when(), 0..PLACES.len(), 0..TYPES.len(), 1_i64..6)
            .prop_map(|(actor, other, when, place, kind, count)| {
                vec![
                    (Field::Actor, actor.clone()),
                    (Field::Speaker, actor.clone()),
                    (Field::Holder, actor.clone()),
                    (Field::Committer, actor.clone()),
                    (Field::Name, Value::words(&actor.to_line())),
                    (Field::Parties, Value::List(vec![actor, other])),
                    (Field::Date, Value::When(when)),
                    (Field::Place, Value::words(PLACES[place])),
                    (Field::EventType, Value::word(TYPES[kind])),
                    (Field::Post, Value::words("defence minister")),
                    (Field::Of, Value::words("Orlesia")),
                    (Field::What, Value::words("coastal troops in Varn")),
                    (Field::Unit, Value::word("persons")),
                    (Field::Number, Value::Number(Decimal::from(count * 1_000))),
                ]
            });
    let odd = (0..Field::ALL.len(), any_value())
        .prop_map(|(field, value)| vec![(Field::ALL[field].0, value)]);
    (meant, prop::collection::vec(odd, 0..3)).prop_map(|(mut meant, odd)| {
        meant.extend(odd.into_iter().flatten());
        meant
    })
}

pub(crate) fn any_finding() -> impl Strategy<Value = Finding> {
    let marks = (
        0..Kind::ALL.len(),
        0..Modality::ALL.len(),
        0..Polarity::ALL.len(),
        0..SourceKind::ALL.len(),
        0_usize..3_000,
        1_usize..80,
    );
    (marks, any_fields(), 0..1_000_u16, "[a-z\" ]{0,12}").prop_map(
        |(
            (kind, modality, polarity, source, start, length),
            fields,
            confidence,
            rule,
        )| {
            let evidence = Span::of(start..start + length);
            let mut all = Fields::new();
            for (field, value) in fields {
                all.set(field, value, &[evidence]);
            }
            let mut finding = Finding::new(Kind::ALL[kind].0, evidence, &rule, all);
            // Mostly plain assertions, as in news.
            finding.modality = Modality::ALL[if modality > 2 { 0 } else { modality }].0;
            finding.polarity = Polarity::ALL[polarity].0;
            finding.more = vec![Span::of(start..start + 1)];
            finding.source = Source {
                kind: SourceKind::ALL[source].0,
                chain: vec!["Harbour \"Wire\"".to_owned(), rule],
            };
            finding.confidence = confidence;
            finding
        },
    )
}

/// Any report; few identities, so that the same one comes again.
pub(crate) fn any_laid() -> impl Strategy<Value = Laid> {
    (
        0..6_u8,
        prop::option::of(0_i64..900),
        prop::option::of(any_when()),
        prop::collection::vec(any_finding(), 0..6),
        prop::collection::btree_set(0_u64..40, 0..30),
        1..3_u32,
    )
        .prop_map(|(number, published, report_date, findings, marks, reader)| {
            let mut laid = report(&format!("report {number}"), published.map(day));
            laid.report_date = report_date;
            laid.findings = findings;
            laid.findings.sort();
            laid.print.marks = marks.into_iter().collect();
            laid.reader = reader;
            laid.actors =
                NAMES[..4].iter().map(|name| actor(name, ActorClass::Person)).collect();
            laid.actors[1].of = Some("Orlesia".to_owned());
            laid.actors[1].aliases = vec!["B.".to_owned(), "the \"minister\"".to_owned()];
            laid.actors[0].offices = vec![Office {
                post: "defence minister".to_owned(),
                of: Some("Orlesia".to_owned()),
                span: Span::of(3..9),
                rank: number == 1,
            }];
            laid.named = vec![Named {
                actor: 0,
                words: "Tala \"T.\" Brandt".to_owned(),
                span: Span::of(5..9),
            }];
            laid.unread = vec![Span::of(1..4), Span::of(9..12)];
            let none = WrittenDay { year: None, month: 2, day: 30 };
            laid.misdated = vec![
                Spanned { span: Span::of(2..9), value: day(40).into() },
                Spanned { span: Span::of(4..9), value: none },
            ];
            laid.problems = vec![Problem {
                kind: ProblemKind::Undated,
                raw: Span::of(0..3),
                message: "no day of publication\nis given".to_owned(),
            }];
            laid.credits.all = vec![
                Credit {
                    kind: CreditKind::Outlet,
                    value: "Harbour Wire".to_owned(),
                    raw: Some(Span::of(2..14)),
                    rule: "visible",
                    moment: None,
                },
                Credit {
                    kind: CreditKind::Crawled,
                    value: "2033".to_owned(),
                    raw: None,
                    rule: "command",
                    moment: Some(Moment {
                        date: day(1_000),
                        time: jiff::civil::Time::new(0, 25, 0, 0).ok(),
                        zone: Some("+03:00".to_owned()),
                    }),
                },
            ];
            laid
        })
}
