//! Every case of `tests/cases/copies` holds.
//!
//! A case is a heading, a sentence on why, and fences: ```` ```one ```` and ```` ```other ````
//! are held against each other, each ```` ```more ```` stands in the same pile; ```` ```copy ````
//! says what must come out: the relation or `none`; then, a line each, `in one place`,
//! `passage WORDS`, and every change as `KIND: ONE | OTHER`.
#![expect(clippy::disallowed_methods, reason = "the tests read the case files")]
#![expect(clippy::unwrap_used, reason = "a broken case file should stop the test")]

use std::fs;
use std::path::Path;

use dateline_copies::{Copy, Fingerprint, Index, Reading, compare};
use dateline_text::Text;

#[derive(Debug, Default)]
struct Case {
    heading: String,
    fences: Vec<(String, String)>,
}

impl Case {
    fn all(page: &str) -> Vec<Self> {
        let mut cases: Vec<Self> = Vec::new();
        let mut open = false;
        for line in page.lines() {
            if let Some(heading) = line.strip_prefix("# ").filter(|_| !open) {
                cases.push(Self { heading: heading.to_owned(), ..Self::default() });
            } else if let Some(word) = line.strip_prefix("```") {
                open = !open;
                if open {
                    let fence = (word.to_owned(), String::new());
                    cases.last_mut().unwrap().fences.push(fence);
                }
            } else if open {
                let (_, words) = cases.last_mut().unwrap().fences.last_mut().unwrap();
                words.push_str(line);
                words.push('\n');
            }
        }
        cases
    }

    fn words(&self, fence: &str) -> Vec<&str> {
        let found = self.fences.iter().filter(|(word, _)| word == fence);
        found.map(|(_, words)| words.as_str()).collect()
    }

    /// What comes out, in the words of a `copy` fence.
    fn found(&self, one: &Text, other: &Text) -> (String, Option<Copy>) {
        let texts = [one.clone(), other.clone()].into_iter();
        let texts: Vec<Text> =
            texts.chain(self.words("more").into_iter().map(Text::new)).collect();
        let readings: Vec<Reading> =
            texts.iter().map(|text| Reading::of(text, &[text.span()])).collect();
        let mut index = Index::default();
        for (reading, key) in readings.iter().zip(0..) {
            index.add(key, &Fingerprint::of_reading(reading));
        }
        let template = index.template(&Fingerprint::of_reading(&readings[0]));
        let copy = compare((one, &readings[0]), (other, &readings[1]), &template);
        let in_one_place =
            self.words("copy")[0].lines().any(|line| line == "in one place");
        let copy = copy.map(|copy| if in_one_place { copy.in_one_place() } else { copy });
        let relation = copy.as_ref().map_or("none", |copy| copy.relation.as_str());
        (relation.to_owned(), copy)
    }

    fn complaints(&self) -> Vec<String> {
        let (one, other) = (
            Text::new(self.words("one")[0].trim_end()),
            Text::new(self.words("other")[0].trim_end()),
        );
        let (relation, copy) = self.found(&one, &other);
        let mut expected = self.words("copy")[0].lines();
        let mut complaints = Vec::new();
        if expected.next() != Some(&relation) {
            complaints.push(format!("{}: found {relation}", self.heading));
        }
        let expected = expected.filter(|line| *line != "in one place");
        let (passages, changes): (Vec<&str>, Vec<&str>) =
            expected.partition(|line| line.starts_with("passage "));
        let spans = copy.iter().flat_map(|copy| &copy.spans);
        let spans: Vec<String> =
            spans.map(|(span, _)| one.words(*span).replace('\n', " ")).collect();
        for passage in passages.iter().filter_map(|line| line.strip_prefix("passage ")) {
            if !spans.iter().any(|span| span == passage) {
                complaints.push(format!("{}: passages are {spans:#?}", self.heading));
            }
        }
        let changed = copy.iter().flat_map(|copy| &copy.changed);
        let changed: Vec<String> = changed
            .map(|change| {
                let (left, right) = (one.words(change.one), other.words(change.other));
                format!("{}: {left} | {right}", change.kind.as_str())
            })
            .collect();
        if changed != changes {
            complaints.push(format!("{}: changes are {changed:#?}", self.heading));
        }
        complaints
    }
}

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/copies");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let pages = files.iter().map(|file| fs::read_to_string(file).unwrap());
    let cases: Vec<Case> = pages.flat_map(|page| Case::all(&page)).collect();
    assert!(cases.len() >= 8, "there are too few cases");
    let complaints: Vec<String> = cases.iter().flat_map(Case::complaints).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
