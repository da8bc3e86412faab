//! Who is reported to have said what?

use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::error::Result;
use crate::model::Span;
use crate::store::Store;

use super::conditions::Conditions;
use super::documents::Documents;
use super::evidence::{Evidence, Mark, Quoter};
use super::repeats::{Repeat, fold_repeats};
use super::topics::{self, Subject, Wanted};
use super::{Days, DocumentRef, speakers};

/// What is asked of the claims; everything given must hold.
#[derive(Clone, Copy, Default)]
pub struct ClaimQuery<'a> {
    /// By this speaker, under any of the speaker's names.
    pub speaker: Option<&'a str>,
    /// About this.
    pub topic: Option<&'a Subject<'a>>,
    /// In documents of this outlet.
    pub outlet: Option<&'a str>,
    /// "direct", "indirect" or "mixed".
    pub kind: Option<&'a str>,
    /// Said (or else published) on this day or later, YYYY-MM-DD.
    pub since: Option<&'a str>,
    /// Said (or else published) before this day.
    pub until: Option<&'a str>,
    /// Only those whose speaker is not known.
    pub unresolved: bool,
    /// With this text in their content.
    pub contains: Option<&'a str>,
    /// At this place.
    pub place: Option<&'a str>,
    /// Also what is attributed without being claimed: wishes, plans, perceptions, deeds.
    pub all: bool,
    /// Claims told again in other documents are listed once, at their first place.
    pub folded: bool,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimRow {
    /// Its id in this file.
    pub id: i64,
    /// When it was said or, where the text does not say, when it was published.
    #[serde(flatten)]
    pub days: Days,
    /// Whether the text says when it was said; otherwise the days are those of publication.
    pub said: bool,
    /// The speaker's id; `None` when unresolved.
    pub speaker_id: Option<i64>,
    /// Who the source is; `None` when unresolved.
    pub speaker: Option<String>,
    /// The words that name the source; empty for an impersonal one.
    pub source: String,
    /// The words that report.
    pub cue: String,
    /// Their lemma.
    pub cue_lemma: String,
    /// What is reported, pieces joined by " … ".
    pub content: String,
    /// "direct", "indirect" or "mixed".
    pub kind: String,
    /// "says", "thinks", "shows", "wants" or "other".
    pub act: String,
    /// "affirms", "denies" or "refuses".
    pub polarity: String,
    /// "plain", "hedged" or "hypothetical".
    pub certainty: String,
    /// The speaker or source of the claim that this one is reported inside.
    pub reported_by: Option<String>,
    /// Who was told, where it was said, through what.
    pub addressee: Option<String>,
    #[allow(missing_docs)]
    pub place: Option<String>,
    #[allow(missing_docs)]
    pub medium: Option<String>,
    /// The pieces within the document, in bytes.
    pub source_spans: Vec<Span>,
    #[allow(missing_docs)]
    pub cue_spans: Vec<Span>,
    #[allow(missing_docs)]
    pub content_spans: Vec<Span>,
    /// The rule that found it.
    pub rule: String,
    /// Where it is reported.
    pub document: DocumentRef,
    /// The sentence or sentences.
    pub evidence: Evidence,
    /// Where else it is told, when repeats are folded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<Repeat>,
}

/// The claims proper, as SQL over `claim`: what a source says, thinks or shows. The others are
/// attributed to it, yet it did not put them forward.
pub(super) const PROPER: &str = "act IN ('says', 'thinks', 'shows')";

/// Lists the claims that meet the question, by date, undated ones last.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) for a speaker that is not there or could be several,
/// whom it lists; [`Error::Database`](crate::Error::Database).
pub fn claims(store: &Store, query: &ClaimQuery) -> Result<Vec<ClaimRow>> {
    let speakers = query.speaker.map(|name| speakers::resolve_speaker(store, name)).transpose()?;
    let list = || -> rusqlite::Result<Vec<ClaimRow>> {
        let limit = query.limit.filter(|_| !query.folded);
        select(&store.db, &conditions(store, query, speakers.as_deref())?, limit)
    };
    let claims = list().map_err(|error| store.explain(error))?;
    if !query.folded {
        return Ok(claims);
    }
    let mut folded = fold_repeats(claims);
    folded.truncate(query.limit.unwrap_or(usize::MAX));
    Ok(folded)
}

/// Puts the conditions of a question together, its speakers found.
pub(super) fn conditions(store: &Store, query: &ClaimQuery, speakers: Option<&[i64]>) -> rusqlite::Result<Conditions> {
    let mut conditions = Conditions::default();
    if let Some(speakers) = speakers {
        conditions.one_of("claim.speaker_id", speakers);
    }
    if let Some(subject) = query.topic {
        conditions.one_of("claim.id", &topics::about(&store.db, subject, Wanted::Claims)?.claims);
    }
    if let Some(outlet) = query.outlet {
        conditions.outlet("claim.document_id", outlet);
    }
    if let Some(kind) = query.kind {
        conditions.add("claim.kind = ?", [kind.to_owned().into()]);
    }
    if let Some(text) = query.contains {
        conditions.contains("claim.content", text);
    }
    if let Some(place) = query.place {
        let words = "(SELECT CAST(substr(CAST(text AS BLOB), place_start + 1, place_end - place_start) AS TEXT) \
                         FROM document WHERE document.id = claim.document_id)";
        conditions.contains(words, place);
    }
    if !query.all {
        conditions.add(PROPER, []);
    }
    if query.unresolved {
        conditions.add("claim.speaker_id IS NULL", []);
    }
    conditions.within("dated_on", "dated_before", query.since, query.until);
    Ok(conditions)
}

