//! What a page's markup says about its article.
//!
//! In: the parsed page. Out: [`Metadata`]. Sources in the order of trust: JSON-LD, meta tags
//! (OpenGraph, Dublin Core and what publishers' systems write), microdata, `<time>`, and elements
//! whose class says "date". A date of change stands in where no date of publication is given, with
//! the reason said.

use chrono::{Datelike, NaiveDate};
use dom_query::Document as Page;
use serde_json::Value;

use crate::input::dates::{self, Label};
use crate::model::{Basis, Grain, Interval, Published};

/// What the markup says.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub published: Published,
}

/// Names of meta tags that hold the date of publication, the most reliable first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "publication-date",
    "pubdate",
    "pub_date",
    "bt:pubdate",
    "article_date_original",
    "originalpublicationdate",
    "article:post_date",
    "analyticsattributes.articledate",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dcsext.articlefirstpublished",
    "article-publication-date",
    "datecreated",
    "article:created",
    "date.created",
    "displaydate",
    "cms_datepublished",
    "date",
    "timestamp",
    "created",
    "shareaholic:article_published_time",
    "gentime",
    "ptime",
    "release_date",
    "posted",
    "weibo:article:create_at",
];

/// Names of meta tags that hold the date of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "modified",
    "updated_time",
    "dateupdate",
    "revision_date",
    "article:updated",
];

/// Reads what the markup of a page says.
pub(super) fn read(page: &Page) -> Metadata {
    let linked = linked_data(page);
    let tags = meta_tags(page);
    let tag = |names: &[&str]| {
        names.iter().find_map(|name| tags.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()))
    };
    let outlet = linked
        .outlet
        .or_else(|| tag(&["og:site_name", "publisher", "dc.publisher", "application-name", "twitter:app:name:iphone"]));
    let title = linked.title.or_else(|| tag(&["og:title", "twitter:title", "dc.title", "headline", "parsely-title"]));
    let language = page.select("html").attr("lang").and_then(|lang| lang.get(..2).map(str::to_lowercase));
    let address = || {
        let canonical = page.select("link[rel='canonical']").attr("href").map(|href| href.to_string());
        canonical.or_else(|| tag(&["og:url", "twitter:url", "parsely-link"])).filter(|url| url.starts_with("http"))
    };
    Metadata {
        published: published(page, &linked.published, &linked.modified, &tag),
        title: title.map(|title| without_site(&title, outlet.as_deref())),
        byline: linked
            .byline
            .or_else(|| tag(&["author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"]))
            .and_then(|line| author(&line)),
        url: linked.url.filter(|url| url.starts_with("http")).or_else(address),
        outlet,
        language,
    }
}

fn published(
    page: &Page,
    linked: &Option<String>,
    modified: &Option<String>,
    tag: &dyn Fn(&[&str]) -> Option<String>,
) -> Published {
    let sane =
        |text: &str| dates::parse(text).filter(|day| day.year() >= 1900 && day.ordinal() + day.year() as u32 != 1971);
    let said = |text: Option<String>| text.as_deref().and_then(sane);
    let by_tag = |names: &[&str]| names.iter().find_map(|name| said(tag(&[name])));
    let shown = std::cell::OnceCell::new();
    let shown = || shown.get_or_init(|| shown_dates(page));
    let of = |label: Label| shown().iter().find(|(known, _)| *known == label).map(|(_, day)| *day);
    let sources: [(&str, &dyn Fn() -> Option<NaiveDate>); 8] = [
        ("", &|| said(linked.clone())),
        ("", &|| by_tag(PUBLISHED)),
        ("", &|| said(microdata(page, "datePublished")).or_else(|| said(microdata(page, "dateCreated")))),
        ("", &|| time_element(page, NEAR).and_then(|text| sane(&text))),
        ("", &|| of(Label::Published)),
        ("", &|| {
            time_element(page, &["time[datetime]", "relative-time[datetime]", "time"]).and_then(|text| sane(&text))
        }),
        ("the page gives only the date of an update", &|| {
            said(modified.clone()).or_else(|| by_tag(MODIFIED)).or_else(|| said(microdata(page, "dateModified")))
        }),
        ("the page gives only the date of an update", &|| of(Label::Updated)),
    ];
    let Some((reason, day)) = sources.iter().find_map(|(reason, day)| Some((*reason, day()?))) else {
        return Published::default();
    };
    Published {
        interval: Interval::day(day),
        grain: Some(Grain::Day),
        basis: Basis::Metadata,
        reasons: Some(reason.to_owned()).filter(|reason| !reason.is_empty()).into_iter().collect(),
    }
}

fn meta_tags(page: &Page) -> Vec<(String, String)> {
    let tags = page.select("meta");
    let tags = tags.iter().filter_map(|tag| {
        let content =
            tag.attr("content").map(|content| content.trim().to_owned()).filter(|content| !content.is_empty())?;
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| tag.attr(name))?;
        Some((name.trim().to_lowercase(), content))
    });
    tags.collect()
}

