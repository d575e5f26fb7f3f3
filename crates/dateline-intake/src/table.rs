//! Knowledge kept as sorted lines of `key<TAB>value`.

/// A table of a few hundred lines, found by first letter and then by halving.
pub(crate) struct Table {
    rows: Vec<(&'static str, &'static str)>,
    /// The first row of each first byte.
    starts: Vec<usize>,
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
        Self { rows, starts }
    }

    /// The value of `key`, if the table has it.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        let rows = self.near(key);
        let found = rows.binary_search_by(|(here, _)| (*here).cmp(key)).ok()?;
        rows.get(found).map(|(_, value)| *value)
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
    const TABLES: [(&str, &str); 13] = [
        ("abbreviations", include_str!("../data/abbreviations.tsv")),
        ("domains", include_str!("../data/domains.tsv")),
        ("entities", include_str!("../data/entities.tsv")),
        ("hints", include_str!("../data/hints.tsv")),
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
