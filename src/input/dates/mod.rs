//! Dates as pages print them beside an article, and as feeds and metadata write them.
//!
//! In: "Published 4 July 2025 10:32 GMT", "2025-07-04T10:32:00Z", "Fri, 04 Jul 2025 10:32:00 +0000".
//! Out: civil days at their own offset. A date that two conventions read differently (04/07/2025)
//! is not read at all, unless the page says which convention is its own. Dates in running text are
//! the business of [`time`](crate::time).

mod labels;
mod written;

#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::model::{Basis, Published};

pub(super) use self::labels::label_of;
use self::labels::{LABELS, is_weekday};
pub(super) use self::written::{Order, in_order, order_of_slashes};
use self::written::{compact, date_at, iso, month, ymd};

/// What a date line says of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// "Published", "Posted", or a bare date.
    Published,
    /// "Updated", "Last modified".
    Updated,
}

/// Reads the first date of a metadata value, whatever stands around it.
pub(super) fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
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
    let parts = if text.len() > 160 { return None } else { parts(text) };
    for part in parts {
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
    let parts = if text.len() > 160 { Vec::new() } else { parts(text) };
    let is_name = |part: &Part| match part {
        Part::Date(..) => true,
        Part::Word(word) => word.starts_with(char::is_uppercase) || SMALL.contains(word) || *word == "&",
    };
    let names = parts.iter().filter(|part| matches!(part, Part::Word(_))).count();
    if names > MOST_NAMES || !parts.iter().all(is_name) {
        return Vec::new();
    }
    let date = |part: Part| match part {
        Part::Date(label, day) => Some((label, day)),
        Part::Word(_) => None,
    };
    parts.into_iter().filter_map(date).collect()
}

/// Cuts a line before its date, with what leads up to it: "Jane Doe on Tue 12 Mar 2025" is "Jane Doe".
pub(super) fn before_date(text: &str) -> &str {
    let words = words(text);
    let dated = (0..words.len()).find(|at| date_at(&words[*at..]).is_some());
    let Some(mut at) = dated else { return text };
    let leads = |word: &str| LABELS.contains(&&*plain(word)) || is_weekday(&plain(word)) || label_of(word).is_some();
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

fn parts(text: &str) -> Vec<Part<'_>> {
    let words = words(text);
    let mut parts = Vec::new();
    let mut label = Label::Published;
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
            Some(said) => label = said,
            None if LABELS.contains(&&*word) || is_clock(&word) || is_weekday(&word) || counts_minutes() => {}
            None if CUT_DAYS.contains(&&*word) && date_at(&words[at + 1..]).is_some() => {}
            None => parts.push(Part::Word(words[at])),
        }
        at += 1;
    }
    parts
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

/// Reads the day that an address holds: `/2025/07/04/`, `/2025-07-04/`, `/20250704/`, `/2025/jul/04/`.
pub(super) fn in_address(address: &str) -> Option<NaiveDate> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let sane = |day: NaiveDate| (1990..2100).contains(&chrono::Datelike::year(&day)).then_some(day);
    let three = parts.windows(3).find_map(|parts| {
        let month = month(parts[1]).or_else(|| parts[1].parse().ok())?;
        ymd(parts[0].parse().ok().filter(|_| parts[0].len() == 4)?, month, parts[2].parse().ok()?)
    });
    let one = || {
        parts.iter().find_map(|part| {
            let runs = part.split(|c: char| !c.is_ascii_digit() && c != '-');
            runs.map(|run| run.trim_matches('-')).find_map(|run| iso(run).or_else(|| compact(run)))
        })
    };
    three.or_else(one).and_then(sane)
}

/// Days of the week that are names and words as well: only right before a date are they days.
const CUT_DAYS: &[&str] = &[
    "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue", "vie",
    "sáb", "gio", "sab", "dom", "ma", "wo", "vr", "za", "zo",
];

const AGE_UNITS: &[&str] = &["second", "sec", "minute", "min", "hour", "hr", "day", "week", "month", "year"];

fn words(text: &str) -> Vec<&str> {
    let separators =
        |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')' | '–' | '—' | ';' | '@');
    text.split(separators).filter(|word| !word.is_empty() && *word != "-" && *word != "/").collect()
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
    words.iter().any(|word| is_clock(word))
        && words.iter().all(|word| is_clock(word) || LABELS.contains(&&*plain(word)))
}

fn is_clock(word: &str) -> bool {
    let word = word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches('h').trim_start_matches(['+', '-']);
    // "14h30", "14u30".
    let word = &*word.replacen(['h', 'u'], ":", 1);
    let shape = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let most = if word.contains(':') { 8 } else { 4 };
    shape && (1..=most).contains(&word.len()) && word.bytes().any(|byte| byte.is_ascii_digit())
}
