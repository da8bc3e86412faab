//! The days on which a text can have been written, by the dates it speaks of.
//!
//! In: the phrases of a text, and a year if one is known. Out: a day or a short run of days, with the
//! expressions that say so; `None` where they leave too much open. What is past was not written
//! about before it, what is to come not after it; within the days between, the bare weekdays tell
//! more. One side alone never dates a text.

use chrono::{Datelike, NaiveDate};

use super::calendar::add_days;
use super::direction;
use super::meaning::{Calendar, Meaning, Name, Phrase, Point};
use crate::lexicon::time::{Class, WORDS};
use crate::model::{Grain, Interval, Parsed, TokenRange};

/// Log-odds from which a clause counts as past or to come; of 20 clauses so sure, one is wrong.
const SURE_LEAN: f32 = 2.0;
/// More days between both sides say too little: a quarter.
const LONGEST: i64 = 92;
/// Within so many days, bare weekdays tell more.
const WEEK: i64 = 8;
/// How likely the run of days that they leave must be.
const SURE: f64 = 0.95;
/// How often newspapers name the day itself (0) and the days before it by their weekday.
const WEEKDAY_PAST: [f64; 7] = [0.45, 0.30, 0.09, 0.06, 0.04, 0.03, 0.03];
/// The same for the coming days.
const WEEKDAY_AHEAD: [f64; 7] = [0.30, 0.25, 0.15, 0.10, 0.08, 0.06, 0.06];

/// Returns the days on which the text can have been written, with their grain and the reasons.
pub fn between(
    text: &str,
    parsed: &Parsed,
    phrases: &[(TokenRange, Phrase)],
    known: Option<Interval>,
) -> Option<(Interval, Option<Grain>, Vec<String>)> {
    let dates = dates(parsed, phrases, known.map(Interval::begin_year));
    let past = dates.iter().filter(|date| date.lean <= -SURE_LEAN).max_by_key(|date| date.days.begins_on)?;
    let coming = dates.iter().filter(|date| date.lean >= SURE_LEAN).min_by_key(|date| date.days.ends_before)?;
    // The same month on both sides is that of two years.
    if past.days == coming.days {
        return None;
    }
    let open = Interval { begins_on: past.days.begins_on, ends_before: coming.days.ends_before };
    if !(1..=LONGEST).contains(&(open.ends_before - open.begins_on).num_days()) {
        return None;
    }
    let words = |tokens: &TokenRange| parsed.span(tokens).of(text);
    let mut reasons =
        vec![format!("\"{}\" is past", words(&past.tokens)), format!("\"{}\" is to come", words(&coming.tokens))];
    let weekdays = weekdays(parsed, phrases);
    let narrowed = narrow(open, &weekdays, &Says::new(parsed, phrases)).unwrap_or(open);
    if narrowed != open {
        let side = |lean: f32| if lean > 0.0 { "to come" } else { "past" };
        reasons.extend(weekdays.iter().map(|day| format!("\"{}\" is {}", words(&day.tokens), side(day.lean))));
    }
    Some((narrowed, narrowed.single_day().map(|_| Grain::Day), reasons))
}

/// A date of the text and which way its clause leans.
struct Dated {
    tokens: TokenRange,
    days: Interval,
    lean: f32,
}

/// The days and months that the text names; those without a year only where the year is known.
fn dates(parsed: &Parsed, phrases: &[(TokenRange, Phrase)], year: Option<i32>) -> Vec<Dated> {
    let dated = phrases.iter().filter(|(_, phrase)| !phrase.in_name).filter_map(|(tokens, phrase)| {
        let Meaning::Point(point) = &phrase.meaning else { return None };
        let days = match day_of(point) {
            Point::Calendar(calendar @ (Calendar::Day(_) | Calendar::Month(..))) => calendar.interval()?,
            Point::Named(name @ (Name::MonthDay(..) | Name::Month(_))) => name.in_year(year?)?.interval()?,
            _ => return None,
        };
        // "Friday, July 4" is in no year in which that is another day.
        let named = parsed.tokens[tokens.clone()].iter().find_map(|token| weekday(&token.lower));
        let fits = named.is_none_or(|weekday| days.begins_on.weekday().number_from_monday() == weekday);
        fits.then(|| Dated { tokens: tokens.clone(), days, lean: direction::lean(parsed, tokens) })
    });
    dated.collect()
}

