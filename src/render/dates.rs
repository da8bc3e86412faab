//! Days at their own precision: `2025-07-03`, `early Jun 2025`, `week of 30 Jun 2025`.

use chrono::{Datelike, NaiveDate};

use crate::query::Days;

/// Writes days at their own precision.
///
/// ```
/// use timeline::query::Days;
/// use timeline::render::days;
///
/// let june = Days {
///     begins_on: Some("2025-06-01".into()),
///     ends_before: Some("2025-07-01".into()),
///     grain: Some("month".into()),
///     modifier: Some("START".into()),
/// };
/// assert_eq!(days(&june), "early Jun 2025");
/// ```
pub fn days(days: &Days) -> String {
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<NaiveDate>().ok());
    let Some((begins, ends)) = day(&days.begins_on).zip(day(&days.ends_before)) else { return "undated".to_owned() };
    let last = ends.pred_opt().unwrap_or(begins);
    let bare = match days.grain.as_deref() {
        _ if begins == last => begins.to_string(),
        Some("week") => format!("week of {}", begins.format("%-d %b %Y")),
        Some("weekend") => format!("weekend of {}", begins.format("%-d %b %Y")),
        Some("month") if same_month(begins, last) => begins.format("%b %Y").to_string(),
        Some("quarter") if is_quarter(begins, ends) => format!("Q{} {}", begins.month0() / 3 + 1, begins.year()),
        Some("half_year") => {
            format!("{} half of {}", if begins.month() < 7 { "first" } else { "second" }, begins.year())
        }
        Some("season") => format!("{} to {}", begins.format("%b"), last.format("%b %Y")),
        Some("month") if begins.day() == 1 && ends.day() == 1 => {
            format!("{} to {}", begins.format("%b %Y"), last.format("%b %Y"))
        }
        Some("year") if begins.year() == last.year() => begins.year().to_string(),
        Some("year") if begins.ordinal() == 1 && ends.ordinal() == 1 => format!("{} to {}", begins.year(), last.year()),
        Some("decade") => format!("{}s", begins.year()),
        Some("century") => format!("{} century", ordinal(begins.year().div_euclid(100) + 1)),
        _ => return format!("{} to {}", begins, last),
    };
    match days.modifier.as_deref().and_then(word) {
        Some(part @ ("early" | "mid" | "late")) if bare.starts_with("week") => format!("{part} in the {bare}"),
        Some(word) => format!("{word} {bare}"),
        None => bare,
    }
}

fn word(modifier: &str) -> Option<&'static str> {
    Some(match modifier {
        "START" => "early",
        "MID" => "mid",
        "END" => "late",
        "APPROX" => "about",
        "BEFORE" => "before",
        "AFTER" => "after",
        "ON_OR_BEFORE" => "by",
        "ON_OR_AFTER" => "from",
        _ => return None,
    })
}

fn same_month(begins: NaiveDate, last: NaiveDate) -> bool {
    (begins.year(), begins.month()) == (last.year(), last.month())
}

fn is_quarter(begins: NaiveDate, ends: NaiveDate) -> bool {
    begins.day() == 1
        && begins.month0().is_multiple_of(3)
        && begins.checked_add_months(chrono::Months::new(3)) == Some(ends)
}

fn ordinal(number: i32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(begins: &str, ends: &str, grain: &str, modifier: &str, expected: &str) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let asked =
            Days { begins_on: some(begins), ends_before: some(ends), grain: some(grain), modifier: some(modifier) };
        assert_eq!(days(&asked), expected);
    }

    #[test]
    fn writes_each_precision() {
        check("2025-07-03", "2025-07-04", "day", "", "2025-07-03");
        check("2025-07-03", "2025-07-04", "hour", "", "2025-07-03");
        check("2025-06-30", "2025-07-07", "week", "", "week of 30 Jun 2025");
        check("2025-07-05", "2025-07-07", "weekend", "", "weekend of 5 Jul 2025");
        check("2025-06-01", "2025-07-01", "month", "", "Jun 2025");
        check("2025-06-01", "2025-06-11", "month", "START", "early Jun 2025");
        check("2025-06-21", "2025-07-01", "month", "END", "late Jun 2025");
        check("2025-06-30", "2025-07-07", "week", "START", "early in the week of 30 Jun 2025");
        check("2025-06-30", "2025-07-07", "week", "APPROX", "about week of 30 Jun 2025");
        check("2025-07-01", "2025-10-01", "quarter", "", "Q3 2025");
        check("2025-07-01", "2026-01-01", "half_year", "", "second half of 2025");
        check("2025-06-01", "2025-09-01", "season", "", "Jun to Aug 2025");
        check("2025-01-01", "2026-01-01", "year", "APPROX", "about 2025");
        check("2019-01-01", "2022-01-01", "year", "", "2019 to 2021");
        check("2025-04-01", "2025-08-01", "month", "", "Apr 2025 to Jul 2025");
        check("1980-01-01", "1990-01-01", "decade", "", "1980s");
        check("2000-01-01", "2100-01-01", "century", "", "21st century");
        check("2025-07-03", "2025-07-06", "", "", "2025-07-03 to 2025-07-05");
        check("", "", "", "", "undated");
    }

    #[test]
    fn never_writes_more_than_the_days_say() {
        check("2025-06-15", "2025-07-15", "month", "", "2025-06-15 to 2025-07-14");
        check("2025-02-01", "2025-05-01", "quarter", "", "2025-02-01 to 2025-04-30");
        check("0000-bad", "2025-05-01", "month", "", "undated");
    }
}
