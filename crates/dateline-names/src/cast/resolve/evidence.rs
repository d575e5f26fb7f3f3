use std::collections::BTreeMap;

use super::Resolver;
use crate::ActorClass;
use crate::cast::lexicon::{
    is_at, is_direction, is_ground, is_of_state, is_saying, is_side,
};
use crate::cast::piece::{Kind, Piece};
use crate::cast::words::{Gap, Word};
use crate::tables::TABLES;

impl Resolver<'_> {
    /// What all mentions of a name together say of its class: an office says most, then a
    /// place word, then a verb of saying, then the model, then an article.
    pub(super) fn evidence(&self) -> BTreeMap<Vec<String>, ActorClass> {
        let mut best: BTreeMap<Vec<String>, (u8, ActorClass)> = BTreeMap::new();
        for (number, piece) in self.pieces.iter().enumerate() {
            let Kind::Name { words, class } = &piece.kind else { continue };
            let class = or_part_of_land(or_division(*class, words), words);
            let Some(found) = self.sign(number, piece, class) else { continue };
            let known = best.entry(words.clone()).or_insert(found);
            *known = (*known).max(found);
        }
        best.into_iter().map(|(words, (_, class))| (words, class)).collect()
    }

    pub(super) fn sign(
        &self,
        number: usize,
        piece: &Piece,
        class: Option<ActorClass>,
    ) -> Option<(u8, ActorClass)> {
        if self.titled.contains(&number) {
            return Some((9, ActorClass::Person));
        }
        let words = self.words(piece);
        let own = words.get(piece.first)?;
        let before = piece.first.checked_sub(1).and_then(|at| words.get(at));
        let joined = before.filter(|word| word.gap == Gap::Space);
        let before = joined.map_or("", |word| word.folded.as_ref());
        let last = words.get(piece.last)?;
        let after = words.get(piece.last + 1).filter(|_| last.gap == Gap::Space);
        let after = after.map_or("", |word| word.folded.as_ref());
        if self.is_filed(piece)
            || is_ground(after) && matches!(class, None | Some(ActorClass::Person))
            || is_side(before)
            || (is_at(before) && !(own.is_upper() && own.folded.len() < 6))
        {
            return Some((7, ActorClass::Place));
        }
        let one = piece.first == piece.last && !own.is_upper();
        if one && self.is_land(piece) {
            return Some((7, ActorClass::Place));
        }
        let mut behind = words.iter().skip(piece.last + 1).take(3);
        if last.possessive && behind.any(is_state_organ) {
            return Some((6, ActorClass::Place));
        }
        if is_saying(after) && before != "the" {
            return Some((6, ActorClass::Person));
        }
        let moved = matches!(before, "to" | "from") && !self.after_according(piece);
        match class {
            Some(class) => Some((5, class)),
            None if before == "the" => Some((4, ActorClass::Organisation)),
            None if moved => Some((3, ActorClass::Place)),
            None => None,
        }
    }

    /// "OSTREL, Varn (Strait Wire) -": where a report was filed.
    fn is_filed(&self, piece: &Piece) -> bool {
        let words = self.words(piece);
        let opens = |word: &Word<'_>| word.is_upper() && word.folded.len() > 3;
        let town = words.first().is_some_and(opens);
        let gap = words.get(piece.last).map(|last| last.gap);
        let parted = matches!(gap, Some(Gap::Comma | Gap::Open));
        let behind = piece.first.checked_sub(1).and_then(|at| words.get(at));
        let second = piece.first <= 2
            && piece.last <= piece.first + 1
            && behind.is_some_and(|word| word.gap == Gap::Comma && word.is_upper());
        let first = piece.first == 0 && (parted || gap == Some(Gap::Break));
        town && (first || parted && second)
    }

    /// "Varn's parliament", "the governments of Orlesia and Varn": a name whose organs say that
    /// it is a state.
    fn is_land(&self, piece: &Piece) -> bool {
        let words = self.words(piece);
        let folded = |at: usize| words.get(at).map_or("", |word| word.folded.as_ref());
        let owns = words
            .get(piece.last)
            .is_some_and(|word| word.possessive && word.gap == Gap::Space);
        let before = |count: usize| piece.first.checked_sub(count).map_or("", folded);
        let governed = |at: usize| before(at) == "of" && before(at + 1) == "governments";
        owns && is_of_state(folded(piece.last + 1))
            || governed(1)
            || before(1) == "and" && governed(3)
    }

    pub(super) fn after_according(&self, piece: &Piece) -> bool {
        let words = self.words(piece);
        let at = piece.first.checked_sub(2);
        at.and_then(|at| words.get(at)).is_some_and(|word| word.folded == "according")
    }

    pub(super) fn name_class(&self, words: &[String]) -> ActorClass {
        if let Some(class) = self.classes.get(words) {
            return *class;
        }
        let common = words.iter().any(|word| {
            TABLES.is_modifier(word)
                || TABLES.is_many(word)
                || TABLES.body(word).is_some()
                || self.lines.lower.has(word)
        });
        if !common && (2..=4).contains(&words.len()) {
            ActorClass::Person
        } else {
            ActorClass::Organisation
        }
    }
}

/// "Lower Varn", "Northern Tolland": no person's name.
fn or_part_of_land(class: Option<ActorClass>, words: &[String]) -> Option<ActorClass> {
    let [first, _] = words else { return class };
    let open = matches!(class, None | Some(ActorClass::Person));
    if open && is_direction(first) { Some(ActorClass::Place) } else { class }
}

/// Whether only a state or a part of one has such a thing, whatever stands between: "Lower Varn's
/// energy ministry".
fn is_state_organ(word: &Word<'_>) -> bool {
    matches!(
        word.folded.as_ref(),
        "ambassador"
            | "borders"
            | "constitution"
            | "currency"
            | "embassy"
            | "legislature"
            | "ministry"
            | "parliament"
            | "senate"
    )
}

/// What the model says a name is, or that it is a place: a province of a table.
fn or_division(class: Option<ActorClass>, words: &[String]) -> Option<ActorClass> {
    let open = matches!(class, None | Some(ActorClass::Organisation));
    let divides = open && TABLES.division(&words.join(" ")).is_some();
    if divides { Some(ActorClass::Place) } else { class }
}
