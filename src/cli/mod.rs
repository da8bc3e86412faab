//! The command line: the only room with clap, stdin, stdout and the clock.
//!
//! One file per subcommand. Results go to stdout, everything else to stderr. Exit codes: 0 done,
//! 1 something failed or the one thing asked for is not there, 2 wrong usage.

mod add;
mod alias;
mod backup;
mod changes;
mod check;
mod claims;
mod documents;
mod explain;
mod export;
mod extract;
mod merge_speakers;
mod output;
mod remove;
mod search;
mod show;
mod speakers;
mod topic;
mod topics;
mod values;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};

use crate::error::{Error, Result};
use crate::query;
use crate::store::Store;

use output::Output;
use values::Asked;

/// A defensible chronology from news articles: what happened when, and who claimed what.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
struct Global {
    /// The database [default: timeline.db in the platform's data directory]; ":memory:" keeps nothing
    #[arg(long, global = true, value_name = "PATH", env = "TIMELINE_DB", hide_env_values = true)]
    db: Option<PathBuf>,
    /// Colours; NO_COLOR turns them off too
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    color: Color,
    /// Says nothing but results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Says more: what was passed over, and why dates are what they are
    #[arg(short, long, global = true)]
    verbose: bool,
    /// How long to wait for another process that is writing to the database
    #[arg(long, global = true, value_name = "SECONDS", default_value = "30")]
    wait: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal
    Auto,
    /// Also in pipes and files
    Always,
    /// Not at all
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Reads articles and stores their events and claims
    Add(add::Arguments),
    /// Shows what happened when
    Show(show::Arguments),
    /// Shows who is reported to have said what
    Claims(claims::Arguments),
    /// Finds words in documents, events and claims
    Search(search::Arguments),
    /// Lists who speaks
    Speakers(speakers::Arguments),
    /// Lists what it is all about
    Topics(topics::Arguments),
    /// Lists the documents
    Documents(documents::Arguments),
    /// Shows what corrections and updates of documents changed
    Changes(changes::Arguments),
    /// Removes a document and its findings
    Remove(remove::Arguments),
    /// Gives a speaker another name, for good
    Alias(alias::Arguments),
    /// Makes two speakers one, for good
    MergeSpeakers(merge_speakers::Arguments),
    /// Defines topics of your own
    Topic(topic::Arguments),
    /// Checks that the database is whole and every span yields its words
    Check(check::Arguments),
    /// Copies the database, also while others use it
    Backup(backup::Arguments),
    /// Writes everything in the database as JSON lines
    Export(export::ExportArguments),
    /// Makes a database of what `export` wrote
    Import(export::ImportArguments),
    /// Filters JSON lines: articles in, time expressions, mentions, claims and events out
    Extract(extract::Arguments),
    /// Shows the time expressions of a text or file, and how each was understood
    Explain(explain::Arguments),
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let Arguments { global, command } = Arguments::parse();
    match run(&global, command) {
        Ok(code) => code,
        // Whoever read the output has seen enough.
        Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("timeline: {}", crate::render::plain(&error.to_string()));
            match error {
                Error::Usage(_) => ExitCode::from(2),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

fn run(global: &Global, command: Command) -> Result<ExitCode> {
    match command {
        Command::Add(arguments) => add::run(global, &arguments),
        Command::Show(arguments) => show::run(global, &arguments),
        Command::Claims(arguments) => claims::run(global, &arguments),
        Command::Search(arguments) => search::run(global, &arguments),
        Command::Speakers(arguments) => speakers::run(global, &arguments),
        Command::Topics(arguments) => topics::run(global, &arguments),
        Command::Documents(arguments) => documents::run(global, &arguments),
        Command::Changes(arguments) => changes::run(global, &arguments),
        Command::Check(arguments) => check::run(global, &arguments),
        Command::Backup(arguments) => backup::run(global, &arguments),
        Command::Export(arguments) => export::export(global, &arguments),
        Command::Import(arguments) => export::import(global, &arguments),
        Command::Remove(arguments) => remove::run(global, &arguments),
        Command::Alias(arguments) => alias::run(global, &arguments),
        Command::MergeSpeakers(arguments) => merge_speakers::run(global, &arguments),
        Command::Topic(arguments) => topic::run(global, &arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
    }
}

impl Global {
    /// Returns the path of the database.
    fn path(&self) -> Result<PathBuf> {
        if let Some(path) = self.db.as_ref().filter(|path| !path.as_os_str().is_empty()) {
            return Ok(path.clone());
        }
        let directories = directories::ProjectDirs::from("", "", "timeline");
        directories.map(|it| it.data_dir().join("timeline.db")).ok_or_else(|| {
            Error::Usage("there is no home directory to keep the database in; give a file with --db PATH".into())
        })
    }

    /// Opens the database for questions.
    fn open(&self) -> Result<Store> {
        Store::open(&self.path()?, self.patience())
    }

    /// Opens the database for writing, making it when it is not there.
    fn create(&self) -> Result<Store> {
        Store::create(&self.path()?, self.patience())
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(self.wait.into())
    }

    fn output(&self) -> Output {
        Output::new(self.color)
    }

    /// Ends a question: an answer, or none to a question about one thing that is not there.
    fn conclude(&self, store: &Store, found: usize, topic: Option<&Asked>, outlet: Option<&str>) -> Result<ExitCode> {
        if found > 0 {
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(outlet) = outlet.filter(|_| found == 0) {
            query::find_outlet(store, outlet)?;
        }
        if let Some(topic) = topic.filter(|topic| topic.fallback) {
            return Err(Error::NotFound(format!(
                "nothing here is about \"{}\"; `timeline topics` lists what there is",
                topic.name
            )));
        }
        self.say("nothing found");
        Ok(ExitCode::SUCCESS)
    }

    /// Says something to the user, unless told to be quiet.
    fn say(&self, words: &str) {
        if !self.quiet {
            eprintln!("timeline: {}", crate::render::plain(words));
        }
    }
}
