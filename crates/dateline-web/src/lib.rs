//! The page and the HTTP API: one record, read-only, on this machine alone.
//!
//! Pages are made here, in full, from what the record holds; they need no script and ask
//! nothing of any other host. A page's address with `.json` behind it is its data.

mod answer;
mod page;
mod question;
mod serve;

pub use serve::{Served, serve};
