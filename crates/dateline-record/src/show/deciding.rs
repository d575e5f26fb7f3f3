use std::collections::BTreeSet;

use dateline_findings::{Field, Kind};

use super::{Deciding, Factor, Filter};
use crate::view::words::{covered, telling};
use crate::{Entry, View};

/// Verbs of bodies that weigh something before somebody decides.
const WEIGH: [&str; 10] = [
    "analys",
    "analyz",
    "assess",
    "consider",
    "decid",
    "discuss",
    "evaluat",
    "examin",
    "recommend",
    "review",
];

impl View {
    /// What bodies weigh and decide, in the reports' words; nothing is computed.
    #[must_use]
    pub fn deciding(&self) -> Vec<Deciding<'_>> {
        let bodies = self.bodies(&Filter::default());
        let weighing = bodies.into_iter().filter(|body| body.mandate.len() >= 2);
        let deciding = weighing.map(|shown| {
            let (question, factors): (Vec<String>, Vec<String>) =
                shown.mandate.into_iter().partition(|item| is_question(item));
            let ids = self.ids_of(shown.body, Field::Name);
            let mut concerned: Vec<&Entry> = ids
                .iter()
                .flat_map(|id| self.entries_of(id))
                .filter(|entry| recommends(entry))
                .collect();
            concerned.sort_by_key(|entry| self.place_of(entry.id));
            concerned.dedup_by_key(|entry| entry.id);
            Deciding {
                body: shown.body,
                question,
                factors: self.factors(factors),
                recommendations: concerned,
            }
        });
        deciding.collect()
    }

    fn factors(&self, wordings: Vec<String>) -> Vec<Factor<'_>> {
        let mut factors: Vec<(Factor<'_>, BTreeSet<String>)> = Vec::new();
        for wording in wordings {
            let words = telling(&wording);
            let same =
                factors.iter_mut().find(|(_, known)| covered(known, &words) >= 500);
            match same {
                Some((factor, known)) => {
                    factor.names.push(wording);
                    known.extend(words);
                }
                None => factors
                    .push((Factor { names: vec![wording], readings: Vec::new() }, words)),
            }
        }
        let said = self.entries.iter().filter(|entry| entry.kind == Kind::Statement);
        for entry in said {
            let content = [Field::Quote, Field::Content, Field::About]
                .map(|field| entry.line(field));
            let content = telling(&content.join(" "));
            for (factor, words) in &mut factors {
                if words.len() >= 2
                    && words.intersection(&content).count() * 3 >= words.len() * 2
                {
                    factor.readings.push(entry);
                }
            }
        }
        factors.into_iter().map(|(factor, _)| factor).collect()
    }
}

fn is_question(item: &str) -> bool {
    telling(item).iter().any(|word| WEIGH.iter().any(|verb| word.starts_with(verb)))
}

fn recommends(entry: &Entry) -> bool {
    let words =
        [Field::EventType, Field::What, Field::Content, Field::Quote, Field::Name];
    let said = words.map(|field| entry.line(field)).join(" ");
    telling(&said).iter().any(|word| word.starts_with("recommend"))
}
