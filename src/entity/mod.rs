//! Mentions, and who is who within a document.
//!
//! In: the text layer. Out: mentions and the entities they refer to. Names first, then titles,
//! appositives and other nominals, then pronouns, each standing on the ones before. When two
//! candidates are equally good, a mention stays unresolved: identity is never guessed. "I" and
//! "we" stay unresolved here: whose they are is known once quotations have speakers.

mod bodies;
mod counterparts;
mod draft;
mod epithets;
mod joint;
mod links;
mod names;
mod nominals;
mod phrases;
mod pronouns;
pub mod ranking;
mod roles;

use self::ranking::Choice;
use crate::model::{Entity, EntityId, Mention, Parsed};

/// Finds mentions and links them into entities.
pub fn resolve(text: &str, parsed: &Parsed) -> (Vec<Mention>, Vec<Entity>) {
    resolve_with(text, parsed, &mut ranking::choose)
}

/// Finds mentions and links them into entities; `choose` says whom a pronoun means.
pub fn resolve_with(
    text: &str,
    parsed: &Parsed,
    choose: &mut dyn FnMut(&Choice) -> Option<EntityId>,
) -> (Vec<Mention>, Vec<Entity>) {
    let page = draft::Page::new(text, parsed);
    let mut cast = draft::Cast::default();
    names::link(&page, &mut cast);
    let phrases = phrases::find(&page);
    let linked = links::titles_and_appositives(&page, &phrases, &mut cast);
    counterparts::link(&page, &phrases, &linked, &mut cast);
    joint::link(&page, &mut cast);
    nominals::link(&page, &phrases, &linked, &mut cast);
    pronouns::link(&page, &mut cast, choose);
    cast.finish(&page)
}

#[cfg(test)]
mod tests;
