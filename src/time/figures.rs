//! Tokens in figures: "1998", "5:30", "7/4/2025", "'90s", "2015/16", "1Q25", "2025-07-03T10:15:00Z".
//!
//! In: a token that begins with a figure or an apostrophe. Out: its readings, added to its item.
//! Never looks at the words around it.

use chrono::{Datelike, NaiveDate};

use super::lex::Item;
use crate::lexicon::time::Class;

/// Reads a token that begins with a figure or an apostrophe.
pub fn read(word: &str, item: &mut Item) {
    if let Some(clipped) = word.strip_prefix('\'') {
        match clipped.strip_suffix('s') {
            Some(tens) => decade(tens, item),
            None if clipped.len() == 2 => read_number(clipped, |year| item.read_as(Class::ShortYear, year)),
            None => {}
        }
        return;
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole(word, item);
    }
    if let Some(figures) = word.strip_suffix("st").or_else(|| strip_any(word, &["nd", "rd", "th"])) {
        read_number(figures, |number| {
            item.read_as(Class::Ordinal, number);
            if (1..=31).contains(&number) {
                item.read_as(Class::Day, number);
            }
        });
    } else if let Some(figures) = word.strip_suffix('s') {
        decade(figures.trim_end_matches('\''), item);
    } else if let Some((date, time)) = word.split_once('t') {
        stamp(date, time, item);
    } else if let Some((number, year)) = word.split_once(['q', 'h']) {
        period(number, year, word.contains('h'), item);
    } else if let Some(figures) = strip_any(word, &["½", "¼", "¾"]) {
        let part = [('¼', 250), ('½', 500), ('¾', 750)].iter().find(|(mark, _)| word.ends_with(*mark));
        let part = part.map_or(0, |(_, thousandths)| *thousandths);
        read_number(figures, |number| item.read_as(Class::Number, number * 1000 + part));
    } else if word.contains(':') {
        clock(word, item);
    } else if word.contains(['/', '-']) {
        slashed(word, item);
    } else {
        decimal(word, item);
    }
}

fn strip_any<'a>(word: &'a str, suffixes: &[&str]) -> Option<&'a str> {
    suffixes.iter().find_map(|suffix| word.strip_suffix(suffix))
}

/// Calls `then` with the number that at most nine figures make.
pub fn read_number(figures: &str, mut then: impl FnMut(i64)) {
    let short = !figures.is_empty() && figures.len() <= 9;
    if short && figures.bytes().all(|byte| byte.is_ascii_digit()) {
        then(figures.parse().expect("at most nine figures fit"));
    }
}

fn decade(figures: &str, item: &mut Item) {
    read_number(figures, |first| {
        let hundreds = figures.len() == 3 && first % 100 == 0;
        let known = figures.len() == 4 && (1000..3000).contains(&first) || figures.len() == 2 || hundreds;
        if known && first % 10 == 0 {
            item.read_as(Class::Decade, first);
        }
    });
}

fn whole(word: &str, item: &mut Item) {
    read_number(word, |number| {
        item.read_as(Class::Number, number * 1000);
        if (1..=31).contains(&number) && word.len() <= 2 {
            item.read_as(Class::Day, number);
        }
        if (0..=24).contains(&number) && word.len() <= 2 {
            item.read_as(Class::Hour, number);
        }
        if word.len() == 2 {
            item.read_as(Class::ShortYear, number);
        }
        if word.len() == 4 {
            item.read_as(Class::Year, number);
            if number / 100 <= 24 && number % 100 < 60 {
                item.read_as(Class::Military, (number / 100 * 60 + number % 100) * 60);
            }
        }
        if word.len() == 8 {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            date(year, month, day, item);
        }
    });
}

fn date(year: i64, month: i64, day: i64, item: &mut Item) -> bool {
    let date = NaiveDate::from_ymd_opt(year as i32, month as u32, day as u32).filter(|_| (1000..3000).contains(&year));
    if let Some(date) = date {
        item.read_as(Class::Figures, i64::from(date.num_days_from_ce()));
    }
    date.is_some()
}

/// "2025-07-03t10:15:00z", "2025-07-03t10:15-05:00": an instant, packed by [`pack`].
fn stamp(date: &str, time: &str, item: &mut Item) {
    let (clock, offset) = match (time.strip_suffix('z'), time.split_once('-')) {
        (Some(clock), _) => (clock, Some(0)),
        (None, Some((clock, offset))) => match minutes(offset) {
            Some(minutes) => (clock, Some(-minutes)),
            None => return,
        },
        (None, None) => (time, None),
    };
    let mut day = Item::new(0..1);
    slashed(date, &mut day);
    let whole = clock.split_once('.').map_or(clock, |(whole, _)| whole);
    self::clock(whole, &mut day);
    let dashed = date.len() == 10 && date.as_bytes()[4] == b'-';
    if let (Some(day), Some(seconds), true) = (day.reading(Class::Figures), day.reading(Class::Clock), dashed) {
        item.read_as(Class::Stamp, pack(day, seconds, whole.len() > 5, offset));
    }
}

