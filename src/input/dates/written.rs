//! One date, as words or numbers write it.
//!
//! In: the words of a line. Out: a civil day, or nothing where it is none or could be two.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendars::civil;
use super::names::{Calendar, month, weekday};
use super::{legible, plain};

/// Reads a date at the start of `words`; also returns how many words it takes.
pub fn date_at(words: &[&str]) -> Option<(NaiveDate, usize)> {
    let first = words.first()?.trim_end_matches(':');
    // "2019.03.03." with the full stop of an ordinal.
    let bare = first.trim_end_matches('.');
    if let Some(day) = iso(bare).or_else(|| year_first(bare)).or_else(|| numeric(bare)).or_else(|| dashed(bare)) {
        return Some((day, 1));
    }
    if let Some(day) = ordinals(words) {
        return Some((day, 3));
    }
    if let Some(found) = year_named(words).or_else(|| vietnamese(words)).or_else(|| year_last(words)) {
        return Some(found);
    }
    // "4 of July", "4 de julio de 2025", "4 d'abril del 2025".
    let is_of =
        |at: usize| usize::from(words.get(at).is_some_and(|word| matches!(&*word.to_lowercase(), "of" | "de" | "del")));
    let of = is_of(1);
    let second = words.get(1 + of)?;
    let second = second.strip_prefix("d'").or_else(|| second.strip_prefix("d’")).unwrap_or(second);
    let of = of + is_of(2 + of);
    let third = words.get(2 + of)?;
    let (number, (month, calendar), year) = match (month(first), month(second)) {
        (Some(month), _) => (second, month, year(third)?),
        // November in Polish; in Croatian, which writes "3." for the third, October.
        (None, Some((11, _))) if second.to_lowercase() == "listopada" && first.ends_with('.') => {
            (first, (10, Calendar::Civil), year(third)?)
        }
        (None, Some(month)) => (first, month, year(third).or_else(|| short_year(third))?),
        (None, None) => return None,
    };
    Some((civil(calendar, year, month, day_number(number)?)?, 3 + of))
}

/// "2019 m. kovo 12 d.", "2019. gada 12. marts", "2019 March 12": the year first, with the word for it.
fn year_named(words: &[&str]) -> Option<(NaiveDate, usize)> {
    let year = year(words.first()?)?;
    let skipped =
        usize::from(matches!(words.get(1).map(|word| word.trim_end_matches('.')), Some("m" | "gada" | "оны")));
    let (first, second) = (words.get(1 + skipped)?, words.get(2 + skipped)?);
    let ((month, calendar), number) = match (month(first), month(second)) {
        (Some(month), _) => (month, second),
        (None, Some(month)) => (month, first),
        (None, None) => return None,
    };
    Some((civil(calendar, year, month, day_number(number)?)?, 3 + skipped))
}

/// "Apr 17 09:12:44 BST 2001", as computers write it.
fn year_last(words: &[&str]) -> Option<(NaiveDate, usize)> {
    let ((month, calendar), day) = (month(words.first()?)?, day_number(words.get(1)?)?);
    let clock = words.get(2).filter(|word| word.split(':').count() == 3)?;
    let is_clock = clock.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let zone = words.get(3).filter(|word| year(word).is_none() && word.len() <= 6).map_or(0, |_| 1);
    let year = year(words.get(3 + zone)?).filter(|_| is_clock)?;
    Some((civil(calendar, year, month, day)?, 4 + zone))
}

/// "12 tháng 3 năm 2019", "12 tháng 3, 2019".
fn vietnamese(words: &[&str]) -> Option<(NaiveDate, usize)> {
    let named = |at: usize, name: &str| words.get(at).is_some_and(|word| word.to_lowercase() == name);
    if !named(1, "tháng") {
        return None;
    }
    let skipped = usize::from(named(3, "năm"));
    let day = ymd(year(words.get(3 + skipped)?)?, words.get(2)?.parse().ok()?, day_number(words[0])?)?;
    Some((day, 4 + skipped))
}

/// "3. 2. 2014" as Czech writes it, "2014. 02. 03." and "2014. február 3." as Hungarian does.
fn ordinals(words: &[&str]) -> Option<NaiveDate> {
    let [first, second, third, ..] = *words else { return None };
    let ordinal = |word: &str| word.strip_suffix('.').filter(|digits| digits.len() <= 2)?.parse().ok();
    if first.ends_with('.') && first.len() == 5 {
        return ymd(year(first)?, ordinal(second).or_else(|| Some(month(second)?.0))?, ordinal(third)?);
    }
    ymd(year(third)?, ordinal(second)?, ordinal(first)?)
}

