mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_text::fold;

pub use row::{Judgement, KnownName, Verdict};

use crate::{Actor, ActorClass, Likeness, likeness};

const ALIASES: &str = include_str!("../data/aliases.tsv");

/// So many rows are kept; a longer book is cut and says so.
const MOST: usize = 1_000_000;

/// What is known about names besides their letters: other names of one actor, and what
/// reviewers ruled about pairs. A user's own book is read beside the program's.
///
/// It is a table that a person can read and write: one row a line, five columns, each row with
/// its source. The order of the rows does not matter; of two rulings on one pair the stronger
/// word counts: different, then same, then unsure.
///
/// ```
/// use dateline_names::{ActorClass, Book, Verdict};
/// let table = "alias\torganisation\tHarbour Union\tDockers' League\tits statutes\n\
///              different\tperson\tMira Tolland\tMira Tollund\tthe desk\n";
/// let (book, problems) = Book::read(table);
/// assert!(problems.is_empty());
/// let found = book.compare("Dockers' League", "Harbour Union", ActorClass::Organisation);
/// assert_eq!(found.verdict, Verdict::Same);
/// let found = book.compare("Mira Tolland", "Mira Tollund", ActorClass::Person);
/// assert_eq!((found.verdict, found.why.as_str()), (Verdict::Different, "ruled so: the desk"));
/// assert_eq!(book.write(), table);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    names: BTreeSet<KnownName>,
    judgements: BTreeMap<(ActorClass, String, String), Judgement>,
    /// By class and folded name: the names that it is another name of.
    by_alias: BTreeMap<(ActorClass, String), BTreeSet<String>>,
}

/// What a book says about two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Whether they are one; unsure pairs are for a reviewer.
    pub verdict: Verdict,
    /// The likeness of their letters, whatever the verdict rests on.
    pub per_mille: u16,
    /// What the verdict rests on: a ruling, a row of the book, or the parts.
    pub why: String,
}

impl Book {
    /// The score below which a pair is not worth a reviewer's look.
    pub const DOUBTFUL: u16 = 500;

    /// Reads a table. Lines that are no rows are named by their number, from 1, and left out.
    #[must_use]
    pub fn read(table: &str) -> (Self, Vec<usize>) {
        let mut book = Self::default();
        let mut problems = Vec::new();
        for (line, number) in table.lines().zip(1..) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let is_full = book.names.len() + book.judgements.len() >= MOST;
            match row::read(line).filter(|_| !is_full) {
                Some(row::Row::Name(name)) => book.know(name),
                Some(row::Row::Judgement(judgement)) => book.judge(judgement),
                None => problems.push(number),
            }
        }
        (book, problems)
    }

    /// The table of all rows, sorted: read again it is the same book.
    #[must_use]
    pub fn write(&self) -> String {
        let names = self.names.iter().map(row::of_name);
        let rulings = self.judgements.values().map(row::of_judgement);
        let mut rows: Vec<String> = names.chain(rulings).collect();
        rows.sort_unstable();
        rows.into_iter().map(|row| row + "\n").collect()
    }

    /// Adds another name of an actor.
    pub fn know(&mut self, name: KnownName) {
        let pairs = [(&name.alias, &name.name), (&name.name, &name.name)];
        for (alias, of) in pairs {
            let key = (name.class, fold(alias));
            self.by_alias.entry(key).or_default().insert(fold(of));
        }
        self.names.insert(name);
    }

    /// Adds what a reviewer ruled.
    pub fn judge(&mut self, judgement: Judgement) {
        let key = key(judgement.class, &judgement.one, &judgement.other);
        let known = self.judgements.entry(key).or_insert_with(|| judgement.clone());
        if (judgement.verdict, &judgement.source) < (known.verdict, &known.source) {
            *known = judgement;
        }
    }

    /// The program's own book: bodies of many states by their names and initials.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Book> = LazyLock::new(|| Book::read(ALIASES).0);
        &SHIPPED
    }

    /// The rows that give other names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &KnownName> + '_ {
        self.names.iter()
    }

    /// What was ruled, sorted by class and names.
    pub fn judgements(&self) -> impl Iterator<Item = &Judgement> + '_ {
        self.judgements.values()
    }

    /// The name that an actor is listed under, folded, by any of its names; `None` where the
    /// book has it not, or where several bear it.
    #[must_use]
    pub fn listed(&self, name: &str, class: ActorClass) -> Option<&str> {
        let names = self.by_alias.get(&(class, fold(name)))?;
        names.first().filter(|_| names.len() == 1).map(String::as_str)
    }

    /// Takes in all rows of another book.
    pub fn join(&mut self, other: Self) {
        other.names.into_iter().for_each(|name| self.know(name));
        other.judgements.into_values().for_each(|judgement| self.judge(judgement));
    }

    /// Whether two names of a class are one: by ruling, else by the book, else by their letters.
    /// Never the same by letters below the sure score.
    #[must_use]
    pub fn compare(&self, one: &str, other: &str, class: ActorClass) -> Comparison {
        let alike = likeness(one, other, class);
        let per_mille = alike.per_mille;
        if let Some(ruling) = self.judgements.get(&key(class, one, other)) {
            let why = format!("ruled so: {}", ruling.source);
            return Comparison { verdict: ruling.verdict, per_mille, why };
        }
        if let Some(name) = self.shared_name(one, other, class) {
            let why = format!("both are names of {name} in the book");
            return Comparison { verdict: Verdict::Same, per_mille, why };
        }
        let verdict = match per_mille {
            Likeness::SURE.. => Verdict::Same,
            Self::DOUBTFUL.. => Verdict::Unsure,
            _ => Verdict::Different,
        };
        Comparison { verdict, per_mille, why: alike.why }
    }

    /// The same for two actors, with what the reports say of them: the same post of two states
    /// has two holders, and a body of one state is none of another's.
    #[must_use]
    pub fn compare_actors(&self, one: &Actor, other: &Actor) -> Comparison {
        let found = self.compare(&one.name, &other.name, one.class);
        let ruled = self.judgements.contains_key(&key(one.class, &one.name, &other.name));
        let Some(why) = apart(one, other).filter(|_| !ruled) else { return found };
        Comparison { verdict: Verdict::Different, why, ..found }
    }

    fn shared_name(&self, one: &str, other: &str, class: ActorClass) -> Option<&str> {
        // A name that several bear in the book tells nobody.
        let listed = self.listed(one, class)?;
        (self.listed(other, class)? == listed).then_some(listed)
    }
}

