//! The corpus beside the rules: one line per sentence, `events | words`.
//!
//! `UPDATE_EXPECT=1 cargo test events_corpus` rewrites it; read the difference before keeping it.

use crate::extract;
use crate::model::{Basis, Document, Event, Finding, Published};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/extract/events/events.corpus");

/// What is found in a sentence: its events in words, and the sentence with their spans marked.
fn read(words: &str) -> (String, String) {
    let published = Published::parse("2025-07-03", Basis::Given).expect("the corpus's date is one");
    let text: String = words.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let document = Document { text, published, ..Document::default() };
    let findings = extract::findings(&extract::annotate(&document));
    let events: Vec<&Event> = findings.iter().filter_map(Finding::as_event).collect();
    let found: Vec<String> = events.iter().map(|event| told(event)).collect();
    let mut marked = String::new();
    for (at, letter) in document.text.char_indices().chain([(document.text.len(), ' ')]) {
        marked.extend(events.iter().filter(|event| event.span.end == at).map(|_| ']'));
        marked.extend(events.iter().filter(|event| event.span.start == at).map(|_| '['));
        marked.push(letter);
    }
    (if found.is_empty() { "-".to_owned() } else { found.join("; ") }, marked.trim_end().to_owned())
}

fn told(event: &Event) -> String {
    let days = event.interval.map_or("undated".to_owned(), |interval| match interval.single_day() {
        Some(day) => day.to_string(),
        None => format!("{}..{}", interval.begins_on, interval.ends_before),
    });
    let modifier = event.modifier.map_or(String::new(), |modifier| format!(" {modifier:?}"));
    format!("{days}{modifier} {:?} {}", event.status, event.predicate_lemma)
}

#[test]
fn events_corpus_holds() {
    let corpus = std::fs::read_to_string(CORPUS).expect("the corpus is there");
    let mut actual = String::new();
    for line in corpus.lines() {
        match line.split_once(" | ").filter(|_| !line.starts_with('#')) {
            None => actual += &format!("{line}\n"),
            Some((_, words)) => {
                let (found, marked) = read(words);
                actual += &format!("{found} | {marked}\n");
            }
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(CORPUS, actual).expect("the corpus can be rewritten");
    } else {
        let wrong = corpus.lines().zip(actual.lines()).filter(|(expected, found)| expected != found);
        let wrong: Vec<String> = wrong.map(|(expected, found)| format!("{expected}\n    found {found}")).collect();
        assert!(wrong.is_empty(), "{} lines differ\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn what_is_visited_is_the_place() {
    let place = |text: &str| {
        let published = Published::parse("2025-07-03", Basis::Given).expect("a day");
        let document = Document { text: text.to_owned(), published, ..Document::default() };
        let findings = extract::findings(&extract::annotate(&document));
        let events: Vec<&Event> = findings.iter().filter_map(Finding::as_event).collect();
        events.first().and_then(|event| event.place).map(|span| span.of(text).to_owned())
    };
    assert_eq!(place("The mayor visited Lisbon on Tuesday.").as_deref(), Some("Lisbon"));
    assert_eq!(place("The mayor condemned Lisbon on Tuesday."), None);
}
