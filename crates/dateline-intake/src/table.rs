//! Knowledge kept as sorted lines of `key<TAB>value`.

/// A table of a few hundred lines, found by a number made of the key's bytes.
pub(crate) struct Table {
    rows: Vec<(&'static str, &'static str)>,
    /// The first row of each first byte.
    starts: Vec<usize>,
    /// The rows by that number: the row's own number and one, or none.
    slots: Vec<u32>,
}

/// A number made of some bytes, the same on every machine.
pub(crate) fn number(bytes: &[u8]) -> usize {
    let mixed = bytes.iter().fold(0x811c_9dc5_u32, |mixed, &byte| {
        (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(mixed ^ (mixed >> 15)).unwrap_or_default()
}

impl Table {
    /// Reads a sorted table; lines that start with `#` say where it comes from.
    pub(crate) fn new(text: &'static str) -> Self {
        let lines =
            text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let rows: Vec<_> =
            lines.map(|line| line.split_once('\t').unwrap_or((line, ""))).collect();
        let first =
            |row: &(&'static str, &'static str)| row.0.bytes().next().unwrap_or_default();
        let starts = (0..=256)
            .map(|byte| rows.partition_point(|row| usize::from(first(row)) < byte))
            .collect();
        let mut table = Self {
            slots: vec![0; (rows.len() * 2 + 1).next_power_of_two()],
            rows,
            starts,
        };
        for row in 0..table.rows.len() {
            let key = table.rows.get(row).map_or("", |(key, _)| *key);
            let free = table.slot(key);
            let held = u32::try_from(row + 1).unwrap_or_default();
            if let Some(slot) = table.slots.get_mut(free) {
                *slot = held;
            }
        }
        table
    }

    /// Where `key` is, or would be.
    fn slot(&self, key: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut at = number(key.as_bytes()) & last;
        while let Some((here, _)) = self.row(at)
            && here != key
        {
            at = (at + 1) & last;
        }
        at
    }

    /// The row that a slot holds.
    fn row(&self, slot: usize) -> Option<(&'static str, &'static str)> {
        let held = usize::try_from(*self.slots.get(slot)?).ok()?;
        self.rows.get(held.checked_sub(1)?).copied()
    }

    /// The value of `key`, if the table has it.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        let slot = self.slot(key);
        self.row(slot).map(|(_, value)| value)
    }

    /// Whether the table has `key`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The rows that share the first byte of `key`.
    pub(crate) fn near(&self, key: &str) -> &[(&'static str, &'static str)] {
        let Some(first) = key.bytes().next().map(usize::from) else { return &[] };
        let start = self.starts.get(first).copied().unwrap_or_default();
        let end = self.starts.get(first + 1).copied().unwrap_or_default();
        self.rows.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    const TABLES: [(&str, &str); 15] = [
        ("abbreviations", include_str!("../data/abbreviations.tsv")),
        ("domains", include_str!("../data/domains.tsv")),
        ("entities", include_str!("../data/entities.tsv")),
        ("fields", include_str!("../data/fields.tsv")),
        ("hints", include_str!("../data/hints.tsv")),
        ("labels", include_str!("../data/labels.tsv")),
        ("languages", include_str!("../data/languages.tsv")),
        ("metas", include_str!("../data/metas.tsv")),
        ("months", include_str!("../data/months.tsv")),
        ("phrases", include_str!("../data/phrases.tsv")),
        ("sections", include_str!("../data/sections.tsv")),
        ("stopwords", include_str!("../data/stopwords.tsv")),
        ("tags", include_str!("../data/tags.tsv")),
        ("types", include_str!("../data/types.tsv")),
        ("weekdays", include_str!("../data/weekdays.tsv")),
    ];

    #[test]
    fn tables_are_sorted_and_say_where_they_come_from() {
        for (name, text) in TABLES {
            let mut lines = text.lines();
            assert!(lines.next().unwrap().starts_with("# source: "), "{name}");
            assert!(lines.next().unwrap().starts_with("# licence: "), "{name}");
            let keys: Vec<&str> =
                lines.map(|line| line.split('\t').next().unwrap()).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{name}: {} before {}", pair[0], pair[1]);
            }
        }
    }
}
