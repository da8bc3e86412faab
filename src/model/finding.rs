//! What extractors return.

use super::{Claim, Event, Span};

/// The name of a rule, `family/phrase`: "weekday/bare", "reported/verb-that".
pub type RuleId = &'static str;

/// Where a finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence (or sentences) that say it.
    pub span: Span,
    /// The extractor: "claims", "events".
    pub extractor: &'static str,
    /// The rule within it.
    pub rule: RuleId,
}

/// One thing an extractor found.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// An attributed claim.
    Claim(Claim),
    /// An event.
    Event(Event),
}

impl Finding {
    /// Returns the claim, if it is one.
    pub fn as_claim(&self) -> Option<&Claim> {
        match self {
            Self::Claim(claim) => Some(claim),
            Self::Event(_) => None,
        }
    }

    /// Returns the event, if it is one.
    pub fn as_event(&self) -> Option<&Event> {
        match self {
            Self::Event(event) => Some(event),
            Self::Claim(_) => None,
        }
    }

    /// Returns the event to be changed, if it is one.
    pub fn as_event_mut(&mut self) -> Option<&mut Event> {
        match self {
            Self::Event(event) => Some(event),
            Self::Claim(_) => None,
        }
    }
}
