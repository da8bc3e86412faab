//! Dates that say their year or their month: "3 July 2025", "October 1998", "the 1990s", "Q3 2014".

use chrono::NaiveDate;

use super::year::{bare_year, year_range, years};
use super::{calendar, pair, point, rule};
use crate::lexicon::time::Class;
use crate::model::Upos;
use crate::time::figures::century;
use crate::time::meaning::{Calendar, From, Meaning, Name, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `date`.
pub const RULES: &[Rule] = &[
    rule("date/weekday-month-day-year", "WEEKDAY ,|the? MONTH DAY ,? YEAR", month_day_year),
    rule("date/weekday-day-month-year", "WEEKDAY ,|the? DAY of? MONTH ,? YEAR", month_day_year),
    rule("date/weekday-month-day", "WEEKDAY ,|the? MONTH DAY", month_day),
    rule("date/weekday-month-ordinal", "this? coming|past? WEEKDAY ,|the? MONTH the? ORDINAL", month_ordinal),
    rule("date/weekday-day-month", "WEEKDAY ,|the? DAY of? MONTH", month_day),
    rule("date/month-day-year", "MONTH DAY ,? YEAR", month_day_year),
    rule("date/day-month-year", "the? DAY of|-? MONTH ,|-? YEAR", month_day_year),
    rule("date/remembered", "MONTH DAY", remembered),
    rule("date/three-days-of-month", "MONTH DAY , DAY ,? and|& DAY ,? YEAR", days_of_month),
    rule("date/three-days", "MONTH DAY , DAY ,? and|& DAY", days_of_month),
    rule("date/three-days-before-month", "DAY , DAY ,? and|& DAY MONTH YEAR", days_before_month),
    rule("date/three-days-month", "DAY , DAY ,? and|& DAY MONTH", days_before_month),
    rule("date/month-day-short-year", "MONTH DAY ,? SHORTYEAR", |m| {
        calendar(Calendar::Day(NaiveDate::from_ymd_opt(clipped(m)?, month(m)?, m.get(Class::Day)? as u32)?))
    }),
    rule("date/month-days-year", "MONTH DAY -|to|and|through|& DAY ,? YEAR", days_of_month),
    rule("date/month-days", "MONTH DAY -|to|and|through|& DAY", days_of_month),
    rule("date/days-month-year", "the? DAY -|to|and|& the? DAY of? MONTH ,? YEAR", days_before_month),
    rule("date/days-month", "the? DAY -|to|and|& the? DAY of? MONTH", days_before_month),
    rule("date/day-pair-month-year", "the? DAYPAIR MONTH ,? YEAR", day_pair),
    rule("date/day-pair-month", "the? DAYPAIR MONTH", day_pair),
    rule("date/month-day-pair", "MONTH DAYPAIR", day_pair),
    rule("date/month-day-pair-year", "MONTH DAYPAIR ,? YEAR", day_pair),
    rule("date/month-day", "MONTH DAY", month_day),
    rule("date/month-day-far-year", "MONTH DAY ,? NUMBER", far_year),
    rule("date/day-month-far-year", "the? DAY of? MONTH ,? NUMBER", far_year),
    rule("date/month-ordinal", "MONTH the? ORDINAL", month_ordinal),
    rule("date/day-month", "the? DAY of? MONTH", month_day),
    rule("date/ordinal-of-month", "the ORDINAL of MONTH", month_ordinal),
    rule("date/month-year", "MONTH of|,? YEAR", month_year),
    rule("date/month-short-year", "MONTH SHORTYEAR", month_year),
    rule("date/the-year", "the? full? year YEAR", |m| calendar(Calendar::Year(year(m)?))),
    rule("date/year-range", "YEAR - YEAR", year_range),
    rule("date/years", "YEAR and|to|until YEAR", years),
    rule("date/split-year", "the? YEAR -|/ SHORTYEAR", split_year),
    rule("date/year", "YEAR", bare_year),
    rule("date/clipped-year", "SHORTYEAR", clipped_year),
    rule("date/season-of-games", "the? YEAR - YEAR <season|campaign|tax|school|academic|fiscal|financial", |m| {
        let (first, second) = (m.nth(Class::Year, 0)? as i32, m.nth(Class::Year, 1)? as i32);
        (first + 1 == second).then(|| calendar(Calendar::SplitYear(first)))?
    }),
    rule("date/short-range", "YEAR - SHORTYEAR", short_range),
    rule("date/fiscal-split-year", "the? fiscal|financial|tax year YEAR -|/ SHORTYEAR", split_year),
    rule("date/fiscal-year", "the? fiscal|financial|fy year? YEAR", |m| calendar(Calendar::Year(year(m)?))),
    rule("date/season-of-year", "the? SEASON of|,? YEAR", |m| {
        calendar(Calendar::Season(year(m)?, m.get(Class::Season)? as usize))
    }),
    rule("date/season-split", "the? SEASON of|in|,? SPLITYEAR", |m| {
        calendar(Calendar::Season(m.get(Class::SplitYear)? as i32, m.get(Class::Season)? as usize))
    }),
    rule("date/season-of-short-year", "the? SEASON of|,? SHORTYEAR", |m| {
        calendar(Calendar::Season(clipped(m)?, m.get(Class::Season)? as usize))
    }),
    rule("date/season-of-split-year", "the? SEASON of|,? YEAR -|/ SHORTYEAR", season_of_split_year),
    rule(
        "date/quarter-of-year",
        "the? fiscal|calendar? -? ORDINAL|latter -? quarter|half|period of|in|,? fiscal|financial? year? YEAR",
        quarter_of_year,
    ),
    rule("date/year-quarter", "the? YEAR 's? fiscal? ORDINAL -? quarter|half", quarter_of_year),
    rule("date/q-year", "q1|q2|q3|q4|h1|h2 of|,? YEAR", q_year),
    rule("date/year-period", "the YEAR quarter|period", |m| point(Point::Period(year(m)))),
    rule("date/holiday-of-year", "HOLIDAY of|,? YEAR", |m| {
        calendar(Name::Holiday(m.get(Class::Holiday)? as usize).in_year(year(m)?)?)
    }),
];

pub fn year(m: &Match) -> Option<i32> {
    m.get(Class::Year).map(|year| year as i32)
}

/// "May" and "March" are months only with a capital, as are abbreviations that are also words.
pub fn month(m: &Match) -> Option<u32> {
    let at = m.position(Class::Month, 0)?;
    let doubtful =
        matches!(m.token(at).lower.as_str(), "may" | "march" | "mar" | "dec" | "sep" | "oct" | "jan" | "jun");
    (!doubtful || m.capitalised(at)).then(|| m.get(Class::Month))?.map(|month| month as u32)
}

/// "10/11 July": one token, so one expression for both days.
fn day_pair(m: &Match) -> Option<Built> {
    let (month, first) = (month(m)?, m.get(Class::DayPair)? as u32 / 100);
    let capital = m.capitalised(m.position(Class::Month, 0)?);
    match year(m) {
        _ if !capital || !valid(month, first) || !valid(month, first + 1) => None,
        Some(year) => calendar(Calendar::DayPair(NaiveDate::from_ymd_opt(year, month, first)?)),
        None => point(Point::Named(Name::DayPair(month, first))),
    }
}

fn valid(month: u32, day: u32) -> bool {
    NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

fn month_day_year(m: &Match) -> Option<Built> {
    let (year, month, day) = (year(m)?, month(m)?, m.get(Class::Day)? as u32);
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => calendar(Calendar::Day(day)),
        // "February 30, 2024" is one date that the calendar does not have, not two.
        None => point(Point::Impossible(Some(year), month)),
    }
}

/// "5 May 10001": beyond the calendar, and not the 5 May of this year.
fn far_year(m: &Match) -> Option<Built> {
    let month = month(m)?;
    let year = &m.last_token(m.len() - 1).lower;
    let five_figures = year.len() > 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    // "On May 5, 10000 people marched."
    let ends = m.after(1).is_none_or(|next| matches!(next.upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Aux));
    (five_figures && ends && valid(month, m.get(Class::Day)? as u32)).then(|| point(Point::Impossible(None, month)))?
}

fn month_day(m: &Match) -> Option<Built> {
    let (month, day) = (month(m)?, m.get(Class::Day)? as u32);
    // "one May evening", "two March rallies": a day of the month before it is in figures.
    let at = m.position(Class::Day, 0)?;
    let figures = m.token(at).lower.starts_with(|first: char| first.is_ascii_digit());
    let follows = at > m.position(Class::Month, 0)?;
    // "March 5 percent", "May 12.5": a number that goes on is no day.
    let goes_on = follows && matches!(m.word_after(), "%" | "percent" | "million" | "billion" | "points");
    if !valid(month, day) {
        let dated = matches!(m.word_before(), "on" | "until" | "by" | "since" | "from" | "before" | "after");
        return dated.then(|| point(Point::Impossible(None, month)))?;
    }
    ((figures || follows) && !goes_on).then(|| point(Point::Named(Name::MonthDay(month, day))))?
}

fn month_ordinal(m: &Match) -> Option<Built> {
    let (month, day) = (month(m)?, u32::try_from(m.get(Class::Ordinal)?).ok()?);
    valid(month, day).then(|| point(Point::Named(Name::MonthDay(month, day))))?
}

fn on(year: Option<i32>, month: u32, day: u32) -> Option<Point> {
    match year {
        Some(year) => Some(Point::Calendar(Calendar::Day(NaiveDate::from_ymd_opt(year, month, day)?))),
        None => valid(month, day).then_some(Point::Named(Name::MonthDay(month, day))),
    }
}

fn days_of_month(m: &Match) -> Option<Built> {
    let (month, year) = (month(m)?, year(m));
    let days: Vec<(usize, u32)> =
        (0..3).filter_map(|n| Some((m.position(Class::Day, n)?, m.nth(Class::Day, n)? as u32))).collect();
    let (first, rest) = days.split_first()?;
    // "On July 4, 25 and 30 people were hurt" has one day.
    let counts = m.after(1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Adj)) && rest.len() > 1;
    if counts || !days.is_sorted_by(|one, next| one.1 < next.1) && rest.len() > 1 {
        return None;
    }
    let mut built = Built::from(Phrase::new(Meaning::Point(on(year, month, first.1)?)));
    built.end = Some(first.0 + 1);
    for (n, (at, day)) in rest.iter().enumerate() {
        // Without a year, the other days are in the year of the first.
        let point = match on(year, month, *day)? {
            Point::Named(name) => Point::NamedStep(name, 0, From::Focus),
            point => point,
        };
        let end = if n + 1 == rest.len() { m.len() } else { at + 1 };
        built.others.push((*at..end, Phrase::new(Meaning::Point(point))));
    }
    Some(built)
}

