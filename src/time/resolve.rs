//! Meanings to calendar time.
//!
//! In: a [`Point`], the publication date, the date the text last spoke of, and which way the
//! clause leans. Out: the stretch of calendar it denotes and what it was counted from. Never
//! guesses: without an anchor, or with one too coarse to tell, the answer is `None` and the
//! value keeps placeholders.

use chrono::{Datelike, NaiveDate};

use super::calendar::{YEARS, add_days, add_months, nth_weekday_in};
use super::direction;
use super::meaning::{Amount, Calendar, Counted, Direction, From, Length, Name, Point};
use crate::lexicon::time::Unit;
use crate::model::Interval;

/// What a point is resolved against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The days the publication date may be.
    pub published: Option<Interval>,
    /// What the text last spoke of.
    pub focus: Option<Calendar>,
    /// The quarter or half year that a report of earnings is about.
    pub period: Option<Calendar>,
    /// Which way the clause leans, as a log-odds: past when negative, future when positive. See
    /// [`direction`](super::direction).
    pub lean: f32,
}

/// What a resolved point was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Nothing: the words say it all.
    Words,
    /// The publication date.
    Published,
    /// The date the text last spoke of.
    Focus,
}

/// Days for which a quarter that is over stays the one that companies report on.
const REPORTED_FOR: i64 = 100;

/// Returns the stretch of calendar that the point denotes.
///
/// A publication date known only to the month or year settles what is the same on its first and
/// last day ("last year"), and nothing else.
pub fn resolve(point: &Point, context: &Context) -> Option<(Calendar, Source)> {
    let Some(published) = context.published else { return settle(point, None, context) };
    let first = settle(point, Some(published.begins_on), context)?;
    let last_day = published.ends_before.pred_opt()?;
    if last_day == published.begins_on {
        return Some(first);
    }
    let last = settle(point, Some(last_day), context)?;
    (first == last).then_some(first)
}

fn settle(point: &Point, day: Option<NaiveDate>, context: &Context) -> Option<(Calendar, Source)> {
    let base = |from: From| base(from, day, context);
    match point {
        Point::Calendar(calendar) => Some((*calendar, Source::Words)),
        Point::Named(name) => match day {
            Some(day) => Some((nearest(*name, day, context.lean)?, Source::Published)),
            None => Some((in_focus(*name, context.focus?)?, Source::Focus)),
        },
        Point::NamedStep(name, steps, from) => {
            let is_day = matches!(name, Name::Weekday(_));
            let (base, source) = base(if is_day { from_day(*from, context) } else { *from })?;
            Some((step_to(*name, *steps, base, context.lean)?, source))
        }
        Point::Step(unit, steps, from) => {
            let (base, source) = base(if *unit <= Unit::Day { from_day(*from, context) } else { *from })?;
            Some((step_units(*unit, *steps, base)?, source))
        }
        Point::Same(unit) => same(*unit, day, context),
        Point::Shift(length, direction, from) => {
            let (base, source) = base(*from)?;
            Some((shift(length, *direction, base)?, source))
        }
        Point::YearsBefore(years) => match context.period {
            Some(period) => Some((period.step_years(-years)?, Source::Published)),
            None => Some((Calendar::Year(day?.year()).step(-years)?, Source::Published)),
        },
        Point::Period(year) => period(*year, day, context),
        Point::Beside(days, point) => {
            let (calendar, source) = settle(point, day, context)?;
            Some((calendar.step(*days)?, source))
        }
        Point::Nth(n, counted, within) => {
            if let Some(week) = day.and_then(|day| week_at_hand(*n, *counted, within, day)) {
                return Some((week, Source::Published));
            }
            let (within, source) = settle(within, day, context)?;
            Some((nth(*n, *counted, within)?, source))
        }
        Point::Within(name, within) => {
            let (within, source) = settle(within, day, context)?;
            Some((name_within(*name, within)?, source))
        }
        Point::Part(_, day_point) | Point::Clock(_, day_point) => settle(day_point, day, context),
    }
}

/// "Easter week" in the week before Easter is the one at hand, whatever the clause leans to.
fn week_at_hand(n: i64, counted: Counted, within: &Point, day: NaiveDate) -> Option<Calendar> {
    let Point::Named(holiday @ Name::Holiday(_)) = within else { return None };
    let days = (-1..=1).filter_map(|years| holiday.in_year(day.year() + years));
    let mut weeks = days.filter_map(|day| nth(n, counted, day));
    weeks.find(|week| week.interval().is_some_and(|interval| interval.contains(day)))
}

