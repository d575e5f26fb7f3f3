//! Which entries are wanted, in the words of the file.

use std::collections::BTreeSet;

use dateline_record::{ActorId, EntryId};
use dateline_text::ReportId;
use rusqlite::OptionalExtension as _;
use rusqlite::types::{ToSql, Value as Column};

use crate::search::beginnings;
use crate::{Error, Store};

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// Only of these kinds, by their words; of all where empty.
    pub kinds: &'a [&'a str],
    /// Only what can lie on or after this day.
    pub from: Option<String>,
    /// Only what can lie on or before this day.
    pub to: Option<String>,
    /// Only those at whose identities this stands in front.
    pub id: Option<&'a str>,
    /// Only these, where any are given.
    pub ids: Option<&'a BTreeSet<EntryId>>,
    /// Only with one of these actors, by their identities, where any are given.
    pub actors: Option<&'a [ActorId]>,
    /// Only those that rest on this report.
    pub report: Option<ReportId>,
    /// Only those with one of these words in their titles.
    pub titled: &'a [&'a str],
    /// Only with words that begin so, all of them, in title or values.
    pub words: Option<&'a str>,
    /// Only what holds so, by the modality's word, and is not denied.
    pub modality: Option<&'a str>,
    /// Only what is denied.
    pub denied: bool,
    /// Only what stands behind this in the order of the timeline.
    pub behind: Option<Behind<'a>>,
    /// At most so many, the first in the order of the timeline.
    pub limit: Option<usize>,
}

/// A place in the order of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind<'a> {
    /// The entry there.
    pub entry: EntryId,
    /// The day it stands at, for where the entry is gone.
    pub day: &'a str,
}

/// The first words that an entry rests on.
pub(crate) const FIRST_TOLD: &str =
    "LEFT JOIN evidence ON evidence.entry = entry.number AND evidence.place = 0
     LEFT JOIN report_line ON report_line.report = evidence.report
     LEFT JOIN report ON report.number = evidence.report
     LEFT JOIN finding ON finding.report = evidence.report
                      AND finding.number = evidence.finding";

/// Within a day and a kind: by when the first report came out, then where it says it.
pub(crate) const WITHIN: &str =
    "coalesce(report_line.latest, '9999-12-31'), coalesce(report_line.earliest, ''),
     coalesce(report.id, x''), coalesce(finding.start, 0), coalesce(finding.\"end\", 0),
     coalesce(finding.number, 0)";

pub(crate) type Condition = (String, Vec<Box<dyn ToSql>>);

pub(crate) fn condition(chosen: &Chosen<'_>) -> Condition {
    let mut parts: Vec<String> = vec!["1".to_owned()];
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut add = |part: &str, value: Box<dyn ToSql>| {
        values.push(value);
        parts.push(part.replace('?', &format!("?{}", values.len())));
    };
    // All of it stands in the index of the order. What has no last day ends on its first.
    if let Some(from) = &chosen.from {
        let part = "first < '9999-12-31'
                    AND CASE last WHEN '9999-12-31' THEN first ELSE last END >= ?";
        add(part, Box::new(from.clone()));
    }
    if let Some(to) = &chosen.to {
        add("first < '9999-12-31' AND first <= ?", Box::new(to.clone()));
    }
    if let Some(id) = chosen.id {
        add("entry.id >= ?", Box::new(id.to_owned()));
        // Behind every hexadecimal digit.
        add("entry.id < ?", Box::new(format!("{id}g")));
    }
    if let Some(ids) = chosen.ids {
        let ids = ids.iter().map(|id| format!("\"{id}\""));
        let ids = ids.collect::<Vec<_>>().join(",");
        add("entry.id IN (SELECT value FROM json_each(?))", Box::new(format!("[{ids}]")));
    }
    if let Some(words) = chosen.words.map(beginnings).filter(|words| !words.is_empty()) {
        let part =
            "entry.number IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?)";
        add(part, Box::new(words));
    }
    if let Some(modality) = chosen.modality {
        add(
            "entry.modality = ? AND entry.polarity <> 'negative'",
            Box::new(modality.to_owned()),
        );
    }
    if let Some(report) = chosen.report {
        let part = "entry.number IN (SELECT entry FROM evidence WHERE report =
                        (SELECT number FROM report WHERE id = ?))";
        add(part, Box::new(*report.as_bytes()));
    }
    if let Some(actors) = chosen.actors {
        let numbers: Vec<String> = actors
            .iter()
            .map(|actor| {
                values.push(Box::new(actor.as_str().to_owned()));
                format!("?{}", values.len())
            })
            .collect();
        let actors = numbers.join(", ");
        parts.push(format!(
            "entry.number IN (SELECT entry FROM entry_actor WHERE actor IN ({actors}))"
        ));
    }
    if chosen.denied {
        parts.push("entry.polarity = 'negative'".to_owned());
    }
    if !chosen.titled.is_empty() {
        // The words are this program's own.
        let words = chosen.titled.iter();
        let any: Vec<String> =
            words.map(|word| format!("entry.title LIKE '%{word}%'")).collect();
        parts.push(format!("({})", any.join(" OR ")));
    }
    if !chosen.kinds.is_empty() {
        // The words are this program's own.
        // Where few entries can be meant these are looked up, and not all of the kinds.
        let looked_up = if is_looked_up(chosen) { "+" } else { "" };
        let kinds = chosen.kinds.join("', '");
        parts.push(format!("{looked_up}entry.kind IN ('{kinds}')"));
    }
    (parts.join(" AND "), values)
}

