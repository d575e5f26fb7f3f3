//! Every container gives its reports, each with the way back to its bytes in the container.
#![expect(clippy::unwrap_used, reason = "a test whose file cannot be made should stop")]

mod archives;
mod crawls;
mod documents;
mod given;
mod letters;
mod lists;
