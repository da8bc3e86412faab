//! Events: what happened, goes on, or is to happen, and when.
//!
//! In: an annotated document. Out: one [`Event`] per happening, in the order of the text. First
//! the happenings that a time expression dates ([`attach`]), then undated happenings of main
//! clauses, some of which take a date from another event of the document ([`dating`]).
//! Never sees claims: who an event is told by is linked afterwards.

mod arguments;
mod attach;
mod clause;
mod dating;
mod status;
#[cfg(test)]
mod tests;
mod tree;
mod undated;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::events::EventClass;
use crate::model::{
    Annotated, Event, Evidence, Finding, Interval, Modifier, Ptb, RuleId, SentenceKind, TimeBasis, TimeExpression,
};
use tree::Tree;

/// A predicate that tells of a happening, and the time expression that dates it.
#[derive(Debug, Clone, Copy)]
struct Happening {
    /// The token of the predicate.
    predicate: usize,
    /// An index into the document's time expressions.
    time: Option<usize>,
    rule: RuleId,
}

/// Finds the events of a document.
pub fn find(annotated: &Annotated) -> Vec<Finding> {
    let tree = Tree::new(annotated);
    let mut happenings = dated(&tree);
    happenings.extend(undated::find(&tree, &happenings));
    happenings.sort_by_key(|happening| happening.predicate);
    let predicates = happenings.iter().map(|happening| happening.predicate).collect();
    let mut events: Vec<Event> = happenings.iter().map(|happening| event(&tree, happening, &predicates)).collect();
    dating::by_reference(&tree, &mut events);
    dating::by_day_of_story(&tree, &mut events);
    events.into_iter().map(Finding::Event).collect()
}

/// The happenings that time expressions date, each with the expression that dates it best.
fn dated(tree: &Tree) -> Vec<Happening> {
    let mut best: FxHashMap<usize, usize> = FxHashMap::default();
    let mut order = Vec::new();
    let expressions = &tree.annotated.time_expressions;
    for (time, timex) in expressions.iter().enumerate().filter(|(_, timex)| attach::dates(timex)) {
        let sentence = &tree.annotated.parsed.sentences[tree.annotated.parsed.sentence_of(timex.tokens.start)];
        let within = sentence.kind == SentenceKind::Dateline || attach::is_quoted_deixis(tree, timex);
        let told = attach::predicate(tree, timex).filter(|_| !within);
        let Some(predicate) = told else { continue };
        match best.get(&predicate) {
            None => order.push(predicate),
            Some(other) if fineness(timex) >= fineness(&expressions[*other]) => continue,
            Some(_) => {}
        }
        best.insert(predicate, time);
    }
    let happenings = order.into_iter().map(|predicate| {
        let rule = if tree.is_predicate(predicate) { "dated/verb" } else { "dated/noun" };
        Happening { predicate, time: Some(best[&predicate]), rule }
    });
    without_repeats(tree, happenings.collect())
}

/// Ranges before points, then days before months before years.
fn fineness(timex: &TimeExpression) -> impl Ord + use<> {
    let days = timex.interval.map(|interval| interval.ends_before - interval.begins_on);
    (timex.range.is_none(), days)
}