/// In a story of no known date, "June 6" is in the year that the text last spoke of.
fn in_focus(name: Name, focus: Calendar) -> Option<Calendar> {
    let year = Calendar::around(focus.interval()?.begins_on, Unit::Year);
    let year_known = !matches!(focus, Calendar::Decade(_) | Calendar::Century(_) | Calendar::Millennium(_));
    let recurs_yearly = !matches!(name, Name::Weekday(_) | Name::DayOfMonth(_) | Name::Weekend | Name::Decade(_));
    (year_known && recurs_yearly).then(|| name_within(name, year))?
}

/// Returns the day to count from; the publication date stands in where nothing is in focus.
fn base(from: From, day: Option<NaiveDate>, context: &Context) -> Option<(Calendar, Source)> {
    match (from, context.focus) {
        (From::Focus, Some(focus)) => Some((focus, Source::Focus)),
        _ => Some((Calendar::Day(day?), Source::Published)),
    }
}

/// "the following Tuesday" and "the next day" go on from a day, never from a year that is in focus.
fn from_day(from: From, context: &Context) -> From {
    let days = context.focus.and_then(Calendar::interval).map(|days| (days.ends_before - days.begins_on).num_days());
    if days.is_some_and(|days| days > 31) { From::Published } else { from }
}

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
        Name::Decade(tens) => {
            let decade = day.year().div_euclid(100) * 100 + tens;
            Some(Calendar::Decade(if decade > day.year() { decade - 100 } else { decade }))
        }
        _ => nearest_of_year(name, day, lean),
    }
}

