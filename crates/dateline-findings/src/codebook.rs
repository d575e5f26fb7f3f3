/// The types of event that are looked for, with their triggers; data, not code.
#[derive(Clone, Debug, Default)]
pub struct Codebook {}

impl Codebook {
    /// The codebook that is shipped inside the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::default()
    }
}
