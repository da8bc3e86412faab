//! A copy of the whole database while others read and write it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode};

use crate::error::{Error, Result};

use super::{Store, problem};

/// Pages copied at a stretch; other processes get at the file in between.
const PAGES: i32 = 1024;

impl Store {
    /// Copies the database into a new file at `path` by SQLite's online backup. The file appears
    /// when it is whole.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] when there is a file of that name; [`Error::Database`] and [`Error::Io`] when
    /// copying fails; nothing is then left behind.
    pub fn backup(&self, path: &Path) -> Result<()> {
        if path.exists() {
            return Err(Error::Usage(format!("{}: there is a file of that name; give another", path.display())));
        }
        let unfinished = unfinished(path);
        let copied = self.copy(&unfinished).map_err(|error| explain(path, error));
        let moved = copied.and_then(|()| {
            std::fs::rename(&unfinished, path).map_err(|source| Error::Io {
                path: path.to_owned(),
                action: "writing the backup",
                source,
            })
        });
        if moved.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        moved
    }

    fn copy(&self, path: &Path) -> rusqlite::Result<()> {
        let mut copy = Connection::open(path)?;
        Backup::new(&self.db, &mut copy)?.run_to_completion(PAGES, Duration::ZERO, None)?;
        // One file that can be moved anywhere: no log beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        copy.close().map_err(|(_, error)| error)
    }
}

/// Explains why there is no copy at `path`.
fn explain(path: &Path, error: rusqlite::Error) -> Error {
    if error.sqlite_error_code() != Some(ErrorCode::DiskFull) {
        return problem::explain(path, error);
    }
    let problem = "the disk is full; no backup was made, and the database is as it was; make room, or give a file on \
                   another disk";
    Error::Database { path: path.to_owned(), problem: problem.to_owned(), source: Some(error) }
}

/// Returns the name of the file while it is being written.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn a_full_disk_is_told_from_other_trouble() {
        let message = |code| {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            explain(Path::new("copy.db"), error).to_string()
        };
        let full = message(ffi::SQLITE_FULL);
        assert!(full.contains("copy.db") && full.contains("no backup was made"), "{full}");
        assert!(!message(ffi::SQLITE_IOERR).contains("disk is full"));
    }
}
