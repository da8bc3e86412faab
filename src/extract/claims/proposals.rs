//! Cues with the content and source that the models give them.
//!
//! In: the sheet and the model. Out: [`Proposal`]s in the order of their cues, each with the
//! reading that fits best; overlapping and nested ones included. What becomes a claim is decided in `accept`.

use std::ops::Range;

use super::constituents;
use super::cues::{self, is_candidate};
use super::lattice::Lattice;
use super::model::Model;
use super::readings::{self, Reading};
use super::sheet::Sheet;
use super::spans::Label;
use super::weights::Features;
use super::window::{Window, window};
use crate::model::{Ptb, TokenRange, Upos};

/// A cue with what it may report.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The cue's head token.
    pub cue: usize,
    /// How sure the cue model is, in log odds.
    pub cue_score: f32,
    /// How much better these spans are than none.
    pub span_score: f32,
    /// How far the span model puts this reading below its best.
    pub gap: f32,
    /// How far this reading leads the next one; large when there is no other.
    pub lead: f32,
    /// The content in the order of the text, punctuation at its edges left out.
    pub content: Vec<TokenRange>,
    /// The words that name the source.
    pub source: Option<TokenRange>,
    /// The cue stands inside a quotation.
    pub quoted: bool,
    /// How sure it is that this is a claim, in log odds.
    pub score: f32,
    /// The readings not chosen, best first.
    pub others: Vec<Reading>,
}

/// Cues less likely than this are not looked at; in log odds.
pub const CUE_FLOOR: f32 = -1.0;
/// What a torn content costs, in log odds.
const TORN: f32 = 3.0;
/// The lead of a reading that is the only one.
const UNRIVALLED: f32 = 8.0;

/// Finds every cue with its spans.
pub fn propose(sheet: &Sheet, model: &Model) -> Vec<Proposal> {
    let mut features = Features::default();
    let mut proposals = Vec::new();
    for cue in (0..sheet.words.len()).filter(|&index| is_candidate(sheet, index)) {
        cues::features(sheet, cue, &mut features);
        let [cue_score] = model.cues.score(&features.0);
        if cue_score > CUE_FLOOR {
            proposals.push(proposal(sheet, cue, cue_score, model));
        }
    }
    proposals
}

fn proposal(sheet: &Sheet, cue: usize, cue_score: f32, model: &Model) -> Proposal {
    let window = window(sheet, cue);
    let readings = readings(sheet, &window, cue, model);
    let mut list = Features::default();
    let best = readings.first().map_or(0.0, |reading| reading.score);
    let mut ranked: Vec<(f32, Reading)> = Vec::with_capacity(readings.len());
    for reading in readings {
        readings::features(sheet, cue, reading.spans(), best - reading.score, &mut list);
        let [score] = model.readings.score(&list.0);
        ranked.push((if is_torn(sheet, &reading.content) { score - TORN } else { score }, reading));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let lead = if let [first, second, ..] = &ranked[..] { first.0 - second.0 } else { UNRIVALLED };
    let mut ranked = ranked.into_iter().map(|(_, reading)| reading);
    let chosen = ranked.next().unwrap_or(Reading { content: Vec::new(), source: None, score: 0.0 });
    let Reading { content, source, score: span_score } = chosen;
    let (quoted, others) = (window.quoted, ranked.collect());
    let gap = best - span_score;
    Proposal { cue, cue_score, span_score, gap, lead, content, source, quoted, score: cue_score, others }
}

/// The few best readings by the span model, best first, then those that the parse offers; none twice.
pub fn readings(sheet: &Sheet, window: &Window, cue: usize, model: &Model) -> Vec<Reading> {
    let lattice = Lattice::new(sheet, window, &model.units, &model.edges);
    let mut readings: Vec<Reading> = Vec::new();
    let best = lattice.best();
    let whole = best.first().map_or_else(Vec::new, |(labels, _)| constituents::labellings(sheet, window, labels));
    let whole = whole.into_iter().map(|labels| {
        let score = lattice.score(&labels);
        (labels, score)
    });
    let joined = joined_clause(sheet, cue);
    for (labels, score) in best.into_iter().chain(whole) {
        let content = runs(window, &labels, Label::Content);
        let content = content.into_iter().map(|run| with_gerund(sheet, cue, before_predicate(sheet, cue, run)));
        let content = content.map(|run| before_joined(cue, joined, run));
        let content: Vec<TokenRange> = content.filter_map(|run| trim(sheet, run)).collect();
        let source = best_source(sheet, runs(window, &labels, Label::Source), cue);
        let known = readings.iter().any(|reading| reading.content == content && reading.source == source);
        if !content.is_empty() && !known {
            readings.push(Reading { content, source, score });
        }
    }
    readings
}

/// "Her claim that it was safe [surprised us]": a noun's content ends before the verb whose subject
/// the noun is; of "Her view is that it is safe" it follows a copula and is all of it.
fn before_predicate(sheet: &Sheet, cue: usize, run: TokenRange) -> TokenRange {
    let token = sheet.token(cue);
    let is = |token: usize| sheet.token(token).lemma == "be";
    let subject = token.upos == Upos::Noun && token.relates("nsubj") && run.start > cue && !(cue..run.start).any(is);
    match token.head.filter(|verb| subject && run.contains(verb)) {
        Some(verb) => {
            let group = sheet.words[verb].group.checked_sub(1);
            let start = group.map_or(verb, |group| sheet.annotated.parsed.verb_groups[group as usize].tokens.start);
            run.start..start.clamp(run.start, verb)
        }
        None => run,
    }
}

/// "denied [saying that it was safe]": the gerund belongs to what is denied.
fn with_gerund(sheet: &Sheet, cue: usize, run: TokenRange) -> TokenRange {
    let Some(gerund) = sheet.annotated.parsed.tokens.get(cue + 1) else { return run };
    let complement = matches!(gerund.relation, "xcomp" | "ccomp") && gerund.head == Some(cue);
    match complement && gerund.ptb == Ptb::Vbg && run.start == cue + 2 {
        true => cue + 1..run.end,
        false => run,
    }
}

/// Where the clause begins that stands beside the cue with a subject of its own: "They reported blasts,
/// [and soldiers saw smoke]"; "… and that it was late" is none.
fn joined_clause(sheet: &Sheet, cue: usize) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    let own = |verb: &usize| parsed.child(*verb, &["nsubj"]).is_some() && parsed.child(*verb, &["mark"]).is_none();
    let plain = |verb: &usize| *verb > cue && sheet.words[*verb].quotation == sheet.words[cue].quotation;
    let beside = |verb: &usize| plain(verb) && sheet.token(*verb).relation == "conj" && own(verb);
    parsed.children(cue).find(beside).map(|verb| parsed.subtree(verb).start)
}

