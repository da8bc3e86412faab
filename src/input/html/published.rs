//! When a page says that its article was published.
//!
//! In: the parsed page and what JSON-LD and meta tags say. Out: the date from the best source:
//! JSON-LD, meta tags, microdata, `<time>`, elements whose class says "date", data in scripts, the
//! address. A date of change stands in where no date of publication is given, with the reason said.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate, TimeDelta};
use dom_query::Document as Page;

use crate::input::dates::{self, Label};
use crate::model::{Basis, Interval, Published};

use super::linked::{Linked, after_key};
use super::metadata::{Tags, microdata};

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
    "pdate",
    "firstpublished",
    "first_published",
    "publishtime",
    "publish_time",
    "pubtime",
    "date_created",
    "dc.created",
    "dc:created",
    "dc:date",
    "og:pubdate",
    "vr:published_time",
    "mediator_published_time",
    "iso-8601-publish-date",
    "rbpubdate",
    "article.created",
    "og:article:created_time",
    "prism.publicationdate",
    "search.pubdate",
    "lastpublished",
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
    "og:article:modified_time",
    "og:modified_time",
    "lastmodified",
    "last_modified",
    "date_modified",
    "eomportal-lastupdate",
];

/// Keys of dates of publication in the data that a page's scripts carry.
const KEYS: &[&str] = &[
    "datePublished",
    "publishedAt",
    "published_at",
    "firstPublishedAt",
    "firstPublished",
    "firstPublishDate",
    "publishedDate",
    "published_date",
    "publishDate",
    "publish_date",
    "publicationDate",
    "publication_date",
    "publishTime",
    "published_time",
    "pubDate",
    "displayDate",
    "display_date",
];

/// Reads the date; `address` is the page's own.
pub(super) fn read(page: &Page, linked: &Linked, tags: &Tags, address: Option<&str>) -> Published {
    let said = |text: Option<String>| text.as_deref().and_then(sane);
    let by_tag = |names: &[&str]| names.iter().find_map(|name| said(tags.first(&[name])));
    let by_data = |property: &str| said(microdata(page, property));
    let shown = OnceCell::new();
    let shown = |wanted: Label| {
        let dates = shown.get_or_init(|| shown_dates(page));
        dates.iter().find(|(label, _)| *label == wanted).map(|(_, day)| Published::on(*day, Basis::Metadata))
    };
    let time = |places: &[&str]| time_element(page, places).and_then(|text| sane(&text));
    let parsely = || tags.first(&["parsely-page"]).and_then(|json| said(after_key(&json, "pub_date")));
    let update = "the page gives only the date of an update";
    let sources: [(&str, &dyn Fn() -> Option<Published>); 10] = [
        ("", &|| said(linked.published.clone())),
        ("", &|| by_tag(PUBLISHED).or_else(parsely)),
        ("", &|| by_data("datePublished").or_else(|| by_data("dateCreated"))),
        ("", &|| time(NEAR)),
        ("", &|| shown(Label::Published)),
        ("the data in the page's scripts say so", &|| script_data(page)),
        ("the address holds the day", &|| Some(Published::on(dates::in_address(address?)?, Basis::Metadata))),
        ("", &|| time(&["time[datetime]", "relative-time[datetime]", "time"])),
        (update, &|| said(linked.modified.clone()).or_else(|| by_tag(MODIFIED)).or_else(|| by_data("dateModified"))),
        (update, &|| shown(Label::Updated)),
    ];
    let found = sources.iter().find_map(|(reason, published)| Some((*reason, published()?)));
    let Some((reason, published)) = found else { return Published::default() };
    let reasons = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
    let printed = shown(Label::Published).and_then(|printed| printed.day());
    Published { reasons: reasons.into_iter().collect(), ..in_own_zone(published, printed) }
}

/// Many systems write the instant in UTC: the day that the page prints tells which day it was where
/// it was published.
fn in_own_zone(published: Published, printed: Option<NaiveDate>) -> Published {
    let Some((instant, printed)) = published.instant.zip(printed) else { return published };
    let (first, last) = (instant - TimeDelta::hours(12), instant + TimeDelta::hours(14));
    let neighbours = [first.date_naive(), last.date_naive()];
    let is_utc = instant.offset().local_minus_utc() == 0;
    if is_utc && neighbours.contains(&printed) {
        return Published { interval: Interval::day(printed), ..published };
    }
    published
}

/// Reads a date, unless it is one that systems write where they know none: the first day of 1970,
/// anything before newspapers, and anything far ahead.
fn sane(text: &str) -> Option<Published> {
    let unset = NaiveDate::from_ymd_opt(1970, 1, 1);
    let is_sane = |day: NaiveDate| Some(day) != unset && (1900..2100).contains(&day.year());
    dates::published(text).filter(|published| published.day().is_some_and(is_sane))
}

fn script_data(page: &Page) -> Option<Published> {
    let scripts = page.select("script:not([src]):not([type*='ld+json'])");
    let mut texts = scripts.iter().take(100).map(|script| script.text()).filter(|text| text.len() < 4 << 20);
    texts.find_map(|text| KEYS.iter().find_map(|key| sane(&after_key(&text, key)?)))
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
