//! Which documents are in the file?

use rusqlite::{Connection, OptionalExtension, Row, params};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::claims::PROPER;
use crate::error::{Error, Result};
use crate::store::{Store, fold, name_key};

use super::Days;

/// A document as other rows refer to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRef {
    /// Its id in this file.
    pub id: i64,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Everyone who carries it, its outlet first.
    pub outlets: Vec<String>,
    /// The first stored document that it is a near copy of; `None` when it is no copy.
    pub copy_of: Option<i64>,
    /// Whose words they are: the outlet of the document it is a copy of, or its own.
    #[serde(skip)]
    voice: Option<String>,
    /// When it was published.
    pub published: Days,
    /// How that is known.
    pub basis: String,
    /// Its address.
    pub url: Option<String>,
    /// The file it was read from.
    pub path: Option<String>,
}

/// A document with what was found in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRow {
    /// The document.
    #[serde(flatten)]
    pub document: DocumentRef,
    /// "main" or "related".
    pub role: String,
    /// Why the publication date was inferred.
    pub published_why: Vec<String>,
    /// How many of each were found.
    pub time_expressions: i64,
    #[allow(missing_docs)]
    pub events: i64,
    #[allow(missing_docs)]
    pub claims: i64,
    /// How many versions of its words are kept, the last among them.
    pub versions: i64,
    /// The documents on whose pages it stands.
    pub related_to: Vec<i64>,
}

/// The columns and tables of a [`DocumentRef`].
const COLUMNS: &str = "document.id, document.title, outlet.name, document.published_on, document.published_before, \
                       document.published_grain, document.published_basis, origin_id, voice.name";
const TABLES: &str = "document LEFT JOIN outlet ON outlet.id = document.outlet_id \
                      LEFT JOIN document_origin ON document_origin.document_id = document.id \
                      LEFT JOIN document AS origin ON origin.id = origin_id \
                      LEFT JOIN outlet AS voice ON voice.id = origin.outlet_id";

impl DocumentRef {
    pub(super) fn load(db: &Connection, id: i64) -> rusqlite::Result<Self> {
        let mut statement = db.prepare_cached(&Self::sql())?;
        let mut document = statement.query_row([id], Self::read)?;
        document.add_places(db)?;
        Ok(document)
    }

    /// Returns the question for one document as SQL.
    pub(super) fn sql() -> String {
        format!("SELECT {COLUMNS} FROM {TABLES} WHERE document.id = ?1")
    }

    fn read(row: &Row) -> rusqlite::Result<Self> {
        let (id, outlet): (i64, Option<String>) = (row.get(0)?, row.get(2)?);
        Ok(Self {
            id,
            title: row.get(1)?,
            outlets: outlet.iter().cloned().collect(),
            outlet,
            published: Days { begins_on: row.get(3)?, ends_before: row.get(4)?, grain: row.get(5)?, modifier: None },
            basis: row.get(6)?,
            copy_of: row.get::<_, Option<i64>>(7)?.filter(|origin| *origin != id),
            voice: row.get(8)?,
            url: None,
            path: None,
        })
    }

    fn add_places(&mut self, db: &Connection) -> rusqlite::Result<()> {
        let mut statement = db.prepare_cached(
            "SELECT path, url, outlet.name FROM document_place LEFT JOIN outlet ON outlet.id = outlet_id \
             WHERE document_id = ?1 ORDER BY document_place.id",
        )?;
        let mut rows = statement.query([self.id])?;
        while let Some(row) = rows.next()? {
            self.path = self.path.take().or(row.get(0)?);
            self.url = self.url.take().or(row.get(1)?);
            let outlet: Option<String> = row.get(2)?;
            self.outlets.extend(outlet.filter(|outlet| !self.outlets.contains(outlet)));
        }
        Ok(())
    }

    /// Returns whose words it carries: those of one outlet, or of one document where no outlet is known.
    pub(super) fn voice(&self) -> String {
        let origin = self.copy_of.unwrap_or(self.id);
        self.voice.clone().unwrap_or_else(|| format!("#{origin}"))
    }

    /// Returns the best name for it: the headline, the address, the file.
    pub fn label(&self) -> String {
        let name = self.title.as_ref().or(self.url.as_ref()).or(self.path.as_ref());
        name.cloned().unwrap_or_else(|| format!("document {}", self.id))
    }
}

/// Loads documents as rows refer to them, each once: many rows stand in one document.
pub(super) struct Documents<'db> {
    db: &'db Connection,
    known: FxHashMap<i64, DocumentRef>,
}

