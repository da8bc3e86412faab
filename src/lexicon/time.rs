//! Words of time: `time.tsv`, `zones.tsv`, `holidays.tsv`.
//!
//! In: the lists. Out: for each word, what it may stand for in a time expression. A word may have
//! several readings ("second" counts and measures, "may" is a month or not); the rules choose.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;

/// What a word, or a short run of words, may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// 1 to 12.
    Month,
    /// 1 (Monday) to 7.
    Weekday,
    /// "Mondays".
    Weekdays,
    /// "week": a [`Unit`].
    Unit,
    /// "weeks".
    Units,
    /// A cardinal number, in thousandths.
    Number,
    /// "hundred".
    Multiplier,
    /// "third", "3rd"; -1 is the last.
    Ordinal,
    /// "several": a number that is not told.
    Vague,
    /// 0 spring to 3 winter.
    Season,
    /// "summers".
    Seasons,
    /// A part of the day: index into [`PARTS`].
    Part,
    /// "mornings".
    Parts,
    /// "nineties" (90) or "1990s" (1990).
    Decade,
    /// "daily": count * 100 + [`Unit`].
    Frequency,
    /// "now" 0, "recently" -1, "soon" 1.
    Reference,
    /// "yesterday": days from the day of speaking.
    Deictic,
    /// "last": steps from the day of speaking.
    Which,
    /// "previous": steps from the day the text speaks of.
    Neighbour,
    /// "p.m.": hours to add.
    Meridiem,
    /// A zone's abbreviation: index into [`Words::zones`].
    Zone,
    /// A place that names a zone before "time": the same index.
    Place,
    /// A holiday: index into [`Words::holidays`].
    Holiday,
    /// Four digits, or words such as "nineteen ninety-six".
    Year,
    /// "'98", "98": the last two digits of a year.
    ShortYear,
    /// 1 to 31, "3rd".
    Day,
    /// 0 to 24.
    Hour,
    /// "5:30": seconds after midnight.
    Clock,
    /// "0700": seconds after midnight.
    Military,
    /// "3:07:35": a length in seconds.
    ClockLength,
    /// A date in figures: its days from the common era.
    Figures,
    /// "9/11": month * 100 + day.
    Slashed,
    /// "24/25": a day and the next, as day * 100 + day.
    DayPair,
    /// "1/2": thousandths.
    Fraction,
    /// "2025-07-03T10:15:00Z": an instant, packed as `time::figures` tells.
    Stamp,
    /// "2015/16": the first year.
    SplitYear,
    /// "1Q25", "2H": 10 times the year, 0 where none is told, and the quarter (1 to 4) or half (5, 6).
    Period,
    /// "weeklong": a [`Unit`].
    Long,
    /// A phrase that denotes a day, week, month, year …
    DatePhrase,
    /// A phrase that denotes a day of the calendar.
    DayPhrase,
    /// A phrase that denotes a time of day.
    TimePhrase,
    /// A length.
    LengthPhrase,
}

/// A unit of the calendar or clock, from short to long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    const ALL: [(Unit, &'static str); 15] = [
        (Unit::Second, "second"),
        (Unit::Minute, "minute"),
        (Unit::Hour, "hour"),
        (Unit::Night, "night"),
        (Unit::Day, "day"),
        (Unit::Weekend, "weekend"),
        (Unit::Week, "week"),
        (Unit::Fortnight, "fortnight"),
        (Unit::Month, "month"),
        (Unit::Quarter, "quarter"),
        (Unit::Season, "season"),
        (Unit::Year, "year"),
        (Unit::Decade, "decade"),
        (Unit::Century, "century"),
        (Unit::Millennium, "millennium"),
    ];

    /// Returns the unit that a [`Class::Unit`] reading holds.
    pub fn from_code(code: i64) -> Self {
        Self::ALL[code as usize].0
    }

    fn code(name: &str) -> i64 {
        Self::ALL.iter().position(|(_, known)| *known == name).expect("lists name known units") as i64
    }
}

/// The parts of the day as TIMEX3 writes them; the last two are points of the clock.
pub const PARTS: [&str; 9] = ["MO", "AF", "EV", "NI", "MI", "DA", "DU", "12", "24"];

/// The seasons as TIMEX3 writes them.
pub const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// One reading of a word.
pub type Reading = (Class, i64);

