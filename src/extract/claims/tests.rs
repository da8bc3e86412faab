//! Whole claims of small texts: source [cue] content, as a person reads them.

use super::find_with;
use super::model::Model;
use crate::extract::annotate;
use crate::model::{Annotated, Claim, Document, Polarity};

/// One line per claim: `source [cue] content | content`, with what sets it apart.
fn line(annotated: &Annotated, claims: &[Claim], claim: &Claim) -> String {
    let texts = |spans: &[crate::model::Span]| {
        spans.iter().map(|span| annotated.text(*span).replace('\n', " ")).collect::<Vec<_>>().join(" | ")
    };
    let mut line = format!("{} [{}] {}", texts(&claim.source), texts(&claim.cue), texts(&claim.content));
    if claim.polarity != Polarity::Affirms {
        line.push_str(&format!(" {{{:?}}}", claim.polarity));
    }
    if let Some(outer) = claim.reported_in {
        line.push_str(&format!(" <- {}", texts(&claims[outer].source)));
    }
    line.trim().to_owned()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let annotated = annotate(&document);
    let claims = find_with(&annotated, Model::shipped());
    let found: Vec<String> = claims.iter().map(|claim| line(&annotated, &claims, claim)).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn a_colon_announces_the_next_paragraphs_quotation() {
    check(
        "The minister issued a statement on Friday. She said:\n\n\"The harbour will stay closed until the divers are back.\"",
        &["She [said] \"The harbour will stay closed until the divers are back.\""],
    );
}

#[test]
fn paragraphs_of_quotation_go_on_with_the_speaker_before() {
    check(
        "\"We waited for nine hours,\" Marta Silva said.\n\n\"Nobody came to tell us anything at all.\"",
        &["Marta Silva [said] \"We waited for nine hours,\" | \"Nobody came to tell us anything at all.\""],
    );
}

#[test]
fn an_open_quotation_belongs_to_who_speaks_its_end() {
    check(
        "\"We waited for nine hours in the cold of the station.\n\n\"Nobody came to tell us anything,\" Marta Silva said.",
        &[concat!(
            "Marta Silva [said] \"We waited for nine hours in the cold of the station. | ",
            "\"Nobody came to tell us anything,\""
        )],
    );
}

#[test]
fn turns_of_a_transcript_are_their_speakers() {
    check(
        "PRATA: Will the bridge be closed this winter?\n\nMOURA: It will. We found cracks in two piers.\n\nPRATA: And the ferry?",
        &[
            "PRATA [] Will the bridge be closed this winter?",
            "MOURA [] It will. We found cracks in two piers.",
            "PRATA [] And the ferry?",
        ],
    );
}

#[test]
fn one_line_with_a_colon_is_no_transcript() {
    check("Correction: The bridge has four piers.", &[]);
}

#[test]
fn a_quotation_signed_with_a_dash_is_the_signers() {
    check(
        "The summer was dry.\n\n\"I have never seen the river so low in my life.\" — Ana Prata, fisher",
        &["Ana Prata [] \"I have never seen the river so low in my life.\""],
    );
}

#[test]
fn a_report_within_a_report_keeps_the_chain() {
    check(
        "A palace aide said the president told ministers that the army would leave the town.",
        &[
            "A palace aide [said] the president told ministers that the army would leave the town",
            "the president [told] that the army would leave the town <- A palace aide",
        ],
    );
}

#[test]
fn a_refusal_is_one_claim() {
    check(
        "Moura's office declined to say whether he would resign.",
        &["Moura's office [declined] to say whether he would resign {Refuses}"],
    );
}
