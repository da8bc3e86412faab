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
    /// Buttons to share the article, with its date among them.
    Bar,
    /// What will be held.
    Event,
}

/// Passes marks on to the blocks, but for marks that hold the article itself: classes such as
/// "with-comments" stand on whole pages too.
pub(super) fn mark(page: &mut Blocks) {
    let all = page.prose(&(0..page.blocks.len()));
    let headline = page.blocks.iter().position(|block| block.is_headline);
    let headlines: Vec<usize> = (0..page.blocks.len()).filter(|at| page.blocks[*at].is_headline).collect();
    for element in &page.elements {
        let Some(apart) = element.apart else { continue };
        let prose = page.prose(&element.blocks);
        let next = headlines.get(headlines.partition_point(|at| *at < element.blocks.start));
        let holds_headline = headline.is_some_and(|headline| element.blocks.contains(&headline));
        let holds_most = prose * 2 > all && apart != Apart::Comments && !holds_notice(page, element);
        // An article may be named for the event that it tells of.
        let is_told = apart == Apart::Event && (prose >= TOLD || next.is_some_and(|next| *next < element.blocks.end));
        if (holds_headline && prose > 0) || holds_most || is_told {
            continue;
        }
        for block in &mut page.blocks[element.blocks.clone()] {
            block.apart.get_or_insert(apart);
        }
    }
    mark_site_header(page, headline);
    mark_forms(page, all);
    mark_consent(page);
    mark_columns(page);
    mark_captions(page);
    mark_cards(page);
    mark_below_headings(page);
    page.sum();
}

/// Bytes of running text from which an event is told of, not announced.
const TOLD: usize = 400;

/// Marks the `<header>` of the site, which ends above the headline: it prints the day of the visit.
fn mark_site_header(page: &mut Blocks, headline: Option<usize>) {
    let is_site = |it: &&Element| {
        it.name == "header" && headline.is_some_and(|headline| it.blocks.end <= headline) && page.prose(&it.blocks) == 0
    };
    let headers: Vec<Range<usize>> = page.elements.iter().filter(is_site).map(|it| it.blocks.clone()).collect();
    for range in headers {
        page.blocks[range].iter_mut().for_each(|block| _ = block.apart.get_or_insert(Apart::Site));
    }
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
            && !blocks.iter().any(|block| block.is_headline || page::is_stamp(&block.text))
            && matches!(&*element.name, "div" | "form" | "section")
    };
    let forms: Vec<Range<usize>> = page.elements.iter().filter(is_form).map(|element| element.blocks.clone()).collect();
    for form in forms {
        for block in &mut page.blocks[form] {
            block.apart.get_or_insert(Apart::Site);
        }
    }
}

/// Marks the whole of a box that holds a notice on cookies.
fn mark_consent(page: &mut Blocks) {
    let headline = page.blocks.iter().position(|block| block.is_headline);
    let is_notice = |block: &Block| block.is_prose() && page::asks_consent(&block.text);
    let notices: Vec<usize> =
        (0..page.blocks.len()).filter(|at| is_notice(&page.blocks[*at])).take(MOST_HEADINGS).collect();
    for notice in notices {
        // Elements come with parents before children: the last that fit are the innermost.
        let is_box = |element: &&Element| {
            let range = &element.blocks;
            range.contains(&notice)
                && range.len() <= 30
                && range.len() > 1
                && headline.is_none_or(|headline| !range.contains(&headline))
                && (element.has_control
                    || element.words.iter().any(|word| WORDS.get(word.as_str()) == Some(&Apart::Site)))
        };
        if let Some(range) = page.elements.iter().find(is_box).map(|element| element.blocks.clone()) {
            page.blocks[range].iter_mut().for_each(|block| _ = block.apart.get_or_insert(Apart::Site));
        }
    }
}

/// Marks the narrower column beside the one that holds the article, as the classes of a grid tell.
fn mark_columns(page: &mut Blocks) {
    let headline = page.blocks.iter().position(|block| block.is_headline);
    let of = |element: &Element| page.prose(&element.blocks);
    let columns: Vec<&Element> = page.elements.iter().filter(|it| it.width.is_some() && of(it) > 0).collect();
    let is_beside = |main: &&&Element, column: &Element| {
        main.parent == column.parent
            && main.width > column.width
            // "column-1" and "column-2" only number the columns of a text.
            && (70..=105).contains(&(main.width.unwrap_or(0) + column.width.unwrap_or(0)))
            && of(main) >= of(column)
            && !headline.is_some_and(|headline| column.blocks.contains(&headline))
    };
    let mut wide: Vec<&Element> = columns.clone();
    wide.sort_by_key(|it| (it.parent, std::cmp::Reverse(of(it))));
    wide.dedup_by_key(|it| it.parent);
    let main_of = |column: &Element| {
        let at = wide.binary_search_by_key(&column.parent, |it| it.parent).ok()?;
        Some(wide[at]).filter(|main| is_beside(&main, column))
    };
    let narrow: Vec<Range<usize>> =
        columns.iter().filter(|column| main_of(column).is_some()).map(|column| column.blocks.clone()).collect();
    for range in narrow {
        page.blocks[range].iter_mut().for_each(|block| _ = block.apart.get_or_insert(Apart::Others));
    }
}

