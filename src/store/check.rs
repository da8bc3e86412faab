//! Is the file whole?
//!
//! In: an open database. Out: what is wrong with it, in words: SQLite's own checks, rows that refer
//! to nothing, full-text indexes that have come apart from their tables, tables unlike those of
//! `schema.sql`, and spans that no longer yield the words stored beside them. Changes nothing.

use rusqlite::{Connection, OptionalExtension, Result};

use crate::model::Span;

use super::Store;
use super::findings::PIECES;
use super::migrate;

/// Faults after which looking for more of the same kind tells nothing new.
const ENOUGH: usize = 20;

/// What [`Store::check`] looked at and found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Health {
    /// The version of the schema.
    pub schema: i64,
    /// Documents whose spans were read.
    pub documents: usize,
    /// Spans that were compared with the words they must yield.
    pub spans: usize,
    /// What is wrong, in words; empty when all is well.
    pub faults: Vec<String>,
}

impl Store {
    /// Checks the whole file.
    ///
    /// # Errors
    ///
    /// [`Error::Database`](crate::Error::Database) when the file can't be read at all.
    pub fn check(&self) -> crate::Result<Health> {
        let mut health = Health { schema: migrate::SCHEMA_VERSION, documents: 0, spans: 0, faults: Vec::new() };
        let check = |health: &mut Health| -> Result<()> {
            integrity(&self.db, health)?;
            // What follows reads rows, which a damaged file may not have.
            if health.faults.is_empty() {
                references(&self.db, health)?;
                schema(&self.db, health)?;
                search(&self.db, health)?;
                spans(&self.db, health)?;
            }
            Ok(())
        };
        check(&mut health).map_err(|error| self.explain(error))?;
        Ok(health)
    }
}

