use clap::Args;
use dateline::{Error, PAGE_PORT};
use dateline_web::Served;

use super::Done;
use crate::arguments::Everywhere;
use crate::says;

/// Show the record in a browser, on this machine alone (127.0.0.1)
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = PAGE_PORT)]
    port: u16,
}

impl Serve {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let today = everywhere.today();
        let served = Served { record: &everywhere.record, port: self.port, today };
        dateline_web::serve(&served, &mut |address| {
            says::note(&format!("http://{address}/ (Ctrl-C ends it)"));
        })?;
        Ok(Done::Well)
    }
}
