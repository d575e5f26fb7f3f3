//! Any bytes as JSON: lines, a list, a feed.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read_as(
    &["harvest.jsonl", "harvest.json", "feed.json"],
    raw
));
