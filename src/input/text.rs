//! Plain text files: an article, or a page saved as text.
//!
//! In: the bytes of a file. Out: its documents, the page's own article first.

use crate::error::Result;

use super::{Reading, decode, page};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let decoded = decode::decode(name, bytes, None)?;
    let mut documents = page::split(&decoded.text);
    if let Some(main) = documents.first_mut() {
        main.notices.splice(..0, decoded.notices);
    }
    Ok(Reading { documents, problems: Vec::new() })
}
