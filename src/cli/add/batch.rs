//! A batch of files on its way: read, recalled, analysed, written.

use std::io::Read;

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::extract;
use crate::input::{self, Options, Reading};
use crate::model::Document;
use crate::store::{Given, Page, Recall, Record, Store};

use super::report::Report;
use super::sources::Source;

/// Files as read.
pub(super) struct Batch {
    files: Vec<File>,
}

/// One file: its pages, or why it has none.
struct File {
    pages: Vec<(Page<Document>, Recall)>,
    problems: Vec<Error>,
}

/// The same with everything found.
pub(super) struct Analysed {
    files: Vec<AnalysedFile>,
}

struct AnalysedFile {
    pages: Vec<(Page<Record>, Recall)>,
    problems: Vec<Error>,
}

impl Batch {
    /// Reads the files, in parallel.
    pub fn read(sources: Vec<Source>, options: &Options) -> Self {
        let read = |source: Source| match read(&source, options) {
            Ok(reading) => File {
                pages: Page::group(reading.documents).into_iter().map(|page| (page, Recall::default())).collect(),
                problems: reading.problems,
            },
            Err(error) => File { pages: Vec::new(), problems: vec![error] },
        };
        Self { files: sources.into_par_iter().map(read).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Asks the store what it knows of every page already.
    pub fn recall(&mut self, store: &Store, given: &Given) -> Result<()> {
        for (page, recall) in self.files.iter_mut().flat_map(|file| &mut file.pages) {
            *recall = store.recall(page, given.clone())?;
        }
        Ok(())
    }

    /// Analyses what is not known, in parallel.
    pub fn analyse(self) -> Analysed {
        let page = |(page, recall): (Page<Document>, Recall)| {
            let page = match recall.known {
                true => page.map(unanalysed),
                false => page.map(analyse),
            };
            (page, recall)
        };
        let file = |file: File| AnalysedFile {
            pages: file.pages.into_par_iter().map(page).collect(),
            problems: file.problems,
        };
        Analysed { files: self.files.into_par_iter().map(file).collect() }
    }
}

impl Analysed {
    /// Writes the batch in one transaction and reports each page once it is stored.
    pub fn write(self, store: &mut Store, dry_run: bool, report: &mut Report) -> Result<()> {
        let mut stored = Vec::new();
        let work = |store: &mut Store| {
            for (page, recall) in self.files.iter().flat_map(|file| &file.pages) {
                let receipt = match store.insert(page, &recall.given, !recall.known)? {
                    Some(receipt) => receipt,
                    // What was known a moment ago was removed by another process: analyse it now.
                    None => {
                        let page = page.clone().map(|record| analyse(record.document));
                        store.insert(&page, &recall.given, true)?.ok_or_else(|| vanished(&page))?
                    }
                };
                stored.push(receipt);
            }
            Ok(())
        };
        match dry_run {
            true => store.rehearse(work)?,
            false => store.transaction(work)?,
        }
        let mut receipts = stored.into_iter();
        for file in &self.files {
            for ((page, _), receipt) in file.pages.iter().zip(&mut receipts) {
                report.stored(page, receipt);
            }
            file.problems.iter().for_each(|problem| report.failed(problem));
            report.file_done();
        }
        Ok(())
    }
}

fn vanished(page: &Page<Record>) -> Error {
    let name = page.main.document.path.clone().unwrap_or_default();
    Error::Input { name, problem: "it could not be stored; add it again".to_owned() }
}

fn read(source: &Source, options: &Options) -> Result<Reading> {
    match source {
        Source::File(path) => input::read_file(path, options),
        Source::StandardInput => {
            let failed = |source| Error::Io { path: "standard input".into(), action: "reading", source };
            let mut bytes = Vec::new();
            std::io::stdin().lock().take(input::MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
            input::read("-", &bytes, options)
        }
    }
}

/// Finds everything in a document.
fn analyse(document: Document) -> Record {
    let annotated = extract::annotate(&document);
    let findings = extract::findings(&annotated);
    let record = Record {
        published: annotated.published,
        time_expressions: annotated.time_expressions,
        mentions: annotated.mentions,
        entities: annotated.entities,
        ..Record::default()
    };
    Record { document, ..record }.with_findings(findings)
}

fn unanalysed(document: Document) -> Record {
    Record { published: document.published.clone(), document, ..Record::default() }
}
