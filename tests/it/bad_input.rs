//! Everything that can be wrong with what users give: one clear line, the rest done, the file whole.

use std::time::{Duration, Instant};

use timeline::extract::{annotate, findings};
use timeline::model::Document;

use super::support::{Said, Timeline};

const GOOD: &str = "Rain fell on 5 May 2025 in Halm, the mayor said.";

/// Adds a bad file before a good one: the bad one is named with problem and remedy, the good one stored.
#[track_caller]
fn check(content: &[u8], words: &[&str]) {
    let timeline = Timeline::new().file("bad.txt", content).file("good.txt", GOOD);
    let said = timeline.fails(&["add", "bad.txt", "good.txt"], 1, words);
    assert!(said.stderr.contains("bad.txt"), "{said:?}");
    assert!(said.stdout.ends_with("1 added, 0 unchanged, 0 updated, 1 failed\n"), "{said:?}");
}

/// Adds an odd file that is an article all the same.
#[track_caller]
fn check_accepted(content: impl AsRef<[u8]>) -> (Timeline, String) {
    let timeline = Timeline::new().file("odd.txt", content);
    let said = timeline.ok(&["add", "odd.txt", "--published", "2025-05-07"]);
    assert!(said.ends_with("1 added, 0 unchanged, 0 updated, 0 failed\n"), "{said}");
    (timeline, said)
}

#[test]
fn a_missing_file() {
    let timeline = Timeline::new().file("good.txt", GOOD);
    let said = timeline.fails(&["add", "nowhere.txt", "good.txt"], 1, &["nowhere.txt", "reading failed"]);
    assert!(said.stdout.contains("1 added"), "{said:?}");
}

#[test]
fn a_directory_without_articles() {
    let timeline = Timeline::new().file("empty/photo.jpg", "x");
    timeline.fails(&["add", "empty"], 1, &["empty", "no articles"]);
}

#[test]
#[cfg(unix)]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;

    let timeline = Timeline::new().file("locked.txt", GOOD).file("good.txt", GOOD);
    let locked = timeline.path().join("locked.txt");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads everything: for it, a socket stands for what can't be read.
    if std::fs::read(&locked).is_ok() {
        std::fs::remove_file(&locked).unwrap();
        drop(std::os::unix::net::UnixListener::bind(&locked).unwrap());
    }
    let said = timeline.fails(&["add", "locked.txt", "good.txt"], 1, &["locked.txt", "reading failed"]);
    assert!(said.stdout.contains("1 added"), "{said:?}");
}

#[test]
fn an_empty_file() {
    check(b"", &["empty"]);
    check(b" \n\n\t", &["empty"]);
}

