//! What the network sees of a token: its word, its affixes, its shape and the lists that hold it,
//! as rows of one table of embeddings that are summed.
//!
//! Training and reading share this file, so that both see the same.

use crate::text::linear::{feature, hash};

/// How many rows each token sums up besides those of its bits.
pub const FEATURES: usize = 9;

/// Bits that lists and capitals set, each with a row of its own.
pub const BITS: usize = 32;

/// Row of words that have none of their own.
pub const UNKNOWN_WORD: u32 = 0;
const BITS_START: u32 = 1;
const AFFIX_START: u32 = BITS_START + BITS as u32;
const AFFIX_ROWS: u64 = 16_384;
/// First row that belongs to a word.
pub const WORD_START: u32 = AFFIX_START + AFFIX_ROWS as u32;

/// Returns the rows of a token; `word` is its row in the vocabulary, or [`UNKNOWN_WORD`].
pub fn rows(printed: &str, lower: &str, word: u32) -> [u32; FEATURES] {
    let last = |count: usize| lower.char_indices().rev().nth(count - 1).map_or(lower, |(at, _)| &lower[at..]);
    let first = |count: usize| lower.char_indices().nth(count).map_or(lower, |(at, _)| &lower[..at]);
    let affix = |kind: u32, affix: &str| AFFIX_START + (feature(kind, &[hash(affix)]) % AFFIX_ROWS) as u32;
    [
        word,
        affix(1, last(1)),
        affix(2, last(2)),
        affix(3, last(3)),
        affix(4, last(4)),
        affix(5, first(2)),
        affix(6, first(3)),
        affix(7, first(4)),
        affix(8, &shape(printed)),
    ]
}

/// Returns the row of a bit.
pub fn bit_row(bit: u32) -> u32 {
    BITS_START + bit
}

/// The form with letters and digits made `X`, `x`, `0`, no more than two of a kind in a row.
fn shape(printed: &str) -> String {
    let mut shape = String::new();
    let mut repeated = 0;
    for letter in printed.chars() {
        let class = match letter {
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            _ if letter.is_numeric() => '0',
            _ => letter,
        };
        repeated = if shape.ends_with(class) { repeated + 1 } else { 0 };
        if repeated < 2 {
            shape.push(class);
        }
        if shape.len() >= 10 {
            break;
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_keep_what_tells_kinds_apart() {
        for (form, expected) in [("Smith", "Xxx"), ("NATO", "XX"), ("1,250", "0,00"), ("U.S.", "X.X."), ("", "")] {
            assert_eq!(shape(form), expected);
        }
    }

    #[test]
    fn words_alike_share_rows() {
        let (walked, talked) = (rows("walked", "walked", 0), rows("talked", "talked", 0));
        assert_eq!(walked[..5], talked[..5]);
        assert_ne!(walked[5], talked[5]);
        assert!(walked.iter().all(|row| *row < WORD_START));
    }
}
