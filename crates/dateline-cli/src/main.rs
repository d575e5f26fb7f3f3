//! The program: verbs, messages, exit codes, progress.

fn main() {}
