//! Whether an event happened, is planned, may happen, or did not.
//!
//! In: its predicate, the tree around it, and when it is said to be. Out: an [`EventStatus`].
//! What an article asserts is asserted here; who vouches for it is for claims to say.

use super::clause::{Frame, frame};
use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{EventStatus, TimeExpression, VerbTense};

/// Returns the status of the event of `predicate`, dated by `timex` if by any.
pub fn status(tree: &Tree, predicate: usize, timex: Option<&TimeExpression>) -> EventStatus {
    let keep = timex.map_or(predicate..predicate + 1, |timex| timex.tokens.clone());
    let top = match frame(tree, predicate, &keep) {
        Frame::Phrase(noun) => noun,
        Frame::Clause(head) => head,
    };
    let mut found = EventStatus::Asserted;
    for token in tree.upwards(predicate) {
        found = found.max(own_status(tree, token)).max(governed(tree, token));
        if token == top {
            break;
        }
    }
    if depends_on_condition(tree, predicate) {
        found = found.max(EventStatus::Hypothetical);
    }
    let interval = timex.and_then(|timex| timex.interval);
    let published = tree.annotated.published.interval;
    let to_come =
        published.zip(interval).is_some_and(|(published, interval)| interval.begins_on >= published.ends_before);
    let planned_for = timex.is_some_and(|timex| is_planned_for(tree, predicate, timex));
    if found == EventStatus::Asserted && (to_come || planned_for) { EventStatus::Planned } else { found }
}

/// "Promised for early 2026": the date is that of what is promised.
fn is_planned_for(tree: &Tree, predicate: usize, timex: &TimeExpression) -> bool {
    let before = timex.tokens.start.checked_sub(1);
    tree.is(predicate, EventClass::Plan) && before.is_some_and(|before| tree.token(before).lower == "for")
}

/// What the words of the predicate itself say: "will not pay", "planned talks".
fn own_status(tree: &Tree, token: usize) -> EventStatus {
    let due = tree.due(token).is_some() || tree.is(token, EventClass::Plan) && is_passive(tree, token);
    let mut status = if due { EventStatus::Planned } else { EventStatus::Asserted };
    if let Some(group) = tree.group(token) {
        status = status.max(match group.modal {
            _ if group.negated => EventStatus::Denied,
            Some("will" | "shall" | "be to" | "be going to") => EventStatus::Planned,
            Some("would") if is_backshifted(tree, token) => EventStatus::Planned,
            Some(_) => EventStatus::Hypothetical,
            None if group.tense == VerbTense::Future => EventStatus::Planned,
            None => EventStatus::Asserted,
        });
    }
    let modifiers = tree.children(token).filter(|child| matches!(tree.relation(*child), "amod" | "acl"));
    modifiers.map(|child| described(tree, child)).fold(status, Ord::max)
}

fn is_passive(tree: &Tree, token: usize) -> bool {
    tree.child(token, "cop").is_some() || tree.group(token).is_some_and(|group| group.passive)
}

/// "Cancelled talks", "possible talks", "talks planned for Friday".
fn described(tree: &Tree, modifier: usize) -> EventStatus {
    if tree.is(modifier, EventClass::Cancel) {
        EventStatus::Denied
    } else if tree.is(modifier, EventClass::Maybe) {
        EventStatus::Hypothetical
    } else if tree.is(modifier, EventClass::Plan) {
        EventStatus::Planned
    } else {
        EventStatus::Asserted
    }
}

/// "He said he would" tells of a plan; "he would if he could" does not.
fn is_backshifted(tree: &Tree, token: usize) -> bool {
    let first = tree.upwards(token).find(|token| tree.relation(*token) != "conj").unwrap_or(token);
    let above = tree.token(first).head;
    let reported = match tree.relation(first) {
        "ccomp" => above.is_some_and(|above| tree.is(above, EventClass::Report)),
        _ => {
            tree.children(first).any(|child| tree.relation(child) == "parataxis" && tree.is(child, EventClass::Report))
        }
    };
    reported && tree.children(token).all(|child| tree.relation(child) != "advcl" || !is_conditional(tree, child))
}

/// What the word above says of its complement: "hopes to", "failed to", "called off".
fn governed(tree: &Tree, below: usize) -> EventStatus {
    let Some(above) = tree.token(below).head else { return EventStatus::Asserted };
    let relation = tree.token(below).relation;
    let verb = matches!(relation, "xcomp" | "ccomp" | "acl" | "advcl") && !tree.is_finite(below);
    let object = matches!(relation, "obj" | "nsubj:pass");
    let negated = tree.group(above).is_some_and(|group| group.negated);
    if object && (tree.is(above, EventClass::Cancel) || called_off(tree, above)) {
        return if negated { EventStatus::Asserted } else { EventStatus::Denied };
    }
    match relation {
        "xcomp" | "advcl" if verb && tree.is(above, EventClass::Fail) => EventStatus::Denied,
        "xcomp" | "acl" if verb && negated => EventStatus::Denied,
        "xcomp" | "ccomp" | "acl" if verb && tree.is(above, EventClass::Plan) => EventStatus::Planned,
        "obj" if tree.is(above, EventClass::Plan) => EventStatus::Planned,
        "xcomp" if tree.is(above, EventClass::Maybe) => EventStatus::Hypothetical,
        _ => EventStatus::Asserted,
    }
}

fn called_off(tree: &Tree, verb: usize) -> bool {
    tree.lemma(verb) == "call" && tree.child(verb, "compound").is_some_and(|particle| tree.lemma(particle) == "off")
}

fn depends_on_condition(tree: &Tree, predicate: usize) -> bool {
    tree.upwards(predicate).any(|token| is_conditional(tree, token))
}

fn is_conditional(tree: &Tree, token: usize) -> bool {
    tree.children(token).any(|child| {
        tree.relation(child) == "mark" && matches!(tree.lemma(child), "if" | "unless" | "whether" | "lest")
    })
}
