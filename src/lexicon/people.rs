//! Words for people and bodies: honorifics, titles, roles, groups.
//!
//! In: `titles.tsv`. Out: what a common noun (or a phrase of them) says about whom it denotes.
//! Names of people are not here.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Openings, rows};
use crate::model::{Gender, Number, Token, TokenRange};

/// What a word for people or bodies denotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleClass {
    /// Stands before a name and is no role: "Mr.".
    Honorific,
    /// A role that may stand before a name: "President".
    Title,
    /// A role or relation that a person has: "aide", "wife".
    Role,
    /// Any person: "man".
    Person,
    /// People taken together: "police".
    Group,
    /// An organisation or other body that acts: "ministry".
    Body,
    /// Words on paper that speak: "statement".
    Document,
}

impl RoleClass {
    /// Tells whether the word denotes a single person when it is singular.
    pub fn is_person(self) -> bool {
        matches!(self, Self::Title | Self::Role | Self::Person)
    }
}

/// An entry of the list of titles and roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The singular, in lower case: "spokeswoman".
    pub lemma: SmolStr,
    /// What it denotes.
    pub class: RoleClass,
    /// The gender the word shows.
    pub gender: Option<Gender>,
    /// The number of the form that was looked up.
    pub number: Number,
}

/// No listed phrase has more words than this.
pub const MAX_WORDS: usize = 5;

static ROLES: LazyLock<FxHashMap<SmolStr, Role>> = LazyLock::new(|| {
    let mut roles = FxHashMap::default();
    for row in rows(include_str!("titles.tsv")) {
        let lemma = SmolStr::new(row[0]);
        let (class, gender) = (parse_class(row[1]), parse_gender(row[2]));
        let role = |number| Role { lemma: lemma.clone(), class, gender, number };
        if class != RoleClass::Honorific {
            let plural = row.get(3).map_or_else(|| plural(&lemma), SmolStr::new);
            roles.entry(plural).or_insert(role(Number::Plural));
        }
        roles.insert(lemma.clone(), role(Number::Singular));
    }
    roles
});

/// Looks up a word or phrase in lower case, singular or plural.
///
/// ```
/// use timeline::lexicon::people::role;
/// use timeline::model::{Gender, Number};
///
/// let found = role("spokeswomen").unwrap();
/// assert_eq!((found.gender, found.number), (Some(Gender::Female), Number::Plural));
/// assert!(role("table").is_none());
/// ```
pub fn role(words: &str) -> Option<&'static Role> {
    ROLES.get(words)
}

/// Returns the longest listed phrase that begins at token `start`, and its tokens.
pub fn role_at(tokens: &[Token], start: usize) -> Option<(TokenRange, &'static Role)> {
    static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(ROLES.keys().map(SmolStr::as_str)));
    if !OPENINGS.hold(&tokens[start].lower) {
        return None;
    }
    let longest = (start + MAX_WORDS).min(tokens.len());
    let mut phrase = String::new();
    let mut found = None;
    for (index, token) in tokens[start..longest].iter().enumerate() {
        let glued = index == 0 || tokens[start + index - 1].span.end == token.span.start;
        if !glued {
            phrase.push(' ');
        }
        phrase.push_str(&token.lower);
        if let Some(role) = role(&phrase) {
            found = Some((start..start + index + 1, role));
        }
    }
    found
}

fn plural(phrase: &str) -> SmolStr {
    let irregular = |singular, plural| phrase.strip_suffix(singular).map(|stem| format!("{stem}{plural}").into());
    irregular("woman", "women").or_else(|| irregular("man", "men")).unwrap_or_else(|| {
        let before_y = phrase.chars().rev().nth(1).is_some_and(|letter| !"aeiou".contains(letter));
        match phrase.as_bytes() {
            [stem @ .., b'y'] if before_y => format!("{}ies", String::from_utf8_lossy(stem)).into(),
            [.., b's' | b'x'] | [.., b'c' | b's', b'h'] => format!("{phrase}es").into(),
            _ => format!("{phrase}s").into(),
        }
    })
}

fn parse_class(field: &str) -> RoleClass {
    match field {
        "honorific" => RoleClass::Honorific,
        "title" => RoleClass::Title,
        "role" => RoleClass::Role,
        "person" => RoleClass::Person,
        "group" => RoleClass::Group,
        "document" => RoleClass::Document,
        _ => RoleClass::Body,
    }
}

pub(super) fn parse_gender(field: &str) -> Option<Gender> {
    match field {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Option<(&str, RoleClass, Number)>) {
        let found = role(words).map(|role| (role.lemma.as_str(), role.class, role.number));
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn knows_roles_in_both_numbers() {
        check("aide", Some(("aide", RoleClass::Role, Number::Singular)));
        check("aides", Some(("aide", RoleClass::Role, Number::Plural)));
        check("ministries", Some(("ministry", RoleClass::Body, Number::Plural)));
        check("attorneys", Some(("attorney", RoleClass::Title, Number::Plural)));
        check("spokesmen", Some(("spokesman", RoleClass::Role, Number::Plural)));
        check("coaches", Some(("coach", RoleClass::Title, Number::Plural)));
        check("wives", Some(("wife", RoleClass::Role, Number::Plural)));
        check("sources", Some(("source", RoleClass::Role, Number::Plural)));
    }

    #[test]
    fn leaves_other_words_alone() {
        check("table", None);
        check("Aide", None);
        check("mr.s", None);
    }

    #[test]
    fn every_row_is_well_formed() {
        let classes = ["honorific", "title", "role", "person", "group", "body", "document"];
        for row in rows(include_str!("titles.tsv")) {
            assert!(classes.contains(&row[1]) && ["f", "m", "-"].contains(&row[2]), "{row:?}");
            assert_eq!(row[0], row[0].to_lowercase());
        }
    }
}
