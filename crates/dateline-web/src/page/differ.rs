//! Which words differ between two wordings.

use maud::{Markup, html};

/// The most words that are held against each other: past it nothing is marked.
const MOST: usize = 2_000;

/// Words with the stretches marked that the other wording does not have in the same order.
pub(super) fn marked(words: &str, other: &str) -> Markup {
    let (here, there) = (pieces(words), pieces(other));
    let Some(shared) = shared(&here, &there) else { return html! { (words) } };
    let mut runs: Vec<(bool, String)> = Vec::new();
    for (piece, same) in here.iter().zip(shared) {
        match runs.last_mut() {
            Some((last, run)) if *last == same => run.push_str(piece),
            _ => runs.push((same, (*piece).to_owned())),
        }
    }
    html! { @for (same, run) in &runs {
        @if *same { (run) } @else { em.differs { (run) } }
    } }
}

/// How many words of each do not stand in the other; `None` where they are too many to tell.
pub(super) fn differing(one: &str, other: &str) -> Option<(usize, usize)> {
    let (here, there) = (pieces(one), pieces(other));
    let same = shared(&here, &there)?.into_iter().filter(|same| *same).count();
    Some((here.len() - same, there.len() - same))
}

/// Words with the spaces behind them.
fn pieces(words: &str) -> Vec<&str> {
    words.split_inclusive(char::is_whitespace).collect()
}

/// Which words stand in the other list too, in the same order: the longest such row.
fn shared(here: &[&str], there: &[&str]) -> Option<Vec<bool>> {
    if here.len() > MOST || there.len() > MOST {
        return None;
    }
    let same = |one: &str, other: &str| one.trim() == other.trim();
    let width = there.len() + 1;
    let mut longest = vec![0_u16; (here.len() + 1) * width];
    for (row, one) in here.iter().enumerate().rev() {
        for (column, other) in there.iter().enumerate().rev() {
            let at = row * width + column;
            longest[at] = if same(one, other) {
                longest[at + width + 1] + 1
            } else {
                longest[at + width].max(longest[at + 1])
            };
        }
    }
    let mut kept = vec![false; here.len()];
    let (mut row, mut column) = (0, 0);
    while row < here.len() && column < there.len() {
        let at = row * width + column;
        if same(here[row], there[column]) {
            kept[row] = true;
            row += 1;
            column += 1;
        } else if longest[at + width] >= longest[at + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_differ_are_marked_and_no_others() {
        let one = "Orlesia has six boats in Varn";
        let other = "Orlesia has eight boats in Varn";
        let marked = marked(one, other).into_string();
        assert_eq!(marked, "Orlesia has <em class=\"differs\">six </em>boats in Varn");
        assert_eq!(differing(one, other), Some((1, 1)));
    }

    #[test]
    fn words_are_shown_as_words_and_too_many_are_not_compared() {
        let hostile = marked("<script>", "<b>").into_string();
        assert_eq!(hostile, "<em class=\"differs\">&lt;script&gt;</em>");
        let long = "boat ".repeat(3_000);
        assert_eq!(differing(&long, &long), None);
        assert!(!marked(&long, "ship").into_string().contains("<em"));
    }
}
