//! A batch of pages on its way: recalled, analysed, written.

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::extract;
use crate::model::Document;
use crate::store::{Given, Page, Recall, Record, Store};

use super::report::Report;

/// Pages as read, in order.
#[derive(Default)]
pub(super) struct Batch {
    pub pieces: Vec<Piece<Document>>,
}

/// The same with everything found.
#[derive(Default)]
pub(super) struct Analysed {
    pieces: Vec<Piece<Record>>,
}

/// What comes next in a pile.
pub(super) enum Piece<T> {
    /// A page and what the store knows of it.
    Page(Box<Page<T>>, Recall),
    /// What went wrong with a file or a part of one.
    Problem(Error),
    /// So many bytes of files are read, up to here.
    Read(u64),
}

impl Batch {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Asks the store what it knows of every page already.
    pub fn recall(&mut self, store: &Store, given: &Given) -> Result<()> {
        for piece in &mut self.pieces {
            if let Piece::Page(page, recall) = piece {
                *recall = store.recall(page, given.clone())?;
            }
        }
        Ok(())
    }

    /// Analyses what is not known, in parallel.
    pub fn analyse(self) -> Analysed {
        let piece = |piece: Piece<Document>| match piece {
            Piece::Page(page, recall) => {
                let page = match recall.known {
                    true => page.map(unanalysed),
                    false => page.map(analyse),
                };
                Piece::Page(Box::new(page), recall)
            }
            Piece::Problem(error) => Piece::Problem(error),
            Piece::Read(bytes) => Piece::Read(bytes),
        };
        Analysed { pieces: self.pieces.into_par_iter().map(piece).collect() }
    }
}

impl Analysed {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Writes the batch in one transaction and reports each page once it is stored.
    pub fn write(self, store: &mut Store, dry_run: bool, report: &mut Report) -> Result<()> {
        let pages = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Page(page, recall) => Some((page, recall)),
            _ => None,
        });
        let mut stored = Vec::new();
        let work = |store: &mut Store| {
            for (page, recall) in pages {
                let receipt = match store.insert(page, &recall.given, !recall.known)? {
                    Some(receipt) => receipt,
                    // What was known a moment ago was removed by another process: analyse it now.
                    None => {
                        let page = page.as_ref().clone().map(|record| analyse(record.document));
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
        for piece in &self.pieces {
            match piece {
                Piece::Page(page, _) => receipts.next().into_iter().for_each(|receipt| report.stored(page, receipt)),
                Piece::Problem(error) => report.failed(error),
                Piece::Read(bytes) => report.read(*bytes),
            }
        }
        Ok(())
    }
}

fn vanished(page: &Page<Record>) -> Error {
    let name = page.main.document.path.clone().unwrap_or_default();
    Error::Input { name, problem: "it could not be stored; add it again".to_owned() }
}

/// Finds everything in a document.
fn analyse(document: Document) -> Record {
    let annotated = extract::annotate(&document);
    let findings = extract::findings(&annotated);
    let record = Record::of(annotated, findings);
    Record { document, ..record }
}

fn unanalysed(document: Document) -> Record {
    Record { published: document.published.clone(), document, ..Record::default() }
}
