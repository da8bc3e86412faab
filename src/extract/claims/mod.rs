//! Attributed claims: who is reported to have said what.
//!
//! In: an annotated document. Out: one [`Claim`] per attribution, with its source, cue and
//! content as bytes of the text. Cues are found by a classifier, their spans by a sequence model,
//! and what holds together is kept by another classifier; all three are linear and were trained
//! on annotated news (`models/claims.md`).

mod accept;
mod branches;
mod cues;
mod model;
mod proposals;
mod sheet;
mod spans;
mod weights;
mod window;

/// What training needs of this room; nothing else should use it.
pub mod training {
    pub use super::accept::{accept, features as accept_features, outer};
    pub use super::cues::{features as cue_features, is_candidate};
    pub use super::model::Model;
    pub use super::proposals::{Proposal, propose};
    pub use super::sheet::Sheet;
    pub use super::spans::{EDGES, LABELS, Label, WindowFeatures, features as window_features};
    pub use super::weights::{Feature, Features, Weights};
    pub use super::window::{Window, window};
}

use self::model::Model;
use self::proposals::Proposal;
use self::sheet::Sheet;
use crate::model::{Annotated, Certainty, Claim, ClaimKind, Evidence, Finding, Polarity, Span};

/// Finds the claims of a document.
pub fn find(annotated: &Annotated) -> Vec<Finding> {
    find_with(annotated, Model::shipped()).into_iter().map(Finding::Claim).collect()
}

/// Finds the claims of a document by the given model.
pub fn find_with(annotated: &Annotated, model: &Model) -> Vec<Claim> {
    let sheet = Sheet::new(annotated);
    let proposals = proposals::propose(&sheet, model);
    let accepted = accept::accept(&sheet, model, proposals);
    accepted.iter().map(|proposal| claim(&sheet, proposal)).collect()
}

fn claim(sheet: &Sheet, proposal: &Proposal) -> Claim {
    let parsed = &sheet.annotated.parsed;
    let spans =
        |pieces: &[std::ops::Range<usize>]| pieces.iter().map(|piece| parsed.span(piece)).collect::<Vec<Span>>();
    let content = spans(&proposal.content);
    let cue = vec![parsed.span(&(proposal.cue..proposal.cue + 1))];
    let source: Vec<Span> = proposal.source.iter().map(|piece| parsed.span(piece)).collect();
    let evidence = content.iter().chain(&cue).chain(&source).copied().reduce(Span::hull).unwrap_or_default();
    Claim {
        source,
        cue,
        content,
        kind: kind(sheet, &proposal.content),
        speaker: None,
        cue_lemma: sheet.token(proposal.cue).lemma.to_string(),
        reported_in: None,
        polarity: Polarity::Affirms,
        certainty: Certainty::Plain,
        addressee: None,
        place: None,
        medium: None,
        said_at: None,
        said_on: None,
        evidence: Evidence { span: evidence, extractor: "claims", rule: "reported/cue" },
    }
}

/// Direct when every word of the content stands in quotation marks, mixed when some do.
fn kind(sheet: &Sheet, content: &[std::ops::Range<usize>]) -> ClaimKind {
    let words = || content.iter().cloned().flatten().filter(|&token| sheet.words[token].shape != 4);
    let quoted = words().filter(|&token| sheet.words[token].quotation != 0).count();
    match quoted {
        0 => ClaimKind::Indirect,
        all if all == words().count() => ClaimKind::Direct,
        _ => ClaimKind::Mixed,
    }
}
