//! The page and the HTTP API: one record, on this machine alone unless it has users.
//!
//! Pages are made here, in full, from what the record holds; they need no script and ask
//! nothing of any other host. A page's address with `.json` behind it is its data. What a
//! reviewer rules goes through the same desk as the terminal's verbs.

mod act;
mod answer;
mod api;
mod feed;
mod guests;
mod page;
mod question;
mod reply;
mod serve;
mod table;
mod visit;

pub use api::openapi;
pub use guests::Guests;
pub use serve::{Served, serve};
pub use visit::Role;
