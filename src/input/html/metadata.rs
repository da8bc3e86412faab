//! What a page's markup says about its article.
//!
//! In: the parsed page. Out: [`Metadata`]. JSON-LD is believed before meta tags (OpenGraph, Dublin
//! Core and what publishers' systems write), and those before microdata and elements made for it.

use dom_query::{Document as Page, NodeId, NodeRef};

use crate::input::dates::{self, Order};
use crate::input::page::{author, same_words};
use crate::model::Published;

use super::own::Own;
use super::published::{self, Known, Rank};
use super::{blocks, linked, marks};

/// What the markup says.
#[derive(Debug, Default, Clone)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub published: Published,
    /// How good the source of that date is.
    pub rank: Rank,
    /// How the page writes dates between slashes.
    pub order: Option<Order>,
    /// The article's text as JSON-LD has it, which may be cut short.
    pub body: Option<String>,
}

/// Reads what the markup of a page says.
pub(super) fn read(page: &Page) -> Metadata {
    let tags = Tags::read(page);
    let titled = tags.first(&["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title"]);
    let headline = page.select("h1").iter().next().map(|headline| headline.text().to_string());
    let titles: Vec<String> = titled.iter().cloned().chain(headline).collect();
    let linked = linked::read(page, &titles);
    let outlet = linked.outlet.clone().or_else(|| tags.first(OUTLET));
    let url = linked.url.clone().filter(|url| url.starts_with("http")).or_else(|| address(page, &tags));
    let order = published::order(page, &tags, url.as_deref());
    let headline = shown_headline(page, titles.iter().cloned().chain(window_title(page)).collect());
    let picture = tags.first(&["og:image", "twitter:image", "og:image:url"]);
    let (address, picture) = (url.as_deref(), picture.as_deref());
    let known = Known { linked: &linked, tags: &tags, titles: &titles, address, picture, headline, order };
    let (published, rank) = published::read(page, &known);
    Metadata {
        published,
        rank,
        order,
        title: linked.title.or(titled).map(|title| without_site(&title, outlet.as_deref())),
        byline: linked
            .byline
            .or_else(|| tags.first(BYLINE))
            .or_else(|| {
                tags.first(&["twitter:data1"])
                    .filter(|_| tags.first(&["twitter:label1"]).as_deref() == Some("Written by"))
            })
            .and_then(|line| author(&line))
            .or_else(|| named_author(page)),
        language: page.select("html").attr("lang").and_then(|lang| lang.get(..2).map(str::to_lowercase)),
        body: linked.body,
        url,
        outlet,
    }
}

const OUTLET: &[&str] = &["og:site_name", "publisher", "dc.publisher", "application-name", "twitter:app:name:iphone"];
const BYLINE: &[&str] = &[
    "author",
    "article:author_name",
    "article:author",
    "dc.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
    "cxenseparse:author",
    "dcterms.creator",
    "citation_author",
    "og:article:author",
    "creator",
];

fn address(page: &Page, tags: &Tags) -> Option<String> {
    let canonical = page.select("link[rel='canonical']").attr("href").map(|href| href.to_string());
    canonical.or_else(|| tags.first(&["og:url", "twitter:url", "parsely-link"])).filter(|url| url.starts_with("http"))
}

/// The element that shows one of the titles, else the page's first `<h1>`.
fn shown_headline(page: &Page, titles: Vec<String>) -> Option<NodeId> {
    let elements = page.select("h1, h2, h3, [class*='title'], [class*='headline']");
    let shows = |text: &str| text.len() < 400 && titles.iter().any(|title| same_words(text, title));
    let found = elements.iter().take(200).find(|element| shows(&element.text()));
    found.or_else(|| page.select("h1").iter().next())?.nodes().first().map(|node| node.id)
}

/// The author as elements name them that are made for it.
fn named_author(page: &Page) -> Option<String> {
    const PLACES: &[&str] = &[
        "[itemprop~='author'] [itemprop~='name']",
        "[itemprop~='author']",
        "[rel~='author']",
        "[class*='byline'] a",
        "[class*='author-name']",
        "[class*='authorName']",
        "[class*='author'] .fn",
        "[class*='byline']",
        "[class*='Byline']",
        "[class~='author'] a",
        "[class~='author']",
        "[class~='authors']",
        "[class~='writer']",
        "[class~='by']",
        "[class*='auteur']",
        "[class*='autor']",
        "[class~='signature']",
        "[class~='firma']",
        "[class*='author'] a",
        "[class*='author']",
        "[class*='szerzo']",
    ];
    let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    PLACES.iter().find_map(|place| {
        let elements = page.select(place);
        let own = elements.iter().take(50).filter(|it| it.nodes().first().is_some_and(is_of_author));
        let names = own.filter_map(|element| author(&text(&element.text()))).filter(|name| names_someone(name));
        let names: Vec<String> = names.collect();
        // A link of one word may be a button.
        names.iter().find(|name| name.contains(' ')).or(names.first()).cloned()
    })
}

