//! Any bytes as rich text.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read("pact.rtf", raw));
