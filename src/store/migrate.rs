//! A new file gets today's schema; an older one gets the migrations it lacks.
//!
//! In: an open connection. Out: a database of [`SCHEMA_VERSION`], or an error and a file left
//! untouched. Never edits a migration that was released; never goes back.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

use super::copies;
use super::problem::explain;

/// Today's whole schema.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// What leads from one version to the next.
pub(super) struct Migration {
    /// The new tables and columns.
    pub sql: &'static str,
    /// What is then filled in from the rows that are there.
    fill: fn(&Connection) -> rusqlite::Result<()>,
}

/// What leads from each version to the next, the first from an empty file.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("migrations/0001_first.sql"), fill: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0002_copies_and_versions.sql"), fill: copies::note_all },
    Migration { sql: include_str!("migrations/0003_acts.sql"), fill: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0004_checks_in_pairs.sql"), fill: |_| Ok(()) },
];

/// The version that this program reads and writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Marks the file as one of ours in its header: "tmln".
const APPLICATION_ID: i64 = 0x746d_6c6e;

/// Brings the database to today's version.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<()> {
    let failed = |error| explain(path, error);
    let refuse = |problem: String| Err(Error::Database { path: path.to_owned(), problem, source: None });
    // Read before anything is written: what is not ours, or newer, is not touched.
    let found = db.transaction().and_then(|snapshot| state(&snapshot)).map_err(failed)?;
    match found {
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
                transaction.execute_batch(migration.sql).map_err(failed)?;
                (migration.fill)(&transaction).map_err(failed)?;
            }
        }
        _ => return Ok(()),
    }
    stamp(&transaction, SCHEMA_VERSION).map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// Makes the tables of a version in an empty file, within the caller's transaction.
pub(super) fn lay_out(db: &Connection, version: i64) -> rusqlite::Result<()> {
    match version {
        SCHEMA_VERSION => db.execute_batch(SCHEMA)?,
        earlier => MIGRATIONS.iter().take(earlier as usize).try_for_each(|it| db.execute_batch(it.sql))?,
    }
    stamp(db, version)
}

/// Tells whether nothing was ever written to the file.
pub(super) fn is_empty(db: &Connection) -> rusqlite::Result<bool> {
    Ok(matches!(state(db)?, State::Empty))
}

/// Makes an empty database of today's version, to compare others with.
pub(super) fn model() -> rusqlite::Result<Connection> {
    let db = Connection::open_in_memory()?;
    db.execute_batch(SCHEMA)?;
    Ok(db)
}

/// Lists every object of a database by name, its text without comments and line breaks.
pub(super) fn objects(db: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = db.prepare("SELECT name, ifnull(sql, '') FROM sqlite_schema ORDER BY name")?;
    let plain = |sql: String| {
        let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
        lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    };
    statement.query_map([], |row| Ok((row.get(0)?, plain(row.get(1)?))))?.collect()
}

/// Writes into the file's header whose it is and of which version.
fn stamp(db: &Connection, version: i64) -> rusqlite::Result<()> {
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", version)
}

enum State {
    Empty,
    Current,
    Older,
    Newer(i64),
    Foreign,
}

/// Tells what the file is; to be asked within a transaction, since another process may be making it.
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

    #[test]
    fn the_migrations_lead_to_the_schema() {
        let (fresh, migrated) = (model().unwrap(), Connection::open_in_memory().unwrap());
        MIGRATIONS.iter().for_each(|migration| migrated.execute_batch(migration.sql).unwrap());
        assert_eq!(objects(&fresh).unwrap(), objects(&migrated).unwrap());
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, Path::new("a.db")).unwrap();
        let before = objects(&db).unwrap();
        migrate(&mut db, Path::new("a.db")).unwrap();
        assert_eq!(objects(&db).unwrap(), before);
        assert_eq!(version(&db).unwrap(), SCHEMA_VERSION);
    }

    #[test]
    fn a_database_of_the_first_version_keeps_its_rows_and_gets_its_copies_linked() {
        let story = "The council closed the old bridge on Monday after engineers found cracks in two of its piers.";
        let mut db = Connection::open_in_memory().unwrap();
        lay_out(&db, 1).unwrap();
        for text in [story, "Rain fell.", &format!("{story} It said so.")] {
            db.execute(
                "INSERT INTO document (role, published_basis, text, text_hash, analysed_by) \
                 VALUES ('main', 'unknown', ?1, randomblob(16), '0.1.0')",
                [text],
            )
            .unwrap();
        }
        migrate(&mut db, Path::new("a.db")).unwrap();
        assert_eq!(version(&db).unwrap(), SCHEMA_VERSION);
        let mut statement = db.prepare("SELECT origin_id FROM document_origin ORDER BY document_id").unwrap();
        let origins: Vec<i64> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(origins, [1, 2, 1]);
        let whole: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(whole, "ok");
        for wrong in ["'rumoured'", "NULL"] {
            let change = format!("UPDATE document SET published_basis = {wrong}");
            let refused = db.execute(&change, []).unwrap_err();
            assert_eq!(refused.sqlite_error_code(), Some(rusqlite::ErrorCode::ConstraintViolation), "{wrong}");
        }
    }

    #[test]
    fn no_check_makes_a_table_for_every_row() {
        let tables = SCHEMA.split("CREATE ").filter(|object| object.starts_with("TABLE"));
        let lists = tables.flat_map(|table| table.split(" IN (").skip(1)).filter_map(|rest| rest.split(')').next());
        let longer: Vec<&str> = lists.filter(|list| list.matches(',').count() > 1).collect();
        assert_eq!(longer, Vec::<&str>::new());
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
