//! Accuracy of tags, lemmas and attachment, on the treebanks' own tokens.
//!
//! Tokens and sentences are the treebank's, so that errors of segmentation do not count twice. Attachment
//! counts punctuation, and relations without their subtypes.

use std::collections::BTreeMap;

use timeline::text;
use timeline::text::syntax::labels::{RELATIONS, fold};

use super::corpora::conllu::{self, Document};
use super::lists_errors;

/// Prints the section.
pub fn print() {
    println!("tags (gold tokens)          UPOS       PTB     lemma       UAS       LAS");
    let ewt = conllu::load("ud/ewt_dev.conllu");
    let gum = conllu::load("ud/gum_dev.conllu");
    line("EWT dev", &ewt);
    line("GUM dev", &gum);
    let news: Vec<Document> = gum.into_iter().filter(|document| document.genre == "news").collect();
    line("GUM dev news", &news);
}

fn line(name: &str, documents: &[Document]) {
    let (mut total, mut upos, mut ptb, mut lemma, mut unlabelled, mut labelled) = (0, 0, 0, 0, 0, 0);
    let basic = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
    let mut errors: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let (raw, parsed) = text::tag_words(&document.forms());
        let words = document.sentences.iter().flat_map(|sentence| &sentence.words);
        let first =
            |sentence: &timeline::model::Sentence| std::iter::repeat_n(sentence.tokens.start, sentence.tokens.len());
        let firsts = parsed.sentences.iter().flat_map(first);
        for ((word, token), first) in words.zip(&parsed.tokens).zip(firsts) {
            total += 1;
            let attached = token.head == word.head.map(|head| first + head);
            unlabelled += usize::from(attached);
            labelled += usize::from(attached && basic(token.relation) == basic(RELATIONS[fold(&word.relation)]));
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
    let [upos, ptb, lemma, unlabelled, labelled] = [upos, ptb, lemma, unlabelled, labelled].map(share);
    println!("{name:<24}{upos:>8.2}{ptb:>10.2}{lemma:>10.2}{unlabelled:>10.2}{labelled:>10.2}");
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by_key(|(error, count)| (std::cmp::Reverse(*count), error.clone()));
    for (error, count) in errors.iter().take(150) {
        println!("  {count:>4} {error}");
    }
}
