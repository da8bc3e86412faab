//! Linear weights addressed by hashed features.
//!
//! In: the bytes of a model file, or weights fresh from training. Out: scores of feature lists.
//! Features are never stored by name: each hashes to a slot, and a slot holds one small integer
//! per output. Nothing is parsed or copied when a model is opened.

use std::borrow::Cow;

use crate::text::network::wide::widened;

/// A hashed feature.
pub type Feature = u32;

/// Collects the features of one item.
#[derive(Debug, Default)]
pub struct Features(pub Vec<Feature>);

impl Features {
    /// Adds the feature that `template` sees the two values.
    pub fn add(&mut self, template: u8, a: u32, b: u32) {
        let key = u64::from(a) ^ u64::from(b).rotate_left(32) ^ (u64::from(template) << 57);
        let mixed = (key ^ (key >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        self.0.push((mixed >> 32) as u32);
    }
}

/// Folds two values into one, so that a feature can see more than two.
pub fn pair(a: u32, b: u32) -> u32 {
    (a.rotate_left(13) ^ b.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b)
}

/// Hashes a word.
pub fn word(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Weights with `OUTPUTS` scores per slot; the number of slots is a power of two.
#[derive(Debug, Clone)]
pub struct Weights<const OUTPUTS: usize> {
    /// What one step of an entry is worth.
    scale: f32,
    /// `OUTPUTS` entries per slot.
    entries: Cow<'static, [u8]>,
}

impl<const OUTPUTS: usize> Weights<OUTPUTS> {
    /// Scores a list of features: the sum of their slots.
    pub fn score(&self, features: &[Feature]) -> [f32; OUTPUTS] {
        sums::<OUTPUTS>(&self.entries, features).map(|sum| sum as f32 * self.scale)
    }

    /// Rounds trained weights to eight bits; those beyond `limit` are cut to it.
    pub fn quantise(weights: &[f32], limit: f32) -> Self {
        let scale = limit / 127.0;
        let entries = weights.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8);
        Self { scale, entries: entries.collect() }
    }

    /// Writes the weights as [`Weights::split_from`] reads them: log2 of the number of slots,
    /// the scale, the entries.
    pub fn write(&self, file: &mut Vec<u8>) {
        file.extend((self.entries.len() / OUTPUTS).ilog2().to_le_bytes());
        file.extend(self.scale.to_le_bytes());
        file.extend(self.entries.iter());
    }

    /// Reads weights from the head of `file` and moves `file` past them; `None` when it is cut short.
    pub fn split_from(file: &mut &'static [u8]) -> Option<Self> {
        let (bits, rest) = file.split_first_chunk::<4>()?;
        let (scale, rest) = rest.split_first_chunk::<4>()?;
        let length = 1usize.checked_shl(u32::from_le_bytes(*bits))?.checked_mul(OUTPUTS)?;
        let (entries, rest) = rest.split_at_checked(length)?;
        *file = rest;
        Some(Self { scale: f32::from_le_bytes(*scale), entries: Cow::Borrowed(entries) })
    }
}

widened! {
    /// Adds up the slots of the features.
    fn sums<const OUTPUTS: usize>(entries: &[u8], features: &[Feature]) -> [i32; OUTPUTS] {
        let mut sums = [0; OUTPUTS];
        let mask = entries.len() / OUTPUTS - 1;
        for feature in features {
            let slot = (*feature as usize & mask) * OUTPUTS;
            for (sum, entry) in sums.iter_mut().zip(&entries[slot..slot + OUTPUTS]) {
                *sum += i32::from(*entry as i8);
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_scores_through_a_file() {
        let trained: Vec<f32> = (0..32).map(|index| index as f32 / 10.0 - 1.6).collect();
        let weights = Weights::<2>::quantise(&trained, 4.0);
        let mut file = Vec::new();
        weights.write(&mut file);
        let mut bytes: &'static [u8] = file.leak();
        let read = Weights::<2>::split_from(&mut bytes).expect("a whole file");
        assert!(bytes.is_empty());
        assert_eq!(read.score(&[3, 7, 7]), weights.score(&[3, 7, 7]));
        assert!((read.score(&[3])[0] - trained[6]).abs() < 0.02);
    }

    #[test]
    fn refuses_a_file_cut_short() {
        let mut file: &'static [u8] = &[4, 0, 0, 0, 0, 0, 128, 63, 1, 2];
        assert!(Weights::<2>::split_from(&mut file).is_none());
    }
}
