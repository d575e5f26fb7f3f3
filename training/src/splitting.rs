use std::path::Path;
use std::{fs, io};

use dateline_language::teach::{Features, Judge as _, Line, split_features, split_line};

use crate::conllu::{self, Sentence};
use crate::learner::{Dice, Learner};

/// How often the splitter goes over its lessons, how many corrections a trait takes before it
/// speaks, and what it has to say at least to be kept, eight to one whole.
const ROUNDS: usize = 8;
const QUORUM: u32 = 3;
const THIN: i32 = 6;

/// Learns where sentences end from the paragraphs of the treebanks, and writes the file.
pub(crate) fn make(data: &Path, out: &Path) -> io::Result<()> {
    let mut lessons = Vec::new();
    for set in ["ewt", "gum-free"] {
        let sentences = conllu::read(&data.join(format!("ud/{set}-train.conllu")))?;
        lessons
            .extend(paragraphs(&sentences).iter().map(|(line, ends)| lesson(line, ends)));
    }
    let weights = teach(&lessons).pack(8, 1).thin(THIN);
    fs::write(out, weights.to_bytes())
}

/// A line with what is right of each word.
type Lesson = (Line, Vec<bool>);

/// The paragraphs, each as one line, with where their sentences end.
fn paragraphs(sentences: &[Sentence]) -> Vec<(String, Vec<usize>)> {
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    for sentence in sentences {
        match found.last_mut().filter(|_| !sentence.begins) {
            Some((line, ends)) => {
                line.push(' ');
                line.push_str(&sentence.text);
                ends.push(line.len());
            }
            None => found.push((sentence.text.clone(), vec![sentence.text.len()])),
        }
    }
    found
}

fn lesson(line: &str, ends: &[usize]) -> Lesson {
    let line = split_line(line);
    let right = line.places().iter().map(|place| ends.contains(&place.1)).collect();
    (line, right)
}

fn teach(lessons: &[Lesson]) -> Learner {
    let mut learner = Learner::new(QUORUM);
    let mut dice = Dice(0x5e_27e2);
    let mut features = Features::new();
    for round in 0..ROUNDS {
        let mut wrong = 0;
        for at in dice.order(lessons.len()) {
            let Some((line, right)) = lessons.get(at) else { continue };
            let mut since = 0;
            for (number, &right) in right.iter().enumerate() {
                since += 1;
                if line.asks(number) {
                    let mut scores = [0; 2];
                    split_features(line, number, since, &mut features);
                    learner.judge(features.as_slice(), &mut scores);
                    let guess = scores[1] > scores[0];
                    learner.tick();
                    if guess != right {
                        wrong += 1;
                        let (right, guess) = (u8::from(right), u8::from(guess));
                        learner.correct(features.as_slice(), right, guess);
                    }
                }
                if right {
                    since = 0;
                }
            }
        }
        eprintln!("  splitter round {round}: {wrong} wrong");
    }
    learner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lessons() -> Vec<Lesson> {
        let page = "we met in Varn. it was late. Regards, Ost Thanks for all the lists";
        let ends = [15, 28, 41, 66];
        vec![lesson(page, &ends), lesson("Orlesia signed. Varn did not.", &[15, 29])]
    }

    #[test]
    fn the_same_lessons_give_the_same_file() {
        let made = || teach(&lessons()).pack(8, 1).to_bytes();
        assert_eq!(made(), made());
    }

    #[test]
    fn paragraphs_know_where_their_sentences_end() {
        let sentence = |text: &str, begins| Sentence {
            text: text.to_owned(),
            begins,
            rows: Vec::new(),
        };
        let found = paragraphs(&[
            sentence("Orlesia signed.", true),
            sentence("Varn did not.", false),
            sentence("No.", true),
        ]);
        assert_eq!(
            found,
            [
                ("Orlesia signed. Varn did not.".to_owned(), vec![15, 29]),
                ("No.".to_owned(), vec![3])
            ]
        );
    }
}
