//! Sparse linear models: what every trained layer scores with.
//!
//! In: a weight file, used in place, and the features of one decision as 64-bit hashes. Out: a score
//! per label. `examples/train/perceptron.rs` makes the files. A file that is not one gives a model
//! without labels, which scores nothing.
//!
//! The format, little-endian: `TLM1`, number of labels (u16), logarithm of the number of buckets
//! (u16), the labels (length u8, UTF-8), one offset (u32) per bucket and one more, then the buckets.
//! A bucket holds its features: the hash's low 16 bits, the number of weights (u8), and a label (u8)
//! and weight (i8) each. The hash's top bits are the bucket.

/// A feature of one decision: the hash of a template and its values.
pub type Feature = u64;

const MAGIC: &[u8] = b"TLM1";

/// Buckets looked up together.
const FETCHED: usize = 16;

/// Returns the hash of a word, for use in [`feature`].
pub fn hash(word: &str) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ word.len() as u64;
    let mut chunks = word.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        state = mix(
            state,
            u64::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7]]),
        );
    }
    let tail = chunks.remainder().iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
    mix(state, tail)
}

/// Returns the feature of a template and its values, which are hashes or small numbers.
pub fn feature(template: u32, values: &[u64]) -> Feature {
    let mut state = u64::from(template).wrapping_mul(0xa076_1d64_78bd_642f) ^ 0xe703_7ed1_a0b4_28db;
    for value in values {
        state = mix(state, *value);
    }
    state
}

fn mix(state: u64, value: u64) -> u64 {
    let product = u128::from(state ^ value.wrapping_add(0x9e37_79b9_7f4a_7c15)) * u128::from(0xd6e8_feb8_6659_fd93_u64);
    (product as u64) ^ (product >> 64) as u64
}

/// A linear model over its weight file.
#[derive(Debug, Clone, Default)]
pub struct Model {
    labels: Vec<&'static str>,
    /// Right shift that turns a hash into its bucket.
    shift: u32,
    offsets: &'static [u8],
    buckets: &'static [u8],
}

impl Model {
    /// Opens a weight file; nothing is copied.
    pub fn new(file: &'static [u8]) -> Self {
        Self::read(file).unwrap_or_default()
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let rest = file.strip_prefix(MAGIC)?;
        let (header, mut rest) = rest.split_at_checked(4)?;
        let count = u16::from_le_bytes([header[0], header[1]]);
        let bits = u32::from(u16::from_le_bytes([header[2], header[3]]));
        let mut labels = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let (length, tail) = rest.split_first()?;
            let (label, tail) = tail.split_at_checked(usize::from(*length))?;
            labels.push(std::str::from_utf8(label).ok()?);
            rest = tail;
        }
        let (offsets, buckets) = rest.split_at_checked(((1_usize << bits) + 1) * 4)?;
        Some(Self { labels, shift: 64 - bits, offsets, buckets })
    }

    /// Returns the labels; a score's index is its label's.
    pub fn labels(&self) -> &[&'static str] {
        &self.labels
    }

    /// Adds the weights of the features to the scores, one score per label.
    pub fn score(&self, features: &[Feature], scores: &mut [i32]) {
        if self.labels.is_empty() {
            return;
        }
        // Finding the buckets of several features at once hides how far away the table is.
        for features in features.chunks(FETCHED) {
            let mut buckets = [&[][..]; FETCHED];
            for (slot, feature) in buckets.iter_mut().zip(features) {
                let bucket = (feature >> self.shift) as usize;
                *slot = self.buckets.get(self.offset(bucket)..self.offset(bucket + 1)).unwrap_or_default();
            }
            for (feature, bucket) in features.iter().zip(buckets) {
                add(*feature, bucket, scores);
            }
        }
    }

    fn offset(&self, bucket: usize) -> usize {
        let bytes = self.offsets.get(bucket * 4..bucket * 4 + 4).unwrap_or(&[0; 4]);
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }
}

/// Adds the weights of a feature to the scores; those of others in its bucket are passed by.
fn add(feature: Feature, mut bucket: &[u8], scores: &mut [i32]) {
    let print = [feature as u8, (feature >> 8) as u8];
    while let [low, high, count, rest @ ..] = bucket {
        let Some((weights, rest)) = rest.split_at_checked(usize::from(*count) * 2) else { return };
        if [*low, *high] == print {
            for weight in weights.chunks_exact(2) {
                if let Some(score) = scores.get_mut(usize::from(weight[0])) {
                    *score += i32::from(weight[1] as i8);
                }
            }
            return;
        }
        bucket = rest;
    }
}

/// Writes a weight file from weights by feature, which must be sorted by feature.
///
/// Features whose hashes agree in bucket and low bits are merged into the first. A row holds at most
/// 255 labels.
pub fn write(labels: &[String], rows: &[(Feature, Vec<(u8, i8)>)]) -> Vec<u8> {
    let bits = (rows.len().max(2) * 2 / 3).ilog2() + 1;
    let shift = 64 - bits;
    let mut file = MAGIC.to_vec();
    file.extend((labels.len() as u16).to_le_bytes());
    file.extend((bits as u16).to_le_bytes());
    for label in labels {
        file.push(label.len() as u8);
        file.extend(label.as_bytes());
    }
    let mut offsets = Vec::with_capacity((1 << bits) + 1);
    let mut buckets: Vec<u8> = Vec::new();
    let mut rows = rows.iter().peekable();
    for bucket in 0..1_u64 << bits {
        offsets.push(buckets.len() as u32);
        while let Some((feature, weights)) = rows.next_if(|(feature, _)| feature >> shift == bucket) {
            let weights = &weights[..weights.len().min(255)];
            buckets.extend([*feature as u8, (feature >> 8) as u8, weights.len() as u8]);
            buckets.extend(weights.iter().flat_map(|(label, weight)| [*label, *weight as u8]));
        }
    }
    offsets.push(buckets.len() as u32);
    file.extend(offsets.iter().flat_map(|offset| offset.to_le_bytes()));
    file.extend(buckets);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let labels = ["A".to_owned(), "B".to_owned()];
        let mut rows: Vec<_> = (0..1000_u64).map(|n| (feature(1, &[n]), vec![(0, 3), (1, (n % 100) as i8)])).collect();
        rows.sort();
        let file: &'static [u8] = write(&labels, &rows).leak();
        let model = Model::new(file);
        assert_eq!(model.labels(), ["A", "B"]);
        let mut scores = [0; 2];
        model.score(&[feature(1, &[7]), feature(1, &[8]), feature(2, &[7])], &mut scores);
        assert_eq!(scores, [6, 15]);
    }

    #[test]
    fn scores_nothing_with_a_broken_file() {
        for file in [&b""[..], b"TLM1", b"TLM1\x02\0\x04\0\x01A"] {
            let mut scores = [0; 2];
            Model::new(file).score(&[1, 2], &mut scores);
            assert_eq!(scores, [0, 0]);
        }
    }
}
