//! HTML pages: the article, and what the markup says about it.
//!
//! In: a page. Out: its article, then a document for each teaser of another. The page is read as
//! blocks of text, parts that are no article are marked, and what is left where most of the running
//! text lies is the article. Scripts are never run and nothing is fetched. Pages nested or tagged
//! beyond any honest page are read as bare text.

mod address;
#[cfg(test)]
mod apart_tests;
mod bare;
mod blocks;
mod date_names;
#[cfg(test)]
mod date_tests;
mod grid;
mod headline;
#[cfg(test)]
mod layout_tests;
mod limits;
mod linked;
mod main_text;
mod marks;
mod metadata;
mod own;
mod published;
mod repeats;
mod shown;
mod state;
mod teasers;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use dom_query::Document as Page;

use crate::error::Result;
use crate::model::{Basis, Document, Published, Span};

use super::{Reading, dates, decode, page, problem, record};

pub(super) use self::bare::bare_text;
use self::blocks::{Block, BlockKind, Blocks};
use self::main_text::MainText;
use self::metadata::Metadata;
use self::published::Rank;

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
    if let Some(excess) = limits::excess(html) {
        let mut documents = page::split(&bare_text(html));
        if let Some(main) = documents.first_mut() {
            main.notices.push(format!("{excess}; read as bare text"));
        }
        return documents;
    }
    let tree = Page::from(html);
    let mut metadata = metadata::read(&tree);
    let window = metadata::window_title(&tree);
    let titles: Vec<&str> = metadata.title.iter().chain(&window).map(String::as_str).collect();
    let blocks = Blocks::of(&tree.root(), &titles);
    let Some(article) = main_text::find(&blocks, metadata.body.as_deref()) else {
        let mut documents = match metadata.body.as_deref().filter(|body| main_text::is_whole(body)) {
            // A browser would fill such a page from its data.
            Some(body) => vec![Document { text: record::plain(body), ..Document::default() }],
            None => page::split(&bare_text(html)),
        };
        documents.iter_mut().take(1).for_each(|main| metadata.clone().write_to(main));
        return documents;
    };
    metadata.complete(&tree, &blocks, &article, window);
    let mut main = document(&blocks, &article, metadata.title.as_deref(), metadata.byline.as_deref());
    metadata.write_to(&mut main);
    std::iter::once(main).chain(teasers::read(&blocks, &article)).collect()
}

/// Makes the document of the blocks that are the article.
fn document(page: &Blocks, article: &MainText, title: Option<&str>, byline: Option<&str>) -> Document {
    let blocks = article.kept.iter().map(|at| &page.blocks[*at]);
    let repeats = |block: &&Block| {
        block.is_headline
            || block.kind == BlockKind::Heading && title.is_some_and(|title| page::same_words(&block.text, title))
    };
    let names_author = |block: &&Block| !block.is_prose() && byline == Some(&*block.text);
    let lines = blocks.filter(|block| !repeats(block) && !names_author(block)).map(|block| match block.kind {
        BlockKind::Item => format!("- {}", block.text),
        _ => block.text.clone(),
    });
    Document { text: decode::clean(&lines.collect::<Vec<_>>().join("\n\n")).0, ..Document::default() }
}

/// The first line below the headline, where it is the name of someone whom the article does not speak
/// of.
fn bare_byline(page: &Blocks, article: &MainText, below: &[&Block]) -> Option<String> {
    let line = &*below.first()?.text;
    // "Jane Doe · Follow".
    let line = line.split(" · ").next().unwrap_or(line);
    page::bare_name(line)?;
    let own = article.kept.iter().map(|at| &*page.blocks[*at].text).filter(|text| *text != line);
    (!page::speaks_of(own, line)).then(|| line.to_owned())
}

