//! How findings stand to each other.
use super::facts::Fact;
use super::lining::Lined;
use super::who::Who;
use crate::{Entry, Link, Record};

/// All that rules of linking look at.
pub(super) struct Sight<'a> {
    pub(super) record: &'a Record,
    pub(super) facts: &'a [Fact],
    pub(super) entries: &'a [(Entry, Vec<usize>)],
    pub(super) lined: &'a [Lined],
    pub(super) who: &'a Who,
}

pub(super) fn of(_sight: &Sight<'_>) -> Vec<Link> {
    Vec::new()
}
