//! Phrases joined: "10 p.m. Wednesday", "the second Tuesday of next month", "three days ago".

use super::relative::away;
use super::{point, rule, without};
use crate::lexicon::time::{Class, PARTS, Unit};
use crate::model::Modifier;
use crate::time::meaning::{ClockTime, Counted, Direction, From, Length, Meaning, Name, Phrase, Point};
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
    rule(
        "compose/unit-ended",
        "the? week|month|quarter ended|ending|beginning|starting|commencing DAYDATE",
        unit_ended,
    ),
    rule("compose/day-before", "the? day before DAYDATE", |m| point(Point::Beside(-1, Box::new(inner(m)?)))),
    rule("compose/day-after", "the? day after DAYDATE", |m| point(Point::Beside(1, Box::new(inner(m)?)))),
    rule("compose/eve-of", "the eve of DAYDATE", |m| point(Point::Beside(-1, Box::new(inner(m)?)))),
    rule("compose/week-beside", "the week|weekend before|after DAYDATE", week_beside),
    rule("compose/part-beside", "the PART before|after DAYDATE", |m| {
        let steps = if m.has("before") { -1 } else { 1 };
        part_of(m, Point::Beside(steps, Box::new(inner(m)?)))
    }),
    rule("compose/overnight-into", "overnight into|to|until DAYDATE", |m| {
        overnight(m, Point::Beside(-1, Box::new(inner(m)?)))
    }),
    rule("compose/overnight-to", "overnight from? DAYDATE into|to DAYDATE", |m| overnight(m, inner(m)?)),
    rule("compose/early-hours-of", "the early|small|wee hours of DAYDATE|TIME", early_hours_of),
    rule("compose/dotted-clock", "CLOCK on? DAYDATE|TIME", dotted_clock),
    rule("compose/hour-of-part", "HOUR on? TIME", hour_of_part),
    rule("compose/clock-part", "TIME ,|on? TIME", clock_part),
    rule("compose/weekday-beside", "the ORDINAL? WEEKDAY before|after|following DAYDATE", |m| {
        let steps = m.get(Class::Ordinal).unwrap_or(1);
        let steps = if m.has("before") { -steps } else { steps };
        let weekday = Name::Weekday(m.get(Class::Weekday)? as u32);
        let day = match &m.phrases().last()?.meaning {
            Meaning::Point(day) => Box::new(day.clone()),
            _ => return None,
        };
        (steps != 0).then(|| point(Point::NamedBeside(weekday, steps, day)))?
    }),
    rule("compose/day-weekend", "DAYDATE weekend", |m| {
        let day = inner(m)?;
        matches!(day, Point::Named(Name::MonthDay(..))).then(|| point(week_of(Unit::Weekend, day)))?
    }),
    rule("compose/length-on", "LENGTH on", length_on),
    rule("compose/lengths-time", "LENGTH 's|' time", lengths_time),
    rule("compose/length-from", "LENGTH from DAYDATE", |m| {
        let length = exact_length(m)?;
        let known = |day: &Point| matches!(day, Point::Step(..) | Point::Named(Name::Weekday(_)));
        let day = inner(m).filter(known)?;
        point(Point::Away(length, Direction::Forward, Box::new(day)))
    }),
    rule("compose/length-ago-day", "LENGTH ago on? DATE", |m| anniversary(exact_length(m)?, m.phrases().nth(1)?)),
    rule("compose/shift-day", "DATE on? DATE", shift_day),
    rule("compose/some-length-away", "some LENGTH ago|earlier", |m| match &m.phrase()?.meaning {
        Meaning::Length(length) if !length.is_exact() => away(m, length.clone()),
        _ => None,
    }),
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

fn exact_length(m: &Match) -> Option<Length> {
    match &m.phrase()?.meaning {
        Meaning::Length(length) if length.is_exact() => Some(length.clone()),
        _ => None,
    }
}

fn week_of(unit: Unit, day: Point) -> Point {
    Point::Nth(1, Counted::Unit(unit), Box::new(day))
}

