//! Names to entities: full names, surnames, acronyms, countries by every name.
//!
//! In: the names of the page. Out: a mention for each, linked. A short name that two people share is
//! left unresolved unless one of them is what the document is about.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

use super::draft::{Cast, NewMention, Page};
use super::roles::Role;
use crate::lexicon::names::{OrganisationClass, first_name, leaders_by_surname, organisation};
use crate::lexicon::people::{RoleClass, role};
use crate::lexicon::places::{PlaceKind, place};
use crate::model::{EntityKind, Gender, MentionForm, NameKind, Number, Ptb, TokenRange};

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
    people(page, &units, cast, &mut player_of);
    others(page, &units, cast, &mut player_of);
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
    adopt_people(&mut units);
    units
}

/// The kinds in the order of their discriminants.
const NAME_KINDS: [NameKind; 5] =
    [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Group, NameKind::Other];

/// A lone word that ends a person's full name is that person, unless it is a listed place or body.
fn adopt_people(units: &mut [Unit]) {
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
        if surnames.contains(word) && place(&title_case).is_none() && organisation(&title_case).is_none() {
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

fn people(page: &Page, units: &[Unit], cast: &mut Cast, player_of: &mut [Option<usize>]) {
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

fn kind_of(kind: NameKind) -> EntityKind {
    match kind {
        NameKind::Person => EntityKind::Person,
        NameKind::Organisation => EntityKind::Organisation,
        NameKind::Place => EntityKind::Place,
        NameKind::Group => EntityKind::Group,
        NameKind::Other => EntityKind::Other,
    }
}

/// Links names of everything but people.
fn others(page: &Page, units: &[Unit], cast: &mut Cast, player_of: &mut [Option<usize>]) {
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
            let words = super::draft::one_line(page.words(tokens));
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
