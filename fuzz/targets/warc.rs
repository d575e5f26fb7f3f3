//! Any bytes as a crawl.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read("crawl.warc", raw));
