//! Topics: the words that show what a text is about.
//!
//! In: the name of a country, or a user's own terms. Out: a [`Topic`], whose terms serve as a
//! full-text query and which then decides, on the words themselves, whether a text is about it.
//! A country's words are its names, demonyms, seats of government, regions and large cities (the
//! lists of places), and its leaders and further well-known places (`topics.tsv`). Knows nothing of documents or the database.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::places::{self, CITIES, Country, GOVERNMENTS, REGIONS};
use super::rows;

const TOPICS: &str = include_str!("topics.tsv");

/// A topic and the words that show that a text is about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name: "Ukraine", "grain deal".
    pub name: String,
    /// Its words, the name itself among them.
    pub terms: Vec<Term>,
}

/// A word or phrase of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As written: "Zelenskyy", "South Kivu".
    pub text: String,
    /// Whether capitals matter: "Polish" is not "polish", "US" not "us".
    pub exact_case: bool,
}

/// Returns the topic of a country named in any of its ways ("ukraine", "UK", "the Netherlands",
/// "Ukrainian"), case and accents ignored; `None` for what is no country.
///
/// ```
/// use timeline::lexicon::topics;
///
/// let ukraine = topics::terms("ukraine").unwrap();
/// assert_eq!(ukraine.name, "Ukraine");
/// assert!(ukraine.covers("A fire broke out in a suburb of Kyiv."));
/// assert!(!ukraine.covers("Trump spoke at a rally in Iowa."));
/// assert!(topics::terms("grain deal").is_none());
/// ```
pub fn terms(name: &str) -> Option<Topic> {
    let wanted = fold(name).to_lowercase();
    let wanted = wanted.strip_prefix("the ").unwrap_or(&wanted);
    let country = places::countries().iter().find(|country| {
        let mut names = std::iter::once(&country.name).chain(&country.aliases).chain(&country.demonyms);
        names.any(|name| fold(name).to_lowercase() == wanted)
    })?;
    let mut terms: Vec<Term> = Vec::new();
    for text in words_of(country) {
        let term = Term { text: text.to_owned(), exact_case: true };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    Some(Topic { name: country.name.to_owned(), terms })
}

fn words_of(country: &'static Country) -> impl Iterator<Item = &'static str> {
    let names = std::iter::once(country.name)
        .chain([&country.aliases, &country.demonyms, &country.capitals].into_iter().flatten().copied());
    let places = [GOVERNMENTS, REGIONS, CITIES].into_iter().flat_map(rows);
    let places = places.filter(|row| row[1] == country.code && is_large(row)).map(|row| row[0]);
    let own = move |name: &&str| places::place(name).is_some_and(|place| place.country == Some(country));
    let more = rows(TOPICS).filter(|row| row[0] == country.code);
    let more = more.flat_map(|row| row.into_iter().skip(1).flat_map(list));
    names.chain(places.filter(own)).chain(more)
}

/// Smaller cities share their names with people and other towns; those in the news are listed.
fn is_large(row: &[&str]) -> bool {
    row.get(2).and_then(|thousands| thousands.parse().ok()).is_none_or(|thousands: u32| thousands >= 300)
}

fn list(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').filter(|item| !item.is_empty())
}

impl Topic {
    /// Returns a topic of a user's making: its name and further terms, in any case.
    pub fn new<'t>(name: &'t str, terms: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all: Vec<Term> = Vec::new();
        for text in std::iter::once(name).chain(terms).map(str::trim).filter(|text| !text.is_empty()) {
            let term = Term { text: text.to_owned(), exact_case: false };
            if !all.contains(&term) {
                all.push(term);
            }
        }
        Self { name: name.to_owned(), terms: all }
    }

    /// Returns what decides whether words are about the topic. Making it takes longer than one
    /// decision, so it is made once for many.
    pub fn matcher(&self) -> Matcher {
        let mut matcher = Matcher::default();
        for term in &self.terms {
            let text = fold(&term.text);
            match term.exact_case {
                true => {
                    matcher.exact.add(&text);
                    // Headlines in capitals.
                    if text.len() > 3 {
                        matcher.exact.add(&text.to_uppercase());
                    }
                }
                false => matcher.lower.add(&text.to_lowercase()),
            }
        }
        matcher
    }

    /// Tells whether the words are about the topic, as [`Matcher::covers`] does.
    pub fn covers(&self, words: &str) -> bool {
        self.matcher().covers(words)
    }
}

/// A topic's words, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    /// As they are written.
    exact: Terms,
    /// In lower case.
    lower: Terms,
}

