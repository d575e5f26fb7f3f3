//! Any bytes as a feed.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read("feed.xml", raw));
