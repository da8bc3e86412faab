//! What did a correction or update change?
//!
//! Each version of a document is compared with the one before: headline and publication date as
//! they are, claims by who says what, events by what happens when. Findings in the same words are
//! not listed; those in mostly the same words are one that changed; the others came or went.

use rusqlite::{Connection, Row};
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::error::Result;
use crate::store::{Store, fold};

use super::{Days, DocumentRef};

/// The share of words in common from which two findings are one that changed.
const SAME: f64 = 0.5;

/// Pairs of findings of one kind that are compared; beyond them all are taken for new and gone.
const COMPARED: usize = 4_000_000;

/// One difference between a version of a document and the one before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRow {
    /// The document.
    pub document: DocumentRef,
    /// The later of the two versions; the first is 1.
    pub version: i64,
    /// "title", "published", "claim" or "event".
    pub entry: &'static str,
    /// "added", "dropped" or "changed".
    pub change: &'static str,
    /// What the earlier version told.
    pub before: Option<Told>,
    /// What the later one tells.
    pub after: Option<Told>,
}

/// What one version told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// The headline, the day, the claim's content or the event's clause.
    pub text: String,
    /// Of a claim: who said it, resolved or in the words of the text.
    pub speaker: Option<String>,
    /// Of an event: when it happened.
    pub days: Option<Days>,
    /// Of a claim: "affirms", "denies" or "refuses"; of an event: "asserted", "planned",
    /// "hypothetical" or "denied".
    pub status: Option<String>,
    /// The first byte of the evidence within that version's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The sentence or sentences of that version that say it.
    pub evidence: String,
}

/// Lists what changed from version to version of one document, or of all, in the order of documents
/// and versions.
///
/// # Errors
///
/// [`Error::Database`](crate::Error::Database).
pub fn changes(store: &Store, document: Option<i64>) -> Result<Vec<ChangeRow>> {
    let list = || -> rusqlite::Result<Vec<ChangeRow>> {
        let mut statement = store.db.prepare(
            "SELECT DISTINCT document_id FROM document_version WHERE ?1 IS NULL OR document_id = ?1 \
             ORDER BY document_id",
        )?;
        let documents = statement.query_map([document], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        let mut changes = Vec::new();
        for document in documents {
            let versions = versions(&store.db, document)?;
            for (pair, version) in versions.windows(2).zip(2..) {
                let document = DocumentRef::load(&store.db, document)?;
                compare(&document, version, &pair[0], &pair[1], &mut changes);
            }
        }
        Ok(changes)
    };
    list().map_err(|error| store.explain(error))
}

/// A version as far as it is compared.
struct Version {
    title: Option<Told>,
    published: Option<Told>,
    claims: Vec<Told>,
    events: Vec<Told>,
}

const VERSIONS: &str =
    "SELECT id, text, title, published_on FROM document_version WHERE document_id = ?1 ORDER BY version";
const OLD_CLAIMS: &str = "SELECT content, ifnull(speaker, nullif(source, '')), polarity, NULL, NULL, NULL, NULL, \
     evidence_start, evidence_end FROM version_claim WHERE version_id = ?1 ORDER BY position";
const OLD_EVENTS: &str = "SELECT text, NULL, status, begins_on, ends_before, grain, modifier, evidence_start, \
     evidence_end FROM version_event WHERE version_id = ?1 ORDER BY position";
const LAST: &str = "SELECT id, text, title, published_on FROM document WHERE id = ?1";
const CLAIMS: &str = "SELECT content, ifnull(speaker.name, nullif(source, '')), polarity, NULL, NULL, NULL, NULL, \
     evidence_start, evidence_end FROM claim LEFT JOIN speaker ON speaker.id = speaker_id \
     WHERE claim.document_id = ?1 AND act IN ('says', 'thinks', 'shows') ORDER BY position";
const EVENTS: &str = "SELECT text, NULL, status, begins_on, ends_before, grain, modifier, evidence_start, evidence_end \
     FROM event WHERE document_id = ?1 ORDER BY position";

/// Loads all versions of a document, the first one first.
fn versions(db: &Connection, document: i64) -> rusqlite::Result<Vec<Version>> {
    let mut versions = Vec::new();
    for (sql, claims, events) in [(VERSIONS, OLD_CLAIMS, OLD_EVENTS), (LAST, CLAIMS, EVENTS)] {
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query([document])?;
        while let Some(row) = rows.next()? {
            let (id, text): (i64, String) = (row.get(0)?, row.get(1)?);
            versions.push(Version {
                title: row.get::<_, Option<String>>(2)?.map(Told::bare),
                published: row.get::<_, Option<String>>(3)?.map(Told::bare),
                claims: findings(db, claims, id, &text)?,
                events: findings(db, events, id, &text)?,
            });
        }
    }
    Ok(versions)
}

fn findings(db: &Connection, sql: &str, id: i64, text: &str) -> rusqlite::Result<Vec<Told>> {
    let mut statement = db.prepare_cached(sql)?;
    statement.query_map([id], |row| Told::read(row, text))?.collect()
}

impl Told {
    fn bare(text: String) -> Self {
        Self { text, speaker: None, days: None, status: None, start: 0, end: 0, evidence: String::new() }
    }

    fn read(row: &Row, text: &str) -> rusqlite::Result<Self> {
        let days = Days { begins_on: row.get(3)?, ends_before: row.get(4)?, grain: row.get(5)?, modifier: row.get(6)? };
        let (start, end) = (row.get(7)?, row.get(8)?);
        Ok(Self {
            text: row.get(0)?,
            speaker: row.get(1)?,
            status: row.get(2)?,
            // Claims have none; an undated event has days that say so.
            days: (row.as_ref().column_name(3) == Ok("begins_on")).then_some(days),
            start,
            end,
            evidence: text.get(start..end).unwrap_or_default().to_owned(),
        })
    }

    /// What must be equal for two findings to be the same.
    fn key(&self) -> (String, Option<String>, Option<Days>, Option<String>) {
        (fold(&self.text), self.speaker.as_deref().map(fold), self.days.clone(), self.status.clone())
    }
}

fn compare(document: &DocumentRef, version: i64, before: &Version, after: &Version, changes: &mut Vec<ChangeRow>) {
    let mut note = |entry, (before, after): (Option<&Told>, Option<&Told>)| {
        let change = match (before, after) {
            (None, _) => "added",
            (_, None) => "dropped",
            _ => "changed",
        };
        let (document, before, after) = (document.clone(), before.cloned(), after.cloned());
        changes.push(ChangeRow { document, version, entry, change, before, after });
    };
    for (entry, before, after) in
        [("title", &before.title, &after.title), ("published", &before.published, &after.published)]
    {
        if before != after {
            note(entry, (before.as_ref(), after.as_ref()));
        }
    }
    for (entry, before, after) in [("claim", &before.claims, &after.claims), ("event", &before.events, &after.events)] {
        differences(before, after).into_iter().for_each(|pair| note(entry, pair));
    }
}

/// Pairs the findings that changed; one that came or went has no partner. In the order of the text,
/// what went before what is there.
fn differences<'t>(before: &'t [Told], after: &'t [Told]) -> Vec<(Option<&'t Told>, Option<&'t Told>)> {
    let (before, mut after) = without_equals(before, after);
    let comparable = before.len() * after.len() <= COMPARED;
    let mut pairs: Vec<(Option<&Told>, Option<&Told>)> = Vec::new();
    for old in before {
        let scored = after.iter().enumerate().filter(|_| comparable).map(|(at, new)| (likeness(old, new), at));
        let best = scored.filter(|(score, _)| *score >= SAME);
        let best = best.max_by(|(a, at), (b, bt)| a.total_cmp(b).then_with(|| bt.cmp(at)));
        pairs.push((Some(old), best.map(|(_, at)| after.remove(at))));
    }
    pairs.extend(after.into_iter().map(|new| (None, Some(new))));
    pairs
}

