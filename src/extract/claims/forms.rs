//! Every form of attribution in `forms.corpus`: what is found, and what is no claim.

use super::find_with;
use super::model::Model;
use crate::extract::annotate;
use crate::model::{Act, Annotated, Basis, Certainty, Claim, Document, Polarity, Published, Span};

/// The share of texts that come out as the corpus says. The weights are learned, so that after a
/// training a few texts may come out otherwise, never many.
const FLOOR: f64 = 0.93;

/// A text with the claims and other attributions expected in it.
#[derive(Default)]
struct Case {
    text: String,
    claims: Vec<String>,
    others: Vec<String>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in include_str!("forms.corpus").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("= "), line.strip_prefix("~ "), cases.last_mut()) {
            (Some(claim), _, Some(case)) => case.claims.push(claim.to_owned()),
            (_, Some(other), Some(case)) => case.others.push(other.to_owned()),
            _ => cases.push(Case { text: line.replace("\\n", "\n"), ..Case::default() }),
        }
    }
    cases
}

/// A piece without what its edges may or may not hold.
fn piece(annotated: &Annotated, span: Span) -> String {
    let edges = |character: char| matches!(character, '"' | '“' | '”' | ',' | '.' | ' ');
    annotated.text(span).trim_matches(edges).replace('\n', " ")
}

fn line(annotated: &Annotated, claims: &[Claim], claim: &Claim) -> String {
    let pieces = |spans: &[Span]| spans.iter().map(|span| piece(annotated, *span)).collect::<Vec<_>>().join(" | ");
    let mut apart: Vec<String> = Vec::new();
    apart.extend((claim.act != Act::Says).then(|| format!("{:?}", claim.act)));
    apart.extend((claim.polarity != Polarity::Affirms).then(|| format!("{:?}", claim.polarity)));
    apart.extend((claim.certainty != Certainty::Plain).then(|| format!("{:?}", claim.certainty)));
    apart.extend(claim.addressee.map(|span| format!("to {}", piece(annotated, span))));
    apart.extend(claim.place.map(|span| format!("at {}", piece(annotated, span))));
    apart.extend(claim.medium.map(|span| format!("through {}", piece(annotated, span))));
    apart.extend(claim.said_on.map(|days| format!("on {}", days.begins_on)));
    apart.extend(claim.reported_in.map(|outer| format!("in {}", pieces(&claims[outer].source))));
    let apart = if apart.is_empty() { String::new() } else { format!(" {{{}}}", apart.join(", ")) };
    format!("{} [{}] {}{apart}", pieces(&claim.source), pieces(&claim.cue), pieces(&claim.content)).trim().to_owned()
}

/// What is wrong with a case, if anything is.
fn fault(case: &Case) -> Option<String> {
    let published = Published::parse("2026-03-06", Basis::Given).expect("a day");
    let document = Document { text: case.text.clone(), published, ..Document::default() };
    let annotated = annotate(&document);
    let claims = find_with(&annotated, Model::shipped());
    let lines = |proper: bool| -> Vec<String> {
        let wanted = claims.iter().filter(|claim| claim.act.is_claim() == proper);
        wanted.map(|claim| line(&annotated, &claims, claim)).collect()
    };
    let (found, others) = (lines(true), lines(false));
    let right = found == case.claims && case.others.iter().all(|other| others.contains(other));
    (!right).then(|| {
        format!("{}\n  expected {:?} {:?}\n  found    {found:?} {others:?}\n", case.text, case.claims, case.others)
    })
}

#[test]
fn forms_come_out_as_the_corpus_says() {
    let cases = cases();
    let faults: Vec<String> = cases.iter().filter_map(fault).collect();
    let right = 1.0 - faults.len() as f64 / cases.len() as f64;
    assert!(right >= FLOOR, "{} of {} wrong:\n{}", faults.len(), cases.len(), faults.concat());
}
