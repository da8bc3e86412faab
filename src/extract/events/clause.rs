//! The words that tell an event: its clause, cut to what belongs to it.
//!
//! In: a predicate and the tree of its sentence. Out: one contiguous span that reads well alone
//! in a chronology: with its subject, without the attribution, and without clauses that tell of
//! other happenings.

use rustc_hash::FxHashSet;

use super::status;
use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{Span, TokenRange, Upos, VerbTense};

/// What tells an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// A noun phrase, by its noun: "the man arrested on Monday", "Friday's attack".
    Phrase(usize),
    /// A finite clause, by its head.
    Clause(usize),
}

/// Returns what tells the event of `predicate` better: the noun phrase or the clause it is in.
///
/// `others` are the predicates of other events.
pub fn frame(tree: &Tree, predicate: usize, keep: &TokenRange, others: &FxHashSet<usize>) -> Frame {
    let clause = Frame::Clause(aside(tree, predicate, keep, others).unwrap_or_else(|| tree.clause(predicate)));
    let fits = |noun: usize| contains(&tree.reach(noun), keep);
    if tree.is_predicate(predicate) {
        // "Expect the appeal to be heard in the autumn": what is expected.
        let foreseen = |object: &usize| tree.token(*object).head.is_some_and(|verb| status::foresees(tree, verb));
        if let Some(object) = tree.raised(predicate).filter(foreseen) {
            return Frame::Phrase(object);
        }
        let mut inner = tree.upwards(predicate).take_while(|token| !tree.is_clause(*token));
        let participle = inner.find(|token| tree.relation(*token) == "acl");
        let noun = participle.and_then(|participle| tree.token(participle).head);
        return noun.filter(|noun| fits(*noun)).map_or(clause, Frame::Phrase);
    }
    let tells = tree.token(predicate).head.is_some_and(|above| tells_of(tree, predicate, above));
    // A time right after the noun belongs to it, wherever a parser hung it.
    let beside = tree.reach(predicate).end == keep.start;
    if !tells && (beside || fits(predicate)) { Frame::Phrase(predicate) } else { clause }
}

/// The participle of "She died on Friday after being diagnosed in 2016" and "She holds no title, having
/// lost it in 1972": the clause around it tells something else.
fn aside(tree: &Tree, predicate: usize, keep: &TokenRange, others: &FxHashSet<usize>) -> Option<usize> {
    let above = tree.clause(predicate);
    let apart = tree.relation(predicate) == "advcl" && !tree.is_finite(predicate) && above != predicate;
    let begins =
        |word: &str| tree.children(predicate).any(|child| child < predicate && tree.token(child).lower == word);
    let now = tree.tense(above) == Some(VerbTense::Present) && tree.group(above).is_none_or(|group| !group.perfect);
    (apart && !begins("to") && (others.contains(&above) || now) && contains(&tree.reach(predicate), keep))
        .then_some(predicate)
}

/// Tells whether the clause of the verb `above` tells what happened at the event `noun`.
fn tells_of(tree: &Tree, noun: usize, above: usize) -> bool {
    let happens = tree.is(above, EventClass::Light);
    let verb = tree.clause(above);
    let plain = tree.is_past(verb) && tree.group(verb).is_none_or(|group| !group.negated);
    let role = match tree.relation(noun) {
        "nsubj" => happens || plain && tree.children(noun).all(|child| tree.relation(child) != "acl"),
        "obj" => happens,
        "obl" => {
            plain
                && !matches!(
                    tree.child(noun, "case").map(|case| tree.lemma(case)),
                    Some("of" | "about" | "for" | "after" | "before" | "since" | "from")
                )
        }
        _ => false,
    };
    let main = matches!(tree.token(verb).relation, "root" | "ccomp" | "conj" | "parataxis");
    role && main
        && tree.is_predicate(above)
        && !tree.is(above, EventClass::State)
        && !tree.is(above, EventClass::Report)
}

/// Returns the span that tells the event of `predicate`, `keep` tokens included.
///
/// `others` are the predicates of other events, whose clauses are cut off.
pub fn span(tree: &Tree, predicate: usize, keep: &TokenRange, others: &FxHashSet<usize>) -> Span {
    let frame = frame(tree, predicate, keep, others);
    let keep = keep.start.min(predicate)..keep.end.max(predicate + 1);
    let tokens = match frame {
        Frame::Phrase(noun) => phrase(tree, noun, &keep),
        Frame::Clause(head) => clause(tree, head, &keep, others),
    };
    tree.annotated.parsed.span(&trim(tree, tokens, &keep))
}

fn contains(outer: &TokenRange, inner: &TokenRange) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The noun with what describes it, without its preposition and without asides after a comma.
fn phrase(tree: &Tree, noun: usize, keep: &TokenRange) -> TokenRange {
    let mut tokens = tree.reach(noun);
    tokens.start = tokens.start.min(keep.start);
    tokens.end = tokens.end.max(keep.end);
    let preposition = tree.children(noun).rfind(|child| tree.relation(*child) == "case" && *child < noun);
    tokens.start = preposition.map_or(tokens.start, |preposition| (preposition + 1).min(keep.start).max(tokens.start));
    let aside = tree.children(noun).find(|child| {
        let start = tree.reach(*child).start;
        start >= keep.end
            && start > noun
            && (follows_mark(tree, start) || matches!(tree.relation(*child), "ccomp" | "parataxis"))
    });
    tokens.end = aside.map_or(tokens.end, |aside| tree.reach(aside).start);
    tokens
}

