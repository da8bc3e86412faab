//! Near copies: which documents carry one text, lightly edited.
//!
//! In: a document's words. Out: its origin, the first stored document of those whose words it
//! mostly shares ([`Fingerprint::is_copy_of`]), or itself. Depends only on what is stored and in
//! which order. Exact copies never come here: they are one document with several places.

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::model::Fingerprint;

/// Documents compared for each band: of a text that hundreds carry, the first few tell as much as
/// all of them, and the time that one document takes stays the same however many there are.
const COMPARED: i64 = 8;

/// Notes what the words leave to be compared by, and finds the document's origin.
pub(super) fn note(db: &Connection, document: i64, text: &str) -> Result<()> {
    let fingerprint = Fingerprint::of(text);
    let bands = fingerprint.bands();
    let origin = origin(db, document, &fingerprint, &bands)?.unwrap_or(document);
    db.prepare_cached(
        "INSERT INTO document_origin (document_id, origin_id, words_hash, sketch) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![document, origin, fingerprint.exact.cast_signed(), fingerprint.to_bytes()])?;
    add_bands(db, document, &bands)
}

/// Takes back what [`note`] noted; the first of the remaining copies becomes their origin.
pub(super) fn forget(db: &Connection, document: i64) -> Result<()> {
    let heir: Option<i64> = db
        .prepare_cached("SELECT min(document_id) FROM document_origin WHERE origin_id = ?1 AND document_id <> ?1")?
        .query_row([document], |row| row.get(0))?;
    if let Some(heir) = heir {
        db.prepare_cached("UPDATE document_origin SET origin_id = ?2 WHERE origin_id = ?1")?
            .execute([document, heir])?;
    }
    let sketch = db
        .prepare_cached("SELECT words_hash, sketch FROM document_origin WHERE document_id = ?1")?
        .query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    for band in sketch.and_then(restored).iter().flat_map(Fingerprint::bands) {
        db.prepare_cached("DELETE FROM copy_band WHERE band = ?1 AND document_id = ?2")?
            .execute([band.cast_signed(), document])?;
    }
    db.prepare_cached("DELETE FROM document_origin WHERE document_id = ?1")?.execute([document])?;
    Ok(())
}

/// Notes every document, in the order of their ids: a database from before copies were linked.
pub(super) fn note_all(db: &Connection) -> Result<()> {
    let mut statement = db.prepare("SELECT id, text FROM document ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        note(db, row.get(0)?, row.get_ref(1)?.as_str()?)?;
    }
    Ok(())
}

/// Makes the bands again from the sketches.
pub(super) fn rebuild_bands(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM copy_band", [])?;
    let mut statement =
        db.prepare("SELECT document_id, words_hash, sketch FROM document_origin ORDER BY document_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(fingerprint) = restored((row.get(1)?, row.get(2)?)) {
            add_bands(db, row.get(0)?, &fingerprint.bands())?;
        }
    }
    Ok(())
}

fn restored((words_hash, sketch): (i64, Vec<u8>)) -> Option<Fingerprint> {
    Fingerprint::from_bytes(words_hash.cast_unsigned(), &sketch)
}

fn add_bands(db: &Connection, document: i64, bands: &[u64]) -> Result<()> {
    let mut statement = db.prepare_cached("INSERT OR IGNORE INTO copy_band (band, document_id) VALUES (?1, ?2)")?;
    bands.iter().try_for_each(|band| statement.execute([band.cast_signed(), document]).map(drop))
}

/// Finds the origin of the stored document that resembles this one most; of equals, the first.
fn origin(db: &Connection, document: i64, fingerprint: &Fingerprint, bands: &[u64]) -> Result<Option<i64>> {
    let mut near = db.prepare_cached(
        "SELECT document_id FROM copy_band WHERE band = ?1 AND document_id <> ?2 ORDER BY document_id LIMIT ?3",
    )?;
    let mut candidates: Vec<i64> = Vec::new();
    for band in bands {
        let rows = near.query_map(params![band.cast_signed(), document, COMPARED], |row| row.get(0))?;
        rows.into_iter().try_for_each(|id| id.map(|id| candidates.push(id)))?;
    }
    candidates.sort_unstable();
    candidates.dedup();
    let mut sketch =
        db.prepare_cached("SELECT words_hash, sketch, origin_id FROM document_origin WHERE document_id = ?1")?;
    let mut best: Option<(f64, i64)> = None;
    for candidate in candidates {
        let (other, origin) =
            sketch.query_row([candidate], |row| Ok((restored((row.get(0)?, row.get(1)?)), row.get(2)?)))?;
        let Some(other) = other.filter(|other| fingerprint.is_copy_of(other)) else { continue };
        let resemblance = fingerprint.resemblance(&other);
        if best.is_none_or(|(most, _)| resemblance > most) {
            best = Some((resemblance, origin));
        }
    }
    Ok(best.map(|(_, origin)| origin))
}
