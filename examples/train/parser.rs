//! Trains the dependency parser: `models/parser.bin`.
//!
//! In: EWT and the parts of GUM that may be used, tagged by taggers that have not seen them; plain
//! news text for the vectors of words. Out: the file, and its scores on sentences never trained on.

mod matrix;
mod network;
mod tags;
mod vectors;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use timeline::model::Token;
use timeline::text::syntax::features::{self, UNKNOWN_WORD, WORD_START};
use timeline::text::syntax::labels::{RELATIONS, fold};
use timeline::text::syntax::model::Model;
use timeline::text::syntax::parser::Parser;
use timeline::text::{lower, segment, tag_words};

use super::corpora::conllu::{self, Sentence};
use super::corpora::read;
use super::{save, tagger};
use matrix::{Random, Schedule};
use network::{Dropout, Example, NONE, Network, Sizes};

const SIZES: Sizes = Sizes { input: 96, hidden: 96, layers: 2, arc: 64, label: 64 };
const DROPOUT: Dropout = Dropout { word: 0.15, feature: 0.03, input: 0.15, layer: 0.25, perceptron: 0.25 };
const EPOCHS: usize = 16;
/// Tokens per step of the optimiser, about.
const BATCH: usize = 600;
const RATE: f32 = 0.003;
/// Longer sentences are left out: they are lists and tables.
const LONGEST: usize = 100;
/// Width of the vectors made from plain text.
const VECTOR: usize = 48;
const VECTOR_EPOCHS: usize = 4;

/// Trains and writes the weights.
pub fn train() {
    let mut random = Random(1);
    let sentences = tagger::sentences();
    let mut plain = plain_text(&sentences);
    random.shuffle(&mut plain);
    let (vectors, table) = vectors::train(&plain, VECTOR, VECTOR_EPOCHS, &mut random);
    println!("{} vectors from {} words", table.rows, plain.iter().map(Vec::len).sum::<usize>());
    let words = vocabulary(&sentences);
    let mut examples: Vec<Example> = sentences
        .iter()
        .zip(tags::jackknife(&sentences))
        .filter(|(sentence, _)| sentence.words.len() <= LONGEST)
        .map(|(sentence, tokens)| example(sentence, &tokens, &words, &vectors))
        .collect();
    let mut network = Network::new(SIZES, WORD_START as usize + words.len(), table, &mut random);
    let tokens: usize = examples.iter().map(|example| example.rows.len()).sum();
    let mut schedule = Schedule::new(RATE, EPOCHS * tokens / BATCH);
    for epoch in 1..=EPOCHS {
        random.shuffle(&mut examples);
        let loss = run_epoch(&mut network, &examples, &mut schedule, &mut random);
        println!("epoch {epoch}: loss {loss:.4}");
        if epoch % 4 == 0 {
            evaluate(&network.write(&words, &vectors));
        }
    }
    save("parser", &network.write(&words, &vectors));
}

fn run_epoch(network: &mut Network, examples: &[Example], schedule: &mut Schedule, random: &mut Random) -> f32 {
    let (mut loss, mut batches, mut at) = (0.0, 0.0, 0);
    while at < examples.len() {
        let (first, mut tokens) = (at, 0);
        while at < examples.len() && tokens < BATCH {
            tokens += examples[at].rows.len();
            at += 1;
        }
        let batch: Vec<&Example> = examples[first..at].iter().collect();
        loss += network.learn(&batch, DROPOUT, random);
        batches += 1.0;
        network.step(&batch, schedule.next());
    }
    loss / batches
}

/// Rows of the words that the treebanks have more than once.
fn vocabulary(sentences: &[Sentence]) -> FxHashMap<u32, u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry(features::word_hash(&lower(&word.form))).or_default() += 1;
    }
    counts.iter().filter(|entry| *entry.1 >= 2).zip(WORD_START..).map(|(entry, row)| (*entry.0, row)).collect()
}

fn example(
    sentence: &Sentence,
    tags: &[tags::Tags],
    words: &FxHashMap<u32, u32>,
    vectors: &FxHashMap<u32, u32>,
) -> Example {
    let mut example = Example::default();
    for (word, &(upos, ptb)) in sentence.words.iter().zip(tags) {
        let lower = lower(&word.form);
        let hash = features::word_hash(&lower);
        let row = words.get(&hash).copied().unwrap_or(UNKNOWN_WORD);
        example.rows.push(features::rows(&word.form, &lower, ptb, upos, row));
        example.vectors.push(vectors.get(&hash).copied().unwrap_or(NONE));
        example.ptb.push(ptb as u8);
        example.heads.push(word.head);
        example.relations.push(fold(&word.relation));
    }
    example
}

/// Sentences of word hashes from all the news at hand and from the treebanks' training parts.
fn plain_text(sentences: &[Sentence]) -> Vec<Vec<u32>> {
    const NEWS: &[&str] =
        &["news/reuters21578.articles.jsonl", "news/wikinews.articles.jsonl", "attribution/polnear_train.jsonl"];
    let hash = |token: &Token| features::word_hash(&token.lower);
    let mut result = Vec::new();
    for file in NEWS {
        for line in read(file).lines() {
            let article: serde_json::Value = serde_json::from_str(line).expect("one JSON object per line");
            let parsed = segment(article["text"].as_str().unwrap_or_default());
            let hashes = |tokens: &[Token]| tokens.iter().map(hash).collect();
            result.extend(parsed.sentences.iter().map(|sentence| hashes(&parsed.tokens[sentence.tokens.clone()])));
        }
    }
    let hashes =
        |sentence: &Sentence| sentence.words.iter().map(|word| features::word_hash(&lower(&word.form))).collect();
    result.extend(sentences.iter().map(hashes));
    result
}

/// Prints how well the weights parse sentences they were not trained on, tags predicted too.
fn evaluate(bytes: &[u8]) {
    let bytes: &'static [u8] = bytes.to_vec().leak();
    let model: &'static Model = Box::leak(Box::new(Model::read(bytes).expect("the file just written")));
    let of = |name: &str, wanted: fn(&str) -> bool| -> Vec<Sentence> {
        conllu::load(name).into_iter().filter(|document| wanted(&document.genre)).flat_map(|d| d.sentences).collect()
    };
    for (name, sentences) in [
        ("EWT dev", of("ud/ewt_dev.conllu", |_| true)),
        ("GUM dev, news", of("ud/gum_dev.conllu", |genre| genre == "news")),
        ("GUM dev, all else", of("ud/gum_dev.conllu", |genre| genre != "news")),
    ] {
        let (unlabelled, labelled) = attachment(model, &sentences);
        println!("  {name}: UAS {unlabelled:.2}, LAS {labelled:.2}");
    }
}

/// Unlabelled and labelled attachment in percent, punctuation included, relations without subtypes.
fn attachment(model: &'static Model, sentences: &[Sentence]) -> (f32, f32) {
    let basic = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
    let mut parser = Parser::new(model);
    let (mut attached, mut labelled, mut all) = (0, 0, 0);
    for sentence in sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let (text, mut parsed) = tag_words(&forms);
        parser.parse(&text, &mut parsed.tokens, 0..forms.len());
        for (token, word) in parsed.tokens.iter().zip(&sentence.words) {
            all += 1;
            if token.head == word.head {
                attached += 1;
                labelled += usize::from(basic(token.relation) == basic(RELATIONS[fold(&word.relation)]));
            }
        }
    }
    let percent = |part: usize| 100.0 * part as f32 / all as f32;
    (percent(attached), percent(labelled))
}
