//! What must be found in the page at `../shared/seed/article.txt`, which lies outside the
//! repository: dates, statuses and telling words only. `.ci/run` asks for these tests; without
//! the page they say so and pass.

use std::path::Path;

use serde_json::Value;

use super::support::Timeline;

/// Adds the page to a database of its own; `None`, with a note, where there is no page.
fn page() -> Option<Timeline> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/article.txt");
    let Ok(text) = std::fs::read(&page) else {
        println!("skipped: no {}", page.display());
        return None;
    };
    let timeline = Timeline::new().file("article.txt", text);
    timeline.ok(&["add", "article.txt", "--published", "2025-07-03"]);
    Some(timeline)
}

/// A row of the chronology: its first day, the day after its last, its status, and words of it.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);

fn holds(row: &Value, (begins_on, ends_before, status, words): &Row) -> bool {
    let text = row["text"].as_str().unwrap_or_default();
    let dated = row["begins_on"] == *begins_on && row["ends_before"] == *ends_before;
    dated && row["status"] == *status && words.iter().all(|word| text.contains(word))
}

#[track_caller]
fn check(rows: &Value, expected: &[Row]) {
    let rows = rows.as_array().expect("a list");
    for row in expected {
        assert!(rows.iter().any(|found| holds(found, row)), "no {row:?} in {rows:#?}");
    }
}

/// A claim: its day, who makes it, the cue, a word of its content, and who reports it.
type Said = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

/// Every claim that the main article attributes to anyone; collective and unnamed sources by their
/// words.
const SAID: &[Said] = &[
    ("2025-07-03", "Yuri Ushakov", "says", "phone call", None),
    ("2025-07-03", "Yuri Ushakov", "said", "root causes", None),
    ("2025-07-03", "Vladimir Putin", "reiterated", "root causes", Some("Yuri Ushakov")),
    ("2025-07-03", "Yuri Ushakov", "according to", "pause", None),
    ("2025-07-03", "Ukrainian officials", "said", "drone attack", None),
    ("2025-07-03", "Reuters witnesses", "reported", "explosions", None),
    ("2025-07-03", "Volodymyr Zelenskyy", "told", "hopes", None),
    ("2025-07-03", "Donald Trump", "said", "Russian leader", None),
    ("2025-07-03", "NATO leaders", "have said", "eastern European", None),
    ("2025-07-03", "sources", "told", "stockpiles", None),
    ("2025-07-02", "Ukraine", "caution", "weaken", None),
    ("2025-07-02", "Reuters", "reported", "Patriot", None),
    ("2025-07-03", "Yuri Ushakov", "said", "come up", None),
    ("2025-07-03", "Yuri Ushakov", "added", "peace negotiations", None),
    ("2025-07-03", "Ukrainian officials", "have said", "Istanbul", None),
    ("2025-07-03", "Yuri Ushakov", "said", "face-to-face", None),
];

#[test]
#[ignore = "reads ../shared; .ci/run asks for it"]
fn who_said_what_is_complete() {
    let Some(timeline) = page() else { return };
    let rows = timeline.json(&["claims", "--format", "json"]);
    let rows = rows.as_array().expect("a list");
    let holds = |row: &Value, (day, speaker, cue, word, reported_by): &Said| {
        let content = row["content"].as_str().unwrap_or_default();
        let told = row["begins_on"] == *day && row["speaker"] == *speaker && row["cue"] == *cue;
        told && content.contains(word) && row["reported_by"].as_str() == *reported_by
    };
    for said in SAID {
        assert!(rows.iter().any(|row| holds(row, said)), "no {said:?} in {rows:#?}");
    }
}

#[test]
#[ignore = "reads ../shared; .ci/run asks for it"]
fn the_six_claims_of_ushakov_are_all_of_his() {
    let Some(timeline) = page() else { return };
    let rows = timeline.json(&["claims", "--speaker", "Ushakov", "--format", "json"]);
    let own = |row: &&Value| row["speaker"] == "Yuri Ushakov";
    assert_eq!(rows.as_array().expect("a list").iter().filter(own).count(), 6, "{rows:#}");
}

