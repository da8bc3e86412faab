//! Earlier versions of documents whose words changed at the same address or in the same file.

use rusqlite::{Connection, Result};

/// Keeps a document as it is, with its claims and events, as one more earlier version.
pub(super) fn keep(db: &Connection, document: i64) -> Result<()> {
    let version = db
        .prepare_cached(
            "INSERT INTO document_version (document_id, version, title, published_on, published_before, \
             published_grain, published_basis, text, analysed_by) \
             SELECT id, 1 + (SELECT count(*) FROM document_version WHERE document_id = ?1), title, published_on, \
             published_before, published_grain, published_basis, text, analysed_by FROM document WHERE id = ?1",
        )?
        .insert([document])?;
    db.prepare_cached(
        "INSERT INTO version_claim (version_id, position, speaker, source, cue, content, kind, polarity, certainty, \
         evidence_start, evidence_end) \
         SELECT ?1, position, speaker.name, source, cue, content, claim.kind, polarity, certainty, evidence_start, \
         evidence_end FROM claim LEFT JOIN speaker ON speaker.id = speaker_id WHERE claim.document_id = ?2 \
         AND act IN ('says', 'thinks', 'shows')",
    )?
    .execute([version, document])?;
    db.prepare_cached(
        "INSERT INTO version_event (version_id, position, text, predicate, begins_on, ends_before, grain, modifier, \
         status, evidence_start, evidence_end) \
         SELECT ?1, position, text, predicate_lemma, begins_on, ends_before, grain, modifier, status, evidence_start, \
         evidence_end FROM event WHERE document_id = ?2",
    )?
    .execute([version, document])?;
    Ok(())
}