fn days_before_month(m: &Match) -> Option<Built> {
    let figures = m.token(m.position(Class::Day, 0)?).lower.starts_with(|first: char| first.is_ascii_digit());
    days_of_month(m).filter(|_| figures)
}

/// Days that are known by month and day alone: by what is said of them.
const REMEMBERED: &[(u32, u32, i32, &[&str])] = &[
    (9, 11, 2001, &["attack", "attacks", "terrorist", "terror", "hijackers", "hijackings", "commission", "victims"]),
    (1, 6, 2021, &["attack", "riot", "riots", "insurrection", "rioters", "committee", "panel", "defendants"]),
    (7, 7, 2005, &["bombings", "bombers"]),
    (10, 7, 2023, &["attack", "attacks", "massacre"]),
];

/// "the Sept. 11 attacks", "the Jan. 6 committee"; the latter names a body and dates nothing.
fn remembered(m: &Match) -> Option<Built> {
    let (month, day) = (month(m)?, m.get(Class::Day)? as u32);
    // "the Jan. 6, 2021, attack" says it all.
    let said = [m.word_after(), m.after(2).map_or("", |next| &next.lower)];
    let fits = |known: &&(u32, u32, i32, &[&str])| (known.0, known.1) == (month, day) && known.3.contains(&said[0]);
    let year = REMEMBERED.iter().find(fits)?.2;
    let mut phrase = Phrase::new(Meaning::Point(Point::Remembered(NaiveDate::from_ymd_opt(year, month, day)?)));
    phrase.in_name = matches!(said[0], "committee" | "commission" | "panel");
    Some(phrase.into())
}

