//! Who takes part in an event, and where it is.
//!
//! In: a predicate and the mentions of its sentence. Out: entities that stand in its clause as
//! its arguments, and the place that a preposition of place names.

use std::ops::Range;

use super::tree::Tree;
use crate::model::{EntityId, EntityKind, Mention, MentionForm, Span};

const PLACE_PREPOSITIONS: &[&str] = &[
    "in", "at", "near", "outside", "around", "across", "inside", "above", "off", "on", "over", "along", "into", "to",
    "from",
];

/// Verbs that happen where their object is.
const AT_OBJECT: &[&str] = &[
    "bomb",
    "bombard",
    "capture",
    "devastate",
    "enter",
    "flatten",
    "flood",
    "hit",
    "leave",
    "occupy",
    "raid",
    "reach",
    "shake",
    "shell",
    "strike",
    "surround",
    "tour",
    "visit",
];

/// Returns the persons, bodies and groups that are arguments of the predicate, in the order of
/// the text, each once.
pub fn participants(tree: &Tree, predicate: usize, span: Span) -> Vec<EntityId> {
    let mut found = Vec::new();
    for mention in &tree.annotated.mentions[mentions_in(tree, span)] {
        let Some(entity) = mention.entity.filter(|entity| !found.contains(entity)) else { continue };
        if mention.kind != EntityKind::Place
            && mention.kind != EntityKind::Other
            && is_argument(tree, predicate, mention.head)
        {
            found.push(entity);
        }
    }
    found
}

/// Returns the words of the first place that a preposition of place puts into the event, or that it happens to:
/// "visited Vila Corva"; "condemned Iran" happens elsewhere.
pub fn place(tree: &Tree, predicate: usize, span: Span) -> Option<Span> {
    let is_place = |mention: &&Mention| mention.kind == EntityKind::Place && mention.form == MentionForm::Name;
    let located = |mention: &&Mention| {
        let case = tree.child(mention.head, "case");
        let object = matches!(tree.relation(mention.head), "obj" | "nsubj:pass");
        let happens = tree.token(mention.head).head.filter(|_| object);
        happens.is_some_and(|verb| verb == predicate && AT_OBJECT.contains(&tree.lemma(verb)))
            || case.is_some_and(|case| PLACE_PREPOSITIONS.contains(&tree.lemma(case)))
                && is_argument(tree, predicate, mention.head)
    };
    let mentions = &tree.annotated.mentions[mentions_in(tree, span)];
    mentions.iter().filter(is_place).find(located).map(|mention| mention.span)
}

/// Mentions are in the order of the text, so those that begin in a span lie side by side.
fn mentions_in(tree: &Tree, span: Span) -> Range<usize> {
    let mentions = &tree.annotated.mentions;
    let first = mentions.partition_point(|mention| mention.span.start < span.start);
    let last = mentions.partition_point(|mention| mention.span.start < span.end);
    first..last
}

/// Tells whether no other clause lies between the predicate (or the clause it stands in) and
/// the token.
fn is_argument(tree: &Tree, predicate: usize, token: usize) -> bool {
    let clause = tree.clause(predicate);
    let mut path = tree.upwards(token).take_while(|token| *token != predicate && *token != clause);
    let crosses = path.any(|token| matches!(tree.relation(token), "ccomp" | "advcl" | "acl" | "parataxis" | "csubj"));
    !crosses && tree.dominates(clause, token)
}
