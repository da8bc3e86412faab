//! The averaged perceptron that trains every linear model.
//!
//! In: decisions as features with the right label. Out: a weight file for
//! [`timeline::text::linear::Model`]. Deterministic: no randomness but [`shuffle`]'s fixed seed.

use rustc_hash::FxHashMap;
use timeline::text::linear::{self, Feature};

/// One weight while it is trained.
struct Weight {
    label: u8,
    /// Step of its last change.
    since: u32,
    value: f32,
    /// Sum of `value` over all steps up to `since`.
    total: f64,
}

/// A multi-class averaged perceptron over sparse binary features.
pub struct Perceptron {
    labels: Vec<String>,
    rows: FxHashMap<Feature, Vec<Weight>>,
    step: u32,
}

impl Perceptron {
    /// A perceptron that knows nothing; at most 256 labels.
    pub fn new(labels: Vec<String>) -> Self {
        assert!(labels.len() <= 256, "{} labels do not fit into a byte", labels.len());
        Self { labels, rows: FxHashMap::default(), step: 0 }
    }

    /// Fills `scores` with the present score of each label.
    pub fn score(&self, features: &[Feature], scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(self.labels.len(), 0.0);
        for weight in features.iter().filter_map(|feature| self.rows.get(feature)).flatten() {
            scores[usize::from(weight.label)] += weight.value;
        }
    }

    /// Moves the weights of the features towards `truth` and away from `guess`; call it once for
    /// every decision, right or wrong, so that averaging counts steps.
    pub fn update(&mut self, features: &[Feature], truth: usize, guess: usize) {
        self.step += 1;
        if truth != guess {
            for feature in features {
                self.change(*feature, truth, 1.0);
                self.change(*feature, guess, -1.0);
            }
        }
    }

    /// Counts one step of averaging, for training that updates with [`shift`](Self::shift).
    pub fn advance(&mut self) {
        self.step += 1;
    }

    /// Adds `by` to the weights of the features for the label.
    pub fn shift(&mut self, features: &[Feature], label: usize, by: f32) {
        for feature in features {
            self.change(*feature, label, by);
        }
    }

    fn change(&mut self, feature: Feature, label: usize, by: f32) {
        let row = self.rows.entry(feature).or_default();
        let at = row.iter().position(|weight| usize::from(weight.label) == label).unwrap_or_else(|| {
            row.push(Weight { label: label as u8, since: self.step, value: 0.0, total: 0.0 });
            row.len() - 1
        });
        let weight = &mut row[at];
        weight.total += f64::from(weight.value) * f64::from(self.step - weight.since);
        weight.since = self.step;
        weight.value += by;
    }

    /// Averages, quantises to bytes and writes the weights; those below `least` are left out.
    ///
    /// The weights are scaled so that the largest of all but one in 5,000 just fits.
    pub fn finish(self, least: f64) -> Vec<u8> {
        let steps = f64::from(self.step.max(1));
        let mut rows: Vec<(Feature, Vec<(u8, f64)>)> = Vec::with_capacity(self.rows.len());
        for (feature, row) in self.rows {
            let averaged = row.into_iter().map(|weight| {
                let total = weight.total + f64::from(weight.value) * f64::from(self.step - weight.since);
                (weight.label, total / steps)
            });
            let mut kept: Vec<(u8, f64)> = averaged.filter(|(_, weight)| weight.abs() >= least).collect();
            kept.sort_by_key(|(label, _)| *label);
            if !kept.is_empty() {
                rows.push((feature, kept));
            }
        }
        rows.sort_by_key(|(feature, _)| *feature);
        let mut sizes: Vec<f64> = rows.iter().flat_map(|(_, row)| row.iter().map(|(_, weight)| weight.abs())).collect();
        sizes.sort_by(f64::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(1.0);
        let quantise = |weight: f64| (weight / largest * 127.0).round().clamp(-127.0, 127.0) as i8;
        let rows: Vec<(Feature, Vec<(u8, i8)>)> = rows
            .into_iter()
            .map(|(feature, row)| {
                (
                    feature,
                    row.into_iter()
                        .map(|(label, weight)| (label, quantise(weight)))
                        .filter(|(_, weight)| *weight != 0)
                        .collect::<Vec<_>>(),
                )
            })
            .filter(|(_, row)| !row.is_empty())
            .collect();
        linear::write(&self.labels, &rows)
    }
}

/// Returns the index of the best score; the first of equals.
pub fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}

/// Shuffles in the same way for the same seed.
pub fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for index in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(index, (state % (index as u64 + 1)) as usize);
    }
}
