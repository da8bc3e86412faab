//! Words cut from a document by their bytes.
//!
//! SQLite's `substr` counts characters, so quotes are read as bytes of the stored text, without
//! loading the whole of it.

use std::io::{Read, Seek, SeekFrom};

use rusqlite::blob::Blob;
use rusqlite::{Connection, MAIN_DB, Result};
use serde::Serialize;

use crate::model::Span;

/// The sentence or sentences that say something, and where in them the words stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// First byte within the document.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The telling words within, as bytes of the document, in order, wider ones first.
    pub marks: Vec<Marked>,
}

/// Words within the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// First byte within the document.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What they tell.
    pub role: Mark,
}

/// What marked words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Mark {
    Time,
    Event,
    Source,
    Cue,
    Content,
}

/// Reads words of documents, one document after the other.
pub(super) struct Quoter<'db> {
    db: &'db Connection,
    open: Option<(i64, Blob<'db>)>,
}

impl<'db> Quoter<'db> {
    pub fn new(db: &'db Connection) -> Self {
        Self { db, open: None }
    }

    /// Returns the words of the span; U+FFFD for bytes that a damaged file no longer tells.
    pub fn words(&mut self, document: i64, span: Span) -> Result<String> {
        match &mut self.open {
            Some((id, _)) if *id == document => {}
            Some((id, blob)) => {
                blob.reopen(document)?;
                *id = document;
            }
            None => self.open = Some((document, self.db.blob_open(MAIN_DB, "document", "text", document, true)?)),
        }
        let mut bytes = Vec::new();
        if let Some((_, blob)) = &mut self.open {
            let read = blob
                .seek(SeekFrom::Start(span.start as u64))
                .and_then(|_| blob.take(span.len() as u64).read_to_end(&mut bytes));
            read.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        }
        Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Returns the words of the span and the marks that lie within it, wider ones first.
    pub fn evidence(&mut self, document: i64, span: Span, mut marks: Vec<(Span, Mark)>) -> Result<Evidence> {
        let text = self.words(document, span)?;
        marks.retain(|(mark, _)| !mark.is_empty() && span.contains(*mark));
        marks.sort_by_key(|(mark, role)| (mark.start, std::cmp::Reverse(mark.end), *role));
        let marks = marks.into_iter().map(|(mark, role)| Marked { start: mark.start, end: mark.end, role }).collect();
        Ok(Evidence { start: span.start, end: span.end, text, marks })
    }
}
