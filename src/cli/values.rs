//! Values that users type: days, zones, topics.

use chrono_tz::Tz;

use crate::error::Result;
use crate::lexicon::topics::{self, Topic};
use crate::model::{Basis, Interval, Published};
use crate::query::{self, Subject};
use crate::store::Store;

use super::Global;

/// A stretch of days as `--since` and `--until` take it: a day, a month or a year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch(Interval);

impl Stretch {
    /// Reads `2025-07-03`, `2025-07` or `2025`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let interval = Published::parse(text, Basis::Given).and_then(|published| published.interval);
        interval.map(Self).ok_or_else(|| "give a day, a month or a year: 2025-07-03, 2025-07 or 2025".to_owned())
    }

    /// Returns its first day.
    pub fn first(self) -> String {
        self.0.begins_on.to_string()
    }

    /// Returns the day after its last.
    pub fn end(self) -> String {
        self.0.ends_before.to_string()
    }
}

/// Reads a publication date: a day, a month, a year or an RFC 3339 instant.
pub(super) fn published(text: &str) -> Result<Published, String> {
    Published::parse(text, Basis::Given)
        .ok_or_else(|| "give the date as YYYY-MM-DD, YYYY-MM, YYYY or an RFC 3339 instant".to_owned())
}

/// Reads the IANA name of a time zone.
pub(super) fn timezone(text: &str) -> Result<Tz, String> {
    let unknown = || "no such time zone; give an IANA name such as Europe/Kyiv or America/New_York".to_owned();
    Tz::from_str_insensitive(text.trim()).map_err(|_| unknown())
}

/// A topic that the user asks for, and how it was understood.
pub(super) struct Asked {
    topic: Topic,
    /// As the user wrote it.
    pub name: String,
    /// Nobody defined it: its own words are looked for.
    pub fallback: bool,
}

impl Asked {
    /// Finds the topic: the user's own, then the countries, then the words themselves.
    pub fn find(store: &Store, name: &str) -> Result<Self> {
        let name = name.trim();
        if let Some((defined, terms)) = query::defined_topic(store, name)? {
            let topic = Topic::new(&defined, terms.iter().map(String::as_str));
            return Ok(Self { topic, name: name.to_owned(), fallback: false });
        }
        let built_in = topics::terms(name);
        let fallback = built_in.is_none();
        let topic = built_in.unwrap_or_else(|| Topic::new(name, []));
        Ok(Self { topic, name: name.to_owned(), fallback })
    }

    /// Says how a topic that nobody defined was understood.
    pub fn explain(&self, global: &Global, found: bool) {
        if self.fallback && found {
            global.say(&format!(
                "no topic is called \"{}\"; showing what names it (define one: timeline topic add NAME --terms WORDS)",
                self.name
            ));
        }
    }

    /// Hands the topic's subject to `ask`.
    pub fn with_subject<T>(&self, wide: bool, ask: impl FnOnce(&Subject) -> T) -> T {
        let matcher = self.topic.matcher();
        let covers = |words: &str| matcher.covers(words);
        let terms = self.topic.terms.iter().map(|term| term.text.as_str()).collect();
        ask(&Subject { name: &self.name, terms, covers: &covers, wide })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_a_day_a_month_or_a_year() {
        let ends = |text: &str| Stretch::parse(text).map(|it| (it.first(), it.end()));
        assert_eq!(ends("2025-07-03"), Ok(("2025-07-03".into(), "2025-07-04".into())));
        assert_eq!(ends("2025-07"), Ok(("2025-07-01".into(), "2025-08-01".into())));
        assert_eq!(ends("2025"), Ok(("2025-01-01".into(), "2026-01-01".into())));
        assert!(ends("July").is_err() && ends("2025-13").is_err() && ends("").is_err());
    }

    #[test]
    fn zones_are_named_in_any_case() {
        assert_eq!(timezone("europe/kyiv").map(|zone| zone.name()), Ok("Europe/Kyiv"));
        assert!(timezone("Mars/Olympus").is_err());
    }
}
