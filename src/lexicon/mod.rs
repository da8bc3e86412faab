//! Word lists: one `*.tsv` beside this file each, with its loader.
//!
//! In: tab-separated lines compiled in by `include_str!`; `#` opens a comment, and each file's
//! first comment names its source and licence. Out: maps that the other rooms look words up in.
//! Lists hold open facts and words of our own, never text of a corpus.

pub mod cues;
pub mod events;
pub mod names;
pub mod people;
pub mod places;
pub mod time;
pub mod topics;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::model::{Token, TokenRange};

/// Yields the fields of every line of a list that is neither empty nor a comment.
pub fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// How listed phrases begin: most tokens begin none, and one look-up here spares one for each length.
pub(crate) struct Openings(FxHashSet<SmolStr>);

impl Openings {
    fn of<'w>(phrases: impl Iterator<Item = &'w str>) -> Self {
        let forms = |phrase: &'w str| [SmolStr::new(opening(phrase)), opening(phrase).to_uppercase().into()];
        Self(phrases.flat_map(forms).collect())
    }

    /// Tells whether a listed phrase, as listed or in capitals, may begin with this token.
    pub fn hold(&self, token: &str) -> bool {
        self.0.contains(opening(token))
    }

    /// Returns the longest phrase of no more than `most` tokens that begins at token `start` and that
    /// `look_up` finds, and its tokens.
    pub fn longest_at<T>(
        &self,
        text: &str,
        tokens: &[Token],
        start: usize,
        most: usize,
        look_up: impl Fn(&str) -> Option<T>,
    ) -> Option<(TokenRange, T)> {
        let first = tokens.get(start)?.span;
        let longest = if self.hold(first.of(text)) { (start + most).min(tokens.len()) } else { start };
        (start + 1..=longest).rev().find_map(|end| {
            let words = &text[first.start..tokens[end - 1].span.end];
            Some((start..end, look_up(words)?))
        })
    }
}

/// The letters and digits before the first mark or space: where tokens may end.
fn opening(phrase: &str) -> &str {
    &phrase[..phrase.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(phrase.len())]
}
