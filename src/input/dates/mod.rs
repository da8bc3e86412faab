//! Dates as pages print them beside an article, and as feeds and metadata write them.
//! New words go to the tables: `labels.tsv`, `months.tsv`, `weekdays.tsv`.
//!
//! In: "Published 4 July 2025 10:32 GMT", "2025-07-04T10:32:00Z", "Fri, 04 Jul 2025 10:32:00 +0000".
//! Out: civil days at their own offset. A date that two conventions read differently (04/07/2025)
//! is not read at all, unless the page says which convention is its own. Dates in running text are
//! the business of [`time`](crate::time).

mod calendars;
mod labels;
mod legible;
mod names;
mod written;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::model::{Basis, Published};

use self::labels::is_around;
pub(super) use self::labels::label_of;
use self::legible::legible;
use self::names::{month, weekday};
pub(super) use self::written::{Order, in_order, order_of_slashes};
use self::written::{compact, date_at, day_number, iso, ymd};

/// What a date line says of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// "Published", "Posted", or a bare date.
    Published,
    /// "Updated", "Last modified".
    Updated,
    /// Of neither: "Printed", "Expires".
    Other,
}

/// Reads the first date of a metadata value, whatever stands around it.
pub(super) fn parse(text: &str) -> Option<NaiveDate> {
    let text = &*legible(text.trim());
    let seconds = || Some(DateTime::from_timestamp(epoch(text)?, 0)?.date_naive());
    seconds().or_else(|| compact(text)).or_else(|| {
        let words = words(text);
        (0..words.len()).find_map(|at| date_at(&words[at..]).map(|(day, _)| day))
    })
}

/// Reads a metadata value as a publication date: its instant where it has one, else its day.
pub(super) fn published(text: &str) -> Option<Published> {
    let instant = instant(text.trim()).map(|instant| Published::at(instant, Basis::Metadata));
    instant.or_else(|| Some(Published::on(parse(text)?, Basis::Metadata)))
}

/// Reads an instant that carries its offset, as RFC 3339, RFC 2822 and their loose relatives write
/// it, or as seconds since 1970.
fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    if let Some(seconds) = epoch(text) {
        return Some(DateTime::from_timestamp(seconds, 0)?.fixed_offset());
    }
    let exact = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    let universal = ["GMT", "UTC", " Z"].iter().find_map(|zone| text.strip_suffix(zone));
    let numeric = universal.map_or_else(|| text.to_owned(), |text| format!("{}+0000", text.trim_end()));
    const FORMS: &[&str] =
        &["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z", "%Y-%m-%d %H:%M:%S%.f%#z", "%a, %d %b %Y %H:%M:%S%#z"];
    let loose = || {
        let squeezed = numeric.replace(" +", "+").replace(" -", "-");
        FORMS.iter().find_map(|form| DateTime::parse_from_str(&squeezed, form).ok())
    };
    exact.ok().or_else(loose)
}

/// Reads a line that holds nothing but dates, times, zones and labels such as "Updated".
///
/// Returns its dates with their labels, or `None` for any other line.
pub(super) fn line(text: &str) -> Option<Vec<(Label, NaiveDate)>> {
    let mut dates = Vec::new();
    let text = legible(text);
    for part in short_parts(&text)? {
        match part {
            Part::Date(label, day) => dates.push((label, day)),
            Part::Word(_) => return None,
        }
    }
    (!dates.is_empty()).then_some(dates)
}

/// Reads the dates of a line that may also name its author: "Posted by Jane Doe on 4 July 2025".
///
/// Returns nothing for lines that hold any other word in lower case.
pub(super) fn beside_names(text: &str) -> Vec<(Label, NaiveDate)> {
    const MOST_NAMES: usize = 12;
    const SMALL: &[&str] = &[
        "by",
        "and",
        "par",
        "por",
        "di",
        "door",
        "de",
        "van",
        "von",
        "al",
        "bin",
        "da",
        "du",
        "la",
        "le",
        "el",
        "for",
        "with",
        "staff",
        "reporter",
        "correspondent",
        "editor",
        "writer",
    ];
    // Scripts without capitals do not tell names: there, few words are the line's only sign.
    const MOST_WORDS: usize = 4;
    const MOST_LETTERS: usize = 30;
    let text = legible(text);
    let parts = short_parts(&text).unwrap_or_default();
    let is_name = |part: &Part| match part {
        Part::Date(..) => true,
        Part::Word(word) => !word.starts_with(char::is_lowercase) || SMALL.contains(word),
    };
    let words = || parts.iter().filter_map(|part| if let Part::Word(word) = part { Some(*word) } else { None });
    let is_uncased = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii() && !c.is_uppercase());
    let (uncased, letters) =
        words().filter(is_uncased).fold((0, 0), |(count, sum), word| (count + 1, sum + word.chars().count()));
    if words().count() > MOST_NAMES || uncased > MOST_WORDS || letters > MOST_LETTERS || !parts.iter().all(is_name) {
        return Vec::new();
    }
    let date = |part: Part| match part {
        Part::Date(label, day) => Some((label, day)),
        Part::Word(_) => None,
    };
    parts.into_iter().filter_map(date).collect()
}

