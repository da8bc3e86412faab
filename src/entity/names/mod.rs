//! Names to entities: full names, surnames, acronyms, countries by every name.
//!
//! In: the names of the page. Out: a mention for each, linked. A short name that two people share is
//! left unresolved unless one of them is what the document is about.

mod bodies;
mod people;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

use super::draft::{Cast, NewMention, Page};
use crate::lexicon::names::organisation;
use crate::lexicon::places::place;
use crate::model::{EntityKind, MentionForm, NameKind, Number, TokenRange};

/// All names of one spelling.
struct Unit {
    /// Folded words: lower case, no accents.
    words: Vec<SmolStr>,
    /// Indices of the page's names.
    names: Vec<usize>,
    kind: NameKind,
}

/// Links every name of the page.
pub fn link(page: &Page, cast: &mut Cast) {
    let units = units(page);
    let mut player_of = vec![None; page.names.len()];
    people::link(page, &units, cast, &mut player_of);
    bodies::link(page, &units, cast, &mut player_of);
    for (index, name) in page.names.iter().enumerate() {
        let player = player_of[index];
        let kind = player.map_or(kind_of(name.kind), |player: usize| cast.players[player].kind);
        let head = name.tokens.end - 1;
        let person = kind == EntityKind::Person;
        let mention = cast.mention(
            page,
            NewMention {
                tokens: name.tokens.clone(),
                head,
                form: MentionForm::Name,
                kind,
                gender: player.and_then(|player| cast.players[player].gender),
                number: Some(if kind == EntityKind::Group && page.lower(head).ends_with('s') {
                    Number::Plural
                } else {
                    Number::Singular
                })
                .filter(|_| person || kind != EntityKind::Other),
                player,
            },
        );
        cast.mention_of_name.push(mention);
        if let Some(player) = player {
            cast.players[player].named_mentions += 1;
        }
    }
}

/// Groups names by spelling and gives each group the kind most of them have.
fn units(page: &Page) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut by_words: FxHashMap<Vec<SmolStr>, usize> = FxHashMap::default();
    let mut votes: Vec<[usize; 5]> = Vec::new();
    for (index, name) in page.names.iter().enumerate() {
        let words = fold(page, &name.tokens);
        let unit = *by_words.entry(words.clone()).or_insert_with(|| {
            units.push(Unit { words, names: Vec::new(), kind: name.kind });
            votes.push([0; 5]);
            units.len() - 1
        });
        units[unit].names.push(index);
        votes[unit][name.kind as usize] += 1;
    }
    for (unit, votes) in units.iter_mut().zip(&votes) {
        let most = votes.iter().max().copied().unwrap_or_default();
        if votes[unit.kind as usize] < most {
            unit.kind = NAME_KINDS[votes.iter().position(|count| *count == most).unwrap_or_default()];
        }
    }
    adopt_people(page, &mut units);
    units
}

/// The kinds in the order of their discriminants.
const NAME_KINDS: [NameKind; 5] =
    [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Group, NameKind::Other];

/// A lone word that ends a person's full name is that person, unless it is a listed place or body: beside "Kim Jong
/// Un" the U.N. is still the U.N.
fn adopt_people(page: &Page, units: &mut [Unit]) {
    let surnames: Vec<SmolStr> = units
        .iter()
        .filter(|unit| unit.kind == NameKind::Person && unit.words.len() > 1)
        .filter_map(|unit| unit.words.last().cloned())
        .collect();
    let surnames: rustc_hash::FxHashSet<SmolStr> = surnames.into_iter().collect();
    for unit in units.iter_mut().filter(|unit| unit.words.len() == 1 && unit.kind != NameKind::Person) {
        let word = &unit.words[0];
        let title_case: String =
            word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
        let listed = |name: &str| place(name).is_some() || organisation(name).is_some();
        let printed = page.words(&page.names[unit.names[0]].tokens);
        let initials = printed.ends_with('.');
        if surnames.contains(word) && !initials && !listed(&title_case) && !listed(printed) {
            unit.kind = NameKind::Person;
        }
    }
}

/// Suffixes that follow a surname.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

fn fold(page: &Page, tokens: &TokenRange) -> Vec<SmolStr> {
    let mut words: Vec<SmolStr> = page
        .words(tokens)
        .split(|letter: char| letter.is_whitespace() || letter == '-' || letter == '\u{2010}')
        .map(fold_word)
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES.contains(&word.as_str())) {
        words.pop();
    }
    words
}

fn fold_word(word: &str) -> SmolStr {
    let plain = |letter: &char| letter.is_alphanumeric() || *letter == '&' || *letter == '+';
    if word.is_ascii() {
        return word.chars().filter(plain).map(|letter| letter.to_ascii_lowercase()).collect();
    }
    word.nfd().filter(plain).flat_map(char::to_lowercase).collect()
}

fn kind_of(kind: NameKind) -> EntityKind {
    match kind {
        NameKind::Person => EntityKind::Person,
        NameKind::Organisation => EntityKind::Organisation,
        NameKind::Place => EntityKind::Place,
        NameKind::Group => EntityKind::Group,
        NameKind::Other => EntityKind::Other,
    }
}
