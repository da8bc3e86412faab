//! Stretches told by their distance: "yesterday", "last week", "that day", "a year ago".

use super::name::counts_within;
use super::{point, rule};
use crate::lexicon::time::{Class, PARTS, Unit, is_month};
use crate::model::{Modifier, Ptb, Upos};
use crate::time::meaning::{Calendar, Counted, Direction, From, Length, Meaning, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `relative`.
pub const RULES: &[Rule] = &[
    rule("relative/deictic", "DEICTIC", |m| (!is_newspaper(m) && !is_era(m)).then(|| day(m.get(Class::Deictic)?))?),
    rule("relative/before-yesterday", "the? day before yesterday", |_| day(-2)),
    rule("relative/after-tomorrow", "the? day after tomorrow", |_| day(2)),
    rule("relative/which", "the? WHICH fiscal|calendar|financial|trading|school|academic? UNIT", which),
    rule("relative/this-past", "this past UNIT", |m| point(Point::Step(m.unit()?, -1, From::Published))),
    rule("relative/this-coming", "this coming UNIT", |m| point(Point::Step(m.unit()?, 1, From::Published))),
    rule("relative/neighbour", "the? NEIGHBOUR fiscal|financial|calendar|school|trading? UNIT", |m| {
        point(Point::Step(m.unit()?, m.get(Class::Neighbour)?, From::Focus))
    }),
    rule("relative/latest", "the latest quarter|period", |_| point(Point::Period(None))),
    rule("relative/latest-year", "the latest fiscal|financial|full year", |_| {
        point(Point::Step(Unit::Year, -1, From::Published))
    }),
    rule("relative/before-last", "the UNIT before|after last|next", |m| {
        let steps = two_away(m)?;
        let night = PARTS.iter().position(|part| *part == "NI")?;
        match m.unit()? {
            // "the day before last Tuesday", "the week before last Christmas".
            _ if m.name_follows() => None,
            Unit::Night => point(Point::Part(night, Box::new(Point::Step(Unit::Day, steps, From::Published)))),
            unit => (unit > Unit::Day).then(|| point(Point::Step(unit, steps, From::Published)))?,
        }
    }),
    rule("relative/unit-before", "the UNIT before|after", unit_before),
    rule("relative/end-of-year", "end of year", |m| (m.word_before() != "the").then(|| year_end(m))?),
    rule("relative/that", "that same|very? UNIT", same),
    rule("relative/the-same", "the same|very UNIT", same),
    rule("relative/same-period", "the same|corresponding|comparable|equivalent period|quarter of|in? last year", |m| {
        match m.has("quarter") {
            true => point(Point::Away(Length::of(1, Unit::Year), Direction::Back, Box::new(Point::Period(None)))),
            false => point(Point::YearsBefore(1)),
        }
    }),
    rule("relative/same-month", "the same month|week|day|time last year", |m| {
        let units = [("month", Unit::Month), ("week", Unit::Week), ("day", Unit::Day)];
        let unit = units.into_iter().find(|(word, _)| m.has(word)).map_or(Unit::Year, |(_, unit)| unit);
        let today = Point::Step(unit, 0, From::Published);
        match unit {
            Unit::Year => point(Point::Step(Unit::Year, -1, From::Published)),
            _ => point(Point::Away(Length::of(1, Unit::Year), Direction::Back, Box::new(today))),
        }
    }),
    rule("relative/the-unit", "the fiscal? UNIT", the_unit),
    rule("relative/full-year", "the full fiscal|calendar? year", |_| {
        point(Point::Step(Unit::Year, 0, From::Published))
    }),
    rule("relative/earlier-in-the-year", "earlier|later in the year", later_in_year),
    rule("relative/a-unit-ago", "a|an UNIT ago|earlier|before|later|from|hence now?", a_unit_away),
    rule("relative/half-year-ago", "half a UNIT ago|earlier", |m| {
        away(m, Length(vec![(crate::time::meaning::Amount::Exact(500), m.unit()?)]))
    }),
    rule("relative/year-ago", "year - ago|earlier", |_| point(Point::YearsBefore(1))),
    rule("relative/year-ago-quarter", "the? comparable? year - ago|earlier quarter|period|half", |_| {
        point(Point::YearsBefore(1))
    }),
    rule("relative/quarter-a-year-ago", "the? quarter a year ago|earlier", |_| point(Point::YearsBefore(1))),
    rule("relative/year-end", "year - end", |_| {
        let year = Point::Step(Unit::Year, 0, From::Published);
        point(Point::Nth(-1, Counted::Unit(Unit::Day), Box::new(year)))
    }),
    rule("relative/month-end", "month|quarter - end", |m| {
        let introduced = matches!(m.word_before(), "at" | "by" | "before" | "until" | "since" | "from");
        let stretch = Point::Step(if m.has("month") { Unit::Month } else { Unit::Quarter }, 0, From::Published);
        introduced.then(|| point(Point::Nth(-1, Counted::Unit(Unit::Day), Box::new(stretch))))?
    }),
    rule("relative/year-end-year", "year - end YEAR", |m| {
        let year = Calendar::Year(m.get(Class::Year)? as i32);
        Some(Phrase::new(Meaning::Point(Point::Calendar(year))).modified(Modifier::End).into())
    }),
    rule("relative/midyear", "midyear|mid-year", |m| {
        let introduced =
            matches!(m.word_before(), "by" | "at" | "in" | "until" | "since" | "before" | "after" | "around" | "from");
        let noun = m.after(1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj));
        (introduced && !noun).then(|| mid_year(Point::Step(Unit::Year, 0, From::Published)))?
    }),
    rule("relative/midyear-year", "midyear|mid-year of|,? YEAR", |m| {
        mid_year(Point::Calendar(Calendar::Year(m.get(Class::Year)? as i32)))
    }),
    rule("relative/turn", "the turn of the century|millennium", |m| {
        let unit = if m.has("century") { Unit::Century } else { Unit::Millennium };
        Some(Phrase::new(Meaning::Point(Point::Turn(unit))).modified(Modifier::Start).into())
    }),
    rule("relative/years-end", "year 's? end", year_end),
    rule("relative/this-time", "this time last|next year|month|week", |m| {
        let unit = [("year", Unit::Year), ("month", Unit::Month)].iter().find(|(word, _)| m.has(word));
        let unit = unit.map_or(Unit::Week, |(_, unit)| *unit);
        point(Point::Step(unit, if m.has("last") { -1 } else { 1 }, From::Published))
    }),
    rule("relative/year-to-date", "the? year to date", |_| point(Point::Step(Unit::Year, 0, From::Published))),
];

