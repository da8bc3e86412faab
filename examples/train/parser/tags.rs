//! Tags as a tagger gives them to text it has not seen: what the parser meets in earnest.
//!
//! In: treebank sentences. Out: their tags, each fold tagged by a tagger trained on the others.

use timeline::model::{Ptb, Upos};

use super::super::corpora::conllu::Sentence;
use super::super::tagger;

/// One token's tags.
pub type Tags = (Upos, Ptb);

const FOLDS: usize = 4;
/// Sentences stand in blocks of so many, so that a document is seldom on both sides.
const BLOCK: usize = 50;
/// Passes of each fold's tagger: fewer than the shipped one takes, with scores much alike.
const PASSES: usize = 3;

/// Tags every sentence by a tagger that was not trained on it.
pub fn jackknife(sentences: &[Sentence]) -> Vec<Vec<Tags>> {
    let fold = |index: usize| index / BLOCK % FOLDS;
    let mut result = vec![Vec::new(); sentences.len()];
    let (mut right, mut all) = (0, 0);
    for held in 0..FOLDS {
        let seen = sentences.iter().enumerate().filter(|(index, _)| fold(*index) != held).map(|(_, sentence)| sentence);
        let tagger = tagger::Trained::new(seen, PASSES);
        for (index, sentence) in sentences.iter().enumerate().filter(|(index, _)| fold(*index) == held) {
            result[index] = tagger.tag(sentence);
            all += sentence.words.len();
            right +=
                result[index].iter().zip(&sentence.words).filter(|(tags, word)| tags.1.as_str() == word.xpos).count();
        }
    }
    println!("jackknifed tags: {:.2} % right", 100.0 * right as f32 / all as f32);
    result
}
