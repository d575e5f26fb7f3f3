mod complement;
mod derived;
mod group;
mod modifier;
mod name;
mod owner;
mod phrase;

use dateline_language::Analysis;
use dateline_text::Span;

use crate::cast::lexicon::{possessive, pronoun};
use crate::cast::piece::{Body, Kind, Piece, Start};
use crate::cast::words::{Gap, Line, Lines, Word};
use crate::tables::{BodyKind, PostKind, StateWord, TABLES};
use derived::derived_states;
use owner::owners;

/// A noun phrase longer than this is no name.
const LONGEST: usize = 12;

/// Finds the words that may name an actor, in the order of the text.
pub(crate) fn pieces(lines: &Lines<'_>, analysis: &Analysis) -> Vec<Piece> {
    let derived = derived_states(lines);
    let mut found = Vec::new();
    for (number, line) in lines.lines.iter().enumerate() {
        let owners = owners(&line.words, &derived);
        let names = Vec::new();
        let mut scan = Scan { lines, line, sentence: number, owners, names, analysis };
        scan.names = (0..line.words.len()).map(|at| scan.names_something(at)).collect();
        scan.all(&mut found);
    }
    found
}

struct Scan<'a> {
    lines: &'a Lines<'a>,
    line: &'a Line<'a>,
    sentence: usize,
    /// The state or people that the words from each word on name.
    owners: Vec<Option<Owner<'a>>>,
    /// Whether each word is part of a name.
    names: Vec<bool>,
    analysis: &'a Analysis,
}

/// A state, people or body that words name, and the word after them.
#[derive(Clone, Copy)]
struct Owner<'a> {
    name: &'a str,
    word: Option<StateWord>,
    next: usize,
}

impl<'a> Scan<'a> {
    fn all(&self, found: &mut Vec<Piece>) {
        let mut at = 0;
        while at < self.line.words.len() {
            let before = found.len();
            let next = self.one(at, found);
            // Owners within a phrase are mentions too: "Orlesian" of its ministry.
            let inner: Vec<Piece> = found
                .get(before..)
                .unwrap_or_default()
                .iter()
                .filter(|piece| {
                    matches!(
                        piece.kind,
                        Kind::Body(_) | Kind::Post(_) | Kind::Many { .. }
                    )
                })
                .flat_map(|piece| self.inner(piece))
                .collect();
            found.extend(inner);
            at = next.max(at + 1);
        }
    }

    /// States and other names inside a longer phrase: "ISO" in "the anti-ISO league".
    fn inner(&self, piece: &Piece) -> Vec<Piece> {
        let mut inside = Vec::new();
        let mut at = piece.first;
        while at <= piece.last {
            match self.owner(at) {
                Some(owner) if owner.next <= piece.last + 1 => {
                    if let Some(word) = owner.word {
                        let kind = Kind::State { name: owner.name.to_owned(), word };
                        inside.push(self.piece(at, owner.next - 1, Start::Bare, kind));
                    }
                    at = owner.next;
                }
                _ => {
                    if let Some(body) = self.body_of_post(piece, at) {
                        at = body.last + 1;
                        inside.push(body);
                        continue;
                    }
                    inside.extend(self.inner_name(piece, at));
                    inside.extend(self.inner_body(piece, at));
                    at += 1;
                }
            }
        }
        inside.retain(|inner| inner.span != piece.span);
        inside
    }

    /// "Harbour Union" of "president of the Harbour Union".
    fn body_of_post(&self, piece: &Piece, at: usize) -> Option<Piece> {
        let Kind::Post(_) = &piece.kind else { return None };
        let before = self.word(at.checked_sub(1)?)?;
        let linked = matches!(before.folded.as_ref(), "of" | "for" | "the");
        if !linked || at <= piece.first || !self.is_capital(at) {
            return None;
        }
        let group = self.group(at)?;
        let whole = group.head_capital && group.next == piece.last + 1;
        let kind = self.kind(&group, Start::Definite)?;
        let is_body = matches!(&kind, Kind::Body(body) if !body.topic.is_empty() || body.of.is_some());
        (whole && is_body)
            .then(|| self.piece(group.first, group.next - 1, Start::Definite, kind))
    }

    /// A body that others share before what belongs to it: "Coalition" of "Coalition
    /// personnel".
    fn inner_body(&self, piece: &Piece, at: usize) -> Option<Piece> {
        let of_people = match &piece.kind {
            Kind::Many { .. } => true,
            Kind::Body(body) => body.kind == BodyKind::Force,
            _ => false,
        };
        let word = self.word(at).filter(|word| word.is_capital() && at < piece.last)?;
        let (group, kind) = word.sense.body?;
        if !of_people || kind != BodyKind::Joint {
            return None;
        }
        let body =
            Body { group, kind, of: None, topic: Vec::new(), named: true, joint: false };
        Some(self.piece(at, at, Start::Definite, Kind::Body(body)))
    }

