//! Quotations whose speaker stands beside them, though no word was found that reports.
//!
//! In: the quotations. Out: a claim for `"The mill will close," she went on`, whatever the verb, since
//! only speech ends in a comma; and for `Here is Obi in 2012: "We will not pay."`, where the one person
//! named before the colon speaks. Whoever calls keeps only those that no cue has taken. Where it is open
//! who is meant, there is none.

use std::ops::Range;

use super::by_layout;
use super::sheet::Sheet;
use crate::model::{Claim, Name, NameKind, Quotation, TokenRange, Upos};

/// Shorter quotations are titles and mentions of words.
const SHORTEST: usize = 6;
/// Tokens between a quotation and the verb beside it, at most.
const REACH: usize = 12;
/// Tokens before a colon that are searched for a name, at most.
const LEAD: usize = 40;

/// Finds them, in the order of the text.
pub fn find<'s>(sheet: &'s Sheet) -> impl Iterator<Item = Claim> + 's {
    let quotations = sheet.annotated.parsed.quotations.iter();
    let long = |quotation: &&Quotation| quotation.depth == 0 && quotation.tokens.len() >= SHORTEST;
    quotations.filter(long).filter_map(|quotation| {
        let tokens = quotation.tokens.clone();
        let before_verb = || Some((verb_after(sheet, quotation)?, "layout/comma"));
        let after_colon = || Some((colon_before(sheet, &tokens)?, "layout/colon"));
        let ((source, mark), rule) = before_verb().or_else(after_colon)?;
        Some(by_layout(sheet, Some(source), Some(mark), tokens, rule))
    })
}

/// The subject and the verb after a quotation that ends in a comma: "…," she went on.
fn verb_after(sheet: &Sheet, quotation: &Quotation) -> Option<(TokenRange, usize)> {
    let parsed = &sheet.annotated.parsed;
    let end = quotation.tokens.end;
    let comma = |token: usize| sheet.token(token).lower == ",";
    // "In the film 'Hail, Caesar!,' he sings": titles stand within sentences.
    let start = quotation.tokens.start;
    let opens = parsed.sentences[parsed.sentence_of(start)].tokens.start == start;
    if quotation.unclosed || end >= sheet.words.len() || !comma(end - 2) || !opens || !states(sheet, &quotation.tokens)
    {
        return None;
    }
    let sentence = &parsed.sentences[parsed.sentence_of(end)].tokens;
    let free = |token: &usize| sheet.words[*token].quotation == 0 && sheet.token(*token).upos != Upos::Punct;
    let near: Range<usize> = end..sentence.end.min(end + REACH);
    let verb = near.clone().take_while(free).find(|&token| sheet.token(token).upos == Upos::Verb)?;
    let subject = parsed.child(verb, &["nsubj"]).filter(|subject| near.contains(subject))?;
    let source = parsed.noun_phrase(subject);
    let beside = source.start == end || verb == end && source.start == verb + 1;
    let joined = sheet.words[subject].name == 0 && sheet.token(subject).upos != Upos::Pron;
    (beside && !joined && !source.contains(&verb)).then_some((source, verb))
}

/// The one person named in a sentence before its colon, and the colon.
fn colon_before(sheet: &Sheet, tokens: &TokenRange) -> Option<(TokenRange, usize)> {
    let parsed = &sheet.annotated.parsed;
    let colon = tokens.start.checked_sub(1).filter(|colon| sheet.token(*colon).lower == ":")?;
    let start = parsed.sentences[parsed.sentence_of(colon)].tokens.start.max(colon.saturating_sub(LEAD));
    let first = parsed.names.partition_point(|name| name.tokens.start < start);
    let before = parsed.names[first..].iter().take_while(|name| name.tokens.end <= colon);
    let mut people = before.filter(|name| name.kind == NameKind::Person);
    let alone: Option<&Name> = people.next().filter(|_| people.next().is_none());
    let quoted = (start..colon).any(|token| sheet.words[token].quotation != 0);
    let name = alone.filter(|_| !quoted && states(sheet, tokens))?;
    Some((name.tokens.clone(), colon))
}

fn states(sheet: &Sheet, tokens: &TokenRange) -> bool {
    tokens.clone().any(|token| matches!(sheet.token(token).upos, Upos::Verb | Upos::Aux))
}
