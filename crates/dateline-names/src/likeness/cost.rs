use super::sound::{CH, GH, KH, SH, TH, code, is_vowel};

const FULL: u16 = 100;
/// No sound costs more to leave out.
pub(super) const LOUDEST: u16 = FULL;

/// What it costs to leave a sound out.
pub(super) const fn drop_cost(letter: u8) -> u16 {
    if is_vowel(letter) {
        38
    } else if letter == code(b'h') || letter == code(b'y') {
        32
    } else if letter == code(b'w') {
        60
    } else {
        FULL
    }
}

/// What it costs to hear one sound for another.
const fn change_cost(one: u8, other: u8) -> u16 {
    if one == other {
        return 0;
    }
    if is_vowel(one) && is_vowel(other) {
        return 28;
    }
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    near(low, high)
}

const fn near(low: u8, high: u8) -> u16 {
    match (low, high) {
        // k, q, kh, gh, g, h
        (10, 16) => 10,
        (7 | 10, KH) | (KH, GH) => 35,
        (16, KH | GH) | (6 | 10, GH) | (6, 16 | 10) => 45,
        (7, 16 | 10) => 70,
        // s, z, sh, th, ch, t, d
        (18, 25 | SH | TH) | (25, TH) | (SH, CH) => 40,
        (3, 25 | TH | 19) | (19 | SH, TH) | (18, CH) => 45,
        (9, CH | 24 | SH | 25) | (6, 9) => 45,
        // Ihor and Igor
        (6, 7) => 50,
        (8, 9) => 50,
        // b, p, v, f, w, u
        (1, 15 | 21) | (5, 21) => 45,
        (21, 22) => 20,
        (20, 22 | 21) | (5, 15) => 50,
        (12, 13) => 60,
        (11, 17) => 65,
        // i and y
        (8, 24) => 10,
        (4, 24) => 30,
        _ => FULL,
    }
}

pub(super) static DROP: [u16; 32] = {
    let mut table = [0; 32];
    let mut letter = 0;
    while letter < 32 {
        table[letter as usize] = drop_cost(letter);
        letter += 1;
    }
    table
};

pub(super) static CHANGE: [[u16; 32]; 32] = {
    let mut table = [[0; 32]; 32];
    let mut one = 0;
    while one < 32 {
        let mut other = 0;
        while other < 32 {
            table[one as usize][other as usize] = change_cost(one, other);
            other += 1;
        }
        one += 1;
    }
    table
};
