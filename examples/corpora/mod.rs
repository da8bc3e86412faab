//! Readers of the public corpora that training and evaluation use; shared by the examples.
//!
//! In: a corpus folder. Out: plain structures. The corpora are no part of the project; where one
//! is missing, the program that needs it says so and stops.

#![allow(dead_code)] // Each example uses a part.

pub mod conllu;
pub mod coreference;
pub mod ner;

use std::path::PathBuf;

/// Where the corpora lie: after `--corpora`, or `../shared/corpora`.
pub fn folder() -> PathBuf {
    let arguments: Vec<String> = std::env::args().collect();
    let given = arguments.iter().position(|argument| argument == "--corpora").and_then(|at| arguments.get(at + 1));
    PathBuf::from(given.map_or("../shared/corpora", String::as_str))
}

/// Reads a file of the corpora, or ends the program with what is missing.
pub fn read(name: &str) -> String {
    let path = folder().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        eprintln!("reading {}: {error}; give the folder after --corpora", path.display());
        std::process::exit(1)
    })
}
