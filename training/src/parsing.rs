use dateline_language::teach::{
    Features, Judge as _, Move, Relations, State, Tagged, View, label_features,
    move_features,
};

use crate::learner::{Dice, Learner};

/// A sentence ready for teaching the parser.
pub(crate) struct Lesson {
    pub(crate) views: Vec<View>,
    pub(crate) tags: Vec<u8>,
    /// The head of each word; the length of the sentence is the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<u8>,
}

/// Teaches a parser: the judge of moves and the judge of relations.
pub(crate) fn teach(
    lessons: &[Lesson],
    relations: Relations,
    rounds: usize,
    quorum: (u32, u32),
) -> (Learner, Learner) {
    let mut teacher = Teacher {
        moves: Learner::new(quorum.0),
        labels: Learner::new(quorum.1),
        dice: Dice(0x0dd_ba11),
        features: Features::new(),
        scores: vec![0; relations.count],
        relations,
        explores: false,
        wrong: (0, 0),
    };
    for round in 0..rounds {
        teacher.explores = round > 0;
        teacher.wrong = (0, 0);
        for at in teacher.dice.order(lessons.len()) {
            if let Some(lesson) = lessons.get(at) {
                teacher.read(lesson);
            }
        }
        let (moves, labels) = teacher.wrong;
        eprintln!("  parser round {round}: {moves} moves and {labels} relations wrong");
    }
    (teacher.moves, teacher.labels)
}

struct Teacher {
    moves: Learner,
    labels: Learner,
    dice: Dice,
    features: Features,
    scores: Vec<i32>,
    relations: Relations,
    explores: bool,
    wrong: (usize, usize),
}

impl Teacher {
    fn read(&mut self, lesson: &Lesson) {
        let sentence = Tagged { views: &lesson.views, tags: &lesson.tags };
        let mut state = State::start(lesson.heads.len());
        while !state.is_done() {
            let step = self.step(&state, sentence, lesson);
            let relation = self.relation(&state, sentence, lesson, step);
            state.take(step, relation);
        }
    }

    fn step(&mut self, state: &State, sentence: Tagged<'_>, lesson: &Lesson) -> Move {
        move_features(state, sentence, &mut self.features);
        let mut scores = [0; 3];
        self.moves.judge(self.features.as_slice(), &mut scores);
        let guess = state.best_of(&scores);
        let costs = Move::ALL.map(|step| cost(state, step, &lesson.heads));
        let least = costs.iter().flatten().min().copied().unwrap_or(0);
        let is_right =
            |step: Move| costs.get(step as usize).copied().flatten() == Some(least);
        self.moves.tick();
        if is_right(guess) {
            return guess;
        }
        self.wrong.0 += 1;
        let masked: Vec<i32> = Move::ALL
            .iter()
            .zip(scores)
            .map(|(&step, score)| if is_right(step) { score } else { i32::MIN })
            .collect();
        let right = crate::tagging::best(&masked);
        self.moves.correct(self.features.as_slice(), right, guess as u8);
        if self.explores && self.dice.roll(10) > 0 {
            return guess;
        }
        Move::ALL.get(usize::from(right)).copied().unwrap_or(guess)
    }

    fn relation(
        &mut self,
        state: &State,
        sentence: Tagged<'_>,
        lesson: &Lesson,
        step: Move,
    ) -> u8 {
        let Some((head, dependent)) = state.arc(step) else { return 0 };
        if head == lesson.heads.len() {
            return self.relations.root;
        }
        label_features(state, sentence, (head, dependent), &mut self.features);
        self.scores.fill(0);
        self.labels.judge(self.features.as_slice(), &mut self.scores);
        let guess = self.relations.best(&self.scores);
        let right = lesson.relations.get(dependent).copied().unwrap_or(0);
        if lesson.heads.get(dependent) == Some(&head) {
            self.labels.tick();
            if guess != right {
                self.labels.correct(self.features.as_slice(), right, guess);
                self.wrong.1 += 1;
            }
        }
        guess
    }
}

/// How many arcs of the treebank can no longer be tied after `step`; `None` when it is not
/// allowed.
fn cost(state: &State, step: Move, heads: &[usize]) -> Option<usize> {
    if !state.allows(step) {
        return None;
    }
    let head_of = |word: usize| heads.get(word).copied().unwrap_or(usize::MAX);
    let next = state.next();
    let Some((&top, rest)) = state.stack().split_last() else { return Some(0) };
    let later = || (next..heads.len()).filter(|&word| head_of(word) == top).count();
    Some(match step {
        Move::Shift => {
            let waiting =
                state.stack().iter().filter(|&&word| head_of(word) == next).count();
            waiting + usize::from(rest.contains(&head_of(next)))
        }
        Move::Left => {
            let head = head_of(top);
            let is_lost = head > next || rest.last() == Some(&head);
            later() + usize::from(is_lost)
        }
        Move::Right => later() + usize::from(head_of(top) >= next),
    })
}

#[cfg(test)]
mod tests {
    use dateline_language::teach::Lexicon;

    use super::*;

    #[test]
    fn the_same_lessons_give_the_same_weights() {
        let lexicon = Lexicon::of(&[]);
        let lesson = |words: &str, heads: &[usize]| {
            let forms: Vec<&str> = words.split(' ').collect();
            Lesson {
                views: lexicon.views(&forms),
                tags: vec![1; forms.len()],
                heads: heads.to_vec(),
                relations: vec![2; forms.len()],
            }
        };
        let lessons =
            [lesson("Orlesia signed it", &[1, 3, 1]), lesson("Varn left", &[1, 2])];
        let made = || {
            let (moves, labels) =
                teach(&lessons, Relations { count: 4, root: 0 }, 3, (1, 1));
            [moves.pack(8, 1).to_bytes(), labels.pack(8, 1).to_bytes()]
        };
        assert_eq!(made(), made());
    }
}
