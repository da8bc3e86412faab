//! Rows of documents: found again and written.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde_variant::to_variant_name;

use crate::model::{Document, Interval, Published, Span};

use super::fold::{fold, name_key};
use super::hash::{Hash, text_hash};
use super::places::Place;
use super::record::Given;

/// The version whose findings are current.
pub(super) const ANALYSED_BY: &str = env!("CARGO_PKG_VERSION");

/// A document that is already there, as far as a new reading is compared with it.
#[derive(Debug)]
pub(super) struct Stored {
    pub id: i64,
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    timezone: Option<String>,
    published_on: Option<String>,
    published_before: Option<String>,
    published_basis: String,
    analysed_by: String,
    text_hash: Hash,
    role: String,
}

const STORED: &str = "SELECT document.id, title, byline, outlet.name, timezone, published_on, published_before, \
                      published_basis, analysed_by, text_hash, role \
                      FROM document LEFT JOIN outlet ON outlet.id = document.outlet_id";

impl Stored {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            title: row.get(1)?,
            byline: row.get(2)?,
            outlet: row.get(3)?,
            timezone: row.get(4)?,
            published_on: row.get(5)?,
            published_before: row.get(6)?,
            published_basis: row.get(7)?,
            analysed_by: row.get(8)?,
            text_hash: row.get(9)?,
            role: row.get(10)?,
        })
    }

    /// Finds the document that was found at the same address or in the same file.
    pub fn at_place(db: &Connection, document: &Document) -> Result<Option<Self>> {
        let place = Place::of(document);
        let mut statement = db.prepare_cached(&format!(
            "{STORED} JOIN document_place ON document_place.document_id = document.id WHERE url_key = ?1 \
             UNION ALL \
             {STORED} JOIN document_place ON document_place.document_id = document.id WHERE path_key = ?2 LIMIT 1"
        ))?;
        statement.query_row(params![place.url_key, place.path_key], Self::read).optional()
    }

    /// Lists the documents with the same words, the oldest first.
    pub fn with_text(db: &Connection, document: &Document) -> Result<Vec<Self>> {
        let mut statement =
            db.prepare_cached(&format!("{STORED} WHERE text_hash = ?1 ORDER BY document.id LIMIT 100"))?;
        let rows = statement.query_map([text_hash(&document.text)], Self::read)?;
        rows.collect()
    }

    /// Tells whether a new reading at the same place says nothing that is not stored already.
    pub fn says_it_all(&self, document: &Document) -> bool {
        let told = |new: Option<&str>, stored: &Option<String>| new.is_none() || new == stored.as_deref();
        self.analysed_by == ANALYSED_BY
            && self.has_words_of(document)
            && self.role == name(&document.role)
            && told(document.title.as_deref(), &self.title)
            && told(document.byline.as_deref(), &self.byline)
            && document.outlet.as_deref().is_none_or(|new| self.outlet.as_deref().map(name_key) == Some(name_key(new)))
            && told(document.timezone.map(|zone| zone.name()), &self.timezone)
            && (document.published.interval.is_none() || self.same_day(&document.published))
    }

    /// Tells whether a new reading has the very words that are stored.
    pub fn has_words_of(&self, document: &Document) -> bool {
        self.text_hash == text_hash(&document.text)
    }

    /// Tells whether the same words at another place are a copy of this document: their dates do
    /// not contradict each other.
    pub fn may_be_copied_as(&self, document: &Document) -> bool {
        document.published.interval.is_none() || self.undated() || self.same_day(&document.published)
    }

    /// Tells whether the copy at another place knows a date that is not stored.
    pub fn learns_from_copy(&self, document: &Document) -> bool {
        self.analysed_by != ANALYSED_BY
            || document.published.interval.is_some() && self.undated() && !self.same_day(&document.published)
    }

    fn undated(&self) -> bool {
        matches!(self.published_basis.as_str(), "unknown" | "inferred")
    }

    fn same_day(&self, published: &Published) -> bool {
        let (on, before) = days(published.interval);
        (on, before) == (self.published_on.clone(), self.published_before.clone())
    }
}

/// Returns an enum's name as the schema writes it.
pub(super) fn name<T: serde::Serialize>(value: &T) -> &'static str {
    // Every enum of the model serialises to a name; the fallback fails the column's CHECK.
    to_variant_name(value).unwrap_or("?")
}

/// Returns the first day and the day after the last, where the schema can hold them.
pub(super) fn days(interval: Option<Interval>) -> (Option<String>, Option<String>) {
    use chrono::Datelike;
    let fits = |interval: &Interval| interval.begins_on.year() >= 1 && interval.ends_before.year() <= 9999;
    match interval.filter(fits) {
        Some(interval) => (Some(interval.begins_on.to_string()), Some(interval.ends_before.to_string())),
        None => (None, None),
    }
}

