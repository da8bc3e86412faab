//! Every command, as a user calls it.

use std::process::Stdio;

use super::support::{Said, Timeline};

const ARTICLE: &str = "Bridge closed after storm\n\n\
    The Halm bridge was closed on Monday after a storm tore two cables, the town council said.\n\n\
    \"We will open it again on 12 May 2025,\" said Mayor Anna Berg. Berg said the repair would cost two million.\n";

fn with_article() -> Timeline {
    let timeline = Timeline::new().file("bridge.txt", ARTICLE);
    timeline.ok(&["add", "bridge.txt", "--published", "2025-05-07", "--outlet", "Halm Gazette"]);
    timeline
}

#[test]
fn add_says_what_it_found_and_the_totals() {
    let timeline = Timeline::new().file("bridge.txt", ARTICLE);
    let said = timeline.ok(&["add", "bridge.txt", "--published", "2025-05-07"]);
    assert!(said.starts_with("added: Bridge closed after storm\n  published 2025-05-07, as given; "), "{said}");
    assert!(said.ends_with("1 added, 0 unchanged, 0 updated, 0 failed\n"), "{said}");
}

#[test]
fn the_same_article_again_changes_nothing() {
    let timeline = with_article();
    let before = timeline.ok(&["show", "--claims", "--undated", "--format", "json"]);
    let said = timeline.ok(&["add", "bridge.txt"]);
    assert!(said.contains("0 added, 1 unchanged, 0 updated"), "{said}");
    assert_eq!(timeline.ok(&["show", "--claims", "--undated", "--format", "json"]), before);
}

#[test]
fn other_words_at_the_same_path_update_and_keep_what_the_user_said() {
    let timeline = with_article().file("bridge.txt", ARTICLE.replace("two million", "three million"));
    let said = timeline.ok(&["add", "bridge.txt"]);
    assert!(said.contains("0 added, 0 unchanged, 1 updated"), "{said}");
    let documents = timeline.json(&["documents", "--format", "json"]);
    assert_eq!(documents.as_array().unwrap().len(), 1);
    assert_eq!(documents[0]["published"]["begins_on"], "2025-05-07");
    assert_eq!(documents[0]["outlet"], "Halm Gazette");
}

#[test]
fn the_same_words_elsewhere_are_a_copy() {
    let timeline = with_article().file("copy.txt", ARTICLE);
    let said = timeline.ok(&["add", "copy.txt", "--outlet", "Coast Post"]);
    assert!(said.contains("unchanged (a copy of one stored before)"), "{said}");
    let documents = timeline.json(&["documents", "--format", "json"]);
    assert_eq!(documents[0]["outlets"], serde_json::json!(["Halm Gazette", "Coast Post"]));
}

#[test]
fn a_date_given_later_updates() {
    let timeline = Timeline::new().file("a.txt", "It rained on Monday. The council met yesterday.");
    let said = timeline.ok(&["add", "a.txt"]);
    assert!(said.contains("publication date unknown") && said.contains("--published YYYY-MM-DD"), "{said}");
    assert!(timeline.ok(&["add", "a.txt", "--published", "2025-05-07"]).contains("1 updated"));
    assert!(timeline.ok(&["add", "a.txt"]).contains("1 unchanged"));
    assert_eq!(timeline.json(&["documents", "--format", "json"])[0]["published"]["begins_on"], "2025-05-07");
}

#[test]
fn a_dry_run_stores_nothing() {
    let timeline = Timeline::new().file("bridge.txt", ARTICLE);
    let said = timeline.ok(&["add", "--dry-run", "bridge.txt"]);
    assert!(said.contains("1 added") && said.contains("nothing was stored"), "{said}");
    assert!(!timeline.database().exists());
    timeline.ok(&["add", "bridge.txt"]);
    let timeline = timeline.file("other.txt", "The council met on 5 May 2025.");
    assert!(timeline.ok(&["add", "--dry-run", "other.txt"]).contains("1 added"));
    assert_eq!(timeline.json(&["documents", "--format", "json"]).as_array().unwrap().len(), 1);
}

