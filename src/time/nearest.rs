//! Names that recur to the calendar: which "Friday", "July" or "summer" is meant.
//!
//! In: a name, the day of speaking, and which way the clause leans. Out: the stretch of calendar. Never reads
//! the text.

use chrono::{Datelike, NaiveDate};

use super::calendar::{add_days, add_months};
use super::direction;
use super::meaning::{Calendar, Name};
use crate::lexicon::time::Unit;
use crate::model::Interval;

/// Days for which a quarter that is over stays the one that companies report on.
const REPORTED_FOR: i64 = 100;

/// Finds the "Friday", "July", "July 4" or "summer" that a text of this day means.
///
/// The name's own day, month or season is the one at hand; else the clause and the nearness of both
/// candidates decide.
pub fn nearest(name: Name, day: NaiveDate, lean: f32) -> Option<Calendar> {
    match name {
        Name::Weekday(weekday) => {
            let ahead = (i64::from(weekday) - i64::from(day.weekday().number_from_monday())).rem_euclid(7);
            let forward = ahead == 0 || direction::is_ahead("weekday", lean, 6 - ahead, ahead);
            Some(Calendar::Day(add_days(day, if forward { ahead } else { ahead - 7 })?))
        }
        Name::Weekend => {
            let this = Calendar::around(day, Unit::Weekend);
            let begun = this.interval()?.begins_on <= day;
            if begun || lean > 0.0 { Some(this) } else { this.step(-1) }
        }
        Name::DayOfMonth(number) => nearest_day_of_month(number, day, lean),
        Name::DatedWeekday(weekday, number) => nearest_dated_weekday(weekday, number, day, lean),
        Name::Decade(tens) => {
            let decade = day.year().div_euclid(100) * 100 + tens;
            Some(Calendar::Decade(if decade > day.year() { decade - 100 } else { decade }))
        }
        _ => nearest_of_year(name, day, lean),
    }
}

fn nearest_of_year(name: Name, day: NaiveDate, lean: f32) -> Option<Calendar> {
    // 29 February may be four (or eight) years away.
    let candidates = (-8..=8).filter_map(|years| Some((day.year() + years, name.days_in_year(day.year() + years)?)));
    let mut past: Option<(i32, Interval)> = None;
    let mut future: Option<(i32, Interval)> = None;
    for (year, days) in candidates {
        if days.contains(day) {
            return name.in_year(year);
        }
        if days.begins_on <= day {
            past = Some((year, days));
        } else if future.is_none() {
            future = Some((year, days));
        }
    }
    let days_back = past.map(|(_, past)| (day - past.ends_before).num_days());
    let days_ahead = future.map(|(_, future)| (future.begins_on - day).num_days());
    let in_year = |found: Option<(i32, Interval)>| name.in_year(found?.0);
    let (past, future) = (in_year(past), in_year(future));
    let (Some(days_back), Some(days_ahead)) = (days_back, days_ahead) else { return past.or(future) };
    let kind = match name {
        // Plans and forecasts are for the quarter that is reported on, as soon as it is over.
        Name::Quarter(_) | Name::Half(_) if days_back < REPORTED_FOR => return past,
        Name::Month(_) => "month",
        Name::MonthDay(..) | Name::DayPair(..) | Name::Holiday(_) => "day",
        _ => "season",
    };
    if direction::is_ahead(kind, lean, days_back, days_ahead) { future } else { past }
}

fn nearest_day_of_month(number: u32, day: NaiveDate, lean: f32) -> Option<Calendar> {
    let this_month = day.with_day(1)?;
    let in_month = |months: i64| add_months(this_month, months).and_then(|month| month.with_day(number));
    if day.day() == number {
        return Some(Calendar::Day(day));
    }
    let found = if lean > 0.0 {
        (0..3).filter_map(in_month).find(|candidate| *candidate > day)
    } else {
        (-2..=0).rev().filter_map(in_month).find(|candidate| *candidate < day)
    };
    found.map(Calendar::Day)
}

/// "Friday the 13th": the weekday picks the month.
fn nearest_dated_weekday(weekday: u32, number: u32, day: NaiveDate, lean: f32) -> Option<Calendar> {
    let month = day.with_day(1)?;
    let fits = |months: i64| {
        let candidate = add_months(month, months)?.with_day(number)?;
        (candidate.weekday().number_from_monday() == weekday).then_some(candidate)
    };
    // The calendar repeats its months within 14 of them, save for the 29th to 31st.
    let past = (-36..=0).rev().filter_map(fits).find(|candidate| *candidate <= day);
    let coming = (0..=36).filter_map(fits).find(|candidate| *candidate >= day);
    let days_back = past.map_or(i64::MAX / 2, |past| (day - past).num_days());
    let days_ahead = coming.map_or(i64::MAX / 2, |coming| (coming - day).num_days());
    let found = if direction::is_ahead("day", lean, days_back, days_ahead) { coming.or(past) } else { past.or(coming) };
    found.map(Calendar::Day)
}

/// "last Friday" is strictly before the base and "next Friday" strictly after it; "this Friday" is
/// the one of the same week. Months, seasons and the like go by the stretch that holds the base.
pub fn step_to(name: Name, steps: i64, base: Calendar, lean: f32) -> Option<Calendar> {
    let interval = base.interval()?;
    let day = interval.begins_on;
    let last_day = interval.ends_before.pred_opt()?;
    match name {
        Name::Weekday(weekday) => {
            let weekday = i64::from(weekday);
            let of = |day: NaiveDate| i64::from(day.weekday().number_from_monday());
            let found = match steps {
                0 => add_days(day, weekday - of(day)),
                _ if steps < 0 => add_days(day, (weekday - of(day)).rem_euclid(7) - 7 + (steps + 1) * 7),
                _ => add_days(last_day, (weekday - of(last_day) - 1).rem_euclid(7) + 1 + (steps - 1) * 7),
            };
            Some(Calendar::Day(found?))
        }
        Name::Weekend => {
            let this = Calendar::around(day, Unit::Weekend);
            this.step(steps)
        }
        Name::DayOfMonth(number) => {
            let month = Calendar::around(day, Unit::Month).step(steps)?;
            Some(Calendar::Day(month.interval()?.begins_on.with_day(number)?))
        }
        Name::Decade(_) => nearest(name, day, lean),
        _ if steps == 0 => this_of_year(name, day),
        _ => {
            let years = day.year() - 9..=day.year() + 9;
            let (mut before, mut after) = (None, None);
            for year in years {
                let (Some(candidate), Some(span)) = (name.in_year(year), name.days_in_year(year)) else { continue };
                if span.ends_before <= day {
                    before = Some(candidate);
                } else if span.begins_on > last_day && after.is_none() {
                    after = Some(candidate);
                }
            }
            let nearest = if steps < 0 { before } else { after };
            nearest?.step_years(steps - steps.signum())
        }
    }
}

/// "this summer": the one at hand, else that of the year; in January "this winter" has begun.
fn this_of_year(name: Name, day: NaiveDate) -> Option<Calendar> {
    let last = name.in_year(day.year() - 1);
    let still = last.filter(|last| last.interval().is_some_and(|interval| interval.contains(day)));
    still.or_else(|| name.in_year(day.year()))
}
