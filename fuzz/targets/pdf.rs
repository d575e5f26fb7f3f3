//! Any bytes as PDF.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read("pact.pdf", raw));