fn day(steps: i64) -> Option<Built> {
    point(Point::Step(Unit::Day, steps, From::Published))
}

/// "in today's world", "today's youth": these times, and no day.
fn is_era(m: &Match) -> bool {
    m.word_after() == "'s"
        && m.after(2).is_some_and(|noun| {
            let all = matches!(&*noun.lower, "world" | "society" | "youth" | "generation" | "young" | "age" | "era");
            all || matches!(&*noun.lower, "standards" | "kids" | "teenagers" | "students" | "parents" | "consumers")
        })
}

/// "USA Today reported", "the Today programme": a name, where headlines with capitals throughout have none.
fn is_newspaper(m: &Match) -> bool {
    let named = m.before(1).is_some_and(|token| token.ptb == Ptb::Nnp);
    let goes_on =
        m.after(1).is_some_and(|token| token.span.of(m.text).starts_with(|c: char| c.is_lowercase() || c == '\''));
    let of = matches!(m.word_after(), "programme" | "program" | "show" | "newspaper" | "magazine");
    m.capitalised(0) && (named && goes_on || of)
}

/// "ABC's "This Week"", "CBS This Morning said": programmes, where headlines have capitals throughout.
pub fn is_programme(m: &Match) -> bool {
    let goes_on = m.after(1).is_some_and(|next| next.span.of(m.text).starts_with(|c: char| !c.is_uppercase()));
    let named = m.before(1).is_some_and(|token| token.ptb == Ptb::Nnp && token.span.of(m.text).len() > 1);
    let capitals = m.len() == 2 && m.capitalised(0) && m.capitalised(1);
    capitals && goes_on && (named || m.word_before() == "\"" && m.before(2).is_some())
}

