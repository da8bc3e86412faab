//! `timeline backup`: a copy of the database, also while others use it.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::error::Result;

use super::Global;

/// The options of `timeline backup`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The file to make; it must not be there yet
    file: PathBuf,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let store = global.open()?;
    store.backup(&arguments.file)?;
    global.say(&format!("{} is copied to {}", store.path().display(), arguments.file.display()));
    Ok(ExitCode::SUCCESS)
}
