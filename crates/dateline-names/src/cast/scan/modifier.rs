use super::Scan;
use super::group::Group;
use crate::cast::words::Gap;
use crate::tables::StateWord;

impl Scan<'_> {
    /// Reads one modifier: its owner, a describing word, or a word of its name. The word
    /// after it; the same word when it is none.
    pub(super) fn modifier(&self, at: usize, group: &mut Group) -> Option<usize> {
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
                group.of.get_or_insert_with(|| owner.name.to_owned());
            }
            group.anti = false;
            return Some(owner.next);
        }
        let against = matches!(word.folded.as_ref(), "anti" | "pro" | "non");
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
        // "Norrail elected former mayor Ada Korr": what stands before the verb chose her.
        // "The club elected Jon Reed chairman"
        if group.modifiers == 0 && self.is_choice(at) {
            return Some(at);
        }
        if group.modifiers > 0 && self.is_choice(at) {
            *group = Group { depth: group.depth, ..Group::new(at + 1) };
            return Some(at + 1);
        }
        let capital = self.is_name_word(at) && !word.quoted;
        if capital || word.sense.is_modifier {
            if word.possessive && !word.sense.is_many {
                let whole = self.owner_run(group.first, at);
                group.topic.truncate(group.topic.len().saturating_sub(at - whole));
                group.of.get_or_insert_with(|| self.words_of(whole, at + 1));
            } else if !group.anti {
                group.topic.push(word.folded.to_string());
            }
            group.anti = false;
            group.modifiers += 1;
            return Some(at + 1);
        }
        Some(at)
    }

    /// Where a name ends with a possessive mark, its first word: "Lower Varn's", "Ana Ruiz's".
    pub(super) fn owner_run(&self, first: usize, last: usize) -> usize {
        let part = |&at: &usize| {
            self.joined(at) && self.is_name_word(at) && self.owner(at).is_none()
        };
        (first..last).rev().take_while(part).last().unwrap_or(last)
    }

    /// "Varnese" where the report never says "Varn": an adjective by its ending, before a
    /// word in lower case or a title.
    pub(super) fn is_adjective_of_state(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if !word.is_capital() {
            return false;
        }
        let ending =
            ["ese", "ian", "ish", "ean"].iter().any(|end| word.folded.ends_with(end));
        let long = word.folded.chars().count() >= 6;
        let next = self.word(at + 1).is_some_and(|next| {
            !next.is_capital()
                || next.sense.is_modifier
                || next.sense.body.is_some()
                || self.post_at(at + 1).is_some()
        });
        ending
            && long
            && next
            && self.joined(at)
            && !word.possessive
            && !self.lines.lower.has(&word.folded)
            && !word.sense.is_modifier
    }

    pub(super) fn is_verb_before(&self, at: usize, first: usize) -> bool {
        let words = self.line.words.iter().take(at).skip(first);
        let mut all = words.map(|word| word.folded.as_ref());
        all.all(|word| word.ends_with("ing") && !word.starts_with("out"))
    }

    /// Whether a verb of choosing stands right behind a name, or before one and behind a noun.
    fn is_choice(&self, at: usize) -> bool {
        let chosen = self
            .word(at)
            .is_some_and(|word| matches!(&*word.folded, "appointed" | "elected"));
        let Some(before) = at.checked_sub(1).filter(|&before| self.joined(before)) else {
            return false;
        };
        let noun = self
            .word(before)
            .is_some_and(|word| word.sense.body.is_some() || word.sense.post.is_some());
        let named = self.word(at + 1).is_some_and(|_| self.is_capital(at + 1));
        chosen && (self.is_capital(before) || noun && named)
    }

    pub(super) fn owner_tail(&self, tail: &str) -> bool {
        self.line.words.iter().any(|word| word.folded == tail && !word.is_capital())
    }
}