/// The lists.
pub struct Words {
    /// Readings by word in lower case.
    pub readings: FxHashMap<&'static str, Vec<Reading>>,
    /// IANA zone names, or offsets from UTC in minutes.
    pub zones: Vec<&'static str>,
    /// IANA zones of outlets by their name in lower case, without "the".
    pub outlet_zones: FxHashMap<&'static str, &'static str>,
    /// By first word: the words after it, and the holiday.
    pub holiday_phrases: FxHashMap<&'static str, Vec<(Vec<&'static str>, i64)>>,
    /// Rules of computation by holiday.
    pub holidays: Vec<&'static str>,
}

/// The lists, read once.
pub static WORDS: LazyLock<Words> = LazyLock::new(read);

/// Tells whether the word, in lower case, names a month.
pub fn is_month(word: &str) -> bool {
    WORDS.readings.get(word).is_some_and(|readings| readings.iter().any(|(class, _)| *class == Class::Month))
}

fn read() -> Words {
    let mut words = Words {
        readings: FxHashMap::default(),
        zones: Vec::new(),
        outlet_zones: FxHashMap::default(),
        holiday_phrases: FxHashMap::default(),
        holidays: Vec::new(),
    };
    for row in rows(include_str!("time.tsv")) {
        words.readings.entry(row[0]).or_default().push(reading(row[1], row[2]));
    }
    for row in rows(include_str!("zones.tsv")) {
        if row[2] == "outlet" {
            words.outlet_zones.insert(row[0], row[1]);
            continue;
        }
        // Abbreviations have up to five letters; places are read only before "time".
        let index = words.zones.len() as i64;
        let class = if row[2] == "place" { Class::Place } else { Class::Zone };
        words.readings.entry(row[0]).or_default().push((class, index));
        words.zones.push(row[1]);
    }
    for row in rows(include_str!("holidays.tsv")) {
        let mut parts = row[0].split(' ');
        let first = parts.next().unwrap_or_default();
        let phrases = words.holiday_phrases.entry(first).or_default();
        phrases.push((parts.collect(), words.holidays.len() as i64));
        words.holidays.push(row[1]);
    }
    for phrases in words.holiday_phrases.values_mut() {
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    words
}

fn reading(class: &str, value: &'static str) -> Reading {
    let number = || value.parse().expect("lists hold whole numbers");
    let place = |names: &[&str]| names.iter().position(|name| *name == value).expect("lists name known codes") as i64;
    match class {
        "month" => (Class::Month, number()),
        "weekday" => (Class::Weekday, number()),
        "weekdays" => (Class::Weekdays, number()),
        "unit" => (Class::Unit, Unit::code(value)),
        "units" => (Class::Units, Unit::code(value)),
        "number" => (Class::Number, number() * 1000),
        "multiplier" => (Class::Multiplier, number()),
        "ordinal" => (Class::Ordinal, number()),
        "vague" => (Class::Vague, number()),
        "season" => (Class::Season, place(&SEASONS)),
        "seasons" => (Class::Seasons, place(&SEASONS)),
        "part" => (Class::Part, place(&PARTS)),
        "parts" => (Class::Parts, place(&PARTS)),
        "decade" => (Class::Decade, number()),
        "frequency" => (Class::Frequency, frequency(value)),
        "reference" => (Class::Reference, place(&["PAST_REF", "PRESENT_REF", "FUTURE_REF"]) - 1),
        "deictic" => (Class::Deictic, number()),
        "which" => (Class::Which, number()),
        "neighbour" => (Class::Neighbour, number()),
        "long" => (Class::Long, Unit::code(value)),
        "meridiem" => (Class::Meridiem, number()),
        other => unreachable!("time.tsv has no class {other}"),
    }
}

/// Reads "P3M" or "PT1H" as count * 100 + unit.
fn frequency(value: &str) -> i64 {
    let (clock, rest) = match value.strip_prefix("PT") {
        Some(rest) => (true, rest),
        None => (false, &value[1..]),
    };
    let count: i64 = rest[..rest.len() - 1].parse().expect("frequencies hold whole numbers");
    let unit = match (clock, &rest[rest.len() - 1..]) {
        (true, "H") => Unit::Hour,
        (false, "D") => Unit::Day,
        (false, "W") => Unit::Week,
        (false, "M") => Unit::Month,
        (false, "Y") => Unit::Year,
        _ => unreachable!("time.tsv has no other frequencies"),
    };
    count * 100 + unit as i64
}