#[test]
fn a_binary_file() {
    check(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0", &["a program", "give its text"]);
}

#[test]
fn invalid_utf8_is_decoded_with_a_notice() {
    let (_, said) = check_accepted(b"The caf\xe9 in Halm burned on 5 May 2025, the mayor said.");
    assert!(said.contains("read as windows-1252"), "{said}");
}

#[test]
fn only_punctuation_and_no_sentence_end() {
    check_accepted("?! ... --- ***\n\n(((");
    check_accepted("rain fell and fell and fell on Monday and nobody wrote a full stop");
}

#[test]
#[ignore = "takes minutes without optimisation; .ci/run runs it with"]
fn a_text_of_50_megabytes() {
    let sentence = "Rain fell on Monday in Halm, the mayor said.\n";
    let started = Instant::now();
    let timeline = Timeline::new().file("big.txt", sentence.repeat((50 << 20) / sentence.len()));
    // Only decoding and the limits are at stake here; analysis has its own tests of linear time.
    let said = timeline.run(&["add", "big.txt", "--published", "2025-05-07", "--dry-run", "--db", ":memory:"]);
    assert!(said.code == Some(0) || said.stderr.contains("big.txt"), "{said:?}");
    assert!(started.elapsed() < Duration::from_secs(600));
}

#[test]
#[ignore = "takes minutes without optimisation; .ci/run runs it with"]
fn a_line_of_5_megabytes() {
    check_accepted("rain fell on Monday and ".repeat((5 << 20) / 24));
}

/// What is repeated in texts that tempt a reader to look too far, and how many megabytes of it are read:
/// cues without end are read slowly, however steadily.
const TEMPTING: &[(&str, usize)] = &[
    ("a", 10),
    ("word ", 10),
    ("\"", 10),
    ("\" said ", 1),
    ("“he said ‘she said ", 1),
    ("he said that ", 1),
    ("he said: \"Rain fell on Monday.\"\n\n\"", 1),
    ("He said. ", 1),
    ("Monday ", 1),
    ("Obi and ", 1),
    ("ж", 1),
    ("(", 1),
    ("A: no\n\n", 1),
];

#[test]
#[ignore = "takes minutes without optimisation; .ci/run runs it with"]
fn texts_of_megabytes_take_linear_time() {
    for (repeated, megabytes) in TEMPTING {
        let took = |bytes: usize| {
            let document = Document { text: repeated.repeat(bytes / repeated.len()), ..Document::default() };
            let started = Instant::now();
            let annotated = annotate(&document);
            std::hint::black_box(findings(&annotated));
            started.elapsed()
        };
        took(1 << 16);
        let (tenth, whole) = (took((megabytes << 20) / 10), took(megabytes << 20));
        println!("{repeated:?}: {:.2} s, {:.2} s", tenth.as_secs_f64(), whole.as_secs_f64());
        assert!(whole < tenth * 30, "{repeated:?}: a tenth takes {tenth:?}, all of it {whole:?}");
    }
}

#[test]
fn a_long_line() {
    check_accepted("rain fell on Monday and ".repeat((50 << 10) / 24));
}

#[test]
fn a_wrong_date_or_zone() {
    let timeline = Timeline::new().file("good.txt", GOOD);
    timeline.fails(&["add", "good.txt", "--published", "3rd of July"], 2, &["3rd of July", "YYYY-MM-DD"]);
    timeline.fails(&["add", "good.txt", "--published", "2025-02-30"], 2, &["2025-02-30"]);
    timeline.fails(&["add", "good.txt", "--timezone", "Mars/Olympus"], 2, &["Mars/Olympus", "Europe/Kyiv"]);
    assert!(!timeline.database().exists());
}

#[test]
fn a_database_that_is_none() {
    let timeline =
        Timeline::new().file("timeline.db", "This is a letter, not a database. ".repeat(100)).file("a.txt", GOOD);
    let before = std::fs::read(timeline.database()).unwrap();
    timeline.fails(&["add", "a.txt"], 1, &["timeline.db", "not a database of timeline", "--db"]);
    timeline.fails(&["show"], 1, &["not a database of timeline"]);
    assert_eq!(std::fs::read(timeline.database()).unwrap(), before);
}

#[test]
fn a_database_of_another_program() {
    let timeline = Timeline::new().file("a.txt", GOOD);
    let other = rusqlite::Connection::open(timeline.database()).unwrap();
    other.execute_batch("CREATE TABLE recipe (name TEXT); PRAGMA user_version = 1;").unwrap();
    drop(other);
    let before = std::fs::read(timeline.database()).unwrap();
    timeline.fails(&["add", "a.txt"], 1, &["another program", "--db"]);
    assert_eq!(std::fs::read(timeline.database()).unwrap(), before);
}

#[test]
fn a_database_of_a_newer_version_is_left_untouched() {
    let timeline = Timeline::new().file("a.txt", GOOD);
    timeline.ok(&["add", "a.txt"]);
    let newer = rusqlite::Connection::open(timeline.database()).unwrap();
    newer.execute_batch("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(newer);
    let before = std::fs::read(timeline.database()).unwrap();
    timeline.fails(&["add", "a.txt"], 1, &["newer timeline (schema 999", "update timeline"]);
    timeline.fails(&["show"], 1, &["newer timeline"]);
    assert_eq!(std::fs::read(timeline.database()).unwrap(), before);
}

#[test]
fn no_database_yet() {
    let timeline = Timeline::new();
    timeline.fails(&["show"], 1, &["there is no database yet", "timeline add"]);
    assert!(!timeline.database().exists());
}

#[test]
fn a_directory_in_place_of_the_database() {
    let timeline = Timeline::new().file("timeline.db/x", "").file("a.txt", GOOD);
    timeline.fails(&["add", "a.txt"], 1, &["this is a directory", "--db"]);
}

/// Nobody, whom file permissions bind also when the superuser runs the tests.
#[cfg(unix)]
const NOBODY: u32 = 65_534;

#[test]
#[cfg(unix)]
fn a_read_only_database() {
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;

    let timeline = Timeline::new().file("a.txt", GOOD).file("b.txt", "Snow fell on 6 May 2025.");
    timeline.ok(&["add", "a.txt"]);
    let before = std::fs::read(timeline.database()).unwrap();
    // The superuser writes everywhere, so for it another user asks, who may enter and read only.
    let superuser = chown(timeline.path(), Some(NOBODY), None).is_ok() && chown(timeline.path(), Some(0), None).is_ok();
    let allow = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let program = timeline.path().join("timeline");
    std::fs::copy(env!("CARGO_BIN_EXE_timeline"), &program).unwrap();
    allow(timeline.database(), 0o444);
    allow(timeline.path(), 0o555);
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&program);
        command.current_dir(timeline.path()).env_clear().env("TIMELINE_DB", timeline.database()).args(arguments);
        if superuser {
            command.uid(NOBODY).gid(NOBODY);
        }
        Said::from(command.output().unwrap())
    };
    let said = run(&["add", "b.txt"]);
    let listed = run(&["documents", "--format", "jsonl"]);
    let checked = run(&["check"]);
    allow(timeline.path(), 0o755);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.stderr.contains("timeline.db: the database is read-only; make"), "{said:?}");
    assert_eq!(said.stderr.lines().count(), 1, "{said:?}");
    assert_eq!((listed.stdout.lines().count(), listed.code), (1, Some(0)), "questions are answered: {listed:?}");
    assert_eq!(checked.code, Some(0), "{checked:?}");
    assert_eq!(std::fs::read(timeline.database()).unwrap(), before);
}

