//! The main text of a page: which of its blocks are the article.
//!
//! In: the page's [`Blocks`]. Out: the article's paragraphs in order and where they stand, or
//! nothing where the page has no running text. Follows what the markup says of itself (`articleBody`,
//! `<article>`, usual class names) where enough text bears it out, and else the part of the page
//! that most of its running text lies in.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::input::page;

use super::blocks::{Block, BlockKind, Blocks, Element};
use super::repeats;

/// The article of a page.
#[derive(Debug)]
pub(super) struct MainText {
    /// Its blocks, as indices.
    pub kept: Vec<usize>,
    /// The blocks of the element that holds it.
    pub range: Range<usize>,
}

/// Bytes of running text below which a part of the page is no article.
const LEAST: usize = 60;
/// Bytes of running text that bear out what the markup names as the article.
const ENOUGH: usize = 400;

/// Finds the article of a page; `body` is its text as the page's data have it, if they do.
pub(super) fn find(page: &Blocks, body: Option<&str>) -> Option<MainText> {
    let majority = descend(page, 0..page.blocks.len(), 75);
    if page.prose(&majority) < LEAST {
        return None;
    }
    let is_borne_out = |named: &Range<usize>| {
        let prose = page.prose(named);
        prose >= ENOUGH || prose * 2 >= page.prose(&majority)
    };
    let range = named(page).filter(is_borne_out).map_or(majority.clone(), |named| descend(page, named, 90));
    let range = alone(page, start(page, &range)..range.end);
    let mut kept = keep(&page.blocks, range.clone());
    if let Some(body) = body {
        agree(&page.blocks, &mut kept, body);
    }
    repeats::drop_repeats(&page.blocks, &mut kept);
    (!kept.is_empty()).then_some(MainText { kept, range })
}

/// Tells whether a page's own data have its text rather than a summary.
pub(super) fn is_whole(body: &str) -> bool {
    body.split_whitespace().take(BODY).count() == BODY
}

/// Follows the elements that hold at least `percent` of the running text, down to where it splits.
fn descend(page: &Blocks, mut range: Range<usize>, percent: usize) -> Range<usize> {
    // Elements come in the order of the page, parents before children.
    for element in &page.elements {
        let inside = range.start <= element.blocks.start && element.blocks.end <= range.end;
        let holds = |percent| page.prose(&element.blocks) * 100 >= page.prose(&range) * percent;
        if inside
            && element.blocks.len() < range.len()
            && holds(percent)
            && paragraphs(page, &element.blocks) >= 2
            && (holds(MOST) || !has_its_like(page, element, &range))
        {
            range = element.blocks.clone();
        }
    }
    range
}

/// Percent of the running text from which an element is the article, whatever looks like it beside it.
const MOST: usize = 80;

/// Tells whether a range is split into elements of the same kind, of which this is one.
fn has_its_like(page: &Blocks, element: &Element, range: &Range<usize>) -> bool {
    let is_like = |other: &&Element| {
        let is_outside = other.blocks.end <= element.blocks.start || other.blocks.start >= element.blocks.end;
        let is_titled = || {
            page.blocks[other.blocks.clone()].iter().any(|block| block.kind == BlockKind::Heading && block.is_link())
        };
        other.name == element.name
            && other.words == element.words
            && is_outside
            && range.start <= other.blocks.start
            && other.blocks.end <= range.end
            && page.prose(&other.blocks) >= LEAST
            && !is_titled()
    };
    !element.words.is_empty() && page.elements.iter().any(|other| is_like(&other))
}

/// Counts paragraphs of running text, up to two.
fn paragraphs(page: &Blocks, range: &Range<usize>) -> usize {
    let blocks = &page.blocks[range.clone()];
    blocks.iter().filter(|block| block.apart.is_none() && block.is_prose()).take(2).count()
}

/// Neighbouring words in the class or `itemprop` of elements that hold an article's text.
const NAMES: &[&str] = &[
    "article-body",
    "story-body",
    "entry-content",
    "post-content",
    "article-content",
    "article-text",
    "story-content",
    "story-text",
    "post-body",
    "entry-body",
    "entry-more",
    "body-copy",
    "body-text",
    "article-copy",
    "news-body",
    "news-content",
    "news-text",
    "content-body",
    "field-body",
    "main-text",
];

/// Finds what the markup names as the article: by class or `itemprop`, as `<article>`, as `<main>`.
fn named(page: &Blocks) -> Option<Range<usize>> {
    let by_class = |element: &Element| {
        element.words.windows(2).any(|pair| NAMES.contains(&format!("{}-{}", pair[0], pair[1]).as_str()))
    };
    let article = |element: &Element| element.name == "article";
    let main = |element: &Element| element.name == "main" || element.words.iter().any(|word| word == "main");
    let ways: [&dyn Fn(&Element) -> bool; 3] = [&by_class, &article, &main];
    ways.iter().find_map(|is_it| {
        let fits = |element: &&Element| is_it(element) && page.prose(&element.blocks) >= LEAST;
        let longest = page
            .elements
            .iter()
            .filter(fits)
            .max_by_key(|element| (page.prose(&element.blocks), std::cmp::Reverse(element.blocks.start)))?;
        Some(with_its_like(page, longest, fits))
    })
}

