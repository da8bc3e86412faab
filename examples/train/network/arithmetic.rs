//! Products of matrices in floating point, and random numbers: what training the network takes.
//!
//! Matrices are slices, row after row. Sums run in a fixed order with fused multiplications, which are
//! exact the same everywhere, so that two runs end in the same bits.

/// Rows of a tile, and its columns: sixteen registers of sixteen sums.
const ROWS: usize = 8;
const COLUMNS: usize = 32;

/// `c += a · b`: `a` has rows of `inner` cells, `b` and `c` have rows of `cols` cells.
pub fn multiply(c: &mut [f32], a: &[f32], b: &[f32], inner: usize, cols: usize) {
    assert!(a.len() / inner * cols == c.len() && b.len() == inner * cols, "matrices do not fit");
    #[cfg(target_arch = "x86_64")]
    let wide = is_x86_feature_detected!("avx512f");
    let rows = a.len() / inner;
    let mut panel = vec![0.0_f32; inner * COLUMNS];
    for col in (0..cols).step_by(COLUMNS) {
        let width = COLUMNS.min(cols - col);
        for (panel, row) in panel.chunks_exact_mut(COLUMNS).zip(b.chunks_exact(cols)) {
            panel[..width].copy_from_slice(&row[col..col + width]);
        }
        let mut row = 0;
        while row < rows {
            let taken = if row + ROWS <= rows { ROWS } else { 1 };
            let a = &a[row * inner..(row + taken) * inner];
            let mut sums = [[0.0_f32; COLUMNS]; ROWS];
            #[cfg(target_arch = "x86_64")]
            match (wide, taken) {
                // SAFETY: the processor was asked whether it has AVX-512.
                (true, ROWS) => unsafe { wide_tile::<ROWS>(a, &panel, inner, &mut sums) },
                // SAFETY: as above.
                (true, _) => unsafe { wide_tile::<1>(a, &panel, inner, &mut sums) },
                (false, _) => tile(a, &panel, inner, &mut sums),
            }
            #[cfg(not(target_arch = "x86_64"))]
            tile(a, &panel, inner, &mut sums);
            for (r, sums) in sums.iter().enumerate().take(taken) {
                plus(&mut c[(row + r) * cols + col..][..width], &sums[..width]);
            }
            row += taken;
        }
    }
}

/// Some rows by a panel of columns.
fn tile(a: &[f32], panel: &[f32], inner: usize, sums: &mut [[f32; COLUMNS]; ROWS]) {
    for (left, sums) in a.chunks_exact(inner).zip(sums) {
        for (factor, right) in left.iter().zip(panel.chunks_exact(COLUMNS)) {
            sums.iter_mut().zip(right).for_each(|(sum, value)| *sum = factor.mul_add(*value, *sum));
        }
    }
}

/// The same sums in wide registers.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn wide_tile<const R: usize>(a: &[f32], panel: &[f32], inner: usize, sums: &mut [[f32; COLUMNS]; ROWS]) {
    use std::arch::x86_64::*;
    assert!(a.len() == R * inner && panel.len() == COLUMNS * inner, "a tile does not fit");
    let mut registers = [[_mm512_setzero_ps(); 2]; R];
    for at in 0..inner {
        // SAFETY: the lengths were just looked at.
        unsafe {
            let right = panel.as_ptr().add(at * COLUMNS);
            let (first, second) = (_mm512_loadu_ps(right), _mm512_loadu_ps(right.add(16)));
            for (r, sums) in registers.iter_mut().enumerate() {
                let factor = _mm512_set1_ps(*a.as_ptr().add(r * inner + at));
                sums[0] = _mm512_fmadd_ps(factor, first, sums[0]);
                sums[1] = _mm512_fmadd_ps(factor, second, sums[1]);
            }
        }
    }
    for (sums, registers) in sums.iter_mut().zip(registers) {
        // SAFETY: a row of sums is two registers.
        unsafe {
            _mm512_storeu_ps(sums.as_mut_ptr(), registers[0]);
            _mm512_storeu_ps(sums.as_mut_ptr().add(16), registers[1]);
        }
    }
}

/// Returns the matrix of rows of `cols` cells with rows and columns swapped.
pub fn transposed(matrix: &[f32], cols: usize) -> Vec<f32> {
    const TILE: usize = 16;
    let rows = matrix.len() / cols;
    let mut result = vec![0.0; matrix.len()];
    for row in (0..rows).step_by(TILE) {
        for col in (0..cols).step_by(TILE) {
            for r in row..(row + TILE).min(rows) {
                for c in col..(col + TILE).min(cols) {
                    result[c * rows + r] = matrix[r * cols + c];
                }
            }
        }
    }
    result
}

/// Adds up, cell by cell.
pub fn plus(a: &mut [f32], b: &[f32]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
}

/// Multiplies, cell by cell; by an empty mask not at all.
pub fn times(a: &mut [f32], mask: &[f32]) {
    a.iter_mut().zip(mask).for_each(|(a, mask)| *a *= mask);
}

/// Turns scores into the gradient of the log loss, scaled, and returns the loss.
pub fn softmax_slope(scores: &mut [f32], gold: usize, scale: f32) -> f32 {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - highest).exp();
        total += *score;
    }
    let loss = -(scores[gold] / total).max(1e-20).ln();
    scores.iter_mut().for_each(|score| *score *= scale / total);
    scores[gold] -= scale;
    loss
}

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In `[0, 1)`.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// Fills with values of the given half-width.
    pub fn fill(&mut self, cells: &mut [f32], width: f32) {
        cells.iter_mut().for_each(|cell| *cell = (self.unit() * 2.0 - 1.0) * width);
    }
}
