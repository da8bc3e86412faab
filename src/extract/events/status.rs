//! Whether an event happened, is planned, may happen, or did not.
//!
//! In: its predicate, the tree around it, and when it is said to be. Out: an [`EventStatus`].
//! What an article asserts is asserted here; who vouches for it is for claims to say.

use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{EventStatus, Interval, VerbTense};

/// Returns the status of the event of `predicate`, which is said to be in `interval`.
pub fn status(tree: &Tree, predicate: usize, interval: Option<Interval>) -> EventStatus {
    let mut found = EventStatus::Asserted;
    let mut below = None;
    for token in tree.upwards(predicate) {
        found = found.max(own_status(tree, token)).max(below.map_or(found, |below| governed(tree, below, token)));
        below = Some(token);
        if tree.is_finite(token) && is_clause(tree, token) {
            break;
        }
    }
    if depends_on_condition(tree, predicate) {
        found = found.max(EventStatus::Hypothetical);
    }
    let to_come = tree
        .annotated
        .published
        .interval
        .zip(interval)
        .is_some_and(|(published, interval)| interval.begins_on >= published.ends_before);
    if found == EventStatus::Asserted && to_come { EventStatus::Planned } else { found }
}

fn is_clause(tree: &Tree, token: usize) -> bool {
    matches!(tree.relation(token), "root" | "ccomp" | "advcl" | "parataxis" | "conj" | "csubj" | "acl")
}

/// What the words of the predicate itself say: "will not pay", "planned talks".
fn own_status(tree: &Tree, token: usize) -> EventStatus {
    if let Some(group) = tree.group(token) {
        return match group.modal {
            _ if group.negated => EventStatus::Denied,
            Some("will" | "shall") => EventStatus::Planned,
            Some("would") if is_backshifted(tree, token) => EventStatus::Planned,
            Some(_) => EventStatus::Hypothetical,
            None if group.tense == VerbTense::Future => EventStatus::Planned,
            None => EventStatus::Asserted,
        };
    }
    let said = |word: usize| match tree.lemma(word) {
        "cancel" | "cancelled" | "canceled" | "aborted" | "abandoned" => EventStatus::Denied,
        "possible" | "potential" | "likely" | "eventual" => EventStatus::Hypothetical,
        "planned" | "plan" | "proposed" | "propose" | "scheduled" | "schedule" | "expected" | "expect" | "upcoming"
        | "forthcoming" => EventStatus::Planned,
        _ => EventStatus::Asserted,
    };
    let modifiers = tree.children(token).filter(|child| matches!(tree.relation(*child), "amod" | "acl"));
    modifiers.map(said).max().unwrap_or(EventStatus::Asserted)
}

/// "He said he would" tells of a plan; "he would if he could" does not.
fn is_backshifted(tree: &Tree, token: usize) -> bool {
    let above = tree.token(token).head;
    let reported = tree.relation(token) == "ccomp" && above.is_some_and(|above| tree.is(above, EventClass::Report));
    reported && tree.child(token, "advcl").is_none_or(|condition| !is_conditional(tree, condition))
}

/// What the word above says of its complement: "hopes to", "failed to", "called off".
fn governed(tree: &Tree, below: usize, above: usize) -> EventStatus {
    if !matches!(tree.relation(below), "xcomp" | "obj" | "acl" | "nsubj" | "advcl" | "ccomp" | "csubj" | "nmod" | "obl")
    {
        return EventStatus::Asserted;
    }
    let complement = matches!(tree.relation(below), "xcomp" | "acl" | "obj" | "ccomp");
    let passive_subject = tree.token(below).relation == "nsubj:pass";
    if !complement && !passive_subject {
        return EventStatus::Asserted;
    }
    if tree.is(above, EventClass::Fail) || called_off(tree, above) {
        EventStatus::Denied
    } else if tree.is(above, EventClass::Plan) || is_to(tree, below, above) {
        EventStatus::Planned
    } else if tree.is(above, EventClass::Maybe) {
        EventStatus::Hypothetical
    } else {
        EventStatus::Asserted
    }
}

fn called_off(tree: &Tree, verb: usize) -> bool {
    tree.lemma(verb) == "call" && tree.child(verb, "compound").is_some_and(|particle| tree.lemma(particle) == "off")
}

/// "The minister is to testify."
fn is_to(tree: &Tree, below: usize, above: usize) -> bool {
    tree.lemma(above) == "be" && tree.relation(below) == "xcomp"
}

fn depends_on_condition(tree: &Tree, predicate: usize) -> bool {
    tree.upwards(predicate).any(|token| is_conditional(tree, token))
}

fn is_conditional(tree: &Tree, token: usize) -> bool {
    tree.children(token).any(|child| {
        tree.relation(child) == "mark" && matches!(tree.lemma(child), "if" | "unless" | "whether" | "lest")
    })
}
