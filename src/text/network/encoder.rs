//! From tokens to states: what each token is, given all of its sentence.
//!
//! In: the forms of a batch of sentences. Out: a row of states for each token. A form that stands in
//! several places is embedded once, and so is its way through the gates of the lowest layer, which do
//! not depend on its neighbours ("fo-pooling", Bradbury et al. 2017); frequent ones are kept from batch
//! to batch.

use rustc_hash::FxHashMap;

use super::input::{bit_row, rows};
use super::int8::{Rows, product, room};
use super::model::Model;
use super::widened;
use crate::text::linear::hash;

/// A rational tanh (Padé): saturates at 3, and has the same bits on every machine.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = if x > 3.0 { 3.0 } else { x };
    let x = if x < -3.0 { -3.0 } else { x };
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The logistic function by way of [`tanh`].
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// A token to embed: the form as printed, in plain lower case, and what lists say of it.
#[derive(Debug, Clone, Copy)]
pub struct Form<'t> {
    pub printed: &'t str,
    pub lower: &'t str,
    pub bits: u32,
}

/// Forms whose gates are kept, about 3 kB each; beyond that all are forgotten.
const FORMS: usize = 8192;

/// The memory an encoder works in; it belongs to one model.
#[derive(Debug, Default)]
pub struct Encoder {
    /// Never shrinks, as the vectors below.
    states: Vec<f32>,
    quantised: Rows,
    inputs: Vec<f32>,
    gates: Vec<f32>,
    cells: Vec<f32>,
    /// Row of each form in `lowest`, by the hash of its letters and its bits.
    known: FxHashMap<(u64, u32), u32>,
    /// Gates of the lowest layer, a row per form.
    lowest: Vec<f32>,
    /// The form of each token.
    which: Vec<u32>,
}

impl Encoder {
    /// Returns the states of a batch of tokens, row by row; sentences end at `ends`.
    pub fn read<'t>(&mut self, model: &Model, forms: impl Iterator<Item = Form<'t>>, ends: &[usize]) -> &[f32] {
        self.recall(model, forms);
        let tokens = self.which.len();
        for (depth, layer) in model.layers.iter().enumerate() {
            let hidden = layer.outputs / 6;
            let lowest = depth == 0;
            if !lowest {
                self.quantised.quantise(&self.states[..tokens * layer.inputs], layer.inputs);
                product(self.quantised.all(), layer, &mut self.gates);
                squash(&mut self.gates[..tokens * layer.outputs], hidden);
            }
            let (rows, which) = if lowest { (&self.lowest, Some(&self.which[..])) } else { (&self.gates, None) };
            self.cells.resize(hidden, 0.0);
            let states = room(&mut self.states, tokens * 2 * hidden);
            recur(&Gates { rows, hidden, which }, ends, &mut self.cells, states, !lowest);
        }
        &self.states[..tokens * model.heads.inputs]
    }

    /// Finds the form of each token, and the gates of those that are new.
    fn recall<'t>(&mut self, model: &Model, forms: impl Iterator<Item = Form<'t>>) {
        let layer = &model.layers[0];
        if self.known.len() >= FORMS {
            self.known.clear();
            self.lowest.clear();
        }
        self.which.clear();
        let mut fresh = 0;
        for form in forms {
            let next = self.known.len() as u32;
            let row = *self.known.entry((hash(form.printed), form.bits)).or_insert(next);
            self.which.push(row);
            if row == next {
                fresh += 1;
                let input = &mut room(&mut self.inputs, fresh * model.input)[(fresh - 1) * model.input..];
                let rows = rows(form.printed, form.lower, model.word(form.lower));
                embed(model, &rows, form.bits, input);
            }
        }
        self.quantised.quantise(&self.inputs[..fresh * layer.inputs], layer.inputs);
        product(self.quantised.all(), layer, &mut self.gates);
        let gates = &mut self.gates[..fresh * layer.outputs];
        squash(gates, layer.outputs / 6);
        self.lowest.extend_from_slice(gates);
    }
}

widened! {
    /// Sums up the embeddings of one token.
    fn embed(model: &Model, rows: &[u32], bits: u32, input: &mut [f32]) {
        input.fill(0.0);
        // A closure handed on would be compiled for the plainest processor.
        for row in rows {
            model.add(*row, input);
        }
        let mut bits = bits;
        while bits != 0 {
            model.add(bit_row(bits.trailing_zeros()), input);
            bits &= bits - 1;
        }
    }
}

widened! {
    /// Turns sums into squashed values, forget gates and output gates, in both directions.
    fn squash(gates: &mut [f32], hidden: usize) {
        for half in gates.chunks_exact_mut(3 * hidden) {
            let (values, gates) = half.split_at_mut(hidden);
            for value in values {
                *value = tanh(*value);
            }
            for gate in gates {
                *gate = sigmoid(*gate);
            }
        }
    }
}

struct Gates<'g> {
    rows: &'g [f32],
    hidden: usize,
    which: Option<&'g [u32]>,
}

impl Gates<'_> {
    #[inline(always)]
    fn of(&self, token: usize, direction: usize) -> &[f32] {
        let row = self.which.map_or(token, |which| which[token] as usize);
        &self.rows[(2 * row + direction) * 3 * self.hidden..][..3 * self.hidden]
    }
}

widened! {
    /// Sets the states to the outputs of the recurrences, forward half, then backward half; or adds these.
    fn recur(gates: &Gates, ends: &[usize], cells: &mut [f32], states: &mut [f32], add: bool) {
        if add { recur_by::<true>(gates, ends, cells, states) } else { recur_by::<false>(gates, ends, cells, states) }
    }
}

#[inline(always)]
fn recur_by<const ADD: bool>(gates: &Gates, ends: &[usize], cells: &mut [f32], states: &mut [f32]) {
    let hidden = gates.hidden;
    let mut start = 0;
    for &end in ends {
        cells.fill(0.0);
        for token in start..end {
            step::<ADD>(gates.of(token, 0), cells, &mut states[2 * token * hidden..][..hidden]);
        }
        cells.fill(0.0);
        for token in (start..end).rev() {
            step::<ADD>(gates.of(token, 1), cells, &mut states[(2 * token + 1) * hidden..][..hidden]);
        }
        start = end;
    }
}

#[inline(always)]
fn step<const ADD: bool>(gates: &[f32], cells: &mut [f32], states: &mut [f32]) {
    let hidden = cells.len();
    let (values, rest) = gates.split_at(hidden);
    let (forgets, opens) = rest.split_at(hidden);
    let opens = &opens[..hidden];
    let (values, states) = (&values[..hidden], &mut states[..hidden]);
    for unit in 0..hidden {
        cells[unit] = forgets[unit] * cells[unit] + (1.0 - forgets[unit]) * values[unit];
        let below = if ADD { states[unit] } else { 0.0 };
        states[unit] = below + opens[unit] * cells[unit];
    }
}
