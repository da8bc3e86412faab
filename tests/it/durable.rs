//! Nothing is lost: processes that are killed, interrupted, or write at once.

use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::support::Timeline;

/// Articles in one file of records; each is told from the others by its number.
fn records(from: usize, to: usize) -> String {
    let record = |number: usize| {
        let text = format!(
            "The council of town {number} met on {} May 2025, the mayor of town {number} said. \
             \"We counted {number} votes,\" Mayor Ole Lund{number} said.",
            1 + number % 28
        );
        serde_json::json!({"id": format!("r{number}"), "text": text, "published": "2025-05-07"}).to_string() + "\n"
    };
    (from..to).map(record).collect()
}

fn start(timeline: &Timeline, arguments: &[&str]) -> Child {
    let mut command = timeline.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// How many documents there are; each must have its findings, and the file must be whole.
#[track_caller]
fn whole_documents(timeline: &Timeline) -> usize {
    let checked = timeline.ok(&["check"]);
    assert!(checked.starts_with("all is well"), "{checked}");
    let documents = timeline.json(&["documents", "--format", "json"]);
    let documents = documents.as_array().unwrap();
    for document in documents {
        assert!(document["time_expressions"].as_i64() >= Some(1), "half a document: {document}");
        assert!(document["claims"].as_i64() >= Some(1), "half a document: {document}");
    }
    documents.len()
}

/// Everything in the database, but for where the test's directory lies.
fn exported(timeline: &Timeline) -> String {
    timeline.ok(&["export"]).replace(&timeline.path().display().to_string(), "")
}

const ALL: usize = 800;

#[test]
fn killed_at_any_moment_it_holds_whole_documents_and_goes_on() {
    let timeline = Timeline::new().file("pile.jsonl", records(0, ALL));
    let mut seen = 0;
    // Moments that no two runs share: from before the file is there to well into the pile.
    for moment in 0..8_u64 {
        let mut child = start(&timeline, &["add", "pile.jsonl", "--threads", "2"]);
        sleep(Duration::from_millis(5 + moment * 67 % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        if timeline.database().exists() && timeline.run(&["documents"]).code == Some(0) {
            let now = whole_documents(&timeline);
            assert!(now >= seen, "{now} documents after {seen}");
            seen = now;
        }
    }
    let said = timeline.ok(&["add", "pile.jsonl"]);
    assert!(said.ends_with(&format!("{} added, {seen} unchanged, 0 updated, 0 failed\n", ALL - seen)), "{seen}");
    assert_eq!(whole_documents(&timeline), ALL);
    // The same as if nothing had ever happened.
    let undisturbed = Timeline::new().file("pile.jsonl", records(0, ALL));
    undisturbed.ok(&["add", "pile.jsonl", "-q"]);
    assert!(exported(&timeline) == exported(&undisturbed));
}

#[test]
#[cfg(unix)]
fn an_interrupt_finishes_the_batch_and_the_same_command_goes_on() {
    let timeline = Timeline::new().file("pile.jsonl", records(0, 2 * ALL));
    let child = start(&timeline, &["add", "pile.jsonl", "--threads", "1"]);
    sleep(Duration::from_millis(400));
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{said}");
    assert!(said.contains("stopped after ") && said.contains("the last one pile.jsonl#r"), "{said}");
    assert!(said.contains("the same command goes on from there") && said.lines().count() == 1, "{said}");
    let done: usize = said.split(' ').find_map(|word| word.parse().ok()).unwrap();
    assert_eq!(whole_documents(&timeline), done);
    assert!(done < 2 * ALL);
    assert!(timeline.ok(&["add", "pile.jsonl"]).contains(&format!(" added, {done} unchanged, 0 updated, 0 failed")));
}

/// Adds a pile of its own by each of `count` processes at once.
#[track_caller]
fn together(count: usize, each: usize) {
    let mut timeline = Timeline::new();
    for process in 0..count {
        timeline = timeline.file(&format!("{process}.jsonl"), records(process * each, (process + 1) * each));
    }
    let children: Vec<Child> =
        (0..count).map(|process| start(&timeline, &["add", &format!("{process}.jsonl"), "--threads", "1"])).collect();
    for child in children {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(whole_documents(&timeline), count * each);
}

#[test]
fn two_processes_add_at_once() {
    together(2, 200);
}

#[test]
fn eight_processes_add_at_once() {
    together(8, 40);
}

#[test]
fn processes_that_add_the_same_articles_at_once_store_each_once() {
    let timeline = Timeline::new().file("pile.jsonl", records(0, 300));
    let children: Vec<Child> = (0..4).map(|_| start(&timeline, &["add", "pile.jsonl", "--threads", "1"])).collect();
    for child in children {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(whole_documents(&timeline), 300);
}

#[test]
fn questions_and_backups_are_answered_while_a_pile_is_added() {
    let timeline = Timeline::new().file("first.jsonl", records(0, 10)).file("pile.jsonl", records(10, ALL));
    timeline.ok(&["add", "first.jsonl"]);
    let mut child = start(&timeline, &["add", "pile.jsonl", "--threads", "1"]);
    let mut seen = Vec::new();
    let mut copies = 0;
    while child.try_wait().unwrap().is_none() {
        seen.push(timeline.json(&["documents", "--format", "json"]).as_array().unwrap().len());
        timeline.ok(&["claims", "--speaker", "Ole Lund3"]);
        timeline.ok(&["backup", &format!("{copies}.db")]);
        copies += 1;
    }
    assert!(child.wait().unwrap().success());
    assert!(seen.is_sorted() && seen.iter().all(|count| (10..=ALL).contains(count)), "{seen:?}");
    for copy in 0..copies {
        assert!(timeline.ok(&["check", "--db", &format!("{copy}.db")]).starts_with("all is well"));
    }
    assert_eq!(whole_documents(&timeline), ALL);
}

#[test]
fn any_number_of_threads_stores_and_says_the_same() {
    let stored = |threads: &str| {
        let mut timeline = Timeline::new().file("in/pile.jsonl", records(0, 300));
        for day in 1..=60 {
            let story = format!(
                "Bridge closed\n\nThe bridge at Halm{} was closed on {} May 2025 after a storm tore two cables, the \
                 council said. Engineers found cracks in two of its four piers, and buses run by way of Lower Ford.",
                day % 7,
                1 + day % 28
            );
            timeline = timeline.file(&format!("in/{day}.txt"), story);
        }
        let said = timeline.ok(&["add", "in", "--published", "2025-05-07", "--threads", threads]);
        (said, exported(&timeline))
    };
    let one = stored("1");
    assert!(one.1.lines().count() > 5_000);
    assert!(stored("2") == one, "two threads");
    assert!(stored("8") == one, "eight threads");
}
