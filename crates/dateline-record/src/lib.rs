//! Lays findings from many reports into one record: copies joined, updates and conflicts
//! marked, nothing lost. Pure: a record is a function of its reports and decisions.

mod laid;

pub use laid::Laid;
