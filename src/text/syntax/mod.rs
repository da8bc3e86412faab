//! Dependency trees: how they are found among scored arcs, and the verb groups in them.
//!
//! In: tagged tokens with heads and relations. Out: [`VerbGroup`](crate::model::VerbGroup)s.
//! How to read a tree: the methods of [`Parsed`], such as [`Parsed::subtree`].

pub mod labels;
mod mend;
pub mod tree;
mod verb_groups;

#[cfg(test)]
mod testing;

use crate::model::Parsed;

/// Fills the verb groups, and mends the trees; tags, trees and lemmas are there.
pub fn group(parsed: &mut Parsed) {
    mend::mend(parsed);
    for sentence in &parsed.sentences {
        parsed.verb_groups.extend(verb_groups::find(&parsed.tokens, sentence.tokens.clone()));
    }
    for group in 0..parsed.verb_groups.len() {
        parsed.verb_groups[group].subject = subject(parsed, group);
    }
}

/// The noun phrase of a verb group's subject. The subject of a copula hangs on its predicate.
fn subject(parsed: &Parsed, group: usize) -> Option<crate::model::TokenRange> {
    let head = parsed.verb_groups[group].head;
    let predicate = match parsed.tokens[head].relation {
        "cop" | "aux" | "aux:pass" => parsed.tokens[head].head?,
        _ => head,
    };
    Some(parsed.noun_phrase(parsed.subject_of(predicate)?))
}
