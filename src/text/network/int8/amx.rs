//! The product by tiles of 16 rows and 16 columns (AMX), which servers have since 2023: ten times as many sums a
//! second as the widest registers.
//!
//! The language has no stable words for these instructions yet, so they stand here as such.

use std::arch::asm;
use std::arch::x86_64::__cpuid_count;

use super::product::finish;
use super::{BLOCK, GROUP, RowSlice, Weights};

/// Rows of a tile.
const ROWS: usize = 16;
/// Bytes of a row of a tile, and inputs that one instruction adds up.
const WIDTH: usize = 64;
/// Blocks of columns at once.
const BLOCKS: usize = 4;

/// Tells whether the processor has them and the system lets this process use them.
pub fn is_available() -> bool {
    const TILES: u32 = 1 << 24;
    const BYTES: u32 = 1 << 25;
    // SAFETY: every processor of this architecture that has AVX-512 answers this leaf.
    let has = is_x86_feature_detected!("avx512bw") && {
        let features = __cpuid_count(7, 0).edx;
        features & TILES != 0 && features & BYTES != 0
    };
    has && is_allowed()
}

/// Asks the system to keep the tiles of this process's threads when it switches between them.
fn is_allowed() -> bool {
    /// `arch_prctl`.
    const CALL: i64 = 158;
    /// `ARCH_REQ_XCOMP_PERM`.
    const REQUEST: u64 = 0x1023;
    /// `XFEATURE_XTILEDATA`.
    const TILE_DATA: u64 = 18;
    let mut answer = CALL;
    // SAFETY: a system call that touches no memory of this process.
    unsafe {
        asm!("syscall", inlateout("rax") answer, in("rdi") REQUEST, in("rsi") TILE_DATA, lateout("rcx") _, lateout("r11") _, options(nostack));
    }
    answer == 0
}

/// Tells whether there are tiles enough in a product.
pub fn fits(rows: RowSlice, weights: &Weights) -> bool {
    let count = rows.scales.len();
    count >= ROWS && weights.outputs >= BLOCKS * BLOCK && weights.inputs.is_multiple_of(WIDTH) && weights.inputs > 0
}

/// Eight tiles of 16 rows of 64 bytes, as `ldtilecfg` wants to be told.
#[repr(C, align(64))]
struct Shapes {
    palette: u8,
    start: u8,
    unused: [u8; 14],
    widths: [u16; 16],
    rows: [u8; 16],
}

const SHAPES: Shapes = {
    let (mut widths, mut rows) = ([0; 16], [0; 16]);
    let mut tile = 0;
    while tile < 8 {
        (widths[tile], rows[tile]) = (WIDTH as u16, ROWS as u8);
        tile += 1;
    }
    Shapes { palette: 1, start: 0, unused: [0; 14], widths, rows }
};

/// Goes over all rows and blocks; the last tiles overlap the ones before where the numbers are no multiples.
///
/// # Safety
/// The machine must have what [`is_available`] asks for, and the product must be one that [`fits`].
#[target_feature(enable = "avx512f,avx512bw")]
pub unsafe fn product(rows: RowSlice, weights: &Weights, out: &mut [f32]) {
    let (count, blocks) = (rows.scales.len(), weights.outputs / BLOCK);
    // SAFETY: the shapes are those that the processor knows.
    unsafe { asm!("ldtilecfg [{}]", in(reg) &SHAPES, options(nostack, readonly)) };
    for block in (0..blocks).step_by(BLOCKS).map(|block| block.min(blocks - BLOCKS)) {
        for row in (0..count).step_by(ROWS).map(|row| row.min(count - ROWS)) {
            // SAFETY: both lie within the product.
            unsafe { tile(rows, weights, row, block, out) };
        }
    }
    // SAFETY: nothing is read from the tiles any more.
    unsafe { asm!("tilerelease", options(nostack, nomem)) };
}

/// 16 rows by 4 blocks, from `row` and `block` on.
#[target_feature(enable = "avx512f,avx512bw")]
unsafe fn tile(rows: RowSlice, weights: &Weights, row: usize, block: usize, out: &mut [f32]) {
    let size = weights.inputs / GROUP;
    let left = &rows.cells[row * rows.width..(row + ROWS) * rows.width];
    let right = &weights.cells[block * size..(block + BLOCKS) * size];
    let mut sums = [[[0_i32; BLOCK]; ROWS]; BLOCKS];
    // SAFETY: `left` has 16 rows and `right` 4 blocks of `inputs` each, a multiple of 64; a block's 16 groups of
    // inputs are the 16 rows of a tile. No other code uses the tiles.
    unsafe {
        asm!(
            "tilezero tmm0",
            "tilezero tmm1",
            "tilezero tmm2",
            "tilezero tmm3",
            "2:",
            "tileloadd tmm4, [{left} + {stride}]",
            "tileloadd tmm5, [{first} + {width}]",
            "tdpbusd tmm0, tmm4, tmm5",
            "tileloadd tmm6, [{second} + {width}]",
            "tdpbusd tmm1, tmm4, tmm6",
            "tileloadd tmm5, [{third} + {width}]",
            "tdpbusd tmm2, tmm4, tmm5",
            "tileloadd tmm6, [{fourth} + {width}]",
            "tdpbusd tmm3, tmm4, tmm6",
            "add {left}, 64",
            "add {first}, 1024",
            "add {second}, 1024",
            "add {third}, 1024",
            "add {fourth}, 1024",
            "dec {steps}",
            "jnz 2b",
            "tilestored [{sums} + {width}], tmm0",
            "tilestored [{sums} + {width} + 1024], tmm1",
            "tilestored [{sums} + {width} + 2048], tmm2",
            "tilestored [{sums} + {width} + 3072], tmm3",
            left = inout(reg) left.as_ptr() => _,
            first = inout(reg) right.as_ptr() => _,
            second = inout(reg) right.as_ptr().add(size) => _,
            third = inout(reg) right.as_ptr().add(2 * size) => _,
            fourth = inout(reg) right.as_ptr().add(3 * size) => _,
            steps = inout(reg) weights.inputs / WIDTH => _,
            stride = in(reg) rows.width,
            width = in(reg) WIDTH,
            sums = in(reg) sums.as_mut_ptr(),
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _, out("tmm4") _, out("tmm5") _, out("tmm6") _,
            options(nostack),
        );
    }
    for (at, sums) in sums.iter().enumerate() {
        for (below, sums) in sums.iter().enumerate() {
            finish(*sums, rows, weights, row + below, block + at, out);
        }
    }
}

const _: () = assert!(BLOCK * GROUP == WIDTH, "a group of a block is a row of a tile");
