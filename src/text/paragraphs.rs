//! Text to paragraphs.
//!
//! In: any text. Out: the spans of its paragraphs, without surrounding white space, in order.
//! A blank line always parts paragraphs. Whether a single line end does is decided once per text:
//! a hard-wrapped text (wire copy, e-mail) goes on over its line ends and marks a new paragraph by
//! an indent or a short last line; in any other text each line is a paragraph.

use crate::model::Span;

/// Lines longer than this are never the product of hard wrapping.
const WIDEST_WRAP: usize = 110;

/// Below this width a line end says nothing about wrapping: lists, verse, addresses.
const NARROWEST_WRAP: usize = 30;

/// One line without its surrounding white space.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// White space before the first character, in bytes.
    indent: usize,
    /// Bytes of the first word.
    first_word: usize,
    /// A blank line stands before it.
    after_blank: bool,
}

/// Splits a text into paragraphs.
pub fn split(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let joined = index > 0 && !line.after_blank && wrap.is_some_and(|width| goes_on(&lines, index, width, text));
        match paragraphs.last_mut() {
            Some(last) if joined => last.end = line.span.end,
            _ => paragraphs.push(line.span),
        }
    }
    paragraphs
}

/// Tells whether a character separates tokens, as white space and invisible separators do.
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\0')
}

/// Lists the lines that are not blank.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = false;
    let mut start = 0;
    let ends =
        text.char_indices().filter(|(_, c)| matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\u{2028}' | '\u{2029}'));
    let ends = ends.map(|(at, c)| (at, at + c.len_utf8(), c)).chain([(text.len(), text.len(), '\n')]);
    for (end, next, mark) in ends {
        let raw = &text[start..end];
        let trimmed = raw.trim_matches(is_space);
        let indent = raw.len() - raw.trim_start_matches(is_space).len();
        // The second half of "\r\n" is no blank line.
        let half = mark == '\n' && raw.is_empty() && start > 0 && text.as_bytes()[start - 1] == b'\r';
        if !trimmed.is_empty() {
            let first_word = trimmed.find(is_space).unwrap_or(trimmed.len());
            let span = Span::new(start + indent, start + indent + trimmed.len());
            lines.push(Line { span, indent, first_word, after_blank });
            after_blank = matches!(mark, '\x0c' | '\u{2029}');
        } else if !half {
            after_blank = true;
        }
        start = next;
    }
    lines
}

/// Returns the width that a hard-wrapped text was wrapped to; `None` for a text that was not.
///
/// Wrapping shows when, at most line ends, the next line's first word would no longer have fitted,
/// and the lines go on in lower case, as headlines and list items rarely do.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.indent + line.span.len()).collect();
    widths.sort_unstable();
    // A few lines may stick out: addresses, a footer.
    let width = *widths.get(widths.len() * 97 / 100)?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let mut inner = 0;
    let mut full = 0;
    let mut flowing = 0;
    for pair in lines.windows(2).filter(|pair| !pair[1].after_blank && pair[1].indent <= pair[0].indent) {
        inner += 1;
        if overflows(pair[0], pair[1], width) {
            full += 1;
            flowing += usize::from(opens_low(text, pair[1]));
        }
    }
    (full * 2 > inner && flowing * 3 > full).then_some(width)
}

fn overflows(line: Line, next: Line, width: usize) -> bool {
    line.indent + line.span.len() + 1 + next.first_word + 12 > width
}

fn opens_low(text: &str, line: Line) -> bool {
    line.span.of(text).starts_with(char::is_lowercase)
}

/// Tells whether line `index` of a wrapped text goes on with the paragraph of the line before it.
fn goes_on(lines: &[Line], index: usize, width: usize, text: &str) -> bool {
    let (line, next) = (lines[index - 1], lines[index]);
    let indented = next.indent > line.indent;
    let short = !overflows(line, next, width);
    let stopped = line.span.of(text).ends_with(['.', '!', '?', '"', '”', '\'', ':']);
    opens_low(text, next) || !(indented || short && stopped || line.span.len() * 2 < width)
}
