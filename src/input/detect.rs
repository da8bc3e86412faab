//! Which format a file has: content first, name second.
//!
//! In: a name and bytes. Out: an [`InputFormat`]. Looks at the first bytes only. Formats that look
//! like any other text (CSV, Markdown without front matter) are told by their name.

use super::{InputFormat, markdown};

/// Bytes that the format is told from.
const SAMPLE: usize = 4096;

/// Tells the formats that their first bytes give away.
pub(super) fn by_content(bytes: &[u8]) -> Option<InputFormat> {
    signature(bytes).or_else(|| {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SAMPLE)]);
        match head.as_bytes().first()? {
            b'<' => markup(&head.to_ascii_lowercase()),
            b'{' | b'[' => json(bytes),
            _ if is_mailbox(&head) => Some(InputFormat::Mbox),
            _ if is_mail(&head) => Some(InputFormat::Mail),
            _ if markdown::front_matter(&head.replace("\r\n", "\n")).0.is_some() => Some(InputFormat::Markdown),
            _ => None,
        }
    })
}

/// Tells the format by the ending of the name, before any `.gz` or `.zst`.
pub(super) fn by_name(name: &str) -> Option<InputFormat> {
    let (stem, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "shtml" => InputFormat::Html,
        "txt" | "text" => InputFormat::Text,
        "md" | "markdown" => InputFormat::Markdown,
        "json" => InputFormat::Json,
        "jsonl" | "ndjson" | "jsonlines" => InputFormat::JsonLines,
        "csv" => InputFormat::Csv,
        "tsv" | "tab" => InputFormat::Tsv,
        "rss" | "atom" | "xml" => InputFormat::Feed,
        "eml" => InputFormat::Mail,
        "mbox" => InputFormat::Mbox,
        "warc" => InputFormat::Warc,
        "pdf" => InputFormat::Pdf,
        "docx" => InputFormat::Docx,
        "gz" | "zst" => return by_name(stem),
        _ => return None,
    })
}

fn signature(bytes: &[u8]) -> Option<InputFormat> {
    Some(match bytes {
        [0x1f, 0x8b, ..] => InputFormat::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => InputFormat::Zstd,
        [b'%', b'P', b'D', b'F', b'-', ..] => InputFormat::Pdf,
        [b'W', b'A', b'R', b'C', b'/', ..] => InputFormat::Warc,
        [b'P', b'K', 3, 4, ..] if memchr::memmem::find(bytes, b"word/document.xml").is_some() => InputFormat::Docx,
        _ => return None,
    })
}

fn markup(head: &str) -> Option<InputFormat> {
    let opens = |names: &[&str]| names.iter().any(|name| head.contains(name));
    match () {
        () if opens(&["<!doctype html", "<html", "<head", "<body"]) => Some(InputFormat::Html),
        () if opens(&["<rss", "<feed", "<rdf:rdf"]) => Some(InputFormat::Feed),
        () if opens(&["<p>", "<div", "<article", "<h1"]) => Some(InputFormat::Html),
        () => None,
    }
}

/// One value, or one a line: the first line of JSON lines is a whole object.
fn json(bytes: &[u8]) -> Option<InputFormat> {
    let (first, rest) = bytes.split_at(memchr::memchr(b'\n', bytes).unwrap_or(bytes.len()));
    let is_object = || serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok();
    let more = rest.trim_ascii_start().starts_with(b"{");
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SAMPLE)]);
    match () {
        () if bytes[0] == b'{' && more && is_object() => Some(InputFormat::JsonLines),
        () if head.contains("https://jsonfeed.org/version") => Some(InputFormat::Feed),
        // An article may open with a bracket.
        () if head[1..].trim_start().starts_with(['"', '{', '}', ']']) => Some(InputFormat::Json),
        () => None,
    }
}

const HEADERS: &[&str] = &[
    "from:",
    "to:",
    "subject:",
    "date:",
    "received:",
    "return-path:",
    "message-id:",
    "mime-version:",
    "delivered-to:",
    "content-type:",
    "dkim-signature:",
    "reply-to:",
];

/// Header lines down to a blank line, three of them known, "From:" among them.
fn is_mail(head: &str) -> bool {
    let lines: Vec<String> =
        head.lines().take_while(|line| !line.trim().is_empty()).map(str::to_ascii_lowercase).collect();
    let known = |line: &&String| HEADERS.iter().any(|header| line.starts_with(header));
    let is_header = |line: &String| {
        line.starts_with([' ', '\t']) || line.split_once(':').is_some_and(|(name, _)| !name.contains(' '))
    };
    lines.iter().filter(known).count() >= 2
        && lines.iter().any(|line| line.starts_with("from:"))
        && lines.iter().all(is_header)
}

fn is_mailbox(head: &str) -> bool {
    let Some((first, rest)) = head.split_once('\n') else { return false };
    first.starts_with("From ") && is_mail(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, content: &str, expected: InputFormat) {
        assert_eq!(InputFormat::detect(name, content.as_bytes()), expected, "{name}: {content}");
    }

    #[test]
    fn content_goes_before_the_name() {
        check("a.txt", "<!DOCTYPE html><html>", InputFormat::Html);
        check("a.html", "{\"text\": \"x\"}\n{\"text\": \"y\"}", InputFormat::JsonLines);
        check("a", "{\n\"text\": \"x\"}", InputFormat::Json);
        check("a.txt", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", InputFormat::Feed);
        check("a", "Subject: Truce\nFrom: a@b.example\nDate: Thu, 3 Jul 2025\n\nText", InputFormat::Mail);
        check("a", "From a@b Thu\nFrom: a@b.example\nSubject: x\n\nText", InputFormat::Mbox);
        check("a", "---\ntitle: x\n---\nText", InputFormat::Markdown);
        check("a.txt", "WARC/1.0\r\n", InputFormat::Warc);
    }

    #[test]
    fn the_name_tells_what_looks_like_text() {
        check("a.CSV", "a,b\n1,2", InputFormat::Csv);
        check("a.tsv.gz", "a\tb", InputFormat::Tsv);
        check("a.md", "# Title", InputFormat::Markdown);
        check("a.jsonl", "", InputFormat::JsonLines);
    }

    #[test]
    fn articles_that_only_look_like_a_format_are_text() {
        check("a.txt", "[Editor's note: this story was updated.]\nThe council met.", InputFormat::Text);
        check("a.txt", "From: the desk of the mayor\nThe council met on Monday: it voted.", InputFormat::Text);
        check("a.txt", "From Paris with love\nThe council met.", InputFormat::Text);
        check("a", "<3 is a heart, she said.", InputFormat::Text);
    }
}
