//! What the arguments of `add` name: files, directories, addresses, standard input.

use std::collections::VecDeque;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::input::{self, Fetching, Options, Reading};
use crate::model::Document;
use crate::store::{Page, Recall};

use super::batch::{Batch, Piece};
use super::report::Report;
use super::watch::Seen;

/// Bytes of text after which a batch is full: what one transaction stores, and what Ctrl-C waits for.
const BATCH_BYTES: usize = 1 << 20;
/// Pages after which a batch is full.
const BATCH_PAGES: usize = 256;
/// Files, and bytes of them, that are read at a stretch.
const READ_FILES: usize = 128;
const READ_BYTES: u64 = 4 << 20;

/// One file or address to read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    File(PathBuf, u64),
    Address(String),
    StandardInput,
}

/// How files and addresses are read.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub options: Options,
    pub fetching: Fetching,
}

/// Everything to read, in order.
pub(super) struct Sources {
    unread: VecDeque<Source>,
    /// Read and not yet in a batch.
    waiting: VecDeque<Piece<Document>>,
    reader: Reader,
}

impl Sources {
    /// Lists what the arguments name; what is not there goes to the report.
    pub fn find(arguments: &[String], reader: Reader, report: &mut Report) -> Self {
        let mut unread = VecDeque::new();
        for argument in arguments {
            let path = Path::new(argument);
            if argument == "-" {
                unread.push_back(Source::StandardInput);
            } else if input::is_address(argument) {
                unread.push_back(Source::Address(argument.clone()));
            } else if path.is_dir() {
                match input::articles(path) {
                    Ok(found) => {
                        if found.files.is_empty() && !report.is_watching() {
                            let problem = "there are no articles in this directory; give text files (.txt)".to_owned();
                            report.failed(&Error::Input { name: argument.clone(), problem });
                        }
                        report.ignored(&found.ignored);
                        unread.extend(found.files.into_iter().map(Source::file));
                    }
                    Err(error) => report.failed(&error),
                }
            } else {
                unread.push_back(Source::file(path.to_owned()));
            }
        }
        Self { unread, waiting: VecDeque::new(), reader }
    }

    /// Keeps the files that no earlier round has read as they are, and all addresses.
    pub fn only_new(mut self, seen: &mut Seen) -> Self {
        self.unread.retain(|source| match source {
            Source::File(path, _) => seen.is_new(path),
            Source::Address(_) | Source::StandardInput => true,
        });
        self
    }

    /// Returns how many files are to be read.
    pub fn len(&self) -> usize {
        self.unread.len()
    }

    /// Returns how many bytes they hold.
    pub fn bytes(&self) -> u64 {
        self.unread.iter().map(Source::bytes).sum()
    }

    /// Returns the next batch; an empty one at the end.
    pub fn next_batch(&mut self) -> Batch {
        let mut batch = Batch::default();
        let (mut bytes, mut pages) = (0, 0);
        while bytes < BATCH_BYTES && pages < BATCH_PAGES {
            if self.waiting.is_empty() {
                self.read();
            }
            let Some(piece) = self.waiting.pop_front() else { break };
            if let Piece::Page(page, _) = &piece {
                pages += 1;
                bytes += page.main.text.len() + page.related.iter().map(|related| related.text.len()).sum::<usize>();
            }
            batch.pieces.push(piece);
        }
        batch
    }

    /// Reads the next files, in parallel.
    fn read(&mut self) {
        let mut sources = Vec::new();
        let mut bytes = 0;
        while sources.len() < READ_FILES && bytes < READ_BYTES {
            let Some(source) = self.unread.pop_front() else { break };
            bytes += source.bytes();
            sources.push(source);
        }
        let reader = &self.reader;
        let read: Vec<_> = sources.into_par_iter().map(|source| source.pieces(reader)).collect();
        self.waiting.extend(read.into_iter().flatten());
    }
}

impl Source {
    fn file(path: PathBuf) -> Self {
        let bytes = path.metadata().map_or(0, |it| it.len());
        Self::File(path, bytes)
    }

    fn bytes(&self) -> u64 {
        match self {
            Self::File(_, bytes) => *bytes,
            Self::Address(_) | Self::StandardInput => 0,
        }
    }

    /// Reads the file: its pages, then what could not be read of it.
    fn pieces(&self, reader: &Reader) -> Vec<Piece<Document>> {
        let mut pieces = Vec::new();
        match self.read(reader) {
            Ok(reading) => {
                let pages = Page::group(reading.documents);
                let share = self.bytes() / pages.len().max(1) as u64;
                for page in pages {
                    pieces.push(Piece::Page(Box::new(page), Recall::default()));
                    pieces.push(Piece::Read(share));
                }
                pieces.extend(reading.problems.into_iter().map(Piece::Problem));
            }
            Err(error) => pieces.extend([Piece::Problem(error), Piece::Read(self.bytes())]),
        }
        pieces
    }

    fn read(&self, reader: &Reader) -> Result<Reading> {
        match self {
            Self::File(path, _) => input::read_file(path, &reader.options),
            Self::Address(address) => input::fetch(address, &reader.fetching, &reader.options),
            Self::StandardInput => {
                let failed = |source| Error::Io { path: "standard input".into(), action: "reading", source };
                let mut bytes = Vec::new();
                std::io::stdin().lock().take(input::MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
                input::read("-", &bytes, &reader.options)
            }
        }
    }
}