/// "the week ended June 28", "the week beginning 14 July", "the quarter ended Sept. 30": the one of that day, which keeps its expression.
fn unit_ended(m: &Match) -> Option<Built> {
    let day = m.phrase()?.clone();
    let unit = if m.has("week") { Unit::Week } else { Unit::Month };
    let unit = if m.has("quarter") { Unit::Quarter } else { unit };
    let built = Built::from(Phrase::new(Meaning::Point(week_of(unit, inner(m)?))));
    // The date is one item, after "ended".
    let at = m.len() - 1;
    Some(Built { end: Some(at - 1), others: vec![(at..m.len(), day)], ..built })
}

/// "the week before Christmas".
fn week_beside(m: &Match) -> Option<Built> {
    let unit = if m.has("week") { Unit::Week } else { Unit::Weekend };
    let steps = if m.has("before") { -1 } else { 1 };
    point(Point::Beside(steps, Box::new(week_of(unit, inner(m)?))))
}

/// "the morning of June 10", "the night before the Fourth of July".
fn part_of(m: &Match, day: Point) -> Option<Built> {
    let part = m.get(Class::Part)? as usize;
    let day = match day {
        Point::Part(..) | Point::Clock(..) => return None,
        day => day,
    };
    matches!(PARTS[part], "MO" | "AF" | "EV" | "NI" | "DA" | "DU").then(|| point(Point::Part(part, Box::new(day))))?
}

/// "overnight into Monday", "overnight Sunday into Monday": the night that begins on the day before the one it ends on.
fn overnight(m: &Match, day: Point) -> Option<Built> {
    let night = PARTS.iter().position(|part| *part == "NI")?;
    let adjective = matches!(m.word_before(), "an" | "the") || m.word_after() == "'s";
    let plain = !matches!(&day, Point::Step(..) | Point::Same(_));
    (plain && !adjective).then(|| point(Point::Part(night, Box::new(day))))?
}

/// "the early hours of Friday", "the small hours of Friday morning": the day is the expression.
fn early_hours_of(m: &Match) -> Option<Built> {
    let day = match inner(m)? {
        Point::Part(_, day) => day,
        Point::Clock(..) => return None,
        day => Box::new(day),
    };
    let built = point(Point::Part(0, day))?;
    without(4, Built { phrase: built.phrase.modified(Modifier::Start), ..built })
}

/// "at six on Friday evening".
fn hour_of_part(m: &Match) -> Option<Built> {
    let told = matches!(m.word_before(), "at" | "until" | "by" | "before" | "after" | "around" | "about");
    let Point::Part(part, day) = inner(m)? else { return None };
    let hour = m.get(Class::Hour).filter(|hour| told && (1..=12).contains(hour))? as u32;
    let seconds = match PARTS[part] {
        "MO" | "DA" => hour % 12 * 3600,
        "AF" | "EV" => (hour % 12 + 12) * 3600,
        "NI" if (6..12).contains(&hour) => (hour + 12) * 3600,
        _ => return None,
    };
    point(Point::Clock(ClockTime { seconds, grain: Unit::Hour, zone: None }, day))
}

/// "at 23.45 on Sunday", "at 8.30 this morning", as British papers write; "shares closed at 10.05 on Tuesday".
fn dotted_clock(m: &Match) -> Option<Built> {
    let seconds = m.reading_at(0, Class::Clock)? as u32;
    let told =
        matches!(m.word_before(), "at" | "until" | "till" | "by" | "before" | "after" | "around" | "about" | "from");
    let priced = (2..=12).filter_map(|n| m.before(n)).any(|word| is_priced(&word.lemma));
    if !told || priced || !m.token(0).lower.contains('.') {
        return None;
    }
    let clock = |seconds| ClockTime { seconds, grain: Unit::Minute, zone: None };
    match inner(m)? {
        Point::Clock(..) => None,
        Point::Part(part, day) => point(Point::Clock(clock(seconds_in(part, seconds)?), day)),
        day => m.has("on").then(|| point(Point::Clock(clock(seconds), Box::new(day))))?,
    }
}