pub fn iso(word: &str) -> Option<NaiveDate> {
    let date = word.get(..10)?;
    let rest = &word[10..];
    let follows = rest.is_empty() || rest.starts_with(['T', 't', ':', '+', 'Z']);
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    (follows && year.len() == 4 && month.len() == 2)
        .then(|| ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// 2019/3/3
fn year_first(word: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let is_short = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    is_short.then(|| ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// Reads 31/12/2025, 12/31/2025 and 31.12.2025 or 31.12.25, where only one reading is possible.
fn numeric(word: &str) -> Option<NaiveDate> {
    let dotted = word.contains('.');
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let short = || {
        let is_short = dotted && parts.iter().all(|part| part.len() == 2);
        short_year(third).filter(|_| is_short)
    };
    let (first, second, year) = (first.parse().ok()?, second.parse().ok()?, year(third).or_else(short)?);
    match dotted {
        true => ymd(year, second, first),
        false if first > 12 || first == second => ymd(year, second, first),
        false if second > 12 => ymd(year, first, second),
        false => None,
    }
}

/// Which of day and month a page writes first between slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 31/12/2025
    DayFirst,
    /// 12/31/2025
    MonthFirst,
}

/// Rewrites dates between slashes as 2025-12-31, where the day of the week before them or the page's
/// own order says what is what.
pub fn in_order(text: &str, order: Option<Order>) -> Cow<'_, str> {
    let text = legible(text);
    if !text.contains(['/', '-']) {
        return text;
    }
    let mut day_of_week: Option<Weekday> = None;
    let mut rewrite = |word: &str| {
        let before = day_of_week.take().or_else(|| Some(weekday(&plain(word))?.0));
        let Some((first, second, year)) = slashed(word) else {
            day_of_week = before.filter(|_| weekday(&plain(word)).is_some());
            return None;
        };
        let (day_first, month_first) = (ymd(year, second, first), ymd(year, first, second));
        let fits = |day: &NaiveDate| before.is_some_and(|known| day.weekday() == known);
        match (day_first.filter(fits), month_first.filter(fits), order) {
            (Some(day), None, _) | (None, Some(day), _) => Some(day),
            (_, _, Some(Order::DayFirst)) => day_first,
            (_, _, Some(Order::MonthFirst)) => month_first,
            (_, _, None) => None,
        }
        .map(|day| day.to_string())
    };
    let words = text.split_inclusive([' ', '\n', ',', '|']);
    let rewritten: String = words
        .map(|word| {
            let bare = word.trim_end_matches([' ', '\n', ',', '|']);
            let day = if bare.is_empty() { None } else { rewrite(bare) };
            day.map_or_else(|| word.to_owned(), |day| day + &word[bare.len()..])
        })
        .collect();
    Cow::Owned(rewritten)
}

/// Tells the order from the dates of a text that can be read in one order only; `None` where there
/// are none or they differ.
pub fn order_of_slashes(text: &str) -> Option<Order> {
    let mut found =
        text.split_whitespace().filter_map(|word| match slashed(word.trim_matches(|c: char| !c.is_ascii_digit()))? {
            (13..=31, 1..=12, _) => Some(Order::DayFirst),
            (1..=12, 13..=31, _) => Some(Order::MonthFirst),
            _ => None,
        });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The numbers of 03/12/2019, 3-12-2019 and 03/12/19.
fn slashed(word: &str) -> Option<(u32, u32, i32)> {
    let mut parts = word.split(if word.contains('/') { '/' } else { '-' });
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let two = |part: &str| part.parse().ok().filter(|_| part.len() <= 2);
    let is_whole = parts.next().is_none();
    let year = year(third).or_else(|| short_year(third).filter(|_| word.contains('/')));
    Some((two(first)?, two(second)?, year.filter(|_| is_whole)?))
}

fn dashed(word: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split('-').collect();
    let [day, name, last] = parts.as_slice() else { return None };
    let (month, calendar) = month(name)?;
    civil(calendar, year(last).or_else(|| short_year(last))?, month, day_number(day)?)
}

pub fn compact(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())?
}

pub fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    civil(Calendar::Civil, year, month, day)
}

fn year(word: &str) -> Option<i32> {
    let word = word.trim_end_matches(['.', ':']);
    let is_sane =
        |year: &i32| (1600..2200).contains(year) || (2443..2600).contains(year) || (1300..1450).contains(year);
    word.parse().ok().filter(|year| word.len() == 4 && is_sane(year))
}

/// The year of "25 Apr 02" and "Mar 12, '06".
fn short_year(word: &str) -> Option<i32> {
    let digits = word.trim_start_matches(['\'', '’']);
    let is_short = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse::<i32>().ok().filter(|_| is_short).map(|year| year + if year < 70 { 2000 } else { 1900 })
}

pub fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let suffix = word[digits.len()..].to_ascii_lowercase();
    digits
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day) && matches!(&*suffix, "" | "st" | "nd" | "rd" | "th" | "er" | "."))
}
