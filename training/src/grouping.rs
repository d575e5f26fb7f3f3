use std::collections::BTreeMap;

/// How many groups of words there are.
const GROUPS: usize = 256;

/// Groups the words of running text by the words they stand beside (Brown's clusters).
///
/// Gives each word seen at least `least` times a number from 1; groups that were joined late
/// have numbers far apart. Logarithms are in whole numbers, so every machine agrees.
pub(crate) fn groups(text: &[Vec<String>], least: usize) -> BTreeMap<String, u16> {
    let (words, ids) = frequent(text, least);
    let mut grouper = Grouper::new(&ids, words.len());
    for word in 0..words.len() {
        grouper.add(word);
        if grouper.live.len() > GROUPS {
            grouper.merge_best();
        }
        if word % 4000 == 0 {
            eprintln!("  grouping word {word} of {}", words.len());
        }
    }
    let order = grouper.order();
    let numbers: BTreeMap<usize, u16> = order.into_iter().zip(1..).collect();
    let group_of = |word: usize| numbers.get(&grouper.find(word)).copied().unwrap_or(0);
    words.iter().enumerate().map(|(word, name)| (name.clone(), group_of(word))).collect()
}

/// The frequent words, the most frequent first, and the text in their numbers; a rare word
/// breaks the chain.
fn frequent(
    text: &[Vec<String>],
    least: usize,
) -> (Vec<String>, Vec<Vec<Option<usize>>>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in text.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(usize, &str)> = counts
        .into_iter()
        .filter(|row| row.1 >= least)
        .map(|(word, count)| (count, word))
        .collect();
    words.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
    let numbers: BTreeMap<&str, usize> =
        words.iter().enumerate().map(|(number, row)| (row.1, number)).collect();
    let ids = text
        .iter()
        .map(|line| line.iter().map(|word| numbers.get(word.as_str()).copied()).collect())
        .collect();
    (words.into_iter().map(|row| row.1.to_owned()).collect(), ids)
}

/// Room for one group more than are kept.
const ROOM: usize = GROUPS + 1;

struct Grouper {
    /// For each word, the words that follow it and come before it, with counts.
    after: Vec<Vec<(usize, i64)>>,
    before: Vec<Vec<(usize, i64)>>,
    /// The slot of each word's group, or the word it was merged into.
    parent: Vec<usize>,
    slot_of: Vec<Option<usize>>,
    /// The slots in use, sorted.
    live: Vec<usize>,
    word_in: Vec<usize>,
    /// How often one slot's group stands before another's, and how often each stands at all.
    pairs: Vec<i64>,
    first: Vec<i64>,
    second: Vec<i64>,
    /// What is lost when two slots are merged.
    loss: Vec<i64>,
    logs: Vec<i64>,
    all: i64,
}

impl Grouper {
    fn new(lines: &[Vec<Option<usize>>], words: usize) -> Self {
        let mut counts: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        let mut all = 0;
        for pair in lines.iter().flat_map(|line| line.windows(2)) {
            if let [Some(left), Some(right)] = *pair {
                *counts.entry((left, right)).or_default() += 1;
                all += 1;
            }
        }
        let mut after = vec![Vec::new(); words];
        let mut before = vec![Vec::new(); words];
        for (&(left, right), &count) in &counts {
            after[left].push((right, count));
            before[right].push((left, count));
        }
        Self {
            after,
            before,
            parent: (0..words).collect(),
            slot_of: vec![None; words],
            live: Vec::new(),
            word_in: vec![0; ROOM],
            pairs: vec![0; ROOM * ROOM],
            first: vec![0; ROOM],
            second: vec![0; ROOM],
            loss: vec![0; ROOM * ROOM],
            logs: logarithms(all),
            all,
        }
    }

