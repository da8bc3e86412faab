//! What a page's markup says about its article.
//!
//! In: the parsed page. Out: [`Metadata`]. JSON-LD is believed before meta tags (OpenGraph, Dublin
//! Core and what publishers' systems write), and those before microdata and elements made for it.

use dom_query::Document as Page;

use crate::model::Published;

use super::{linked, published};

/// What the markup says.
#[derive(Debug, Default, Clone)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub published: Published,
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
    Metadata {
        published: published::read(page, &linked, &tags, url.as_deref()),
        title: linked.title.or(titled).map(|title| without_site(&title, outlet.as_deref())),
        byline: linked
            .byline
            .or_else(|| tags.first(BYLINE))
            .and_then(|line| author(&line))
            .or_else(|| named_author(page)),
        language: page.select("html").attr("lang").and_then(|lang| lang.get(..2).map(str::to_lowercase)),
        body: linked.body,
        url,
        outlet,
    }
}

const OUTLET: &[&str] = &["og:site_name", "publisher", "dc.publisher", "application-name", "twitter:app:name:iphone"];
const BYLINE: &[&str] =
    &["author", "article:author_name", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"];

fn address(page: &Page, tags: &Tags) -> Option<String> {
    let canonical = page.select("link[rel='canonical']").attr("href").map(|href| href.to_string());
    canonical.or_else(|| tags.first(&["og:url", "twitter:url", "parsely-link"])).filter(|url| url.starts_with("http"))
}

/// The author as elements name them that are made for it.
fn named_author(page: &Page) -> Option<String> {
    const PLACES: &[&str] =
        &["[itemprop~='author'] [itemprop~='name']", "[itemprop~='author']", "[rel~='author']", "[class*='byline'] a"];
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    PLACES
        .iter()
        .find_map(|place| author(&words(&page.select(place).iter().next()?.text())))
        .filter(|name| name.len() < 80)
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

    /// Returns the value of the first of the names that there is.
    pub fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.iter().find(|(known, _)| known == name)).map(|(_, value)| value.clone())
    }
}

/// Reads a property from wherever microdata put it.
pub(super) fn microdata(page: &Page, property: &str) -> Option<String> {
    let element = page.select(&format!("[itemprop~='{property}']"));
    let attribute = ["content", "datetime", "title"].iter().find_map(|name| element.attr(name));
    let text = || element.iter().next().map(|element| element.text().trim().to_owned());
    let value = attribute.map(|value| value.to_string()).or_else(text);
    value.filter(|value| !value.is_empty() && value.len() < 100)
}

/// The title of the window, which tends to end with the site's name.
pub(super) fn window_title(page: &Page) -> Option<String> {
    let text = page.select("head title").iter().next()?.text();
    let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = [" | ", " - ", " – ", " — ", " » "].iter().filter_map(|mark| title.rfind(mark)).max();
    let long_enough = cut.filter(|cut| title[..*cut].split(' ').count() >= 4);
    Some(title[..long_enough.unwrap_or(title.len())].to_owned()).filter(|title| !title.is_empty())
}

fn without_site(title: &str, outlet: Option<&str>) -> String {
    let title = title.trim();
    let cut = outlet
        .and_then(|outlet| title.strip_suffix(outlet))
        .map(|rest| rest.trim_end_matches([' ', '|', '-', '–', '—', ':', '·']));
    cut.filter(|rest| !rest.is_empty() && rest.len() + 1 < title.len()).unwrap_or(title).to_owned()
}

fn author(line: &str) -> Option<String> {
    let name = line.trim();
    let name = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(name).trim();
    (!name.is_empty() && !name.starts_with("http") && name.len() < 200).then(|| name.to_owned())
}
