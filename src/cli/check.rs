//! `timeline check`: is the database whole?

use std::process::ExitCode;

use crate::error::Result;

use super::Global;

/// The options of `timeline check`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(global: &Global, _: &Arguments) -> Result<ExitCode> {
    let health = global.open()?.check()?;
    let mut output = global.output();
    for fault in &health.faults {
        output.line(fault)?;
    }
    if health.faults.is_empty() {
        let (schema, documents, spans) = (health.schema, health.documents, health.spans);
        output.line(&format!(
            "all is well: schema {schema}, {documents} documents, and {spans} spans that yield their stored words"
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    global.say(
        "the database is damaged; go back to a backup (`timeline backup` makes one), or add the articles again to a \
         new file with --db PATH",
    );
    Ok(ExitCode::FAILURE)
}
