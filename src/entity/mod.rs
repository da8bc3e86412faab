//! Mentions, and who is who within a document.
//!
//! In: the text layer. Out: mentions and the entities they refer to. When two candidates are
//! equally good, a mention stays unresolved: identity is never guessed.

use crate::model::{Entity, Mention, Parsed};

/// Finds mentions and links them into entities.
pub fn resolve(_text: &str, _parsed: &Parsed) -> (Vec<Mention>, Vec<Entity>) {
    (Vec::new(), Vec::new())
}
