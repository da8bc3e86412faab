//! Which format a file has: content first, name second.
//!
//! In: a name and bytes. Out: an [`InputFormat`]. Looks at the first bytes only.

use super::InputFormat;

/// Tells the formats that their first bytes give away.
pub(super) fn by_content(bytes: &[u8]) -> Option<InputFormat> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = String::from_utf8_lossy(&text[..text.len().min(1024)]).to_ascii_lowercase();
    let html = ["<!doctype html", "<html", "<head", "<body"];
    match () {
        () if html.iter().any(|opening| head.starts_with(opening)) => Some(InputFormat::Html),
        () if head.starts_with('<') && html.iter().any(|opening| head.contains(opening)) => Some(InputFormat::Html),
        () => None,
    }
}

/// Tells the format by the ending of the name.
pub(super) fn by_name(name: &str) -> Option<InputFormat> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "shtml" => InputFormat::Html,
        "txt" | "text" => InputFormat::Text,
        _ => return None,
    })
}
