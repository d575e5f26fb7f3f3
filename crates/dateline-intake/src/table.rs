//! Knowledge kept as sorted lines of `key<TAB>value`, found by halving.

/// The value of `key`, if the table has it. Lines that start with `#` are on top.
pub(crate) fn lookup<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let bytes = table.as_bytes().get(..middle)?;
        let start = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let line = table.get(start..)?.split('\n').next()?;
        let (here, value) = line.split_once('\t').unwrap_or((line, ""));
        match here.cmp(key) {
            _ if line.starts_with('#') => low = start + line.len() + 1,
            std::cmp::Ordering::Equal => return Some(value),
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Whether the table has `key`.
pub(crate) fn has(table: &str, key: &str) -> bool {
    lookup(table, key).is_some()
}

/// The lines of a table, without those on top.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
}
