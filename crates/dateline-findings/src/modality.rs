use crate::clause::{Clause, Tense};
use crate::context::Context;
use crate::finding::{Modality, Polarity};

/// How a clause holds: asserted, planned, conditional and so on, by its own verb group and by
/// the verbs it hangs on.
pub(crate) fn modality_of(_context: &Context<'_>, clause: &Clause) -> Modality {
    if clause.tense == Tense::Future { Modality::Planned } else { Modality::Asserted }
}

/// Whether a clause is said to be so or not to be so.
pub(crate) fn polarity_of(_context: &Context<'_>, clause: &Clause) -> Polarity {
    if clause.negated { Polarity::Negative } else { Polarity::Positive }
}
