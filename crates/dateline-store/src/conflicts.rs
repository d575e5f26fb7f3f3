//! The links that say that reports disagree, page by page.

use std::collections::BTreeSet;

use dateline_record::{EntryId, Link, LinkKind};

use crate::{Chosen, Error, Store};

/// The words of the kinds of links that disagree, for a statement.
pub(crate) fn conflicting() -> String {
    let kinds = LinkKind::ALL.iter().filter(|(kind, _)| kind.is_conflict());
    let kinds: Vec<String> = kinds.map(|(_, word)| format!("'{word}'")).collect();
    kinds.join(", ")
}

impl Store {
    /// The numbers of the links that disagree, in the order in which a view has them; where a
    /// choice narrows them, those with an entry that is chosen.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn conflicts(
        &self,
        chosen: Option<&Chosen<'_>>,
    ) -> Result<Vec<(i64, LinkKind)>, Error> {
        let statement = format!(
            "SELECT link.number, link.kind FROM link
             LEFT JOIN member ON member.link = link.number AND member.place = 0
             LEFT JOIN report ON report.number = member.report
             WHERE link.kind IN ({})
             ORDER BY {}, report.id, member.start, member.\"end\", link.rule, link.topic,
                      link.number",
            conflicting(),
            in_order_of_kinds("link.kind"),
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        let mut rows = statement.query([])?;
        let mut links = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = row.get_ref(1)?.as_str().ok().and_then(LinkKind::parse);
            let kind = kind.ok_or_else(|| Error::damaged("a link has no kind"))?;
            links.push((row.get(0)?, kind));
        }
        if let Some(chosen) = chosen {
            let touching = self.conflicts_with(&self.ids(chosen)?)?;
            links.retain(|(number, _)| touching.contains(number));
        }
        Ok(links)
    }

    /// The numbers of the links that disagree and touch one of these entries.
    fn conflicts_with(&self, ids: &BTreeSet<EntryId>) -> Result<BTreeSet<i64>, Error> {
        let statement = format!(
            "SELECT entry, link.number FROM link CROSS JOIN link_entry ON link = link.number
             WHERE kind IN ({})",
            conflicting()
        );
        let linked = self.with_entry_ids::<i64>(&statement, &[])?.into_iter();
        Ok(linked.filter(|(id, _)| ids.contains(id)).map(|(_, number)| number).collect())
    }

    /// Links by their numbers, in that order; those that are gone are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn numbered(&self, numbers: &[i64]) -> Result<Vec<Link>, Error> {
        numbers.iter().map(|number| self.link(*number)).collect()
    }
}

/// The place of a link's kind among the kinds.
fn in_order_of_kinds(column: &str) -> String {
    let kinds = LinkKind::ALL.iter().enumerate();
    let kinds: Vec<String> =
        kinds.map(|(place, (_, word))| format!("WHEN '{word}' THEN {place}")).collect();
    format!("CASE {column} {} END", kinds.join(" "))
}
