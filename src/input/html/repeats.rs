//! Words that a page prints twice: sentences set again in large type, paragraphs for two screens.
//!
//! In: the article's blocks. Out: those without repeats. Takes linear time.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::blocks::{Block, BlockKind};

/// Words in a row by which a sentence is known again.
const RUN: usize = 6;
/// Words beyond which nothing is set again in large type.
const MOST: usize = 60;

/// Leaves out paragraphs that stand in a longer one, and all but the first of equal ones.
pub(super) fn drop_repeats(blocks: &[Block], kept: &mut Vec<usize>) {
    let runs: Vec<Vec<u64>> = kept.iter().map(|at| runs(&blocks[*at].text)).collect();
    // The first two blocks that each run of words stands in.
    let mut places: FxHashMap<u64, [Option<usize>; 2]> = FxHashMap::default();
    for (block, runs) in runs.iter().enumerate() {
        for run in runs {
            match places.entry(*run).or_default() {
                [first @ None, _] => *first = Some(block),
                [Some(first), second @ None] if *first != block => *second = Some(block),
                _ => {}
            }
        }
    }
    let stands_in = |block: usize, other: usize| {
        runs[block].iter().all(|run| places.get(run).is_some_and(|places| places.contains(&Some(other))))
    };
    let is_repeat = |block: usize| {
        let own = &runs[block];
        let Some(places) = own.first().and_then(|run| places.get(run)) else { return false };
        if own.len() + RUN > MOST || blocks[kept[block]].kind == BlockKind::Row {
            return false;
        }
        let others = places.iter().flatten().filter(|other| **other != block);
        others.into_iter().any(|other| {
            let (length, others) = (own.len(), runs[*other].len());
            (others > length || others == length && *other < block) && stands_in(block, *other)
        })
    };
    let repeats: Vec<bool> = (0..kept.len()).map(is_repeat).collect();
    let mut repeats = repeats.into_iter();
    kept.retain(|_| !repeats.next().unwrap_or(false));
}

/// Each run of words, in lower case and without marks, as a hash.
fn runs(text: &str) -> Vec<u64> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let hash = |run: &[String]| {
        let mut hasher = FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(RUN).map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::super::documents;

    #[track_caller]
    fn check(paragraphs: &[&str], expected: &[&str]) {
        let body: String = paragraphs.iter().map(|it| format!("<p>{it}</p>")).collect();
        let text = documents(&format!("<html><body><h1>Council closes it all</h1>{body}</body></html>")).remove(0).text;
        let found: Vec<&str> = text.lines().skip(1).filter(|line| !line.is_empty()).collect();
        assert_eq!(found, expected);
    }

    const LONG: &str = "The bridge was closed for three months, the council said. \"I know that a wall should not let the daylight in,\" she said, and left.";
    const OTHER: &str =
        "Nobody was hurt when the wall came down on Monday evening, a neighbour of the school told the reporters.";

    #[test]
    fn a_sentence_set_again_in_large_type_is_read_once() {
        check(&[LONG, "“I know that a wall should not let the daylight in”", OTHER], &[LONG, OTHER]);
        check(&[LONG, OTHER, LONG], &[LONG, OTHER]);
    }

    #[test]
    fn what_is_said_in_other_words_stays() {
        let other = "\"I know that a wall should not let the rain in,\" said her brother, who lives there.";
        check(&[LONG, other, OTHER], &[LONG, other, OTHER]);
    }
}
