//! The parser's network in floating point, with its gradients.
//!
//! Embeddings are summed per token; layers of gated recurrences (the "fo-pooling" of Bradbury
//! et al. 2017, whose only matrix products do not depend on the previous token) read them in
//! both directions; two small perceptrons give each token a vector as dependent and one as head,
//! whose product scores the arc (Dozat & Manning 2017, low rank); a third names the relation.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use timeline::text::syntax::features::{FEATURES, UNKNOWN_WORD, WORD_START};
use timeline::text::syntax::matrix::{Matrix, multiply_add};
use timeline::text::syntax::model::{MAGIC, Writer};
use timeline::text::syntax::parser::{DISTANCES, distance as bucket, sigmoid, tanh};

use super::matrix::{Parameter, Random, Step, transposed};

/// Sizes of the network.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub input: usize,
    pub hidden: usize,
    pub layers: usize,
    pub arc: usize,
    pub label: usize,
}

/// Relations, rounded up to a whole number of blocks.
pub const LABELS: usize = 48;

/// A sentence as the network reads it.
#[derive(Clone, Default)]
pub struct Example {
    pub rows: Vec<[u32; FEATURES]>,
    /// Row of the word's frozen vector.
    pub vectors: Vec<u32>,
    pub ptb: Vec<u8>,
    /// `None` is the root.
    pub heads: Vec<Option<usize>>,
    pub relations: Vec<usize>,
}

pub struct Layer {
    pub weights: Parameter,
    pub bias: Parameter,
}

pub struct Network {
    pub sizes: Sizes,
    pub embeddings: Parameter,
    /// Frozen vectors of words, and how they enter the input.
    pub vectors: Matrix,
    pub vector_map: Parameter,
    pub layers: Vec<Layer>,
    pub dependent: Parameter,
    pub dependent_bias: Parameter,
    pub arc: Parameter,
    pub head: Parameter,
    pub head_bias: Parameter,
    pub root: Parameter,
    pub dependent_distance: Parameter,
    pub head_distance: Parameter,
    pub label_dependent: Parameter,
    pub label_head: Parameter,
    pub label_root: Parameter,
    pub label_bias: Parameter,
    pub label_out: Parameter,
    pub label_out_bias: Parameter,
}

/// Shares of values dropped in training.
#[derive(Clone, Copy)]
pub struct Dropout {
    pub word: f32,
    pub feature: f32,
    pub input: f32,
    pub layer: f32,
    pub perceptron: f32,
}

/// Stands for a row that a token has not.
pub const NONE: u32 = u32::MAX;

/// What a forward pass leaves behind for the backward pass.
#[derive(Default)]
pub struct Trace {
    rows: Vec<[u32; FEATURES]>,
    frozen: Matrix,
    input_mask: Matrix,
    input: Matrix,
    layers: Vec<LayerTrace>,
    top: Matrix,
    dependent: Matrix,
    dependent_mask: Matrix,
    arc: Matrix,
    head: Matrix,
    head_mask: Matrix,
    label_dependent: Matrix,
    label_head: Matrix,
    label_mask: Matrix,
}

#[derive(Default)]
struct LayerTrace {
    input: Matrix,
    gates: Matrix,
    cells: Matrix,
    mask: Matrix,
}

fn tanh_slope(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    let root = (9.0 - square) / (9.0 + 3.0 * square);
    root * root
}

fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

fn add_bias(matrix: &mut Matrix, bias: &Matrix) {
    for row in matrix.data.chunks_exact_mut(bias.cols) {
        row.iter_mut().zip(&bias.data).for_each(|(cell, bias)| *cell += bias);
    }
}

fn add_columns(bias: &mut Matrix, gradient: &Matrix) {
    for row in gradient.data.chunks_exact(gradient.cols) {
        bias.data.iter_mut().zip(row).for_each(|(cell, slope)| *cell += slope);
    }
}

/// `input · weights + bias`.
fn affine(input: &Matrix, weights: &Matrix, bias: &Matrix) -> Matrix {
    let mut result = Matrix::zeros(input.rows, weights.cols);
    multiply_add(&mut result, input, weights);
    add_bias(&mut result, bias);
    result
}

/// Gradients of [`affine`]: adds those of the weights, returns that of the input.
fn affine_back(input: &Matrix, weights: &mut Parameter, bias: &mut Parameter, gradient: &Matrix) -> Matrix {
    multiply_add(&mut weights.gradient, &transposed(input), gradient);
    add_columns(&mut bias.gradient, gradient);
    let mut result = Matrix::zeros(input.rows, input.cols);
    multiply_add(&mut result, gradient, &transposed(&weights.value));
    result
}

