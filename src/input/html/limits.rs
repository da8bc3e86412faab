//! What no honest page has, and a parser would take minutes or gigabytes for.
//!
//! In: HTML. Out: the first excess found, in words. Follows the tags as a parser sees them, in one
//! pass: scripts, styles and comments hold none.

use rustc_hash::FxHashMap;

use super::bare::find_end_tag;

/// Elements inside one another: honest pages stay below a hundred.
const MAX_DEPTH: usize = 400;
/// Tags: long live blogs have some 50,000.
const MAX_TAGS: usize = 300_000;
/// Bytes within one tag.
const MAX_TAG_LENGTH: usize = 4 << 20;
/// Attributes of one tag: each is compared with all before it.
const MAX_ATTRIBUTES: usize = 1000;
/// Open formatting elements times tags: a parser opens `<b>` again in each paragraph until it is closed.
const MAX_REOPENED: usize = 4_000_000;

/// Tells what no honest page has.
pub(super) fn excess(html: &str) -> Option<String> {
    let (mut tags, mut deepest, mut formatting) = (0_usize, 0, 0);
    let mut open = Open::default();
    let mut rest = html;
    while let Some(tag) = next_tag(rest) {
        rest = tag.rest;
        tags += 1;
        if tag.length > MAX_TAG_LENGTH {
            return Some(format!("one tag has {} MB", tag.length >> 20));
        }
        if tag.attributes > MAX_ATTRIBUTES {
            return Some(format!("one tag has {} attributes, more than {MAX_ATTRIBUTES}", tag.attributes));
        }
        open.follow(tag.name, tag.is_end);
        deepest = deepest.max(open.depth);
        formatting = formatting.max(open.formatting);
    }
    match () {
        () if tags > MAX_TAGS => Some(format!("the page has {tags} tags, more than {MAX_TAGS}")),
        () if deepest > MAX_DEPTH => Some(format!("the page nests {deepest} elements, more than {MAX_DEPTH}")),
        () if formatting * tags > MAX_REOPENED => {
            Some(format!("the page leaves {formatting} formatting elements open"))
        }
        () => None,
    }
}

/// The elements that are open, by name: an end tag closes only what was opened.
#[derive(Default)]
struct Open {
    names: FxHashMap<String, usize>,
    depth: usize,
    formatting: usize,
}

impl Open {
    fn follow(&mut self, name: &str, is_end: bool) {
        let name = name.to_ascii_lowercase();
        if VOID.contains(&name.as_str()) {
            return;
        }
        let is_formatting = FORMATTING.contains(&name.as_str());
        let count = self.names.entry(name).or_default();
        if is_end && *count == 0 {
            return;
        }
        let step = |number: &mut usize| *number = if is_end { *number - 1 } else { *number + 1 };
        step(count);
        step(&mut self.depth);
        if is_formatting {
            step(&mut self.formatting);
        }
    }
}

/// Elements without an end tag, always or by custom.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "html", "head",
    "body", "path", "circle", "rect", "line", "polygon", "use", "script", "style",
];

/// Elements that a parser opens again where a paragraph cut them off.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

struct Tag<'h> {
    name: &'h str,
    is_end: bool,
    /// Bytes between `<` and `>`.
    length: usize,
    attributes: usize,
    /// What follows the tag, or the script that it opens.
    rest: &'h str,
}

/// Finds the next tag; comments and doctypes are none.
fn next_tag(html: &str) -> Option<Tag<'_>> {
    let mut from = 0;
    loop {
        let start = from + memchr::memchr(b'<', &html.as_bytes()[from..])? + 1;
        let inside = &html[start..];
        if let Some(comment) = inside.strip_prefix("!--") {
            from = start + 3 + memchr::memmem::find(comment.as_bytes(), b"-->")?;
            continue;
        }
        let is_end = inside.starts_with('/');
        let name = &inside[usize::from(is_end)..];
        let name =
            &name[..name.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-').unwrap_or(name.len())];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            from = start;
            continue;
        }
        let (length, attributes) = measure(inside.as_bytes());
        let rest = inside.get(length + 1..).unwrap_or_default();
        let silent = ["script", "style"].iter().find(|silent| !is_end && silent.eq_ignore_ascii_case(name));
        let rest = silent.map_or(rest, |silent| find_end_tag(rest, silent).map_or("", |end| &rest[end..]));
        return Some(Tag { name, is_end, length, attributes, rest });
    }
}

/// Measures a tag up to its `>` outside quoted values, and counts its attributes.
fn measure(tag: &[u8]) -> (usize, usize) {
    let (mut at, mut attributes, mut before) = (0, 0, b' ');
    while let Some(byte) = tag.get(at) {
        match byte {
            b'>' => return (at, attributes),
            b'"' | b'\'' if before == b'=' => {
                at += 1 + memchr::memchr(*byte, &tag[at + 1..]).unwrap_or(tag.len() - at - 1);
            }
            // White space and slashes part attributes.
            byte if !byte.is_ascii_whitespace() && (before.is_ascii_whitespace() || before == b'/') => attributes += 1,
            _ => {}
        }
        // White space may stand between "=" and its value.
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = *byte;
        }
        at += 1;
    }
    (at, attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: Option<&str>) {
        let found = excess(html);
        match expected {
            Some(words) => assert!(found.as_ref().is_some_and(|found| found.contains(words)), "{found:?}"),
            None => assert_eq!(found, None),
        }
    }

    #[test]
    fn finds_what_slows_parsers_down() {
        check(&"<div>".repeat(500), Some("nests 500 elements"));
        check(&"<b id=x></i><p>".repeat(500), Some("nests 500 elements"));
        check(&"<b></b>".repeat(200_000), Some("400000 tags"));
        check(&format!("<div title='{}'>", "x".repeat(5 << 20)), Some("one tag has 5 MB"));
        check(&format!("<div a='>' {}>", "b ".repeat(5000)), Some("attributes"));
        check(&("<p>".to_owned() + &"<b id=x>".repeat(300) + &"<p>x".repeat(100_000)), Some("300 formatting elements"));
    }

    #[test]
    fn lets_honest_oddities_pass() {
        check(&"<p>One<li>two<br>".repeat(5000), None);
        check(&format!("<script>{}</script>", "s += '<div>';".repeat(5000)), None);
        check(&format!("<!-- {} -->", "<div>".repeat(5000)), None);
        check(&format!("<div data-props='{}'>", "{\"a\": 1} ".repeat(5000)), None);
        check("<div title=\"a > b\" class = 'c d e'>1 < 2 & 3 <", None);
        check(&"</div>".repeat(1000), None);
    }
}
