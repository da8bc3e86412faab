//! The one error type of the crate.
//!
//! A message says what was attempted, on what, and what to do about it: lower case, no full stop.
//! Analysis of text never fails, so only [`input`](crate::input), [`store`](crate::store),
//! [`query`](crate::query) and [`cli`](crate::cli) return it.

use std::path::PathBuf;

/// What can go wrong outside the analysis of text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or stream could not be read or written.
    #[error("{}: {action} failed: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was attempted: "reading", "creating the directory".
        action: &'static str,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Input that holds no article, with the reason and the remedy.
    #[error("{name}: {problem}")]
    Input {
        /// The file, address or line as the user named it.
        name: String,
        /// The problem and its remedy.
        problem: String,
    },
    /// A value given by the user that means nothing here: a date, a zone, a name.
    #[error("{0}")]
    Usage(String),
    /// A question about one thing that is not in the database.
    #[error("{0}")]
    NotFound(String),
    /// SQLite refused; the message names the database and the remedy.
    #[error("{}: {problem}", path.display())]
    Database {
        /// The database file.
        path: PathBuf,
        /// The problem and its remedy.
        problem: String,
        /// SQLite's own words.
        source: Option<rusqlite::Error>,
    },
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;
