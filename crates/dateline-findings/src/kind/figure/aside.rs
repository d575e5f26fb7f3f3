//! What only explains the subject of a clause: the verb tells nothing of it.

use dateline_language::Relation;

use super::Figure;
use crate::context::Word;

impl Figure<'_, '_> {
    /// "The guild, a union of 30,000 members, does not speak for all": whether the number stands
    /// between commas in front of a verb that does not deny, plan or date it.
    pub(super) fn is_aside(&self) -> bool {
        let Some(clause) = self.clause else { return false };
        let Some(subject) = clause.subject else { return false };
        let number = self.number.token;
        let between = subject < number && number < clause.verb;
        between
            && self.has_comma(subject + 1, number)
            && self.has_comma(number + 1, clause.verb)
            && self.explains(subject)
    }

    fn has_comma(&self, from: usize, to: usize) -> bool {
        (from..to).any(|token| self.form(token) == ",")
    }

    /// Whether the noun hangs on a subject, by what explains it and not by "and".
    fn explains(&self, subject: usize) -> bool {
        let mut at = self.noun.unwrap_or(self.number);
        for _ in 0..4 {
            let Some(token) = self.context.token(at) else { return false };
            let explains =
                matches!(token.relation, Relation::Apposition | Relation::Modifier);
            let Some(head) = token.head.filter(|_| explains) else { return false };
            if head == subject {
                return true;
            }
            at = Word { token: head, ..at };
        }
        false
    }
}
