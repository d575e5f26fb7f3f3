//! Any words: expressions of time in order, on letters, with bounds the right way round.
#![no_main]

use dateline_text::Text;

libfuzzer_sys::fuzz_target!(|words: &str| {
    let text = Text::new(words);
    let found = dateline_time::expressions(&text, &[text.span()]);
    let mut end = 0;
    for found in &found {
        assert!(found.span.start() >= end && text.get(found.span).is_some());
        end = found.span.end();
    }
    for published in [None, jiff::civil::Date::new(2031, 8, 23).ok()] {
        let times = dateline_time::tag(&text, &[text.span()], published);
        // A word that only a history means as a time may be left out; nothing is added.
        assert!(times.len() <= found.len());
        for time in &times {
            let when = &time.value.1;
            assert!(
                when.earliest.zip(when.latest).is_none_or(|(first, last)| first <= last)
            );
            assert!(!when.timex.is_empty() && !when.candidates.contains(&when.timex));
            let _edtf = when.edtf();
        }
        for stretch in dateline_time::stretches(&times) {
            assert!(text.get(stretch.span).is_some());
            assert!(stretch.value.earliest <= stretch.value.latest);
        }
        let date = dateline_time::report_date(&times).unwrap_or_default();
        assert!(date.earliest.zip(date.latest).is_none_or(|(first, last)| first <= last));
    }
});