fn integrity(db: &Connection, health: &mut Health) -> Result<()> {
    let mut statement = db.prepare(&format!("PRAGMA integrity_check({ENOUGH})"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get(0)?;
        if words != "ok" {
            health.faults.extend(words.lines().map(|line| format!("SQLite: {line}")));
        }
    }
    Ok(())
}

fn references(db: &Connection, health: &mut Health) -> Result<()> {
    let mut statement =
        db.prepare(&format!("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT {ENOUGH}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, row, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let which = row.map(|row| format!(" {row}")).unwrap_or_default();
        health.faults.push(format!("{table}{which} refers to a row of {parent} that is not there"));
    }
    Ok(())
}

fn schema(db: &Connection, health: &mut Health) -> Result<()> {
    let expected = migrate::objects(&migrate::model()?)?;
    let found = migrate::objects(db)?;
    for (name, sql) in &expected {
        match found.iter().find(|(it, _)| it == name) {
            None => health.faults.push(format!("{name} is missing")),
            Some((_, other)) if other != sql => health.faults.push(format!("{name} is not as schema.sql has it")),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Compares each full-text index with its table: FTS5's own check, which wants a writable file.
fn search(db: &Connection, health: &mut Health) -> Result<()> {
    if db.is_readonly(rusqlite::MAIN_DB)? {
        return Ok(());
    }
    for index in ["document_search", "claim_search", "event_search"] {
        let checked = db.execute(&format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"), []);
        match checked {
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                health.faults.push(format!("the full-text index {index} does not hold the words of its table"));
            }
            checked => drop(checked?),
        }
    }
    Ok(())
}

/// Spans of one document, with what they are and the words they must yield where these are stored.
const SPANS: &[(&str, &str)] = &[
    ("title", "SELECT id, title_start, title_end, NULL FROM document WHERE id = ?1"),
    ("time expression", "SELECT position, span_start, span_end, NULL FROM time_expression WHERE document_id = ?1"),
    ("mention", "SELECT position, span_start, span_end, NULL FROM mention WHERE document_id = ?1"),
    ("event", "SELECT id, span_start, span_end, text FROM event WHERE document_id = ?1"),
    ("predicate of event", "SELECT id, predicate_start, predicate_end, NULL FROM event WHERE document_id = ?1"),
    ("place of event", "SELECT id, place_start, place_end, place FROM event WHERE document_id = ?1"),
    ("evidence of event", "SELECT id, evidence_start, evidence_end, NULL FROM event WHERE document_id = ?1"),
    ("evidence of claim", "SELECT id, evidence_start, evidence_end, NULL FROM claim WHERE document_id = ?1"),
    ("addressee of claim", "SELECT id, addressee_start, addressee_end, NULL FROM claim WHERE document_id = ?1"),
    ("place of claim", "SELECT id, place_start, place_end, NULL FROM claim WHERE document_id = ?1"),
    ("medium of claim", "SELECT id, medium_start, medium_end, NULL FROM claim WHERE document_id = ?1"),
];

fn spans(db: &Connection, health: &mut Health) -> Result<()> {
    let mut documents = db.prepare("SELECT id, text FROM document ORDER BY id")?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        let (document, text): (i64, String) = (row.get(0)?, row.get(1)?);
        health.documents += 1;
        for (what, sql) in SPANS {
            single_spans(db, document, &text, what, sql, health)?;
        }
        for part in ["source", "cue", "content"] {
            claim_pieces(db, document, &text, part, health)?;
        }
        if health.faults.len() >= ENOUGH {
            return Ok(());
        }
    }
    version_spans(db, health)
}

fn single_spans(db: &Connection, document: i64, text: &str, what: &str, sql: &str, health: &mut Health) -> Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([document])?;
    while let Some(row) = rows.next()? {
        let (start, end): (Option<usize>, Option<usize>) = (row.get(1)?, row.get(2)?);
        let Some((start, end)) = start.zip(end) else { continue };
        let stored: Option<String> = row.get(3)?;
        health.spans += 1;
        let fault = match (text.get(start..end), stored) {
            (None, _) => "lies outside the text",
            (Some(words), Some(stored)) if words != stored => "does not yield its stored words",
            _ => continue,
        };
        let id: i64 = row.get(0)?;
        health.faults.push(format!("document {document}: {what} {id} (bytes {start} to {end}) {fault}"));
    }
    Ok(())
}

/// Compares the pieces of each claim's source, cue or content with the words stored in one.
fn claim_pieces(db: &Connection, document: i64, text: &str, part: &str, health: &mut Health) -> Result<()> {
    let mut claims = db.prepare_cached(&format!("SELECT id, {part} FROM claim WHERE document_id = ?1 ORDER BY id"))?;
    let mut spans = db.prepare_cached(
        "SELECT span_start, span_end FROM claim_span WHERE claim_id = ?1 AND part = ?2 ORDER BY position",
    )?;
    let mut rows = claims.query([document])?;
    while let Some(row) = rows.next()? {
        let (claim, stored): (i64, String) = (row.get(0)?, row.get(1)?);
        let pieces = spans.query_map((claim, part), |row| Ok(Span::new(row.get(0)?, row.get(1)?)))?;
        let pieces: Vec<Span> = pieces.collect::<Result<_>>()?;
        health.spans += pieces.len();
        let words: Option<Vec<&str>> = pieces.iter().map(|span| text.get(span.start..span.end)).collect();
        if words.is_none_or(|words| words.join(PIECES) != stored) {
            health.faults.push(format!("document {document}: {part} of claim {claim} does not yield its stored words"));
        }
    }
    Ok(())
}

fn version_spans(db: &Connection, health: &mut Health) -> Result<()> {
    let outside = db
        .query_row(
            "SELECT document_id, version FROM document_version WHERE EXISTS ( \
             SELECT 1 FROM version_claim WHERE version_id = id AND evidence_end > octet_length(document_version.text) \
             UNION ALL \
             SELECT 1 FROM version_event WHERE version_id = id AND evidence_end > octet_length(document_version.text)) \
             ORDER BY document_id, version LIMIT 1",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )
        .optional()?;
    health.faults.extend(outside.map(|(document, version)| {
        format!("document {document}: evidence of version {version} lies outside its text")
    }));
    Ok(())
}
