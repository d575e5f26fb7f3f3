//! Pages in HTML.

mod about;
mod about_author;
mod choose;
mod entity;
mod hint;
mod refine;
mod tag;
mod token;
mod tree;

pub(crate) use entity::decode_into;
pub(crate) use token::{Attributes, Token, Tokens};

use dateline_text::{Mapped, Problem, ProblemKind, Span};

use crate::credits::Claim;
use crate::dates::First;
use crate::page::Page;

/// A page of markup, and what its markup says about it.
pub(crate) struct Marked {
    pub(crate) page: Page,
    pub(crate) claims: Vec<Claim>,
    pub(crate) first: First,
}

/// Reads a page of markup.
pub(crate) fn page(decoded: &Mapped, problems: &mut Vec<Problem>) -> Marked {
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
    let chosen = choose::choose(&tree);
    let (claims, first) = about::about(&tree, decoded, &chosen);
    let mut page = choose::page(tree, &chosen);
    about_author::class(&mut page, &claims);
    Marked { page, claims, first }
}

/// Whether words are markup: a tag that pages are made of stands in them.
pub(crate) fn is_markup(words: &str) -> bool {
    Tokens::new(words).take(400).any(
        |token| matches!(token, Token::Open { name, .. } if tag::Tag::is_known(name)),
    )
}

/// Words without the tags that stand in them.
pub(crate) fn without_tags(words: &str) -> String {
    let mut bare = String::with_capacity(words.len());
    for token in Tokens::new(words) {
        if let Token::Words { words, .. } = token {
            bare.push_str(&entity::decoded(words));
        }
    }
    bare
}
