//! Quotations that no cue introduces.
//!
//! In: the quotations and the claims found by their cues. Out: contents carried on over paragraphs
//! that are one quotation and nothing else, and those of them that are nobody's. By the convention
//! of newspapers such a paragraph belongs to the speaker of the quotation right before it, unless that
//! was a question; where its mark is left open, to whoever speaks the next. Scare quotes, titles and slogans are never
//! claims: only a quotation that fills its paragraph and holds a clause is.

use std::ops::Range;

use super::sheet::Sheet;
use crate::model::{Claim, ClaimKind, Quotation, Span, Upos};

/// Fewer tokens than this are no speech by themselves.
const SHORTEST: usize = 8;

/// Carries contents on into the paragraphs that continue them, and returns the tokens of those
/// that belong to no claim.
pub fn carry_on(sheet: &Sheet, claims: &mut [Claim]) -> Vec<Range<usize>> {
    let contents = contents(claims);
    let mut loose: Vec<Range<usize>> = Vec::new();
    // Paragraphs at the end of `loose` whose quotation is still open.
    let mut open = 0;
    let mut speaking: Option<usize> = None;
    for paragraph in &sheet.annotated.parsed.paragraphs {
        let first = contents.partition_point(|(span, _)| span.start < paragraph.span.start);
        let inside = contents[first..].iter().take_while(|(span, _)| span.start < paragraph.span.end);
        let runs_in = first > 0 && contents[first - 1].0.end > paragraph.span.start;
        let own = quoted(claims, inside.clone());
        match fills(sheet, paragraph.span) {
            Some(tokens) if !runs_in && inside.clone().next().is_none() => match speaking {
                // A question is answered by someone else.
                Some(claim) if asks(sheet, claims, claim) => loose.push(tokens),
                Some(claim) => claims[claim].content.push(sheet.annotated.parsed.span(&tokens)),
                None => {
                    open = if still_open(sheet, &tokens) { open + 1 } else { 0 };
                    loose.push(tokens);
                }
            },
            _ => {
                if let Some((claim, span)) = own.first.filter(|(_, span)| continues(sheet, *span)) {
                    let before = loose.split_off(loose.len() - open);
                    let before = before.iter().map(|tokens| sheet.annotated.parsed.span(tokens));
                    claims[claim].content.splice(0..0, before.filter(|before| before.end <= span.start));
                }
                open = 0;
                speaking = own.last;
            }
        }
    }
    loose
}

/// Returns the tokens of every outer quotation that is long enough to be speech, whatever its language.
pub fn all(sheet: &Sheet) -> Vec<Range<usize>> {
    let quotations = sheet.annotated.parsed.quotations.iter();
    let outer = quotations.filter(|quotation| quotation.depth == 0 && quotation.tokens.len() >= SHORTEST);
    outer.map(|quotation| quotation.tokens.clone()).collect()
}

/// Every piece of content with the claim it belongs to, in the order of the text.
fn contents(claims: &[Claim]) -> Vec<(Span, usize)> {
    let pieces =
        |(index, claim): (usize, &Claim)| claim.content.iter().map(move |span| (*span, index)).collect::<Vec<_>>();
    let mut contents: Vec<(Span, usize)> = claims.iter().enumerate().flat_map(pieces).collect();
    contents.sort();
    contents
}

/// The claims that quote within a paragraph.
#[derive(Default)]
struct Quoted {
    first: Option<(usize, Span)>,
    last: Option<usize>,
}

/// Finds the first and the last claim that quotes, those inside another's content left out.
fn quoted<'a>(claims: &[Claim], inside: impl Iterator<Item = &'a (Span, usize)>) -> Quoted {
    let mut found = Quoted::default();
    let mut reached = 0;
    for (span, claim) in inside.filter(|(_, claim)| claims[*claim].kind != ClaimKind::Indirect) {
        if span.end > reached {
            reached = span.end;
            found.first = found.first.or(Some((*claim, *span)));
            found.last = Some(*claim);
        }
    }
    found
}

/// The quotation that fills the paragraph and holds a verb.
fn fills(sheet: &Sheet, paragraph: Span) -> Option<Range<usize>> {
    let tokens = sheet.annotated.parsed.tokens_in(paragraph);
    let quotation = sheet.quotation(tokens.clone().next()?)?;
    let verb = |token: usize| matches!(sheet.token(token).upos, Upos::Verb | Upos::Aux);
    let filled = quotation.tokens.start == tokens.start && quotation.tokens.end == tokens.end;
    (filled && tokens.len() >= SHORTEST && tokens.clone().any(verb)).then_some(tokens)
}

/// The last quotation of the claim ends with a question and is closed.
fn asks(sheet: &Sheet, claims: &[Claim], claim: usize) -> bool {
    let Some(last) = claims[claim].content.last() else { return false };
    let words = sheet.annotated.text(*last).trim_end_matches(['"', '”', '\'', '’', '»']);
    words.len() < last.len() && words.ends_with('?')
}

fn still_open(sheet: &Sheet, tokens: &Range<usize>) -> bool {
    sheet.quotation(tokens.start).is_some_and(|quotation| quotation.unclosed)
}

/// The quotation at the start of the content carries on one that was left open.
fn continues(sheet: &Sheet, content: Span) -> bool {
    let quotations = &sheet.annotated.parsed.quotations;
    let at = quotations.partition_point(|quotation| quotation.span.end <= content.start);
    let continued = |quotation: &Quotation| quotation.continues.is_some() && quotation.span.overlaps(content);
    quotations.get(at).is_some_and(continued)
}
