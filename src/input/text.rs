//! Plain text files: one article with its headline.
//!
//! In: the bytes of a file. Out: its documents.

use crate::error::Result;
use crate::model::{Document, Span};

use super::{Reading, decode};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let decoded = decode::decode(name, bytes, None)?;
    let text = decoded.text.trim().to_owned();
    let first = text.lines().next().unwrap_or_default().trim_end();
    let is_headline = first.len() < 200 && !first.ends_with(['.', '!', '"', '”']) && first.len() < text.len();
    let (title, title_span) = match is_headline {
        true => (Some(first.to_owned()), Some(Span::new(0, first.len()))),
        false => (None, None),
    };
    let document = Document { title, title_span, text, notices: decoded.notices, ..Document::default() };
    Ok(Reading { documents: vec![document], problems: Vec::new() })
}
