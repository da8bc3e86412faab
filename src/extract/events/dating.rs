//! Dates that an event takes from another event of the same document.
//!
//! In: events, dated and undated. Out: the same, some undated ones dated, marked by how:
//! `Expression` where the words refer to a dated event ("within hours of the call"), `Inferred`
//! where the day of the story carries over. Nothing is dated by the publication date alone.

use rustc_hash::FxHashMap;

use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{Event, EventStatus, Grain, Interval, Ptb, SentenceKind, TimeBasis};

/// A dated event that later words may refer back to.
#[derive(Debug, Clone, Copy)]
struct Referent {
    time: usize,
    interval: Interval,
    grain: Option<Grain>,
}

/// Dates events that are told as during, or within hours of, an event noun dated elsewhere.
pub fn by_reference(tree: &Tree, events: &mut [Event]) {
    let referents = referents(tree, events);
    for event in events.iter_mut().filter(|event| event.interval.is_none()) {
        let clause = tree.annotated.parsed.tokens_in(event.span);
        let found = clause
            .filter(|token| is_reference(tree, *token))
            .find_map(|noun| referents.get(&form(tree, noun)).copied().flatten());
        if let Some(Referent { time, interval, grain }) = found {
            event.interval = Some(interval);
            event.grain = grain;
            event.basis = TimeBasis::Expression(time);
            event.evidence.rule = "dated/by-reference";
        }
    }
}

/// Event nouns, predicates or arguments of one ("spoke in a call"), that one date goes with throughout the document; `None` for those with several.
fn referents<'t>(tree: &'t Tree, events: &[Event]) -> FxHashMap<(&'t str, bool), Option<Referent>> {
    let mut referents: FxHashMap<(&str, bool), Option<Referent>> = FxHashMap::default();
    for event in events {
        let (Some(time), Some(interval)) = (event.time, event.interval) else { continue };
        let predicates = tree.annotated.parsed.tokens_in(event.predicate);
        let arguments = predicates.clone().flat_map(|predicate| tree.children(predicate));
        let nouns = predicates.chain(arguments.filter(|child| matches!(tree.relation(*child), "obj" | "obl")));
        for noun in nouns.filter(|token| tree.is_noun(*token) && tree.is(*token, EventClass::Noun)) {
            let referent = Referent { time, interval, grain: event.grain };
            let known = referents.entry(form(tree, noun)).or_insert(Some(referent));
            if known.is_some_and(|known| known.interval != interval) {
                *known = None;
            }
        }
    }
    referents
}

/// "The protests" are not the protest of an earlier day.
fn form<'t>(tree: &'t Tree, noun: usize) -> (&'t str, bool) {
    (tree.lemma(noun), matches!(tree.token(noun).ptb, Ptb::Nns | Ptb::Nnps))
}

/// Tells whether the noun says when its verb happened: "during the call", "within hours of the
/// call".
fn is_reference(tree: &Tree, noun: usize) -> bool {
    let definite =
        tree.child(noun, "det").is_some_and(|article| matches!(tree.lemma(article), "the" | "that" | "this"));
    if !definite || !tree.is(noun, EventClass::Noun) {
        return false;
    }
    let case = |token: usize| tree.child(token, "case").map(|case| tree.lemma(case));
    if tree.relation(noun) == "obl" && matches!(case(noun), Some("during" | "in" | "at")) {
        return true;
    }
    // "Within hours of the call", "minutes after the call".
    let near = |unit: usize| matches!(tree.lemma(unit), "hour" | "minute" | "moment");
    let close = tree.token(noun).head.is_some_and(near) && matches!(case(noun), Some("of"));
    close || matches!(case(noun), Some("after" | "before")) && tree.children(noun).any(near)
}

/// Dates sayings at a named place that the text gives no day for by the day of the story: the
/// one that its lead gives, when that is the day of publication or the day before.
pub fn by_day_of_story(tree: &Tree, events: &mut [Event]) {
    let Some(day) = day_of_story(tree, events) else { return };
    for event in events.iter_mut() {
        let placed_saying = event.evidence.rule == "undated/saying-at-place" && event.status == EventStatus::Asserted;
        if placed_saying && event.interval.is_none() {
            event.interval = Some(day);
            event.grain = Some(Grain::Day);
            event.basis = TimeBasis::Inferred;
            event.evidence.rule = "inferred/day-of-story";
        }
    }
}

fn day_of_story(tree: &Tree, events: &[Event]) -> Option<Interval> {
    let published = tree.annotated.published.day()?;
    let sentences = &tree.annotated.parsed.sentences;
    let lead = sentences.iter().find(|sentence| sentence.kind == SentenceKind::Body)?;
    let told = events.iter().filter(|event| lead.span.contains(event.span) && event.status == EventStatus::Asserted);
    let day = told.filter_map(|event| event.interval).find(|interval| interval.single_day().is_some())?;
    let age = published.signed_duration_since(day.begins_on).num_days();
    (0..=1).contains(&age).then_some(day)
}
