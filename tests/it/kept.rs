//! What stays through updates, copies, corrections and removal, and comes back from an export.

use serde_json::{Value, json};

use super::support::Timeline;

const STORY: &str = "Bridge closed after storm\n\n\
    HALM, May 6 (North Wire) - The Halm bridge was closed on Monday after a storm tore two cables, Mayor Anna Berg \
    said. Engineers found cracks in two of its four piers and will report to the town council on 12 May 2025.\n\n\
    \"We will open it again in June,\" said Berg. Buses run by way of Lower Ford until then, which adds twenty minutes \
    to the journey, and shopkeepers in the old town fear for their trade.\n";

const OTHER: &str = "Ferry to run all night\n\n\
    A ferry will cross the Ame all night from 8 May 2025, harbour master Nils Berg said. Nils Berg said that two \
    boats had been hired for the summer.\n";

/// The story as another outlet prints it: lightly edited.
fn edited(close: &str) -> String {
    STORY.replace("Bridge closed after storm", "Halm bridge shut") + close
}

fn add(timeline: &Timeline, file: &str, outlet: &str) {
    timeline.ok(&["add", file, "--published", "2025-05-07", "--outlet", outlet]);
}

fn with_story() -> Timeline {
    let timeline = Timeline::new().file("a.txt", STORY);
    add(&timeline, "a.txt", "Halm Gazette");
    timeline
}

fn list(timeline: &Timeline, arguments: &[&str]) -> Vec<Value> {
    let Value::Array(rows) = timeline.json(&[arguments, &["--format", "json"]].concat()) else { panic!("no list") };
    rows
}

