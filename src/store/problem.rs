//! SQLite's errors in words that name the file and the remedy.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::error::Error;

/// Tells whether SQLite would have to write and can't: to the file, or beside it.
pub(super) fn is_read_only(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen))
}

/// Tells whether another process is in the way.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Explains what SQLite refused to do to the database at `path`.
pub(super) fn explain(path: &Path, error: rusqlite::Error) -> Error {
    let problem = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            "this is not a database of timeline; give another file with --db PATH".to_owned()
        }
        Some(ErrorCode::ReadOnly) => {
            "the database is read-only; make the file and its directory writable, or copy it".to_owned()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another process is writing to the database; try again when it is done, or wait longer with --wait SECONDS"
                .to_owned()
        }
        Some(ErrorCode::DiskFull) => {
            "the disk is full; what was being written is not in the database, what was there before is; make room and \
             run the command again"
                .to_owned()
        }
        Some(ErrorCode::DatabaseCorrupt) => {
            "the database is damaged; go back to a backup (`timeline backup` makes one), or add the articles again to a \
             new file with --db PATH"
                .to_owned()
        }
        Some(ErrorCode::CannotOpen) if path.is_dir() => "this is a directory; give a file with --db PATH".to_owned(),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            "the database can't be opened; check the path and its permissions".to_owned()
        }
        Some(ErrorCode::SystemIoFailure) => {
            format!("reading or writing the database failed ({error}); check the disk and its free space")
        }
        _ => format!("the database refused: {error}"),
    };
    Error::Database { path: path.to_owned(), problem, source: Some(error) }
}