const UKRAINE: &[Row] = &[
    ("2025-07-03", "2025-07-04", "asserted", &["call", "Trump", "Putin", "Thursday"]),
    ("2025-07-03", "2025-07-04", "asserted", &["drone attack", "fire", "Kyiv"]),
    ("2025-07-03", "2025-07-04", "asserted", &["Zelenskyy", "told", "Denmark"]),
    ("2025-07-04", "2025-07-05", "planned", &["speak", "Trump", "Friday"]),
    ("2025-06-30", "2025-07-07", "asserted", &["pause", "disclosed", "this week"]),
    ("2025-07-02", "2025-07-03", "asserted", &["Ukraine calling in", "envoy", "Wednesday"]),
    ("2025-07-02", "2025-07-03", "asserted", &["Patriot", "Reuters reported"]),
    ("2025-06-01", "2025-07-01", "asserted", &["Istanbul", "asked", "diplomats"]),
];

const IOWA: Row = ("2025-07-03", "2025-07-04", "planned", &["Iowa", "due to speak"]);

#[test]
#[ignore = "reads ../shared; .ci/run asks for it"]
fn the_chronology_of_ukraine_is_complete() {
    let Some(timeline) = page() else { return };
    check(&timeline.json(&["show", "--topic", "ukraine", "--format", "json"]), UKRAINE);
}

#[test]
#[ignore = "reads ../shared; .ci/run asks for it"]
fn vague_words_date_nothing() {
    let Some(timeline) = page() else { return };
    let rows = timeline.json(&["show", "--topic", "ukraine", "--format", "json"]);
    for row in rows.as_array().expect("a list") {
        let day = row["begins_on"].as_str().unwrap_or_default();
        assert!(("2025-06-01"..="2025-07-04").contains(&day), "{row:#}");
        assert_ne!(row["grain"], "season", "{row:#}");
    }
}

#[test]
#[ignore = "reads ../shared; .ci/run asks for it"]
fn iowa_is_another_topic_of_the_same_article() {
    let Some(timeline) = page() else { return };
    let wide = timeline.json(&["show", "--topic", "ukraine", "--wide", "--format", "json"]);
    check(&wide, &[IOWA]);
    check(&timeline.json(&["show", "--format", "json"]), &[IOWA]);
    let narrow = timeline.json(&["show", "--topic", "ukraine", "--format", "json"]);
    assert!(!narrow.as_array().expect("a list").iter().any(|row| holds(row, &IOWA)));
}

#[test]
#[ignore = "reads ../shared; .ci/run asks for it"]
fn other_stories_of_the_page_stay_apart() {
    let Some(timeline) = page() else { return };
    for undated in [&[][..], &["--undated"]] {
        let arguments = [&["show", "--topic", "ukraine", "--wide", "--format", "json"], undated].concat();
        let rows = timeline.json(&arguments);
        for row in rows.as_array().expect("a list") {
            let title = row["document"]["title"].as_str().unwrap_or_default();
            assert!(!title.contains("Hamas") && !title.contains("tax-cut"), "{row:#}");
        }
    }
    let undated = timeline.json(&["show", "--topic", "ukraine", "--undated", "--format", "json"]);
    assert!(undated.as_array().expect("a list").iter().any(|row| row["document"]["outlet"] == "NHK"));
}

#[test]
#[ignore = "reads ../shared; .ci/run asks for it"]
fn teasers_are_documents_of_their_own_without_a_date() {
    let Some(timeline) = page() else { return };
    let documents = timeline.json(&["documents", "--format", "json"]);
    let found: Vec<_> = documents
        .as_array()
        .expect("a list")
        .iter()
        .map(|document| {
            (document["outlet"].as_str(), document["role"].as_str(), document["published"]["begins_on"].as_str())
        })
        .collect();
    let related = Some("related");
    let expected = [
        (Some("Reuters"), Some("main"), Some("2025-07-03")),
        (Some("Nikkei Asia"), related, None),
        (Some("NHK"), related, None),
        (Some("Nikkei Asia"), related, None),
    ];
    assert_eq!(found, expected);
}
