//! Where documents were found: files and addresses, and who carries them there.

use std::path::{Component, Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::model::Document;

use super::document::outlet;

/// Where a document was found.
pub(super) struct Place<'d> {
    path: Option<&'d str>,
    pub path_key: Option<String>,
    url: Option<&'d str>,
    pub url_key: Option<String>,
}

impl<'d> Place<'d> {
    pub fn of(document: &'d Document) -> Self {
        let path = document.path.as_deref();
        // Records of one file are told apart by address or words: their numbers shift.
        let numbered = |path: &&str| {
            path.rsplit_once('#').is_some_and(|(_, record)| record.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let identifies = path.filter(|path| !numbered(path) && *path != "-");
        Self {
            path,
            path_key: identifies.map(absolute),
            url: document.url.as_deref(),
            url_key: document.url.as_deref().map(url_key),
        }
    }
}

/// Notes where a document was found and who carries it there.
pub(super) fn add(db: &Connection, id: i64, document: &Document) -> Result<()> {
    let place = Place::of(document);
    if place.path.is_none() && place.url.is_none() {
        return Ok(());
    }
    let carrier = outlet(db, document.outlet.as_deref())?;
    // The newest reading says where a file or an address leads.
    db.prepare_cached("DELETE FROM document_place WHERE (path_key = ?1 OR url_key = ?2) AND document_id <> ?3")?
        .execute(params![place.path_key, place.url_key, id])?;
    let known: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM document_place WHERE document_id = ?1 AND (path_key = ?2 OR url_key = ?3 \
             OR (?2 IS NULL AND ?3 IS NULL AND path IS ?4)) ORDER BY id LIMIT 1",
        )?
        .query_row(params![id, place.path_key, place.url_key, place.path], |row| row.get(0))
        .optional()?;
    let mut statement = match known {
        Some(_) => db.prepare_cached(
            "UPDATE document_place SET path = ifnull(?2, path), path_key = ifnull(?3, path_key), \
             url = ifnull(?4, url), url_key = ifnull(?5, url_key), outlet_id = ifnull(?6, outlet_id) WHERE id = ?1",
        )?,
        None => db.prepare_cached(
            "INSERT INTO document_place (document_id, path, path_key, url, url_key, outlet_id) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?,
    };
    statement.execute(params![known.unwrap_or(id), place.path, place.path_key, place.url, place.url_key, carrier])?;
    Ok(())
}

/// Returns the path from the root, `.` and `..` resolved by their letters alone.
fn absolute(path: &str) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path));
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(Path::new(&part)),
        }
    }
    plain.display().to_string()
}

/// Returns the address without scheme, fragment and the parameters that only track readers.
fn url_key(url: &str) -> String {
    let url = url.trim().split('#').next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let tracks = |parameter: &&str| {
        parameter.starts_with("utm_") || parameter.starts_with("fbclid=") || parameter.starts_with("gclid=")
    };
    let kept: Vec<&str> = query.split('&').filter(|it| !it.is_empty() && !tracks(it)).collect();
    let (host, rest) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let rest = rest.trim_end_matches('/');
    match kept.is_empty() {
        true => format!("{host}/{rest}"),
        false => format!("{host}/{rest}?{}", kept.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_known_in_its_usual_dresses() {
        let plain = url_key("https://example.com/a/b");
        for same in
            ["http://www.Example.com/a/b/", "https://example.com/a/b#top", "https://example.com/a/b?utm_source=x"]
        {
            assert_eq!(url_key(same), plain, "{same}");
        }
        for other in ["https://example.com/a/B", "https://example.com/a/b?page=2", "https://example.org/a/b"] {
            assert_ne!(url_key(other), plain, "{other}");
        }
    }

    #[test]
    fn numbered_records_and_standard_input_identify_nothing() {
        let key =
            |path: &str| Place::of(&Document { path: Some(path.into()), ..Document::default() }).path_key.is_some();
        assert!(key("a.txt") && key("odd#name.txt") && key("feed.jsonl#some-id"));
        assert!(!key("feed.jsonl#12") && !key("-"));
    }
}
