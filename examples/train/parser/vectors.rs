//! Vectors of words from plain text: skip-grams with negative sampling (Mikolov et al. 2013),
//! one set of context vectors per relative position (Ling et al. 2015), which makes words alike
//! that stand in the same places of a sentence.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use timeline::text::syntax::matrix::Matrix;

use super::matrix::Random;
use super::network::dot;

const WINDOW: usize = 2;
const NEGATIVES: usize = 5;
const RARE: u32 = 8;
const FREQUENT: f32 = 3e-4;
const RATE: f32 = 0.05;

/// Trains vectors on sentences of word hashes; returns the words' rows and the vectors, which
/// have a mean square of 1.
pub fn train(
    sentences: &[Vec<u32>],
    width: usize,
    epochs: usize,
    random: &mut Random,
) -> (FxHashMap<u32, u32>, Matrix) {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    sentences.iter().flatten().for_each(|&word| *counts.entry(word).or_default() += 1);
    let kept: Vec<(u32, u32)> = counts.into_iter().filter(|entry| entry.1 >= RARE).collect();
    let rows: FxHashMap<u32, u32> = kept.iter().zip(0..).map(|(entry, row)| (entry.0, row)).collect();
    let noise = noise(&kept);
    let total: f32 = kept.iter().map(|entry| entry.1 as f32).sum();
    let keep: Vec<f32> = kept.iter().map(|entry| (FREQUENT * total / entry.1 as f32).sqrt().min(1.0)).collect();
    let mut words = Matrix::zeros(kept.len(), width);
    words.data.iter_mut().for_each(|cell| *cell = (random.unit() - 0.5) / width as f32);
    let mut contexts: Vec<Matrix> = (0..2 * WINDOW).map(|_| Matrix::zeros(kept.len(), width)).collect();
    let all = epochs * sentences.len();
    let mut slope = vec![0.0; width];
    for (done, sentence) in (0..epochs).flat_map(|_| sentences).enumerate() {
        let rate = RATE * (1.0 - done as f32 / all as f32).max(1e-3);
        let known: Vec<usize> = sentence.iter().filter_map(|word| rows.get(word)).map(|&row| row as usize).collect();
        let chosen: Vec<usize> = known.into_iter().filter(|&row| random.unit() < keep[row]).collect();
        for (at, &word) in chosen.iter().enumerate() {
            for (position, contexts) in contexts.iter_mut().enumerate() {
                let shift = if position < WINDOW { position } else { position + 1 };
                let Some(&context) = (at + shift).checked_sub(WINDOW).and_then(|at| chosen.get(at)) else { continue };
                slope.fill(0.0);
                for sample in 0..=NEGATIVES {
                    let (target, truth) =
                        if sample == 0 { (context, 1.0) } else { (noise[random.below(noise.len())] as usize, 0.0) };
                    let vector = words.row(word);
                    let guess = 1.0 / (1.0 + (-dot(vector, contexts.row(target))).exp());
                    let step = rate * (truth - guess);
                    let context = contexts.row_mut(target);
                    for dimension in 0..width {
                        slope[dimension] += step * context[dimension];
                        context[dimension] += step * vector[dimension];
                    }
                }
                words.row_mut(word).iter_mut().zip(&slope).for_each(|(cell, slope)| *cell += slope);
            }
        }
    }
    let square: f32 = words.data.iter().map(|value| value * value).sum::<f32>() / words.data.len() as f32;
    words.data.iter_mut().for_each(|value| *value /= square.sqrt());
    (rows, words)
}

/// Words as often as the three-quarter power of their counts.
fn noise(counts: &[(u32, u32)]) -> Vec<u32> {
    const SIZE: f32 = 1_000_000.0;
    let power = |count: u32| (count as f32).sqrt() * (count as f32).sqrt().sqrt();
    let total: f32 = counts.iter().map(|entry| power(entry.1)).sum();
    let mut table = Vec::new();
    for (row, entry) in counts.iter().enumerate() {
        let share = (power(entry.1) / total * SIZE).ceil() as usize;
        table.extend(std::iter::repeat_n(row as u32, share));
    }
    table
}
