//! Dated events.

use serde::Serialize;

use super::{EntityId, Evidence, Grain, Interval, Modifier, Span, TimeBasis};

/// Whether an event is said to have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// It happened, or goes on.
    Asserted,
    /// It is to happen, or hoped to.
    Planned,
    /// It may, might or would happen.
    Hypothetical,
    /// It did not happen, or is said not to have.
    Denied,
}

/// Something that happened, goes on, or is to happen.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The clause that tells it.
    pub span: Span,
    /// The head predicate's words.
    pub predicate: Span,
    /// The head predicate's lemma.
    pub predicate_lemma: String,
    /// Who takes part, in the order of the text.
    pub participants: Vec<EntityId>,
    /// Where, as words of the text.
    pub place: Option<Span>,
    /// The time expression that dates it, as an index into the document's.
    pub time: Option<usize>,
    /// The days it happened in; `None` for an undated event.
    pub interval: Option<Interval>,
    /// The precision of `interval`.
    pub grain: Option<Grain>,
    /// "early", "late", "about".
    pub modifier: Option<Modifier>,
    /// How `interval` is known; `Inferred` when no words of the clause date it.
    pub basis: TimeBasis,
    /// Asserted, planned, hypothetical or denied.
    pub status: EventStatus,
    /// The claim it is told in, as an index into the document's claims: "according to whom".
    pub according_to: Option<usize>,
    /// Where it comes from.
    pub evidence: Evidence,
}
