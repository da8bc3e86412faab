//! What happened when?

use serde::Serialize;

use crate::error::Result;
use crate::store::{Store, fold};

use super::claims::{self, ClaimQuery, ClaimRow};
use super::conditions::Conditions;
use super::events::{self, EventRow};
use super::topics::{self, Subject, Wanted};
use super::{DocumentRef, speakers};

/// What is asked of the chronology; everything given must hold.
#[derive(Clone, Copy, Default)]
pub struct TimelineQuery<'a> {
    /// About this.
    pub topic: Option<&'a Subject<'a>>,
    /// With or by this speaker; brings in that speaker's claims.
    pub speaker: Option<&'a str>,
    /// At this place.
    pub place: Option<&'a str>,
    /// In documents of this outlet.
    pub outlet: Option<&'a str>,
    /// On this day or later, YYYY-MM-DD.
    pub since: Option<&'a str>,
    /// Before this day.
    pub until: Option<&'a str>,
    /// "asserted", "planned", "hypothetical" or "denied".
    pub status: Option<&'a str>,
    /// Undated events too, at the end.
    pub undated: bool,
    /// Claims too, among the events.
    pub claims: bool,
    /// At most so many.
    pub limit: Option<usize>,
    /// The newest first.
    pub reverse: bool,
}

/// One line of the chronology.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "entry", rename_all = "lowercase")]
pub enum Entry {
    /// An event, as the first document tells it, and the other documents that tell the same.
    Event {
        #[allow(missing_docs)]
        #[serde(flatten)]
        event: Box<EventRow>,
        /// Where else the same is told.
        also_in: Vec<DocumentRef>,
        /// How many outlets carry it; documents without an outlet count as one each.
        outlets: usize,
        /// How many of them tell it in words of their own: copies of one origin count once.
        independent: usize,
    },
    /// A claim.
    Claim(Box<ClaimRow>),
}

/// Lists what happened, the oldest first, undated events last.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) for a speaker that is not there or could be several,
/// whom it lists; [`Error::Database`](crate::Error::Database).
pub fn timeline(store: &Store, query: &TimelineQuery) -> Result<Vec<Entry>> {
    let speakers = query.speaker.map(|name| speakers::resolve_speaker(store, name)).transpose()?;
    let events = conditions(store, query, speakers.as_deref()).and_then(|it| events::select(&store.db, &it));
    let events = events.map_err(|error| store.explain(error))?;
    let mut entries = fold_same(events);
    if query.claims || query.speaker.is_some() && query.status.is_none() {
        let asked = ClaimQuery {
            speaker: query.speaker,
            topic: query.topic,
            outlet: query.outlet,
            place: query.place,
            since: query.since,
            until: query.until,
            ..ClaimQuery::default()
        };
        let said = claims::claims(store, &asked)?;
        entries.extend(said.into_iter().map(|claim| Entry::Claim(Box::new(claim))));
    }
    entries.sort_by(|a, b| a.order().cmp(&b.order()));
    if query.reverse {
        // Undated entries stay last: they are no newer than the rest.
        let dated = entries.partition_point(|entry| !entry.order().0);
        entries[..dated].reverse();
    }
    entries.truncate(query.limit.unwrap_or(usize::MAX));
    Ok(entries)
}

impl Entry {
    /// Undated last, then by days, events before claims, then by document and place in it.
    fn order(&self) -> (bool, Option<&str>, Option<&str>, u8, i64, usize, i64) {
        let (days, rank, document, start, id) = match self {
            Self::Event { event, .. } => (&event.days, 0, event.document.id, event.start, event.id),
            Self::Claim(claim) => (&claim.days, 1, claim.document.id, claim.evidence.start, claim.id),
        };
        let (begins, ends) = (days.begins_on.as_deref(), days.ends_before.as_deref());
        (begins.is_none(), begins, ends, rank, document, start, id)
    }
}

