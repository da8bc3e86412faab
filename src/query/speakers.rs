//! Who speaks in the file, and whom does a name mean?

use rusqlite::params;
use serde::Serialize;

use super::claims::PROPER;
use crate::error::{Error, Result};
use crate::store::{Store, name_key};

/// A speaker with what the file has of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpeakerRow {
    /// Its id in this file.
    pub id: i64,
    /// The fullest name, or the words of a nameless one.
    pub name: String,
    /// "person", "organisation", "place", "group" or "other".
    pub kind: String,
    /// Whether `name` is a name.
    pub named: bool,
    /// The document that a nameless or half-named one is known in.
    pub document: Option<i64>,
    /// Other names: those of the texts, and aliases made by hand.
    pub aliases: Vec<String>,
    /// Roles that the texts give.
    pub roles: Vec<String>,
    /// How many claims.
    pub claims: i64,
    /// How many events it takes part in.
    pub events: i64,
    /// How many documents it speaks in.
    pub documents: i64,
    /// The first day of its claims, YYYY-MM-DD.
    pub first_on: Option<String>,
    /// The last such day.
    pub last_on: Option<String>,
}

/// Lists everyone who makes a claim, the most heard first.
///
/// # Errors
///
/// [`Error::Database`].
pub fn speakers(store: &Store) -> Result<Vec<SpeakerRow>> {
    let list = || -> rusqlite::Result<Vec<SpeakerRow>> {
        let mut statement = store.db.prepare(&format!(
            "SELECT speaker.id, name, speaker.kind, named, speaker.document_id, count(*), \
             (SELECT count(*) FROM event_participant WHERE speaker_id = speaker.id), \
             count(DISTINCT claim.document_id), min(dated_on), max(dated_on) \
             FROM claim JOIN speaker ON speaker.id = claim.speaker_id WHERE {PROPER} \
             GROUP BY speaker.id ORDER BY count(*) DESC, named DESC, name_key, speaker.id",
        ))?;
        let rows = statement.query_map([], |row| {
            Ok(SpeakerRow {
                id: row.get(0)?,
                name: row.get(1)?,
                kind: row.get(2)?,
                named: row.get(3)?,
                document: row.get(4)?,
                aliases: Vec::new(),
                roles: Vec::new(),
                claims: row.get(5)?,
                events: row.get(6)?,
                documents: row.get(7)?,
                first_on: row.get(8)?,
                last_on: row.get(9)?,
            })
        })?;
        let mut speakers: Vec<SpeakerRow> = rows.collect::<rusqlite::Result<_>>()?;
        for speaker in &mut speakers {
            speaker.aliases = aliases(store, speaker.id)?;
            speaker.roles = roles(store, speaker.id)?;
        }
        Ok(speakers)
    };
    list().map_err(|error| store.explain(error))
}

fn aliases(store: &Store, id: i64) -> rusqlite::Result<Vec<String>> {
    let mut statement = store.db.prepare_cached(
        "SELECT name FROM (SELECT name_key, name FROM correction WHERE speaker_id = ?1 \
         UNION ALL SELECT name_key, name FROM speaker_name WHERE speaker_id = ?1 AND origin = 'seen') \
         WHERE name_key <> (SELECT name_key FROM speaker WHERE id = ?1) GROUP BY name_key ORDER BY name_key",
    )?;
    statement.query_map([id], |row| row.get(0))?.collect()
}

fn roles(store: &Store, id: i64) -> rusqlite::Result<Vec<String>> {
    let mut statement = store.db.prepare_cached(
        "SELECT value FROM (SELECT roles FROM entity WHERE speaker_id = ?1 AND roles <> '[]' LIMIT 200), json_each(roles) \
         GROUP BY fold(value) ORDER BY count(*) DESC, fold(value) LIMIT 5",
    )?;
    statement.query_map([id], |row| row.get(0))?.collect()
}

/// Returns the name of the speaker.
///
/// # Errors
///
/// [`Error::Database`], also when there is no such speaker.
pub fn speaker_name(store: &Store, id: i64) -> Result<String> {
    let name = store.db.query_row("SELECT name FROM speaker WHERE id = ?1", [id], |row| row.get(0));
    name.map_err(|error| store.explain(error))
}

/// A speaker that a name may mean.
struct Candidate {
    id: i64,
    name: String,
    name_key: String,
    anywhere: bool,
    kind: String,
}

