/// What is known about some bytes before they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The file's name without folders.
    pub name: String,
}