fn month_year(m: &Match) -> Option<Built> {
    // "in June, FY2022 sales rose" has two.
    let fiscal = m.position(Class::Year, 0).is_some_and(|at| m.token(at).lower.starts_with("fy"));
    if fiscal {
        return None;
    }
    let year = match year(m) {
        Some(year) => year,
        None => clipped(m)?,
    };
    calendar(Calendar::Month(year, month(m)?))
}

/// The year of "'98"; two bare figures are no year.
fn clipped(m: &Match) -> Option<i32> {
    let at = m.position(Class::ShortYear, 0)?;
    let apostrophe = m.token(at).lower.starts_with('\'');
    apostrophe.then(|| m.get(Class::ShortYear).map(|short| century(short) as i32))?
}

fn clipped_year(m: &Match) -> Option<Built> {
    let introduced =
        matches!(m.word_before(), "in" | "since" | "of" | "until" | "by" | "from" | "summer" | "early" | "late");
    introduced.then(|| calendar(Calendar::Year(clipped(m)?)))?
}

fn split_year(m: &Match) -> Option<Built> {
    let (first, short) = (year(m)?, m.get(Class::ShortYear)? as i32);
    ((first + 1) % 100 == short && (1800..2100).contains(&first)).then(|| calendar(Calendar::SplitYear(first)))?
}

