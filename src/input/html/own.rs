//! Which dates of a page are its article's own.
//!
//! In: elements that hold dates. Out: what they say of them, and whether they stand in another part of
//! the page: beside the titles of other articles, among readers' comments, above the site's menu.

use std::cell::OnceCell;

use dom_query::{Document as Page, NodeId, NodeRef, Selection};

use crate::input::dates::{self, Label};

use super::blocks;
use super::marks::{self, Apart};

/// A page, and where on it the article's headline is.
pub(super) struct Own<'p> {
    page: &'p Page,
    pub headline: Option<NodeId>,
    links: OnceCell<Vec<NodeId>>,
}

impl<'p> Own<'p> {
    pub fn new(page: &'p Page, headline: Option<NodeId>) -> Self {
        Self { page, headline, links: OnceCell::new() }
    }

    /// Tells whether a date in this element may be the article's.
    pub fn holds(&self, element: &Selection) -> bool {
        let Some(node) = element.nodes().first() else { return false };
        !is_elsewhere(element) && !self.is_of_event(node) && !self.is_of_other(node) && !self.is_far_above(node)
    }

    /// Tells whether an element stands above the headline: nodes are numbered in the order of the page.
    pub fn is_above(&self, element: &Selection) -> bool {
        element.nodes().first().zip(self.headline).is_some_and(|(node, headline)| node.id < headline)
    }

    /// Tells whether an element says when something will be held: "event-date", a box of "upcoming" concerts.
    fn is_of_event(&self, node: &NodeRef) -> bool {
        let is_named = |it: &NodeRef| marks::of_words(&blocks::words(it)) == Some(Apart::Event);
        let holds_headline =
            |it: &NodeRef| self.headline.is_none_or(|headline| it.descendants_it().any(|part| part.id == headline));
        let parts = std::iter::once(*node).chain(node.ancestors_it(Some(5)));
        parts.filter(is_named).any(|it| !holds_headline(&it))
    }

    /// Tells whether an element stands beside the linked title of another article.
    fn is_of_other(&self, node: &NodeRef) -> bool {
        let Some(headline) = self.headline else { return false };
        let holds = |part: &NodeRef, wanted: NodeId| part.descendants_it().any(|it| it.id == wanted);
        let is_title = |it: &NodeRef| {
            let is_link = it.node_name().as_deref() == Some("a") && it.has_attr("href");
            let text = if is_link { it.text() } else { return false };
            // "Jonas Weld and Aiko Brandt" are authors.
            let says_more =
                || text.split_whitespace().any(|word| word.len() > 3 && word.starts_with(char::is_lowercase));
            text.split_whitespace().take(TITLE).count() == TITLE && says_more() && !holds(it, node.id)
        };
        let mut around = node.ancestors_it(Some(5)).take_while(|it| is_short(it, TEASER) && !holds(it, headline));
        around.any(|part| part.descendants_it().any(|it| is_title(&it)))
    }

    /// Tells whether an element stands above the headline with a menu between the two, or in the site's
    /// own header.
    fn is_far_above(&self, node: &NodeRef) -> bool {
        // Nodes are numbered in the order of the page.
        let Some(headline) = self.headline.filter(|headline| node.id < *headline) else { return false };
        let is_header = |it: &NodeRef| {
            const NAMES: &[&str] = &["header", "top", "topbar", "today", "masthead", "toolbar"];
            let is_named = it.node_name().as_deref() == Some("header")
                || blocks::words(it).iter().any(|word| NAMES.contains(&&**word));
            is_named && !it.descendants_it().any(|it| it.id == headline)
        };
        let links = self.links.get_or_init(|| self.page.select("a[href]").nodes().iter().map(|link| link.id).collect());
        let between = links.iter().filter(|link| **link > node.id && **link < headline).take(MENU).count();
        between == MENU || is_header(node) || node.ancestors_it(None).any(|it| is_header(&it))
    }
}

/// Bytes of what stands around a date up to which it is a teaser.
const TEASER: usize = 400;
/// Words of a link from which it is another article's title.
const TITLE: usize = 5;
/// Links between a date and the headline below it from which the date is the site's: of the visit, of
/// what is new.
const MENU: usize = 3;

/// Nodes in an element beyond which it is no line.
const NODES: usize = 500;

/// Tells whether the words of an element are fewer than so many bytes, without reading all of them.
fn is_short(node: &NodeRef, most: usize) -> bool {
    let (mut size, mut nodes) = (0, 0);
    node.descendants_it().all(|part| {
        size += if part.is_text() { part.text().trim().len() } else { 0 };
        nodes += 1;
        size < most && nodes < NODES
    })
}

/// Tells elements whose class speaks of a change and of nothing else: "updated", not "entry-date updated",
/// which systems give to the date of publication too.
pub(super) fn is_of_change(element: &Selection) -> bool {
    let class = element.attr("class").unwrap_or_default().to_lowercase();
    !class.is_empty() && class.split_whitespace().all(|word| word.contains("updat") || word.contains("modif"))
}

/// What a `<time>`, its class or the words right before it say of its date.
pub(super) fn label(time: &Selection) -> Label {
    let Some(node) = time.nodes().first() else { return Label::Published };
    let named = |node: &NodeRef| {
        let class = node.attr("class").unwrap_or_default().to_lowercase();
        ["updat", "modif", "edited", "revis", "history"].iter().any(|word| class.contains(word))
            && !["publi", "creat"].iter().any(|word| class.contains(word))
    };
    // A headline may say "revised" of anything.
    let is_heading =
        |it: &NodeRef| it.node_name().is_some_and(|name| name.len() == 2 && name.starts_with('h') && &*name != "hr");
    let before = node.prev_sibling().filter(|before| is_short(before, TEASER) && !is_heading(before));
    let before = before.map(|before| before.text().to_string()).unwrap_or_default();
    let said = [time.text().to_string(), before];
    let says = |text: &String| {
        let words = text.split_whitespace().rev().take(3);
        words.filter_map(dates::label_of).next().or_else(|| text.split_whitespace().take(2).find_map(dates::label_of))
    };
    match said.iter().find_map(says) {
        Some(label) => label,
        None if named(node)
            || node.ancestors_it(Some(4)).take_while(|it| is_short(it, TEASER)).any(|it| named(&it)) =>
        {
            Label::Updated
        }
        None => Label::Published,
    }
}

/// Tells whether an element lies in another part of the page, or in a link to another article.
pub(super) fn is_elsewhere(element: &Selection) -> bool {
    let Some(node) = element.nodes().first() else { return false };
    let link = node.ancestors_it(None).find(|it| it.node_name().as_deref() == Some("a"));
    link.is_some_and(|link| link.text().trim().len() > 2 * node.text().trim().len()) || marks::lies_elsewhere(node)
}
