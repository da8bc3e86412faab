//! Trains the model that ends sentences: `models/sentences.bin`.
//!
//! In: the raw text of EWT and of the parts of GUM that may be used. Out: an averaged perceptron of
//! two labels over the places where a sentence may end.

use std::collections::BTreeSet;

use timeline::text;
use timeline::text::linear::Feature;

use super::corpora::conllu;
use super::network::data::GENRES;
use super::perceptron::{Perceptron, best, shuffle};
use super::save;

/// Passes over the data.
const PASSES: usize = 5;

/// A place, and whether a sentence ends there.
type Lesson = (Vec<Feature>, bool);

/// Trains the weights.
pub fn train() {
    let gum = conllu::load("ud/gum_train.conllu").into_iter().filter(|document| GENRES.contains(&&*document.genre));
    let mut lessons: Vec<Lesson> = Vec::new();
    for document in conllu::load("ud/ewt_train.conllu").into_iter().chain(gum) {
        learn_from(&document, &mut lessons);
    }
    println!("{} places, {} ends", lessons.len(), lessons.iter().filter(|(_, end)| *end).count());
    let mut perceptron = Perceptron::new(vec!["on".to_owned(), "end".to_owned()]);
    let mut scores = Vec::new();
    for pass in 0..PASSES {
        shuffle(&mut lessons, pass as u64);
        for (features, end) in &lessons {
            perceptron.score(features, &mut scores);
            perceptron.update(features, usize::from(*end), best(&scores));
        }
    }
    save("sentences", &perceptron.finish(0.01));
}

fn learn_from(document: &conllu::Document, lessons: &mut Vec<Lesson>) {
    let (raw, spans) = document.raw();
    let ends: BTreeSet<usize> = spans.iter().filter_map(|words| words.last()).map(|(_, end)| *end).collect();
    text::segment_with(&raw, &mut |place| {
        let end = ends.contains(&place.at);
        lessons.push((place.features.to_vec(), end));
        end
    });
}
