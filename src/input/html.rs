//! HTML pages: the article, and what the markup says about it.
//!
//! In: a page. Out: its article, then a document for each teaser of another. The page is read as
//! blocks of text, parts that are no article are marked, and what is left where most of the running
//! text lies is the article. Scripts are never run and nothing is fetched. Pages nested or tagged
//! beyond any honest page are read as bare text.

mod blocks;
mod linked;
mod main_text;
mod marks;
mod metadata;
mod published;
mod teasers;
#[cfg(test)]
mod tests;

use dom_query::Document as Page;

use crate::error::Result;
use crate::model::{Document, Published, Span};

use super::{Reading, decode, page, problem};

use self::blocks::{Block, BlockKind, Blocks};
use self::main_text::MainText;
use self::metadata::Metadata;

/// Elements inside one another beyond which a page is read as bare text: parsers slow down with
/// depth, and honest pages stay below a hundred.
const MAX_DEPTH: usize = 400;
/// Tags beyond which a page is read as bare text; long live blogs have some 50,000.
const MAX_TAGS: usize = 300_000;
/// Characters within one tag beyond which a page is read as bare text: a gigantic attribute.
const MAX_TAG_LENGTH: usize = 4 << 20;

/// Reads a page; `charset` is the encoding that its transport names.
pub(super) fn read(name: &str, bytes: &[u8], charset: Option<&str>) -> Result<Reading> {
    let declared = charset.map(str::to_owned).or_else(|| declared_charset(bytes));
    let decoded = decode::decode(name, bytes, declared.as_deref())?;
    let mut documents = documents(&decoded.text);
    documents.retain(|document| !document.text.trim().is_empty());
    match documents.first_mut() {
        Some(main) => main.notices.splice(..0, decoded.notices),
        None => {
            return Err(problem(name, "the page shows no text; it may need a browser to fill it, so save it from one"));
        }
    };
    Ok(Reading { documents, problems: Vec::new() })
}

/// Reads the documents of a decoded page.
pub(super) fn documents(html: &str) -> Vec<Document> {
    if let Some(excess) = excess(html) {
        let mut documents = page::split(&bare_text(html));
        if let Some(main) = documents.first_mut() {
            main.notices.push(format!("{excess}; read as bare text"));
        }
        return documents;
    }
    let tree = Page::from(html);
    let mut metadata = metadata::read(&tree);
    let blocks = Blocks::of(&tree.root());
    let Some(article) = main_text::find(&blocks, metadata.body.as_deref()) else {
        let mut documents = page::split(&bare_text(html));
        documents.iter_mut().take(1).for_each(|main| metadata.clone().write_to(main));
        return documents;
    };
    metadata.complete(&blocks, &article, metadata::window_title(&tree));
    let mut main = document(&blocks, &article, metadata.title.as_deref());
    metadata.write_to(&mut main);
    std::iter::once(main).chain(teasers::read(&blocks, &article)).collect()
}

/// Makes the document of the blocks that are the article.
fn document(page: &Blocks, article: &MainText, title: Option<&str>) -> Document {
    let blocks = article.kept.iter().map(|at| &page.blocks[*at]);
    let repeats = |block: &&Block| {
        block.kind == BlockKind::Heading && title.is_some_and(|title| page::same_words(&block.text, title))
    };
    let lines = blocks.filter(|block| !repeats(block)).map(|block| match block.kind {
        BlockKind::Item => format!("- {}", block.text),
        _ => block.text.clone(),
    });
    Document { text: decode::clean(&lines.collect::<Vec<_>>().join("\n\n")).0, ..Document::default() }
}

impl Metadata {
    /// Looks in the words above the article for what the markup does not say.
    fn complete(&mut self, page: &Blocks, article: &MainText, window: Option<String>) {
        if self.title.is_none() {
            self.title = page.title(article.range.start, window.as_deref()).or(window);
        }
        let header = page.header(&article.range);
        let printed = page::header(&header.iter().map(|block| block.text.as_str()).collect::<Vec<_>>());
        self.byline = self.byline.take().or(printed.byline);
        if self.published.day().is_none() || !self.published.reasons.is_empty() && printed.published.reasons.is_empty()
        {
            let is_better = printed.published.day().is_some();
            self.published = if is_better { printed.published } else { std::mem::take(&mut self.published) };
        }
    }

