//! The names of months and of the days of the week in the languages of the tables beside it.

use std::sync::LazyLock;

use chrono::Weekday;
use rustc_hash::FxHashMap;

/// Whose months a name counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    Civil,
    /// The solar years of Iran.
    Persian,
}

/// The month of a name in lower case or capitals, with or without the full stop that shortens it.
pub fn month(word: &str) -> Option<(u32, Calendar)> {
    static MONTHS: LazyLock<FxHashMap<String, (u32, Calendar)>> = LazyLock::new(|| {
        let calendar = |name: &str| if name == "persian" { Calendar::Persian } else { Calendar::Civil };
        let names = rows(include_str!("months.tsv")).flat_map(|(kind, names)| {
            (1..).zip(names.split(' ')).map(move |(month, name)| (name, (month, calendar(kind))))
        });
        names.filter(|(name, _)| *name != "-").map(|(name, month)| (folded(name), month)).collect()
    });
    MONTHS.get(&folded(word.trim_end_matches('.'))).copied()
}

/// A word in lower case without the marks on letters that capitals drop and hasty hands forget:
/// "ΜΑΪΟΥ", "KASIM", "fevrier".
fn folded(word: &str) -> String {
    const MARKED: &str = "áàâäãåāąéèêëęėěíìîïīıóòôöõőúùûüůűūýçćčďñńňřśšşťżźžάέήίόύώϊΐϋΰ";
    const BARE: &str = "aaaaaaaaeeeeeeeiiiiiioooooouuuuuuuycccdnnnrssstzzzαεηιουωιιυυ";
    // A capital with a dot leaves a dot behind that combines with the next letter.
    let letters = word.chars().flat_map(char::to_lowercase).filter(|c| *c != '\u{307}');
    let bare = |c: char| MARKED.chars().position(|it| it == c).and_then(|at| BARE.chars().nth(at)).unwrap_or(c);
    letters.map(|c| if c.is_ascii() { c } else { bare(c) }).collect()
}

/// The day of the week of a word in lower case, and whether the word may stand for it anywhere.
pub fn weekday(word: &str) -> Option<(Weekday, bool)> {
    static DAYS: LazyLock<FxHashMap<String, (Weekday, bool)>> = LazyLock::new(|| {
        let mut days = FxHashMap::default();
        for (place, names) in rows(include_str!("weekdays.tsv")) {
            for (day, name) in (0..7).zip(names.split(' ')) {
                let day = Weekday::try_from(day).unwrap_or(Weekday::Sun);
                let known = days.entry(folded(name)).or_insert((day, false));
                known.1 |= place == "any";
            }
        }
        days
    });
    DAYS.get(&folded(word)).copied()
}

/// The second and third columns of a table.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = table.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.split('\t').skip(1);
        let (Some(kind), Some(names)) = (columns.next(), columns.next()) else { unreachable!("{row}") };
        (kind, names)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_all_and_no_name_means_two_months() {
        let count = |table: &'static str, most: usize| {
            for (_, names) in rows(table) {
                assert_eq!(names.split(' ').count(), most, "{names}");
                assert_eq!(names, names.to_lowercase());
            }
        };
        count(include_str!("months.tsv"), 12);
        count(include_str!("weekdays.tsv"), 7);
        for (kind, names) in rows(include_str!("months.tsv")) {
            for (number, name) in (1..).zip(names.split(' ')).filter(|(_, name)| *name != "-") {
                let calendar = if kind == "persian" { Calendar::Persian } else { Calendar::Civil };
                assert_eq!(month(name), Some((number, calendar)), "{name}");
            }
        }
        for (_, names) in rows(include_str!("weekdays.tsv")) {
            for (number, name) in (0..).zip(names.split(' ')) {
                assert_eq!(weekday(name).map(|(day, _)| day.num_days_from_monday()), Some(number), "{name}");
            }
        }
    }

    #[test]
    fn words_that_are_no_names_are_none() {
        assert_eq!(month("Sept."), Some((9, Calendar::Civil)));
        assert_eq!(month("marching"), None);
        for (word, number) in [("ΜΑΪΟΥ", 5), ("ΑΥΓΟΎΣΤΟΥ", 8), ("KASIM", 11), ("HAZİRAN", 6), ("fevrier", 2)]
        {
            assert_eq!(month(word), Some((number, Calendar::Civil)), "{word}");
        }
        assert_eq!(weekday("do"), Some((Weekday::Thu, false)));
        assert_eq!(weekday("today"), None);
    }
}
