//! `timeline topic add`: topics of the user's own.

use std::process::ExitCode;

use crate::error::{Error, Result};

use super::Global;

/// The options of `timeline topic`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Defines a topic by the words that tell it, in place of an earlier definition
    Add {
        /// Its name: "grain deal"
        name: String,
        /// Words or phrases besides the name: "grain corridor, Black Sea initiative"
        #[arg(long, value_delimiter = ',', required = true, value_name = "TERMS")]
        terms: Vec<String>,
    },
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let Command::Add { name, terms } = &arguments.command;
    let terms: Vec<String> = terms.iter().map(|term| term.trim().to_owned()).filter(|term| !term.is_empty()).collect();
    if name.trim().is_empty() || terms.is_empty() {
        return Err(Error::Usage("a topic needs a name and at least one term".to_owned()));
    }
    global.create()?.define_topic(name, &terms)?;
    global.say(&format!("\"{}\" is told by: {}, {}", name.trim(), name.trim(), terms.join(", ")));
    Ok(ExitCode::SUCCESS)
}