/// Puts the conditions on events together, the question's speakers found.
pub(super) fn conditions(
    store: &Store,
    query: &TimelineQuery,
    speakers: Option<&[i64]>,
) -> rusqlite::Result<Conditions> {
    let mut conditions = Conditions::default();
    if let Some(speakers) = speakers {
        let ids = serde_json::to_string(speakers).unwrap_or_default();
        conditions.add(
            "event.id IN (SELECT event_id FROM event_participant WHERE speaker_id IN (SELECT value FROM json_each(?)))",
            [ids.into()],
        );
    }
    if let Some(subject) = query.topic {
        conditions.one_of("event.id", &topics::about(&store.db, subject, Wanted::Events)?.events);
    }
    if let Some(place) = query.place {
        conditions
            .add("' ' || place_key || ' ' LIKE ?", [format!("% {} %", fold(place).replace(['%', '_'], "")).into()]);
    }
    if let Some(outlet) = query.outlet {
        conditions.outlet("event.document_id", outlet);
    }
    if let Some(status) = query.status {
        conditions.add("status = ?", [status.to_owned().into()]);
    }
    if !query.undated {
        conditions.add("begins_on IS NOT NULL", []);
    }
    match query.undated {
        // An undated event may have happened at any time.
        true => conditions.within("ifnull(begins_on, '')", "ifnull(ends_before, '9')", query.since, query.until),
        false => conditions.within("begins_on", "ends_before", query.since, query.until),
    }
    Ok(conditions)
}

/// Folds the same event told by several documents into one entry.
fn fold_same(events: Vec<EventRow>) -> Vec<Entry> {
    let mut groups: Vec<(EventRow, Vec<DocumentRef>)> = Vec::new();
    let mut known: rustc_hash::FxHashMap<String, usize> = rustc_hash::FxHashMap::default();
    for event in events {
        let signature = signature(&event);
        match known.get(&signature) {
            Some(group) => {
                let (first, also_in) = &mut groups[*group];
                let document = event.document;
                if document.id != first.document.id && !also_in.contains(&document) {
                    also_in.push(document);
                } else if document.id == first.document.id && also_in.is_empty() && event.text != first.text {
                    // Told twice within one document in other words: kept as its own line.
                    groups.push((EventRow { document, ..event }, Vec::new()));
                }
            }
            None => {
                known.insert(signature, groups.len());
                groups.push((event, Vec::new()));
            }
        }
    }
    let entry = |(event, also_in): (EventRow, Vec<DocumentRef>)| {
        let documents = || std::iter::once(&event.document).chain(&also_in);
        let (outlets, independent) = (count_outlets(documents()), count_voices(documents()));
        Entry::Event { event: Box::new(event), also_in, outlets, independent }
    };
    groups.into_iter().map(entry).collect()
}

/// What two tellings of one event share: days, status, predicate and at least two participants, or
/// the very words.
fn signature(event: &EventRow) -> String {
    let mut participants: Vec<i64> = event.participants.iter().map(|it| it.speaker).collect();
    participants.sort_unstable();
    participants.dedup();
    let days = format!("{:?}{:?}{}", event.days.begins_on, event.days.ends_before, event.status);
    match participants.len() >= 2 {
        true => format!("{days}{}{participants:?}", event.predicate),
        false => format!("{days}{}", fold(&event.text)),
    }
}

fn count_outlets<'d>(documents: impl Iterator<Item = &'d DocumentRef>) -> usize {
    let mut outlets: Vec<String> = Vec::new();
    for document in documents {
        match document.outlets.is_empty() {
            true => outlets.push(format!("#{}", document.id)),
            false => outlets.extend(document.outlets.iter().cloned()),
        }
    }
    outlets.sort_unstable();
    outlets.dedup();
    outlets.len()
}

/// Counts the outlets whose own words the documents carry: an exact copy is one document, and near
/// copies speak with the voice of their origin.
fn count_voices<'d>(documents: impl Iterator<Item = &'d DocumentRef>) -> usize {
    let mut voices: Vec<String> = documents.map(DocumentRef::voice).collect();
    voices.sort_unstable();
    voices.dedup();
    voices.len()
}
