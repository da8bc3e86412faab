//! The learners: logistic regression, choice among several, and a linear-chain conditional random
//! field.
//!
//! In: hashed features with right answers. Out: rounded weights. Steps are AdaGrad's; the order of
//! the items is a fixed shuffle, so the same data gives the same bytes. Weights are the mean of
//! those after each of the later epochs, which generalises better than the last, in several runs that
//! shuffle differently.

use timeline::extract::claims::training::{EDGES, Feature, LABELS, Weights, WindowFeatures};

/// Length of the first steps.
const RATE: f32 = 0.02;
/// Pull of every weight towards zero.
const L2: f32 = 2e-4;
/// Weights beyond this are cut when rounded.
const LIMIT: f32 = 2.5;

/// Runs whose weights are averaged.
const RUNS: u64 = 4;

/// Logistic regression by AdaGrad over the items in fixed shuffles.
pub fn train_binary(items: &[&(Vec<Feature>, bool)], bits: u32, epochs: usize) -> Weights<1> {
    Table::mean((0..RUNS).map(|run| binary(items, bits, epochs, run))).quantise()
}

fn binary(items: &[&(Vec<Feature>, bool)], bits: u32, epochs: usize, run: u64) -> Table<1> {
    let mut table = Table::<1>::new(bits);
    let mut random = Random(1 + 10 * run);
    let mut order: Vec<usize> = (0..items.len()).collect();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &item in &order {
            let (features, right) = items[item];
            let [score] = table.score(features);
            table.learn(features, [f32::from(u8::from(*right)) - sigmoid(score)]);
        }
        table.end_epoch(epoch, epochs);
    }
    table
}

/// Several readings, of which one is right.
pub struct Choice {
    pub readings: Vec<Vec<Feature>>,
    pub right: usize,
}

/// Softmax regression over the readings of each choice.
pub fn train_choice(choices: &[&Choice], bits: u32, epochs: usize) -> Weights<1> {
    Table::mean((0..RUNS).map(|run| choice(choices, bits, epochs, run))).quantise()
}

fn choice(choices: &[&Choice], bits: u32, epochs: usize, run: u64) -> Table<1> {
    let mut table = Table::<1>::new(bits);
    let mut random = Random(3 + 10 * run);
    let mut order: Vec<usize> = (0..choices.len()).collect();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &choice in &order {
            let Choice { readings, right } = choices[choice];
            let scores: Vec<f32> = readings.iter().map(|features| table.score(features)[0]).collect();
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let total: f32 = scores.iter().map(|score| (score - most).exp()).sum();
            for (index, features) in readings.iter().enumerate() {
                let share = (scores[index] - most).exp() / total;
                table.learn(features, [f32::from(u8::from(index == *right)) - share]);
            }
        }
        table.end_epoch(epoch, epochs);
    }
    table
}

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// A window with its right labels.
pub struct Chain {
    pub features: WindowFeatures,
    pub labels: Vec<usize>,
    pub cue: usize,
}

/// A linear-chain conditional random field by AdaGrad.
pub fn train_chain(chains: &[&Chain], bits: [u32; 2], epochs: usize) -> (Weights<4>, Weights<EDGES>) {
    let (units, edges): (Vec<_>, Vec<_>) = (0..RUNS).map(|run| chain(chains, bits, epochs, run)).unzip();
    (Table::mean(units.into_iter()).quantise(), Table::mean(edges.into_iter()).quantise())
}

fn chain(chains: &[&Chain], bits: [u32; 2], epochs: usize, run: u64) -> (Table<4>, Table<EDGES>) {
    let mut units = Table::<4>::new(bits[0]);
    let mut edges = Table::<EDGES>::new(bits[1]);
    let mut random = Random(2 + 10 * run);
    let mut order: Vec<usize> = (0..chains.len()).collect();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &chain in &order {
            learn_chain(chains[chain], &mut units, &mut edges);
        }
        units.end_epoch(epoch, epochs);
        edges.end_epoch(epoch, epochs);
    }
    (units, edges)
}

