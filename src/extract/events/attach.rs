//! Which predicate a time expression dates.
//!
//! In: a time expression and the tree of its sentence. Out: the verb, predicate noun or event
//! noun whose time it tells, or nothing: a date within a noun phrase that names no happening
//! ("the 1973 building") dates nothing, and neither does one that goes with a state ("has").

use super::status;
use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{Grain, Modifier, Ptb, TimeExpression, TimexType, VerbTense};

/// Tells whether the expression is one that can date an event.
pub fn dates(timex: &TimeExpression) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time) && timex.interval.is_some() && !timex.in_name
}

/// Returns the token of the predicate that the expression dates.
pub fn predicate(tree: &Tree, timex: &TimeExpression) -> Option<usize> {
    let governor = governor(tree, timex).filter(|_| !is_kind(tree, timex))?;
    let told = telling(tree, governor).or_else(|| planned_noun(tree, governor));
    let happened = told.or_else(|| deed(tree, governor, timex)).unwrap_or(governor);
    if is_count(tree, happened, timex) {
        return None;
    }
    if !is_state(tree, happened) {
        return Some(happened);
    }
    // "Refused to hear the case on Monday": the refusal happened.
    let above = tree.token(happened).head.filter(|_| tree.relation(happened) == "xcomp");
    above.filter(|above| tree.is_past(*above) && !is_state(tree, *above))
}

/// "Women make up 16 % of the force as of 2016": how things stand by that date, told in the present.
fn is_count(tree: &Tree, predicate: usize, timex: &TimeExpression) -> bool {
    let before = |steps: usize| timex.tokens.start.checked_sub(steps).map(|before| &*tree.token(before).lower);
    let present = tree.group(predicate).is_some_and(|group| group.tense == VerbTense::Present && !group.perfect);
    present && before(1) == Some("of") && before(2) == Some("as")
}

/// Tells whether the words are said by someone quoted, whose "today" is not the article's.
pub fn is_quoted_deixis(tree: &Tree, timex: &TimeExpression) -> bool {
    let deictic = |token: usize| {
        matches!(&*tree.token(token).lower, "today" | "tonight" | "yesterday" | "tomorrow")
            || tree.token(token).lower == "this" && token + 1 < timex.tokens.end
    };
    let day = timex.interval.is_some_and(|interval| interval.single_day().is_some());
    let span = tree.token(timex.tokens.start).span;
    day && timex.tokens.clone().any(deictic) && tree.is_quoted(span)
}

/// Climbs from "planned" to "talks" in "talks planned for Friday", and on to "exchange" in "exchange
/// of prisoners planned for Friday".
fn planned_noun(tree: &Tree, governor: usize) -> Option<usize> {
    let describes = matches!(tree.relation(governor), "acl" | "amod") && !tree.is_finite(governor);
    let noun = tree.token(governor).head.filter(|noun| tree.is_noun(*noun))?;
    let whole = tree.token(noun).head.filter(|whole| {
        let happens = |noun: usize| tree.is(noun, EventClass::Noun);
        tree.relation(noun) == "nmod" && happens(*whole) && !happens(noun)
    });
    (describes && tree.is(governor, EventClass::Plan)).then(|| whole.unwrap_or(noun))
}

/// Climbs from the expression to the first verb, predicate or event noun.
fn governor(tree: &Tree, timex: &TimeExpression) -> Option<usize> {
    let mut within = timex.tokens.clone();
    let head = within.find(|token| tree.token(*token).head.is_none_or(|head| !timex.tokens.contains(&head)))?;
    if tree.child(head, "cop").is_some() {
        // "Which is due by Friday" is headed by the day.
        if tree.due(head).is_some() {
            return Some(head);
        }
        // "The vote is on Friday": what is on Friday is the vote.
        return tree.child(head, "nsubj").filter(|subject| tree.is(*subject, EventClass::Noun));
    }
    let mut below = head;
    for above in tree.upwards(head).skip(1) {
        if tree.is_predicate(above) && !begins_after(tree, above, timex) {
            let subject = matches!(tree.relation(below), "nsubj" | "csubj") && below == head;
            return (!subject).then(|| conflicting(tree, above, timex).unwrap_or(above));
        }
        if tree.is_noun(above) && tree.is(above, EventClass::Noun) {
            return Some(above);
        }
        if tree.is_noun(above) && below == head && !is_temporal(tree, above) && names(tree, below) {
            return None;
        }
        below = above;
    }
    None
}

/// Tells whether the dependent makes its noun a certain one of its kind: "the 1973 building",
/// "last year's budget", "the class of 1999", "images from 2017".
fn names(tree: &Tree, dependent: usize) -> bool {
    let relation = tree.token(dependent).relation;
    let of = || tree.child(dependent, "case").is_some_and(|case| matches!(tree.lemma(case), "of" | "from"));
    matches!(relation, "compound" | "nmod:poss" | "amod" | "nummod") || relation == "nmod" && of()
}

/// "Wednesday night", "today local time": the noun is part of the time.
fn is_temporal(tree: &Tree, noun: usize) -> bool {
    matches!(tree.lemma(noun), "time" | "day" | "night" | "morning" | "afternoon" | "evening" | "week" | "weekend")
}

/// A bare season before a noun says of what kind it is, not when: "a summer offensive".
fn is_kind(tree: &Tree, timex: &TimeExpression) -> bool {
    let bare = timex.grain == Some(Grain::Season) && timex.tokens.len() == 1;
    let next = timex.tokens.end;
    bare && next < tree.annotated.parsed.tokens.len() && matches!(tree.token(next).ptb, Ptb::Nn | Ptb::Nns | Ptb::Jj)
}

