//! `timeline alias`: another name of a speaker.

use std::process::ExitCode;

use crate::error::{Error, Result};
use crate::query;

use super::Global;

/// The options of `timeline alias`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The speaker, by name, surname or number (#12)
    speaker: String,
    /// The other name; whoever goes by it, in any document now or later, is this speaker
    alias: String,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    if arguments.alias.trim().is_empty() {
        return Err(Error::Usage("the alias is empty".to_owned()));
    }
    let mut store = global.open()?;
    let speaker = query::one_speaker(&store, &arguments.speaker, None)?;
    let joined = store.add_alias(speaker, &arguments.alias)?;
    let name = query::speaker_name(&store, speaker)?;
    let also = match joined {
        0 => String::new(),
        1 => "; one speaker of that name joined".to_owned(),
        joined => format!("; {joined} speakers of that name joined"),
    };
    global.say(&format!("\"{}\" is {name}{also}", arguments.alias.trim()));
    Ok(ExitCode::SUCCESS)
}
