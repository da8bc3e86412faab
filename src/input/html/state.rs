//! The data that scripts of a page carry: whose are the dates in it.
//!
//! In: a script, however broken. Out: the object in it that bears the article's title, and whether it
//! dates many things. Nothing is parsed: braces are counted, so it takes linear time and no depth.

use super::linked::after_key;

/// Bytes of an object that are looked at on either side of its title.
const REACH: usize = 200_000;
/// Places of the title in a script that are looked at.
const PLACES: usize = 5;

/// Finds the innermost object that says one of the titles and, as a value beside it, a date.
///
/// `{"more":[{"title":"Dam opens","date":1}],"own":{"title":"Owl closes road","date":2}}` is read as the
/// last object for "Owl closes road".
pub(super) fn object_titled<'t>(script: &'t str, titles: &[String]) -> Option<&'t str> {
    let places = titles.iter().filter(|title| title.split(' ').count() >= 3).flat_map(|title| {
        let said = format!("\"{}\"", title.replace('"', "\\\""));
        let found: Vec<usize> = memchr::memmem::find_iter(script.as_bytes(), &said).take(PLACES).collect();
        found
    });
    let is_dated = |object: &&str| super::date_names::KEYS.iter().any(|key| after_key(object, key).is_some());
    places.filter_map(|at| objects_around(script, at).find(is_dated)).next()
}

/// Objects around one another that are looked at: `{"headline":{"basic":"Dam opens"},"publishedAt":1}`.
const LEVELS: usize = 3;

/// The objects that hold a place outside its strings, the innermost first.
fn objects_around(script: &str, at: usize) -> impl Iterator<Item = &str> {
    let bytes = script.as_bytes();
    let around = move |(start, end): (usize, usize)| {
        let first = unmatched(bytes, (start.saturating_sub(REACH)..start).rev(), b'{', b'}')?;
        let last = unmatched(bytes, end..bytes.len().min(end + REACH), b'}', b'{')?;
        Some((first, last))
    };
    let further = move |(start, last): &(usize, usize)| around((*start, last + 1));
    std::iter::successors(around((at, at)), further).take(LEVELS).filter_map(|(first, last)| script.get(first..=last))
}

/// The first of the places whose brace has no partner among those before it.
fn unmatched(bytes: &[u8], mut places: impl Iterator<Item = usize>, wanted: u8, partner: u8) -> Option<usize> {
    let mut open = 0_usize;
    places.find(|place| match bytes[*place] {
        byte if byte == partner => {
            open += 1;
            false
        }
        byte if byte == wanted && open > 0 => {
            open -= 1;
            false
        }
        byte => byte == wanted,
    })
}

/// Tells a script that holds more than two different dates under the first of the keys that it has.
pub(super) fn dates_many(script: &str, keys: &[&str]) -> bool {
    let Some(key) = keys.iter().find(|key| after_key(script, key).is_some()) else { return false };
    let said = format!("\"{key}\"");
    let places = memchr::memmem::find_iter(script.as_bytes(), &said).take(100);
    // A day of ten bytes, or the first of the digits that count seconds.
    let day = |at: usize| {
        let value = script[at + said.len()..].trim_start_matches([':', ' ', '"']);
        value.get(..10).filter(|value| value.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut days: Vec<&str> = places.filter_map(day).collect();
    days.sort_unstable();
    days.dedup();
    days.len() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"{"more":[{"title":"Dam opens its gates","publishedAt":"2021-10-30"},{"title":"Owl stops the express","publishedAt":"2021-10-29"}],
        "own":{"title":"Thieves leave a \"note\"","publishedAt":"2021-09-27"}}"#;

    #[test]
    fn the_object_with_the_title_is_the_articles() {
        let own = |title: &str| object_titled(LIST, &[title.to_owned()]).and_then(|it| after_key(it, "publishedAt"));
        assert_eq!(own("Owl stops the express").as_deref(), Some("2021-10-29"));
        assert_eq!(own("Thieves leave a \"note\"").as_deref(), Some("2021-09-27"));
        assert_eq!(own("A title of nothing here"), None);
        // The title may lie deeper than its date.
        let deep =
            LIST.replace("\"title\":\"Owl stops the express\"", "\"headline\":{\"basic\":\"Owl stops the express\"}");
        let found = object_titled(&deep, &["Owl stops the express".to_owned()]);
        assert_eq!(found.and_then(|it| after_key(it, "publishedAt")).as_deref(), Some("2021-10-29"));
        // A section's name is no title.
        assert_eq!(own("Dam opens"), None);
    }

    #[test]
    fn a_list_of_many_days_dates_no_article() {
        assert!(dates_many(LIST, &["publishedAt"]));
        assert!(!dates_many(r#"{"publishedAt":"2021-10-30","x":{"publishedAt":"2021-10-30"}}"#, &["publishedAt"]));
        assert!(!dates_many("{}", &["publishedAt"]));
        assert!(!dates_many("{\"publishedAt\":\"äöüäöüäöü", &["publishedAt"]));
    }
}