/// Returns the speakers that a name means: one known across documents, first, together with those
/// of single documents who go by the very same words; or `#12` for the one of that id.
///
/// # Errors
///
/// [`Error::NotFound`] when nobody goes by the name, or when it could be several, whom it lists.
pub fn resolve_speaker(store: &Store, name: &str) -> Result<Vec<i64>> {
    let meant = meant(store, name)?;
    Ok(meant.anywhere.into_iter().chain(meant.here).map(|it| it.id).collect())
}

/// Returns the one speaker that a name means, `other_than` aside.
///
/// # Errors
///
/// [`Error::NotFound`] when nobody goes by the name, or when it could be several, whom it lists.
pub fn one_speaker(store: &Store, name: &str, other_than: Option<i64>) -> Result<i64> {
    let meant = meant(store, name)?;
    let other = |it: &Candidate| Some(it.id) != other_than;
    let here: Vec<Candidate> = meant.here.into_iter().filter(other).collect();
    match (meant.anywhere.filter(other), here.as_slice()) {
        (Some(one), _) => Ok(one.id),
        (None, [one]) => Ok(one.id),
        (None, []) => Err(Error::NotFound(format!("nobody else here is called \"{name}\""))),
        (None, several) => Err(ambiguous(store, name, &several.iter().collect::<Vec<_>>())),
    }
}

/// Whom a name means.
struct Meant {
    /// The one known across documents.
    anywhere: Option<Candidate>,
    /// Those of single documents who go by the very same words.
    here: Vec<Candidate>,
}

fn meant(store: &Store, name: &str) -> Result<Meant> {
    let key = name_key(name);
    let candidates = candidates(store, name, &key).map_err(|error| store.explain(error))?;
    let (mut anywhere, mut here): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|it| it.anywhere);
    let called_so = |it: &Candidate| it.name_key == key;
    if anywhere.len() > 1 && anywhere.iter().filter(|it| called_so(it)).count() == 1 {
        anywhere.retain(called_so);
    }
    if anywhere.len() > 1 {
        return Err(ambiguous(store, name, &anywhere.iter().collect::<Vec<_>>()));
    }
    let anywhere = anywhere.pop();
    here.retain(|it| anywhere.is_none() || called_so(it));
    match anywhere.is_none() && here.is_empty() {
        true => Err(Error::NotFound(unknown(store, name, &key))),
        false => Ok(Meant { anywhere, here }),
    }
}

pub(super) const CANDIDATES: &str = "SELECT id, name, name_key, document_id IS NULL, kind FROM speaker WHERE id IN ( \
     SELECT speaker_id FROM speaker_name WHERE name_key = ?1 \
     UNION SELECT speaker_id FROM correction WHERE name_key = ?1 \
     UNION SELECT ?2) ORDER BY id";

fn candidates(store: &Store, name: &str, key: &str) -> rusqlite::Result<Vec<Candidate>> {
    let id: Option<i64> = name.strip_prefix('#').and_then(|id| id.parse().ok());
    let mut statement = store.db.prepare_cached(CANDIDATES)?;
    let rows = statement.query_map(params![key, id], |row| {
        Ok(Candidate {
            id: row.get(0)?,
            name: row.get(1)?,
            name_key: row.get(2)?,
            anywhere: row.get(3)?,
            kind: row.get(4)?,
        })
    })?;
    rows.collect()
}

fn ambiguous(store: &Store, name: &str, candidates: &[&Candidate]) -> Error {
    let describe = |it: &&Candidate| {
        let roles = roles(store, it.id).unwrap_or_default();
        let known_as = roles.first().map_or(it.kind.as_str(), String::as_str);
        format!("{} (#{}, {known_as})", it.name, it.id)
    };
    let list: Vec<String> = candidates.iter().map(describe).collect();
    Error::NotFound(format!("\"{name}\" may be {}; give the full name or the number", list.join(" or ")))
}

fn unknown(store: &Store, name: &str, key: &str) -> String {
    let similar = || -> rusqlite::Result<Vec<String>> {
        let mut statement = store.db.prepare(
            "SELECT DISTINCT name FROM speaker WHERE ' ' || name_key || ' ' LIKE '% ' || ?1 || '%' ORDER BY name LIMIT 5",
        )?;
        let last = key.rsplit(' ').next().unwrap_or(key).replace(['%', '_'], "");
        match last.is_empty() {
            true => Ok(Vec::new()),
            false => statement.query_map([last], |row| row.get(0))?.collect(),
        }
    };
    let similar = similar().unwrap_or_default();
    match similar.is_empty() {
        true => format!("nobody here is called \"{name}\"; `timeline speakers` lists who is"),
        false => format!("nobody here is called \"{name}\"; did you mean {}?", similar.join(" or ")),
    }
}
