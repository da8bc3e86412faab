//! Stretches of the calendar: their days, their TIMEX3 values, their neighbours, holidays.
//!
//! In: [`Calendar`]. Out: intervals and values. `None` always means "beyond the calendar": years
//! 1 to 9999 of the common era (and the years before it, for explicit dates) are in range.
//!
//! Conventions: weeks are ISO 8601 weeks, from Monday. Seasons are the northern meteorological
//! ones: spring is March to May, and winter begins in December of its year. Decades and centuries
//! are counted as newspapers do: the 1990s are 1990 to 1999, the 20th century 1900 to 1999.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::meaning::{Calendar, Name};
use super::moon;
use crate::lexicon::time::{PARTS, SEASONS, Unit, WORDS};
use crate::model::{Grain, Interval};

/// The years that results may lie in.
pub const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

impl Calendar {
    /// Returns the days it covers.
    pub fn interval(self) -> Option<Interval> {
        let months = |year: i32, month: u32, count: u32| {
            let begins_on = NaiveDate::from_ymd_opt(year, month, 1)?;
            Some(Interval { begins_on, ends_before: begins_on.checked_add_months(Months::new(count))? })
        };
        let days = |begins_on: NaiveDate, count: u64| {
            Some(Interval { begins_on, ends_before: begins_on.checked_add_days(Days::new(count))? })
        };
        match self {
            Self::Day(day) => Interval::day(day),
            Self::DayPair(first) => days(first, 2),
            Self::Week(year, week) => days(NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?, 7),
            Self::Weekend(year, week) => days(NaiveDate::from_isoywd_opt(year, week, Weekday::Sat)?, 2),
            Self::Month(year, month) => Interval::month(year, month),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Season(year, season) => months(year, season as u32 * 3 + 3, 3),
            Self::Year(year) => Interval::year(year),
            Self::SplitYear(year) => months(year, 1, 24),
            Self::Decade(year) => months(year, 1, 120),
            Self::Century(century) if century < 0 => months(century * 100 + 1, 1, 1200),
            Self::Century(century) => months(century * 100, 1, 1200).or_else(|| months(1, 1, 1188)),
            Self::Millennium(millennium) => months((millennium * 1000).max(1), 1, 12_000),
        }
    }

