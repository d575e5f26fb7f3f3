//! Any bytes as a page of markup.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read("page.html", raw));
