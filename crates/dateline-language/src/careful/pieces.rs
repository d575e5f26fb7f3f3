use std::collections::BTreeMap;

use dateline_text::fold;

/// No more pieces of a word are read than this: what follows in an address says little.
const MOST: usize = 6;

/// No more pieces than this are read at once, the start among them.
const LONGEST: usize = 511;

/// A run of letters longer than this is no word that is known.
const LONGEST_RUN: usize = 40;

/// The pieces of words that are known, by number.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    /// Pieces that begin a run of letters, and pieces that go on with one.
    numbers: [BTreeMap<Box<str>, usize>; 2],
    count: usize,
    unknown: usize,
    start: usize,
}

/// A sentence in pieces.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    /// The number of each piece, the start of the sentence first.
    pub(super) pieces: Vec<usize>,
    /// How the word of each piece is written.
    pub(super) shapes: Vec<usize>,
    /// The first and the last piece of each word, the start of the sentence first.
    pub(super) words: Vec<(usize, usize)>,
}

impl Pieces {
    /// The pieces of these lines; `None` without the two that stand for no letters.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut numbers = [BTreeMap::new(), BTreeMap::new()];
        let mut count = 0;
        for (number, line) in lines.enumerate() {
            let [begins, goes_on] = &mut numbers;
            match line.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => goes_on.insert(rest.into(), number),
                _ => begins.insert(line.into(), number),
            };
            count = number + 1;
        }
        let named = |name: &str| numbers.first()?.get(name).copied();
        let (unknown, start) = (named("[UNK]")?, named("[CLS]")?);
        Some(Self { numbers, count, unknown, start })
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Lays out a sentence: where it has too many pieces, fewer of each word are read.
    pub(super) fn lay(&self, forms: &[&str]) -> Laid {
        let words: Vec<Vec<usize>> = forms.iter().map(|form| self.cut(form)).collect();
        let length =
            |most: usize| words.iter().map(|word| word.len().min(most)).sum::<usize>();
        let most = (1..=MOST).rev().find(|&most| length(most) < LONGEST).unwrap_or(1);
        let mut laid =
            Laid { pieces: vec![self.start], shapes: vec![0], words: vec![(0, 0)] };
        for (word, form) in words.iter().zip(forms) {
            let first = laid.pieces.len();
            laid.pieces.extend(word.iter().take(most));
            laid.shapes.resize(laid.pieces.len(), shape(form));
            laid.words.push((first, laid.pieces.len() - 1));
        }
        laid
    }

    /// The pieces of a word, at least one.
    fn cut(&self, form: &str) -> Vec<usize> {
        let folded = fold(form);
        let mut found = Vec::new();
        let mut rest = folded.as_str();
        while let Some(letter) = rest.chars().next()
            && found.len() < MOST
        {
            let length: usize = if letter.is_alphanumeric() {
                let run = rest.chars().take_while(|letter| letter.is_alphanumeric());
                run.map(char::len_utf8).sum()
            } else {
                letter.len_utf8()
            };
            let (run, after) = rest.split_at(length);
            if !letter.is_whitespace() {
                found.extend(self.cut_run(run));
            }
            rest = after;
        }
        found.truncate(MOST);
        if found.is_empty() {
            found.push(self.unknown);
        }
        found
    }

    /// The longest known pieces from the left; unknown where that leads nowhere.
    fn cut_run(&self, run: &str) -> Vec<usize> {
        let mut found = Vec::new();
        if run.chars().count() > LONGEST_RUN {
            return vec![self.unknown];
        }
        let mut rest = run;
        let [begins, goes_on] = &self.numbers;
        while !rest.is_empty() {
            let known = if found.is_empty() { begins } else { goes_on };
            let mut ends =
                rest.char_indices().map(|(at, letter)| at + letter.len_utf8()).rev();
            let longest = ends.find_map(|end| {
                let (piece, after) = rest.split_at(end);
                Some((*known.get(piece)?, after))
            });
            let Some((piece, after)) = longest else { return vec![self.unknown] };
            found.push(piece);
            rest = after;
        }
        found
    }
}

/// How a word is written, from 1 to 7.
fn shape(form: &str) -> usize {
    if form.chars().any(char::is_numeric) {
        return 6;
    }
    let mut letters = form.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next() else { return 7 };
    let (mut count, mut upper) = (0, 0);
    for letter in letters {
        count += 1;
        upper += usize::from(letter.is_uppercase());
    }
    match (first.is_uppercase(), upper) {
        (false, 0) => 1,
        (true, _) if count == 0 => 4,
        (true, _) if upper == count => 3,
        (true, 0) => 2,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        let lines =
            ["[UNK]", "[CLS]", "or", "##les", "##ia", "signed", "u", "s", ".", "the"];
        Pieces::of(lines.into_iter()).unwrap()
    }

    #[test]
    fn words_are_cut_into_the_longest_known_pieces() {
        let laid = pieces().lay(&["Orlesia", "signed", "U.S.", "zz"]);
        assert_eq!(laid.pieces, [1, 2, 3, 4, 5, 6, 8, 7, 8, 0]);
        assert_eq!(laid.words, [(0, 0), (1, 3), (4, 4), (5, 8), (9, 9)]);
        assert_eq!(laid.shapes, [0, 2, 2, 2, 1, 3, 3, 3, 3, 1]);
    }

    #[test]
    fn long_sentences_keep_fewer_pieces_of_each_word() {
        let laid = pieces().lay(&["Orlesia"; 400]);
        assert_eq!(laid.pieces.len(), 401);
        assert_eq!(laid.words.len(), 401);
    }
}