/// "Called in the envoy on Wednesday to underline": the date stands before "to", so it is not
/// the underlining that it dates.
fn begins_after(tree: &Tree, verb: usize, timex: &TimeExpression) -> bool {
    let to = tree.children(verb).find(|child| tree.relation(*child) == "mark" && tree.token(*child).lower == "to");
    to.is_some_and(|to| timex.tokens.end <= to) && tree.token(verb).head.is_some()
}

/// "They disagree about the shelling last Saturday": a day gone by does not date a present verb,
/// but the event noun between the two; nor does a day to come one that looks ahead ("they expect talks
/// later this month").
fn conflicting(tree: &Tree, verb: usize, timex: &TimeExpression) -> Option<usize> {
    let group = tree.group(verb)?;
    let present = group.tense == VerbTense::Present && !group.perfect && group.modal.is_none();
    let published = tree.annotated.published.interval?;
    let gone = timex.interval.is_some_and(|interval| interval.ends_before <= published.begins_on);
    let foreseen = status::foresees(tree, verb) && is_to_come(tree, timex);
    let mut between = (verb + 1..timex.tokens.start).rev().filter(|_| present && (gone || foreseen));
    between.find(|noun| tree.is_noun(*noun) && tree.is(*noun, EventClass::Noun))
}

/// Climbs to the verb of saying from the occasion it was said on: "told a news conference on
/// Sunday", "said in a video posted on Monday", "asked on Thursday, he said".
fn telling(tree: &Tree, governor: usize) -> Option<usize> {
    let above = tree.token(governor).head?;
    let occasion = match tree.relation(governor) {
        "acl" if !tree.is_finite(governor) => above,
        "advcl" if !tree.is_finite(governor) && tree.is(above, EventClass::Report) => {
            return tree.is(governor, EventClass::Report).then_some(above);
        }
        _ if !tree.is_predicate(governor) => governor,
        _ => return None,
    };
    let verb = tree.token(occasion).head.filter(|verb| tree.is(*verb, EventClass::Report))?;
    let case = tree.child(occasion, "case").map(|case| tree.lemma(case));
    let told = match tree.relation(occasion) {
        "obl" => matches!(case, Some("in" | "at" | "during" | "on" | "to")),
        "obj" | "iobj" => tree.lemma(verb) == "tell",
        _ => false,
    };
    told.then_some(verb)
}

/// Climbs from "leave" to "asked" in "asked them to leave in June", and from "struck" to "died"
/// in "died when shells struck on Saturday": one happening, told by the verb above. With a day to
/// come, or after a verb of planning, it is the verb below that the day goes with.
fn deed(tree: &Tree, governor: usize, timex: &TimeExpression) -> Option<usize> {
    let above = tree.token(governor).head?;
    let begins_with =
        |word: &str| tree.children(governor).any(|child| child < governor && tree.token(child).lower == word);
    let happened = |token: usize| tree.is_past(token) && !is_state(tree, token) && tree.child(token, "cop").is_none();
    let planned = tree.is(above, EventClass::Plan);
    let found = match tree.relation(governor) {
        "xcomp" if tree.is(above, EventClass::Matrix) && !planned && !is_to_come(tree, timex) => above,
        // "They discussed ending it in December": with a day gone by, the discussion.
        "xcomp" if tree.is(above, EventClass::Maybe) && !begins_with("to") && !is_to_come(tree, timex) => above,
        "acl" | "advcl" if begins_with("to") && !tree.is_finite(governor) && !planned && !is_to_come(tree, timex) => {
            tree.clause(governor)
        }
        "advcl" if begins_with("when") && !tree.is(above, EventClass::Report) => above,
        _ => return None,
    };
    happened(found).then_some(found)
}

/// Whether the day lies after publication, as far as that is known.
fn is_to_come(tree: &Tree, timex: &TimeExpression) -> bool {
    let published = tree.annotated.published.interval;
    published.zip(timex.interval).is_none_or(|(published, interval)| interval.begins_on >= published.ends_before)
        || is_open_deadline(tree, timex)
}

/// "Before the end of June", "by Friday", "later this month", when that end lies after publication.
pub fn is_open_deadline(tree: &Tree, timex: &TimeExpression) -> bool {
    let before = timex.tokens.start.checked_sub(1).map(|before| &*tree.token(before).lower);
    let deadline = matches!(before, Some("before" | "by" | "until")) || timex.modifier == Some(Modifier::End);
    let days = tree.annotated.published.interval.zip(timex.interval);
    deadline && days.is_some_and(|(published, interval)| interval.ends_before > published.ends_before)
}

/// "Has", "needs", and what something is now: states, which a date does not make happenings.
fn is_state(tree: &Tree, predicate: usize) -> bool {
    if let Some(copula) = tree.child(predicate, "cop").filter(|_| tree.due(predicate).is_none()) {
        return tree.group(copula).is_some_and(|group| group.tense == VerbTense::Present && !group.perfect);
    }
    let event_object = || object(tree, predicate).is_some_and(|object| tree.is(object, EventClass::Noun));
    tree.is_predicate(predicate)
        && tree.is(predicate, EventClass::State)
        && !tree.is(predicate, EventClass::Report)
        && !event_object()
}

/// What the deed is done to: the object, or the subject of a passive, also of one that describes it
/// ("an appeal to be heard").
fn object(tree: &Tree, verb: usize) -> Option<usize> {
    let passive = tree.group(verb).is_some_and(|group| group.passive);
    let described = || tree.token(verb).head.filter(|_| tree.relation(verb) == "acl");
    let subject = || tree.child(verb, "nsubj").or_else(described).or_else(|| tree.raised(verb)).filter(|_| passive);
    tree.child(verb, "obj").or_else(subject)
}
