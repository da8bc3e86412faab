//! From corpora to what the network reads: treebanks tell tags and trees, newswire tells names.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use timeline::model::{Parsed, Part, Ptb, Upos};
use timeline::text::names::form;
use timeline::text::network::input::{UNKNOWN_WORD, WORD_START, rows};
use timeline::text::network::model::Model;
use timeline::text::network::{LONGEST, read_with};
use timeline::text::syntax::labels::fold;
use timeline::text::words::word_hash;
use timeline::text::{join, lower, segment};

use super::super::claims::gold::{self, Line};
use super::super::corpora::conllu::{self, Document, Sentence};
use super::super::corpora::{ner, read};
use super::super::names::labels;
use super::layers::{Example, NONE};

/// GUM's genres whose licence lets a model be shipped; the others are non-commercial.
pub const GENRES: &[&str] =
    &["news", "interview", "bio", "court", "conversation", "essay", "letter", "podcast", "speech", "textbook", "vlog"];

const REUTERS: &str = "news/reuters21578.articles.jsonl";
const WIKINEWS: &str = "news/wikinews.articles.jsonl";
const POLNEAR: &str = "attribution/polnear_train.jsonl";

/// Every so many articles of the Reuters set, whose sentences are read for what two networks agree on.
const REUTERS_STEP: usize = 12;
/// Sentences of so many tokens are.
const READ: std::ops::RangeInclusive<usize> = 5..=60;
/// The least share of tokens that both must hang alike.
const ALIKE: f32 = 0.8;

/// Tags seen less often are nobody's label.
const RARE_LABEL: usize = 4;

/// Returns the treebank documents to train on.
pub fn documents() -> Vec<Document> {
    let gum = conllu::load("ud/gum_train.conllu").into_iter().filter(|document| GENRES.contains(&&*document.genre));
    conllu::load("ud/ewt_train.conllu").into_iter().chain(gum).collect()
}

/// Returns the treebank sentences to train on.
pub fn sentences() -> Vec<Sentence> {
    documents().into_iter().flat_map(|document| document.sentences).collect()
}

/// Returns the documents with names to train on: all but the held-out tenth.
pub fn named() -> Vec<ner::Document> {
    ner::worldwide().into_iter().filter(|document| document.tenth() != 0).collect()
}

/// Documents with attributions to train on.
pub fn attributed() -> Vec<Line> {
    gold::read(&read(POLNEAR))
}

/// Plain news of a kind with what the tool is used on.
pub fn news() -> Vec<String> {
    let named = named().into_iter().map(|document| document.text);
    texts(WIKINEWS, 1).into_iter().chain(texts(REUTERS, REUTERS_STEP)).chain(named).collect()
}

/// The texts of a file, one article a line, every so many.
fn texts(file: &str, step: usize) -> Vec<String> {
    let article = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("one JSON object per line");
    let text = |line: &str| article(line)["text"].as_str().unwrap_or_default().to_owned();
    read(file).lines().step_by(step).map(text).collect()
}

/// Sentences of word hashes from all the news at hand and from the treebanks' training parts.
pub fn plain(sentences: &[Sentence]) -> Vec<Vec<u64>> {
    let mut result = Vec::new();
    let mut take = |text: &str| {
        let parsed = segment(text);
        let hashes = |tokens: &[timeline::model::Token]| tokens.iter().map(|token| word_hash(&token.lower)).collect();
        result.extend(parsed.sentences.iter().map(|sentence| hashes(&parsed.tokens[sentence.tokens.clone()])));
    };
    for file in [REUTERS, WIKINEWS, POLNEAR] {
        texts(file, 1).iter().for_each(|text| take(text));
    }
    named().iter().for_each(|document| take(&document.text));
    let hashes = |sentence: &Sentence| sentence.words.iter().map(|word| word_hash(&lower(&word.form))).collect();
    result.extend(sentences.iter().map(hashes));
    result
}

/// What examples are numbered by.
pub struct Numbers {
    /// Row of each word the treebanks or the documents with names have more than once.
    pub words: FxHashMap<u64, u32>,
    /// Row of each word's vector.
    pub vectors: FxHashMap<u64, u32>,
    /// Both tags of each label.
    pub labels: Vec<(Upos, Ptb)>,
}

