//! The elements of a page that stand for themselves, as blocks of text.
//!
//! In: the parsed page. Out: [`Blocks`]: paragraphs, headings, list items in order, and the tree of
//! elements around them as ranges of blocks. Scripts, pictures and controls leave nothing; what an
//! element's name, role or class gives away as no part of an article is marked, not dropped.

use std::ops::Range;

use dom_query::NodeRef;

use crate::input::page;

use super::grid;
use super::headline;
use super::marks::{self, Apart};

/// A paragraph, heading, list item or other run of text of its own.
#[derive(Debug)]
pub(super) struct Block {
    /// Its words, white space made single.
    pub text: String,
    pub kind: BlockKind,
    /// It shows the page's headline, or is an `<h1>` where none does.
    pub is_headline: bool,
    /// How many bytes of `text` are links.
    pub linked: usize,
    /// What it stands in by its markup, if that is no part of an article.
    pub apart: Option<Apart>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Heading,
    Paragraph,
    Item,
    Quote,
    /// A row of a table of figures and the like.
    Row,
}

/// An element and the blocks in it.
#[derive(Debug)]
pub(super) struct Element {
    pub name: String,
    /// Its class, id and `itemprop`, as single words in lower case.
    pub words: Vec<String>,
    pub blocks: Range<usize>,
    /// A button or a field to fill in stands in it.
    pub has_control: bool,
    pub apart: Option<Apart>,
    /// The element that it stands in.
    pub parent: Option<usize>,
    /// Percent of its row that the classes of a grid give it.
    pub width: Option<u32>,
    /// A picture stands in it.
    pub has_picture: bool,
}

/// A page as blocks and elements, both in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub blocks: Vec<Block>,
    pub elements: Vec<Element>,
    /// Bytes of running text before each block, and of all at the end.
    sums: Vec<usize>,
}

impl Block {
    /// Tells paragraphs of running text from labels and lists of links.
    pub fn is_prose(&self) -> bool {
        self.kind != BlockKind::Heading && self.text.len() >= 60 && self.linked * 2 < self.text.len()
    }

    /// Tells blocks that are hardly more than links.
    pub fn is_link(&self) -> bool {
        self.linked * 5 >= self.text.len() * 4
    }
}

impl Blocks {
    /// Reads the blocks of a page with these titles in its markup.
    pub fn of(root: &NodeRef, titles: &[&str]) -> Self {
        let mut reader = Reader::default();
        reader.read(root, Place { kind: BlockKind::Paragraph, is_link: false, is_strong: false, in_table: false });
        reader.flush(BlockKind::Paragraph);
        let mut blocks = reader.found;
        headline::mark(&mut blocks.blocks, titles);
        blocks.sum();
        marks::mark(&mut blocks);
        blocks
    }

    /// Returns the headline above the block `end`.
    pub fn title(&self, end: usize) -> Option<String> {
        let above = &self.blocks[..(end + 1).min(self.blocks.len())];
        let headline = above.iter().rfind(|block| block.is_headline && page::is_several(&block.text));
        headline.map(|block| block.text.clone())
    }

    /// Returns the short blocks between the headline and the article's first paragraphs and those below
    /// the article, then those right above the headline.
    pub fn header(&self, article: &Range<usize>) -> (Vec<&Block>, Vec<&Block>) {
        let first = article.clone().find(|at| self.blocks[*at].is_prose()).unwrap_or(article.start);
        let headline = (0..first).rev().find(|at| self.blocks[*at].is_headline);
        let from = headline.unwrap_or(first).saturating_sub(4).max(first.saturating_sub(16));
        // The site says more in one line than an author: "This entry was posted on …, and is filed under …".
        let is_line = |block: &Block| block.text.chars().nth(160).is_none() || !page::is_article_line(&block.text);
        let is_own = |block: &&Block| matches!(block.apart, None | Some(Apart::Label | Apart::Bar)) && is_line(block);
        let is_short = |block: &&Block| !block.is_headline && !page::is_sentence(&block.text);
        // Some sites date an article below it.
        let below = self.blocks[article.end..].iter().take(8).take_while(|block| is_own(block) && !block.is_link());
        let start = headline.unwrap_or(from).max(from);
        // A linked date among the first paragraphs is that of the article it leads to.
        let is_of_other = |block: &&Block| {
            block.is_link() && block.text.contains(|c: char| c.is_ascii_digit()) && page::is_stamp(&block.text)
        };
        let (top, text) = self.blocks[start..article.end.min(first + 6)].split_at(first - start);
        let last = &self.blocks[article.end.saturating_sub(LAST).max(article.end.min(first + 6))..article.end];
        let text = text.iter().chain(last).filter(|block| !is_of_other(block));
        let around = top.iter().chain(text).filter(is_own).chain(below);
        // Above a menu stands the day of the visit.
        let mut links = 0;
        let mut is_menu = |block: &&Block| {
            links += usize::from(block.is_link()) + usize::from(block.is_link() && block.text.contains(' '));
            block.apart == Some(Apart::Site) || links > 1
        };
        let above = self.blocks[from..start].iter().rev().take_while(|block| !is_menu(block)).filter(is_own);
        (around.filter(is_short).collect(), above.filter(is_short).collect())
    }

