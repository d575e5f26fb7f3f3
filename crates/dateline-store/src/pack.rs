//! Bytes made small and large again.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::Error;

/// Nothing that intake lets in grows larger than this.
const MOST: u64 = 4 << 30;

pub(crate) fn pack(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map_err(|_| Error::damaged("a page could not be packed"))
}

pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = ZlibDecoder::new(packed).take(MOST).read_to_end(&mut bytes);
    read.map_err(|_| Error::damaged("a page cannot be unpacked"))?;
    Ok(bytes)
}

pub(crate) fn unpack_words(packed: &[u8]) -> Result<String, Error> {
    String::from_utf8(unpack(packed)?)
        .map_err(|_| Error::damaged("the words of a page are no text"))
}
