//! What JSON-LD in a page says of its article.
//!
//! In: the parsed page. Out: [`Linked`], each value as written. Articles go before pages and other
//! works; what is broken gives what can still be read of it.

use dom_query::Document as Page;
use serde_json::Value;

use crate::input::page::same_words;

/// What JSON-LD says of the article.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub body: Option<String>,
    is_video: bool,
}

/// Reads what JSON-LD says of the article; among several, of the one titled as the page is.
pub(super) fn read(page: &Page, titles: &[String]) -> Linked {
    let scripts = page.select("script[type*='ld+json']");
    let mut best: Option<(usize, Linked)> = None;
    for script in scripts.iter().take(50) {
        let text = script.text();
        let Some(value) = parse(&text) else {
            let published = after_key(&text, "datePublished");
            if best.is_none() && published.is_some() {
                best = Some((0, Linked { published, ..Linked::default() }));
            }
            continue;
        };
        for (rank, linked) in articles(&value) {
            let is_this = linked.title.as_deref().is_some_and(|it| titles.iter().any(|title| same_words(it, title)));
            let rank = rank * 2 + usize::from(is_this);
            if rank / 2 == 1 && !is_this && linked.is_video {
                continue;
            }
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, linked));
            }
        }
    }
    let best = best.map(|(_, linked)| linked).unwrap_or_default();
    let site = || scripts.iter().take(50).find_map(|script| site(&parse(&script.text())?));
    Linked { outlet: best.outlet.or_else(site), ..best }
}

/// The name of the site, where an object describes it.
fn site(value: &Value) -> Option<String> {
    let inside = |values: &Vec<Value>| values.iter().find_map(site);
    match value {
        Value::Array(values) => inside(values),
        Value::Object(object) => {
            let is_site = object.get("@type").and_then(Value::as_str) == Some("WebSite");
            let name = object.get("name").filter(|_| is_site).and_then(name_of);
            name.or_else(|| object.get("@graph").and_then(Value::as_array).and_then(inside))
        }
        _ => None,
    }
}

/// Parses a script, also one wrapped in comments or with raw line ends in its strings.
fn parse(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    let json = &text[start..=text.rfind(['}', ']']).filter(|end| *end > start)?];
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&json.replace(char::is_control, " "))).ok()
}

/// A type that is the page's own only where it bears its title: articles carry films about other things.
const VIDEO: &str = "VideoObject";

/// The objects that may be the page's article, with how surely they are.
fn articles(value: &Value) -> Vec<(usize, Linked)> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(object) => {
                let rank = rank(object.get("@type"));
                if rank > 0 {
                    found.push((rank, linked(object)));
                }
                open.extend(object.get("@graph").into_iter().chain(object.get("mainEntity")));
            }
            _ => {}
        }
    }
    found
}

/// How surely an object of this type is the article: articles before other works, those before pages.
fn rank(kind: Option<&Value>) -> usize {
    let of = |name: &str| match name.rsplit(['/', ':']).next().unwrap_or(name) {
        name if name.ends_with("Article") || name.ends_with("Posting") || name == "Report" => 3,
        "Recipe" | "HowTo" | "Review" | "ClaimReview" | "QAPage" | "Question" | "PodcastEpisode" | "Episode" => 2,
        "WebPage" | VIDEO | "CreativeWork" | "ItemPage" => 1,
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
        body: text("articleBody"),
        is_video: object.get("@type").is_some_and(|kind| *kind == VIDEO),
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

/// The string or number after a key, in JSON too broken or too deep to parse.
pub(super) fn after_key(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\"{key}\""))?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start();
    let value = match value.strip_prefix('"') {
        Some(value) => value.split_once('"')?.0,
        None => value.split(|c: char| !c.is_ascii_digit()).next()?,
    };
    (!value.is_empty()).then(|| value.to_owned())
}
