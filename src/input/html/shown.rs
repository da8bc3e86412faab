//! The dates that elements of a page show or carry, in the article's own part of it.
//!
//! In: the parsed page and what of it is the article's own. Out: dates, each with what it is the date of.
//! New class names go to `PLACES`; which date counts is decided in [`published`](super::published).

use std::cmp::Reverse;

use chrono::NaiveDate;
use dom_query::{Document as Page, Selection};

use crate::input::dates::{self, Label, Order};

use super::blocks;
use super::own::{self, Own};

/// Where a `<time>` is the article's own.
pub const NEAR: &[&str] = &[
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
pub const ANYWHERE: &[&str] = &["time[datetime]", "relative-time[datetime]", "time"];

/// The first `<time>` with a date in one of the places that says what is wanted, other articles' and
/// comments' and the day of the visit left out.
pub fn time_element(page: &Page, own: &Own, wanted: Label, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| {
        let times = page.select(place);
        // An hour alone above the headline is a programme's.
        let is_programme = |time: &Selection| own.is_above(time) && dates::is_hour(&time.text());
        let is_own = |time: &Selection| own::label(time) == wanted && own.holds(time) && !is_programme(time);
        let mut times = times.iter().take(100).filter(is_own);
        times.find_map(|time| {
            let values = ["datetime", "title"].iter().filter_map(|name| time.attr(name)).map(|it| it.to_string());
            values.chain(std::iter::once_with(|| time.text().to_string())).find(|value| dates::parse(value).is_some())
        })
    })
}

/// Elements whose attributes are looked at for data.
const MOST_ELEMENTS: usize = 20_000;
/// Values of data that are looked at.
const MOST_VALUES: usize = 100;

/// Instants in the data of elements, which scripts of the page turn into words: `data-timestamp`,
/// `data-published-at`.
pub fn stamps(page: &Page, own: &Own) -> impl Iterator<Item = String> {
    const NAMES: &[&str] = &[
        "date",
        "datetime",
        "time",
        "timestamp",
        "ts",
        "utime",
        "epoch",
        "published",
        "publish",
        "pubdate",
        "unixtime",
    ];
    let is_named = |name: &str| {
        let parts = name.strip_prefix("data-").into_iter().flat_map(|name| name.split(['-', '_']));
        let parts: Vec<&str> = parts.collect();
        parts.iter().any(|part| NAMES.contains(part))
            && !parts.iter().any(|part| part.contains("updat") || part.contains("modif"))
    };
    let (mut values, mut looked_at) = (Vec::new(), 0);
    for node in page.root().descendants_it().filter(|node| node.is_element()).take(MOST_ELEMENTS) {
        let attributes = node.attrs();
        let named = attributes.iter().filter(|it| is_named(&it.name.local)).map(|it| it.value.to_string());
        let dated = named.into_iter().find(|value| dates::parse(value).is_some());
        let Some(value) = dated else { continue };
        if own.holds(&Selection::from(node)) {
            values.push(value);
        }
        looked_at += 1;
        if looked_at == MOST_VALUES {
            break;
        }
    }
    values.into_iter()
}

/// Elements that are named for a date, or for what stands beside one.
const PLACES: &str = "[class*='date'], [class*='Date'], [class*='datum'], [class*='Datum'], [class*='fecha'], [class~='data'], [class*='pubbl'], [class*='publi'], [class*='Publi'], [class*='posted'], [class*='time'], \
    [class*='Time'], [class*='byline'], [class*='Byline'], [class*='meta'], [class*='info'], [class*='stamp'], [id*='date'], \
    [id*='publi'], [id*='time']";

/// Where a printed date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    Below,
    /// Above the headline, where sites print the day of the visit too.
    Above,
}

/// Dates printed in elements that are named for it, in the article's own part of the page: those below
/// its headline before those above, where sites print today's, and of those the nearest first.
pub fn shown_dates(page: &Page, own: &Own, order: Option<Order>) -> Vec<(Where, Label, NaiveDate)> {
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
        if dates.is_empty() && is_line && is_named_for_date(&element) {
            dates = dates_of_name(&element, &dates::in_order(&text, order));
        }
        if let ([(label, _)], true) = (dates.as_mut_slice(), own::is_of_change(&element)) {
            *label = Label::Updated;
        }
        if dates.is_empty() || !own.holds(&element) {
            continue;
        }
        let place = if own.is_above(&element) { Where::Above } else { Where::Below };
        let nearness = if place == Where::Above { found.len() } else { 0 };
        found.extend(dates.into_iter().map(|(label, day)| (Reverse(nearness), (place, label, day))));
        if found.len() > 40 {
            break;
        }
    }
    found.sort_by_key(|(nearness, (place, ..))| (*place, *nearness));
    let best = found.first().map(|(_, (place, ..))| *place);
    found.into_iter().map(|(_, date)| date).filter(|(place, ..)| Some(*place) == best).collect()
}

/// Tells elements whose class says "date" and the like as a word of its own.
fn is_named_for_date(element: &Selection) -> bool {
    const NAMES: &[&str] = &[
        "date",
        "dates",
        "datetime",
        "datum",
        "fecha",
        "data",
        "published",
        "posted",
        "pubdate",
        "publication",
        "timestamp",
        "postdate",
        "time",
    ];
    element.nodes().first().is_some_and(|node| blocks::words(node).iter().any(|word| NAMES.contains(&&**word)))
}

/// The dates that an element named for one has: in its attributes, else among other words.
fn dates_of_name(element: &Selection, text: &str) -> Vec<(Label, NaiveDate)> {
    let attributes = ["title", "datetime", "content"].iter().filter_map(|name| element.attr(name));
    let carried = attributes.filter_map(|value| dates::parse(&value)).next().map(|day| (Label::Published, day));
    match carried {
        Some(date) => vec![date],
        None => dates::among_words(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The day of an element that gives day and month alone, in a month whose year is known.
pub fn day_of_month(page: &Page, own: &Own, year: i32, month: u32) -> Option<NaiveDate> {
    let elements = page.select(PLACES);
    let mut days = elements.iter().take(100).filter(|it| own.holds(it)).filter_map(|it| {
        let text = it.text();
        let words = Some(&text).filter(|text| text.len() < 60)?;
        dates::day_and_month(words).filter(|(_, named)| *named == month)
    });
    days.find_map(|(day, month)| NaiveDate::from_ymd_opt(year, month, day))
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
