//! Feasts that follow the moon: the Hebrew ones to the day, others as precisely as arithmetic is sure of.
//!
//! In: a rule of `holidays.tsv` and a year. Out: the day, or the days between which the feast surely lies, and
//! the month, quarter or year that holds them all. The Hebrew calendar is arithmetic. Months of Islam begin when
//! the crescent is seen, and the Chinese and Hindu calendars go by the true moon and leap months that no short
//! formula gives: their feasts are never told to the day.

use chrono::{Datelike, NaiveDate};

use super::calendar::{YEARS, add_days};
use super::meaning::Calendar;
use crate::lexicon::time::Unit;
use crate::model::Interval;

/// So many days a feast may lie beside its computed day.
const UNSURE: i64 = 2;
/// Years for which the mean moon is near enough to the true one.
const MOON_YEARS: std::ops::RangeInclusive<i32> = 1600..=2300;
/// Days of the mean month of the moon.
const MONTH: f64 = 29.530_588_86;

/// Returns the day of a Hebrew feast in a year: `tishri+n` counts from Rosh Hashanah, `nisan+n` from the first
/// day of Passover; `kislev` is Hanukkah and `av` the fast of the ninth of Av.
pub fn hebrew(rule: &str, year: i32) -> Option<NaiveDate> {
    let offset = |prefix: &str| rule.strip_prefix(prefix)?.parse::<i64>().ok();
    let new_year = new_year(year)?;
    // The months from Nisan to Tishri have the same lengths in every year.
    let passover = add_days(new_year, -163)?;
    if let Some(days) = offset("tishri") {
        return add_days(new_year, days);
    }
    if let Some(days) = offset("nisan") {
        return add_days(passover, days);
    }
    match rule {
        "kislev" => {
            // Heshvan, the month before, has a 30th day in the longest years.
            let length = (self::new_year(year + 1)? - new_year).num_days();
            add_days(new_year, if matches!(length, 355 | 385) { 84 } else { 83 })
        }
        "av" => {
            let ninth = add_days(passover, 112)?;
            // There is no fasting on a Sabbath.
            let sabbath = ninth.weekday().number_from_monday() == 6;
            add_days(ninth, i64::from(sabbath))
        }
        _ => None,
    }
}

/// Returns the day of Rosh Hashanah in a year of the common era: the new moon of Tishri, moved off the weekdays
/// and the lengths of the year that the calendar does not allow.
fn new_year(year: i32) -> Option<NaiveDate> {
    let hebrew = i64::from(year) + 3761;
    let (before, own, after) = (elapsed(hebrew - 1), elapsed(hebrew), elapsed(hebrew + 1));
    let moved = match (after - own, own - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    // The first of Tishri of the year 1 lies so many days before the common era.
    let from_common_era = own + moved - 1_373_427;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(from_common_era).ok()?)
        .filter(|day| YEARS.contains(&day.year()) && day.year() == year)
}

/// Days from the beginning of the calendar to the new moon of a year, moved off Sunday, Wednesday and Friday.
fn elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    // A month has 29 days and 13,753 of the 25,920 parts of a day.
    let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

/// Tells whether the rule tells no day: `hijri-M-D-n`, n days from day D of month M; `moon-MM-DD`, the new moon
/// within 30 days from then.
pub fn is_rough(rule: &str) -> bool {
    rule.starts_with("hijri-") || rule.starts_with("moon-")
}

/// Returns the days between which such a feast lies in a year, all of them where the year has two.
pub fn days(rule: &str, year: i32) -> Option<Interval> {
    let mut fields = rule.split('-').skip(1).map(str::parse::<i64>);
    let mut field = || fields.next()?.ok();
    let first_day = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let found: Vec<(NaiveDate, i64)> = if rule.starts_with("hijri-") {
        let (month, day, length) = (field()?, field()?, field()?);
        let about = (i64::from(year) - 622) * 33 / 32;
        let years = (about - 1..=about + 2).filter(|hijri| *hijri > 0);
        let begins = years.filter_map(|hijri| islamic(hijri, month, day)).filter(|begin| begin.year() == year);
        begins.map(|begin| (begin, length)).collect()
    } else {
        let (month, day) = (field()?, field()?);
        let opens = NaiveDate::from_ymd_opt(year, month as u32, day as u32)?;
        let moons = (0..=13).filter_map(|moon| new_moon(first_day, moon));
        let near = moons.filter(|moon| (-UNSURE..=30 + UNSURE).contains(&(*moon - opens).num_days()));
        near.filter(|_| MOON_YEARS.contains(&year)).map(|moon| (moon, 1)).collect()
    };
    let ((first, _), (last, length)) = (found.first()?, found.last()?);
    Some(Interval { begins_on: add_days(*first, -UNSURE)?, ends_before: add_days(*last, length + UNSURE)? })
}

