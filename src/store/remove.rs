//! Documents and their findings out, and with them whatever nothing else refers to.
//!
//! Rows go children first: SQLite looks for children of each row it deletes, and finds none at once.

use rusqlite::{Connection, OptionalExtension, Result};

use super::{Store, copies, speakers};

impl Store {
    /// Removes a document, its findings, and the teasers that stood on its page alone.
    ///
    /// # Errors
    ///
    /// [`Error::Database`](crate::Error::Database). Without such a document nothing happens.
    pub fn remove(&mut self, id: i64) -> crate::Result<()> {
        self.transaction(|store| document(&store.db, id).map_err(|error| store.explain(error)))
    }
}

fn document(db: &Connection, id: i64) -> Result<()> {
    let mut statement = db.prepare_cached("SELECT related_id FROM page_link WHERE page_id = ?1 ORDER BY related_id")?;
    let related: Vec<i64> = statement.query_map([id], |row| row.get(0))?.collect::<Result<_>>()?;
    let left = findings(db, id)?;
    copies::forget(db, id)?;
    db.execute("DELETE FROM document WHERE id = ?1", [id])?;
    orphans(db, &left)?;
    related.into_iter().try_for_each(|id| unlinked(db, id))
}

/// Removes a teaser that stands on no page any more.
pub(super) fn unlinked(db: &Connection, id: i64) -> Result<()> {
    let kept = db
        .query_row(
            "SELECT 1 FROM page_link WHERE related_id = ?1 \
             UNION ALL SELECT 1 FROM document WHERE id = ?1 AND role = 'main'",
            [id],
            |_| Ok(()),
        )
        .optional()?;
    match kept {
        Some(()) => Ok(()),
        None => document(db, id),
    }
}

/// Removes a document's findings and returns the speakers they spoke of.
pub(super) fn findings(db: &Connection, id: i64) -> Result<Vec<i64>> {
    let speakers = speakers::release(db, id)?;
    for sql in [
        "DELETE FROM event_participant WHERE event_id IN (SELECT id FROM event WHERE document_id = ?1)",
        "DELETE FROM event WHERE document_id = ?1",
        "DELETE FROM claim_span WHERE claim_id IN (SELECT id FROM claim WHERE document_id = ?1)",
        "DELETE FROM claim WHERE document_id = ?1",
        "DELETE FROM mention WHERE document_id = ?1",
        "DELETE FROM entity WHERE document_id = ?1",
        "DELETE FROM time_expression WHERE document_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(speakers)
}

/// Removes those of the speakers that nothing refers to any more, unless the user corrected them.
pub(super) fn orphans(db: &Connection, speakers: &[i64]) -> Result<()> {
    let mut remove = db.prepare_cached(
        "DELETE FROM speaker WHERE id = ?1 \
         AND NOT EXISTS (SELECT 1 FROM entity WHERE speaker_id = ?1) \
         AND NOT EXISTS (SELECT 1 FROM correction WHERE speaker_id = ?1)",
    )?;
    speakers.iter().try_for_each(|speaker| remove.execute([speaker]).map(drop))
}
