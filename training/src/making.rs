use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use dateline_language::Relation;
use dateline_language::teach::{Lexicon, Relations, Tagged, parse, tag};
use dateline_text::fold;

use crate::conllu::{self, Sentence};
use crate::{parsing, tagging};

pub(crate) fn make(data: &Path, _model: &Path) -> io::Result<()> {
    let mut train = conllu::read(&data.join("ud/ewt-train.conllu"))?;
    train.extend(conllu::read(&data.join("ud/gum-free-train.conllu"))?);
    let dev = conllu::read(&data.join("ud/ewt-dev.conllu"))?;
    let gum = conllu::read(&data.join("ud/gum-free-dev.conllu"))?;
    let classes = tagging::classes(&train);
    let lexicon = lexicon(&train, &classes);
    let lessons = tagging::lessons(&lexicon, &classes, &train);
    let all: Vec<&tagging::Lesson> = lessons.iter().collect();
    let tagger = tagging::teach(&all, classes.len(), 6).pack(24, 1);
    eprintln!("tagger {} bytes", tagger.to_bytes().len());
    let unseen = tagging::tags_unseen(&lessons, classes.len(), 5);
    let relations = relations();
    let parser_lessons: Vec<parsing::Lesson> = train
        .iter()
        .zip(&lessons)
        .zip(unseen)
        .map(|((sentence, lesson), tags)| parsing::Lesson {
            views: lesson.views.clone(),
            tags,
            heads: heads(sentence),
            relations: labels(sentence),
        })
        .collect();
    let (moves, labeller) = parsing::teach(&parser_lessons, relations, 8);
    let moves = moves.pack(16, 1);
    let labeller = labeller.pack(16, 1);
    eprintln!(
        "moves {} labels {} bytes",
        moves.to_bytes().len(),
        labeller.to_bytes().len()
    );
    for (name, sentences) in [("ewt", &dev), ("gum", &gum)] {
        let mut counts = [0; 5];
        for sentence in sentences {
            let views = lexicon.views(&sentence.forms());
            let tags = tag(&tagger, classes.len(), &views);
            let arcs = parse(
                &moves,
                &labeller,
                relations,
                Tagged { views: &views, tags: &tags },
            );
            let gold_heads = heads(sentence);
            let gold_labels = labels(sentence);
            for (at, row) in sentence.rows.iter().enumerate() {
                let class = &classes[usize::from(tags[at])];
                let (upos, xpos) = class.split_once(' ').unwrap_or_default();
                counts[0] += 1;
                counts[1] += usize::from(upos == row.class);
                counts[2] += usize::from(xpos == row.tag);
                counts[3] += usize::from(arcs[at].0 == gold_heads[at]);
                counts[4] += usize::from(arcs[at] == (gold_heads[at], gold_labels[at]));
            }
        }
        let [all, rest @ ..] = counts;
        let percents = rest.map(|count| {
            format!("{}.{:02}", count * 100 / all, count * 10000 / all % 100)
        });
        eprintln!("{name} dev: upos xpos uas las {percents:?}");
    }
    Ok(())
}

fn heads(sentence: &Sentence) -> Vec<usize> {
    let length = sentence.rows.len();
    sentence.rows.iter().map(|row| row.head.checked_sub(1).unwrap_or(length)).collect()
}

fn label(name: &str) -> u8 {
    let known = if Relation::parse(name).is_some() {
        name
    } else {
        name.split(':').next().unwrap_or_default()
    };
    let place = Relation::ALL.iter().position(|(_, word)| *word == known);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(0)
}

fn labels(sentence: &Sentence) -> Vec<u8> {
    sentence.rows.iter().map(|row| label(&row.relation)).collect()
}

fn relations() -> Relations {
    Relations { count: Relation::ALL.len(), root: label("root") }
}

fn lexicon(train: &[Sentence], classes: &[String]) -> Lexicon {
    let mut seen: BTreeMap<String, BTreeMap<u8, usize>> = BTreeMap::new();
    for sentence in train {
        for (row, class) in sentence.rows.iter().zip(tagging::gold(classes, sentence)) {
            *seen.entry(fold(&row.form)).or_default().entry(class).or_default() += 1;
        }
    }
    // A habit: the classes a word is seen with in at least one of twenty places.
    let mut habits: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut words = Vec::new();
    for (word, counts) in seen {
        let all: usize = counts.values().sum();
        if all < 4 {
            continue;
        }
        let mut kept: Vec<(usize, u8)> = counts
            .iter()
            .filter(|(_, count)| **count * 20 >= all)
            .map(|(&class, &count)| (count, class))
            .collect();
        kept.sort_by(|left, right| right.cmp(left));
        let habit: Vec<u8> = kept.into_iter().map(|(_, class)| class).take(3).collect();
        *habits.entry(habit.clone()).or_default() += 1;
        words.push((word, habit));
    }
    let mut by_count: Vec<(usize, Vec<u8>)> =
        habits.into_iter().map(|(habit, count)| (count, habit)).collect();
    by_count.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
    by_count.truncate(250);
    let numbers: BTreeMap<&Vec<u8>, u8> =
        (1..).zip(&by_count).map(|(number, (_, habit))| (habit, number)).collect();
    let rows: Vec<(String, u16, u8)> = words
        .iter()
        .map(|(word, habit)| (word.clone(), 0, numbers.get(habit).copied().unwrap_or(0)))
        .collect();
    eprintln!("lexicon of {} words, {} habits", rows.len(), by_count.len());
    Lexicon::of(&rows)
}