fn times(a: &mut Matrix, b: &Matrix) {
    if b.data.is_empty() {
        return;
    }
    a.data.iter_mut().zip(&b.data).for_each(|(a, b)| *a *= b);
}

fn plus(a: &mut Matrix, b: &Matrix) {
    a.data.iter_mut().zip(&b.data).for_each(|(a, b)| *a += b);
}

fn relu(matrix: &mut Matrix) {
    matrix.data.iter_mut().for_each(|cell| *cell = cell.max(0.0));
}

/// Clears the gradient where the rectified value is 0.
fn relu_back(gradient: &mut Matrix, value: &Matrix) {
    gradient.data.iter_mut().zip(&value.data).for_each(|(slope, value)| {
        if *value <= 0.0 {
            *slope = 0.0;
        }
    });
}

/// One mask per sentence, the same for all its tokens; empty when nothing is dropped.
fn mask(lengths: &[usize], cols: usize, share: f32, random: &mut Random) -> Matrix {
    if share == 0.0 {
        return Matrix::default();
    }
    let mut result = Matrix::zeros(lengths.iter().sum(), cols);
    let mut at = 0;
    for &length in lengths {
        let kept: Vec<f32> = (0..cols).map(|_| if random.unit() < share { 0.0 } else { 1.0 / (1.0 - share) }).collect();
        for row in at..at + length {
            result.row_mut(row).copy_from_slice(&kept);
        }
        at += length;
    }
    result
}

impl Network {
    pub fn new(sizes: Sizes, rows: usize, vectors: Matrix, random: &mut Random) -> Self {
        let Sizes { input, hidden, layers, arc, label } = sizes;
        let zeros = |rows, cols| Parameter::from(Matrix::zeros(rows, cols));
        let top = 2 * hidden;
        let layers = (0..layers)
            .map(|depth| {
                let width = if depth == 0 { input } else { top };
                let mut bias = Matrix::zeros(1, 6 * hidden);
                // Gates start out remembering a little.
                for direction in 0..2 {
                    bias.data[direction * 3 * hidden + hidden..direction * 3 * hidden + 2 * hidden].fill(0.5);
                }
                Layer {
                    weights: Parameter::random(width, 6 * hidden, (3.0 / width as f32).sqrt(), random),
                    bias: Parameter::from(bias),
                }
            })
            .collect();
        let vector_width = vectors.cols;
        Self {
            sizes,
            embeddings: Parameter::random(rows, input, 0.3, random),
            vectors,
            vector_map: Parameter::dense(vector_width.max(1), input, random),
            layers,
            dependent: Parameter::dense(top, arc, random),
            dependent_bias: zeros(1, arc),
            arc: Parameter::dense(arc, arc, random),
            head: Parameter::dense(top, arc, random),
            head_bias: zeros(1, arc),
            root: Parameter::random(1, arc, 0.3, random),
            dependent_distance: zeros(64, DISTANCES),
            head_distance: zeros(64, DISTANCES),
            label_dependent: Parameter::dense(top, label, random),
            label_head: Parameter::dense(top, label, random),
            label_root: Parameter::random(1, label, 0.3, random),
            label_bias: zeros(1, label),
            label_out: Parameter::dense(label, LABELS, random),
            label_out_bias: zeros(1, LABELS),
        }
    }

    /// Runs the network over sentences laid end to end.
    pub fn forward(&self, batch: &[&Example], dropout: Dropout, random: &mut Random) -> Trace {
        let lengths: Vec<usize> = batch.iter().map(|example| example.rows.len()).collect();
        let hidden = self.sizes.hidden;
        let mut trace = Trace::default();
        self.embed(batch, &lengths, dropout, random, &mut trace);
        let mut current = trace.input.clone();
        for layer in &self.layers {
            let gates = affine(&current, &layer.weights.value, &layer.bias.value);
            let (cells, mut output) = recur(&gates, &lengths, hidden);
            if current.cols == output.cols {
                plus(&mut output, &current);
            }
            let mask = mask(&lengths, 2 * hidden, dropout.layer, random);
            times(&mut output, &mask);
            trace.layers.push(LayerTrace { input: std::mem::replace(&mut current, output), gates, cells, mask });
        }
        trace.top = current;
        let mut perceptron = |weights: &Parameter, bias: &Parameter| {
            let mut value = affine(&trace.top, &weights.value, &bias.value);
            relu(&mut value);
            let mask = mask(&lengths, value.cols, dropout.perceptron, random);
            times(&mut value, &mask);
            (value, mask)
        };
        (trace.dependent, trace.dependent_mask) = perceptron(&self.dependent, &self.dependent_bias);
        (trace.head, trace.head_mask) = perceptron(&self.head, &self.head_bias);
        trace.arc = Matrix::zeros(trace.dependent.rows, self.sizes.arc);
        multiply_add(&mut trace.arc, &trace.dependent, &self.arc.value);
        trace.label_dependent = affine(&trace.top, &self.label_dependent.value, &self.label_bias.value);
        trace.label_head = Matrix::zeros(trace.top.rows, self.sizes.label);
        multiply_add(&mut trace.label_head, &trace.top, &self.label_head.value);
        trace.label_mask = mask(&lengths, self.sizes.label, dropout.perceptron, random);
        trace
    }

