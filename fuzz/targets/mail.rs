//! Any bytes as a message, a saved page or a box of messages.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| dateline_fuzz::read_as(
    &["pact.eml", "page.mhtml", "box.mbox"],
    raw
));
