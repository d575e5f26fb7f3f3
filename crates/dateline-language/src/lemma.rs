use std::collections::BTreeMap;

use dateline_text::fold;

use crate::WordClass;
use crate::gazetteer::{Marks, marks};
use crate::sieve::Sieve;

/// How dictionary forms are made: for a Penn tag and the end of a word, what to cut off and
/// what to put on. The longest end that is known decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lemmas {
    /// By tag and end ("VBD ied", a whole word with "^" before it): letters to cut, letters to
    /// put on.
    rules: BTreeMap<Box<str>, (u8, Box<str>)>,
    sieve: Sieve,
}

/// No end of a rule is longer than this many letters; whole words are known besides.
const LONGEST: usize = 6;

impl Lemmas {
    /// The rules for these `(tag, folded form, folded lemma)`, each as often as it was seen.
    #[must_use]
    pub fn learn(seen: &[(String, String, String)]) -> Self {
        let mut lemmas = Self::default();
        // From short ends to long ones, and whole words last: only what a shorter one gets
        // wrong is kept.
        for length in 0..=LONGEST + 1 {
            let mut votes: BTreeMap<String, BTreeMap<(u8, String), usize>> =
                BTreeMap::new();
            for (tag, form, lemma) in seen {
                let (Some(end), Some(script)) = (end(form, length), script(form, lemma))
                else {
                    continue;
                };
                let mark = if length > LONGEST { "^" } else { "" };
                let key = format!("{tag} {mark}{end}");
                *votes.entry(key).or_default().entry(script).or_default() += 1;
            }
            let mut kept = Vec::new();
            for (key, scripts) in votes {
                let all: usize = scripts.values().sum();
                let Some((best, count)) = scripts.into_iter().max_by(|left, right| {
                    left.1.cmp(&right.1).then(right.0.cmp(&left.0))
                }) else {
                    continue;
                };
                let is_word = length > LONGEST;
                let (tag, end) = key.split_once(' ').unwrap_or_default();
                let known = lemmas.rule(tag, end.trim_start_matches('^'), length);
                let sure = is_word && count * 2 > all
                    || all >= 3 && count * 10 >= all * 7
                    || length == 0;
                if sure && known.as_ref() != Some(&best) {
                    kept.push((key, best));
                }
            }
            for (key, (cut, put)) in kept {
                lemmas.rules.insert(key.into(), (cut, put.into()));
            }
        }
        Self::of(lemmas.rules)
    }

    /// The rule that ends shorter than `length` give.
    fn rule(&self, tag: &str, form: &str, length: usize) -> Option<(u8, String)> {
        let lengths = (0..length).rev();
        lengths.filter_map(|length| end(form, length)).find_map(|end| {
            let (cut, put) = self.rules.get(format!("{tag} {end}").as_str())?;
            Some((*cut, put.to_string()))
        })
    }