fn which(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    if is_programme(m) {
        return None;
    }
    let steps = m.get(Class::Which)?;
    if m.has("last") && counts_within(m) {
        return None;
    }
    // "at the last minute", "this second", "this day and age", "for the last day" are idioms.
    if unit <= Unit::Hour || unit == Unit::Day && m.has("this") || unit == Unit::Night && m.has("the") {
        return None;
    }
    // "over the past decade": ten years up to now, and none of the calendar's decades.
    if m.has("past") && matches!(unit, Unit::Decade | Unit::Century) {
        return Some(Phrase::new(Meaning::Length(Length::of(1, unit))).into());
    }
    // When a season of games or shows was, nobody says.
    if unit == Unit::Season {
        return Some(Phrase::new(Meaning::Vague(steps.clamp(-1, 1))).into());
    }
    if unit == Unit::Night {
        let night = PARTS.iter().position(|part| *part == "NI")?;
        return point(Point::Part(night, Box::new(Point::Step(Unit::Day, steps, From::Published))));
    }
    // "the next day" tells the story on; "next day" too.
    let from = if unit == Unit::Day && !m.has("this") { From::Focus } else { From::Published };
    point(Point::Step(unit, steps, from))
}

fn same(m: &Match) -> Option<Built> {
    match m.unit()? {
        Unit::Night => {
            let night = PARTS.iter().position(|part| *part == "NI")?;
            point(Point::Part(night, Box::new(Point::That(Unit::Day))))
        }
        unit => (unit > Unit::Hour).then(|| point(Point::That(unit)))?,
    }
}

/// "the week before last", "the Tuesday after next": two steps away.
pub fn two_away(m: &Match) -> Option<i64> {
    match (m.has("before"), m.has("last")) {
        (true, true) => Some(-2),
        (false, false) => Some(2),
        _ => None,
    }
}

/// "They had met the day before."; but "the day before the vote".
fn unit_before(m: &Match) -> Option<Built> {
    let ends = matches!(m.word_after(), "" | "." | "," | ";" | ":" | ")" | "\"" | "?");
    let steps = if m.has("before") { -1 } else { 1 };
    match m.unit()? {
        _ if !ends => None,
        Unit::Night => {
            let night = PARTS.iter().position(|part| *part == "NI")?;
            (steps < 0).then(|| point(Point::Part(night, Box::new(Point::Step(Unit::Day, steps, From::Focus)))))?
        }
        unit => (unit > Unit::Hour).then(|| point(Point::Step(unit, steps, From::Focus)))?,
    }
}

