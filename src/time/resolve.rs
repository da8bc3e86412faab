//! Meanings to calendar time.
//!
//! In: a [`Point`], the publication date, the date the text last spoke of, and which way the
//! clause leans. Out: the stretch of calendar it denotes and what it was counted from. Never
//! guesses: without an anchor, or with one too coarse to tell, the answer is `None` and the
//! value keeps placeholders.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{YEARS, add_days, add_months, nth_weekday_in};
use super::meaning::{Amount, Calendar, Counted, Direction, From, Length, Name, Point};
use super::nearest::{nearest, step_to};
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
        Point::Same(unit) => same(*unit, false, day, context),
        Point::That(unit) => same(*unit, true, day, context),
        Point::Any(_) | Point::Impossible(..) => None,
        Point::Turn(unit) => Some((turn(*unit, day?)?, Source::Published)),
        Point::NamedBeside(name, steps, point) => {
            let (point, source) = settle(point, day, context)?;
            Some((step_to(*name, *steps, point, context.lean)?, source))
        }
        Point::Remembered(remembered) => match day {
            Some(day) if day < *remembered => {
                let name = Name::MonthDay(remembered.month(), remembered.day());
                Some((nearest(name, day, context.lean)?, Source::Published))
            }
            _ => Some((Calendar::Day(*remembered), Source::Words)),
        },
        Point::Away(length, direction, point) => {
            let (point, source) = settle(point, day, context)?;
            Some((away(length, *direction, point)?, source))
        }
        Point::On(length) => on(length, day, context),
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

fn step_units(unit: Unit, steps: i64, base: Calendar) -> Option<Calendar> {
    let interval = base.interval()?;
    let steps = if unit == Unit::Fortnight { steps.checked_mul(2)? } else { steps };
    // "the following month" counts from the end of what is in focus, "the previous" from its start.
    let day = if steps > 0 { interval.ends_before.pred_opt()? } else { interval.begins_on };
    Calendar::around(day, unit).step(steps)
}

