use dateline_text::fold;

use crate::EntityClass;
use crate::feature::{Features, word_number};
use crate::gazetteer::{Marks, marks};
use crate::lexicon::View;
use crate::tagger::view_at;
use crate::weights::{Judge, best};
use crate::word::words;

/// What a reader knows of a sentence before it looks for names.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    views: &'a [View],
    tags: &'a [u8],
    marks: Vec<Marks>,
    /// For each word, the run of capitalised words it stands in.
    runs: Vec<Run>,
}

/// A run of capitalised words, "of", "the" and hyphens between them let through.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    first: u64,
    last: u64,
    before: u64,
    after: u64,
    length: u64,
    place: u64,
    /// What the tables say of all its words.
    marks: u64,
}

impl<'a> Setting<'a> {
    /// Looks at a sentence whose words were tagged.
    #[must_use]
    pub fn new(forms: &[&str], views: &'a [View], tags: &'a [u8]) -> Self {
        let marks = marks(forms);
        let runs = runs(forms, &marks);
        Self { views, tags, marks, runs }
    }

    fn tag(&self, number: usize, offset: isize) -> u64 {
        let at = number.checked_add_signed(offset);
        at.and_then(|at| self.tags.get(at)).map_or(250, |&tag| u64::from(tag))
    }

    fn mark(&self, number: usize, offset: isize) -> u64 {
        let at = number.checked_add_signed(offset);
        at.and_then(|at| self.marks.get(at)).map_or(1 << 20, |marks| marks.number())
    }
}

fn is_capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

fn runs(forms: &[&str], marks: &[Marks]) -> Vec<Run> {
    let number = |at: Option<usize>| {
        at.and_then(|at| forms.get(at)).map_or(9, |form| word_number(&fold(form)))
    };
    let mut found = vec![Run::default(); forms.len()];
    let mut at = 0;
    while at < forms.len() {
        let end = run_end(forms, at);
        if end == at {
            at += 1;
            continue;
        }
        let all = marks.get(at..end).unwrap_or_default();
        let run = Run {
            first: number(Some(at)),
            last: number(Some(end - 1)),
            before: number(at.checked_sub(1)),
            after: number(Some(end)),
            length: u64::try_from((end - at).min(6)).unwrap_or(6),
            place: 0,
            marks: all.iter().fold(0, |so_far, marks| so_far | marks.number()),
        };
        for (place, slot) in found.iter_mut().skip(at).take(end - at).enumerate() {
            *slot = Run { place: u64::try_from(place.min(4)).unwrap_or(4), ..run };
        }
        at = end;
    }
    found
}

/// Where the run that begins at `start` ends; `start` itself when none does.
fn run_end(forms: &[&str], start: usize) -> usize {
    let capital = |at: usize| forms.get(at).is_some_and(|form| is_capital(form));
    let link = |at: usize| {
        forms
            .get(at)
            .is_some_and(|form| matches!(*form, "of" | "the" | "-" | "al" | "for" | "&"))
    };
    let mut end = start;
    if !capital(start) {
        return start;
    }
    while capital(end) {
        end += 1;
        let mut next = end;
        while next < end + 3 && link(next) {
            next += 1;
        }
        if capital(next) {
            end = next;
        }
    }
    end
}

/// The traits that tell whether word `number` belongs to a name, given the classes before it.
pub fn name_features(
    setting: &Setting<'_>,
    number: usize,
    before: [u64; 2],
    out: &mut Features,
) {
    out.clear();
    let at = |offset| view_at(setting.views, number, offset);
    let (here, left, right) = (at(0), at(-1), at(1));
    let [label, label_2] = before;
    let tag = setting.tag(number, 0);
    let mark = setting.mark(number, 0);
    let run = setting.runs.get(number).copied().unwrap_or_default();
    out.one(400, here.word);
    out.one(401, here.form);
    out.one(402, left.word);
    out.one(403, right.word);
    out.one(404, at(-2).word);
    out.one(405, at(2).word);
    out.two(406, here.shape, tag);
    out.two(407, left.shape, here.shape);
    out.two(408, here.shape, right.shape);
    for (template, end) in (409..).zip(here.ends.into_iter().skip(1)) {
        out.one(template, end);
    }
    out.one(413, here.starts[2]);
    out.two(414, setting.tag(number, -1), tag);
    out.two(415, tag, setting.tag(number, 1));
    out.two(416, label, label_2);
    out.two(417, label, tag);
    out.two(418, label, here.word);
    out.two(419, label, here.shape);
    out.two(420, label, left.word);
    out.two(421, here.group, label);
    out.one(422, here.group);
    out.two(423, left.group, here.shape);
    out.two(424, right.group, here.shape);
    out.one(425, at(-2).group);
    out.one(426, at(2).group);
    out.two(427, here.group >> 3, right.group >> 3);
    out.two(428, mark, label);
    out.two(429, mark, tag);
    out.two(430, mark, setting.mark(number, 1));
    out.two(431, setting.mark(number, -1), mark);
    out.three(432, setting.mark(number, -1), mark, setting.mark(number, 1));
    out.two(433, here.word, right.word);
    out.two(434, left.word, here.word);
    out.two(435, setting.mark(number, -1), here.plain_shape);
    out.two(436, setting.mark(number, 1), here.plain_shape);
    out.two(437, setting.mark(number, -2), here.plain_shape);
    of_run(out, run, here, label);
}

