//! The parser's weights: how they lie in `models/parser.bin`.
//!
//! In: bytes. Out: matrices. The embeddings stay in place as bytes with one scale per row; the
//! few dense matrices are unpacked from 16-bit integers when the model is first used.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::features::{FEATURES, UNKNOWN_WORD, WORD_START};
use super::matrix::Matrix;

/// Opens every weight file; the digit is the version of its layout.
pub const MAGIC: &[u8; 8] = b"tlparse1";

/// One layer of gated recurrences: input to squashed value, forget gate and output gate, first
/// for the forward direction, then for the backward one.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Input by gates.
    pub weights: Matrix,
    /// One row.
    pub bias: Matrix,
}

/// The network; see `examples/train/parser/network.rs` for how it came about.
#[derive(Debug, Clone)]
pub struct Model {
    words: FxHashMap<u32, u32>,
    embedding_scales: Vec<f32>,
    embeddings: &'static [u8],
    /// Width of the embeddings.
    pub input: usize,
    /// Recurrent layers, lowest first.
    pub layers: Vec<Layer>,
    /// Top layer to, side by side: arc dependent, arc head, label dependent, label head.
    pub heads: Matrix,
    /// One row.
    pub heads_bias: Matrix,
    /// Arc dependent to the space of arc heads.
    pub arc: Matrix,
    /// The root as an arc head: one row.
    pub root: Matrix,
    /// Penn tag of the dependent by distance bucket.
    pub dependent_distance: Matrix,
    /// Penn tag of the head by distance bucket.
    pub head_distance: Matrix,
    /// Label hidden layer to relations.
    pub label_out: Matrix,
    /// One row.
    pub label_out_bias: Matrix,
}

/// The embedded model, unpacked on first use.
pub static MODEL: LazyLock<Model> = LazyLock::new(|| {
    static BYTES: &[u8] = include_bytes!("../../../models/parser.bin");
    Model::read(BYTES).expect("models/parser.bin is written by examples/train and checked by a test")
});

impl Model {
    /// Reads a weight file; `None` when it is none or cut short.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut reader = Reader { rest: bytes.strip_prefix(MAGIC)? };
        let words = reader.count()?;
        let words = (0..words).map(|word| Some((reader.number()?, WORD_START + word as u32))).collect::<Option<_>>()?;
        let (rows, input) = (reader.count()?, reader.count()?);
        let embedding_scales = (0..rows).map(|_| reader.float()).collect::<Option<_>>()?;
        let embeddings = reader.take(rows * input)?;
        let layers = reader.count()?;
        let layers = (0..layers)
            .map(|_| Some(Layer { weights: reader.matrix()?, bias: reader.matrix()? }))
            .collect::<Option<_>>()?;
        Some(Self {
            words,
            embedding_scales,
            embeddings,
            input,
            layers,
            heads: reader.matrix()?,
            heads_bias: reader.matrix()?,
            arc: reader.matrix()?,
            root: reader.matrix()?,
            dependent_distance: reader.matrix()?,
            head_distance: reader.matrix()?,
            label_out: reader.matrix()?,
            label_out_bias: reader.matrix()?,
        })
    }

    /// Returns the row of a word by its hash.
    pub fn word(&self, hash: u32) -> u32 {
        self.words.get(&hash).copied().unwrap_or(UNKNOWN_WORD)
    }

    /// Adds up the embeddings of one token.
    pub fn embed(&self, rows: [u32; FEATURES], input: &mut [f32]) {
        for row in rows {
            let row = row as usize;
            let scale = self.embedding_scales[row];
            let values = &self.embeddings[row * self.input..(row + 1) * self.input];
            input.iter_mut().zip(values).for_each(|(cell, &value)| *cell += f32::from(value as i8) * scale);
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

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn count(&mut self) -> Option<usize> {
        Some(self.number()? as usize)
    }

    fn float(&mut self) -> Option<f32> {
        Some(f32::from_bits(self.number()?))
    }

    /// Rows, columns, scale, then little-endian 16-bit integers.
    fn matrix(&mut self) -> Option<Matrix> {
        let (rows, cols, scale) = (self.count()?, self.count()?, self.float()?);
        let cells = self.take(rows * cols * 2)?.chunks_exact(2);
        let data = cells.map(|cell| f32::from(i16::from_le_bytes([cell[0], cell[1]])) * scale).collect();
        Some(Matrix { rows, cols, data })
    }
}

/// Writes what [`Model::read`] reads.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    /// The file so far.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// Writes a 32-bit number.
    pub fn number(&mut self, number: u32) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// Writes rows of embeddings as bytes with a scale each.
    pub fn embeddings(&mut self, matrix: &Matrix) {
        self.number(matrix.rows as u32);
        self.number(matrix.cols as u32);
        let scale = |row: usize| largest(matrix.row(row)) / 127.0;
        (0..matrix.rows).for_each(|row| self.number(scale(row).to_bits()));
        for row in 0..matrix.rows {
            self.bytes.extend(matrix.row(row).iter().map(|value| (value / scale(row)).round() as i8 as u8));
        }
    }

    /// Writes a dense matrix.
    pub fn matrix(&mut self, matrix: &Matrix) {
        let scale = largest(&matrix.data) / 32767.0;
        self.number(matrix.rows as u32);
        self.number(matrix.cols as u32);
        self.number(scale.to_bits());
        matrix.data.iter().for_each(|value| self.bytes.extend(((value / scale).round() as i16).to_le_bytes()));
    }
}

/// The largest absolute value, and never 0.
fn largest(values: &[f32]) -> f32 {
    values.iter().fold(1e-9, |largest, value| value.abs().max(largest))
}