    /// Returns the bytes of running text in a range of blocks, marked parts left out.
    pub fn prose(&self, range: &Range<usize>) -> usize {
        match (self.sums.get(range.start), self.sums.get(range.end)) {
            (Some(before), Some(all)) => all - before,
            _ => 0,
        }
    }

    /// Sums up the running text again, after marks were set.
    pub fn sum(&mut self) {
        let mut sum = 0;
        let prose = |block: &Block| if block.apart.is_none() && block.is_prose() { block.text.len() } else { 0 };
        self.sums = std::iter::once(0)
            .chain(self.blocks.iter().map(|block| {
                sum += prose(block);
                sum
            }))
            .collect();
    }
}

/// Lines at the end of an article among which its date may stand.
const LAST: usize = 4;

/// Where text is read: what it will be part of.
#[derive(Clone, Copy)]
struct Place {
    kind: BlockKind,
    is_link: bool,
    is_strong: bool,
    in_table: bool,
}

#[derive(Default)]
struct Reader {
    found: Blocks,
    text: String,
    /// Where in `text` the words of links and of bold type are.
    linked: Vec<Range<usize>>,
    strong: Vec<Range<usize>>,
    in_headline: bool,
    after_span: bool,
    /// Buttons and fields so far, and pictures.
    controls: usize,
    pictures: usize,
    /// The element that is being read.
    open: Option<usize>,
}

