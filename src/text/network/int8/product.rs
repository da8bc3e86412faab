//! The product itself, one function for each set of instructions.

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
use super::amx;
use super::{BLOCK, GROUP, RowSlice, Weights};

/// A set of instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// Tiles of 16 by 64 bytes (AMX), where a product has enough; else as the next.
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    Amx,
    /// Four bytes by four bytes at once in registers of 64 (AVX-512 VNNI).
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// Bytes widened to 16 bits in registers of 32 (AVX2).
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// What every machine has.
    Plain,
}

impl Path {
    /// Returns what this machine has, the fastest first.
    pub fn available() -> Vec<Self> {
        let mut paths = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512bw") {
                #[cfg(target_os = "linux")]
                if amx::is_available() {
                    paths.push(Self::Amx);
                }
                paths.push(Self::Vnni);
            }
            if is_x86_feature_detected!("avx2") {
                paths.push(Self::Avx2);
            }
        }
        paths.push(Self::Plain);
        paths
    }
}

/// Fills the first cells of `out` with rows times weights plus bias, row by row; makes it longer where needed.
pub fn product(rows: RowSlice, weights: &Weights, out: &mut Vec<f32>) {
    static BEST: std::sync::LazyLock<Path> = std::sync::LazyLock::new(|| Path::available()[0]);
    product_by(*BEST, rows, weights, out);
}

