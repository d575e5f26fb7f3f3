use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use dateline::{
    ByHand, Desk, Error, Reviewer, RulingForm, Sameness, TakenBack, Verdict, World as _,
};
use jiff::civil::Date;
use serde_json::json;

use super::{Done, answer, answer_json, opened};
use crate::arguments::Everywhere;
use crate::{print, says};

/// Rule on entries and names; decisions survive every new reading and travel with the record
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// Who rules
    #[arg(long, global = true, value_name = "NAME", default_value = "reviewer")]
    by: String,
    /// Why
    #[arg(long, global = true, value_name = "WORDS", default_value = "")]
    because: String,
    #[command(subcommand)]
    ruling: Ruling,
}

#[derive(Debug, Subcommand)]
enum Ruling {
    /// It is right as it stands
    Accept {
        /// The first digits of the entry's identity
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// It is wrong: no view shows it any more
    Reject {
        /// The first digits of the entry's identity
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Put a remark to it
    Note {
        /// The first digits of the entry's identity
        id: String,
        /// The remark
        words: String,
    },
    /// A field holds something else: `review correct 3f2a place "Pell Harbour"`
    Correct {
        /// The first digits of the entry's identity
        id: String,
        /// The field, by its word: value, date, place, speaker and so on
        field: String,
        /// What it holds: a number in digits, a time as YYYY-MM-DD, YYYY-MM or YYYY, a list
        /// with `;` between its parts
        words: String,
    },
    /// A report came out on this day
    Dated {
        /// The report's file name, or the first digits of its identity
        report: String,
        /// The day, as YYYY-MM-DD
        day: Date,
    },
    /// Enter what was missed: words of a report, or a line by hand with its source
    ///
    /// `review add "signed a pact" --report 3f2a --kind agreement status=signed` marks words of
    /// a report; `review add "Varn left the base" --source "the base's log" --when 2032-01-04`
    /// enters a line by hand, which is kept as a report of its own.
    Add(Missed),
    /// Two names are one actor, or two entries tell one thing
    ///
    /// A name is one that the reports give, an actor's identity, or a name in one report:
    /// `Mira Tolland@3f2a`.
    Merge(Pair),
    /// Two names are two actors, or two entries tell two things
    Split(Pair),
    /// It cannot be told whether two names are one actor: they stay two, unasked
    Unsure(Pair),
    /// List the pairs of names that may be one actor and wait for a ruling
    Names {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Write all decisions, a line each, for another record or a colleague
    Export {
        /// Their shape: decisions, or what was ruled about names as nomenklatura's resolver
        /// keeps it
        #[arg(long, default_value = "decisions", value_parser = form)]
        format: RulingForm,
    },
    /// Take in decisions, lines of nomenklatura's resolver, a table of names, an exported table
    /// that was changed, or a chronology
    ///
    /// A `.csv` or `.xlsx` file is what `dateline export` wrote: what was changed in its columns
    /// when, value, status, place, modality, polarity, details and review since becomes
    /// decisions, and what the record itself holds otherwise by now is listed and left. Rows
    /// without an id are lines of a chronology: their columns are when, text, source and, if
    /// wanted, kind, place and actor.
    ///
    /// A row of the table has five columns with tabs between them: `alias` (or `same`,
    /// `different`, `unsure`), the class (person, organisation, state, place, group), the
    /// name, the other name, and where that is known from.
    Import {
        /// The file, `-` for standard input
        file: PathBuf,
    },
    /// Undo an earlier decision; `dateline show decisions` lists them
    Undo {
        /// The first digits of the decision's identity
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

/// What the program missed.
#[derive(Debug, Args)]
struct Missed {
    /// The words of the report, or what happened in words of one's own
    words: String,
    /// The report that holds the words
    #[arg(long, value_name = "REPORT", conflicts_with = "source")]
    report: Option<String>,
    /// Where it is known from
    #[arg(long, value_name = "WORDS", required_unless_present = "report")]
    source: Option<String>,
    /// Its kind: event, agreement, statement, figure and so on
    #[arg(long, default_value = "event")]
    kind: String,
    /// When it was, as YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, default_value = "", hide_default_value = true)]
    when: String,
    /// Fields with what they hold: `place=Calder` `parties="Orlesia; Varn"`
    fields: Vec<String>,
}

/// Two names, or two entries by the first digits of their identities.
#[derive(Debug, Args)]
struct Pair {
    /// The one
    one: String,
    /// The other
    other: String,
}

fn form(word: &str) -> Result<RulingForm, String> {
    let known = RulingForm::ALL.map(|(_, word)| word).join(", ");
    RulingForm::parse(word).ok_or_else(|| format!("known formats are {known}"))
}

impl Review {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        match &self.ruling {
            Ruling::Names { json } => return names(everywhere, *json),
            Ruling::Export { format } => {
                let lines = opened(&everywhere.record)?.export_rulings(*format)?;
                answer(|out| out.write_all(lines.as_bytes()))?;
                return Ok(Done::found(!lines.is_empty()));
            }
            _ => {}
        }
        let mut desk = Desk::open(&everywhere.record)?;
        match &self.ruling {
            Ruling::Accept { ids } => {
                self.rule(&mut desk, everywhere, ids, &Verdict::Accept)?;
            }
            Ruling::Reject { ids } => {
                self.rule(&mut desk, everywhere, ids, &Verdict::Reject)?;
            }
            Ruling::Note { id, words } => {
                let verdict = Verdict::Note(words.clone());
                self.rule(&mut desk, everywhere, std::slice::from_ref(id), &verdict)?;
            }
            Ruling::Correct { id, field, words } => {
                let told = (field.as_str(), words.as_str());
                let world = everywhere.world();
                let now = desk.correct(&world, id, told, &self.reviewer())?;
                says::note(&format!("corrected: `{field}` of {now}"));
            }
            Ruling::Dated { report, day } => {
                let world = everywhere.world();
                let name = desk.date_report(&world, report, *day, &self.reviewer())?;
                says::note(&format!("`{name}` came out on {day}"));
            }
            Ruling::Add(missed) => self.enter(&mut desk, everywhere, missed)?,
            Ruling::Merge(pair) => {
                self.pair(&mut desk, everywhere, pair, Sameness::Same)?;
            }
            Ruling::Split(pair) => {
                self.pair(&mut desk, everywhere, pair, Sameness::Different)?;
            }
            Ruling::Unsure(pair) => {
                self.pair(&mut desk, everywhere, pair, Sameness::Unsure)?;
            }
            Ruling::Import { file } => return self.import(&mut desk, everywhere, file),
            Ruling::Names { .. } | Ruling::Export { .. } => {}
            Ruling::Undo { ids } => {
                for id in ids {
                    desk.undo(&everywhere.world(), id, &self.reviewer())?;
                    says::note(&format!("`{id}` is undone"));
                }
            }
        }
        Ok(Done::Well)
    }

    fn reviewer(&self) -> Reviewer {
        Reviewer { name: self.by.clone(), because: self.because.clone() }
    }

    fn pair(
        &self,
        desk: &mut Desk,
        everywhere: &Everywhere,
        pair: &Pair,
        sameness: Sameness,
    ) -> Result<(), Error> {
        let told = (pair.one.as_str(), pair.other.as_str());
        let world = everywhere.world();
        let (one, other) = desk.review_pair(&world, told, sameness, &self.reviewer())?;
        says::note(&match sameness {
            Sameness::Same => format!("one: `{one}` and `{other}`"),
            Sameness::Different => format!("two: `{one}` and `{other}`"),
            Sameness::Unsure => format!("left open: `{one}` and `{other}`"),
        });
        Ok(())
    }

    fn import(
        &self,
        desk: &mut Desk,
        everywhere: &Everywhere,
        file: &Path,
    ) -> Result<Done, Error> {
        let world = everywhere.world();
        let bytes = if file == Path::new("-") {
            world.standard_input()?
        } else {
            world.read(file)?
        };
        let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
        if ending.is_some_and(|ending| ending == "csv" || ending == "xlsx") {
            return self.take_back(desk, everywhere, file, &bytes);
        }
        let lines = String::from_utf8_lossy(&bytes);
        let (taken, problems) = desk.import_rulings(&world, &lines, &self.reviewer())?;
        for number in &problems {
            says::note(&format!("line {number} of `{}` is no ruling", file.display()));
        }
        says::note(&format!("taken in: {taken}"));
        Ok(if problems.is_empty() { Done::Well } else { Done::InPart })
    }

    fn take_back(
        &self,
        desk: &mut Desk,
        everywhere: &Everywhere,
        file: &Path,
        bytes: &[u8],
    ) -> Result<Done, Error> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let world = everywhere.world();
        let back = desk.import_table(&world, (&name, bytes), &self.reviewer())?;
        for conflict in &back.conflicts {
            says::note(conflict);
        }
        let TakenBack { changed, same, entered, conflicts } = &back;
        let left = conflicts.len();
        says::note(&format!(
            "changed: {changed}, entered: {entered}, as they were: {same}, left: {left}"
        ));
        Ok(if conflicts.is_empty() { Done::Well } else { Done::InPart })
    }

    fn enter(
        &self,
        desk: &mut Desk,
        everywhere: &Everywhere,
        missed: &Missed,
    ) -> Result<(), Error> {
        let fields = missed.fields.iter().map(|field| {
            let (field, words) = field.split_once('=').unwrap_or((field, ""));
            (field.to_owned(), words.to_owned())
        });
        let entry = ByHand {
            kind: missed.kind.clone(),
            when: missed.when.clone(),
            words: missed.words.clone(),
            source: missed.source.clone().unwrap_or_default(),
            fields: fields.collect(),
            ..ByHand::default()
        };
        let (world, reviewer) = (everywhere.world(), self.reviewer());
        let id = match &missed.report {
            Some(report) => {
                let place = (report.as_str(), missed.words.as_str());
                desk.mark(&world, place, &entry, &reviewer)?
            }
            None => {
                let ids = desk.enter(&world, &[entry], &reviewer)?;
                ids.into_iter().next().unwrap_or_default()
            }
        };
        says::note(&format!("entered: {id}"));
        Ok(())
    }

    fn rule(
        &self,
        desk: &mut Desk,
        everywhere: &Everywhere,
        ids: &[String],
        verdict: &Verdict,
    ) -> Result<(), Error> {
        let word = match verdict {
            Verdict::Accept => "accepted",
            Verdict::Reject => "rejected",
            Verdict::Note(_) => "noted",
        };
        for id in ids {
            let world = everywhere.world();
            let (title, _) = desk.review(&world, id, verdict, &self.reviewer())?;
            says::note(&format!("{word}: {title}"));
        }
        Ok(())
    }
}

fn names(everywhere: &Everywhere, json: bool) -> Result<Done, Error> {
    let doubts = opened(&everywhere.record)?.doubts()?;
    if json {
        answer_json(&json!(doubts))?;
    } else {
        answer(|out| print::doubts(out, &doubts))?;
    }
    if doubts.is_empty() {
        says::note("no two names wait for a ruling");
    }
    Ok(Done::found(!doubts.is_empty()))
}
