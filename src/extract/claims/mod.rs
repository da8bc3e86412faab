//! Attributed claims: who is reported to have said what.
//!
//! In: an annotated document. Out: one [`Claim`] per attribution, with its source, cue and
//! content as bytes of the text. Cues are found by a classifier, their spans by a sequence model,
//! and what holds together is kept by another classifier; all three are linear and were trained
//! on annotated news (`models/claims.md`). Speakers, chains and occasions are read by rule.

mod accept;
mod act;
mod beside;
mod branches;
mod constituents;
mod cues;
mod edges;
mod grammar;
mod headline;
mod lattice;
mod model;
mod occasion;
mod phrases;
mod proposals;
mod qualities;
mod quotations;
mod readings;
mod sheet;
mod spans;
mod speaker;
mod turns;
mod weights;
mod window;

/// What training needs of this room; nothing else should use it.
pub mod training {
    pub use super::accept::{accept, features as accept_features, outer};
    pub use super::cues::{features as cue_features, is_candidate};
    pub use super::model::Model;
    pub use super::proposals::{Proposal, propose, readings};
    pub use super::readings::{Reading, features as reading_features};
    pub use super::sheet::Sheet;
    pub use super::spans::{EDGES, LABELS, Label, WindowFeatures, features as window_features};
    pub use super::weights::{Feature, Features, Weights};
    pub use super::window::{Window, window};
}

use std::ops::Range;

use self::model::Model;
use self::proposals::Proposal;
use self::sheet::{Sheet, cue_lemma};
use crate::lexicon::cues::CueClass;
use crate::model::{Act, Annotated, Certainty, Claim, ClaimKind, Evidence, Finding, Polarity, RuleId, Span};

/// Finds the claims of a document; in one of another language, its quotations.
pub fn find(annotated: &Annotated) -> Vec<Finding> {
    let claims = if annotated.document.is_english() {
        find_with(annotated, Model::shipped())
    } else {
        let sheet = Sheet::new(annotated);
        unattributed(&sheet, quotations::all(&sheet)).collect()
    };
    claims.into_iter().map(Finding::Claim).collect()
}

/// Finds the claims of a document by the given model.
pub fn find_with(annotated: &Annotated, model: &Model) -> Vec<Claim> {
    let sheet = Sheet::new(annotated);
    let proposals = proposals::propose(&sheet, model);
    let mut accepted = accept::accept(&sheet, model, proposals);
    for proposal in &mut accepted {
        speaker::complete(&sheet, proposal);
        edges::mend(&sheet, proposal);
    }
    let mut claims: Vec<Claim> = accepted.iter().map(|proposal| claim(&sheet, proposal)).collect();
    turns::add(&sheet, &mut claims);
    phrases::add(&sheet, &mut claims);
    let loose = quotations::carry_on(&sheet, &mut claims);
    claims.extend(unattributed(&sheet, loose));
    claims.sort_by_key(|claim| (claim.evidence.span, claim.cue.first().copied()));
    chain(&mut claims);
    speaker::go_on(&sheet, &mut claims);
    first_persons(&sheet, &mut claims);
    claims
}

/// What the models made of a word that may report.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The word.
    pub cue: Span,
    /// The words taken for the source.
    pub source: Option<Span>,
    /// The words taken for the content.
    pub content: Vec<Span>,
    /// How sure the cue model is that the word reports, in log odds.
    pub cue_score: f32,
    /// How far these spans lead the next best ones, in log odds.
    pub lead: f32,
    /// How sure it is that cue, source and content together are a claim, in log odds.
    pub score: f32,
    /// The score from which it would be one by itself.
    pub threshold: f32,
    /// Whether the content is attributed to the source.
    pub kept: bool,
    /// What the source does with it, if so.
    pub act: Act,
}

