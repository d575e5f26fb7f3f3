use crate::{ActorClass, Name};

/// Names sorted out by their parts, so that each is held against those alone that may be the
/// same actor's: names of its class that share a part by sound or meaning, or its initials.
///
/// That two meet is a guess; [`Name::per_mille`] says how alike they are.
///
/// ```
/// use dateline_names::{ActorClass, Name, Register};
/// let mut register = Register::default();
/// for (number, name) in (0..).zip(["Qadir Soleymani", "Mira Tolland", "Kadir Suleimani"]) {
///     register.add(number, &Name::read(name, ActorClass::Person).meets_by());
/// }
/// assert!(register.meetings().iter().all(|names| *names == [0, 2]));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Register {
    parts: Vec<(Meeting, u32)>,
}

/// What names have in common that meet: see [`Name::meets_by`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Meeting {
    class: ActorClass,
    part: u64,
}

impl Name {
    /// What it meets its like by: its telling parts as they sound or what they mean, and its
    /// initials. Sorted, each once.
    #[must_use]
    pub fn meets_by(&self) -> Vec<Meeting> {
        let class = self.class();
        self.keys().into_iter().map(|part| Meeting { class, part }).collect()
    }
}

impl Register {
    /// Adds a name under a number of the caller's.
    pub fn add(&mut self, number: u32, meets_by: &[Meeting]) {
        self.parts.extend(meets_by.iter().map(|part| (*part, number)));
    }

    /// The numbers of names that meet, a list for each part that two or more share; each list
    /// is sorted.
    #[must_use]
    pub fn meetings(mut self) -> Vec<Vec<u32>> {
        self.parts.sort_unstable();
        self.parts.dedup();
        let parts = self.parts.chunk_by(|one, other| one.0 == other.0);
        let shared = parts.filter(|names| names.len() > 1);
        shared.map(|names| names.iter().map(|(_, number)| *number).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: &str, other: &str, class: ActorClass) -> bool {
        let mut register = Register::default();
        register.add(1, &Name::read(one, class).meets_by());
        register.add(2, &Name::read(other, class).meets_by());
        !register.meetings().is_empty()
    }

    #[test]
    fn a_body_meets_its_initials() {
        assert!(meet("Strait Assistance Mission", "SAM", ActorClass::Organisation));
    }

    #[test]
    fn spellings_of_one_name_meet_and_strangers_do_not() {
        assert!(meet("Abd al-Karim Hadid", "Abdulkareem Hadeed", ActorClass::Person));
        assert!(!meet("Mira Tolland", "Edvin Rask", ActorClass::Person));
    }

    #[test]
    fn names_of_two_classes_never_meet() {
        let mut register = Register::default();
        register.add(1, &Name::read("Tolland", ActorClass::Person).meets_by());
        register.add(2, &Name::read("Tolland", ActorClass::Organisation).meets_by());
        assert!(register.meetings().is_empty());
    }
}
