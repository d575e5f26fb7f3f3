//! Turns any bytes into reports and a list of problems.
//!
//! Two doors: [`members`] takes a file apart into the bytes of its reports, one at a time, and
//! [`report()`] reads one of them; [`read()`] does both. They never fail on content: whatever
//! cannot be read becomes a [`Problem`](dateline_text::Problem) of the report. On the way the
//! bytes are told apart, decoded, mended and classed; every letter keeps the way back to the
//! bytes it came from.

mod hint;
mod member;
mod read;

mod charset;
mod container;
mod credits;
mod dateline;
mod dates;
mod html;
mod json;
mod limit;
mod markdown;
mod mend;
mod page;
mod phrase;
mod plain;
mod repeat;
mod sniff;
mod stream;
mod table;

pub use container::members;
pub use hint::Hint;
pub use member::{Member, Place};
pub use read::{read, report};
