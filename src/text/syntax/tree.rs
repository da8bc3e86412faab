//! From arc scores to the best projective tree.
//!
//! In: how well each token fits under each other token. Out: one head per token, exactly one of
//! them the root, no arcs crossing. Where each token's own best head makes such a tree, that is the
//! best one; else Eisner's algorithm (1996): exact, cubic in the length of the sentence, which
//! callers cap.

use crate::text::network::wide::widened;

/// Arc scores of one sentence of `len` tokens.
#[derive(Debug, Clone, Default)]
pub struct ArcScores {
    len: usize,
    /// Row per dependent, column per head.
    arcs: Vec<i32>,
    roots: Vec<i32>,
}

impl ArcScores {
    /// Makes room for a sentence of `len` tokens; all scores are 0.
    pub fn reset(&mut self, len: usize) {
        self.len = len;
        self.arcs.clear();
        self.arcs.resize(len * len, 0);
        self.roots.clear();
        self.roots.resize(len, 0);
    }

    /// Returns the scores of every head for one dependent.
    pub fn heads_mut(&mut self, dependent: usize) -> &mut [i32] {
        &mut self.arcs[dependent * self.len..(dependent + 1) * self.len]
    }

    /// Returns the score of being the root, for every token.
    pub fn roots_mut(&mut self) -> &mut [i32] {
        &mut self.roots
    }

    #[inline(always)]
    fn arc(&self, dependent: usize, head: usize) -> i32 {
        self.arcs[dependent * self.len + head]
    }
}

/// Finds best trees; keeps its tables between sentences.
///
/// A table is kept by start of the stretch, by its end, or both ways, so that every search below reads
/// neighbouring cells.
#[derive(Debug, Clone, Default)]
pub struct TreeDecoder {
    len: usize,
    /// `[i][j]`: best tree over `i..=j` headed by `i`.
    right: Vec<i32>,
    /// `[j][i]`: the same.
    right_by_end: Vec<i32>,
    /// `[j][i]`: best tree over `i..=j` headed by `j`.
    left: Vec<i32>,
    /// `[i][j]`: the same.
    left_by_start: Vec<i32>,
    /// `[i][j]`: as `right`, but with `j` the newest dependent of `i`, its own right side missing.
    open_right: Vec<i32>,
    /// `[j][i]`: as `left`, but with `i` the newest dependent of `j`, its own left side missing.
    open_left: Vec<i32>,
    /// From which token's walk to the root each token was passed first.
    passed: Vec<usize>,
}

impl TreeDecoder {
    /// Writes the head of each token, `None` for the root.
    pub fn decode(&mut self, scores: &ArcScores, heads: &mut Vec<Option<usize>>) {
        let len = scores.len;
        heads.clear();
        heads.resize(len, None);
        if len == 0 {
            return;
        }
        if !(own_best(scores, heads) && self.is_tree(heads)) {
            heads.fill(None);
            self.search(scores, heads);
        }
    }

    /// Eisner's algorithm.
    fn search(&mut self, scores: &ArcScores, heads: &mut [Option<usize>]) {
        let len = scores.len;
        self.make_room(len);
        fill(self, scores);
        let total = |root: usize| scores.roots[root] + self.left[root * len] + self.right[root * len + len - 1];
        let root = (0..len).max_by_key(|&token| (total(token), std::cmp::Reverse(token))).unwrap_or(0);
        self.trace(root, heads);
    }

    /// Whether the heads make one tree whose arcs do not cross.
    fn is_tree(&mut self, heads: &[Option<usize>]) -> bool {
        if heads.iter().filter(|head| head.is_none()).count() != 1 {
            return false;
        }
        const NEW: usize = usize::MAX;
        self.passed.clear();
        self.passed.resize(heads.len(), NEW);
        for start in 0..heads.len() {
            let mut token = start;
            while let Some(head) = heads[token].filter(|_| self.passed[token] == NEW) {
                self.passed[token] = start;
                token = head;
                if self.passed[token] == start {
                    return false;
                }
            }
        }
        // In a tree, arcs cross just when what stands under one has its head outside it.
        heads.iter().enumerate().all(|(token, head)| {
            let Some(head) = *head else { return true };
            let (low, high) = (token.min(head), token.max(head));
            heads[low + 1..high].iter().all(|inner| inner.is_some_and(|inner| (low..=high).contains(&inner)))
        })
    }

    /// Makes the tables as large as needed; every cell but those of single tokens is written before it is read.
    fn make_room(&mut self, len: usize) {
        self.len = len;
        let single = [&mut self.right, &mut self.right_by_end, &mut self.left, &mut self.left_by_start];
        for table in single {
            table.resize(len * len, 0);
            (0..len).for_each(|at| table[at * len + at] = 0);
        }
        self.open_right.resize(len * len, 0);
        self.open_left.resize(len * len, 0);
    }

    /// The best way to part `i..=j` into a tree headed by `i` and one headed by `j`.
    #[inline(always)]
    fn join(&self, i: usize, j: usize) -> (&[i32], &[i32]) {
        let len = self.len;
        (&self.right[i * len + i..i * len + j], &self.left[j * len + i + 1..=j * len + j])
    }

    /// The ways to `right` of `i..=j`, by the newest dependent of `i`.
    #[inline(always)]
    fn rights(&self, i: usize, j: usize) -> (&[i32], &[i32]) {
        let len = self.len;
        (&self.open_right[i * len + i + 1..=i * len + j], &self.right_by_end[j * len + i + 1..=j * len + j])
    }