    /// Returns its TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            // TIMEX3 writes years before the common era as "BC0044".
            Self::Day(day) if day.year() <= 0 => format!("BC{:04}-{}", 1 - day.year(), day.format("%m-%d")),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            // Such a stretch is none of TIMEX3's; ISO 8601 writes both ends.
            Self::DayPair(first) => format!("{}/{}", first.format("%Y-%m-%d"), first.succ_opt().unwrap_or(first)),
            Self::Week(year, week) => format!("{year:04}-W{week:02}"),
            Self::Weekend(year, week) => format!("{year:04}-W{week:02}-WE"),
            Self::Month(year, month) if year <= 0 => format!("BC{:04}-{month:02}", 1 - year),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", SEASONS[season]),
            Self::Year(year) if year <= 0 => format!("BC{:04}", 1 - year),
            Self::Year(year) => format!("{year:04}"),
            Self::SplitYear(year) => format!("{year:04}/{:04}", year + 1),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(century) if century < 0 => format!("BC{:02}", -1 - century),
            Self::Century(century) => format!("{century:02}"),
            Self::Millennium(millennium) => format!("{millennium}"),
        }
    }

    /// Returns its precision.
    pub fn grain(self) -> Grain {
        match self {
            Self::Day(_) | Self::DayPair(_) => Grain::Day,
            Self::Week(..) => Grain::Week,
            Self::Weekend(..) => Grain::Weekend,
            Self::Month(..) => Grain::Month,
            Self::Quarter(..) => Grain::Quarter,
            Self::Half(..) => Grain::HalfYear,
            Self::Season(..) => Grain::Season,
            Self::Year(_) | Self::SplitYear(_) => Grain::Year,
            Self::Decade(_) => Grain::Decade,
            Self::Century(_) => Grain::Century,
            Self::Millennium(_) => Grain::Millennium,
        }
    }

    /// Returns the stretch of this unit that holds the day.
    pub fn around(day: NaiveDate, unit: Unit) -> Self {
        let year = day.year();
        let week = day.iso_week();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Night | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend(week.year(), week.week()),
            Unit::Week | Unit::Fortnight => Self::Week(week.year(), week.week()),
            Unit::Month => Self::Month(year, day.month()),
            Unit::Quarter => Self::Quarter(year, day.month0() / 3 + 1),
            Unit::Season => season_around(day),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10) * 10),
            Unit::Century => Self::Century(year.div_euclid(100)),
            Unit::Millennium => Self::Millennium(year.div_euclid(1000)),
        }
    }

    /// Returns the stretch `steps` after this one (before it when negative).
    pub fn step(self, steps: i64) -> Option<Self> {
        let small = i32::try_from(steps).ok()?;
        let cycle = |year: i32, index: i64, length: i64| {
            let count = i64::from(year) * length + index + steps;
            let year = i32::try_from(count.div_euclid(length)).ok().filter(|year| YEARS.contains(year))?;
            Some((year, count.rem_euclid(length)))
        };
        let year_plus = |year: i32, by: i32| Some(year.checked_add(by)?).filter(|year| YEARS.contains(year));
        Some(match self {
            Self::Day(day) => Self::Day(add_days(day, steps)?),
            Self::DayPair(first) => Self::DayPair(add_days(first, steps)?),
            Self::Week(year, week) | Self::Weekend(year, week) => {
                let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
                let moved = add_days(monday, steps.checked_mul(7)?)?.iso_week();
                match self {
                    Self::Week(..) => Self::Week(moved.year(), moved.week()),
                    _ => Self::Weekend(moved.year(), moved.week()),
                }
            }
            Self::Month(year, month) => {
                let (year, month) = cycle(year, i64::from(month) - 1, 12)?;
                Self::Month(year, month as u32 + 1)
            }
            Self::Quarter(year, quarter) => {
                let (year, quarter) = cycle(year, i64::from(quarter) - 1, 4)?;
                Self::Quarter(year, quarter as u32 + 1)
            }
            Self::Half(year, half) => {
                let (year, half) = cycle(year, i64::from(half) - 1, 2)?;
                Self::Half(year, half as u32 + 1)
            }
            Self::Season(year, season) => {
                let (year, season) = cycle(year, season as i64, 4)?;
                Self::Season(year, season as usize)
            }
            Self::Year(year) => Self::Year(year_plus(year, small)?),
            Self::SplitYear(year) => Self::SplitYear(year_plus(year, small)?),
            Self::Decade(year) => Self::Decade(year_plus(year, small.checked_mul(10)?)?),
            Self::Century(century) => Self::Century(Some(century + small).filter(|c| (0..100).contains(c))?),
            Self::Millennium(millennium) => Self::Millennium(Some(millennium + small).filter(|m| (0..10).contains(m))?),
        })
    }

    /// Returns the same stretch `years` later: a quarter stays a quarter. 29 February becomes 28.
    pub fn step_years(self, years: i64) -> Option<Self> {
        let by = i32::try_from(years).ok()?;
        let moved = |year: i32| Some(year.checked_add(by)?).filter(|year| YEARS.contains(year));
        Some(match self {
            Self::Day(day) => Self::Day(add_months(day, years.checked_mul(12)?)?),
            Self::DayPair(first) => Self::DayPair(add_months(first, years.checked_mul(12)?)?),
            Self::Week(year, week) => Self::Week(moved(year)?, week),
            Self::Weekend(year, week) => Self::Weekend(moved(year)?, week),
            Self::Month(year, month) => Self::Month(moved(year)?, month),
            Self::Quarter(year, quarter) => Self::Quarter(moved(year)?, quarter),
            Self::Half(year, half) => Self::Half(moved(year)?, half),
            Self::Season(year, season) => Self::Season(moved(year)?, season),
            _ => return self.step(years),
        })
    }
}

