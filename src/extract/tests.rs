//! Whatever the text: no panic, spans on character boundaries, links that lead somewhere, and the
//! same findings every time.

use proptest::prelude::*;

use super::{annotate, findings};
use crate::model::{Annotated, Basis, Claim, Document, Event, EventStatus, Finding, Polarity, Published, Span};

/// Pieces of news: whole sentences' worth of names, cues, dates and marks, in any order.
const PIECES: &str = "(Ms Ana Kovac |the minister |she |residents |Kremlin |said |told reporters |denied |that \
                      |, |\\. |\\.\\n\\n|\"|“|”|'|‘|’|\\(|\\)|: | - |on Friday |in 2024 |last week |a fire |broke out |will meet \
                      |according to |if |not |SARVIA |LISBON, July 3 \\(Wire\\) - |é|中|\u{200b}|\t|[a-z]{1,6} ){0,40}";

fn document(text: &str) -> Document {
    let published = Published::parse("2025-07-03", Basis::Given).expect("it is a date");
    Document { text: text.to_owned(), published, ..Document::default() }
}

fn check(text: &str) {
    let document = document(text);
    let annotated = annotate(&document);
    let found = findings(&annotated);
    let claims: Vec<&Claim> = found.iter().filter_map(Finding::as_claim).collect();
    found.iter().filter_map(Finding::as_event).for_each(|event| check_event(&annotated, event, &claims));
    claims.iter().for_each(|claim| check_claim(&annotated, claim, claims.len()));
    assert_eq!(found, findings(&annotate(&document)), "the same findings every time");
}

fn check_event(annotated: &Annotated, event: &Event, claims: &[&Claim]) {
    check_spans(annotated, [event.span, event.predicate, event.evidence.span].into_iter().chain(event.place));
    assert!(event.participants.iter().all(|entity| entity.0 < annotated.entities.len()));
    assert!(event.time.is_none_or(|time| time < annotated.time_expressions.len()));
    let teller = event.according_to.map(|claim| claims[claim]);
    assert!(teller.is_none_or(|claim| claim.content.iter().any(|span| span.contains(event.predicate))));
    let denied = teller.is_some_and(|claim| claim.polarity == Polarity::Denies);
    assert!(!denied || event.status != EventStatus::Asserted, "what a claim denies is not asserted");
}

fn check_claim(annotated: &Annotated, claim: &Claim, count: usize) {
    let spans = [&claim.source, &claim.cue, &claim.content].into_iter().flatten().copied();
    let more = [Some(claim.evidence.span), claim.addressee, claim.place, claim.medium];
    check_spans(annotated, spans.chain(more.into_iter().flatten()));
    let loose = claim.evidence.rule.starts_with("quotation/");
    assert!(!claim.content.is_empty() && (loose || !claim.cue.is_empty()), "a claim has content and, mostly, a cue");
    assert!(claim.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "pieces in the order of the text");
    assert!(claim.reported_in.is_none_or(|outer| outer < count));
    assert!(claim.speaker.is_none_or(|entity| entity.0 < annotated.entities.len()));
}

#[track_caller]
fn check_spans(annotated: &Annotated, spans: impl Iterator<Item = Span>) {
    let text = &annotated.document.text;
    for span in spans {
        assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?} in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn holds_for_any_text(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn holds_for_pieces_of_news_in_any_order(text in PIECES) {
        check(&text);
    }
}
