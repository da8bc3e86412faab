//! What the parser sees of a token: its word, its affixes, its tags and its shape, as rows of
//! one table of embeddings.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::model::{Ptb, Upos};

pub use crate::text::lower::lower;

/// How many rows each token sums up.
pub const FEATURES: usize = 6;

const SUFFIX_ROWS: u32 = 2048;
const PREFIX_ROWS: u32 = 1024;
const SHAPES: u32 = 16;

/// Row of words that have none of their own.
pub const UNKNOWN_WORD: u32 = 0;
const PTB_START: u32 = 1;
const UPOS_START: u32 = PTB_START + 64;
const SHAPE_START: u32 = UPOS_START + 32;
const SUFFIX_START: u32 = SHAPE_START + SHAPES;
const PREFIX_START: u32 = SUFFIX_START + SUFFIX_ROWS;
/// First row that belongs to a word.
pub const WORD_START: u32 = PREFIX_START + PREFIX_ROWS;

/// Returns the number that stands for a lower-case word in the model's vocabulary.
pub fn word_hash(lower: &str) -> u32 {
    let mut hasher = FxHasher::default();
    // Digits are all one: "1987" and "2025" behave alike.
    for byte in lower.bytes() {
        hasher.write_u8(if byte.is_ascii_digit() { b'0' } else { byte });
    }
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// Returns the rows of a token; `word` is its row in the vocabulary, or [`UNKNOWN_WORD`].
pub fn rows(form: &str, lower: &str, ptb: Ptb, upos: Upos, word: u32) -> [u32; FEATURES] {
    let last = |count: usize| lower.char_indices().rev().nth(count - 1).map_or(lower, |(at, _)| &lower[at..]);
    let first = |count: usize| lower.char_indices().nth(count).map_or(lower, |(at, _)| &lower[..at]);
    [
        word,
        PTB_START + ptb as u32,
        UPOS_START + upos as u32,
        SHAPE_START + shape(form),
        SUFFIX_START + word_hash(last(3)) % SUFFIX_ROWS,
        PREFIX_START + word_hash(first(3)) % PREFIX_ROWS,
    ]
}

/// Capitals, digits and punctuation in four bits.
fn shape(form: &str) -> u32 {
    let initial = form.chars().next().is_some_and(char::is_uppercase);
    let lower = form.chars().any(char::is_lowercase);
    let digit = form.bytes().any(|byte| byte.is_ascii_digit());
    let other = form.chars().any(|char| !char.is_alphanumeric());
    u32::from(initial) | u32::from(lower) << 1 | u32::from(digit) << 2 | u32::from(other) << 3
}
