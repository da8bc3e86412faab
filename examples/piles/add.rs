//! The speed of `timeline add` on a file of records, beside its parts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rayon::prelude::*;
use timeline::input::{self, Options};
use timeline::model::Document;
use timeline::store::{Given, Page, Record, Store};
use timeline::{Result, extract};

use super::{Took, megabytes, timed};

/// Prints megabytes and documents a second of reading, of storing, and of the whole on one and two
/// threads. A file taken `repeats` times has its copies told apart by their names.
pub fn measure(file: &str, repeats: usize) -> Result<()> {
    let (reading, took) = timed(|| input::read_file(Path::new(file), &Options::default()));
    let documents = reading?.documents;
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!("{file}: {} documents, {:.1} MB of text, taken {repeats} times", documents.len(), megabytes(bytes));
    line("reading alone", bytes, documents.len(), took, "");

    let directory = std::env::temp_dir().join(format!("timeline-piles-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("a temporary directory");
    let records: Vec<Record> = documents.into_par_iter().map(analyse).collect();
    let count = records.len();
    let (stored, took) = timed(|| store(&directory.join("rows.db"), records));
    stored?;
    line("storing the same findings, no analysis", bytes, count, took, "");

    for threads in ["1", "2"] {
        let database = directory.join(format!("{threads}.db"));
        let ((peak, worked), took) = timed(|| add(&database, file, threads, repeats));
        let took = Took { worked, ..took };
        let size = std::fs::metadata(&database).map_or(0, |it| it.len() as usize);
        let note = format!(", peak memory {:.0} MB, database {:.0} MB", megabytes(peak), megabytes(size));
        line(&format!("timeline add --threads {threads}"), bytes * repeats, count * repeats, took, &note);
    }
    let _ = std::fs::remove_dir_all(&directory);
    Ok(())
}

fn line(what: &str, bytes: usize, documents: usize, took: Took, note: &str) {
    let (passed, worked) = (took.passed.as_secs_f64(), took.worked.as_secs_f64());
    println!(
        "{what:40} {passed:8.2} s  {:7.2} MB/s  {:8.0} documents/s; on processors {worked:8.2} s  {:7.2} MB/s{note}",
        megabytes(bytes) / passed,
        documents as f64 / passed,
        megabytes(bytes) / worked
    );
}

fn analyse(document: Document) -> Record {
    let annotated = extract::annotate(&document);
    let findings = extract::findings(&annotated);
    let record = Record::of(annotated, findings);
    Record { document, ..record }
}

/// Stores records as `add` does, a transaction for every 256.
fn store(path: &Path, records: Vec<Record>) -> Result<()> {
    let mut store = Store::create(path, Duration::from_secs(1))?;
    let mut records = records.into_iter().peekable();
    while records.peek().is_some() {
        store.transaction(|store| {
            for record in records.by_ref().take(256) {
                store.insert(&Page { main: record, related: Vec::new() }, &Given::default(), true)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Runs the program beside this one and returns its peak memory in bytes and its time on processors,
/// where the system tells.
fn add(database: &Path, file: &str, threads: &str, repeats: usize) -> (usize, Duration) {
    let (mut peak, mut worked) = (0, Duration::ZERO);
    for round in 0..repeats {
        let outlet = format!("Round {round}");
        let mut command = Command::new(program());
        command.args(["--db", &database.display().to_string(), "add", file, "-q", "--threads", threads]);
        // The same words of another day are another document: each round is published in its own year.
        if round > 0 {
            command.args(["--outlet", &outlet, "--published", &format!("{}", 1500 + round)]);
        }
        let mut child = command.stdout(Stdio::null()).spawn().expect("cargo build --release makes the program");
        let mut spent = Duration::ZERO;
        while child.try_wait().expect("a child of this process").is_none() {
            peak = peak.max(resident(child.id()));
            spent = spent.max(on_processors(child.id()));
            std::thread::sleep(Duration::from_millis(20));
        }
        worked += spent;
    }
    (peak, worked)
}

fn program() -> PathBuf {
    let mut path = std::env::current_exe().expect("this program's path");
    path.pop();
    path.pop();
    path.join("timeline")
}

/// The most memory that a process has held so far; 0 where there is no /proc.
fn resident(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}

/// How long the threads of a process have run, in all; nothing where there is no /proc.
fn on_processors(process: u32) -> Duration {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name in parentheses may hold spaces; user and system time are the 12th and 13th fields after
    // it, in ticks of a hundredth of a second.
    let fields = status.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
