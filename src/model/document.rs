//! A document as input found it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::Serialize;

use super::{Grain, Interval, Span};

/// One article, ready to be analysed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The words that are analysed; every offset refers to them. The headline, when the page has
    /// one, is its first line.
    pub text: String,
    /// The headline.
    pub title: Option<String>,
    /// Where the headline stands in `text`.
    pub title_span: Option<Span>,
    /// The author line as printed.
    pub byline: Option<String>,
    /// Who published it: "Reuters", "Nikkei Asia".
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The file it was read from, as the user named it.
    pub path: Option<String>,
    /// When it was published and how that is known.
    pub published: Published,
    /// The zone whose civil days the article means; UTC days where unknown.
    pub timezone: Option<Tz>,
    /// What it is on its page.
    pub role: DocumentRole,
    /// Things a user should know about how it was read: replaced bytes, removed clutter.
    pub notices: Vec<String>,
    /// ISO 639-1 code of its language; `None` where too short to tell.
    pub language: Option<String>,
}

impl Document {
    /// Tells whether its text is to be read as English: it is, or its language is not known.
    pub fn is_english(&self) -> bool {
        self.language.as_deref().is_none_or(|language| language.starts_with("en"))
    }
}

/// What a document is on the page it was found on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentRole {
    /// The page's own article.
    #[default]
    Main,
    /// A teaser or other article that the page carries beside its own.
    Related,
}

/// A publication date at its own precision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// The days it may be: one day, a month or a year, or an inferred range. `None` if unknown.
    pub interval: Option<Interval>,
    /// The precision of `interval`: day, month, year; `None` with no or an irregular interval.
    pub grain: Option<Grain>,
    /// How it is known.
    pub basis: Basis,
    /// The instant it was taken from, where the source gives one with its offset.
    pub instant: Option<DateTime<FixedOffset>>,
    /// Why, in words, when it was inferred.
    pub reasons: Vec<String>,
}

/// How a publication date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The user said so.
    Given,
    /// The page's metadata say so.
    Metadata,
    /// The article's dateline says so.
    Dateline,
    /// It follows from what the text says.
    Inferred,
    /// Nothing says so.
    #[default]
    Unknown,
}

impl Published {
    /// Reads a date that a user or a page gave: a day, a month, a year or an RFC 3339 instant,
    /// whose day is the civil day at its own offset (which may be left out). `None` when it is none
    /// of these.
    ///
    /// ```
    /// use timeline::model::{Basis, Published};
    ///
    /// let published = Published::parse("2025-07-03T23:30:00+03:00", Basis::Given).unwrap();
    /// assert_eq!(published.value().as_deref(), Some("2025-07-03"));
    /// assert_eq!(Published::parse("2025-07", Basis::Given).unwrap().value().as_deref(), Some("2025-07"));
    /// assert!(Published::parse("Thursday", Basis::Given).is_none());
    /// ```
    pub fn parse(text: &str, basis: Basis) -> Option<Self> {
        let text = text.trim();
        let (interval, grain) = parse_day(text)
            .and_then(|day| Some((Interval::day(day)?, Grain::Day)))
            .or_else(|| Some((parse_month(text)?, Grain::Month)))
            .or_else(|| Some((parse_year(text)?, Grain::Year)))?;
        let instant = DateTime::parse_from_rfc3339(text).ok();
        Some(Self { interval: Some(interval), grain: Some(grain), basis, instant, reasons: Vec::new() })
    }

    /// Makes the date of one day; unknown at the calendar's edge.
    pub fn on(day: NaiveDate, basis: Basis) -> Self {
        match Interval::day(day) {
            Some(interval) => Self { interval: Some(interval), grain: Some(Grain::Day), basis, ..Self::default() },
            None => Self::default(),
        }
    }

    /// Makes the date of an instant: the civil day at its own offset.
    pub fn at(instant: DateTime<FixedOffset>, basis: Basis) -> Self {
        Self { instant: Some(instant), ..Self::on(instant.date_naive(), basis) }
    }

    /// Moves to the civil day that the instant has in `zone`; without an instant nothing moves.
    ///
    /// ```
    /// use timeline::model::{Basis, Published};
    ///
    /// let mut published = Published::parse("2025-07-04T02:30:00Z", Basis::Metadata).unwrap();
    /// published.move_to(chrono_tz::America::New_York);
    /// assert_eq!(published.value().as_deref(), Some("2025-07-03"));
    /// ```
    pub fn move_to(&mut self, zone: Tz) {
        if let Some(instant) = self.instant {
            self.interval = Interval::day(instant.with_timezone(&zone).date_naive());
        }
    }

    /// Returns the publication day when it is known to the day.
    pub fn day(&self) -> Option<NaiveDate> {
        self.interval?.single_day()
    }

    /// Returns the date at its own precision: `2025-07-03`, `2025-07`, `2025`; `None` when it is
    /// unknown or an irregular range.
    pub fn value(&self) -> Option<String> {
        let format = match self.grain? {
            Grain::Month => "%Y-%m",
            Grain::Year => "%Y",
            _ => return self.day().map(|day| day.to_string()),
        };
        Some(self.interval?.begins_on.format(format).to_string())
    }
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant.date_naive());
    }
    // "2025-07-03T23:30" has no offset: its day is that of whoever wrote it.
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let is_time = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].iter().any(|form| NaiveTime::parse_from_str(time, form).is_ok());
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|_| is_time && day.len() == "2025-07-03".len())
}

fn parse_month(text: &str) -> Option<Interval> {
    let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
    Interval::month(year.parse().ok()?, month.parse().ok()?)
}

fn parse_year(text: &str) -> Option<Interval> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| Interval::year(text.parse().ok()?))?
}
