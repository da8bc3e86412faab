//! Plain data that every room speaks: no behaviour beyond reading its own fields.
//!
//! All offsets are bytes of [`Document::text`], half-open, on character boundaries.

mod annotated;
mod claim;
mod dependencies;
mod document;
mod event;
mod finding;
mod fingerprint;
mod hints;
mod mention;
mod span;
mod syntax;
mod time;
mod token;

pub use annotated::{Annotated, Parsed};
pub use claim::{Act, Certainty, Claim, ClaimKind, Polarity};
pub use document::{Basis, Document, DocumentRole, Published};
pub use event::{Event, EventStatus};
pub use finding::{Evidence, Finding, RuleId};
pub use fingerprint::Fingerprint;
pub use hints::{Hints, PARTS, Part};
pub use mention::{Entity, EntityId, EntityKind, Gender, Mention, MentionForm, Name, NameKind, Number};
pub use span::{Span, TokenRange};
pub use syntax::{Quotation, VerbGroup, VerbTense};
pub use time::{Grain, Interval, Modifier, TimeBasis, TimeExpression, TimexType};
pub use token::{Paragraph, Ptb, Sentence, SentenceKind, Token, Upos};
