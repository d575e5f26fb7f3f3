use super::align::Alignment;
use super::part::Part;

/// What matched, was left out or differs, in words.
pub(crate) fn why(
    found: &Alignment,
    one: (&str, &[Part]),
    other: (&str, &[Part]),
) -> String {
    let mut same = String::new();
    let mut rest = String::new();
    for lie in found.lies() {
        let (left, right) = (letters(one, lie.one), letters(other, lie.other));
        if lie.alike == 0 {
            add(&mut rest, if left.is_empty() { right } else { left });
        } else {
            add(&mut same, left);
            if left != right {
                same.push('~');
                same.push_str(right);
            }
        }
    }
    let order =
        if found.lies().iter().any(|lie| lie.crossed) { "other order; " } else { "" };
    match (same.is_empty(), rest.is_empty()) {
        (true, _) => "nothing matches".to_owned(),
        (false, true) => format!("{order}same {same}"),
        (false, false) => format!("{order}same {same}; on one side only {rest}"),
    }
}

fn add(list: &mut String, words: &str) {
    if !list.is_empty() && !words.is_empty() {
        list.push_str(", ");
    }
    list.push_str(words);
}

fn letters<'a>(name: (&'a str, &[Part]), parts: (u8, u8)) -> &'a str {
    let first = usize::from(parts.0);
    let last = (first + usize::from(parts.1)).checked_sub(1).filter(|_| parts.1 > 0);
    let to = last.and_then(|last| name.1.get(last));
    let Some((from, to)) = name.1.get(first).zip(to) else { return "" };
    name.0.get(usize::from(from.at.0)..usize::from(to.at.1)).unwrap_or_default()
}