fn follows_mark(tree: &Tree, token: usize) -> bool {
    tree.token(token).upos == Upos::Punct
        || token.checked_sub(1).is_some_and(|before| tree.token(before).upos == Upos::Punct)
}

fn clause(tree: &Tree, head: usize, keep: &TokenRange, others: &FxHashSet<usize>) -> TokenRange {
    // "…, Reuters reported on Wednesday": with what Reuters reported.
    // A parser may hang the saying on the last verb; it tells the whole sentence.
    let whole = tree.upwards(head).last().filter(|whole| *whole < head);
    let reported = whole.filter(|_| tree.is_aside(head) && tree.is(head, EventClass::Report));
    let mut tokens = tree.reach(reported.unwrap_or(head));
    tokens.start = tokens.start.min(keep.start);
    tokens.end = tokens.end.max(keep.end);
    let opening = tree.children(head).take_while(|child| *child < head);
    for child in opening.take_while(|child| opens_before_clause(tree, head, *child)) {
        tokens.start = tokens.start.max(tree.reach(child).end.min(keep.start));
    }
    let ending = tree
        .children(head)
        .find(|child| *child > head && tree.reach(*child).start >= keep.end && ends_clause(tree, head, *child, others));
    tokens.end = ending.map_or(tokens.end, |child| start_of(tree, head, child).max(keep.end));
    if let Some(noun) = tree.antecedent(head) {
        // With its antecedent: "the pause, which was disclosed on Monday".
        tokens.start = phrase(tree, noun, keep).start.min(tokens.start);
    } else if tree.relation(head) == "conj" && tree.child(head, "nsubj").is_none() {
        // With the subject it shares: "He was arrested and charged on Monday".
        let first = tree.upwards(head).find(|token| tree.relation(*token) != "conj").unwrap_or(head);
        let subject = tree.child(first, "nsubj");
        tokens.start = subject.map_or(tokens.start, |subject| tree.reach(subject).start.min(tokens.start));
    }
    tokens
}

/// Where the clause of `child`, which follows `head`, begins: with its auxiliaries ("was built and was last
/// inspected") and its subject ("…, a diplomat said"), wherever a parser hung them.
fn start_of(tree: &Tree, head: usize, child: usize) -> usize {
    let group = tree.group(child).map_or(child, |group| group.tokens.start);
    let mut start = tree.reach(child).start.min(group);
    if tree.child(child, "nsubj").is_none() && tree.is(child, EventClass::Report) {
        let subject =
            tree.children(head).rfind(|other| tree.relation(*other) == "nsubj" && (head + 1..child).contains(other));
        start = subject.map_or(start, |subject| tree.reach(subject).start.min(start));
    }
    let joined = start.checked_sub(1).filter(|and| tree.token(*and).upos == Upos::Cconj);
    joined.unwrap_or(start)
}

/// Tells whether a dependent that follows the head tells something else.
fn ends_clause(tree: &Tree, head: usize, child: usize, others: &FxHashSet<usize>) -> bool {
    let own_event = || tree.reach(child).any(|token| others.contains(&token));
    match tree.relation(child) {
        // "… was announced in May, the Courier reported": both are sayings, and the second tells the first.
        "parataxis" | "discourse" => {
            !tree.is(head, EventClass::Report)
                || tree.is(child, EventClass::Report) && tree.child(head, "nsubj").is_some()
        }
        // "…, a diplomat said", which a parser may take for a clause of time or cause.
        "advcl"
            if tree.is(child, EventClass::Report) && tree.is_finite(child) && tree.child(child, "mark").is_none() =>
        {
            follows_mark(tree, start_of(tree, head, child))
        }
        "conj" => tree.is_predicate(child) && (tree.child(child, "nsubj").is_some() || own_event()),
        "advcl" => follows_mark(tree, tree.reach(child).start),
        "punct" => tree.token(child).lower == ";",
        _ => false,
    }
}

/// Tells whether a dependent that stands before the head tells something else.
fn opens_before_clause(tree: &Tree, head: usize, child: usize) -> bool {
    match tree.relation(child) {
        "cc" | "mark" | "punct" | "discourse" => !tree.is(child, EventClass::Plan),
        "parataxis" | "ccomp" | "advcl" => !tree.is(head, EventClass::Report),
        _ => false,
    }
}

/// Takes punctuation and joining words off both ends, but no quotation mark whose other half stays.
fn trim(tree: &Tree, mut tokens: TokenRange, keep: &TokenRange) -> TokenRange {
    let parsed = &tree.annotated.parsed;
    let pairs = |token: usize, tokens: &TokenRange| {
        let after = parsed.quotations.partition_point(|quotation| quotation.tokens.start <= token);
        let nearby = parsed.quotations[after.saturating_sub(3)..after].iter();
        nearby.rev().any(|quotation| {
            (quotation.tokens.start == token || quotation.tokens.end == token + 1)
                && contains(tokens, &quotation.tokens)
        })
    };
    let loose = |token: usize, tokens: &TokenRange| tree.token(token).upos == Upos::Punct && !pairs(token, tokens);
    let joins = |token: usize| {
        matches!(tree.token(token).upos, Upos::Cconj)
            || matches!(
                (tree.relation(token), &*tree.token(token).lower),
                ("mark", "that") | ("advmod" | "mark", "when")
            )
    };
    while tokens.start < keep.start && (loose(tokens.start, &tokens) || joins(tokens.start)) {
        tokens.start += 1;
    }
    while tokens.end > keep.end && loose(tokens.end - 1, &tokens) {
        tokens.end -= 1;
    }
    tokens
}
