//! Trains the claims models: `models/claims.bin`.
//!
//! In: `attribution/polnear_train.jsonl` of the corpora, documents with attributions. Out: the
//! file; or, with `--judge FILE`, claims by cross-validation over documents, which is what to
//! tune on.

pub mod gold;
mod learn;

use rustc_hash::FxHashSet;
use timeline::extract::annotate;
use timeline::extract::claims::find_with;
use timeline::extract::claims::training::{
    Feature, Features, Model, Weights, accept_features, cue_features, is_candidate, outer, propose, reading_features,
    readings, window, window_features,
};
use timeline::model::{Annotated, Claim, Document, TokenRange};
use timeline::text::names::form;
use timeline::text::{network, segment};

use self::gold::{Example, best_reading};
use self::learn::{Chain, Choice, train_binary, train_chain, train_choice};
use super::network::readers;

/// Logarithms of the number of slots of each model.
const CUE_BITS: u32 = 20;
const UNIT_BITS: u32 = 19;
const EDGE_BITS: u32 = 17;
const READING_BITS: u32 = 19;
const ACCEPT_BITS: u32 = 18;
/// The last classifier has many features for few items: more epochs than this and it learns them by heart.
const ACCEPT_EPOCHS: usize = 4;
/// Folds whose models judge each other's documents, so that the later classifiers see honest input.
const FOLDS: usize = 4;

/// Trains the weights. With `--judge FILE`, writes instead what models that never saw a training
/// document find in it, for the scorer.
pub fn train() {
    let lines = gold::read(&super::corpora::read("attribution/polnear_train.jsonl"));
    let documents = gold::documents(&lines);
    let readers = readers::open();
    let read = |(index, document)| honest(document, &readers[1 - index % 2]);
    let annotated: Vec<Annotated> = documents.iter().enumerate().map(read).collect();
    let examples: Vec<Example> =
        lines.iter().zip(&annotated).map(|(line, annotated)| gold::example(line, annotated)).collect();
    println!("{} documents, {} attributions", examples.len(), examples.iter().map(|e| e.golds.len()).sum::<usize>());
    let training = Training::new(&examples);
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--judge").and_then(|at| arguments.get(at + 1)) {
        Some(path) => {
            let claims = training.judge_all();
            let found: Vec<String> =
                lines.iter().zip(&claims).map(|(line, claims)| gold::to_json(line, claims)).collect();
            std::fs::write(path, found.concat()).expect("a file that can be written");
        }
        None => super::save("claims", &training.model().write()),
    }
}

/// A document with what a reader makes of it that has not seen its attributions.
fn honest<'d>(document: &'d Document, reader: &network::model::Model) -> Annotated<'d> {
    let mut annotated = annotate(document);
    let mut parsed = segment(&document.text);
    let bits = form::bits(&parsed, &form::forms(&document.text, &parsed));
    network::read_with(reader, &document.text, &mut parsed, &bits);
    annotated.parsed.hints = parsed.hints;
    annotated
}

/// What every model learns from, per document.
struct Training<'a> {
    examples: &'a [Example<'a>],
    cues: Vec<Vec<(Vec<Feature>, bool)>>,
    chains: Vec<Vec<Chain>>,
    /// By the fold's span model, which saw the other folds only.
    spans: Vec<Model>,
    choices: Vec<Vec<Choice>>,
    judged: Vec<Vec<(Vec<Feature>, bool)>>,
}

