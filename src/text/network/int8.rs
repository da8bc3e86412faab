//! Products of matrices of small integers.
//!
//! In: rows of activations, rounded to bytes with a scale each, and weights in bytes with a scale
//! per column. Out: sums in floating point. Integers add up exactly in any order, and what follows
//! is done cell by cell, so that every machine ends in the same bits, whatever its instructions.

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod amx;
// Indices name the registers of a tile; iterators would hide which is which.
#[allow(clippy::needless_range_loop)]
mod product;

pub use product::{Path, product, product_by, room};

use super::widened;

/// Columns stand in blocks of so many.
pub const BLOCK: usize = 16;

/// Inputs stand in groups of so many: what one instruction adds up.
pub const GROUP: usize = 4;

/// What is added to an activation's byte so that it has no sign.
pub const OFFSET: u8 = 128;

/// Rows of activations in bytes; the value of a cell is `(byte - OFFSET) * scale` of its row.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    width: usize,
    count: usize,
    /// Never shrinks: what lies behind the last row is old.
    cells: Vec<u8>,
    scales: Vec<f32>,
}

impl Rows {
    /// Takes in rows of `width` values, a multiple of [`GROUP`], in place of what was there.
    pub fn quantise(&mut self, values: &[f32], width: usize) {
        self.width = width;
        self.count = values.len() / width;
        self.cells.resize(self.cells.len().max(values.len()), 0);
        self.scales.resize(self.scales.len().max(self.count), 0.0);
        quantise_all(values, width, &mut self.cells, &mut self.scales);
    }

    /// Returns the number of rows.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Returns all rows.
    pub fn all(&self) -> RowSlice<'_> {
        self.slice(0..self.count())
    }

    /// Returns some of the rows.
    pub fn slice(&self, rows: std::ops::Range<usize>) -> RowSlice<'_> {
        let cells = &self.cells[rows.start * self.width..rows.end * self.width];
        RowSlice { width: self.width, cells, scales: &self.scales[rows] }
    }
}

/// Neighbouring rows of [`Rows`].
#[derive(Debug, Clone, Copy)]
pub struct RowSlice<'r> {
    width: usize,
    cells: &'r [u8],
    scales: &'r [f32],
}

impl<'r> RowSlice<'r> {
    fn row(&self, row: usize) -> &'r [u8] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }
}

widened! {
    /// Rounds rows to bytes and notes their scales.
    fn quantise_all(values: &[f32], width: usize, cells: &mut [u8], scales: &mut [f32]) {
        let rows = values.chunks_exact(width).zip(cells.chunks_exact_mut(width));
        for ((values, cells), scale) in rows.zip(scales) {
            *scale = quantise(values, cells);
        }
    }
}

/// Rounds a row to bytes; returns its scale.
#[inline(always)]
fn quantise(values: &[f32], cells: &mut [u8]) -> f32 {
    // Without their sign, floats are in the order of their bits.
    let size = |value: f32| value.to_bits() & (u32::MAX >> 1);
    let mut largest = size(1e-9);
    for value in values {
        largest = largest.max(size(*value));
    }
    let largest = f32::from_bits(largest);
    let factor = 127.0 / largest;
    // Beyond 2^23 a float has no fraction: the sum rounds, and its last bits are the integer.
    let shift = 12_582_912.0 + f32::from(OFFSET);
    for (cell, value) in cells.iter_mut().zip(values) {
        *cell = (value * factor + shift).to_bits() as u8;
    }
    largest / 127.0
}

/// A group of inputs of a block's columns. It lies on one line of the processor's cache: across two, reading takes
/// twice as long.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Line([i8; BLOCK * GROUP]);

/// Weights in bytes: inputs by outputs, and what is added to each output.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Rows of activations have this width, a multiple of [`GROUP`].
    pub inputs: usize,
    /// Columns, a multiple of [`BLOCK`].
    pub outputs: usize,
    /// Block by block of columns, group by group of inputs: a group of the first column, of the second …
    cells: Vec<Line>,
    /// One per column.
    scales: Vec<f32>,
    /// One per column.
    bias: Vec<f32>,
    /// Per column, what [`OFFSET`] adds to its sum.
    excess: Vec<i32>,
}

