mod acronym;
mod align;
mod body;
mod cost;
mod hear;
mod part;
mod person;
mod sound;
mod weigh;
mod why;

use align::align;
use part::{Part, folded, parts};

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

/// A name that is read once and held against many.
///
/// ```
/// use dateline_names::{ActorClass, Likeness, Name};
/// let body = |name| Name::read(name, ActorClass::Organisation);
/// let known = body("Northern Strait Commission");
/// assert!(known.per_mille(&body("Northern Strait Committee")) >= Likeness::SURE);
/// assert!(known.per_mille(&body("Southern Strait Commission")) < Likeness::SURE);
/// ```
#[derive(Clone, Debug)]
pub struct Name {
    folded: String,
    parts: Vec<Part>,
    class: ActorClass,
}

impl Name {
    /// Reads a name of an actor of that class.
    #[must_use]
    pub fn read(name: &str, class: ActorClass) -> Self {
        let folded = folded(name);
        let parts = parts(&folded, class);
        Self { folded, parts, class }
    }

    /// What kind of actor it is of.
    #[must_use]
    pub const fn class(&self) -> ActorClass {
        self.class
    }

    /// Numbers by which it meets its like: its telling parts as they sound, and its initials.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let telling = self.parts.iter().filter(|part| part.weight > 15);
        let mut keys: Vec<u64> = telling.clone().map(Part::key).collect();
        let initials = telling.clone().map(|part| part.letter);
        if self.class != ActorClass::Person && telling.count() > 1 {
            keys.push(part::hash_of(initials));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How alike it is to another of the same class, per mille; the same as
    /// [`Name::likeness`] says, without the words.
    #[must_use]
    pub fn per_mille(&self, other: &Self) -> u16 {
        if self.folded == other.folded {
            return 1000;
        }
        let (one, other) = self.in_order(other);
        one.weigh(other, &align(&one.parts, &other.parts))
    }

    /// How alike it is to another of the same class, and why.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.folded == other.folded {
            return Likeness { per_mille: 1000, why: "same letters".to_owned() };
        }
        let (one, other) = self.in_order(other);
        let found = align(&one.parts, &other.parts);
        let why =
            why::why(&found, (&one.folded, &one.parts), (&other.folded, &other.parts));
        Likeness { per_mille: one.weigh(other, &found), why }
    }

    /// Symmetric: the same of the two is always held against the other.
    fn in_order<'a>(&'a self, other: &'a Self) -> (&'a Self, &'a Self) {
        if self.folded < other.folded { (self, other) } else { (other, self) }
    }

    fn weigh(&self, other: &Self, found: &align::Alignment) -> u16 {
        match self.class {
            ActorClass::Person => weigh::persons(found, &self.parts, &other.parts),
            ActorClass::Organisation
            | ActorClass::State
            | ActorClass::Place
            | ActorClass::Group => weigh::bodies(found, &self.parts, &other.parts),
        }
    }
}

/// Says how alike two names of the same class are. Symmetric.
///
/// Parts are laid against each other in order and held against each other by sound; titles,
/// articles and legal forms tell little, names that many people have less than rare ones. A
/// part that one name leaves out costs little after the first part that matches, more before
/// it: that may be the father. Parts that differ cost most. Bodies are held against each other
/// by sorts of words: what they are, what about, where, which of several, and their own name.
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
    Name::read(one, class).likeness(&Name::read(other, class))
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
            ("Tolland Freight L TD", "Tolland Freight"),
            ("مرفأ (Harbour Freight Lines)", "Harbour Freight Lines"),
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
            ("Kaveli Cutting Tools", "Iran Cutting Tools Company"),
            ("Soldiers of the Strait", "Soldiers of the Strait in Tunisia"),
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
        fn a_name_is_itself(name in "\\PC{0,40}") {
            for (class, _) in ActorClass::ALL {
                prop_assert_eq!(likeness(&name, &name, class).per_mille, 1000);
            }
        }

        #[test]
        fn a_score_comes_with_its_reasons_and_is_the_same_without(
            one in "[A-Z][a-z]{1,6}( (al-|bin )?[A-Z][a-z]{0,8}){0,4}",
            other in "[A-Z][a-z]{1,6}( (of |the )?[A-Z][a-z]{0,8}){0,4}",
        ) {
            for (class, _) in ActorClass::ALL {
                let found = likeness(&one, &other, class);
                prop_assert!(!found.why.is_empty());
                let (one, other) = (Name::read(&one, class), Name::read(&other, class));
                prop_assert_eq!(one.per_mille(&other), found.per_mille);
            }
        }
    }
}
