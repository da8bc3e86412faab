//! The trained numbers: dense matrices end to end in one slice, embeddings in another; and Adam,
//! which moves them.

use std::ops::Range;

use timeline::text::network::RELATION_COLUMNS;
use timeline::text::network::int8::BLOCK;
use timeline::text::network::model::{Columns, DISTANCES};
use timeline::widened;

use super::arithmetic::Random;

/// Sizes of the network.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub input: usize,
    pub hidden: usize,
    pub layers: usize,
    pub arc: usize,
    pub relation: usize,
    /// Labels of tags.
    pub labels: usize,
    /// Width of the frozen vectors of words.
    pub vector: usize,
}

impl Sizes {
    pub fn columns(&self) -> Columns {
        Columns { arc: self.arc, relation: self.relation }
    }

    /// Columns of all that is read off each token.
    pub fn heads(&self) -> usize {
        self.columns().width(self.labels)
    }
}

/// A matrix and what is added to its products.
#[derive(Clone, Debug)]
pub struct Affine {
    pub weights: Range<usize>,
    pub bias: Range<usize>,
}

/// Where each matrix lies.
#[derive(Clone, Debug)]
pub struct Layout {
    pub vector_map: Range<usize>,
    pub layers: Vec<Affine>,
    pub heads: Affine,
    pub arc: Affine,
    pub root: Range<usize>,
    pub relations: Affine,
    pub len: usize,
}

impl Layout {
    pub fn new(sizes: &Sizes) -> Self {
        let mut len = 0;
        let mut take = |count: usize| {
            len += count;
            len - count..len
        };
        let mut affine =
            |inputs: usize, outputs: usize| Affine { weights: take(inputs * outputs), bias: take(outputs) };
        let top = 2 * sizes.hidden;
        let layers =
            (0..sizes.layers).map(|depth| affine(if depth == 0 { sizes.input } else { top }, 3 * top)).collect();
        let heads = affine(top, sizes.heads());
        let arc = affine(sizes.arc, sizes.arc);
        let relations = affine(sizes.relation, RELATION_COLUMNS);
        let (vector_map, root) = (take(sizes.vector * sizes.input), take(sizes.arc));
        Self { vector_map, layers, heads, arc, root, relations, len }
    }

    /// Values to begin with.
    pub fn start(&self, sizes: &Sizes, random: &mut Random) -> Vec<f32> {
        let mut values = vec![0.0; self.len];
        let mut fill = |range: &Range<usize>, inputs: usize, outputs: usize| {
            random.fill(&mut values[range.clone()], (6.0 / (inputs + outputs) as f32).sqrt());
        };
        let top = 2 * sizes.hidden;
        fill(&self.vector_map, sizes.vector, sizes.input);
        for (depth, layer) in self.layers.iter().enumerate() {
            let width = if depth == 0 { sizes.input } else { top };
            fill(&layer.weights, width, width);
        }
        fill(&self.heads.weights, top, sizes.arc);
        fill(&self.arc.weights, sizes.arc, sizes.arc);
        fill(&self.root, sizes.arc, sizes.arc);
        fill(&self.relations.weights, sizes.relation, RELATION_COLUMNS);
        for layer in &self.layers {
            // Gates start out remembering a little.
            for half in values[layer.bias.clone()].chunks_exact_mut(3 * sizes.hidden) {
                half[sizes.hidden..2 * sizes.hidden].fill(0.5);
            }
        }
        // Distances start out as none.
        let columns = sizes.columns();
        for row in values[self.heads.weights.clone()].chunks_exact_mut(sizes.heads()) {
            row[columns.dependent_distance()..columns.dependent_distance() + 2 * DISTANCES].fill(0.0);
        }
        debug_assert!(sizes.heads().is_multiple_of(BLOCK));
        values
    }
}

/// Values with Adam's moments.
pub struct Adam {
    pub values: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
}

/// One step of Adam.
#[derive(Clone, Copy)]
pub struct Step {
    pub rate: f32,
    pub first_correction: f32,
    pub second_correction: f32,
}

const FIRST_DECAY: f32 = 0.9;
const SECOND_DECAY: f32 = 0.98;

impl Adam {
    pub fn new(values: Vec<f32>) -> Self {
        let moments = vec![0.0; values.len()];
        Self { values, first: moments.clone(), second: moments }
    }

    /// Moves a range against the sum of two gradients, which are cleared.
    pub fn step(&mut self, range: Range<usize>, gradients: [&mut [f32]; 2], step: Step) {
        let (values, first) = (&mut self.values[range.clone()], &mut self.first[range.clone()]);
        let second = &mut self.second[range];
        let [one, two] = gradients;
        move_against(values, first, second, one, two, step);
    }
}

widened! {
    /// Moves values against the sum of two gradients, which are cleared.
    fn move_against(
        values: &mut [f32],
        first: &mut [f32],
        second: &mut [f32],
        one: &mut [f32],
        two: &mut [f32],
        step: Step,
    ) {
        let len = values.len();
        let (first, second, one, two) = (&mut first[..len], &mut second[..len], &mut one[..len], &mut two[..len]);
        for at in 0..len {
            let slope = one[at] + two[at];
            (one[at], two[at]) = (0.0, 0.0);
            first[at] = FIRST_DECAY * first[at] + (1.0 - FIRST_DECAY) * slope;
            second[at] = SECOND_DECAY * second[at] + (1.0 - SECOND_DECAY) * slope * slope;
            let spread = (second[at] * step.second_correction).sqrt();
            values[at] -= step.rate * (first[at] * step.first_correction) / (spread + 1e-8);
        }
    }
}

/// How far each step goes: a short warm-up, then a straight line down.
pub struct Schedule {
    rate: f32,
    steps: usize,
    done: i32,
}

impl Schedule {
    pub fn new(rate: f32, steps: usize) -> Self {
        Self { rate, steps, done: 0 }
    }

    pub fn next(&mut self) -> Step {
        const WARM_UP: f32 = 200.0;
        self.done += 1;
        let left = 1.0 - self.done as f32 / self.steps as f32;
        Step {
            rate: self.rate * (self.done as f32 / WARM_UP).min(1.0) * left.max(0.01),
            first_correction: 1.0 / (1.0 - FIRST_DECAY.powi(self.done)),
            second_correction: 1.0 / (1.0 - SECOND_DECAY.powi(self.done)),
        }
    }
}
