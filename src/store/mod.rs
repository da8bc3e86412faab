//! The SQLite file: open, migrate, insert, correct, remove.
//!
//! In: a path, and [`Page`]s of analysed documents. Out: rows as `schema.sql` describes them.
//! Questions are asked by [`query`](crate::query); nothing here reads a clock or analyses text.
//!
//! Locking: readers never wait (WAL); one writer at a time, others wait up to the busy timeout.
//! Durability: `synchronous = NORMAL`, which in WAL mode never damages the file; after a power cut
//! the last batches may be missing, and adding the same articles again puts them back.

mod backup;
mod check;
mod copies;
mod correct;
mod document;
mod dump;
mod findings;
mod fold;
mod hash;
mod insert;
mod migrate;
mod places;
mod problem;
mod record;
mod remove;
mod speakers;
mod topics;
mod versions;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};

pub use check::Health;
pub use fold::{fold, name_key, surname};
pub use insert::{Outcome, Recall, Receipt};
pub use migrate::{SCHEMA, SCHEMA_VERSION};
pub use record::{Given, Page, Record};

/// The path that stands for a database in memory.
pub const IN_MEMORY: &str = ":memory:";

/// Tells whether the file's last changes may still stand in a log beside it.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Path::new(&log).exists()
}

/// Writes a path as it stands in a `file:` address.
fn percent_encoded(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|byte| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Memory for pages of the file, in KiB: adding to a large file goes back to the same inner pages.
const CACHE_KIB: i64 = 32 << 10;

/// An open database.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the database at `path` for writing, making it (and its directory) when it is not there;
    /// `:memory:` makes one that lives as long as the value. Waits up to `patience` for other writers.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] when the file is no database of this program, was made by a newer
    /// version, is read-only, damaged or locked; it is left as it was.
    pub fn create(path: &Path, patience: Duration) -> Result<Self> {
        Self::make_directory(path)?;
        Self::connect(path, OpenFlags::default(), patience)?.prepared()
    }

    /// Opens the database at `path` for questions; an older one is brought up to date first.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create), and [`Error::NotFound`] when there is no such file.
    pub fn open(path: &Path, patience: Duration) -> Result<Self> {
        if path == Path::new(IN_MEMORY) {
            return Self::create(path, patience);
        }
        if !path.exists() {
            return Err(Error::NotFound(format!(
                "{}: there is no database yet; `timeline add FILE` makes one",
                path.display()
            )));
        }
        let opened = Self::connect(path, OpenFlags::default() & !OpenFlags::SQLITE_OPEN_CREATE, patience);
        match opened.and_then(Self::prepared) {
            Err(Error::Database { source: Some(error), .. }) if problem::is_read_only(&error) && !has_log(path) => {
                Self::open_unchanging(path)
            }
            opened => opened,
        }
    }

    /// Opens a file in a directory where nothing can be written. SQLite wants a log beside it all the
    /// same, unless it is told that nobody is writing to the file.
    fn open_unchanging(path: &Path) -> Result<Self> {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let uri = format!("file://{}?immutable=1", percent_encoded(&absolute));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(uri, flags).map_err(|error| problem::explain(path, error))?;
        Self { db, path: path.to_owned() }.prepared()
    }

    fn make_directory(path: &Path) -> Result<()> {
        match path.parent().filter(|it| !it.as_os_str().is_empty() && !it.exists()) {
            Some(directory) => std::fs::create_dir_all(directory).map_err(|source| Error::Io {
                path: directory.to_owned(),
                action: "creating the directory",
                source,
            }),
            None => Ok(()),
        }
    }

    fn connect(path: &Path, flags: OpenFlags, patience: Duration) -> Result<Self> {
        let opened = Connection::open_with_flags(path, flags).and_then(|db| {
            db.busy_timeout(patience)?;
            Ok(db)
        });
        opened.map(|db| Self { db, path: path.to_owned() }).map_err(|error| problem::explain(path, error))
    }

    /// Checks the version, migrates, and sets what every connection needs.
    fn prepared(mut self) -> Result<Self> {
        migrate::migrate(&mut self.db, &self.path)?;
        let set = || -> rusqlite::Result<()> {
            self.db.pragma_update(None, "foreign_keys", true)?;
            self.db.pragma_update(None, "temp_store", "MEMORY")?;
            self.db.pragma_update(None, "cache_size", -CACHE_KIB)?;
            if !self.db.is_readonly(rusqlite::MAIN_DB)? {
                self.write_ahead()?;
                self.db.pragma_update(None, "synchronous", "NORMAL")?;
            }
            self.db.set_prepared_statement_cache_capacity(128);
            // Plans that do not depend on the values asked for: SQLite would prepare statements anew for each.
            self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
            self.db.create_scalar_function("fold", 1, flags, |context| {
                Ok(context.get::<Option<String>>(0)?.map(|text| fold(&text)))
            })?;
            Ok(())
        };
        set().map_err(|error| problem::explain(&self.path, error))?;
        Ok(self)
    }

    /// Turns WAL on. SQLite itself does not wait here for a process that is making the same file.
    fn write_ahead(&self) -> rusqlite::Result<()> {
        const PAUSE: Duration = Duration::from_millis(10);
        let patience: u64 = self.db.pragma_query_value(None, "busy_timeout", |row| row.get(0))?;
        let mut left = Duration::from_millis(patience);
        loop {
            match self.db.pragma_update(None, "journal_mode", "WAL") {
                Err(error) if problem::is_busy(&error) && !left.is_zero() => {
                    std::thread::sleep(PAUSE);
                    left = left.saturating_sub(PAUSE);
                }
                outcome => return outcome,
            }
        }
    }

    /// Returns the path it was opened by.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Words a failure of SQLite with the database's name and the remedy.
    pub(crate) fn explain(&self, error: rusqlite::Error) -> Error {
        problem::explain(&self.path, error)
    }

    /// Runs `work` in one transaction: all of it happens or nothing does.
    ///
    /// # Errors
    ///
    /// Those of `work`, and [`Error::Database`] when the transaction can't begin or end.
    pub fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.finish("COMMIT", work)
    }

    /// Runs `work` as [`transaction`](Self::transaction) does and takes all of it back.
    ///
    /// # Errors
    ///
    /// Those of `work`.
    pub fn rehearse<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.finish("ROLLBACK", work)
    }

    fn finish<T>(&mut self, end: &str, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.db.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.explain(error))?;
        let outcome = work(self);
        let end = if outcome.is_ok() { end } else { "ROLLBACK" };
        match self.db.execute_batch(end) {
            // A failed statement (a full disk) may have rolled back already.
            Err(_) if outcome.is_err() => outcome,
            Err(error) => {
                let _ = self.db.execute_batch("ROLLBACK");
                Err(self.explain(error))
            }
            Ok(()) => outcome,
        }
    }
}
