//! Time expressions (TIMEX3) and the intervals they denote.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use serde::Serialize;

use super::{RuleId, Span, TokenRange};

/// Whole civil days, half-open: 3 July 2025 is `[2025-07-03, 2025-07-04)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Interval {
    /// First day.
    pub begins_on: NaiveDate,
    /// The day after the last.
    pub ends_before: NaiveDate,
}

impl Interval {
    /// Returns the interval of one day; `None` at the calendar's edge.
    pub fn day(day: NaiveDate) -> Option<Self> {
        Some(Self { begins_on: day, ends_before: day.succ_opt()? })
    }

    /// Returns the interval of one month; `None` when there is no such month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let begins_on = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self { begins_on, ends_before: begins_on.checked_add_months(chrono::Months::new(1))? })
    }

    /// Returns the interval of one year of the common era or before it (year 0 is 1 BC).
    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            begins_on: NaiveDate::from_ymd_opt(year, 1, 1)?,
            ends_before: NaiveDate::from_ymd_opt(year + 1, 1, 1)?,
        })
    }

    /// Returns the one day the interval covers, if it covers one.
    pub fn single_day(self) -> Option<NaiveDate> {
        (self.begins_on.checked_add_days(Days::new(1)) == Some(self.ends_before)).then_some(self.begins_on)
    }

    /// Tells whether `day` lies within.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.begins_on <= day && day < self.ends_before
    }

    /// Returns the year the interval begins in.
    pub fn begin_year(self) -> i32 {
        self.begins_on.year()
    }
}

/// The precision of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Grain {
    Second,
    Minute,
    Hour,
    PartOfDay,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
}

/// The four types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A point or stretch on the calendar.
    Date,
    /// A point within a day.
    Time,
    /// A length.
    Duration,
    /// Something that recurs.
    Set,
}

/// TIMEX3 `mod`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)]
pub enum Modifier {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

/// How a time expression was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    /// The words alone say it: "3 July 2025".
    Explicit,
    /// Relative to the publication date: "yesterday".
    Published,
    /// Relative to the expression of this index in the same document: "a day later".
    Expression(usize),
    /// Filled in from the text around it.
    Inferred,
    /// No anchor, or none that is certain.
    Unresolved,
}

/// One TIMEX3.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// Their tokens.
    pub tokens: TokenRange,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimexType,
    /// ISO 8601 as in TimeML: `2025-07-03`, `2025-W27`, `P21M`, `PRESENT_REF`; relative
    /// expressions that stay unresolved keep placeholders (`XXXX-WXX-4`).
    pub value: String,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// TIMEX3 `quant` of a SET: "every".
    pub quant: Option<String>,
    /// TIMEX3 `freq` of a SET: "2X".
    pub freq: Option<String>,
    /// The civil days it denotes, when they are known.
    pub interval: Option<Interval>,
    /// The instant, when a time of day and its zone are known.
    pub instant: Option<DateTime<FixedOffset>>,
    /// Its precision; `None` for durations and vague references.
    pub grain: Option<Grain>,
    /// How it was resolved.
    pub basis: TimeBasis,
    /// For a range, its first and last point as indices of time expressions.
    pub range: Option<(usize, usize)>,
    /// It stands within a name ("the 9/11 Commission") and dates nothing.
    pub in_name: bool,
    /// The rule that found it.
    pub rule: RuleId,
}