/// Winter runs over the end of the year, and is named by the year it begins in.
fn season_around(day: NaiveDate) -> Calendar {
    match day.month() {
        1 | 2 => Calendar::Season(day.year() - 1, 3),
        12 => Calendar::Season(day.year(), 3),
        month => Calendar::Season(day.year(), month as usize / 3 - 1),
    }
}

/// Returns the day `days` later, within [`YEARS`].
pub fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let moved = match u64::try_from(days) {
        Ok(forward) => day.checked_add_days(Days::new(forward)),
        Err(_) => day.checked_sub_days(Days::new(days.unsigned_abs())),
    };
    moved.filter(|day| YEARS.contains(&day.year()))
}

/// Returns the day `months` later, the last of its month where the month is shorter.
pub fn add_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let moved = if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) };
    moved.filter(|day| YEARS.contains(&day.year()))
}

impl Name {
    /// Returns the stretch of this name in a year; `None` for names that do not recur yearly, or
    /// when the year has no such day.
    pub fn in_year(self, year: i32) -> Option<Calendar> {
        match self {
            Self::Month(month) => NaiveDate::from_ymd_opt(year, month, 1).map(|_| Calendar::Month(year, month)),
            Self::MonthDay(month, day) => NaiveDate::from_ymd_opt(year, month, day).map(Calendar::Day),
            Self::DayPair(month, first) => NaiveDate::from_ymd_opt(year, month, first).map(Calendar::DayPair),
            Self::Season(season) => Some(Calendar::Season(year, season)),
            Self::Quarter(quarter) => Some(Calendar::Quarter(year, quarter)),
            Self::Half(half) => Some(Calendar::Half(year, half)),
            Self::Holiday(holiday) => match WORDS.holidays[holiday] {
                rule if moon::is_rough(rule) => moon::feast(rule, year),
                rule => holiday_in(rule, year).map(Calendar::Day),
            },
            Self::Weekday(_) | Self::DayOfMonth(_) | Self::DatedWeekday(..) => None,
            Self::Weekend | Self::Weekdays | Self::Decade(_) => None,
        }
    }

    /// Returns the days among which this name lies in a year: those of [`Self::in_year`], or fewer where that
    /// is coarse because nobody can tell the day.
    pub fn days_in_year(self, year: i32) -> Option<Interval> {
        match self {
            Self::Holiday(holiday) if !self.is_sure() => moon::days(WORDS.holidays[holiday], year),
            _ => self.in_year(year)?.interval(),
        }
    }

    /// Tells whether the name has a day, or stretch, of its own in each year; feasts of some calendars do not.
    pub fn is_sure(self) -> bool {
        !matches!(self, Self::Holiday(holiday) if moon::is_rough(WORDS.holidays[holiday]))
    }

    /// Returns the value of the name alone, with placeholders for what is not known.
    pub fn placeholder(self) -> String {
        match self {
            Self::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
            Self::Weekend => "XXXX-WXX-WE".to_owned(),
            // No standard names them; so does SUTime.
            Self::Weekdays => "XXXX-WXX-WD".to_owned(),
            Self::Month(month) => format!("XXXX-{month:02}"),
            Self::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Self::DayPair(month, first) => format!("XXXX-{month:02}-{first:02}/XXXX-{month:02}-{:02}", first + 1),
            Self::DayOfMonth(day) | Self::DatedWeekday(_, day) => format!("XXXX-XX-{day:02}"),
            Self::Season(season) => format!("XXXX-{}", SEASONS[season]),
            Self::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Self::Half(half) => format!("XXXX-H{half}"),
            Self::Decade(tens) => format!("XX{}", tens / 10),
            // Fixed holidays have the same month and day every year.
            Self::Holiday(holiday) => match fixed(WORDS.holidays[holiday]) {
                Some((month, day)) => format!("XXXX-{month:02}-{day:02}"),
                None => "XXXX-XX-XX".to_owned(),
            },
        }
    }
}

