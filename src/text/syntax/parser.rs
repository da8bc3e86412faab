//! One sentence at a time through the network and into a tree.
//!
//! In: tagged tokens. Out: a head and a relation for each. Time grows with the length of the
//! text: sentences over [`LONGEST`] tokens are parsed in pieces, each with a root of its own.

use super::features;
use super::labels::RELATIONS;
use super::matrix::{Matrix, multiply_add};
use super::model::Model;
use super::tree::{ArcScores, TreeDecoder};
use crate::model::{Token, TokenRange};

/// Longer sentences are parsed in pieces: the search for the tree is cubic.
pub const LONGEST: usize = 120;

/// Distances fall in so many buckets.
pub const DISTANCES: usize = 24;

/// Fixed-point scores: so many steps to one.
const PRECISION: f32 = 1024.0;

/// Returns the bucket of the distance from a dependent to its head; 0 belongs to the root.
pub fn distance(dependent: usize, head: usize) -> usize {
    let size = match dependent.abs_diff(head) {
        near @ 0..=6 => near,
        7..=8 => 7,
        9..=11 => 8,
        12..=16 => 9,
        17..=26 => 10,
        _ => 11,
    };
    if head > dependent { size } else { DISTANCES / 2 + size }
}

/// A rational tanh (Padé): saturates at 3, and has the same bits on every machine.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The logistic function by way of [`tanh`].
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// A parser with the memory it works in.
pub struct Parser<'m> {
    model: &'m Model,
    layer: Matrix,
    below: Matrix,
    gates: Matrix,
    heads: Matrix,
    dependent: Matrix,
    arc: Matrix,
    heads_across: Matrix,
    products: Matrix,
    hidden: Matrix,
    labels: Matrix,
    scores: ArcScores,
    decoder: TreeDecoder,
    tree: Vec<Option<usize>>,
}

impl<'m> Parser<'m> {
    /// Returns a parser that goes by the model.
    pub fn new(model: &'m Model) -> Self {
        let matrix = Matrix::default;
        Self {
            model,
            layer: matrix(),
            below: matrix(),
            gates: matrix(),
            heads: matrix(),
            dependent: matrix(),
            arc: matrix(),
            heads_across: matrix(),
            products: matrix(),
            hidden: matrix(),
            labels: matrix(),
            scores: ArcScores::default(),
            decoder: TreeDecoder::default(),
            tree: Vec::new(),
        }
    }

    /// Fills heads and relations of one sentence.
    pub fn parse(&mut self, text: &str, tokens: &mut [Token], sentence: TokenRange) {
        let mut start = sentence.start;
        while start < sentence.end {
            let end = piece_end(tokens, start, sentence.end);
            self.parse_piece(text, &mut tokens[start..end], start);
            start = end;
        }
    }

    fn parse_piece(&mut self, text: &str, tokens: &mut [Token], offset: usize) {
        self.embed(text, tokens);
        for layer in 0..self.model.layers.len() {
            self.recur(layer);
        }
        self.project();
        self.score_arcs(tokens);
        self.decoder.decode(&self.scores, &mut self.tree);
        self.label();
        for (at, token) in tokens.iter_mut().enumerate() {
            token.head = self.tree[at].map(|head| offset + head);
            token.relation = best_relation(self.labels.row(at), self.tree[at].is_none());
        }
    }

    fn embed(&mut self, text: &str, tokens: &[Token]) {
        self.layer.reset(tokens.len(), self.model.input);
        for (at, token) in tokens.iter().enumerate() {
            let word = self.model.word(features::word_hash(&token.lower));
            let rows = features::rows(token.span.of(text), &token.lower, token.ptb, token.upos, word);
            self.model.embed(rows, self.layer.row_mut(at));
        }
    }