    fn embed(&self, batch: &[&Example], lengths: &[usize], dropout: Dropout, random: &mut Random, trace: &mut Trace) {
        let width = self.sizes.input;
        let tokens: usize = lengths.iter().sum();
        trace.input = Matrix::zeros(tokens, width);
        trace.frozen = Matrix::zeros(tokens, self.vector_map.value.rows);
        let mut at = 0;
        for example in batch {
            for (rows, &vector) in example.rows.iter().zip(&example.vectors) {
                let mut rows = *rows;
                for (feature, row) in rows.iter_mut().enumerate() {
                    let share = if feature == 0 { dropout.word } else { dropout.feature };
                    if share > 0.0 && random.unit() < share {
                        *row = if feature == 0 { UNKNOWN_WORD } else { NONE };
                    }
                }
                let keep_vector = dropout.word == 0.0 || random.unit() >= dropout.word * 0.3;
                if vector != NONE && keep_vector {
                    trace.frozen.row_mut(at).copy_from_slice(self.vectors.row(vector as usize));
                }
                for &row in rows.iter().filter(|&&row| row != NONE) {
                    let embedding = self.embeddings.value.row(row as usize);
                    trace.input.row_mut(at).iter_mut().zip(embedding).for_each(|(cell, value)| *cell += value);
                }
                trace.rows.push(rows);
                at += 1;
            }
        }
        multiply_add(&mut trace.input, &trace.frozen, &self.vector_map.value);
        trace.input_mask = mask(lengths, width, dropout.input, random);
        times(&mut trace.input, &trace.input_mask);
    }

    /// Scores heads of the sentence whose tokens are `start..start + len` of the batch: one row
    /// per dependent, the root in the last column.
    pub fn arc_scores(&self, trace: &Trace, example: &Example, start: usize) -> Matrix {
        let len = example.rows.len();
        let mut scores = Matrix::zeros(len, len + 1);
        for dependent in 0..len {
            let vector = trace.arc.row(start + dependent);
            let near = self.dependent_distance.value.row(example.ptb[dependent] as usize);
            for head in 0..len {
                let distance = bucket(dependent, head);
                scores.data[dependent * (len + 1) + head] = dot(vector, trace.head.row(start + head))
                    + near[distance]
                    + self.head_distance.value.row(example.ptb[head] as usize)[distance];
            }
            scores.data[dependent * (len + 1) + len] = dot(vector, self.root.value.row(0)) + near[0];
        }
        scores
    }

    fn label_hidden(&self, trace: &Trace, dependent: usize, head: Option<usize>) -> Vec<f32> {
        let head = head.map_or(self.label_root.value.row(0), |head| trace.label_head.row(head));
        trace.label_dependent.row(dependent).iter().zip(head).map(|(a, b)| (a + b).max(0.0)).collect()
    }

