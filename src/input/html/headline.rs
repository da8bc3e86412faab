//! Which words of a page are its headline, and which of its title are the site's name.
//!
//! In: blocks and the titles that the markup tells. Out: marks on the blocks that show the headline.
//! An `<h1>` is the headline only where no block says the page's title: many sites keep their own
//! name in it.

use dom_query::Document as Page;

use crate::input::page;

use super::blocks::{Block, BlockKind};

/// What stands between the parts of a window's title.
const MARKS: &[&str] = &[" | ", " - ", " – ", " — ", " » ", " « ", " • ", " · ", " :: ", ": ", "｜"];

/// Marks the blocks that show the headline.
pub(super) fn mark(blocks: &mut [Block], titles: &[&str]) {
    let titles: Vec<Vec<String>> = titles.iter().map(|title| words(title)).collect();
    let shown: Vec<usize> = blocks.iter().map(|block| shown_words(block, &titles)).collect();
    let best = |is_it: &dyn Fn(&Block) -> bool| {
        blocks
            .iter()
            .zip(&shown)
            .filter(|(block, _)| is_it(block))
            .map(|(_, shown)| *shown)
            .max()
            .filter(|most| *most > 0)
    };
    let is_heading = |block: &Block| block.kind == BlockKind::Heading && (!block.is_link() || block.is_headline);
    let ways: [&dyn Fn(&Block) -> bool; 3] = [&is_heading, &|block| !block.is_link(), &|_| true];
    let Some((way, most)) = ways.into_iter().find_map(|way| Some((way, best(way)?))) else { return };
    let marks: Vec<bool> = blocks.iter().zip(&shown).map(|(block, shown)| *shown == most && way(block)).collect();
    for (block, mark) in blocks.iter_mut().zip(marks) {
        block.is_headline = mark;
    }
}

/// How many words of a title a block shows: all of its own, which open the title or end it.
fn shown_words(block: &Block, titles: &[Vec<String>]) -> usize {
    if block.text.len() > 400 {
        return 0;
    }
    let own = words(&block.text);
    let shows = |title: &Vec<String>| {
        let whole = *title == own;
        let (shown, all) = (page::count_words(&block.text), page::count_words(&title.join(" ")));
        let is_unspaced = own.len() < 4 && shown >= 4 && shown * 2 >= all && own.len() < shown;
        let starts = title.starts_with(&own) || title.ends_with(&own);
        let part = is_unspaced && starts || own.len() >= 4 && own.len() * 2 >= title.len() && starts;
        whole && page::is_several(&block.text) || part
    };
    if titles.iter().any(shows) { own.len() } else { 0 }
}

/// The title of a window without the site's name at its end.
pub(super) fn without_site(title: &str) -> &str {
    let cut = MARKS.iter().filter_map(|mark| title.rfind(mark)).max();
    let long_enough = cut.filter(|cut| title[..*cut].split(' ').count() >= 4);
    &title[..long_enough.unwrap_or(title.len())]
}

/// The site's name beside the headline in the window's title, where the page shows it elsewhere too:
/// as the words of a link to its start, or in its address.
pub(super) fn site(tree: &Page, title: &str, window: &str) -> Option<String> {
    let beside = match (window.strip_prefix(title), window.strip_suffix(title)) {
        (Some(rest), _) => rest.rsplit(['|', '｜', '–', '—', '»', '«', '•', '·']).next()?,
        (_, Some(rest)) => rest.split(['|', '｜', '–', '—', '»', '«', '•', '·']).next()?,
        _ => return None,
    };
    let name = beside.trim_matches(|c: char| !c.is_alphanumeric()).trim();
    let short = (1..=6).contains(&name.split(' ').count())
        && name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let squeezed =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let links = tree.select("a[href='/'], a[href='/'] img, img[src*='logo'], a[rel='home'], link[rel='canonical'], h1, [class*='logo'], [class*='brand'], [id*='header'], footer, [class*='footer'], [id*='footer'], [class*='copyright']");
    let shows = |text: &str| squeezed(text).contains(&squeezed(name));
    let is_shown = || {
        links.iter().take(50).any(|it| {
            shows(&it.text()) || ["href", "alt"].iter().any(|name| it.attr(name).is_some_and(|value| shows(&value)))
        })
    };
    // Whatever a link leads to, or a picture shows: the name and nothing else.
    let is_named = || {
        let places = tree.select("a[href], img[alt]");
        let is_name = |text: &str| text.trim() == name;
        places.iter().take(60).any(|it| is_name(&it.text()) || it.attr("alt").is_some_and(|alt| is_name(&alt)))
    };
    (short && (is_shown() || is_named())).then(|| name.to_owned())
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
