//! "his Danish counterpart, Mette Holm": the office of someone else, of another country.
//!
//! In: phrases that stand beside a name. Out: for each counterpart the roles of the one whose counterpart
//! it is, with the counterpart's country, so that "the Danish prime minister" is known. Where nobody in
//! the sentence has a role, nothing is learned.

use super::draft::{Cast, Page};
use super::phrases::{Definiteness, Phrase};
use super::roles::{Role, is_country};
use crate::model::EntityId;

/// Roles that a counterpart takes over, at most.
const MOST_ROLES: usize = 4;

/// Gives counterparts their roles; `linked` says which phrases stand beside a name.
pub fn link(page: &Page, phrases: &[Phrase], linked: &[Option<usize>], cast: &mut Cast) {
    for (phrase, linked) in phrases.iter().zip(linked) {
        let Some(player) = linked.filter(|_| phrase.role.head == "counterpart") else { continue };
        let country = || phrase.role.keys.iter().find(|key| is_country(key));
        let (Definiteness::Possessed, Some(country)) = (phrase.definiteness, country()) else { continue };
        for role in roles_of_other(page, cast, phrase, player) {
            cast.give_role(player, Role { keys: vec![country.clone()], gender: None, ..role }, "");
        }
    }
}

/// The offices of a country that the last person named before in the sentence has.
fn roles_of_other(page: &Page, cast: &Cast, phrase: &Phrase, player: usize) -> Vec<Role> {
    let sentence = page.sentence_tokens(phrase.head);
    let end = page.names.partition_point(|name| name.tokens.start < phrase.head);
    let before = (0..end).rev().take_while(|name| page.names[*name].tokens.start >= sentence.start);
    let people = before.filter_map(|name| cast.mentions[cast.mention_of_name[name]].entity);
    let office = |role: &&Role| role.keys.iter().any(|key| is_country(key)) && role.head != "counterpart";
    let offices = |EntityId(other): EntityId| -> Vec<Role> {
        cast.players[other].roles.iter().filter(office).take(MOST_ROLES).cloned().collect()
    };
    people.filter(|other| other.0 != player).map(offices).find(|roles| !roles.is_empty()).unwrap_or_default()
}
