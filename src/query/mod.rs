//! Questions to the store, one file each.
//!
//! In: a [`Store`](crate::store::Store) and what is asked. Out: rows of plain data for
//! [`render`](crate::render). Reading never extracts and never writes; every answer comes in a
//! total order, so the same file gives the same answer.

mod changes;
mod claims;
mod conditions;
mod documents;
mod events;
mod evidence;
#[cfg(test)]
mod plans;
mod repeats;
mod search;
mod shifts;
mod speakers;
mod timeline;
mod topics;
mod wording;

use serde::Serialize;

pub use changes::{ChangeRow, Told, changes};
pub use claims::{ClaimQuery, ClaimRow, claims};
pub use documents::{DocumentRef, DocumentRow, documents, find_document, find_outlet};
pub use events::EventRow;
pub use evidence::{Evidence, Mark, Marked};
pub use repeats::Repeat;
pub use search::{SearchRow, search};
pub use shifts::{ShiftRow, shifts};
pub use speakers::{SpeakerRow, one_speaker, resolve_speaker, speaker_name, speakers};
pub use timeline::{Entry, TimelineQuery, timeline};
pub use topics::{Subject, TopicRow, count_topic, defined_topic, defined_topics, given_topics};

/// Days at their own precision; strings as the database holds them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Days {
    /// First day, YYYY-MM-DD; `None` when undated.
    pub begins_on: Option<String>,
    /// The day after the last.
    pub ends_before: Option<String>,
    /// The precision: "day", "week", "month" …; `None` where irregular.
    pub grain: Option<String>,
    /// TIMEX3 modifier: "START", "END", "APPROX" …
    pub modifier: Option<String>,
}
