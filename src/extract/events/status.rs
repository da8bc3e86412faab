//! Whether an event happened, is planned, may happen, or did not.
//!
//! In: its predicate, the tree around it, and when it is said to be. Out: an [`EventStatus`].
//! What an article asserts is asserted here; who vouches for it is for claims to say.

use rustc_hash::FxHashSet;

use super::attach;
use super::clause::{Frame, frame};
use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{EventStatus, TimeExpression, VerbTense};

/// Returns the status of the event of `predicate`, dated by `timex` if by any.
///
/// `others` are the predicates of other events.
pub fn status(tree: &Tree, predicate: usize, timex: Option<&TimeExpression>, others: &FxHashSet<usize>) -> EventStatus {
    let keep = timex.map_or(predicate..predicate + 1, |timex| timex.tokens.clone());
    let top = match frame(tree, predicate, &keep, others) {
        Frame::Phrase(noun) => whole(tree, noun),
        Frame::Clause(head) => head,
    };
    let mut found = EventStatus::Asserted;
    for token in tree.upwards(predicate) {
        // "Has not been called off" says nothing more of the talks than `governed` does.
        if token == predicate || !cancels(tree, token) {
            found = found.max(own_status(tree, token));
        }
        found = found.max(governed(tree, token));
        if token == top {
            break;
        }
    }
    if depends_on_condition(tree, predicate) || serves_what_may_be(tree, predicate) {
        found = found.max(EventStatus::Hypothetical);
    }
    if timex.is_some_and(|timex| is_not_until(tree, predicate, timex)) {
        let group = tree.group(predicate);
        let future = group.is_some_and(|group| group.modal.is_some() || group.tense == VerbTense::Future);
        return if future { EventStatus::Planned } else { EventStatus::Asserted };
    }
    let interval = timex.and_then(|timex| timex.interval);
    let published = tree.annotated.published.interval;
    let to_come =
        published.zip(interval).is_some_and(|(published, interval)| interval.begins_on >= published.ends_before);
    let planned_for = timex.is_some_and(|timex| is_planned_for(tree, predicate, timex));
    // "Called on them to publish it before the end of June": not yet published.
    let asked_for = || !tree.is_finite(predicate) && matches!(tree.relation(predicate), "xcomp" | "advcl" | "acl");
    let deadline = timex.is_some_and(|timex| attach::is_open_deadline(tree, timex) && asked_for());
    if found == EventStatus::Asserted && (to_come || planned_for || deadline) { EventStatus::Planned } else { found }
}

/// The noun that a word like "round" counts: what is said of "a round of talks" is said of the talks.
fn whole(tree: &Tree, noun: usize) -> usize {
    let of = |token: &usize| tree.child(*token, "case").is_some_and(|case| tree.lemma(case) == "of");
    let counted = Some(noun).filter(|noun| tree.relation(*noun) == "nmod" && of(noun));
    counted.and_then(|noun| tree.token(noun).head).filter(|whole| tree.is_noun(*whole)).unwrap_or(noun)
}

/// "Would block any move to ban imports": an infinitive under what may be may be.
fn serves_what_may_be(tree: &Tree, predicate: usize) -> bool {
    let infinitive = !tree.is_finite(predicate)
        && matches!(tree.relation(predicate), "advcl" | "acl")
        && tree.child(predicate, "mark").is_some_and(|mark| tree.token(mark).lower == "to");
    let above = tree.token(predicate).head.filter(|_| infinitive);
    above.is_some_and(|above| own_status(tree, above) == EventStatus::Hypothetical)
}

/// "Did not leave until Monday", "will not be held until May": it did, or is to, from that day.
pub fn is_not_until(tree: &Tree, predicate: usize, timex: &TimeExpression) -> bool {
    let before = timex.tokens.start.checked_sub(1).map(|before| &*tree.token(before).lower);
    matches!(before, Some("until" | "till")) && tree.group(predicate).is_some_and(|group| group.negated)
}

/// "Promised for early 2026": the date is that of what is promised.
fn is_planned_for(tree: &Tree, predicate: usize, timex: &TimeExpression) -> bool {
    let before = timex.tokens.start.checked_sub(1);
    tree.is(predicate, EventClass::Plan) && before.is_some_and(|before| tree.token(before).lower == "for")
}

/// What the words of the predicate itself say: "will not pay", "planned talks".
fn own_status(tree: &Tree, token: usize) -> EventStatus {
    let due = tree.due(token).is_some() || is_foreseen(tree, token);
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

/// "Monitors are expected", "they expect talks"; what was agreed or ordered has been done.
fn is_foreseen(tree: &Tree, token: usize) -> bool {
    let plans =
        tree.is(token, EventClass::Plan) && !tree.is(token, EventClass::Matrix) && !DONE.contains(&tree.lemma(token));
    plans && is_passive(tree, token) || foresees(tree, token) && !is_perfect(tree, token)
}

/// Tells whether the verb looks ahead to its object.
pub fn foresees(tree: &Tree, verb: usize) -> bool {
    FORESEEING.contains(&tree.lemma(verb)) && tree.child(verb, "obj").is_some()
}

/// What was offered or promised is still to come, but the offer was made: "It was offered to him in 2017".
const DONE: &[&str] = &["offer", "pledge", "promise", "propose", "seek", "target", "threaten", "want"];

/// Verbs that look ahead to what is their object, and do nothing themselves.
const FORESEEING: &[&str] = &["anticipate", "await", "expect"];

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
    if object && cancels(tree, above) {
        let done = tree.tense(above).is_none_or(|tense| tense == VerbTense::Past) || is_perfect(tree, above);
        return match done {
            _ if negated => EventStatus::Asserted,
            true => EventStatus::Denied,
            false => EventStatus::Hypothetical,
        };
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

fn is_perfect(tree: &Tree, verb: usize) -> bool {
    tree.group(verb).is_some_and(|group| group.perfect && group.modal.is_none())
}

fn cancels(tree: &Tree, verb: usize) -> bool {
    let off = || tree.child(verb, "compound").is_some_and(|particle| tree.lemma(particle) == "off");
    tree.is(verb, EventClass::Cancel) || tree.lemma(verb) == "call" && off()
}

/// "If the truce holds", and "monitors will come if the truce holds".
fn depends_on_condition(tree: &Tree, predicate: usize) -> bool {
    let open = !tree.is_past(predicate);
    let condition = |child| tree.relation(child) == "advcl" && is_conditional(tree, child);
    tree.upwards(predicate).any(|token| is_conditional(tree, token)) || open && tree.children(predicate).any(condition)
}

fn is_conditional(tree: &Tree, token: usize) -> bool {
    tree.children(token).any(|child| {
        tree.relation(child) == "mark" && matches!(tree.lemma(child), "if" | "unless" | "whether" | "lest")
    })
}