/// "from 2014-16", "the 1939-45 war": from the first to the second.
fn short_range(m: &Match) -> Option<Built> {
    let (first, short) = (year(m)?, m.get(Class::ShortYear)? as i32);
    let second = first.div_euclid(100) * 100 + short;
    // "the 2015-16 season" is one year over the turn of another.
    let plausible = (1000..2100).contains(&first) && second > first + 1;
    let counted =
        m.after(1).is_some_and(|next| matches!(&*next.lower, "%" | "percent" | "points" | "vote" | "votes" | "win"));
    let end = Point::Calendar(Calendar::Year(second));
    (plausible && !counted).then(|| pair(m, Point::Calendar(Calendar::Year(first)), 2, end))?
}

/// "the winter of 1944-45": seasons are named by the year they begin in.
fn season_of_split_year(m: &Match) -> Option<Built> {
    let (first, short) = (year(m)?, m.get(Class::ShortYear)? as i32);
    ((first + 1) % 100 == short).then(|| calendar(Calendar::Season(first, m.get(Class::Season)? as usize)))?
}

fn quarter_of_year(m: &Match) -> Option<Built> {
    let periods = if m.has("half") { 2 } else { 4 };
    // "the last half of 1989" counts from its end.
    let ordinal = match if m.has("latter") { -1 } else { m.get(Class::Ordinal)? } {
        -1 => periods,
        ordinal => u32::try_from(ordinal).ok()?,
    };
    let year = year(m)?;
    match m.has("half") {
        true => (1..=2).contains(&ordinal).then(|| calendar(Calendar::Half(year, ordinal)))?,
        false => (1..=4).contains(&ordinal).then(|| calendar(Calendar::Quarter(year, ordinal)))?,
    }
}

fn q_year(m: &Match) -> Option<Built> {
    let name = m.first_word();
    let number = u32::from(name.as_bytes()[1] - b'0');
    let year = year(m)?;
    calendar(if name.starts_with('q') { Calendar::Quarter(year, number) } else { Calendar::Half(year, number) })
}
