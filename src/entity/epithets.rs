//! "The 58-year-old", "the striker", "the Republican nominee": words that say more of someone just named.
//!
//! In: a definite phrase that opens its sentence and whose role nobody is known to have. Out: the person
//! of that age, or the only person named in the sentence before, if that person was its subject. Offices
//! are no epithets: "the mayor" after a sentence about someone else is someone else.

use super::draft::{Cast, Page};
use super::phrases::{AGE, Definiteness, Phrase};
use crate::model::{EntityId, EntityKind, Number, Ptb};

/// Nouns that say more of someone rather than bring someone else in.
const EPITHETS: &[&str] = &[
    AGE,
    "actor",
    "actress",
    "author",
    "billionaire",
    "businessman",
    "businesswoman",
    "candidate",
    "champion",
    "comedian",
    "defender",
    "democrat",
    "entrepreneur",
    "filmmaker",
    "goalkeeper",
    "lawmaker",
    "midfielder",
    "mogul",
    "musician",
    "nominee",
    "novelist",
    "playwright",
    "politician",
    "pontiff",
    "presidential candidate",
    "presidential nominee",
    "quarterback",
    "rapper",
    "republican",
    "senator",
    "singer",
    "striker",
    "tycoon",
    "veteran",
    "winger",
];

/// Sentences before its own in which the person may have been named.
const FARTHEST: usize = 2;
/// The same where the age is told.
const FARTHEST_AGE: usize = 12;

/// Returns the person whom the phrase says more of.
pub fn meant(page: &Page, cast: &Cast, phrase: &Phrase) -> Option<usize> {
    let epithet = EPITHETS.contains(&phrase.role.head.as_str()) && phrase.definiteness == Definiteness::Definite;
    if !epithet || phrase.number != Number::Singular || page.lower(phrase.tokens.start) != "the" {
        return None;
    }
    let aged = if phrase.role.head == AGE { of_age(page, cast, phrase) } else { None };
    aged.or_else(|| subject_before(page, cast, phrase))
}

/// The person with the same age after the name: "Per Olsen, 58,".
fn of_age(page: &Page, cast: &Cast, phrase: &Phrase) -> Option<usize> {
    let age = phrase.tokens.clone().find(|at| page.tokens()[*at].ptb == Ptb::Cd)?;
    let own = page.sentence[phrase.head] as usize;
    let end = page.names.partition_point(|name| name.tokens.start < phrase.tokens.start);
    let near = |name: &usize| page.sentence[page.names[*name].tokens.start] as usize + FARTHEST_AGE >= own;
    let aged = (0..end).rev().take_while(near).find(|name| {
        let after = page.names[*name].tokens.end;
        page.lower(after) == "," && page.lower(after + 1) == page.lower(age)
    })?;
    person(cast, aged)
}

/// The only person named in the nearest sentence before that names any, where it is the subject.
fn subject_before(page: &Page, cast: &Cast, phrase: &Phrase) -> Option<usize> {
    let sentence = page.sentence_tokens(phrase.head);
    let acts = page.tokens()[phrase.head].relates("nsubj") || phrase.role.head == AGE;
    if phrase.tokens.start != sentence.start || !acts {
        return None;
    }
    let own = page.sentence[phrase.head] as usize;
    let end = page.names.partition_point(|name| name.tokens.start < sentence.start);
    let near = |name: &usize| page.sentence[page.names[*name].tokens.start] as usize + FARTHEST >= own;
    let mut people = (0..end).rev().take_while(near).filter_map(|name| Some((name, person(cast, name)?)));
    let (last, player) = people.next()?;
    let at = |name: usize| page.sentence[page.names[name].tokens.start];
    let mut others = people.take_while(|(name, _)| at(*name) == at(last));
    let alone = others.all(|(_, other)| other == player);
    let (of_last, role) = (at(last), &phrase.role);
    let subject = (0..end).rev().take_while(|name| at(*name) == of_last).any(|name| {
        let tokens = page.names[name].tokens.clone();
        person(cast, name) == Some(player) && tokens.into_iter().any(|token| page.tokens()[token].relates("nsubj"))
    });
    let own = &cast.players[player];
    let clashes = own.roles.iter().any(|other| role.is_of_another(other));
    let gender = own.gender.is_none() || role.gender.is_none() || own.gender == role.gender;
    (alone && subject && gender && !clashes).then_some(player)
}

fn person(cast: &Cast, name: usize) -> Option<usize> {
    let EntityId(player) = cast.mentions[cast.mention_of_name[name]].entity?;
    (cast.players[player].kind == EntityKind::Person).then_some(player)
}
