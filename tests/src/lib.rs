//! What the tests share: reading a case, and saying what Dateline makes of it.
//!
//! A case is a page of Markdown: a heading that says what is expected, a sentence on why, and
//! a report with carets under the words that matter. An analyst can add one without knowing
//! the code; `CONTRIBUTING.md` shows how.
#![expect(clippy::disallowed_methods, reason = "the tests read their own files")]
#![expect(clippy::panic, reason = "a test that cannot run should stop")]

mod case;
mod page;
mod reading;
mod stage;

pub use case::{Assertion, Case, Expected, fields_of};
pub use page::{Ask, Page, Target, Want};
pub use reading::Reading;
pub use stage::Bench;
