mod align;
mod part;
mod sound;

use align::{Alignment, Table, align};
use part::{Parts, folded, parts};

use crate::ActorClass;

/// How alike two names are, per mille, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 1000; from [`Likeness::SURE`] on they are one.
    pub per_mille: u16,
    /// The parts that matched, were left out or contradict, in words.
    pub why: String,
}

impl Likeness {
    /// The score from which two names are taken for one without asking anyone.
    pub const SURE: u16 = 700;

    /// Whether they are taken for one.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.per_mille >= Self::SURE
    }
}

/// Says how alike two names of the same class are. Symmetric.
///
/// Parts are laid against each other in order and held against each other by sound; titles,
/// articles and legal forms tell little. A part that one name leaves out costs little after the first part
/// that matches, more before it: that may be the father. Parts that differ cost most.
///
/// ```
/// use dateline_names::{ActorClass, likeness};
/// let same = likeness("Abd al-Karim Hadid", "Abdulkarim al-Hadeed", ActorClass::Person);
/// assert!(same.is_sure());
/// let father = likeness("Karim Hadid", "Salim Karim Hadid", ActorClass::Person);
/// assert!(!father.is_sure());
/// ```
#[must_use]
pub fn likeness(one: &str, other: &str, class: ActorClass) -> Likeness {
    let (one, other) = (folded(one), folded(other));
    if one == other {
        return Likeness { per_mille: 1000, why: "same letters".to_owned() };
    }
    // Symmetric: the same of the two is always held against the other.
    let (one, other) = if one < other { (one, other) } else { (other, one) };
    let scale = Scale::of(class);
    let (left, right) = (parts(&one, class), parts(&other, class));
    let table = Table::new(left.all(), right.all(), scale.least);
    let straight = align(left.all(), right.all(), 0, &table);
    let mut best = (scale.score(&straight), straight, right, "");
    let count = right.all().len();
    // A father's name turned round would hide that the son's first part is left out.
    let child = straight.before >= scale.child && straight.against == 0;
    if best.0 < ROTATED_BELOW && count > 1 && !child {
        for turn in [1, count - 1] {
            let turned = right.turned(turn);
            let found = align(left.all(), turned.all(), turn, &table);
            let score = scale.score(&found).saturating_sub(scale.turned);
            if score > best.0 {
                best = (score, found, turned, "other order; ");
            }
        }
    }
    let per_mille = scale.per_mille(best.0);
    let why = format!("{}{}", best.3, why(&best.1, (&one, &left), (&other, &best.2)));
    Likeness { per_mille, why }
}

/// A name that scores this in its own order is not turned.
const ROTATED_BELOW: u16 = 900;

/// What counts how much. Tuned on lists of names that are published as one person's or one
/// body's; tenths, but for the scores.
struct Scale {
    /// Parts less alike than this differ.
    least: u16,
    against: u32,
    before: u32,
    more: u32,
    /// The weight of doubt: two common names alike are less than four rare ones.
    doubt: u32,
    /// Taken off for another order.
    turned: u16,
    /// The score from which names are one.
    sure: u16,
    /// With so much weight before the first match, it is somebody else's child.
    child: u32,
    /// A score that is not sure.
    unsure: u16,
}

impl Scale {
    const fn of(class: ActorClass) -> Self {
        match class {
            ActorClass::Person => Self {
                least: 640,
                against: 24,
                before: 100,
                more: 55,
                doubt: 50,
                turned: 120,
                sure: 655,
                child: 60,
                unsure: 560,
            },
            ActorClass::Organisation
            | ActorClass::State
            | ActorClass::Place
            | ActorClass::Group => Self {
                least: 600,
                against: 24,
                before: 60,
                more: 45,
                doubt: 20,
                turned: 80,
                sure: 770,
                child: u32::MAX,
                unsure: 560,
            },
        }
    }

    fn score(&self, found: &Alignment) -> u16 {
        let cost = found.against * self.against / 10
            + found.before * self.before / 100
            + found.more * self.more / 100;
        let whole = (found.matched + cost + self.doubt).max(1);
        let score = u16::try_from(found.same * 1000 / whole).unwrap_or(1000);
        let alone = self.child < u32::MAX && found.count < 2 && cost > 0;
        let child = found.before >= self.child;
        if alone || child { score.min(self.unsure) } else { score }
    }

    /// The score laid on the common scale, where 700 is sure.
    fn per_mille(&self, score: u16) -> u16 {
        let (score, sure) = (u32::from(score.min(999)), u32::from(self.sure));
        let laid = if score < sure {
            score * 700 / sure
        } else {
            700 + (score - sure) * 300 / (1000 - sure)
        };
        u16::try_from(laid).unwrap_or(1000).min(999)
    }
}

