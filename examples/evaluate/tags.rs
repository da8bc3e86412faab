//! Tag and lemma accuracy, on the treebanks' own tokens.
//!
//! Tokens and sentences are the treebank's, so that errors of segmentation do not count twice.

use std::collections::BTreeMap;

use timeline::text;

use super::corpora::conllu::{self, Document};
use super::lists_errors;

/// Prints the section.
pub fn print() {
    println!("tags (gold tokens)          UPOS       PTB     lemma");
    let ewt = conllu::load("ud/ewt_dev.conllu");
    let gum = conllu::load("ud/gum_dev.conllu");
    line("EWT dev", &ewt);
    line("GUM dev", &gum);
    let news: Vec<Document> = gum.into_iter().filter(|document| document.genre == "news").collect();
    line("GUM dev news", &news);
}

fn line(name: &str, documents: &[Document]) {
    let (mut total, mut upos, mut ptb, mut lemma) = (0, 0, 0, 0);
    let mut errors: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in documents.iter().flat_map(|document| &document.sentences) {
        let forms: Vec<&str> = sentence.words.iter().map(|word| &*word.form).collect();
        let (raw, parsed) = text::tag_words(&forms);
        for (word, token) in sentence.words.iter().zip(&parsed.tokens) {
            total += 1;
            ptb += usize::from(word.xpos == token.ptb.as_str());
            upos += usize::from(word.upos == token.upos.as_str());
            lemma += usize::from(word.lemma.to_lowercase() == token.lemma.to_lowercase());
            if lists_errors() && word.upos != token.upos.as_str() {
                *errors
                    .entry(format!("{} -> {} {}", word.upos, token.upos.as_str(), token.span.of(&raw)))
                    .or_default() += 1;
            }
            if lists_errors() && word.lemma.to_lowercase() != token.lemma.to_lowercase() {
                *errors
                    .entry(format!("lemma {} {} {} -> {}", word.form, word.xpos, word.lemma, token.lemma))
                    .or_default() += 1;
            }
        }
    }
    let share = |right: usize| 100.0 * right as f64 / total as f64;
    println!("{name:<24}{:>8.2}{:>10.2}{:>10.2}", share(upos), share(ptb), share(lemma));
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by_key(|(error, count)| (std::cmp::Reverse(*count), error.clone()));
    for (error, count) in errors.iter().take(150) {
        println!("  {count:>4} {error}");
    }
}
