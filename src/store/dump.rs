//! Everything out as JSON lines, and in again.
//!
//! Out: a header line with the schema's version, then one line per row, tables and rows in a fixed
//! order, bytes in hexadecimal: `{"table":"topic","id":1,"name":"grain deal","name_key":"grain deal"}`.
//! In: the same into an empty file, all or nothing; an older version is brought up to date
//! afterwards. Full-text indexes and bands of copies follow from the rows and are not written.

use std::fmt::Write as _;
use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, OpenFlags, params_from_iter};
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};

use super::migrate::{self, SCHEMA_VERSION};
use super::{IN_MEMORY, Store, copies};

/// The tables whose rows are written, each after those it refers to.
const TABLES: &[&str] = &[
    "outlet",
    "document",
    "document_place",
    "page_link",
    "document_origin",
    "document_version",
    "version_claim",
    "version_event",
    "document_given",
    "time_expression",
    "speaker",
    "speaker_name",
    "correction",
    "entity",
    "mention",
    "claim",
    "claim_span",
    "event",
    "event_participant",
    "topic",
    "topic_term",
    "document_topic",
    // The highest ids ever given: those of removed rows are not used again.
    "sqlite_sequence",
];

/// The name of the header's field.
const HEADER: &str = "timeline";

impl Store {
    /// Writes everything that the database holds.
    ///
    /// # Errors
    ///
    /// [`Error::Database`], and [`Error::Io`] on `out`, named `name`.
    pub fn export(&mut self, out: &mut dyn Write, name: &Path) -> Result<()> {
        // One transaction: what others add meanwhile is in all tables or in none.
        let snapshot = self.db.unchecked_transaction().map_err(|error| self.explain(error))?;
        let failed = |source| Error::Io { path: name.to_owned(), action: "writing", source };
        writeln!(out, "{}", json!({ HEADER: { "schema": SCHEMA_VERSION } })).map_err(failed)?;
        for table in TABLES {
            let columns = columns(&snapshot, table).map_err(|error| self.explain(error))?;
            let mut write = |row: &rusqlite::Row| -> Result<()> {
                let line = line(table, &columns, row).map_err(|error| self.explain(error))?;
                writeln!(out, "{line}").map_err(failed)
            };
            let mut statement = snapshot.prepare(&select(table, &columns)).map_err(|error| self.explain(error))?;
            let mut rows = statement.query([]).map_err(|error| self.explain(error))?;
            while let Some(row) = rows.next().map_err(|error| self.explain(error))? {
                write(row)?;
            }
        }
        out.flush().map_err(failed)
    }

    /// Makes the database at `path` of what [`export`](Self::export) wrote, read from `lines`, named
    /// `name`. Returns it open, and checked.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] when `path` holds something already; [`Error::Input`] for a line that is none
    /// of an export's, and for rows that [`check`](Self::check) finds fault with;
    /// [`Error::Database`]. A file that was not there is then not left behind.
    pub fn import(path: &Path, patience: Duration, lines: impl BufRead, name: &str) -> Result<Self> {
        Self::make_directory(path)?;
        let existed = path.exists();
        let outcome = Self::connect(path, OpenFlags::default(), patience)
            .and_then(|mut store| store.transaction(|store| store.fill(lines, name)).map(|()| store))
            .and_then(Self::prepared)
            .and_then(|store| match store.check()?.faults.first() {
                None => Ok(store),
                Some(fault) => {
                    let problem = format!("{fault}; export again from a database that `timeline check` finds whole");
                    Err(Error::Input { name: name.to_owned(), problem })
                }
            });
        if outcome.is_err() && !existed && path != Path::new(IN_MEMORY) {
            for ending in ["", "-wal", "-shm"] {
                let mut file = path.as_os_str().to_owned();
                file.push(ending);
                let _ = std::fs::remove_file(file);
            }
        }
        outcome
    }

    fn fill(&mut self, lines: impl BufRead, name: &str) -> Result<()> {
        let wrong = |line: usize, problem: String| Error::Input { name: format!("{name} line {line}"), problem };
        if !migrate::is_empty(&self.db).map_err(|error| self.explain(error))? {
            let path = self.path.display();
            return Err(Error::Usage(format!(
                "{path}: there is something in it already; give a new file with --db PATH"
            )));
        }
        let mut header = None;
        for (number, line) in (1..).zip(lines.lines()) {
            let line = line.map_err(|source| Error::Io { path: name.into(), action: "reading", source })?;
            let value: Value =
                serde_json::from_str(&line).map_err(|error| wrong(number, format!("not JSON: {error}")))?;
            if header.is_none() {
                let schema = value[HEADER]["schema"].as_i64();
                let version = schema.ok_or_else(|| {
                    wrong(number, "this is no export of timeline; `timeline export` writes one".to_owned())
                })?;
                if !(1..=SCHEMA_VERSION).contains(&version) {
                    let problem =
                        format!("schema {version} is newer than this timeline's {SCHEMA_VERSION}; update timeline");
                    return Err(wrong(number, problem));
                }
                self.db.pragma_update(None, "defer_foreign_keys", true).map_err(|error| self.explain(error))?;
                migrate::lay_out(&self.db, version).map_err(|error| self.explain(error))?;
                header = Some(version);
            } else {
                insert(&self.db, value).map_err(|problem| wrong(number, problem))?;
            }
        }
        match header {
            None => Err(wrong(1, "there is nothing in it; `timeline export` writes what can be imported".to_owned())),
            // The first version fills its indexes by triggers, and its copies are linked afterwards.
            Some(1) => Ok(()),
            Some(_) => derive(&self.db).map_err(|error| self.explain(error)),
        }
    }
}