    fn write_to(self, document: &mut Document) {
        let set = |value: Option<String>, place: &mut Option<String>| {
            let value = value.map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
            if let Some(value) = value.filter(|value| !value.is_empty() && value.len() < 1000) {
                *place = Some(decode::clean(&value).0);
            }
        };
        set(self.title, &mut document.title);
        set(self.byline, &mut document.byline);
        set(self.outlet, &mut document.outlet);
        set(self.url, &mut document.url);
        if self.published != Published::default() {
            document.published = self.published;
        }
        document.language = document.language.take().or(self.language);
        put_title_first(document);
    }
}

/// Makes the headline the first line of the text.
pub(super) fn put_title_first(document: &mut Document) {
    let Some(title) = &document.title else { return };
    let repeats = document.text.lines().next().is_some_and(|first| page::same_words(first, title));
    if repeats {
        let rest = document.text.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
        document.text = format!("{title}\n\n{rest}");
    } else {
        document.text = format!("{title}\n\n{}", document.text);
    }
    document.title_span = Some(Span::new(0, title.len()));
}

/// Returns the encoding that the page's own head names.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    // A page that arrived as single bytes is not UTF-16, whatever it says.
    (!label.is_empty() && !label.starts_with("utf-16") && std::str::from_utf8(bytes).is_err()).then_some(label)
}

/// Tells what no honest page has, in one pass.
fn excess(html: &str) -> Option<String> {
    let (mut tags, mut depth, mut deepest) = (0, 0_usize, 0);
    for (length, tag) in each_tag(html) {
        tags += 1;
        if length > MAX_TAG_LENGTH {
            return Some(format!("one tag has {} MB", length >> 20));
        }
        if let Some(name) = tag.strip_prefix('/') {
            depth = depth.saturating_sub(usize::from(!is_void(name)));
        } else if !is_void(tag) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    match () {
        () if tags > MAX_TAGS => Some(format!("the page has {tags} tags, more than {MAX_TAGS}")),
        () if deepest > MAX_DEPTH => Some(format!("the page nests {deepest} elements, more than {MAX_DEPTH}")),
        () => None,
    }
}

/// Elements without an end tag, always or by custom.
fn is_void(name: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "html",
        "head", "body", "path", "circle", "rect", "line", "polygon", "use", "!doctype", "!--",
    ];
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name)) || name.starts_with('!')
}

/// Yields each tag's length and its name, with `/` before the name of an end tag.
fn each_tag(html: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = memchr::memchr_iter(b'<', html.as_bytes());
    let mut past = 0;
    starts.filter_map(move |start| {
        let rest = &html[start + 1..];
        let is_tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if start < past || !is_tag {
            return None;
        }
        let length = memchr::memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
        past = start + 1 + length;
        let name = rest[..length].find(|c: char| c.is_whitespace()).map_or(&rest[..length], |end| &rest[..end]);
        (!name.ends_with('/')).then_some((length, name))
    })
}

/// Returns the words of a page without its tags, one line for each block.
pub(super) fn bare_text(html: &str) -> String {
    const INLINE: &[&str] =
        &["a", "b", "i", "em", "strong", "span", "font", "u", "sup", "sub", "abbr", "mark", "small", "wbr"];
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        text.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        let silent = ["script", "style", "!--"]
            .iter()
            .find(|name| tag.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)));
        let end = match silent {
            Some(&"!--") => tag.find("-->").map(|end| end + 3),
            Some(name) => find_end_tag(tag, name),
            None => memchr::memchr(b'>', tag.as_bytes()).map(|end| end + 1),
        };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name)) {
            text.push('\n');
        }
        rest = end.map_or("", |end| &tag[end..]);
    }
    text.push_str(rest);
    entities(&text)
}

fn find_end_tag(html: &str, name: &str) -> Option<usize> {
    let end = memchr::memmem::find_iter(html.as_bytes(), b"</")
        .find(|at| html.get(at + 2..at + 2 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)))?;
    Some(memchr::memchr(b'>', &html.as_bytes()[end..]).map_or(html.len(), |close| end + close + 1))
}

/// Replaces the entities that occur in running text.
fn entities(text: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", " "),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("copy", "©"),
    ];
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once(';').filter(|(name, _)| name.len() <= 8).and_then(|(name, rest)| {
            let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            Some((named.or_else(|| numbered(name))?, rest))
        });
        match known {
            Some((character, rest)) => plain.extend([&character, rest]),
            None => plain.extend(["&", part]),
        }
    }
    plain
}

fn numbered(name: &str) -> Option<String> {
    let number = name.strip_prefix('#')?;
    let code =
        number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
    char::from_u32(code).map(String::from)
}
