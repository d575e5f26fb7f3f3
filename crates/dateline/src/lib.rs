//! The whole pipeline behind one door: bytes in, a record out, and every shape that leaves.
//!
//! Files, the clock and threads come in here, through a [`World`], and nowhere below. The
//! program and the page depend on this crate alone.

mod codebook;
mod desk;
mod error;
mod export;
mod gazetteer;
mod incoming;
pub mod inspect;
mod json_lines;
mod live;
mod points;
mod reading;
mod threads;
mod told;
pub mod wire;
mod world;

pub use codebook::codebook;
pub use desk::{
    Added, After, Among, Asked, Beside, ByHand, Changed, ChangedField, ChangedLine,
    Checked, Credit, Depth, Desk, Found, HitLine, News, NewsLine, Part, Progress, Queue,
    RawPage, RawPiece, Reader, Reviewer, RulingForm, SentenceLine, Shown, Stretch,
    TakenBack, Topic, Verdict, Waiting,
};
pub use error::Error;
pub use export::{Format, PAGE_PORT, Written, cell};
pub use gazetteer::gazetteer;
pub use live::Live;
pub use reading::{Pipeline, Reading};
pub use threads::with_threads;
pub use world::{Disk, Memory, World};

pub use dateline_findings::Codebook;
pub use dateline_language::Shipped;
pub use dateline_names::{Gazetteer, Verdict as Sameness};
