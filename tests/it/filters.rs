//! Each filter of `show`, `claims` and `search` on two small articles: what is left.

use super::support::Timeline;

const FERRY: &str = "Ferry sinks off Halm\n\n\
    A ferry sank off Halm on 3 March 2024, killing two people, the coast guard said.\n\n\
    \"We will raise the ferry in May 2024,\" Mayor Anna Berg said on 5 March 2024. The ferry did not carry cars on \
    3 March 2024.\n\n\
    Divers may search the wreck on 9 March 2024. The owner was not insured, it was reported.\n";

const COUNCIL: &str = "Council meets in Lund\n\n\
    The council met in Lund on 10 June 2025. Harbour master Nils Öberg said the quay would close.\n";

fn articles() -> Timeline {
    let timeline = Timeline::new().file("ferry.txt", FERRY).file("council.txt", COUNCIL);
    timeline.ok(&["add", "ferry.txt", "--published", "2024-03-06", "--outlet", "Halm Gazette"]);
    timeline.ok(&["add", "council.txt", "--published", "2025-06-11", "--outlet", "Coast Post"]);
    timeline
}

/// Runs a question over the articles and expects these lines, each by its date and a few words.
#[track_caller]
fn check(question: &[&str], expected: &[(&str, &str)]) {
    let said = articles().ok(question);
    let lines: Vec<&str> = said.lines().skip(1).collect();
    assert_eq!(lines.len(), expected.len(), "{question:?}:\n{said}");
    for (line, (date, words)) in lines.iter().zip(expected) {
        assert!(line.starts_with(date) && line.contains(words), "{question:?}: {date} {words} is not in\n{line}");
    }
}

const SANK: (&str, &str) = ("2024-03-03", "A ferry sank");
const NO_CARS: (&str, &str) = ("2024-03-03", "did not carry cars");
const SEARCH: (&str, &str) = ("2024-03-09", "may search the wreck");
const RAISE: (&str, &str) = ("May 2024", "raise the ferry");
const MET: (&str, &str) = ("2025-06-10", "The council met in Lund");
const BERG: (&str, &str) = ("2024-03-05", "Anna Berg");
const GUARD: (&str, &str) = ("2024-03-06", "the coast guard");
const NOBODY: (&str, &str) = ("2024-03-06", "nobody named");
const OBERG: (&str, &str) = ("2025-06-11", "Nils Öberg");

#[test]
fn since_and_until_take_days_months_and_years() {
    check(&["show", "--since", "2024-03-09"], &[SEARCH, RAISE, MET]);
    check(&["show", "--until", "2024-03-08"], &[SANK, NO_CARS]);
    check(&["show", "--since", "2024-05", "--until", "2024-05"], &[RAISE]);
    check(&["show", "--since", "2025"], &[MET]);
    check(&["show", "--until", "2024"], &[SANK, NO_CARS, SEARCH, RAISE]);
    check(&["claims", "--since", "2024-03-06", "--until", "2024"], &[GUARD, NOBODY]);
    check(&["claims", "--until", "2024-03-05"], &[BERG]);
}

#[test]
fn a_status_is_asserted_planned_hypothetical_or_denied() {
    check(&["show", "--status", "asserted"], &[SANK, MET]);
    check(&["show", "--status", "planned"], &[RAISE]);
    check(&["show", "--status", "hypothetical"], &[SEARCH]);
    check(&["show", "--status", "denied"], &[NO_CARS]);
    articles().fails(&["show", "--status", "sure"], 2, &["asserted, planned, denied, hypothetical"]);
}

#[test]
fn undated_events_come_last_and_only_when_asked_for() {
    check(&["show", "--until", "2024-03", "--undated", "--status", "denied"], &[NO_CARS, ("undated", "not insured")]);
    check(&["show", "--reverse", "--undated", "--status", "denied"], &[NO_CARS, ("undated", "not insured")]);
}