    fn label_logits(&self, hidden: &[f32]) -> Vec<f32> {
        let mut scores = self.label_out_bias.value.data.clone();
        for (inner, &value) in hidden.iter().enumerate() {
            let weights = self.label_out.value.row(inner);
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += value * weight);
        }
        scores
    }

    /// Adds the gradients of the batch and returns its loss per token.
    pub fn learn(&mut self, batch: &[&Example], dropout: Dropout, random: &mut Random) -> f32 {
        let trace = self.forward(batch, dropout, random);
        let tokens = trace.top.rows;
        let scale = 1.0 / tokens as f32;
        let mut arc = Matrix::zeros(tokens, self.sizes.arc);
        let mut head = Matrix::zeros(tokens, self.sizes.arc);
        let mut label_dependent = Matrix::zeros(tokens, self.sizes.label);
        let mut label_head = Matrix::zeros(tokens, self.sizes.label);
        let mut loss = 0.0;
        let mut start = 0;
        for example in batch {
            loss += self.learn_arcs(&trace, example, start, scale, &mut arc, &mut head);
            loss += self.learn_labels(&trace, example, start, scale, &mut label_dependent, &mut label_head);
            start += example.rows.len();
        }
        self.backward(batch, trace, arc, head, label_dependent, label_head);
        loss * scale
    }

    fn learn_arcs(
        &mut self,
        trace: &Trace,
        example: &Example,
        start: usize,
        scale: f32,
        arc: &mut Matrix,
        head: &mut Matrix,
    ) -> f32 {
        let len = example.rows.len();
        let mut scores = self.arc_scores(trace, example, start);
        let mut loss = 0.0;
        for dependent in 0..len {
            let row = scores.row_mut(dependent);
            row[dependent] = f32::NEG_INFINITY;
            let gold = example.heads[dependent].unwrap_or(len);
            loss += softmax_slope(row, gold, scale);
        }
        for dependent in 0..len {
            let tag = example.ptb[dependent] as usize;
            for candidate in 0..=len {
                let slope = scores.data[dependent * (len + 1) + candidate];
                if candidate == dependent {
                    continue;
                }
                if candidate == len {
                    add_scaled(arc.row_mut(start + dependent), self.root.value.row(0), slope);
                    add_scaled(self.root.gradient.row_mut(0), trace.arc.row(start + dependent), slope);
                    self.dependent_distance.gradient.row_mut(tag)[0] += slope;
                    continue;
                }
                add_scaled(arc.row_mut(start + dependent), trace.head.row(start + candidate), slope);
                add_scaled(head.row_mut(start + candidate), trace.arc.row(start + dependent), slope);
                let distance = bucket(dependent, candidate);
                self.dependent_distance.gradient.row_mut(tag)[distance] += slope;
                self.head_distance.gradient.row_mut(example.ptb[candidate] as usize)[distance] += slope;
            }
        }
        loss
    }

    fn learn_labels(
        &mut self,
        trace: &Trace,
        example: &Example,
        start: usize,
        scale: f32,
        label_dependent: &mut Matrix,
        label_head: &mut Matrix,
    ) -> f32 {
        let mut loss = 0.0;
        for dependent in 0..example.rows.len() {
            let head = example.heads[dependent].map(|head| start + head);
            let mut hidden = self.label_hidden(trace, start + dependent, head);
            let mask = &trace.label_mask;
            if !mask.data.is_empty() {
                hidden.iter_mut().zip(mask.row(start + dependent)).for_each(|(value, mask)| *value *= mask);
            }
            let mut scores = self.label_logits(&hidden);
            loss += softmax_slope(&mut scores, example.relations[dependent], scale);
            self.label_out_bias.gradient.data.iter_mut().zip(&scores).for_each(|(cell, slope)| *cell += slope);
            for (inner, &value) in hidden.iter().enumerate() {
                if value <= 0.0 {
                    continue;
                }
                add_scaled(self.label_out.gradient.row_mut(inner), &scores, value);
                let mut slope = dot(self.label_out.value.row(inner), &scores);
                if !mask.data.is_empty() {
                    slope *= mask.row(start + dependent)[inner];
                }
                label_dependent.row_mut(start + dependent)[inner] += slope;
                match head {
                    Some(head) => label_head.row_mut(head)[inner] += slope,
                    None => self.label_root.gradient.data[inner] += slope,
                }
            }
        }
        loss
    }

    fn backward(
        &mut self,
        batch: &[&Example],
        trace: Trace,
        arc: Matrix,
        mut head: Matrix,
        label_dependent: Matrix,
        label_head: Matrix,
    ) {
        let lengths: Vec<usize> = batch.iter().map(|example| example.rows.len()).collect();
        let mut dependent = Matrix::zeros(arc.rows, arc.cols);
        multiply_add(&mut self.arc.gradient, &transposed(&trace.dependent), &arc);
        multiply_add(&mut dependent, &arc, &transposed(&self.arc.value));
        times(&mut dependent, &trace.dependent_mask);
        relu_back(&mut dependent, &trace.dependent);
        let mut top = affine_back(&trace.top, &mut self.dependent, &mut self.dependent_bias, &dependent);
        times(&mut head, &trace.head_mask);
        relu_back(&mut head, &trace.head);
        plus(&mut top, &affine_back(&trace.top, &mut self.head, &mut self.head_bias, &head));
        plus(&mut top, &affine_back(&trace.top, &mut self.label_dependent, &mut self.label_bias, &label_dependent));
        multiply_add(&mut self.label_head.gradient, &transposed(&trace.top), &label_head);
        multiply_add(&mut top, &label_head, &transposed(&self.label_head.value));
        for (layer, trace) in self.layers.iter_mut().zip(&trace.layers).rev() {
            times(&mut top, &trace.mask);
            let gates = recur_back(trace, &top, &lengths, self.sizes.hidden);
            let mut below = affine_back(&trace.input, &mut layer.weights, &mut layer.bias, &gates);
            if below.cols == top.cols {
                plus(&mut below, &top);
            }
            top = below;
        }
        times(&mut top, &trace.input_mask);
        multiply_add(&mut self.vector_map.gradient, &transposed(&trace.frozen), &top);
        for (at, rows) in trace.rows.iter().enumerate() {
            for &row in rows.iter().filter(|&&row| row != NONE) {
                add_scaled(self.embeddings.gradient.row_mut(row as usize), top.row(at), 1.0);
            }
        }
    }

    /// Writes the network as the library reads it.
    ///
    /// `words` and `vectors` are rows by word hash; each word of either gets one row that sums up
    /// both.
    pub fn write(&self, words: &FxHashMap<u32, u32>, vectors: &FxHashMap<u32, u32>) -> Vec<u8> {
        let vocabulary: BTreeSet<u32> = words.keys().chain(vectors.keys()).copied().collect();
        let mut embeddings = Matrix::zeros(WORD_START as usize + vocabulary.len(), self.sizes.input);
        for row in 0..WORD_START {
            embeddings.row_mut(row as usize).copy_from_slice(self.embeddings.value.row(row as usize));
        }
        for (hash, row) in vocabulary.iter().zip(WORD_START as usize..) {
            let word = words.get(hash).copied().unwrap_or(UNKNOWN_WORD);
            let target = embeddings.row_mut(row);
            target.copy_from_slice(self.embeddings.value.row(word as usize));
            if let Some(&vector) = vectors.get(hash) {
                for (dimension, &value) in self.vectors.row(vector as usize).iter().enumerate() {
                    add_scaled(target, self.vector_map.value.row(dimension), value);
                }
            }
        }
        let mut writer = Writer { bytes: MAGIC.to_vec() };
        writer.number(vocabulary.len() as u32);
        vocabulary.iter().for_each(|&hash| writer.number(hash));
        writer.embeddings(&embeddings);
        writer.number(self.layers.len() as u32);
        for layer in &self.layers {
            writer.matrix(&layer.weights.value);
            writer.matrix(&layer.bias.value);
        }
        let zeros = Matrix::zeros(1, self.sizes.label);
        writer.matrix(&beside(&[
            &self.dependent.value,
            &self.head.value,
            &self.label_dependent.value,
            &self.label_head.value,
        ]));
        writer.matrix(&beside(&[&self.dependent_bias.value, &self.head_bias.value, &self.label_bias.value, &zeros]));
        writer.matrix(&self.arc.value);
        writer.matrix(&self.root.value);
        writer.matrix(&self.dependent_distance.value);
        writer.matrix(&self.head_distance.value);
        writer.matrix(&self.label_out.value);
        writer.matrix(&self.label_out_bias.value);
        writer.bytes
    }

    /// Every trained matrix but the embeddings, which move row by row.
    pub fn dense_parameters(&mut self) -> Vec<&mut Parameter> {
        let mut result = vec![
            &mut self.vector_map,
            &mut self.dependent,
            &mut self.dependent_bias,
            &mut self.arc,
            &mut self.head,
            &mut self.head_bias,
            &mut self.root,
            &mut self.dependent_distance,
            &mut self.head_distance,
            &mut self.label_dependent,
            &mut self.label_head,
            &mut self.label_root,
            &mut self.label_bias,
            &mut self.label_out,
            &mut self.label_out_bias,
        ];
        for layer in &mut self.layers {
            result.push(&mut layer.weights);
            result.push(&mut layer.bias);
        }
        result
    }

    /// Moves all parameters against their gradients and clears those.
    pub fn step(&mut self, batch: &[&Example], step: Step) {
        for parameter in self.dense_parameters() {
            parameter.step(step);
        }
        let mut rows: Vec<u32> = batch.iter().flat_map(|example| example.rows.iter().flatten().copied()).collect();
        rows.push(UNKNOWN_WORD);
        rows.sort_unstable();
        rows.dedup();
        self.embeddings.step_rows(&rows, step);
    }
}

