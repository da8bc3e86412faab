//! What `add` says: each page as it is stored, what went wrong, and the totals.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::input::Ignored;
use crate::model::{Basis, TimeBasis};
use crate::query::Days;
use crate::render;
use crate::store::{Outcome, Page, Receipt, Record};

use super::super::Global;
use super::super::output::Output;
use super::Format;

/// Files, or bytes of them, from which a progress bar is worth while.
const MANY: usize = 50;
const LARGE: u64 = 1 << 20;

/// Collects what became of every page.
pub(super) struct Report<'a> {
    global: &'a Global,
    format: Format,
    output: Output,
    bar: ProgressBar,
    documents: Vec<Line>,
    errors: Vec<String>,
    totals: Totals,
    /// The article that was stored last.
    last: Option<String>,
    stopped: bool,
    /// Files and directories that are no articles.
    passed_over: usize,
    broken: Option<Error>,
    /// More rounds follow.
    watching: bool,
    /// Rounds came before: what is unchanged was said then.
    again: bool,
}

#[derive(Debug, Default, Serialize)]
struct Totals {
    added: usize,
    unchanged: usize,
    updated: usize,
    failed: usize,
}

impl Totals {
    /// Articles that are in the database.
    fn done(&self) -> usize {
        self.added + self.unchanged + self.updated
    }
}

/// What is said of one document.
#[derive(Debug, Serialize)]
struct Line {
    id: i64,
    outcome: Outcome,
    copy: bool,
    path: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    basis: Basis,
    why: Vec<String>,
    /// Time expressions that need the publication date and lack it.
    unresolved: usize,
    related: usize,
    time_expressions: usize,
    mentions: usize,
    events: usize,
    claims: usize,
    notices: Vec<String>,
}

impl<'a> Report<'a> {
    pub fn new(global: &'a Global, format: Format, watching: bool) -> Self {
        Self {
            global,
            format,
            output: global.output(),
            bar: ProgressBar::hidden(),
            documents: Vec::new(),
            errors: Vec::new(),
            totals: Totals::default(),
            last: None,
            stopped: false,
            passed_over: 0,
            broken: None,
            watching,
            again: false,
        }
    }

    /// Makes it the report of a later round, which says nothing of what is unchanged.
    pub fn again(self) -> Self {
        Self { again: true, ..self }
    }

    /// Tells whether more rounds follow.
    pub fn is_watching(&self) -> bool {
        self.watching
    }

