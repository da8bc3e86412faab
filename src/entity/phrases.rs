//! Noun phrases whose head is a word for people or bodies: "a senior Kremlin aide".
//!
//! In: tags, names and the list of roles. Out: [`Phrase`]s in the order of the text, those that
//! stand before a name as its title ("President" of "President Biden") included. Who they are is
//! decided elsewhere.

use super::draft::Page;
use super::roles::Role;
use crate::lexicon::people::{self, RoleClass, role_at};
use crate::model::{Name, NameKind, Number, Ptb, TokenRange};

/// How a phrase says whether its referent is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Definiteness {
    /// "the aide", "this aide".
    Definite,
    /// "his aide", "Putin's aide".
    Possessed,
    /// "an aide", "two aides", "another aide".
    Indefinite,
    /// "aide", "Ukrainian officials".
    Bare,
}

/// A noun phrase for people or bodies.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// From the determiner to the role noun.
    pub tokens: TokenRange,
    /// The last token of the role noun.
    pub head: usize,
    /// What it denotes.
    pub class: RoleClass,
    /// Singular or plural.
    pub number: Number,
    /// The role with what narrows it down.
    pub role: Role,
    /// How it is determined.
    pub definiteness: Definiteness,
    /// The name right after it, when the phrase is that name's title.
    pub title_of: Option<usize>,
    /// Another phrase's or name's modifier: "government" of "government spokesman".
    pub modifier: bool,
}

/// Finds the phrases of a page.
pub fn find(page: &Page) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for sentence in &page.parsed.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let tokens = &page.tokens()[..sentence.tokens.end];
            match role_at(tokens, at).filter(|(range, found)| is_noun(page, range) || is_mistagged(page, range, found))
            {
                Some((range, found)) => {
                    let end = range.end;
                    let role = Role::of(found.lemma.clone(), found.gender);
                    phrases.extend(phrase(page, range, found.class, found.number, role));
                    at = end;
                }
                None => {
                    phrases.extend(age(page, at, sentence.tokens.clone()));
                    at += 1;
                }
            }
        }
    }
    phrases
}

/// The role noun of "the 58-year-old".
pub const AGE: &str = "year-old";

/// "the 58-year-old" that ends with "old" at `at`, unless it describes a noun.
fn age(page: &Page, at: usize, sentence: TokenRange) -> Option<Phrase> {
    let said = |before: usize, word: &str| at.checked_sub(before).is_some_and(|at| page.lower(at) == word);
    let aged = said(0, "old") && said(1, "-") && said(2, "year") && said(3, "-") && at >= sentence.start + 5;
    let described = at + 1 < sentence.end
        && matches!(page.tokens()[at + 1].ptb, Ptb::Nn | Ptb::Nns | Ptb::Nnp | Ptb::Nnps | Ptb::Jj | Ptb::Hyph);
    let number = || page.tokens()[at - 4].ptb == Ptb::Cd;
    let determined = || page.tokens()[at - 5].ptb == Ptb::Dt;
    if !aged || described || !number() || !determined() {
        return None;
    }
    Some(Phrase {
        tokens: at - 5..at + 1,
        head: at,
        class: RoleClass::Person,
        number: Number::Singular,
        role: Role::of(AGE.into(), None),
        definiteness: determiner(page.lower(at - 5), Definiteness::Bare),
        title_of: None,
        modifier: false,
    })
}

fn is_noun(page: &Page, range: &TokenRange) -> bool {
    let last = &page.tokens()[range.end - 1];
    // "chief executive" is a noun whatever its last word is by itself.
    let noun = matches!(last.ptb, Ptb::Nn | Ptb::Nns | Ptb::Nnp | Ptb::Nnps) || last.ptb == Ptb::Jj && range.len() > 1;
    // Part of a name ("Chief" of "Kansas City Chiefs") is no role, unless the name is all role.
    let within = page.name[range.end - 1].map(|name| &page.names[name as usize]);
    noun && within.is_none_or(|name| name.tokens.start >= range.start && name.tokens.end <= range.end)
}

/// "Reuters witnesses reported": between a name and a verb stands a noun, whatever its tag.
fn is_mistagged(page: &Page, range: &TokenRange, found: &people::Role) -> bool {
    let after = page.tokens().get(range.end).map(|token| token.ptb);
    let verb_follows = matches!(after, Some(Ptb::Vbd | Ptb::Vbn | Ptb::Vbp | Ptb::Md));
    let named = range.start.checked_sub(1).is_some_and(|before| page.name[before].is_some());
    found.number == Number::Plural && found.class.is_person() && named && verb_follows
}

