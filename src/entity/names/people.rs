//! People: full names first, then the short names that stand for them.
//!
//! In: the spellings that name people. Out: an entity for each, with its gender and office. Two
//! people of one surname share no short name.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Unit, fold_word};
use crate::entity::draft::{Cast, Page};
use crate::entity::roles::Role;
use crate::lexicon::names::{first_name, leaders_by_surname};
use crate::lexicon::people::{RoleClass, role};
use crate::model::{EntityKind, Gender, NameKind, Number, TokenRange};

/// People by the words of their names.
#[derive(Default)]
struct Register {
    full: Vec<(Vec<SmolStr>, usize)>,
    by_word: FxHashMap<SmolStr, Vec<usize>>,
}

impl Register {
    fn add(&mut self, words: &[SmolStr], player: usize) {
        let index = self.full.len();
        self.full.push((words.to_vec(), player));
        for (at, word) in words.iter().enumerate().filter(|(at, word)| !words[..*at].contains(word)) {
            let _ = at;
            self.by_word.entry(word.clone()).or_default().push(index);
        }
    }

    /// Returns the players that a name may stand for, best kind of match only.
    fn candidates(&self, words: &[SmolStr]) -> Vec<usize> {
        let Some(last) = words.last() else { return Vec::new() };
        let mut best = 0;
        let mut found: Vec<usize> = Vec::new();
        // A word that more names hold is no help in telling them apart.
        for index in self.by_word.get(last).into_iter().flatten().take(MOST_NAMESAKES) {
            let (full, player) = &self.full[*index];
            let strength = strength(full, words);
            if strength > best {
                best = strength;
                found.clear();
            }
            if strength > 0 && strength == best && !found.contains(player) {
                found.push(*player);
            }
        }
        found
    }
}

const MOST_NAMESAKES: usize = 64;

/// How well a name stands for a full one: 4 the same, 3 its surname, 2 its first name, 1 within it.
fn strength(full: &[SmolStr], words: &[SmolStr]) -> u8 {
    if full == words {
        return 4;
    }
    if words.len() >= 2 && full.len() >= 2 {
        let (first, own_first) = (&full[0], &words[0]);
        let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
        let same_first = first == own_first || initial(own_first, first) || initial(first, own_first);
        return match full.last() == words.last() && same_first {
            true => 4,
            false if full.len() > words.len() && full.ends_with(words) => 3,
            false if full.len() > words.len() && full.starts_with(words) => 2,
            false => 0,
        };
    }
    match words {
        [word] if full.last() == Some(word) => 3,
        [word] if full.first() == Some(word) => 2,
        [word] if full.contains(word) => 1,
        _ => 0,
    }
}

/// Links the names of people.
pub fn link(page: &Page, units: &[Unit], cast: &mut Cast, player_of: &mut [Option<usize>]) {
    let mut register = Register::default();
    let of_people = |unit: &&Unit| unit.kind == NameKind::Person;
    // Longest first, so that "Donald J. Trump" takes in "Donald Trump"; then the document's order.
    let mut full: Vec<&Unit> = units.iter().filter(of_people).filter(|unit| unit.words.len() > 1).collect();
    full.sort_by_key(|unit| std::cmp::Reverse(unit.words.len().min(6)));
    for unit in full {
        let found = match *register.candidates(&unit.words) {
            [player] => player,
            _ => {
                let player = add_person(page, cast, unit);
                register.add(&unit.words, player);
                player
            }
        };
        cast.players[found].named_mentions += unit.names.len();
        unit.names.iter().for_each(|name| player_of[*name] = Some(found));
    }
    for unit in units.iter().filter(of_people).filter(|unit| unit.words.len() == 1) {
        let candidates = register.candidates(&unit.words);
        let all = match &*candidates {
            [] => {
                let player = add_person(page, cast, unit);
                register.add(&unit.words, player);
                Some(player)
            }
            [player] => Some(*player),
            several => dominant(cast, several),
        };
        for name in &unit.names {
            let by_title = || by_title(page, cast, &candidates, page.names[*name].tokens.start);
            player_of[*name] = if candidates.len() > 1 { by_title().or(all) } else { all };
        }
    }
    for player in &mut cast.players {
        player.named_mentions = 0;
    }
}

/// Returns the one candidate that full names refer to far more often than to any other.
fn dominant(cast: &Cast, candidates: &[usize]) -> Option<usize> {
    let mut counts: Vec<(usize, usize)> =
        candidates.iter().map(|player| (cast.players[*player].named_mentions, *player)).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    let [(most, player), (second, _), ..] = *counts else { return None };
    (most > 2 * second).then_some(player)
}

/// Tells namesakes apart by an honorific: "Mr. Clinton".
fn by_title(page: &Page, cast: &Cast, candidates: &[usize], start: usize) -> Option<usize> {
    let gender = role(page.lower(start.checked_sub(1)?)).and_then(|found| found.gender)?;
    let mut fitting = candidates.iter().filter(|player| cast.players[**player].gender == Some(gender));
    let player = fitting.next()?;
    fitting.next().is_none().then_some(*player)
}

fn add_person(page: &Page, cast: &mut Cast, unit: &Unit) -> usize {
    // Of spellings in and out of capitals, the fullest in ordinary case.
    let shouted = |words: &str| !words.chars().any(char::is_lowercase);
    let spellings = || unit.names.iter().map(|name| page.words(&page.names[*name].tokens));
    let name = spellings().find(|words| !shouted(words)).or_else(|| spellings().next()).unwrap_or_default();
    let player = cast.add(name, EntityKind::Person, true, Number::Singular);
    let tokens = &page.names[unit.names[0]].tokens;
    cast.players[player].gender = unit
        .names
        .iter()
        .find_map(|name| honorific_gender(page, page.names[*name].tokens.start))
        .or_else(|| if tokens.len() > 1 { given_gender(page, tokens) } else { None });
    give_office(cast, player);
    player
}

fn honorific_gender(page: &Page, start: usize) -> Option<Gender> {
    let before = role(page.lower(start.checked_sub(1)?))?;
    before.gender.filter(|_| matches!(before.class, RoleClass::Honorific | RoleClass::Title))
}

fn given_gender(page: &Page, tokens: &TokenRange) -> Option<Gender> {
    tokens.clone().find_map(|at| first_name(page.tokens()[at].span.of(page.text)))?
}

/// A leader has the leader's office, whether the document says so or not.
fn give_office(cast: &mut Cast, player: usize) {
    let name = cast.players[player].name.clone();
    let surname = name.rsplit(' ').next().unwrap_or(&name);
    let alone = surname.len() == name.len();
    let namesakes = leaders_by_surname(surname);
    // A bare surname stands for a leader only where all leaders of the name are one person.
    if alone && namesakes.iter().any(|leader| leader.name != namesakes[0].name) {
        return;
    }
    for leader in namesakes.iter().filter(|leader| alone || leader.names().any(|own| same_person(own, &name))) {
        let role = Role {
            head: leader.office.into(),
            keys: vec![leader.country.into()],
            turn: None,
            gender: leader.gender,
            owned: false,
        };
        cast.give_role(player, role, "");
    }
}

fn same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| name.split([' ', '-']).map(fold_word).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    strength(&words(one), &words(other)) == 4
}
