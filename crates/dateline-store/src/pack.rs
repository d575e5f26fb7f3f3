//! Bytes made small and large again.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::Error;

/// Nothing that intake lets in grows larger than this.
const MOST: u64 = 4 << 30;

/// How many times as large as it is packed a page usually is, and the most room made beforehand.
const TIMES: usize = 6;
const ROOM: usize = 1 << 20;

pub(crate) fn pack(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map_err(|_| Error::damaged("a page could not be packed"))
}

pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, Error> {
    // Most are small: room for all at once, and no buffer of the decoder's own before it.
    let mut bytes = Vec::with_capacity(packed.len().saturating_mul(TIMES).min(ROOM));
    let read = ZlibDecoder::new(packed).take(MOST).read_to_end(&mut bytes);
    read.map_err(|_| Error::damaged("a page cannot be unpacked"))?;
    Ok(bytes)
}

pub(crate) fn unpack_words(packed: &[u8]) -> Result<String, Error> {
    String::from_utf8(unpack(packed)?)
        .map_err(|_| Error::damaged("the words of a page are no text"))
}
