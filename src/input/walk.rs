//! Files on disk: one file's bytes, and the articles below a directory.
//!
//! In: a path. Out: bytes within the size limit, or paths in a fixed order with what was ignored
//! and why. Follows no symbolic link to a directory, so no walk is endless.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

use super::{MAX_BYTES, Options, Reading, detect, read, too_large};

/// What lies below a directory.
#[derive(Debug, Default)]
pub struct Articles {
    /// Files that may hold articles, sorted by path.
    pub files: Vec<PathBuf>,
    /// What was passed over, sorted by path.
    pub ignored: Vec<Ignored>,
}

/// A file or directory that was passed over.
#[derive(Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Where it lies.
    pub path: PathBuf,
    /// Why it was passed over: "hidden", "not an article format".
    pub reason: String,
}

/// Reads the articles that the file at `path` holds.
///
/// # Errors
///
/// [`Error::Io`] when it can't be read, and everything that [`read`] refuses.
pub fn read_file(path: &Path, options: &Options) -> Result<Reading> {
    let error = |source| Error::Io { path: path.to_owned(), action: "reading", source };
    let name = path.display().to_string();
    let file = File::open(path).map_err(error)?;
    let length = file.metadata().map_err(error)?.len();
    if length > MAX_BYTES as u64 {
        return Err(too_large(&name, length));
    }
    let mut bytes = Vec::with_capacity(length as usize);
    // A file may grow while it is read, and a pipe has no length.
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(error)?;
    read(&name, &bytes, options)
}

/// Lists the files below `directory` that may hold articles, at any depth.
///
/// # Errors
///
/// [`Error::Io`] when the directory itself can't be read; what can't be read below it is ignored
/// with that reason.
pub fn articles(directory: &Path) -> Result<Articles> {
    let mut found = Articles::default();
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        match fs::read_dir(&directory) {
            Ok(entries) => entries.flatten().for_each(|entry| found.sort_in(&entry, &mut open)),
            Err(source) if found.files.is_empty() && found.ignored.is_empty() && open.is_empty() => {
                return Err(Error::Io { path: directory, action: "reading the directory", source });
            }
            Err(error) => found.ignored.push(Ignored { path: directory, reason: error.to_string() }),
        }
    }
    found.files.sort();
    found.ignored.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

impl Articles {
    fn sort_in(&mut self, entry: &fs::DirEntry, open: &mut Vec<PathBuf>) {
        let path = entry.path();
        let reason = match entry.file_type() {
            Err(error) => error.to_string(),
            Ok(_) if entry.file_name().to_string_lossy().starts_with('.') => "hidden".to_owned(),
            Ok(kind) if kind.is_dir() => return open.push(path),
            Ok(kind) if kind.is_symlink() && path.is_dir() => "a link to a directory".to_owned(),
            Ok(_) if !path.is_file() => "not a regular file".to_owned(),
            Ok(_) if has_article_ending(&path) => return self.files.push(path),
            Ok(_) => "not an article format".to_owned(),
        };
        self.ignored.push(Ignored { path, reason });
    }
}

fn has_article_ending(path: &Path) -> bool {
    detect::by_name(&path.to_string_lossy()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_in_a_fixed_order_and_says_what_it_ignored() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "The council met.").unwrap();
        };
        for name in ["b.txt", "a/c.TXT", "a/photo.jpg", ".git/config.txt", "z.html"] {
            write(name);
        }
        let found = articles(root.path()).unwrap();
        let shown = |path: &Path| path.strip_prefix(root.path()).unwrap().display().to_string();
        let files: Vec<String> = found.files.iter().map(|path| shown(path)).collect();
        assert_eq!(files, ["a/c.TXT", "b.txt", "z.html"]);
        let ignored: Vec<String> =
            found.ignored.iter().map(|it| format!("{}: {}", shown(&it.path), it.reason)).collect();
        assert_eq!(ignored, [".git: hidden", "a/photo.jpg: not an article format"]);
    }

    #[test]
    fn a_missing_file_or_directory_is_an_error_with_its_name() {
        let missing = Path::new("/nowhere/at/all");
        assert!(
            articles(missing).unwrap_err().to_string().starts_with("/nowhere/at/all: reading the directory failed")
        );
        let error = read_file(missing, &Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("/nowhere/at/all: reading failed"), "{error}");
    }
}
