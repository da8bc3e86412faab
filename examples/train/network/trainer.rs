//! One network in training: passes over the examples, steps of the optimiser, the file.

use std::collections::BTreeSet;

use timeline::text::network::input::{UNKNOWN_WORD, WORD_START};
use timeline::text::network::model::Writer;
use timeline::text::words;

use super::arithmetic::{Random, multiply};
use super::data::Numbers;
use super::layers::{Dropout, Example, Gradients, Network};
use super::losses::Losses;
use super::parameters::{Adam, Affine, Layout, Schedule, Sizes, Step};
use super::vectors;

const INPUT: usize = 128;
const HIDDEN: usize = 128;
const LAYERS: usize = 2;
const ARC: usize = 64;
const RELATION: usize = 64;
const DROPOUT: Dropout =
    Dropout { word: 0.15, vector: 0.05, feature: 0.03, input: 0.15, layer: 0.25, perceptron: 0.25 };
/// Tokens per step of the optimiser, about; half of them for each thread.
const BATCH: usize = 700;
const RATE: f32 = 0.003;

/// A network with its optimiser.
pub struct Trainer<'v> {
    sizes: Sizes,
    layout: Layout,
    dense: Adam,
    embeddings: Adam,
    vectors: &'v [f32],
    gradients: [Gradients; 2],
}

impl<'v> Trainer<'v> {
    /// Starts from random numbers, which follow the seed.
    pub fn new(numbers: &Numbers, vectors: &'v [f32], seed: u64) -> Self {
        let sizes = Sizes {
            input: INPUT,
            hidden: HIDDEN,
            layers: LAYERS,
            arc: ARC,
            relation: RELATION,
            labels: numbers.labels.len(),
            vector: vectors::ALL,
        };
        let mut random = Random(2 + 10 * seed);
        let layout = Layout::new(&sizes);
        let dense = layout.start(&sizes, &mut random);
        let mut embeddings = vec![0.0; (WORD_START as usize + numbers.words.len()) * INPUT];
        random.fill(&mut embeddings, 0.25);
        let gradients = [(); 2].map(|()| Gradients::new(dense.len(), embeddings.len()));
        println!("{} dense weights, {} of embeddings", dense.len(), embeddings.len());
        Self { sizes, layout, dense: Adam::new(dense), embeddings: Adam::new(embeddings), vectors, gradients }
    }

    /// Passes over the examples.
    pub fn run(&mut self, examples: &[&Example], epochs: usize, seed: u64) {
        let mut random = Random(1 + 10 * seed);
        let mut examples = examples.to_vec();
        let tokens: usize = examples.iter().map(|example| example.rows.len()).sum();
        let mut schedule = Schedule::new(RATE, epochs * tokens / BATCH);
        for epoch in 1..=epochs {
            random.shuffle(&mut examples);
            let losses = self.epoch(&examples, &mut schedule, &mut random);
            let [tags, names, parts, arcs, relations] =
                [losses.tags, losses.names, losses.parts, losses.arcs, losses.relations]
                    .map(|loss| loss / tokens as f32);
            println!(
                "epoch {epoch}: tags {tags:.4} names {names:.4} parts {parts:.4} arcs {arcs:.4} relations {relations:.4}"
            );
        }
    }

    fn epoch(&mut self, examples: &[&Example], schedule: &mut Schedule, random: &mut Random) -> Losses {
        let mut losses = Losses::default();
        let mut rest = examples;
        while !rest.is_empty() {
            let (first, after) = rest.split_at(enough(rest));
            let (second, after) = after.split_at(enough(after));
            rest = after;
            let seeds = [random.next(), random.next()];
            for found in self.learn([first, second], seeds) {
                losses.tags += found.tags;
                losses.names += found.names;
                losses.parts += found.parts;
                losses.arcs += found.arcs;
                losses.relations += found.relations;
            }
            self.step(schedule.next());
        }
        losses
    }