/// The day that a time of day is told with.
fn day_of(point: &Point) -> &Point {
    match point {
        Point::Part(_, day) | Point::Clock(_, day) => day_of(day),
        _ => point,
    }
}

fn weekday(word: &str) -> Option<u32> {
    let readings = WORDS.readings.get(word)?;
    readings.iter().find(|(class, _)| *class == Class::Weekday).map(|(_, weekday)| *weekday as u32)
}

/// A bare weekday and which way its clause leans.
struct Named {
    tokens: TokenRange,
    weekday: u32,
    lean: f32,
}

/// The bare weekdays of the text, each once for the past and once for the future.
fn weekdays(parsed: &Parsed, phrases: &[(TokenRange, Phrase)]) -> Vec<Named> {
    let mut list: Vec<Named> = Vec::new();
    for (tokens, phrase) in phrases {
        let Meaning::Point(point) = &phrase.meaning else { continue };
        let Point::Named(Name::Weekday(weekday)) = day_of(point) else { continue };
        let lean = direction::lean(parsed, tokens);
        if !list.iter().any(|known| known.weekday == *weekday && (known.lean > 0.0) == (lean > 0.0)) {
            list.push(Named { tokens: tokens.clone(), weekday: *weekday, lean });
        }
    }
    list
}

/// What the text says of the days around it without naming them, outside quotations.
struct Says {
    today: bool,
    yesterday: bool,
}

impl Says {
    fn new(parsed: &Parsed, phrases: &[(TokenRange, Phrase)]) -> Self {
        let quoted = |token: usize| {
            let at = parsed.tokens[token].span.start;
            let before = parsed.quotations.partition_point(|quotation| quotation.span.start <= at);
            parsed.quotations[..before].last().is_some_and(|quotation| at < quotation.span.end)
        };
        let says = |word: &str| {
            phrases.iter().any(|(tokens, _)| parsed.tokens[tokens.start].lower == word && !quoted(tokens.start))
        };
        Self { today: says("today"), yesterday: says("yesterday") }
    }
}

/// The shortest run of the open days that the bare weekdays make sure.
fn narrow(open: Interval, weekdays: &[Named], says: &Says) -> Option<Interval> {
    if weekdays.is_empty() || (open.ends_before - open.begins_on).num_days() > WEEK {
        return None;
    }
    let days: Vec<NaiveDate> = open.begins_on.iter_days().take_while(|day| *day < open.ends_before).collect();
    let weight = |day: &NaiveDate| weekdays.iter().map(|named| likelihood(named, *day, says)).product::<f64>();
    let weights: Vec<f64> = days.iter().map(weight).collect();
    let total: f64 = weights.iter().sum();
    let run = |length: usize| {
        let mut starts = 0..=days.len() - length;
        starts.find(|from| weights[*from..from + length].iter().sum::<f64>() >= SURE * total)
    };
    let (from, length) = (1..=days.len()).find_map(|length| Some((run(length)?, length)))?;
    Some(Interval { begins_on: days[from], ends_before: add_days(days[from], length as i64)? })
}

/// How likely someone who writes on this day names the weekday so.
fn likelihood(named: &Named, day: NaiveDate, says: &Says) -> f64 {
    let ahead = (i64::from(named.weekday) - i64::from(day.weekday().number_from_monday())).rem_euclid(7) as usize;
    let back = (7 - ahead) % 7;
    // Who says "yesterday" or "today" seldom names that day by its weekday.
    let rare = match back {
        0 if says.today => 0.15,
        1 if says.yesterday => 0.25,
        _ => 1.0,
    };
    let coming = (1.0 / (1.0 + f64::from(-named.lean).exp())).clamp(0.03, 0.97);
    rare * ((1.0 - coming) * WEEKDAY_PAST[back] + coming * WEEKDAY_AHEAD[ahead])
}
