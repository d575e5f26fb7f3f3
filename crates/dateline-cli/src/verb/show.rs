use clap::Args;
use dateline::{Asked, Depth, Desk, Error, Topic};
use jiff::civil::Date;
use serde_json::json;

use super::{Done, answer, answer_json, opened};
use crate::arguments::{Everywhere, day};
use crate::{print, says};

/// Show what the record holds
///
/// A topic: screen (the five questions; the default), timeline, figures, statements,
/// agreements, commitments, bodies, decisions (what bodies weigh), people, conflicts,
/// copies, problems, coverage, rulings (what reviewers decided), state, reports. Anything else is a name or the first digits of an identity:
/// one actor, entry, series or report with all its evidence.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// A topic, a name or an identity
    #[arg(value_name = "WHAT", default_value = "screen")]
    what: Vec<String>,
    /// How things stood on this day (state, screen, agreements, commitments)
    #[arg(long, value_name = "DAY", value_parser = day)]
    as_of: Option<Date>,
    /// Only from reports that were out by then; an undated one counts by its latest day
    #[arg(long, value_name = "DAY", value_parser = day)]
    known_by: Option<Date>,
    /// Only what can lie on or after this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Date>,
    /// Only what can lie on or before this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Date>,
    /// Only with this actor
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Only of this kind: event, agreement, statement, commitment, body and so on
    #[arg(long)]
    kind: Option<String>,
    /// At most so many; 0 is all, of long lists and within each line
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// How many things a name may stand for before the rest is left out.
const NAMED: usize = 5;

/// How many lines a list has on the terminal where no limit is given.
const LINES: usize = 100;

/// How much of what it lists itself a line has there: the last points of a series, the first
/// statements of a speaker.
pub(super) const APIECE: usize = 20;

/// How many passages, points, or entries of a kind one thing has there that is asked for alone.
const ALONE: usize = 50;

impl Show {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let desk = opened(&everywhere.record)?;
        let what = self.what.join(" ");
        match Topic::parse(&what) {
            Some(topic) => self.topic(&desk, topic, everywhere),
            None => self.named(&desk, &what),
        }
    }

    fn topic(
        &self,
        desk: &Desk,
        topic: Topic,
        everywhere: &Everywhere,
    ) -> Result<Done, Error> {
        let (limit, apiece) = self.room(topic);
        let asked = Asked {
            actor: self.actor.clone(),
            kind: self.kind.clone(),
            from: self.from,
            to: self.to,
            words: None,
            as_of: self.as_of,
            today: Some(everywhere.today()),
            known_by: self.known_by,
            limit,
            apiece,
            depth: self.depth(topic),
            ..Asked::default()
        };
        let (shown, next) = desk.leaf(topic, &asked)?;
        if self.json {
            answer_json(&json!(*shown))?;
        } else {
            let rest = next.map_or(0, |next| next.rest);
            answer(|out| print::shown(out, &shown, rest))?;
        }
        if shown.is_empty() {
            says::note(&format!("nothing found under `{}`", topic.as_str()));
        }
        Ok(Done::found(!shown.is_empty()))
    }

    /// How many lines there are, and how much of what one lists itself: in JSON all that is
    /// not limited, on the terminal what can be read.
    fn room(&self, topic: Topic) -> (Option<usize>, Option<usize>) {
        match (self.limit, topic) {
            (Some(0), _) => (None, None),
            (limit, _) if self.json => (limit, None),
            (limit, Topic::Screen) => (limit, Some(APIECE)),
            (limit, Topic::State) => (Some(LINES), Some(limit.unwrap_or(LINES))),
            (limit, _) => (Some(limit.unwrap_or(LINES)), Some(APIECE)),
        }
    }

    /// Lists that show no words of the reports do not fetch them.
    fn depth(&self, topic: Topic) -> Depth {
        let listed = [
            Topic::Timeline,
            Topic::Figures,
            Topic::People,
            Topic::Reports,
            Topic::Problems,
        ];
        if !self.json && listed.contains(&topic) { Depth::Lines } else { Depth::Words }
    }

    fn named(&self, desk: &Desk, name: &str) -> Result<Done, Error> {
        let limit = match self.limit {
            Some(0) => usize::MAX,
            limit => limit.unwrap_or(NAMED),
        };
        let apiece = Some(ALONE).filter(|_| !self.json && self.limit != Some(0));
        let found = desk.named_in_part(name, limit, (apiece, Depth::Words))?;
        if self.json {
            answer_json(&json!(found))?;
        } else {
            answer(|out| print::found(out, &found))?;
        }
        if found.is_empty() {
            says::note(&format!("nothing in the record is called `{name}`"));
            says::note(&format!("hint: `dateline find {name}` looks into the words"));
        } else if found.len() == limit {
            says::note("there may be more of that name: `--limit N` shows them");
        }
        Ok(Done::found(!found.is_empty()))
    }
}
