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

/// Yields the fields of every line of a list that is neither empty nor a comment.
pub fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}