impl<'db> Documents<'db> {
    pub fn new(db: &'db Connection) -> Self {
        Self { db, known: FxHashMap::default() }
    }

    pub fn get(&mut self, id: i64) -> rusqlite::Result<DocumentRef> {
        if let Some(known) = self.known.get(&id) {
            return Ok(known.clone());
        }
        let document = DocumentRef::load(self.db, id)?;
        self.known.insert(id, document.clone());
        Ok(document)
    }
}

/// Lists all documents by publication date, those without one last.
///
/// # Errors
///
/// [`Error::Database`].
pub fn documents(store: &Store) -> Result<Vec<DocumentRow>> {
    let db = &store.db;
    let list = || -> rusqlite::Result<Vec<DocumentRow>> {
        let mut statement = db.prepare(&format!(
            "SELECT {COLUMNS}, document.role, document.published_why, \
             (SELECT count(*) FROM time_expression WHERE document_id = document.id), \
             (SELECT count(*) FROM event WHERE document_id = document.id), \
             (SELECT count(*) FROM claim WHERE document_id = document.id AND {PROPER}), \
             (SELECT count(*) FROM document_version WHERE document_id = document.id) \
             FROM {TABLES} ORDER BY document.published_on IS NULL, document.published_on, document.published_before, \
             document.id"
        ))?;
        let rows = statement.query_map([], |row| {
            let why: String = row.get(10)?;
            Ok(DocumentRow {
                document: DocumentRef::read(row)?,
                role: row.get(9)?,
                published_why: why.lines().map(str::to_owned).collect(),
                time_expressions: row.get(11)?,
                events: row.get(12)?,
                claims: row.get(13)?,
                versions: 1 + row.get::<_, i64>(14)?,
                related_to: Vec::new(),
            })
        })?;
        let mut documents: Vec<DocumentRow> = rows.collect::<rusqlite::Result<_>>()?;
        let mut pages = db.prepare("SELECT page_id FROM page_link WHERE related_id = ?1 ORDER BY page_id")?;
        for row in &mut documents {
            row.document.add_places(db)?;
            row.related_to = pages.query_map([row.document.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        }
        Ok(documents)
    };
    list().map_err(|error| store.explain(error))
}

/// Finds the one document that an id, a path, an address or a headline names.
///
/// # Errors
///
/// [`Error::NotFound`] when there is none, or several with that headline (which it lists).
pub fn find_document(store: &Store, name: &str) -> Result<DocumentRef> {
    let db = &store.db;
    let find = || -> rusqlite::Result<Vec<DocumentRef>> {
        let id: Option<i64> = match name.trim_start_matches('#').parse::<i64>() {
            Ok(id) => db.query_row("SELECT id FROM document WHERE id = ?1", [id], |row| row.get(0)).optional()?,
            Err(_) => None,
        };
        let ids: Vec<i64> = match id {
            Some(id) => vec![id],
            None => {
                let mut statement = db.prepare(
                    "SELECT document_id FROM document_place WHERE ?1 IN (path, path_key, url, url_key) \
                     UNION SELECT id FROM document WHERE fold(title) = ?2 ORDER BY 1 LIMIT 20",
                )?;
                statement.query_map(params![name, fold(name)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
            }
        };
        ids.into_iter().map(|id| DocumentRef::load(db, id)).collect()
    };
    let mut found = find().map_err(|error| store.explain(error))?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::NotFound(format!(
            "no document is \"{name}\"; give its id, path, address or title as `timeline documents` lists them"
        ))),
        _ => {
            let list: Vec<String> = found.iter().map(|it| format!("{} ({})", it.id, it.label())).collect();
            Err(Error::NotFound(format!("\"{name}\" is several documents; give one id: {}", list.join(", "))))
        }
    }
}

/// Finds the outlet of that name and returns the name as stored.
///
/// # Errors
///
/// [`Error::NotFound`] when there is none; it lists those there are.
pub fn find_outlet(store: &Store, name: &str) -> Result<String> {
    let find = || -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = store.db.prepare("SELECT name, name_key FROM outlet ORDER BY name_key")?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let outlets = find().map_err(|error| store.explain(error))?;
    let key = name_key(name);
    if let Some((name, _)) = outlets.iter().find(|(_, stored)| *stored == key) {
        return Ok(name.clone());
    }
    let list: Vec<&str> = outlets.iter().take(10).map(|(name, _)| name.as_str()).collect();
    Err(Error::NotFound(match list.is_empty() {
        true => format!("no outlet is called \"{name}\"; no document names its outlet"),
        false => format!("no outlet is called \"{name}\"; there are {}", list.join(", ")),
    }))
}
