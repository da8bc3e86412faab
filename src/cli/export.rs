//! `timeline export` and `timeline import`: everything out as JSON lines, and in again.

use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use crate::error::{Error, Result};
use crate::store::Store;

use super::Global;

/// The options of `timeline export`.
#[derive(Debug, clap::Args)]
pub(super) struct ExportArguments {
    /// The format of the output
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line: a header, then every row of every table
    Jsonl,
}

/// The options of `timeline import`.
#[derive(Debug, clap::Args)]
pub(super) struct ImportArguments {
    /// What `timeline export` wrote, or - for standard input
    #[arg(default_value = "-")]
    file: PathBuf,
}

pub(super) fn export(global: &Global, arguments: &ExportArguments) -> Result<ExitCode> {
    match arguments.format {
        Format::Jsonl => {
            let mut out = BufWriter::new(io::stdout().lock());
            global.open()?.export(&mut out, Path::new("standard output"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn import(global: &Global, arguments: &ImportArguments) -> Result<ExitCode> {
    let (path, patience) = (global.path()?, global.patience());
    if arguments.file == Path::new("-") {
        Store::import(&path, patience, io::stdin().lock(), "standard input")?;
    } else {
        let name = arguments.file.display().to_string();
        let failed = |source| Error::Io { path: arguments.file.clone(), action: "reading", source };
        let file = File::open(&arguments.file).map_err(failed)?;
        Store::import(&path, patience, BufReader::new(file), &name)?;
    }
    global.say(&format!("{} holds everything that was exported", path.display()));
    Ok(ExitCode::SUCCESS)
}