impl Weights {
    /// Takes in bytes as they lie in a weight file; `None` when their numbers do not fit.
    pub fn new(inputs: usize, outputs: usize, cells: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Option<Self> {
        let fits = inputs.is_multiple_of(GROUP)
            && outputs.is_multiple_of(BLOCK)
            && cells.len() == inputs.checked_mul(outputs)?
            && scales.len() == outputs
            && bias.len() == outputs;
        let mut weights = Self { inputs, outputs, cells: lines(cells), scales, bias, excess: Vec::new() };
        fits.then(|| weights.count_excess())?;
        Some(weights)
    }

    /// Rounds weights, given row by row, to bytes.
    pub fn quantised(values: &[f32], outputs: usize, bias: &[f32]) -> Self {
        let inputs = values.len() / outputs;
        let column = |column: usize| values.iter().skip(column).step_by(outputs);
        let largest = |of: usize| column(of).fold(1e-9_f32, |top, value| top.max(value.abs()));
        let scales: Vec<f32> = (0..outputs).map(|of| largest(of) / 127.0).collect();
        let mut cells = Vec::with_capacity(values.len());
        for block in (0..outputs).step_by(BLOCK) {
            for group in (0..inputs).step_by(GROUP) {
                for column in block..block + BLOCK {
                    let cell = |input: usize| (values[input * outputs + column] / scales[column]).round() as i8;
                    cells.extend((group..group + GROUP).map(cell));
                }
            }
        }
        let mut weights =
            Self { inputs, outputs, cells: lines(&cells), scales, bias: bias.to_vec(), excess: Vec::new() };
        weights.count_excess();
        weights
    }

    /// Takes in rows of activations as columns, in place of what was there; missing columns are 0.
    pub fn transpose(&mut self, rows: RowSlice) {
        let count = rows.scales.len();
        self.inputs = rows.width;
        self.outputs = count.next_multiple_of(BLOCK);
        self.cells.clear();
        self.cells.resize(self.inputs / GROUP * self.outputs / BLOCK, Line([0; BLOCK * GROUP]));
        self.scales.clear();
        self.scales.extend_from_slice(rows.scales);
        self.scales.resize(self.outputs, 0.0);
        self.bias.clear();
        self.bias.resize(self.outputs, 0.0);
        self.excess.clear();
        for column in 0..count {
            let (start, at) = (column / BLOCK * self.inputs / GROUP, column % BLOCK * GROUP);
            let mut sum = 0;
            for (group, bytes) in rows.row(column).chunks_exact(GROUP).enumerate() {
                for (cell, byte) in self.cells[start + group].0[at..at + GROUP].iter_mut().zip(bytes) {
                    *cell = byte.wrapping_sub(OFFSET) as i8;
                    sum += i32::from(*cell);
                }
            }
            self.excess.push(i32::from(OFFSET) * sum);
        }
        self.excess.resize(self.outputs, 0);
    }

    /// Returns the bytes, scales and added values, as a weight file has them.
    pub fn parts(&self) -> (Vec<i8>, &[f32], &[f32]) {
        (self.cells.iter().flat_map(|line| line.0).collect(), &self.scales, &self.bias)
    }

    fn count_excess(&mut self) {
        self.excess = vec![0; self.outputs];
        for (index, line) in self.cells.iter().enumerate() {
            let block = index / (self.inputs / GROUP);
            for (at, cell) in line.0.iter().enumerate() {
                self.excess[block * BLOCK + at / GROUP] += i32::from(OFFSET) * i32::from(*cell);
            }
        }
    }
}

fn lines(cells: &[i8]) -> Vec<Line> {
    let (lines, _) = cells.as_chunks();
    lines.iter().copied().map(Line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(count: usize, seed: usize) -> Vec<f32> {
        (0..count).map(|at| ((at * 7919 + seed * 104_729) % 2003) as f32 / 1000.0 - 1.0).collect()
    }

    #[test]
    fn every_path_gives_the_same_bits() {
        for (rows, inputs, outputs) in
            [(1, 4, 16), (7, 64, 48), (13, 128, 144), (30, 256, 16), (16, 64, 64), (45, 128, 112)]
        {
            let mut left = Rows::default();
            left.quantise(&values(rows * inputs, 1), inputs);
            let right = Weights::quantised(&values(inputs * outputs, 2), outputs, &values(outputs, 3));
            let mut expected = Vec::new();
            product_by(Path::Plain, left.all(), &right, &mut expected);
            for path in Path::available() {
                let mut found = Vec::new();
                product_by(path, left.all(), &right, &mut found);
                assert!(found.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits()), "{path:?} {rows}");
            }
        }
    }

    #[test]
    fn comes_near_the_product_of_the_floats() {
        let (left, right) = (values(5 * 64, 4), values(64 * 32, 5));
        let mut rows = Rows::default();
        rows.quantise(&left, 64);
        let mut found = Vec::new();
        product(rows.all(), &Weights::quantised(&right, 32, &[0.5; 32]), &mut found);
        for row in 0..5 {
            for column in 0..32 {
                let exact: f32 = (0..64).map(|at| left[row * 64 + at] * right[at * 32 + column]).sum();
                assert!((found[row * 32 + column] - exact - 0.5).abs() < 0.2, "{row} {column}");
            }
        }
    }

    #[test]
    fn activations_serve_as_weights() {
        let (left, right) = (values(3 * 8, 6), values(20 * 8, 7));
        let (mut rows, mut columns) = (Rows::default(), Rows::default());
        rows.quantise(&left, 8);
        columns.quantise(&right, 8);
        let mut weights = Weights::default();
        weights.transpose(columns.slice(2..20));
        let mut found = Vec::new();
        product(rows.all(), &weights, &mut found);
        assert_eq!(found.len(), 3 * 32);
        let exact: f32 = (0..8).map(|at| left[8 + at] * right[19 * 8 + at]).sum();
        assert!((found[32 + 17] - exact).abs() < 0.1);
        assert!(found[18..32].iter().all(|cell| *cell == 0.0));
    }

    #[test]
    fn rounds_to_the_nearest_byte() {
        let mut rows = Rows::default();
        rows.quantise(&[1.0, -1.0, 0.0, 0.5], 4);
        assert_eq!(rows.all().row(0), [255, 1, 128, 192]);
        rows.quantise(&[0.0; 8], 4);
        assert_eq!((rows.count(), rows.all().row(1)), (2, &[128_u8; 4][..]));
    }
}
