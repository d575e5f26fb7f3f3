use crate::Kind;

/// What a kind of finding records, how it is said, an example, what it is not, and what is
/// known to be missed: five headings, each with its words. None of a credit.
///
/// These are the first lines of the kind's own source, so that a reader who asks "why?" sees
/// what whoever changes the rules sees.
///
/// ```
/// use dateline_findings::{Kind, guide};
/// let headings: Vec<&str> = guide(Kind::Figure).iter().map(|(heading, _)| *heading).collect();
/// assert_eq!(headings[0], "What it records");
/// assert_eq!(headings.len(), 5);
/// ```
#[must_use]
pub fn guide(kind: Kind) -> Vec<(&'static str, String)> {
    let source = match kind {
        Kind::Statement => include_str!("kind/statement.rs"),
        Kind::Event => include_str!("kind/event.rs"),
        Kind::Agreement => include_str!("kind/agreement.rs"),
        Kind::Commitment => include_str!("kind/commitment.rs"),
        Kind::Body => include_str!("kind/body.rs"),
        Kind::Figure => include_str!("kind/figure.rs"),
        Kind::Role => include_str!("kind/role.rs"),
        Kind::Relation => include_str!("kind/relation.rs"),
        Kind::Credit => return Vec::new(),
    };
    let mut headings: Vec<(&'static str, String)> = Vec::new();
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    for line in lines.map(str::trim) {
        if let Some(heading) = line.strip_prefix("# ") {
            headings.push((heading, String::new()));
        } else if let Some((_, words)) = headings.last_mut() {
            if !words.is_empty() && !line.is_empty() {
                words.push(' ');
            }
            words.push_str(line);
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_answers_five_headings() {
        for (kind, word) in Kind::ALL {
            let headings = guide(kind);
            let expected = if kind == Kind::Credit { 0 } else { 5 };
            assert_eq!(headings.len(), expected, "{word}");
            assert!(headings.iter().all(|(_, words)| !words.is_empty()), "{word}");
        }
    }
}
