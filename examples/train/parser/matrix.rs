//! Random numbers, trained matrices and the Adam optimiser: what training the parser takes.
//!
//! Arithmetic runs in a fixed order, so that two runs end in the same bits.

use timeline::text::syntax::matrix::Matrix;

/// Returns the matrix with rows and columns swapped.
pub fn transposed(matrix: &Matrix) -> Matrix {
    let mut result = Matrix::zeros(matrix.cols, matrix.rows);
    for row in 0..matrix.rows {
        for (col, value) in matrix.row(row).iter().enumerate() {
            result.data[col * matrix.rows + row] = *value;
        }
    }
    result
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
}

/// A trained matrix with its gradient and Adam's moments.
pub struct Parameter {
    pub value: Matrix,
    pub gradient: Matrix,
    first: Vec<f32>,
    second: Vec<f32>,
}

/// How far each step of Adam goes: a short warm-up, then a straight line down.
pub struct Schedule {
    rate: f32,
    steps: usize,
    done: i32,
}

impl Schedule {
    pub fn new(rate: f32, steps: usize) -> Self {
        Self { rate, steps, done: 0 }
    }

    pub fn next(&mut self) -> Step {
        const WARM_UP: f32 = 200.0;
        self.done += 1;
        let left = 1.0 - self.done as f32 / self.steps as f32;
        Step {
            rate: self.rate * (self.done as f32 / WARM_UP).min(1.0) * left.max(0.02),
            first_correction: 1.0 / (1.0 - FIRST_DECAY.powi(self.done)),
            second_correction: 1.0 / (1.0 - SECOND_DECAY.powi(self.done)),
        }
    }
}

/// One step of Adam.
#[derive(Clone, Copy)]
pub struct Step {
    pub rate: f32,
    pub first_correction: f32,
    pub second_correction: f32,
}

const FIRST_DECAY: f32 = 0.9;
const SECOND_DECAY: f32 = 0.98;

impl Parameter {
    /// Uniform values of the given half-width.
    pub fn random(rows: usize, cols: usize, width: f32, random: &mut Random) -> Self {
        let mut value = Matrix::zeros(rows, cols);
        value.data.iter_mut().for_each(|cell| *cell = (random.unit() * 2.0 - 1.0) * width);
        Self::from(value)
    }

    /// Values that keep the variance of what they multiply.
    pub fn dense(rows: usize, cols: usize, random: &mut Random) -> Self {
        Self::random(rows, cols, (6.0 / (rows + cols) as f32).sqrt(), random)
    }

    pub fn from(value: Matrix) -> Self {
        let size = value.data.len();
        let gradient = Matrix::zeros(value.rows, value.cols);
        Self { value, gradient, first: vec![0.0; size], second: vec![0.0; size] }
    }

    pub fn step(&mut self, step: Step) {
        self.step_range(0..self.value.data.len(), step);
    }

    /// Moves only the rows given; the others' moments stand still.
    pub fn step_rows(&mut self, rows: &[u32], step: Step) {
        let cols = self.value.cols;
        for &row in rows {
            self.step_range(row as usize * cols..(row as usize + 1) * cols, step);
        }
    }

    fn step_range(&mut self, range: std::ops::Range<usize>, step: Step) {
        let value = &mut self.value.data[range.clone()];
        let gradient = &mut self.gradient.data[range.clone()];
        let first = &mut self.first[range.clone()];
        let second = &mut self.second[range];
        for i in 0..value.len() {
            let slope = gradient[i];
            first[i] = FIRST_DECAY * first[i] + (1.0 - FIRST_DECAY) * slope;
            second[i] = SECOND_DECAY * second[i] + (1.0 - SECOND_DECAY) * slope * slope;
            let mean = first[i] * step.first_correction;
            let spread = (second[i] * step.second_correction).sqrt();
            value[i] -= step.rate * mean / (spread + 1e-8);
            gradient[i] = 0.0;
        }
    }
}