/// The index by which a list with a limit is walked in its order until it is long enough; left to
/// itself the file gathers all entries of the kinds and sorts them. Where few entries can be
/// meant, they are looked up.
pub(crate) fn walked(chosen: &Chosen<'_>) -> &'static str {
    match chosen.kinds {
        _ if is_looked_up(chosen) || chosen.limit.is_none() => "",
        [_] => "INDEXED BY entry_kind",
        _ => "INDEXED BY entry_order",
    }
}

/// Whether few entries can be meant.
fn is_looked_up(chosen: &Chosen<'_>) -> bool {
    chosen.id.is_some()
        || chosen.ids.is_some()
        || chosen.words.is_some()
        || chosen.report.is_some()
        || chosen.actors.is_some()
}

impl Store {
    /// Narrows a list to what stands behind its place.
    pub(crate) fn place_behind(
        &self,
        chosen: &Chosen<'_>,
        condition: &mut String,
        values: &mut Vec<Box<dyn ToSql>>,
    ) -> Result<(), Error> {
        let Some(behind) = &chosen.behind else { return Ok(()) };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT first, last, rank, {WITHIN} FROM entry {FIRST_TOLD} WHERE entry.id = ?1"
        ))?;
        let id = behind.entry.to_string();
        let place: Option<Vec<Column>> = statement
            .query_row([id], |row| (0..9).map(|column| row.get(column)).collect())
            .optional()?;
        let Some(place) = place else {
            values.push(Box::new(behind.day.to_owned()));
            condition.push_str(&format!(" AND first >= ?{}", values.len()));
            return Ok(());
        };
        let numbers: Vec<String> = place
            .into_iter()
            .map(|value| {
                values.push(Box::new(value));
                format!("?{}", values.len())
            })
            .collect();
        let days = numbers.get(..3).unwrap_or_default().join(", ");
        condition.push_str(&format!(
            " AND (first, last, rank) >= ({days})
              AND (first, last, rank, {WITHIN}) > ({})",
            numbers.join(", ")
        ));
        Ok(())
    }

    /// Narrows a list that is looked up to the days among which its first lines stand: what comes
    /// first within a day hangs on the reports, and they are not asked for all of a long list.
    pub(crate) fn bound(
        &self,
        chosen: &Chosen<'_>,
        condition: &mut String,
        values: &mut Vec<Box<dyn ToSql>>,
    ) -> Result<(), Error> {
        let Some(limit) = chosen.limit.filter(|_| chosen.behind.is_none()) else {
            return Ok(());
        };
        if !is_looked_up(chosen) {
            return Ok(());
        }
        let statement = format!(
            "SELECT first, last, rank FROM entry WHERE {condition}
             ORDER BY first, last, rank LIMIT 1 OFFSET {}",
            limit.saturating_sub(1)
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        let given: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let last: Option<(String, String, i64)> = statement
            .query_row(given.as_slice(), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((first, last, rank)) = last else { return Ok(()) };
        let at = values.len();
        values.extend([
            Box::new(first) as Box<dyn ToSql>,
            Box::new(last),
            Box::new(rank),
        ]);
        condition.push_str(&format!(
            " AND (first, last, rank) <= (?{}, ?{}, ?{})",
            at + 1,
            at + 2,
            at + 3
        ));
        Ok(())
    }
}