impl Matcher {
    /// Tells whether the words are about the topic: whether one of its terms stands among them
    /// as whole words. Accents do not matter, capitals only where a term says so.
    pub fn covers(&self, words: &str) -> bool {
        let words = fold(words);
        self.exact.stand_in(&words) || !self.lower.is_empty() && self.lower.stand_in(&words.to_lowercase())
    }
}

/// Terms by their first word, so that one pass over the words finds any of them.
#[derive(Debug, Clone, Default)]
struct Terms(FxHashMap<String, Vec<String>>);

impl Terms {
    fn add(&mut self, term: &str) {
        let term = term.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !term.is_empty() {
            self.0.entry(first_word(term).to_owned()).or_default().push(term.to_owned());
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether a term stands in the words with no letter or digit joined to it.
    fn stand_in(&self, words: &str) -> bool {
        let mut rest = words;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            rest = &rest[start..];
            let word = first_word(rest);
            let stands = |term: &String| {
                let after = rest.strip_prefix(term.as_str()).map(|after| after.chars().next());
                after.is_some_and(|next| !next.is_some_and(char::is_alphanumeric))
            };
            if self.0.get(word).is_some_and(|terms| terms.iter().any(stands)) {
                return true;
            }
            rest = &rest[word.len()..];
        }
        false
    }
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

/// Takes accents off letters and makes curly apostrophes straight.
fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.nfd().filter(|character| !is_combining_mark(*character)).map(|c| if c == '’' { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(topic: &str, about: &[&str], not_about: &[&str]) {
        let topic = terms(topic).unwrap_or_else(|| Topic::new(topic, []));
        for text in about {
            assert!(topic.covers(text), "{} should cover: {text}", topic.name);
        }
        for text in not_about {
            assert!(!topic.covers(text), "{} should not cover: {text}", topic.name);
        }
    }

    #[test]
    fn covers_a_country_by_name_demonym_city_and_leader() {
        check(
            "Ukraine",
            &["The war in Ukraine’s east", "a Ukrainian drone", "in Kharkiv", "Zelenskiy spoke", "UKRAINE TALKS FAIL"],
            &["Hamas responds", "the tax bill", "Ukrainesque"],
        );
    }

    #[test]
    fn minds_capitals_in_names() {
        check("poland", &["Polish farmers"], &["she began to polish it"]);
        check("US", &["The U.S. envoy", "a US official"], &["they told us"]);
    }

    #[test]
    fn ignores_accents() {
        check("Turkiye", &["Erdoğan", "in Ankara", "Türkiye"], &["in Athens"]);
    }

    #[test]
    fn takes_a_users_terms_in_any_case() {
        let topic = Topic::new("grain deal", ["grain corridor", "Black Sea initiative"]);
        assert!(topic.covers("The Black Sea Initiative expired"));
        assert!(topic.covers("Grain deal in doubt"));
        assert!(!topic.covers("a great deal of grain"));
    }

    #[test]
    fn every_list_of_words_belongs_to_a_country() {
        for row in rows(TOPICS) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(places::country(row[0]).is_some(), "{} is in no list of countries", row[0]);
        }
    }

    #[test]
    fn knows_no_country_by_the_name_of_a_thing() {
        assert!(terms("inflation").is_none());
        assert!(terms("").is_none());
    }
}