/// Words of a line beside a picture, in an element of their own, up to which it is a caption.
const CAPTION: usize = 25;

/// Marks the few words that stand in one element with a picture and nothing else.
fn mark_captions(page: &mut Blocks) {
    let captions = page.elements.iter().filter(|element| {
        let [block] = &page.blocks[element.blocks.clone()] else { return false };
        element.has_picture
            && element.name != "p"
            && !block.is_headline
            && block.kind == BlockKind::Paragraph
            && block.text.split(' ').count() <= CAPTION
    });
    let captions: Vec<usize> = captions.map(|element| element.blocks.start).collect();
    for at in captions {
        page.blocks[at].apart.get_or_insert(Apart::Label);
    }
}

/// Headings of other parts that are looked at: honest pages have a handful.
const MOST_HEADINGS: usize = 50;

/// Lines of an offer of mail, its heading among them.
const OFFER: usize = 4;

/// Marks what stands below headings such as "Related Articles" and "Comments", as far as the
/// element reaches and it looks the part: links, and text under titles.
fn mark_below_headings(page: &mut Blocks) {
    let mut headings = 0;
    for at in 0..page.blocks.len() {
        let block = &page.blocks[at];
        let is_label = block.apart.is_none() && !block.is_headline && block.text.len() < 160;
        let apart = match () {
            () if !is_label || headings == MOST_HEADINGS => continue,
            () if block.kind == BlockKind::Heading && page::offers_mail(&block.text) => Apart::Site,
            () if page::opens_comments(&block.text) => Apart::Comments,
            () if block.text.len() < 60 && page::opens_others(&block.text) => Apart::Others,
            () => continue,
        };
        headings += 1;
        let around = page.elements.iter().filter(|it| it.blocks.contains(&at) && it.blocks.end > at + 1);
        let end = around.map(|it| it.blocks.end).min().unwrap_or(at + 1);
        if apart == Apart::Site {
            // A box of a few lines goes with its heading; one that holds more is no box.
            if end - at <= OFFER {
                page.blocks[at..end].iter_mut().for_each(|block| _ = block.apart.get_or_insert(apart));
            }
            continue;
        }
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
        // Authors below the headline are linked too.
        let is_below_headline = page.blocks[..element.blocks.start].iter().rev().take(2).any(|block| block.is_headline);
        element.name != "li"
            && !is_below_headline
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
        "figure" if holds_text(node) => {}
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
    of_words(words)
}

/// What the words of an element's class say that it is.
pub(super) fn of_words(words: &[String]) -> Option<Apart> {
    let pair = |pair: &[String]| WORDS.get(format!("{}-{}", pair[0], pair[1]).as_str());
    let alone = || if let [word] = words { WORDS.get(format!("={word}").as_str()) } else { None };
    let single = || {
        let known = words.iter().filter_map(|word| WORDS.get(word.as_str()));
        known.clone().find(|apart| **apart != Apart::Bar).or_else(|| known.clone().next())
    };
    words.windows(2).find_map(pair).or_else(single).or_else(alone).copied()
}

/// Tells whether a figure holds a table or a quotation, and no picture.
fn holds_text(figure: &NodeRef) -> bool {
    let mut names = figure.descendants_it().take(500).filter_map(|part| part.node_name());
    let mut holds_it = false;
    let has_picture = names.any(|name| {
        holds_it |= matches!(&*name, "table" | "blockquote" | "pre");
        matches!(&*name, "img" | "picture" | "video" | "iframe")
    });
    holds_it && !has_picture
}

/// Tells whether an element lies in a part of the page that is not its article's: a menu, a box of
/// other articles, readers' comments. What holds an article may be called anything.
pub(super) fn lies_elsewhere(node: &NodeRef) -> bool {
    let is_elsewhere = |part: NodeRef| {
        let Some(name) = part.node_name() else { return false };
        let words = words(&part);
        // The footer of an article says who wrote it.
        let is_foot = || {
            let is_article = |it: NodeRef| match it.node_name().as_deref() {
                Some("article") => true,
                Some("body" | "html") => false,
                _ => self::words(&it).iter().any(|word| matches!(&**word, "article" | "post" | "entry")),
            };
            (&*name == "footer" || words == ["footer"]) && part.ancestors_it(None).any(is_article)
        };
        let is_own = matches!(&*name, "article" | "body" | "main" | "html") || is_foot();
        match of(&name, &part, &words) {
            Some(Apart::Comments) => !is_own,
            Some(Apart::Others | Apart::Site) => !is_own && !holds_most(&part),
            _ => false,
        }
    };
    node.ancestors_it(None).any(is_elsewhere)
}

/// Tells whether most of a page's paragraphs lie in one part of it, which "promoted" may name as well.
fn holds_most(part: &NodeRef) -> bool {
    let count = |node: &NodeRef| node.descendants_it().filter(|it| it.node_name().as_deref() == Some("p")).count();
    let root = part.ancestors_it(None).last();
    let own = count(part);
    own >= 3 && root.is_some_and(|root| own * 2 > count(&root))
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
            "bar" => Apart::Bar,
            "event" => Apart::Event,
            _ => unreachable!("apart.tsv: {kind}"),
        };
        (word, apart)
    };
    rows.map(row).collect()
});