/// The same by given instructions, which the machine must have.
pub fn product_by(path: Path, rows: RowSlice, weights: &Weights, out: &mut Vec<f32>) {
    assert!(rows.width == weights.inputs, "rows and weights do not fit");
    let out = room(out, rows.scales.len() * weights.outputs);
    match path {
        // SAFETY: as below; and whether it fits is asked.
        #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
        Path::Amx if amx::fits(rows, weights) => unsafe { amx::product(rows, weights, out) },
        // SAFETY: where there is AMX there is VNNI.
        #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
        Path::Amx => unsafe { x86::vnni(rows, weights, out) },
        // SAFETY: paths come from `Path::available`, which asks the processor.
        #[cfg(target_arch = "x86_64")]
        Path::Vnni => unsafe { x86::vnni(rows, weights, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Path::Avx2 => unsafe { x86::avx2(rows, weights, out) },
        Path::Plain => plain(rows, weights, out),
    }
}

/// Returns the first cells of a vector that grows but never shrinks: what lies in them is old.
pub fn room(cells: &mut Vec<f32>, count: usize) -> &mut [f32] {
    if cells.len() < count {
        cells.resize(count, 0.0);
    }
    &mut cells[..count]
}

fn plain(rows: RowSlice, weights: &Weights, out: &mut [f32]) {
    for row in 0..rows.scales.len() {
        for block in 0..weights.outputs / BLOCK {
            let mut sums = [0_i32; BLOCK];
            let lines = &weights.cells[block * weights.inputs / GROUP..];
            for (left, line) in rows.row(row).chunks_exact(GROUP).zip(lines) {
                for (sum, right) in sums.iter_mut().zip(line.0.chunks_exact(GROUP)) {
                    *sum += left.iter().zip(right).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>();
                }
            }
            finish(sums, rows, weights, row, block, out);
        }
    }
}

/// From sums of integers to floats, cell by cell.
#[inline(always)]
pub(super) fn finish(sums: [i32; BLOCK], rows: RowSlice, weights: &Weights, row: usize, block: usize, out: &mut [f32]) {
    let columns = block * BLOCK..(block + 1) * BLOCK;
    let scale = rows.scales[row];
    let (scales, bias) = (&weights.scales[columns.clone()], &weights.bias[columns.clone()]);
    let excess = &weights.excess[columns.clone()];
    let out = &mut out[row * weights.outputs + columns.start..][..BLOCK];
    for at in 0..BLOCK {
        out[at] = (sums[at] - excess[at]) as f32 * (scale * scales[at]) + bias[at];
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::*;

    /// Goes over all blocks, several rows and columns at once.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub fn vnni(rows: RowSlice, weights: &Weights, out: &mut [f32]) {
        let blocks = weights.outputs / BLOCK;
        let mut block = 0;
        while block + 4 <= blocks {
            vnni_rows::<4>(rows, weights, block, out);
            block += 4;
        }
        (block..blocks).for_each(|block| vnni_rows::<1>(rows, weights, block, out));
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn vnni_rows<const B: usize>(rows: RowSlice, weights: &Weights, block: usize, out: &mut [f32]) {
        let mut row = 0;
        while row + 6 <= rows.scales.len() {
            vnni_tile::<6, B>(rows, weights, row, block, out);
            row += 6;
        }
        (row..rows.scales.len()).for_each(|row| vnni_tile::<1, B>(rows, weights, row, block, out));
    }

    /// `R` rows by `B` blocks, summed in registers.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn vnni_tile<const R: usize, const B: usize>(
        rows: RowSlice,
        weights: &Weights,
        row: usize,
        block: usize,
        out: &mut [f32],
    ) {
        let size = weights.inputs / GROUP;
        let left = &rows.cells[row * rows.width..(row + R) * rows.width];
        let right = &weights.cells[block * size..(block + B) * size];
        let mut sums = [[_mm512_setzero_si512(); B]; R];
        for group in 0..weights.inputs / GROUP {
            let mut cells = [_mm512_setzero_si512(); B];
            for b in 0..B {
                // SAFETY: each block holds `inputs / GROUP` registers and each row as many groups.
                cells[b] = unsafe { _mm512_loadu_si512(right.as_ptr().add(b * size + group).cast()) };
            }
            for r in 0..R {
                // SAFETY: as above.
                let bytes = unsafe { left.as_ptr().add(r * rows.width + group * GROUP).cast::<i32>().read_unaligned() };
                let bytes = _mm512_set1_epi32(bytes);
                for b in 0..B {
                    sums[r][b] = _mm512_dpbusd_epi32(sums[r][b], bytes, cells[b]);
                }
            }
        }
        for r in 0..R {
            for b in 0..B {
                let mut lanes = [0_i32; BLOCK];
                // SAFETY: sixteen lanes of four bytes.
                unsafe { _mm512_storeu_si512(lanes.as_mut_ptr().cast(), sums[r][b]) };
                finish(lanes, rows, weights, row + r, block + b, out);
            }
        }
    }

    /// Goes over all blocks, two rows at once.
    #[target_feature(enable = "avx2")]
    pub fn avx2(rows: RowSlice, weights: &Weights, out: &mut [f32]) {
        for block in 0..weights.outputs / BLOCK {
            let mut row = 0;
            while row + 2 <= rows.scales.len() {
                avx2_tile::<2>(rows, weights, row, block, out);
                row += 2;
            }
            (row..rows.scales.len()).for_each(|row| avx2_tile::<1>(rows, weights, row, block, out));
        }
    }

    /// `R` rows by one block; each column is summed in two halves.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn avx2_tile<const R: usize>(rows: RowSlice, weights: &Weights, row: usize, block: usize, out: &mut [f32]) {
        let size = weights.inputs / GROUP;
        let left = &rows.cells[row * rows.width..(row + R) * rows.width];
        let right = &weights.cells[block * size..(block + 1) * size];
        let mut sums = [[_mm256_setzero_si256(); 4]; R];
        for group in 0..weights.inputs / GROUP {
            let mut bytes = [_mm256_setzero_si256(); R];
            for r in 0..R {
                // SAFETY: each row holds `inputs / GROUP` groups.
                let group = unsafe { left.as_ptr().add(r * rows.width + group * GROUP).cast::<i32>().read_unaligned() };
                bytes[r] = _mm256_cvtepu8_epi16(_mm_set1_epi32(group));
            }
            for quarter in 0..4 {
                // SAFETY: each block holds `inputs / GROUP` times 64 bytes.
                let cells = unsafe { _mm_loadu_si128(right.as_ptr().add(group).cast::<u8>().add(quarter * 16).cast()) };
                let cells = _mm256_cvtepi8_epi16(cells);
                for r in 0..R {
                    sums[r][quarter] = _mm256_add_epi32(sums[r][quarter], _mm256_madd_epi16(bytes[r], cells));
                }
            }
        }
        for r in 0..R {
            let mut halves = [0_i32; 2 * BLOCK];
            for quarter in 0..4 {
                // SAFETY: eight lanes for each quarter.
                unsafe { _mm256_storeu_si256(halves.as_mut_ptr().add(quarter * 8).cast(), sums[r][quarter]) };
            }
            let lanes = std::array::from_fn(|at| halves[2 * at] + halves[2 * at + 1]);
            finish(lanes, rows, weights, row + r, block, out);
        }
    }
}