/// What tells two actors apart, whatever their names are.
fn apart(one: &Actor, other: &Actor) -> Option<String> {
    if one.class != other.class {
        return Some("not of one class".to_owned());
    }
    let bodies = one.class == ActorClass::Organisation;
    if let (Some(of), Some(with)) = (&one.of, &other.of)
        && bodies
        && fold(of) != fold(with)
    {
        return Some(format!("one is of {of}, one of {with}"));
    }
    let posts = one.offices.iter().filter(|office| !office.rank);
    posts.filter_map(|office| Some((office, office.of.as_ref()?))).find_map(
        |(office, of)| {
            let mut same = other.offices.iter().filter(|held| held.post == office.post);
            let with =
                same.find_map(|held| held.of.as_ref().filter(|with| *with != of))?;
            Some(format!("{} of {of} and of {with}", office.post))
        },
    )
}

fn key(class: ActorClass, one: &str, other: &str) -> (ActorClass, String, String) {
    let (one, other) = (fold(one), fold(other));
    if one <= other { (class, one, other) } else { (class, other, one) }
}

#[cfg(test)]
mod tests {
    use dateline_text::Span;
    use proptest::prelude::*;

    use super::*;
    use crate::Office;

    fn minister(name: &str, of: &str) -> Actor {
        let office = Office {
            post: "prime minister".to_owned(),
            of: Some(of.to_owned()),
            span: Span::default(),
            rank: false,
        };
        Actor {
            name: name.to_owned(),
            class: ActorClass::Person,
            aliases: Vec::new(),
            offices: vec![office],
            of: None,
        }
    }

    #[test]
    fn two_prime_ministers_of_two_states_are_two() {
        let book = Book::default();
        let (one, other) =
            (minister("M. Tolland", "Orlesia"), minister("Mira Tolland", "Varn"));
        let found = book.compare_actors(&one, &other);
        assert_eq!(found.verdict, Verdict::Different);
        assert_eq!(found.why, "prime minister of Orlesia and of Varn");
    }

    #[test]
    fn an_unsure_pair_is_for_a_reviewer_until_it_is_ruled() {
        let mut book = Book::default();
        let names = ("Karim Hadid", "Salim Karim Hadid");
        let verdict =
            |book: &Book| book.compare(names.0, names.1, ActorClass::Person).verdict;
        assert_eq!(verdict(&book), Verdict::Unsure);
        let ruling = Judgement {
            class: ActorClass::Person,
            one: names.1.to_owned(),
            other: names.0.to_owned(),
            verdict: Verdict::Same,
            source: "the desk".to_owned(),
        };
        book.judge(ruling);
        assert_eq!(verdict(&book), Verdict::Same);
    }

    #[test]
    fn a_name_that_two_bear_in_the_book_tells_nobody() {
        let (book, _) = Book::read(
            "alias\torganisation\tHarbour Union\tHU\tx\n\
             alias\torganisation\tHighland Union\tHU\tx\n",
        );
        let found = book.compare("HU", "Harbour Union", ActorClass::Organisation);
        assert!(!found.why.contains("book"));
    }

    #[test]
    fn the_shipped_book_is_sorted_and_whole() {
        assert!(ALIASES.starts_with("# source: "));
        assert!(ALIASES.lines().nth(1).unwrap().starts_with("# licence: "));
        let (_, problems) = Book::read(ALIASES);
        assert_eq!(problems, Vec::<usize>::new());
        let rows: Vec<&str> =
            ALIASES.lines().filter(|row| !row.starts_with('#')).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        let body = ActorClass::Organisation;
        let listed = Book::shipped().listed("NATO", body);
        assert_eq!(listed, Some("north atlantic treaty organisation"));
    }

    #[test]
    fn a_line_that_is_no_row_is_named() {
        let (_, problems) = Book::read("# a comment\nalias\tperson\tonly three\n");
        assert_eq!(problems, [2]);
    }

    proptest! {
        #[test]
        fn a_book_is_read_as_it_was_written(
            rows in prop::collection::vec(("[a-d ]{1,6}", "[a-d ]{1,6}", 0_usize..4), 0..20)
        ) {
            let words = ["alias", "same", "different", "unsure"];
            let table: String = rows
                .iter()
                .map(|(one, other, word)| format!("{}\tperson\t{one}\t{other}\tx\n", words[*word]))
                .collect();
            let (book, _) = Book::read(&table);
            let (again, problems) = Book::read(&book.write());
            prop_assert_eq!(problems, Vec::<usize>::new());
            prop_assert_eq!(again, book);
        }
    }
}
