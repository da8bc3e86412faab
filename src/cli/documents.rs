//! `timeline documents`: what was read.

use std::process::ExitCode;

use crate::error::Result;
use crate::query;

use super::Global;
use super::output::Listing;

/// The options of `timeline documents`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    listing: Listing,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let documents = query::documents(&global.open()?)?;
    global.output().list(&documents, &arguments.listing, false)?;
    Ok(ExitCode::SUCCESS)
}
