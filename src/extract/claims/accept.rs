//! Which proposals are claims.
//!
//! In: proposals. Out: those that hold together, scored by a classifier that sees cue, content,
//! source and the other proposals at once. A cue inside the content of another claim is kept
//! only when it surely reports: "A said B told him that C".

use super::model::Model;
use super::proposals::Proposal;
use super::qualities::group;
use super::sheet::Sheet;
use super::weights::{Features, pair};
use crate::lexicon::cues::CueClass;
use crate::model::{TokenRange, Upos};

/// Log odds from which a proposal is a claim.
pub const THRESHOLD: f32 = -0.8;
/// Log odds of the cue alone from which a report within a report is kept.
const NESTED_CUE: f32 = 2.0;

/// For each proposal, the surest other one whose content holds its cue.
pub fn outer(proposals: &[Proposal]) -> Vec<Option<usize>> {
    let holds = |outer: &Proposal, cue: usize| outer.content.iter().any(|piece| piece.contains(&cue));
    let reach = 40;
    (0..proposals.len())
        .map(|index| {
            let near = index.saturating_sub(reach)..(index + reach).min(proposals.len());
            near.filter(|&other| other != index && holds(&proposals[other], proposals[index].cue))
                .max_by(|a, b| proposals[*a].cue_score.total_cmp(&proposals[*b].cue_score))
        })
        .collect()
}

/// Collects the features of a proposal.
pub fn features(sheet: &Sheet, proposals: &[Proposal], index: usize, outer: Option<usize>, out: &mut Features) {
    out.0.clear();
    let proposal = &proposals[index];
    let cue = sheet.words[proposal.cue];
    let words: usize = proposal.content.iter().map(TokenRange::len).sum();
    let cue_score = steps(proposal.cue_score);
    let span_score = steps(proposal.span_score / 2.0);
    let first = proposal.content.first();
    let side = first.map_or(0, |piece| 1 + u32::from(piece.start < proposal.cue));
    let quoted = first.map_or(0, |_| quoted_share(sheet, &proposal.content));
    let source = source_form(sheet, proposal);
    let around =
        outer.map_or(0, |outer| 1u32.wrapping_add(steps((proposals[outer].cue_score - proposal.cue_score) / 2.0)));
    out.add(0, 0, 0);
    out.add(1, cue_score, 0);
    out.add(2, span_score, side);
    out.add(3, cue_score, span_score);
    out.add(4, cue.lemma, 0);
    out.add(5, cue.class, pair(side, source));
    out.add(6, size(words), quoted);
    out.add(7, size(words), pair(cue.class, side));
    out.add(8, source, quoted);
    out.add(9, source, cue.lemma);
    out.add(10, around, 0);
    out.add(11, around, cue_score);
    out.add(12, u32::from(proposal.quoted), pair(cue.class, source));
    out.add(13, u32::from(proposal.quoted), cue_score);
    out.add(14, proposal.content.len() as u32, side);
    out.add(15, quoted, pair(cue.class, side));
    out.add(16, first.map_or(0, |piece| sheet.words[piece.start].lower), cue.class);
    out.add(17, first.map_or(0, |piece| sheet.words[piece.start].tag), cue.lemma);
    out.add(18, cue.tag, pair(side, source));
    out.add(19, proposal.source.as_ref().map_or(0, |source| sheet.words[source.end - 1].lemma), 0);
    out.add(20, size(words), cue_score);
    out.add(21, source, cue_score);
}

/// Keeps the proposals that are claims, with their scores.
pub fn accept(sheet: &Sheet, model: &Model, mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    let outer = outer(&proposals);
    let mut list = Features::default();
    for index in 0..proposals.len() {
        features(sheet, &proposals, index, outer[index], &mut list);
        let [score] = model.accept.score(&list.0);
        proposals[index].score = if proposals[index].content.is_empty() { f32::NEG_INFINITY } else { score };
    }
    let is_claim = |index: usize| {
        let proposal = &proposals[index];
        match outer[index].filter(|outer| proposals[*outer].score > THRESHOLD) {
            None => proposal.score > THRESHOLD,
            Some(_) => reports_within(sheet, proposal),
        }
    };
    let keep: Vec<bool> = (0..proposals.len()).map(is_claim).collect();
    let mut keep = keep.into_iter();
    proposals.retain(|_| keep.next().unwrap_or_default());
    proposals
}

/// A cue inside the content of another claim that surely reports: a finite speech verb with
/// someone else for source and a clause for content. Inside quotation marks the source must be
/// named, since people quoted talk of "anyone who says that".
fn reports_within(sheet: &Sheet, proposal: &Proposal) -> bool {
    let speech = [CueClass::Say, CueClass::Tell, CueClass::Write].map(|class| class as u32);
    let group = group(sheet, proposal.cue);
    let happened = group.is_some_and(|group| group.finite && group.modal.is_none() && !group.negated);
    let words: usize = proposal.content.iter().map(TokenRange::len).sum();
    let mut content = proposal.content.iter().cloned().flatten();
    speech.contains(&sheet.words[proposal.cue].class)
        && happened
        && proposal.cue_score > NESTED_CUE
        && words >= 4
        && proposal.source.as_ref().is_some_and(|source| is_someone(sheet, source, proposal.quoted))
        && content.any(|token| matches!(sheet.token(token).upos, Upos::Verb | Upos::Aux))
}

/// A source that can be told from the outer one.
fn is_someone(sheet: &Sheet, source: &TokenRange, quoted: bool) -> bool {
    match quoted {
        true => source.clone().any(|token| sheet.words[token].name != 0),
        false => !matches!(
            sheet.token(source.start).lower.as_str(),
            "i" | "we" | "you" | "it" | "who" | "which" | "that" | "anyone" | "nobody" | "people"
        ),
    }
}

/// A score in half steps.
fn steps(score: f32) -> u32 {
    (score * 2.0).round().clamp(-12.0, 16.0) as i32 as u32
}

/// A length in growing steps.
fn size(words: usize) -> u32 {
    match words {
        0..=4 => words as u32,
        5..=7 => 5,
        8..=12 => 6,
        13..=25 => 7,
        26..=60 => 8,
        _ => 9,
    }
}

/// 1 none of the content is quoted, 2 some, 3 all.
fn quoted_share(sheet: &Sheet, content: &[TokenRange]) -> u32 {
    let ends = content.iter().flat_map(|piece| [piece.start, piece.end - 1]);
    let (mut inside, mut outside) = (false, false);
    for token in ends {
        match sheet.words[token].quotation {
            0 => outside = true,
            _ => inside = true,
        }
    }
    1 + u32::from(inside) + u32::from(inside && !outside)
}

/// No source, a pronoun, a name, a common noun.
fn source_form(sheet: &Sheet, proposal: &Proposal) -> u32 {
    let Some(source) = &proposal.source else { return 0 };
    let last = sheet.words[source.end - 1];
    let named = source.clone().any(|token| sheet.words[token].name != 0);
    pair(1 + u32::from(named), if source.len() == 1 { last.tag } else { 0 })
}
