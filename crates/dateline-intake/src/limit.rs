//! How much of one report is read. Every limit that is met becomes a problem of the report.

/// Raw bytes of one report that are read.
pub(crate) const RAW: usize = 16 << 20;
/// Raw bytes of one report that are kept: of a file of its own, and of a member of a container.
pub(crate) const KEPT: usize = 1 << 30;
pub(crate) const MEMBER: usize = 64 << 20;
/// Bytes that packed bytes may unpack to, for each packed byte, and what every file may.
pub(crate) const UNPACKED_RATIO: usize = 200;
pub(crate) const UNPACKED_FREE: usize = 64 << 10;
/// Containers within containers.
pub(crate) const NESTED: usize = 5;
/// Bytes of a header: of a WARC record, a message, a feed before its first item.
pub(crate) const HEADER: usize = 256 << 10;
/// Elements within elements.
pub(crate) const DEPTH: usize = 400;
/// Elements of one page.
pub(crate) const NODES: usize = 1_000_000;
/// Problems of one kind that are listed one by one.
pub(crate) const PROBLEMS: usize = 16;
/// Credits of one kind.
pub(crate) const CREDITS: usize = 24;
