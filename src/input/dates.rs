//! Dates as pages print them beside an article, and as feeds and metadata write them.
//!
//! In: "Published 4 July 2025 10:32 GMT", "2025-07-04T10:32:00Z", "Fri, 04 Jul 2025 10:32:00 +0000".
//! Out: civil days at their own offset. A date that two conventions read differently (04/07/2025)
//! is not read at all. Dates in running text are the business of [`time`](crate::time).

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::model::{Basis, Published};

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
    if text.len() > 160 {
        return None;
    }
    let words = words(text);
    let mut dates = Vec::new();
    let mut label = Label::Published;
    let mut at = 0;
    while at < words.len() {
        if let Some((day, length)) = date_at(&words[at..]) {
            dates.push((label, day));
            at += length;
            continue;
        }
        let word = plain(words[at]);
        match word.as_str() {
            "updated" | "update" | "modified" | "edited" | "revised" => label = Label::Updated,
            "published" | "posted" | "publication" | "created" | "issued" => label = Label::Published,
            word if LABEL_WORDS.contains(&word) || is_clock(word) || is_weekday(word) => {}
            // "5 min read".
            word if word.parse::<u8>().is_ok() && words.get(at + 1).is_some_and(|next| next.starts_with("min")) => {}
            _ => return None,
        }
        at += 1;
    }
    (!dates.is_empty()).then_some(dates)
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

const LABEL_WORDS: &[&str] = &[
    "on",
    "at",
    "the",
    "of",
    "last",
    "first",
    "date",
    "time",
    "was",
    "and",
    "and:",
    "am",
    "pm",
    "gmt",
    "utc",
    "z",
    "et",
    "edt",
    "est",
    "ct",
    "cdt",
    "cst",
    "mt",
    "mdt",
    "mst",
    "pt",
    "pdt",
    "pst",
    "bst",
    "cet",
    "cest",
    "eet",
    "eest",
    "wet",
    "msk",
    "ist",
    "jst",
    "kst",
    "hkt",
    "sgt",
    "aest",
    "aedt",
    "sast",
    "pkt",
    "wib",
    "local",
    "hrs",
    "hours",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "original",
    "originally",
    "a",
    "p",
    "m",
    "",
    "uk",
    "news",
    "article",
    "story",
];

const AGE_UNITS: &[&str] = &["second", "sec", "minute", "min", "hour", "hr", "day", "week", "month", "year"];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn words(text: &str) -> Vec<&str> {
    let separators =
        |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')' | '–' | '—' | ';' | '@');
    text.split(separators).filter(|word| !word.is_empty() && *word != "-" && *word != "/").collect()
}

fn plain(word: &str) -> String {
    word.trim_matches(['.', ':']).replace('.', "").to_lowercase()
}

/// Reads a date at the start of `words`; also returns how many words it takes.
fn date_at(words: &[&str]) -> Option<(NaiveDate, usize)> {
    let first = words.first()?.trim_end_matches(':');
    if let Some(day) = iso(first).or_else(|| numeric(first)).or_else(|| dashed(first)) {
        return Some((day, 1));
    }
    let of = usize::from(words.get(1).is_some_and(|word| word.eq_ignore_ascii_case("of")));
    let (second, third) = (words.get(1 + of)?, words.get(2 + of)?);
    let year = year(third)?;
    let day = match (month(first), month(second)) {
        (Some(month), _) => ymd(year, month, day_number(second)?)?,
        (None, Some(month)) => ymd(year, month, day_number(first)?)?,
        (None, None) => return None,
    };
    Some((day, 3 + of))
}

fn iso(word: &str) -> Option<NaiveDate> {
    let date = word.get(..10)?;
    let rest = &word[10..];
    let follows = rest.is_empty() || rest.starts_with(['T', 't', ':', '+', 'Z']);
    let parts: Vec<&str> = date.split(['-', '/']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    (follows && year.len() == 4 && month.len() == 2)
        .then(|| ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// Reads 31/12/2025, 12/31/2025 and 31.12.2025, where only one reading is possible.
fn numeric(word: &str) -> Option<NaiveDate> {
    let dotted = word.contains('.');
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (first, second, year) = (first.parse().ok()?, second.parse().ok()?, year(third)?);
    match dotted {
        true => ymd(year, second, first),
        false if first > 12 || first == second => ymd(year, second, first),
        false if second > 12 => ymd(year, first, second),
        false => None,
    }
}

fn dashed(word: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split('-').collect();
    let [day, name, last] = parts.as_slice() else { return None };
    ymd(year(last)?, month(name)?, day_number(day)?)
}

fn compact(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())?
}

/// Reads seconds or milliseconds since 1970, which exports carry, as seconds.
fn epoch(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok().filter(|_| text.len() == 10 || text.len() == 13)?;
    Some(if text.len() == 13 { number / 1000 } else { number })
}

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn year(word: &str) -> Option<i32> {
    let word = word.trim_end_matches(['.', ':']);
    word.parse().ok().filter(|year| word.len() == 4 && (1600..2200).contains(year))
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let position = MONTHS.iter().position(|month| *month == word || (word.len() == 3 && month.starts_with(&word)));
    position.or((word == "sept").then_some(8)).map(|at| at as u32 + 1)
}

fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let suffix = word[digits.len()..].to_ascii_lowercase();
    digits.parse().ok().filter(|day| (1..=31).contains(day) && matches!(&*suffix, "" | "st" | "nd" | "rd" | "th" | "."))
}

fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.iter().any(|day| *day == word || (word.len() >= 3 && word.len() <= 5 && day.starts_with(word)))
}