/// Explains every word that may report, in the order of the text.
pub fn explain(annotated: &Annotated) -> Vec<Explained> {
    let sheet = Sheet::new(annotated);
    let span = |tokens: &Range<usize>| annotated.parsed.span(tokens);
    let explained = |proposal: &Proposal, kept: bool| Explained {
        cue: span(&(proposal.cue..proposal.cue + 1)),
        source: proposal.source.as_ref().map(span),
        content: proposal.content.iter().map(span).collect(),
        cue_score: proposal.cue_score,
        lead: proposal.lead,
        score: proposal.score,
        threshold: accept::threshold(&sheet, proposal),
        kept,
        act: act::act(&sheet, proposal),
    };
    let model = Model::shipped();
    let (proposals, kept) = accept::judge(&sheet, model, proposals::propose(&sheet, model));
    proposals.iter().zip(kept).map(|(proposal, kept)| explained(proposal, kept)).collect()
}

fn claim(sheet: &Sheet, proposal: &Proposal) -> Claim {
    let parsed = &sheet.annotated.parsed;
    let content: Vec<Span> = proposal.content.iter().map(|piece| parsed.span(piece)).collect();
    let cue = vec![parsed.span(&cue_words(sheet, proposal))];
    let source: Vec<Span> = proposal.source.iter().map(|piece| parsed.span(piece)).collect();
    let occasion = occasion::occasion(sheet, proposal);
    let token = sheet.token(proposal.cue);
    let evidence = Evidence {
        span: sentences(sheet, content.iter().chain(&cue).chain(&source).copied()),
        extractor: "claims",
        rule: rule(sheet, proposal),
    };
    Claim {
        source,
        cue,
        content,
        kind: kind(sheet, &proposal.content),
        speaker: proposal.source.as_ref().and_then(|source| speaker::speaker(sheet, source)),
        cue_lemma: match token.lower.as_str() {
            "according" => "according to".to_owned(),
            _ => cue_lemma(token).0.to_string(),
        },
        act: act::act(sheet, proposal),
        reported_in: None,
        polarity: qualities::polarity(sheet, proposal),
        certainty: qualities::certainty(sheet, proposal),
        addressee: occasion.addressee,
        place: occasion.place,
        medium: occasion.medium,
        said_at: occasion.said_at,
        said_on: occasion.said_at.and_then(|time| sheet.annotated.time_expressions[time].interval),
        evidence,
    }
}

/// A claim that the layout of the page tells, not a word: a turn of an interview, whose cue is a
/// colon, or a quotation that stands alone, without any.
fn by_layout(
    sheet: &Sheet,
    source: Option<Range<usize>>,
    mark: Option<usize>,
    content: Range<usize>,
    rule: RuleId,
) -> Claim {
    let parsed = &sheet.annotated.parsed;
    let cue = mark.map(|mark| &parsed.tokens[mark]);
    let spans: Vec<Span> = source.iter().map(|source| parsed.span(source)).collect();
    let span = parsed.span(&content);
    Claim {
        speaker: source.as_ref().and_then(|source| speaker::speaker(sheet, source)),
        evidence: Evidence { span: sentences(sheet, spans.iter().copied().chain([span])), extractor: "claims", rule },
        source: spans,
        cue: cue.map(|mark| mark.span).into_iter().collect(),
        content: vec![span],
        kind: kind(sheet, &[content]),
        cue_lemma: cue.map(|mark| mark.lower.to_string()).unwrap_or_default(),
        act: Act::Says,
        reported_in: None,
        polarity: Polarity::Affirms,
        certainty: Certainty::Plain,
        addressee: None,
        place: None,
        medium: None,
        said_at: None,
        said_on: None,
    }
}

/// Quotations that stand alone.
fn unattributed(sheet: &Sheet, quotations: Vec<Range<usize>>) -> impl Iterator<Item = Claim> {
    quotations.into_iter().map(|tokens| by_layout(sheet, None, None, tokens, "quotation/unattributed"))
}

/// The cue with its auxiliaries ("has said") or its preposition ("according to").
fn cue_words(sheet: &Sheet, proposal: &Proposal) -> Range<usize> {
    let cue = proposal.cue;
    if sheet.token(cue).lower == "according" {
        let to = sheet.annotated.parsed.tokens.get(cue + 1).is_some_and(|token| token.lower == "to");
        return cue..cue + 1 + usize::from(to);
    }
    match qualities::group(sheet, cue) {
        Some(group) if !overlaps(proposal, group.tokens.start..cue) => group.tokens.start..cue + 1,
        _ => cue..cue + 1,
    }
}

