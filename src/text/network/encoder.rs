//! From tokens to states: what each token is, given all of its sentence.
//!
//! In: the forms of a batch of sentences. Out: a row of states for each token. A form that stands in
//! several places is embedded once, and so is its way through the gates of the lowest layer, which do
//! not depend on its neighbours ("fo-pooling", Bradbury et al. 2017).

use super::input::{bit_row, rows};
use super::int8::{Rows, product, room};
use super::model::Model;
use super::widened;

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

/// The memory an encoder works in.
#[derive(Debug, Default)]
pub struct Encoder {
    /// Never shrinks, as the vectors below.
    states: Vec<f32>,
    quantised: Rows,
    inputs: Vec<f32>,
    gates: Vec<f32>,
    cells: Vec<f32>,
}

impl Encoder {
    /// Returns the states of tokens, row by row: `which` names the form of each; sentences end at `ends`.
    pub fn read(&mut self, model: &Model, forms: &[Form], which: &[u32], ends: &[usize]) -> &[f32] {
        self.embed(model, forms);
        for (depth, layer) in model.layers.iter().enumerate() {
            let hidden = layer.outputs / 6;
            let first = depth == 0;
            let (values, rows) = if first { (&self.inputs, forms.len()) } else { (&self.states, which.len()) };
            self.quantised.quantise(&values[..rows * layer.inputs], layer.inputs);
            product(self.quantised.all(), layer, &mut self.gates);
            squash(&mut self.gates[..rows * layer.outputs], hidden);
            let gates = Gates { rows: &self.gates, hidden, which: first.then_some(which) };
            self.cells.resize(hidden, 0.0);
            recur(&gates, ends, &mut self.cells, room(&mut self.states, which.len() * 2 * hidden), !first);
        }
        let width = model.heads.inputs;
        &self.states[..which.len() * width]
    }

    fn embed(&mut self, model: &Model, forms: &[Form]) {
        let inputs = room(&mut self.inputs, forms.len() * model.input);
        for (form, input) in forms.iter().zip(inputs.chunks_exact_mut(model.input)) {
            let rows = rows(form.printed, form.lower, model.word(form.lower));
            embed(model, &rows, form.bits, input);
        }
    }
}

widened! {
    /// Sums up the embeddings of one token.
    fn embed(model: &Model, rows: &[u32], bits: u32, input: &mut [f32]) {
        input.fill(0.0);
        rows.iter().for_each(|row| model.add(*row, input));
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
            values.iter_mut().for_each(|value| *value = tanh(*value));
            gates.iter_mut().for_each(|gate| *gate = sigmoid(*gate));
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
