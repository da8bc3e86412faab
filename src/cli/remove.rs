//! `timeline remove`: a document and its findings out.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use crate::error::{Error, Result};
use crate::query;

use super::Global;

/// The options of `timeline remove`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The document, by id, path, address or title
    document: String,
    /// Does not ask
    #[arg(short, long)]
    yes: bool,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let mut store = global.open()?;
    let document = query::find_document(&store, &arguments.document)?;
    let name = format!("document {} ({})", document.id, document.label());
    if !arguments.yes && !confirmed(&name)? {
        global.say("nothing was removed");
        return Ok(ExitCode::FAILURE);
    }
    store.remove(document.id)?;
    global.say(&format!("removed {name}"));
    Ok(ExitCode::SUCCESS)
}

fn confirmed(name: &str) -> Result<bool> {
    if !io::stdin().is_terminal() {
        return Err(Error::Usage(format!("pass --yes to remove {name} without being asked")));
    }
    eprint!("Remove {} with its events and claims? [y/N] ", crate::render::plain(name));
    let failed = |source| Error::Io { path: "standard input".into(), action: "reading", source };
    io::stderr().flush().map_err(failed)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
