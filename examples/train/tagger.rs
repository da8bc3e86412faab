//! Trains the tagger: `models/tagger.bin` and its tag dictionary `models/tags.bin`.
//!
//! In: EWT and the parts of GUM that may be used. Out: the files. The dictionary is built first; the
//! weights are trained with it.

use std::collections::BTreeMap;

use timeline::model::{Ptb, Upos};
use timeline::text::linear::{Feature, Model};
use timeline::text::tagger::{self, Form, START};
use timeline::text::{lower, words};

use super::corpora::conllu::{self, Sentence};
use super::perceptron::{Perceptron, best, shuffle};
use super::save;

/// GUM's genres whose licence lets a model be shipped; the others are non-commercial.
pub const GENRES: &[&str] =
    &["news", "interview", "bio", "court", "conversation", "essay", "letter", "podcast", "speech", "textbook", "vlog"];

/// Passes over the data.
const PASSES: usize = 8;

/// Returns the training sentences.
pub fn sentences() -> Vec<Sentence> {
    let gum = conllu::load("ud/gum_train.conllu").into_iter().filter(|document| GENRES.contains(&&*document.genre));
    conllu::load("ud/ewt_train.conllu").into_iter().chain(gum).flat_map(|document| document.sentences).collect()
}

/// Trains the tag dictionary.
pub fn train_tags() {
    let mut counts: BTreeMap<u64, BTreeMap<String, usize>> = BTreeMap::new();
    for word in sentences().iter().flat_map(|sentence| &sentence.words) {
        let hash = tagger::word_hash(&lower(&word.form));
        *counts.entry(hash).or_default().entry(label(&word.upos, &word.xpos)).or_default() += 1;
    }
    // A class is a set of tags, the most frequent first; only frequent sets get a number.
    let mut classes: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (hash, tags) in counts {
        let total: usize = tags.values().sum();
        let mut kept: Vec<(&String, &usize)> = tags.iter().filter(|(_, count)| **count * 20 >= total).collect();
        kept.sort_by_key(|(tag, count)| (std::cmp::Reverse(**count), *tag));
        let names: Vec<&str> = kept.iter().map(|(tag, _)| tag.as_str()).collect();
        // Rare words are left out, so that training meets unknown words as often as a new text does.
        if total >= 3 {
            classes.entry(names.join("|")).or_default().push(hash);
        }
    }
    let mut numbers = Vec::new();
    for (class, (_, hashes)) in classes.iter().filter(|(_, hashes)| hashes.len() >= 2).enumerate() {
        numbers.extend(hashes.iter().map(|hash| (*hash, class as u16)));
    }
    println!("{} words in {} classes", numbers.len(), classes.len());
    save("tags", &words::write(numbers));
}

fn label(upos: &str, xpos: &str) -> String {
    format!("{upos} {xpos}")
}

/// Trains the weights.
pub fn train() {
    let sentences = sentences();
    let perceptron = train_on(&sentences.iter().collect::<Vec<_>>(), PASSES);
    save("tagger", &perceptron.finish(0.02));
}

fn train_on(sentences: &[&Sentence], passes: usize) -> Perceptron {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry(label(&word.upos, &word.xpos)).or_default() += 1;
    }
    let labels: Vec<String> = counts.into_iter().filter(|(_, count)| *count >= 4).map(|(label, _)| label).collect();
    println!("{} sentences, {} labels", sentences.len(), labels.len());
    let mut data: Vec<(Vec<Form>, Vec<Option<usize>>)> = sentences
        .iter()
        .map(|sentence| {
            let forms = sentence.words.iter().map(|word| Form::new(&word.form, &lower(&word.form))).collect();
            let truth = sentence.words.iter().map(|word| labels.binary_search(&label(&word.upos, &word.xpos)).ok());
            (forms, truth.collect())
        })
        .collect();
    let mut perceptron = Perceptron::new(labels);
    for pass in 0..passes {
        shuffle(&mut data, pass as u64);
        let wrong: usize = data.iter().map(|(forms, truth)| learn(&mut perceptron, forms, truth)).sum();
        println!("pass {pass}: {wrong} wrong");
    }
    perceptron
}

/// Learns one sentence; returns how many tokens were wrong.
fn learn(perceptron: &mut Perceptron, forms: &[Form], truth: &[Option<usize>]) -> usize {
    let mut wrong = 0;
    let mut before = [START; 2];
    let mut features: Vec<Feature> = Vec::new();
    let mut scores = Vec::new();
    for (at, truth) in truth.iter().enumerate() {
        tagger::features(forms, at, before, &mut features);
        perceptron.score(&features, &mut scores);
        let guess = best(&scores);
        if let Some(truth) = *truth {
            perceptron.update(&features, truth, guess);
            wrong += usize::from(truth != guess);
        }
        before = [before[1], guess as u64];
    }
    wrong
}

/// A tagger trained on a part of the data, kept in memory.
pub struct Trained {
    model: Model,
}

impl Trained {
    /// Trains on the sentences.
    pub fn new<'s>(sentences: impl Iterator<Item = &'s Sentence>, passes: usize) -> Self {
        let sentences: Vec<&Sentence> = sentences.collect();
        let weights = train_on(&sentences, passes).finish(0.02);
        Self { model: Model::new(weights.leak()) }
    }

    /// Tags one sentence.
    pub fn tag(&self, sentence: &Sentence) -> Vec<(Upos, Ptb)> {
        let forms: Vec<Form> = sentence.words.iter().map(|word| Form::new(&word.form, &lower(&word.form))).collect();
        let labels = tagger::label_sequence(&self.model, &forms);
        labels.into_iter().map(|label| tagger::parse_label(self.model.labels()[label])).collect()
    }
}
