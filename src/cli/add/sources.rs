//! What the arguments of `add` name: files, directories, standard input.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::input;

use super::report::Report;

/// Files of one batch.
const BATCH_FILES: usize = 128;
/// Bytes of files after which a batch is full.
const BATCH_BYTES: u64 = 4 << 20;

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    File(PathBuf),
    StandardInput,
}

/// Everything to read, in order.
pub(super) struct Sources(VecDeque<Source>);

impl Sources {
    /// Lists what the arguments name; what is not there goes to the report.
    pub fn find(arguments: &[String], report: &mut Report) -> Self {
        let mut sources = VecDeque::new();
        for argument in arguments {
            let path = Path::new(argument);
            if argument == "-" {
                sources.push_back(Source::StandardInput);
            } else if path.is_dir() {
                match input::articles(path) {
                    Ok(found) => {
                        if found.files.is_empty() {
                            let problem = "there are no articles in this directory; give text files (.txt)".to_owned();
                            report.failed(&Error::Input { name: argument.clone(), problem });
                        }
                        report.ignored(&found.ignored);
                        sources.extend(found.files.into_iter().map(Source::File));
                    }
                    Err(error) => report.failed(&error),
                }
            } else {
                sources.push_back(Source::File(path.to_owned()));
            }
        }
        Self(sources)
    }

    /// Returns how many are left.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes the files of the next batch.
    pub fn take(&mut self) -> Vec<Source> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH_FILES && bytes < BATCH_BYTES {
            let Some(source) = self.0.pop_front() else { break };
            if let Source::File(path) = &source {
                bytes += path.metadata().map_or(0, |it| it.len());
            }
            batch.push(source);
        }
        batch
    }
}
