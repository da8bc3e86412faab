//! How well weights tag, parse and find names in what they were not trained on.

use timeline::text::join;
use timeline::text::names::form;
use timeline::text::network::model::Model;
use timeline::text::network::read_with;
use timeline::text::syntax::labels::{RELATIONS, fold};

use super::super::corpora::conllu::{self, Document};

/// Prints the scores of a weight file.
pub fn print(bytes: &[u8]) {
    let bytes: &'static [u8] = bytes.to_vec().leak();
    let model = Model::read(bytes).expect("the file just written");
    let of = |name: &str, wanted: fn(&str) -> bool| -> Vec<Document> {
        conllu::load(name).into_iter().filter(|document| wanted(&document.genre)).collect()
    };
    for (name, documents) in [
        ("EWT dev", of("ud/ewt_dev.conllu", |_| true)),
        ("GUM dev, news", of("ud/gum_dev.conllu", |genre| genre == "news")),
        ("GUM dev, all else", of("ud/gum_dev.conllu", |genre| genre != "news")),
    ] {
        let [upos, ptb, unlabelled, labelled] = treebank(&model, &documents);
        println!("  {name:<18} UPOS {upos:.2} PTB {ptb:.2} UAS {unlabelled:.2} LAS {labelled:.2}");
    }
}

/// Universal and Penn tags, unlabelled and labelled attachment in percent; punctuation included,
/// relations without subtypes.
fn treebank(model: &Model, documents: &[Document]) -> [f64; 4] {
    let basic = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
    let (mut right, mut all) = ([0; 4], 0);
    for document in documents {
        let (text, mut parsed) = join(&document.forms());
        let bits = form::bits(&parsed, &form::forms(&text, &parsed));
        read_with(model, &text, &mut parsed, &bits);
        let first =
            |sentence: &timeline::model::Sentence| std::iter::repeat_n(sentence.tokens.start, sentence.tokens.len());
        let firsts = parsed.sentences.iter().flat_map(first);
        let words = document.sentences.iter().flat_map(|sentence| &sentence.words);
        for ((token, word), first) in parsed.tokens.iter().zip(words).zip(firsts) {
            all += 1;
            let attached = token.head == word.head.map(|head| first + head);
            let labelled = attached && basic(token.relation) == basic(RELATIONS[fold(&word.relation)]);
            let hits = [token.upos.as_str() == word.upos, token.ptb.as_str() == word.xpos, attached, labelled];
            right.iter_mut().zip(hits).for_each(|(right, hit)| *right += usize::from(hit));
        }
    }
    right.map(|right| 100.0 * right as f64 / all as f64)
}
