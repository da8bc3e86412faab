//! The documents tell the truth: the README's session is what its commands print, every command is
//! described.
//!
//! `UPDATE_EXPECT=1 cargo test --test it docs` writes today's output into the README's session.

use std::path::Path;

use super::support::Timeline;

const README: &str = include_str!("../../README.md");
const ARCHITECTURE: &str = include_str!("../../ARCHITECTURE.md");

/// The `$ timeline …` commands of the README's console blocks, with where their output stands.
fn session() -> Vec<(Vec<String>, std::ops::Range<usize>)> {
    let mut commands = Vec::new();
    let mut at = 0;
    let mut inside = false;
    let mut output: Option<(Vec<String>, usize)> = None;
    for line in README.split_inclusive('\n') {
        let ends = line.starts_with("```") || line.starts_with("$ ");
        if ends && let Some((arguments, start)) = output.take() {
            commands.push((arguments, start..at));
        }
        if line.starts_with("```") {
            inside = line.trim_end() == "```console";
        }
        if inside && let Some(command) = line.strip_prefix("$ timeline ") {
            output = Some((words(command), at + line.len()));
        }
        at += line.len();
    }
    commands
}

/// Splits a command as a shell does, quotation marks only.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.trim().split('"').enumerate() {
        match index % 2 {
            1 => words.push(part.to_owned()),
            _ => words.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    words
}

#[test]
fn the_session_of_the_readme_is_what_the_commands_print() {
    let timeline = Timeline::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let session = session();
    assert!(session.len() >= 4, "the README has a session");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut refreshed = README.to_owned();
    let mut drifted = Vec::new();
    let printed: Vec<String> = session.iter().map(|(arguments, _)| print(&timeline, root, arguments)).collect();
    for ((arguments, place), printed) in session.iter().zip(&printed).rev() {
        if README[place.clone()] != **printed {
            drifted.push(format!("timeline {}: {}", arguments.join(" "), difference(&README[place.clone()], printed)));
            refreshed.replace_range(place.clone(), printed);
        }
    }
    if update {
        std::fs::write(root.join("README.md"), refreshed).unwrap();
    } else {
        let remedy = "UPDATE_EXPECT=1 cargo test --test it docs writes it anew; read the difference";
        assert!(drifted.is_empty(), "the README's session differs ({remedy}):\n{}", drifted.join("\n"));
    }
}

/// Runs a command of the session as a user whose terminal is 100 columns wide.
fn print(timeline: &Timeline, root: &Path, arguments: &[String]) -> String {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = timeline.command(&arguments).current_dir(root).env("COLUMNS", "100").output().unwrap();
    let error = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{arguments:?}: {error}");
    String::from_utf8(run.stdout).unwrap()
}

/// The first line that is not the same.
fn difference(expected: &str, printed: &str) -> String {
    let end = || std::iter::once("(the end)");
    let mut pairs = expected.lines().chain(end()).zip(printed.lines().chain(end()));
    let (one, other) = pairs.find(|(one, other)| one != other).unwrap_or(("", "line ends"));
    format!("\n  README  {one}\n  printed {other}")
}

#[test]
fn differences_are_told_by_their_first_line() {
    assert_eq!(difference("a\nb\n", "a\nc\n"), "\n  README  b\n  printed c");
    assert_eq!(difference("a\n", "a\nc\n"), "\n  README  (the end)\n  printed c");
}

#[test]
fn the_readme_describes_every_command() {
    let help = Timeline::new().ok(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Wrapped descriptions are indented further.
    let commands = commands.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        assert!(README.contains(&format!("`timeline {name}")), "README.md does not mention `timeline {name}`");
    }
}

#[test]
fn the_map_is_short_and_names_every_room() {
    assert!(ARCHITECTURE.lines().count() < 150, "ARCHITECTURE.md has {} lines", ARCHITECTURE.lines().count());
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(source).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let room = format!("`{}", entry.file_name().to_string_lossy());
            assert!(ARCHITECTURE.contains(&room), "ARCHITECTURE.md does not name {room}`");
        }
    }
}