/// Makes again what follows from the rows.
fn derive(db: &Connection) -> rusqlite::Result<()> {
    for index in ["document_search", "claim_search", "event_search"] {
        db.execute(&format!("INSERT INTO {index} ({index}) VALUES ('rebuild')"), [])?;
    }
    copies::rebuild_bands(db)
}

/// A column as the schema has it.
struct Column {
    name: String,
    bytes: bool,
    key: bool,
}

fn columns(db: &Connection, table: &str) -> rusqlite::Result<Vec<Column>> {
    let mut statement =
        db.prepare_cached("SELECT name, type = 'BLOB', pk > 0 FROM pragma_table_info(?1) ORDER BY cid")?;
    let rows =
        statement.query_map([table], |row| Ok(Column { name: row.get(0)?, bytes: row.get(1)?, key: row.get(2)? }))?;
    rows.collect()
}

fn select(table: &str, columns: &[Column]) -> String {
    let names = |keys: bool| {
        let names = columns.iter().filter(|column| !keys || column.key).map(|column| format!("\"{}\"", column.name));
        names.collect::<Vec<_>>().join(", ")
    };
    let order = if columns.iter().any(|column| column.key) { names(true) } else { "name".to_owned() };
    format!("SELECT {} FROM {table} ORDER BY {order}", names(false))
}

fn line(table: &str, columns: &[Column], row: &rusqlite::Row) -> rusqlite::Result<Value> {
    let mut line = Map::with_capacity(columns.len() + 1);
    line.insert("table".to_owned(), table.into());
    for (at, column) in columns.iter().enumerate() {
        let value = match row.get_ref(at)? {
            ValueRef::Null => continue,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(_) => row.get::<_, String>(at)?.into(),
            ValueRef::Blob(bytes) => hexadecimal(bytes).into(),
        };
        line.insert(column.name.clone(), value);
    }
    Ok(Value::Object(line))
}

/// Stores one line's row; the error says what is wrong with it.
fn insert(db: &Connection, line: Value) -> Result<(), String> {
    let Value::Object(mut row) = line else { return Err("this is no row".to_owned()) };
    let table = row.shift_remove("table").and_then(|table| TABLES.iter().find(|it| table == **it));
    let table = table.ok_or("it names no table of timeline")?;
    let columns = columns(db, table).map_err(|error| error.to_string())?;
    let mut cells = Vec::with_capacity(row.len());
    for (name, value) in &row {
        let column = columns.iter().find(|column| column.name == *name);
        let column = column.ok_or_else(|| format!("the table {table} has no column \"{name}\""))?;
        cells.push(cell(column, value).ok_or_else(|| format!("\"{name}\" can't hold {value}"))?);
    }
    // The highest ids are noted by SQLite as rows come in; the export knows of removed ones too.
    if *table == "sqlite_sequence" {
        let mut forget =
            db.prepare_cached("DELETE FROM sqlite_sequence WHERE name = ?1").map_err(|it| it.to_string())?;
        forget.execute([row.get("name").and_then(Value::as_str)]).map_err(|error| error.to_string())?;
    }
    let names = row.keys().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let marks = vec!["?"; cells.len()].join(", ");
    let mut statement = db
        .prepare_cached(&format!("INSERT INTO {table} ({names}) VALUES ({marks})"))
        .map_err(|error| error.to_string())?;
    statement.execute(params_from_iter(cells)).map(drop).map_err(|error| error.to_string())
}

fn cell(column: &Column, value: &Value) -> Option<Cell> {
    Some(match value {
        Value::String(text) if column.bytes => Cell::Blob(bytes(text)?),
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => Cell::Integer(number.as_i64()?),
        Value::Null => Cell::Null,
        _ => return None,
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|it| it.len() == 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_written() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(migrate::SCHEMA).unwrap();
        let mut statement = db
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'")
            .unwrap();
        let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let mut missing: Vec<String> = tables.map(Result::unwrap).filter(|it| !TABLES.contains(&it.as_str())).collect();
        missing.retain(|table| table != "copy_band");
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn bytes_come_back() {
        assert_eq!(bytes(&hexadecimal(&[0, 10, 255])), Some(vec![0, 10, 255]));
        assert_eq!(bytes("0"), None);
        assert_eq!(bytes("zz"), None);
    }
}
