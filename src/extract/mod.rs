//! The pure core: a document's layers, and what extractors find in them.
//!
//! In: a [`Document`]. Out: [`Annotated`], then [`Finding`]s in the order of the text. No clock,
//! network, database or printing; the same document always gives the same findings.
//! A new kind of finding is a file here and a line in [`EXTRACTORS`].

pub mod claims;
mod events;
mod link;
#[cfg(test)]
mod tests;

use crate::model::{Annotated, Document, Finding};
use crate::time::Anchor;
use crate::{entity, text, time};

/// One way of finding things; extractors never see each other's findings.
pub struct Extractor {
    /// The name kept with each finding.
    pub id: &'static str,
    /// Finds.
    pub run: fn(&Annotated) -> Vec<Finding>,
}

/// Every extractor, in the order they run.
pub const EXTRACTORS: &[Extractor] =
    &[Extractor { id: "claims", run: claims::find }, Extractor { id: "events", run: events::find }];

/// Lays every layer over the document: text, then time, then entities. Words of another language than
/// English get no tags, so that extractors find quotations and nothing else in them.
pub fn annotate(document: &Document) -> Annotated<'_> {
    let read = if document.is_english() { text::parse } else { text::segment };
    let parsed = read(&document.text);
    let anchor = Anchor::infer(document, &parsed);
    let time_expressions = time::tag(&document.text, &parsed, &anchor);
    let (mentions, entities) = entity::resolve(&document.text, &parsed);
    Annotated { document, published: anchor.published, parsed, time_expressions, mentions, entities }
}

/// Runs every extractor over an annotated document, then links events to the claims that tell
/// them.
pub fn findings(annotated: &Annotated) -> Vec<Finding> {
    let mut findings = EXTRACTORS.iter().flat_map(|extractor| (extractor.run)(annotated)).collect::<Vec<_>>();
    link::link(&mut findings);
    findings
}
