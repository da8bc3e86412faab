//! Years of other reckonings.
//!
//! In: year, month and day as written. Out: the civil day.

use chrono::{Days, NaiveDate};

use super::names::Calendar;

/// The civil day of a written one. Years from 2443 on count from the Buddha's, as Thailand does, and
/// years of the fourteenth century are those of Iran: no page is as old, and none as new.
pub fn civil(calendar: Calendar, year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    match year {
        1300..=1450 => persian(year, month, day),
        _ if calendar == Calendar::Persian => None,
        2443..=2599 => NaiveDate::from_ymd_opt(year - 543, month, day),
        _ => NaiveDate::from_ymd_opt(year, month, day),
    }
}

/// Six months of 31 days, then of 30; the year starts at the equinox of March.
///
/// The leap years are those of the cycle of 33 years that holds in these centuries (years whose
/// remainder is 1, 5, 9, 13, 17, 22, 26 or 30).
fn persian(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    const LEAPS: &[i32] = &[1, 5, 9, 13, 17, 22, 26, 30];
    let is_leap = LEAPS.contains(&(year % 33));
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u32::from(is_leap),
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    // 1 Farvardin 1300 was 21 March 1921.
    let first = NaiveDate::from_ymd_opt(1921, 3, 21)?;
    let leaps = (1300..year).filter(|year| LEAPS.contains(&(year % 33))).count() as u64;
    let within = (month - 1) * 30 + (month - 1).min(6) + day - 1;
    first.checked_add_days(Days::new((year - 1300) as u64 * 365 + leaps + u64::from(within)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(year: i32, month: u32, day: u32, expected: &str) {
        let found = civil(Calendar::Civil, year, month, day);
        assert_eq!(found.map_or("-".into(), |day| day.to_string()), expected);
    }

    #[test]
    fn years_of_iran_start_at_the_equinox() {
        check(1395, 12, 21, "2017-03-11");
        check(1395, 12, 30, "2017-03-20");
        check(1396, 1, 1, "2017-03-21");
        check(1399, 12, 30, "2021-03-20");
        check(1400, 1, 1, "2021-03-21");
        check(1402, 7, 1, "2023-09-23");
        check(1403, 12, 30, "2025-03-20");
        check(1300, 1, 1, "1921-03-21");
    }

    #[test]
    fn days_that_a_year_lacks_are_none() {
        check(1396, 12, 30, "-");
        check(1396, 7, 31, "-");
        check(1396, 13, 1, "-");
        check(2562, 2, 30, "-");
        assert_eq!(civil(Calendar::Persian, 2017, 1, 1), None);
    }

    #[test]
    fn years_of_the_buddha_are_543_ahead() {
        check(2562, 3, 12, "2019-03-12");
        check(2019, 3, 12, "2019-03-12");
    }
}
