//! From what is read off each token to heads and relations.
//!
//! In: the rows of a batch of sentences. Out: a projective tree for each. A product of two vectors,
//! and terms for the distance, score each arc (Dozat & Manning 2017, low rank); the relations of the
//! arcs of the best tree are then named all at once.

use super::LONGEST;
use super::int8::{Rows, Weights, product};
use super::model::{DISTANCES, MOST_RELATION_INPUTS, Model};
use super::widened;
use crate::model::Token;
use crate::text::syntax::labels::RELATIONS;
use crate::text::syntax::tree::{ArcScores, TreeDecoder};

/// Relations, rounded up to whole blocks.
pub const RELATION_COLUMNS: usize = RELATIONS.len().next_multiple_of(super::int8::BLOCK);

/// Fixed-point scores: so many steps to one.
const PRECISION: f32 = 1024.0;

/// Bucket of each distance; longer ones share the last.
const BUCKETS: [u8; 28] =
    [0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 8, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11];

/// Returns the bucket of the distance from a dependent to its head; 0 belongs to the root.
pub const fn distance(dependent: usize, head: usize) -> usize {
    let far = dependent.abs_diff(head);
    let size = BUCKETS[if far < BUCKETS.len() { far } else { BUCKETS.len() - 1 }] as usize;
    if head > dependent { size } else { DISTANCES / 2 + size }
}

/// [`distance`] by how far the head stands after the dependent, less [`LONGEST`].
const BY_OFFSET: [u8; 2 * LONGEST + 1] = {
    let mut by_offset = [0; 2 * LONGEST + 1];
    let mut head = 0;
    while head < by_offset.len() {
        by_offset[head] = distance(LONGEST, head) as u8;
        head += 1;
    }
    by_offset
};

/// The memory that trees of batches are found in.
#[derive(Debug, Default)]
pub(super) struct TreeReader {
    values: Vec<f32>,
    rows: Rows,
    head_rows: Rows,
    heads: Weights,
    arcs: Vec<f32>,
    products: Vec<f32>,
    /// How near each token's dependents should be, row by row.
    far: Vec<f32>,
    scores: ArcScores,
    decoder: TreeDecoder,
    tree: Vec<Option<usize>>,
    batch_tree: Vec<Option<usize>>,
}

impl TreeReader {
    /// Fills heads and relations of a batch whose first token is `offset` of the text.
    pub fn read(&mut self, model: &Model, read: &[f32], ends: &[usize], offset: usize, tokens: &mut [Token]) {
        let columns = model.columns();
        let read = &read[..tokens.len() * model.heads.outputs];
        self.cut(model, read, columns.head());
        std::mem::swap(&mut self.rows, &mut self.head_rows);
        self.cut(model, read, 0);
        product(self.rows.all(), &model.arc, &mut self.arcs);
        self.rows.quantise(&self.arcs[..tokens.len() * columns.arc], columns.arc);
        self.batch_tree.clear();
        let mut start = 0;
        for &end in ends {
            self.score(model, read, start, end);
            self.decoder.decode(&self.scores, &mut self.tree);
            self.batch_tree.extend(self.tree.iter().map(|head| head.map(|head| start + head)));
            start = end;
        }
        self.name(model, read, tokens);
        for (token, head) in tokens.iter_mut().zip(&self.batch_tree) {
            token.head = head.map(|head| offset + head);
        }
    }

    /// Rectifies and quantises the columns of arcs from the given one on.
    fn cut(&mut self, model: &Model, read: &[f32], from: usize) {
        let width = model.arc.inputs;
        self.values.clear();
        for row in read.chunks_exact(model.heads.outputs) {
            self.values.extend(row[from..from + width].iter().map(|value| if *value > 0.0 { *value } else { 0.0 }));
        }
        self.rows.quantise(&self.values, width);
    }

    /// Scores every arc of the sentence.
    fn score(&mut self, model: &Model, read: &[f32], start: usize, end: usize) {
        let (columns, outputs) = (model.columns(), model.heads.outputs);
        let len = end - start;
        self.heads.transpose(self.head_rows.slice(start..end));
        product(self.rows.slice(start..end), &self.heads, &mut self.products);
        self.scores.reset(len);
        self.far.clear();
        for row in read.chunks_exact(outputs).take(end).skip(start) {
            self.far.extend_from_slice(&row[columns.head_distance()..][..DISTANCES]);
        }
        let row = |token: usize| &read[(start + token) * outputs..][..outputs];
        for dependent in 0..len {
            let near = &row(dependent)[columns.dependent_distance()..][..DISTANCES];
            let arc = &self.arcs[(start + dependent) * columns.arc..][..columns.arc];
            let root: f32 = arc.iter().zip(&model.root).map(|(a, b)| a * b).sum();
            self.scores.roots_mut()[dependent] = ((root + near[0]) * PRECISION) as i32;
            let products = &self.products[dependent * self.heads.outputs..][..len];
            let heads = self.scores.heads_mut(dependent).iter_mut().zip(products).zip(self.far.chunks_exact(DISTANCES));
            for (((score, product), far), &distance) in heads.zip(&BY_OFFSET[LONGEST - dependent..]) {
                let distance = usize::from(distance);
                *score = ((product + near[distance] + far[distance]) * PRECISION) as i32;
            }
        }
    }

    /// Names the relations of every arc of the batch.
    fn name(&mut self, model: &Model, read: &[f32], tokens: &mut [Token]) {
        let (columns, outputs) = (model.columns(), model.heads.outputs);
        let width = columns.relation;
        self.values.resize(tokens.len() * width, 0.0);
        join(read, outputs, columns.relation_dependent(), columns.relation_head(), &self.batch_tree, &mut self.values);
        self.rows.quantise(&self.values, width);
        product(self.rows.all(), &model.relations, &mut self.products);
        let scores = self.products.chunks_exact(model.relations.outputs);
        for ((token, scores), head) in tokens.iter_mut().zip(scores).zip(&self.batch_tree) {
            token.relation = best_relation(scores, head.is_none());
        }
    }
}

widened! {
    /// Adds up each token as a dependent and its head, rectified; `start` is the first column of the one,
    /// `head_start` that of the other.
    fn join(
        read: &[f32],
        outputs: usize,
        start: usize,
        head_start: usize,
        heads: &[Option<usize>],
        values: &mut [f32],
    ) {
        let width = values.len() / heads.len();
        let zeros = [0.0_f32; MOST_RELATION_INPUTS];
        for ((cells, row), head) in values.chunks_exact_mut(width).zip(read.chunks_exact(outputs)).zip(heads) {
            let head = head.map_or(&zeros[..width], |head| &read[head * outputs + head_start..][..width]);
            for ((cell, dependent), head) in cells.iter_mut().zip(&row[start..start + width]).zip(head) {
                let sum = dependent + head;
                *cell = if sum > 0.0 { sum } else { 0.0 };
            }
        }
    }
}

/// Returns the best relation; the root's own is for the root alone.
fn best_relation(scores: &[f32], is_root: bool) -> &'static str {
    if is_root { RELATIONS[0] } else { RELATIONS[1 + super::best(&scores[1..RELATIONS.len()])] }
}
