use std::fmt::Write as _;

use super::scanner::{Scanner, quoted};
use super::seen::{day, read_day};
use crate::show::{Lasting, Office, Tenure};
use crate::{ActorId, EntryId};

impl Lasting {
    /// What lasts as lines, to be kept: `role`, `body`, `agreement`, `commitment`, `death`, and
    /// `series` with its points.
    #[must_use]
    pub fn to_lines(&self) -> String {
        let mut lines = String::new();
        for Tenure { from, until, id, office, actors } in &self.roles {
            let Office(post, of, holder) = office;
            let _ = write!(lines, "role {from} {} {id}", day(*until));
            let _ = write!(lines, " {} {}", quoted(of), quoted(holder));
            post.iter().for_each(|word| lines += &format!(" {}", quoted(word)));
            lines.push_str(" =");
            actors.iter().for_each(|actor| lines += &format!(" {actor}"));
            lines.push('\n');
        }
        let lists = [
            ("body", &self.bodies),
            ("agreement", &self.agreements),
            ("commitment", &self.commitments),
        ];
        for (word, list) in lists {
            for (day, id) in list {
                let _ = writeln!(lines, "{word} {day} {id}");
            }
        }
        for (actor, died) in &self.deaths {
            let _ = writeln!(lines, "death {} {actor}", day(*died));
        }
        for (series, points) in &self.figures {
            let _ = writeln!(lines, "series {series}");
            for (counted, id) in points {
                let _ = writeln!(lines, "{} {id}", day(*counted));
            }
        }
        lines
    }

    /// What was kept; `None` where these are no lines that were written here.
    #[must_use]
    pub fn from_lines(lines: &str) -> Option<Self> {
        let mut lasting = Self::default();
        for line in lines.lines() {
            let (word, rest) = line.split_once(' ')?;
            let list = match word {
                "role" => {
                    lasting.roles.push(role(rest)?);
                    continue;
                }
                "death" => {
                    let (day, actor) = rest.split_once(' ')?;
                    lasting.deaths.insert(ActorId::parse(actor), read_day(day)?);
                    continue;
                }
                "series" => {
                    lasting.figures.push((rest.to_owned(), Vec::new()));
                    continue;
                }
                "body" => &mut lasting.bodies,
                "agreement" => &mut lasting.agreements,
                "commitment" => &mut lasting.commitments,
                counted => {
                    let points = &mut lasting.figures.last_mut()?.1;
                    points.push((read_day(counted)?, EntryId::parse(rest)?));
                    continue;
                }
            };
            let (day, id) = rest.split_once(' ')?;
            list.push((day.parse().ok()?, EntryId::parse(id)?));
        }
        Some(lasting)
    }
}

fn role(rest: &str) -> Option<Tenure> {
    let mut scanner = Scanner::new(rest);
    let from = scanner.digits().parse().ok()?;
    scanner.take(" ")?;
    let until = read_day(scanner.digits())?;
    scanner.take(" ")?;
    let id = EntryId::parse(scanner.run(|letter| letter != ' '))?;
    scanner.take(" ")?;
    let of = scanner.quoted()?;
    scanner.take(" ")?;
    let holder = scanner.quoted()?;
    let mut post = Vec::new();
    while scanner.take(" =").is_none() {
        scanner.take(" ")?;
        post.push(scanner.quoted()?);
    }
    let actors = scanner.run(|_| true).split_whitespace().map(ActorId::parse);
    let actors = actors.collect();
    Some(Tenure { from, until, id, office: Office(post, of, holder), actors })
}
