//! The cases, the goldens, the arrows, the promises.
