//! Tokens to tags and trees: one small recurrent network reads each sentence once.
//!
//! In: the segmented text and what lists say of its tokens. Out: each token's tags, head and
//! relation, how well each label of the name tagger fits it, and what it may be in an attribution. Weights: `models/network.bin`.
//! Time grows with the length of the text: sentences over [`LONGEST`] tokens are read in pieces,
//! each with a root of its own.

mod encoder;
pub mod input;
pub mod int8;
pub mod model;
mod trees;
pub mod wide;

use std::cell::RefCell;

use crate::model::{Hints, Parsed, Token, TokenRange};
use encoder::{Encoder, Form};
pub use encoder::{sigmoid, tanh};
use int8::{Rows, product};
use model::{Model, NAMES};
use trees::TreeReader;
pub use trees::{RELATION_COLUMNS, distance};
use wide::widened;

/// Longer sentences are read in pieces: the search for the tree is cubic.
pub const LONGEST: usize = 120;

/// Tokens of a batch, about: enough for the products to be fast, few enough for the cache.
const BATCH: usize = 96;

/// Scores of the labels of names, one row of [`NAMES`] per token.
pub type NameScores = Vec<[f32; NAMES]>;

/// Fills tags, heads, relations and hints with the embedded weights; `bits` has one entry per token.
pub fn read(text: &str, parsed: &mut Parsed, bits: &[u32]) -> NameScores {
    MEMORY.with_borrow_mut(|memory| memory.read(&model::MODEL, text, parsed, bits))
}

