use std::path::Path;
use std::{fs, io};

use dateline_language::EntityClass;
use dateline_language::teach::{
    Features, Judge, Lexicon, Setting, View, forbid, name_features, reclass, recut, tag,
};

use crate::learner::{Dice, Learner};

/// A sentence with its names: class words as in `B-PER`, or nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub(crate) forms: Vec<String>,
    pub(crate) labels: Vec<String>,
}

/// Reads a set with a word and its label on each line.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Named>> {
    let mut found = Vec::new();
    let mut open = Named::default();
    for line in fs::read_to_string(path)?.lines() {
        if let Some((form, label)) = line.split_once('\t') {
            open.forms.push(form.to_owned());
            open.labels.push(label.to_owned());
        } else if !open.forms.is_empty() {
            found.push(std::mem::take(&mut open));
        }
    }
    found.extend((!open.forms.is_empty()).then_some(open));
    Ok(found.iter().map(cut_our_way).collect())
}

/// The newswire sentences that this project has annotated itself, with their names: those to
/// learn from, and those of the frozen test.
pub(crate) fn own(data: &Path, part: Part) -> io::Result<Vec<Named>> {
    let wire = fs::read_to_string(data.join("raw/voa_tokens.txt"))?;
    let sentences: Vec<&str> =
        wire.lines().filter(|line| !line.trim().is_empty()).collect();
    let annotations = match part {
        Part::Train => include_str!("../annotations/entities/train.tsv"),
        Part::Test => include_str!("../annotations/entities/test.tsv"),
    };
    let read = |line: &str| {
        let (number, names) = line.split_once('\t')?;
        let words = sentences.get(number.parse::<usize>().ok()?)?;
        Some(cut_our_way(&annotated(words, names)))
    };
    Ok(annotations.lines().filter_map(read).collect())
}

/// How many sentences at the end of the newswire are the frozen test.
pub(crate) const TEST: usize = 500;

/// A part of the project's own annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Train,
    Test,
}

/// A sentence with names as in "GPE=Orlesia | PER=Iso Brandt", in the order of the words.
fn annotated(words: &str, names: &str) -> Named {
    let forms: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    let mut labels = vec!["O".to_owned(); forms.len()];
    let mut start = 0;
    for (kind, name) in names.split(" | ").filter_map(|name| name.trim().split_once('='))
    {
        let name: Vec<&str> = name.split_whitespace().collect();
        let place = forms.get(start..).and_then(|rest| {
            rest.windows(name.len().max(1)).position(|window| window == name)
        });
        let Some(place) = place else { continue };
        start += place;
        for (number, label) in labels.iter_mut().skip(start).take(name.len()).enumerate()
        {
            *label = format!("{}-{kind}", if number == 0 { "B" } else { "I" });
        }
        start += name.len();
    }
    Named { forms, labels }
}

fn cut_our_way(sentence: &Named) -> Named {
    let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
    let (forms, labels) = recut(&forms, &sentence.labels);
    Named { forms, labels }
}

/// The number of a label among the classes of the model.
fn number(label: &str) -> u8 {
    let Some((mark, kind)) = label.split_once('-') else { return 0 };
    let place = EntityClass::ALL.iter().position(|(_, word)| *word == kind).unwrap_or(0);
    let begin = u8::try_from(place * 2 + 1).unwrap_or(0);
    begin + u8::from(mark == "I")
}

/// Writes the sets of names with words and kinds as ours, for the careful model.
pub(crate) fn map(data: &Path, out: &Path) -> io::Result<()> {
    fs::create_dir_all(out)?;
    for set in NAME_SETS {
        let sentences = read_as_ours(data, set)?;
        fs::write(out.join(format!("{set}.bio")), lines(&sentences))?;
    }
    fs::write(out.join("own.bio"), lines(&own(data, Part::Train)?))
}

/// Reads a set of [`NAME_SETS`] with its kinds brought to ours.
pub(crate) fn read_as_ours(data: &Path, set: &str) -> io::Result<Vec<Named>> {
    let mut sentences = read(&data.join(format!("ner/{set}.bio")))?;
    for sentence in &mut sentences {
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        let labels: Vec<u8> = sentence.labels.iter().map(|label| number(label)).collect();
        sentence.labels = reclass(&forms, &labels).into_iter().map(label).collect();
    }
    Ok(sentences)
}

/// Sentences as a file with a word and its label on each line.
fn lines(sentences: &[Named]) -> String {
    let mut lines = String::new();
    for sentence in sentences {
        for (form, label) in sentence.forms.iter().zip(&sentence.labels) {
            lines += &format!("{form}\t{label}\n");
        }
        lines.push('\n');
    }
    lines
}

/// The label of a class of the model.
fn label(class: u8) -> String {
    let kind = class
        .checked_sub(1)
        .and_then(|class| EntityClass::ALL.get(usize::from(class / 2)));
    let mark = if class % 2 == 1 { "B" } else { "I" };
    kind.map_or_else(|| "O".to_owned(), |(_, word)| format!("{mark}-{word}"))
}

/// The sets that names are learnt from; the rest are kept for measuring.
pub(crate) const NAME_SETS: [&str; 4] =
    ["wikigold", "crossner-politics-train", "crossner-politics-dev", "wnut17-train"];

/// A sentence ready for teaching.
pub(crate) struct Lesson {
    forms: Vec<String>,
    views: Vec<View>,
    tags: Vec<u8>,
    gold: Vec<u8>,
}

/// Sentences ready for teaching; their kinds of names are those of the model.
pub(crate) fn lessons(
    sentences: Vec<Named>,
    lexicon: &Lexicon,
    tagger: &impl Judge,
    classes: usize,
) -> Vec<Lesson> {
    let prepare = |sentence: Named| {
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        let views = lexicon.views(&forms);
        let tags = tag(tagger, classes, &views, &|_, _| true);
        let gold = sentence.labels.iter().map(|label| number(label)).collect();
        Lesson { views, tags, gold, forms: sentence.forms }
    };
    sentences.into_iter().map(prepare).collect()
}

const KINDS: usize = EntityClass::ALL.len();

/// Teaches a namer.
pub(crate) fn teach(lessons: &[&Lesson], rounds: usize, quorum: u32) -> Learner {
    let mut learner = Learner::new(quorum);
    let mut dice = Dice(0x00ab_cdef);
    let mut features = Features::new();
    let mut scores = vec![0; KINDS * 2 + 1];
    for round in 0..rounds {
        let mut wrong = 0;
        for at in dice.order(lessons.len()) {
            let Some(lesson) = lessons.get(at) else { continue };
            let forms: Vec<&str> = lesson.forms.iter().map(String::as_str).collect();
            let setting = Setting::new(&forms, &lesson.views, &lesson.tags);
            let mut before = [0, 0];
            for (number, &right) in lesson.gold.iter().enumerate() {
                name_features(&setting, number, before, &mut features);
                scores.fill(0);
                learner.judge(features.as_slice(), &mut scores);
                forbid(&mut scores, before[0]);
                let guess = crate::tagging::best(&scores);
                learner.tick();
                // A name that was not begun cannot go on: nothing is to be learnt there.
                let can_be =
                    scores.get(usize::from(right)).is_some_and(|&score| score > i32::MIN);
                if guess != right && can_be {
                    learner.correct(features.as_slice(), right, guess);
                    wrong += 1;
                }
                // After a slip the right class stands before the next word half of the time.
                let stands = if dice.roll(2) == 0 { right } else { guess };
                before = [u64::from(stands), before[0]];
            }
        }
        eprintln!("  namer round {round}: {wrong} wrong");
    }
    learner
}