/// Returns the two ends of a span.
pub(super) fn ends(span: Option<Span>) -> (Option<i64>, Option<i64>) {
    (span.map(|span| span.start as i64), span.map(|span| span.end as i64))
}

/// Writes a document's row and returns its id.
pub(super) fn insert(db: &Connection, document: &Document, published: &Published) -> Result<i64> {
    let mut statement = db.prepare_cached(
        "INSERT INTO document (role, title, title_start, title_end, byline, outlet_id, language, timezone, \
         published_on, published_before, published_grain, published_basis, published_why, notices, text, text_hash, \
         analysed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?;
    let (on, before) = days(published.interval);
    let (title_start, title_end) = ends(document.title_span);
    let id = statement.insert(params![
        name(&document.role),
        document.title,
        title_start,
        title_end,
        document.byline,
        outlet(db, document.outlet.as_deref())?,
        document.language,
        document.timezone.map(|zone| zone.name()),
        on,
        before,
        published.grain.map(|grain| name(&grain)),
        name(&published.basis),
        published.reasons.join("\n"),
        document.notices.join("\n"),
        document.text,
        text_hash(&document.text),
        ANALYSED_BY,
    ])?;
    db.prepare_cached("INSERT INTO document_search (rowid, title, text) VALUES (?1, ?2, ?3)")?.execute(params![
        id,
        document.title,
        document.text
    ])?;
    Ok(id)
}

/// Writes a new reading over a document's row. A `copy` from another place leaves title, byline and
/// outlet as they were.
pub(super) fn update(db: &Connection, id: i64, document: &Document, published: &Published, copy: bool) -> Result<()> {
    let mut statement = db.prepare_cached(
        "UPDATE document SET role = ?2, title = iif(?17, title, ?3), title_start = iif(?17, title_start, ?4), \
         title_end = iif(?17, title_end, ?5), byline = iif(?17, byline, ?6), \
         outlet_id = iif(?17, ifnull(outlet_id, ?7), ?7), language = ?8, timezone = ?9, published_on = ?10, \
         published_before = ?11, published_grain = ?12, published_basis = ?13, published_why = ?14, notices = ?15, \
         text = ?16, text_hash = ?18, analysed_by = ?19 WHERE id = ?1",
    )?;
    let (on, before) = days(published.interval);
    let (title_start, title_end) = ends(document.title_span);
    statement.execute(params![
        id,
        name(&document.role),
        document.title,
        title_start,
        title_end,
        document.byline,
        outlet(db, document.outlet.as_deref())?,
        document.language,
        document.timezone.map(|zone| zone.name()),
        on,
        before,
        published.grain.map(|grain| name(&grain)),
        name(&published.basis),
        published.reasons.join("\n"),
        document.notices.join("\n"),
        document.text,
        copy,
        text_hash(&document.text),
        ANALYSED_BY,
    ])?;
    Ok(())
}

/// Returns the id of the outlet of that name, which is added when it is new.
pub(super) fn outlet(db: &Connection, outlet: Option<&str>) -> Result<Option<i64>> {
    let Some(outlet) = outlet.filter(|name| !name.trim().is_empty()) else { return Ok(None) };
    let key = name_key(outlet);
    let found = db
        .prepare_cached("SELECT id FROM outlet WHERE name_key = ?1")?
        .query_row([&key], |row| row.get(0))
        .optional()?;
    match found {
        Some(id) => Ok(Some(id)),
        None => {
            let id = db
                .prepare_cached("INSERT INTO outlet (name, name_key) VALUES (?1, ?2)")?
                .insert(params![outlet.trim(), key])?;
            Ok(Some(id))
        }
    }
}

/// Keeps what the user said about a document, beside what was said before.
pub(super) fn keep_given(db: &Connection, id: i64, given: &Given) -> Result<()> {
    for (field, value) in given.fields() {
        db.prepare_cached("INSERT OR REPLACE INTO document_given (document_id, field, value) VALUES (?1, ?2, ?3)")?
            .execute(params![id, field, value])?;
    }
    for topic in &given.topics {
        db.prepare_cached("INSERT OR IGNORE INTO document_topic (document_id, topic, topic_key) VALUES (?1, ?2, ?3)")?
            .execute(params![id, topic, fold(topic)])?;
    }
    Ok(())
}

/// Returns what the user said about a document.
pub(super) fn given(db: &Connection, id: i64) -> Result<Given> {
    let mut statement =
        db.prepare_cached("SELECT field, value FROM document_given WHERE document_id = ?1 ORDER BY field")?;
    let mut rows = statement.query([id])?;
    let mut given = Given::default();
    while let Some(row) = rows.next()? {
        given.set(&row.get::<_, String>(0)?, row.get(1)?);
    }
    Ok(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_outside_the_calendar_of_the_schema_are_unknown() {
        assert_eq!(days(Interval::year(-43)), (None, None));
        assert_eq!(days(Interval::year(2025)), (Some("2025-01-01".into()), Some("2026-01-01".into())));
    }
}
