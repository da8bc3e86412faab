//! Which lists hold a token: first names, places, organisations, titles, the calendar.
//!
//! In: the segmented text. Out: bits for each token.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::form::{Case, Form, is_capital};
use crate::lexicon::names::{OrganisationClass, first_name, leaders_by_surname, organisation_at};
use crate::lexicon::people::{RoleClass, role, role_at};
use crate::lexicon::places::{PlaceKind, place_at};
use crate::model::{Parsed, Sentence, TokenRange};

/// Bits of [`super::form::Form`].
pub(super) mod list {
    pub const MALE: u32 = 1;
    pub const FEMALE: u32 = 1 << 1;
    pub const GIVEN: u32 = 1 << 2;
    pub const COUNTRY: u32 = 1 << 3;
    pub const DEMONYM: u32 = 1 << 4;
    pub const CITY: u32 = 1 << 5;
    pub const REGION: u32 = 1 << 6;
    pub const GOVERNMENT: u32 = 1 << 7;
    pub const OUTLET: u32 = 1 << 8;
    pub const BODY: u32 = 1 << 9;
    pub const COMPANY: u32 = 1 << 10;
    pub const PARTY: u32 = 1 << 11;
    pub const INSIDE: u32 = 1 << 12;
    pub const TITLE: u32 = 1 << 13;
    pub const ROLE: u32 = 1 << 14;
    pub const BODY_NOUN: u32 = 1 << 15;
    pub const CALENDAR: u32 = 1 << 16;
    pub const PARTICLE: u32 = 1 << 17;
    pub const LEADER: u32 = 1 << 18;
    pub const COUNT: u32 = 19;
    pub const ANY_GIVEN: u32 = MALE | FEMALE | GIVEN;
}

const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ibn", "bint", "ben", "abu", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le",
    "van", "von", "der", "den", "ter", "ten", "y", "e", "san", "st.", "o'",
];

const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
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
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];

static WORDS: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let calendar = CALENDAR.iter().map(|word| (*word, list::CALENDAR));
    calendar.chain(PARTICLES.iter().map(|word| (*word, list::PARTICLE))).collect()
});

/// Marks the lists that hold each token of a sentence, alone or with those beside it.
pub(super) fn mark_lists(text: &str, parsed: &Parsed, sentence: &Sentence, forms: &mut [Form]) {
    let tokens = &parsed.tokens[..sentence.tokens.end];
    let (mut place_end, mut organisation_end) = (sentence.tokens.start, sentence.tokens.start);
    for at in sentence.tokens.clone() {
        let case = forms[at].case;
        let lower = tokens[at].lower.as_str();
        if matches!(case, Case::Mark | Case::Digits) {
            continue;
        }
        forms[at].lists |= WORDS.get(lower).copied().unwrap_or_default();
        // A lower-case word counts beside a capital only: "president" of "president Kabila".
        let beside = |index: usize| forms.get(index).is_some_and(is_capital);
        if case == Case::Lower {
            if beside(at + 1) || (at > sentence.tokens.start && beside(at - 1)) {
                forms[at].lists |= role(lower).map_or(0, |role| role_lists(role.class));
            }
            continue;
        }
        if let Some(role) = role(lower) {
            forms[at].lists |= role_lists(role.class);
        } else if let Some((range, role)) = role_at(tokens, at) {
            // "Prime" of "Prime Minister"; the last word is looked up by itself.
            range.for_each(|index| forms[index].lists |= role_lists(role.class));
        }
        let printed = tokens[at].span.of(text);
        forms[at].lists |= name_lists(printed);
        if at >= place_end
            && let Some((range, place)) = place_at(text, tokens, at)
        {
            place_end = range.end;
            mark(forms, range, place_lists(place.kind));
        }
        if at >= organisation_end
            && let Some((range, organisation)) = organisation_at(text, tokens, at)
        {
            organisation_end = range.end;
            mark(forms, range, organisation_lists(organisation.class));
        }
    }
}

fn mark(forms: &mut [Form], range: TokenRange, bit: u32) {
    for index in range.clone() {
        forms[index].lists |= if index == range.start { bit } else { bit | list::INSIDE };
    }
}

fn organisation_lists(class: OrganisationClass) -> u32 {
    match class {
        OrganisationClass::Outlet => list::OUTLET,
        OrganisationClass::Body => list::BODY,
        OrganisationClass::Company => list::COMPANY,
        OrganisationClass::Party | OrganisationClass::Armed => list::PARTY,
    }
}

fn name_lists(printed: &str) -> u32 {
    use crate::model::Gender;
    let given = match first_name(printed) {
        Some(Some(Gender::Male)) => list::MALE,
        Some(Some(Gender::Female)) => list::FEMALE,
        Some(_) => list::GIVEN,
        None => 0,
    };
    given | if leaders_by_surname(printed).is_empty() { 0 } else { list::LEADER }
}

fn role_lists(class: RoleClass) -> u32 {
    match class {
        RoleClass::Honorific | RoleClass::Title => list::TITLE,
        RoleClass::Role | RoleClass::Person | RoleClass::Group => list::ROLE,
        RoleClass::Body | RoleClass::Document => list::BODY_NOUN,
    }
}

fn place_lists(kind: PlaceKind) -> u32 {
    match kind {
        PlaceKind::Country => list::COUNTRY,
        PlaceKind::Demonym => list::DEMONYM,
        PlaceKind::Capital | PlaceKind::City => list::CITY,
        PlaceKind::Region => list::REGION,
        PlaceKind::Government => list::GOVERNMENT,
    }
}
