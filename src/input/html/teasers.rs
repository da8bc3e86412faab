//! Teasers of other articles on a page.
//!
//! In: the page's [`Blocks`] and its article. Out: a related document for each teaser: a title that
//! is a link, with words of its own or an outlet and an age beside it. Menus, footers, comments and
//! bare lists of links give none.

use crate::input::{decode, page};
use crate::model::{Document, DocumentRole, Span};

use super::blocks::{Block, Blocks};
use super::main_text::MainText;
use super::marks::Apart;

/// Words of a title that is more than the name of a section.
const TITLE: usize = 4;
/// Words of a teaser's text below which it says nothing.
const TEXT: usize = 12;

/// Reads the teasers outside the article.
pub(super) fn read(page: &Blocks, article: &MainText) -> Vec<Document> {
    let is_outside = |at: usize| match page.blocks[at].apart {
        Some(Apart::Others) => true,
        Some(_) => false,
        None => at < article.range.start || at >= article.range.end,
    };
    let mut found: Vec<(usize, Document)> = Vec::new();
    // The innermost element that is a teaser counts; elements come with parents before children.
    let mut first_taken = page.blocks.len();
    for element in page.elements.iter().rev() {
        let blocks = element.blocks.clone();
        if element.name == "aside"
            || blocks.is_empty()
            || blocks.len() > 8
            || blocks.end > first_taken
            || !blocks.clone().all(is_outside)
        {
            continue;
        }
        if let Some(teaser) = teaser(&page.blocks[blocks.clone()]) {
            first_taken = blocks.start;
            found.push((blocks.start, teaser));
        }
    }
    found.reverse();
    found.into_iter().map(|(_, teaser)| teaser).collect()
}

fn teaser(blocks: &[Block]) -> Option<Document> {
    let words = |block: &Block| block.text.split(' ').count();
    let is_title = |block: &&Block| block.is_link() && words(block) >= TITLE && page::stamp(&block.text).is_none();
    let mut titles = blocks.iter().filter(is_title);
    let title = titles.next().filter(|_| titles.next().is_none())?;
    let (mut document, mut text) = (Document { role: DocumentRole::Related, ..Document::default() }, Vec::new());
    let mut is_stamped = false;
    for block in blocks.iter().filter(|block| !std::ptr::eq(*block, title)) {
        if let Some((published, outlet)) = page::stamp(&block.text) {
            is_stamped = true;
            document.notices.extend(published.reasons.first().cloned());
            document.published = published;
            document.outlet = outlet.map(str::to_owned);
        } else if words(block) >= 6 && page::is_article_line(&block.text) {
            text.push(&*block.text);
        }
    }
    let said: usize = text.iter().map(|line| line.split(' ').count()).sum();
    if said < TEXT && !(is_stamped && words(title) > TITLE) {
        return None;
    }
    let title = decode::clean(&title.text).0;
    document.title_span = Some(Span::new(0, title.len()));
    document.text = decode::clean(&std::iter::once(&*title).chain(text).collect::<Vec<_>>().join("\n\n")).0;
    document.title = Some(title);
    Some(document)
}