fn speakers_of_claims(timeline: &Timeline, speaker: &str) -> Vec<String> {
    let rows = list(timeline, &["claims", "--speaker", speaker]);
    rows.iter().map(|row| row["speaker"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_alias_finds_and_outlives_an_update() {
    let timeline = with_story();
    timeline.ok(&["alias", "Anna Berg", "the mayor of Halm"]);
    let said = speakers_of_claims(&timeline, "mayor of halm");
    assert!(!said.is_empty() && said.iter().all(|name| name == "Anna Berg"), "{said:?}");
    let timeline = timeline.file("a.txt", STORY.replace("in June", "in July"));
    assert!(timeline.ok(&["add", "a.txt"]).contains("1 updated"));
    assert_eq!(speakers_of_claims(&timeline, "the Mayor of Halm"), said);
}

#[test]
fn merged_speakers_stay_one_through_updates_and_new_articles() {
    let timeline = with_story().file("b.txt", OTHER);
    add(&timeline, "b.txt", "Coast Post");
    timeline.ok(&["merge-speakers", "Anna Berg", "Nils Berg"]);
    let count = speakers_of_claims(&timeline, "Berg").len();
    let timeline = timeline
        .file("b.txt", OTHER.replace("all night", "every night"))
        .file("c.txt", OTHER.replace("two boats", "nine boats"));
    assert!(timeline.ok(&["add", "b.txt"]).contains("1 updated"));
    add(&timeline, "c.txt", "Ame Times");
    let said = speakers_of_claims(&timeline, "Nils Berg");
    assert!(said.len() > count && said.iter().all(|name| name == "Anna Berg"), "{said:?}");
    timeline.fails(&["merge-speakers", "Anna Berg", "Anna Berg"], 1, &["nobody else here is called"]);
    timeline.fails(&["merge-speakers", "Anna Berg", "Ole Lund"], 1, &["nobody here is called \"Ole Lund\""]);
}

#[test]
fn a_surname_of_two_people_lists_both() {
    let timeline = with_story().file("b.txt", OTHER);
    add(&timeline, "b.txt", "Coast Post");
    timeline.fails(
        &["claims", "--speaker", "Berg"],
        1,
        &["\"Berg\" may be", "Anna Berg (#", "Nils Berg (#", "full name"],
    );
    timeline.fails(&["show", "--speaker", "berg"], 1, &["\"berg\" may be"]);
    timeline.fails(&["alias", "Berg", "x"], 1, &["\"Berg\" may be"]);
    timeline.fails(&["claims", "--speaker", "Bergh"], 1, &["nobody here is called \"Bergh\""]);
    timeline.fails(&["alias", "Anna Berg", " "], 2, &["the alias is empty"]);
    let number = list(&timeline, &["speakers"]).iter().find(|it| it["name"] == "Nils Berg").unwrap()["id"].to_string();
    let said = speakers_of_claims(&timeline, &format!("#{number}"));
    assert!(said.iter().all(|name| name == "Nils Berg"), "{said:?}");
}

#[test]
fn names_are_found_without_accents_and_in_any_case() {
    let timeline = Timeline::new().file("a.txt", "Łukasz Żak said on 5 May 2025 that the harbour was closed.");
    add(&timeline, "a.txt", "Coast Post");
    for name in ["Łukasz Żak", "lukasz zak", "ZAK"] {
        assert_eq!(speakers_of_claims(&timeline, name), ["Łukasz Żak"], "{name}");
    }
    assert_eq!(list(&timeline, &["claims", "--contains", "HARBOUR wäs"]).len(), 1);
}

#[test]
fn a_teaser_stays_until_its_last_page_goes() {
    let page = |title: &str, body: &str| {
        format!(
            "<html><head><title>{title}</title><meta property=\"article:published_time\" content=\"2025-05-07\"></head>\
             <body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
        )
    };
    // Pages with teasers are made by the input room in many ways; here they are joined by hand.
    let timeline = Timeline::new()
        .file(
            "one.html",
            page("Bridge closed", "The Halm bridge was closed on Monday, the mayor said. It stays closed."),
        )
        .file("two.html", page("Ferry starts", "A ferry started on Tuesday, the harbour said. It runs every hour."))
        .file("teaser.txt", "Storm warning lifted\n\nThe storm warning was lifted on 6 May 2025, forecasters said.\n");
    timeline.ok(&["add", "one.html", "two.html", "teaser.txt"]);
    let db = rusqlite::Connection::open(timeline.database()).unwrap();
    db.execute_batch(
        "UPDATE document SET role = 'related' WHERE id = 3; DELETE FROM document_place WHERE document_id = 3; \
         INSERT INTO page_link (page_id, related_id, position) VALUES (1, 3, 0), (2, 3, 0);",
    )
    .unwrap();
    drop(db);
    timeline.ok(&["remove", "one.html", "--yes"]);
    let left = list(&timeline, &["documents"]);
    assert_eq!(left.iter().map(|it| it["id"].clone()).collect::<Vec<_>>(), [json!(2), json!(3)]);
    assert_eq!(left[1]["related_to"], json!([2]));
    timeline.ok(&["remove", "2", "--yes"]);
    assert!(list(&timeline, &["documents"]).is_empty());
    assert!(timeline.ok(&["check"]).starts_with("all is well"));
}

fn copies() -> Timeline {
    let timeline = Timeline::new()
        .file("a.txt", STORY)
        .file("b.txt", edited("The mayor declined to comment."))
        .file("c.txt", edited("It is the third closure this year."))
        .file("d.txt", OTHER);
    for (file, outlet) in
        [("a.txt", "North Wire"), ("b.txt", "Coast Post"), ("c.txt", "Ame Times"), ("d.txt", "Ame Times")]
    {
        add(&timeline, file, outlet);
    }
    timeline
}

fn origins(timeline: &Timeline) -> Vec<Value> {
    let mut rows = list(timeline, &["documents"]);
    rows.sort_by_key(|row| row["id"].as_i64());
    rows.iter().map(|row| row["copy_of"].clone()).collect()
}

#[test]
fn near_copies_are_one_independent_outlet() {
    let timeline = copies();
    assert_eq!(origins(&timeline), [json!(null), json!(1), json!(1), json!(null)]);
    assert!(timeline.ok(&["documents"]).contains("a copy of 1"));
    let entries = list(&timeline, &["show"]);
    let closed = entries.iter().find(|it| it["outlets"] == 3).expect("an event that three outlets tell");
    assert_eq!(closed["independent"], 1, "{closed}");
    assert!(timeline.ok(&["show"]).contains("3 outlets, 1 independent"));
}

#[test]
fn when_the_origin_goes_the_first_copy_takes_its_place() {
    let timeline = copies();
    timeline.ok(&["remove", "1", "--yes"]);
    assert_eq!(origins(&timeline), [json!(null), json!(2), json!(null)]);
    let timeline = timeline.file("b.txt", "Something else altogether: hail fell in Halm on 6 May 2025, farmers said.");
    timeline.ok(&["add", "b.txt"]);
    assert_eq!(origins(&timeline), [json!(null), json!(null), json!(null)]);
    assert!(timeline.ok(&["check"]).starts_with("all is well"));
}

#[test]
fn a_correction_keeps_the_earlier_version_and_shows_what_changed() {
    let timeline = with_story();
    timeline.ok(&["changes", "a.txt"]);
    let corrected =
        STORY.replace("in June", "in September").replace("Bridge closed after storm", "Bridge closed for months");
    let timeline =
        timeline.file("a.txt", corrected + "\nThis article was corrected on 8 May 2025 to change the month.\n");
    assert!(timeline.ok(&["add", "a.txt"]).contains("1 updated"));
    let changes = list(&timeline, &["changes", "a.txt"]);
    let told = |change: &Value, side: &str| change[side]["text"].as_str().unwrap_or_default().to_owned();
    let claim = changes.iter().find(|it| it["entry"] == "claim" && it["change"] == "changed").expect("a changed claim");
    assert!(told(claim, "before").contains("in June") && told(claim, "after").contains("in September"), "{claim}");
    assert!(claim["before"]["evidence"].as_str().unwrap().contains("said Berg"), "{claim}");
    let title = changes.iter().find(|it| it["entry"] == "title").expect("a changed headline");
    assert_eq!((title["version"].clone(), told(title, "before")), (json!(2), "Bridge closed after storm".to_owned()));
    assert!(timeline.ok(&["documents"]).contains("version 2"));
    // What did not change is not listed, and once more the same article is no new version.
    assert!(!changes.iter().any(|it| told(it, "before").contains("Lower Ford")), "{changes:?}");
    assert!(timeline.ok(&["add", "a.txt"]).contains("1 unchanged"));
    assert_eq!(list(&timeline, &["changes"]), changes);
    assert!(timeline.ok(&["changes", "--evidence"]).contains("said Berg"));
    assert!(timeline.ok(&["check"]).starts_with("all is well"));
}

#[test]
fn nothing_changed_says_so() {
    let timeline = with_story();
    let said = timeline.run(&["changes"]);
    assert_eq!((said.stdout.as_str(), said.code), ("", Some(0)));
    assert!(said.stderr.contains("no document was ever updated"), "{said:?}");
    timeline.fails(&["changes", "nowhere.txt"], 1, &["no document is \"nowhere.txt\""]);
}

/// A database with something in every table.
fn everything() -> Timeline {
    let timeline = copies();
    timeline.ok(&["alias", "Anna Berg", "the mayor of Halm"]);
    timeline.ok(&["merge-speakers", "Anna Berg", "Nils Berg"]);
    timeline.ok(&["topic", "add", "crossing", "--terms", "bridge, ferry"]);
    let timeline = timeline.file("a.txt", STORY.replace("in June", "in July"));
    timeline.ok(&["add", "a.txt", "--topic", "weather", "--timezone", "Europe/Oslo", "--url", "https://example.com/a"]);
    timeline.ok(&["remove", "d.txt", "--yes"]);
    timeline
}

#[test]
fn an_export_makes_the_same_database_again() {
    let timeline = everything();
    let first = timeline.ok(&["export", "--format", "jsonl"]);
    assert!(first.starts_with("{\"timeline\":{\"schema\":"), "{first}");
    let timeline = timeline.file("all.jsonl", &first);
    timeline.ok(&["import", "all.jsonl", "--db", "again.db"]);
    assert_eq!(timeline.ok(&["export", "--db", "again.db"]), first);
    for question in [
        &["show", "--claims", "--undated"][..],
        &["claims", "--speaker", "mayor of Halm"],
        &["speakers"],
        &["topics"],
        &["documents"],
        &["changes"],
        &["search", "bridge"],
    ] {
        let asked = [question, &["--format", "json"]].concat();
        assert_eq!(timeline.ok(&[&asked[..], &["--db", "again.db"]].concat()), timeline.ok(&asked), "{question:?}");
    }
    assert!(timeline.ok(&["check", "--db", "again.db"]).starts_with("all is well"));
    // Both go on alike: the new document gets the same id, and finds the same origin.
    let timeline = timeline.file("e.txt", edited("It was the wind."));
    for database in ["timeline.db", "again.db"] {
        timeline.ok(&["add", "e.txt", "--db", database]);
    }
    assert_eq!(timeline.ok(&["export", "--db", "again.db"]), timeline.ok(&["export"]));
}

#[test]
fn an_import_is_all_or_nothing() {
    let timeline = with_story();
    let export = timeline.ok(&["export"]);
    let timeline = timeline
        .file("cut.jsonl", &export[..export.len() - 40])
        .file("odd.jsonl", export.replace("\"table\":\"claim\"", "\"table\":\"recipe\""))
        .file("article.jsonl", "{\"text\": \"It rained.\"}\n")
        .file("newer.jsonl", "{\"timeline\":{\"schema\":999}}\n")
        .file(
            "orphan.jsonl",
            "{\"timeline\":{\"schema\":2}}\n{\"table\":\"topic_term\",\"topic_id\":7,\"term\":\"x\"}\n",
        )
        .file("moved.jsonl", export.replace("town council on 12 May", "town on the 12th of May"))
        .file("all.jsonl", &export)
        .file("empty.jsonl", "");
    for (file, words) in [
        ("cut.jsonl", &["cut.jsonl line", "not JSON"][..]),
        ("odd.jsonl", &["odd.jsonl line", "no table of timeline"]),
        ("article.jsonl", &["line 1", "timeline export"]),
        ("newer.jsonl", &["schema 999 is newer", "update timeline"]),
        ("moved.jsonl", &["moved.jsonl", "does not yield its stored words", "timeline check"]),
        ("orphan.jsonl", &["new.db"]),
        ("empty.jsonl", &["nothing in it"]),
        ("nowhere.jsonl", &["nowhere.jsonl", "reading failed"]),
    ] {
        timeline.fails(&["import", file, "--db", "new.db"], 1, words);
        assert!(!timeline.path().join("new.db").exists(), "{file}");
    }
    timeline.fails(&["import", "all.jsonl"], 2, &["timeline.db", "something in it already"]);
    assert_eq!(timeline.ok(&["export"]), export);
}

#[test]
fn a_backup_is_the_whole_database_in_one_file() {
    let timeline = everything();
    timeline.ok(&["backup", "copy.db"]);
    assert_eq!(timeline.ok(&["export", "--db", "copy.db"]), timeline.ok(&["export"]));
    assert!(timeline.ok(&["check", "--db", "copy.db"]).starts_with("all is well"));
    timeline.fails(&["backup", "copy.db"], 2, &["copy.db", "there is a file of that name"]);
    timeline.fails(&["backup", "nowhere/copy.db"], 1, &["nowhere/copy.db"]);
    let left: Vec<_> = std::fs::read_dir(timeline.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("unfinished")), "{left:?}");
}

/// Damages a database and expects `check` to name the damage and the remedy.
#[track_caller]
fn check(damage: &str, words: &str) {
    let timeline = everything();
    let db = rusqlite::Connection::open(timeline.database()).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    db.execute_batch(damage).unwrap();
    drop(db);
    let said = timeline.run(&["check"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.stdout.contains(words), "{said:?}");
    assert!(said.stderr.contains("go back to a backup"), "{said:?}");
}

#[test]
fn check_finds_spans_that_moved() {
    check("UPDATE event SET span_start = span_start + 1", "does not yield its stored words");
    check("UPDATE claim_span SET span_end = span_end + 1 WHERE part = 'content'", "content of claim");
    check("UPDATE mention SET span_end = 1000000", "mention 0");
    check("UPDATE document SET text = 'It rained.' WHERE id = 2", "does not yield its stored words");
    check("UPDATE version_claim SET evidence_end = 1000000", "evidence of version 1 lies outside");
}

#[test]
fn check_finds_rows_that_refer_to_nothing() {
    check("DELETE FROM speaker WHERE name = 'Anna Berg'", "refers to a row of speaker that is not there");
}

#[test]
fn check_finds_what_is_missing_from_the_schema() {
    check("DROP INDEX claim_by_speaker", "claim_by_speaker is missing");
    check("DROP VIEW readable_claims; CREATE VIEW readable_claims AS SELECT 1", "readable_claims is not as schema.sql");
}

#[test]
fn check_finds_a_search_index_that_came_apart() {
    check("INSERT INTO claim_search (claim_search) VALUES ('delete-all')", "full-text index claim_search");
}

#[test]
fn a_damaged_file_is_recognised_by_every_command() {
    let timeline = everything().file("z.txt", "Snow fell on 6 May 2025, the mayor said.");
    timeline.ok(&["backup", "whole.db"]);
    let mut bytes = std::fs::read(timeline.path().join("whole.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[4096..middle].iter_mut().for_each(|byte| *byte ^= 0x5a);
    let timeline = timeline.file("damaged.db", bytes);
    timeline.fails(&["add", "z.txt", "--db", "damaged.db"], 1, &["damaged.db", "damaged"]);
    timeline.fails(&["show", "--db", "damaged.db"], 1, &["damaged.db", "damaged"]);
    let said = timeline.run(&["check", "--db", "damaged.db"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.stderr.contains("damaged") && said.stderr.contains("backup"), "{said:?}");
}
