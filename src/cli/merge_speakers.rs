//! `timeline merge-speakers`: two speakers are one.

use std::process::ExitCode;

use crate::error::Result;
use crate::query;

use super::Global;

/// The options of `timeline merge-speakers`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The speaker whose name is kept, by name, surname or number (#12)
    kept: String,
    /// The speaker who is the same
    other: String,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let mut store = global.open()?;
    let kept = query::one_speaker(&store, &arguments.kept, None)?;
    let name = query::speaker_name(&store, kept)?;
    let other = query::one_speaker(&store, &arguments.other, Some(kept))?;
    let gone = query::speaker_name(&store, other)?;
    store.merge_speakers(kept, other)?;
    global.say(&format!("{gone} is {name} from now on"));
    Ok(ExitCode::SUCCESS)
}
