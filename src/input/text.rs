//! Plain text files: an article, or a page saved as text.
//!
//! In: the bytes of a file and the encoding that its container names. Out: its documents, the page's own article first.

use crate::error::Result;

use super::{Reading, decode, page};

pub(super) fn read(name: &str, bytes: &[u8], charset: Option<&str>) -> Result<Reading> {
    let decoded = decode::decode(name, bytes, charset)?;
    let mut documents = page::split(&decoded.text);
    if let Some(main) = documents.first_mut() {
        main.notices.splice(..0, decoded.notices);
    }
    Ok(Reading { documents, problems: Vec::new() })
}
