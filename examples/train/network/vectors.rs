//! Vectors of words from plain text: skip-grams with negative sampling (Mikolov et al. 2013).
//!
//! Two kinds side by side, each trained by a thread of its own: one with a set of context vectors per
//! relative position (Ling et al. 2015), which makes words alike that stand in the same places of a
//! sentence, and one with a wide window, which makes words alike that stand in the same stories.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use timeline::widened;

use super::arithmetic::Random;
use super::glove;

/// Width of each kind.
const WIDTH: usize = 48;
/// Where each word's own vector lies, and its public one.
pub const PARTS: [Range<usize>; 2] = [0..2 * WIDTH, 2 * WIDTH..ALL];
/// Width of all.
pub const ALL: usize = 2 * WIDTH + glove::WIDTH;
const NEGATIVES: usize = 4;
const RARE: u32 = 4;
const FREQUENT: f32 = 3e-4;
const RATE: f32 = 0.05;

/// Vectors of words.
pub struct Vectors {
    /// Row by word hash.
    pub rows: FxHashMap<u64, u32>,
    /// Rows of [`ALL`] values.
    pub values: Vec<f32>,
}

struct Kind {
    /// Words to each side.
    window: usize,
    /// Each relative position has context vectors of its own.
    positions: bool,
    epochs: usize,
    seed: u64,
}

const KINDS: [Kind; 2] = [
    Kind { window: 2, positions: true, epochs: 4, seed: 11 },
    Kind { window: 6, positions: false, epochs: 2, seed: 12 },
];

/// Trains vectors on sentences of word hashes, and puts public ones beside them; their mean square is 1.
pub fn train(sentences: &[Vec<u64>]) -> Vectors {
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    sentences.iter().flatten().for_each(|&word| *counts.entry(word).or_default() += 1);
    let kept: Vec<(u64, u32)> = counts.into_iter().filter(|entry| entry.1 >= RARE).collect();
    let rows: FxHashMap<u64, u32> = kept.iter().zip(0..).map(|(entry, row)| (entry.0, row)).collect();
    let sentences: Vec<Vec<u32>> =
        sentences.iter().map(|words| words.iter().filter_map(|word| rows.get(word).copied()).collect()).collect();
    let counts: Vec<u32> = kept.iter().map(|entry| entry.1).collect();
    let [near, far] = std::thread::scope(|scope| {
        let (sentences, counts) = (&sentences, &counts);
        let both = KINDS.map(|kind| scope.spawn(move || skip_grams(sentences, counts, &kind)));
        both.map(|thread| thread.join().expect("no thread panics"))
    });
    let mut vectors = Vectors { rows, values: vec![0.0; counts.len() * ALL] };
    let pairs = near.chunks_exact(WIDTH).zip(far.chunks_exact(WIDTH));
    for (row, (near, far)) in vectors.values.chunks_exact_mut(ALL).zip(pairs) {
        row[..WIDTH].copy_from_slice(near);
        row[WIDTH..2 * WIDTH].copy_from_slice(far);
    }
    for (hash, vector) in glove::read() {
        let next = vectors.rows.len();
        let row = *vectors.rows.entry(hash).or_insert(next as u32) as usize;
        vectors.values.resize(vectors.rows.len() * ALL, 0.0);
        vectors.values[row * ALL..][..ALL][PARTS[1].clone()].copy_from_slice(&vector);
    }
    vectors
}

fn skip_grams(sentences: &[Vec<u32>], counts: &[u32], kind: &Kind) -> Vec<f32> {
    let mut words = vec![0.0; counts.len() * WIDTH];
    train_kind(sentences, counts, kind, &mut words);
    words
}

widened! {
fn train_kind(sentences: &[Vec<u32>], counts: &[u32], kind: &Kind, words: &mut [f32]) {
    let mut random = Random(kind.seed);
    let noise = noise(counts);
    let total: f32 = counts.iter().map(|count| *count as f32).sum();
    let keep: Vec<f32> = counts.iter().map(|count| (FREQUENT * total / *count as f32).sqrt().min(1.0)).collect();
    random.fill(words, 0.5 / WIDTH as f32);
    let sets = if kind.positions { 2 * kind.window } else { 1 };
    let mut contexts = vec![vec![0.0_f32; counts.len() * WIDTH]; sets];
    let all = kind.epochs * sentences.len();
    for (done, sentence) in (0..kind.epochs).flat_map(|_| sentences).enumerate() {
        let rate = RATE * (1.0 - done as f32 / all as f32).max(1e-3);
        let chosen: Vec<u32> = sentence.iter().copied().filter(|row| random.unit() < keep[*row as usize]).collect();
        for (at, &word) in chosen.iter().enumerate() {
            // A wide window is narrowed by chance, so that near words count more.
            let window = if kind.positions { kind.window } else { 1 + random.below(kind.window) };
            for position in 0..2 * window {
                let shift = if position < window { position } else { position + 1 };
                let Some(&context) = (at + shift).checked_sub(window).and_then(|at| chosen.get(at)) else { continue };
                let contexts = &mut contexts[if kind.positions { position } else { 0 }];
                let word = &mut words[word as usize * WIDTH..][..WIDTH];
                let mut slopes = [0.0_f32; WIDTH];
                for sample in 0..=NEGATIVES {
                    let (target, truth) =
                        if sample == 0 { (context, 1.0) } else { (noise[random.below(noise.len())], 0.0) };
                    let context = &mut contexts[target as usize * WIDTH..][..WIDTH];
                    let guess = 1.0 / (1.0 + (-dot(word, context)).exp());
                    let step = rate * (truth - guess);
                    for at in 0..WIDTH {
                        slopes[at] += step * context[at];
                        context[at] += step * word[at];
                    }
                }
                word.iter_mut().zip(slopes).for_each(|(cell, slope)| *cell += slope);
            }
        }
    }
    let square: f32 = words.iter().map(|value| value * value).sum::<f32>() / words.len() as f32;
    words.iter_mut().for_each(|value| *value /= square.sqrt());
}
}

#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for lane in 0..16 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

/// Words as often as the three-quarter power of their counts.
fn noise(counts: &[u32]) -> Vec<u32> {
    const SIZE: f32 = 1_000_000.0;
    let power = |count: u32| (count as f32).sqrt() * (count as f32).sqrt().sqrt();
    let total: f32 = counts.iter().map(|count| power(*count)).sum();
    let times = |count: u32| (power(count) / total * SIZE).ceil() as usize;
    counts.iter().zip(0..).flat_map(|(count, row)| std::iter::repeat_n(row, times(*count))).collect()
}