/// Leaves out what both versions have.
fn without_equals<'t>(before: &'t [Told], after: &'t [Told]) -> (Vec<&'t Told>, Vec<&'t Told>) {
    // How many of each finding the later version has that the earlier one lacks.
    let mut left: FxHashMap<_, usize> = FxHashMap::default();
    after.iter().for_each(|told| *left.entry(told.key()).or_default() += 1);
    let mut take = |told: &Told| match left.get_mut(&told.key()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let before = before.iter().filter(|told| !take(told)).collect();
    (before, after.iter().filter(|told| take(told)).collect())
}

/// The share of their words that two findings have in common, each as often as it stands in both: 0 to 1.
fn likeness(a: &Told, b: &Told) -> f64 {
    let words = |told: &Told| -> Vec<String> {
        let text = fold(&told.text);
        let mut words: Vec<String> =
            text.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (a, mut b) = (words(a), words(b));
    let all = a.len() + b.len();
    let mut common = 0;
    for word in &a {
        if let Ok(at) = b.binary_search(word) {
            b.remove(at);
            common += 1;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * f64::from(common) / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, speaker: &str) -> Told {
        Told { speaker: Some(speaker.to_owned()), ..Told::bare(text.to_owned()) }
    }

    /// Writes the differences as "before > after", a line each.
    #[track_caller]
    fn check(before: &[(&str, &str)], after: &[(&str, &str)], expected: &str) {
        let list = |all: &[(&str, &str)]| all.iter().map(|(who, what)| told(what, who)).collect::<Vec<_>>();
        let (before, after) = (list(before), list(after));
        let words = |it: Option<&Told>| {
            it.map_or("-".to_owned(), |it| format!("{}: {}", it.speaker.as_deref().unwrap_or("?"), it.text))
        };
        let lines = differences(&before, &after).into_iter().map(|(a, b)| format!("{} > {}\n", words(a), words(b)));
        assert_eq!(lines.collect::<String>(), expected);
    }

    #[test]
    fn findings_in_the_same_words_are_not_listed() {
        check(&[("Berg", "it will cost two million")], &[("Berg", "It will  cost two million")], "");
        check(&[("A", "x"), ("A", "x")], &[("A", "x")], "A: x > -\n");
    }

    #[test]
    fn changed_words_or_speakers_make_a_pair() {
        check(
            &[("Berg", "the repair will cost two million"), ("council", "the bridge is closed")],
            &[("council", "the bridge is closed"), ("Berg", "the repair will cost three million")],
            "Berg: the repair will cost two million > Berg: the repair will cost three million\n",
        );
        check(
            &[("Berg", "it rained all day")],
            &[("Lund", "it rained all day")],
            "Berg: it rained all day > Lund: it rained all day\n",
        );
    }

    #[test]
    fn other_words_came_or_went() {
        check(
            &[("Berg", "the repair will cost two million")],
            &[("Lund", "ferries run every hour")],
            "Berg: the repair will cost two million > -\n- > Lund: ferries run every hour\n",
        );
    }
}
