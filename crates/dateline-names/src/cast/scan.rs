use std::collections::BTreeMap;

use dateline_language::{Analysis, EntityClass};
use dateline_text::Span;

use super::piece::{Body, Kind, Person, Piece, Post, Start};
use super::words::{Gap, Line, Lines, Word};
use crate::ActorClass;
use crate::tables::{BodyKind, PostKind, StateWord, TABLES};

/// A noun phrase longer than this is no name.
const LONGEST: usize = 12;

/// Finds the words that may name an actor, in the order of the text.
pub(crate) fn pieces(lines: &Lines<'_>, analysis: &Analysis) -> Vec<Piece> {
    let derived = derived_states(lines);
    let mut found = Vec::new();
    for (number, line) in lines.lines.iter().enumerate() {
        let scan = Scan { lines, line, sentence: number, derived: &derived, analysis };
        scan.all(&mut found);
    }
    found
}

/// States that no table knows, by their adjectives: "Orlesian" is of "Orlesia" when the text
/// has both.
fn derived_states(lines: &Lines<'_>) -> BTreeMap<String, String> {
    let mut capitals: BTreeMap<&str, &str> = BTreeMap::new();
    for word in lines.lines.iter().flat_map(|line| &line.words) {
        let known =
            lines.upper.contains(&word.folded) || !lines.lower.contains(&word.folded);
        if word.is_capital() && known && word.form.chars().count() >= 3 {
            capitals.entry(&word.folded).or_insert(word.form);
        }
    }
    let mut derived = BTreeMap::new();
    for &adjective in capitals.keys() {
        if TABLES.state_word(adjective).is_some()
            || TABLES.people_word(adjective).is_some()
        {
            continue;
        }
        let names = stems(adjective).into_iter().filter_map(|name| {
            capitals.get(name.as_str()).map(|form| (name, (*form).to_owned()))
        });
        for (name, form) in names {
            if TABLES.state_word(&name).is_none() {
                derived.insert(adjective.to_owned(), form.clone());
                derived.insert(name, form);
            }
        }
    }
    derived
}

/// The names that an adjective may come from.
fn stems(adjective: &str) -> Vec<String> {
    let endings: [(&str, &[&str]); 9] = [
        ("ian", &["ia", "", "y", "e", "a", "o"]),
        ("ean", &["e", "", "ea", "ia"]),
        ("an", &["a", "", "e", "o", "i"]),
        ("n", &["", "a"]),
        ("nese", &["", "n", "na"]),
        ("ese", &["", "a", "e", "o", "i"]),
        ("ish", &["", "e", "land", "ia"]),
        ("i", &["", "a", "e", "y"]),
        ("ic", &["", "ia", "land"]),
    ];
    let mut found = Vec::new();
    for (ending, names) in endings {
        let Some(stem) = adjective.strip_suffix(ending) else { continue };
        if stem.chars().count() < 3 {
            continue;
        }
        found.extend(names.iter().map(|name| format!("{stem}{name}")));
    }
    found.retain(|name| name != adjective);
    found
}

struct Scan<'a> {
    lines: &'a Lines<'a>,
    line: &'a Line<'a>,
    sentence: usize,
    derived: &'a BTreeMap<String, String>,
    analysis: &'a Analysis,
}