/// What matched, was left out or differs, in words.
fn why(found: &Alignment, one: (&str, &Parts), other: (&str, &Parts)) -> String {
    let mut same = String::new();
    let mut rest = String::new();
    for lie in found.lies.iter().take(found.length) {
        let (left, right) = (letters(one, lie.one), letters(other, lie.other));
        if lie.alike == 0 {
            let side = if left.is_empty() { right } else { left };
            add(&mut rest, side);
        } else if left == right {
            add(&mut same, left);
        } else {
            add(&mut same, left);
            same.push('~');
            same.push_str(right);
        }
    }
    match (same.is_empty(), rest.is_empty()) {
        (true, _) => "nothing matches".to_owned(),
        (false, true) => format!("same {same}"),
        (false, false) => format!("same {same}; on one side only {rest}"),
    }
}

fn add(list: &mut String, words: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(words);
}

fn letters<'a>(name: (&'a str, &Parts), parts: (u8, u8)) -> &'a str {
    let first = usize::from(parts.0);
    let Some(last) =
        (first + usize::from(parts.1)).checked_sub(1).filter(|_| parts.1 > 0)
    else {
        return "";
    };
    let (from, to) = (name.1.all().get(first), name.1.all().get(last));
    let (Some(from), Some(to)) = (from, to) else { return "" };
    name.0.get(usize::from(from.at.0)..usize::from(to.at.1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(one: &str, other: &str) -> Likeness {
        likeness(one, other, ActorClass::Person)
    }

    fn body(one: &str, other: &str) -> Likeness {
        likeness(one, other, ActorClass::Organisation)
    }

    #[test]
    fn spellings_of_one_name_are_sure() {
        for (one, other) in [
            ("Tariq Abd al-Rahman Selim", "Tareq Abdurrahman Saleem"),
            ("Abu Nidal Karwani", "Abou Nidal al-Karwani"),
            ("Gen. Dara Voss", "Dara Voss"),
            ("Evgeni Pavlovich Sorokin", "Yevgeny Sorokin"),
            ("Nur al-Din Hadid", "Nureddine Hadid"),
        ] {
            let found = person(one, other);
            assert!(found.is_sure(), "{one} {other} {found:?}");
        }
    }

    #[test]
    fn a_father_is_not_his_son() {
        for (one, other) in [
            ("Karim Hadid", "Salim Karim Hadid"),
            ("Tariq Karim Hadid", "Salim Tariq Karim Hadid"),
            ("Abd al-Mahdi", "Abu Mahdi"),
            ("Edvin Rask", "Olav Rask"),
        ] {
            let found = person(one, other);
            assert!(!found.is_sure(), "{one} {other} {found:?}");
        }
    }

    #[test]
    fn one_part_alone_is_not_sure() {
        assert!(!person("Hadid", "Karim Hadid").is_sure());
    }

    #[test]
    fn a_body_is_one_without_its_legal_form_or_initials() {
        for (one, other) in [
            ("Harbour Freight Lines Ltd.", "Harbour Freight Lines"),
            ("Joint Coastal Commission (JCC)", "Joint Coastal Commission"),
            ("Northern Strait Committee", "Northern Strait Commission"),
            ("Varnish & Sons", "Varnish and Sons"),
        ] {
            let found = body(one, other);
            assert!(found.is_sure(), "{one} {other} {found:?}");
        }
    }

    #[test]
    fn two_bodies_of_one_kind_are_two() {
        for (one, other) in [
            ("Orlesian Ministry of Defense", "Varnese Ministry of Defense"),
            ("Ministry of Defense", "Ministry of Health"),
            ("Fleet 14", "Fleet 15"),
        ] {
            let found = body(one, other);
            assert!(!found.is_sure(), "{one} {other} {found:?}");
        }
    }

    #[test]
    fn the_reasons_name_the_parts() {
        let found = person("Salim Karim Hadid", "Salim Hadeed");
        assert_eq!(found.why, "same salim, hadeed~hadid; on one side only karim");
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_bounded(one in "\\PC{0,40}", other in "[A-Za-z' .-]{0,40}") {
            for (class, _) in ActorClass::ALL {
                let there = likeness(&one, &other, class);
                prop_assert_eq!(&there, &likeness(&other, &one, class));
                prop_assert!(there.per_mille <= 1000);
            }
        }

        #[test]
        fn a_name_is_itself(name in "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}") {
            prop_assert_eq!(person(&name, &name).per_mille, 1000);
        }
    }
}