/// Tells what closes at a price, so that "at 10.05" is none of the clock.
fn is_priced(lemma: &str) -> bool {
    let paper = matches!(lemma, "share" | "stock" | "index" | "bond" | "yield" | "future" | "price" | "market");
    let money = matches!(lemma, "rupee" | "dollar" | "euro" | "pound" | "yen" | "sterling" | "currency" | "rate");
    paper || money || matches!(lemma, "trade" | "quote" | "settle" | "$" | "£" | "€" | "percent" | "%" | "point")
}

/// The second of the day that a clock of twelve hours tells in a part of it; `None` where that may be of the next.
fn seconds_in(part: usize, seconds: u32) -> Option<u32> {
    match PARTS[part] {
        // "at 2 o'clock last night" is after midnight.
        "NI" if seconds < 5 * 3600 => None,
        "AF" | "EV" | "NI" if seconds < 43_200 => Some(seconds + 43_200),
        "MO" | "AF" | "EV" | "NI" => Some(seconds),
        _ => None,
    }
}

/// "5:30 this morning", "11 o'clock last night", "9 p.m. Friday night".
fn clock_part(m: &Match) -> Option<Built> {
    let mut phrases = m.phrases();
    let (Meaning::Point(time), Meaning::Point(part)) = (&phrases.next()?.meaning, &phrases.next()?.meaning) else {
        return None;
    };
    let (Point::Clock(clock, day), Point::Part(part, of)) = (time, part) else { return None };
    let untold = **day == Point::Same(Unit::Day) && **of != Point::Same(Unit::Day);
    let seconds = seconds_in(*part, clock.seconds)?;
    untold.then(|| point(Point::Clock(ClockTime { seconds, ..*clock }, of.clone())))?
}

/// "Two years on, the town mourns", "a decade on from the crash"; but "two years on the run".
fn length_on(m: &Match) -> Option<Built> {
    let before = matches!(m.word_before(), "" | "," | "-" | "(" | "now" | "but" | "and" | "than" | "nearly" | "almost");
    let after = matches!(m.word_after(), "" | "," | "." | ";" | ":" | ")" | "-" | "from" | "?");
    (before && after).then(|| point(Point::On(exact_length(m)?)))?
}

/// "in two weeks' time".
fn lengths_time(m: &Match) -> Option<Built> {
    (m.word_before() == "in").then(|| point(Point::Shift(exact_length(m)?, Direction::Forward, From::Published)))?
}

/// "five years ago this month", "two weeks ago Tuesday".
fn anniversary(length: Length, day: &Phrase) -> Option<Built> {
    let Meaning::Point(day) = &day.meaning else { return None };
    let known = match day {
        Point::Step(unit, ..) => matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Weekend),
        Point::Named(Name::Weekday(_)) | Point::NamedStep(Name::Weekday(_), ..) => true,
        _ => false,
    };
    let whole = length.unit() >= Unit::Day;
    (known && whole).then(|| point(Point::Away(length, Direction::Back, Box::new(day.clone()))))?
}

/// "a year ago today".
fn shift_day(m: &Match) -> Option<Built> {
    let mut phrases = m.phrases();
    let Meaning::Point(shift) = &phrases.next()?.meaning else { return None };
    let length = match shift {
        Point::Shift(length, Direction::Back, From::Published) if length.is_exact() => length.clone(),
        Point::YearsBefore(years) if m.first_word() != "year" => Length::of(*years, Unit::Year),
        _ => return None,
    };
    anniversary(length, phrases.next()?)
}

/// "the week of March 10", "the weekend of 12 July".
fn unit_of(m: &Match) -> Option<Built> {
    let units = [("week", Unit::Week), ("weekend", Unit::Weekend), ("month", Unit::Month)];
    let unit = units.into_iter().find(|(word, _)| m.has(word))?.1;
    // "the week of 14-20 July" names its days.
    if m.word_after() == "-" {
        return None;
    }
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
