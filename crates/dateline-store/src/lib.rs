//! Keeps a record in one file, with its full-text index and its history.
//!
//! The door is [`Store`]. The file is a SQLite database that the `sqlite3` shell can read:
//! `reports`, `findings`, `timeline`, `links`, `problems` and `coverage` are its readable
//! views. Raw bytes are kept, so everything else can be read again by a newer program.

mod actors;
mod chosen;
mod conflicts;
mod derived;
mod error;
mod keep;
mod lines;
mod lists;
mod near;
mod pack;
mod pages;
mod read;
mod remarks;
mod schema;
mod search;
mod seen;
mod store;
mod waiting;
mod written;

pub use chosen::{Behind, Chosen};
pub use error::Error;
pub use keep::Kept;
pub use near::Near;
pub use pages::{Listed, Rank, Said, Told, Totals, Which};
pub use search::{Fitting, Hit, Index, Piece};
pub use seen::Seen;
pub use store::Store;