/// Reads the date of a line that stands where an article's date does, whatever words are around it:
/// "Pressemitteilung Nr. 31 vom 12. März 2004", "Ngày đăng: 12/3/2019".
///
/// A word that is known to tell a date may stand in a longer line: "This entry was posted on 12 March
/// 2019 at noon and is filed under Family". Else few words may be around it, and no full stop.
pub(super) fn among_words(text: &str) -> Vec<(Label, NaiveDate)> {
    const MOST_BEFORE: usize = 4;
    const MOST_AROUND: usize = 6;
    const MOST_OPENING: usize = 8;
    let opening: String = text.chars().take(LONGEST).collect();
    let text = legible(&opening);
    let (parts, labelled) = labelled_parts(&text);
    let is_date = |part: &Part| matches!(part, Part::Date(..));
    let Some(first) = parts.iter().position(is_date) else { return Vec::new() };
    let others = parts.iter().filter(|part| !is_date(part)).count();
    let is_labelled = labelled && first <= MOST_OPENING;
    let is_brief = first <= MOST_BEFORE && others <= MOST_AROUND && !text.trim_end().ends_with(['.', '!', '?', '"']);
    let date = |part: Part| match part {
        Part::Date(label, day) => Some((label, day)),
        Part::Word(_) => None,
    };
    if is_labelled || is_brief { parts.into_iter().filter_map(date).collect() } else { Vec::new() }
}

/// Cuts a line before its date, with what leads up to it: "Jane Doe on Tue 12 Mar 2025" is "Jane Doe".
pub(super) fn before_date(text: &str) -> &str {
    let words = words(text);
    let dated = (0..words.len()).find(|at| date_at(&words[*at..]).is_some());
    let Some(mut at) = dated else { return text };
    let leads = |word: &str| {
        let plain = plain(word);
        is_around(&plain) || weekday(&plain).is_some_and(|(_, anywhere)| anywhere) || label_of(word).is_some()
    };
    while at > 0 && leads(words[at - 1]) {
        at -= 1;
    }
    // The words are slices of the text.
    let end = words[at].as_ptr() as usize - text.as_ptr() as usize;
    text[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.')
}

/// A piece of a line: a date with the label before it, or a word that is neither label nor clock.
enum Part<'t> {
    Date(Label, NaiveDate),
    Word(&'t str),
}

/// Characters beyond which a line is no line of dates.
const LONGEST: usize = 160;

fn short_parts(text: &str) -> Option<Vec<Part<'_>>> {
    text.chars().nth(LONGEST).is_none().then(|| labelled_parts(text).0)
}

/// The pieces of a line, and whether a label of publication stands somewhere before its first date.
fn labelled_parts(text: &str) -> (Vec<Part<'_>>, bool) {
    let words = words(text);
    let mut parts = Vec::new();
    let (mut label, mut labelled) = (Label::Published, false);
    let mut at = 0;
    while at < words.len() {
        if let Some((day, length)) = date_at(&words[at..]) {
            parts.push(Part::Date(label, day));
            at += length;
            continue;
        }
        let word = plain(words[at]);
        // "5 min read".
        let counts_minutes =
            || word.parse::<u8>().is_ok() && words.get(at + 1).is_some_and(|next| next.starts_with("min"));
        match label_of(words[at]) {
            Some(said) => {
                label = said;
                labelled |= said == Label::Published && !parts.iter().any(|part| matches!(part, Part::Date(..)));
            }
            None if is_around(&word) || is_clock(&word) || is_day(&word, &words[at + 1..]) || counts_minutes() => {}
            None => parts.push(Part::Word(words[at])),
        }
        at += 1;
    }
    (parts, labelled)
}

/// Tells days of the week; "mar" and "so" are one only right before a date.
fn is_day(word: &str, after: &[&str]) -> bool {
    weekday(word).is_some_and(|(_, anywhere)| anywhere || date_at(after).is_some())
}

/// Tells lines such as "36 minutes ago", "2h ago" and "yesterday at 10:15": ages relative to the
/// moment when the page was saved.
pub(super) fn is_age(text: &str) -> bool {
    const AROUND: &[&str] =
        &["published", "updated", "posted", "last", "at", "about", "over", "almost", "nearly", "and"];
    let words: Vec<String> = words(text).into_iter().take(8).map(plain).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !AROUND.contains(word)).collect();
    let is_count = |word: &str| matches!(word, "a" | "an" | "one") || word.parse::<u16>().is_ok();
    let is_unit = |word: &str| AGE_UNITS.contains(&word.trim_end_matches('s'));
    match words.as_slice() {
        ["just", "now"] | ["moments", "ago"] | ["today"] | ["yesterday"] => true,
        ["yesterday" | "today", clock] => is_clock(clock),
        [short, "ago"] | [short] => {
            let unit = short.trim_start_matches(|c: char| c.is_ascii_digit());
            unit.len() < short.len() && matches!(unit, "m" | "h" | "hr" | "hrs" | "d" | "w" | "min" | "mins" | "mo")
        }
        ["a", "few", unit, "ago"] => is_unit(unit),
        [number, unit, "ago"] => is_count(number) && is_unit(unit),
        [number, unit, more, smaller, "ago"] => is_count(number) && is_unit(unit) && is_count(more) && is_unit(smaller),
        _ => false,
    }
}

