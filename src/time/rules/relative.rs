//! Stretches told by their distance: "yesterday", "last week", "that day", "a year ago".

use super::name::counts_within;
use super::{point, rule};
use crate::lexicon::time::{Class, PARTS, Unit};
use crate::model::{Modifier, Ptb};
use crate::time::meaning::{Counted, Direction, From, Length, Meaning, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `relative`.
pub const RULES: &[Rule] = &[
    rule("relative/deictic", "DEICTIC", |m| (!is_newspaper(m)).then(|| day(m.get(Class::Deictic)?))?),
    rule("relative/before-yesterday", "the? day before yesterday", |_| day(-2)),
    rule("relative/after-tomorrow", "the? day after tomorrow", |_| day(2)),
    rule("relative/which", "the? WHICH fiscal|calendar|financial|trading|school|academic? UNIT", which),
    rule("relative/this-past", "this past UNIT", |m| point(Point::Step(m.unit()?, -1, From::Published))),
    rule("relative/this-coming", "this coming UNIT", |m| point(Point::Step(m.unit()?, 1, From::Published))),
    rule("relative/neighbour", "the? NEIGHBOUR UNIT", |m| {
        point(Point::Step(m.unit()?, m.get(Class::Neighbour)?, From::Focus))
    }),
    rule("relative/latest", "the latest quarter|period", |_| point(Point::Period(None))),
    rule("relative/that", "that same|very? UNIT", same),
    rule("relative/the-same", "the same|very UNIT", same),
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

/// "USA Today reported", "the Today programme": a name, where headlines with capitals throughout have none.
fn is_newspaper(m: &Match) -> bool {
    let named = m.before(1).is_some_and(|token| token.ptb == Ptb::Nnp);
    let goes_on =
        m.after(1).is_some_and(|token| token.span.of(m.text).starts_with(|c: char| c.is_lowercase() || c == '\''));
    let of = matches!(m.word_after(), "programme" | "program" | "show" | "newspaper" | "magazine");
    m.capitalised(0) && (named && goes_on || of)
}

fn which(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let steps = m.get(Class::Which)?;
    if m.has("last") && counts_within(m) {
        return None;
    }
    // "at the last minute", "this second", "this day and age", "for the last day" are idioms.
    if unit <= Unit::Hour || unit == Unit::Day && m.has("this") || unit == Unit::Night && m.has("the") {
        return None;
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
    let unit = m.unit()?;
    (unit > Unit::Hour).then(|| point(Point::Same(unit)))?
}

/// "the quarter", "the week": what the text speaks of; "the day" needs more, "the hour" is none.
fn the_unit(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let (before, after) = (m.word_before(), m.word_after());
    let introduced =
        matches!(before, "in" | "during" | "for" | "of" | "over" | "throughout" | "by" | "within" | "through" | "on");
    // "the year ended March 31" is a stretch with its own edges, and no year of the calendar.
    if unit == Unit::Year && matches!(after, "ended" | "ending") {
        return Some(Phrase::new(Meaning::Length(Length::of(1, unit))).into());
    }
    let fits = match unit {
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
    if unit == Unit::Quarter {
        return fits.then(|| point(Point::Period(None)))?;
    }
    fits.then(|| point(Point::Same(unit)))?
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

fn year_end(_: &Match) -> Option<Built> {
    let phrase = Phrase::new(Meaning::Point(Point::Step(Unit::Year, 0, From::Published)));
    Some(phrase.modified(Modifier::End).into())
}
