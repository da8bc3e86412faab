//! What is wrong with what was read off each token: the losses of tags, names, arcs and relations, and
//! their slopes.

use timeline::model::PARTS;
use timeline::text::network::model::NAMES;
use timeline::text::network::{RELATION_COLUMNS, distance as bucket};

use super::arithmetic::{Random, multiply, plus, softmax_slope, times, transposed};
use super::layers::{Dropout, Example, Gradients, NONE, Network, mask};

/// One half of a batch on its way through the network.
pub struct Pass<'p> {
    pub batch: &'p [&'p Example],
    /// Where each sentence ends.
    pub ends: &'p [usize],
    /// What was read off each token.
    pub heads: &'p [f32],
    pub dropout: Dropout,
    /// What the loss of one token weighs.
    pub scale: f32,
}

/// What the loss of a part in attributions weighs, next to that of a tag.
const PART: f32 = 0.3;

/// The losses per task, summed over tokens.
#[derive(Clone, Copy, Default)]
pub struct Losses {
    pub tags: f32,
    pub names: f32,
    pub parts: f32,
    pub arcs: f32,
    pub relations: f32,
}

impl Network<'_> {
    /// Adds the slopes of the labels of tags and names, and of parts in attributions.
    pub fn learn_labels(&self, pass: &Pass, slopes: &mut [f32], losses: &mut Losses) {
        let (columns, outputs) = (self.sizes.columns(), self.sizes.heads());
        let mut rows = slopes.chunks_exact_mut(outputs).zip(pass.heads.chunks_exact(outputs));
        for example in pass.batch {
            for (token, (slopes, row)) in (0..example.rows.len()).zip(&mut rows) {
                let mut one = |gold: Option<&u32>, start: usize, len: usize| {
                    let Some(&gold) = gold.filter(|gold| **gold != NONE) else { return 0.0 };
                    let cells = &mut slopes[start..start + len];
                    cells.copy_from_slice(&row[start..start + len]);
                    softmax_slope(cells, gold as usize, pass.scale)
                };
                losses.tags += one(example.tags.get(token), columns.tags(), self.sizes.labels);
                losses.names += one(example.names.get(token), columns.names(), NAMES);
                let Some(parts) = example.parts.get(token) else { continue };
                for part in 0..PARTS {
                    let gold = f32::from(parts >> part & 1);
                    let odds = row[columns.parts() + part];
                    let guess = 1.0 / (1.0 + (-odds).exp());
                    slopes[columns.parts() + part] = PART * pass.scale * (guess - gold);
                    losses.parts -= (1.0 - (guess - gold).abs()).max(1e-6).ln();
                }
            }
        }
    }

    /// Rectified columns with some dropped, and what is left of each.
    fn cut(&self, pass: &Pass, start: usize, width: usize, random: &mut Random) -> (Vec<f32>, Vec<f32>) {
        let mut kept = mask(pass.ends, width, pass.dropout.perceptron, random);
        let mut values = Vec::with_capacity(kept.len());
        for row in pass.heads.chunks_exact(self.sizes.heads()) {
            values.extend_from_slice(&row[start..start + width]);
        }
        kept.resize(values.len(), 1.0);
        for (value, kept) in values.iter_mut().zip(&mut kept) {
            if *value <= 0.0 {
                *kept = 0.0;
            }
            *value *= *kept;
        }
        (values, kept)
    }

    pub fn learn_arcs(&self, pass: &Pass, random: &mut Random, slopes: &mut [f32], gradients: &mut Gradients) -> f32 {
        let (columns, outputs, width) = (self.sizes.columns(), self.sizes.heads(), self.sizes.arc);
        let (dependents, dependents_kept) = self.cut(pass, 0, width, random);
        let (heads, heads_kept) = self.cut(pass, columns.head(), width, random);
        let arcs = self.affine(&dependents, &self.layout.arc, width, width);
        let root = &self.dense[self.layout.root.clone()];
        let (mut arcs_back, mut heads_back) = (vec![0.0; arcs.len()], vec![0.0; heads.len()]);
        let (mut loss, mut start) = (0.0, 0);
        for (example, &end) in pass.batch.iter().zip(pass.ends) {
            let (first, len) = (start, end - start);
            start = end;
            if example.heads.is_empty() {
                continue;
            }
            let cells = first * width..end * width;
            let mut scores = vec![0.0; len * len];
            multiply(&mut scores, &arcs[cells.clone()], &transposed(&heads[cells.clone()], width), width, len);
            let mut root_slopes = vec![0.0; len];
            let mut row = vec![0.0; len + 1];
            for dependent in 0..len {
                if example.is_unsure(dependent) {
                    scores[dependent * len..][..len].fill(0.0);
                    continue;
                }
                let near = &pass.heads[(first + dependent) * outputs + columns.dependent_distance()..];
                for head in 0..len {
                    let distance = bucket(dependent, head);
                    let far = pass.heads[(first + head) * outputs + columns.head_distance() + distance];
                    row[head] = scores[dependent * len + head] + near[distance] + far;
                }
                let arc = &arcs[(first + dependent) * width..][..width];
                row[len] = arc.iter().zip(root).map(|(a, b)| a * b).sum::<f32>() + near[0];
                row[dependent] = f32::NEG_INFINITY;
                loss += softmax_slope(&mut row, example.heads[dependent].unwrap_or(len), pass.scale);
                for head in (0..len).filter(|head| *head != dependent) {
                    let distance = bucket(dependent, head);
                    slopes[(first + dependent) * outputs + columns.dependent_distance() + distance] += row[head];
                    slopes[(first + head) * outputs + columns.head_distance() + distance] += row[head];
                }
                slopes[(first + dependent) * outputs + columns.dependent_distance()] += row[len];
                row[dependent] = 0.0;
                scores[dependent * len..][..len].copy_from_slice(&row[..len]);
                root_slopes[dependent] = row[len];
            }
            multiply(&mut arcs_back[cells.clone()], &scores, &heads[cells.clone()], len, width);
            multiply(&mut heads_back[cells.clone()], &transposed(&scores, len), &arcs[cells.clone()], len, width);
            multiply(&mut arcs_back[cells.clone()], &root_slopes, root, 1, width);
            multiply(&mut gradients.dense[self.layout.root.clone()], &root_slopes, &arcs[cells], len, width);
        }
        let mut dependents_back =
            self.affine_back(&dependents, &self.layout.arc, width, &arcs_back, &mut gradients.dense);
        times(&mut dependents_back, &dependents_kept);
        times(&mut heads_back, &heads_kept);
        for (token, slopes) in slopes.chunks_exact_mut(outputs).enumerate() {
            plus(&mut slopes[..width], &dependents_back[token * width..][..width]);
            plus(&mut slopes[columns.head()..][..width], &heads_back[token * width..][..width]);
        }
        loss
    }

    pub fn learn_relations(
        &self,
        pass: &Pass,
        random: &mut Random,
        slopes: &mut [f32],
        gradients: &mut Gradients,
    ) -> f32 {
        let (columns, outputs, width) = (self.sizes.columns(), self.sizes.heads(), self.sizes.relation);
        let dropped = mask(pass.ends, width, pass.dropout.perceptron, random);
        let (mut hidden, mut kept, mut arcs) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for (example, &end) in pass.batch.iter().zip(pass.ends) {
            for (token, head) in example.heads.iter().enumerate() {
                // The root's relation is no question.
                let Some(head) = head.filter(|_| !example.is_unsure(token)) else { continue };
                let (dependent, head) = (start + token, start + head);
                let left = &pass.heads[dependent * outputs + columns.relation_dependent()..][..width];
                let right = &pass.heads[head * outputs + columns.relation_head()..][..width];
                for at in 0..width {
                    let sum = left[at] + right[at];
                    let keep =
                        if sum > 0.0 { dropped.get(dependent * width + at).copied().unwrap_or(1.0) } else { 0.0 };
                    hidden.push(sum * keep);
                    kept.push(keep);
                }
                arcs.push((dependent, head, example.relations[token]));
            }
            start = end;
        }
        if arcs.is_empty() {
            return 0.0;
        }
        let mut scores = self.affine(&hidden, &self.layout.relations, width, RELATION_COLUMNS);
        let mut loss = 0.0;
        for (row, (_, _, gold)) in scores.chunks_exact_mut(RELATION_COLUMNS).zip(&arcs) {
            loss += softmax_slope(row, *gold, pass.scale);
        }
        let mut back = self.affine_back(&hidden, &self.layout.relations, width, &scores, &mut gradients.dense);
        times(&mut back, &kept);
        for ((dependent, head, _), back) in arcs.iter().zip(back.chunks_exact(width)) {
            plus(&mut slopes[dependent * outputs + columns.relation_dependent()..][..width], back);
            plus(&mut slopes[head * outputs + columns.relation_head()..][..width], back);
        }
        loss
    }
}
