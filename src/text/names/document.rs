//! What the rest of a document says of names, which names that nobody knows need most.
//!
//! In: the names found sentence by sentence. Out: the same, with names of places told by their dateline
//! ("BELMORA, Sept. 7"), by who governs them ("the mayor of Belmora") and by their demonym ("Sarvia" beside "Sarvian"), and with the surnames of people
//! whose whole name stands elsewhere. A surname of the document is no place.

use rustc_hash::FxHashSet;

use super::form::{Form, is_capital};
use crate::model::{Name, NameKind, Parsed, Ptb, SentenceKind};

/// Endings that make a demonym of a country's name.
const DEMONYMS: &[&str] = &["n", "an", "ian", "ese", "i"];

/// Shorter names are too often part of other words.
const SHORTEST: usize = 4;

/// Adds the surnames that stand alone: "Vesk" where "Ilian Vesk" is a person.
pub(super) fn add_surnames(parsed: &Parsed, forms: &[Form], names: &mut Vec<Name>) {
    let lower = |token: usize| parsed.tokens[token].lower.as_str();
    let whole = names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    let surnames: FxHashSet<&str> = whole.map(|name| lower(name.tokens.end - 1)).collect();
    let mut named = vec![false; parsed.tokens.len()];
    names.iter().for_each(|name| named[name.tokens.clone()].fill(true));
    let mut opens = vec![false; parsed.tokens.len()];
    parsed.sentences.iter().for_each(|sentence| opens[sentence.tokens.start] = true);
    // A capital that opens a sentence tells nothing: "Young people" where "Neil Young" is a person.
    let proper = |token: usize| is_capital(&forms[token]) && (!opens[token] || parsed.tokens[token].ptb == Ptb::Nnp);
    let beside = |token: Option<usize>| token.is_some_and(|token| token < opens.len() && is_capital(&forms[token]));
    let alone = |token: usize| proper(token) && !beside(Some(token + 1)) && !beside(token.checked_sub(1));
    let missed =
        (0..parsed.tokens.len()).filter(|&token| !named[token] && surnames.contains(lower(token)) && alone(token));
    let missed: Vec<Name> = missed.map(|token| Name { tokens: token..token + 1, kind: NameKind::Person }).collect();
    names.extend(missed);
    names.sort_by_key(|name| name.tokens.start);
}

/// What stands before "of" and a place.
const OF_PLACE: &[&str] =
    &["city", "governor", "mayor", "municipality", "port", "province", "suburb", "town", "township", "village"];

/// "The mayor of Vila Corva": only places have mayors.
fn is_governed(parsed: &Parsed, name: usize) -> bool {
    let before = |back: usize| name.checked_sub(back).map_or("", |token| parsed.tokens[token].lower.as_str());
    before(1) == "of" && OF_PLACE.contains(&before(2))
}

/// Makes names of places that the document shows to be some, and surnames of its people what they are.
pub(super) fn settle_kinds(parsed: &Parsed, names: &mut [Name]) {
    let words: Vec<Vec<&str>> = names
        .iter()
        .map(|name| parsed.tokens[name.tokens.clone()].iter().map(|token| token.lower.as_str()).collect())
        .collect();
    let datelines = parsed.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Dateline);
    let starts: FxHashSet<usize> = datelines.map(|sentence| sentence.tokens.start).collect();
    let (mut places, mut stems, mut surnames) =
        (FxHashSet::<&[&str]>::default(), FxHashSet::<&str>::default(), FxHashSet::<&[&str]>::default());
    for (name, words) in names.iter().zip(&words) {
        if starts.contains(&name.tokens.start) || is_governed(parsed, name.tokens.start) {
            places.insert(words);
        }
        if let (NameKind::Group, [demonym]) = (name.kind, &words[..]) {
            let stripped = DEMONYMS.iter().filter_map(|ending| demonym.strip_suffix(ending));
            stems.extend(stripped.filter(|stem| stem.len() >= SHORTEST));
        }
    }
    for (name, words) in names.iter().zip(&words) {
        if name.kind == NameKind::Person && words.len() > 1 && !places.contains(&words[..]) {
            surnames.extend((0..words.len()).map(|first| &words[first..]));
        }
    }
    for (name, words) in names.iter_mut().zip(&words) {
        let place = places.contains(&words[..]) || matches!(words[..], [word] if stems.contains(word));
        if place && !surnames.contains(&words[..]) {
            name.kind = NameKind::Place;
        } else if name.kind == NameKind::Organisation && words.len() == 1 && surnames.contains(&words[..]) {
            name.kind = NameKind::Person;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    fn kind(text: &str, name: &str) -> Option<NameKind> {
        let parsed = parse(text);
        let found = parsed.names.iter().rev().find(|found| parsed.span(&found.tokens).of(text) == name);
        found.map(|found| found.kind)
    }

    #[test]
    fn a_dateline_names_a_place() {
        let text = "BELMORA, Sept. 7 (Harbour Post) - Shells hit a market.\n\nThe mayor left Belmora on Monday.";
        assert_eq!(kind(text, "Belmora"), Some(NameKind::Place));
    }

    #[test]
    fn who_has_a_mayor_is_a_place() {
        let text = "The mayor of Vila Corva wept. Duarte Meireles was due in Vila Corva on Friday.";
        assert_eq!(kind(text, "Vila Corva"), Some(NameKind::Place));
        assert_eq!(
            kind("The election of Vera Costa was close. Vera Costa wept.", "Vera Costa"),
            Some(NameKind::Person)
        );
    }

    #[test]
    fn a_demonym_names_its_place() {
        let text = "Sarvian officials met the envoy to Sarvia on Monday.";
        assert_eq!(kind(text, "Sarvia"), Some(NameKind::Place));
    }

    #[test]
    fn a_surname_alone_is_the_persons() {
        let text = "President Ilian Vesk spoke on Monday. She is to meet Vesk in the capital.";
        assert_eq!(kind(text, "Vesk"), Some(NameKind::Person));
        assert_eq!(kind("President Ilian Vesk spoke on Vesk Street.", "Vesk"), None);
        assert_ne!(kind("Neil Young sang on Monday. Young people danced.", "Young"), Some(NameKind::Person));
    }

    #[test]
    fn a_surname_is_no_organisation() {
        let text = "Chairman Karl Berkwell bought the mill. Shares of Berkwell fell, and Solvarin Corp rose.";
        assert_eq!(kind(text, "Berkwell"), Some(NameKind::Person));
        assert_eq!(kind("Shares of Solvarin Corp fell.", "Solvarin Corp"), Some(NameKind::Organisation));
    }

    #[test]
    fn a_surname_is_no_place() {
        let text =
            "HALSTEAD, Sept. 7 (Harbour Post) - The vote is over.\n\nMaria Halstead won. Halstead thanked her voters.";
        assert_eq!(kind(text, "Halstead"), Some(NameKind::Person));
    }
}
