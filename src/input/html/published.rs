//! When a page says that its article was published.
//!
//! In: the parsed page and what JSON-LD and meta tags say. Out: the date from the best source, and how
//! good that is: JSON-LD, meta tags, microdata, the address, `<time>`, elements whose class says "date",
//! data in scripts. A date of change stands in where no date of publication is given, with the reason
//! said. Words around the headline are read later, and weighed against what was found here.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate, TimeDelta};
use dom_query::{Document as Page, NodeId};

use crate::input::dates::{self, Label, Order};
use crate::model::{Basis, Interval, Published};

use super::address;
use super::date_names::{CREATED, KEYS, MODIFIED, PUBLISHED, says_published};
use super::linked::{Linked, after_key};
use super::metadata::{Tags, microdata};
use super::own::Own;
use super::shown::{self, ANYWHERE, NEAR, Where};
use super::state;

/// Why a date of change stands for the date of publication.
const UPDATE: &str = "the page gives only the date of an update";
const ADDRESS: &str = "the address holds the day";
const LINK: &str = "the page's links to itself hold the day";
const SCRIPTS: &str = "the data in the page's scripts say so";
const PARTS: &str = "the page shows the day and month, its address the year";
const PICTURE: &str = "the address of its picture holds the day";

/// How good the source of a date is, the best last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    #[default]
    Nothing,
    /// A day on which the article was changed.
    Update,
    /// A day close by: that of its picture.
    Near,
    /// A bare date above the headline, which may be the day of the visit.
    Above,
    /// What says that it is the date, or stands where the date does.
    Own,
}

/// What is known of a page before its date is read.
pub(super) struct Known<'a> {
    pub linked: &'a Linked,
    pub tags: &'a Tags,
    /// What the page calls its article.
    pub titles: &'a [String],
    /// The page's own address.
    pub address: Option<&'a str>,
    /// The address of the picture that stands for it.
    pub picture: Option<&'a str>,
    /// The element that shows the headline.
    pub headline: Option<NodeId>,
    /// How the page writes dates between slashes.
    pub order: Option<Order>,
}

/// Reads the date, with how good its source is.
pub(super) fn read(page: &Page, known: &Known) -> (Published, Rank) {
    let Known { linked, tags, titles, address, picture, headline, order } = known;
    let sane = |text: &str| sane(&dates::in_order(text, *order));
    let said = |text: Option<String>| text.as_deref().and_then(sane);
    let by_tag = |names: &[&str]| names.iter().find_map(|name| said(tags.first(&[name])));
    let own = Own::new(page, *headline);
    let by_data = |property: &str| said(microdata(page, property, &own));
    let shown = OnceCell::new();
    let printed = |wanted: Label, places: &[Where]| {
        let dates = shown.get_or_init(|| shown::shown_dates(page, &own, *order));
        let fits = |it: &&(Where, Label, NaiveDate)| it.1 == wanted && places.contains(&it.0);
        dates.iter().find(fits).map(|(.., day)| *day)
    };
    let on = |day: Option<NaiveDate>| Some(Published::on(day?, Basis::Metadata));
    let times = |wanted: Label, places| shown::time_element(page, &own, wanted, places).and_then(|text| sane(&text));
    let parsely = || tags.first(&["parsely-page"]).and_then(|json| said(after_key(&json, "pub_date")));
    let parts = || {
        let (year, month) = dates::month_in_address((*address)?)?;
        shown::day_of_month(page, &own, year, month)
    };
    const BOTH: &[Where] = &[Where::Below, Where::Above];
    type Source<'s> = (Rank, &'static str, &'s dyn Fn() -> Option<Published>);
    let sources: [Source; 17] = [
        (Rank::Own, "", &|| said(linked.published.clone())),
        (Rank::Own, "", &|| by_tag(PUBLISHED).or_else(parsely)),
        (Rank::Own, "", &|| tags.named(says_published).find_map(sane)),
        (Rank::Own, "", &|| by_tag(CREATED)),
        (Rank::Own, "", &|| {
            ["datePublished", "dateCreated", "date", "created", "issued"].iter().find_map(|it| by_data(it))
        }),
        (Rank::Own, ADDRESS, &|| on(dates::in_address((*address)?))),
        (Rank::Own, "", &|| times(Label::Published, NEAR)),
        (Rank::Own, "", &|| on(printed(Label::Published, &[Where::Below]))),
        (Rank::Own, SCRIPTS, &|| script_data(page, titles)),
        (Rank::Own, "", &|| times(Label::Published, ANYWHERE)),
        (Rank::Own, "", &|| shown::stamps(page, &own).find_map(|text| sane(&text))),
        (Rank::Own, LINK, &|| on(address::day_in_own_links(page, titles))),
        (Rank::Above, "", &|| on(printed(Label::Published, BOTH))),
        (Rank::Above, PARTS, &|| on(parts())),
        (Rank::Near, PICTURE, &|| on(dates::in_address((*picture)?))),
        (Rank::Update, UPDATE, &|| {
            said(linked.modified.clone()).or_else(|| by_tag(MODIFIED)).or_else(|| by_data("dateModified"))
        }),
        (Rank::Update, UPDATE, &|| on(printed(Label::Updated, BOTH)).or_else(|| times(Label::Updated, ANYWHERE))),
    ];
    let found = sources.iter().find_map(|(rank, reason, published)| Some((*rank, *reason, published()?)));
    let Some((rank, reason, published)) = found else { return Default::default() };
    let reasons = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
    let published = in_own_zone(published, printed(Label::Published, BOTH));
    (Published { reasons: reasons.into_iter().collect(), ..published }, rank)
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
        "en" | "" | "en-ca" | "en-us" if MONTH_FIRST.contains(&country) => Some(Order::MonthFirst),
        // Systems that nobody told otherwise say that they are American.
        "en" | "" | "en-ca" | "en-us" if DAY_FIRST.contains(&country) => Some(Order::DayFirst),
        "en-us" => Some(dates::order_of_slashes(&page.select("body").text()).unwrap_or(Order::MonthFirst)),
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
