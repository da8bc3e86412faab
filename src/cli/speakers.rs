//! `timeline speakers`: who speaks.

use std::process::ExitCode;

use crate::error::Result;
use crate::query;

use super::Global;
use super::output::Listing;

/// The options of `timeline speakers`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    listing: Listing,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let speakers = query::speakers(&global.open()?)?;
    global.output().list(&speakers, &arguments.listing, false)?;
    Ok(ExitCode::SUCCESS)
}
