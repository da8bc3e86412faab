//! Who may use whom: reads the imports and fails on any arrow that the map does not have.

use std::path::{Path, PathBuf};

/// Each room and the rooms it may use.
const MAP: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("model", &[]),
    ("lexicon", &["model"]),
    ("text", &["model", "lexicon"]),
    ("time", &["model", "lexicon", "text"]),
    ("entity", &["model", "lexicon", "text"]),
    ("extract", &["model", "lexicon", "text", "time", "entity"]),
    ("input", &["model", "error", "lexicon"]),
    ("store", &["model", "error"]),
    ("query", &["store", "model", "error"]),
    ("render", &["model", "query"]),
    ("cli", &["error", "model", "lexicon", "text", "time", "entity", "extract", "input", "store", "query", "render"]),
];

/// What rooms may not name at all, outside the rooms given.
const NOT_OUTSIDE: &[(&str, &[&str])] = &[
    ("clap::", &["cli"]),
    ("rusqlite", &["store", "query", "error"]),
    ("println!", &["cli"]),
    ("std::io::stdin", &["cli"]),
    ("std::io::stdout", &["cli"]),
    ("SystemTime", &["cli"]),
    ("Utc::now", &[]),
    ("Local::now", &[]),
    ("std::env::var", &["cli"]),
];

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let inside = path.strip_prefix(&root).unwrap().to_owned();
                let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
                let room = first.trim_end_matches(".rs").to_owned();
                files.push((room, inside, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The lines of code: no comments, and nothing after the tests begin.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end].lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The rooms that a line names: `crate::time::…`, `use crate::{text, time}`.
fn rooms_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => rest.split(';').next().unwrap_or_default(),
        };
        let items: Vec<&str> = if rest.starts_with('{') { list.split(',').collect() } else { vec![list] };
        for item in items {
            let word: String = item.trim().chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
            named.push(word);
        }
    }
    named
}

#[test]
fn no_room_uses_another_that_the_map_does_not_allow() {
    let rooms: Vec<&str> = MAP.iter().map(|(room, _)| *room).collect();
    let mut arrows = Vec::new();
    for (room, path, text) in sources() {
        let Some((_, allowed)) = MAP.iter().find(|(it, _)| *it == room) else {
            assert!(room == "lib" || room == "main", "{} is in no room of the map", path.display());
            continue;
        };
        for line in code(&text) {
            let wrong = rooms_named(line).into_iter().filter(|named| rooms.contains(&named.as_str()));
            let wrong = wrong.filter(|named| *named != room && !allowed.contains(&named.as_str()));
            arrows.extend(wrong.map(|named| format!("{}: {room} uses {named}: {}", path.display(), line.trim())));
        }
    }
    assert!(arrows.is_empty(), "\n{}", arrows.join("\n"));
}

#[test]
fn clocks_printing_sql_and_clap_stay_in_their_rooms() {
    let mut found = Vec::new();
    // A file of unit tests may read UPDATE_EXPECT, as test modules within files may.
    for (room, path, text) in sources().into_iter().filter(|(_, path, _)| !path.ends_with("tests.rs")) {
        for (word, rooms) in NOT_OUTSIDE {
            let lines = code(&text).filter(|line| line.contains(word) && !rooms.contains(&room.as_str()));
            found.extend(lines.map(|line| format!("{}: {}", path.display(), line.trim())));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, _, text)| !text.starts_with("//!"))
        .map(|(_, path, _)| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no //! at the top of {}", silent.join(", "));
}
