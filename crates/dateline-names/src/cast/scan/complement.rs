use dateline_language::EntityClass;

use super::Scan;
use super::group::{Group, Head};
use crate::tables::{BodyKind, PostKind, Sort, TABLES};

impl Scan<'_> {
    /// "of Orlesia", "to Varn", "for the Harbour Union", "to Defeat Hunger".
    pub(super) fn complement(&self, group: &mut Group) {
        let last = group.next - 1;
        if !self.joined(last) {
            return;
        }
        let Some(link) = self.word(group.next) else { return };
        let mut at = group.next + 1;
        let article = self.word(at).is_some_and(|word| word.folded == "the");
        at += usize::from(article);
        let link = link.folded.as_ref();
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

    pub(super) fn post_of(&self, group: &mut Group, link: &str, at: usize) {
        // "the visit of the prime minister to Isen": who governs is sent to nobody.
        let governs = link == "to"
            && ["president", "prime minister", "premier", "chancellor", "king", "queen"]
                .iter()
                .any(|post| group.last_words.ends_with(post));
        if governs || matches!(link, "in" | "at") {
            return;
        }
        if link != "to"
            && let Some(inner) = self.group_from(at, group.depth)
            && !matches!(
                inner.kind,
                Some(Head::Post(PostKind::Courtesy | PostKind::Rank))
            )
        {
            group.of_body = Some(self.words_of(inner.first, inner.next));
            group.next = inner.next;
            return;
        }
        if let Some(owner) = self.owner(at) {
            let slot = if link == "to" { &mut group.to } else { &mut group.of };
            slot.get_or_insert_with(|| owner.name.to_owned());
            group.next = owner.next;
        } else if let Some(next) = self.run(at) {
            // "Ambassador to Tessaly Lena Voss": the place is one word, the name two.
            let next = if link == "to" && next > at + 2 { at + 1 } else { next };
            if link == "to" {
                group.to = Some(self.words_of(at, next));
                group.next = next;
                return;
            }
            let minister = group.last_words.ends_with("minister")
                || group.last_words.ends_with("secretary");
            let next = if minister {
                let end = self.topic_end(at, next);
                self.second_topic(end).unwrap_or(end)
            } else {
                next
            };
            group.of_body = Some(self.words_of(at, next));
            group.next = next;
            self.state_of_post(group);
        }
    }

    /// "Minister of Foreign Affairs of Orlesia": the state behind what the post is for.
    fn state_of_post(&self, group: &mut Group) {
        let (last, first) = (group.next - 1, group.next + 1);
        if !self.joined(last)
            || self.texts(group.next, 1) != "of"
            || !self.joined(last + 1)
        {
            return;
        }
        if let Some(owner) = self.owner(first) {
            group.of.get_or_insert_with(|| owner.name.to_owned());
            group.next = owner.next;
            return;
        }
        let land =
            matches!(self.entity(first), Some(EntityClass::State | EntityClass::Place));
        if let Some(next) = self.run(first).filter(|&next| land && next == first + 1) {
            group.of.get_or_insert_with(|| self.words_of(first, next));
            group.next = next;
        }
    }

    /// "Minister of Foreign and Federal Affairs": the word after what "and" joins to what a post is
    /// for, where that is nobody's name or post.
    fn second_topic(&self, next: usize) -> Option<usize> {
        let and = self.joined(next - 1) && self.texts(next, 1) == "and";
        let first = next + 1;
        let other = self.post_at(first).is_none()
            && self.owner(first).is_none()
            && (self.is_topic(first) || self.entity(first) != Some(EntityClass::Person));
        let end = self.run(first).filter(|_| and && other && self.joined(next))?;
        let end = self.topic_end(first, end);
        (end <= first + 2).then_some(end)
    }

    /// "Minister of Defense Ilan Croft": where the words for what a post is for end and the name of
    /// who holds it begins.
    fn topic_end(&self, at: usize, next: usize) -> usize {
        let end = (at..next).find(|&word| !self.is_topic(word)).unwrap_or(next);
        // "Minister of Planning Dr. Hala Reem"
        let title = self.post_at(end).is_some();
        let name = end > at
            && match next - end {
                1 => title || self.entity(end) == Some(EntityClass::Person),
                several => several <= 4,
            };
        if name { end } else { next }
    }

    /// "Defense", "Foreign", "Affairs".
    fn is_topic(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            word.sense.is_modifier
                || TABLES
                    .organisation_word(&word.folded)
                    .is_some_and(|known| known.sort == Sort::Sector)
        })
    }

    pub(super) fn group_from(&self, at: usize, depth: usize) -> Option<Group> {
        if depth > 1 {
            return None;
        }
        let mut group = self.group(at)?;
        group.depth = depth + 1;
        Some(group)
    }

    pub(super) fn body_of(&self, group: &mut Group, at: usize, named: bool) {
        if let Some(owner) = self.owner(at)
            && owner.word.is_some()
        {
            group.of.get_or_insert_with(|| owner.name.to_owned());
            group.next = owner.next;
            return;
        }
        if !named || !self.is_capital(at) {
            return;
        }
        let Some(mut next) = self.run(at) else { return };
        group.topic.extend(self.folded(at, next));
        // "Ministry of Health and Population", "Ministry of Defense of Orlesia".
        let and = self.joined(next - 1) && self.texts(next, 1) == "and";
        if and
            && self.joined(next)
            && group.kind_is(BodyKind::Organ)
            && let Some(after) = self.run(next + 1)
            && after == next + 2
            && self.owner(next + 1).is_none()
        {
            group.topic.extend(self.folded(next + 1, after));
            next = after;
        }
        group.next = next;
        if self.joined(next - 1)
            && self.texts(next, 1) == "of"
            && let Some(owner) = self.owner(next + 1)
        {
            group.of.get_or_insert_with(|| owner.name.to_owned());
            group.next = owner.next;
        }
    }

    /// "to Defeat Hunger": what a body is for.
    pub(super) fn purpose(&self, group: &mut Group, at: usize) {
        let Some(verb) = self.word(at) else { return };
        let fights =
            matches!(verb.folded.as_ref(), "defeat" | "fight" | "counter" | "combat");
        if !(fights || verb.is_capital()) || !self.joined(at) {
            return;
        }
        if let Some(next) = self.run(at + 1) {
            group.next = next;
        }
    }
}
