//! What users see of claims: evidence, repeats, changes and explanations.

use super::support::Timeline;

const FIRST: &str = "Ferry will return in May\nPORT LUCE, March 3 (Bay Wire) - Mayor Ana Prata said on Tuesday the ferry \
     would return to the island in May.\n\n\"We have found 12 million euros for the repairs,\" Prata said.\n";
const COPY: &str = "Island ferry is back in May, says mayor\nThe mayor of Port Luce spoke to the press this week.\n\nMayor Ana \
     Prata said the ferry would return to the island in May.\n\nIslanders have waited since the autumn storms.\n";
const LATER: &str = "No ferry this year\nMayor Ana Prata said on Friday the ferry would not return to the island in \
     May.\n\n\"We have found 9 million euros for the repairs,\" Prata said.\n";

fn ferry() -> Timeline {
    let timeline = Timeline::new().file("1.txt", FIRST).file("2.txt", COPY).file("3.txt", LATER);
    timeline.ok(&["add", "1.txt", "--published", "2026-03-03", "--outlet", "Bay Wire"]);
    timeline.ok(&["add", "2.txt", "--published", "2026-03-04", "--outlet", "Island Post"]);
    timeline.ok(&["add", "3.txt", "--published", "2026-03-13", "--outlet", "Bay Wire"]);
    timeline
}

#[test]
fn evidence_marks_source_cue_and_content() {
    let shown = ferry().ok(&["claims", "--speaker", "Prata", "--evidence"]);
    assert!(shown.contains("[Mayor Ana Prata] {said}"), "{shown}");
    assert!(shown.contains("«the ferry would return to the island in May»"), "{shown}");
}

#[test]
fn a_claim_told_again_is_listed_once_with_both_places() {
    let timeline = ferry();
    let rows = timeline.json(&["claims", "--contains", "would return", "--format", "json"]);
    let rows = rows.as_array().expect("a list");
    assert_eq!(rows.len(), 1, "{rows:#?}");
    assert_eq!(rows[0]["begins_on"], "2026-03-03");
    assert_eq!(rows[0]["document"]["outlet"], "Bay Wire");
    assert_eq!(rows[0]["repeats"][0]["document"]["outlet"], "Island Post");
    let all = timeline.json(&["claims", "--contains", "would return", "--repeats", "--format", "json"]);
    assert_eq!(all.as_array().expect("a list").len(), 2, "{all:#}");
}

#[test]
fn changes_sets_two_dated_quotations_side_by_side() {
    let rows = ferry().json(&["claims", "--speaker", "Prata", "--changes", "--format", "json"]);
    let told = |row: &serde_json::Value| {
        let side = |side: &str| format!("{} {}", row[side]["begins_on"], row[side]["content"]).replace('"', "");
        format!("{}: {} / {}", row["differs"][0].as_str().unwrap_or_default(), side("earlier"), side("later"))
    };
    let rows: Vec<String> = rows.as_array().expect("a list").iter().map(told).collect();
    assert!(
        rows.contains(&format!(
            "polarity: 2026-03-03 {} / 2026-03-13 {}",
            "the ferry would return to the island in May", "the ferry would not return to the island in May"
        )),
        "{rows:#?}"
    );
    assert!(rows.iter().any(|row| row.starts_with("numbers: 2026-03-03") && row.contains("9 million")), "{rows:#?}");
}

#[test]
fn changes_needs_a_speaker_and_says_when_there_are_none() {
    let timeline = ferry();
    timeline.fails(&["claims", "--changes"], 2, &["--speaker"]);
    let said = timeline.run(&["claims", "--speaker", "Prata", "--changes", "--until", "2026-03-04"]);
    assert_eq!(said.code, Some(0));
    assert!(said.stderr.contains("nothing that was said differs"), "{said:?}");
}

#[test]
fn explain_says_what_was_taken_for_source_cue_and_content() {
    let shown = Timeline::new().ok(&["explain", "The mayor said the ferry would return in May."]);
    for words in ["1 claims among", "\"said\"", "a claim", "\"The mayor\"", "\"the ferry would return in May\""] {
        assert!(shown.contains(words), "no {words:?} in {shown}");
    }
}

#[test]
fn wishes_and_deeds_are_listed_only_when_asked_for() {
    let article = "Ferry will return\nMayor Ana Prata said the ferry would return in May. The minister wants to close the \
         harbour. Prata declined to comment on the plan.\n";
    let timeline = Timeline::new().file("1.txt", article);
    timeline.ok(&["add", "1.txt", "--published", "2026-03-03"]);
    let acts = |arguments: &[&str]| -> Vec<String> {
        let rows = timeline.json(&[&["claims", "--format", "json"], arguments].concat());
        let rows = rows.as_array().expect("a list");
        rows.iter().map(|row| format!("{} {}", row["act"], row["polarity"]).replace('"', "")).collect()
    };
    assert_eq!(acts(&[]), ["says affirms", "says refuses"]);
    assert_eq!(acts(&["--all"]), ["says affirms", "wants affirms", "says refuses"]);
    let shown = timeline.ok(&["claims", "--all"]);
    assert!(shown.contains("a wish or plan") && shown.contains("declines to say"), "{shown}");
}
