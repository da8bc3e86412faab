//! Which parts of a page are something other than its article.
//!
//! In: elements with their roles and classes, and blocks with their links. Out: an [`Apart`] mark on
//! each block that is part of a menu, a box of other articles, a caption, readers' comments. New
//! class names go to `apart.tsv`, not here.

use std::ops::Range;
use std::sync::LazyLock;

use dom_query::NodeRef;
use rustc_hash::FxHashMap;

use crate::input::page;

use super::blocks::{Block, BlockKind, Blocks, Element, words};

/// What the markup says a part of the page is, other than an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// Readers' comments.
    Comments,
    /// Menus, footers, share bars, notices: nothing anyone wrote as news.
    Site,
    /// Boxes that lead to other articles.
    Others,
    /// Captions, credits, bylines, dates.
    Label,
}

/// Passes marks on to the blocks, but for marks that hold the article itself: classes such as
/// "with-comments" stand on whole pages too.
pub(super) fn mark(page: &mut Blocks) {
    let all = page.prose(&(0..page.blocks.len()));
    let headline = page.blocks.iter().position(|block| block.is_headline);
    for element in &page.elements {
        let Some(apart) = element.apart else { continue };
        let prose = page.prose(&element.blocks);
        let holds_headline = headline.is_some_and(|headline| element.blocks.contains(&headline));
        let holds_most = prose * 2 > all && apart != Apart::Comments && !holds_notice(page, element);
        if (holds_headline && prose > 0) || holds_most {
            continue;
        }
        for block in &mut page.blocks[element.blocks.clone()] {
            block.apart.get_or_insert(apart);
        }
    }
    mark_forms(page, all);
    mark_cards(page);
    mark_below_headings(page);
    page.sum();
}

/// A notice on cookies may be longer than the article.
fn holds_notice(page: &Blocks, element: &Element) -> bool {
    let mut prose = page.blocks[element.blocks.clone()].iter().filter(|block| block.is_prose());
    prose.any(|block| !page::is_article_line(&block.text))
}

/// Marks small boxes with a button or a field in them: offers of newsletters and the like.
fn mark_forms(page: &mut Blocks, all: usize) {
    let is_form = |element: &&Element| {
        let blocks = &page.blocks[element.blocks.clone()];
        element.has_control
            && blocks.len() <= 5
            && page.prose(&element.blocks) < 300
            && page.prose(&element.blocks) * 4 < all
            && !blocks.iter().any(|block| block.is_headline)
            && matches!(&*element.name, "div" | "form" | "section")
    };
    let forms: Vec<Range<usize>> = page.elements.iter().filter(is_form).map(|element| element.blocks.clone()).collect();
    for form in forms {
        for block in &mut page.blocks[form] {
            block.apart.get_or_insert(Apart::Site);
        }
    }
}

/// Headings of other parts that are looked at: honest pages have a handful.
const MOST_HEADINGS: usize = 50;

/// Marks what stands below headings such as "Related Articles" and "Comments", as far as the
/// element reaches and it looks the part: links, and text under titles.
fn mark_below_headings(page: &mut Blocks) {
    let mut headings = 0;
    for at in 0..page.blocks.len() {
        let block = &page.blocks[at];
        let is_label = block.apart.is_none() && !block.is_headline && block.text.len() < 160;
        let apart = match () {
            () if !is_label || headings == MOST_HEADINGS => continue,
            () if page::opens_comments(&block.text) => Apart::Comments,
            () if block.text.len() < 60 && page::opens_others(&block.text) => Apart::Others,
            () => continue,
        };
        headings += 1;
        let around = page.elements.iter().filter(|it| it.blocks.contains(&at) && it.blocks.end > at + 1);
        let end = around.map(|it| it.blocks.end).min().unwrap_or(at + 1);
        let mut has_title = false;
        page.blocks[at].apart = Some(apart);
        for block in &mut page.blocks[at + 1..end] {
            if block.is_prose() && !has_title && apart != Apart::Comments {
                break;
            }
            has_title = (has_title || block.kind == BlockKind::Heading) && !block.is_prose();
            block.apart.get_or_insert(apart);
        }
    }
}

