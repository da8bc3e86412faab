//! Times of day: "9 p.m. ET", "0700 GMT", "noon", "this morning", "Friday night", "tonight".

use chrono::NaiveDate;

use super::{pair, point, rule};
use crate::lexicon::time::{Class, PARTS, Unit};
use crate::model::{Modifier, Ptb};
use crate::time::meaning::{Calendar, ClockTime, ClockZone, From, Name, Point};
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
    rule("clock/hours-range", "HOUR|CLOCK -|to|and|until HOUR|CLOCK MERIDIEM ZONE?", hours_range),
    rule("clock/military", "MILITARY ZONE|hours|hrs", military),
    rule("clock/military-place", "MILITARY PLACE time", military),
    rule("clock/military-local", "MILITARY hours|hrs? local time", military),
    rule("clock/zone-offset", "CLOCK|MILITARY ZONE + HOUR|CLOCK", zone_offset),
    rule("clock/oclock", "HOUR o'clock", |m| at(m.get(Class::Hour)? as u32 * 3600, Unit::Hour, None, today())),
    rule("clock/oclock-part", "HOUR o'clock in the PART", hour_of_part),
    rule("clock/hour-part", "HOUR|CLOCK in the PART", hour_of_part),
    rule("clock/half-past", "half -? past HOUR", |m| beside_hour(m, 30)),
    rule("clock/quarter-past", "a? quarter past HOUR", |m| beside_hour(m, 15)),
    rule("clock/quarter-to", "a? quarter to HOUR", |m| told(m).then(|| beside_hour(m, -15))?),
    rule("clock/minutes-past", "NUMBER minutes? past HOUR", |m| beside_hour(m, minutes(m)?)),
    rule("clock/minutes-to", "NUMBER minutes? to HOUR", |m| told(m).then(|| beside_hour(m, -minutes(m)?))?),
    rule("clock/noon", "noon|midnight|noontime ZONE?", noon),
    rule("clock/part-before", "the PART before|after", |m| {
        let ends = matches!(m.word_after(), "" | "." | "," | ";" | ":" | ")" | "\"");
        let steps = if m.has("before") { -1 } else { 1 };
        let part_code = m.get(Class::Part)? as usize;
        (ends && part_code < 4).then(|| part(part_code, Point::Step(Unit::Day, steps, From::Focus)))?
    }),
    rule("clock/early-hours", "the early|small|wee hours", early_hours),
    rule("clock/night-of-days", "the? night of|from DAY -|to|into DAY MONTH YEAR?", night_of_days),
    rule("clock/night-of-pair", "the? night of DAYPAIR MONTH YEAR?", night_of_days),
    rule("clock/night-of-month-days", "the? night of|from MONTH DAY -|to|into DAY ,? YEAR?", night_of_days),
    rule("clock/night-of-weekdays", "the? night of|from WEEKDAY -|to|into WEEKDAY", night_of_weekdays),
    rule("clock/tonight", "tonight", |_| part(night(), published(0))),
    rule("clock/overnight", "overnight", overnight),
    rule("clock/which-part", "WHICH|NEIGHBOUR PART", which_part),
    rule("clock/the-which-part", "the WHICH|NEIGHBOUR|same PART", which_part),
    rule("clock/that-part", "that same|very? PART", |m| {
        let part_code = m.get(Class::Part)? as usize;
        (part_code < 4).then(|| part(part_code, Point::That(Unit::Day)))?
    }),
    rule("clock/weekday-part", "WEEKDAY PART", |m| {
        if super::weekday::is_show(m) {
            return None;
        }
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

fn at(seconds: u32, grain: Unit, zone: Option<ClockZone>, day: Point) -> Option<Built> {
    (seconds <= 86_400).then(|| point(Point::Clock(ClockTime { seconds, grain, zone }, Box::new(day))))?
}

fn part(part: usize, day: Point) -> Option<Built> {
    point(Point::Part(part, Box::new(day)))
}

fn zone(m: &Match) -> Option<ClockZone> {
    m.get(Class::Zone).or_else(|| m.get(Class::Place)).map(|zone| ClockZone::Listed(zone as usize))
}

/// "at ten to seven" tells the time; "from ten to seven" and "won ten to seven" do not.
fn told(m: &Match) -> bool {
    matches!(m.word_before(), "at" | "until" | "by" | "before" | "after" | "around" | "about" | "since")
}

/// The minutes of "ten past seven"; in words, as those in figures are scores.
fn minutes(m: &Match) -> Option<i64> {
    let spelled = m.first_word().starts_with(char::is_alphabetic);
    m.get(Class::Number).map(|number| number / 1000).filter(|number| spelled && (1..30).contains(number) && told(m))
}

/// "half past nine", "a quarter to nine".
fn beside_hour(m: &Match, minutes: i64) -> Option<Built> {
    let hour = m.reading_at(m.len() - 1, Class::Hour)?;
    let seconds = u32::try_from(hour * 3600 + minutes * 60).ok()?;
    (1..=12).contains(&hour).then(|| at(seconds, Unit::Minute, None, today()))?
}

/// "7-9 p.m.", "from 7 to 9 p.m.", "between 11 a.m. and 1 p.m.": "p.m." goes for both, unless the first is later.
fn hours_range(m: &Match) -> Option<Built> {
    let opener = if m.has("and") { "between" } else { "from" };
    if m.word_before() != opener && !m.has("-") {
        return None;
    }
    let first = m.nth(Class::Clock, 0).filter(|_| m.position(Class::Clock, 0) == Some(0));
    let first = first.or_else(|| m.nth(Class::Hour, 0).map(|hour| hour * 3600))?;
    let last = m.len() - 1 - usize::from(m.get(Class::Zone).is_some()) - 1;
    let second = m.reading_at(last, Class::Clock).or_else(|| m.reading_at(last, Class::Hour).map(|h| h * 3600))?;
    let fits = |seconds: i64| (3600..13 * 3600).contains(&seconds);
    let later = m.get(Class::Meridiem)? * 3600;
    let shift = |seconds: i64, later: i64| (seconds % 43_200 + later) as u32;
    let (mut from, to) = (shift(first, later), shift(second, later));
    if from > to {
        from = shift(first, (later + 43_200) % 86_400);
    }
    let point = |seconds: u32, at: usize| {
        let clock = ClockTime { seconds, grain: grain_of(&m.token(at).lower), zone: zone(m) };
        Point::Clock(clock, Box::new(today()))
    };
    (fits(first) && fits(second)).then(|| pair(m, point(from, 0), last, point(to, last)))?
}

/// "in the early hours": after midnight and before dawn.
fn early_hours(m: &Match) -> Option<Built> {
    let introduced = matches!(m.word_before(), "in" | "into" | "during" | "until" | "before");
    let built = part(0, today())?;
    let early = Built { phrase: built.phrase.modified(Modifier::Start), ..built };
    (introduced && m.word_after() != "of").then_some(early)
}

fn grain_of_clock(m: &Match) -> Unit {
    m.position(Class::Clock, 0).map_or(Unit::Hour, |at| grain_of(&m.token(at).lower))
}

fn grain_of(figures: &str) -> Unit {
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
    let told = m.has("o'clock") || told(m);
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
    // "2025-07-03 10:15".
    let day = m.word_before();
    let introduced = introduced || day.len() == 10 && day.as_bytes()[4] == b'-';
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

/// "the night of 3-4 July", "the night of 10/11 July": the one between both days.
fn night_of_days(m: &Match) -> Option<Built> {
    let month = m.get(Class::Month)? as u32;
    let (first, second) = match m.get(Class::DayPair) {
        Some(pair) => (pair / 100, pair % 100),
        None => (m.nth(Class::Day, 0)?, m.nth(Class::Day, 1)?),
    };
    let capital = m.capitalised(m.position(Class::Month, 0)?);
    let day = match m.get(Class::Year) {
        Some(year) => {
            Point::Calendar(Calendar::Day(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, first as u32)?))
        }
        None => Point::Named(Name::MonthDay(month, first as u32)),
    };
    (capital && first + 1 == second).then(|| part(night(), day))?
}

/// "the night of Friday to Saturday".
fn night_of_weekdays(m: &Match) -> Option<Built> {
    let (first, second) = (m.nth(Class::Weekday, 0)? as u32, m.nth(Class::Weekday, 1)? as u32);
    (first % 7 + 1 == second).then(|| part(night(), Point::Named(Name::Weekday(first))))?
}

/// "15:00 UTC+2".
fn zone_offset(m: &Match) -> Option<Built> {
    let seconds = m.reading_at(0, Class::Clock).or_else(|| m.reading_at(0, Class::Military))?;
    let east = m.reading_at(3, Class::Clock).map(|seconds| seconds / 60);
    let east = east.or_else(|| m.reading_at(3, Class::Hour).map(|hours| hours * 60))?;
    let universal = m.has("utc") || m.has("gmt");
    let zone = ClockZone::Offset(i32::try_from(east).ok()?);
    (universal && east <= 14 * 60).then(|| at(seconds as u32, Unit::Minute, Some(zone), today()))?
}

fn overnight(m: &Match) -> Option<Built> {
    // "an overnight success" happens at no time.
    let figurative =
        matches!(m.word_before(), "an" | "the") && !matches!(m.word_after(), "raid" | "attack" | "session" | "trading");
    // "rain is expected overnight" is for the night to come.
    let ahead = (1..=6).filter_map(|n| m.before(n)).any(|token| {
        token.ptb == Ptb::Md || matches!(&*token.lower, "expected" | "forecast" | "due" | "likely" | "expects")
    });
    let steps = if ahead { 0 } else { -1 };
    (!figurative).then(|| part(night(), Point::Step(Unit::Day, steps, From::Published)))?
}

fn which_part(m: &Match) -> Option<Built> {
    let part_code = m.get(Class::Part)? as usize;
    if PARTS[part_code] == "24" || PARTS[part_code] == "12" || super::relative::is_programme(m) {
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
    let introduced = matches!(m.word_before(), "in" | "during" | "throughout" | "into" | "through")
        || m.word_before() == "of" && m.before(2).is_some_and(|hours| hours.lower == "hours");
    (introduced && part_code < 4 && m.word_after() != "of").then(|| part(part_code, today()))?
}

/// "at night", "before dawn", "by midday": a part of the day with no day named.
fn bare_part(m: &Match) -> Option<Built> {
    let part_code = m.get(Class::Part)? as usize;
    let introduced = matches!(m.word_before(), "at" | "before" | "after" | "by" | "until" | "around" | "since");
    (introduced && part_code >= 4 && PARTS[part_code] != "24").then(|| part(part_code, today()))?
}