#[test]
fn add_reads_directories_and_standard_input() {
    let timeline =
        Timeline::new().file("in/a.txt", "Rain fell on 5 May 2025.").file("in/b/c.txt", "Snow fell on 6 May 2025.");
    assert!(timeline.ok(&["add", "in"]).contains("2 added"));
    let mut child = timeline
        .command(&["add", "-", "--title", "From a pipe"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"Hail fell on 7 May 2025.").unwrap();
    let said: Said = child.wait_with_output().unwrap().into();
    assert!(said.stdout.contains("added: From a pipe"), "{said:?}");
}

#[test]
fn any_number_of_threads_makes_the_same_database() {
    let articles = |mut timeline: Timeline| {
        for day in 1..=9 {
            timeline = timeline.file(&format!("in/{day}.txt"), ARTICLE.replace("12 May", &format!("1{day} May")));
        }
        timeline
    };
    let everything = |threads: &str| {
        let timeline = articles(Timeline::new());
        timeline.ok(&["add", "in", "--published", "2025-05-07", "--threads", threads]);
        ["documents", "claims", "speakers", "topics"].map(|what| timeline.ok(&[what, "--format", "json"]))
    };
    assert_eq!(everything("1"), everything("4"));
}

#[test]
fn add_reports_as_json() {
    let timeline = Timeline::new().file("bridge.txt", ARTICLE);
    let report = timeline.json(&["add", "bridge.txt", "--format", "json", "--published", "2025-05"]);
    assert_eq!(report["totals"]["added"], 1);
    assert_eq!(report["documents"][0]["published"], "May 2025");
    assert_eq!(report["documents"][0]["basis"], "given");
    assert_eq!(report["stored"], true);
}

#[test]
fn show_lists_dates_at_their_own_precision() {
    let timeline = with_article();
    let shown = timeline.ok(&["show"]);
    assert!(shown.starts_with("Date "), "{shown}");
    assert!(shown.contains("2025-05-12") && shown.contains("Halm Gazette"), "{shown}");
    let entries = timeline.json(&["show", "--format", "json"]);
    let event = &entries[0];
    let text = event["evidence"]["text"].as_str().unwrap();
    assert!(text.contains(event["text"].as_str().unwrap()), "{event}");
    assert_eq!(event["document"]["outlet"], "Halm Gazette");
}

#[test]
fn show_filters_by_days() {
    let timeline = with_article();
    assert_eq!(timeline.json(&["show", "--since", "2026", "--format", "json"]), serde_json::json!([]));
    assert_ne!(
        timeline.json(&["show", "--since", "2025-05", "--until", "2025-05", "--format", "json"]),
        serde_json::json!([])
    );
    timeline.fails(&["show", "--since", "Tuesday"], 2, &["2025-07-03, 2025-07 or 2025"]);
}

#[test]
fn unknown_things_asked_for_fail_and_empty_answers_do_not() {
    let timeline = with_article();
    timeline.fails(&["claims", "--speaker", "Nobody Atall"], 1, &["nobody here is called \"Nobody Atall\""]);
    timeline.fails(&["show", "--topic", "zeppelins"], 1, &["nothing here is about \"zeppelins\""]);
    timeline.fails(&["show", "--outlet", "Daily Nothing"], 1, &["Halm Gazette"]);
    timeline.fails(&["remove", "77", "--yes"], 1, &["no document is \"77\""]);
    let said = timeline.run(&["show", "--topic", "ukraine"]);
    assert_eq!((said.stdout.as_str(), said.code), ("", Some(0)));
    assert!(said.stderr.contains("nothing found"), "{said:?}");
}

#[test]
fn a_topic_that_nobody_defined_is_looked_for_and_said_so() {
    let timeline = with_article();
    let said = timeline.run(&["show", "--topic", "open it again"]);
    assert!(said.stdout.contains("2025-05-12"), "{said:?}");
    assert!(said.stderr.contains("no topic is called \"open it again\""), "{said:?}");
}

#[test]
fn topics_of_the_users_own() {
    let timeline = with_article();
    timeline.ok(&["topic", "add", "crossing", "--terms", "open it again, ferry"]);
    let said = timeline.run(&["show", "--topic", "Crossing"]);
    assert!(said.stdout.contains("2025-05-12") && said.stderr.is_empty(), "{said:?}");
    let topics = timeline.json(&["topics", "--format", "json"]);
    assert_eq!(topics[0]["name"], "crossing");
    assert_eq!(topics[0]["terms"], serde_json::json!(["ferry", "open it again"]));
    timeline.fails(&["topic", "add", " ", "--terms", "x"], 2, &["needs a name"]);
}

#[test]
fn a_document_put_under_a_topic_belongs_to_it() {
    let timeline = Timeline::new().file("bridge.txt", ARTICLE);
    timeline.ok(&["add", "bridge.txt", "--published", "2025-05-07", "--topic", "weather"]);
    assert!(timeline.ok(&["show", "--topic", "weather"]).contains("2025-05-12"));
}

#[test]
fn search_marks_the_words() {
    let timeline = with_article();
    let said = timeline.ok(&["search", "storm"]);
    assert!(said.contains("[storm]"), "{said}");
    let rows = timeline.json(&["search", "two cables", "--format", "json"]);
    assert_eq!(rows[0]["entry"], "document");
    assert_eq!(timeline.run(&["search", "\"tore cables\""]).stdout, "");
    assert_eq!(timeline.run(&["search", "* ( '"]).code, Some(0));
}

#[test]
fn documents_lists_titles_and_dates() {
    let said = with_article().ok(&["documents"]);
    assert!(said.contains("2025-05-07 (given)  Bridge closed after storm  Halm Gazette"), "{said}");
}

#[test]
fn remove_asks_or_takes_yes() {
    let timeline = with_article();
    timeline.fails(&["remove", "bridge.txt"], 2, &["pass --yes"]);
    let said = timeline.run(&["remove", "bridge.txt", "--yes"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    for what in ["documents", "claims", "speakers", "topics"] {
        assert_eq!(timeline.json(&[what, "--format", "json"]), serde_json::json!([]), "{what}");
    }
}

#[test]
fn every_listing_has_every_format() {
    let timeline = with_article();
    for command in ["show", "claims", "speakers", "topics", "documents"] {
        let lines = timeline.ok(&[command, "--format", "jsonl"]);
        assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{lines}");
        assert!(timeline.ok(&[command, "--format", "markdown"]).contains("| --- |"));
        assert!(timeline.ok(&[command, "--format", "csv"]).lines().next().unwrap().contains(','));
    }
}

#[test]
fn colours_come_only_when_asked_for() {
    let timeline = with_article();
    assert!(!timeline.ok(&["search", "storm"]).contains('\x1b'));
    assert!(timeline.ok(&["search", "storm", "--color", "always"]).contains("\x1b[1m"));
    let never = timeline.command(&["search", "storm", "--color", "never"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!Said::from(never).stdout.contains('\x1b'));
}

#[test]
fn no_escape_sequence_of_a_text_reaches_the_terminal() {
    let article =
        "Storm \u{1b}[2Jwarning \u{202e}reversed\n\nRain fell on 5 May 2025 in \u{9b}31mHalm, the mayor said.\n";
    let timeline = Timeline::new().file("a.txt", article);
    timeline.ok(&["add", "a.txt", "--title", "Red \u{1b}[31malert\u{7}", "--outlet", "=cmd|' /C calc'!A0"]);
    for command in ["show", "claims", "documents", "topics", "speakers"] {
        for format in ["table", "json", "jsonl", "csv", "markdown"] {
            let said = timeline.ok(&[command, "--undated", "--format", format]
                .as_slice()
                .iter()
                .copied()
                .filter(|it| *it != "--undated" || command == "show")
                .collect::<Vec<_>>());
            let steers = |it: char| it.is_control() && it != '\n' || it == '\u{202e}';
            assert!(!said.contains(steers), "{command} {format}: {said:?}");
        }
    }
    assert!(timeline.ok(&["documents", "--format", "csv"]).contains("'=cmd"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let timeline = with_article();
    let mut child =
        timeline.command(&["show", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let said: Said = child.wait_with_output().unwrap().into();
    assert_eq!((said.stderr.as_str(), said.code), ("", Some(0)));
}

#[test]
fn a_given_width_wraps_tables_in_pipes_too() {
    let timeline = with_article();
    let widest = |columns: Option<&str>| {
        let mut command = timeline.command(&["show"]);
        columns.map(|columns| command.env("COLUMNS", columns));
        let said: Said = command.output().unwrap().into();
        said.stdout.lines().map(|line| line.chars().count()).max().unwrap()
    };
    assert!(widest(Some("60")) <= 60);
    assert!(widest(None) > 60);
    assert!(widest(Some("wide")) > 60);
}

#[test]
fn a_database_in_memory_keeps_nothing() {
    let timeline = Timeline::new().file("bridge.txt", ARTICLE);
    assert!(timeline.ok(&["add", "bridge.txt", "--db", ":memory:"]).contains("1 added"));
    assert!(!timeline.database().exists() && !timeline.path().join(":memory:").exists());
}

#[test]
fn the_database_goes_to_the_data_directory_of_the_platform() {
    let timeline = Timeline::new().file("bridge.txt", ARTICLE);
    let mut command = timeline.command(&["add", "bridge.txt"]);
    let home = timeline.path().join("home");
    command.env_remove("TIMELINE_DB").env("HOME", &home).env("XDG_DATA_HOME", home.join("data"));
    let said: Said = command.output().unwrap().into();
    assert_eq!(said.code, Some(0), "{said:?}");
    #[cfg(target_os = "linux")]
    assert!(home.join("data/timeline/timeline.db").exists());
}

#[test]
fn every_command_has_help_and_refuses_what_it_does_not_know() {
    let timeline = Timeline::new();
    let commands = [
        "add",
        "show",
        "claims",
        "search",
        "speakers",
        "topics",
        "documents",
        "remove",
        "alias",
        "merge-speakers",
        "topic",
        "explain",
        "extract",
        "changes",
        "check",
        "backup",
        "export",
        "import",
    ];
    let help = timeline.ok(&["--help"]);
    for command in commands {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is not in --help");
        assert!(timeline.ok(&[command, "--help"]).contains("Usage: timeline"), "{command}");
        timeline.fails(&[command, "--no-such-flag"], 2, &["--no-such-flag"]);
    }
    timeline.fails(&["frobnicate"], 2, &["frobnicate"]);
    assert!(timeline.ok(&["--version"]).starts_with("timeline "));
}

#[test]
fn quiet_says_nothing_and_verbose_says_why() {
    let timeline = Timeline::new().file("in/bridge.txt", ARTICLE).file("in/photo.jpg", "x");
    let said = timeline.run(&["add", "-q", "in"]);
    assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("", ""));
    let said = timeline.run(&["add", "-v", "in"]);
    assert!(said.stderr.contains("photo.jpg: passed over"), "{said:?}");
    let said = timeline.run(&["add", "in"]);
    assert_eq!(said.stderr, "timeline: 1 file that is no article was passed over; -v says which\n");
}
