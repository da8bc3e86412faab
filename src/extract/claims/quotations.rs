//! Quotations that no cue introduces.
//!
//! In: the quotations and the claims found by their cues. Out: contents carried on into the next
//! paragraph where a quotation was left open, and paragraphs that are one quotation without a
//! cue. Those belong to the speaker of the quotation right before them, by the convention of
//! newspapers, or to nobody. Scare quotes, titles and slogans are never claims: only a quotation
//! that fills its paragraph and holds a clause is.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::sheet::Sheet;
use crate::model::{Claim, ClaimKind, Quotation, Upos};

/// A quotation by itself, with the claim whose speaker goes on speaking.
pub struct Loose {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The claim before it, as an index.
    pub speaker_of: Option<usize>,
}

/// Fewer tokens than this are no speech by themselves.
const SHORTEST: usize = 8;

/// Carries contents on into quotations that continue them.
pub fn carry_on(sheet: &Sheet, claims: &mut [Claim]) {
    let quotations = &sheet.annotated.parsed.quotations;
    let mut owner: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, claim) in claims.iter().enumerate() {
        for piece in &claim.content {
            let at = quotations.partition_point(|quotation| quotation.span.end < piece.end);
            let ends = |quotation: &Quotation| quotation.depth == 0 && quotation.span.end <= piece.end + 1;
            if quotations.get(at).is_some_and(ends) && claim.kind != ClaimKind::Indirect {
                owner.entry(at).or_insert(index);
            }
        }
    }
    for (index, quotation) in quotations.iter().enumerate() {
        let Some(claim) = quotation.continues.and_then(|before| owner.get(&before)).copied() else { continue };
        let taken = claims.iter().any(|claim| claim.content.iter().any(|piece| piece.overlaps(quotation.span)));
        if !taken {
            claims[claim].content.push(quotation.span);
            owner.insert(index, claim);
        }
    }
}

/// Finds the paragraphs that are one quotation and that no claim covers.
pub fn loose(sheet: &Sheet, claims: &[Claim]) -> Vec<Loose> {
    let parsed = &sheet.annotated.parsed;
    let mut contents: Vec<(crate::model::Span, usize)> = claims
        .iter()
        .enumerate()
        .flat_map(|(index, claim)| claim.content.iter().map(move |span| (*span, index)))
        .collect();
    contents.sort();
    let mut found: Vec<Loose> = Vec::new();
    let mut before: Option<(usize, Option<usize>)> = None;
    for (index, paragraph) in parsed.paragraphs.iter().enumerate() {
        let first = contents.partition_point(|(span, _)| span.start < paragraph.span.start);
        let inside = contents[first..].iter().take_while(|(span, _)| span.start < paragraph.span.end);
        // The last quotation of the paragraph before, if it was somebody's, is still being spoken.
        let last_quoted =
            inside.filter(|(_, claim)| claims[*claim].kind != ClaimKind::Indirect).map(|(_, claim)| *claim).last();
        let covered = first < contents.len() && contents[first].0.start < paragraph.span.end
            || first > 0 && contents[first - 1].0.end > paragraph.span.start;
        let alone = if covered { None } else { fills(sheet, paragraph.span) };
        let speaker_of = before.filter(|(at, _)| *at + 1 == index).and_then(|(_, claim)| claim);
        match alone {
            Some(tokens) => {
                found.push(Loose { tokens, speaker_of });
                before = Some((index, speaker_of));
            }
            None => before = Some((index, last_quoted)),
        }
    }
    found
}

/// The quotation that fills the paragraph and holds a verb.
fn fills(sheet: &Sheet, paragraph: crate::model::Span) -> Option<Range<usize>> {
    let parsed = &sheet.annotated.parsed;
    let tokens = parsed.tokens_in(paragraph);
    let quotation = sheet.quotation(tokens.clone().next()?)?;
    let verb = |token: usize| matches!(sheet.token(token).upos, Upos::Verb | Upos::Aux);
    let filled = quotation.tokens.start == tokens.start && quotation.tokens.end == tokens.end;
    (filled && tokens.len() >= SHORTEST && tokens.clone().any(verb)).then_some(tokens)
}
