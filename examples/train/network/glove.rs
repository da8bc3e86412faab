//! Public vectors of words: GloVe (Pennington et al. 2014), as `models/glove.bin` keeps its most frequent words.

use timeline::text::words::word_hash;

/// Width of a vector.
pub const WIDTH: usize = 50;

/// The file: a line with the number of words, the words in order of their frequency, a line each, then
/// a row of signed bytes a word. `models/glove.md` says where it comes from.
const FILE: &[u8] = include_bytes!("../../../models/glove.bin");

/// Bytes that make one standard deviation.
const ONE: f32 = 32.0;

/// Each word's hash and its vector, frequent words first.
pub fn read() -> Vec<(u64, [f32; WIDTH])> {
    let mut lines = FILE.split(|byte| *byte == b'\n');
    let mut line = || std::str::from_utf8(lines.next().unwrap_or_default()).expect("words are text");
    let count: usize = line().parse().expect("the file starts with how many words it has");
    let words: Vec<u64> = (0..count).map(|_| word_hash(line())).collect();
    let rows = FILE[FILE.len() - count * WIDTH..].chunks_exact(WIDTH);
    let vector = |row: &[u8]| std::array::from_fn(|at| f32::from(row[at] as i8) / ONE);
    words.into_iter().zip(rows.map(vector)).collect()
}
