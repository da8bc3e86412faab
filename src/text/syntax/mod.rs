//! Sentences to dependency trees and verb groups.
//!
//! In: tagged tokens. Out: their heads and relations, and [`VerbGroup`](crate::model::VerbGroup)s.
//! How to read a tree: the methods of [`Parsed`], such as [`Parsed::subtree`].

pub mod features;
pub mod labels;
pub mod matrix;
pub mod model;
pub mod parser;
pub mod tree;
mod verb_groups;

#[cfg(test)]
mod testing;

use crate::model::Parsed;

/// Fills heads, relations and verb groups; tags are there.
pub fn analyse(text: &str, parsed: &mut Parsed) {
    let mut parser = parser::Parser::new(&model::MODEL);
    for sentence in &parsed.sentences {
        parser.parse(text, &mut parsed.tokens, sentence.tokens.clone());
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