/// The day of a dateline that says the year: "CALDER CITY, March 12, 2019 /Wirecast/ -- The firm said".
fn dateline(paragraph: &str) -> Option<NaiveDate> {
    const LONGEST: usize = 100;
    const MARKS: &[&str] = &[" - ", " – ", " — ", " -- ", " –", " —", "—"];
    let opening: String = paragraph.chars().take(LONGEST).collect();
    let end = MARKS.iter().filter_map(|mark| opening.find(mark)).min()?;
    let dates = dates::beside_names(&opening[..end]);
    dates.first().filter(|(label, _)| *label == dates::Label::Published).map(|(_, day)| *day)
}

impl Metadata {
    /// Looks in the words above the article for what the markup does not say.
    fn complete(&mut self, tree: &Page, page: &Blocks, article: &MainText, window: Option<String>) {
        if self.title.is_none() {
            self.title = page
                .title(article.range.start)
                .or_else(|| window.as_deref().map(|it| headline::without_site(it).to_owned()));
        }
        // The page shows its headline without the site's name that the markup adds.
        let shown = page.title(article.range.start);
        let told = self
            .title
            .clone()
            .filter(|told| shown.as_ref().is_some_and(|it| told.len() > it.len() && told.starts_with(&**it)));
        if told.is_some() {
            self.title = shown;
        }
        let window = told.or(window);
        if self.outlet.is_none() {
            self.outlet = self
                .title
                .as_deref()
                .zip(window.as_deref())
                .and_then(|(title, window)| headline::site(tree, title, window));
        }
        let (below, above) = page.header(&article.range);
        let read = |blocks: &[&Block]| {
            let lines: Vec<_> = blocks.iter().map(|block| dates::in_order(&block.text, self.order)).collect();
            page::header(&lines.iter().map(|line| &**line).collect::<Vec<_>>())
        };
        let (printed, over) = (read(&below), read(&above));
        let bare = || bare_byline(page, article, &below);
        self.byline = self.byline.take().or(printed.byline).or_else(bare).or(over.byline);
        if let (Some(byline), Some(outlet)) = (&self.byline, &self.outlet) {
            // "Jane Doe, Valley Gazette", "Jane Doe for the Valley Gazette".
            let own = byline.strip_suffix(outlet.as_str()).map(|rest| {
                let rest = rest.trim_end_matches([',', ' ', '|', '-']);
                let rest = [" for the", " For The", " for", " For"]
                    .iter()
                    .find_map(|it| rest.strip_suffix(it))
                    .unwrap_or(rest);
                rest.to_owned()
            });
            self.byline = own.filter(|own| !own.is_empty()).or(self.byline.take());
        }
        self.weigh(printed.published, Rank::Above, Rank::Own);
        self.weigh(over.published, Rank::Near, Rank::Above);
        let opening = article.kept.iter().map(|at| &page.blocks[*at]).find(|block| block.is_prose());
        let dateline = opening.and_then(|block| dateline(&dates::in_order(&block.text, self.order)));
        let told = dateline.map_or_else(Published::default, |day| Published::on(day, Basis::Dateline));
        self.weigh(told, Rank::Near, Rank::Own);
        let loose = |blocks: &[&Block]| {
            // What is linked leads to another article.
            let lines = blocks.iter().filter(|block| !block.is_link());
            let dates = lines.flat_map(|it| dates::among_words(&dates::in_order(&it.text, self.order)));
            let day = dates.into_iter().find(|(label, _)| *label == dates::Label::Published).map(|(_, day)| day);
            day.map_or_else(Published::default, |day| Published::on(day, Basis::Metadata))
        };
        let (below, above) = (loose(&below), loose(&above));
        self.weigh(below, Rank::Near, Rank::Own);
        self.weigh(above, Rank::Near, Rank::Above);
    }

    /// Takes a date that the page prints where the markup has none, or none better than `most`.
    fn weigh(&mut self, printed: Published, most: Rank, rank: Rank) {
        let is_update = !printed.reasons.is_empty();
        if printed.day().is_some() && self.rank <= if is_update { Rank::Nothing } else { most } {
            self.published = printed;
            self.rank = if is_update { Rank::Update } else { rank };
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
