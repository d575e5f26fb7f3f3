//! Any bytes as a packed file, and any bytes packed well.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &[u8]| {
    dateline_fuzz::read("page.html.gz", raw);
    dateline_fuzz::read("page.html.gz", &dateline_fuzz::packed(raw));
});
