//! Pages in HTML.

mod choose;
mod entity;
mod hint;
mod tag;
mod token;
mod tree;

use dateline_text::{Mapped, Problem, ProblemKind, Span};

use crate::page::Page;

/// Reads a page of markup.
pub(crate) fn page(decoded: &Mapped, problems: &mut Vec<Problem>) -> Page {
    let tree = tree::tree(decoded);
    if tree.too_deep {
        problems.push(Problem {
            kind: ProblemKind::BadMarkup,
            raw: Span::default(),
            message: "elements are nested too deep; the inner ones are read as one"
                .to_owned(),
        });
    }
    if let Some(at) = tree.cut_at {
        let rest = decoded.map().raw(Span::of(at..decoded.words().len()));
        problems.push(Problem {
            kind: ProblemKind::Cut,
            raw: rest,
            message: "the page has too many elements; the rest is not read".to_owned(),
        });
    }
    choose::page(tree)
}
