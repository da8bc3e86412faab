//! When a page says that its article was published.
//!
//! In: the parsed page and what JSON-LD and meta tags say. Out: the date from the best source:
//! JSON-LD, meta tags, microdata, the address, `<time>`, elements whose class says "date", data in
//! scripts. A date of change stands in where no date of publication is given, with the reason said.

use std::cell::OnceCell;
use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate, TimeDelta};
use dom_query::{Document as Page, NodeId, Selection};

use crate::input::dates::{self, Label, Order};
use crate::model::{Basis, Interval, Published};

use super::date_names::{KEYS, MODIFIED, PUBLISHED};
use super::linked::{Linked, after_key};
use super::metadata::{Tags, microdata};
use super::own::{self, Own};
use super::state;

/// Why a date of change stands for the date of publication.
pub(super) const UPDATE: &str = "the page gives only the date of an update";

/// What is known of a page before its date is read.
pub(super) struct Known<'a> {
    pub linked: &'a Linked,
    pub tags: &'a Tags,
    /// What the page calls its article.
    pub titles: &'a [String],
    /// The page's own address.
    pub address: Option<&'a str>,
    /// The element that shows the headline.
    pub headline: Option<NodeId>,
    /// How the page writes dates between slashes.
    pub order: Option<Order>,
}

/// Reads the date.
pub(super) fn read(page: &Page, known: &Known) -> Published {
    let Known { linked, tags, titles, address, headline, order } = known;
    let sane = |text: &str| sane(&dates::in_order(text, *order));
    let said = |text: Option<String>| text.as_deref().and_then(sane);
    let by_tag = |names: &[&str]| names.iter().find_map(|name| said(tags.first(&[name])));
    let by_data = |property: &str| said(microdata(page, property));
    let own = Own::new(page, *headline);
    let shown = OnceCell::new();
    let shown = |wanted: Label| {
        let dates = shown.get_or_init(|| shown_dates(page, &own, *order));
        dates.iter().find(|(label, _)| *label == wanted).map(|(_, day)| Published::on(*day, Basis::Metadata))
    };
    let times = |wanted: Label, places: &[&str]| time_element(page, &own, wanted, places).and_then(|text| sane(&text));
    let time = |places: &[&str]| times(Label::Published, places);
    let parsely = || tags.first(&["parsely-page"]).and_then(|json| said(after_key(&json, "pub_date")));
    let sources: [(&str, &dyn Fn() -> Option<Published>); 12] = [
        ("", &|| said(linked.published.clone())),
        ("", &|| by_tag(PUBLISHED).or_else(parsely)),
        ("", &|| ["datePublished", "dateCreated", "date", "created", "issued"].iter().find_map(|it| by_data(it))),
        ("the address holds the day", &|| Some(Published::on(dates::in_address((*address)?)?, Basis::Metadata))),
        ("", &|| time(NEAR)),
        ("", &|| shown(Label::Published)),
        ("the data in the page's scripts say so", &|| script_data(page, titles)),
        ("", &|| time(ANYWHERE)),
        ("", &|| stamps(page, &own).find_map(|text| sane(&text))),
        (UPDATE, &|| said(linked.modified.clone()).or_else(|| by_tag(MODIFIED)).or_else(|| by_data("dateModified"))),
        (UPDATE, &|| shown(Label::Updated)),
        (UPDATE, &|| times(Label::Updated, ANYWHERE)),
    ];
    let found = sources.iter().find_map(|(reason, published)| Some((*reason, published()?)));
    let Some((reason, published)) = found else { return Published::default() };
    let reasons = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
    let printed = shown(Label::Published).and_then(|printed| printed.day());
    Published { reasons: reasons.into_iter().collect(), ..in_own_zone(published, printed) }
}

/// Tells how a page writes dates between slashes: by its language and country, else by those of its
/// dates that can be read in one way only.
pub(super) fn order(page: &Page, tags: &Tags, address: Option<&str>) -> Option<Order> {
    const DAY_FIRST: &[&str] = &["uk", "au", "nz", "ie", "in", "za", "ng", "ke", "gh", "pk", "eu"];
    const MONTH_FIRST: &[&str] = &["us", "gov", "mil"];
    let language = page.select("html").attr("lang").map(|lang| lang.to_string()).or_else(|| tags.first(&["og:locale"]));
    let language = language.unwrap_or_default().to_lowercase().replace('_', "-");
    let host = address.and_then(|address| address.split('/').nth(2)).unwrap_or_default();
    let country = host.rsplit('.').next().unwrap_or_default();
    match &*language {
        "en-us" => Some(Order::MonthFirst),
        "en" | "" | "en-ca" if MONTH_FIRST.contains(&country) => Some(Order::MonthFirst),
        "en" | "" | "en-ca" if DAY_FIRST.contains(&country) => Some(Order::DayFirst),
        "en" | "" | "en-ca" => {
            let text = page.select("body").text();
            // Canada keeps the same hours, and writes either way.
            let is_canadian = language == "en-ca" || country == "ca";
            let by_clock = || (!is_canadian && holds_american_clock(&text)).then_some(Order::MonthFirst);
            dates::order_of_slashes(&text).or_else(by_clock)
        }
        _ => Some(Order::DayFirst),
    }
}

