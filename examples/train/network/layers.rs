//! The network in floating point, with its gradients.
//!
//! Embeddings are summed per token; layers of gated recurrences read them in both directions; one
//! matrix reads off each token its tags, its name label, what it is as a dependent and as a head, and
//! how near head and dependents should be. The losses of all that the examples tell are added up.

use timeline::text::network::input::{FEATURES, UNKNOWN_WORD, bit_row};

use super::arithmetic::{Random, multiply, plus, times, transposed};
use super::losses::{Losses, Pass};
use super::parameters::{Affine, Layout, Sizes};
use super::recurrence;
use super::vectors::PARTS;

/// Stands for what a token has not: a vector, a label.
pub const NONE: u32 = u32::MAX;

/// A sentence as the network reads it.
#[derive(Clone, Default)]
pub struct Example {
    pub rows: Vec<[u32; FEATURES]>,
    pub bits: Vec<u32>,
    /// Row of the word's frozen vector.
    pub vectors: Vec<u32>,
    /// Labels of tags; empty where they are not known.
    pub tags: Vec<u32>,
    /// Labels of names; empty where they are not known.
    pub names: Vec<u32>,
    /// What each token is in attributions, a bit per part; empty where it is not known.
    pub parts: Vec<u8>,
    /// `None` is the root; empty where no tree is known.
    pub heads: Vec<Option<usize>>,
    pub relations: Vec<usize>,
    /// Tokens whose head and relation are not known; empty where all are.
    pub unsure: Vec<bool>,
}

impl Example {
    /// Tells whether the token's head and relation are not known.
    pub fn is_unsure(&self, token: usize) -> bool {
        self.unsure.get(token).is_some_and(|unsure| *unsure)
    }
}

/// Shares of values dropped in training.
#[derive(Clone, Copy)]
pub struct Dropout {
    pub word: f32,
    pub vector: f32,
    pub feature: f32,
    pub input: f32,
    pub layer: f32,
    pub perceptron: f32,
}

/// What is read while gradients are taken.
pub struct Network<'n> {
    pub sizes: Sizes,
    pub layout: &'n Layout,
    pub dense: &'n [f32],
    pub embeddings: &'n [f32],
    pub vectors: &'n [f32],
}

/// Gradients of one half of a batch.
pub struct Gradients {
    pub dense: Vec<f32>,
    pub embeddings: Vec<f32>,
    /// Rows of embeddings that have one.
    pub rows: Vec<u32>,
}

impl Gradients {
    pub fn new(dense: usize, embeddings: usize) -> Self {
        Self { dense: vec![0.0; dense], embeddings: vec![0.0; embeddings], rows: Vec::new() }
    }
}

struct LayerTrace {
    input: Vec<f32>,
    gates: Vec<f32>,
    cells: Vec<f32>,
    mask: Vec<f32>,
}

/// What the forward pass leaves behind.
struct Trace {
    /// Embedding rows of each token, end to end, and where each token's end.
    rows: Vec<u32>,
    row_ends: Vec<usize>,
    frozen: Vec<f32>,
    input_mask: Vec<f32>,
    layers: Vec<LayerTrace>,
    top: Vec<f32>,
    heads: Vec<f32>,
}