fn microdata(page: &Page, property: &str) -> Option<String> {
    let element = page.select(&format!("[itemprop~='{property}']"));
    ["content", "datetime", "title"].iter().find_map(|name| element.attr(name).map(|value| value.to_string())).or_else(
        || Some(element.iter().next()?.text().trim().to_owned()).filter(|text| !text.is_empty() && text.len() < 100),
    )
}

/// Where a `<time>` is the article's own.
const NEAR: &[&str] = &[
    "time[pubdate]",
    "time[class*='publi']",
    "time[class*='entry-date']",
    "time[class*='posted']",
    "article header time",
    "article time[datetime]",
    "main time[datetime]",
    "header time[datetime]",
];

/// The first `<time>` with a date in one of the places, other articles' and comments' left out.
fn time_element(page: &Page, places: &[&str]) -> Option<String> {
    const OTHERS: &str =
        "aside time, footer time, nav time, [class*='comment'] time, [class*='related'] time, [class*='sidebar'] time";
    places.iter().find_map(|place| {
        let times = page.select(place);
        let mut times = times.iter().filter(|time| !time.is(OTHERS));
        times.find_map(|time| {
            let value = time.attr("datetime").map(|value| value.to_string()).unwrap_or_else(|| time.text().to_string());
            dates::parse(&value).map(|_| value)
        })
    })
}

/// Dates printed in elements that are named for it.
fn shown_dates(page: &Page) -> Vec<(Label, NaiveDate)> {
    const PLACES: &str = "[class*='date'], [class*='Date'], [class*='publi'], [class*='Publi'], [class*='posted'], [class*='time'], \
        [class*='Time'], [class*='byline'], [class*='Byline'], [class*='meta'], [class*='info'], [id*='date'], [id*='publi'], [id*='time']";
    let elements = page.select(PLACES);
    let texts = elements.iter().take(400).map(|element| element.text()).filter(|text| text.len() < 300);
    texts.flat_map(|text| dates_in(&text)).take(8).collect()
}

fn dates_in(text: &str) -> Vec<(Label, NaiveDate)> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut found: Vec<_> = lines.filter_map(dates::line).flatten().collect();
    if found.is_empty() {
        found.extend(dates::line(&words).into_iter().flatten());
    }
    if found.is_empty() && words.len() < 120 {
        found.extend(words.split(['|', '•', '·', '—']).filter_map(dates::line).flatten());
    }
    found
}

/// What JSON-LD says of the article.
#[derive(Debug, Default)]
struct Linked {
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    modified: Option<String>,
}

fn linked_data(page: &Page) -> Linked {
    let scripts = page.select("script[type*='ld+json']");
    let mut best: Option<(usize, Linked)> = None;
    for script in scripts.iter().take(50) {
        let text = script.text();
        let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) else {
            let published = after_key(&text, "\"datePublished\"");
            if best.is_none() && published.is_some() {
                best = Some((0, Linked { published, ..Linked::default() }));
            }
            continue;
        };
        let mut open = vec![&value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(object) => {
                    let rank = rank(object.get("@type"));
                    if rank > 0 && best.as_ref().is_none_or(|(known, _)| rank > *known) {
                        best = Some((rank, linked(object)));
                    }
                    open.extend(object.get("@graph").into_iter().chain(object.get("mainEntity")));
                }
                _ => {}
            }
        }
    }
    best.map(|(_, linked)| linked).unwrap_or_default()
}

/// How surely an object of this type is the article: articles before pages.
fn rank(kind: Option<&Value>) -> usize {
    let of = |name: &str| match name.rsplit(['/', ':']).next().unwrap_or(name) {
        name if name.ends_with("Article") || name.ends_with("Posting") || name == "Report" => 3,
        "WebPage" | "VideoObject" | "CreativeWork" | "ItemPage" => 1,
        _ => 0,
    };
    match kind {
        Some(Value::String(name)) => of(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(of).max().unwrap_or(0),
        _ => 0,
    }
}

fn linked(object: &serde_json::Map<String, Value>) -> Linked {
    let text = |key: &str| object.get(key).and_then(name_of);
    Linked {
        title: text("headline").or_else(|| text("name")),
        byline: text("author").or_else(|| text("creator")),
        outlet: text("publisher"),
        url: text("url").or_else(|| {
            object.get("mainEntityOfPage").and_then(|page| page.get("@id").unwrap_or(page).as_str().map(str::to_owned))
        }),
        published: text("datePublished").or_else(|| text("dateCreated")).or_else(|| text("uploadDate")),
        modified: text("dateModified"),
    }
}

/// The text of a value: itself, its `name`, or those of a list.
fn name_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(object) => object.get("name").and_then(Value::as_str)?.trim().to_owned(),
        Value::Array(values) => {
            let names: Vec<&str> =
                values.iter().filter_map(|value| value.get("name").unwrap_or(value).as_str()).collect();
            names.join(", ")
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The string after a key, in JSON too broken to parse.
fn after_key(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(key)?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split_once('"').map(|(value, _)| value.to_owned())
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