/// Matrices with the same rows, side by side.
fn beside(parts: &[&Matrix]) -> Matrix {
    let mut result = Matrix { rows: parts[0].rows, cols: parts.iter().map(|part| part.cols).sum(), data: Vec::new() };
    for row in 0..result.rows {
        parts.iter().for_each(|part| result.data.extend_from_slice(part.row(row)));
    }
    result
}

pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

fn add_scaled(target: &mut [f32], source: &[f32], factor: f32) {
    target.iter_mut().zip(source).for_each(|(cell, value)| *cell += factor * value);
}

/// Turns scores into the gradient of the log loss and returns the loss.
fn softmax_slope(scores: &mut [f32], gold: usize, scale: f32) -> f32 {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - highest).exp();
        total += *score;
    }
    let loss = -(scores[gold] / total).max(1e-20).ln();
    scores.iter_mut().for_each(|score| *score *= scale / total);
    scores[gold] -= scale;
    loss
}

/// Runs the recurrences; returns cells and outputs, forward half then backward half.
fn recur(gates: &Matrix, lengths: &[usize], hidden: usize) -> (Matrix, Matrix) {
    let mut cells = Matrix::zeros(gates.rows, 2 * hidden);
    let mut output = Matrix::zeros(gates.rows, 2 * hidden);
    for_each_step(lengths, |direction, token, previous| {
        let gates = &gates.row(token)[direction * 3 * hidden..(direction + 1) * 3 * hidden];
        for unit in 0..hidden {
            let column = direction * hidden + unit;
            let before = previous.map_or(0.0, |previous| cells.data[previous * 2 * hidden + column]);
            let forget = sigmoid(gates[hidden + unit]);
            let cell = forget * before + (1.0 - forget) * tanh(gates[unit]);
            cells.data[token * 2 * hidden + column] = cell;
            output.data[token * 2 * hidden + column] = sigmoid(gates[2 * hidden + unit]) * cell;
        }
    });
    (cells, output)
}