fn same(unit: Unit, demonstrative: bool, day: Option<NaiveDate>, context: &Context) -> Option<(Calendar, Source)> {
    // News compares with last year all the time, and goes on to speak of this one.
    let compared = |focus: &Calendar| {
        unit == Unit::Year && day.zip(focus.interval()).is_some_and(|(day, days)| day.year() - 1 == days.begin_year())
    };
    if let Some(focus) = context.focus.filter(|focus| demonstrative || !compared(focus)) {
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

/// In the middle of a century, nobody knows which turn is meant.
fn turn(unit: Unit, day: NaiveDate) -> Option<Calendar> {
    let years = if unit == Unit::Century { 100 } else { 1000 };
    let nearest = (day.year() + years / 2).div_euclid(years);
    let near = (day.year() - nearest * years).abs() <= years * 2 / 5;
    near.then_some(if unit == Unit::Century { Calendar::Century(nearest) } else { Calendar::Millennium(nearest) })
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
    let interval = base.interval()?;
    let day = if direction == Direction::Back { interval.begins_on } else { interval.ends_before.pred_opt()? };
    let day = move_day(length, direction, day)?;
    let grains = length.0.iter().map(|(amount, unit)| match (amount, unit) {
        (Amount::Exact(thousandths), Unit::Year) if thousandths % 1000 != 0 => Unit::Month,
        // Decades and centuries ago are counted in years.
        (_, Unit::Decade | Unit::Century | Unit::Millennium) => Unit::Year,
        (_, unit) => *unit,
    });
    let finest = grains.min().unwrap_or(Unit::Millennium);
    // A shift from a single year or month stays as coarse as that.
    let coarse = match base {
        Calendar::Year(_) | Calendar::SplitYear(_) => Unit::Year,
        Calendar::Month(..) => Unit::Month,
        _ => Unit::Second,
    };
    Some(Calendar::around(day, finest.max(coarse)))
}

fn move_day(length: &Length, direction: Direction, mut day: NaiveDate) -> Option<NaiveDate> {
    let sign = if direction == Direction::Back { -1 } else { 1 };
    for (amount, unit) in &length.0 {
        let Amount::Exact(thousandths) = *amount else { return None };
        let amount = thousandths.checked_mul(sign)?;
        let months = |per: i64| amount.checked_mul(per).map(|months| months / 1000);
        day = match unit {
            // "48 hours earlier" is two days; on which day "36 hours earlier" falls depends on the hour.
            Unit::Hour if amount.abs() >= 24_000 && amount % 24_000 != 0 => return None,
            Unit::Hour => add_days(day, amount / 24_000)?,
            Unit::Second | Unit::Minute => day,
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
    }
    Some(day)
}

/// "a year ago today", "two weeks ago Tuesday", "five years ago this month": as precise as what is moved.
fn away(length: &Length, direction: Direction, point: Calendar) -> Option<Calendar> {
    // "the same quarter last year".
    if let (Calendar::Quarter(..) | Calendar::Half(..), [(Amount::Exact(thousandths), Unit::Year)]) =
        (point, &*length.0)
    {
        let years = thousandths / 1000;
        return point.step_years(if direction == Direction::Back { -years } else { years });
    }
    let begins_on = point.interval()?.begins_on;
    // The Thursday names the week's year.
    let day = if matches!(point, Calendar::Week(..)) { add_days(begins_on, 3)? } else { begins_on };
    let moved = move_day(length, direction, day)?;
    let unit = match point {
        Calendar::Day(_) => Unit::Day,
        Calendar::Week(..) => Unit::Week,
        Calendar::Weekend(..) => Unit::Weekend,
        Calendar::Month(..) => Unit::Month,
        _ => return None,
    };
    Some(Calendar::around(moved, unit))
}

/// "Two years on": after a past date that the text spoke of, where that is not yet to come; else now.
fn on(length: &Length, day: Option<NaiveDate>, context: &Context) -> Option<(Calendar, Source)> {
    let after = context.focus.and_then(|focus| shift(length, Direction::Forward, focus));
    let has_come = |after: &Calendar| {
        let days = after.interval().zip(day);
        days.is_none_or(|(after, day)| after.begins_on <= day)
    };
    match after.filter(has_come) {
        Some(after) => Some((after, Source::Focus)),
        None => Some((Calendar::around(day?, length.unit().clamp(Unit::Day, Unit::Year)), Source::Published)),
    }
}

fn nth(n: i64, counted: Counted, within: Calendar) -> Option<Calendar> {
    let interval = within.interval()?;
    let unit = match counted {
        Counted::Weekday(weekday) => return nth_weekday_in(interval, weekday, n).map(Calendar::Day),
        Counted::Unit(unit) => unit,
    };
    let (edge, inwards) = if n > 0 { (interval.begins_on, 1) } else { (interval.ends_before.pred_opt()?, -1) };
    let mut first = Calendar::around(edge, unit);
    if let (Calendar::Day(day), Unit::Weekend) = (within, unit) {
        // The weekend of a holiday on a Monday is the one before it; of a Thursday or Friday, the one after.
        let before = matches!(day.weekday(), Weekday::Mon | Weekday::Tue);
        return if before { first.step(-1) } else { Some(first) };
    }
    // The weekend of the week in which a month begins or ends may lie outside it.
    if !interval.contains(first.interval()?.begins_on) && unit == Unit::Weekend {
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
        Name::Weekdays | Name::DatedWeekday(..) => return None,
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
        Point::Named(name) | Point::NamedStep(name, ..) | Point::Within(name, _) | Point::Any(name) => {
            name.placeholder()
        }
        Point::NamedBeside(name, ..) => name.placeholder(),
        Point::Impossible(year, month) => {
            let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
            format!("{year}-{month:02}-XX")
        }
        Point::Remembered(day) => Name::MonthDay(day.month(), day.day()).placeholder(),
        Point::On(length) => unit_placeholder(length.unit()),
        Point::Away(_, _, point) => placeholder(point),
        Point::Step(unit, ..) | Point::Same(unit) | Point::That(unit) | Point::Nth(_, Counted::Unit(unit), _) => {
            unit_placeholder(*unit)
        }
        Point::Nth(_, Counted::Weekday(weekday), _) => Name::Weekday(*weekday).placeholder(),
        Point::Shift(length, ..) => unit_placeholder(length.unit()),
        Point::Turn(unit) => unit_placeholder(*unit),
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
