//! Names of people and organisations: given names, leaders in office, outlets and acronyms.
//!
//! In: `first_names.tsv`, `leaders.tsv`, `organisations.tsv`. Out: look-ups by the written name.
//! A leader's entry says who held an office and when, never who a text means.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::people::parse_gender;
use super::places::MAX_WORDS;
use super::{Openings, rows};
use crate::model::{Gender, Token, TokenRange};

/// Who held an office, and when.
#[derive(Debug, PartialEq, Eq)]
pub struct Leader {
    /// ISO 3166-1 code of the country.
    pub country: &'static str,
    /// The usual full name.
    pub name: &'static str,
    /// The leader's gender.
    pub gender: Option<Gender>,
    /// The office in lower case: "prime minister".
    pub office: &'static str,
    /// First year in office.
    pub from: i32,
    /// Last year in office; `None` while in office.
    pub until: Option<i32>,
    /// Other spellings of the name.
    pub aliases: Vec<&'static str>,
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationClass {
    /// "Reuters": publishes news or posts.
    Outlet,
    /// "NATO": a public body or association.
    Body,
    /// "Boeing".
    Company,
    /// "Likud".
    Party,
    /// "Hezbollah".
    Armed,
}

/// An organisation known by its letters or a short name.
#[derive(Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name as listed first.
    pub name: &'static str,
    /// What it is.
    pub class: OrganisationClass,
    /// Full name and other forms.
    pub aliases: Vec<&'static str>,
}

static FIRST_NAMES: LazyLock<FxHashMap<&'static str, Option<Gender>>> =
    LazyLock::new(|| rows(include_str!("first_names.tsv")).map(|row| (row[0], parse_gender(row[1]))).collect());

static LEADERS: LazyLock<Vec<Leader>> = LazyLock::new(|| {
    rows(include_str!("leaders.tsv"))
        .map(|row| Leader {
            country: row[0],
            name: row[1],
            gender: parse_gender(row[2]),
            office: row[3],
            // The test below reads every year.
            from: row[4].parse().unwrap_or_default(),
            until: row[5].parse().ok(),
            aliases: aliases(row[6]),
        })
        .collect()
});

static LEADERS_BY_SURNAME: LazyLock<FxHashMap<&'static str, Vec<&'static Leader>>> = LazyLock::new(|| {
    let mut by_surname: FxHashMap<_, Vec<&'static Leader>> = FxHashMap::default();
    for leader in leaders() {
        let surnames: Vec<_> = leader.names().filter_map(|name| name.rsplit(' ').next()).collect();
        for (index, surname) in surnames.iter().enumerate() {
            if !surnames[..index].contains(surname) {
                by_surname.entry(*surname).or_default().push(leader);
            }
        }
    }
    by_surname
});

static ORGANISATIONS: LazyLock<FxHashMap<&'static str, &'static Organisation>> = LazyLock::new(|| {
    static LIST: LazyLock<Vec<Organisation>> = LazyLock::new(|| {
        let parse = |row: Vec<&'static str>| Organisation {
            name: row[0],
            class: parse_class(row[1]),
            aliases: aliases(row.get(2).unwrap_or(&"")),
        };
        rows(include_str!("organisations.tsv")).map(parse).collect()
    });
    let mut by_name = FxHashMap::default();
    for organisation in LIST.iter() {
        by_name.insert(organisation.name, organisation);
    }
    for organisation in LIST.iter() {
        for alias in &organisation.aliases {
            by_name.entry(*alias).or_insert(organisation);
        }
    }
    by_name
});

impl Leader {
    /// Returns the usual name, then the other spellings.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }
}

/// Tells whether the word is a listed given name and, inside, whose it usually is.
///
/// ```
/// use timeline::lexicon::names::first_name;
/// use timeline::model::Gender;
///
/// assert_eq!(first_name("Volodymyr"), Some(Some(Gender::Male)));
/// assert_eq!(first_name("Robin"), Some(None));
/// assert_eq!(first_name("Reuters"), None);
/// ```
pub fn first_name(word: &str) -> Option<Option<Gender>> {
    FIRST_NAMES.get(word).copied()
}

/// Returns every leader, by the order of the list.
pub fn leaders() -> &'static [Leader] {
    &LEADERS
}

/// Returns the leaders whose name ends in this word: "Bush" gives two.
pub fn leaders_by_surname(surname: &str) -> &'static [&'static Leader] {
    LEADERS_BY_SURNAME.get(surname).map_or(&[], Vec::as_slice)
}

/// Looks up an organisation by its written name or one of its other forms.
pub fn organisation(name: &str) -> Option<&'static Organisation> {
    ORGANISATIONS.get(name).copied()
}

/// Returns the longest listed organisation that begins at token `start`, and its tokens.
pub fn organisation_at(text: &str, tokens: &[Token], start: usize) -> Option<(TokenRange, &'static Organisation)> {
    static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(ORGANISATIONS.keys().copied()));
    OPENINGS.longest_at(text, tokens, start, MAX_WORDS, organisation)
}

fn aliases(field: &'static str) -> Vec<&'static str> {
    field.split('|').filter(|name| !name.is_empty()).collect()
}

fn parse_class(field: &str) -> OrganisationClass {
    match field {
        "outlet" => OrganisationClass::Outlet,
        "company" => OrganisationClass::Company,
        "party" => OrganisationClass::Party,
        "armed" => OrganisationClass::Armed,
        _ => OrganisationClass::Body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::places;

    #[test]
    fn finds_leaders_by_every_spelling_of_the_surname() {
        let names = |surname| leaders_by_surname(surname).iter().map(|leader| leader.name).collect::<Vec<_>>();
        assert_eq!(names("Zelenskiy"), ["Volodymyr Zelenskyy"]);
        assert_eq!(names("Rajapaksa"), ["Gotabaya Rajapaksa", "Mahinda Rajapaksa"]);
        assert!(names("Jones").is_empty());
    }

    #[test]
    fn every_leader_has_a_country_years_and_a_known_gender() {
        for row in rows(include_str!("leaders.tsv")) {
            assert!(places::country(row[0]).is_some(), "{row:?}");
            assert!(row[4].parse::<i32>().is_ok() && (row[5].is_empty() || row[5].parse::<i32>().is_ok()), "{row:?}");
            assert!(parse_gender(row[2]).is_some(), "{row:?}");
        }
    }

    #[test]
    fn finds_organisations_by_letters_and_by_full_name() {
        let class = |name| organisation(name).map(|found| (found.name, found.class));
        assert_eq!(class("Reuters"), Some(("Reuters", OrganisationClass::Outlet)));
        assert_eq!(class("International Monetary Fund"), Some(("IMF", OrganisationClass::Body)));
        assert_eq!(class("Umbrella"), None);
    }
}