/// A state, people or body that words name, and the word after them.
struct Owner {
    name: String,
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
                        let kind = Kind::State { name: owner.name, word };
                        inside.push(self.piece(at, owner.next - 1, Start::Bare, kind));
                    }
                    at = owner.next;
                }
                _ => {
                    inside.extend(self.inner_name(piece, at));
                    at += 1;
                }
            }
        }
        inside.retain(|inner| inner.span != piece.span);
        inside
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
        let known =
            TABLES.body(&word.folded).is_some() || TABLES.post(&word.folded).is_some();
        let whole = piece.first == at && piece.last == at;
        let kind = Kind::Name { words: vec![word.folded.clone()], class: None };
        (!known && !whole).then(|| self.piece(at, at, Start::Bare, kind))
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
                && self.run_end(at) > owner.next
                && owner.word != Some(StateWord::Demonym)
                && self.ends_as_place(owner.next);
            if let Some(kind) = owner.word
                && !run_on
            {
                let kind = Kind::State { name: owner.name, word: kind };
                found.push(self.piece(at, owner.next - 1, Start::Bare, kind));
                return owner.next;
            }
        }
        self.name(at, found).unwrap_or(at + 1)
    }

    /// Whether the capital run goes on after a place word with something that is no title.
    fn ends_as_place(&self, next: usize) -> bool {
        self.joined(next.saturating_sub(1))
            && self.word(next).is_some_and(|word| {
                word.is_capital()
                    && self.post_at(next).is_none()
                    && self.owner(next).is_none()
            })
    }

    fn word(&self, at: usize) -> Option<&'a Word<'a>> {
        self.line.words.get(at)
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
            match word.folded.as_str() {
                "the" => the = true,
                "two" | "both" => two = true,
                _ => break,
            }
            next += 1;
        }
        let word = self.word(next)?;
        let head = word.folded.as_str();
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

    /// A body, a post or people, from its first modifier to its complement.
    fn phrase(&self, at: usize, found: &mut Vec<Piece>) -> Option<usize> {
        let (start, first) = self.start(at);
        let group = self.group(first)?;
        let kind = self.kind(&group, start)?;
        let next = group.next;
        found.push(self.piece(group.first, next - 1, start, kind));
        Some(next)
    }

    fn start(&self, at: usize) -> (Start, usize) {
        let Some(word) = self.word(at) else { return (Start::Bare, at) };
        let start = match word.folded.as_str() {
            "the" | "this" | "that" | "these" | "those" => Start::Definite,
            "his" | "her" | "its" | "their" | "our" | "my" => Start::Possessive,
            "a" | "an" | "some" | "several" | "many" | "other" | "any" | "no" | "one"
            | "another" => Start::Indefinite,
            _ if word.form.starts_with(|first: char| first.is_ascii_digit()) => {
                Start::Indefinite
            }
            _ => return (Start::Bare, at),
        };
        if self.joined(at) { (start, at + 1) } else { (Start::Bare, at) }
    }

    /// Reads modifiers and the last head they lead to.
    fn group(&self, first: usize) -> Option<Group> {
        let mut group = Group::new(first);
        let mut at = first;
        let mut best: Option<Group> = None;
        while at < first + LONGEST {
            if let Some((length, head)) = self.head(at, &group) {
                // "Commander Col. Voss": the rank begins a phrase of its own.
                let ranked =
                    matches!(head, Head::Post(PostKind::Rank | PostKind::Courtesy));
                if ranked && matches!(group.kind, Some(Head::Post(PostKind::Post))) {
                    break;
                }
                group.head(
                    head,
                    self.texts(at, length),
                    self.is_capital(at + length - 1),
                );
                at += length;
                group.next = at;
                best = Some(group.clone());
                // "The Coalition's mission" names the coalition first.
                if self.word(at - 1).is_some_and(|word| word.possessive) {
                    break;
                }
            } else {
                let next = self.modifier(at, &mut group)?.min(first + LONGEST);
                if next == at {
                    break;
                }
                at = next;
            }
            if !self.runs_on(at - 1) {
                break;
            }
        }
        let mut group = best?;
        self.complement(&mut group);
        Some(group)
    }

    /// Whether the phrase may go on after a word.
    fn runs_on(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen))
    }

    /// The longest head that starts here.
    fn head(&self, at: usize, group: &Group) -> Option<(usize, Head)> {
        for length in (1..=3).rev() {
            let joined = (at..at + length - 1).all(|word| self.runs_on(word));
            if !joined || at + length > self.line.words.len() {
                continue;
            }
            let words = self.texts(at, length);
            if let Some((name, kind)) = TABLES.body(&words) {
                return Some((length, Head::Body(name, kind)));
            }
            if let Some(kind) = TABLES.post(&words.replace('.', "")) {
                let plain = length == 1 && !self.is_capital(at);
                // "leaders head to": a lower-case post needs something before or after it.
                let bare = group.modifiers == 0
                    && plain
                    && at == group.first
                    && !self.goes_on(at);
                if !bare || self.has_article(at) {
                    return Some((length, Head::Post(kind)));
                }
            }
            if length == 1 && TABLES.is_many(&words) {
                return Some((1, Head::Many));
            }
        }
        None
    }

    fn has_article(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.word(before)).is_some_and(|word| {
            word.gap == Gap::Space
                && matches!(
                    word.folded.as_str(),
                    "the" | "his" | "her" | "their" | "its" | "a" | "an" | "as"
                )
        })
    }

    /// Whether a post is followed by a name or by "of".
    fn goes_on(&self, at: usize) -> bool {
        self.joined(at)
            && self.word(at + 1).is_some_and(|next| {
                next.is_capital() || matches!(next.folded.as_str(), "of" | "for")
            })
    }

    fn post_at(&self, at: usize) -> Option<PostKind> {
        TABLES.post(&self.texts(at, 1).replace('.', ""))
    }

    /// Folded words with a blank between them.
    fn texts(&self, at: usize, length: usize) -> String {
        let words = self.line.words.iter().skip(at).take(length);
        words.map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn is_capital(&self, at: usize) -> bool {
        self.word(at).is_some_and(Word::is_capital)
    }

    /// Reads one modifier: its owner, a describing word, or a word of its name. The word
    /// after it; the same word when it is none.
    fn modifier(&self, at: usize, group: &mut Group) -> Option<usize> {
        let word = self.word(at)?;
        if let Some(owner) = self.owner(at) {
            let last = self.word(owner.next - 1)?;
            let tail = (last.gap == Gap::Hyphen).then(|| self.texts(owner.next, 1));
            // "Housing Varnese soldiers": a verb before the owner is no part of the name.
            if group.modifiers > 0 && self.is_verb_before(at, group.first) {
                group.first = at;
                group.topic.clear();
            }
            group.modifiers += 1;
            if let Some(tail) = tail.filter(|tail| self.owner_tail(tail)) {
                group.topic.push(format!("{}-{tail}", owner.name));
                return Some(owner.next + 1);
            }
            if owner.word == Some(StateWord::Capital) || group.anti {
                group.topic.push(self.texts(at, owner.next - at));
            } else {
                group.of.get_or_insert(owner.name);
            }
            group.anti = false;
            return Some(owner.next);
        }
        let against = matches!(word.folded.as_str(), "anti" | "pro" | "non");
        if against && word.gap == Gap::Hyphen {
            group.anti = true;
            group.modifiers += 1;
            return Some(at + 1);
        }
        if group.modifiers == 0 && self.is_adjective_of_state(at) {
            group.modifiers += 1;
            group.of.get_or_insert(word.form.to_owned());
            return Some(at + 1);
        }
        let capital = self.is_name_word(at) && !word.quoted;
        if capital || TABLES.is_modifier(&word.folded) {
            if word.possessive && !TABLES.is_many(&word.folded) {
                group.of.get_or_insert(word.form.to_owned());
            } else if !group.anti {
                group.topic.push(word.folded.clone());
            }
            group.anti = false;
            group.modifiers += 1;
            return Some(at + 1);
        }
        Some(at)
    }

    /// "Varnese" where the report never says "Varn": an adjective by its ending, before a
    /// word in lower case or a title.
    fn is_adjective_of_state(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        let ending =
            ["ese", "ian", "ish", "ean"].iter().any(|end| word.folded.ends_with(end));
        let long = word.folded.chars().count() >= 6;
        let next = self.word(at + 1).is_some_and(|next| {
            !next.is_capital()
                || TABLES.is_modifier(&next.folded)
                || TABLES.body(&next.folded).is_some()
                || self.post_at(at + 1).is_some()
        });
        ending
            && long
            && next
            && word.is_capital()
            && self.joined(at)
            && !word.possessive
            && !self.lines.lower.contains(&word.folded)
            && !TABLES.is_modifier(&word.folded)
    }

    fn is_verb_before(&self, at: usize, first: usize) -> bool {
        let words = self.line.words.iter().take(at).skip(first);
        let mut all = words.map(|word| word.folded.as_str());
        all.all(|word| word.ends_with("ing") && !word.starts_with("out"))
    }

    fn owner_tail(&self, tail: &str) -> bool {
        self.line.words.iter().any(|word| word.folded == tail && !word.is_capital())
    }

    /// "of Orlesia", "to Varn", "for the Harbour Union", "to Defeat Hunger".
    fn complement(&self, group: &mut Group) {
        let last = group.next - 1;
        if !self.joined(last) {
            return;
        }
        let Some(link) = self.word(group.next) else { return };
        let mut at = group.next + 1;
        let article = self.word(at).is_some_and(|word| word.folded == "the");
        at += usize::from(article);
        let link = link.folded.as_str();
        if !self.joined(group.next) || group.depth > 2 {
            return;
        }
        let is_post = matches!(group.kind, Some(Head::Post(_)));
        let named = group.head_capital;
        match link {
            "of" | "for" | "to" | "in" | "at" if is_post => self.post_of(group, link, at),
            "of" | "for" | "on" if !is_post => self.body_of(group, at, named),
            "to" | "against" if group.kind_is(BodyKind::Joint) => self.purpose(group, at),
            "in" if matches!(group.name, "embassy" | "consulate") => {
                if let Some(owner) = self.owner(at) {
                    group.next = owner.next;
                }
            }
            _ => {}
        }
    }

    fn post_of(&self, group: &mut Group, link: &str, at: usize) {
        if matches!(link, "in" | "at") {
            return;
        }
        if link != "to"
            && let Some(inner) = self.group_from(at, group.depth)
        {
            group.of_body = Some(self.words_of(inner.first, inner.next));
            group.next = inner.next;
            return;
        }
        if let Some(owner) = self.owner(at) {
            let slot = if link == "to" { &mut group.to } else { &mut group.of };
            slot.get_or_insert(owner.name);
            group.next = owner.next;
        } else if let Some((words, next)) = self.run(at) {
            // "Ambassador to Tessaly Lena Voss": the place is one word, the name two.
            let next = if link == "to" && words.len() > 2 { at + 1 } else { next };
            let name = Some(self.words_of(at, next));
            if link == "to" {
                group.to = name;
            } else {
                group.of_body = name;
            }
            group.next = next;
        }
    }

    fn group_from(&self, at: usize, depth: usize) -> Option<Group> {
        if depth > 1 {
            return None;
        }
        let mut group = self.group(at)?;
        group.depth = depth + 1;
        Some(group)
    }

    fn words_of(&self, first: usize, next: usize) -> String {
        let words = self.line.words.iter().take(next).skip(first);
        words.map(|word| word.form).collect::<Vec<_>>().join(" ")
    }

    fn body_of(&self, group: &mut Group, at: usize, named: bool) {
        if let Some(owner) = self.owner(at)
            && owner.word.is_some()
        {
            group.of.get_or_insert(owner.name);
            group.next = owner.next;
            return;
        }
        if !named || !self.is_capital(at) {
            return;
        }
        let Some((words, mut next)) = self.run(at) else { return };
        group.topic.extend(words);
        // "Ministry of Health and Population", "Ministry of Defense of Orlesia".
        let and = self.joined(next - 1) && self.texts(next, 1) == "and";
        if and
            && self.joined(next)
            && group.kind_is(BodyKind::Organ)
            && let Some((more, after)) = self.run(next + 1)
            && more.len() == 1
            && self.owner(next + 1).is_none()
        {
            group.topic.extend(more);
            next = after;
        }
        group.next = next;
        if self.joined(next - 1)
            && self.texts(next, 1) == "of"
            && let Some(owner) = self.owner(next + 1)
        {
            group.of.get_or_insert(owner.name);
            group.next = owner.next;
        }
    }

    /// "to Defeat Hunger": what a body is for.
    fn purpose(&self, group: &mut Group, at: usize) {
        let Some(verb) = self.word(at) else { return };
        let fights =
            matches!(verb.folded.as_str(), "defeat" | "fight" | "counter" | "combat");
        if !(fights || verb.is_capital()) || !self.joined(at) {
            return;
        }
        if let Some((_, next)) = self.run(at + 1) {
            group.next = next;
        }
    }

    fn kind(&self, group: &Group, start: Start) -> Option<Kind> {
        let of = group.of.clone().or_else(|| group.of_body.clone());
        match group.kind? {
            Head::Body(name, kind) => {
                if kind == BodyKind::Media
                    && !group.head_capital
                    && group.last_words == "news"
                {
                    return None;
                }
                let bare = group.modifiers == 0 && of.is_none();
                if bare
                    && !group.head_capital
                    && start == Start::Bare
                    && name != "coalition"
                {
                    return None;
                }
                if bare && group.head_capital && !self.is_name_word(group.first) {
                    return None;
                }
                let mut topic = group.topic.clone();
                let joint = topic.iter().any(|word| {
                    matches!(word.as_str(), "joint" | "bilateral" | "trilateral")
                });
                topic.retain(|word| !is_weak(word));
                topic.sort();
                topic.dedup();
                let named = group.head_capital;
                Some(Kind::Body(Body { group: name, kind, of, topic, named, joint }))
            }
            Head::Post(kind) => {
                let words = group.post_words();
                let head = group.last_words.clone();
                let to = group.to.clone();
                Some(Kind::Post(Post { words, head, kind, of, to }))
            }
            Head::Many => Some(Kind::Many { head: group.last_words.clone(), of }),
        }
    }

    /// The state or people that the words here name.
    fn owner(&self, at: usize) -> Option<Owner> {
        let first = self.word(at)?;
        if !first.is_capital() {
            return None;
        }
        for length in (1..=6).rev() {
            let next = at + length;
            let joined = (at..next - 1).all(|word| {
                let gap = self.word(word).map(|word| word.gap);
                gap == Some(Gap::Space)
                    || (gap == Some(Gap::Comma) && self.is_upper(word + 1))
            });
            if next > self.line.words.len() || !joined {
                continue;
            }
            let words = self.words_of(at, next);
            if let Some((word, name)) = TABLES.state_word(&words) {
                return Some(Owner { name: name.to_owned(), word: Some(word), next });
            }
        }
        if let Some(state) = self.derived.get(&first.folded) {
            let same = dateline_text::fold(state) == first.folded;
            let word = if same { StateWord::Name } else { StateWord::Demonym };
            return Some(Owner { name: state.clone(), word: Some(word), next: at + 1 });
        }
        let people = TABLES.people_word(&first.folded)?;
        Some(Owner { name: people.to_owned(), word: None, next: at + 1 })
    }

    fn is_upper(&self, at: usize) -> bool {
        self.word(at).is_some_and(Word::is_upper)
    }

    /// Whether a capital marks a name and not only the start of a sentence.
    fn is_name_word(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if !word.is_capital() || is_function(&word.folded) || is_calendar(&word.folded) {
            return false;
        }
        if self.owner(at).is_some() || word.is_upper() && !self.line.shouted {
            return true;
        }
        let first = at == 0 || word.quoted || self.line.shouted;
        if !first {
            return true;
        }
        if self.lines.upper.contains(&word.folded) {
            return true;
        }
        let entity = self.entity(at).is_some();
        let next = self.joined(at)
            && self.word(at + 1).is_some_and(|next| {
                next.is_capital() && !self.line.shouted && self.owner(at + 1).is_none()
            });
        !self.lines.lower.contains(&word.folded) && (entity || next)
    }

    /// The class that the model gives a word, once there is one.
    fn entity(&self, at: usize) -> Option<EntityClass> {
        if self.analysis.model.is_empty() {
            return None;
        }
        let span = self.word(at)?.span;
        let sentence = self.analysis.sentences.get(self.sentence)?;
        let token = sentence.tokens.get(sentence.token_at(span.start())?)?;
        token.entity.map(|(class, _)| class)
    }

    /// The end of the capital run that starts here.
    fn run_end(&self, at: usize) -> usize {
        self.run(at).map_or(at, |(_, next)| next)
    }

    /// A run of capitals with the particles between them: its folded words, the word after.
    fn run(&self, at: usize) -> Option<(Vec<String>, usize)> {
        if !self.is_capital(at) || is_calendar(&self.word(at)?.folded) {
            return None;
        }
        let mut next = at + 1;
        while next < at + LONGEST && self.joined(next - 1) {
            let last = self.word(next - 1)?;
            if last.possessive {
                break;
            }
            let word = self.word(next)?;
            let named = !self.line.shouted
                || word.is_upper()
                || self.lines.upper.contains(&word.folded);
            if word.is_capital() && named && !is_calendar(&word.folded) {
                next += 1;
            } else if let Some(skip) = self.particles(next) {
                next = skip;
            } else {
                break;
            }
        }
        let words = self.line.words.iter().take(next).skip(at);
        Some((words.map(|word| word.folded.clone()).collect(), next))
    }

    /// "bin", "de la" before a further capital: the word after that capital.
    fn particles(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while is_particle(&self.word(next)?.folded) {
            if !self.joined(next) || next > at + 2 {
                return None;
            }
            next += 1;
        }
        (next > at && self.is_capital(next)).then_some(next + 1)
    }

    /// A name that no table knows.
    fn name(&self, at: usize, found: &mut Vec<Piece>) -> Option<usize> {
        if !self.is_name_word(at) {
            return None;
        }
        let (words, mut next) = self.run(at)?;
        // A state or a title that ends a run of capitals is no part of the name.
        let mut cut = at + 1;
        while cut < next {
            if self.post_at(cut).is_some() && self.goes_on(cut) {
                next = cut;
            }
            cut += 1;
        }
        let words: Vec<String> = words.into_iter().take(next - at).collect();
        if words.len() == 1
            && words.iter().all(|word| TABLES.is_modifier(word) || is_function(word))
        {
            return None;
        }
        let class = self.class(at, next);
        let start = match at.checked_sub(1).and_then(|before| self.word(before)) {
            Some(before) if before.folded == "the" => Start::Definite,
            _ => Start::Bare,
        };
        found.push(self.piece(at, next - 1, start, Kind::Name { words, class }));
        Some(next)
    }

    /// What the model and the neighbours say of a name.
    fn class(&self, first: usize, next: usize) -> Option<ActorClass> {
        let classes = (first..next).filter_map(|at| self.entity(at));
        let class = classes.max()?;
        match class {
            EntityClass::Person => Some(ActorClass::Person),
            EntityClass::Organisation => Some(ActorClass::Organisation),
            EntityClass::State | EntityClass::Place | EntityClass::Facility => {
                Some(ActorClass::Place)
            }
            EntityClass::Group => Some(ActorClass::Group),
            EntityClass::Other => None,
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Head {
    Body(&'static str, BodyKind),
    Post(PostKind),
    Many,
}

#[derive(Clone, Debug)]
struct Group {
    first: usize,
    next: usize,
    kind: Option<Head>,
    name: &'static str,
    last_words: String,
    head_capital: bool,
    of: Option<String>,
    of_body: Option<String>,
    to: Option<String>,
    topic: Vec<String>,
    anti: bool,
    modifiers: usize,
    depth: usize,
}

impl Group {
    fn new(first: usize) -> Self {
        Self {
            first,
            next: first,
            kind: None,
            name: "",
            last_words: String::new(),
            head_capital: false,
            of: None,
            of_body: None,
            to: None,
            topic: Vec::new(),
            anti: false,
            modifiers: 0,
            depth: 0,
        }
    }

    /// A further head: the one before it was only a modifier.
    fn head(&mut self, head: Head, words: String, capital: bool) {
        if self.kind.is_some() {
            let modifier = std::mem::take(&mut self.last_words);
            self.topic.extend(modifier.split(' ').map(str::to_owned));
            self.modifiers += 1;
        }
        if let Head::Body(name, _) = head {
            self.name = name;
        }
        self.kind = Some(head);
        self.last_words = words;
        self.head_capital = capital;
    }

    fn kind_is(&self, kind: BodyKind) -> bool {
        matches!(self.kind, Some(Head::Body(_, own)) if own == kind)
    }

    fn post_words(&self) -> String {
        let kept = self.topic.iter().filter(|word| !is_weak(word));
        let mut words: Vec<&str> = kept.map(String::as_str).collect();
        words.push(&self.last_words);
        words.join(" ")
    }
}

/// Words that describe a body without telling it from another.
fn is_weak(word: &str) -> bool {
    word.contains("-led")
        || word.contains("-backed")
        || word.starts_with(|first: char| first.is_ascii_digit())
        || matches!(
            word,
            "joint"
                | "bilateral"
                | "international"
                | "global"
                | "new"
                | "second"
                | "first"
                | "third"
                | "inaugural"
                | "main"
                | "top"
                | "senior"
                | "former"
                | "late"
                | "then"
                | "acting"
                | "outgoing"
                | "incoming"
                | "visiting"
                | "lingering"
                | "local"
                | "american-led"
                | "united"
                | "multinational"
                | "combined"
                | "the"
        )
}

fn is_particle(folded: &str) -> bool {
    matches!(
        folded,
        "al" | "el"
            | "bin"
            | "ibn"
            | "bint"
            | "ben"
            | "abu"
            | "de"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "du"
            | "da"
            | "dos"
            | "do"
            | "di"
            | "del"
            | "y"
            | "ul"
            | "ud"
            | "ur"
            | "af"
            | "ag"
    )
}

fn is_function(folded: &str) -> bool {
    FUNCTION_WORDS.binary_search(&folded).is_ok()
}

/// Words that may open a sentence without naming anything. Sorted.
const FUNCTION_WORDS: [&str; 127] = [
    "a",
    "about",
    "according",
    "addition",
    "additionally",
    "after",
    "against",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "around",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "between",
    "both",
    "but",
    "by",
    "currently",
    "despite",
    "did",
    "do",
    "dozens",
    "during",
    "each",
    "earlier",
    "eight",
    "even",
    "every",
    "five",
    "for",
    "four",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "hundreds",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "my",
    "next",
    "nine",
    "no",
    "nobody",
    "not",
    "nothing",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "over",
    "recent",
    "recently",
    "seven",
    "several",
    "she",
    "since",
    "six",
    "so",
    "some",
    "soon",
    "such",
    "ten",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thousands",
    "three",
    "thus",
    "to",
    "today",
    "two",
    "under",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "would",
    "yes",
    "yesterday",
    "you",
];

fn is_calendar(folded: &str) -> bool {
    matches!(
        folded,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sept"
            | "sep"
            | "oct"
            | "nov"
            | "dec"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
    )
}

fn pronoun(folded: &str) -> Option<Person> {
    match folded {
        "he" | "she" | "him" | "his" | "her" => Some(Person::One),
        "it" | "its" => Some(Person::Thing),
        "they" | "their" | "them" => Some(Person::Many),
        _ => None,
    }
}

fn possessive(folded: &str) -> bool {
    matches!(folded, "his" | "her" | "its" | "their")
}
