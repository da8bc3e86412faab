//! What is about a topic?
//!
//! A [`Subject`] brings the topic's terms and the decision whether words are about it. The terms
//! find the documents through the full-text index; the decision is then made on each finding's own
//! words: an event's sentence and participants, a claim's source and content.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::claims::PROPER;
use crate::error::Result;
use crate::model::Span;
use crate::store::{Store, fold};

/// Bytes of a document's opening that tell what it is about.
const LEAD: usize = 600;

/// A topic as a question uses it.
pub struct Subject<'a> {
    /// Its name as the user wrote it; documents put under it by hand belong to it.
    pub name: &'a str,
    /// Words or phrases, one of which every document about it holds.
    pub terms: Vec<&'a str>,
    /// Decides whether words are about it.
    pub covers: &'a (dyn Fn(&str) -> bool + Sync),
    /// Takes in the other findings of documents whose title or lead is about it.
    pub wide: bool,
}

/// What is about a topic, by id, ascending.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct About {
    pub documents: Vec<i64>,
    pub events: Vec<i64>,
    pub claims: Vec<i64>,
}

/// What a question looks for among what is about a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Events,
    Claims,
    Both,
}

/// Finds what is about the subject, as far as it is wanted.
pub(super) fn about(db: &Connection, subject: &Subject, wanted: Wanted) -> rusqlite::Result<About> {
    let mut about = About::default();
    let mut names = Names { subject, known: FxHashMap::default() };
    for (id, by_hand) in candidates(db, subject)? {
        let (title, text): (Option<String>, String) = db
            .prepare_cached("SELECT title, text FROM document WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let belongs = by_hand || title.as_deref().is_some_and(subject.covers) || (subject.covers)(lead(&text));
        if belongs {
            about.documents.push(id);
        }
        let all = by_hand || belongs && subject.wide;
        if wanted != Wanted::Claims {
            about.events.extend(events(db, id, &text, &mut names, all)?);
        }
        if wanted != Wanted::Events {
            about.claims.extend(claims(db, id, &mut names, all)?);
        }
    }
    about.events.sort_unstable();
    about.claims.sort_unstable();
    Ok(about)
}

pub(super) const CANDIDATES: &str = "SELECT id, max(by_hand) FROM ( \
     SELECT rowid AS id, 0 AS by_hand FROM document_search WHERE ?1 <> '' AND document_search MATCH ?1 \
     UNION ALL SELECT document_id, 1 FROM document_topic WHERE topic_key = ?2) GROUP BY id ORDER BY id";

/// Lists the documents that hold one of the terms, and whether the user put them under the topic.
fn candidates(db: &Connection, subject: &Subject) -> rusqlite::Result<Vec<(i64, bool)>> {
    let phrase = |term: &&str| format!("\"{}\"", term.replace('"', " "));
    let telling = |term: &&&str| term.chars().any(char::is_alphanumeric);
    let query = subject.terms.iter().filter(telling).map(phrase).collect::<Vec<_>>().join(" OR ");
    let mut statement = db.prepare_cached(CANDIDATES)?;
    let query = if query.is_empty() { "\"\"".to_owned() } else { query };
    statement.query_map(params![query, fold(subject.name)], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Decides on names, each once: the same few stand beside many findings.
struct Names<'a> {
    subject: &'a Subject<'a>,
    known: FxHashMap<String, bool>,
}

impl Names<'_> {
    fn covers(&mut self, name: Option<String>) -> bool {
        let Some(name) = name else { return false };
        *self.known.entry(name).or_insert_with_key(|name| (self.subject.covers)(name))
    }
}

fn events(db: &Connection, document: i64, text: &str, names: &mut Names, all: bool) -> rusqlite::Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT id, evidence_start, evidence_end, \
         (SELECT group_concat(name, '; ') FROM event_participant WHERE event_id = event.id) \
         FROM event WHERE document_id = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([document])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let sentence = text.get(row.get(1)?..row.get(2)?).unwrap_or_default();
        if all || (names.subject.covers)(sentence) || names.covers(row.get(3)?) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

fn claims(db: &Connection, document: i64, names: &mut Names, all: bool) -> rusqlite::Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT claim.id, source, content, speaker.name FROM claim LEFT JOIN speaker ON speaker.id = speaker_id \
         WHERE claim.document_id = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([document])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let content: String = row.get(2)?;
        if all || (names.subject.covers)(&content) || names.covers(row.get(1)?) || names.covers(row.get(3)?) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

/// Returns the opening of a text: its first lines, cut at the end of a line where one is near.
fn lead(text: &str) -> &str {
    let end = text.len().min(LEAD);
    let end = (0..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let lead = Span::new(0, end).of(text);
    lead.rfind('\n').filter(|at| *at > LEAD / 2).map_or(lead, |at| &lead[..at])
}

/// A topic with what the file has of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicRow {
    /// Its name.
    pub name: String,
    /// "defined" by the user, "given" to documents by hand, or "country" of the built-in list.
    pub origin: &'static str,
    /// Its terms, when the user defined it.
    pub terms: Vec<String>,
    /// Documents whose title or lead is about it.
    pub documents: usize,
    /// Events that are about it.
    pub events: usize,
    /// Claims that are about it.
    pub claims: usize,
    /// The first day of its events, YYYY-MM-DD.
    pub first_on: Option<String>,
    /// The last such day.
    pub last_on: Option<String>,
}

/// Counts what is about the subject.
///
/// # Errors
///
/// [`Error::Database`](crate::Error::Database).
pub fn count_topic(store: &Store, subject: &Subject, origin: &'static str) -> Result<TopicRow> {
    let count = || -> rusqlite::Result<TopicRow> {
        let about = about(&store.db, subject, Wanted::Both)?;
        let ids = serde_json::to_string(&about.events).unwrap_or_default();
        let (first_on, last_on) = store
            .db
            .prepare_cached(
                "SELECT min(begins_on), max(begins_on) FROM event WHERE id IN (SELECT value FROM json_each(?1))",
            )?
            .query_row([ids], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let claims = serde_json::to_string(&about.claims).unwrap_or_default();
        let proper = format!("SELECT count(*) FROM claim WHERE id IN (SELECT value FROM json_each(?1)) AND {PROPER}");
        Ok(TopicRow {
            name: subject.name.to_owned(),
            origin,
            terms: Vec::new(),
            documents: about.documents.len(),
            events: about.events.len(),
            claims: store.db.prepare_cached(&proper)?.query_row([claims], |row| row.get(0))?,
            first_on,
            last_on,
        })
    };
    count().map_err(|error| store.explain(error))
}

/// Returns the name and terms of a topic that the user defined.
///
/// # Errors
///
/// [`Error::Database`](crate::Error::Database).
pub fn defined_topic(store: &Store, name: &str) -> Result<Option<(String, Vec<String>)>> {
    let key = fold(name);
    Ok(defined_topics(store)?.into_iter().find(|(defined, _)| fold(defined) == key))
}

/// Lists the topics that the user defined, with their terms, by name.
///
/// # Errors
///
/// [`Error::Database`](crate::Error::Database).
pub fn defined_topics(store: &Store) -> Result<Vec<(String, Vec<String>)>> {
    let list = || -> rusqlite::Result<Vec<(String, Vec<String>)>> {
        let mut statement = store.db.prepare_cached(
            "SELECT name, term FROM topic LEFT JOIN topic_term ON topic_id = topic.id ORDER BY name_key, term",
        )?;
        let mut rows = statement.query([])?;
        let mut topics: Vec<(String, Vec<String>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (name, term): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            match topics.last_mut() {
                Some((last, terms)) if *last == name => terms.extend(term),
                _ => topics.push((name, term.into_iter().collect())),
            }
        }
        Ok(topics)
    };
    list().map_err(|error| store.explain(error))
}

/// Lists the topics that the user put documents under, by name.
///
/// # Errors
///
/// [`Error::Database`](crate::Error::Database).
pub fn given_topics(store: &Store) -> Result<Vec<String>> {
    let list = || -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT min(topic) FROM document_topic GROUP BY topic_key ORDER BY topic_key";
        store.db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    list().map_err(|error| store.explain(error))
}
