use crate::{Copy, Relation};

/// What a report says of where its text is from, as far as it concerns a certain other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Signs {
    /// What points at the other report as the origin.
    pub pointing: Vec<Pointer>,
    /// The first and the last day on which it may have been published, counted from any day.
    pub published: Option<(i64, i64)>,
}

/// What points at another report as the origin, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pointer {
    /// Its canonical link is the other's address.
    Canonical,
    /// A credit line names the other's outlet: "first published by the Harbour Wire".
    Credit,
    /// It carries the slug of the agency that published the other.
    Agency,
}

impl Pointer {
    /// Every pointer, the surest first, with the reason that it gives.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Canonical, "its canonical link is the other's address"),
        (Self::Credit, "a credit line names the other's outlet"),
        (Self::Agency, "it carries the slug of the other's agency"),
    ];
}

/// Which of two reports has its text from the other.
///
/// That a text is copied says nothing about the information: both may have it from a third.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The one has it from the other.
    FromOther,
    /// The other has it from the one.
    ToOther,
    /// It cannot be told.
    Unknown,
}

impl Direction {
    /// Every direction with its word on the wire.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::FromOther, "from_other"),
        (Self::ToOther, "to_other"),
        (Self::Unknown, "unknown"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(direction, _)| *direction == self)
            .map_or("", |(_, word)| word)
    }
}

/// A direction with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directed {
    /// The direction.
    pub direction: Direction,
    /// Each reason with the direction it speaks for, the surest first; those against it too.
    /// "It" is the one that then has its text from the other.
    pub reasons: Vec<(Direction, &'static str)>,
}

impl Copy {
    /// Says which of the two has its text from the other, by the surest sign that only one of
    /// them bears: a link, a credit, an agency's slug, the days of publication, and last that
    /// the one is part of the other.
    ///
    /// ```
    /// use dateline_copies::{Direction, Pointer, Reading, Signs, compare};
    /// use dateline_text::Text;
    /// let text = Text::new("The navy of Orlesia will keep its sailors in the port of Varn \
    ///                       until the end of May, the ministry said.");
    /// let read = Reading::of(&text, &[text.span()]);
    /// let copy = compare((&text, &read), (&text, &read), &[]).unwrap();
    /// let crediting = Signs { pointing: vec![Pointer::Credit], published: None };
    /// let found = copy.directed(&crediting, &Signs::default());
    /// assert_eq!(found.direction, Direction::FromOther);
    /// ```
    #[must_use]
    pub fn directed(&self, one: &Signs, other: &Signs) -> Directed {
        let mut reasons = Vec::new();
        for (pointer, why) in Pointer::ALL {
            match (one.pointing.contains(&pointer), other.pointing.contains(&pointer)) {
                (true, false) => reasons.push((Direction::FromOther, why)),
                (false, true) => reasons.push((Direction::ToOther, why)),
                _ => {}
            }
        }
        reasons.extend(by_time(one.published, other.published));
        reasons.extend(by_extent(self.relation));
        let direction = reasons.first().map_or(Direction::Unknown, |&(first, _)| first);
        Directed { direction, reasons }
    }

    /// The same for two texts that stood in one place, one after the other: what is no exact
    /// copy is a revision.
    #[must_use]
    pub fn in_one_place(mut self) -> Self {
        if !matches!(self.relation, Relation::Exact | Relation::Template) {
            self.relation = Relation::Revision;
        }
        self
    }
}

/// Days that may be the same tell nothing.
fn by_time(
    one: Option<(i64, i64)>,
    other: Option<(i64, i64)>,
) -> Option<(Direction, &'static str)> {
    let (one, other) = one.zip(other)?;
    let why = "the other was published on an earlier day";
    if other.1 < one.0 {
        Some((Direction::FromOther, why))
    } else if one.1 < other.0 {
        Some((Direction::ToOther, why))
    } else {
        None
    }
}

fn by_extent(relation: Relation) -> Option<(Direction, &'static str)> {
    let why = "it is part of the other";
    match relation {
        Relation::Excerpt => Some((Direction::FromOther, why)),
        Relation::Expanded => Some((Direction::ToOther, why)),
        Relation::Exact
        | Relation::Near
        | Relation::Quotes
        | Relation::Revision
        | Relation::Template => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(relation: Relation) -> Copy {
        Copy {
            relation,
            contains: (1000, 1000),
            jaccard: 1000,
            spans: Vec::new(),
            changed: Vec::new(),
        }
    }

    fn on(day: i64) -> Signs {
        Signs { pointing: Vec::new(), published: Some((day, day)) }
    }

    #[test]
    fn a_credit_line_says_more_than_the_day() {
        let crediting = Signs { pointing: vec![Pointer::Credit], ..on(3) };
        let found = copy(Relation::Near).directed(&crediting, &on(4));
        assert_eq!(found.direction, Direction::FromOther);
        assert_eq!(found.reasons.len(), 2);
        assert_eq!(found.reasons[1].0, Direction::ToOther);
    }

    #[test]
    fn the_later_report_has_it_from_the_earlier() {
        let found = copy(Relation::Exact).directed(&on(3), &on(4));
        assert_eq!(found.direction, Direction::ToOther);
    }

    #[test]
    fn days_that_may_be_the_same_tell_nothing() {
        let vague = Signs { pointing: Vec::new(), published: Some((1, 9)) };
        let found = copy(Relation::Near).directed(&vague, &on(4));
        assert_eq!((found.direction, found.reasons), (Direction::Unknown, Vec::new()));
    }

    #[test]
    fn a_text_changed_in_its_place_is_a_revision() {
        assert_eq!(copy(Relation::Near).in_one_place().relation, Relation::Revision);
        assert_eq!(copy(Relation::Exact).in_one_place().relation, Relation::Exact);
    }
}
