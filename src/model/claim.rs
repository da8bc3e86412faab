//! Attributed claims.

use serde::Serialize;

use super::{EntityId, Evidence, Interval, Span};

/// How the content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// All of it stands in quotation marks.
    Direct,
    /// None of it does.
    Indirect,
    /// Some of it does.
    Mixed,
}

/// What the source does: whether these are words of its own, or a state of mind that the text
/// ascribes to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Speaks or writes: says, asks, orders, promises, accuses, refuses to say.
    Says,
    /// Holds something true: "believes that", "fears that".
    Thinks,
    /// Evidence speaks: "the report shows that".
    Shows,
    /// Wishes, plans or agrees to do something: "wants to", "agreed to".
    Wants,
    /// Anything else that is attributed: knows, sees, feels, seems, does.
    Other,
}

impl Act {
    /// Tells whether the source puts something forward that can be held against it: a claim proper.
    pub fn is_claim(self) -> bool {
        matches!(self, Self::Says | Self::Thinks | Self::Shows)
    }
}

/// Whether the source stands by the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// "said that".
    Affirms,
    /// "denied that".
    Denies,
    /// "declined to say", "did not comment".
    Refuses,
}

/// How sure the claim is of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Said outright.
    Plain,
    /// "may", "reportedly", "suggested".
    Hedged,
    /// "if he said", "would say".
    Hypothetical,
}

/// Someone is reported to have said something.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The words that name the source; empty for an impersonal one ("it was reported that").
    pub source: Vec<Span>,
    /// The words that report: "said", "according to".
    pub cue: Vec<Span>,
    /// What is reported, in pieces when the cue stands inside it.
    pub content: Vec<Span>,
    /// Direct, indirect or mixed.
    pub kind: ClaimKind,
    /// Who the source is; `None` when unresolved.
    pub speaker: Option<EntityId>,
    /// The cue's lemma: "say", "according to".
    pub cue_lemma: String,
    /// What the source does.
    pub act: Act,
    /// The claim this one is reported inside, as an index into the document's claims.
    pub reported_in: Option<usize>,
    /// Affirms, denies or refuses.
    pub polarity: Polarity,
    /// Plain, hedged or hypothetical.
    pub certainty: Certainty,
    /// Who was told: "reporters in Denmark".
    pub addressee: Option<Span>,
    /// Where it was said: "Denmark".
    pub place: Option<Span>,
    /// Through what: "on social media".
    pub medium: Option<Span>,
    /// The time expression that dates the saying, as an index into the document's.
    pub said_at: Option<usize>,
    /// The days on which it was said, when the text says.
    pub said_on: Option<Interval>,
    /// Where it comes from.
    pub evidence: Evidence,
}
