//! Tokens of a paragraph to sentences.
//!
//! In: the tokens of one paragraph. Out: ranges of tokens that are sentences; together they cover
//! the paragraph. Rules say where stops end sentences; a trained model hears them, and knows the
//! lines of letters, lists and forums that end without a mark. Weights: `models/sentences.bin`.

mod boundary;
mod rules;

use std::sync::LazyLock;

use super::abbreviations;
use super::linear::{Feature, Model};
use crate::model::{Span, TokenRange};

use boundary::{Form, Surroundings};

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::new(include_bytes!("../../../models/sentences.bin")));

/// A place between two tokens where a sentence may end.
pub struct Place<'a> {
    /// Byte where the token before it ends.
    pub at: usize,
    /// What the model sees of it.
    pub features: &'a [Feature],
    /// What the rules say of it.
    pub by_rule: bool,
}

/// Appends the sentences of the paragraph whose tokens are `tokens`; `decide` tells where one ends.
pub fn split(
    text: &str,
    spans: &[Span],
    tokens: TokenRange,
    decide: &mut dyn FnMut(&Place) -> bool,
    out: &mut Vec<TokenRange>,
) {
    let mut ruled = Vec::new();
    rules::split(text, spans, tokens.clone(), &mut ruled);
    let mut ends = ruled.iter().map(|range| range.end - 1).peekable();
    let spaced = |token: usize| token + 1 == tokens.end || spans[token].end < spans[token + 1].start;
    let forms: Vec<Form> = tokens.clone().map(|token| Form::new(spans[token].of(text), spaced(token))).collect();
    let mut features = Vec::new();
    let mut start = tokens.start;
    for index in tokens.start + 1..tokens.end {
        let (before, after) = (spans[index - 1], spans[index]);
        let by_rule = ends.next_if_eq(&(index - 1)).is_some();
        if !by_rule && !boundary::may_end(text, before, after) {
            continue;
        }
        // An emoticon before a capital always ends; treebanks have too few of each for a model.
        let certain = by_rule && abbreviations::is_emoticon(before.of(text));
        let around = Surroundings { forms: &forms, at: index - 1 - tokens.start, long: index - start, by_rule };
        around.features(&mut features);
        if certain || decide(&Place { at: before.end, features: &features, by_rule }) {
            out.push(start..index);
            start = index;
        }
    }
    if start < tokens.end {
        out.push(start..tokens.end);
    }
}

/// Decides by the rules, unless the model is sure that they are wrong. News breaks the rules more
/// seldom than the letters and forums that the model was trained on.
pub fn ends(place: &Place) -> bool {
    const SURE_END: i32 = 150;
    const SURE_NO_END: i32 = -300;
    let mut scores = [0; 2];
    MODEL.score(place.features, &mut scores);
    scores[1] - scores[0] > if place.by_rule { SURE_NO_END } else { SURE_END }
}
