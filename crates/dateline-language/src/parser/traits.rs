use super::{NONE, Side, State, Tagged};
use crate::feature::Features;

/// A word as the templates see it: its number, class, group, and the two together.
#[derive(Clone, Copy)]
struct Node {
    word: u64,
    tag: u64,
    group: u64,
    both: u64,
}

const OUTSIDE: Node = Node { word: 3, tag: 251, group: 0xffff, both: 3 };
const ROOT: Node = Node { word: 5, tag: 250, group: 0xfffe, both: 5 };

fn node(sentence: Tagged<'_>, number: usize) -> Node {
    match (sentence.views.get(number), sentence.tags.get(number)) {
        (Some(view), Some(&tag)) => {
            let tag = u64::from(tag);
            Node {
                word: view.word,
                tag,
                group: view.group,
                both: view.word ^ (tag << 48),
            }
        }
        _ if number == sentence.views.len() => ROOT,
        _ => OUTSIDE,
    }
}

/// The upper part of a group's number: wider groups.
fn wide(group: u64) -> u64 {
    group >> 4
}

fn distance(from: usize, to: usize) -> u64 {
    match to.abs_diff(from) {
        far @ 0..=4 => u64::try_from(far).unwrap_or(0),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// The traits that tell the next move.
pub fn move_features(state: &State, sentence: Tagged<'_>, out: &mut Features) {
    out.clear();
    let from_top = |depth: usize| {
        state
            .stack
            .len()
            .checked_sub(depth)
            .and_then(|at| state.stack.get(at))
            .copied()
            .unwrap_or(NONE)
    };
    let places = [from_top(1), from_top(2), from_top(3)];
    let [top, under, third] = places;
    let at = |number: usize| node(sentence, number);
    let (s0, s1, s2) = (at(top), at(under), at(third));
    let (b0, b1, b2) = (at(state.next), at(state.next + 1), at(state.next + 2));
    singles(out, [s0, s1, s2, b0, b1, b2]);
    pairs(out, s0, s1, b0, b1);
    triples(out, [s0, s1, s2, b0, b1, b2]);
    groups(out, s0, s1, b0, b1);
    spaces(out, state, places, [s0, s1, b0]);
    children(out, state, sentence, places, [s0, s1, b0]);
}

fn singles(out: &mut Features, nodes: [Node; 6]) {
    for (template, item) in (100..).step_by(4).zip(nodes) {
        out.one(template, item.word);
        out.one(template + 1, item.tag);
        out.one(template + 2, item.both);
        out.one(template + 3, item.group);
    }
}

fn pairs(out: &mut Features, s0: Node, s1: Node, b0: Node, b1: Node) {
    for (template, (left, right)) in
        (130..).step_by(5).zip([(s0, b0), (s1, s0), (s1, b0)])
    {
        out.two(template, left.both, right.both);
        out.two(template + 1, left.both, right.tag);
        out.two(template + 2, left.tag, right.both);
        out.two(template + 3, left.tag, right.tag);
        out.two(template + 4, left.word, right.word);
    }
    out.two(145, b0.tag, b1.tag);
    out.two(146, b0.word, b1.tag);
    out.two(147, b0.tag, b1.word);
    out.two(148, s0.tag, b1.tag);
    out.two(149, s0.word, b1.word);
}

fn triples(out: &mut Features, nodes: [Node; 6]) {
    let [s0, s1, s2, b0, b1, b2] = nodes;
    out.three(150, b0.tag, b1.tag, b2.tag);
    out.three(151, s0.tag, b0.tag, b1.tag);
    out.three(152, s1.tag, s0.tag, b0.tag);
    out.three(153, s2.tag, s1.tag, s0.tag);
    out.three(154, s0.word, b0.tag, b1.tag);
    out.three(155, s1.tag, s0.word, b0.tag);
    out.three(156, s1.word, s0.tag, b0.tag);
    out.three(157, s1.tag, s0.tag, b0.word);
    out.three(158, s0.tag, b0.word, b1.tag);
    out.three(159, s2.tag, s1.tag, b0.tag);
    out.three(127, s1.tag, s0.tag ^ (b0.tag << 8), b1.tag);
    out.three(128, s0.tag, b0.tag ^ (b1.tag << 8), b2.tag);
}

fn groups(out: &mut Features, s0: Node, s1: Node, b0: Node, b1: Node) {
    out.two(160, s0.group, b0.group);
    out.two(161, s1.group, s0.group);
    out.two(162, s0.group, b0.tag);
    out.two(163, s0.tag, b0.group);
    out.two(164, s1.group, s0.tag);
    out.two(165, s1.tag, s0.group);
    out.three(166, wide(s0.group), wide(b0.group), wide(b1.group));
    out.three(167, wide(s1.group), wide(s0.group), wide(b0.group));
    out.two(168, s1.group, b0.group);
    out.three(169, s1.group, s0.tag, b0.tag);
}

fn spaces(out: &mut Features, state: &State, places: [usize; 3], nodes: [Node; 3]) {
    let [top, under, _] = places;
    let [s0, s1, b0] = nodes;
    let near = if top == NONE { 9 } else { distance(top, state.next) };
    let far = if under == NONE { 9 } else { distance(under, top) };
    out.two(170, near, s0.tag);
    out.two(171, near, b0.tag);
    out.three(172, near, s0.tag, b0.tag);
    out.two(173, near, s0.word);
    out.two(174, near, b0.word);
    out.three(175, far, s1.tag, s0.tag);
    out.two(176, far, s1.word);
    out.two(177, far, s0.word);
    let depth = u64::try_from(state.stack.len().min(5)).unwrap_or(5);
    out.two(178, depth, b0.tag);
}

fn side(sides: &[Side], number: usize) -> Side {
    sides.get(number).copied().unwrap_or(Side::EMPTY)
}

fn children(
    out: &mut Features,
    state: &State,
    sentence: Tagged<'_>,
    places: [usize; 3],
    nodes: [Node; 3],
) {
    let [top, under, _] = places;
    let [s0, s1, b0] = nodes;
    let at = |number: usize| node(sentence, number);
    let hangs =
        |number: usize| u64::from(state.relations.get(number).copied().unwrap_or(255));
    let (left_0, right_0) = (side(&state.left, top), side(&state.right, top));
    let (left_1, right_1) = (side(&state.left, under), side(&state.right, under));
    let left_b = side(&state.left, state.next);
    let owners = [(left_0, s0), (right_0, s0), (left_1, s1), (right_1, s1), (left_b, b0)];
    for (template, (side, owner)) in (180..).step_by(8).zip(owners) {
        let child = at(side.outer);
        out.one(template, child.word);
        out.two(template + 1, child.tag, owner.tag);
        out.two(template + 2, hangs(side.outer), owner.tag);
        out.two(template + 3, side.count, owner.tag);
        out.two(template + 4, side.count, owner.word);
        out.two(template + 5, side.relations, owner.tag);
        out.two(template + 6, hangs(side.outer), owner.word);
        out.two(template + 7, at(side.inner).tag, hangs(side.inner));
    }
    out.three(220, s0.tag, at(left_0.outer).tag, b0.tag);
    out.three(221, s0.tag, at(right_0.outer).tag, b0.tag);
    out.three(222, s0.tag, b0.tag, at(left_b.outer).tag);
    out.three(223, s1.tag, s0.tag, at(left_0.outer).tag);
    out.three(224, s1.tag, s0.tag, at(right_0.outer).tag);
    out.three(225, s1.tag, s0.tag, at(right_1.outer).tag);
    out.three(226, s1.tag, s0.tag, at(left_1.outer).tag);
    // The preposition under a noun tells where the noun belongs.
    out.three(227, s1.word, s0.tag, at(left_0.outer).word);
    out.three(228, s1.word, s0.word, at(left_0.outer).word);
    out.three(229, s1.tag, s0.word, at(left_0.outer).word);
    out.three(230, right_1.relations, s1.tag, s0.tag);
    out.three(231, left_0.relations, s0.tag, b0.tag);
    out.three(232, right_0.relations, s0.tag, b0.tag);
    out.three(233, left_b.relations, s0.tag, b0.tag);
    out.three(234, left_1.relations, s1.tag, s0.tag);
    out.three(235, right_0.relations ^ left_0.relations.rotate_left(7), s1.tag, b0.tag);
}

/// The traits that tell the relation of an arc that is about to be tied.
pub fn label_features(
    state: &State,
    sentence: Tagged<'_>,
    arc: (usize, usize),
    out: &mut Features,
) {
    out.clear();
    let (head, dependent) = arc;
    let at = |number: usize| node(sentence, number);
    let (h, d) = (at(head), at(dependent));
    let way = u64::from(head < dependent) * 16 + distance(head, dependent);
    let after = u64::from(head < dependent);
    out.two(300, h.word, after);
    out.two(301, h.tag, after);
    out.two(302, d.word, after);
    out.two(303, d.tag, after);
    out.three(304, h.tag, d.tag, way);
    out.three(305, h.both, d.tag, after);
    out.three(306, h.tag, d.both, after);
    out.three(307, h.word, d.word, after);
    out.three(308, h.group, d.group, after);
    out.three(309, h.group, d.tag, after);
    out.three(310, h.tag, d.group, after);
    out.two(311, d.tag, way);
    out.two(312, d.word, h.tag);
    let around =
        [dependent.wrapping_sub(1), dependent + 1, head.wrapping_sub(1), head + 1];
    for (template, near) in (313..).step_by(2).zip(around) {
        out.three(template, at(near).tag, d.tag, h.tag);
        out.two(template + 1, at(near).word, d.tag);
    }
    let ends = sentence.views.get(dependent).map_or(0, |view| view.ends[2]);
    out.two(321, ends, h.tag);
    out.two(322, d.group, after);
    below(out, state, sentence, arc);
}

fn below(out: &mut Features, state: &State, sentence: Tagged<'_>, arc: (usize, usize)) {
    let (head, dependent) = arc;
    let at = |number: usize| node(sentence, number);
    let (h, d) = (at(head), at(dependent));
    let after = u64::from(head < dependent);
    let hangs =
        |number: usize| u64::from(state.relations.get(number).copied().unwrap_or(255));
    let (left, right) = (side(&state.left, dependent), side(&state.right, dependent));
    let (above_left, above_right) = (side(&state.left, head), side(&state.right, head));
    let first = at(left.outer);
    out.three(330, first.word, h.tag, after);
    out.three(331, first.word, h.word, after);
    out.three(332, first.tag, d.tag, h.tag);
    out.three(333, first.word, d.word, after);
    out.three(334, left.relations, d.tag, h.tag);
    out.three(335, left.relations, d.tag, h.word);
    out.three(336, right.relations, d.tag, h.tag);
    out.three(337, above_left.relations, d.tag, h.tag);
    out.three(338, above_right.relations, d.tag, h.tag);
    out.three(339, above_left.relations, above_right.relations, d.tag);
    out.three(340, hangs(above_right.outer), at(above_right.outer).tag, d.tag);
    out.three(341, hangs(above_left.outer), at(above_left.outer).tag, d.tag);
    out.three(342, hangs(left.outer), d.tag, after);
    out.three(343, left.relations, right.relations, d.tag);
    out.three(344, at(left.inner).word, first.word, after);
    out.three(345, above_left.relations, d.word, after);
    out.three(346, at(right.outer).tag, d.tag, h.tag);
    out.three(347, left.relations, d.word, after);
}