impl Numbers {
    pub fn new(sentences: &[Sentence], named: &[ner::Document], vectors: FxHashMap<u64, u32>) -> Self {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        let mut labels: BTreeMap<(Upos, Ptb), usize> = BTreeMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            *counts.entry(word_hash(&lower(&word.form))).or_default() += 1;
            if let Some(tags) = tags(&word.upos, &word.xpos) {
                *labels.entry(tags).or_default() += 1;
            }
        }
        for document in named {
            for token in segment(&document.text).tokens {
                *counts.entry(word_hash(&token.lower)).or_default() += 1;
            }
        }
        let words = counts.iter().filter(|entry| *entry.1 >= 2).zip(WORD_START..);
        Self {
            words: words.map(|(entry, row)| (*entry.0, row)).collect(),
            vectors,
            labels: labels.into_iter().filter(|entry| entry.1 >= RARE_LABEL).map(|entry| entry.0).collect(),
        }
    }

    /// The sentences of a treebank document as examples.
    pub fn treebank(&self, document: &Document) -> Vec<Example> {
        let (text, parsed) = join(&document.forms());
        let bits = form::bits(&parsed, &form::forms(&text, &parsed));
        let pairs = parsed.sentences.iter().zip(&document.sentences);
        let mut examples = Vec::new();
        for (sentence, truth) in pairs.filter(|pair| pair.0.tokens.len() <= LONGEST) {
            let mut example = self.example(&text, &parsed, &bits, sentence.tokens.clone());
            for word in &truth.words {
                let label = tags(&word.upos, &word.xpos).and_then(|tags| self.labels.binary_search(&tags).ok());
                example.tags.push(label.map_or(NONE, |label| label as u32));
                example.heads.push(word.head);
                example.relations.push(fold(&word.relation));
            }
            examples.push(example);
        }
        examples
    }

    /// The sentences of a document with names as examples.
    pub fn newswire(&self, document: &ner::Document) -> Vec<Example> {
        let parsed = segment(&document.text);
        let bits = form::bits(&parsed, &form::forms(&document.text, &parsed));
        let labels = labels(document, &parsed);
        let sentences = parsed.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST);
        sentences
            .map(|sentence| {
                let mut example = self.example(&document.text, &parsed, &bits, sentence.tokens.clone());
                example.names = labels[sentence.tokens.clone()].iter().map(|label| *label as u32).collect();
                example
            })
            .collect()
    }

    /// The sentences of a document with attributions as examples.
    pub fn attributed(&self, line: &Line) -> Vec<Example> {
        let parsed = segment(&line.text);
        let bits = form::bits(&parsed, &form::forms(&line.text, &parsed));
        let parts = parts(line, &parsed);
        let sentences = parsed.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST);
        sentences
            .map(|sentence| {
                let mut example = self.example(&line.text, &parsed, &bits, sentence.tokens.clone());
                example.parts = parts[sentence.tokens.clone()].to_vec();
                example
            })
            .collect()
    }

    /// The sentences of a text that both networks read alike, as far as they do.
    pub fn alike(&self, text: &str, readers: &[Model; 2]) -> Vec<Example> {
        let mut parsed = segment(text);
        let bits = form::bits(&parsed, &form::forms(text, &parsed));
        let mut other = parsed.clone();
        read_with(&readers[0], text, &mut parsed, &bits);
        read_with(&readers[1], text, &mut other, &bits);
        let mut examples = Vec::new();
        for sentence in parsed.sentences.iter().filter(|sentence| READ.contains(&sentence.tokens.len())) {
            let range = sentence.tokens.clone();
            let mut example = self.example(text, &parsed, &bits, range.clone());
            for (one, two) in parsed.tokens[range.clone()].iter().zip(&other.tokens[range.clone()]) {
                let tags = (one.upos, one.ptb);
                let label = self.labels.binary_search(&tags).ok().filter(|_| tags == (two.upos, two.ptb));
                example.tags.push(label.map_or(NONE, |label| label as u32));
                example.heads.push(one.head.map(|head| head - range.start));
                example.relations.push(fold(one.relation));
                example.unsure.push((one.head, one.relation) != (two.head, two.relation));
            }
            let unsure = example.unsure.iter().filter(|unsure| **unsure).count();
            if unsure as f32 <= (1.0 - ALIKE) * range.len() as f32 {
                examples.push(example);
            }
        }
        examples
    }

    fn example(&self, text: &str, parsed: &Parsed, bits: &[u32], tokens: std::ops::Range<usize>) -> Example {
        let mut example = Example::default();
        for token in &parsed.tokens[tokens.clone()] {
            let hash = word_hash(&token.lower);
            let word = self.words.get(&hash).copied().unwrap_or(UNKNOWN_WORD);
            example.rows.push(rows(token.span.of(text), &token.lower, word));
            example.vectors.push(self.vectors.get(&hash).copied().unwrap_or(NONE));
        }
        example.bits = bits[tokens].to_vec();
        example
    }
}

/// What each token is in the attributions of a document, a bit per part.
fn parts(line: &Line, parsed: &Parsed) -> Vec<u8> {
    let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
    let mut parts = vec![0; parsed.tokens.len()];
    let mut mark = |spans: &[[usize; 2]], whole: Part, edges: Option<[Part; 2]>| {
        for [start, end] in spans.iter().map(|span| span.map(|point| bytes[point])) {
            let first = parsed.tokens.partition_point(|token| token.span.end <= start);
            let end = parsed.tokens.partition_point(|token| token.span.start < end);
            parts[first..end].iter_mut().for_each(|bits| *bits |= 1 << whole as u8);
            let word = |token: &usize| parsed.tokens[*token].span.of(&line.text).contains(char::is_alphanumeric);
            let words = (first..end).find(word).zip((first..end).rev().find(word));
            if let (Some([begins, ends]), Some((first, last))) = (edges, words) {
                parts[first] |= 1 << begins as u8;
                parts[last] |= 1 << ends as u8;
            }
        }
    };
    for attribution in &line.attributions {
        mark(&attribution.cue, Part::Cue, None);
        mark(&attribution.source, Part::Source, Some([Part::SourceBegins, Part::SourceEnds]));
        mark(&attribution.content, Part::Content, Some([Part::ContentBegins, Part::ContentEnds]));
    }
    parts
}

fn tags(upos: &str, xpos: &str) -> Option<(Upos, Ptb)> {
    Some((Upos::parse(upos)?, Ptb::parse(xpos)?))
}
