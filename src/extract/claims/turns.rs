//! Claims that the layout of a page tells: turns of a transcript, and quotations signed with a dash.
//!
//! In: paragraphs and the claims found by their cues. Out: a claim per turn ("WALLACE: Will she be
//! there?") and per signed quotation ("… whole." — Ana Prata, fisher), where no claim was found.
//! Two speakers make a transcript, one of whom speaks again; one line with a colon does not.

use std::ops::Range;

use super::qualities::group;
use super::sheet::Sheet;
use super::{beside, by_layout};
use crate::model::{Claim, NameKind, RuleId, Span, Upos};

/// Speakers of a transcript are named by no more tokens than this.
const LONGEST_NAME: usize = 5;
/// Signatures have no more tokens than this: name, age, trade, town.
const LONGEST_SIGNATURE: usize = 20;

/// Words before a colon that name no speaker.
const LABELS: &[&str] = &[
    "image",
    "images",
    "photo",
    "photos",
    "picture",
    "pictures",
    "video",
    "credit",
    "credits",
    "source",
    "sources",
    "file",
    "map",
    "graphic",
    "correction",
    "clarification",
    "update",
    "updated",
    "note",
    "related",
    "read",
    "more",
    "watch",
    "listen",
    "tags",
    "contact",
    "published",
    "analysis",
    "opinion",
    "exclusive",
    "live",
    "poll",
    "report",
];

/// Headlines have no more tokens than this.
const LONGEST_HEADLINE: usize = 25;
/// Signed quotations have no fewer tokens than this.
const SHORTEST_SIGNED: usize = 5;

/// Adds the turns and signed quotations. A turn takes the place of what a cue model made of its
/// colon; a signature counts only where no claim is.
pub fn add(sheet: &Sheet, claims: &mut Vec<Claim>) {
    let turns = turns(sheet);
    let colon = |claim: &Claim| {
        let cue = claim.cue.first().filter(|_| claim.cue_lemma == ":")?;
        let at = turns.partition_point(|turn| turn.source[0].end < cue.start);
        turns.get(at).filter(|turn| turn.source[0].end <= cue.start && cue.end <= turn.content[0].start)
    };
    claims.retain(|claim| colon(claim).is_none());
    let mut taken: Vec<Span> = claims.iter().chain(&turns).flat_map(|claim| claim.content.iter().copied()).collect();
    taken.sort();
    let free = |claim: &Claim| {
        let content = claim.content[0];
        let at = taken.partition_point(|span| span.end <= content.start);
        taken.get(at).is_none_or(|span| !span.overlaps(content))
    };
    let loose = signed(sheet).into_iter().chain(headline(sheet)).chain(beside::find(sheet));
    claims.extend(loose.filter(free));
    claims.extend(turns);
}

/// One paragraph's speaker and words.
struct Turn {
    speaker: Range<usize>,
    words: Range<usize>,
}

impl Turn {
    /// The colon between them reports.
    fn claim(self, sheet: &Sheet, rule: RuleId) -> Claim {
        by_layout(sheet, Some(self.speaker.clone()), Some(self.speaker.end), self.words, rule)
    }
}

fn turns(sheet: &Sheet) -> Vec<Claim> {
    let parsed = &sheet.annotated.parsed;
    let turns: Vec<Turn> =
        parsed.paragraphs.iter().filter_map(|paragraph| turn(sheet, parsed.tokens_in(paragraph.span))).collect();
    let name = |turn: &Turn| sheet.token(turn.speaker.end - 1).lower.clone();
    let distinct = turns.first().is_some_and(|first| turns.iter().any(|turn| name(turn) != name(first)));
    let repeated =
        turns.iter().enumerate().any(|(at, turn)| turns[..at.min(8)].iter().any(|other| name(other) == name(turn)));
    if !(distinct && repeated) {
        return Vec::new();
    }
    turns.into_iter().map(|turn| turn.claim(sheet, "layout/turn")).collect()
}

