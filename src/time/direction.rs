//! Which way a clause leans: is its "Friday" the last one or the next?
//!
//! In: the tokens around an expression. Out: a number, past below zero, future above. Looks at the
//! verb nearest to the expression, then at the words of `lexicon/direction.tsv` beside it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::rows;
use crate::model::{Parsed, Ptb, Token, TokenRange};

/// How far from the expression its verb is looked for, in tokens.
const VERB_WINDOW: usize = 14;

/// How far from the expression cue words count, in tokens.
const CUE_WINDOW: usize = 7;

/// The weight of "as soon as Friday".
const AS_SOON_AS: i32 = 5;

static CUES: LazyLock<FxHashMap<&'static str, (i32, i32)>> = LazyLock::new(|| {
    let number = |field: &str| field.parse().expect("direction.tsv holds whole numbers");
    rows(include_str!("../lexicon/direction.tsv")).map(|row| (row[0], (number(row[1]), number(row[2])))).collect()
});

/// Returns how far the clause around the tokens leans to the future (above zero) or the past.
pub fn lean(parsed: &Parsed, tokens: &TokenRange) -> i32 {
    let Some(sentence) = parsed.sentences.get(parsed.sentence_of(tokens.start)) else { return 0 };
    let left = &parsed.tokens[sentence.tokens.start..tokens.start];
    let right = &parsed.tokens[tokens.end..sentence.tokens.end];
    adjacent(left) + cues(left) + verb(left, right)
}

/// The word right before decides most: "since Friday", "by Friday".
fn adjacent(left: &[Token]) -> i32 {
    // "as soon as Friday", "as early as next week".
    if let [.., as_before, how, as_after] = left
        && as_before.lower == "as"
        && as_after.lower == "as"
        && matches!(how.lower.as_str(), "soon" | "early" | "late")
    {
        return AS_SOON_AS;
    }
    left.last().and_then(|word| CUES.get(word.lower.as_str())).map_or(0, |(adjacent, _)| *adjacent)
}

fn cues(left: &[Token]) -> i32 {
    let near = left.iter().rev().take(CUE_WINDOW).take_while(|token| token.lower != ";");
    near.filter_map(|token| CUES.get(token.lower.as_str())).map(|(_, near)| *near).sum::<i32>().clamp(-3, 3)
}

/// The nearest verb to the left, else the nearest to the right.
fn verb(left: &[Token], right: &[Token]) -> i32 {
    for at in (left.len().saturating_sub(VERB_WINDOW)..left.len()).rev() {
        if let Some(tense) = tense(left, at) {
            return tense;
        }
    }
    let window = right.len().min(VERB_WINDOW);
    (0..window).find_map(|at| tense(right, first_of_group(right, at)?)).unwrap_or(0)
}

/// To the right, a group is read from its last word: "will meet" from "meet".
fn first_of_group(right: &[Token], at: usize) -> Option<usize> {
    let is_verb = |token: &Token| token.ptb.as_str().starts_with('V') || token.ptb == Ptb::Md;
    if !is_verb(&right[at]) {
        return None;
    }
    let run = right[at..].iter().take_while(|token| is_verb(token) || matches!(token.ptb, Ptb::Rb)).count();
    Some((at..at + run).rev().find(|index| is_verb(&right[*index])).unwrap_or(at))
}

/// Returns the lean of the verb at `at` with the auxiliaries before it; `None` for no verb.
fn tense(tokens: &[Token], at: usize) -> Option<i32> {
    let before = |words: &[&str]| {
        tokens[at.saturating_sub(4)..at]
            .iter()
            .rev()
            .take_while(|token| token.lower != ",")
            .any(|token| words.contains(&token.lower.as_str()))
    };
    let modal =
        || before(&["will", "'ll", "shall", "may", "might", "can", "could", "should", "must", "would", "wo", "'d"]);
    Some(match tokens[at].ptb {
        Ptb::Md => 2,
        Ptb::Vb if modal() => 2,
        Ptb::Vb if before(&["to"]) => 1,
        Ptb::Vb if before(&["did"]) => -2,
        Ptb::Vb => 1,
        Ptb::Vbd => -2,
        Ptb::Vbn if modal() => 2,
        Ptb::Vbn if before(&["to"]) => 1,
        Ptb::Vbn if before(&["is", "are", "'re"]) => 0,
        Ptb::Vbn => -1,
        Ptb::Vbg if before(&["was", "were", "been"]) => -1,
        Ptb::Vbg => 0,
        Ptb::Vbz | Ptb::Vbp => 0,
        _ => return None,
    })
}
