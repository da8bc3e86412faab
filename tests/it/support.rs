//! The program under test, in a directory of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use timeline::model::Document;

/// A run of `timeline` with its own database and files.
pub struct Timeline {
    directory: TempDir,
    database: PathBuf,
}

/// What a run said.
#[derive(Debug)]
pub struct Said {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

impl Timeline {
    /// An empty directory with no database.
    pub fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = directory.path().join("timeline.db");
        Self { directory, database }
    }

    /// Writes a file.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.directory.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    pub fn database(&self) -> &Path {
        &self.database
    }

    /// Prepares a run that any other surroundings of the test leave alone.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_timeline"));
        command.current_dir(self.path()).env_clear().env("TIMELINE_DB", &self.database).args(arguments);
        command.stdin(Stdio::null());
        command
    }

    /// Runs `timeline` with the arguments.
    pub fn run(&self, arguments: &[&str]) -> Said {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs and expects success; returns stdout.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, Some(0), "{arguments:?}: {said:?}");
        said.stdout
    }

    /// Runs and expects the code and one clear line on stderr that holds all of the words.
    #[track_caller]
    pub fn fails(&self, arguments: &[&str], code: i32, words: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.code, Some(code), "{arguments:?}: {said:?}");
        for word in words {
            assert!(said.stderr.contains(word), "{arguments:?} should say {word:?}: {said:?}");
        }
        if code == 1 {
            assert_eq!(said.stderr.lines().count(), 1, "{arguments:?}: one line, please: {}", said.stderr);
        }
        said
    }

    /// Runs and reads stdout as JSON.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
    }
}

/// Precision and recall of the words, each as often as it occurs.
pub fn overlap(found: &str, expected: &str) -> (f64, f64) {
    let count = |text: &str| {
        let mut counts = BTreeMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_lowercase()).or_insert(0_usize) += 1;
        }
        counts
    };
    let (found, expected) = (count(found), count(expected));
    let both: usize = found.iter().map(|(word, count)| (*count).min(*expected.get(word).unwrap_or(&0))).sum();
    let share = |all: &BTreeMap<String, usize>| both as f64 / all.values().sum::<usize>().max(1) as f64;
    (share(&found), share(&expected))
}

/// The words below the headline.
pub fn body(document: &Document) -> &str {
    document.title_span.map_or(&*document.text, |span| document.text[span.end..].trim_start())
}
