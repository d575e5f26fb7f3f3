use std::path::{Path, PathBuf};

use dateline_record::Laid;
use dateline_text::{Credit, CreditKind, Moment, Problem, ProblemKind, Report, Span};
use jiff::civil::Date;
use toml::{Table, Value};

use crate::{Error, World};

/// What is said of a report from outside it: by the command, or by the file beside it. It goes
/// before what the report says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told(Vec<Credit>);

/// Who says so.
const COMMAND: &str = "command";
const SIDECAR: &str = "sidecar";
const HAND: &str = "hand";

/// Whether a reviewer wrote a report to enter something by hand: nothing else is read from it.
pub(crate) fn is_by_hand(report: &Report) -> bool {
    report.credits.all.iter().any(|credit| credit.rule == HAND)
}

/// How the name of a file ends that tells about another: `pact.html.meta.toml`.
const END: &str = ".meta.toml";

/// Whether a file tells about the one it is named after.
pub(crate) fn is_sidecar(path: &Path) -> bool {
    path.to_string_lossy().ends_with(END)
}

impl Told {
    /// What a command says.
    pub(crate) fn by_command(published: Option<Date>, outlet: Option<&str>) -> Self {
        let mut told = Self::default();
        told.day(CreditKind::Published, published, COMMAND);
        told.words(CreditKind::Outlet, outlet, COMMAND);
        told
    }

    /// The source that a reviewer names for what is entered by hand.
    pub(crate) fn by_hand(source: &str) -> Self {
        let mut told = Self::default();
        told.words(CreditKind::Outlet, Some(source), HAND);
        told
    }

    /// What the file beside another one says: `pact.html.meta.toml` beside `pact.html`.
    pub(crate) fn beside(world: &dyn World, path: &Path) -> Result<Self, Error> {
        let mut name = path.as_os_str().to_owned();
        name.push(END);
        let sidecar = PathBuf::from(name);
        let bytes = match world.read(&sidecar) {
            Err(error) if error.is_missing() => return Ok(Self::default()),
            read => read?,
        };
        let words = String::from_utf8_lossy(&bytes);
        let table: Table = words.parse().map_err(|error: toml::de::Error| {
            let name = sidecar.display();
            Error::usage(format!("`{name}` is no TOML: {}", error.message()))
                .with_hint("write lines such as `published = 2031-03-12`")
        })?;
        Self::of_table(&table).map_err(|key| {
            let name = sidecar.display();
            Error::usage(format!("`{key}` in `{name}` is not understood")).with_hint(
                "the keys are published, outlet, title, author, url and language",
            )
        })
    }

    fn of_table(table: &Table) -> Result<Self, String> {
        let mut told = Self::default();
        for (key, value) in table {
            let mut say = |kind| {
                let words = value.as_str().ok_or_else(|| key.clone())?;
                told.words(kind, Some(words), SIDECAR);
                Ok::<(), String>(())
            };
            match key.as_str() {
                "published" => {
                    let day = day_of(value).ok_or_else(|| key.clone())?;
                    told.day(CreditKind::Published, Some(day), SIDECAR);
                }
                "outlet" => say(CreditKind::Outlet)?,
                "title" => say(CreditKind::Title)?,
                "author" => say(CreditKind::Author)?,
                "url" => say(CreditKind::Address)?,
                "language" => say(CreditKind::Language)?,
                _ => return Err(key.clone()),
            }
        }
        Ok(told)
    }

    /// What was said of a report when it was added.
    pub(crate) fn of(laid: &Laid) -> Self {
        let told = laid.credits.all.iter();
        Self(
            told.filter(|credit| matches!(credit.rule, COMMAND | SIDECAR | HAND))
                .cloned()
                .collect(),
        )
    }

    /// What this says, and after it what another one says.
    pub(crate) fn before(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(&other.0).cloned().collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both say the same, in whatever order.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let sorted = |told: &Self| {
            let mut all = told.0.clone();
            all.sort();
            all
        };
        sorted(self) == sorted(other)
    }

    fn words(&mut self, kind: CreditKind, words: Option<&str>, rule: &'static str) {
        let Some(words) = words.map(str::trim).filter(|words| !words.is_empty()) else {
            return;
        };
        let value = words.to_owned();
        self.0.push(Credit { kind, value, raw: None, rule, moment: None });
    }

    fn day(&mut self, kind: CreditKind, day: Option<Date>, rule: &'static str) {
        let Some(date) = day else { return };
        let moment = Some(Moment { date, time: None, zone: None });
        self.0.push(Credit { kind, value: date.to_string(), raw: None, rule, moment });
    }

    /// Puts it before what the report says of itself, and says where that is another day.
    pub(crate) fn tell(&self, report: &mut Report) {
        for credit in self.0.iter().rev() {
            let at = report.credits.all.partition_point(|other| other.kind < credit.kind);
            report.credits.all.insert(at, credit.clone());
        }
        let told = self.0.iter().find(|credit| credit.kind == CreditKind::Published);
        let Some(moment) = told.and_then(|credit| credit.moment.clone()) else { return };
        report.problems.retain(|problem| {
            !matches!(problem.kind, ProblemKind::Undated | ProblemKind::DatesDiffer)
        });
        let own = report.credits.published.replace(moment.clone());
        if let Some(own) = own.filter(|own| own.date != moment.date) {
            let place =
                report.credits.of(CreditKind::Published).find_map(|credit| credit.raw);
            report.problems.push(Problem {
                kind: ProblemKind::DatesDiffer,
                raw: place.unwrap_or(Span::default()),
                message: format!(
                    "`{moment}` is taken as it was told; the report gives `{own}`"
                ),
            });
            report.problems.sort();
        }
    }
}

fn day_of(value: &Value) -> Option<Date> {
    match value {
        Value::String(words) => words.get(..10)?.parse().ok(),
        Value::Datetime(time) => time.date?.to_string().parse().ok(),
        Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Array(_)
        | Value::Table(_) => None,
    }
}