    /// Shows a progress bar when there is much to do and someone to see it.
    pub fn expect(&mut self, files: usize, bytes: u64) {
        let much = files >= MANY || bytes >= LARGE;
        if !much || self.global.quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let style = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left{msg}");
        self.bar = ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    /// Notes that so many bytes of files are done with.
    pub fn read(&mut self, bytes: u64) {
        self.bar.inc(bytes);
        self.bar.set_message(format!(", {} articles", self.totals.done()));
    }

    /// Notes that Ctrl-C ended the work early.
    pub fn stopped(&mut self) {
        self.stopped = true;
    }

    /// Says what a directory held besides articles.
    pub fn ignored(&mut self, ignored: &[Ignored]) {
        if self.global.verbose {
            for it in ignored {
                self.global.say(&format!("{}: passed over ({})", it.path.display(), it.reason));
            }
        }
        self.passed_over += ignored.len();
    }

    /// Says what went wrong with one file or part of one.
    pub fn failed(&mut self, error: &Error) {
        self.totals.failed += 1;
        let message = error.to_string();
        self.bar.suspend(|| eprintln!("timeline: {}", render::plain(&message)));
        if self.format == Format::Json {
            self.errors.push(message);
        }
    }

    /// Notes what became of a page.
    pub fn stored(&mut self, page: &Page<Record>, receipt: Receipt) {
        match receipt.outcome {
            Outcome::Added => self.totals.added += 1,
            Outcome::Updated => self.totals.updated += 1,
            Outcome::Unchanged => self.totals.unchanged += 1,
        }
        self.last.clone_from(&page.main.document.path);
        if self.again && receipt.outcome == Outcome::Unchanged {
            return;
        }
        let line = Line::new(page, receipt);
        match self.format {
            Format::Json => self.documents.push(line),
            Format::Table if self.global.quiet => {}
            Format::Table => {
                let lines = line.words(self.global.verbose);
                let written = self.bar.suspend(|| lines.iter().try_for_each(|line| self.output.line(line)));
                self.broken = self.broken.take().or(written.err());
            }
        }
    }

    /// Says the totals.
    pub fn finish(mut self, dry_run: bool) -> Result<ExitCode> {
        self.bar.finish_and_clear();
        if let Some(error) = self.broken {
            return Err(error);
        }
        let Totals { added, unchanged, updated, failed } = self.totals;
        let is_idle = self.again && added + updated + failed == 0;
        match self.format {
            _ if is_idle => {}
            Format::Json => {
                let all = serde_json::json!({
                    "documents": self.documents, "errors": self.errors, "totals": self.totals, "stored": !dry_run,
                });
                self.output.write(|out| render::to_line(&all, out))?;
            }
            Format::Table if self.global.quiet => {}
            Format::Table => {
                let note = if dry_run { " (dry run: nothing was stored)" } else { "" };
                self.output
                    .line(&format!("{added} added, {unchanged} unchanged, {updated} updated, {failed} failed{note}"))?;
            }
        }
        if self.passed_over > 0 && self.totals.done() > 0 && !self.again && !self.global.verbose {
            let some = match self.passed_over {
                1 => "1 file that is no article was".to_owned(),
                more => format!("{more} files that are no articles were"),
            };
            self.global.say(&format!("{some} passed over; -v says which"));
        }
        if self.stopped {
            let last = self.last.map(|name| format!(", the last one {name}")).unwrap_or_default();
            let done = self.totals.done();
            self.global.say(&format!("stopped after {done} articles{last}; the same command goes on from there"));
            return Ok(ExitCode::from(130));
        }
        Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

impl Line {
    fn new(page: &Page<Record>, receipt: Receipt) -> Self {
        let main = &page.main;
        let all = || std::iter::once(main).chain(&page.related);
        let needs_date = |record: &&Record| record.published.day().is_none();
        let unresolved = all().filter(needs_date).flat_map(|record| &record.time_expressions);
        Self {
            id: receipt.document,
            outcome: receipt.outcome,
            copy: receipt.copy,
            path: main.document.path.clone(),
            title: main.document.title.clone(),
            outlet: main.document.outlet.clone(),
            published: main.published.interval.map(|interval| {
                render::days(&Days {
                    begins_on: Some(interval.begins_on.to_string()),
                    ends_before: Some(interval.ends_before.to_string()),
                    grain: main
                        .published
                        .grain
                        .and_then(|grain| serde_json::to_value(grain).ok()?.as_str().map(str::to_owned)),
                    modifier: None,
                })
            }),
            basis: main.published.basis,
            why: main.published.reasons.clone(),
            unresolved: unresolved.filter(|it| it.basis == TimeBasis::Unresolved).count(),
            related: page.related.len(),
            time_expressions: all().map(|record| record.time_expressions.len()).sum(),
            mentions: all().map(|record| record.mentions.len()).sum(),
            events: all().map(|record| record.events.len()).sum(),
            claims: all().flat_map(|record| &record.claims).filter(|claim| claim.act.is_claim()).count(),
            notices: main.document.notices.clone(),
        }
    }

    fn words(&self, verbose: bool) -> Vec<String> {
        let name = self.title.as_ref().or(self.path.as_ref()).map_or("untitled", String::as_str);
        let outcome = match (self.outcome, self.copy) {
            (Outcome::Unchanged, true) => "unchanged (a copy of one stored before)",
            (Outcome::Unchanged, false) => "unchanged",
            (Outcome::Added, _) => "added",
            (Outcome::Updated, _) => "updated",
        };
        let mut lines = vec![format!("{outcome}: {name}")];
        if self.outcome != Outcome::Unchanged {
            let related = match self.related {
                0 => String::new(),
                some => format!(", {}", count(some, "related article")),
            };
            lines.push(format!(
                "  {}; {}, {}, {}, {}{related}",
                self.published_words(),
                count(self.time_expressions, "time expression"),
                count(self.mentions, "mention"),
                count(self.events, "event"),
                count(self.claims, "claim")
            ));
            if self.published.is_none() && self.unresolved > 0 {
                lines.push(format!(
                    "  {} unresolved; give the date with --published YYYY-MM-DD",
                    match self.unresolved {
                        1 => "1 time expression stays".to_owned(),
                        more => format!("{more} time expressions stay"),
                    }
                ));
            }
            lines.extend(self.notices.iter().map(|notice| format!("  {notice}")));
        }
        if verbose {
            lines.extend(self.why.iter().map(|why| format!("  published: {why}")));
        }
        lines
    }

    fn published_words(&self) -> String {
        let basis = match self.basis {
            Basis::Given => "as given",
            Basis::Metadata => "by the page",
            Basis::Dateline => "by the dateline",
            Basis::Inferred => "inferred from the text",
            Basis::Unknown => return "publication date unknown".to_owned(),
        };
        match &self.published {
            Some(published) => format!("published {published}, {basis}"),
            None => "publication date unknown".to_owned(),
        }
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
