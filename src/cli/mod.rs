//! The command line: the only room with clap, stdin, stdout and the clock.

mod explain;
mod extract;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A defensible chronology from news articles: what happened when, and who claimed what.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Filters JSON lines: articles in, time expressions, mentions, claims and events out
    Extract(extract::Arguments),
    /// Shows the time expressions of a text or file, and how each was understood
    Explain(explain::Arguments),
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("timeline: {error}");
            ExitCode::FAILURE
        }
    }
}