    /// Runs one recurrent layer over `self.layer`.
    fn recur(&mut self, depth: usize) {
        let layer = &self.model.layers[depth];
        affine(&mut self.gates, &self.layer, &layer.weights, &layer.bias);
        std::mem::swap(&mut self.layer, &mut self.below);
        let hidden = self.gates.cols / 6;
        self.layer.reset(self.gates.rows, 2 * hidden);
        if self.below.cols == 2 * hidden {
            self.layer.data.copy_from_slice(&self.below.data);
        }
        pool(&self.gates, &mut self.layer);
    }

    /// From the top layer to what each token is as a dependent and as a head.
    fn project(&mut self) {
        let model = self.model;
        affine(&mut self.heads, &self.layer, &model.heads, &model.heads_bias);
        let width = model.arc.rows;
        let len = self.heads.rows;
        self.dependent.reset(len, width);
        // Whole blocks of columns; those past the sentence stay 0 and are never read.
        self.heads_across.reset(width, len.next_multiple_of(32));
        for token in 0..len {
            let row = self.heads.row(token);
            self.dependent.row_mut(token).iter_mut().zip(row).for_each(|(cell, value)| *cell = value.max(0.0));
            for (dimension, value) in row[width..2 * width].iter().enumerate() {
                self.heads_across.row_mut(dimension)[token] = value.max(0.0);
            }
        }
        self.arc.reset(len, width);
        multiply_add(&mut self.arc, &self.dependent, &model.arc);
    }

    fn score_arcs(&mut self, tokens: &[Token]) {
        let model = self.model;
        let len = tokens.len();
        self.products.reset(len, self.heads_across.cols);
        multiply_add(&mut self.products, &self.arc, &self.heads_across);
        self.scores.reset(len);
        for (dependent, token) in tokens.iter().enumerate() {
            let near = model.dependent_distance.row(token.ptb as usize);
            let products = self.products.row(dependent);
            let root: f32 = self.arc.row(dependent).iter().zip(&model.root.data).map(|(a, b)| a * b).sum();
            self.scores.roots_mut()[dependent] = ((root + near[0]) * PRECISION) as i32;
            let row = self.scores.heads_mut(dependent);
            for (head, (score, product)) in row.iter_mut().zip(products).enumerate() {
                let distance = distance(dependent, head);
                let far = model.head_distance.row(tokens[head].ptb as usize)[distance];
                *score = ((product + near[distance] + far) * PRECISION) as i32;
            }
        }
    }

    /// Scores the relations of every arc of the tree.
    fn label(&mut self) {
        let model = self.model;
        let (arc, label) = (model.arc.rows, model.label_out.rows);
        self.hidden.reset(self.heads.rows, label);
        for (token, head) in self.tree.iter().enumerate() {
            let dependent = &self.heads.row(token)[2 * arc..2 * arc + label];
            let cells = self.hidden.row_mut(token);
            cells.copy_from_slice(dependent);
            if let Some(head) = *head {
                let head = &self.heads.row(head)[2 * arc + label..];
                cells.iter_mut().zip(head).for_each(|(cell, value)| *cell = (*cell + value).max(0.0));
            }
        }
        affine(&mut self.labels, &self.hidden, &model.label_out, &model.label_out_bias);
    }
}

/// Returns the best relation; the root's own is for the root alone.
fn best_relation(scores: &[f32], is_root: bool) -> &'static str {
    if is_root {
        return RELATIONS[0];
    }
    let better = |best: usize, label: usize| if scores[label] > scores[best] { label } else { best };
    RELATIONS[(1..RELATIONS.len()).fold(1, better)]
}

/// Where the piece that begins at `start` ends: with the sentence or, when that is too far, after
/// the last mark of punctuation in reach.
fn piece_end(tokens: &[Token], start: usize, end: usize) -> usize {
    if end - start <= LONGEST {
        return end;
    }
    let limit = start + LONGEST;
    let break_after = |at: &usize| tokens[*at].upos == crate::model::Upos::Punct;
    (start + LONGEST / 2..limit).rev().find(break_after).map_or(limit, |at| at + 1)
}