/// Reads the day that an address holds: `/2025/07/04/`, `/2025-07-04/`, `/20250704/`, `/2025/jul/04/`,
/// `/2025/0704/`, `/2025-07/04/`, `/20250704103000`.
pub(super) fn in_address(address: &str) -> Option<NaiveDate> {
    let parts = path(address)?;
    let sane = |day: NaiveDate| (1990..2100).contains(&day.year()).then_some(day);
    let three = parts.windows(3).find_map(|parts| {
        let month = month(parts[1]).map(|(month, _)| month).or_else(|| parts[1].parse().ok())?;
        ymd(parts[0].parse().ok().filter(|_| parts[0].len() == 4)?, month, parts[2].parse().ok()?)
    });
    let one = || {
        parts.iter().find_map(|part| {
            let runs = part.split(|c: char| !c.is_ascii_digit() && c != '-');
            runs.map(|run| run.trim_matches('-'))
                .find_map(|run| iso(run).or_else(|| compact(run)).or_else(|| clocked(run)))
        })
    };
    // "/2019/0312/", "/2019-03/12/", "/201903/12/".
    let two = || {
        let digits = |parts: &[&str]| parts.concat().replace('-', "");
        let is_split = |parts: &&[&str]| {
            matches!((parts[0].len(), parts[1].len()), (4, 4) | (6 | 7, 2)) && digits(parts).len() == 8
        };
        parts.windows(2).filter(is_split).find_map(|parts| compact(&digits(parts)))
    };
    three.or_else(one).or_else(two).and_then(sane)
}

/// Reads the month that an address holds: `/2025/07/talks`.
pub(super) fn month_in_address(address: &str) -> Option<(i32, u32)> {
    path(address)?.windows(2).find_map(|parts| {
        let year = parts[0].parse().ok().filter(|year| parts[0].len() == 4 && (1990..2100).contains(year))?;
        let month = parts[1].parse().ok().filter(|month| parts[1].len() == 2 && (1..=12).contains(month))?;
        Some((year, month))
    })
}

fn path(address: &str) -> Option<Vec<&str>> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split(['?', '#']).next()?;
    Some(path.split('/').skip(1).collect())
}

/// The day of "20250704103000" and "202507041030", which name articles.
fn clocked(run: &str) -> Option<NaiveDate> {
    let two = |at: usize| run.get(at..at + 2)?.parse::<u32>().ok();
    let is_clock = matches!(run.len(), 12 | 14) && two(8)? < 24 && two(10)? < 60;
    compact(run.get(..8).filter(|_| is_clock)?)
}

/// Reads day and month of a line that gives no year: "Mar 14", "14 March".
pub(super) fn day_and_month(text: &str) -> Option<(u32, u32)> {
    let text = legible(text);
    let words = words(&text);
    let is_word = |word: &&&str| {
        let plain = plain(word);
        !is_around(&plain) && label_of(word).is_none() && weekday(&plain).is_none_or(|(_, anywhere)| !anywhere)
    };
    let words: Vec<&&str> = words.iter().filter(is_word).collect();
    let [first, second] = words.as_slice() else { return None };
    match (month(first), month(second)) {
        (Some((month, _)), None) => Some((day_number(second)?, month)),
        (None, Some((month, _))) => Some((day_number(first)?, month)),
        _ => None,
    }
}

const AGE_UNITS: &[&str] = &["second", "sec", "minute", "min", "hour", "hr", "day", "week", "month", "year"];

fn words(text: &str) -> Vec<&str> {
    let separators = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | '|' | '•' | '·' | '(' | ')' | '[' | ']' | '–' | '—' | ';' | '@' | '،' | '、' | '（' | '）' | '：'
            )
    };
    text.split(separators).filter(|word| !word.is_empty() && *word != "-" && *word != "/" && *word != "&").collect()
}

fn plain(word: &str) -> String {
    word.trim_matches(['.', ':']).replace('.', "").to_lowercase()
}

/// Reads seconds or milliseconds since 1970, which exports carry, as seconds.
fn epoch(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok().filter(|_| text.len() == 10 || text.len() == 13)?;
    Some(if text.len() == 13 { number / 1000 } else { number })
}

/// Tells "11:00" and "11.00 Uhr", an hour without its day.
pub(super) fn is_hour(text: &str) -> bool {
    let words = words(text);
    let is_clock = |word: &str| is_clock(&word.replace('.', ":"));
    words.iter().any(|word| is_clock(word)) && words.iter().all(|word| is_clock(word) || is_around(&plain(word)))
}

fn is_clock(word: &str) -> bool {
    let word = word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches('h').trim_start_matches(['+', '-']);
    // "14h30", "14u30".
    let word = &*word.replacen(['h', 'u'], ":", 1);
    let shape = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let most = if word.contains(':') { 8 } else { 4 };
    shape && (1..=most).contains(&word.len()) && word.bytes().any(|byte| byte.is_ascii_digit())
}
