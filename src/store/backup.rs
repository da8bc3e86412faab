//! A copy of the whole database while others read and write it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

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
        let copied = self.copy(&unfinished).map_err(|error| problem::explain(path, error));
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

/// Returns the name of the file while it is being written.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}
