//! Any two names: the same score both ways, never above 1000.
#![no_main]

use dateline_names::{ActorClass, likeness};

libfuzzer_sys::fuzz_target!(|names: (&str, &str)| {
    let there = likeness(names.0, names.1, ActorClass::Person).per_mille;
    let back = likeness(names.1, names.0, ActorClass::Person).per_mille;
    assert!(there <= 1000 && there == back);
});
