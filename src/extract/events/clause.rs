//! The words that tell an event: its clause, cut to what belongs to it.
//!
//! In: a predicate and the tree of its sentence. Out: one contiguous span that reads well alone
//! in a chronology: with its subject, without the attribution, and without clauses that tell of
//! other happenings.

use rustc_hash::FxHashSet;

use super::tree::Tree;
use crate::lexicon::events::EventClass;
use crate::model::{Span, TokenRange, Upos};

/// Returns the span that tells the event of `predicate`, `keep` tokens included.
///
/// `others` are the predicates of other events, whose clauses are cut off.
pub fn span(tree: &Tree, predicate: usize, keep: &TokenRange, others: &FxHashSet<usize>) -> Span {
    let keep = keep.start.min(predicate)..keep.end.max(predicate + 1);
    let tokens = match phrase(tree, predicate, &keep) {
        Some(noun) => tree.reach(noun),
        None => clause(tree, predicate, &keep, others),
    };
    tree.annotated.parsed.span(&trim(tree, tokens, &keep))
}

/// Returns the noun whose phrase tells the event better than the clause around it: of "the man
/// arrested on Monday", "condemned Friday's attack".
fn phrase(tree: &Tree, predicate: usize, keep: &TokenRange) -> Option<usize> {
    if tree.is_predicate(predicate) {
        let participle = tree
            .upwards(predicate)
            .take_while(|token| !tree.is_finite(*token))
            .find(|token| tree.relation(*token) == "acl")?;
        let noun = tree.token(participle).head?;
        return contains(&tree.reach(noun), keep).then_some(noun);
    }
    let above = tree.token(predicate).head;
    let tells = |above: usize| {
        let role = tree.relation(predicate);
        let same = matches!(role, "nsubj" | "obl") || role == "obj" && tree.is(above, EventClass::Light);
        same && tree.is_predicate(above) && !tree.is(above, EventClass::State) && !tree.is(above, EventClass::Report)
    };
    let alone = !above.is_some_and(tells) && contains(&tree.reach(predicate), keep);
    alone.then_some(predicate)
}

fn contains(outer: &TokenRange, inner: &TokenRange) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn clause(tree: &Tree, predicate: usize, keep: &TokenRange, others: &FxHashSet<usize>) -> TokenRange {
    let head = tree.clause(predicate);
    let mut tokens = tree.reach(head);
    tokens.start = tokens.start.min(keep.start);
    tokens.end = tokens.end.max(keep.end);
    for child in tree.children(head) {
        let reach = tree.reach(child);
        if child > head && reach.start >= keep.end && ends_clause(tree, head, child, others) {
            tokens.end = reach.start;
            break;
        }
        if child < head && reach.end <= keep.start && opens_before_clause(tree, head, child) {
            tokens.start = reach.end;
        }
    }
    match tree.token(head).relation {
        // With its antecedent: "the pause, which was disclosed on Monday".
        "acl:relcl" => {
            tokens.start = tree.token(head).head.map_or(tokens.start, |noun| tree.reach(noun).start.min(tokens.start))
        }
        // With the subject it shares: "He was arrested and charged on Monday".
        "conj" if tree.child(head, "nsubj").is_none() => {
            let first = tree.upwards(head).find(|token| tree.relation(*token) != "conj").unwrap_or(head);
            tokens.start =
                tree.child(first, "nsubj").map_or(tokens.start, |subject| tree.reach(subject).start.min(tokens.start));
        }
        _ => {}
    }
    tokens
}

/// Tells whether a dependent that follows the head tells something else.
fn ends_clause(tree: &Tree, head: usize, child: usize, others: &FxHashSet<usize>) -> bool {
    let own_event = || tree.reach(child).any(|token| others.contains(&token));
    let after_comma =
        || tree.reach(child).start.checked_sub(1).is_some_and(|before| tree.token(before).upos == Upos::Punct);
    match tree.relation(child) {
        "parataxis" | "discourse" => !tree.is(head, EventClass::Report),
        "conj" => tree.is_predicate(child) && (tree.child(child, "nsubj").is_some() || own_event()),
        "advcl" => after_comma(),
        "punct" => tree.token(child).lower == ";",
        _ => false,
    }
}

/// Tells whether a dependent that stands before the head tells something else.
fn opens_before_clause(tree: &Tree, head: usize, child: usize) -> bool {
    match tree.relation(child) {
        "cc" | "mark" | "punct" | "discourse" => true,
        "parataxis" | "ccomp" | "advcl" => !tree.is(head, EventClass::Report),
        _ => false,
    }
}

/// Takes punctuation and joining words off both ends, but no quotation mark whose other half stays.
fn trim(tree: &Tree, mut tokens: TokenRange, keep: &TokenRange) -> TokenRange {
    let pairs = |token: usize, tokens: &TokenRange| {
        let quotations = &tree.annotated.parsed.quotations;
        let after = quotations.partition_point(|quotation| quotation.tokens.start <= token);
        let nearby = quotations[after.saturating_sub(3)..after].iter();
        nearby.rev().any(|quotation| {
            (quotation.tokens.start == token || quotation.tokens.end == token + 1)
                && contains(tokens, &quotation.tokens)
        })
    };
    let loose = |token: usize, tokens: &TokenRange| tree.token(token).upos == Upos::Punct && !pairs(token, tokens);
    while tokens.start < keep.start && (loose(tokens.start, &tokens) || tree.token(tokens.start).upos == Upos::Cconj) {
        tokens.start += 1;
    }
    while tokens.end > keep.end && loose(tokens.end - 1, &tokens) {
        tokens.end -= 1;
    }
    tokens
}
