//! Where do these words stand?

use rusqlite::{Connection, params};
use serde::Serialize;

use super::claims::PROPER;
use crate::error::Result;
use crate::store::Store;

use super::DocumentRef;

/// Opens and closes a found word in [`SearchRow::text`]; private-use characters that no text holds
/// after decoding has cleaned it.
pub const FOUND: (char, char) = ('\u{f8f0}', '\u{f8f1}');

/// A document, event or claim that holds the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchRow {
    /// "document", "event" or "claim".
    pub entry: &'static str,
    /// Its id in this file.
    pub id: i64,
    /// Its day, YYYY-MM-DD: of the event, the claim, or publication.
    pub on: Option<String>,
    /// The words around, in pieces.
    pub text: Vec<Piece>,
    /// Where it stands.
    pub document: DocumentRef,
}

/// A stretch of text that was, or was not, asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they were asked for.
    pub found: bool,
}

/// Finds documents, then events, then claims with all of the words, the best matches first.
///
/// # Errors
///
/// [`Error::Database`](crate::Error::Database).
pub fn search(store: &Store, words: &str, limit: Option<usize>) -> Result<Vec<SearchRow>> {
    let find = || -> rusqlite::Result<Vec<SearchRow>> {
        let query = full_text(words);
        let mut found = Vec::new();
        if query.is_empty() {
            return Ok(found);
        }
        let mark = format!("'{}', '{}'", FOUND.0, FOUND.1);
        for (entry, sql) in [
            (
                "document",
                format!(
                    "SELECT rowid, rowid, (SELECT published_on FROM document WHERE id = document_search.rowid), \
                     snippet(document_search, 1, {mark}, '…', 32) FROM document_search \
                     WHERE document_search MATCH ?1 ORDER BY rank, rowid LIMIT ?2"
                ),
            ),
            (
                "event",
                format!(
                    "SELECT event.id, document_id, begins_on, highlight(event_search, 0, {mark}) \
                     FROM event_search JOIN event ON event.id = event_search.rowid \
                     WHERE event_search MATCH ?1 ORDER BY rank, event.id LIMIT ?2"
                ),
            ),
            (
                "claim",
                format!(
                    "SELECT claim.id, document_id, dated_on, highlight(claim_search, 1, {mark}) \
                     FROM claim_search JOIN claim ON claim.id = claim_search.rowid \
                     WHERE claim_search MATCH ?1 AND {PROPER} ORDER BY rank, claim.id LIMIT ?2"
                ),
            ),
        ] {
            found.extend(rows(&store.db, entry, &sql, &query, limit)?);
        }
        Ok(found)
    };
    find().map_err(|error| store.explain(error))
}

fn rows(
    db: &Connection,
    entry: &'static str,
    sql: &str,
    query: &str,
    limit: Option<usize>,
) -> rusqlite::Result<Vec<SearchRow>> {
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query(params![query, limit.map_or(-1, |limit| limit as i64)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(SearchRow {
            entry,
            id: row.get(0)?,
            document: DocumentRef::load(db, row.get(1)?)?,
            on: row.get(2)?,
            text: pieces(&row.get::<_, String>(3)?),
        });
    }
    Ok(found)
}

/// Turns what a user typed into a full-text query: all words, `"phrases"` kept, `word*` as prefix.
fn full_text(words: &str) -> String {
    let mut terms = Vec::new();
    for (index, part) in words.split('"').enumerate() {
        let quoted = index % 2 == 1;
        let pieces: Vec<&str> = if quoted { vec![part] } else { part.split_whitespace().collect() };
        for piece in pieces.into_iter().filter(|piece| piece.chars().any(char::is_alphanumeric)) {
            let prefix = !quoted && piece.ends_with('*');
            terms.push(format!("\"{}\"{}", piece.trim_end_matches('*'), if prefix { "*" } else { "" }));
        }
    }
    terms.join(" ")
}

fn pieces(marked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, part) in marked.split([FOUND.0, FOUND.1]).enumerate() {
        if !part.is_empty() {
            pieces.push(Piece { text: part.to_owned(), found: index % 2 == 1 });
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, query: &str) {
        assert_eq!(full_text(typed), query);
    }

    #[test]
    fn takes_words_phrases_and_prefixes_and_nothing_else() {
        check("root causes", r#""root" "causes""#);
        check(r#"the "root causes" of"#, r#""the" "root causes" "of""#);
        check("missil*", r#""missil"*"#);
        check("NEAR(a b) OR c-d", r#""NEAR(a" "b)" "OR" "c-d""#);
        check(" * ' - ", "");
        check(r#"""#, "");
    }

    #[test]
    fn tells_found_words_from_the_rest() {
        let found = |text: &str, found: bool| Piece { text: text.into(), found };
        let marked = format!("a {}b{} c", FOUND.0, FOUND.1);
        assert_eq!(pieces(&marked), [found("a ", false), found("b", true), found(" c", false)]);
    }
}