fn is_clock(word: &str) -> bool {
    let word = word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches('h').trim_start_matches(['+', '-']);
    let shape = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    shape && (1..=8).contains(&word.len()) && word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text).map_or("-".into(), |day| day.to_string()), expected, "{text}");
    }

    #[track_caller]
    fn check_line(text: &str, expected: &str) {
        let shown = line(text).map_or("-".into(), |dates| {
            let shown: Vec<String> = dates.iter().map(|(label, day)| format!("{label:?} {day}")).collect();
            shown.join(", ")
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_dates_of_metadata() {
        check("2025-07-04T23:32:00+02:00", "2025-07-04");
        check("2025-07-04 10:32:00", "2025-07-04");
        check("Fri, 04 Jul 2025 10:32:00 +0000", "2025-07-04");
        check("July 4th, 2025", "2025-07-04");
        check("4 Sept. 2025", "2025-09-04");
        check("20250704", "2025-07-04");
        check("1751625000", "2025-07-04");
        check("1751625000000", "2025-07-04");
        check("31/12/2024", "2024-12-31");
        check("12/31/2024", "2024-12-31");
        check("4.7.2025", "2025-07-04");
        check("2025/07/04", "2025-07-04");
    }

    #[test]
    fn stays_silent_on_what_is_ambiguous_or_no_date() {
        check("04/07/2025", "-");
        check("31 June 2025", "-");
        check("July 2025", "-");
        check("call 2025 0704", "-");
        check("1.2.3", "-");
    }

    #[test]
    fn reads_lines_of_nothing_but_dates() {
        check_line("Published 4 July 2025 10:32 GMT", "Published 2025-07-04");
        check_line("Wed 17 Sep 2025 16.12 BST", "Published 2025-09-17");
        check_line("Updated: July 5, 2025 at 9:15 a.m. ET", "Updated 2025-07-05");
        check_line("July 4, 2025, 10:32 AM | Updated July 5, 2025", "Published 2025-07-04, Updated 2025-07-05");
        check_line("First published on Friday 4 July 2025 • 5 min read", "Published 2025-07-04");
        check_line("The truce was signed on 4 July 2025.", "-");
        check_line("10:32 GMT", "-");
    }

    #[test]
    fn keeps_the_instant_where_a_value_has_one() {
        let instant = |text: &str| {
            published(text).map(|published| published.instant.map_or("-".into(), |instant| instant.to_rfc3339()))
        };
        for text in [
            "2025-07-04T02:30:00Z",
            "2025-07-04T02:30:00+0000",
            "2025-07-04T02:30Z",
            "2025-07-04 02:30:00 UTC",
            "Fri, 04 Jul 2025 02:30:00 GMT",
            "1751596200",
        ] {
            assert_eq!(instant(text).as_deref(), Some("2025-07-04T02:30:00+00:00"), "{text}");
        }
        assert_eq!(instant("2025-07-03T22:30:00-0400").as_deref(), Some("2025-07-03T22:30:00-04:00"));
        for text in ["2025-07-04", "2025-07-04T02:30:00", "4 July 2025 02:30"] {
            assert_eq!(instant(text).as_deref(), Some("-"), "{text}");
        }
        assert_eq!(instant("yesterday"), None);
    }

    #[test]
    fn tells_ages_from_sentences() {
        for age in [
            "a few minutes ago",
            "1 hr 5 mins ago",
            "36 minutes ago",
            "an hour ago",
            "2h ago",
            "Published 3 hours ago",
            "Yesterday at 10:15",
            "5d",
        ] {
            assert!(is_age(age), "{age}");
        }
        for other in
            ["NBK 4 hours ago", "He left an hour ago", "Minutes ago", "A long time ago", "5 men", "4 July 2025", "Ago"]
        {
            assert!(!is_age(other), "{other}");
        }
    }

    #[test]
    fn reads_the_day_in_an_address() {
        let day = |address: &str| in_address(address).map(|day| day.to_string());
        assert_eq!(day("https://example.org/world/2025/07/04/talks").as_deref(), Some("2025-07-04"));
        assert_eq!(day("https://example.org/world/2025/jul/04/talks").as_deref(), Some("2025-07-04"));
        assert_eq!(day("https://example.org/talks-fail-2025-07-04/").as_deref(), Some("2025-07-04"));
        assert_eq!(day("https://example.org/20250704/talks").as_deref(), Some("2025-07-04"));
        assert_eq!(day("https://example.org/article/12345678"), None);
        assert_eq!(day("https://example.org/2025/07/talks"), None);
    }
}
