//! Trains the claims models on annotated news and writes `models/claims.bin`.
//!
//! In: JSON lines of documents with attributions (source, cue and content as code points).
//! Out: the model, and scores on held-out parts. The same data gives the same file.

use super::{corpora, save};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use timeline::extract::annotate;
use timeline::extract::claims::training::{
    EDGES, Feature, Features, LABELS, Model, Proposal, Sheet, Weights, WindowFeatures, accept_features, cue_features,
    is_candidate, outer, propose, window, window_features,
};
use timeline::model::{Annotated, Basis, Document, Published, TokenRange, Upos};

const CUE_BITS: u32 = 20;
const UNIT_BITS: u32 = 19;
const EDGE_BITS: u32 = 17;
const ACCEPT_BITS: u32 = 16;
/// Folds whose models judge each other's documents, so that the last classifier sees honest input.
const FOLDS: usize = 4;

#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// An attribution in tokens.
struct Gold {
    head: usize,
    cue: FxHashSet<usize>,
    source: FxHashSet<usize>,
    content: FxHashSet<usize>,
}

/// A document with its attributions.
struct Example<'a> {
    sheet: Sheet<'a>,
    golds: Vec<Gold>,
}

/// Trains on PolNeAR's training part; its development part is never read.
pub fn train() {
    let lines = read();
    let documents = documents(&lines);
    let annotated: Vec<Annotated> = documents.iter().map(annotate).collect();
    let examples: Vec<Example> =
        lines.iter().zip(&annotated).map(|(line, annotated)| example(line, annotated)).collect();
    eprintln!("{} documents, {} attributions", examples.len(), examples.iter().map(|e| e.golds.len()).sum::<usize>());
    let fold = |wanted: &dyn Fn(usize) -> bool| -> Vec<&Example> {
        examples.iter().enumerate().filter(|(index, _)| wanted(index % FOLDS)).map(|(_, example)| example).collect()
    };
    let mut judged = Vec::new();
    for held in 0..FOLDS {
        let model = train_spans(&fold(&|index| index != held));
        for example in fold(&|index| index == held) {
            judged.extend(judge(example, &model));
        }
        eprintln!(
            "fold {held}: {} proposals, {} right",
            judged.len(),
            judged.iter().filter(|(_, right)| *right).count()
        );
    }
    report_threshold(&judged, examples.iter().map(|example| example.golds.len()).sum());
    let accept = train_binary(&judged, ACCEPT_BITS, 12);
    let mut model = train_spans(&fold(&|_| true));
    model.accept = accept;
    save("claims", &model.write());
}

fn read() -> Vec<Line> {
    let text = corpora::read("attribution/polnear_train.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("a document a line")).collect()
}

fn documents(lines: &[Line]) -> Vec<Document> {
    let document = |line: &Line| Document {
        text: line.text.clone(),
        published: line.doc.split('_').find_map(|part| Published::parse(part, Basis::Given)).unwrap_or_default(),
        ..Document::default()
    };
    lines.iter().map(document).collect()
}

fn example<'a>(line: &Line, annotated: &'a Annotated) -> Example<'a> {
    let sheet = Sheet::new(annotated);
    let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
    let tokens = |spans: &[[usize; 2]]| -> FxHashSet<usize> {
        let covered = |span: &[usize; 2]| {
            let (start, end) = (bytes[span[0]], bytes[span[1]]);
            let tokens = &annotated.parsed.tokens;
            let first = tokens.partition_point(|token| token.span.end <= start);
            (first..tokens.len()).take_while(move |&index| tokens[index].span.start < end)
        };
        spans.iter().flat_map(covered).collect()
    };
    let gold = |attribution: &Attribution| {
        let cue = tokens(&attribution.cue);
        let (source, content) = (tokens(&attribution.source), tokens(&attribution.content));
        let head = head(&sheet, &cue)?;
        (!content.is_empty()).then_some(Gold { head, cue, source, content })
    };
    let golds = line.attributions.iter().filter_map(gold).collect();
    Example { sheet, golds }
}

