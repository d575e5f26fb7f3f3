//! Any words: expressions of time in order, on letters, with bounds the right way round.
#![no_main]

use dateline_text::Text;

libfuzzer_sys::fuzz_target!(|words: &str| {
    let text = Text::new(words);
    let mut end = 0;
    for found in dateline_time::expressions(&text, &[text.span()]) {
        assert!(found.span.start() >= end && text.get(found.span).is_some());
        end = found.span.end();
    }
});
