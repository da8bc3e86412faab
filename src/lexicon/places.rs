//! Countries, demonyms, cities, regions and seats of government.
//!
//! In: `countries.tsv`, `cities.tsv`, `regions.tsv`, `governments.tsv`. Out: [`Place`]s by name.
//! Says only what a name usually means; whether it does so in a text is for the caller to judge.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Openings, rows};
use crate::model::{Token, TokenRange};

/// A country or territory, past ones included.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2; XK, SU, YU, CS by custom.
    pub code: &'static str,
    /// The usual English name: "United States".
    pub name: &'static str,
    /// Other names: "U.S.", "America".
    pub aliases: Vec<&'static str>,
    /// Adjectives and people: "Ukrainian", "Ukrainians".
    pub demonyms: Vec<&'static str>,
    /// Capitals and seats of government, the first one official.
    pub capitals: Vec<&'static str>,
}

/// What a place name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// "Ukraine", "U.S.".
    Country,
    /// "Ukrainian", "Swiss": of a country or its people.
    Demonym,
    /// "Kyiv".
    Capital,
    /// "Kharkiv".
    City,
    /// "Donbas", "Asia", "Black Sea".
    Region,
    /// "Kremlin": a building or body that acts as a government.
    Government,
}

/// An entry of the place lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The name as listed.
    pub name: &'static str,
    /// What it names.
    pub kind: PlaceKind,
    /// Its country; `None` for continents and seas.
    pub country: Option<&'static Country>,
}

pub(super) const CITIES: &str = include_str!("cities.tsv");
pub(super) const REGIONS: &str = include_str!("regions.tsv");
pub(super) const GOVERNMENTS: &str = include_str!("governments.tsv");

/// No listed name has more words than this.
pub const MAX_WORDS: usize = 7;

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let list = |field: &'static str| field.split('|').filter(|name| !name.is_empty()).collect();
    rows(include_str!("countries.tsv"))
        .map(|row| Country {
            code: row[0],
            name: row[1],
            aliases: list(row[2]),
            demonyms: list(row[3]),
            capitals: list(row[4]),
        })
        .collect()
});

static PLACES: LazyLock<FxHashMap<&'static str, Place>> = LazyLock::new(|| {
    let mut places = FxHashMap::default();
    // The first entry of a name wins: a country before a city of the same name.
    let mut add = |name, kind, country| {
        places.entry(name).or_insert(Place { name, kind, country });
    };
    for own in countries() {
        add(own.name, PlaceKind::Country, Some(own));
        own.aliases.iter().for_each(|name| add(name, PlaceKind::Country, Some(own)));
        own.demonyms.iter().for_each(|name| add(name, PlaceKind::Demonym, Some(own)));
    }
    for own in countries() {
        own.capitals.iter().for_each(|name| add(name, PlaceKind::Capital, Some(own)));
    }
    for row in rows(GOVERNMENTS) {
        add(row[0], PlaceKind::Government, country(row[1]));
    }
    for row in rows(REGIONS) {
        add(row[0], PlaceKind::Region, country(row[1]));
    }
    for row in rows(CITIES) {
        add(row[0], PlaceKind::City, country(row[1]));
    }
    places
});

/// Returns every country, by the order of its list.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// Returns the country of the ISO 3166-1 code.
pub fn country(code: &str) -> Option<&'static Country> {
    countries().iter().find(|country| country.code == code)
}

/// Looks up a name with one space between words, in its usual capitals or all in capitals.
///
/// ```
/// use timeline::lexicon::places::{PlaceKind, place};
///
/// let kyiv = place("KYIV").unwrap();
/// assert_eq!((kyiv.kind, kyiv.country.unwrap().name), (PlaceKind::Capital, "Ukraine"));
/// assert!(place("kyiv").is_none());
/// ```
pub fn place(name: &str) -> Option<&'static Place> {
    PLACES.get(name).or_else(|| {
        // Short words in capitals are acronyms: "IT", "MALI" is not one.
        let shouted = name.chars().count() > 3 && !name.chars().any(char::is_lowercase);
        shouted.then(|| PLACES.get(title_case(name).as_str()))?
    })
}

/// Returns the longest listed name that begins at token `start`, and its tokens.
pub fn place_at(text: &str, tokens: &[Token], start: usize) -> Option<(TokenRange, &'static Place)> {
    static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(PLACES.keys().copied()));
    let first = tokens.get(start)?.span;
    let capital = first.of(text).starts_with(char::is_uppercase) || first.of(text) == "sub";
    if capital { OPENINGS.longest_at(text, tokens, start, MAX_WORDS, place) } else { None }
}

fn title_case(words: &str) -> String {
    let mut within = false;
    let cased = words.chars().flat_map(|letter| {
        let cased: Vec<char> = if within { letter.to_lowercase().collect() } else { vec![letter] };
        within = letter.is_alphabetic();
        cased
    });
    cased.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<(PlaceKind, &str)>) {
        let found = place(name).map(|place| (place.kind, place.country.map_or("-", |country| country.code)));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn knows_countries_by_every_name() {
        check("Ukraine", Some((PlaceKind::Country, "UA")));
        check("U.S.", Some((PlaceKind::Country, "US")));
        check("US", Some((PlaceKind::Country, "US")));
        check("DR Congo", Some((PlaceKind::Country, "CD")));
        check("us", None);
    }

    #[test]
    fn knows_demonyms_capitals_cities_regions_and_governments() {
        check("Burkinabe", Some((PlaceKind::Demonym, "BF")));
        check("Ouagadougou", Some((PlaceKind::Capital, "BF")));
        check("Kharkiv", Some((PlaceKind::City, "UA")));
        check("Donbas", Some((PlaceKind::Region, "UA")));
        check("Black Sea", Some((PlaceKind::Region, "-")));
        check("Kremlin", Some((PlaceKind::Government, "RU")));
        check("Smith", None);
    }

    #[test]
    fn reads_names_in_capitals_but_not_acronyms() {
        check("SOUTH AFRICA", Some((PlaceKind::Country, "ZA")));
        check("NICE", None);
        check("ROM", None);
    }

    #[test]
    fn every_row_names_a_known_country() {
        for list in [CITIES, REGIONS, GOVERNMENTS] {
            for row in rows(list) {
                assert!(row[1] == "-" || country(row[1]).is_some(), "{row:?}");
            }
        }
    }
}
