//! The gated recurrences of one layer, there and back.
//!
//! Sentences lie end to end. Rows of gates hold squashed value, forget gate and output gate of the
//! forward direction, then of the backward one, all before squashing.

use timeline::text::network::{sigmoid, tanh};
use timeline::widened;

/// Returns cells and outputs, forward half then backward half.
pub fn forward(gates: &[f32], ends: &[usize], hidden: usize) -> (Vec<f32>, Vec<f32>) {
    let tokens = gates.len() / (6 * hidden);
    let (mut cells, mut output) = (vec![0.0; tokens * 2 * hidden], vec![0.0; tokens * 2 * hidden]);
    forward_into(gates, ends, &mut vec![0.0; hidden], &mut cells, &mut output);
    (cells, output)
}

widened! {
    fn forward_into(gates: &[f32], ends: &[usize], state: &mut [f32], cells: &mut [f32], output: &mut [f32]) {
        let hidden = state.len();
        each_step(ends, |direction, token, before| {
            if before.is_none() {
                state.fill(0.0);
            }
            let gates = &gates[(2 * token + direction) * 3 * hidden..][..3 * hidden];
            let at = (2 * token + direction) * hidden;
            step(gates, state, &mut cells[at..at + hidden], &mut output[at..at + hidden]);
        });
    }
}

#[inline(always)]
fn step(gates: &[f32], state: &mut [f32], cells: &mut [f32], output: &mut [f32]) {
    let hidden = state.len();
    let (values, rest) = gates.split_at(hidden);
    let (forgets, opens) = rest.split_at(hidden);
    let (opens, cells, output) = (&opens[..hidden], &mut cells[..hidden], &mut output[..hidden]);
    for unit in 0..hidden {
        let forget = sigmoid(forgets[unit]);
        let cell = forget * state[unit] + (1.0 - forget) * tanh(values[unit]);
        state[unit] = cell;
        cells[unit] = cell;
        output[unit] = sigmoid(opens[unit]) * cell;
    }
}

/// Returns the gradient of the gates, given that of the outputs.
pub fn backward(gates: &[f32], cells: &[f32], output: &[f32], ends: &[usize], hidden: usize) -> Vec<f32> {
    let mut result = vec![0.0; gates.len()];
    backward_into(gates, cells, output, ends, &mut vec![0.0; hidden], &mut result);
    result
}

widened! {
    fn backward_into(
        gates: &[f32],
        cells: &[f32],
        output: &[f32],
        ends: &[usize],
        carried: &mut [f32],
        result: &mut [f32],
    ) {
        let hidden = carried.len();
        let zeros = vec![0.0; hidden];
        let mut steps = Vec::with_capacity(cells.len() / hidden);
        each_step(ends, |direction, token, before| steps.push((direction, token, before)));
        for &(direction, token, before) in steps.iter().rev() {
            let at = (2 * token + direction) * hidden;
            let before_cells =
                before.map_or(&zeros[..], |before| &cells[(2 * before + direction) * hidden..][..hidden]);
            step_back(
                &gates[3 * at..3 * at + 3 * hidden],
                &cells[at..at + hidden],
                before_cells,
                &output[at..at + hidden],
                carried,
                &mut result[3 * at..3 * at + 3 * hidden],
            );
            if before.is_none() {
                carried.fill(0.0);
            }
        }
    }
}

#[inline(always)]
fn step_back(gates: &[f32], cells: &[f32], before: &[f32], slopes: &[f32], carried: &mut [f32], result: &mut [f32]) {
    let hidden = carried.len();
    let (values, rest) = gates.split_at(hidden);
    let (forgets, opens) = rest.split_at(hidden);
    let (values_back, rest) = result.split_at_mut(hidden);
    let (forgets_back, opens_back) = rest.split_at_mut(hidden);
    let (cells, before, slopes) = (&cells[..hidden], &before[..hidden], &slopes[..hidden]);
    let (opens, opens_back) = (&opens[..hidden], &mut opens_back[..hidden]);
    for unit in 0..hidden {
        let cell = slopes[unit] * sigmoid(opens[unit]) + carried[unit];
        let forget = sigmoid(forgets[unit]);
        values_back[unit] = cell * (1.0 - forget) * tanh_slope(values[unit]);
        forgets_back[unit] = cell * (before[unit] - tanh(values[unit])) * sigmoid_slope(forgets[unit]);
        opens_back[unit] = slopes[unit] * cells[unit] * sigmoid_slope(opens[unit]);
        carried[unit] = cell * forget;
    }
}

#[inline(always)]
fn tanh_slope(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    let root = (9.0 - square) / (9.0 + 3.0 * square);
    root * root
}

#[inline(always)]
fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

/// Visits each token of each sentence in each direction with the one before it in that direction.
#[inline(always)]
fn each_step(ends: &[usize], mut visit: impl FnMut(usize, usize, Option<usize>)) {
    let mut start = 0;
    for &end in ends {
        for token in start..end {
            visit(0, token, (token > start).then(|| token - 1));
        }
        for token in (start..end).rev() {
            visit(1, token, (token + 1 < end).then_some(token + 1));
        }
        start = end;
    }
}
