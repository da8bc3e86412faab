//! Roles, and when two of them can be one person's.
//!
//! In: the words of a title or role phrase. Out: [`Role`]s that can be compared. "Kremlin aide" and
//! "the Russian president's aide" share a country; "Kremlin aide" and "White House aide" clash.

use smol_str::SmolStr;

use crate::lexicon::names::{OrganisationClass, leaders_by_surname, organisation};
use crate::lexicon::places::{PlaceKind, place};
use crate::model::Gender;

/// A role with what narrows it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The role noun's singular: "aide", "prime minister".
    pub head: SmolStr,
    /// Whose it is: countries by code, organisations, surnames, other words in lower case.
    pub keys: Vec<SmolStr>,
    /// A word that makes it another role: "former", "deputy".
    pub turn: Option<SmolStr>,
    /// The gender the noun shows.
    pub gender: Option<Gender>,
    /// A common noun says whose it is: "leader of the rebel group".
    pub owned: bool,
}

/// Words that make a role another one.
const TURNS: &[&str] = &[
    "former",
    "ex",
    "deputy",
    "vice",
    "acting",
    "interim",
    "assistant",
    "late",
    "incoming",
    "outgoing",
    "future",
    "ex-",
    "onetime",
    "one-time",
    "then",
    "another",
    "other",
    "second",
    "third",
    "next",
    "would-be",
    "opposition",
    "new",
    "previous",
    "last",
    "shadow",
    "first",
];

/// Roles that news uses for one another; a role may stand in several rows.
const SAME: &[&[&str]] = &[
    &[
        "aide",
        "adviser",
        "advisor",
        "top aide",
        "security adviser",
        "national security adviser",
        "foreign policy aide",
        "foreign policy adviser",
        "national security advisor",
        "strategist",
        "consultant",
    ],
    &[
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "press secretary",
        "campaign spokesman",
        "campaign spokeswoman",
        "representative",
    ],
    &["leader", "president"],
    &["leader", "prime minister"],
    &["leader", "premier"],
    &["leader", "chancellor"],
    &["leader", "king"],
    &["leader", "supreme leader"],
    &["leader", "emperor"],
    &["leader", "crown prince"],
    &["leader", "party leader", "opposition leader"],
    &["prime minister", "premier"],
    &["monarch", "king"],
    &["monarch", "queen"],
    &["pontiff", "pope"],
    &["candidate", "nominee", "presidential candidate", "presidential nominee", "contender"],
    &[
        "lawyer",
        "attorney",
        "defense attorney",
        "defense lawyer",
        "defence lawyer",
        "solicitor",
        "barrister",
        "counsel",
    ],
    &["lawmaker", "senator", "sen.", "sen"],
    &["lawmaker", "representative", "rep.", "rep", "congressman", "congresswoman"],
    &["lawmaker", "legislator", "mp", "deputy"],
    &["politician", "senator", "lawmaker", "minister"],
    &["governor", "gov.", "gov"],
    &["senator", "sen.", "sen"],
    &["representative", "rep.", "rep", "congressman", "congresswoman"],
    &["general", "gen.", "gen", "maj. gen.", "lt. gen.", "lieutenant general", "major general", "commander"],
    &["colonel", "col.", "col"],
    &["lieutenant", "lt.", "lt"],
    &["captain", "capt.", "capt"],
    &["sergeant", "sgt.", "sgt"],
    &["professor", "prof.", "prof", "academic", "scholar"],
    &["envoy", "ambassador", "special envoy", "special representative", "diplomat"],
    &["diplomat", "foreign minister", "secretary of state"],
    &["secretary-general", "secretary general", "chief"],
    &["chief", "police chief", "army chief", "head", "director"],
    &["chief executive", "ceo", "chief executive officer", "executive", "boss"],
    &["businessman", "billionaire", "tycoon", "entrepreneur"],
    &["real estate mogul", "mogul", "billionaire", "tycoon"],
    &["coach", "head coach", "manager"],
    &["chairman", "chair", "chairwoman", "chairperson", "party chairman"],
    &["actor", "actress", "star"],
    &["officer", "policeman", "policewoman", "police officer"],
    &["reporter", "journalist", "correspondent"],
    &["prosecutor", "district attorney", "attorney general"],
    &["expert", "analyst", "scholar", "researcher"],
    &["bank", "lender"],
    &["company", "firm", "corporation"],
    &["airline", "carrier"],
    &["newspaper", "paper", "daily"],
    &["website", "news website", "news site", "site"],
];

