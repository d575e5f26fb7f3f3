//! Any bytes as an office document: its archive, or the words in one that is whole.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| {
    dateline_fuzz::read("pact.docx", raw);
    dateline_fuzz::read("pact.docx", &dateline_fuzz::document(raw));
});
