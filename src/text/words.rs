//! Small numbers by word: the network's vocabulary.
//!
//! In: a table file, used in place, and a word's [`hash`]. Out: its number.
//! The words themselves are not kept: one unknown word in some 30,000 gets another's number.
//!
//! The format, little-endian: `TLW1`, logarithm of the number of buckets (u32), one offset in entries
//! (u32) per bucket and one more, then the entries: the hash's low 16 bits and the number (u16).
//! The hash's top bits are the bucket.

use super::linear::hash;

const MAGIC: &[u8] = b"TLW1";

/// Returns the hash by which a lower-case word is known to tables: digits made `0`, so that "1987" and
/// "2025" are one word.
pub fn word_hash(lower: &str) -> u64 {
    if !lower.bytes().any(|byte| byte.is_ascii_digit()) {
        return hash(lower);
    }
    let zeros: String = lower.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    hash(&zeros)
}

/// A table over its file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Table {
    shift: u32,
    offsets: &'static [u8],
    entries: &'static [u8],
}

impl Table {
    /// Opens a table file; nothing is copied. A file that is none gives an empty table.
    pub fn new(file: &'static [u8]) -> Self {
        Self::read(file).unwrap_or_default()
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let (bits, rest) = file.strip_prefix(MAGIC)?.split_at_checked(4)?;
        let bits = u32::from_le_bytes([bits[0], bits[1], bits[2], bits[3]]);
        let (offsets, entries) = rest.split_at_checked(((1_usize << bits.min(30)) + 1) * 4)?;
        Some(Self { shift: 64 - bits, offsets, entries })
    }

    /// Returns the number of the word with this hash.
    pub fn get(&self, hash: u64) -> Option<u16> {
        let bucket = hash.checked_shr(self.shift).filter(|_| !self.offsets.is_empty())? as usize;
        let entries = self.entries.get(self.offset(bucket) * 4..self.offset(bucket + 1) * 4)?;
        let print = [hash as u8, (hash >> 8) as u8];
        let entry = entries.chunks_exact(4).find(|entry| entry[..2] == print)?;
        Some(u16::from_le_bytes([entry[2], entry[3]]))
    }

    fn offset(&self, bucket: usize) -> usize {
        let bytes = self.offsets.get(bucket * 4..bucket * 4 + 4).unwrap_or(&[0; 4]);
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }
}

/// Writes a table file from numbers by hash.
pub fn write(mut numbers: Vec<(u64, u16)>) -> Vec<u8> {
    numbers.sort_unstable();
    let bits = (numbers.len().max(4) / 2).ilog2() + 1;
    let shift = 64 - bits;
    let mut offsets: Vec<u8> = Vec::new();
    let mut entries: Vec<u8> = Vec::new();
    let mut rest = numbers.iter().peekable();
    for bucket in 0..1_u64 << bits {
        offsets.extend((entries.len() as u32 / 4).to_le_bytes());
        while let Some((hash, number)) = rest.next_if(|(hash, _)| hash >> shift == bucket) {
            entries.extend([*hash as u8, (hash >> 8) as u8]);
            entries.extend(number.to_le_bytes());
        }
    }
    offsets.extend((entries.len() as u32 / 4).to_le_bytes());
    [MAGIC, &bits.to_le_bytes(), &offsets, &entries].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let numbers = (0..500_u16).map(|n| (hash(&n.to_string()), n)).collect();
        let table = Table::new(write(numbers).leak());
        assert_eq!(table.get(hash("321")), Some(321));
        assert_eq!(table.get(hash("none")), None);
        assert_eq!(Table::new(b"TLW").get(hash("321")), None);
    }
}
