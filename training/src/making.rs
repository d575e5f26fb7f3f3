use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use dateline_language::teach::{Lemmas, Lexicon, Relations, Table, Weights};
use dateline_language::{EntityClass, Model, Relation, Shipped, analyse, analyse_words};
use dateline_text::{Text, fold};

use crate::conllu::{self, Sentence};
use crate::{grouping, naming, parsing, tagging};

pub(crate) fn make(data: &Path, model: &Path) -> io::Result<()> {
    let mut train = conllu::read(&data.join("ud/ewt-train.conllu"))?;
    train.extend(conllu::read(&data.join("ud/gum-free-train.conllu"))?);
    train.extend(read_by_careful(data)?);
    let train = with_other_cases(train);
    let classes = tagging::classes(&train);
    let groups = groups(data, &train)?;
    let lexicon = lexicon(&train, &classes, &groups);
    let lessons = tagging::lessons(&lexicon, &classes, &train);
    let all: Vec<&tagging::Lesson> = lessons.iter().collect();
    let tagger = tagging::teach(&all, classes.len(), 7, 4).pack(8, 1);
    let unseen = tagging::tags_unseen(&lessons, classes.len(), 5);
    let lesson = |((sentence, lesson), tags): ((&Sentence, tagging::Lesson), Vec<u8>)| {
        let (heads, relations) = (heads(sentence), labels(sentence));
        parsing::Lesson { views: lesson.views, tags, heads, relations }
    };
    let parser_lessons: Vec<parsing::Lesson> =
        train.iter().zip(lessons).zip(unseen).map(lesson).collect();
    let (moves, labeller) = parsing::teach(&parser_lessons, relations(), 9, (12, 6));
    let class_names: Vec<&str> = classes.iter().map(String::as_str).collect();
    let relation_names: Vec<&str> = Relation::ALL.iter().map(|row| row.1).collect();
    let mut sections = vec![
        lines(&class_names),
        lines(&relation_names),
        lexicon.to_bytes(),
        tagger.to_bytes(),
        moves.pack(8, 1).to_bytes(),
        labeller.pack(8, 1).to_bytes(),
    ];
    more(data, &mut sections)?;
    fs::write(model, Model::bytes(&sections))
}

/// Sentences of newswire, and of short messages, as the careful model reads them: the fast one
/// learns from it what the treebanks are too small to show.
fn read_by_careful(data: &Path) -> io::Result<Vec<Sentence>> {
    let careful = Model::of(Shipped::Careful);
    let wire = fs::read_to_string(data.join("raw/voa_tokens.txt"))?;
    let lines: Vec<&str> = wire.lines().collect();
    // The last of them are the test of names: nothing learns from those.
    let open = lines.len().saturating_sub(naming::TEST);
    let from_wire = lines.into_iter().take(open).step_by(EACH).map(|line| {
        let text = Text::new(line);
        let analysis = analyse(&Model::default(), &text, &[text.span()]);
        let tokens = analysis.sentences.iter().flat_map(|sentence| &sentence.tokens);
        tokens.map(|token| text.words(token.span).to_owned()).collect()
    });
    let mut sentences: Vec<Vec<String>> = from_wire.collect();
    for set in ["wnut17-train", "wikigold"] {
        let named = naming::read(&data.join(format!("ner/{set}.bio")))?;
        sentences.extend(named.into_iter().map(|sentence| sentence.forms));
    }
    sentences.retain(|forms| (4..=60).contains(&forms.len()));
    eprintln!("{} sentences read by the careful model", sentences.len());
    Ok(sentences.iter().map(|forms| read_one(&careful, forms)).collect())
}

/// One of so many sentences of newswire is read by the careful model.
const EACH: usize = 12;

fn read_one(careful: &Model, forms: &[String]) -> Sentence {
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let read = analyse_words(careful, &forms);
    let rows = forms.iter().zip(&read.tokens).map(|(form, token)| conllu::Row {
        form: (*form).to_owned(),
        lemma: token.lemma.to_string(),
        class: token.class.as_str().to_owned(),
        tag: token.tag.to_string(),
        head: token.head.map_or(0, |head| head + 1),
        relation: token.relation.as_str().to_owned(),
        place: None,
    });
    Sentence { rows: rows.collect(), ..Sentence::default() }
}

fn lines(names: &[&str]) -> Vec<u8> {
    names.join("\n").into_bytes()
}

/// Learns names and lemmas again and keeps what else the model file holds.
pub(crate) fn rename(data: &Path, model: &Path) -> io::Result<()> {
    let bytes = fs::read(model)?;
    let old = Model::sections(&bytes).unwrap_or_default();
    let mut sections: Vec<Vec<u8>> =
        old.iter().take(6).map(|section| section.to_vec()).collect();
    more(data, &mut sections)?;
    fs::write(model, Model::bytes(&sections))
}

