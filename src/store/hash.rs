//! What tells two readings of an article apart.
//!
//! In: a text. Out: its BLAKE3 hash cut to 16 bytes, the same for the same words however their lines
//! are broken.

/// A hash as the database keeps it.
pub type Hash = [u8; 16];

/// Hashes the words of a text, every run of white space taken as one space.
pub fn text_hash(text: &str) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for word in text.split_whitespace() {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    let mut hash = Hash::default();
    hasher.finalize_xof().fill(&mut hash);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_do_not_make_another_text() {
        assert_eq!(text_hash("One two\nthree\n"), text_hash("One  two three"));
        assert_ne!(text_hash("One two"), text_hash("Onetwo"));
    }
}