/// One step: expected minus observed labels, by forward and backward sums.
fn learn_chain(chain: &Chain, units: &mut Table<4>, edges: &mut Table<EDGES>) {
    let count = chain.labels.len();
    let unit_scores: Vec<[f32; 4]> = chain.features.units.iter().map(|list| units.score(&list.0)).collect();
    let edge_scores: Vec<[f32; EDGES]> = chain.features.edges.iter().map(|list| edges.score(&list.0)).collect();
    let allowed = |unit: usize, label: usize| unit != chain.cue || label == 0;
    let step = |unit: usize, before: usize, label: usize| {
        edge_scores[unit][before * LABELS + label] + unit_scores[unit][label]
    };
    const NEVER: f32 = -1e9;
    let mut forward = vec![[NEVER; LABELS]; count];
    let mut backward = vec![[0f32; LABELS]; count];
    for unit in 0..count {
        for label in (0..LABELS).filter(|&label| allowed(unit, label)) {
            forward[unit][label] = match unit {
                0 => step(0, 0, label),
                _ => log_sum([0, 1, 2].map(|before| forward[unit - 1][before] + step(unit, before, label))),
            };
        }
    }
    for unit in (0..count.saturating_sub(1)).rev() {
        for label in 0..LABELS {
            backward[unit][label] = log_sum([0, 1, 2].map(|after| {
                if allowed(unit + 1, after) { step(unit + 1, label, after) + backward[unit + 1][after] } else { NEVER }
            }));
        }
    }
    let total = log_sum(forward[count - 1]);
    for unit in 0..count {
        let mut gradient = [0f32; 4];
        let mut edge_gradient = [0f32; EDGES];
        for label in 0..LABELS {
            gradient[label] -= (forward[unit][label] + backward[unit][label] - total).exp();
            for before in 0..LABELS {
                let reached = match unit {
                    0 if before == 0 => 0.0,
                    0 => NEVER,
                    _ => forward[unit - 1][before],
                };
                if allowed(unit, label) {
                    edge_gradient[before * LABELS + label] -=
                        (reached + step(unit, before, label) + backward[unit][label] - total).exp();
                }
            }
        }
        let before = if unit == 0 { 0 } else { chain.labels[unit - 1] };
        gradient[chain.labels[unit]] += 1.0;
        edge_gradient[before * LABELS + chain.labels[unit]] += 1.0;
        units.learn(&chain.features.units[unit].0, gradient);
        edges.learn(&chain.features.edges[unit].0, edge_gradient);
    }
}

fn log_sum(scores: [f32; LABELS]) -> f32 {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    most + scores.iter().map(|score| (score - most).exp()).sum::<f32>().ln()
}

/// Weights in training.
struct Table<const OUTPUTS: usize> {
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// Sums over the later epochs.
    sums: Vec<f32>,
    mask: usize,
}

impl<const OUTPUTS: usize> Table<OUTPUTS> {
    fn new(bits: u32) -> Self {
        let size = OUTPUTS << bits;
        Self { weights: vec![0.0; size], squares: vec![0.1; size], sums: vec![0.0; size], mask: (1 << bits) - 1 }
    }

    /// The mean of several runs.
    fn mean(runs: impl Iterator<Item = Self>) -> Self {
        let add = |mut all: Self, run: Self| {
            all.sums.iter_mut().zip(&run.sums).for_each(|(sum, other)| *sum += other);
            all
        };
        let mut all = runs.reduce(add).expect("at least one run");
        all.sums.iter_mut().for_each(|sum| *sum /= RUNS as f32);
        all
    }

    fn score(&self, features: &[Feature]) -> [f32; OUTPUTS] {
        let mut sums = [0f32; OUTPUTS];
        for feature in features {
            let slot = (*feature as usize & self.mask) * OUTPUTS;
            for (sum, weight) in sums.iter_mut().zip(&self.weights[slot..slot + OUTPUTS]) {
                *sum += weight;
            }
        }
        sums
    }

    /// Adds the weights to the mean, from the second half of the epochs on.
    fn end_epoch(&mut self, epoch: usize, epochs: usize) {
        if epoch >= epochs / 2 {
            self.sums.iter_mut().zip(&self.weights).for_each(|(sum, weight)| *sum += weight);
        }
        if epoch + 1 == epochs {
            self.sums.iter_mut().for_each(|sum| *sum /= (epochs - epochs / 2) as f32);
        }
    }

    fn quantise(&self) -> Weights<OUTPUTS> {
        Weights::quantise(&self.sums, LIMIT)
    }

    fn learn(&mut self, features: &[Feature], gradient: [f32; OUTPUTS]) {
        if gradient.iter().all(|value| value.abs() < 1e-3) {
            return;
        }
        for feature in features {
            let slot = (*feature as usize & self.mask) * OUTPUTS;
            for (output, value) in gradient.iter().enumerate() {
                let value = value - L2 * self.weights[slot + output];
                self.squares[slot + output] += value * value;
                self.weights[slot + output] += RATE * value / self.squares[slot + output].sqrt();
            }
        }
    }
}

/// A fixed sequence of pseudo-random numbers (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, (self.next() % (index as u64 + 1)) as usize);
        }
    }
}