fn phrase(page: &Page, range: TokenRange, class: RoleClass, number: Number, role: Role) -> Option<Phrase> {
    let sentence = page.sentence_tokens(range.start);
    let head = range.end - 1;
    let title_of = title_of(page, head, &sentence);
    if class == RoleClass::Honorific && title_of.is_none() {
        return None;
    }
    let noun_follows = head + 1 < sentence.end
        && matches!(page.tokens()[head + 1].ptb, Ptb::Nn | Ptb::Nns | Ptb::Nnp | Ptb::Nnps | Ptb::Pos | Ptb::Hyph);
    let possessive = head + 1 < sentence.end && page.tokens()[head + 1].ptb == Ptb::Pos;
    let modifier = title_of.is_none() && noun_follows && !possessive;
    let mut phrase =
        Phrase { tokens: range, head, class, number, role, definiteness: Definiteness::Bare, title_of, modifier };
    widen(page, &mut phrase, sentence.start);
    drop_verbs(page, &mut phrase);
    look_behind(page, &mut phrase, sentence.end);
    Some(phrase)
}

/// Returns the person's name that stands right after the noun.
fn title_of(page: &Page, head: usize, sentence: &TokenRange) -> Option<usize> {
    let next = (head + 1 < sentence.end).then_some(head + 1)?;
    let (index, name) = page.name_at(next)?;
    (name.kind == NameKind::Person).then_some(index)
}

fn add_name(page: &Page, role: &mut Role, name: &Name) {
    let words = page.words(&name.tokens);
    if name.kind == NameKind::Person { role.add_person(words) } else { role.add_name(words) }
}

/// Takes up what stands after the noun: "spokesman for the Foreign Ministry", "president of Ukraine".
fn look_behind(page: &Page, phrase: &mut Phrase, end: usize) {
    if !matches!(page.lower(phrase.head + 1), "of" | "for" | "at" | "in" | "with" | "to") {
        return;
    }
    let first = (phrase.head + 2..end.min(phrase.head + 6))
        .find(|at| page.name[*at].is_some() || !matches!(page.tokens()[*at].ptb, Ptb::Dt | Ptb::Jj | Ptb::PrpS));
    let Some(at) = first else { return };
    match page.name[at] {
        Some(name) => add_name(page, &mut phrase.role, &page.names[name as usize]),
        None if matches!(page.tokens()[at].ptb, Ptb::Nn | Ptb::Nns) => {
            phrase.role.add_word(page.lower(at));
            // "The leader of the country's main rebel group" does not lead the country.
            let whole = page.tokens().get(at + 1).is_none_or(|token| token.ptb != Ptb::Pos);
            phrase.role.owned = page.lower(phrase.head + 1) == "of" && !(whole && OWN.contains(&page.lower(at)));
        }
        None => {}
    }
}

/// What anyone's role may be of: "the president of the country" is the president.
const OWN: &[&str] = &["state", "country", "nation", "government", "republic", "company", "party", "board", "staff"];

/// Takes in determiner and modifiers before the noun.
fn widen(page: &Page, phrase: &mut Phrase, floor: usize) {
    // A phrase of more words is a list or a mistake.
    let floor = floor.max(phrase.tokens.start.saturating_sub(12));
    while phrase.tokens.start > floor {
        let at = phrase.tokens.start - 1;
        let token = &page.tokens()[at];
        if let Some(name) = page.name[at].map(|name| &page.names[name as usize]) {
            if name.tokens.start < floor {
                return;
            }
            add_name(page, &mut phrase.role, name);
            phrase.tokens.start = name.tokens.start;
            continue;
        }
        match token.ptb {
            Ptb::Dt | Ptb::Pdt | Ptb::PrpS | Ptb::Wdt => {
                phrase.definiteness = determiner(&token.lower, phrase.definiteness);
                phrase.tokens.start = at;
                phrase.role.add_word(&token.lower);
                return;
            }
            Ptb::Cd => phrase.definiteness = Definiteness::Indefinite,
            // "at least 14 people" are 14 people.
            Ptb::Jjs if at > floor && page.lower(at - 1) == "at" => return,
            Ptb::Pos if at > floor => phrase.definiteness = Definiteness::Possessed,
            Ptb::Jj | Ptb::Jjs | Ptb::Jjr | Ptb::Nn | Ptb::Nnp | Ptb::Nnps | Ptb::Nns | Ptb::Vbn | Ptb::Afx => {
                phrase.role.add_word(&token.lower);
            }
            // " - critics say": a dash is no hyphen.
            Ptb::Hyph if at > floor && token.span.end == page.tokens()[at + 1].span.start => {}
            _ => return,
        }
        phrase.tokens.start = at;
    }
}

/// A participle that opens an undetermined phrase is a verb that was mistaken: "told reporters".
fn drop_verbs(page: &Page, phrase: &mut Phrase) {
    while phrase.tokens.len() > 1 && matches!(page.tokens()[phrase.tokens.start].ptb, Ptb::Vbn | Ptb::Hyph | Ptb::Pos) {
        phrase.tokens.start += 1;
    }
}

fn determiner(lower: &str, before: Definiteness) -> Definiteness {
    match lower {
        // "the two aides" is definite though a number stands in it; "the minister's aide" too.
        "the" | "this" | "that" | "these" | "those" | "both" if before != Definiteness::Possessed => {
            Definiteness::Definite
        }
        "my" | "your" | "his" | "her" | "its" | "our" | "their" => Definiteness::Possessed,
        "the" | "this" | "that" | "these" | "those" | "both" => Definiteness::Possessed,
        _ => Definiteness::Indefinite,
    }
}
