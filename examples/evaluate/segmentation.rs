//! Sentence F1 and token F1 on raw text, by exact spans.

use std::collections::BTreeSet;

use timeline::text;

use super::corpora::conllu::{self, Document};
use super::{Score, lists_errors};

/// Prints the section.
pub fn print() {
    println!("segmentation            sentence F1   token F1");
    let ewt = conllu::load("ud/ewt_dev.conllu");
    let gum = conllu::load("ud/gum_dev.conllu");
    line("EWT dev", &ewt);
    line("GUM dev", &gum);
    let news: Vec<Document> = gum.into_iter().filter(|document| document.genre == "news").collect();
    line("GUM dev news", &news);
}

fn line(name: &str, documents: &[Document]) {
    let (mut sentences, mut tokens) = (Score::default(), Score::default());
    for document in documents {
        let (raw, gold) = document.raw();
        let parsed = text::parse(&raw);
        let gold_tokens: BTreeSet<_> = gold.iter().flatten().copied().collect();
        let found_tokens: BTreeSet<_> = parsed.tokens.iter().map(|token| (token.span.start, token.span.end)).collect();
        let gold_sentences: BTreeSet<_> = gold.iter().map(|words| (words[0].0, words[words.len() - 1].1)).collect();
        let found_sentences: BTreeSet<_> =
            parsed.sentences.iter().map(|sentence| (sentence.span.start, sentence.span.end)).collect();
        add(&mut tokens, &gold_tokens, &found_tokens);
        add(&mut sentences, &gold_sentences, &found_sentences);
        if lists_errors() {
            list(&raw, "token", &gold_tokens, &found_tokens);
            list(&raw, "sentence", &gold_sentences, &found_sentences);
        }
    }
    println!("{name:<24}{:>10.2}{:>11.2}", sentences.f1(), tokens.f1());
}

fn add(score: &mut Score, gold: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
    score.right += gold.intersection(found).count();
    score.found += found.len();
    score.gold += gold.len();
}

fn list(raw: &str, what: &str, gold: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
    for (start, end) in gold.difference(found) {
        println!("  missed {what}: {:?}", &raw[*start..*end]);
    }
    for (start, end) in found.difference(gold) {
        println!("  wrong {what}: {:?}", &raw[*start..*end]);
    }
}
