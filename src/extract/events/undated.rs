//! Happenings that no time expression dates.
//!
//! In: the trees of a document and its dated happenings. Out: the happenings of main clauses and
//! of what is reported, told as facts or plans. States ("needs", "is"), sayings without a place,
//! headlines and direct speech are left out.

use rustc_hash::FxHashSet;

use super::tree::Tree;
use super::{Happening, arguments};
use crate::lexicon::cues::{CueClass, CuePart, cue};
use crate::lexicon::events::EventClass;
use crate::model::{SentenceKind, Upos, VerbTense};

/// Classes of verbs that tell what they are set beside.
const TELLING: [CueClass; 4] = [CueClass::Say, CueClass::Tell, CueClass::Write, CueClass::Show];

/// Returns the undated happenings.
pub fn find(tree: &Tree, dated: &[Happening]) -> Vec<Happening> {
    let taken: FxHashSet<usize> = dated.iter().map(|happening| tree.clause(happening.predicate)).collect();
    let parsed = &tree.annotated.parsed;
    let bodies = parsed.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Body);
    let heads =
        bodies.flat_map(|sentence| sentence.tokens.clone()).filter(|token| tree.token(*token).upos == Upos::Verb);
    let heads = heads
        .filter(|token| !taken.contains(token) && is_told(tree, *token) && !tree.is_quoted(tree.token(*token).span));
    heads.filter_map(|predicate| Some(Happening { predicate, time: None, rule: rule(tree, predicate)? })).collect()
}

fn rule(tree: &Tree, predicate: usize) -> Option<&'static str> {
    // "The wall was unsafe, the report found": the aside only says whose finding it is.
    if tree.is_aside(predicate)
        && cue(tree.lemma(predicate), CuePart::Verb).is_some_and(|cue| TELLING.contains(&cue.class))
    {
        return None;
    }
    if !tree.is(predicate, EventClass::Report) {
        return (!tree.is(predicate, EventClass::State) && !tree.is(predicate, EventClass::Fail))
            .then_some("undated/clause");
    }
    let sentence = tree.annotated.sentence_span(predicate);
    arguments::place(tree, predicate, sentence).map(|_| "undated/saying-at-place")
}

/// Tells whether the verb heads a finite main clause, or one that a saying reports.
fn is_told(tree: &Tree, token: usize) -> bool {
    let told_tense = |token: usize| {
        let perfect = || tree.group(token).is_some_and(|group| group.finite && group.perfect);
        matches!(tree.tense(token), Some(VerbTense::Past | VerbTense::Future)) || perfect()
    };
    let main = |token: usize| match tree.relation(token) {
        "root" | "parataxis" => true,
        "ccomp" => tree.token(token).head.is_some_and(|above| tree.is(above, EventClass::Report)),
        _ => false,
    };
    let first = tree.upwards(token).find(|token| tree.relation(*token) != "conj");
    told_tense(token)
        && first.is_some_and(main)
        && (tree.relation(token) != "conj" || tree.child(token, "nsubj").is_some())
}
