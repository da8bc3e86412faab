//! `timeline changes`: what corrections and updates of documents changed.

use std::process::ExitCode;

use crate::error::Result;
use crate::query;

use super::Global;
use super::output::Listing;

/// The options of `timeline changes`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The document, by id, path, address or title [default: all that have earlier versions]
    document: Option<String>,
    /// The whole sentences
    #[arg(long)]
    evidence: bool,
    #[command(flatten)]
    listing: Listing,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let store = global.open()?;
    let document = arguments.document.as_deref().map(|name| query::find_document(&store, name)).transpose()?;
    let changes = query::changes(&store, document.as_ref().map(|document| document.id))?;
    global.output().list(&changes, &arguments.listing, arguments.evidence)?;
    if changes.is_empty() {
        global.say(match document {
            Some(_) => "no claim, event, headline or date of it ever changed",
            None => "no document was ever updated with other words",
        });
    }
    Ok(ExitCode::SUCCESS)
}
