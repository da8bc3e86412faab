//! A new file gets today's schema; an older one gets the migrations it lacks.
//!
//! In: an open connection. Out: a database of [`SCHEMA_VERSION`], or an error and a file left
//! untouched. Never edits a migration that was released; never goes back.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

use super::problem::explain;

/// Today's whole schema.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// What leads from each version to the next, the first from an empty file.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_first.sql")];

/// The version that this program reads and writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Marks the file as one of ours in its header: "tmln".
const APPLICATION_ID: i64 = 0x746d_6c6e;

/// Brings the database to today's version.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<()> {
    let failed = |error| explain(path, error);
    let refuse = |problem: String| Err(Error::Database { path: path.to_owned(), problem, source: None });
    // Read before anything is written: what is not ours, or newer, is not touched.
    match state(db).map_err(failed)? {
        State::Current => return Ok(()),
        State::Newer(version) => {
            return refuse(format!(
                "the database was made by a newer timeline (schema {version}, this one knows {SCHEMA_VERSION}); \
                 update timeline, or give another file with --db PATH"
            ));
        }
        State::Foreign => {
            return refuse("this is a database of another program; give another file with --db PATH".to_owned());
        }
        State::Empty | State::Older => {}
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    // Another process may have done it while this one waited for the lock.
    match state(&transaction).map_err(failed)? {
        State::Empty => transaction.execute_batch(SCHEMA).map_err(failed)?,
        State::Older => {
            let done = version(&transaction).map_err(failed)? as usize;
            for migration in &MIGRATIONS[done..] {
                transaction.execute_batch(migration).map_err(failed)?;
            }
        }
        _ => return Ok(()),
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION).map_err(failed)?;
    transaction.commit().map_err(failed)
}

enum State {
    Empty,
    Current,
    Older,
    Newer(i64),
    Foreign,
}

fn state(db: &Connection) -> rusqlite::Result<State> {
    let application: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match version(db)? {
        0 if tables == 0 && application == 0 => State::Empty,
        _ if application != APPLICATION_ID => State::Foreign,
        found if found > SCHEMA_VERSION => State::Newer(found),
        SCHEMA_VERSION => State::Current,
        _ => State::Older,
    })
}

fn version(db: &Connection) -> rusqlite::Result<i64> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every object of a database, its text without comments and line breaks.
    fn objects(db: &Connection) -> Vec<(String, String)> {
        let mut statement = db.prepare("SELECT name, ifnull(sql, '') FROM sqlite_schema ORDER BY name").unwrap();
        let plain = |sql: String| {
            let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
            lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
        };
        let rows = statement.query_map([], |row| Ok((row.get(0)?, plain(row.get(1)?)))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn the_migrations_lead_to_the_schema() {
        let (fresh, migrated) = (Connection::open_in_memory().unwrap(), Connection::open_in_memory().unwrap());
        fresh.execute_batch(SCHEMA).unwrap();
        MIGRATIONS.iter().for_each(|migration| migrated.execute_batch(migration).unwrap());
        assert_eq!(objects(&fresh), objects(&migrated));
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, Path::new("a.db")).unwrap();
        let before = objects(&db);
        migrate(&mut db, Path::new("a.db")).unwrap();
        assert_eq!(objects(&db), before);
        assert_eq!(version(&db).unwrap(), SCHEMA_VERSION);
    }

    #[test]
    fn every_column_has_a_comment_or_a_telling_name() {
        let telling = [
            "_start", "_end", "_on", "_before", "_key", "_id", "position", " id ", " name ", " kind ", " gender ",
            " named ",
        ];
        for line in SCHEMA.lines().filter(|line| line.starts_with("  ") && line.contains(" TEXT")) {
            let told = line.contains("--") || line.contains("CHECK") || telling.iter().any(|it| line.contains(it));
            assert!(told, "no comment: {line}");
        }
    }
}
