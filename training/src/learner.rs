use dateline_language::teach::{Judge, Weights};

/// A weight while it is learnt, with what its average needs.
#[derive(Clone, Copy, Debug)]
struct Cell {
    class: u8,
    weight: i32,
    total: i64,
    since: u32,
}

/// An averaged perceptron with whole-number weights.
#[derive(Debug)]
pub(crate) struct Learner {
    /// Open addressing: a trait's number, 0 where empty, and where its cells are.
    keys: Vec<u64>,
    places: Vec<u32>,
    cells: Vec<Vec<Cell>>,
    /// How many corrections each trait took part in.
    seen: Vec<u32>,
    /// A trait speaks only after so many: what is left out of the model is not leant on.
    quorum: u32,
    now: u32,
}

impl Learner {
    /// A learner whose traits speak after `quorum` corrections.
    pub(crate) fn new(quorum: u32) -> Self {
        let room = 1 << 16;
        Self {
            keys: vec![0; room],
            places: vec![0; room],
            cells: Vec::new(),
            seen: Vec::new(),
            quorum,
            now: 1,
        }
    }

    /// One more decision was looked at.
    pub(crate) fn tick(&mut self) {
        self.now += 1;
    }

    fn slot(&self, feature: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut slot = usize::try_from(feature >> 20).unwrap_or(0) & mask;
        while let Some(&key) = self.keys.get(slot) {
            if key == feature || key == 0 {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn cells_of(&self, feature: u64) -> &[Cell] {
        let slot = self.slot(feature);
        if self.keys.get(slot) == Some(&feature) {
            let place = self.places.get(slot).map_or(0, |&place| place as usize);
            if self.seen.get(place).is_none_or(|&seen| seen < self.quorum) {
                return &[];
            }
            return self.cells.get(place).map_or(&[], Vec::as_slice);
        }
        &[]
    }

    fn grow(&mut self) {
        let room = self.keys.len() * 2;
        let keys = std::mem::replace(&mut self.keys, vec![0; room]);
        let places = std::mem::replace(&mut self.places, vec![0; room]);
        for (key, place) in keys.into_iter().zip(places) {
            if key != 0 {
                let slot = self.slot(key);
                self.keys[slot] = key;
                self.places[slot] = place;
            }
        }
    }

    fn change(&mut self, feature: u64, class: u8, by: i32) {
        if self.cells.len() * 2 > self.keys.len() {
            self.grow();
        }
        let slot = self.slot(feature);
        if self.keys[slot] == 0 {
            self.keys[slot] = feature;
            self.places[slot] = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
            self.cells.push(Vec::new());
            self.seen.push(0);
        }
        let now = self.now;
        let Some(cells) = self.cells.get_mut(self.places[slot] as usize) else { return };
        if !cells.iter().any(|cell| cell.class == class) {
            cells.push(Cell { class, weight: 0, total: 0, since: now });
        }
        for cell in cells.iter_mut().filter(|cell| cell.class == class) {
            cell.total += i64::from(cell.weight) * i64::from(now - cell.since);
            cell.since = now;
            cell.weight += by;
        }
    }

    /// Moves the weights of all traits from the wrong class to the right one.
    pub(crate) fn correct(&mut self, features: &[u64], right: u8, wrong: u8) {
        for &feature in features {
            self.change(feature, right, 1);
            self.change(feature, wrong, -1);
            let place = self.places[self.slot(feature)] as usize;
            if let Some(seen) = self.seen.get_mut(place) {
                *seen += 1;
            }
        }
    }

    /// The averaged weights, `steps` to one whole; those that come out under `least` are left
    /// out.
    pub(crate) fn pack(&self, steps: i64, least: i64) -> Weights {
        let mut rows = Vec::new();
        for (&key, &place) in self.keys.iter().zip(&self.places) {
            let enough = self.seen.get(place as usize) >= Some(&self.quorum);
            let Some(cells) =
                self.cells.get(place as usize).filter(|_| key != 0 && enough)
            else {
                continue;
            };
            for cell in cells {
                let total = cell.total
                    + i64::from(cell.weight) * i64::from(self.now - cell.since);
                let now = i64::from(self.now);
                let average = (total * steps * 2 + now * total.signum()) / (now * 2);
                if average.abs() >= least {
                    rows.push((key, cell.class, average));
                }
            }
        }
        eprintln!(
            "  {} traits learnt, {} weights kept, {} at the limit",
            self.cells.len(),
            rows.len(),
            rows.iter().filter(|row| row.2.unsigned_abs() > 2304).count()
        );
        Weights::pack(&rows)
    }
}

impl Judge for Learner {
    fn judge(&self, features: &[u64], scores: &mut [i32]) {
        for &feature in features {
            for cell in self.cells_of(feature) {
                if let Some(score) = scores.get_mut(usize::from(cell.class)) {
                    *score += cell.weight;
                }
            }
        }
    }
}

/// A fixed row of numbers that look random.
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number under `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % sides
    }

    /// The numbers under `count` in a mixed order.
    pub(crate) fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            let other = self.roll(at as u64 + 1) as usize;
            order.swap(at, other);
        }
        order
    }
}
