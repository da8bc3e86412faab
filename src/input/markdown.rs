//! Markdown with or without front matter.
//!
//! In: bytes. Out: one document; marks of emphasis, links and headings are taken off, code and
//! pictures left out.

use crate::error::Result;
use crate::model::{Document, Span};

use super::{FieldMap, Reading, decode, html, record};

/// Reads a Markdown file.
pub(super) fn read(name: &str, bytes: &[u8], fields: &FieldMap) -> Result<Reading> {
    let decoded = decode::decode(name, bytes, None)?;
    let (front, body) = front_matter(&decoded.text);
    let (mut title, text) = plain(body);
    let mut document = Document::default();
    let mut problems = Vec::new();
    if let Some(front) = front {
        let pairs = pairs(front);
        let lookup = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        // The text stands below the front matter, not in it.
        let with_text = |name: &str| if name == "text" { Some(text.clone()) } else { lookup(name) };
        match record::document(name, 1, fields, with_text) {
            Ok(read) => document = read,
            Err(error) => problems.push(error),
        }
        title = document.title.take().or(title);
    }
    let document = Document { title, text, path: None, title_span: None, notices: decoded.notices, ..document };
    let mut reading = Reading::default();
    let mut document = match problems.pop() {
        Some(problem) => Document { notices: vec![problem], ..document },
        None => document,
    };
    html::put_title_first(&mut document);
    document.title_span = document.title.as_ref().map(|title| Span::new(0, title.len()));
    reading.documents.push(document);
    Ok(reading)
}

/// Splits off the lines between `---` (or `+++`) and `---` at the top.
pub(super) fn front_matter(text: &str) -> (Option<&str>, &str) {
    let found = ["---", "+++"].iter().find_map(|fence| {
        let rest = text.strip_prefix(fence)?.strip_prefix('\n')?;
        let end = rest.find(&format!("\n{fence}\n"))?;
        let front = &rest[..end];
        let is_front = front.lines().any(|line| line.contains([':', '=']));
        is_front.then(|| (front, &rest[end + fence.len() + 2..]))
    });
    found.map_or((None, text), |(front, body)| (Some(front), body))
}

/// Reads `key: value` and `key = value` lines; nested values are passed over.
fn pairs(front: &str) -> Vec<(String, String)> {
    let lines = front.lines().filter(|line| !line.starts_with([' ', '\t', '-', '#']));
    let pairs = lines.filter_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'']).trim_matches(['[', ']']);
        (!value.is_empty()).then(|| (record::usual(key), value.replace(['"', '\''], "")))
    });
    pairs.collect()
}

/// Returns the title, when a top heading gives one, and the words without their marks.
fn plain(markdown: &str) -> (Option<String>, String) {
    let mut title = None;
    let mut lines = Vec::new();
    let mut in_code = false;
    for line in markdown.lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            in_code = !in_code;
            continue;
        }
        let is_rule = bare.len() >= 3 && bare.chars().all(|c| matches!(c, '-' | '*' | '_' | '='));
        if in_code || is_rule {
            continue;
        }
        let heading = bare.trim_start_matches('#');
        let words = inline(heading.trim().trim_start_matches("> ").trim_end_matches('#').trim());
        if title.is_none() && lines.iter().all(String::is_empty) && bare.starts_with("# ") {
            title = Some(words.clone());
        }
        let is_break = heading.len() < bare.len();
        if is_break {
            lines.push(String::new());
        }
        lines.push(words);
        if is_break {
            lines.push(String::new());
        }
    }
    let text = paragraphs(&lines);
    (title, text)
}

/// Joins the lines of each paragraph; entries of lists stand alone.
fn paragraphs(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let is_entry = line.starts_with(['-', '*', '+']) || line.starts_with(|c: char| c.is_ascii_digit());
        match (line.is_empty(), text.is_empty() || text.ends_with('\n')) {
            (true, true) => {}
            (true, false) => text.push_str("\n\n"),
            (false, true) => text.push_str(line),
            (false, false) => text.extend([if is_entry { "\n" } else { " " }, line]),
        }
    }
    text.trim().to_owned()
}

/// Takes `**`, `_`, back quotes, links and pictures off a line.
fn inline(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['[', '!', '*', '_', '`', '\\']) {
        plain.push_str(&rest[..at]);
        let mark = &rest[at..];
        let picture = mark.starts_with("![");
        // Each search ends at the next bracket, so that a line of nothing else takes linear time.
        let link = mark.strip_prefix("![").or_else(|| mark.strip_prefix('[')).and_then(|inner| {
            let (words, after) = inner.split_at(inner.find(['[', ']'])?);
            let address = after.strip_prefix("](")?;
            let (_, after) = address.split_at(address.find([')', '['])?);
            Some((words, after.strip_prefix(')')?))
        });
        let single = &mark[..1];
        // An underscore within a word belongs to it.
        let within =
            single == "_" && plain.ends_with(char::is_alphanumeric) && mark[1..].starts_with(char::is_alphanumeric);
        match link {
            Some((words, after)) => {
                if !picture {
                    plain.push_str(&inline(words));
                }
                rest = after;
            }
            None => {
                if within || matches!(single, "[" | "!") {
                    plain.push_str(single);
                }
                rest = &mark[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use crate::input::{Options, read};

    #[test]
    fn reads_front_matter_and_takes_the_marks_off() {
        let markdown = "---\ntitle: \"Bridge closes\"\ndate: 2025-07-03\nauthor: Jane Doe\ntags:\n  - news\n---\n\nThe **old** bridge\nclosed, [she](https://a.example/x) said.\n\n## What next\n\n![Bridge](b.jpg)\n\n```\ncode\n```\n\n- Buses run by_way of _Ford_.\n";
        let document = read("a.md", markdown.as_bytes(), &Options::default()).unwrap().documents.remove(0);
        assert_eq!(
            document.text,
            "Bridge closes\n\nThe old bridge closed, she said.\n\nWhat next\n\n- Buses run by_way of Ford."
        );
        assert_eq!(document.published.value().as_deref(), Some("2025-07-03"));
        assert_eq!(document.byline.as_deref(), Some("Jane Doe"));
    }

    #[test]
    fn a_heading_is_the_title_where_no_front_matter_is() {
        let document = read("a.md", b"# Bridge closes\nIt closed.\n", &Options::default()).unwrap().documents.remove(0);
        assert_eq!(
            (document.title.as_deref(), document.text.as_str()),
            (Some("Bridge closes"), "Bridge closes\n\nIt closed.")
        );
    }

    #[test]
    fn odd_marks_do_not_stop_it() {
        for markdown in ["---\n---\n", "[[[](", "![x](", "***", "# #", "---\na\n---\nb", "`", "[a](b"] {
            read("a.md", markdown.as_bytes(), &Options::default()).unwrap();
        }
        let deep = "[".repeat(200_000) + "x";
        read("a.md", deep.as_bytes(), &Options::default()).unwrap();
    }
}
