//! Offices that one person holds at a time.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::words::stems;

const POSTS: &str = include_str!("../../data/posts.tsv");

const HEADS: &str = include_str!("../../data/heads.tsv");

static SINGLE: LazyLock<BTreeSet<Vec<String>>> = LazyLock::new(|| table(POSTS));
static HEADING: LazyLock<BTreeSet<Vec<String>>> = LazyLock::new(|| table(HEADS));

fn table(lines: &str) -> BTreeSet<Vec<String>> {
    lines.lines().filter(|line| !line.starts_with('#')).map(post).collect()
}

/// The words of a post in alphabetical order: "minister of defence" and "defense minister"
/// come out alike.
pub(crate) fn post(words: &str) -> Vec<String> {
    let mut words: Vec<String> = stems(words)
        .into_iter()
        .filter(|word| {
            !["of", "the", "for", "to", "acting", "then", "new"].contains(&word.as_str())
        })
        .map(|word| if word == "defenc" { "defens".to_owned() } else { word })
        .collect();
    words.sort();
    words
}

/// Whether one person holds it at a time.
pub(crate) fn is_single(post: &[String]) -> bool {
    SINGLE.contains(post)
}

/// Whether one person holds it at a time in a body that is named: "head", "commander".
pub(crate) fn is_head(post: &[String]) -> bool {
    HEADING.contains(post)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_posts_are_sorted() {
        for table in [POSTS, HEADS] {
            let lines = table.lines().filter(|line| !line.starts_with('#'));
            assert!(lines.is_sorted());
        }
    }

    #[test]
    fn a_post_is_known_in_either_order() {
        assert_eq!(post("Minister of Defence"), post("defense minister"));
        assert!(is_single(&post("Defence Minister")));
        assert!(!is_single(&post("spokesman")));
    }
}
