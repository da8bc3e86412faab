//! Sentences to dependency trees and verb groups.
//!
//! In: tagged tokens. Out: their heads and relations, and [`VerbGroup`](crate::model::VerbGroup)s.

mod verb_groups;

#[cfg(test)]
mod testing;

use crate::model::Parsed;

/// Fills the verb groups; tags are there.
pub fn analyse(parsed: &mut Parsed) {
    for sentence in &parsed.sentences {
        parsed.verb_groups.extend(verb_groups::find(&parsed.tokens, sentence.tokens.clone()));
    }
}
