use std::collections::BTreeMap;

use dateline_language::teach::{
    Features, Judge as _, Lexicon, Table, View, tag, tag_features,
};

use crate::conllu::Sentence;
use crate::learner::{Dice, Learner};

/// The word classes by number, as "UPOS XPOS", the most frequent first.
pub(crate) fn classes(sentences: &[Sentence]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in sentences.iter().flat_map(|sentence| &sentence.rows) {
        *counts.entry(format!("{} {}", row.class, row.tag)).or_default() += 1;
    }
    let mut found: Vec<(usize, String)> =
        counts.into_iter().map(|(name, count)| (count, name)).collect();
    found.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
    found.retain(|(count, _)| *count >= 6);
    found.into_iter().map(|(_, name)| name).collect()
}

/// The class of each word; a rare one becomes the first of its word class.
pub(crate) fn gold(classes: &[String], sentence: &Sentence) -> Vec<u8> {
    let number = |name: &str, class: &str| {
        classes
            .iter()
            .position(|other| other == name)
            .or_else(|| classes.iter().position(|other| other.starts_with(class)))
            .and_then(|found| u8::try_from(found).ok())
            .unwrap_or(0)
    };
    sentence
        .rows
        .iter()
        .map(|row| number(&format!("{} {}", row.class, row.tag), &row.class))
        .collect()
}

/// A sentence ready for teaching the tagger.
pub(crate) struct Lesson {
    pub(crate) views: Vec<View>,
    pub(crate) gold: Vec<u8>,
}

pub(crate) fn lessons(
    lexicon: &Lexicon,
    classes: &[String],
    sentences: &[Sentence],
) -> Vec<Lesson> {
    sentences
        .iter()
        .map(|sentence| Lesson {
            views: lexicon.views(&sentence.forms()),
            gold: gold(classes, sentence),
        })
        .collect()
}

/// Teaches a tagger.
pub(crate) fn teach(
    lessons: &[&Lesson],
    classes: usize,
    rounds: usize,
    quorum: u32,
) -> Learner {
    let mut learner = Learner::new(quorum);
    let mut dice = Dice(0x51ce_77a1);
    let mut features = Features::new();
    let mut scores = vec![0; classes];
    for round in 0..rounds {
        let mut wrong = 0;
        for at in dice.order(lessons.len()) {
            let Some(lesson) = lessons.get(at) else { continue };
            let mut before = [200, 200];
            for (number, &right) in lesson.gold.iter().enumerate() {
                tag_features(&lesson.views, number, before, &mut features);
                scores.fill(0);
                learner.judge(features.as_slice(), &mut scores);
                let guess = best(&scores);
                learner.tick();
                if guess != right {
                    learner.correct(features.as_slice(), right, guess);
                    wrong += 1;
                }
                before = [u64::from(guess), before[0]];
            }
        }
        eprintln!("  tagger round {round}: {wrong} wrong");
    }
    learner
}

pub(crate) fn best(scores: &[i32]) -> u8 {
    let mut best = 0;
    let mut high = i32::MIN;
    for (class, &score) in (0..).zip(scores) {
        if score > high {
            (best, high) = (class, score);
        }
    }
    best
}

/// The tags of all lessons, each given by a tagger that has not seen it.
pub(crate) fn tags_unseen(
    lessons: &[Lesson],
    classes: usize,
    folds: usize,
) -> Vec<Vec<u8>> {
    let mut found = vec![Vec::new(); lessons.len()];
    for fold in 0..folds {
        let seen: Vec<&Lesson> = lessons
            .iter()
            .enumerate()
            .filter(|(number, _)| number / 20 % folds != fold)
            .map(|(_, lesson)| lesson)
            .collect();
        let judge = Table::of(&teach(&seen, classes, 5, 3).pack(8, 1));
        for (number, lesson) in lessons.iter().enumerate() {
            if number / 20 % folds == fold
                && let Some(slot) = found.get_mut(number)
            {
                *slot = tag(&judge, classes, &lesson.views, &|_, _| true);
            }
        }
    }
    found
}
