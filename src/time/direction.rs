//! Which way a clause leans: is its "Friday" the last one or the next?
//!
//! In: the tokens around an expression. Out: a number, past below zero, future above. Walks back
//! from the expression to the nearest word that tells, a verb or a cue of
//! `lexicon/direction.tsv`; a sentence that opens with its date is read forwards. Goes by word
//! forms, and by tags only to tell "to resume" from "to Kyiv".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::rows;
use crate::model::{Parsed, Ptb, Token, TokenRange};

/// How far before the expression a word still tells, in tokens.
const WINDOW_BEFORE: usize = 15;

/// How far after it.
const WINDOW_AFTER: usize = 12;

/// The weight of "as soon as Friday"; from this on a word decides alone.
const DECIDES: i32 = 9;

/// "will", "to resume": to come.
const TO_COME: i32 = 2;

/// A past tense.
const PAST: i32 = -3;

struct Cues {
    near: FxHashMap<&'static str, i32>,
    adjacent: FxHashMap<&'static str, i32>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let of = |kind: &str| {
        let rows = rows(include_str!("../lexicon/direction.tsv")).filter(|row| row[0] == kind);
        rows.map(|row| (row[1], row[2].parse().expect("direction.tsv holds whole numbers"))).collect()
    };
    Cues { near: of("near"), adjacent: of("adjacent") }
});

/// Returns how far the clause around the tokens leans to the future (above zero) or the past.
pub fn lean(parsed: &Parsed, tokens: &TokenRange) -> i32 {
    let Some(sentence) = parsed.sentences.get(parsed.sentence_of(tokens.start)) else { return 0 };
    let before = &parsed.tokens[sentence.tokens.start..tokens.start];
    let adjacent = adjacent(before);
    if adjacent.abs() >= DECIDES {
        return adjacent;
    }
    let first = before.len().saturating_sub(WINDOW_BEFORE);
    let near = (first..before.len()).rev().find_map(|at| weight(before, at));
    let after = &parsed.tokens[tokens.end..sentence.tokens.end];
    let near = near.or_else(|| (0..after.len().min(WINDOW_AFTER)).find_map(|at| weight(after, at)));
    adjacent + near.unwrap_or(0)
}

/// The word right before: "since Friday", "by Friday", "as soon as Friday".
fn adjacent(before: &[Token]) -> i32 {
    // "early" and the like stand between.
    let before = match before.split_last() {
        Some((last, rest)) if matches!(last.lower.as_str(), "early" | "late" | "mid" | "the") => rest,
        _ => before,
    };
    if let [.., as_before, _, as_after] = before
        && (as_before.lower.as_str(), as_after.lower.as_str()) == ("as", "as")
    {
        return DECIDES;
    }
    before.last().and_then(|word| CUES.adjacent.get(word.lower.as_str())).copied().unwrap_or(0)
}

/// Returns what the word at `at` tells, if it tells anything.
fn weight(tokens: &[Token], at: usize) -> Option<i32> {
    let word = tokens[at].lower.as_str();
    let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
    let next_is_verb = tokens.get(at + 1).is_some_and(|token| token.ptb == Ptb::Vb);
    let to_come = || to_come(&tokens[at.saturating_sub(4)..at]);
    match CUES.near.get(word) {
        Some(weight) if *weight < 0 && to_come() => return Some(TO_COME),
        Some(weight) => return Some(*weight),
        None => {}
    }
    match word {
        "set" if matches!(next, "to" | "for") => Some(-PAST),
        "to" if next_is_verb => Some(if follows_past(tokens, at) { PAST } else { TO_COME }),
        _ if word.len() > 4 && word.ends_with("ed") && !NO_PAST.contains(&word) => {
            Some(if to_come() { TO_COME } else { PAST })
        }
        _ => None,
    }
}

/// "will be named", "to be published", "would still be held".
fn to_come(before: &[Token]) -> bool {
    let near = |words: &[&str]| before.iter().any(|token| words.contains(&token.lower.as_str()));
    let closed = before.iter().any(|token| matches!(token.lower.as_str(), "," | ";" | "that" | "have"));
    !closed
        && (near(&["will", "'ll", "would", "shall", "should", "must", "may", "can"]) || near(&["to"]) && near(&["be"]))
}

/// Words in "-ed" that are no past tense.
const NO_PAST: &[&str] = &["indeed", "united", "speed", "proceed", "exceed", "hundred", "succeed", "embed", "breed"];

/// "asked them to leave": what follows a past tense that does not look ahead is over as well.
fn follows_past(tokens: &[Token], at: usize) -> bool {
    let first = at.saturating_sub(GOVERNOR_WINDOW);
    let governor =
        tokens[first..at].iter().rev().take_while(|token| !matches!(token.lower.as_str(), "," | ";" | "that"));
    let mut governor = governor.filter(|token| matches!(token.ptb, Ptb::Vbd | Ptb::Vbz | Ptb::Vbp | Ptb::Md));
    governor.next().is_some_and(|verb| verb.ptb == Ptb::Vbd && PREVAILING.contains(&verb.lower.as_str()))
}

/// How far before "to resume" the verb that governs it is looked for, in tokens.
const GOVERNOR_WINDOW: usize = 6;

/// Past tenses whose infinitive was done, or was wanted done, there and then.
const PREVAILING: &[&str] = &[
    "asked",
    "told",
    "ordered",
    "urged",
    "forced",
    "led",
    "helped",
    "allowed",
    "had",
    "tried",
    "managed",
    "failed",
    "came",
    "went",
    "continued",
    "began",
    "refused",
    "got",
    "used",
    "appeared",
    "seemed",
    "happened",
    "gathered",
    "met",
    "rose",
    "fell",
    "joined",
    "started",
    "wanted",
    "caused",
    "moved",
    "rushed",
    "returned",
    "stopped",
];
