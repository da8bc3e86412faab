//! Dense matrices: just what the parser's network takes.
//!
//! Every sum runs in a fixed order and no multiplication is fused with an addition, so that all
//! machines end in the same bits.

/// Rows by columns, row after row.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
    /// Rows end to end.
    pub data: Vec<f32>,
}

impl Matrix {
    /// Returns a matrix of zeros.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, data: vec![0.0; rows * cols] }
    }

    /// Makes it a matrix of zeros of another size, keeping its memory.
    pub fn reset(&mut self, rows: usize, cols: usize) {
        (self.rows, self.cols) = (rows, cols);
        self.data.clear();
        self.data.resize(rows * cols, 0.0);
    }

    /// Returns one row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.cols..(row + 1) * self.cols]
    }

    /// Returns one row to write to.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.cols..(row + 1) * self.cols]
    }
}

/// `c += a · b`. Fastest when `b` has a multiple of 32 columns.
pub fn multiply_add(c: &mut Matrix, a: &Matrix, b: &Matrix) {
    assert!(a.cols == b.rows && c.rows == a.rows && c.cols == b.cols, "matrices do not fit");
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor was just asked whether it has the feature.
            return unsafe { multiply_add_avx512(c, a, b) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: as above.
            return unsafe { multiply_add_avx2(c, a, b) };
        }
    }
    multiply_add_blocks::<16>(c, a, b);
}

/// The same sums compiled for the widest registers: the same bits, sooner.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn multiply_add_avx512(c: &mut Matrix, a: &Matrix, b: &Matrix) {
    multiply_add_blocks::<32>(c, a, b);
}

/// The same sums compiled for wide registers.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn multiply_add_avx2(c: &mut Matrix, a: &Matrix, b: &Matrix) {
    multiply_add_blocks::<16>(c, a, b);
}

#[inline(always)]
fn multiply_add_blocks<const WIDTH: usize>(c: &mut Matrix, a: &Matrix, b: &Matrix) {
    let whole = b.cols - b.cols % WIDTH;
    for col in (0..whole).step_by(WIDTH) {
        let mut row = 0;
        while row + 4 <= a.rows {
            block::<4, WIDTH>(c, a, b, row, col);
            row += 4;
        }
        for row in row..a.rows {
            block::<1, WIDTH>(c, a, b, row, col);
        }
    }
    let mut col = whole;
    while col + 16 <= b.cols {
        (0..a.rows).for_each(|row| block::<1, 16>(c, a, b, row, col));
        col += 16;
    }
    for col in col..b.cols {
        (0..a.rows).for_each(|row| block::<1, 1>(c, a, b, row, col));
    }
}

/// Adds `R` rows by `W` columns of the product, summed in registers.
#[inline(always)]
fn block<const R: usize, const W: usize>(c: &mut Matrix, a: &Matrix, b: &Matrix, row: usize, col: usize) {
    let mut sums = [[0.0f32; W]; R];
    let left: [&[f32]; R] = std::array::from_fn(|r| a.row(row + r));
    for (inner, right) in b.data.chunks_exact(b.cols).enumerate() {
        let right = &right[col..col + W];
        for (sums, left) in sums.iter_mut().zip(left) {
            let factor = left[inner];
            for (sum, value) in sums.iter_mut().zip(right) {
                *sum += factor * value;
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        c.row_mut(row + r)[col..col + W].iter_mut().zip(sums).for_each(|(cell, sum)| *cell += sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_sizes_that_fill_no_block() {
        let matrix = |rows: usize, cols: usize| Matrix {
            rows,
            cols,
            data: (0..rows * cols).map(|cell| (cell % 7) as f32 - 3.0).collect(),
        };
        let (a, b) = (matrix(5, 3), matrix(3, 19));
        let mut c = Matrix::zeros(5, 19);
        multiply_add(&mut c, &a, &b);
        for row in 0..5 {
            for col in 0..19 {
                let expected: f32 = (0..3).map(|inner| a.row(row)[inner] * b.row(inner)[col]).sum();
                assert_eq!(c.row(row)[col], expected);
            }
        }
    }
}
