//! Rows of events with their document, participants and evidence.

use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::model::Span;

use super::conditions::Conditions;
use super::documents::Documents;
use super::evidence::{Evidence, Mark, Quoter};
use super::{Days, DocumentRef};

/// An event as one document tells it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRow {
    /// Its id in this file.
    pub id: i64,
    /// The days it happened in.
    #[serde(flatten)]
    pub days: Days,
    /// "asserted", "planned", "hypothetical" or "denied".
    pub status: String,
    /// The clause that tells it.
    pub text: String,
    /// Its first byte within the document.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The head predicate's lemma.
    pub predicate: String,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Where, as words of the text.
    pub place: Option<String>,
    /// How the days are known: "explicit", "published", "expression", "inferred", "unresolved".
    pub basis: String,
    /// The speaker or source that says so, when it is told within a claim.
    pub according_to: Option<String>,
    /// The rule that found it.
    pub rule: String,
    /// Where it is told.
    pub document: DocumentRef,
    /// The sentence.
    pub evidence: Evidence,
}

/// Someone who takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Participant {
    /// The speaker's id in this file.
    pub speaker: i64,
    /// The name that the document knows.
    pub name: String,
}

const SELECT: &str = "SELECT event.id, event.document_id, begins_on, ends_before, event.grain, event.modifier, status, text, \
     span_start, span_end, predicate_lemma, place, basis, according_to, rule, evidence_start, evidence_end, time \
     FROM event";

/// Lists the events that meet the conditions, in the order of time, undated ones last.
pub(super) fn select(db: &Connection, conditions: &Conditions) -> rusqlite::Result<Vec<EventRow>> {
    let mut statement = db.prepare(&sql(conditions))?;
    let mut rows = statement.query(&*conditions.values())?;
    let mut loader = Loader { db, quoter: Quoter::new(db), documents: Documents::new(db) };
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(loader.read(row)?);
    }
    Ok(events)
}

/// Returns the question as SQL.
pub(super) fn sql(conditions: &Conditions) -> String {
    format!(
        "{SELECT}{} ORDER BY begins_on IS NULL, begins_on, ends_before, event.document_id, event.position",
        conditions.sql()
    )
}

struct Loader<'db> {
    db: &'db Connection,
    quoter: Quoter<'db>,
    documents: Documents<'db>,
}

impl Loader<'_> {
    fn read(&mut self, row: &Row) -> rusqlite::Result<EventRow> {
        let (id, document): (i64, i64) = (row.get(0)?, row.get(1)?);
        let span = Span::new(row.get(8)?, row.get(9)?);
        let mut marks = vec![(span, Mark::Event)];
        marks.extend(self.time(document, row.get(17)?)?.map(|span| (span, Mark::Time)));
        Ok(EventRow {
            id,
            days: Days { begins_on: row.get(2)?, ends_before: row.get(3)?, grain: row.get(4)?, modifier: row.get(5)? },
            status: row.get(6)?,
            text: row.get(7)?,
            start: span.start,
            end: span.end,
            predicate: row.get(10)?,
            participants: self.participants(id)?,
            place: row.get(11)?,
            basis: row.get(12)?,
            according_to: self.according_to(document, row.get(13)?)?,
            rule: row.get(14)?,
            document: self.documents.get(document)?,
            evidence: self.quoter.evidence(document, Span::new(row.get(15)?, row.get(16)?), marks)?,
        })
    }

    fn time(&self, document: i64, position: Option<i64>) -> rusqlite::Result<Option<Span>> {
        let Some(position) = position else { return Ok(None) };
        let mut statement = self.db.prepare_cached(
            "SELECT span_start, span_end FROM time_expression WHERE document_id = ?1 AND position = ?2",
        )?;
        statement.query_row([document, position], |row| Ok(Some(Span::new(row.get(0)?, row.get(1)?))))
    }

    fn participants(&self, event: i64) -> rusqlite::Result<Vec<Participant>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT speaker_id, name FROM event_participant WHERE event_id = ?1 ORDER BY position")?;
        let rows = statement.query_map([event], |row| Ok(Participant { speaker: row.get(0)?, name: row.get(1)? }))?;
        rows.collect()
    }

    fn according_to(&self, document: i64, position: Option<i64>) -> rusqlite::Result<Option<String>> {
        let Some(position) = position else { return Ok(None) };
        let mut statement = self.db.prepare_cached(
            "SELECT ifnull(speaker.name, nullif(source, '')) FROM claim LEFT JOIN speaker ON speaker.id = speaker_id \
             WHERE claim.document_id = ?1 AND position = ?2",
        )?;
        let mut rows = statement.query([document, position])?;
        rows.next()?.map_or(Ok(None), |row| row.get(0))
    }
}