fn fixed(rule: &str) -> Option<(u32, u32)> {
    let (month, day) = rule.split_once('-').filter(|(_, day)| day.len() == 2)?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// Returns the day of a holiday by its rule, as `holidays.tsv` explains them.
pub fn holiday_in(rule: &str, year: i32) -> Option<NaiveDate> {
    if let Some((month, day)) = fixed(rule) {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    if let Some(offset) = rule.strip_prefix("easter") {
        return add_days(easter(year)?, offset.parse().ok()?);
    }
    if let Some(offset) = rule.strip_prefix("orthodox") {
        return add_days(orthodox_easter(year)?, offset.parse().ok()?);
    }
    if rule.starts_with(|first: char| first.is_ascii_lowercase()) && rule != "election" {
        return moon::hebrew(rule, year);
    }
    if rule == "election" {
        return add_days(nth_weekday(year, 11, 1, 1)?, 1);
    }
    let mut fields = rule.splitn(3, '-');
    let month = fields.next()?.parse().ok()?;
    let weekday = fields.next()?.parse().ok()?;
    nth_weekday(year, month, weekday, fields.next()?.parse().ok()?)
}

/// Returns the n-th weekday (1 is Monday) of a month; from the end when `n` is negative.
pub fn nth_weekday(year: i32, month: u32, weekday: u32, n: i64) -> Option<NaiveDate> {
    let month = Interval::month(year, month)?;
    nth_weekday_in(month, weekday, n)
}

/// Returns the n-th weekday within an interval; from the end when `n` is negative.
pub fn nth_weekday_in(interval: Interval, weekday: u32, n: i64) -> Option<NaiveDate> {
    let weekday = i64::from(weekday);
    let found = if n > 0 {
        let first = i64::from(interval.begins_on.weekday().number_from_monday());
        add_days(interval.begins_on, (weekday - first).rem_euclid(7) + (n - 1) * 7)?
    } else {
        let last_day = interval.ends_before.pred_opt()?;
        let last = i64::from(last_day.weekday().number_from_monday());
        add_days(last_day, -(last - weekday).rem_euclid(7) + (n + 1) * 7)?
    };
    Some(found).filter(|day| interval.contains(*day))
}

/// Returns Easter Sunday of the western churches, in years of the common era.
///
/// Source: J.-M. Oudin's algorithm for the Gregorian calendar, as reprinted in the Explanatory
/// Supplement to the Astronomical Almanac (1961).
pub fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1 {
        return None;
    }
    let century = year / 100;
    let golden = year % 19;
    let k = (century - 17) / 25;
    let mut moon = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
    moon -= (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)
}

/// Returns Easter Sunday of the Orthodox churches, as a day of the Gregorian calendar.
///
/// Source: J. Meeus, Astronomical Algorithms, chapter 8 (the Julian Easter); the calendars lie 10 days apart
/// from 1582 on, and one more from each century year that is no leap year.
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let sum = moon + weekday + 114;
    let julian = NaiveDate::from_ymd_opt(year, (sum / 31) as u32, (sum % 31 + 1) as u32)?;
    let century = year / 100;
    add_days(julian, i64::from(century - century / 4 - 2))
}

/// Returns the TIMEX3 suffix of a part of the day: "TMO", "T12:00".
pub fn part_suffix(part: usize) -> &'static str {
    match PARTS[part] {
        "MO" => "TMO",
        "AF" => "TAF",
        "EV" => "TEV",
        "NI" => "TNI",
        "MI" | "12" => "T12:00",
        "DA" => "TDA",
        "DU" => "TDU",
        _ => "T24:00",
    }
}
