use std::path::Path;
use std::{fs, io};

/// A syntactic word of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) class: String,
    pub(crate) tag: String,
    /// From 1; 0 is the root.
    pub(crate) head: usize,
    pub(crate) relation: String,
    /// Where it stands in the sentence's text, in bytes, when it stands there as it is.
    pub(crate) place: Option<(usize, usize)>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    /// Whether a paragraph or document begins with it.
    pub(crate) begins: bool,
    pub(crate) rows: Vec<Row>,
}

impl Sentence {
    pub(crate) fn forms(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.form.as_str()).collect()
    }
}

/// Reads a treebank; empty nodes and the lines of joined words are left out.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let mut found = Vec::new();
    let mut open = Sentence::default();
    for line in fs::read_to_string(path)?.lines() {
        if line.is_empty() {
            place(&mut open);
            found.push(std::mem::take(&mut open));
        } else if let Some(text) = line.strip_prefix("# text = ") {
            text.clone_into(&mut open.text);
        } else if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            open.begins = true;
        } else if !line.starts_with('#')
            && let Some(row) = row(line)
        {
            open.rows.push(row);
        }
    }
    Ok(found)
}

fn row(line: &str) -> Option<Row> {
    let columns: Vec<&str> = line.split('\t').collect();
    columns.first()?.parse::<usize>().ok()?;
    Some(Row {
        form: (*columns.get(1)?).to_owned(),
        lemma: (*columns.get(2)?).to_owned(),
        class: (*columns.get(3)?).to_owned(),
        tag: (*columns.get(4)?).to_owned(),
        head: columns.get(6)?.parse().ok()?,
        relation: (*columns.get(7)?).to_owned(),
        place: None,
    })
}

fn place(sentence: &mut Sentence) {
    let mut at = 0;
    for row in &mut sentence.rows {
        let rest = sentence.text.get(at..).unwrap_or_default();
        let start = at + (rest.len() - rest.trim_start().len());
        if sentence.text.get(start..).is_some_and(|rest| rest.starts_with(&row.form)) {
            at = start + row.form.len();
            row.place = Some((start, at));
        } else if let Some(found) = rest.find(&row.form) {
            at += found + row.form.len();
            row.place = Some((at - row.form.len(), at));
        }
    }
}