    /// Takes the gradients of both halves of a batch.
    fn learn(&mut self, halves: [&[&Example]; 2], seeds: [u64; 2]) -> [Losses; 2] {
        let network = Network {
            sizes: self.sizes,
            layout: &self.layout,
            dense: &self.dense.values,
            embeddings: &self.embeddings.values,
            vectors: self.vectors,
        };
        let tokens: usize = halves.iter().flat_map(|half| half.iter()).map(|example| example.rows.len()).sum();
        let learn = |half: &[&Example], seed: u64, gradients: &mut Gradients| {
            network.learn(half, DROPOUT, 1.0 / tokens as f32, &mut Random(seed), gradients)
        };
        let [one, two] = &mut self.gradients;
        std::thread::scope(|scope| {
            let other = scope.spawn(|| learn(halves[1], seeds[1], two));
            let own = learn(halves[0], seeds[0], one);
            [own, other.join().expect("no thread panics")]
        })
    }

    /// Moves all numbers against their gradients and clears those.
    fn step(&mut self, step: Step) {
        let [one, two] = &mut self.gradients;
        let all = 0..self.dense.values.len();
        self.dense.step(all, [&mut one.dense, &mut two.dense], step);
        let rows: BTreeSet<u32> = one.rows.drain(..).chain(two.rows.drain(..)).collect();
        for row in rows {
            let range = row as usize * self.sizes.input..(row as usize + 1) * self.sizes.input;
            let gradients = [&mut one.embeddings[range.clone()], &mut two.embeddings[range.clone()]];
            self.embeddings.step(range, gradients, step);
        }
    }

    /// Writes the network as the library reads it; each known word gets one row that sums up what it
    /// has as a word of the treebanks and as a vector.
    pub fn write(&self, numbers: &Numbers) -> Vec<u8> {
        let width = self.sizes.input;
        let vocabulary: BTreeSet<u64> = numbers.words.keys().chain(numbers.vectors.keys()).copied().collect();
        assert!(vocabulary.len() <= 1 << 16, "{} words do not fit into two bytes", vocabulary.len());
        let mut embeddings = self.embeddings.values[..WORD_START as usize * width].to_vec();
        for hash in &vocabulary {
            let row = numbers.words.get(hash).copied().unwrap_or(UNKNOWN_WORD) as usize;
            let mut cells = self.embeddings.values[row * width..(row + 1) * width].to_vec();
            if let Some(&vector) = numbers.vectors.get(hash) {
                let vector = &self.vectors[vector as usize * self.sizes.vector..][..self.sizes.vector];
                let map = &self.dense.values[self.layout.vector_map.clone()];
                multiply(&mut cells, vector, map, self.sizes.vector, width);
            }
            embeddings.extend(cells);
        }
        let mut writer = Writer::default();
        let table = vocabulary.iter().zip(0..=u16::MAX).map(|(hash, number)| (*hash, number)).collect();
        writer.words(&words::write(table));
        writer.embeddings(&embeddings, width);
        writer.labels(&numbers.labels);
        writer.count(self.layout.layers.len());
        let mut weights = |of: &Affine| {
            let outputs = of.bias.len();
            writer.weights(&self.dense.values[of.weights.clone()], outputs, &self.dense.values[of.bias.clone()]);
        };
        self.layout.layers.iter().for_each(&mut weights);
        weights(&self.layout.heads);
        weights(&self.layout.arc);
        writer.floats(&self.dense.values[self.layout.root.clone()]);
        let relations = &self.layout.relations;
        let bias = &self.dense.values[relations.bias.clone()];
        writer.weights(&self.dense.values[relations.weights.clone()], relations.bias.len(), bias);
        writer.bytes
    }
}

/// How many of the examples make half a batch.
fn enough(examples: &[&Example]) -> usize {
    let mut tokens = 0;
    let full = examples.iter().position(|example| {
        tokens += example.rows.len();
        tokens >= BATCH / 2
    });
    full.map_or(examples.len(), |last| last + 1)
}