/// Drops sayings whose content is a dated happening itself ("A bridge fell on Monday, officials
/// said on Tuesday" is told by its claim), and nouns dated by the words that date their verb.
fn without_repeats(tree: &Tree, happenings: Vec<Happening>) -> Vec<Happening> {
    let predicates: FxHashSet<usize> = happenings.iter().map(|happening| happening.predicate).collect();
    let tells_another = |saying: usize| {
        // Of two verbs side by side the aside is the saying: "The ban was announced, the paper reported".
        let said = |child: &usize| match tree.relation(*child) {
            "ccomp" => true,
            "parataxis" => !tree.is(*child, EventClass::Report),
            _ => false,
        };
        let content = tree.children(saying).filter(said);
        let above = tree.token(saying).head.filter(|_| tree.is_aside(saying));
        tree.is(saying, EventClass::Report) && content.chain(above).any(|content| predicates.contains(&content))
    };
    // "Asked on Thursday, the minister said …" is told by the claim that it is the occasion of.
    let is_asked = |predicate: usize| {
        let answer = tree.children(predicate).any(|child| {
            tree.relation(child) == "parataxis"
                && tree.is(child, EventClass::Report)
                && tree.child(child, "nsubj").is_some()
        });
        let above = tree.token(predicate).head.filter(|_| tree.relation(predicate) == "advcl");
        let answers = answer || above.is_some_and(|above| tree.is(above, EventClass::Report));
        let opens =
            tree.annotated.parsed.sentences[tree.annotated.parsed.sentence_of(predicate)].tokens.start == predicate;
        opens && answers && tree.token(predicate).ptb == Ptb::Vbn && tree.is(predicate, EventClass::Report)
    };
    let told = |predicate: usize| tells_another(predicate) || is_asked(predicate);
    happenings.into_iter().filter(|happening| !told(happening.predicate)).collect()
}

fn event(tree: &Tree, happening: &Happening, predicates: &FxHashSet<usize>) -> Event {
    let Happening { predicate, time, rule } = *happening;
    let timex = time.map(|time| &tree.annotated.time_expressions[time]);
    let keep = timex.map_or(predicate..predicate + 1, |timex| timex.tokens.clone());
    let span = clause::span(tree, predicate, &keep, predicates);
    let word = word(tree, predicate);
    Event {
        span,
        predicate: tree.token(word).span,
        predicate_lemma: tree.lemma(word).to_owned(),
        participants: arguments::participants(tree, predicate, span),
        place: arguments::place(tree, predicate, span),
        time,
        interval: timex.and_then(|timex| days(tree, timex)),
        grain: timex.and_then(|timex| timex.grain),
        modifier: timex.and_then(|timex| timex.modifier.or_else(|| modifier(tree, predicate, timex))),
        basis: timex.map_or(TimeBasis::Unresolved, |timex| timex.basis),
        status: status::status(tree, predicate, timex, predicates),
        according_to: None,
        evidence: Evidence { span: tree.annotated.sentence_span(predicate), extractor: "events", rule },
    }
}

/// The word that names the happening: of "is due in Paris", whose head is "Paris", it is "due", and
/// of "was in Paris" it is "was".
fn word(tree: &Tree, predicate: usize) -> usize {
    let copula = || tree.child(predicate, "cop").filter(|_| tree.child(predicate, "case").is_some());
    if tree.is_noun(predicate) { tree.due(predicate).or_else(copula).unwrap_or(predicate) } else { predicate }
}

/// The days of the expression; of a range, from its first day to its last.
fn days(tree: &Tree, timex: &TimeExpression) -> Option<Interval> {
    let end = |index: usize| tree.annotated.time_expressions[index].interval;
    let ends = timex.range.and_then(|(first, last)| end(first).zip(end(last)));
    let range = ends.map(|(first, last)| Interval { begins_on: first.begins_on, ends_before: last.ends_before });
    range.or(timex.interval)
}

/// What a preposition makes of the time: "since June" is June or later.
fn modifier(tree: &Tree, predicate: usize, timex: &TimeExpression) -> Option<Modifier> {
    let before = timex.tokens.start.checked_sub(1)?;
    match &*tree.token(before).lower {
        _ if status::is_not_until(tree, predicate, timex) => {
            tree.group(predicate).filter(|group| group.modal.is_some()).map(|_| Modifier::OnOrAfter)
        }
        "since" => Some(Modifier::OnOrAfter),
        "until" | "till" | "by" => Some(Modifier::OnOrBefore),
        "before" => Some(Modifier::Before),
        "after" => Some(Modifier::After),
        _ => None,
    }
}