impl Role {
    /// Returns the role that the noun names by itself.
    pub fn of(head: SmolStr, gender: Option<Gender>) -> Self {
        Self { head, keys: Vec::new(), turn: None, gender, owned: false }
    }

    /// What an index of roles goes by: the last word of the noun.
    pub fn key(&self) -> &str {
        last_word(&self.head)
    }

    /// Returns the roles' common keys when both can be the same person's, `None` otherwise.
    ///
    /// What only one of them says does not count against them; two countries, or two people whose
    /// aide or wife one is, do.
    pub fn shared_keys(&self, other: &Role) -> Option<usize> {
        if self.turn != other.turn || !same_head(&self.head, &other.head) {
            return None;
        }
        let shared = self.keys.iter().filter(|key| other.keys.contains(key)).count();
        let sorts: [fn(&str) -> bool; 3] = [is_country, |key| key.starts_with(PERSON), |key| key.starts_with(PARTY)];
        sorts.iter().all(|sort| !self.clashes(other, *sort)).then_some(shared)
    }

    /// Tells whether the roles are of two countries or of two parties.
    pub fn is_of_another(&self, other: &Role) -> bool {
        // "A Democrat" has the party for a noun.
        let of_party = |role: &Role| -> Vec<SmolStr> {
            role.keys.iter().filter(|key| key.starts_with(PARTY)).cloned().chain(party(&role.head)).collect()
        };
        let (own, others) = (of_party(self), of_party(other));
        let parties = !own.is_empty() && !others.is_empty() && !own.iter().any(|key| others.contains(key));
        parties || self.clashes(other, is_country)
    }

    /// Tells whether both have keys of a sort but none in common.
    fn clashes(&self, other: &Role, sort: fn(&str) -> bool) -> bool {
        let has = |role: &Role| role.keys.iter().any(|key| sort(key));
        has(self) && has(other) && !self.keys.iter().any(|key| sort(key) && other.keys.contains(key))
    }

    /// Takes up a word that stands before or after the noun.
    pub fn add_word(&mut self, lower: &str) {
        let lower = lower.trim_end_matches('-');
        if let Some(party) = party(lower) {
            self.add(party);
            return;
        }
        if TURNS.contains(&lower) {
            self.turn = Some(if lower == "ex" { "former".into() } else { lower.into() });
        } else if lower.len() > 2 && !FILLERS.contains(&lower) && !self.keys.iter().any(|key| key == lower) {
            self.keys.push(lower.into());
        }
    }

    /// Takes up the name of a person: the surname and, for a leader, the leader's country.
    pub fn add_person(&mut self, words: &str) {
        let surname = last_word(words);
        if let [leader, rest @ ..] = leaders_by_surname(surname)
            && rest.iter().all(|other| other.country == leader.country)
        {
            self.add(leader.country.into());
        }
        self.add(format!("{PERSON}{}", surname.to_lowercase()).into());
    }

    /// Takes up another name: its country and, unless it is the country's, its own words.
    pub fn add_name(&mut self, words: &str) {
        let place = place(words);
        if let Some(country) = place.and_then(|place| place.country) {
            self.add(country.code.into());
        }
        if let Some(party) = party(words) {
            self.add(party);
        } else if !place.is_some_and(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym)) {
            self.add(organisation(words).map_or(words, |found| found.name).to_lowercase().into());
        }
    }

    fn add(&mut self, key: SmolStr) {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }
}

/// Opens the keys that are surnames.
const PERSON: char = '@';

/// Opens the keys that are parties.
const PARTY: char = '#';

/// Members and short names of parties, with the party.
const MEMBERS: &[(&str, &str)] = &[
    ("gop", "republican"),
    ("republican", "republican"),
    ("republicans", "republican"),
    ("democrat", "democratic"),
    ("democrats", "democratic"),
    ("democratic", "democratic"),
    ("libertarian", "libertarian"),
    ("greens", "green"),
    ("labour", "labour"),
    ("labor", "labour"),
    ("conservative", "conservative"),
    ("tory", "conservative"),
    ("socialist", "socialist"),
    ("communist", "communist"),
];

