use clap::Args;
use dateline::Error;

use super::{Done, answer};

/// Print the description of the HTTP API of `serve`, in OpenAPI 3.1
#[derive(Debug, Args)]
pub(crate) struct OpenApi {}

impl OpenApi {
    pub(crate) fn run() -> Result<Done, Error> {
        let described = dateline_web::openapi();
        answer(|out| out.write_all(described.as_bytes()))?;
        Ok(Done::Well)
    }
}
