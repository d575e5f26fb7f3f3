use clap::{Args, Subcommand};
use dateline::{Desk, Error, Reviewer, Verdict};

use super::Done;
use crate::arguments::Everywhere;
use crate::says;

/// Rule on an entry; decisions survive every new reading and travel with the record
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
    /// Undo an earlier decision; `dateline show decisions` lists them
    Undo {
        /// The first digits of the decision's identity
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

impl Review {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
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
