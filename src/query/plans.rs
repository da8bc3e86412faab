//! The questions about one speaker or topic use indexes: SQLite's plans show no scan of a table.

use std::path::Path;
use std::time::Duration;

use crate::store::{IN_MEMORY, Store};

use super::claims::{self, ClaimQuery};
use super::timeline::{self, TimelineQuery};
use super::topics::{self, Subject};
use super::{DocumentRef, events, speakers};

/// Expects that nothing but lists of ids and full-text matches is gone through.
#[track_caller]
fn check(store: &Store, sql: &str) {
    let mut statement = store.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps: Vec<String> = statement.raw_query().mapped(|row| row.get(3)).map(Result::unwrap).collect();
    assert!(!steps.is_empty());
    for step in &steps {
        let scan = step.starts_with("SCAN ");
        // "SCAN (subquery-1)" goes through rows that were found before it; FTS5 calls a match a scan
        // of its index 0:M….
        let small =
            ["json_each", "(subquery", "CONSTANT", "VIRTUAL TABLE INDEX 0:M"].iter().any(|it| step.contains(it));
        assert!(!scan || small, "{step}\nin {sql}\n{steps:#?}");
    }
}

fn store() -> Store {
    Store::create(Path::new(IN_MEMORY), Duration::ZERO).unwrap()
}

fn nothing(_: &str) -> bool {
    false
}

const SUBJECT: Subject = Subject { name: "ukraine", terms: Vec::new(), covers: &nothing, wide: false };

#[test]
fn claims_of_a_speaker_or_topic_are_found_by_index() {
    let store = store();
    let (some, since) = (Some(&[1, 2][..]), Some("2025-01-01"));
    for (query, speakers) in [
        (ClaimQuery::default(), some),
        (ClaimQuery { since, until: since, ..ClaimQuery::default() }, some),
        (ClaimQuery { topic: Some(&SUBJECT), ..ClaimQuery::default() }, None),
        (
            ClaimQuery { topic: Some(&SUBJECT), contains: Some("x"), kind: Some("direct"), ..ClaimQuery::default() },
            some,
        ),
        (ClaimQuery { outlet: Some("Reuters"), ..ClaimQuery::default() }, None),
        (ClaimQuery { unresolved: true, ..ClaimQuery::default() }, None),
        (ClaimQuery { until: since, ..ClaimQuery::default() }, None),
    ] {
        check(&store, &claims::sql(&claims::conditions(&store, &query, speakers).unwrap(), query.limit));
    }
}

#[test]
fn events_of_a_speaker_or_topic_are_found_by_index() {
    let store = store();
    let (some, since) = (Some(&[1, 2][..]), Some("2025-01-01"));
    for (query, speakers) in [
        (TimelineQuery::default(), some),
        (TimelineQuery { undated: true, ..TimelineQuery::default() }, some),
        (TimelineQuery { since, until: since, ..TimelineQuery::default() }, some),
        (TimelineQuery { topic: Some(&SUBJECT), ..TimelineQuery::default() }, None),
        (TimelineQuery { topic: Some(&SUBJECT), status: Some("planned"), ..TimelineQuery::default() }, some),
        (TimelineQuery { outlet: Some("Reuters"), ..TimelineQuery::default() }, None),
        (TimelineQuery { until: since, ..TimelineQuery::default() }, None),
    ] {
        check(&store, &events::sql(&timeline::conditions(&store, &query, speakers).unwrap()));
    }
}

#[test]
fn names_topics_and_documents_are_found_by_index() {
    let store = store();
    check(&store, speakers::CANDIDATES);
    check(&store, topics::CANDIDATES);
    check(&store, &DocumentRef::sql());
}

#[test]
#[should_panic(expected = "SCAN claim")]
fn a_scan_is_noticed() {
    check(&store(), "SELECT * FROM claim WHERE cue_lemma = 'say'");
}
