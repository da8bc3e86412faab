//! Times of day: "9 p.m. ET", "0700 GMT", "noon", "this morning", "Friday night", "tonight".

use super::{point, rule};
use crate::lexicon::time::{Class, PARTS, Unit};
use crate::time::meaning::{ClockTime, From, Name, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `clock`.
pub const RULES: &[Rule] = &[
    rule("clock/hour", "HOUR|CLOCK MERIDIEM ZONE?", meridiem),
    rule("clock/hour-zone-name", "HOUR|CLOCK MERIDIEM ZONE standard|daylight|summer? time", meridiem),
    rule("clock/hour-place", "HOUR|CLOCK MERIDIEM PLACE time", meridiem),
    rule("clock/hour-local", "HOUR|CLOCK MERIDIEM local time", meridiem),
    rule("clock/clock", "CLOCK", bare_clock),
    rule("clock/clock-zone", "CLOCK ZONE", full),
    rule("clock/clock-zone-name", "CLOCK ZONE standard|daylight|summer? time", full),
    rule("clock/clock-place", "CLOCK PLACE time", full),
    rule("clock/clock-local", "CLOCK local time", full),
    rule("clock/clock-hours", "CLOCK hours", full),
    rule("clock/military", "MILITARY ZONE|hours", military),
    rule("clock/oclock", "HOUR o'clock", |m| at(m.get(Class::Hour)? as u32 * 3600, Unit::Hour, None, today())),
    rule("clock/oclock-part", "HOUR o'clock in the PART", hour_of_part),
    rule("clock/hour-part", "HOUR|CLOCK in the PART", hour_of_part),
    rule("clock/half-past", "half past HOUR", |m| {
        at(m.get(Class::Hour)? as u32 * 3600 + 1800, Unit::Minute, None, today())
    }),
    rule("clock/noon", "noon|midnight|noontime ZONE?", noon),
    rule("clock/tonight", "tonight", |_| part(night(), published(0))),
    rule("clock/overnight", "overnight", overnight),
    rule("clock/which-part", "WHICH|NEIGHBOUR PART", which_part),
    rule("clock/the-which-part", "the WHICH|NEIGHBOUR|same PART", which_part),
    rule("clock/that-part", "that PART", |m| {
        let part_code = m.get(Class::Part)? as usize;
        (part_code < 4).then(|| part(part_code, Point::Same(Unit::Day)))?
    }),
    rule("clock/weekday-part", "WEEKDAY PART", |m| {
        part(m.get(Class::Part)? as usize, Point::Named(Name::Weekday(m.get(Class::Weekday)? as u32)))
    }),
    rule("clock/which-weekday-part", "WHICH WEEKDAY PART", |m| {
        let day = Point::NamedStep(Name::Weekday(m.get(Class::Weekday)? as u32), m.get(Class::Which)?, From::Published);
        part(m.get(Class::Part)? as usize, day)
    }),
    rule("clock/deictic-part", "DEICTIC PART", |m| {
        part(m.get(Class::Part)? as usize, published(m.get(Class::Deictic)?))
    }),
    rule("clock/part-deictic", "PART DEICTIC", |m| {
        part(m.get(Class::Part)? as usize, published(m.get(Class::Deictic)?))
    }),
    rule("clock/part-weekday", "PART WEEKDAY", |m| {
        // "the midnight sun".
        if !m.token(1).lower.ends_with("day") {
            return None;
        }
        part(m.get(Class::Part)? as usize, Point::Named(Name::Weekday(m.get(Class::Weekday)? as u32)))
    }),
    rule("clock/the-part", "the PART", the_part),
    rule("clock/mid-part", "mid PART", |m| {
        let introduced = matches!(m.word_before(), "by" | "at" | "until" | "since" | "in" | "before" | "after");
        (introduced && m.get(Class::Part)? < 3).then(|| part(m.get(Class::Part)? as usize, today()))?
    }),
    rule("clock/part", "PART", bare_part),
];

fn night() -> usize {
    3
}

fn published(steps: i64) -> Point {
    Point::Step(Unit::Day, steps, From::Published)
}

/// The day a time without one belongs to: that which the text speaks of.
fn today() -> Point {
    Point::Same(Unit::Day)
}

fn at(seconds: u32, grain: Unit, zone: Option<usize>, day: Point) -> Option<Built> {
    (seconds <= 86_400).then(|| point(Point::Clock(ClockTime { seconds, grain, zone }, Box::new(day))))?
}

fn part(part: usize, day: Point) -> Option<Built> {
    point(Point::Part(part, Box::new(day)))
}

fn zone(m: &Match) -> Option<usize> {
    m.get(Class::Zone).or_else(|| m.get(Class::Place)).map(|zone| zone as usize)
}

fn grain_of_clock(m: &Match) -> Unit {
    let at = m.position(Class::Clock, 0);
    let figures = at.map_or("", |at| m.token(at).lower.as_str());
    match figures.matches([':', '.']).count() {
        0 => Unit::Hour,
        1 => Unit::Minute,
        _ => Unit::Second,
    }
}

fn meridiem(m: &Match) -> Option<Built> {
    let seconds = match m.get(Class::Clock) {
        Some(seconds) => seconds,
        None => m.get(Class::Hour)? * 3600,
    };
    let add = m.get(Class::Meridiem)?;
    let hour = seconds / 3600;
    if !(1..=12).contains(&hour) {
        return None;
    }
    at((seconds - hour * 3600 + (hour % 12 + add) * 3600) as u32, grain_of_clock(m), zone(m), today())
}

/// "4 in the morning", "nine o'clock in the evening".
fn hour_of_part(m: &Match) -> Option<Built> {
    let seconds = m.get(Class::Clock).or_else(|| m.get(Class::Hour).map(|hour| hour * 3600))? as u32;
    let later = PARTS[m.get(Class::Part)? as usize] != "MO" && seconds < 43_200;
    // "found 4 in the morning" counts; "at 4 in the morning" tells the time.
    let told = m.has("o'clock") || matches!(m.word_before(), "at" | "until" | "by" | "before" | "after" | "around");
    told.then(|| at(seconds + if later { 43_200 } else { 0 }, grain_of_clock(m), None, today()))?
}

fn full(m: &Match) -> Option<Built> {
    at(m.get(Class::Clock)? as u32, grain_of_clock(m), zone(m), today())
}

/// "at 5:30" is a time; "won 5:30" or "John 3:16" is not.
fn bare_clock(m: &Match) -> Option<Built> {
    let introduced = matches!(
        m.word_before(),
        "at" | "until" | "by" | "from" | "since" | "around" | "about" | "after" | "before" | "till"
    );
    let colon = m.token(0).lower.contains(':');
    (introduced && colon).then(|| full(m))?
}

fn military(m: &Match) -> Option<Built> {
    at(m.get(Class::Military)? as u32, Unit::Minute, zone(m), today())
}

fn noon(m: &Match) -> Option<Built> {
    if m.word_before() == "high" {
        return None;
    }
    let seconds = if m.has("midnight") { 86_400 } else { 43_200 };
    at(seconds, Unit::Minute, zone(m), today())
}

fn overnight(m: &Match) -> Option<Built> {
    // "an overnight success" happens at no time.
    let figurative =
        matches!(m.word_before(), "an" | "the") && !matches!(m.word_after(), "raid" | "attack" | "session" | "trading");
    (!figurative).then(|| part(night(), Point::Step(Unit::Day, -1, From::Published)))?
}

fn which_part(m: &Match) -> Option<Built> {
    let part_code = m.get(Class::Part)? as usize;
    if PARTS[part_code] == "24" || PARTS[part_code] == "12" {
        return None;
    }
    let day = match (m.get(Class::Which), m.get(Class::Neighbour)) {
        (Some(steps), _) if m.has("the") => Point::Step(Unit::Day, steps, From::Focus),
        (Some(steps), _) => published(steps),
        (None, Some(steps)) => Point::Step(Unit::Day, steps, From::Focus),
        (None, None) => today(),
    };
    part(part_code, day)
}

fn the_part(m: &Match) -> Option<Built> {
    let part_code = m.get(Class::Part)? as usize;
    let introduced = matches!(m.word_before(), "in" | "during" | "throughout" | "into");
    (introduced && part_code < 4 && m.word_after() != "of").then(|| part(part_code, today()))?
}

/// "at night", "before dawn", "by midday": a part of the day with no day named.
fn bare_part(m: &Match) -> Option<Built> {
    let part_code = m.get(Class::Part)? as usize;
    let introduced = matches!(m.word_before(), "at" | "before" | "after" | "by" | "until" | "around" | "since");
    (introduced && part_code >= 4 && PARTS[part_code] != "24").then(|| part(part_code, today()))?
}
