//! What a sentence is on the page: headlines and datelines.
//!
//! In: tokens, sentences, paragraphs. Out: each sentence's kind and where its dateline ends.
//! Knows nothing of what the words mean: a headline is a short paragraph without a final stop, or
//! a first paragraph in title case.

use crate::model::{SentenceKind, Span, TokenRange};

use super::tokens::is_word;

/// A longer paragraph than this, in tokens, is no headline.
const LONGEST_HEADLINE: usize = 30;

/// A dateline's dash is looked for within as many tokens.
const LONGEST_DATELINE: usize = 24;

/// Tells what the only sentence of a paragraph is. `first` tells whether the text begins with it.
pub fn kind(text: &str, spans: &[Span], tokens: TokenRange, first: bool, last: bool) -> SentenceKind {
    let words = || tokens.clone().map(|token| spans[token].of(text));
    if tokens.len() > LONGEST_HEADLINE || last && first || !words().any(|word| word.starts_with(char::is_alphabetic)) {
        return SentenceKind::Body;
    }
    let closers = ['"', '\'', '”', '’', ')', ']', '»'];
    let stop = words().rev().find(|word| !word.starts_with(closers)).unwrap_or("");
    let stopped = stop.ends_with(['.', '!', '?', '…', ':', ',', ';', '-', '—', '–', '_']);
    if !stopped || first && stop == "." && title_case(text, spans, tokens) {
        return SentenceKind::Headline;
    }
    SentenceKind::Body
}

/// Tells whether nearly all long words are capitalised.
fn title_case(text: &str, spans: &[Span], tokens: TokenRange) -> bool {
    let long = || spans[tokens.clone()].iter().map(|span| span.of(text)).filter(|word| word.len() > 4);
    let words = long().filter(|word| word.starts_with(char::is_alphabetic)).count();
    let capital = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    words >= 3 && capital * 10 >= words * 8
}

/// Finds the dateline that opens a sentence ("KYIV, July 3 (Reuters) -", "Washington (CNN) —") and
/// returns the token after it, which is the sentence's first where there is none.
///
/// It is a place in capitals, or any capitalised place before an agency in brackets, up to a dash.
pub fn dateline_end(text: &str, spans: &[Span], tokens: TokenRange) -> usize {
    dateline_dash(text, spans, tokens.clone()).map_or(tokens.start, |dash| dash + 1)
}

fn dateline_dash(text: &str, spans: &[Span], tokens: TokenRange) -> Option<usize> {
    let limit = tokens.end.min(tokens.start + LONGEST_DATELINE);
    let word = |token: usize| spans[token].of(text);
    let is_dash = |token: usize| matches!(word(token), "-" | "--" | "—" | "–" | "_" | "---");
    // A hyphen inside a compound is no dash: "BAGHDAD-based".
    let open_dash = |token: usize| {
        token == tokens.start
            || spans[token - 1].end < spans[token].start
            || matches!(word(token - 1), ")" | "]")
            || token + 1 >= tokens.end
            || word(token) != "-" && spans[token].end < spans[token + 1].start
    };
    let dash = (tokens.start + 1..limit).find(|token| is_dash(*token) && open_dash(*token))?;
    let head = tokens.start..dash;
    let capitals = head
        .clone()
        .take_while(|token| is_capitals(word(*token)) || matches!(word(*token), "/" | "-" | "." | "'" | "’"))
        .count();
    let letters: usize =
        head.clone().take(capitals).map(|token| word(token).chars().filter(|c| c.is_alphabetic()).count()).sum();
    let bracket = head.clone().find(|token| word(*token) == "(");
    let agency = bracket
        .is_some_and(|open| (1..8).contains(&(open - tokens.start)) && dash - open <= 8 && word(dash - 1) == ")");
    let plain = head.clone().all(|token| {
        let word = word(token);
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !is_word(c))
            || matches!(word, "de" | "of" | "el" | "al" | "la")
    });
    let sentence_marks = head.clone().any(|token| matches!(word(token), "!" | "?" | "\"" | "“" | ":" | ";"));
    let placed = capitals > 0 && letters >= 3 && (agency || dash - tokens.start <= 12)
        || agency && word(tokens.start).starts_with(char::is_uppercase);
    (placed && plain && !sentence_marks).then_some(dash)
}

fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}
