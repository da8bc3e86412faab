//! The network's weights: how they lie in `models/network.bin`.
//!
//! In: bytes. Out: [`Model`]. The embeddings and the vocabulary stay in place; the few dense
//! weights are copied.
//!
//! The format, little-endian: [`MAGIC`]; length and bytes of the vocabulary (a
//! [table](crate::text::words)); rows and columns of the embeddings, each row a scale (f32) and
//! its bytes; the number of labels and their universal and Penn tags, a byte each; the number of layers
//! and their weights; then the weights of [`Model::heads`], [`Model::arc`], the root's vector and
//! the weights of [`Model::relations`]. Weights: inputs, outputs, bytes, scales (f32), bias (f32).

use std::sync::LazyLock;

use super::input::{UNKNOWN_WORD, WORD_START};
use super::int8::Weights;
use crate::model::{PARTS, Ptb, Upos};
use crate::text::syntax::labels::RELATIONS;
use crate::text::words::{Table, word_hash};

/// Opens every weight file; the digit is the version of its layout.
pub const MAGIC: &[u8; 8] = b"tlnetwk2";

/// The network; see `examples/train/network` for how it came about.
#[derive(Debug, Clone)]
pub struct Model {
    words: Table,
    /// Each row a scale and as many bytes as [`Model::input`].
    embeddings: &'static [u8],
    /// Width of the embeddings.
    pub input: usize,
    /// Both tags of each label.
    pub labels: Vec<(Upos, Ptb)>,
    /// Recurrent layers, lowest first: input to squashed value, forget gate and output gate, first
    /// for the forward direction, then for the backward one.
    pub layers: Vec<Weights>,
    /// Top layer to all that is read off each token; see [`Columns`].
    pub heads: Weights,
    /// A token as a dependent to the space of heads.
    pub arc: Weights,
    /// The root in the space of heads.
    pub root: Vec<f32>,
    /// Dependent and head together to relations.
    pub relations: Weights,
}

/// Where in [`Model::heads`] stands what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// Width of a token as a dependent; as a head the same follows.
    pub arc: usize,
    /// Width of a token as the dependent of a relation; as its head the same follows.
    pub relation: usize,
}

/// Distances fall in so many buckets: that many columns for the dependent, then for the head.
pub const DISTANCES: usize = 24;

/// Scores of name labels, a whole number of blocks with the distances.
pub const NAMES: usize = 24;

/// Widest hidden layer of relations.
pub(super) const MOST_RELATION_INPUTS: usize = 256;

impl Columns {
    /// First column of the token as a head.
    pub fn head(&self) -> usize {
        self.arc
    }

    /// First column of the token as the dependent of a relation.
    pub fn relation_dependent(&self) -> usize {
        2 * self.arc
    }

    /// First column of the token as the head of a relation.
    pub fn relation_head(&self) -> usize {
        2 * self.arc + self.relation
    }

    /// First column of how near the token's head should be.
    pub fn dependent_distance(&self) -> usize {
        2 * self.arc + 2 * self.relation
    }

    /// First column of how near the token's dependents should be.
    pub fn head_distance(&self) -> usize {
        self.dependent_distance() + DISTANCES
    }

    /// First column of the name labels.
    pub fn names(&self) -> usize {
        self.head_distance() + DISTANCES
    }

    /// First column of the parts in attributions, as log odds.
    pub fn parts(&self) -> usize {
        self.names() + NAMES
    }

    /// First column of the tags' labels.
    pub fn tags(&self) -> usize {
        self.parts() + PARTS
    }

    /// Number of columns for so many labels, a whole number of blocks.
    pub fn width(&self, labels: usize) -> usize {
        (self.tags() + labels).next_multiple_of(super::int8::BLOCK)
    }
}

/// The embedded model, opened on first use.
pub static MODEL: LazyLock<Model> = LazyLock::new(|| {
    static BYTES: &[u8] = include_bytes!("../../../models/network.bin");
    Model::read(BYTES).expect("models/network.bin is written by examples/train and checked by a test")
});

