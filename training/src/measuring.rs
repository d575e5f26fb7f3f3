use std::path::Path;
use std::time::Instant;
use std::{fs, io};

use dateline_language::{EntityClass, Model, Sentence, analyse, analyse_words};
use dateline_text::{Span, Text};

use crate::conllu;
use crate::naming;

/// Says how good a model is: on the treebanks from given words and from raw text, on the sets of
/// names that it has not learnt from, and how fast.
pub(crate) fn measure(data: &Path, model: Option<&Path>) -> io::Result<()> {
    let model = match model {
        Some(path) => Model::read(&fs::read(path)?).unwrap_or_default(),
        None => Model::shipped(),
    };
    for set in ["ewt", "gum-free"] {
        let sentences = conllu::read(&data.join(format!("ud/{set}-dev.conllu")))?;
        from_words(&model, set, &sentences);
        from_raw(&model, set, &sentences);
    }
    names(&model, OWN, &naming::own(data, naming::Part::Test)?);
    for set in NAME_SETS {
        let sentences = naming::read(&data.join(format!("ner/{set}.bio")))?;
        names(&model, set, &sentences);
    }
    speed(&model, &fs::read_to_string(data.join("raw/voa_tokens.txt"))?, 2000);
    Ok(())
}

/// Says how fast a model reads so many lines of the newswire.
pub(crate) fn speed_of(data: &Path, model: &Path, lines: &str) -> io::Result<()> {
    let model = Model::read(&fs::read(model)?).unwrap_or_default();
    let wire = fs::read_to_string(data.join("raw/voa_tokens.txt"))?;
    speed(&model, &wire, lines.parse().unwrap_or(2000));
    Ok(())
}

/// The sets of names that are measured on; the model learns from none of them.
const NAME_SETS: [&str; 6] = [
    "uner-ewt-dev",
    "re3d-US_State_Department",
    "re3d-UK_Government",
    "re3d-Australian_Department_of_Foreign_Affairs",
    "gum-free-dev",
    "wnut17-dev",
];

