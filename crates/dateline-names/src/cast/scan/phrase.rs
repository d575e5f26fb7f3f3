use dateline_language::EntityClass;

use super::group::{Group, Head};
use super::{LONGEST, Scan};
use crate::cast::lexicon::is_weak;
use crate::cast::piece::{Body, Kind, Piece, Post, Start};
use crate::cast::words::Gap;
use crate::tables::{BodyKind, PostKind, TABLES};

/// So many capitals may stand between whose a body is and its head: "People's Relief Army".
const BETWEEN: usize = 2;

impl Scan<'_> {
    /// A body, a post or people, from its first modifier to its complement.
    pub(super) fn phrase(&self, at: usize, found: &mut Vec<Piece>) -> Option<usize> {
        let (start, first) = self.start(at);
        if self.is_named_to(first) || self.goes_without(first) {
            return None;
        }
        let group = self.of_two_topics(at, first).or_else(|| self.group(first))?;
        let kind = self.kind(&group, start)?;
        let next = group.next;
        found.push(self.piece(group.first, next - 1, start, kind));
        Some(next)
    }

    /// "the Security and Defense Committee": what a body is for, told by two words that "and" joins.
    fn of_two_topics(&self, at: usize, first: usize) -> Option<Group> {
        let the = first == at + 1 && self.texts(at, 1) == "the";
        let plain = |at: usize| {
            self.is_capital(at)
                && self.owner(at).is_none()
                && self.word(at).is_some_and(|word| {
                    word.sense.body.is_none() && word.sense.post.is_none()
                })
                && self.entity(at) != Some(EntityClass::Person)
        };
        let and = self.joined(first) && self.texts(first + 1, 1) == "and";
        let two =
            the && and && self.joined(first + 1) && plain(first) && plain(first + 2);
        let mut group = self.group(first + 2).filter(|_| two)?;
        let body =
            matches!(group.kind, Some(Head::Body(_, BodyKind::Body | BodyKind::Joint)));
        let small = group.head_capital && group.of.is_none() && group.next <= first + 5;
        if !body || !small {
            return None;
        }
        group.topic.extend(self.folded(first, first + 1));
        group.first = first;
        Some(group)
    }

    pub(super) fn start(&self, at: usize) -> (Start, usize) {
        let Some(word) = self.word(at) else { return (Start::Bare, at) };
        let start = match word.folded.as_ref() {
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
    pub(super) fn group(&self, first: usize) -> Option<Group> {
        if !self.may_open(first) {
            return None;
        }
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
                if self.word(at - 1).is_some_and(|word| word.possessive)
                    && !self.names_members(at - 1)
                {
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

    /// "Miners'" of "United Miners' Federation", "People's" of "People's Relief Army": the body is
    /// named after its members.
    pub(super) fn names_members(&self, at: usize) -> bool {
        let members = self.word(at).is_some_and(|word| {
            let several = word.sense.is_many && word.form.ends_with(['s', 'S']);
            let people = matches!(&*word.folded, "children" | "men" | "people" | "women");
            word.is_capital() && (several || people && word.possessive)
        });
        let possessive = self.word(at).is_some_and(|word| word.possessive);
        let most = if possessive { BETWEEN + 1 } else { 1 };
        let behind = (at + 1..=at + most)
            .take_while(|&next| self.joined(next - 1) && self.is_capital(next));
        let mut heads = behind.filter_map(|next| self.word(next)?.sense.body.as_ref());
        members && heads.next().is_some()
    }

    /// "appointed Dara Voss chief executive": the capitals behind the verb are a name by
    /// themselves, and the post is told of it.
    fn is_named_to(&self, first: usize) -> bool {
        let form = |at: Option<usize>| {
            at.and_then(|at| self.word(at)).map_or("", |word| word.folded.as_ref())
        };
        let names = matches!(
            form(first.checked_sub(1)),
            "appointed" | "elected" | "made" | "named" | "reappointed" | "re-elected"
        );
        let passive = matches!(
            form(first.checked_sub(2)),
            "was" | "were" | "been" | "being" | "be" | "is" | "are"
        );
        let next = self.run_end(first);
        let small = self.word(next).is_some_and(|word| !word.is_capital());
        names && !passive && next == first + 2 && small && self.joined(next - 1)
    }

    /// "Pilots Without Borders": a name, though it opens with many people.
    fn goes_without(&self, first: usize) -> bool {
        let next = self.word(first + 1).filter(|_| self.joined(first));
        self.is_capital(first)
            && !self.line.shouted
            && next.is_some_and(|word| word.is_capital() && word.folded == "without")
    }

    /// Whether a word can be the first of a head or a modifier; most cannot.
    fn may_open(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            word.is_capital()
                || word.sense.is_of_phrases()
                || matches!(word.folded.as_ref(), "anti" | "pro" | "non")
        })
    }

    /// Whether the phrase may go on after a word.
    pub(super) fn runs_on(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen))
    }

    /// The longest head that starts here.
    pub(super) fn head(&self, at: usize, group: &Group) -> Option<(usize, Head)> {
        let first = self.word(at)?.sense;
        let longest = first.head_words.clamp(1, 3);
        for length in (1..=longest).rev() {
            let joined = (at..at + length - 1).all(|word| self.runs_on(word));
            if !joined || at + length > self.line.words.len() {
                continue;
            }
            let (body, post) = if length == 1 {
                (first.body, first.post)
            } else {
                let words = self.texts(at, length);
                (TABLES.body(&words), TABLES.post(&words.replace('.', "")))
            };
            if let Some((name, kind)) = body {
                return Some((length, Head::Body(name, kind)));
            }
            if let Some(kind) = post {
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
            if length == 1 && first.is_many {
                return Some((1, Head::Many));
            }
        }
        None
    }

    pub(super) fn has_article(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.word(before)).is_some_and(|word| {
            word.gap == Gap::Space
                && matches!(
                    word.folded.as_ref(),
                    "the" | "his" | "her" | "their" | "its" | "a" | "an" | "as"
                )
        })
    }

    /// Whether a post is followed by a name or by "of".
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.joined(at)
            && self.word(at + 1).is_some_and(|next| {
                next.is_capital() || matches!(next.folded.as_ref(), "of" | "for")
            })
    }

    /// "Tern Airlines chairman": whose post it is, in capitals before it, and the words of the post.
    fn named_before_post(&self, group: &Group) -> Option<(String, String)> {
        let free = group.of.is_none() && group.of_body.is_none() && !group.head_capital;
        let count =
            (group.first..group.next).take_while(|&at| self.is_capital(at)).count();
        let run = group.first..group.first + count;
        let all = run.clone().all(|at| {
            self.word(at)
                .is_some_and(|word| word.sense.is_modifier || word.sense.post.is_some())
        });
        let front = group.topic.get(..count)?;
        let same = front.iter().zip(run.clone()).all(|(topic, at)| {
            self.word(at).is_some_and(|word| word.folded == topic.as_str())
        });
        (free && count >= 2 && !all && same).then(|| {
            let rest = group.topic.get(count..).unwrap_or_default();
            let mut words: Vec<&str> = rest.iter().map(String::as_str).collect();
            words.push(&group.last_words);
            (self.words_of(run.start, run.end), words.join(" "))
        })
    }

    pub(super) fn kind(&self, group: &Group, start: Start) -> Option<Kind> {
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
                // "Coalition airstrikes went on": a body known before may open a sentence.
                let is_shared = kind == BodyKind::Joint;
                if bare
                    && group.head_capital
                    && !is_shared
                    && !self.is_name_word(group.first)
                {
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
                let named = self.named_before_post(group);
                let mut words = match &named {
                    Some((_, rest)) => rest.clone(),
                    None => group.post_words(),
                };
                let of = named.map(|(name, _)| name).or(of);
                // "Minister of Foreign Affairs of Orlesia"
                if let (Some(_), Some(topic)) = (&group.of, &group.of_body) {
                    words = format!("{words} of {topic}");
                }
                let head = group.last_words.clone();
                let to = group.to.clone();
                Some(Kind::Post(Post { words, head, kind, of, to }))
            }
            Head::Many => Some(Kind::Many { head: group.last_words.clone(), of }),
        }
    }
}