impl Reader {
    fn read(&mut self, node: &NodeRef, place: Place) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.words(&child.text(), place);
            } else if let Some(name) = child.node_name().filter(|_| child.is_element()) {
                self.element(&child, &name, place);
            }
        }
    }

    fn element(&mut self, node: &NodeRef, name: &str, place: Place) {
        match name {
            "br" => self.text.push('\n'),
            "img" | "picture" => self.pictures += 1,
            "td" | "th" if place.kind == BlockKind::Row => {
                if !self.text.trim().is_empty() {
                    self.text.push_str(" | ");
                }
                self.read(node, place);
            }
            "p" | "div" | "li" | "ul" if place.kind == BlockKind::Row => {
                self.space();
                self.read(node, place);
                self.space();
            }
            "button" | "input" | "select" | "textarea" => self.controls += 1,
            _ if SILENT.contains(&name) => {}
            _ if INLINE.contains(&name) => self.inline(node, name, place),
            _ => self.block(node, name, place),
        }
    }

    fn inline(&mut self, node: &NodeRef, name: &str, place: Place) {
        let is_named = name == "span" && node.has_attr("class");
        // Neighbouring spans of their own class are set apart by the style sheet: "Reuters", "2 hours ago".
        let first = || node.descendants_it().find(NodeRef::is_text).map(|text| text.text());
        let opens_word = || {
            self.text.ends_with(char::is_alphanumeric)
                && first().is_some_and(|text| text.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()))
        };
        if name == "span" && self.after_span && (is_named || opens_word()) {
            self.space();
        }
        if matches!(marks::of(name, node, &words(node)), Some(Apart::Site | Apart::Bar)) {
            // Words for screen readers within a paragraph: "(opens in new window)".
            return;
        }
        let is_link = place.is_link || (name == "a" && node.has_attr("href"));
        let is_button = |word: &String| matches!(&**word, "btn" | "button" | "cta");
        self.controls += usize::from(name == "a" && words(node).iter().any(is_button));
        let is_strong = place.is_strong || matches!(name, "b" | "strong");
        self.read(node, Place { is_link, is_strong, ..place });
        self.after_span = name == "span";
    }

    fn block(&mut self, node: &NodeRef, name: &str, place: Place) {
        self.flush(place.kind);
        let words = words(node);
        let apart = marks::of(name, node, &words);
        let start = self.found.blocks.len();
        let at = self.found.elements.len();
        let pictures = self.pictures;
        self.found.elements.push(Element {
            name: name.to_owned(),
            words,
            blocks: start..start,
            has_control: false,
            apart,
            parent: self.open.replace(at),
            width: grid::width(node),
            has_picture: false,
        });
        let kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            "li" | "dt" | "dd" => BlockKind::Item,
            "blockquote" => BlockKind::Quote,
            "tr" if place.in_table => BlockKind::Row,
            _ => place.kind,
        };
        let in_table = place.in_table || name == "table" && grid::is_data(node);
        let (was_headline, controls) = (self.in_headline, self.controls);
        self.in_headline |= name == "h1";
        self.read(node, Place { kind, in_table, ..place });
        self.flush(kind);
        self.in_headline = was_headline;
        let element = &mut self.found.elements[at];
        element.blocks.end = self.found.blocks.len();
        element.has_control = self.controls > controls;
        element.has_picture = self.pictures > pictures;
        self.open = element.parent;
    }

    fn words(&mut self, text: &str, place: Place) {
        if text.starts_with(char::is_whitespace) || self.is_run_together(text) {
            self.space();
        }
        let before = self.text.len();
        for word in text.split_whitespace() {
            self.text.push_str(word);
            self.text.push(' ');
        }
        if self.text.len() == before {
            return;
        }
        self.after_span = false;
        if !text.ends_with(char::is_whitespace) {
            self.text.pop();
        }
        for (is_it, spans) in [(place.is_link, &mut self.linked), (place.is_strong, &mut self.strong)] {
            if is_it {
                spans.push(before..self.text.len());
            }
        }
    }

    /// Tells whether the style sheet sets apart what would read as one word: "Read also", "The man who".
    fn is_run_together(&self, text: &str) -> bool {
        // No more than a few letters are looked at: a page may be one word.
        let ends_word =
            || self.text.chars().rev().take(4).take_while(|c| c.is_lowercase()).map(char::len_utf8).sum::<usize>();
        text.starts_with(char::is_uppercase) && ends_word() >= 4
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        let text = std::mem::take(&mut self.text);
        let (linked, strong) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.strong));
        self.after_span = false;
        for line in lines(&text) {
            let of = |spans: &[Range<usize>]| line.parts.iter().map(|part| overlap(spans, part)).sum::<usize>();
            let is_strong = of(&strong) * 10 >= line.text.len() * 9;
            let is_title = is_strong && line.text.len() < 120 && !line.text.ends_with(['.', '!', '”', '"', ',']);
            self.found.blocks.push(Block {
                kind: if is_title && kind == BlockKind::Paragraph { BlockKind::Heading } else { kind },
                is_headline: self.in_headline,
                linked: of(&linked).min(line.text.len()),
                apart: None,
                text: line.text,
            });
        }
    }
}

/// A line of a block, and the ranges of the block's text that it is put together from.
struct Line {
    text: String,
    parts: Vec<Range<usize>>,
}

/// Splits at line breaks, but for those within a sentence: the next line goes on in lower case.
fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut after_gap, mut end) = (false, 0);
    for whole in text.split('\n') {
        let line = whole.trim();
        let start = end + whole.len() - whole.trim_start().len();
        let part = start..start + line.len();
        end += whole.len() + 1;
        match lines.last_mut() {
            Some(last) if line.starts_with(char::is_lowercase) && !after_gap && !line.is_empty() => {
                last.text.push(' ');
                last.text.push_str(line);
                last.parts.push(part);
            }
            _ if !line.is_empty() => lines.push(Line { text: line.to_owned(), parts: vec![part] }),
            _ => {}
        }
        after_gap = line.is_empty();
    }
    lines
}

/// How many bytes of a range lie in spans, which come in order.
fn overlap(spans: &[Range<usize>], range: &Range<usize>) -> usize {
    let first = spans.partition_point(|span| span.end <= range.start);
    let meeting = spans[first..].iter().take_while(|span| span.start < range.end);
    meeting.map(|span| span.end.min(range.end) - span.start.max(range.start)).sum()
}

/// Elements without words for a reader.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "embed", "video", "audio",
    "head", "img", "picture", "map", "link", "meta", "progress", "meter", "s", "del",
];

/// Elements that do not interrupt a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// The words of an element's class, id and `itemprop`: "articleBody share-bar" is article, body,
/// share, bar.
pub(super) fn words(node: &NodeRef) -> Vec<String> {
    let values = ["class", "id", "itemprop"].iter().filter_map(|name| node.attr(name));
    values.flat_map(|value| words_of(&value)).collect()
}

/// The words of one attribute.
pub(super) fn words_of(value: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in value.chars().take(400) {
        let starts = c.is_ascii_uppercase() && was_lower;
        if (starts || !c.is_ascii_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
