//! `timeline add`: articles in.
//!
//! Files are read and pages analysed in parallel, batch by batch, while the batch before is written;
//! one writer, one transaction a batch, so every page is stored whole or not at all, and memory
//! holds a few batches and the files they come from, however large the pile. What is stored and
//! said is the same for any number of threads.

mod batch;
mod report;
mod sources;
mod watch;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono_tz::Tz;
use clap::ValueEnum;

use crate::error::{Error, Result};
use crate::input::{Fetching, FieldMap, Options};
use crate::model::Published;
use crate::store::{Given, IN_MEMORY, Store};

use super::{Global, values};
use batch::Analysed;
use report::Report;
use sources::{Reader, Sources};
use watch::Seen;

/// The options of `timeline add`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, directories (all articles below them), http(s) addresses, or - for standard input
    #[arg(required = true, value_name = "FILE|DIR|ADDRESS|-")]
    sources: Vec<String>,
    /// The publication date, where the article does not give it: a day, a month, a year or an RFC 3339 instant
    #[arg(long, value_name = "DATE", value_parser = values::published)]
    published: Option<Published>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Its address
    #[arg(long)]
    url: Option<String>,
    /// Its headline
    #[arg(long)]
    title: Option<String>,
    /// Puts it under a topic (may be repeated)
    #[arg(long = "topic", value_name = "NAME")]
    topics: Vec<String>,
    /// The zone whose civil days the article means
    #[arg(long, value_name = "IANA", value_parser = values::timezone)]
    timezone: Option<Tz>,
    /// For JSON, CSV and TSV: which field holds what, where names are unusual: text=body,published=date
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = fields)]
    map: Option<FieldMap>,
    /// Also fetches addresses of this machine and of private networks
    #[arg(long)]
    allow_private: bool,
    /// What to call the program where addresses are fetched
    #[arg(long, value_name = "NAME")]
    user_agent: Option<String>,
    /// Goes on until Ctrl-C: looks for new and changed files, and asks addresses again, every so often
    #[arg(long, value_name = "EVERY", value_parser = watch::interval, num_args = 0..=1, require_equals = true,
          default_missing_value = "1m")]
    watch: Option<Duration>,
    /// Reads and reports, and stores nothing
    #[arg(long)]
    dry_run: bool,
    /// How many threads analyse [default: one per processor]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// The format of the report
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people
    Table,
    /// One JSON object
    Json,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let given = arguments.given();
    let mut report = Report::new(global, arguments.format, arguments.watch.is_some());
    let sources = Sources::find(&arguments.sources, arguments.reader(), &mut report);
    if arguments.url.is_some() && sources.len() > 1 {
        return Err(Error::Usage("--url names one article; add it alone".to_owned()));
    }
    if arguments.watch.is_some() && arguments.sources.iter().any(|source| source == "-") {
        return Err(Error::Usage("standard input can't be watched; give a directory or an address".to_owned()));
    }
    let mut store = match arguments.dry_run && !global.path()?.exists() {
        true => Store::create(IN_MEMORY.as_ref(), global.patience())?,
        false => global.create()?,
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.unwrap_or(0)).build();
    let pool = pool.map_err(|error| Error::Usage(format!("starting threads failed ({error}); pass --threads 1")))?;
    let stopped = stop_on_interrupt();
    let mut round = |sources: Sources, mut report: Report| {
        report.expect(sources.len(), sources.bytes());
        pool.install(|| add_all(&mut store, sources, &given, arguments.dry_run, &stopped, &mut report))?;
        report.finish(arguments.dry_run)
    };
    let Some(every) = arguments.watch else { return round(sources, report) };
    let mut seen = Seen::default();
    let mut code = round(sources.only_new(&mut seen), report)?;
    while watch::wait(every, &stopped) {
        let mut report = Report::new(global, arguments.format, true);
        let sources = Sources::find(&arguments.sources, arguments.reader(), &mut report);
        code = round(sources.only_new(&mut seen), report.again())?;
    }
    Ok(code)
}

impl Arguments {
    fn given(&self) -> Given {
        Given {
            published: self.published.clone(),
            outlet: self.outlet.clone(),
            url: self.url.clone(),
            title: self.title.clone(),
            timezone: self.timezone,
            topics: self.topics.clone(),
        }
    }

    fn reader(&self) -> Reader {
        let fields = self.map.clone().unwrap_or_default();
        Reader {
            options: Options { timezone: self.timezone, fields, ..Options::default() },
            fetching: Fetching { allow_private: self.allow_private, user_agent: self.user_agent.clone() },
        }
    }
}

fn fields(text: &str) -> Result<FieldMap, String> {
    FieldMap::parse(text).map_err(|error| error.to_string())
}

/// Adds everything: while one batch is written, the next is analysed and the one after that read.
fn add_all(
    store: &mut Store,
    mut sources: Sources,
    given: &Given,
    dry_run: bool,
    stopped: &AtomicBool,
    report: &mut Report,
) -> Result<()> {
    let mut read = sources.next_batch();
    let mut analysed = Analysed::default();
    while !(read.is_empty() && analysed.is_empty()) {
        // A page that is in the batch about to be written may be recalled as new; it is then
        // analysed for nothing, and the store finds out when it is inserted.
        read.recall(store, given)?;
        let to_write = std::mem::take(&mut analysed);
        let to_analyse = std::mem::take(&mut read);
        let (written, (done, next)) = rayon::join(
            || to_write.write(store, dry_run, report),
            || rayon::join(|| to_analyse.analyse(), || sources.next_batch()),
        );
        written?;
        (analysed, read) = (done, next);
        if stopped.load(Ordering::Relaxed) {
            let more = !read.is_empty();
            analysed.write(store, dry_run, report)?;
            if more {
                report.stopped();
            }
            return Ok(());
        }
    }
    Ok(())
}

/// Returns what Ctrl-C turns on; a second one ends the program at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    // Where no handler can be set, Ctrl-C ends the program, and the file stays whole all the same.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    stopped
}