impl<'a> Training<'a> {
    fn new(examples: &'a [Example<'a>]) -> Self {
        let cues = examples.iter().map(cue_items).collect();
        let chains = examples.iter().map(chains).collect();
        let mut training = Self { examples, cues, chains, spans: Vec::new(), choices: Vec::new(), judged: Vec::new() };
        training.spans = (0..FOLDS).map(|held| training.span_model(|index| index % FOLDS != held)).collect();
        let of = |index: usize| &training.spans[index % FOLDS];
        training.choices = examples.iter().enumerate().map(|(index, example)| choices(example, of(index))).collect();
        for held in 0..FOLDS {
            training.spans[held].readings = training.reading_model(|index| index % FOLDS != held);
        }
        let of = |index: usize| &training.spans[index % FOLDS];
        training.judged = examples.iter().enumerate().map(|(index, example)| judge(example, of(index))).collect();
        training
    }

    /// Trains cues and spans on the documents wanted; the rest of the model is empty.
    fn span_model(&self, wanted: impl Fn(usize) -> bool + Copy) -> Model {
        let cues = train_binary(&select(&self.cues, wanted), CUE_BITS, 10);
        let (units, edges) = train_chain(&select(&self.chains, wanted), [UNIT_BITS, EDGE_BITS], 10);
        let empty = Weights::quantise(&[0.0; 2], 1.0);
        Model { cues, units, edges, readings: empty.clone(), accept: empty }
    }

    fn reading_model(&self, wanted: impl Fn(usize) -> bool) -> Weights<1> {
        train_choice(&select(&self.choices, wanted), READING_BITS, 8)
    }

    fn accept_model(&self, wanted: impl Fn(usize) -> bool) -> Weights<1> {
        train_binary(&select(&self.judged, wanted), ACCEPT_BITS, ACCEPT_EPOCHS)
    }

    /// The model of every document.
    fn model(&self) -> Model {
        let mut model = self.span_model(|_| true);
        model.readings = self.reading_model(|_| true);
        model.accept = self.accept_model(|_| true);
        model
    }

    /// Prints F1 at several thresholds, each document judged by models that never saw it.
    fn report_thresholds(&self) {
        let golds: usize = self.examples.iter().map(|example| example.golds.len()).sum();
        let mut scored: Vec<(f32, bool)> = Vec::new();
        for held in 0..FOLDS {
            let model = self.accept_model(|index| index % FOLDS != held);
            let items = select(&self.judged, |index| index % FOLDS == held);
            scored.extend(items.into_iter().map(|(features, right)| (model.score(features)[0], *right)));
        }
        for threshold in [-1.6, -1.4, -1.2, -1.0, -0.8, -0.6, -0.4] {
            let kept: Vec<bool> =
                scored.iter().filter(|(score, _)| *score > threshold).map(|(_, right)| *right).collect();
            let right = kept.iter().filter(|right| **right).count() as f32;
            let (precision, recall) = (right / kept.len() as f32, right / golds as f32);
            let f1 = 2.0 * precision * recall / (precision + recall);
            println!("threshold {threshold:4.1}: P {precision:.3} R {recall:.3} F1 {f1:.4}");
        }
    }

    /// What models that never saw a document find in it.
    fn judge_all(&self) -> Vec<Vec<Claim>> {
        self.report_thresholds();
        let mut models = self.spans.clone();
        for (held, model) in models.iter_mut().enumerate() {
            model.accept = self.accept_model(|index| index % FOLDS != held);
        }
        let documents = self.examples.iter().enumerate();
        documents.map(|(index, example)| find_with(example.sheet.annotated, &models[index % FOLDS])).collect()
    }
}

/// The items of the documents wanted.
fn select<T>(items: &[Vec<T>], wanted: impl Fn(usize) -> bool) -> Vec<&T> {
    items.iter().enumerate().filter(|(index, _)| wanted(*index)).flat_map(|(_, items)| items).collect()
}

/// Every candidate outside reported content: cue or not.
fn cue_items(example: &Example) -> Vec<(Vec<Feature>, bool)> {
    let mut items = Vec::new();
    let mut list = Features::default();
    let heads: FxHashSet<usize> = example.golds.iter().map(|gold| gold.head).collect();
    let unknown: FxHashSet<usize> =
        example.golds.iter().flat_map(|gold| gold.cue.iter().chain(&gold.content)).copied().collect();
    for token in 0..example.sheet.words.len() {
        let is_cue = heads.contains(&token);
        if is_candidate(&example.sheet, token) && (is_cue || !unknown.contains(&token)) {
            cue_features(&example.sheet, token, &mut list);
            items.push((list.0.clone(), is_cue));
        }
    }
    items
}

fn chains(example: &Example) -> Vec<Chain> {
    let mut chains = Vec::new();
    for gold in &example.golds {
        let window = window(&example.sheet, gold.head);
        let label = |tokens: &TokenRange| {
            let words: Vec<usize> =
                tokens.clone().filter(|&token| tokens.len() == 1 || example.sheet.words[token].shape != 4).collect();
            let share = |set: &FxHashSet<usize>| words.iter().filter(|token| set.contains(token)).count() * 2;
            match () {
                () if share(&gold.content) >= words.len().max(1) => 1,
                () if share(&gold.source) >= words.len().max(1) => 2,
                () => 0,
            }
        };
        let mut labels: Vec<usize> = window.units.iter().map(|unit| label(&unit.tokens)).collect();
        labels[window.cue] = 0;
        chains.push(Chain { features: window_features(&example.sheet, &window), labels, cue: window.cue });
    }
    chains
}

/// The readings of each gold cue by a model that was not trained on the document.
fn choices(example: &Example, model: &Model) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut list = Features::default();
    for gold in &example.golds {
        let readings = readings(&example.sheet, &window(&example.sheet, gold.head), gold.head, model);
        let Some(right) = best_reading(example, &readings, gold).filter(|_| readings.len() > 1) else { continue };
        let mut features = Vec::new();
        for reading in &readings {
            reading_features(&example.sheet, gold.head, reading.spans(), readings[0].score - reading.score, &mut list);
            features.push(list.0.clone());
        }
        choices.push(Choice { readings: features, right });
    }
    choices
}

/// Proposals of a model on a document it was not trained on, with whether each is right.
fn judge(example: &Example, model: &Model) -> Vec<(Vec<Feature>, bool)> {
    let proposals = propose(&example.sheet, model);
    let right = gold::right(example, &proposals);
    let outer = outer(&proposals);
    let mut list = Features::default();
    let mut judged = Vec::new();
    for index in 0..proposals.len() {
        if !proposals[index].content.is_empty() {
            accept_features(&example.sheet, &proposals, index, outer[index], &mut list);
            judged.push((list.0.clone(), right[index]));
        }
    }
    judged
}
