//! Word clusters: words that stand in like contexts.
//!
//! In: a word's hash ([`tagger::word_hash`](super::tagger::word_hash)). Out: its path in a binary
//! tree of clusters; words whose paths share a longer prefix are more alike.
//! Table: `models/clusters.bin`.

use std::sync::LazyLock;

use super::words::Table;

/// Bits of a path.
pub const BITS: u32 = 12;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(include_bytes!("../../models/clusters.bin")));

/// Returns the path of a word's cluster; `None` for a word too rare to have one.
pub fn path(word: u64) -> Option<u16> {
    TABLE.get(word)
}

/// Returns the first `bits` of a path.
pub fn prefix(path: u64, bits: u32) -> u64 {
    path >> BITS.saturating_sub(bits)
}