fn of_run(out: &mut Features, run: Run, here: View, label: u64) {
    if run.length == 0 {
        return;
    }
    out.two(450, run.last, run.place);
    out.two(451, run.first, run.place);
    out.two(452, run.before, run.place);
    out.two(453, run.after, run.place);
    out.two(454, run.marks, run.place);
    out.three(455, run.marks, run.length, run.place);
    out.two(456, run.last, label);
    out.two(457, run.marks, label);
    out.three(458, run.length, run.place, here.plain_shape);
    out.two(459, run.before, run.after);
    out.two(460, run.before, run.marks);
    out.two(461, run.after, run.marks);
}

/// The class of every word, by number: 0 for none, then two for each kind of name, the word
/// that begins it and the words that go on with it.
pub fn names(judge: &impl Judge, kinds: usize, setting: &Setting<'_>) -> Vec<u8> {
    let mut found = Vec::with_capacity(setting.views.len());
    let mut features = Features::new();
    let mut scores = vec![0; kinds * 2 + 1];
    let mut before = [0, 0];
    for number in 0..setting.views.len() {
        name_features(setting, number, before, &mut features);
        scores.fill(0);
        judge.judge(features.as_slice(), &mut scores);
        forbid(&mut scores, before[0]);
        let class = u8::try_from(best(&scores)).unwrap_or(0);
        before = [u64::from(class), before[0]];
        found.push(class);
    }
    found
}

/// A name goes on only where one of its kind was begun.
pub fn forbid(scores: &mut [i32], before: u64) {
    for (class, score) in (0..).zip(scores.iter_mut()) {
        let goes_on = class > 0 && class % 2 == 0;
        if goes_on && before != class && before + 1 != class {
            *score = i32::MIN;
        }
    }
}

/// The classes of outside sets brought to ours: places are parted into seats of their own
/// government, buildings and other places; peoples get a kind of their own.
///
/// `labels` and the answer number the classes as [`names`] does.
#[must_use]
pub fn reclass(forms: &[&str], labels: &[u8]) -> Vec<u8> {
    let marks = marks(forms);
    let mut found = labels.to_vec();
    let mut at = 0;
    while at < labels.len() {
        let label = labels.get(at).copied().unwrap_or(0);
        let goes_on = |other: &&u8| **other == label + 1;
        let rest = labels.get(at + 1..).unwrap_or_default();
        let length = if label % 2 == 1 {
            1 + rest.iter().take_while(goes_on).count()
        } else {
            // "South Korean" is one name of a people, though no set marks it.
            let inside = marks.get(at + 1..).unwrap_or_default().iter();
            let more = inside
                .zip(rest)
                .take_while(|(mark, label)| mark.is_inside() && **label == 0);
            1 + more.count()
        };
        let words = marks.get(at..at + length).unwrap_or_default();
        if let Some(kind) = our_kind(label, words) {
            for (number, slot) in found.iter_mut().skip(at).take(length).enumerate() {
                *slot = kind * 2 + 1 + u8::from(number > 0);
            }
        }
        at += length;
    }
    found
}

fn kind_number(class: EntityClass) -> u8 {
    let place = EntityClass::ALL.iter().position(|(other, _)| *other == class);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(0)
}

fn our_kind(label: u8, words: &[Marks]) -> Option<u8> {
    let all = |marks: Marks| words.iter().all(|word| word.any(marks));
    let whole = words.first().is_some_and(|word| word.begins());
    let ends = |marks: Marks| words.last().is_some_and(|word| word.any(marks));
    let starts = |marks: Marks| words.first().is_some_and(|word| word.any(marks));
    let is = |class: EntityClass| label == kind_number(class) * 2 + 1;
    if whole && all(Marks::PEOPLE) && !is(EntityClass::State) {
        return Some(kind_number(EntityClass::Group));
    }
    if label == 0 {
        return None;
    }
    if whole && all(Marks::STATE) {
        return Some(kind_number(EntityClass::State));
    }
    if !is(EntityClass::Place) && !is(EntityClass::State) && !is(EntityClass::Facility) {
        return None;
    }
    Some(kind_number(if ends(Marks::HEAD_FACILITY) {
        EntityClass::Facility
    } else if whole && all(Marks::AREA)
        || ends(Marks::HEAD_PLACE)
        || starts(Marks::HEAD_PLACE)
    {
        EntityClass::Place
    } else {
        EntityClass::State
    }))
}

/// Words of an outside set cut as this crate cuts them, with the label of each: "al-Varro" is
/// three words of one name.
#[must_use]
pub fn recut(forms: &[&str], labels: &[String]) -> (Vec<String>, Vec<String>) {
    let mut found = (Vec::new(), Vec::new());
    for (form, label) in forms.iter().zip(labels) {
        for (number, word) in words(form, 0).iter().enumerate() {
            let Some(part) = form.get(word.span.range()) else { continue };
            let goes_on = number > 0 && label.starts_with("B-");
            found.0.push(part.to_owned());
            found.1.push(if goes_on {
                label.replacen('B', "I", 1)
            } else {
                label.clone()
            });
        }
    }
    found
}
