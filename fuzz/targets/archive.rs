//! Any bytes as an archive: ZIP, WACZ, tar.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read_as(
    &["pile.zip", "crawl.wacz", "pile.tar"],
    raw
));
