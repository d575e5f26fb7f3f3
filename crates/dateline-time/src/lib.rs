//! Finds expressions of time in running text and works out the days they mean.
//!
//! Two steps, kept apart: [`expressions`] finds what is written, [`resolve`] says which days
//! it means from a given [`Anchor`]. Nothing here knows what a report is, asks a clock, or
//! takes a date silently: every [`When`] says how it was resolved.

mod when;

pub use when::{Anchor, Basis, Cue, Expression, Grain, Lean, Modifier, TimexClass, When};

use dateline_text::{Span, Spanned, Text};

/// Finds every expression of time in `text`, within the given stretches, in order and apart.
#[must_use]
pub fn expressions(_text: &Text, _within: &[Span]) -> Vec<Spanned<Expression>> {
    Vec::new()
}

/// Works out the days that `expression` means, seen from `anchor`.
#[must_use]
pub fn resolve(_expression: &Expression, _anchor: &Anchor, _cue: Cue) -> When {
    When::default()
}
