//! Tokens to parts of speech: a greedy linear tagger.
//!
//! In: the segmented text. Out: each token's universal and Penn Treebank tag, decided together, from
//! left to right, one sentence at a time. Weights: `models/tagger.bin`, `models/tags.bin`.

use std::sync::LazyLock;

use crate::model::{Parsed, Ptb, Upos};

use super::linear::{Feature, Model, feature, hash};
use super::words::Table;
use super::{clusters, lemma};

/// What the tagger sees of a token.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Hash of the plain lower-case form, digits made `0`.
    pub word: u64,
    /// Hashes of its last one to four characters.
    pub suffixes: [u64; 4],
    /// Hashes of its first one to three characters.
    pub prefixes: [u64; 3],
    /// Capitals, digits, marks: see `shape`.
    pub shape: u64,
    /// Which tags the word has been seen with; 0 for an unknown word.
    pub tags: u64,
    /// Its cluster path; 0 for an unknown word.
    pub cluster: u64,
}

/// Stands before the first and after the last token.
const EDGE: Form = Form { word: 1, suffixes: [1; 4], prefixes: [1; 3], shape: 63, tags: 0xffff, cluster: 0xffff };

impl Form {
    /// Reads a token: the form as printed and its plain lower-case form.
    pub fn new(form: &str, lower: &str) -> Self {
        let word =
            if lower.bytes().any(|byte| byte.is_ascii_digit()) { hash(&digits_to_zero(lower)) } else { hash(lower) };
        let tail = |count: usize| lower.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| hash(&lower[at..]));
        let head = |count: usize| lower.char_indices().nth(count).map_or(0, |(at, _)| hash(&lower[..at]));
        Self {
            word,
            suffixes: [tail(1), tail(2), tail(3), tail(4)],
            prefixes: [head(1), head(2), head(3)],
            shape: shape(form),
            tags: TAGS.get(word).map_or(0, |tags| u64::from(tags) + 1),
            cluster: clusters::path(word).map_or(0, |path| u64::from(path) + 1),
        }
    }
}

/// The hash by which a word is known to dictionary and clusters: digits made `0`.
pub fn word_hash(lower: &str) -> u64 {
    if lower.bytes().any(|byte| byte.is_ascii_digit()) { hash(&digits_to_zero(lower)) } else { hash(lower) }
}

fn digits_to_zero(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Sums up a form in six bits: how it is capitalised, and whether it holds digits or marks.
fn shape(form: &str) -> u64 {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    let first_upper = letters.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (false, false);
    letters.for_each(|c| if c.is_uppercase() { upper = true } else { lower = true });
    let digit = form.contains(|c: char| c.is_ascii_digit());
    let mark = form.contains(|c: char| !c.is_alphanumeric());
    let single = form.chars().nth(1).is_none();
    [first_upper, upper, lower, digit, mark, single].iter().fold(0, |bits, bit| bits << 1 | u64::from(*bit))
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::new(include_bytes!("../../models/tagger.bin")));
static TAGS: LazyLock<Table> = LazyLock::new(|| Table::new(include_bytes!("../../models/tags.bin")));
static LABELS: LazyLock<Vec<(Upos, Ptb)>> =
    LazyLock::new(|| MODEL.labels().iter().map(|label| parse_label(label)).collect());

/// Reads a label of the model: both tags.
pub fn parse_label(label: &str) -> (Upos, Ptb) {
    let (upos, ptb) = label.split_once(' ').unwrap_or((label, ""));
    (Upos::parse(upos).unwrap_or(Upos::X), Ptb::parse(ptb).unwrap_or(Ptb::Xx))
}

/// Fills `out` with the features of token `at`, given the labels of the two tokens before it.
pub fn features(forms: &[Form], at: usize, before: [u64; 2], out: &mut Vec<Feature>) {
    out.clear();
    let form = |offset: isize| at.checked_add_signed(offset).and_then(|index| forms.get(index)).unwrap_or(&EDGE);
    let [two, one] = before;
    let (this, previous, next) = (form(0), form(-1), form(1));
    let (previous2, next2) = (form(-2), form(2));
    let mut add = |template: u32, values: &[u64]| out.push(feature(template, values));
    add(0, &[]);
    add(1, &[this.word]);
    add(2, &[previous.word]);
    add(3, &[next.word]);
    add(4, &[previous2.word]);
    add(5, &[next2.word]);
    add(6, &[previous.word, this.word]);
    add(7, &[this.word, next.word]);
    add(8, &[one]);
    add(9, &[two, one]);
    add(10, &[one, this.word]);
    add(11, &[one, next.word]);
    for (index, suffix) in this.suffixes.iter().enumerate() {
        add(12 + index as u32, &[*suffix, this.shape >> 3]);
    }
    for (index, prefix) in this.prefixes.iter().enumerate() {
        add(16 + index as u32, &[*prefix]);
    }
    add(19, &[previous.suffixes[2]]);
    add(20, &[next.suffixes[2]]);
    let start = u64::from(at == 0);
    add(21, &[this.shape, start]);
    add(22, &[previous.shape, this.shape, next.shape]);
    add(23, &[this.tags, start, this.shape >> 3]);
    add(24, &[this.tags, next.tags]);
    add(25, &[one, this.tags, next.tags]);
    add(26, &[next.tags, next2.tags]);
    add(27, &[previous2.tags, previous.tags, this.tags]);
    add(28, &[this.word, next.tags]);
    add(29, &[two, one, this.tags]);
    add(30, &[this.tags, next.tags, next2.tags]);
    if this.cluster + next.cluster + previous.cluster > 0 {
        let prefix = |path: u64, bits: u32| if path == 0 { 0 } else { clusters::prefix(path - 1, bits) + 1 };
        add(31, &[this.cluster]);
        add(32, &[next.cluster]);
        add(33, &[previous.cluster]);
        add(34, &[next2.cluster]);
        add(35, &[previous.cluster, this.cluster]);
        add(36, &[this.cluster, next.cluster]);
        add(37, &[one, this.cluster]);
        add(38, &[prefix(this.cluster, 4), prefix(next.cluster, 4), one]);
        add(39, &[prefix(this.cluster, 6)]);
        add(40, &[prefix(previous.cluster, 8), prefix(next.cluster, 8)]);
    }
}

/// The label before a sentence's first token.
pub const START: u64 = 255;

/// Tags every token.
pub fn tag(text: &str, parsed: &mut Parsed) {
    for sentence in &parsed.sentences {
        let tokens = &mut parsed.tokens[sentence.tokens.clone()];
        let forms: Vec<Form> = tokens.iter().map(|token| Form::new(token.span.of(text), &token.lower)).collect();
        for (token, label) in tokens.iter_mut().zip(label_sequence(&MODEL, &forms)) {
            (token.upos, token.ptb) = LABELS.get(label).copied().unwrap_or((Upos::X, Ptb::Xx));
            token.lemma = lemma::lemma(token.span.of(text), &token.lower, token.upos, token.ptb);
        }
    }
}

/// Labels one sentence from left to right.
pub fn label_sequence(model: &Model, forms: &[Form]) -> Vec<usize> {
    let mut features_of = Vec::new();
    let mut scores = vec![0; model.labels().len()];
    let mut before = [START; 2];
    let mut label = |at: usize| {
        features(forms, at, before, &mut features_of);
        scores.fill(0);
        model.score(&features_of, &mut scores);
        let best = best(&scores);
        before = [before[1], best as u64];
        best
    };
    (0..forms.len()).map(&mut label).collect()
}

/// The index of the best score; the first of equals.
fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}