/// "the quarter", "the week": what the text speaks of; "the day" needs more, "the hour" is none.
fn the_unit(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let (before, after) = (m.word_before(), m.word_after());
    let introduced =
        matches!(before, "in" | "during" | "for" | "of" | "over" | "throughout" | "by" | "within" | "through" | "on");
    // "the year ended March 31", "the year to March": a stretch with its own edges, and no year of the calendar.
    let ended = matches!(after, "ended" | "ending" | "to" | "through");
    let begins = matches!(after, "beginning" | "starting" | "commencing");
    let month = |n: usize| m.after(n).is_some_and(|next| is_month(&next.lower));
    let figures = || m.after(2).is_some_and(|next| next.lower.starts_with(|first: char| first.is_ascii_digit()));
    let edge = || month(2) || figures() && month(3) || m.after(2).is_some_and(|next| next.lower.starts_with("end-"));
    if unit == Unit::Year && ended && (matches!(after, "ended" | "ending") || edge()) {
        return Some(Phrase::new(Meaning::Length(Length::of(1, unit))).into());
    }
    // "the player of the year", "Man of the Year": a title.
    let title = before == "of" && (m.capitalised(m.len() - 1) || m.before(2).is_some_and(|of| is_titled(&of.lower)));
    if title {
        return None;
    }
    let fits = match unit {
        // "by the end of the decade".
        Unit::Decade | Unit::Century => {
            let edge = m.before(2).map_or("", |edge| &edge.lower);
            before == "of"
                && matches!(
                    edge,
                    "end" | "start" | "beginning" | "middle" | "rest" | "close" | "half" | "third" | "part"
                )
        }
        Unit::Week | Unit::Month | Unit::Year => {
            introduced && !matches!(after, "of" | "when" | "that" | "-" | "before" | "after")
        }
        Unit::Quarter => after != "of",
        Unit::Day => {
            matches!(before, "in")
                && matches!(m.before(2).map_or("", |token| &token.lower), "later" | "earlier" | "early" | "late")
        }
        _ => false,
    };
    // "the decade to 2024", "in the year since the vote": so long a stretch, beside what follows.
    let beside = after == "since" || unit == Unit::Decade && matches!(after, "to" | "after" | "before" | "through");
    if beside && introduced && (Unit::Week..=Unit::Decade).contains(&unit) && unit != Unit::Quarter {
        return Some(Phrase::new(Meaning::Length(Length::of(1, unit))).into());
    }
    // The date that follows tells which.
    if matches!(unit, Unit::Week | Unit::Month | Unit::Quarter)
        && (matches!(after, "ended" | "ending") || begins)
        && edge()
    {
        return None;
    }
    if unit == Unit::Quarter {
        return fits.then(|| point(Point::Period(None)))?;
    }
    fits.then(|| point(Point::Same(unit)))?
}

/// Tells what prizes are given "of the year" for.
fn is_titled(noun: &str) -> bool {
    let person =
        matches!(noun, "player" | "man" | "woman" | "person" | "driver" | "rookie" | "coach" | "manager" | "artist");
    let thing =
        matches!(noun, "team" | "book" | "film" | "song" | "word" | "car" | "album" | "goal" | "game" | "quote");
    person || thing
}

fn later_in_year(m: &Match) -> Option<Built> {
    let modifier = if m.has("earlier") { Modifier::Start } else { Modifier::End };
    Some(Phrase::new(Meaning::Point(Point::Same(Unit::Year))).modified(modifier).into())
}

fn a_unit_away(m: &Match) -> Option<Built> {
    if m.has("from") != m.has("now") {
        return None;
    }
    let unit = m.unit()?;
    let after = m.word_after();
    if m.has("before") && !matches!(after, "." | "," | ";" | "\"" | "") {
        return None;
    }
    if unit == Unit::Year && (m.has("ago") || m.has("earlier") || m.has("before")) {
        return point(Point::YearsBefore(1));
    }
    away(m, Length::of(1, unit))
}

/// Makes a point out of a length and the words "ago", "earlier", "before", "later", "from now".
pub fn away(m: &Match, length: Length) -> Option<Built> {
    let back = m.has("ago") || m.has("earlier") || m.has("before") || m.has("previously") || m.has("back");
    let direction = if back { Direction::Back } else { Direction::Forward };
    let from = if m.has("ago") || m.has("now") || m.has("hence") { From::Published } else { From::Focus };
    if length.is_exact() {
        return point(Point::Shift(length, direction, from));
    }
    Some(Phrase::new(Meaning::Vague(if back { -1 } else { 1 })).into())
}

fn mid_year(year: Point) -> Option<Built> {
    Some(Phrase::new(Meaning::Point(year)).modified(Modifier::Mid).into())
}

fn year_end(_: &Match) -> Option<Built> {
    let phrase = Phrase::new(Meaning::Point(Point::Step(Unit::Year, 0, From::Published)));
    Some(phrase.modified(Modifier::End).into())
}