/// Some pages split their article into several elements of the same name, one after another: returns
/// what holds all of them, up to the next headline.
fn with_its_like(page: &Blocks, longest: &Element, fits: impl Fn(&&Element) -> bool) -> Range<usize> {
    let (mut start, mut end) = (longest.blocks.start, longest.blocks.end);
    let has_headline = |range: Range<usize>| page.blocks[range].iter().any(|block| block.is_headline);
    // "entry-body", then "entry-more".
    let is_like =
        |more: &Element| more.words == longest.words || more.parent == longest.parent && !more.words.is_empty();
    for more in page.elements.iter().filter(fits).filter(|more| is_like(more)) {
        if more.blocks.end <= start && !has_headline(more.blocks.start..start) {
            start = more.blocks.start;
        } else if more.blocks.start >= end && !has_headline(end..more.blocks.end) {
            end = more.blocks.end;
        }
    }
    if (start..end) == longest.blocks {
        return start..end;
    }
    let holds_all = |element: &&Element| element.blocks.start <= start && element.blocks.end >= end;
    page.elements.iter().rfind(holds_all).map_or(start..end, |element| element.blocks.clone())
}

/// Where the article starts: below its headline, with the paragraphs that stand between the two.
fn start(page: &Blocks, range: &Range<usize>) -> usize {
    let is_text = |at: usize| {
        let block = &page.blocks[at];
        let is_point = block.kind == BlockKind::Item && !block.is_link() && block.text.split(' ').count() >= 6;
        block.apart.is_none() && !block.is_headline && (is_point || block.is_prose())
    };
    let first = range.clone().find(|at| is_text(*at)).unwrap_or(range.start);
    match (0..first).rev().find(|at| page.blocks[*at].is_headline) {
        Some(headline) if headline >= range.start => headline + 1,
        Some(headline) if range.start - headline <= FAR => {
            (headline + 1..range.start).find(|at| is_text(*at)).unwrap_or(range.start)
        }
        _ => range.start,
    }
}

/// Some pages carry other articles in full below their own, in elements of the same kind: returns the
/// part of the range that is the first one.
fn alone(page: &Blocks, range: Range<usize>) -> Range<usize> {
    let Some(headline) = page.blocks.iter().position(|block| block.is_headline && block.apart.is_none()) else {
        return range;
    };
    let holds = |element: &&Element| element.blocks.contains(&headline) && page.prose(&element.blocks) >= LEAST;
    let Some(own) = page.elements.iter().rfind(holds).filter(|own| own.blocks.end < range.end) else { return range };
    let is_article = |element: &&Element| {
        let opening = &page.blocks[element.blocks.start..element.blocks.end.min(element.blocks.start + 4)];
        let is_titled = opening.iter().any(|block| block.kind == BlockKind::Heading);
        let is_stamped = || opening.iter().any(|block| page::is_stamp(&block.text));
        let is_like = element.name == own.name && element.words == own.words && element.blocks.start >= own.blocks.end;
        is_like && is_titled && page.prose(&element.blocks) >= LEAST && (element.name == "article" || is_stamped())
    };
    match page.elements.iter().find(is_article) {
        Some(next) if next.blocks.start > range.start => range.start..next.blocks.start.min(range.end),
        _ => range,
    }
}

/// Blocks between headline and text beyond which the two have nothing to do with one another.
const FAR: usize = 20;

/// Leaves out what is marked, what the site says, lists of links and the headings over them.
fn keep(blocks: &[Block], range: Range<usize>) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut headings = Vec::new();
    for at in range {
        let block = &blocks[at];
        let is_label = |block: &Block| block.kind == BlockKind::Paragraph && is_label(&block.text);
        match () {
            () if block.apart.is_some() => {}
            // "Read also: …" below a heading does not take it along, as lists of links do.
            () if block.kind != BlockKind::Row && !page::is_article_line(&block.text) => {}
            () if block.is_link() => headings.clear(),
            () if block.kind == BlockKind::Paragraph && !block.is_prose() && page::is_stamp(&block.text) => {}
            // However long: names and dates without a verb are no sentence.
            () if block.kind == BlockKind::Paragraph && page::is_signed_date(&block.text) => {}
            () if block.kind == BlockKind::Heading => headings.push(at),
            () if block.kind == BlockKind::Row => {
                kept.append(&mut headings);
                kept.push(at);
            }
            () if is_label(block) => {}
            () => {
                kept.append(&mut headings);
                kept.push(at);
            }
        }
    }
    kept
}

/// A few words without a full stop that are neither heading nor list: a name, a place, a button.
fn is_label(text: &str) -> bool {
    page::count_words(text) < 8 && !page::is_sentence(text) && !text.ends_with([':', '"', '”'])
}

/// Words of the page's own data below which they are a summary.
const BODY: usize = 60;

/// Leaves out paragraphs that the page's own data do not have, where the data have the whole text.
fn agree(blocks: &[Block], kept: &mut Vec<usize>, body: &str) {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let pairs = |words: &[String]| -> Vec<(String, String)> {
        words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
    };
    let body = words(body);
    let known: FxHashSet<(String, String)> = pairs(&body).into_iter().collect();
    let shared = |at: usize| {
        let found = pairs(&words(&blocks[at].text));
        (found.iter().filter(|pair| known.contains(pair)).count(), found.len())
    };
    let (both, all) = kept.iter().map(|at| shared(*at)).fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let is_whole = body.len() >= BODY && both * 10 >= body.len() * 8 && both * 10 >= all * 6;
    if is_whole {
        kept.retain(|at| {
            let (both, all) = shared(*at);
            blocks[*at].kind == BlockKind::Heading || both * 3 >= all * 2
        });
    }
}