    /// The rules as lines.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let lines =
            self.rules.iter().map(|(key, (cut, put))| format!("{key}\t{cut}\t{put}\n"));
        lines.collect::<String>().into_bytes()
    }

    /// Reads what [`Lemmas::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rules = BTreeMap::new();
        for line in std::str::from_utf8(bytes).ok()?.lines() {
            let mut columns = line.split('\t');
            let (key, cut) = (columns.next()?, columns.next()?.parse().ok()?);
            rules.insert(key.into(), (cut, columns.next()?.into()));
        }
        Some(Self::of(rules))
    }

    fn of(rules: BTreeMap<Box<str>, (u8, Box<str>)>) -> Self {
        let sieve = Sieve::of(rules.keys().map(AsRef::as_ref));
        Self { rules, sieve }
    }

    /// The dictionary form of a word.
    #[must_use]
    pub fn lemma(
        &self,
        form: &str,
        class: WordClass,
        tag: &str,
        is_first: bool,
    ) -> String {
        let folded = fold(form);
        let Some(lemma) = self.folded(&folded, tag) else { return folded };
        if lemma == "i" && tag.starts_with("PRP") {
            return "I".to_owned();
        }
        let is_name = match class {
            WordClass::ProperNoun => true,
            _ if tag.starts_with("NNP") => true,
            WordClass::Adjective | WordClass::Noun => {
                !is_first && names_people(form, &folded)
            }
            _ => false,
        };
        if !is_name || !form.starts_with(char::is_uppercase) {
            return lemma;
        }
        // What the lemma shares with the form keeps the form's letters: "Kenyans" is "Kenyan".
        let kept = common(&folded, &lemma);
        let head: String = form.chars().take(kept).collect();
        head + &lemma.chars().skip(kept).collect::<String>()
    }

    fn folded(&self, folded: &str, tag: &str) -> Option<String> {
        let mut key = String::with_capacity(tag.len() + folded.len() + 2);
        for length in (0..=LONGEST + 1).rev() {
            let Some(end) = end(folded, length) else { continue };
            key.clear();
            key.push_str(tag);
            key.push(' ');
            key.push_str(if length > LONGEST { "^" } else { "" });
            key.push_str(end);
            if !self.sieve.lets_through(&key) {
                continue;
            }
            if let Some((cut, put)) = self.rules.get(key.as_str()) {
                let kept = folded.chars().count().checked_sub(usize::from(*cut))?;
                let stem: String = folded.chars().take(kept).collect();
                return Some(stem + put).filter(|lemma| !lemma.is_empty());
            }
        }
        None
    }
}

/// Whether a word names a people or a faith, by the table or by its end: other common words are
/// written small in a dictionary, whatever a headline does.
fn names_people(form: &str, folded: &str) -> bool {
    let ends = ["ian", "ians", "ish", "ese"];
    marks(&[form]).iter().any(|marks| marks.any(Marks::PEOPLE))
        || folded.len() > 4 && ends.iter().any(|end| folded.ends_with(end))
}

/// The last `length` letters of a form that has more of them; past the longest the whole.
fn end(form: &str, length: usize) -> Option<&str> {
    if length > LONGEST {
        return (form.len() <= 40).then_some(form);
    }
    if length == 0 {
        return Some("");
    }
    let (at, _) = form.char_indices().rev().nth(length - 1)?;
    form.get(at..).filter(|_| at > 0)
}

fn common(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count()
}

/// What to cut off a form and what to put on to get its lemma.
fn script(form: &str, lemma: &str) -> Option<(u8, String)> {
    let kept = common(form, lemma);
    let cut = u8::try_from(form.chars().count() - kept).ok()?;
    Some((cut, lemma.chars().skip(kept).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_learnt_and_exceptions_are_kept() {
        let row = |tag: &str, form: &str, lemma: &str| {
            (tag.to_owned(), form.to_owned(), lemma.to_owned())
        };
        let mut seen = vec![row("VBD", "went", "go"), row("VBD", "said", "say")];
        for stem in ["sign", "attack", "clash", "train", "reach", "extend"] {
            seen.push(row("VBD", &format!("{stem}ed"), stem));
        }
        for stem in ["troop", "town", "plan"] {
            seen.push(row("NNS", &format!("{stem}s"), stem));
        }
        let lemmas = Lemmas::from_bytes(&Lemmas::learn(&seen).to_bytes()).unwrap();
        assert_eq!(lemmas.lemma("Pledged", WordClass::Verb, "VBD", true), "pledg");
        assert_eq!(lemmas.lemma("shelled", WordClass::Verb, "VBD", false), "shell");
        assert_eq!(lemmas.lemma("went", WordClass::Verb, "VBD", false), "go");
        assert_eq!(lemmas.lemma("Varnians", WordClass::Noun, "NNS", false), "Varnian");
        assert_eq!(lemmas.lemma("Towns", WordClass::Noun, "NNS", false), "town");
    }
}
