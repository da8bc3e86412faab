//! Records with named fields, as JSON, CSV and front matter carry them, to documents.
//!
//! In: a way to look a field up by name. Out: a [`Document`]. The user's mapping goes before the
//! usual names. The text is taken as it is: no clutter is looked for.

use crate::model::{Basis, Document, Published};

use super::{Field, FieldMap, dates, decode, html};

/// The usual names of fields, lower case with `_`; the first one that a record has is taken.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "guid", "uuid", "doc_id", "docid", "article_id"]),
    (
        Field::Text,
        &[
            "text",
            "body",
            "content",
            "article",
            "article_text",
            "full_text",
            "fulltext",
            "maintext",
            "main_text",
            "body_text",
            "articlebody",
            "article_body",
            "content_text",
            "content_html",
            "plain_text",
            "story",
            "description",
            "summary",
        ],
    ),
    (Field::Title, &["title", "headline", "article_title", "name", "subject"]),
    (
        Field::Published,
        &[
            "published",
            "published_at",
            "publishedat",
            "date_published",
            "datepublished",
            "publish_date",
            "published_date",
            "pub_date",
            "pubdate",
            "publication_date",
            "publishdate",
            "date_publish",
            "date",
            "datetime",
            "timestamp",
            "created_at",
            "created",
        ],
    ),
    (Field::Byline, &["byline", "author", "authors", "creator"]),
    (
        Field::Outlet,
        &["outlet", "publisher", "source", "newspaper", "publication", "site_name", "site", "domain", "source_domain"],
    ),
    (Field::Url, &["url", "link", "address", "uri", "permalink", "canonical_url"]),
    (Field::Language, &["language", "lang"]),
];

/// Makes a document of a record.
///
/// `lookup` finds a field by its name, in lower case with `_`, or as the user wrote it.
/// The error says what is missing and how to mend it.
pub(super) fn document(
    name: &str,
    number: usize,
    fields: &FieldMap,
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<Document, String> {
    let found = |field: Field| match fields.name(field) {
        Some(mapped) => lookup(mapped),
        None => usual_names(field).iter().find_map(|name| lookup(name)),
    };
    let found = |field: Field| found(field).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let text = found(Field::Text).ok_or_else(|| {
        let wanted = fields.name(Field::Text).unwrap_or("text");
        format!("no \"{wanted}\" field with words in it; name the field with --map text=FIELD")
    })?;
    let published = match found(Field::Published) {
        Some(value) => published(&value)?,
        None => Published::default(),
    };
    let mut document = Document {
        text: plain(&text),
        title: found(Field::Title).map(|title| plain(&title).split_whitespace().collect::<Vec<_>>().join(" ")),
        byline: found(Field::Byline),
        outlet: found(Field::Outlet),
        url: found(Field::Url),
        path: Some(format!("{name}#{}", found(Field::Id).unwrap_or_else(|| number.to_string()))),
        language: found(Field::Language).map(|language| language.to_lowercase()).filter(|language| language.len() == 2),
        published,
        ..Document::default()
    };
    html::put_title_first(&mut document);
    Ok(document)
}

/// Returns the usual names of a field.
pub(super) fn usual_names(field: Field) -> &'static [&'static str] {
    NAMES.iter().find(|(known, _)| *known == field).map_or(&[], |(_, names)| names)
}

/// Writes a field's name the usual way: "Pub Date" and "pubDate" as "pub_date" and "pubdate".
pub(super) fn usual(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Reads a date that a record gives.
pub(super) fn published(value: &str) -> Result<Published, String> {
    Published::parse(value, Basis::Metadata).or_else(|| dates::published(value)).ok_or_else(|| {
        format!("\"{value}\" is no date that can only be read one way; write YYYY-MM-DD, or map another field with --map published=FIELD")
    })
}

/// Fields of exports often hold markup.
pub(super) fn plain(value: &str) -> String {
    let is_markup = ["</p>", "</div>", "<br", "</a>"].iter().any(|tag| value.contains(tag));
    let text = if is_markup { html::bare_text(value) } else { value.to_owned() };
    let text = decode::clean(&text).0;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut text = lines.join("\n");
    while is_markup && text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text.trim().to_owned()
}
