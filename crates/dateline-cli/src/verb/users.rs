use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};
use dateline::{Error, World as _};
use dateline_web::{Guests, Role};

use super::{Done, answer};
use crate::arguments::Everywhere;
use crate::says;

/// Say who may open the record from another machine, and what each may do
#[derive(Debug, Args)]
pub(crate) struct Users {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Add a user, or give one another role and password; the password comes on standard input
    Add {
        /// The name
        name: String,
        /// What the user may do: read, rule too, or see who did what too
        #[arg(
            long,
            default_value = "reader",
            value_parser = PossibleValuesParser::new(Role::ALL.map(|(_, word)| word))
                .try_map(|word| Role::parse(&word).ok_or("no such role"))
        )]
        role: Role,
    },
    /// List the users with their roles
    List,
    /// Remove a user; open sessions end
    Remove {
        /// The name
        name: String,
    },
}

impl Users {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        // A misspelt record must not get users of its own.
        super::opened(&everywhere.record)?;
        let guests = Guests::open(&everywhere.record)?;
        match &self.act {
            Act::Add { name, role } => {
                let given = everywhere.world().standard_input()?;
                let given = String::from_utf8_lossy(&given);
                let password = given.lines().next().unwrap_or_default();
                guests.add(name, *role, password)?;
                says::note(&format!("`{name}` is a user of the record: {role}"));
                Ok(Done::Well)
            }
            Act::List => {
                let users = guests.list();
                answer(|out| {
                    users
                        .iter()
                        .try_for_each(|(name, role)| writeln!(out, "{role}  {name}"))
                })?;
                Ok(Done::found(!users.is_empty()))
            }
            Act::Remove { name } => {
                if !guests.remove(name)? {
                    let message = format!("there is no user `{name}`");
                    return Err(Error::missing(message)
                        .with_hint("`dateline users list` gives their names"));
                }
                says::note(&format!("`{name}` is no user any more"));
                Ok(Done::Well)
            }
        }
    }
}
