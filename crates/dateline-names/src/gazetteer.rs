use std::collections::BTreeMap;

use dateline_text::fold;

use crate::tables::{TABLES, field, rows};
use crate::{StateWord, state_of};

mod point;

pub use point::Point;

const TOWNS: &str = include_str!("../data/towns.tsv");

/// Where towns lie: some eight hundred that are shipped, and those of a user's own table.
///
/// A name that several towns have is never settled by guessing.
///
/// ```
/// use dateline_names::{Gazetteer, Located};
/// let gazetteer = Gazetteer::shipped();
/// let Located::One(town) = gazetteer.locate("Nairobi") else { panic!("one town") };
/// assert_eq!(town.at.to_string(), "-1.2833 36.8167");
/// assert_eq!(gazetteer.locate("Tripoli"), Located::Several);
/// assert!(matches!(gazetteer.locate("Tripoli, Lebanon"), Located::One(_)));
/// assert_eq!(gazetteer.locate("Kenya"), Located::Region);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gazetteer {
    /// By folded name.
    own: BTreeMap<String, Vec<Town>>,
    shipped: BTreeMap<String, Vec<Town>>,
}

/// A town and where it lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Town {
    /// Its name as the table has it.
    pub name: String,
    /// Its state or territory, as the table has it; it may be empty in a user's own.
    pub state: String,
    /// Where its middle is, about.
    pub at: Point,
    /// Where that is known from.
    pub source: String,
}

/// What a gazetteer knows of the words for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Located<'a> {
    /// One town, and no other of that name.
    One(&'a Town),
    /// Towns of several states have that name.
    Several,
    /// A state, or a province or region of one: it has no point.
    Region,
    /// It is in no table.
    Unknown,
}

impl Gazetteer {
    /// The towns that are shipped.
    #[must_use]
    pub fn shipped() -> Self {
        let mut shipped: BTreeMap<String, Vec<Town>> = BTreeMap::new();
        for row in rows(TOWNS) {
            let Some(town) = shipped_town(row) else { continue };
            let others = field(row, 5).split(',').filter(|name| !name.is_empty());
            for name in [field(row, 0)].into_iter().chain(others) {
                shipped.entry(fold(name)).or_default().push(town.clone());
            }
        }
        Self { own: BTreeMap::new(), shipped }
    }

    /// The same with towns of a user's own, each row a name, a state, a latitude, a longitude and
    /// where that is known from. A name that stands there is asked for there alone.
    ///
    /// # Errors
    /// The number of the first row that cannot be read, from 1, and why.
    pub fn with(mut self, table: &[Vec<String>]) -> Result<Self, (usize, &'static str)> {
        for (row, number) in table.iter().zip(1..) {
            let cell =
                |at: usize| row.get(at).map(|cell| cell.trim()).unwrap_or_default();
            if cell(0).is_empty() || cell(0).starts_with('#') {
                continue;
            }
            match Point::parse(cell(2), cell(3)) {
                Some(at) => {
                    let town = Town {
                        name: cell(0).to_owned(),
                        state: cell(1).to_owned(),
                        at,
                        source: cell(4).to_owned(),
                    };
                    self.own.entry(fold(cell(0))).or_default().push(town);
                }
                // The first row may be the names of the columns.
                None if number == 1
                    && !cell(2).contains(|one: char| one.is_ascii_digit()) => {}
                None => {
                    let why = "the third and fourth cell are no latitude and longitude";
                    return Err((number, why));
                }
            }
        }
        Ok(self)
    }

    /// The town that words name: "Tripoli", "the city of Tripoli", "Tripoli, Lebanon".
    #[must_use]
    pub fn locate(&self, words: &str) -> Located<'_> {
        let folded = fold(words.trim());
        let bare = OPENINGS.iter().find_map(|opening| folded.strip_prefix(opening));
        let bare = bare.unwrap_or(&folded);
        match self.towns(bare, None) {
            Located::Unknown => {}
            found => return found,
        }
        if is_region(words, bare) {
            return Located::Region;
        }
        let Some((name, state)) = bare.rsplit_once(',') else { return Located::Unknown };
        match self.towns(name.trim(), Some(state.trim())) {
            Located::Unknown if is_region(name, name.trim()) => Located::Region,
            found => found,
        }
    }

    fn towns(&self, name: &str, state: Option<&str>) -> Located<'_> {
        let held = self.own.get(name).or_else(|| self.shipped.get(name));
        let towns = held.map(Vec::as_slice).unwrap_or_default();
        let mut fitting =
            towns.iter().filter(|town| state.is_none_or(|state| is_of(town, state)));
        match (fitting.next(), fitting.next()) {
            (None, _) => Located::Unknown,
            (Some(town), None) => Located::One(town),
            (Some(_), Some(_)) => Located::Several,
        }
    }
}

