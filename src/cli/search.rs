//! `timeline search`: words in documents, events and claims.

use std::process::ExitCode;

use crate::error::Result;
use crate::query;

use super::Global;
use super::output::Listing;

/// The options of `timeline search`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Words that must all be there; "a phrase" in quotation marks, the beginning of a word with a star: missil*
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many documents, events and claims each
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    listing: Listing,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let found = query::search(&global.open()?, &arguments.words.join(" "), arguments.limit)?;
    global.output().list(&found, &arguments.listing, false)?;
    if found.is_empty() {
        global.say("nothing found");
    }
    Ok(ExitCode::SUCCESS)
}
