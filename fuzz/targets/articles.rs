//! Any bytes as a file of many articles, as news databases write them.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read("export.txt", raw));