    /// An acronym, what a body is against, or who has an office, inside a phrase.
    fn inner_name(&self, piece: &Piece, at: usize) -> Option<Piece> {
        let word = self.word(at)?;
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let hyphen = before.is_some_and(|before| before.gap == Gap::Hyphen);
        let apart =
            word.is_upper() || hyphen || word.possessive || word.gap == Gap::Hyphen;
        if !apart || !word.is_capital() || self.line.shouted && !word.is_upper() {
            return None;
        }
        let known = word.sense.body.is_some() || TABLES.post(&word.folded).is_some();
        let whole = piece.first == at && piece.last == at;
        let owner = word.possessive && !self.names_members(at);
        let first = if owner { self.owner_run(piece.first, at) } else { at };
        let kind = Kind::Name { words: self.folded(first, at + 1), class: None };
        (!known && !whole).then(|| self.piece(first, at, Start::Bare, kind))
    }

    /// What starts at a word; the word after it.
    fn one(&self, at: usize, found: &mut Vec<Piece>) -> usize {
        let Some(word) = self.word(at) else { return at + 1 };
        if let Some(person) = pronoun(&word.folded) {
            found.push(self.piece(at, at, Start::Bare, Kind::Pronoun(person)));
            return if possessive(&word.folded) {
                self.phrase(at, found).unwrap_or(at + 1)
            } else {
                at + 1
            };
        }
        if let Some(next) = self.pair(at, found).or_else(|| self.phrase(at, found)) {
            return next;
        }
        if let Some(owner) = self.owner(at)
            && self.is_name_word(at)
        {
            let run_on = !self.line.shouted
                && !self.is_taken_side_for(at)
                && self.run_end(at) > owner.next
                && owner.word != Some(StateWord::Demonym)
                && self.ends_as_place(owner.next);
            if let Some(kind) = owner.word
                && !run_on
            {
                let kind = Kind::State { name: owner.name.to_owned(), word: kind };
                found.push(self.piece(at, owner.next - 1, Start::Bare, kind));
                return owner.next;
            }
        }
        self.name(at, found).unwrap_or(at + 1)
    }

    fn word(&self, at: usize) -> Option<&'a Word<'a>> {
        self.line.words.get(at)
    }

    fn owner(&self, at: usize) -> Option<Owner<'a>> {
        self.owners.get(at).copied().flatten()
    }

    /// Whether nothing but white space stands between a word and the next.
    fn joined(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.gap == Gap::Space)
    }

    fn piece(&self, first: usize, last: usize, start: Start, kind: Kind) -> Piece {
        let span = |at: usize| self.word(at).map_or(Span::default(), |word| word.span);
        let span = span(first).cover(span(last));
        Piece { span, sentence: self.sentence, first, last, start, kind }
    }

    /// "The two sides", "both countries", "the delegations".
    fn pair(&self, at: usize, found: &mut Vec<Piece>) -> Option<usize> {
        let mut next = at;
        let mut two = false;
        let mut the = false;
        while let Some(word) = self.word(next) {
            match word.folded.as_ref() {
                "the" => the = true,
                "two" | "both" => two = true,
                _ => break,
            }
            next += 1;
        }
        let word = self.word(next)?;
        let head = word.folded.as_ref();
        let pairs = matches!(
            head,
            "sides"
                | "countries"
                | "nations"
                | "parties"
                | "delegations"
                | "states"
                | "governments"
                | "allies"
                | "neighbours"
                | "neighbors"
                | "capitals"
        );
        let alone = matches!(head, "sides" | "delegations") || (the && head == "parties");
        if !pairs || !(two || alone) {
            return None;
        }
        let start = if the || two { Start::Definite } else { Start::Bare };
        let first = if the && next > at + 1 { at + 1 } else { next };
        found.push(self.piece(if two { first } else { next }, next, start, Kind::Pair));
        Some(next + 1)
    }

    /// Whether "pro-" or "anti-" stands before: of "pro-Varn Tideguard" only "Varn" is meant.
    fn is_taken_side_for(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        before.is_some_and(|word| {
            word.gap == Gap::Hyphen && matches!(word.folded.as_ref(), "anti" | "pro")
        })
    }

    fn post_at(&self, at: usize) -> Option<PostKind> {
        self.word(at)?.sense.post
    }

    /// Folded words with a blank between them.
    fn texts(&self, at: usize, length: usize) -> String {
        let words = self.line.words.iter().skip(at).take(length);
        words.map(|word| word.folded.as_ref()).collect::<Vec<_>>().join(" ")
    }

    fn is_capital(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.is_capital())
    }

    /// Words as they are printed, "People's Front" too, without what the last of them owns.
    fn words_of(&self, first: usize, next: usize) -> String {
        let mut words = String::new();
        for word in self.line.words.iter().take(next).skip(first) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word.form);
            if word.possessive {
                words.push_str(if word.form.ends_with(['s', 'S']) { "'" } else { "'s" });
            }
        }
        let owned = words.strip_suffix("'s").or_else(|| words.strip_suffix('\''));
        owned.unwrap_or(&words).to_owned()
    }
}
