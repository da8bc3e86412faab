//! Writes `models/lemmas.tsv`: the words whose lemma the rules of `timeline::text::lemma` miss.
//!
//! In: the treebanks the network is trained on. Out: word, Penn tag and lemma, sorted.

use std::collections::BTreeMap;

use smol_str::SmolStr;
use timeline::model::Ptb;
use timeline::text::{lemma, lower};

use super::network::data::sentences;

/// Collects the exceptions: the most frequent lemma of each word and tag, where the rules differ.
pub fn train() {
    let mut counts: BTreeMap<(SmolStr, String), BTreeMap<String, usize>> = BTreeMap::new();
    for word in sentences().iter().flat_map(|sentence| &sentence.words).filter(|word| word.upos != "PROPN") {
        let key = (lower(&word.form), word.xpos.clone());
        *counts.entry(key).or_default().entry(word.lemma.to_lowercase()).or_default() += 1;
    }
    let mut file = String::new();
    for ((word, xpos), lemmas) in counts {
        let most = lemmas.iter().max_by_key(|(lemma, count)| (**count, std::cmp::Reverse(*lemma)));
        let (Some((lemma, _)), Some(ptb)) = (most, Ptb::parse(&xpos)) else { continue };
        if lemma::by_rule(&word, ptb) != lemma.as_str() && !lemma.contains('\t') && word.is_ascii() {
            file.push_str(&format!("{word}\t{xpos}\t{lemma}\n"));
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/models/lemmas.tsv");
    std::fs::write(path, &file).expect("models/ is there and can be written");
    println!("{path}: {} lines", file.lines().count());
}