fn overlaps(proposal: &Proposal, words: Range<usize>) -> bool {
    let spans = proposal.content.iter().chain(&proposal.source);
    spans.into_iter().any(|span| span.start < words.end && words.start < span.end)
}

/// The sentences that the spans stand in.
fn sentences(sheet: &Sheet, spans: impl Iterator<Item = Span>) -> Span {
    let hull = spans.reduce(Span::hull).unwrap_or_default();
    let all = &sheet.annotated.parsed.sentences;
    let first = all.partition_point(|sentence| sentence.span.end <= hull.start);
    let last = all.partition_point(|sentence| sentence.span.start < hull.end);
    all[first.min(last)..last].iter().map(|sentence| sentence.span).fold(hull, Span::hull)
}

/// Direct when every word of the content stands in quotation marks, mixed when some do.
fn kind(sheet: &Sheet, content: &[Range<usize>]) -> ClaimKind {
    let words = || content.iter().cloned().flatten().filter(|&token| sheet.words[token].shape != 4);
    let quoted = words().filter(|&token| sheet.words[token].quotation != 0).count();
    match quoted {
        0 => ClaimKind::Indirect,
        all if all == words().count() => ClaimKind::Direct,
        _ => ClaimKind::Mixed,
    }
}

/// Names the rule by what kind of word the cue is.
fn rule(sheet: &Sheet, proposal: &Proposal) -> RuleId {
    let token = sheet.token(proposal.cue);
    if token.lower == "according" {
        return "reported/according-to";
    }
    if sheet.words[proposal.cue].shape == 4 {
        return "reported/mark";
    }
    const CLASSES: [(CueClass, RuleId); 14] = [
        (CueClass::Say, "reported/say"),
        (CueClass::Tell, "reported/tell"),
        (CueClass::Write, "reported/write"),
        (CueClass::Ask, "reported/ask"),
        (CueClass::Order, "reported/order"),
        (CueClass::Promise, "reported/promise"),
        (CueClass::Judge, "reported/judge"),
        (CueClass::Believe, "reported/believe"),
        (CueClass::Show, "reported/show"),
        (CueClass::Seem, "reported/seem"),
        (CueClass::Impersonal, "reported/impersonal"),
        (CueClass::Deed, "reported/deed"),
        (CueClass::Want, "reported/want"),
        (CueClass::Sense, "reported/sense"),
    ];
    let class = sheet.words[proposal.cue].class;
    CLASSES.iter().find(|(known, _)| *known as u32 == class).map_or("reported/other", |(_, rule)| rule)
}

/// Links each claim to the innermost one whose content holds its cue.
fn chain(claims: &mut [Claim]) {
    let mut contents: Vec<(Span, usize)> = claims
        .iter()
        .enumerate()
        .flat_map(|(index, claim)| claim.content.iter().map(move |span| (*span, index)))
        .collect();
    contents.sort();
    let mut cues: Vec<(Span, usize)> =
        claims.iter().enumerate().filter_map(|(index, claim)| Some((*claim.cue.first()?, index))).collect();
    cues.sort();
    let mut contents = contents.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    for (cue, index) in cues {
        while let Some(content) = contents.next_if(|(span, _)| span.start <= cue.start) {
            open.push(content);
        }
        open.retain(|(span, _)| span.end >= cue.end);
        let around = open.iter().filter(|(_, claim)| *claim != index);
        claims[index].reported_in = around.min_by_key(|(span, claim)| (span.len(), *claim)).map(|(_, claim)| *claim);
    }
}

/// "I" inside a quotation is whoever speaks it.
fn first_persons(sheet: &Sheet, claims: &mut [Claim]) {
    for index in 0..claims.len() {
        let Some(outer) = claims[index].reported_in else { continue };
        let first_person = claims[index]
            .source
            .first()
            .is_some_and(|source| matches!(sheet.annotated.text(*source), "I" | "me" | "my" | "My" | "myself"));
        if first_person && claims[index].speaker.is_none() && claims[outer].kind != ClaimKind::Indirect {
            claims[index].speaker = claims[outer].speaker;
        }
    }
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod tests;