fn percent(part: usize, all: usize) -> String {
    let hundredths = (part * 10_000 + all / 2) / all.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Words, and how many have the right class, tag, lemma, head, head with relation.
#[derive(Default)]
struct Counts([usize; 6]);

impl Counts {
    fn add(
        &mut self,
        found: &Sentence,
        number: usize,
        row: &conllu::Row,
        heads_right: bool,
    ) {
        let Some(token) = found.tokens.get(number) else { return };
        let relation = token.relation.as_str() == row.relation;
        let right = [
            true,
            token.class.as_str() == row.class,
            *token.tag == *row.tag,
            *token.lemma == *row.lemma,
            heads_right,
            heads_right && relation,
        ];
        for (count, right) in self.0.iter_mut().zip(right) {
            *count += usize::from(right);
        }
    }
}

fn from_words(model: &Model, set: &str, sentences: &[conllu::Sentence]) {
    let mut counts = Counts::default();
    for sentence in sentences {
        let found = analyse_words(model, &sentence.forms());
        for (number, row) in sentence.rows.iter().enumerate() {
            let head = found.tokens.get(number).and_then(|token| token.head);
            counts.add(&found, number, row, head == row.head.checked_sub(1));
        }
    }
    let [all, class, tag, lemma, head, both] = counts.0;
    let show = |part| percent(part, all);
    println!(
        "{set} dev, given words: UPOS {} XPOS {} lemma {} UAS {} LAS {}",
        show(class),
        show(tag),
        show(lemma),
        show(head),
        show(both)
    );
}

/// F1 over words, and over words whose class, tag, head are right; paragraphs are lines.
fn from_raw(model: &Model, set: &str, sentences: &[conllu::Sentence]) {
    let mut page = String::new();
    let mut gold = Vec::new();
    let mut starts = Vec::new();
    for sentence in sentences {
        if !page.is_empty() {
            page.push(if sentence.begins { '\n' } else { ' ' });
        }
        let offset = page.len();
        page.push_str(&sentence.text);
        starts.push(Span::of(offset..page.len()));
        let place = |row: &conllu::Row| {
            row.place.map(|(start, end)| Span::of(offset + start..offset + end))
        };
        let places: Vec<Option<Span>> = sentence.rows.iter().map(place).collect();
        for (row, span) in sentence.rows.iter().zip(&places) {
            let head = row
                .head
                .checked_sub(1)
                .and_then(|head| places.get(head).copied().flatten());
            gold.push((*span, head, row));
        }
    }
    let text = Text::new(&page);
    let analysis = analyse(model, &text, &[text.span()]);
    let mut found = std::collections::BTreeMap::new();
    for sentence in &analysis.sentences {
        for (number, token) in sentence.tokens.iter().enumerate() {
            found.insert(token.span, (sentence, number));
        }
    }
    let mut counts = Counts::default();
    for (span, head, row) in &gold {
        let Some((sentence, number)) = span.and_then(|span| found.get(&span)) else {
            continue;
        };
        let token = sentence.tokens.get(*number);
        let above =
            token.and_then(|token| token.head).and_then(|head| sentence.tokens.get(head));
        let right =
            above.map(|above| above.span) == *head && (head.is_some() || row.head == 0);
        counts.add(sentence, *number, row, right);
    }
    let both = |part: usize| percent(part * 2, gold.len() + found.len());
    let ends = analysis
        .sentences
        .iter()
        .filter(|sentence| starts.contains(&sentence.span))
        .count();
    let [words, class, tag, _, head, labelled] = counts.0;
    println!(
        "{set} dev, raw text: words {} sentences {} UPOS {} XPOS {} UAS {} LAS {}",
        both(words),
        percent(ends * 2, starts.len() + analysis.sentences.len()),
        both(class),
        both(tag),
        both(head),
        both(labelled)
    );
}

/// The project's own annotations, whose kinds are ours.
const OWN: &str = "own test";

/// The kinds that outside sets tell apart.
fn outside(kind: &str) -> &str {
    if matches!(kind, "GPE" | "LOC" | "FAC") { "LOC" } else { kind }
}

fn names(model: &Model, set: &str, sentences: &[naming::Named]) {
    let mut counts = std::collections::BTreeMap::new();
    let is_own = set == OWN;
    let has_peoples = is_own || set.starts_with("re3d");
    let kind = |class: EntityClass| {
        if is_own { class.as_str() } else { outside(class.as_str()) }
    };
    for sentence in sentences {
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        let found: Vec<String> = analyse_words(model, &forms)
            .tokens
            .iter()
            .map(|token| match token.entity {
                Some((EntityClass::Group, _)) if !has_peoples => "O".to_owned(),
                Some((class, begins)) => {
                    format!("{}-{}", if begins { "B" } else { "I" }, kind(class))
                }
                None => "O".to_owned(),
            })
            .collect();
        let (gold, found) = (spans(&sentence.labels), spans(&found));
        for (place, list) in [(0, &gold), (1, &found)] {
            for span in list {
                counts.entry(span.2.clone()).or_insert([0; 3])[place] += 1;
            }
        }
        for span in found.iter().filter(|span| gold.contains(span)) {
            counts.entry(span.2.clone()).or_insert([0; 3])[2] += 1;
        }
    }
    let mut all = [0; 3];
    let mut parts = String::new();
    for (kind, row) in counts {
        // A kind that the set does not have is not held against the model.
        if row[0] == 0 {
            continue;
        }
        for (sum, part) in all.iter_mut().zip(row) {
            *sum += part;
        }
        parts += &format!(" {kind} {}", percent(row[2] * 2, row[0] + row[1]));
    }
    println!(
        "{set}: F1 {} (P {} R {});{parts}",
        percent(all[2] * 2, all[0] + all[1]),
        percent(all[2], all[1]),
        percent(all[2], all[0])
    );
}

fn spans(labels: &[String]) -> Vec<(usize, usize, String)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (number, label) in labels.iter().enumerate() {
        let Some((mark, kind)) = label.split_once('-') else { continue };
        match found.last_mut() {
            Some(open) if mark == "I" && open.1 + 1 == number && open.2 == kind => {
                open.1 = number;
            }
            _ => found.push((number, number, kind.to_owned())),
        }
    }
    found
}

fn speed(model: &Model, wire: &str, count: usize) {
    let lines: Vec<&str> = wire.lines().take(count).collect();
    let text = Text::new(&lines.join("\n"));
    for (model, what) in [(model, "all"), (&model.without_heads(), "no heads")] {
        let start = Instant::now();
        let analysis = analyse(model, &text, &[text.span()]);
        let spent = start.elapsed().as_millis();
        let words: usize =
            analysis.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
        let each_second = u128::try_from(words).unwrap_or(0) * 1000 / spent.max(1);
        println!(
            "{words} words in {spent} ms: {each_second} words/s on one core, {what}"
        );
    }
}

/// Prints what a model makes of a text: a line for each sentence's names, then its words.
pub(crate) fn show(model: &Path, file: &Path) -> io::Result<()> {
    let model = Model::read(&fs::read(model)?).unwrap_or_default();
    let text = Text::new(&fs::read_to_string(file)?);
    let analysis = analyse(&model, &text, &[text.span()]);
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        println!("# {}", text.words(sentence.span));
        for entity in analysis.entities().filter(|entity| entity.sentence == number) {
            println!("#   {} {}", entity.class.as_str(), text.words(entity.span));
        }
        for (place, token) in sentence.tokens.iter().enumerate() {
            let head = token.head.map_or(0, |head| head + 1);
            let entity = token.entity.map_or("", |(class, _)| class.as_str());
            println!(
                "{}\t{}\t{}\t{}\t{}\t{head}\t{}\t{entity}",
                place + 1,
                text.words(token.span),
                token.lemma,
                token.class.as_str(),
                token.tag,
                token.relation.as_str()
            );
        }
    }
    Ok(())
}
