/// The traits of one decision, each as one number: a trainer and the model read the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    found: Vec<u64>,
}

impl Features {
    /// No traits yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The traits collected so far.
    #[must_use]
    pub fn as_slice(&self) -> &[u64] {
        &self.found
    }

    /// Forgets them and keeps the room.
    pub fn clear(&mut self) {
        self.found.clear();
    }

    pub(crate) fn one(&mut self, template: u64, value: u64) {
        self.found.push(seal(mix(template, value)));
    }

    pub(crate) fn two(&mut self, template: u64, first: u64, second: u64) {
        self.found.push(seal(mix(mix(template, first), second)));
    }

    pub(crate) fn three(&mut self, template: u64, first: u64, second: u64, third: u64) {
        self.found.push(seal(mix(mix(mix(template, first), second), third)));
    }
}

/// Folds one more value into a number.
pub(crate) fn mix(so_far: u64, value: u64) -> u64 {
    let turned = so_far.rotate_left(23) ^ value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    turned.wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// Spreads the last value over all bits.
pub(crate) fn seal(mixed: u64) -> u64 {
    let spread = (mixed ^ (mixed >> 31)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    spread ^ (spread >> 29)
}

/// One number for a word.
pub(crate) fn word_number(word: &str) -> u64 {
    let mut number = 0x2545_f491_4f6c_dd1d ^ u64::try_from(word.len()).unwrap_or(0);
    for byte in word.bytes() {
        number = (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    seal(number)
}