/// "02:00" or "0200" as minutes.
fn minutes(offset: &str) -> Option<i64> {
    let (hours, minutes) = match offset.split_once(':') {
        Some(parts) => parts,
        None => offset.split_at_checked(2)?,
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(hours * 60 + minutes)
}

/// No offset is told.
const NO_OFFSET: i64 = 2047;

/// Packs the day (from the common era), the second of it, whether seconds are told, and the offset from UTC in
/// minutes, into one reading.
fn pack(day: i64, seconds: i64, to_the_second: bool, offset: Option<i64>) -> i64 {
    ((day * 86_401 + seconds) * 2 + i64::from(to_the_second)) * 4096 + offset.unwrap_or(NO_OFFSET) + 2048
}

/// Unpacks the reading of a [`Class::Stamp`]: day, seconds, whether seconds are told, offset in minutes.
pub fn unpack(stamp: i64) -> (i64, i64, bool, Option<i64>) {
    let (clock, offset) = (stamp / 8192, stamp % 4096 - 2048);
    (clock / 86_401, clock % 86_401, stamp / 4096 % 2 == 1, Some(offset).filter(|offset| *offset != NO_OFFSET))
}

/// "1Q25", "4q2024", "2h25", "1h": the quarter (1 to 4) or half (5, 6), after 10 times the year.
fn period(number: &str, year: &str, is_half: bool, item: &mut Item) {
    let number = match (number, is_half) {
        ("1", true) => 5,
        ("2", true) => 6,
        ("1" | "2" | "3" | "4", false) => i64::from(number.as_bytes()[0] - b'0'),
        _ => return,
    };
    match year.trim_start_matches(['\'', '/']) {
        "" => item.read_as(Class::Period, number),
        year => read_number(year, |figures| match year.len() {
            4 if (1900..2200).contains(&figures) => item.read_as(Class::Period, figures * 10 + number),
            2 => item.read_as(Class::Period, century(figures) * 10 + number),
            _ => {}
        }),
    }
}

/// "5:30", "17:30:05"; what runs beyond a day, or counts seconds, may be a length.
fn clock(word: &str, item: &mut Item) {
    let parts: Option<Vec<i64>> = word.split(':').map(|part| part.parse().ok().filter(|_| part.len() <= 3)).collect();
    let Some(parts) = parts else { return };
    let two_figures = word.split(':').skip(1).all(|part| part.len() == 2);
    if !(2..=3).contains(&parts.len()) || !two_figures || parts[1..].iter().any(|part| *part >= 60) {
        return;
    }
    let seconds = |parts: &[i64]| parts[0] * 3600 + parts[1] * 60 + parts.get(2).copied().unwrap_or(0);
    if parts[0] <= 24 {
        item.read_as(Class::Clock, seconds(&parts));
    }
    if parts.len() == 3 {
        item.read_as(Class::ClockLength, seconds(&parts));
    }
}

/// "7/4/2025", "2025-07-04", "10-26-89", "9/11", "1/2".
fn slashed(word: &str, item: &mut Item) {
    let parts: Option<Vec<i64>> =
        word.split(['/', '-']).map(|part| part.parse().ok().filter(|_| part.len() <= 4)).collect();
    let Some(parts) = parts else { return };
    let first_is_year = word.as_bytes().iter().take_while(|byte| byte.is_ascii_digit()).count() == 4;
    match parts[..] {
        [year, month, day] if first_is_year => {
            date(year, month, day, item);
        }
        [first, second, year] => {
            let year = if year < 100 { century(year) } else { year };
            // American order, unless only the other makes sense.
            if !date(year, first, second, item) {
                date(year, second, first, item);
            }
        }
        [top, bottom] if word.contains('/') && !first_is_year => {
            if (1..=12).contains(&top) && (1..=31).contains(&bottom) {
                item.read_as(Class::Slashed, top * 100 + bottom);
            }
            if top + 1 == bottom && bottom <= 31 {
                item.read_as(Class::DayPair, top * 100 + bottom);
            }
            if top < bottom && bottom <= 16 {
                item.read_as(Class::Fraction, top * 1000 / bottom);
            }
        }
        [first, second] if first_is_year && word.contains('/') && (first + 1) % 100 == second % 100 => {
            item.read_as(Class::SplitYear, first);
        }
        [first, second] if first_is_year && second < 100 => {
            item.read_as(Class::Number, 0);
            item.read_as(Class::Year, first);
        }
        _ => {}
    }
}

/// Returns the year that two figures stand for: 1930 to 2029.
pub fn century(short: i64) -> i64 {
    if short < 30 { 2000 + short } else { 1900 + short }
}

/// "1.7.2025", as in Europe.
fn dotted(word: &str, item: &mut Item) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let [day, month, year] = parts[..] else { return false };
    let numbers = (day.parse(), month.parse(), year.parse());
    let (Ok(day), Ok(month), Ok(year)) = numbers else { return false };
    year >= 1000 && date(year, month, day, item)
}

/// "2.5", "1,000".
fn decimal(word: &str, item: &mut Item) {
    if dotted(word, item) {
        return;
    }
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let grouped = word.split(',').skip(1).all(|group| group.len() >= 3);
    if !grouped || plain.len() > 12 || !plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return;
    }
    if let Ok(number) = plain.parse::<f64>() {
        item.read_as(Class::Number, (number * 1000.0).round() as i64);
        // British papers write "7.30 p.m.".
        if let Some((hour, minute)) = plain.split_once('.').filter(|(_, minute)| minute.len() == 2) {
            clock(&format!("{hour}:{minute}"), item);
        }
    }
}
