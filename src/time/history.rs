//! Texts that tell of times long past: "in June" is of the year that they speak of, and not of today's.
//!
//! In: the phrases of a text and the publication date. Out: whether it dates nothing but what was long ago. One date
//! that counts from the day of publication, as those of news do, is enough to say no.

use chrono::Datelike;

use super::Anchor;
use super::meaning::{From, Meaning, Name, Phrase, Point};
use crate::model::{Interval, TokenRange};

/// So many dates of long ago make a text a history.
const OLD_DATES: usize = 3;
/// So many years before its publication.
const LONG_AGO: i32 = 3;
/// Tells whether a text dates only what was long ago: then "in June" is of the year that it speaks of.
pub fn tells(phrases: &[(TokenRange, Phrase)], anchor: &Anchor) -> bool {
    let Some(published) = anchor.days().map(Interval::begin_year) else { return false };
    let mut old = 0;
    for (_, phrase) in phrases.iter().filter(|(_, phrase)| !phrase.in_name) {
        match &phrase.meaning {
            Meaning::Point(point) if is_of_the_day(point) => return false,
            Meaning::Point(Point::Calendar(calendar)) => match calendar.interval() {
                Some(days) if days.ends_before.year() > published - 1 => return false,
                Some(days) if days.begin_year() <= published - LONG_AGO => old += 1,
                _ => {}
            },
            _ => {}
        }
    }
    old >= OLD_DATES
}

/// Tells whether a point counts from the day of publication, as news does.
fn is_of_the_day(point: &Point) -> bool {
    match point {
        Point::Named(name) => matches!(name, Name::Weekday(_) | Name::Weekend),
        Point::NamedStep(_, _, from) | Point::Step(_, _, from) | Point::Shift(_, _, from) => *from == From::Published,
        Point::YearsBefore(_) | Point::Period(_) => true,
        Point::Part(_, day) | Point::Clock(_, day) | Point::Nth(_, _, day) | Point::Away(_, _, day) => {
            is_of_the_day(day)
        }
        Point::Beside(_, day) | Point::NamedBeside(_, _, day) | Point::Within(_, day) => is_of_the_day(day),
        _ => false,
    }
}
