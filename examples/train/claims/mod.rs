//! Trains the claims models: `models/claims.bin`.
//!
//! In: `attribution/polnear_train.jsonl` of the corpora, documents with attributions. Out: the
//! file. First prints scores by cross-validation over documents, which is what to tune on.

mod gold;
mod learn;

use rustc_hash::FxHashSet;
use timeline::extract::annotate;
use timeline::extract::claims::training::{
    Feature, Features, Model, Weights, accept_features, cue_features, is_candidate, outer, propose, window,
    window_features,
};
use timeline::model::{Annotated, TokenRange};

use self::gold::Example;
use self::learn::{Chain, train_binary, train_chain};

/// Logarithms of the number of slots of each model.
const CUE_BITS: u32 = 20;
const UNIT_BITS: u32 = 19;
const EDGE_BITS: u32 = 17;
const ACCEPT_BITS: u32 = 16;
/// Folds whose models judge each other's documents, so that the last classifier sees honest input.
const FOLDS: usize = 4;

/// Trains the weights.
pub fn train() {
    let weights = model(&super::corpora::read("attribution/polnear_train.jsonl")).write();
    super::save("claims", &weights);
}

/// Trains on documents in JSON lines.
pub fn model(text: &str) -> Model {
    let lines = gold::read(text);
    let documents = gold::documents(&lines);
    let annotated: Vec<Annotated> = documents.iter().map(annotate).collect();
    let examples: Vec<Example> =
        lines.iter().zip(&annotated).map(|(line, annotated)| gold::example(line, annotated)).collect();
    println!("{} documents, {} attributions", examples.len(), examples.iter().map(|e| e.golds.len()).sum::<usize>());
    let fold = |wanted: &dyn Fn(usize) -> bool| -> Vec<&Example> {
        examples.iter().enumerate().filter(|(index, _)| wanted(index % FOLDS)).map(|(_, example)| example).collect()
    };
    let mut judged = Vec::new();
    for held in 0..FOLDS {
        let model = train_spans(&fold(&|index| index != held));
        for example in fold(&|index| index == held) {
            judged.extend(judge(example, &model));
        }
        println!(
            "fold {held}: {} proposals, {} right",
            judged.len(),
            judged.iter().filter(|(_, right)| *right).count()
        );
    }
    report_threshold(&judged, examples.iter().map(|example| example.golds.len()).sum());
    let accept = train_binary(&judged, ACCEPT_BITS, 12);
    let mut model = train_spans(&fold(&|_| true));
    model.accept = accept;
    model
}

fn train_spans(examples: &[&Example]) -> Model {
    let cues = train_binary(&cue_items(examples), CUE_BITS, 10);
    let (units, edges) = train_chain(&chains(examples), [UNIT_BITS, EDGE_BITS], 8);
    Model { cues, units, edges, accept: Weights::quantise(&[0.0; 2], 1.0) }
}

/// Every candidate outside reported content: cue or not.
fn cue_items(examples: &[&Example]) -> Vec<(Vec<Feature>, bool)> {
    let mut items = Vec::new();
    let mut list = Features::default();
    for example in examples {
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
    }
    items
}

fn chains(examples: &[&Example]) -> Vec<Chain> {
    let mut chains = Vec::new();
    for example in examples {
        for gold in &example.golds {
            let window = window(&example.sheet, gold.head);
            let label = |tokens: &TokenRange| {
                let words: Vec<usize> = tokens
                    .clone()
                    .filter(|&token| tokens.len() == 1 || example.sheet.words[token].shape != 4)
                    .collect();
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
    }
    chains
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

/// Prints F1 at several thresholds, each document judged by a model that never saw it.
fn report_threshold(judged: &[(Vec<Feature>, bool)], golds: usize) {
    let half = judged.len() / 2;
    let mut scored: Vec<(f32, bool)> = Vec::new();
    for (train, test) in [(&judged[..half], &judged[half..]), (&judged[half..], &judged[..half])] {
        let weights = train_binary(train, ACCEPT_BITS, 12);
        scored.extend(test.iter().map(|(features, right)| (weights.score(features)[0], *right)));
    }
    for threshold in [-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0] {
        let kept = scored.iter().filter(|(score, _)| *score > threshold).count();
        let right = scored.iter().filter(|(score, right)| *score > threshold && *right).count();
        let (precision, recall) = (right as f32 / kept as f32, right as f32 / golds as f32);
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("threshold {threshold:5.2}: P {precision:.3} R {recall:.3} F1 {f1:.3}");
    }
}