const SELECT: &str = "SELECT claim.id, claim.document_id, dated_on, dated_before, said_on IS NOT NULL, speaker_id, speaker.name, \
     source, cue, cue_lemma, content, claim.kind, polarity, certainty, reported_in, \
     addressee_start, addressee_end, place_start, place_end, medium_start, medium_end, claim.rule, \
     evidence_start, evidence_end, \
     CASE WHEN said_on IS NULL THEN published_grain ELSE time_expression.grain END, \
     CASE WHEN said_on IS NULL THEN NULL ELSE time_expression.modifier END, act \
     FROM claim JOIN document ON document.id = claim.document_id \
     LEFT JOIN speaker ON speaker.id = speaker_id \
     LEFT JOIN time_expression ON time_expression.document_id = claim.document_id \
     AND time_expression.position = claim.said_at";

pub(super) fn select(
    db: &Connection,
    conditions: &Conditions,
    limit: Option<usize>,
) -> rusqlite::Result<Vec<ClaimRow>> {
    let mut statement = db.prepare(&sql(conditions, limit))?;
    let mut rows = statement.query(&*conditions.values())?;
    let mut loader = Loader { db, quoter: Quoter::new(db), documents: Documents::new(db) };
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(loader.read(row)?);
    }
    Ok(claims)
}

/// Returns the question as SQL.
pub(super) fn sql(conditions: &Conditions, limit: Option<usize>) -> String {
    format!(
        "{SELECT}{} ORDER BY dated_on IS NULL, dated_on, dated_before, claim.document_id, claim.position LIMIT {}",
        conditions.sql(),
        limit.map_or(-1, |limit| limit as i64)
    )
}

struct Loader<'db> {
    db: &'db Connection,
    quoter: Quoter<'db>,
    documents: Documents<'db>,
}

impl Loader<'_> {
    fn read(&mut self, row: &Row) -> rusqlite::Result<ClaimRow> {
        let (id, document): (i64, i64) = (row.get(0)?, row.get(1)?);
        let spans = |part: &str| self.spans(id, part);
        let (source_spans, cue_spans, content_spans) = (spans("source")?, spans("cue")?, spans("content")?);
        let parts = [(&source_spans, Mark::Source), (&cue_spans, Mark::Cue), (&content_spans, Mark::Content)];
        let marks = parts.into_iter().flat_map(|(spans, role)| spans.iter().map(move |span| (*span, role))).collect();
        Ok(ClaimRow {
            id,
            days: Days {
                begins_on: row.get(2)?,
                ends_before: row.get(3)?,
                grain: row.get(24)?,
                modifier: row.get(25)?,
            },
            said: row.get(4)?,
            speaker_id: row.get(5)?,
            speaker: row.get(6)?,
            source: row.get(7)?,
            cue: row.get(8)?,
            cue_lemma: row.get(9)?,
            content: row.get(10)?,
            kind: row.get(11)?,
            act: row.get(26)?,
            polarity: row.get(12)?,
            certainty: row.get(13)?,
            reported_by: self.reported_by(document, row.get(14)?)?,
            addressee: self.words(document, row.get(15)?, row.get(16)?)?,
            place: self.words(document, row.get(17)?, row.get(18)?)?,
            medium: self.words(document, row.get(19)?, row.get(20)?)?,
            rule: row.get(21)?,
            document: self.documents.get(document)?,
            evidence: self.quoter.evidence(document, Span::new(row.get(22)?, row.get(23)?), marks)?,
            source_spans,
            cue_spans,
            content_spans,
            repeats: Vec::new(),
        })
    }

    fn spans(&self, claim: i64, part: &str) -> rusqlite::Result<Vec<Span>> {
        let mut statement = self.db.prepare_cached(
            "SELECT span_start, span_end FROM claim_span WHERE claim_id = ?1 AND part = ?2 ORDER BY position",
        )?;
        let rows = statement.query_map((claim, part), |row| Ok(Span::new(row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }

    fn words(&mut self, document: i64, start: Option<usize>, end: Option<usize>) -> rusqlite::Result<Option<String>> {
        start.zip(end).map(|(start, end)| self.quoter.words(document, Span::new(start, end))).transpose()
    }

    fn reported_by(&self, document: i64, position: Option<i64>) -> rusqlite::Result<Option<String>> {
        let Some(position) = position else { return Ok(None) };
        let mut statement = self.db.prepare_cached(
            "SELECT ifnull(speaker.name, nullif(source, '')) FROM claim LEFT JOIN speaker ON speaker.id = speaker_id \
             WHERE claim.document_id = ?1 AND position = ?2",
        )?;
        let mut rows = statement.query([document, position])?;
        rows.next()?.map_or(Ok(None), |row| row.get(0))
    }
}
