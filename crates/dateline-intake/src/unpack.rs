use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use crate::limit;

/// The bytes to read, and whether some were left out.
pub(crate) struct Unpacked<'a> {
    pub(crate) raw: Cow<'a, [u8]>,
    pub(crate) cut: bool,
    pub(crate) broken: bool,
}

/// Unpacks bytes that are gzip; a packed bomb ends at a fixed ratio, broken data where it breaks.
pub(crate) fn unpack(raw: &[u8]) -> Unpacked<'_> {
    if !raw.starts_with(b"\x1f\x8b\x08") {
        return Unpacked { raw: Cow::Borrowed(raw), cut: false, broken: false };
    }
    let most = limit::RAW.min(raw.len().saturating_mul(limit::UNPACKED_RATIO)) + 1;
    let mut unpacked = Vec::new();
    let length = u64::try_from(most).unwrap_or(u64::MAX);
    let broken =
        MultiGzDecoder::new(raw).take(length).read_to_end(&mut unpacked).is_err();
    let cut = unpacked.len() >= most;
    unpacked.truncate(most - 1);
    Unpacked { raw: Cow::Owned(unpacked), cut, broken }
}
