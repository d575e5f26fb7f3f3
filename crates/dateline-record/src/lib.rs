//! Lays findings from many reports into one record: copies joined, updates and conflicts
//! marked, nothing lost. Pure: a record is a function of its reports and decisions.
//!
//! Reports are [`Laid`] into a [`Record`], reviewers add a [`Decision`], and everything that
//! is shown is a [`View`] of it.

mod actor;
mod copied;
mod days;
mod decision;
mod entry;
mod filed;
mod hands;
mod head;
mod laid;
mod link;
mod record;
mod series;
mod sheaf;
mod show;
mod view;
mod written;

pub use actor::{ActorEntry, ActorId, ActorName, Unsure};
pub use copied::{Page, copied};
pub use days::Days;
pub use decision::{ActorKey, Decision, DecisionId, Entered, FindingKey, Ruling};
pub use entry::{Entry, EntryId, Evidence, Held, Reading, Review};
pub use filed::Filed;
pub use hands::Hands;
pub use laid::{Laid, Named};
pub use link::{Difference, Link, LinkKind};
pub use record::Record;
pub use series::{Point, PointBasis, Series, SeriesId};
pub use show::{
    Agreed, Begun, BodyShown, Coverage, Deciding, Factor, Filter, FirstScreen, Found,
    Lasting, Missing, PersonShown, Promise, PromiseStanding, Spoken, State, Timeline,
    Totals, Weighing,
};
pub use view::who::Alike;
pub use view::{
    CopyGroup, DEADLY, Joined, Parts, Remarks, ReportLine, Ruled, Standing, View,
};
pub use written::{EntryRow, FindingRow, LinkRow, MemberRow, SeriesRow, Told};