/// Returns the month, else the quarter, else the year that surely holds the feast.
pub fn feast(rule: &str, year: i32) -> Option<Calendar> {
    let days = days(rule, year)?;
    let last_day = days.ends_before.pred_opt()?;
    let units = [Unit::Month, Unit::Quarter, Unit::Year].into_iter();
    let mut held = units.map(|unit| (Calendar::around(days.begins_on, unit), Calendar::around(last_day, unit)));
    held.find(|(first, last)| first == last).map(|(first, _)| first)
}

/// The day in the arithmetic Islamic calendar, with eleven leap years in thirty.
fn islamic(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    let days = 227_014 + (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2 + day;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}

/// The n-th mean new moon from a day on.
fn new_moon(from: NaiveDate, n: i32) -> Option<NaiveDate> {
    // That of 6 January 2000 was at 18:14 UTC.
    let known = NaiveDate::from_ymd_opt(2000, 1, 6)?;
    let days = (from - known).num_days() as f64 - 0.76;
    let moons = (days / MONTH).ceil() + f64::from(n);
    add_days(known, (moons * MONTH + 0.76).floor() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: &str, expected: &[&str]) {
        for day in expected {
            let year = day[..4].parse().unwrap();
            assert_eq!(hebrew(rule, year).map(|day| day.to_string()).as_deref(), Some(*day), "{rule}");
        }
    }

    #[test]
    fn hebrew_feasts_have_their_days() {
        check("tishri+0", &["2019-09-30", "2020-09-19", "2021-09-07", "2022-09-26", "2023-09-16", "2024-10-03"]);
        check("tishri+0", &["2025-09-23", "1973-09-27"]);
        check("tishri+9", &["1973-10-06", "2024-10-12", "2025-10-02"]);
        check("nisan+0", &["2021-03-28", "2022-04-16", "2023-04-06", "2024-04-23", "2025-04-13"]);
        check("nisan-30", &["2022-03-17", "2023-03-07", "2024-03-24", "2025-03-14"]);
        check("nisan+50", &["2023-05-26", "2024-06-12", "2025-06-02"]);
        check("kislev", &["2021-11-29", "2022-12-19", "2023-12-08", "2024-12-26", "2025-12-15"]);
        check("av", &["2022-08-07", "2023-07-27", "2024-08-13", "2025-08-03"]);
    }

    #[test]
    fn rosh_hashanah_is_never_a_sunday_wednesday_or_friday() {
        for year in 1..=9998 {
            let day = new_year(year).unwrap_or_else(|| panic!("no day in {year}"));
            assert!(!matches!(day.weekday().number_from_monday(), 7 | 3 | 5), "{day}");
        }
    }

    #[test]
    fn other_feasts_are_as_coarse_as_they_are_sure() {
        let value = |rule: &str, year: i32| feast(rule, year).map(Calendar::value);
        // Ramadan, Eid al-Fitr and Eid al-Adha.
        assert_eq!(value("hijri-9-1-30", 2024).as_deref(), Some("2024"));
        assert_eq!(value("hijri-9-1-30", 2026).as_deref(), Some("2026-Q1"));
        assert_eq!(value("hijri-10-1-1", 2024).as_deref(), Some("2024-04"));
        assert_eq!(value("hijri-10-1-1", 2025).as_deref(), Some("2025"));
        assert_eq!(value("hijri-12-10-1", 2024).as_deref(), Some("2024-06"));
        // Chinese New Year and Diwali.
        assert_eq!(value("moon-01-21", 2024).as_deref(), Some("2024-02"));
        assert_eq!(value("moon-01-21", 2025).as_deref(), Some("2025-01"));
        assert_eq!(value("moon-10-15", 2025).as_deref(), Some("2025-10"));
        assert_eq!(value("moon-10-15", 2024).as_deref(), Some("2024-Q4"));
        assert_eq!(value("moon-10-15", 1400), None);
    }

    #[test]
    fn feasts_lie_within_their_days() {
        // Chinese New Year, by its published days.
        for day in ["2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12"]
            .into_iter()
            .chain(["1985-02-20", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"])
        {
            let day: NaiveDate = day.parse().unwrap();
            assert!(days("moon-01-21", day.year()).unwrap().contains(day), "{day}");
        }
        // Eid al-Fitr in Saudi Arabia.
        for day in ["2019-06-04", "2020-05-24", "2021-05-13", "2022-05-02", "2023-04-21", "2024-04-10", "2025-03-30"] {
            let day: NaiveDate = day.parse().unwrap();
            assert!(days("hijri-10-1-1", day.year()).unwrap().contains(day), "{day}");
        }
        // Diwali in India.
        for day in ["2019-10-27", "2020-11-14", "2021-11-04", "2022-10-24", "2023-11-12", "2024-10-31", "2025-10-20"] {
            let day: NaiveDate = day.parse().unwrap();
            assert!(days("moon-10-15", day.year()).unwrap().contains(day), "{day}");
        }
    }
}
