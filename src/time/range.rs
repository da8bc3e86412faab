//! Ranges: "from 2014 to 2016", "between May and July", "October 1-4", "from 9 a.m. to 5 p.m. on Monday".
//!
//! In: phrases, later expressions, in the order of the text. Out: ends that agree with each other
//! ("from May to July 2024" begins in May 2024), and links between both. Two dates that merely
//! stand side by side are no range.

use super::Explained;
use super::meaning::{Calendar, From, Meaning, Name, Phrase, Point};
use crate::lexicon::time::Unit;
use crate::model::{Parsed, TokenRange};

/// Lets each end of a range take what only the other says: its year, its day, its side.
pub fn agree(parsed: &Parsed, phrases: &mut [(TokenRange, Phrase)]) {
    for second in 1..phrases.len() {
        let (before, after) = phrases.split_at_mut(second);
        let ((first_tokens, first), (second_tokens, second)) = (&mut before[before.len() - 1], &mut after[0]);
        if !are_joined(parsed, first_tokens, second_tokens) {
            continue;
        }
        if let (Meaning::Point(first), Meaning::Point(second)) = (&mut first.meaning, &mut second.meaning) {
            settle(first, second);
        }
    }
}

fn settle(first: &mut Point, second: &mut Point) {
    match (&mut *first, &mut *second) {
        // "from 9 a.m. to 5 p.m. on Monday".
        (Point::Clock(_, day) | Point::Part(_, day), Point::Clock(_, other) | Point::Part(_, other))
            if **day == Point::Same(Unit::Day) =>
        {
            // The first names the day, and the second goes on from it.
            std::mem::swap(day, other);
        }
        // "from May to July 2024".
        (Point::Named(name), Point::Calendar(end)) => {
            if let Some(begin) = last_before(*name, *end) {
                *first = Point::Calendar(begin);
            }
        }
        // "between May and July": the July after that May.
        (Point::Named(name), Point::Named(other)) if is_later_kind(*name, *other) => {
            *second = Point::NamedStep(*other, 1, From::Focus);
        }
        _ => {}
    }
}

/// Returns the last of this name that begins before the end of the range does.
fn last_before(name: Name, end: Calendar) -> Option<Calendar> {
    let end = end.interval()?;
    let years = [end.begin_year(), end.begin_year() - 1];
    years
        .into_iter()
        .filter_map(|year| name.in_year(year))
        .find(|begin| begin.interval().is_some_and(|begin| begin.begins_on < end.begins_on))
}

/// Tells names of the same kind, of which the second follows the first within its cycle.
fn is_later_kind(first: Name, second: Name) -> bool {
    match (first, second) {
        (Name::Weekday(first), Name::Weekday(second)) => first != second,
        (Name::Month(_) | Name::MonthDay(..), Name::Month(_) | Name::MonthDay(..)) => first != second,
        (Name::Season(first), Name::Season(second)) => first != second,
        _ => false,
    }
}

/// Links the expressions of a range to each other.
pub fn link(parsed: &Parsed, out: &mut [Explained]) {
    for second in 1..out.len() {
        let first = second - 1;
        let (from, to) = (&out[first].expression, &out[second].expression);
        let ordered = from.interval.zip(to.interval).is_some_and(|(from, to)| from.begins_on <= to.begins_on);
        if ordered && are_joined(parsed, &from.tokens, &to.tokens) {
            out[first].expression.range = Some((first, second));
            out[second].expression.range = Some((first, second));
        }
    }
}

/// Tells whether one word that makes a range, and nothing else, stands between both.
fn are_joined(parsed: &Parsed, first: &TokenRange, second: &TokenRange) -> bool {
    let [joint] = &parsed.tokens[first.end..second.start] else { return false };
    let opener = first.start.checked_sub(1).map_or("", |at| parsed.tokens[at].lower.as_str());
    match joint.lower.as_str() {
        "to" | "-" | "through" | "until" | "till" => true,
        "and" => opener == "between",
        _ => false,
    }
}
