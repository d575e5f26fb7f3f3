//! Turns any bytes into reports and a list of problems.
//!
//! The door is [`read()`]. It never fails on content: whatever cannot be read becomes a
//! [`Problem`](dateline_text::Problem) of the report. On the way the bytes are told apart,
//! decoded, taken apart by their container, mended and classed; every letter keeps the way
//! back to the bytes it came from.

mod hint;
mod read;

mod charset;
mod credits;
mod dateline;
mod dates;
mod html;
mod limit;
mod mend;
mod page;
mod phrase;
mod plain;
mod repeat;
mod sniff;
mod table;
mod unpack;

pub use hint::Hint;
pub use read::read;