fn nearest_of_year(name: Name, day: NaiveDate, lean: f32) -> Option<Calendar> {
    // 29 February may be four (or eight) years away.
    let candidates = (-8..=8).filter_map(|years| name.in_year(day.year() + years));
    let mut past: Option<Calendar> = None;
    let mut future: Option<Calendar> = None;
    for candidate in candidates {
        let Some(interval) = candidate.interval() else { continue };
        if interval.contains(day) {
            return Some(candidate);
        }
        if interval.begins_on <= day {
            past = Some(candidate);
        } else if future.is_none() {
            future = Some(candidate);
        }
    }
    let days_back = past.and_then(Calendar::interval).map(|past| (day - past.ends_before).num_days());
    let days_ahead = future.and_then(Calendar::interval).map(|future| (future.begins_on - day).num_days());
    let (Some(days_back), Some(days_ahead)) = (days_back, days_ahead) else { return past.or(future) };
    let kind = match name {
        // Plans and forecasts are for the quarter that is reported on, as soon as it is over.
        Name::Quarter(_) | Name::Half(_) if days_back < REPORTED_FOR => return past,
        Name::Month(_) => "month",
        Name::MonthDay(..) | Name::Holiday(_) => "day",
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
            let candidates = years.filter_map(|year| name.in_year(year));
            let (mut before, mut after) = (None, None);
            for candidate in candidates {
                let span = candidate.interval()?;
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

fn step_units(unit: Unit, steps: i64, base: Calendar) -> Option<Calendar> {
    let interval = base.interval()?;
    let steps = if unit == Unit::Fortnight { steps.checked_mul(2)? } else { steps };
    // "the following month" counts from the end of what is in focus, "the previous" from its start.
    let day = if steps > 0 { interval.ends_before.pred_opt()? } else { interval.begins_on };
    Calendar::around(day, unit).step(steps)
}

fn same(unit: Unit, day: Option<NaiveDate>, context: &Context) -> Option<(Calendar, Source)> {
    // News compares with last year all the time, and goes on to speak of this one.
    let compared = |focus: &Calendar| {
        unit == Unit::Year && day.zip(focus.interval()).is_some_and(|(day, days)| day.year() - 1 == days.begin_year())
    };
    if let Some(focus) = context.focus.filter(|focus| !compared(focus)) {
        let interval = focus.interval()?;
        let first = Calendar::around(interval.begins_on, unit);
        let last = Calendar::around(interval.ends_before.pred_opt()?, unit);
        // What is in focus must lie within one such unit: "that day" is none of a year.
        if first == last {
            return Some((first, Source::Focus));
        }
    }
    Some((Calendar::around(day?, unit), Source::Published))
}

/// The period of the report; without one, the last quarter that is over.
fn period(year: Option<i32>, day: Option<NaiveDate>, context: &Context) -> Option<(Calendar, Source)> {
    let found = match (context.period, year) {
        (Some(Calendar::Quarter(_, quarter)), Some(year)) => Calendar::Quarter(year, quarter),
        (Some(period), None) => period,
        (_, Some(year)) => return Some((Calendar::Year(year), Source::Words)),
        (None, None) => Calendar::around(day?, Unit::Quarter).step(if context.lean > 0.0 { 0 } else { -1 })?,
    };
    Some((found, Source::Published))
}

/// Moves a base by a length; the result is as precise as the length's finest unit.
pub fn shift(length: &Length, direction: Direction, base: Calendar) -> Option<Calendar> {
    let sign = if direction == Direction::Back { -1 } else { 1 };
    let interval = base.interval()?;
    let mut day = if sign < 0 { interval.begins_on } else { interval.ends_before.pred_opt()? };
    let mut finest = Unit::Millennium;
    for (amount, unit) in &length.0 {
        let Amount::Exact(thousandths) = *amount else { return None };
        let amount = thousandths.checked_mul(sign)?;
        let whole = thousandths % 1000 == 0;
        let months = |per: i64| amount.checked_mul(per).map(|months| months / 1000);
        day = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => add_days(day, 0)?,
            Unit::Night | Unit::Day => add_days(day, amount / 1000)?,
            Unit::Weekend | Unit::Week => add_days(day, amount.checked_mul(7)? / 1000)?,
            Unit::Fortnight => add_days(day, amount.checked_mul(14)? / 1000)?,
            Unit::Month => add_months(day, months(1)?)?,
            Unit::Quarter | Unit::Season => add_months(day, months(3)?)?,
            Unit::Year => add_months(day, months(12)?)?,
            Unit::Decade => add_months(day, months(120)?)?,
            Unit::Century => add_months(day, months(1200)?)?,
            Unit::Millennium => add_months(day, months(12_000)?)?,
        };
        let grain = match unit {
            Unit::Year if !whole => Unit::Month,
            // Decades and centuries ago are counted in years.
            Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
            _ => *unit,
        };
        finest = finest.min(grain);
    }
    // A shift from a single year or month stays as coarse as that.
    let coarse = match base {
        Calendar::Year(_) | Calendar::SplitYear(_) => Unit::Year,
        Calendar::Month(..) => Unit::Month,
        _ => Unit::Second,
    };
    Some(Calendar::around(day, finest.max(coarse)))
}

fn nth(n: i64, counted: Counted, within: Calendar) -> Option<Calendar> {
    let interval = within.interval()?;
    let unit = match counted {
        Counted::Weekday(weekday) => return nth_weekday_in(interval, weekday, n).map(Calendar::Day),
        Counted::Unit(unit) => unit,
    };
    let (edge, inwards) = if n > 0 { (interval.begins_on, 1) } else { (interval.ends_before.pred_opt()?, -1) };
    let mut first = Calendar::around(edge, unit);
    // The weekend of the week in which a month begins or ends may lie outside it.
    let is_day = matches!(within, Calendar::Day(_));
    if !interval.contains(first.interval()?.begins_on) && unit == Unit::Weekend && !is_day {
        first = first.step(inwards)?;
    }
    let found = first.step(n - n.signum())?;
    let span = found.interval()?;
    (span.begins_on < interval.ends_before && span.ends_before > interval.begins_on).then_some(found)
}

fn name_within(name: Name, within: Calendar) -> Option<Calendar> {
    let interval = within.interval()?;
    let found = match name {
        Name::Weekday(weekday) => Calendar::Day(nth_weekday_in(interval, weekday, 1)?),
        Name::Weekend => Calendar::around(interval.begins_on, Unit::Weekend),
        Name::DayOfMonth(day) => Calendar::Day(interval.begins_on.with_day(day)?),
        Name::Decade(tens) => Calendar::Decade(interval.begins_on.year().div_euclid(100) * 100 + tens),
        _ => name.in_year(interval.begins_on.year())?,
    };
    let begins_on = found.interval()?.begins_on;
    (interval.contains(begins_on) && YEARS.contains(&begins_on.year())).then_some(found)
}

/// Returns the value of a point that could not be resolved: what is known, and X for the rest.
pub fn placeholder(point: &Point) -> String {
    match point {
        Point::Calendar(calendar) => calendar.value(),
        Point::Named(name) | Point::NamedStep(name, ..) | Point::Within(name, _) => name.placeholder(),
        Point::Step(unit, ..) | Point::Same(unit) | Point::Nth(_, Counted::Unit(unit), _) => unit_placeholder(*unit),
        Point::Nth(_, Counted::Weekday(weekday), _) => Name::Weekday(*weekday).placeholder(),
        Point::Shift(length, ..) => unit_placeholder(length.unit()),
        Point::YearsBefore(_) => unit_placeholder(Unit::Year),
        Point::Period(_) => unit_placeholder(Unit::Quarter),
        Point::Part(_, day) | Point::Clock(_, day) | Point::Beside(_, day) => placeholder(day),
    }
}

fn unit_placeholder(unit: Unit) -> String {
    let value = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Night | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Season => "XXXX-XX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        Unit::Millennium => "X",
    };
    value.to_owned()
}
