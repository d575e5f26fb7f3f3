//! Who is who, as it was seen.

use dateline_record::{ActorEntry, ActorId, ActorName, Unsure};
use dateline_text::fold;

use crate::{Error, Store};

impl Store {
    /// All actors, or one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn actors(&self, one: Option<&ActorId>) -> Result<Vec<ActorEntry>, Error> {
        let mut names = self.connection.prepare_cached(
            "SELECT name, reports, why FROM actor_name WHERE actor = ?1 ORDER BY name",
        )?;
        let statement = "SELECT id, name, class, \"of\" FROM actor";
        let statement = match one {
            None => format!("{statement} ORDER BY id"),
            Some(_) => format!("{statement} WHERE id = ?1"),
        };
        let mut statement = self.connection.prepare_cached(&statement)?;
        let mut rows = match one {
            None => statement.query([])?,
            Some(id) => statement.query([id.as_str()])?,
        };
        let mut actors = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
            let class: String = row.get(2)?;
            let named = names.query_map([&id], |row| {
                Ok(ActorName {
                    name: row.get(0)?,
                    reports: row.get(1)?,
                    why: row.get(2)?,
                })
            })?;
            let named = named.collect::<Result<_, _>>()?;
            let actor = ActorEntry::of_row([&id, &name, &class], row.get(3)?, named);
            actors.push(actor.ok_or_else(|| Error::damaged("an actor cannot be read"))?);
        }
        Ok(actors)
    }

    /// The identities of the actors that a slug or a name stands for, or, where none is
    /// called so, of those that may have a name with all its words.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn called(&self, name: &str) -> Result<Vec<ActorId>, Error> {
        let wanted = fold(name.trim());
        let exact = self.actor_ids(
            "SELECT id FROM actor WHERE id = ?1
             UNION SELECT actor FROM actor_name WHERE folded = ?1",
            &wanted,
        )?;
        let Some(word) = wanted.split_whitespace().max_by_key(|word| word.len()) else {
            return Ok(exact);
        };
        if !exact.is_empty() {
            return Ok(exact);
        }
        self.actor_ids(
            "SELECT DISTINCT actor FROM actor_name WHERE instr(folded, ?1) > 0",
            word,
        )
    }

    /// The actors that have just this name, as it is folded.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn named(&self, folded: &str) -> Result<Vec<ActorId>, Error> {
        let statement =
            "SELECT DISTINCT actor FROM actor_name WHERE folded = ?1 ORDER BY actor";
        self.actor_ids(statement, folded)
    }

    fn actor_ids(&self, statement: &str, value: &str) -> Result<Vec<ActorId>, Error> {
        let mut statement = self.connection.prepare_cached(statement)?;
        let rows = statement.query_map([value], |row| row.get::<_, String>(0))?;
        let ids = rows.map(|row| row.map(|slug| ActorId::parse(&slug)));
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Pairs of actors that may be one, the likeliest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unsure(&self) -> Result<Vec<Unsure>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT one, other, per_mille, why FROM unsure ORDER BY place",
        )?;
        let rows = statement.query_map([], |row| {
            let actor = |column| {
                Ok::<_, rusqlite::Error>(ActorId::parse(&row.get::<_, String>(column)?))
            };
            Ok(Unsure {
                one: actor(0)?,
                other: actor(1)?,
                per_mille: row.get(2)?,
                why: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