impl Network<'_> {
    /// Adds the gradients of sentences, each token's losses weighed by `scale`; returns the losses.
    pub fn learn(
        &self,
        batch: &[&Example],
        dropout: Dropout,
        scale: f32,
        random: &mut Random,
        gradients: &mut Gradients,
    ) -> Losses {
        if batch.is_empty() {
            return Losses::default();
        }
        let mut tokens = 0;
        let ends: Vec<usize> = batch
            .iter()
            .map(|example| {
                tokens += example.rows.len();
                tokens
            })
            .collect();
        let trace = self.forward(batch, &ends, dropout, random);
        let mut slopes = vec![0.0; trace.heads.len()];
        let mut losses = Losses::default();
        let pass = Pass { batch, ends: &ends, heads: &trace.heads, dropout, scale };
        self.learn_labels(&pass, &mut slopes, &mut losses);
        losses.arcs = self.learn_arcs(&pass, random, &mut slopes, gradients);
        losses.relations = self.learn_relations(&pass, random, &mut slopes, gradients);
        self.backward(&trace, &ends, slopes, gradients);
        losses
    }

    fn forward(&self, batch: &[&Example], ends: &[usize], dropout: Dropout, random: &mut Random) -> Trace {
        let Sizes { input, hidden, .. } = self.sizes;
        let mut trace = self.embed(batch, dropout, random);
        let mut current = std::mem::take(&mut trace.top);
        trace.input_mask = mask(ends, input, dropout.input, random);
        times(&mut current, &trace.input_mask);
        for (depth, layer) in self.layout.layers.iter().enumerate() {
            let width = if depth == 0 { input } else { 2 * hidden };
            let gates = self.affine(&current, layer, width, 6 * hidden);
            let (cells, mut output) = recurrence::forward(&gates, ends, hidden);
            if depth > 0 {
                plus(&mut output, &current);
            }
            let mask = mask(ends, 2 * hidden, dropout.layer, random);
            times(&mut output, &mask);
            trace.layers.push(LayerTrace { input: std::mem::replace(&mut current, output), gates, cells, mask });
        }
        trace.top = current;
        trace.heads = self.affine(&trace.top, &self.layout.heads, 2 * hidden, self.sizes.heads());
        trace
    }

    /// Sums up the embeddings of each token, some of them dropped.
    fn embed(&self, batch: &[&Example], dropout: Dropout, random: &mut Random) -> Trace {
        let Sizes { input, vector, .. } = self.sizes;
        let tokens: usize = batch.iter().map(|example| example.rows.len()).sum();
        let (mut rows, mut row_ends) = (Vec::with_capacity(tokens * FEATURES), Vec::with_capacity(tokens));
        let mut frozen = vec![0.0; tokens * vector];
        for example in batch {
            for ((features, &bits), &of) in example.rows.iter().zip(&example.bits).zip(&example.vectors) {
                let forgotten = random.unit() < dropout.word;
                rows.push(if forgotten { UNKNOWN_WORD } else { features[0] });
                rows.extend(features[1..].iter().filter(|_| random.unit() >= dropout.feature));
                let bits = (0..u32::BITS).filter(|bit| bits >> bit & 1 == 1);
                rows.extend(bits.filter(|_| random.unit() >= dropout.feature).map(bit_row));
                if of != NONE {
                    let from = &self.vectors[of as usize * vector..][..vector];
                    let into = &mut frozen[row_ends.len() * vector..][..vector];
                    for part in PARTS.into_iter().filter(|_| random.unit() >= dropout.vector) {
                        into[part.clone()].copy_from_slice(&from[part]);
                    }
                }
                row_ends.push(rows.len());
            }
        }
        let mut sums = vec![0.0; tokens * input];
        multiply(&mut sums, &frozen, &self.dense[self.layout.vector_map.clone()], vector, input);
        let mut start = 0;
        for (sum, &end) in sums.chunks_exact_mut(input).zip(&row_ends) {
            rows[start..end].iter().for_each(|row| plus(sum, &self.embeddings[*row as usize * input..][..input]));
            start = end;
        }
        Trace { rows, row_ends, frozen, input_mask: Vec::new(), layers: Vec::new(), top: sums, heads: Vec::new() }
    }

    pub fn affine(&self, input: &[f32], of: &Affine, inputs: usize, outputs: usize) -> Vec<f32> {
        let bias = &self.dense[of.bias.clone()];
        let mut result = Vec::with_capacity(input.len() / inputs * outputs);
        (0..input.len() / inputs).for_each(|_| result.extend_from_slice(bias));
        multiply(&mut result, input, &self.dense[of.weights.clone()], inputs, outputs);
        result
    }

    /// Gradients of [`affine`](Self::affine): adds those of the weights, returns that of the input.
    pub fn affine_back(&self, input: &[f32], of: &Affine, inputs: usize, slopes: &[f32], into: &mut [f32]) -> Vec<f32> {
        let outputs = of.bias.len();
        let tokens = input.len() / inputs;
        multiply(&mut into[of.weights.clone()], &transposed(input, inputs), slopes, tokens, outputs);
        let bias = &mut into[of.bias.clone()];
        slopes.chunks_exact(outputs).for_each(|row| plus(bias, row));
        let mut result = vec![0.0; input.len()];
        multiply(&mut result, slopes, &transposed(&self.dense[of.weights.clone()], outputs), outputs, inputs);
        result
    }

    fn backward(&self, trace: &Trace, ends: &[usize], slopes: Vec<f32>, gradients: &mut Gradients) {
        let Sizes { input, hidden, vector, .. } = self.sizes;
        let into = &mut gradients.dense;
        let mut top = self.affine_back(&trace.top, &self.layout.heads, 2 * hidden, &slopes, into);
        for (depth, (layer, trace)) in self.layout.layers.iter().zip(&trace.layers).enumerate().rev() {
            times(&mut top, &trace.mask);
            let gates = recurrence::backward(&trace.gates, &trace.cells, &top, ends, hidden);
            let width = if depth == 0 { input } else { 2 * hidden };
            let mut below = self.affine_back(&trace.input, layer, width, &gates, into);
            if depth > 0 {
                plus(&mut below, &top);
            }
            top = below;
        }
        times(&mut top, &trace.input_mask);
        let tokens = trace.row_ends.len();
        let map = &mut into[self.layout.vector_map.clone()];
        multiply(map, &transposed(&trace.frozen, vector), &top, tokens, input);
        let mut start = 0;
        for (slopes, &end) in top.chunks_exact(input).zip(&trace.row_ends) {
            for row in &trace.rows[start..end] {
                plus(&mut gradients.embeddings[*row as usize * input..][..input], slopes);
            }
            start = end;
        }
        gradients.rows.extend_from_slice(&trace.rows);
        gradients.rows.sort_unstable();
        gradients.rows.dedup();
    }
}

/// One mask per sentence, the same for all its tokens; empty when nothing is dropped.
pub fn mask(ends: &[usize], cols: usize, share: f32, random: &mut Random) -> Vec<f32> {
    let mut result = Vec::new();
    if share == 0.0 {
        return result;
    }
    let mut start = 0;
    for &end in ends {
        let first = result.len();
        result.extend((0..cols).map(|_| if random.unit() < share { 0.0 } else { 1.0 / (1.0 - share) }));
        (start + 1..end).for_each(|_| result.extend_from_within(first..first + cols));
        start = end;
    }
    result
}
