//! Ranges: "from 2014 to 2016", "between May and July", "October 1-4", "from 9 a.m. to 5 p.m. on Monday".
//!
//! In: phrases, later expressions, in the order of the text. Out: ends that agree with each other
//! ("from May to July 2024" begins in May 2024), and links between both. Two dates that merely
//! stand side by side are no range.

use super::Explained;
use super::meaning::{Calendar, From, Meaning, Name, Phrase, Point, Recurrence};
use crate::lexicon::time::Unit;
use crate::model::{Parsed, TokenRange};

/// Lets each end of a range take what only the other says: its year, its day, its side.
pub fn agree(parsed: &Parsed, phrases: &mut [(TokenRange, Phrase)]) {
    day_after_brackets(parsed, phrases);
    for second in 1..phrases.len() {
        let (before, after) = phrases.split_at_mut(second);
        let ((first_tokens, first), (second_tokens, second)) = (&mut before[before.len() - 1], &mut after[0]);
        list_of_sets(parsed, (first_tokens, first), (second_tokens, second));
        if !are_joined(parsed, first_tokens, second_tokens) {
            continue;
        }
        if let (Meaning::Point(first), Meaning::Point(second)) = (&mut first.meaning, &mut second.meaning) {
            settle(first, second);
        }
    }
}

/// "at 4:17 a.m. (0117 GMT) on Feb. 6": the day goes for both times, as wire reports write them.
fn day_after_brackets(parsed: &Parsed, phrases: &mut [(TokenRange, Phrase)]) {
    let words = |from: usize, to: usize| -> Vec<&str> {
        parsed.tokens[from.min(to)..to].iter().take(3).map(|token| token.lower.as_str()).collect()
    };
    for first in 0..phrases.len().saturating_sub(2) {
        let [(one, _), (two, _), (three, day)] = &phrases[first..first + 3] else { continue };
        let opened = words(one.end, two.start) == ["("];
        let closed = matches!(words(two.end, three.start)[..], [")"] | [")", "on"] | [")", ","]);
        let Meaning::Point(day) = &day.meaning else { continue };
        let day = if let Point::Part(_, day) = day { day } else { day };
        let is_day = match day {
            Point::Named(name) => matches!(name, Name::Weekday(_) | Name::MonthDay(..)),
            Point::Calendar(calendar) => matches!(calendar, Calendar::Day(_)),
            Point::Step(unit, ..) => *unit == Unit::Day,
            _ => false,
        };
        if !(opened && closed && is_day) {
            continue;
        }
        let day = day.clone();
        for (_, phrase) in &mut phrases[first..first + 2] {
            if let Meaning::Point(Point::Clock(_, at)) = &mut phrase.meaning
                && **at == Point::Same(Unit::Day)
            {
                **at = day.clone();
            }
        }
    }
}

/// "every Tuesday and Thursday", "on Monday and Tuesday nights": what one says of the other's kind.
fn list_of_sets(
    parsed: &Parsed,
    (first_tokens, first): (&TokenRange, &mut Phrase),
    (second_tokens, second): (&TokenRange, &mut Phrase),
) {
    let mut between = parsed.tokens[first_tokens.end..second_tokens.start].iter().map(|token| token.lower.as_str());
    let joint = (between.next(), between.next(), between.next());
    if !matches!(joint, (Some("and" | "or" | ","), None, _) | (Some(","), Some("and" | "or"), None)) {
        return;
    }
    let weekday = |phrase: &Phrase| match phrase.meaning {
        Meaning::Point(Point::Named(name @ Name::Weekday(_))) => Some(name),
        _ => None,
    };
    let made = match (&first.meaning, &second.meaning) {
        // "Mondays" speak for themselves.
        (Meaning::Set(Recurrence::Named(Name::Weekday(_))), _)
            if !parsed.tokens[first_tokens.end - 1].lower.ends_with('s') =>
        {
            weekday(second).map(|name| (Recurrence::Named(name), false))
        }
        (_, Meaning::Set(Recurrence::Part(Some(Name::Weekday(_)), part))) => {
            weekday(first).map(|name| (Recurrence::Part(Some(name), *part), true))
        }
        _ => None,
    };
    if let Some((set, is_first)) = made {
        let (changed, other) = if is_first { (first, second) } else { (second, first) };
        changed.meaning = Meaning::Set(set);
        changed.quant = other.quant;
    }
}

fn settle(first: &mut Point, second: &mut Point) {
    let today = Point::Same(Unit::Day);
    match (&mut *first, &mut *second) {
        // "from 10 p.m. until 5 a.m.": of the day after.
        (Point::Clock(from, day), Point::Clock(to, other))
            if **day == today && **other == today && to.seconds < from.seconds =>
        {
            **other = Point::Beside(1, Box::new(today));
        }
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