/// What may stand before the name of a town.
const OPENINGS: [&str; 5] =
    ["the city of ", "the town of ", "city of ", "town of ", "the port of "];

/// A row of the shipped table; a town there says whence it is known in full.
fn shipped_town(row: &'static str) -> Option<Town> {
    let source = match field(row, 4) {
        "tz" => "tz database",
        _ => "Dateline's table of towns",
    };
    Some(Town {
        name: field(row, 0).to_owned(),
        state: field(row, 1).to_owned(),
        at: Point::parse(field(row, 2), field(row, 3))?,
        source: source.to_owned(),
    })
}

/// Whether a town is of the state that folded words name.
fn is_of(town: &Town, state: &str) -> bool {
    let own = fold(&town.state);
    let named = |(kind, name): (StateWord, &'static str)| {
        (kind != StateWord::Capital).then_some(name)
    };
    own == state
        || TABLES
            .state_word(state)
            .and_then(named)
            .is_some_and(|name| fold(name) == own || state_of(&town.state) == Some(name))
        || TABLES.division(state).is_some_and(|name| fold(name) == own)
}

fn is_region(words: &str, folded: &str) -> bool {
    let folded = folded.strip_prefix("the ").unwrap_or(folded);
    state_of(words.trim()).is_some()
        || state_of(folded).is_some()
        || TABLES.division(folded).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 5]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect()
    }

    #[test]
    fn the_table_is_sorted_and_every_row_has_its_place_once() {
        assert!(TOWNS.starts_with("# source: "));
        assert!(TOWNS.lines().nth(1).unwrap().starts_with("# licence: "));
        let keys: Vec<_> =
            rows(TOWNS).map(|row| (field(row, 0), field(row, 1))).collect();
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for row in rows(TOWNS) {
            assert!(shipped_town(row).is_some(), "{row}");
            assert!(["tz", "hand"].contains(&field(row, 4)), "{row}");
        }
    }

    #[test]
    fn every_capital_that_is_no_state_has_a_place() {
        let gazetteer = Gazetteer::shipped();
        for (word, state) in TABLES.capitals() {
            let found = gazetteer.locate(&format!("{word}, {state}"));
            assert!(matches!(found, Located::One(_)), "{word}, {state}: {found:?}");
        }
    }

    #[test]
    fn no_two_towns_of_one_state_share_a_name() {
        let gazetteer = Gazetteer::shipped();
        for (name, towns) in &gazetteer.shipped {
            let mut states: Vec<&str> =
                towns.iter().map(|town| town.state.as_str()).collect();
            states.sort_unstable();
            states.dedup();
            assert_eq!(states.len(), towns.len(), "{name}");
        }
    }

    #[test]
    fn a_town_of_the_users_own_wins_over_all_others_of_its_name() {
        let own = table(&[
            ["name", "state", "latitude", "longitude", "source"],
            ["Ostrel", "Varn", "-12.5", "44.25", "survey of 2030"],
            ["Tripoli", "Orlesia", "10", "20", ""],
        ]);
        let gazetteer = Gazetteer::shipped().with(&own).unwrap();
        let Located::One(town) = gazetteer.locate("the city of Ostrel") else {
            panic!("one")
        };
        assert_eq!(
            (town.source.as_str(), town.at.latitude()),
            ("survey of 2030", -12_500_000)
        );
        let Located::One(town) = gazetteer.locate("Tripoli") else { panic!("one") };
        assert_eq!(town.state, "Orlesia");
        assert_eq!(gazetteer.locate("Tripoli, Libya"), Located::Unknown);
    }

    #[test]
    fn a_row_without_a_latitude_is_named() {
        let own =
            table(&[["Ostrel", "Varn", "12", "44", ""], ["Sund", "Varn", "95", "4", ""]]);
        assert_eq!(Gazetteer::default().with(&own).unwrap_err().0, 2);
    }

    #[test]
    fn a_state_or_region_has_no_point_and_a_town_of_elsewhere_is_unknown() {
        let gazetteer = Gazetteer::shipped();
        for words in ["France", "the United Kingdom", "Bavaria", "Bavaria, Germany"] {
            assert_eq!(gazetteer.locate(words), Located::Region, "{words}");
        }
        for words in ["Ostrel", "", ",", "Nairobi, France", "a place near Nairobi"] {
            assert_eq!(gazetteer.locate(words), Located::Unknown, "{words}");
        }
    }
}
