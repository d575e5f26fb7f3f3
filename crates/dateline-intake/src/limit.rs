//! How much of one report is read. Every limit that is met becomes a problem of the report.

/// Raw bytes of one report.
pub(crate) const RAW: usize = 16 << 20;
/// Bytes that a packed report may unpack to, for each packed byte.
pub(crate) const UNPACKED_RATIO: usize = 200;
/// Elements within elements.
pub(crate) const DEPTH: usize = 400;
/// Elements of one page.
pub(crate) const NODES: usize = 1_000_000;
/// Problems of one kind that are listed one by one.
pub(crate) const PROBLEMS: usize = 16;
/// Credits of one kind.
pub(crate) const CREDITS: usize = 24;