fn more(data: &Path, sections: &mut Vec<Vec<u8>>) -> io::Result<()> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "damaged model sections");
    let [classes, _, lexicon, tagger, ..] = sections.as_slice() else {
        return Err(damaged());
    };
    let count = classes.split(|&byte| byte == b'\n').count();
    let lexicon = Lexicon::from_bytes(lexicon).ok_or_else(damaged)?;
    let tagger = Table::of(&Weights::from_bytes(tagger).ok_or_else(damaged)?);
    let mut lessons = Vec::new();
    for set in naming::NAME_SETS {
        let sentences = naming::read_as_ours(data, set)?;
        lessons.extend(naming::lessons(sentences, &lexicon, &tagger, count));
    }
    // Its own annotations are all that follow its guideline: they are seen twice.
    let own = naming::own(data, naming::Part::Train)?;
    for sentences in [own.clone(), own] {
        lessons.extend(naming::lessons(sentences, &lexicon, &tagger, count));
    }
    let namer = naming::teach(&lessons.iter().collect::<Vec<_>>(), 8, 2).pack(8, 1);
    let kinds: Vec<&str> = EntityClass::ALL.iter().map(|row| row.1).collect();
    let lemmas = lemmas(data)?;
    sections.extend([lines(&kinds), namer.to_bytes(), lemmas.to_bytes()]);
    for (section, least) in [(3, THIN.0), (4, THIN.1), (5, THIN.2), (7, THIN.3)] {
        if let Some(bytes) = sections.get_mut(section) {
            *bytes =
                Weights::from_bytes(bytes).ok_or_else(damaged)?.thin(least).to_bytes();
        }
    }
    let sizes: Vec<usize> = sections.iter().map(Vec::len).collect();
    eprintln!("sections of {sizes:?} bytes");
    Ok(())
}

/// Traits that say nothing stronger are left out of the tagger, the moves, the relations and
/// the namer, eight to one whole: the model has to stay small.
const THIN: (i32, i32, i32, i32) = (14, 11, 14, 12);

fn lemmas(data: &Path) -> io::Result<Lemmas> {
    let mut seen = Vec::new();
    for set in ["ewt", "gum-free"] {
        for sentence in conllu::read(&data.join(format!("ud/{set}-train.conllu")))? {
            let rows = sentence
                .rows
                .into_iter()
                .filter(|row| row.lemma != "_" || row.form == "_");
            seen.extend(rows.map(|row| (row.tag, fold(&row.form), fold(&row.lemma))));
        }
    }
    Ok(Lemmas::learn(&seen))
}

/// Copies of some sentences as headlines, in capitals and without capitals: pages have all.
fn with_other_cases(sentences: Vec<Sentence>) -> Vec<Sentence> {
    let mut dice = crate::learner::Dice(0x000c_a5e5);
    let mut more = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.rows.len() > 3) {
        let change: fn(&str) -> String = match dice.roll(40) {
            0 | 1 => headline,
            2 => |form| form.to_uppercase(),
            3 => |form| form.chars().flat_map(char::to_lowercase).collect(),
            _ => continue,
        };
        let mut copy = sentence.clone();
        for row in &mut copy.rows {
            row.form = change(&row.form);
        }
        more.push(copy);
    }
    sentences.into_iter().chain(more).collect()
}

/// "of" stays, "troops" becomes "Troops".
fn headline(form: &str) -> String {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if form.len() > 3 || form == "is" || form == "to" => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => form.to_owned(),
    }
}

/// Groups of words by the company they keep in newswire and in the treebanks.
fn groups(data: &Path, train: &[Sentence]) -> io::Result<BTreeMap<String, u16>> {
    let wire = fs::read_to_string(data.join("raw/voa_tokens.txt"))?;
    let text = Text::new(&wire);
    let analysis = analyse(&Model::default(), &text, &[text.span()]);
    let from_wire = analysis.sentences.iter().map(|sentence| {
        sentence
            .tokens
            .iter()
            .map(|token| Lexicon::plain(text.words(token.span)))
            .collect()
    });
    let from_trees = train.iter().map(|sentence| {
        sentence.rows.iter().map(|row| Lexicon::plain(&row.form)).collect()
    });
    let lines: Vec<Vec<String>> = from_wire.chain(from_trees).collect();
    Ok(grouping::groups(&lines, 5))
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

fn lexicon(
    train: &[Sentence],
    classes: &[String],
    groups: &BTreeMap<String, u16>,
) -> Lexicon {
    let mut seen: BTreeMap<String, BTreeMap<u8, usize>> = BTreeMap::new();
    for sentence in train {
        for (row, class) in sentence.rows.iter().zip(tagging::gold(classes, sentence)) {
            *seen
                .entry(Lexicon::plain(&row.form))
                .or_default()
                .entry(class)
                .or_default() += 1;
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
    let mut known: BTreeMap<&str, (u16, u8)> =
        groups.iter().map(|(word, &group)| (word.as_str(), (group, 0))).collect();
    for (word, habit) in &words {
        known.entry(word).or_default().1 = numbers.get(habit).copied().unwrap_or(0);
    }
    let rows: Vec<(String, u16, u8)> =
        known.iter().map(|(word, row)| ((*word).to_owned(), row.0, row.1)).collect();
    eprintln!("lexicon of {} words, {} habits", rows.len(), by_count.len());
    Lexicon::of(&rows)
}