    fn find(&self, word: usize) -> usize {
        let mut at = word;
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    fn log(&self, count: i64) -> i64 {
        self.logs[usize::try_from(count).unwrap_or(0)]
    }

    /// What a pair of groups tells, from its count and the two groups' own.
    fn gain(&self, pair: i64, left: i64, right: i64) -> i64 {
        if pair == 0 {
            return 0;
        }
        pair * (self.log(pair) + self.log(self.all) - self.log(left) - self.log(right))
    }

    fn told(&self, left: usize, right: usize) -> i64 {
        self.gain(self.pairs[left * ROOM + right], self.first[left], self.second[right])
    }

    /// What the merger of `a` and `b` would tell together with `other`, both ways.
    fn merged_with(&self, a: usize, b: usize, other: usize) -> i64 {
        let (first, second) =
            (self.first[a] + self.first[b], self.second[a] + self.second[b]);
        let out = self.pairs[a * ROOM + other] + self.pairs[b * ROOM + other];
        let back = self.pairs[other * ROOM + a] + self.pairs[other * ROOM + b];
        self.gain(out, first, self.second[other])
            + self.gain(back, self.first[other], second)
    }

    fn both(&self, left: usize, right: usize) -> i64 {
        self.told(left, right) + self.told(right, left)
    }

    /// What is lost when `a` and `b` are merged, counted afresh.
    fn full_loss(&self, a: usize, b: usize) -> i64 {
        let mut loss = self.told(a, a) + self.told(b, b) + self.both(a, b);
        for &other in self.live.iter().filter(|&&other| other != a && other != b) {
            loss +=
                self.both(a, other) + self.both(b, other) - self.merged_with(a, b, other);
        }
        let own = [a * ROOM + a, a * ROOM + b, b * ROOM + a, b * ROOM + b];
        let inner: i64 = own.iter().map(|&at| self.pairs[at]).sum();
        loss - self.gain(
            inner,
            self.first[a] + self.first[b],
            self.second[a] + self.second[b],
        )
    }

    fn set_loss(&mut self, a: usize, b: usize, loss: i64) {
        self.loss[a * ROOM + b] = loss;
        self.loss[b * ROOM + a] = loss;
    }

    /// Adds or takes away what `other` has to do with the loss of every other pair.
    fn shift(&mut self, other: usize, sign: i64) {
        for (number, &a) in self.live.iter().enumerate() {
            for &b in self.live.iter().skip(number + 1) {
                if a == other || b == other {
                    continue;
                }
                let part = self.both(a, other) + self.both(b, other)
                    - self.merged_with(a, b, other);
                self.loss[a * ROOM + b] += sign * part;
                self.loss[b * ROOM + a] += sign * part;
            }
        }
    }

    /// Makes a group of one word.
    fn add(&mut self, word: usize) {
        let slot = (0..ROOM).find(|slot| !self.live.contains(slot)).unwrap_or(0);
        for other in 0..ROOM {
            self.pairs[slot * ROOM + other] = 0;
            self.pairs[other * ROOM + slot] = 0;
        }
        self.slot_of[word] = Some(slot);
        self.word_in[slot] = word;
        let after = std::mem::take(&mut self.after[word]);
        let before = std::mem::take(&mut self.before[word]);
        self.first[slot] = after.iter().map(|row| row.1).sum();
        self.second[slot] = before.iter().map(|row| row.1).sum();
        for (other, count) in after {
            if let Some(at) = self.slot_of[self.find(other)] {
                self.pairs[slot * ROOM + at] += count;
            }
        }
        for (other, count) in before.into_iter().filter(|row| row.0 != word) {
            if let Some(at) = self.slot_of[self.find(other)] {
                self.pairs[at * ROOM + slot] += count;
            }
        }
        self.live.push(slot);
        self.live.sort_unstable();
        self.shift(slot, 1);
        self.fill(slot);
    }

    fn fill(&mut self, slot: usize) {
        for other in self.live.clone().into_iter().filter(|&other| other != slot) {
            let loss = self.full_loss(slot, other);
            self.set_loss(slot, other, loss);
        }
    }

    /// Merges the pair that loses least and says which.
    fn merge_best(&mut self) -> (usize, usize) {
        let mut best = (i64::MAX, 0, 0);
        for (number, &a) in self.live.iter().enumerate() {
            for &b in self.live.iter().skip(number + 1) {
                best = best.min((self.loss[a * ROOM + b], a, b));
            }
        }
        let (_, a, b) = best;
        self.shift(a, -1);
        self.live.retain(|&slot| slot != a);
        self.shift(b, -1);
        self.live.retain(|&slot| slot != b);
        let (word_a, word_b) = (self.word_in[a], self.word_in[b]);
        let inner = self.pairs[a * ROOM + a]
            + self.pairs[a * ROOM + b]
            + self.pairs[b * ROOM + a]
            + self.pairs[b * ROOM + b];
        for other in 0..ROOM {
            self.pairs[a * ROOM + other] += self.pairs[b * ROOM + other];
            self.pairs[other * ROOM + a] += self.pairs[other * ROOM + b];
        }
        self.pairs[a * ROOM + a] = inner;
        for other in 0..ROOM {
            self.pairs[b * ROOM + other] = 0;
            self.pairs[other * ROOM + b] = 0;
        }
        self.first[a] += self.first[b];
        self.second[a] += self.second[b];
        self.parent[word_b] = word_a;
        self.slot_of[word_b] = None;
        self.live.push(a);
        self.live.sort_unstable();
        self.shift(a, 1);
        self.fill(a);
        (word_a, word_b)
    }

    /// The groups in the order of the tree that merging them further makes, by their word.
    fn order(&self) -> Vec<usize> {
        let mut rest = self.clone_for_order();
        let mut runs: BTreeMap<usize, Vec<usize>> = rest
            .live
            .iter()
            .map(|&slot| (rest.word_in[slot], vec![rest.word_in[slot]]))
            .collect();
        while rest.live.len() > 1 {
            let (kept, gone) = rest.merge_best();
            let tail = runs.remove(&gone).unwrap_or_default();
            runs.entry(kept).or_default().extend(tail);
        }
        runs.into_values().flatten().collect()
    }

    fn clone_for_order(&self) -> Self {
        Self {
            after: Vec::new(),
            before: Vec::new(),
            parent: self.parent.clone(),
            slot_of: self.slot_of.clone(),
            live: self.live.clone(),
            word_in: self.word_in.clone(),
            pairs: self.pairs.clone(),
            first: self.first.clone(),
            second: self.second.clone(),
            loss: self.loss.clone(),
            logs: self.logs.clone(),
            all: self.all,
        }
    }
}

/// The logarithms to base two of the numbers up to `limit`, in 4096ths.
fn logarithms(limit: i64) -> Vec<i64> {
    (0..=limit)
        .map(|number| {
            let number = u64::try_from(number.max(1)).unwrap_or(1);
            let whole = number.ilog2();
            let mut part = (number << 31) >> whole;
            let mut log = i64::from(whole);
            for _ in 0..12 {
                part = (part * part) >> 31;
                log *= 2;
                if part >= 1 << 32 {
                    part >>= 1;
                    log += 1;
                }
            }
            log
        })
        .collect()
}
