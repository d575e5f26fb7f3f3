//! Words on a page and how to point at them.
//!
//! A [`Report`] is what was published: its cleaned [`Text`], the [`RawMap`] that walks every
//! byte of that text back to the bytes it came from, its [`Region`]s, its [`Credits`] and the
//! [`Problem`]s met on the way. A [`Span`] points at words of the cleaned text. Nothing here
//! knows what the words mean.

mod fold;
mod line;
mod lookup;
mod map;
mod report;
mod span;
mod text;

pub use fold::{fold, fold_into, folded};
pub use line::one_line;
pub use lookup::Lookup;
pub use map::{Edit, Mapped, Piece, RawMap};
pub use report::{
    Credit, CreditKind, Credits, Moment, Problem, ProblemKind, Region, RegionClass,
    Report, ReportId,
};
pub use span::{Span, Spanned};
pub use text::{CodePoints, Text};