/// The word of a cue that stands for it: "according", its first verb, its last noun, …
fn head(sheet: &Sheet, cue: &FxHashSet<usize>) -> Option<usize> {
    let mut tokens: Vec<usize> = cue.iter().copied().collect();
    tokens.sort_unstable();
    let upos = |wanted: Upos| move |&token: &usize| sheet.token(token).upos == wanted;
    let candidate = |&token: &usize| is_candidate(sheet, token);
    let listed = |&token: &usize| sheet.words[token].class != 0 && is_candidate(sheet, token);
    let first = |test: &dyn Fn(&usize) -> bool| tokens.iter().copied().find(|token| test(token));
    first(&|token| sheet.token(*token).lower == "according")
        .or_else(|| first(&|token| listed(token) && upos(Upos::Verb)(token)))
        .or_else(|| first(&|token| upos(Upos::Verb)(token)))
        .or_else(|| first(&listed))
        .or_else(|| first(&candidate))
        .or_else(|| tokens.first().copied())
}

fn train_spans(examples: &[&Example]) -> Model {
    let cues = train_binary(&cue_items(examples), CUE_BITS, 10);
    let (units, edges) = train_chain(&chains(examples), 8);
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

/// Logistic regression by AdaGrad over the items in a fixed shuffle.
fn train_binary(items: &[(Vec<Feature>, bool)], bits: u32, epochs: usize) -> Weights<1> {
    let mask = (1usize << bits) - 1;
    let mut weights = vec![0f32; 1 << bits];
    let mut squares = vec![0.1f32; 1 << bits];
    let mut random = Random(1);
    let mut order: Vec<usize> = (0..items.len()).collect();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &item in &order {
            let (features, right) = &items[item];
            let score: f32 = features.iter().map(|feature| weights[*feature as usize & mask]).sum();
            let error = f32::from(u8::from(*right)) - sigmoid(score);
            for feature in features {
                let slot = *feature as usize & mask;
                let gradient = error - L2 * weights[slot];
                squares[slot] += gradient * gradient;
                weights[slot] += RATE * gradient / squares[slot].sqrt();
            }
        }
    }
    Weights::quantise(&weights, LIMIT)
}

const RATE: f32 = 0.08;
const L2: f32 = 2e-4;
const LIMIT: f32 = 2.5;

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// A window with its right labels.
struct Chain {
    features: WindowFeatures,
    labels: Vec<usize>,
    cue: usize,
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

/// A linear-chain conditional random field by AdaGrad.
fn train_chain(chains: &[Chain], epochs: usize) -> (Weights<4>, Weights<EDGES>) {
    let mut units = Table::<4>::new(UNIT_BITS);
    let mut edges = Table::<EDGES>::new(EDGE_BITS);
    let mut random = Random(2);
    let mut order: Vec<usize> = (0..chains.len()).collect();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &chain in &order {
            learn_chain(&chains[chain], &mut units, &mut edges);
        }
    }
    (Weights::quantise(&units.weights, LIMIT), Weights::quantise(&edges.weights, LIMIT))
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
    mask: usize,
}

impl<const OUTPUTS: usize> Table<OUTPUTS> {
    fn new(bits: u32) -> Self {
        let size = OUTPUTS << bits;
        Self { weights: vec![0.0; size], squares: vec![0.1; size], mask: (1 << bits) - 1 }
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

/// Proposals of a model on a document it was not trained on, with whether each is right.
fn judge(example: &Example, model: &Model) -> Vec<(Vec<Feature>, bool)> {
    let proposals = propose(&example.sheet, model);
    let right = right(example, &proposals);
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

/// Tells which proposals match an attribution: half their content and a word of their source.
fn right(example: &Example, proposals: &[Proposal]) -> Vec<bool> {
    let word = |token: &usize| example.sheet.words[*token].shape != 4;
    let mut pairs = Vec::new();
    for (index, proposal) in proposals.iter().enumerate() {
        let content: FxHashSet<usize> = proposal.content.iter().cloned().flatten().filter(word).collect();
        for (other, gold) in example.golds.iter().enumerate() {
            let wanted = gold.content.iter().filter(|token| word(token));
            let (mut shared, mut all) = (0, content.len());
            for token in wanted {
                if content.contains(token) { shared += 1 } else { all += 1 }
            }
            let source = match &proposal.source {
                None => gold.source.is_empty(),
                Some(source) => source.clone().any(|token| gold.source.contains(&token)),
            };
            if shared * 2 >= all && shared > 0 && source {
                pairs.push((std::cmp::Reverse(shared * 1000 / all), index, other));
            }
        }
    }
    pairs.sort_unstable();
    let (mut right, mut used) = (vec![false; proposals.len()], FxHashSet::default());
    for (_, index, other) in pairs {
        if !right[index] && used.insert(other) {
            right[index] = true;
        }
    }
    right
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
        eprintln!("threshold {threshold:5.2}: P {precision:.3} R {recall:.3} F1 {f1:.3}");
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