/// "NAME: words", as a paragraph; transcripts that are quoted open each with a mark.
fn turn(sheet: &Sheet, mut tokens: Range<usize>) -> Option<Turn> {
    if tokens.len() > 1 && is_quotation_mark(sheet, tokens.start) {
        tokens.start += 1;
    }
    let colon = tokens.clone().take(LONGEST_NAME + 1).position(|token| sheet.token(token).lower == ":")?;
    let (speaker, words) = (tokens.start..tokens.start + colon, tokens.start + colon + 1..tokens.end);
    let names = |token: usize| {
        let word = sheet.token(token).lower.as_str();
        (matches!(sheet.words[token].shape, 1 | 2) || word == ".") && !LABELS.contains(&word)
    };
    (!speaker.is_empty() && !words.is_empty() && speaker.clone().all(names)).then_some(Turn { speaker, words })
}

/// "Ana Prata: Ferry will return in May": a headline that opens with a person's name.
fn headline(sheet: &Sheet) -> Option<Claim> {
    let parsed = &sheet.annotated.parsed;
    let first = parsed.sentences.first().filter(|first| first.tokens.len() <= LONGEST_HEADLINE)?;
    let turn = turn(sheet, first.tokens.clone())?;
    let person = |token: usize| sheet.words[token].name == NameKind::Person as u32 + 1;
    let verb = |token: usize| group(sheet, token).is_some_and(|group| group.finite);
    let states = turn.speaker.clone().all(person) && turn.words.clone().any(verb);
    states.then(|| turn.claim(sheet, "layout/headline"))
}

fn is_quotation_mark(sheet: &Sheet, token: usize) -> bool {
    matches!(sheet.token(token).lower.as_str(), "\"" | "“" | "”" | "„" | "«" | "»" | "``" | "''")
}

/// A quotation with a dash and a name after it, in the same paragraph or the next.
fn signed(sheet: &Sheet) -> Vec<Claim> {
    let parsed = &sheet.annotated.parsed;
    let quotations = parsed.quotations.iter().filter(|quotation| quotation.depth == 0);
    let quoted = quotations.map(|quotation| quotation.tokens.clone());
    let all = quoted.chain(parsed.paragraphs.iter().filter_map(|paragraph| mismatched(sheet, paragraph.span)));
    let long = all.filter(|tokens| tokens.len() >= SHORTEST_SIGNED);
    let signed = long.filter_map(|tokens| Some((signature(sheet, tokens.end)?, tokens)));
    let claim = |(name, tokens): (Range<usize>, Range<usize>)| {
        by_layout(sheet, Some(name), Some(tokens.end), tokens, "layout/signed")
    };
    signed.map(claim).collect()
}

/// The words of a paragraph between marks that do not match, up to a dash: ”Fear.” — Ana Prata.
fn mismatched(sheet: &Sheet, paragraph: Span) -> Option<Range<usize>> {
    let tokens = sheet.annotated.parsed.tokens_in(paragraph);
    let near_end = tokens.end.saturating_sub(LONGEST_SIGNATURE).max(tokens.start + 1)..tokens.end;
    let dash = near_end.into_iter().find(|&token| is_dash(sheet, token))?;
    let marked = is_quotation_mark(sheet, tokens.start) && is_quotation_mark(sheet, dash - 1);
    let matched = sheet.quotation(tokens.start).is_some_and(|own| own.tokens.end == dash);
    (marked && !matched).then_some(tokens.start..dash)
}

fn is_dash(sheet: &Sheet, token: usize) -> bool {
    matches!(sheet.token(token).lower.as_str(), "-" | "--" | "–" | "—" | "―")
}

/// The name after the dash at `dash`, when the paragraph ends soon after it without a verb.
fn signature(sheet: &Sheet, dash: usize) -> Option<Range<usize>> {
    let parsed = &sheet.annotated.parsed;
    if dash + 1 >= sheet.words.len() || !is_dash(sheet, dash) {
        return None;
    }
    let paragraph = &parsed.paragraphs[parsed.sentences[parsed.sentence_of(dash)].paragraph];
    let rest = dash + 1..parsed.tokens_in(paragraph.span).end;
    let short = rest.len() <= LONGEST_SIGNATURE && rest.clone().all(|token| sheet.token(token).upos != Upos::Verb);
    let at = parsed.names.partition_point(|name| name.tokens.start <= dash);
    let name = parsed.names.get(at).filter(|name| name.tokens.start <= dash + 2)?;
    short.then(|| name.tokens.clone())
}