    /// The ways to `left` of `i..=j`, by the newest dependent of `j`.
    #[inline(always)]
    fn lefts(&self, i: usize, j: usize) -> (&[i32], &[i32]) {
        let len = self.len;
        (&self.left_by_start[i * len + i..i * len + j], &self.open_left[j * len + i..j * len + j])
    }

    /// Walks from the root back through the choices that made its tables' values.
    fn trace(&self, root: usize, heads: &mut [Option<usize>]) {
        let mut work = vec![(root, 0, false), (root, self.len - 1, true)];
        while let Some((head, end, rightwards)) = work.pop() {
            if head == end {
                continue;
            }
            let (inner, low, high) = if rightwards {
                let inner = head + 1 + first_best(self.rights(head, end));
                (inner, head, inner)
            } else {
                let inner = end + first_best(self.lefts(end, head));
                (inner, inner, head)
            };
            heads[inner] = Some(head);
            work.push((inner, end, rightwards));
            let middle = low + first_best(self.join(low, high));
            work.push((low, middle, true));
            work.push((high, middle + 1, false));
        }
    }
}

widened! {
    /// Fills the tables, short stretches first.
    fn fill(tables: &mut TreeDecoder, scores: &ArcScores) {
        let len = scores.len;
        for width in 1..len {
            for i in 0..len - width {
                let j = i + width;
                let join = best(tables.join(i, j));
                tables.open_right[i * len + j] = join + scores.arc(j, i);
                tables.open_left[j * len + i] = join + scores.arc(i, j);
                let right = best(tables.rights(i, j));
                tables.right[i * len + j] = right;
                tables.right_by_end[j * len + i] = right;
                let left = best(tables.lefts(i, j));
                tables.left[j * len + i] = left;
                tables.left_by_start[i * len + j] = left;
            }
        }
    }
}

widened! {
    /// Sets each token's head to its own best; false when one has several.
    fn own_best(scores: &ArcScores, heads: &mut [Option<usize>]) -> bool {
        for (token, head) in heads.iter_mut().enumerate() {
            let row = &scores.arcs[token * scores.len..][..scores.len];
            let (before, after) = (&row[..token], &row[token + 1..]);
            let top = before.iter().chain(after).fold(scores.roots[token], |top, score| top.max(*score));
            let equals = |of: &[i32]| of.iter().map(|score| u32::from(*score == top)).sum::<u32>();
            match equals(before) + equals(after) + u32::from(scores.roots[token] == top) {
                1 if scores.roots[token] == top => *head = None,
                1 => *head = (0..scores.len).find(|&head| head != token && row[head] == top),
                _ => return false,
            }
        }
        true
    }
}

/// The best sum of two tables' entries side by side.
#[inline(always)]
fn best((first, second): (&[i32], &[i32])) -> i32 {
    first.iter().zip(second).fold(i32::MIN, |best, (a, b)| best.max(a + b))
}

/// Where the best sum stands; the first of equals.
fn first_best((first, second): (&[i32], &[i32])) -> usize {
    let best = best((first, second));
    first.iter().zip(second).position(|(a, b)| a + b == best).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(len: usize, arcs: &[(usize, usize, i32)], root: usize, expected: &[Option<usize>]) {
        let mut scores = ArcScores::default();
        scores.reset(len);
        for &(dependent, head, score) in arcs {
            scores.heads_mut(dependent)[head] = score;
        }
        if len > 0 {
            scores.roots_mut()[root] = 100;
        }
        let mut heads = Vec::new();
        TreeDecoder::default().decode(&scores, &mut heads);
        assert_eq!(heads, expected);
    }

    #[test]
    fn takes_the_best_heads_when_they_make_a_tree() {
        check(4, &[(0, 1, 9), (2, 3, 9), (3, 1, 9)], 1, &[Some(1), None, Some(3), Some(1)]);
        check(1, &[], 0, &[None]);
        check(0, &[], 0, &[]);
    }

    #[test]
    fn breaks_a_cycle_at_its_weakest_arc() {
        check(3, &[(1, 2, 9), (2, 1, 8), (2, 0, 5), (1, 0, 1)], 0, &[None, Some(2), Some(0)]);
    }

    #[test]
    fn own_best_heads_that_make_a_tree_are_what_the_search_finds() {
        let mut random = 1_u32;
        let mut next = |below: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 16) % below
        };
        let (mut decoder, mut trees) = (TreeDecoder::default(), 0);
        for round in 0..4000 {
            let len = 1 + next(7) as usize;
            let mut scores = ArcScores::default();
            scores.reset(len);
            // Few values make ties, many make single winners.
            let values = if round % 2 == 0 { 4 } else { 1000 };
            scores.arcs.iter_mut().chain(&mut scores.roots).for_each(|score| *score = next(values) as i32);
            let mut searched = vec![None; len];
            decoder.search(&scores, &mut searched);
            let mut found = vec![None; len];
            trees += usize::from(own_best(&scores, &mut found) && decoder.is_tree(&found));
            decoder.decode(&scores, &mut found);
            assert_eq!(found, searched, "{scores:?}");
        }
        assert!(trees > 400, "{trees}");
    }

    #[test]
    fn never_crosses_arcs() {
        check(4, &[(2, 0, 9), (3, 1, 8), (1, 0, 1), (3, 0, 2), (3, 2, 1)], 0, &[None, Some(0), Some(0), Some(0)]);
    }
}
