//! Finds expressions of time in running text and works out the days they mean.
//!
//! Two steps, kept apart: [`expressions`] finds what is written, [`resolve()`] says which days
//! it means from a given [`Anchor`]; [`tag()`] does both for a whole text, each expression
//! against those before it. Nothing here knows what a report is, asks a clock, or takes a
//! date silently: every [`When`] says how it was resolved.

mod lexicon;
mod token;

mod calendar;
mod point;
mod reckoning;

mod expression;
mod grammar;

mod cue;
mod find;

mod misdated;
mod report;
mod resolve;
mod tag;
mod when;

pub use expression::{Bound, Expression, Signal};
pub use find::expressions;
pub use misdated::{WrittenDay, misdated};
pub use report::report_date;
pub use resolve::resolve;
pub use tag::{stretches, tag, tag_with_cues};
pub use when::{Anchor, Basis, Cue, Grain, Lean, Modifier, TimexClass, When};