/// Returns the key of the party that the words name, if they do.
fn party(words: &str) -> Option<SmolStr> {
    let lower = words.to_lowercase();
    let lower = lower.strip_suffix(" party").unwrap_or(&lower);
    let member = MEMBERS.iter().find(|(word, _)| *word == lower).map(|(_, party)| *party);
    let listed = || organisation(words).is_some_and(|found| found.class == OrganisationClass::Party);
    let name = member.or_else(|| listed().then_some(lower))?;
    Some(format!("{PARTY}{name}").into())
}

/// Words before a role noun that tell nobody apart.
const FILLERS: &[&str] = &[
    "senior",
    "top",
    "the",
    "one",
    "two",
    "three",
    "several",
    "some",
    "many",
    "longtime",
    "long-time",
    "high-ranking",
    "veteran",
    "key",
    "prominent",
    "leading",
    "year",
    "old",
    "said",
    "own",
    "same",
    "current",
    "chief",
    "local",
    "and",
    "anonymous",
    "unnamed",
    "unidentified",
    "named",
];

/// Country keys are codes in capitals; all others are in lower case.
pub fn is_country(key: &str) -> bool {
    key.len() == 2 && key.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Tells whether two role nouns can be one person's: equal, of one row, or one a shorter form.
pub fn same_head(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // "minister" for "foreign minister", but not "president" for "vice president".
    let kind_of = |long: &str, short: &str| {
        long.strip_suffix(short)
            .and_then(|rest| rest.strip_suffix(' '))
            .is_some_and(|rest| !rest.split([' ', '-']).any(|word| TURNS.contains(&word)))
    };
    kind_of(one, other) || kind_of(other, one) || SAME.iter().any(|row| row.contains(&one) && row.contains(&other))
}

fn last_word(words: &str) -> &str {
    words.rsplit([' ', '\n']).next().unwrap_or(words)
}

/// Returns the last words of every role noun that a person may have who is called `head`.
pub fn kindred(head: &str) -> Vec<&'static str> {
    let mut words: Vec<&'static str> =
        SAME.iter().filter(|row| row.contains(&head)).flat_map(|row| row.iter().map(|word| last_word(word))).collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(head: &str, names: &[&str], words: &[&str]) -> Role {
        let mut role = Role::of(head.into(), None);
        for name in names {
            if name.starts_with("Putin") { role.add_person(name) } else { role.add_name(name) }
        }
        words.iter().for_each(|word| role.add_word(word));
        role
    }

    #[test]
    fn roles_agree_by_country_however_it_is_named() {
        let kremlin = role("aide", &["Kremlin"], &[]);
        assert!(kremlin.shared_keys(&role("aide", &["Putin"], &[])).is_some_and(|shared| shared > 0));
        assert!(kremlin.shared_keys(&role("adviser", &["Russian"], &["senior"])).is_some_and(|shared| shared > 0));
        assert_eq!(kremlin.shared_keys(&role("aide", &[], &[])), Some(0));
    }

    #[test]
    fn roles_of_two_countries_or_of_other_rank_clash() {
        let kremlin = role("aide", &["Kremlin"], &[]);
        assert_eq!(kremlin.shared_keys(&role("aide", &["White House"], &[])), None);
        assert_eq!(kremlin.shared_keys(&role("aide", &["Kremlin"], &["former"])), None);
        assert_eq!(kremlin.shared_keys(&role("spokesman", &["Kremlin"], &[])), None);
        assert_eq!(role("president", &[], &[]).shared_keys(&role("vice president", &[], &[])), None);
    }

    #[test]
    fn roles_of_two_parties_clash() {
        let nominee = role("nominee", &["GOP"], &[]);
        assert_eq!(nominee.shared_keys(&role("nominee", &["Republican"], &[])), Some(1));
        assert_eq!(nominee.shared_keys(&role("nominee", &["Libertarian"], &[])), None);
        assert_eq!(nominee.shared_keys(&role("nominee", &[], &["democratic"])), None);
        assert_eq!(nominee.shared_keys(&role("nominee", &[], &["presidential"])), Some(0));
    }

    #[test]
    fn shorter_forms_of_a_role_agree() {
        assert!(same_head("minister", "foreign minister"));
        assert!(same_head("leader", "prime minister"));
        assert!(!same_head("president", "prime minister"));
    }
}