/// `input · weights + bias`.
fn affine(result: &mut Matrix, input: &Matrix, weights: &Matrix, bias: &Matrix) {
    result.rows = input.rows;
    result.cols = weights.cols;
    result.data.clear();
    (0..input.rows).for_each(|_| result.data.extend_from_slice(&bias.data));
    multiply_add(result, input, weights);
}

/// Adds the outputs of the recurrences: forward half, then backward half.
fn pool(gates: &Matrix, output: &mut Matrix) {
    let hidden = output.cols / 2;
    let mut cells = vec![0.0f32; hidden];
    for token in 0..output.rows {
        pool_step(&gates.row(token)[..3 * hidden], &mut cells, &mut output.row_mut(token)[..hidden]);
    }
    cells.fill(0.0);
    for token in (0..output.rows).rev() {
        pool_step(&gates.row(token)[3 * hidden..], &mut cells, &mut output.row_mut(token)[hidden..]);
    }
}

fn pool_step(gates: &[f32], cells: &mut [f32], output: &mut [f32]) {
    let hidden = cells.len();
    let (values, rest) = gates.split_at(hidden);
    let (forgets, opens) = rest.split_at(hidden);
    for unit in 0..hidden {
        let forget = sigmoid(forgets[unit]);
        cells[unit] = forget * cells[unit] + (1.0 - forget) * tanh(values[unit]);
        output[unit] += sigmoid(opens[unit]) * cells[unit];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::model::MODEL;
    use crate::text::syntax::testing::tagged;

    fn parse(sentence: &str) -> Vec<Token> {
        let mut tokens = tagged(sentence);
        let text: Vec<&str> =
            sentence.split_whitespace().filter_map(|pair| pair.rsplit_once('/')).map(|p| p.0).collect();
        let len = tokens.len();
        Parser::new(&MODEL).parse(&text.join(" "), &mut tokens, 0..len);
        tokens
    }

    /// Arcs as "dependent relation head", in the order of the text.
    #[track_caller]
    fn check(sentence: &str, expected: &[&str]) {
        let tokens = parse(sentence);
        let arc = |token: &Token| {
            let head = token.head.map_or("-", |head| tokens[head].lower.as_str());
            format!("{} {} {head}", token.lower, token.relation)
        };
        assert_eq!(tokens.iter().map(arc).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn parses_reported_speech() {
        check(
            "Smith/NNP said/VBD on/IN Tuesday/NNP that/IN prices/NNS fell/VBD ./.",
            &[
                "smith nsubj said",
                "said root -",
                "on case tuesday",
                "tuesday obl said",
                "that mark fell",
                "prices nsubj fell",
                "fell ccomp said",
                ". punct said",
            ],
        );
    }

    #[test]
    fn parses_passives() {
        check(
            "Two/CD men/NNS were/VBD arrested/VBN by/IN police/NN",
            &[
                "two nummod men",
                "men nsubj:pass arrested",
                "were aux:pass arrested",
                "arrested root -",
                "by case police",
                "police obl:agent arrested",
            ],
        );
    }

    #[test]
    fn gives_long_sentences_several_roots() {
        let long = "He/PRP paid/VBD ,/, ".repeat(LONGEST);
        let tokens = parse(&long);
        let roots = tokens.iter().filter(|token| token.head.is_none()).count();
        assert_eq!(roots, (3 * LONGEST).div_ceil(LONGEST));
        assert!(tokens.iter().all(|token| !token.relation.is_empty()));
    }

    #[test]
    fn an_empty_sentence_is_no_trouble() {
        assert!(parse("").is_empty());
    }

    #[test]
    fn refuses_a_file_cut_short() {
        let bytes: &'static [u8] = include_bytes!("../../../models/parser.bin");
        assert!(Model::read(bytes).is_some());
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Model::read(b"something else").is_none());
    }
}
