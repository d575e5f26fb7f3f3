//! Keeps a record in one file, with its full-text index and its history.
