//! Whatever comes in, nothing breaks.

use dateline_text::{Span, Text};
use dateline_time::{report_date, tag};
use jiff::civil::date;
use proptest::prelude::*;

/// Words of the grammar, so that arbitrary texts reach its corners.
const WORDS: &[&str] = &[
    "the",
    "first",
    "half",
    "of",
    "May",
    "Sunday",
    "2014",
    "'99",
    "99999999999",
    "1,000",
    "12:61",
    "a.m.",
    "last",
    "next",
    "week",
    "years",
    "ago",
    "later",
    "before",
    "after",
    "and",
    "a",
    "to",
    "-",
    "/",
    ".",
    "31",
    "0",
    "BC",
    "winter",
    "Easter",
    "quarter",
    "every",
    "two",
    "hundred",
    "million",
    "century",
    "fiscal",
    "\n",
    "\u{a0}",
    "é",
    "—",
    "’s",
    "p.m",
    "(GMT",
    "+99)",
    "1990s",
    "th",
    "Q3",
    "decade",
    "9999",
    "February",
    "30",
    "second",
    "weekend",
    "fortnight",
    "tonight",
    "morning",
    "2024-02-30",
    "32031",
    "2031",
    "Ramadan",
    "Bahman",
    "1445",
    "AH",
    "the day",
    "anniversary",
    "ended",
    "overnight",
    "T14:05Z",
    "FY",
    "from",
    "between",
];

fn phrases() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS).prop_map(str::to_owned);
    let glue = prop::sample::select(vec![" ", "", "-", ", "]).prop_map(str::to_owned);
    prop::collection::vec((word, glue), 0..40)
        .prop_map(|words| words.into_iter().map(|(word, glue)| word + &glue).collect())
}

fn check(words: &str) {
    let text = Text::new(words);
    for published in
        [None, Some(date(2031, 8, 23)), Some(date(-9999, 1, 1)), Some(date(9999, 12, 31))]
    {
        let tagged = tag(&text, &[text.span()], published);
        let mut end = 0;
        for found in &tagged {
            let when = &found.value.1;
            assert!(found.span.start() >= end, "in order and apart");
            assert!(
                text.get(found.span).is_some_and(|words| !words.is_empty()),
                "on letters"
            );
            end = found.span.end();
            assert!(!when.timex.is_empty());
            if let (Some(first), Some(last)) = (when.earliest, when.latest) {
                assert!(first <= last, "{when:?}");
            }
            assert!(!when.candidates.contains(&when.timex), "{when:?}");
            assert_eq!(when.edtf(), when.edtf());
        }
        let _answer = report_date(&tagged);
    }
}

proptest! {
    #[test]
    fn any_letters_are_read_without_harm(words in "\\PC{0,200}") {
        check(&words);
    }

    #[test]
    fn any_words_of_time_are_read_without_harm(words in phrases()) {
        check(&words);
    }

    #[test]
    fn nothing_is_found_outside_the_stretches(words in phrases(), cut in 0_usize..200) {
        let text = Text::new(&words);
        let at = (cut..=words.len()).find(|&at| words.is_char_boundary(at)).unwrap_or(0);
        let stretch = Span::of(at..words.len());
        for found in tag(&text, &[stretch], None) {
            prop_assert!(stretch.contains(found.span));
        }
    }
}

#[test]
fn a_long_line_of_one_word_takes_linear_time() {
    for word in [
        "the ",
        "about ",
        "first half of the ",
        "hundred ",
        "1-",
        "May ",
        "two years and ",
    ] {
        let text = Text::new(&word.repeat(10_000));
        let _found = tag(&text, &[text.span()], None);
    }
}
