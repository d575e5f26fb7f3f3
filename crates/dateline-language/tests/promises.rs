//! What holds of any text at all.

use std::sync::LazyLock;

use dateline_language::{Analysis, Model, Relation, Shipped, analyse, numbers};
use dateline_text::{Span, Text};
use proptest::prelude::*;

static MODELS: LazyLock<[Model; 2]> =
    LazyLock::new(|| Shipped::ALL.map(|(shipped, _)| Model::of(shipped)));

fn read(words: &str) -> (Text, [Analysis; 2]) {
    let text = Text::new(words);
    let analyses = MODELS.each_ref().map(|model| analyse(model, &text, &[text.span()]));
    (text, analyses)
}

fn holds(text: &Text, analysis: &Analysis) {
    let mut end = 0;
    for sentence in &analysis.sentences {
        assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= 400);
        assert!(!text.words(sentence.span).contains('\n'));
        for token in &sentence.tokens {
            assert!(
                token.span.start() >= end,
                "tokens overlap or stand in the wrong order"
            );
            assert!(text.get(token.span).is_some_and(|form| !form.is_empty()));
            assert!(sentence.span.contains(token.span));
            end = token.span.end();
        }
        let roots = sentence.tokens.iter().filter(|token| token.head.is_none()).count();
        assert_eq!(roots, 1);
        for start in 0..sentence.tokens.len() {
            let mut at = Some(start);
            let mut steps = 0;
            while let Some(here) = at {
                at = sentence.tokens[here].head;
                steps += 1;
                assert!(steps <= sentence.tokens.len(), "the heads make a circle");
            }
        }
    }
    for number in numbers(text, analysis) {
        assert!(text.get(number.span).is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_words_in_order_and_trees(words in "\\PC{0,300}") {
        let (text, analyses) = read(&words);
        analyses.iter().for_each(|analysis| holds(&text, analysis));
    }

    #[test]
    fn news_like_noise_gives_words_in_order_and_trees(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "Orlesia", " ", "'s", ".", "”", "“", "-", "5,200", "$", "U.S.", "\n", "signed",
                "al", "(", ")", "MoU", "Gen.", "don't", "ﬁ", "é", "\u{301}", "..", "@", "a.b@c.org",
                "http://x", "%", "million", "half a", "the", "Ministry of", "№", "🙂",
            ]),
            0..80,
        )
    ) {
        let (text, analyses) = read(&parts.concat());
        analyses.iter().for_each(|analysis| holds(&text, analysis));
        prop_assert_eq!(&analyses, &read(&parts.concat()).1);
    }

    #[test]
    fn stretches_are_read_by_themselves(cut in 0_usize..60) {
        let words = "Orlesia signed the pact with Varn. Its ministers met in Port Ane on Monday.";
        let text = Text::new(words);
        let stretches = [Span::of(0..cut), Span::of(cut..words.len())];
        for model in &*MODELS {
            let analysis = analyse(model, &text, &stretches);
            holds(&text, &analysis);
            for sentence in &analysis.sentences {
                prop_assert!(stretches.iter().any(|stretch| stretch.contains(sentence.span)));
            }
        }
    }
}

#[test]
fn a_sentence_without_end_is_cut_and_stays_cheap() {
    for unit in ["word ", "a.", "a@", "a-b-", "'s", "((", "U.S.", "1,", "Ab", "\u{301}"] {
        let (text, analyses) = read(&unit.repeat(1_000));
        analyses.iter().for_each(|analysis| holds(&text, analysis));
    }
}

#[test]
fn the_same_text_gives_the_same_analysis() {
    let words = "The Varn-led force didn't leave Port Ane, Gen. Ilo Tarn said on Monday.";
    assert_eq!(read(words).1, read(words).1);
}

#[test]
fn many_threads_read_the_same_bits_as_one() {
    let words =
        "The Varn-led force didn't leave Port Ane, Gen. Ilo Tarn said on Monday. "
            .repeat(5);
    let alone = read(&words).1;
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4).map(|_| scope.spawn(|| read(&words).1)).collect();
        for reader in readers {
            assert_eq!(reader.join().unwrap(), alone);
        }
    });
}

#[test]
fn an_analysis_bears_the_name_of_its_model() {
    let names = read("Orlesia signed.").1.map(|analysis| analysis.model);
    assert_eq!(names, ["english-fast-1", "english-careful-1"]);
}

#[test]
fn without_heads_all_else_is_told_as_before() {
    let words = "The Varn-led force left Port Ane, Gen. Ilo Tarn said. Orlesia kept 5,200 men there.";
    let text = Text::new(words);
    for model in &*MODELS {
        let mut whole = analyse(model, &text, &[text.span()]);
        for token in whole.sentences.iter_mut().flat_map(|sentence| &mut sentence.tokens)
        {
            (token.head, token.relation) = (None, Relation::Unclear);
        }
        assert_eq!(analyse(&model.without_heads(), &text, &[text.span()]), whole);
    }
}
