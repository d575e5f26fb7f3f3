use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use dateline::{Desk, Error, Reviewer, RulingForm, Sameness, Verdict, World as _};
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
    /// Take in decisions, lines of nomenklatura's resolver, or a table of names
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
        let lines = String::from_utf8_lossy(&bytes);
        let (taken, problems) = desk.import_rulings(&world, &lines, &self.reviewer())?;
        for number in &problems {
            says::note(&format!("line {number} of `{}` is no ruling", file.display()));
        }
        says::note(&format!("taken in: {taken}"));
        Ok(if problems.is_empty() { Done::Well } else { Done::InPart })
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