/// A content after the cue ends before the clause that stands beside it.
fn before_joined(cue: usize, joined: Option<usize>, run: TokenRange) -> TokenRange {
    let end = joined.filter(|start| cue < run.start && run.start < *start && *start < run.end);
    run.start..end.unwrap_or(run.end)
}

/// Tells whether a piece begins with a relative pronoun whose noun is not in the content: "[a fire] that
/// burned into the morning".
fn is_torn(sheet: &Sheet, content: &[TokenRange]) -> bool {
    let parsed = &sheet.annotated.parsed;
    content.iter().any(|piece| {
        let clause = Some(parsed.predicate(piece.start)).filter(|clause| piece.contains(clause));
        let relative = clause.filter(|clause| {
            sheet.token(*clause).relation == "acl:relcl" && matches!(sheet.token(piece.start).ptb, Ptb::Wdt | Ptb::Wp)
        });
        let noun = relative.and_then(|clause| sheet.token(clause).head);
        noun.is_some_and(|noun| !content.iter().any(|piece| piece.contains(&noun)))
    })
}

/// Joins neighbouring units of one label into token ranges.
fn runs(window: &Window, labels: &[Label], wanted: Label) -> Vec<TokenRange> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (unit, label) in window.units.iter().zip(labels).filter(|(_, label)| **label == wanted) {
        debug_assert_eq!(*label, wanted);
        match runs.last_mut() {
            Some(run) if run.end == unit.tokens.start => run.end = unit.tokens.end,
            _ => runs.push(unit.tokens.clone()),
        }
    }
    runs
}

/// The run that names the source: the one nearest to the cue that holds a word.
fn best_source(sheet: &Sheet, runs: Vec<TokenRange>, cue: usize) -> Option<TokenRange> {
    let distance = |run: &TokenRange| if run.start > cue { run.start - cue } else { cue - run.start.min(run.end) };
    runs.into_iter().filter_map(|run| trim(sheet, run)).min_by_key(distance)
}

/// Takes punctuation off the edges, quotation and question marks excepted; `None` when nothing
/// but punctuation is left.
pub(super) fn trim(sheet: &Sheet, mut run: TokenRange) -> Option<TokenRange> {
    let loose = |index: usize| {
        let token = sheet.token(index);
        token.upos == Upos::Punct
            && matches!(token.lower.as_str(), "," | ";" | ":" | "-" | "--" | "." | "(" | ")" | "/")
    };
    while !run.is_empty() && loose(run.start) {
        run.start += 1;
    }
    while !run.is_empty() && loose(run.end - 1) {
        run.end -= 1;
    }
    run.clone().any(|index| sheet.words[index].shape != 4).then_some(run)
}
