use crate::feature::Features;
use crate::lexicon::View;
use crate::weights::{Judge, best};

/// A word that stands outside the sentence.
const OUTSIDE: View = View {
    word: 1,
    form: 1,
    ends: [1; 5],
    starts: [1; 3],
    shape: 1,
    plain_shape: 1,
    group: 0xffff,
    habit: 0xff,
};

pub(crate) fn view_at(views: &[View], number: usize, offset: isize) -> View {
    number
        .checked_add_signed(offset)
        .and_then(|at| views.get(at))
        .copied()
        .unwrap_or(OUTSIDE)
}

/// The traits that tell the word class of word `number`, given the classes before it.
pub fn tag_features(views: &[View], number: usize, before: [u64; 2], out: &mut Features) {
    out.clear();
    let at = |offset| view_at(views, number, offset);
    let (here, left, right) = (at(0), at(-1), at(1));
    let (left_2, right_2) = (at(-2), at(2));
    let [tag, tag_2] = before;
    out.one(1, here.word);
    out.one(2, here.form);
    for (template, end) in (3..8).zip(here.ends) {
        out.one(template, end);
    }
    for (template, start) in (8..11).zip(here.starts) {
        out.one(template, start);
    }
    out.one(11, here.shape);
    out.two(12, here.plain_shape, here.ends[2]);
    out.one(13, left.word);
    out.one(14, right.word);
    out.one(15, left_2.word);
    out.one(16, right_2.word);
    out.two(17, left.word, here.word);
    out.two(18, here.word, right.word);
    out.two(19, left.word, right.word);
    out.one(20, tag);
    out.two(21, tag, tag_2);
    out.two(22, tag, here.word);
    out.two(23, tag, right.word);
    out.three(24, tag, here.habit, right.habit);
    out.three(25, tag, here.ends[2], right.ends[1]);
    out.one(26, left.ends[2]);
    out.one(27, right.ends[2]);
    out.two(28, here.habit, tag);
    out.two(29, here.habit, right.habit);
    out.three(30, here.habit, right.habit, right_2.habit);
    out.three(31, left.habit, here.habit, right.habit);
    out.one(32, here.group);
    out.two(33, here.group, tag);
    out.two(34, left.group, here.group);
    out.two(35, here.group, right.group);
    out.one(36, right.group);
    out.one(37, right_2.group);
    out.one(38, left.group);
    out.two(39, right.shape, here.shape);
    out.two(40, left.shape, here.shape);
    out.three(41, tag, tag_2, here.habit);
    out.two(42, right.word, right_2.word);
    out.two(43, here.shape, here.habit);
    out.two(44, here.ends[2], here.shape);
    out.three(45, tag, right.group, right_2.habit);
    out.two(46, right_2.habit, here.word);
}

/// The word class of every word, by number, from the first to the last: the best that `can` lets
/// the word be.
pub fn tag(
    judge: &impl Judge,
    classes: usize,
    views: &[View],
    can: &impl Fn(usize, u8) -> bool,
) -> Vec<u8> {
    let mut found = Vec::with_capacity(views.len());
    let mut features = Features::new();
    let mut scores = vec![0; classes];
    let mut before = [200, 200];
    for number in 0..views.len() {
        tag_features(views, number, before, &mut features);
        scores.fill(0);
        judge.judge(features.as_slice(), &mut scores);
        let mut class = u8::try_from(best(&scores)).unwrap_or(0);
        for _ in 0..classes {
            if can(number, class) {
                break;
            }
            scores[usize::from(class)] = i32::MIN;
            class = u8::try_from(best(&scores)).unwrap_or(0);
        }
        before = [u64::from(class), before[0]];
        found.push(class);
    }
    found
}
