//! Pages in: added, updated or left as they are.
//!
//! In: a [`Page`] of documents as read, then of records as analysed. Out: what became of it. The
//! caller asks [`Store::recall`] first, since what is known already need not be analysed.

use rusqlite::params;

use crate::error::Result;
use crate::model::Document;

use super::document::{self, Stored};
use super::record::{Given, Page, Record};
use super::{Store, copies, findings, places, remove, versions};

/// What the store knows of a page before it is analysed.
#[derive(Debug, Default)]
pub struct Recall {
    /// Every document of the page is stored as it is; analysing it would add nothing.
    pub known: bool,
    /// What the user says now or said before about the page's article.
    pub given: Given,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was new.
    Added,
    /// It was there with other words or dates.
    Updated,
    /// It was there.
    Unchanged,
}

/// What became of a page, and under which id.
#[derive(Debug, Clone, Copy)]
pub struct Receipt {
    /// The id of the page's own article.
    pub document: i64,
    /// Added, updated or unchanged.
    pub outcome: Outcome,
    /// The article was stored before from another place; this is one more place of it.
    pub copy: bool,
}

/// How a reading meets what is stored.
enum Meeting {
    New,
    Known {
        id: i64,
        copy: bool,
    },
    /// `reworded` tells that its words changed, not only what is known of them.
    Changed {
        id: i64,
        copy: bool,
        reworded: bool,
    },
}

impl Store {
    /// Says what is known of a page, and writes over `page` what the user said about it earlier.
    ///
    /// # Errors
    ///
    /// [`Error::Database`](crate::Error::Database).
    pub fn recall(&self, page: &mut Page<Document>, now: Given) -> Result<Recall> {
        let recall = || -> rusqlite::Result<Recall> {
            let earlier = match Stored::at_place(&self.db, &page.main)? {
                Some(stored) => document::given(&self.db, stored.id)?,
                None => Given::default(),
            };
            let given = now.or(earlier);
            given.apply(&mut page.main);
            let known = matches!(self.meet(&page.main)?, Meeting::Known { .. });
            let mut all = known;
            for related in &page.related {
                all = all && matches!(self.meet_related(related)?, Meeting::Known { .. });
            }
            Ok(Recall { known: all, given })
        };
        recall().map_err(|error| self.explain(error))
    }

    /// Stores a page; `analysed` says whether the records carry findings. `None` when they do not
    /// and are needed; nothing is then written. To be called within a [`transaction`](Store::transaction).
    ///
    /// # Errors
    ///
    /// [`Error::Database`](crate::Error::Database); the transaction is then to be given up.
    pub fn insert(&mut self, page: &Page<Record>, given: &Given, analysed: bool) -> Result<Option<Receipt>> {
        // No savepoint around a page: each would make the full-text indexes write out their buffers.
        let insert = || -> rusqlite::Result<Option<Receipt>> {
            match analysed || self.knows(page)? {
                true => self.insert_page(page, given).map(Some),
                false => Ok(None),
            }
        };
        insert().map_err(|error| self.explain(error))
    }

    /// Tells whether every document of the page is stored as it is.
    fn knows(&self, page: &Page<Record>) -> rusqlite::Result<bool> {
        let mut all = matches!(self.meet(&page.main.document)?, Meeting::Known { .. });
        for related in &page.related {
            all = all && matches!(self.meet_related(&related.document)?, Meeting::Known { .. });
        }
        Ok(all)
    }

    fn insert_page(&self, page: &Page<Record>, given: &Given) -> rusqlite::Result<Receipt> {
        let meeting = self.meet(&page.main.document)?;
        let mut receipt = self.insert_record(&page.main, meeting)?;
        places::add(&self.db, receipt.document, &page.main.document)?;
        document::keep_given(&self.db, receipt.document, given)?;
        let mut related = Vec::with_capacity(page.related.len());
        for record in &page.related {
            let meeting = self.meet_related(&record.document)?;
            related.push(self.insert_record(record, meeting)?.document);
        }
        let relinked = self.link(receipt.document, &related, receipt.copy)?;
        if relinked && receipt.outcome == Outcome::Unchanged && !receipt.copy {
            receipt.outcome = Outcome::Updated;
        }
        Ok(receipt)
    }

    /// Finds the stored document that a page's article is, by place, then by words.
    fn meet(&self, document: &Document) -> rusqlite::Result<Meeting> {
        if let Some(stored) = Stored::at_place(&self.db, document)? {
            return Ok(match stored.says_it_all(document) {
                true => Meeting::Known { id: stored.id, copy: false },
                false => Meeting::Changed { id: stored.id, copy: false, reworded: !stored.has_words_of(document) },
            });
        }
        self.meet_words(document, true)
    }

    /// Finds the stored document with a teaser's words: the same teaser stands on many pages.
    fn meet_related(&self, document: &Document) -> rusqlite::Result<Meeting> {
        self.meet_words(document, false)
    }

    fn meet_words(&self, document: &Document, copy: bool) -> rusqlite::Result<Meeting> {
        let stored = Stored::with_text(&self.db, document)?.into_iter().find(|it| it.may_be_copied_as(document));
        Ok(match stored {
            Some(stored) if stored.learns_from_copy(document) => {
                Meeting::Changed { id: stored.id, copy: true, reworded: false }
            }
            Some(stored) => Meeting::Known { id: stored.id, copy },
            None => Meeting::New,
        })
    }

    fn insert_record(&self, record: &Record, meeting: Meeting) -> rusqlite::Result<Receipt> {
        let (id, outcome, copy) = match meeting {
            Meeting::Known { id, copy } => (id, Outcome::Unchanged, copy),
            Meeting::New => {
                let id = document::insert(&self.db, &record.document, &record.published)?;
                copies::note(&self.db, id, &record.document.text)?;
                findings::insert(&self.db, id, record)?;
                (id, Outcome::Added, false)
            }
            Meeting::Changed { id, copy, reworded } => {
                if reworded {
                    versions::keep(&self.db, id)?;
                    copies::forget(&self.db, id)?;
                    copies::note(&self.db, id, &record.document.text)?;
                }
                let left = remove::findings(&self.db, id)?;
                document::update(&self.db, id, &record.document, &record.published, copy)?;
                findings::insert(&self.db, id, record)?;
                remove::orphans(&self.db, &left)?;
                (id, Outcome::Updated, copy)
            }
        };
        Ok(Receipt { document: id, outcome, copy })
    }

    /// Makes the links of a page those to `related`, and tells whether that changed them. A copy
    /// from another place adds links and takes none away.
    fn link(&self, page: i64, related: &[i64], copy: bool) -> rusqlite::Result<bool> {
        let mut statement =
            self.db.prepare_cached("SELECT related_id FROM page_link WHERE page_id = ?1 ORDER BY position")?;
        let before: Vec<i64> = statement.query_map([page], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let gone: Vec<i64> = before.iter().copied().filter(|id| !copy && !related.contains(id)).collect();
        let mut changed = !gone.is_empty();
        for (position, id) in related.iter().enumerate().filter(|(_, id)| **id != page) {
            changed |= !before.contains(id);
            self.db
                .prepare_cached("INSERT OR REPLACE INTO page_link (page_id, related_id, position) VALUES (?1, ?2, ?3)")?
                .execute(params![page, id, position as i64])?;
        }
        for id in gone {
            self.db
                .prepare_cached("DELETE FROM page_link WHERE page_id = ?1 AND related_id = ?2")?
                .execute([page, id])?;
            remove::unlinked(&self.db, id)?;
        }
        Ok(changed)
    }
}
