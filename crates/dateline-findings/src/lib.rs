//! Reads from an analysis who said, did, agreed, promised or counted what, when and according
//! to whom.
//!
//! The door is [`find()`]. It sees one report and nothing outside it.

mod acronym;
mod attribution;
mod chain;
mod clause;
mod codebook;
mod context;
mod dating;
mod field;
mod find;
mod finding;
mod fronted;
mod guide;
mod kind;
mod listing;
mod meant;
mod memo;
mod modality;
mod phrase;
mod plover;
mod quantity;
mod quotation;
mod reporting;
mod second;
mod speech;
mod times;
mod tree;
mod trigger;
mod value;
mod voice;
mod words;

pub use attribution::{Attribution, attributions};
pub use codebook::{Codebook, CodebookError};
pub use dating::event_dates;
pub use field::{Field, FieldEntry, Fields};
pub use find::{Findings, find};
pub use finding::{Finding, Kind, Modality, Polarity, Source, SourceKind};
pub use guide::guide;
pub use plover::{PloverEvent, plover};
pub use quantity::{Amount, Bound, Quantity, Step, Trend, quantities};
pub use value::{Name, Value};

pub use dateline_language::Decimal;
