//! What a time expression says, before anyone asks when "now" is.
//!
//! Rules make these; [`resolve`](super::resolve) turns them into calendar time. Plain data: no
//! anchor, no text.

use chrono::NaiveDate;

use crate::lexicon::time::Unit;
use crate::model::{Modifier, RuleId};

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A point or stretch on the calendar, or a time of day.
    Point(Point),
    /// A length.
    Length(Length),
    /// A recurrence.
    Set(Recurrence),
    /// Past (-1), present (0) or future (1), no more.
    Vague(i64),
}

/// A point or stretch of time as the words give it.
#[derive(Debug, Clone, PartialEq)]
pub enum Point {
    /// All of it is said: "3 July 2025", "1998", "the 1990s".
    Calendar(Calendar),
    /// A name that recurs, with no year: "Friday", "July 4", "summer".
    Named(Name),
    /// "last Friday", "next July", "this summer", "the following Tuesday".
    NamedStep(Name, i64, From),
    /// "today", "last week", "this year", "the previous month".
    Step(Unit, i64, From),
    /// "the quarter", "the same day": the one that the text speaks of.
    Same(Unit),
    /// "that day", "that year": surely the one that the text speaks of.
    That(Unit),
    /// "three days ago", "two weeks later".
    Shift(Length, Direction, From),
    /// "a year ago today", "two weeks ago Tuesday": a point moved by a length.
    Away(Length, Direction, Box<Point>),
    /// "the Saturday before Christmas", "the first Monday after Easter".
    NamedBeside(Name, i64, Box<Point>),
    /// "February 30, 2024": the year and month of a day that the calendar does not have.
    Impossible(Option<i32>, u32),
    /// "two years on": so long after what the text last spoke of, else now.
    On(Length),
    /// "born on a Tuesday": one of that name, and nobody says which.
    Any(Name),
    /// "the Sept. 11 attacks": a day that is known by its month and day alone since it came.
    Remembered(NaiveDate),
    /// "the second Tuesday of next month", "the first week of 1998".
    Nth(i64, Counted, Box<Point>),
    /// "Christmas 1998", "the third quarter of next year", "Friday of last week".
    Within(Name, Box<Point>),
    /// "Friday night", "this morning".
    Part(usize, Box<Point>),
    /// "10 p.m. Wednesday".
    Clock(ClockTime, Box<Point>),
    /// "the day before last Tuesday".
    Beside(i64, Box<Point>),
    /// "the quarter", "the 1988 period": the quarter that the report is about, in this year if one
    /// is said.
    Period(Option<i32>),
    /// "the turn of the century": the century, or millennium, whose beginning is nearest.
    Turn(Unit),
    /// "a year earlier" than a quarter is a quarter: the period the report is about moved by years.
    YearsBefore(i64),
}

/// Names of the calendar that recur.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Name {
    Weekday(u32),
    Month(u32),
    MonthDay(u32, u32),
    /// "10/11 July": this day of the month and the next.
    DayPair(u32, u32),
    DayOfMonth(u32),
    Season(usize),
    Quarter(u32),
    Half(u32),
    Holiday(usize),
    Weekend,
    /// Monday to Friday, as a set.
    Weekdays,
    /// "Friday the 13th": the weekday and the day of the month.
    DatedWeekday(u32, u32),
    /// "the nineties".
    Decade(i32),
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Calendar {
    Day(NaiveDate),
    /// This day and the next: "10/11 July".
    DayPair(NaiveDate),
    /// ISO year and week.
    Week(i32, u32),
    Weekend(i32, u32),
    Month(i32, u32),
    Quarter(i32, u32),
    Half(i32, u32),
    Season(i32, usize),
    Year(i32),
    /// A year that begins in this one and ends in the next: "the 2015-16 season".
    SplitYear(i32),
    /// The first year.
    Decade(i32),
    /// The first two digits: 19 is the 20th century.
    Century(i32),
    Millennium(i32),
}

/// What a relative expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The publication date.
    Published,
    /// The date that the text last spoke of.
    Focus,
}

/// Which way a shift goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Direction {
    Back,
    Forward,
}

/// What an ordinal counts.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Counted {
    Unit(Unit),
    Weekday(u32),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClockTime {
    /// Seconds after midnight; 86,400 is the midnight that ends the day.
    pub seconds: u32,
    /// The finest unit said: hour, minute or second.
    pub grain: Unit,
    /// The zone that the words name.
    pub zone: Option<ClockZone>,
}

/// The zone of a time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ClockZone {
    /// Index into [`Words::zones`](crate::lexicon::time::Words::zones).
    Listed(usize),
    /// Minutes east of UTC, as "+02:00" says.
    Offset(i32),
}

/// A number, or that there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// In thousandths.
    Exact(i64),
    /// "several", "a few", none.
    Unknown,
}

/// A length as a sum: "two hours and 30 minutes".
#[derive(Debug, Clone, PartialEq)]
pub struct Length(pub Vec<(Amount, Unit)>);

impl Length {
    /// A whole number of units.
    pub fn of(count: i64, unit: Unit) -> Self {
        Self(vec![(Amount::Exact(count * 1000), unit)])
    }

    /// Returns the first and largest unit.
    pub fn unit(&self) -> Unit {
        self.0[0].1
    }

    /// Tells whether every amount is known.
    pub fn is_exact(&self) -> bool {
        self.0.iter().all(|(amount, _)| *amount != Amount::Unknown)
    }
}

/// What recurs.
#[derive(Debug, Clone, PartialEq)]
pub enum Recurrence {
    /// "every two weeks".
    Every(Length),
    /// "every Monday", "each July".
    Named(Name),
    /// "every morning", "Saturday mornings".
    Part(Option<Name>, usize),
}

/// What a match of the rules amounts to.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// What it says.
    pub meaning: Meaning,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// TIMEX3 `quant`.
    pub quant: Option<&'static str>,
    /// TIMEX3 `freq`.
    pub freq: Option<String>,
    /// The rules that made it, innermost first.
    pub rules: Vec<RuleId>,
    /// It stands within a name and dates nothing.
    pub in_name: bool,
}

impl Phrase {
    /// A phrase of one meaning and nothing else.
    pub fn new(meaning: Meaning) -> Self {
        Self { meaning, modifier: None, quant: None, freq: None, rules: Vec::new(), in_name: false }
    }

    /// The same phrase with a modifier.
    pub fn modified(self, modifier: Modifier) -> Self {
        Self { modifier: Some(modifier), ..self }
    }
}
