//! From arc scores to the best projective tree.
//!
//! In: how well each token fits under each other token. Out: one head per token, exactly one of
//! them the root, no arcs crossing. Eisner's algorithm (1996): exact, cubic in the length of
//! the sentence, which callers cap.

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

    fn arc(&self, dependent: usize, head: usize) -> i32 {
        self.arcs[dependent * self.len + head]
    }
}

/// Finds best trees; keeps its tables between sentences.
#[derive(Debug, Clone, Default)]
pub struct TreeDecoder {
    len: usize,
    /// `right[i][j]`: best tree over `i..=j` headed by `i`.
    right: Vec<i32>,
    /// `left[j][i]`: best tree over `i..=j` headed by `j` (the later end first, so that both
    /// tables are read in memory order).
    left: Vec<i32>,
    /// `open_right[j][i]`: the same as `right` but with `j` the newest dependent of `i`, its own right side missing.
    open_right: Vec<i32>,
    /// `open_left[i][j]`: `i` the newest dependent of `j`, its own left side missing.
    open_left: Vec<i32>,
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
        self.fill(scores);
        let total = |root: usize| scores.roots[root] + self.left[root * len] + self.right[root * len + len - 1];
        let root = (0..len).max_by_key(|&token| (total(token), std::cmp::Reverse(token))).unwrap_or(0);
        self.trace(root, heads);
    }

    fn fill(&mut self, scores: &ArcScores) {
        let len = scores.len;
        self.len = len;
        for table in [&mut self.right, &mut self.left, &mut self.open_right, &mut self.open_left] {
            table.clear();
            table.resize(len * len, 0);
        }
        for width in 1..len {
            for i in 0..len - width {
                let j = i + width;
                let join = best(&self.right[i * len + i..i * len + j], &self.left[j * len + i + 1..=j * len + j]);
                self.open_right[j * len + i] = join + scores.arc(j, i);
                self.open_left[i * len + j] = join + scores.arc(i, j);
                // right[i][j] = max over k of open_right[i..k] + right[k..j]; the second factor runs down a column.
                self.right[i * len + j] =
                    (i + 1..=j).map(|k| self.open_right[k * len + i] + self.right[k * len + j]).max().unwrap_or(0);
                self.left[j * len + i] =
                    (i..j).map(|k| self.left[k * len + i] + self.open_left[k * len + j]).max().unwrap_or(0);
            }
        }
    }

    /// Walks from the root back through the choices that made its tables' values.
    fn trace(&self, root: usize, heads: &mut [Option<usize>]) {
        let len = self.len;
        let mut work = vec![(root, 0, false), (root, len - 1, true)];
        while let Some((head, end, rightwards)) = work.pop() {
            if head == end {
                continue;
            }
            let (inner, low, high) = if rightwards {
                let k = (head + 1..=end).find(|&k| {
                    self.open_right[k * len + head] + self.right[k * len + end] == self.right[head * len + end]
                });
                let k = k.unwrap_or(end);
                (k, head, k)
            } else {
                let k = (end..head).find(|&k| {
                    self.left[k * len + end] + self.open_left[k * len + head] == self.left[head * len + end]
                });
                let k = k.unwrap_or(end);
                (k, k, head)
            };
            heads[inner] = Some(head);
            work.push((inner, end, rightwards));
            let join = best(
                &self.right[low * len + low..low * len + high],
                &self.left[high * len + low + 1..=high * len + high],
            );
            let middle = (low..high).find(|&m| self.right[low * len + m] + self.left[high * len + m + 1] == join);
            let middle = middle.unwrap_or(low);
            work.push((low, middle, true));
            work.push((high, middle + 1, false));
        }
    }
}

/// The best sum of two tables' entries side by side.
fn best(first: &[i32], second: &[i32]) -> i32 {
    first.iter().zip(second).map(|(a, b)| a + b).max().unwrap_or(0)
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
    fn never_crosses_arcs() {
        check(4, &[(2, 0, 9), (3, 1, 8), (1, 0, 1), (3, 0, 2), (3, 2, 1)], 0, &[None, Some(0), Some(0), Some(0)]);
    }
}
