//! Phrases joined: "10 p.m. Wednesday", "the second Tuesday of next month", "three days ago".

use super::relative::away;
use super::{point, rule};
use crate::lexicon::time::{Class, Unit};
use crate::model::Modifier;
use crate::time::meaning::{Counted, Direction, From, Meaning, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `compose`.
pub const RULES: &[Rule] = &[
    rule("compose/time-on-day", "TIME ,|on? DAYDATE", time_on_day),
    rule("compose/day-at-time", "DAYDATE ,? at? TIME", day_at_time),
    rule("compose/length-away", "LENGTH ago|earlier|previously|hence|later", length_away),
    rule("compose/length-or-so-away", "LENGTH or so ago|earlier|hence|later", |m| {
        let built = length_away(m)?;
        Some(Built { phrase: built.phrase.modified(Modifier::Approx), ..built })
    }),
    rule("compose/length-from-now", "LENGTH from now", length_away),
    rule("compose/nth-weekday", "the ORDINAL WEEKDAY of|in DATE", |m| {
        nth(m, Counted::Weekday(m.get(Class::Weekday)? as u32))
    }),
    rule("compose/nth-unit", "the ORDINAL UNIT of|in DATE", |m| nth(m, Counted::Unit(m.unit()?))),
    rule("compose/unit-of", "the week|month|weekend of DATE", unit_of),
    rule("compose/day-before", "the? day before DAYDATE", |m| point(Point::Beside(-1, Box::new(inner(m)?)))),
    rule("compose/day-after", "the? day after DAYDATE", |m| point(Point::Beside(1, Box::new(inner(m)?)))),
];

fn inner(m: &Match) -> Option<Point> {
    m.phrases().find_map(|phrase| match &phrase.meaning {
        Meaning::Point(point) => Some(point.clone()),
        _ => None,
    })
}

/// Puts a time of day on the day it is told with.
fn on_day(time: &Phrase, day: &Phrase) -> Option<Point> {
    let (Meaning::Point(time), Meaning::Point(day)) = (&time.meaning, &day.meaning) else { return None };
    match time {
        Point::Clock(clock, _) => Some(Point::Clock(*clock, Box::new(day.clone()))),
        Point::Part(part, _) => Some(Point::Part(*part, Box::new(day.clone()))),
        _ => None,
    }
}

fn time_on_day(m: &Match) -> Option<Built> {
    let mut phrases = m.phrases();
    point(on_day(phrases.next()?, phrases.next()?)?)
}

fn day_at_time(m: &Match) -> Option<Built> {
    let mut phrases = m.phrases();
    let day = phrases.next()?;
    let time = phrases.next()?;
    // "July 3, 2025, 10:32 GMT"; but "on Friday, this morning's rain" names two times.
    let is_clock = matches!(time.meaning, Meaning::Point(Point::Clock(..)));
    (m.has("at") || is_clock).then(|| point(on_day(time, day)?))?
}

/// "the week of March 10", "the weekend of 12 July".
fn unit_of(m: &Match) -> Option<Built> {
    let units = [("week", Unit::Week), ("weekend", Unit::Weekend), ("month", Unit::Month)];
    let unit = units.into_iter().find(|(word, _)| m.has(word))?.1;
    point(Point::Nth(1, Counted::Unit(unit), Box::new(inner(m)?)))
}

fn length_away(m: &Match) -> Option<Built> {
    let Meaning::Length(length) = &m.phrase()?.meaning else { return None };
    // "hours later" goes on telling; the day it falls on is not known.
    if m.has("later") && (length.unit() <= Unit::Hour || !length.is_exact()) {
        return None;
    }
    if m.has("ago") && length.is_exact() && length.unit() <= Unit::Hour {
        return point(Point::Shift(length.clone(), Direction::Back, From::Published));
    }
    let mut built = away(m, length.clone())?;
    built.phrase.modifier = m.phrase()?.modifier;
    Some(built)
}

fn nth(m: &Match, counted: Counted) -> Option<Built> {
    point(Point::Nth(m.get(Class::Ordinal)?, counted, Box::new(inner(m)?)))
}
