//! `timeline add --watch`: new and changed files, round after round, until Ctrl-C.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use super::support::Timeline;

/// Writes an article that has lain there for so many seconds.
fn write(path: &Path, words: &str, age: u64) {
    let text =
        format!("Bridge {words}\n\nThe bridge over the Ame was {words} on 5 May 2025, the council of Halm said.\n");
    std::fs::write(path, text).unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
}

#[test]
#[cfg(unix)]
fn watching_adds_what_is_new_and_updates_what_changed_until_it_is_interrupted() {
    let timeline = Timeline::new();
    let directory = timeline.path().join("in");
    std::fs::create_dir(&directory).unwrap();
    write(&directory.join("a.txt"), "closed", 60);
    let mut child =
        timeline.command(&["add", "in", "--watch=1s"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut next = |start: &str| lines.find(|line| line.starts_with(start)).unwrap();
    assert_eq!(next("1 added"), "1 added, 0 unchanged, 0 updated, 0 failed");
    write(&directory.join("b.txt"), "opened", 50);
    assert_eq!(next("added: "), "added: Bridge opened");
    assert_eq!(next("1 added"), "1 added, 0 unchanged, 0 updated, 0 failed");
    write(&directory.join("a.txt"), "repaired", 40);
    assert_eq!(next("updated: "), "updated: Bridge repaired");
    assert_eq!(next("0 added"), "0 added, 0 unchanged, 1 updated, 0 failed");
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(timeline.json(&["documents", "--format", "json"]).as_array().unwrap().len(), 2);
}

#[test]
fn what_can_not_be_watched_is_refused() {
    let timeline = Timeline::new();
    timeline.fails(&["add", "-", "--watch"], 2, &["standard input can't be watched"]);
    timeline.fails(&["add", ".", "--watch=often"], 2, &["30s, 15m or 2h"]);
}
