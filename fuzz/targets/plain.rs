//! Any bytes as plain text, as Markdown, or as a file with nothing to tell what it is.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read_as(
    &["note.txt", "note.md", "note"],
    raw
));
