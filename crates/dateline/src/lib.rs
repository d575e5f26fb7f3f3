//! The whole pipeline behind one door: bytes in, a record out, and every shape that leaves.
//!
//! Files, the clock and threads come in here, through a [`World`], and nowhere below. The
//! program and the page depend on this crate alone.

mod error;
pub mod inspect;
mod json_lines;
mod points;
mod reading;
pub mod wire;
mod world;

pub use error::Error;
pub use reading::{Pipeline, Reading};
pub use world::{Disk, Memory, World};