impl Model {
    /// Reads a weight file; `None` when it is none or cut short.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut reader = Reader { rest: bytes.strip_prefix(MAGIC)? };
        let words = reader.count()?;
        let words = Table::new(reader.take(words)?);
        let (rows, input) = (reader.count()?, reader.count()?);
        let embeddings = reader.take(rows.checked_mul(input.checked_add(4)?)?)?;
        let labels = reader.count()?;
        let labels = reader.take(labels.checked_mul(2)?)?.chunks_exact(2);
        let tags = |pair: &[u8]| Some((*Upos::ALL.get(usize::from(pair[0]))?, *Ptb::ALL.get(usize::from(pair[1]))?));
        let labels = labels.map(tags).collect::<Option<_>>()?;
        let layers = reader.count()?;
        let layers = (0..layers).map(|_| reader.weights()).collect::<Option<_>>()?;
        let (heads, arc) = (reader.weights()?, reader.weights()?);
        let root = reader.floats(arc.outputs)?;
        let relations = reader.weights()?;
        let model = Self { words, embeddings, input, labels, layers, heads, arc, root, relations };
        (reader.rest.is_empty() && model.fits()).then_some(model)
    }

    fn fits(&self) -> bool {
        let mut width = self.input;
        let stacked = self.layers.iter().all(|layer| {
            let fits = layer.inputs == width && layer.outputs % 6 == 0;
            width = layer.outputs / 3;
            fits
        });
        let columns = self.columns();
        stacked
            && self.heads.inputs == width
            && self.arc.inputs == self.arc.outputs
            && self.relations.inputs <= MOST_RELATION_INPUTS
            && self.relations.outputs >= RELATIONS.len()
            && self.heads.outputs == columns.width(self.labels.len())
    }

    /// Returns where in [`Model::heads`] stands what.
    pub fn columns(&self) -> Columns {
        Columns { arc: self.arc.inputs, relation: self.relations.inputs }
    }

    /// Returns the row of a lower-case word.
    pub fn word(&self, lower: &str) -> u32 {
        let number = self.words.get(word_hash(lower)).map(|number| WORD_START + u32::from(number));
        number.filter(|row| (*row as usize + 1) * (self.input + 4) <= self.embeddings.len()).unwrap_or(UNKNOWN_WORD)
    }

    /// Adds a row of embeddings to the input of one token.
    #[inline(always)]
    pub fn add(&self, row: u32, input: &mut [f32]) {
        let (scale, values) = self.embeddings[row as usize * (self.input + 4)..][..self.input + 4].split_at(4);
        let scale = f32::from_le_bytes([scale[0], scale[1], scale[2], scale[3]]);
        for (cell, &value) in input.iter_mut().zip(values) {
            *cell += f32::from(value as i8) * scale;
        }
    }
}

struct Reader {
    rest: &'static [u8],
}

impl Reader {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize)
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let cells = self.take(count.checked_mul(4)?)?.chunks_exact(4);
        Some(cells.map(|cell| f32::from_le_bytes([cell[0], cell[1], cell[2], cell[3]])).collect())
    }

    fn weights(&mut self) -> Option<Weights> {
        let (inputs, outputs) = (self.count()?, self.count()?);
        let cells: Vec<i8> = self.take(inputs.checked_mul(outputs)?)?.iter().map(|cell| *cell as i8).collect();
        Weights::new(inputs, outputs, &cells, self.floats(outputs)?, self.floats(outputs)?)
    }
}

/// Writes what [`Model::read`] reads.
#[derive(Debug, Clone)]
pub struct Writer {
    /// The file so far.
    pub bytes: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { bytes: MAGIC.to_vec() }
    }
}

impl Writer {
    /// Writes a number.
    pub fn count(&mut self, count: usize) {
        self.bytes.extend((count as u32).to_le_bytes());
    }

    /// Writes numbers, whose count the reader knows.
    pub fn floats(&mut self, floats: &[f32]) {
        self.bytes.extend(floats.iter().flat_map(|value| value.to_le_bytes()));
    }

    /// Writes a table of words.
    pub fn words(&mut self, table: &[u8]) {
        self.count(table.len());
        self.bytes.extend(table);
    }

    /// Writes rows of embeddings as bytes with a scale each.
    pub fn embeddings(&mut self, values: &[f32], width: usize) {
        self.count(values.len() / width);
        self.count(width);
        let largest = |row: &[f32]| row.iter().fold(1e-9_f32, |largest, value| value.abs().max(largest));
        for row in values.chunks_exact(width) {
            let scale = largest(row) / 127.0;
            self.floats(&[scale]);
            self.bytes.extend(row.iter().map(|value| (value / scale).round() as i8 as u8));
        }
    }

    /// Writes the tags of each label.
    pub fn labels(&mut self, labels: &[(Upos, Ptb)]) {
        self.count(labels.len());
        self.bytes.extend(labels.iter().flat_map(|(upos, ptb)| [*upos as u8, *ptb as u8]));
    }

    /// Writes dense weights, given row by row, in bytes.
    pub fn weights(&mut self, values: &[f32], outputs: usize, bias: &[f32]) {
        let weights = Weights::quantised(values, outputs, bias);
        self.count(weights.inputs);
        self.count(weights.outputs);
        let (cells, scales, bias) = weights.parts();
        self.bytes.extend(cells.iter().map(|cell| *cell as u8));
        self.floats(scales);
        self.floats(bias);
    }
}
