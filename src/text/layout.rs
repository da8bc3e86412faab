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
/// It is a place in capitals, or any capitalised place before a date or an agency in brackets, up to
/// a dash. What follows begins like a sentence, or the paragraph ends.
pub fn dateline_end(text: &str, spans: &[Span], tokens: TokenRange) -> usize {
    dateline_dash(text, spans, tokens.clone()).map_or(tokens.start, |dash| dash + 1)
}

fn dateline_dash(text: &str, spans: &[Span], tokens: TokenRange) -> Option<usize> {
    let limit = tokens.end.min(tokens.start + LONGEST_DATELINE);
    let word = |token: usize| spans[token].of(text);
    let dash = (tokens.start + 1..limit).find(|token| ends_dateline(text, spans, &tokens, *token))?;
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
    let dated = dash >= tokens.start + 4
        && (is_month(word(dash - 2)) && is_day(word(dash - 1)) || is_day(word(dash - 2)) && is_month(word(dash - 1)))
        && word(dash - 3) == ",";
    let plain = head.clone().all(|token| {
        let word = word(token);
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !is_word(c))
            || matches!(word, "de" | "of" | "el" | "al" | "la")
    });
    let sentence_marks = head.clone().any(|token| matches!(word(token), "!" | "?" | "\"" | "“" | ":" | ";"));
    let titled = word(tokens.start).starts_with(char::is_uppercase);
    let bare = capitals > 0 && letters >= 3 && dash - tokens.start <= 12 && !word(tokens.start).contains(is_digit);
    let placed = titled && (agency || dated) || bare && opens_sentence(text, &spans[dash + 1..tokens.end]);
    (placed && plain && !sentence_marks).then_some(dash)
}

/// Tells whether a token is the mark that ends a dateline: a dash, or a colon after an agency. A
/// hyphen inside a compound is no dash: "BAGHDAD-based".
fn ends_dateline(text: &str, spans: &[Span], tokens: &TokenRange, token: usize) -> bool {
    let word = |token: usize| spans[token].of(text);
    let after_bracket = matches!(word(token - 1), ")" | "]");
    match word(token) {
        "-" | "--" | "—" | "–" | "_" | "---" => {
            spans[token - 1].end < spans[token].start
                || after_bracket
                || token + 1 >= tokens.end
                || word(token) != "-" && spans[token].end < spans[token + 1].start
        }
        ":" => after_bracket,
        _ => false,
    }
}

/// Tells whether tokens read like the beginning of a sentence: "The talks …", not "a disease" nor
/// the other half of a pair of names. Nothing is well, too: the dateline has its own paragraph.
fn opens_sentence(text: &str, rest: &[Span]) -> bool {
    let low = |word: &str| word.starts_with(char::is_lowercase);
    let mut words = rest.iter().take(LONGEST_DATELINE).map(|span| span.of(text));
    rest.is_empty() || !words.next().is_some_and(low) && words.any(low)
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    word.len() >= 3 && word.is_ascii() && MONTHS.iter().any(|month| word[..3].eq_ignore_ascii_case(month))
}

fn is_day(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}
