use clap::Args;
use dateline::wire::count;
use dateline::{Desk, Error};

use super::Done;
use super::add::Bar;
use crate::arguments::Everywhere;
use crate::says;

/// Read all reports of the record again with this program; decisions stay
#[derive(Debug, Args)]
pub(crate) struct Reread {}

impl Reread {
    #[expect(clippy::unused_self, reason = "every verb runs alike")]
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let world = everywhere.world();
        let read = everywhere.with_threads(|| {
            let codebook = everywhere.codebook()?;
            let desk = Desk::open(&everywhere.record)?;
            let mut desk = desk.reading_with(everywhere.model).by(codebook);
            let mut bar = Bar::new();
            let read = desk.reread(&world, &mut |progress| bar.step(progress))?;
            bar.done();
            Ok(read)
        })?;
        says::note(&format!("{} read again", count(read, "report")));
        Ok(Done::Well)
    }
}
