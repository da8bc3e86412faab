//! Who the source is.
//!
//! In: a source's tokens. Out: the entity its head word refers to, or `None`. A document that
//! speaks ("a statement by X", "X's letter") speaks for the one who made it. Nothing is guessed.

use std::ops::Range;

use super::sheet::Sheet;
use crate::model::{EntityId, Mention, Upos};

/// Nouns that speak for whoever made them.
const VEHICLES: &[&str] = &[
    "statement",
    "readout",
    "report",
    "letter",
    "memo",
    "document",
    "tweet",
    "post",
    "email",
    "e-mail",
    "interview",
    "speech",
    "note",
    "filing",
    "affidavit",
    "lawsuit",
    "article",
    "column",
    "book",
    "transcript",
    "announcement",
    "message",
    "testimony",
    "comments",
    "remarks",
    "words",
    "account",
    "release",
    "indictment",
    "complaint",
    "claim",
];

/// Returns the entity that the source refers to.
pub fn speaker(sheet: &Sheet, source: &Range<usize>) -> Option<EntityId> {
    let head = head(sheet, source);
    if VEHICLES.contains(&sheet.token(head).lower.as_str())
        && let Some(maker) = maker(sheet, source, head)
    {
        return maker.entity;
    }
    mention_with_head(sheet, source, head).and_then(|mention| mention.entity)
}

/// The token that the source is named by: the last noun before its first preposition, comma or
/// relative clause.
pub fn head(sheet: &Sheet, source: &Range<usize>) -> usize {
    let nominal = |token: &usize| {
        matches!(sheet.token(*token).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj)
    };
    let ends = |token: usize| {
        let word = sheet.token(token);
        token > source.start
            && (matches!(word.upos, Upos::Adp | Upos::Verb | Upos::Aux | Upos::Sconj)
                || matches!(
                    word.lower.as_str(),
                    "," | "who" | "whom" | "which" | "that" | "(" | "-" | ";" | ":" | "to"
                ))
    };
    let first = source.clone().find(nominal).unwrap_or(source.start);
    let stop = (first..source.end).find(|&token| ends(token)).unwrap_or(source.end);
    (first..stop).rfind(|token| nominal(token) && sheet.token(*token).upos != Upos::Adj).unwrap_or(first)
}

/// The mention whose head the token is; else the shortest that holds it and opens with the source.
fn mention_with_head<'a>(sheet: &Sheet<'a>, source: &Range<usize>, head: usize) -> Option<&'a Mention> {
    let mentions = mentions_in(sheet, source);
    let headed = mentions.iter().copied().filter(|mention| mention.head == head);
    let holding = || mentions.iter().copied().filter(|mention| mention.tokens.contains(&head));
    headed.max_by_key(|mention| mention.tokens.len()).or_else(|| holding().min_by_key(|mention| mention.tokens.len()))
}

/// "a readout provided by Putin aide Yuri Ushakov", "the president's statement".
fn maker<'a>(sheet: &Sheet<'a>, source: &Range<usize>, vehicle: usize) -> Option<&'a Mention> {
    let mentions = mentions_in(sheet, source);
    let owner = mentions.iter().copied().filter(|mention| mention.tokens.end <= vehicle).find(|mention| {
        (mention.tokens.end..vehicle).chain([mention.tokens.end - 1]).any(|token| sheet.token(token).lower == "'s")
    });
    let by = (vehicle + 1..source.end).find(|&token| matches!(sheet.token(token).lower.as_str(), "by" | "from" | "of"));
    let named = by.and_then(|by| {
        let after =
            mentions.iter().copied().filter(|mention| mention.tokens.start > by && mention.tokens.start <= by + 3);
        after.max_by_key(|mention| mention.tokens.len())
    });
    owner.or(named)
}

/// The mentions that share a token with the source.
fn mentions_in<'a>(sheet: &Sheet<'a>, source: &Range<usize>) -> Vec<&'a Mention> {
    let mentions = &sheet.annotated.mentions;
    // A mention that begins well before the source cannot be of it.
    let low = source.start.saturating_sub(12);
    let first = mentions.partition_point(|mention| mention.tokens.start < low);
    let near = mentions[first..].iter().take_while(|mention| mention.tokens.start < source.end);
    near.filter(|mention| mention.tokens.end > source.start).collect()
}
