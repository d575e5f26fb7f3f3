use std::net::{IpAddr, Ipv4Addr};

use clap::Args;
use dateline::{Error, PAGE_PORT};
use dateline_web::Served;

use super::Done;
use crate::arguments::Everywhere;
use crate::says;

/// Show the record in a browser, on this machine alone unless it has users
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = PAGE_PORT)]
    port: u16,
    /// The address to listen on; other than 127.0.0.1 only where the record has users
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
    /// The name that decisions are kept under where nobody signs in
    #[arg(long, value_name = "NAME", default_value = "reviewer")]
    by: String,
}

impl Serve {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        let served = Served {
            address: self.listen,
            reviewer: self.by.clone(),
            world: everywhere.world(),
            ..Served::new(&everywhere.record, self.port)
        };
        dateline_web::serve(&served, &mut |address| {
            says::note(&format!("http://{address}/ (Ctrl-C ends it)"));
        })?;
        Ok(Done::Well)
    }
}