#[test]
fn a_locked_database() {
    let timeline = Timeline::new().file("a.txt", GOOD).file("b.txt", "Snow fell on 6 May 2025.");
    timeline.ok(&["add", "a.txt"]);
    let other = rusqlite::Connection::open(timeline.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    timeline.fails(&["add", "b.txt", "--wait", "0"], 1, &["another process is writing", "try again"]);
    // Reading never waits.
    assert_eq!(timeline.json(&["documents", "--format", "json"]).as_array().unwrap().len(), 1);
    other.execute_batch("ROLLBACK").unwrap();
    timeline.ok(&["add", "b.txt", "--wait", "0"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk() {
    // A limit on the size of files stands for a disk with no room; the shell sets it.
    let timeline = Timeline::new().file("a.txt", GOOD);
    timeline.ok(&["add", "a.txt"]);
    let lines = |day: usize| format!("On {day} May 2025 rain fell in town {day}, the mayor said.\n");
    let timeline = timeline.file("big.txt", (1..3_000).map(lines).collect::<String>());
    let script = format!("trap '' XFSZ; ulimit -f 600; exec {} add big.txt", env!("CARGO_BIN_EXE_timeline"));
    let run = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(timeline.path())
        .env("TIMELINE_DB", timeline.database())
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(1), "{error}");
    assert!(error.contains("timeline.db") && error.lines().count() == 1, "{error}");
    assert!(error.contains("full") || error.contains("free space"), "{error}");
    let kept = rusqlite::Connection::open(timeline.database()).unwrap();
    let health: String = kept.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(health, "ok");
    assert_eq!(timeline.json(&["documents", "--format", "json"]).as_array().unwrap().len(), 1);
}

#[test]
fn text_of_another_language_gives_dates_and_quotations_and_says_so() {
    let (timeline, said) = check_accepted(
        "Le pont de Halm s'effondre\n\nLe pont de la ville est tombé dans la rivière le 2025-05-06. « Nous avons \
         perdu un ami et un voisin », a déclaré la maire Anne Rey. Les secours et les habitants parlent d'un « miracle ».",
    );
    assert!(said.contains("the text is in French, not English: only dates and quotations were tried"), "{said}");
    let claims = timeline.json(&["claims", "--format", "json"]);
    let claim = &claims[0];
    assert_eq!(claims.as_array().unwrap().len(), 1, "{claims}");
    assert_eq!(claim["content"], "« Nous avons perdu un ami et un voisin »");
    assert_eq!((&claim["speaker"], &claim["cue"]), (&serde_json::Value::Null, &"".into()), "{claim}");
    let exported = timeline.ok(&["export"]);
    let dated = |line: &str| line.contains("time_expression") && line.contains("\"2025-05-06\"");
    assert!(exported.lines().any(dated), "{exported}");
}
