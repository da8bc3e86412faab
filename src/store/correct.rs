//! Corrections of identities by hand: they hold now and for every later reading.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::Store;
use super::fold::name_key;

impl Store {
    /// Notes that whoever goes by `alias`, in any document, is the speaker; those who do so already
    /// become that speaker. Returns how many speakers were taken in.
    ///
    /// # Errors
    ///
    /// [`Error::Database`](crate::Error::Database).
    pub fn add_alias(&mut self, speaker: i64, alias: &str) -> crate::Result<usize> {
        let key = name_key(alias);
        self.transaction(|store| {
            let add = || -> Result<usize> {
                correct(&store.db, "alias", alias, &key, None, speaker)?;
                let mut statement =
                    store.db.prepare("SELECT id FROM speaker WHERE name_key = ?1 AND id <> ?2 ORDER BY id")?;
                let same: Vec<i64> =
                    statement.query_map(params![key, speaker], |row| row.get(0))?.collect::<Result<_>>()?;
                same.iter().try_for_each(|other| take_in(&store.db, speaker, *other))?;
                Ok(same.len())
            };
            add().map_err(|error| store.explain(error))
        })
    }

    /// Makes `other` the same speaker as `kept`, for good.
    ///
    /// # Errors
    ///
    /// [`Error::Database`](crate::Error::Database).
    pub fn merge_speakers(&mut self, kept: i64, other: i64) -> crate::Result<()> {
        self.transaction(|store| {
            let merge = || -> Result<()> {
                let (name, key, document): (String, String, Option<i64>) = store.db.query_row(
                    "SELECT name, name_key, document_id FROM speaker WHERE id = ?1",
                    [other],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )?;
                correct(&store.db, "merge", &name, &key, document, kept)?;
                take_in(&store.db, kept, other)
            };
            merge().map_err(|error| store.explain(error))
        })
    }
}

fn correct(db: &Connection, made_by: &str, name: &str, key: &str, document: Option<i64>, speaker: i64) -> Result<()> {
    db.execute(
        "DELETE FROM correction WHERE name_key = ?1 AND ifnull(document_id, 0) = ifnull(?2, 0)",
        params![key, document],
    )?;
    // A speaker that is merged away later takes its own name back with it: see take_in.
    db.execute(
        "INSERT INTO correction (made_by, name, name_key, document_id, speaker_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![made_by, name.trim(), key, document, speaker],
    )
    .map(drop)
}

/// Turns everything that refers to `other` to `kept` and removes `other`.
fn take_in(db: &Connection, kept: i64, other: i64) -> Result<()> {
    // A speaker known in one document alone that takes in one known anywhere is known anywhere.
    let anywhere =
        db.query_row("SELECT 1 FROM speaker WHERE id = ?1 AND document_id IS NULL", [other], |_| Ok(())).optional()?;
    if anywhere.is_some() {
        db.execute("UPDATE speaker SET document_id = NULL WHERE id = ?1", [kept])?;
    }
    for sql in [
        "UPDATE entity SET speaker_id = ?1 WHERE speaker_id = ?2",
        "UPDATE claim SET speaker_id = ?1 WHERE speaker_id = ?2",
        "UPDATE event_participant SET speaker_id = ?1 WHERE speaker_id = ?2",
        "UPDATE correction SET speaker_id = ?1 WHERE speaker_id = ?2",
        "INSERT INTO speaker_name (name_key, speaker_id, name, origin, uses) \
         SELECT name_key, ?1, name, 'seen', uses FROM speaker_name WHERE speaker_id = ?2 AND uses > 0 \
         ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
        "DELETE FROM speaker WHERE id = ?2 AND ?1 <> ?2",
    ] {
        db.execute(sql, [kept, other])?;
    }
    Ok(())
}