/// Gradients of the gates before their squashing.
fn recur_back(trace: &LayerTrace, output: &Matrix, lengths: &[usize], hidden: usize) -> Matrix {
    let mut result = Matrix::zeros(trace.gates.rows, 6 * hidden);
    let mut carried = Matrix::zeros(trace.gates.rows, 2 * hidden);
    let mut steps = Vec::new();
    for_each_step(lengths, |direction, token, previous| steps.push((direction, token, previous)));
    for &(direction, token, previous) in steps.iter().rev() {
        let offset = direction * 3 * hidden;
        for unit in 0..hidden {
            let column = direction * hidden + unit;
            let gates = trace.gates.row(token);
            let (squashed, forgetting, opening) =
                (gates[offset + unit], gates[offset + hidden + unit], gates[offset + 2 * hidden + unit]);
            let cell = trace.cells.data[token * 2 * hidden + column];
            let before = previous.map_or(0.0, |previous| trace.cells.data[previous * 2 * hidden + column]);
            let slope = output.data[token * 2 * hidden + column];
            let cell_slope = slope * sigmoid(opening) + carried.data[token * 2 * hidden + column];
            let forget = sigmoid(forgetting);
            let row = result.row_mut(token);
            row[offset + unit] = cell_slope * (1.0 - forget) * tanh_slope(squashed);
            row[offset + hidden + unit] = cell_slope * (before - tanh(squashed)) * sigmoid_slope(forgetting);
            row[offset + 2 * hidden + unit] = slope * cell * sigmoid_slope(opening);
            if let Some(previous) = previous {
                carried.data[previous * 2 * hidden + column] = cell_slope * forget;
            }
        }
    }
    result
}

/// Visits each token of each sentence in each direction with the one before it in that direction.
fn for_each_step(lengths: &[usize], mut visit: impl FnMut(usize, usize, Option<usize>)) {
    let mut start = 0;
    for &length in lengths {
        for token in start..start + length {
            visit(0, token, (token > start).then(|| token - 1));
        }
        for token in (start..start + length).rev() {
            visit(1, token, (token + 1 < start + length).then_some(token + 1));
        }
        start += length;
    }
}