/// Tells elements of an author from those whose name only begins alike: "author-name", not "authority-name".
fn is_of_author(node: &NodeRef) -> bool {
    const OTHERS: &[&str] =
        &["authority", "authorities", "authorized", "authorization", "hauteur", "autorizado", "picks"];
    let is_other = |it: &NodeRef| blocks::words(it).iter().any(|word| OTHERS.contains(&&**word));
    !is_other(node) && !node.ancestors_it(Some(1)).any(|it| is_other(&it)) && !marks::lies_elsewhere(node)
}

/// Tells names from buttons, roles and sentences: a few words, all of them capitalised but "and", "de".
fn names_someone(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_small = |word: &str| {
        matches!(word, "and" | "de" | "van" | "von" | "al" | "bin" | "da" | "of" | "the" | "reporter" | "staff")
    };
    words.len() <= 9
        && line.len() < 80
        && !line.contains(|c: char| c.is_ascii_digit())
        && words.iter().all(|word| is_small(word) || word.starts_with(|c: char| !c.is_lowercase()))
        && (line.starts_with(char::is_uppercase) || words.len() <= 4 && line.starts_with(is_uncased))
}

/// Letters of scripts that know no capitals.
fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// The page's meta tags, names in lower case.
pub(super) struct Tags(Vec<(String, String)>);

impl Tags {
    fn read(page: &Page) -> Self {
        let tags = page.select("meta");
        let tag = |tag: dom_query::Selection| {
            let content = tag.attr("content").map(|content| content.trim().to_owned())?;
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| tag.attr(name))?;
            (!content.is_empty()).then(|| (name.trim().to_lowercase(), content))
        };
        Self(tags.iter().filter_map(tag).collect())
    }

    /// Returns the values of tags whose name fits.
    pub fn named(&self, fits: fn(&str) -> bool) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(name, _)| fits(name)).map(|(_, value)| &**value)
    }

    /// Returns the value of the first of the names that there is.
    pub fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.iter().find(|(known, _)| known == name)).map(|(_, value)| value.clone())
    }
}

/// Reads a date from wherever microdata put it, in the article's own part of the page.
pub(super) fn microdata(page: &Page, property: &str, own: &Own) -> Option<String> {
    let places = ["itemprop~='", "property~='", "property~='dc:", "property~='schema:", "property~='dcterms:"];
    let of_article = |place: &&str| {
        let elements = page.select(&format!("[{place}{property}']"));
        // Comments and teasers are marked up as articles are.
        elements.iter().take(50).find(|it| own.holds(it))
    };
    let element = places.iter().find_map(of_article)?;
    let attributes = ["content", "datetime", "title"].iter().filter_map(|name| element.attr(name));
    let values = attributes.map(|value| value.to_string()).chain(std::iter::once(element.text().trim().to_owned()));
    let mut values = values.filter(|value| !value.is_empty() && value.len() < 100);
    let first = values.next();
    // A value may be for machines other than this one: the words beside it tell the day too.
    first.iter().cloned().chain(values).find(|value| dates::parse(value).is_some()).or(first)
}

/// The title of the window, which tends to end with the site's name.
pub(super) fn window_title(page: &Page) -> Option<String> {
    let text = page.select("head title").iter().next()?.text();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}

fn without_site(title: &str, outlet: Option<&str>) -> String {
    let title = title.trim();
    let marks = [' ', '|', '-', '–', '—', ':', '·', '•', '»'];
    let before = |outlet: &str| Some(title.strip_suffix(outlet)?.trim_end_matches(marks));
    let after = |outlet: &str| {
        let rest = title.strip_prefix(outlet)?.trim_start();
        Some(rest.trim_start_matches(marks)).filter(|it| it.len() < rest.len())
    };
    let cut = outlet.and_then(|outlet| before(outlet).or_else(|| after(outlet)));
    cut.filter(|rest| !rest.is_empty() && rest.len() + 1 < title.len()).unwrap_or(title).to_owned()
}