/// The same with given weights.
pub fn read_with(model: &Model, text: &str, parsed: &mut Parsed, bits: &[u32]) -> NameScores {
    // What a memory keeps of forms it has read belongs to one model.
    Memory::default().read(model, text, parsed, bits)
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// What a thread works in; kept, since fresh pages cost more than the sums.
#[derive(Debug, Default)]
struct Memory {
    encoder: Encoder,
    top: Rows,
    /// What is read off each token, row by row; see [`Columns`](model::Columns).
    heads: Vec<f32>,
    trees: TreeReader,
}

impl Memory {
    fn read(&mut self, model: &Model, text: &str, parsed: &mut Parsed, bits: &[u32]) -> NameScores {
        let mut names = vec![[0.0; NAMES]; parsed.tokens.len()];
        parsed.hints.clear();
        let pieces = pieces(text, parsed);
        let mut rest = &pieces[..];
        while let Some(first) = rest.first() {
            let end = rest.iter().position(|piece| piece.end - first.start > BATCH).unwrap_or(rest.len()).max(1);
            let (batch, after) = rest.split_at(end);
            let tokens = first.start..batch[end - 1].end;
            let ends: Vec<usize> = batch.iter().map(|piece| piece.end - first.start).collect();
            self.encode(model, text, &parsed.tokens[tokens.clone()], &bits[tokens.clone()], &ends);
            self.tag(model, &mut parsed.tokens[tokens.clone()], &mut names[tokens.clone()]);
            self.hint(model, tokens.len(), &mut parsed.hints);
            self.trees.read(model, &self.heads, &ends, tokens.start, &mut parsed.tokens[tokens]);
            rest = after;
        }
        names
    }

    /// Reads a batch of sentences, laid end to end, up to what is read off each token.
    fn encode(&mut self, model: &Model, text: &str, tokens: &[Token], bits: &[u32], ends: &[usize]) {
        let forms = tokens.iter().zip(bits);
        let forms = forms.map(|(token, &bits)| Form { printed: token.span.of(text), lower: &token.lower, bits });
        let states = self.encoder.read(model, forms, ends);
        self.top.quantise(states, model.heads.inputs);
        product(self.top.all(), &model.heads, &mut self.heads);
    }

    /// Sets the tags of each token and keeps the scores of the labels of names.
    fn tag(&self, model: &Model, tokens: &mut [Token], names: &mut [[f32; NAMES]]) {
        let columns = model.columns();
        let rows = self.heads.chunks_exact(model.heads.outputs);
        for ((token, names), row) in tokens.iter_mut().zip(names).zip(rows) {
            let scores = &row[columns.tags()..][..model.labels.len()];
            (token.upos, token.ptb) = model.labels[best(scores)];
            names.copy_from_slice(&row[columns.names()..][..NAMES]);
        }
    }

    /// Adds what each of so many tokens may be in an attribution.
    fn hint(&self, model: &Model, count: usize, hints: &mut Vec<Hints>) {
        let start = model.columns().parts();
        let rows = self.heads.chunks_exact(model.heads.outputs).take(count);
        hints.extend(rows.map(|row| Hints::new(std::array::from_fn(|part| row[start + part]))));
    }
}

/// The index of the best score; the first of equals.
fn best(scores: &[f32]) -> usize {
    // Lane by lane, which the compiler does for several at once.
    let mut lanes = [f32::NEG_INFINITY; 16];
    for scores in scores.chunks(lanes.len()) {
        lanes.iter_mut().zip(scores).for_each(|(lane, &score)| *lane = if score > *lane { score } else { *lane });
    }
    let top = lanes.iter().fold(f32::NEG_INFINITY, |top, &lane| if lane > top { lane } else { top });
    scores.iter().position(|&score| score == top).unwrap_or(0)
}

/// The sentences, long ones cut after marks of punctuation.
fn pieces(text: &str, parsed: &Parsed) -> Vec<TokenRange> {
    let mut pieces = Vec::with_capacity(parsed.sentences.len());
    for sentence in &parsed.sentences {
        let mut start = sentence.tokens.start;
        while start < sentence.tokens.end {
            let end = piece_end(text, &parsed.tokens, start, sentence.tokens.end);
            pieces.push(start..end);
            start = end;
        }
    }
    pieces
}

/// Where the piece that begins at `start` ends: with the sentence or, when that is too far, after
/// the last mark of punctuation in reach.
fn piece_end(text: &str, tokens: &[Token], start: usize, end: usize) -> usize {
    if end - start <= LONGEST {
        return end;
    }
    let limit = start + LONGEST;
    let break_after = |at: &usize| !tokens[*at].span.of(text).contains(char::is_alphanumeric);
    (start + LONGEST / 2..limit).rev().find(break_after).map_or(limit, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;
    use crate::text::tag_words;

    fn read(sentence: &str) -> Vec<Token> {
        tag_words(&[sentence.split_whitespace().collect()]).1.tokens
    }

    /// Arcs as "dependent/TAG relation head", in the order of the text.
    #[track_caller]
    fn check(sentence: &str, expected: &[&str]) {
        let tokens = read(sentence);
        let arc = |token: &Token| {
            let head = token.head.map_or("-", |head| tokens[head].lower.as_str());
            format!("{}/{} {} {head}", token.lower, token.ptb.as_str(), token.relation)
        };
        assert_eq!(tokens.iter().map(arc).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn reads_reported_speech() {
        check(
            "Smith said on Tuesday that prices fell .",
            &[
                "smith/NNP nsubj said",
                "said/VBD root -",
                "on/IN case tuesday",
                "tuesday/NNP obl said",
                "that/IN mark fell",
                "prices/NNS nsubj fell",
                "fell/VBD ccomp said",
                "./. punct said",
            ],
        );
    }

    #[test]
    fn reads_passives() {
        check(
            "Two men were arrested by soldiers .",
            &[
                "two/CD nummod men",
                "men/NNS nsubj:pass arrested",
                "were/VBD aux:pass arrested",
                "arrested/VBN root -",
                "by/IN case soldiers",
                "soldiers/NNS obl:agent arrested",
                "./. punct arrested",
            ],
        );
    }

    /// The tokens that are likelier than not to be part of a source, a cue and a content.
    fn parts(sentence: &str) -> [Vec<String>; 3] {
        let parsed = tag_words(&[sentence.split_whitespace().collect()]).1;
        let of = |part: Part| {
            let pairs = parsed.tokens.iter().zip(&parsed.hints);
            pairs.filter(|(_, hints)| hints.of(part) > 0).map(|(token, _)| token.lower.to_string()).collect()
        };
        [Part::Source, Part::Cue, Part::Content].map(of)
    }

    #[test]
    fn hints_at_attributions() {
        assert_eq!(
            parts("Smith said on Tuesday that prices fell ."),
            [vec!["smith"], vec!["said"], vec!["that", "prices", "fell"]]
        );
        assert_eq!(parts("Two men were arrested by soldiers ."), [vec![], vec![], Vec::<&str>::new()]);
    }

    #[test]
    fn gives_long_sentences_several_roots() {
        let tokens = read(&"He paid , ".repeat(LONGEST));
        let roots = tokens.iter().filter(|token| token.head.is_none()).count();
        assert_eq!(roots, (3 * LONGEST).div_ceil(LONGEST));
        assert!(tokens.iter().all(|token| !token.relation.is_empty()));
    }

    #[test]
    fn a_sentence_reads_the_same_alone_and_in_a_batch() {
        let words = ["The", "minister", "denied", "the", "report", "."];
        let alone = tag_words(&[words.to_vec()]).1;
        // A long one after the short ones, so that the last batch is smaller than the one before.
        let mut sentences = vec![words.to_vec(); 200];
        sentences.insert(150, vec!["Prices"; LONGEST]);
        sentences.push(words.to_vec());
        let many = tag_words(&sentences).1;
        assert_eq!(many.hints.len(), many.tokens.len());
        for sentence in many.sentences.iter().map(|sentence| sentence.tokens.clone()) {
            for (at, index) in sentence.clone().enumerate().filter(|_| sentence.len() == words.len()) {
                let (token, same) = (&many.tokens[index], &alone.tokens[at]);
                let head = token.head.map(|head| head - sentence.start);
                assert_eq!((token.ptb, head, token.relation), (same.ptb, same.head, same.relation));
                assert_eq!(many.hints[index], alone.hints[at]);
            }
        }
    }

    #[test]
    fn an_empty_text_is_no_trouble() {
        assert!(read("").is_empty());
    }

    #[test]
    fn refuses_a_file_cut_short() {
        let bytes: &'static [u8] = include_bytes!("../../../models/network.bin");
        assert!(Model::read(bytes).is_some());
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Model::read(b"something else").is_none());
    }
}
