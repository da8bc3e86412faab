//! Bodies, places and groups: countries by every name, acronyms with their expansion.
//!
//! In: the spellings that name no people. Out: an entity for each identity. A capital stays itself:
//! whether it stands for its government is not decided here.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Unit, fold_word, kind_of};
use crate::entity::draft::{Cast, Page, one_line};
use crate::lexicon::names::{OrganisationClass, organisation};
use crate::lexicon::places::{PlaceKind, place};
use crate::model::{EntityKind, NameKind, Number, Ptb, TokenRange};

/// Links names of everything but people.
pub fn link(page: &Page, units: &[Unit], cast: &mut Cast, player_of: &mut [Option<usize>]) {
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let rest: Vec<&Unit> = units.iter().filter(|unit| unit.kind != NameKind::Person).collect();
    let expansions = expansions(page, &rest);
    for unit in &rest {
        for name in &unit.names {
            let tokens = &page.names[*name].tokens;
            let (key, kind, number) = identity(page, unit, tokens, &expansions);
            let player = *by_key.entry(key).or_insert_with(|| cast.add(page.words(tokens), kind, true, number));
            let own = &mut cast.players[player];
            // The fullest name stands for all, but a demonym never for its country.
            let words = one_line(page.words(tokens));
            let outlet = organisation(&words).is_some_and(|found| found.class == OrganisationClass::Outlet);
            // "Reuters" stays so for all that "Thomson Reuters" holds the copyright.
            if kind == EntityKind::Organisation && !outlet && words.len() > own.name.len() {
                own.name = words;
            } else if kind == EntityKind::Place && own.kind != EntityKind::Place {
                (own.name, own.kind) = (words, kind);
            }
            player_of[*name] = Some(player);
        }
    }
}

/// What makes two names one: a key, and the kind and number of what they name.
fn identity(
    page: &Page,
    unit: &Unit,
    tokens: &TokenRange,
    expansions: &FxHashMap<SmolStr, String>,
) -> (String, EntityKind, Number) {
    let words = page.words(tokens);
    let key = unit.words.join(" ");
    let known = place(words.strip_prefix("the ").or(words.strip_prefix("The ")).unwrap_or(words));
    if let Some(known) = known {
        match (known.kind, known.country) {
            (PlaceKind::Country, Some(country)) if matches!(unit.kind, NameKind::Place | NameKind::Organisation) => {
                return (format!("country {}", country.code), EntityKind::Place, Number::Singular);
            }
            (PlaceKind::Demonym, Some(country)) => return demonym(page, tokens, country.code, &key),
            (PlaceKind::Government, _) if unit.kind != NameKind::Group => {
                return (key, EntityKind::Organisation, Number::Singular);
            }
            _ => {}
        }
    }
    let number = if unit.kind == NameKind::Group && key.ends_with('s') { Number::Plural } else { Number::Singular };
    let key = match unit.kind {
        NameKind::Organisation => match organisation(words) {
            Some(found) => fold_word(found.name).to_string(),
            None => expansions.get(key.as_str()).cloned().unwrap_or_else(|| without_form(&unit.words)),
        },
        _ => key,
    };
    (key, kind_of(unit.kind), number)
}

/// An adjective ("Ukrainian officials") means the country; a noun ("the Ukrainians") the people.
fn demonym(page: &Page, tokens: &TokenRange, code: &str, key: &str) -> (String, EntityKind, Number) {
    let last = &page.tokens()[tokens.end - 1];
    let next = page.tokens().get(tokens.end).map(|token| token.ptb);
    let noun_follows = matches!(next, Some(Ptb::Nn | Ptb::Nns | Ptb::Nnp | Ptb::Nnps | Ptb::Jj | Ptb::Hyph));
    if matches!(last.ptb, Ptb::Nns | Ptb::Nnps) && !noun_follows {
        (format!("people {key}"), EntityKind::Group, Number::Plural)
    } else {
        (format!("country {code}"), EntityKind::Group, Number::Singular)
    }
}

/// Words that end a company's name and may be left out.
const FORMS: &[&str] =
    &["inc", "corp", "ltd", "co", "plc", "llc", "sa", "ag", "gmbh", "nv", "spa", "group", "corporation", "company"];

fn without_form(words: &[SmolStr]) -> String {
    let end = words.iter().rposition(|word| !FORMS.contains(&word.as_str())).map_or(words.len(), |last| last + 1);
    words[..end].join(" ")
}

/// Maps acronyms to the key of the one full name whose initials they are.
fn expansions(page: &Page, units: &[&Unit]) -> FxHashMap<SmolStr, String> {
    let mut by_initials: FxHashMap<SmolStr, Vec<String>> = FxHashMap::default();
    for unit in units.iter().filter(|unit| unit.words.len() > 1) {
        let key = organisation(page.words(&page.names[unit.names[0]].tokens))
            .map_or_else(|| without_form(&unit.words), |found| fold_word(found.name).to_string());
        for initials in initials(&unit.words) {
            let keys = by_initials.entry(initials).or_default();
            if !keys.contains(&key) {
                keys.push(key.clone());
            }
        }
    }
    let acronym = |unit: &&&Unit| {
        let printed = page.words(&page.names[unit.names[0]].tokens);
        unit.words.len() == 1 && printed.chars().filter(|letter| letter.is_uppercase()).count() >= 2
    };
    let expand = |unit: &&Unit| match by_initials.get(&unit.words[0]).map(Vec::as_slice) {
        Some([key]) => Some((unit.words[0].clone(), key.clone())),
        _ => None,
    };
    units.iter().filter(acronym).filter_map(expand).collect()
}

/// The initials with and without small words: "iaea", "cdcp" and "cdcap".
fn initials(words: &[SmolStr]) -> impl Iterator<Item = SmolStr> {
    const SMALL: &[&str] = &["of", "the", "and", "for", "on", "in", "to", "de", "la", "du", "des", "del", "&"];
    let initial = |word: &SmolStr| word.chars().next();
    let all: SmolStr = words.iter().filter_map(initial).collect();
    let large: SmolStr = words.iter().filter(|word| !SMALL.contains(&word.as_str())).filter_map(initial).collect();
    let both = all != large;
    std::iter::once(large).chain(both.then_some(all))
}