/// Tells a page that gives the time in a zone of North America alone: "9:20 AM EDT".
fn holds_american_clock(text: &str) -> bool {
    const ZONES: &[&str] = &["EDT", "CDT", "MDT", "MST", "PDT", "PST"];
    // Where a paragraph ends without a space, the next word follows at once: "EDTThe".
    let ends = |rest: &str| {
        let mut letters = rest.chars();
        letters.next().is_none_or(char::is_uppercase) && letters.next().is_none_or(char::is_lowercase)
    };
    let is_zone = |word: &str| ZONES.iter().any(|zone| word.strip_prefix(zone).is_some_and(ends));
    text.split(|c: char| !c.is_alphanumeric()).any(is_zone)
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

fn script_data(page: &Page, titles: &[String]) -> Option<Published> {
    let scripts = page.select("script:not([src]):not([type*='ld+json'])");
    let mut texts = scripts.iter().take(100).map(|script| script.text()).filter(|text| text.len() < 4 << 20);
    texts.find_map(|text| {
        let own = state::object_titled(&text, titles);
        let first = |text: &str| KEYS.iter().find_map(|key| sane(&after_key(text, key)?));
        match own.and_then(first) {
            Some(published) => Some(published),
            // Many days, and nothing that says whose: a list of other articles.
            None => first(&text).filter(|_| !state::dates_many(&text, KEYS)),
        }
    })
}

/// Where a `<time>` is the article's own.
const NEAR: &[&str] = &[
    "time[pubdate]",
    "time[class*='publi']",
    "abbr[class*='publi']",
    "time[class*='entry-date']",
    "time[class*='posted']",
    "article header time",
    "article time[datetime]",
    "main time[datetime]",
    "header time[datetime]",
];

/// Every `<time>`.
const ANYWHERE: &[&str] = &["time[datetime]", "relative-time[datetime]", "time"];

/// The first `<time>` with a date in one of the places that says what is wanted, other articles' and
/// comments' and the day of the visit left out.
fn time_element(page: &Page, own: &Own, wanted: Label, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| {
        let times = page.select(place);
        // An hour alone above the headline is a programme's.
        let is_programme = |time: &Selection| own.is_above(time) && dates::is_hour(&time.text());
        let is_own = |time: &Selection| own::label(time) == wanted && own.holds(time) && !is_programme(time);
        let mut times = times.iter().take(100).filter(is_own);
        times.find_map(|time| {
            let value = time.attr("datetime").or_else(|| time.attr("title")).map(|value| value.to_string());
            let value = value.unwrap_or_else(|| time.text().to_string());
            dates::parse(&value).map(|_| value)
        })
    })
}

/// Instants that scripts of the page turn into words.
fn stamps(page: &Page, own: &Own) -> impl Iterator<Item = String> + use<> {
    const NAMES: &[&str] = &[
        "data-timestamp",
        "data-published",
        "data-publish-date",
        "data-pubdate",
        "data-datetime",
        "data-date",
        "data-epoch",
        "data-time",
        "data-utime",
    ];
    let all = NAMES.iter().flat_map(|name| {
        let elements = page.select(&format!("[{name}]"));
        elements
            .iter()
            .take(50)
            .filter(|it| own.holds(it))
            .take(3)
            .filter_map(|it| it.attr(name))
            .map(|it| it.to_string())
            .collect::<Vec<_>>()
    });
    all.collect::<Vec<_>>().into_iter()
}

/// Elements that are named for a date, or for what stands beside one.
const PLACES: &str = "[class*='date'], [class*='Date'], [class*='datum'], [class*='Datum'], [class*='fecha'], [class~='data'], [class*='pubbl'], [class*='publi'], [class*='Publi'], [class*='posted'], [class*='time'], \
    [class*='Time'], [class*='byline'], [class*='Byline'], [class*='meta'], [class*='info'], [class*='stamp'], [id*='date'], \
    [id*='publi'], [id*='time']";

/// Dates printed in elements that are named for it, in the article's own part of the page: those below
/// its headline before those above, where sites print today's, and of those the nearest first.
fn shown_dates(page: &Page, own: &Own, order: Option<Order>) -> Vec<(Label, NaiveDate)> {
    let elements = page.select(PLACES);
    let mut found = Vec::new();
    for element in elements.iter().take(400) {
        let text = element.text();
        if text.len() >= 300 {
            continue;
        }
        // The date of change stands first in some themes; each is looked at by itself.
        if element.select("[class^='updat']").exists() && element.select("[class*='publi']").exists() {
            continue;
        }
        let is_line = !element.select("p, div, li, h1, h2, h3").exists();
        let mut dates = dates_in(&dates::in_order(&text, order), is_line);
        if let ([(label, _)], true) = (dates.as_mut_slice(), own::is_of_change(&element)) {
            *label = Label::Updated;
        }
        if !dates.is_empty() {
            let is_above = own.is_above(&element);
            let rank = (!own.holds(&element), is_above);
            let nearness = if is_above { found.len() } else { 0 };
            found.extend(dates.into_iter().map(|date| (rank, Reverse(nearness), date)));
        }
        if found.len() > 40 {
            break;
        }
    }
    found.sort_by_key(|(rank, nearness, _)| (*rank, *nearness));
    let best = found.first().map(|(rank, ..)| *rank).filter(|(is_elsewhere, _)| !is_elsewhere);
    found.into_iter().filter(|(rank, ..)| Some(*rank) == best).map(|(.., date)| date).collect()
}

/// The dates of an element; one without parts of its own may name the author too.
fn dates_in(text: &str, is_line: bool) -> Vec<(Label, NaiveDate)> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut found: Vec<_> = lines.filter_map(dates::line).flatten().collect();
    if found.is_empty() {
        found.extend(dates::line(&words).into_iter().flatten());
    }
    if found.is_empty() && words.len() < 120 {
        found.extend(words.split(['|', '•', '·', '—']).filter_map(dates::line).flatten());
    }
    if found.is_empty() && is_line {
        found = dates::beside_names(&words);
    }
    found
}