/// Marks teasers that no class gives away: a title that is a link, with little text beside it,
/// at least twice on the page.
fn mark_cards(page: &mut Blocks) {
    let is_card = |element: &&Element| {
        let blocks = &page.blocks[element.blocks.clone()];
        let is_title = |block: &&Block| block.is_link() && block.text.split(' ').count() >= 4;
        let opens = || blocks.iter().take_while(|block| !block.is_prose()).any(|block| is_title(&block));
        element.name != "li"
            && (2..=6).contains(&blocks.len())
            && page.prose(&element.blocks) < 400
            && opens()
            && blocks.iter().filter(is_title).count() == 1
            && blocks.iter().filter(|block| block.is_prose()).count() <= 2
            && !blocks.iter().any(|block| block.kind == BlockKind::Quote)
    };
    let cards: Vec<Range<usize>> = page.elements.iter().filter(is_card).map(|element| element.blocks.clone()).collect();
    if cards.len() < 2 {
        return;
    }
    for card in cards {
        for block in &mut page.blocks[card] {
            block.apart.get_or_insert(Apart::Others);
        }
    }
}

/// Reads what an element is, other than a part of an article, from its name, role and class.
pub(super) fn of(name: &str, node: &NodeRef, words: &[String]) -> Option<Apart> {
    match name {
        "nav" | "footer" | "dialog" | "menu" => return Some(Apart::Site),
        "aside" => return Some(Apart::Others),
        "figcaption" | "figure" | "caption" | "address" => return Some(Apart::Label),
        "html" | "body" | "main" => return None,
        _ => {}
    }
    let role = node.attr("role");
    let is_hidden = node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true")
        || node.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    match role.as_deref() {
        Some("navigation" | "contentinfo" | "banner" | "dialog" | "alertdialog" | "search" | "menu" | "toolbar") => {
            return Some(Apart::Site);
        }
        Some("complementary") => return Some(Apart::Others),
        _ if is_hidden => return Some(Apart::Site),
        _ => {}
    }
    let pair = |pair: &[String]| WORDS.get(format!("{}-{}", pair[0], pair[1]).as_str());
    words.iter().find_map(|word| WORDS.get(word.as_str())).or_else(|| words.windows(2).find_map(pair)).copied()
}

/// Tells whether an element lies in a part of the page that is not its article's: a menu, a box of
/// other articles, readers' comments. What holds an article may be called anything.
pub(super) fn lies_elsewhere(node: &NodeRef) -> bool {
    let is_elsewhere = |part: NodeRef| {
        let Some(name) = part.node_name() else { return false };
        // The footer of an article says who wrote it.
        let words = words(&part);
        let is_foot = || words.iter().any(|word| word == "footer") && words.len() > 1 && words[0] != "site";
        let is_own = matches!(&*name, "article" | "body" | "main" | "html")
            || is_foot()
            || &*name == "footer" && part.ancestors_it(None).any(|it| it.node_name().as_deref() == Some("article"));
        !is_own && matches!(of(&name, &part, &words), Some(Apart::Comments | Apart::Others | Apart::Site))
    };
    node.ancestors_it(None).any(is_elsewhere)
}

/// The words in `apart.tsv`, which says what they are.
static WORDS: LazyLock<FxHashMap<&'static str, Apart>> = LazyLock::new(|| {
    let rows = include_str!("apart.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |row: &'static str| {
        let (kind, word) = row.split_once('\t').unwrap_or_else(|| unreachable!("apart.tsv: {row}"));
        let apart = match kind {
            "comments" => Apart::Comments,
            "site" => Apart::Site,
            "others" => Apart::Others,
            "label" => Apart::Label,
            _ => unreachable!("apart.tsv: {kind}"),
        };
        (word, apart)
    };
    rows.map(row).collect()
});