#[test]
fn a_place_an_outlet_and_a_limit() {
    check(&["show", "--place", "LUND"], &[MET]);
    check(&["show", "--place", "Lunden"], &[]);
    check(&["show", "--outlet", "coast post"], &[MET]);
    check(&["show", "--limit", "1"], &[SANK]);
    check(&["show", "--reverse", "--limit", "2"], &[MET, RAISE]);
    check(&["claims", "--outlet", "Coast Post"], &[OBERG]);
    check(&["claims", "--limit", "2"], &[BERG, GUARD]);
}

#[test]
fn a_speaker_is_found_by_surname_without_accents() {
    check(&["claims", "--speaker", "oberg"], &[OBERG]);
    check(&["show", "--speaker", "BERG"], &[BERG]);
}

#[test]
fn claims_stand_among_the_events() {
    check(&["show", "--claims", "--until", "2024-03-06"], &[SANK, NO_CARS, BERG, GUARD, ("2024-03-06", "insured")]);
}

#[test]
fn claims_by_kind_words_and_want_of_a_speaker() {
    check(&["claims", "--kind", "direct"], &[BERG]);
    check(&["claims", "--kind", "indirect", "--since", "2025"], &[OBERG]);
    check(&["claims", "--contains", "QUAY would"], &[OBERG]);
    check(&["claims", "--unresolved"], &[NOBODY]);
    articles().fails(&["claims", "--unresolved", "--speaker", "Berg"], 2, &["cannot be used with"]);
}

#[test]
fn evidence_is_the_sentence_with_its_telling_words_marked() {
    check(&["show", "--evidence", "--limit", "1"], &[("2024-03-03", "«A ferry sank off Halm on »[3 March 2024]")]);
    check(&["claims", "--evidence", "--speaker", "Oberg"], &[("2025-06-11", "{said} «the quay would close»")]);
}

#[test]
fn topics_take_in_what_their_own_words_are_about() {
    let timeline = articles();
    timeline.ok(&["topic", "add", "shipping", "--terms", "ferry, quay"]);
    let shown = timeline.ok(&["show", "--topic", "SHIPPING"]);
    assert!(shown.contains("A ferry sank") && !shown.contains("council met"), "{shown}");
    let wide = timeline.ok(&["show", "--topic", "shipping", "--wide"]);
    assert!(wide.contains("search the wreck"), "{wide}");
    timeline.fails(&["show", "--wide"], 2, &["--topic"]);
}

#[test]
fn a_search_takes_words_phrases_and_beginnings() {
    let timeline = articles();
    let found = |words: &[&str]| timeline.ok(&[&["search", "--format", "jsonl"], words].concat()).lines().count();
    assert_eq!(found(&["sank", "halm"]), found(&["sank halm"]));
    assert!(found(&["\"off Halm\""]) > 0 && found(&["\"Halm off\""]) == 0);
    assert!(found(&["ferr*"]) > found(&["ferr"]));
    assert_eq!(found(&["ferry", "--limit", "1"]), 3);
    assert_eq!(found(&["oberg"]), found(&["Öberg"]));
    timeline.fails(&["search"], 2, &["WORDS"]);
}

#[test]
fn every_listing_is_empty_or_whole_in_every_format() {
    let timeline = articles().file("ferry.txt", FERRY.replace("two people", "three people"));
    timeline.ok(&["add", "ferry.txt"]);
    timeline.ok(&["topic", "add", "shipping", "--terms", "ferry, quay"]);
    for listing in
        [&["show"][..], &["claims"], &["speakers"], &["topics"], &["documents"], &["changes"], &["search", "ferry"]]
    {
        let ask = |format: &str| timeline.ok(&[listing, &["--format", format]].concat());
        let rows: Vec<serde_json::Value> = serde_json::from_str(&ask("json")).unwrap();
        let lines: Vec<serde_json::Value> =
            ask("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows, lines, "{listing:?}");
        assert!(!rows.is_empty(), "{listing:?}");
        assert_eq!(ask("markdown").lines().count(), rows.len() + 2, "{listing:?}");
        assert_eq!(ask("table").lines().count(), rows.len() + 1, "{listing:?}");
        assert!(ask("csv").lines().count() > rows.len(), "{listing:?}");
        timeline.fails(&[listing, &["--format", "xml"]].concat(), 2, &["table, json, jsonl, csv, markdown"]);
    }
}
