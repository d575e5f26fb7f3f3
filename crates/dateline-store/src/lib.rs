//! Keeps a record in one file, with its full-text index and its history.
//!
//! The door is [`Store`]. The file is a SQLite database that the `sqlite3` shell can read.

mod error;
mod store;

pub use error::Error;
pub use store::{Hit, Kept, Store};
