//! The whole pipeline behind one door.
