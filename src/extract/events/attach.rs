//! Which predicate a time expression dates.
//!
//! In: a time expression and the tree of its sentence. Out: the verb, predicate noun or event
//! noun whose time it tells, or nothing: a date within a noun phrase that names no happening
//! ("the 1973 building") dates nothing.

use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{TimeExpression, TimexType, VerbTense};

/// Tells whether the expression is one that can date an event.
pub fn dates(timex: &TimeExpression) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time) && timex.interval.is_some() && !timex.in_name
}

/// Returns the token of the predicate that the expression dates.
pub fn predicate(tree: &Tree, timex: &TimeExpression) -> Option<usize> {
    let mut within = timex.tokens.clone();
    let head = within.find(|token| tree.token(*token).head.is_none_or(|head| !timex.tokens.contains(&head)))?;
    if tree.child(head, "cop").is_some() {
        // "The vote is on Friday": what is on Friday is the vote.
        return tree.child(head, "nsubj").filter(|subject| tree.is(*subject, EventClass::Noun));
    }
    let mut below = head;
    for above in tree.upwards(head).skip(1) {
        if tree.is_predicate(above) {
            let subject = matches!(tree.relation(below), "nsubj" | "csubj");
            return (!subject || below != head).then(|| happening(tree, above, timex));
        }
        if tree.is_noun(above) {
            if tree.is(above, EventClass::Noun) && !is_kind(timex, tree, below) {
                return Some(above);
            }
            if names(tree, below) {
                return None;
            }
        }
        below = above;
    }
    None
}

/// Tells whether the dependent makes its noun a certain one of its kind: "the 1973 building",
/// "last year's budget", "the class of 1999".
fn names(tree: &Tree, dependent: usize) -> bool {
    let relation = tree.token(dependent).relation;
    let of = || tree.child(dependent, "case").is_some_and(|case| tree.lemma(case) == "of");
    matches!(relation, "compound" | "nmod:poss" | "amod" | "nummod") || relation == "nmod" && of()
}

/// A bare season before a noun says of what kind it is, not when: "a summer offensive".
fn is_kind(timex: &TimeExpression, tree: &Tree, dependent: usize) -> bool {
    timex.grain == Some(crate::model::Grain::Season)
        && timex.tokens.len() == 1
        && matches!(tree.relation(dependent), "compound" | "amod")
}

/// Climbs from "leave" to "asked" in "asked them to leave in June": what is known to have
/// happened in June is the asking. With a day to come, what is to happen then is the leaving.
fn happening(tree: &Tree, predicate: usize, timex: &TimeExpression) -> usize {
    let past = |token: usize| {
        tree.group(token).is_some_and(|group| group.finite && group.tense == VerbTense::Past && group.modal.is_none())
    };
    let matrix = |token: usize| tree.is(token, EventClass::Matrix) && past(token);
    let above = tree.token(predicate).head;
    let lifted = above.filter(|above| tree.relation(predicate) == "xcomp" && matrix(*above));
    let comes_later = tree
        .annotated
        .published
        .interval
        .zip(timex.interval)
        .is_none_or(|(published, interval)| interval.begins_on >= published.ends_before);
    lifted.filter(|_| !comes_later).unwrap_or(predicate)
}
