//! Bytes to documents: decoding, one file per format, the article apart from its page.
//!
//! In: a name and bytes (or a path, or an address). Out: [`Document`]s with clean text, title,
//! byline, outlet and, where the page itself says so, the publication date. Formats are told apart
//! by content first and by name second. Never guesses a date and never reads the clock; what it
//! removed or replaced it says in [`Document::notices`].

mod dates;
mod decode;
mod detect;
mod docx;
mod feed;
mod fetch;
mod html;
mod json;
mod language;
mod mail;
mod markdown;
mod packed;
mod page;
mod pdf;
mod record;
mod table;
mod text;
mod walk;
mod warc;

use chrono_tz::Tz;

use crate::error::{Error, Result};
use crate::model::{Basis, Document, Published, Span};

pub use fetch::{Fetching, fetch, is_address};
pub use walk::{Articles, Ignored, articles, read_file};

/// The largest file, and the largest text that a compressed file may unpack to, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// Plain text in any encoding.
    Text,
    /// A web page.
    Html,
    /// Markdown, with front matter or without.
    Markdown,
    /// One JSON value: a record or a list of records.
    Json,
    /// One JSON record a line.
    JsonLines,
    /// Comma-separated values with a header row.
    Csv,
    /// Tab-separated values with a header row.
    Tsv,
    /// RSS, Atom or JSON feed.
    Feed,
    /// One mail message.
    Mail,
    /// A mailbox of many messages.
    Mbox,
    /// A web archive.
    Warc,
    /// A PDF with text in it.
    Pdf,
    /// A word processor's document.
    Docx,
    /// Any of these, packed by gzip.
    Gzip,
    /// Any of these, packed by Zstandard.
    Zstd,
}

/// What the user says about the articles; it goes before anything that the page says.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The publication date.
    pub published: Option<Published>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The zone whose civil days the article means.
    pub timezone: Option<Tz>,
    /// The format, where content and name would tell another.
    pub format: Option<InputFormat>,
    /// The encoding of pages and plain text, where what they came by names one: "iso-8859-1".
    pub charset: Option<String>,
    /// For JSON, CSV and TSV: which field of the file holds what.
    pub fields: FieldMap,
}

/// Which field of a record holds what, beyond the usual names: `text=body,published=date`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldMap(Vec<(Field, String)>);

/// What a record's field can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Field {
    Id,
    Text,
    Title,
    Published,
    Byline,
    Outlet,
    Url,
    Language,
}

/// What a file held.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its documents in order; each page's main document stands before the related ones of that page.
    pub documents: Vec<Document>,
    /// The parts that could not be read (a line, a record, a message), the rest notwithstanding.
    pub problems: Vec<Error>,
}

impl FieldMap {
    /// Reads `text=body,published=date`.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] for anything but pairs of a known field and a name.
    pub fn parse(map: &str) -> Result<Self> {
        let pair = |pair: &str| {
            let (field, name) = pair.split_once('=')?;
            let name = Some(name.trim()).filter(|name| !name.is_empty())?;
            Some((Field::parse(field.trim())?, name.to_owned()))
        };
        let pairs = map.split(',').map(|text| {
            pair(text).ok_or_else(|| {
                Error::Usage(format!(
                    "\"{text}\" is not a field mapping; write FIELD=NAME with FIELD one of id, text, title, published, \
                     byline, outlet, url, language"
                ))
            })
        });
        pairs.collect::<Result<_>>().map(Self)
    }

    /// Returns the name that the user gave to the field.
    pub fn name(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(mapped, _)| *mapped == field).map(|(_, name)| name.as_str())
    }
}

impl Field {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "id" => Self::Id,
            "text" => Self::Text,
            "title" => Self::Title,
            "published" => Self::Published,
            "byline" => Self::Byline,
            "outlet" => Self::Outlet,
            "url" => Self::Url,
            "language" => Self::Language,
            _ => return None,
        })
    }
}

/// Reads the articles that a file holds.
///
/// `name` is the file as the user named it; it goes into messages and into [`Document::path`]
/// (followed by `#` and the record for every document after the first, or for files of records).
///
/// # Errors
///
/// [`Error::Input`] when the file holds no article at all: it is empty, binary, too large, or
/// damaged. Parts that fail while others succeed are in [`Reading::problems`].
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Reading> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(name, bytes.len() as u64));
    }
    let mut reading = read_format(name, bytes, options, 0)?;
    for (index, document) in reading.documents.iter_mut().enumerate() {
        let path = if index == 0 { name.to_owned() } else { format!("{name}#{}", index + 1) };
        document.path.get_or_insert(path);
        finish(document, options);
        settle(document);
    }
    if reading.documents.is_empty() && reading.problems.is_empty() {
        return Err(problem(name, "it holds no records; nothing to add"));
    }
    Ok(reading)
}

/// How often a file may be packed: `.warc.gz` of `.gz` pages is honest, twenty layers are not.
const MAX_PACKED: usize = 2;

fn read_format(name: &str, bytes: &[u8], options: &Options, packed: usize) -> Result<Reading> {
    let fields = &options.fields;
    let charset = options.charset.as_deref();
    let given = options.format.filter(|_| packed == 0);
    match given.unwrap_or_else(|| InputFormat::detect(name, bytes)) {
        InputFormat::Text => text::read(name, bytes, charset),
        InputFormat::Html => html::read(name, bytes, charset),
        InputFormat::Markdown => markdown::read(name, bytes, fields),
        InputFormat::Json => json::read(name, bytes, fields),
        InputFormat::JsonLines => json::read_lines(name, bytes, fields),
        InputFormat::Csv => table::read(name, bytes, b',', fields),
        InputFormat::Tsv => table::read(name, bytes, b'\t', fields),
        InputFormat::Feed => feed::read(name, bytes),
        InputFormat::Mail => mail::read(name, bytes),
        InputFormat::Mbox => mail::read_box(name, bytes),
        InputFormat::Warc => warc::read(name, bytes),
        InputFormat::Pdf => pdf::read(name, bytes),
        InputFormat::Docx => docx::read(name, bytes),
        InputFormat::Gzip | InputFormat::Zstd if packed == MAX_PACKED => {
            Err(problem(name, format!("it is packed more than {MAX_PACKED} times over; unpack it first")))
        }
        format @ (InputFormat::Gzip | InputFormat::Zstd) => {
            let unpacked = packed::unpack(name, bytes, format)?;
            read_format(name, &unpacked, options, packed + 1)
        }
    }
}

impl Reading {
    fn add(&mut self, document: Result<Document, String>, name: impl Fn() -> String) {
        match document {
            Ok(document) => self.documents.push(document),
            Err(error) => self.problems.push(problem(&name(), error)),
        }
    }
}

impl InputFormat {
    /// Tells the format by content, then by name.
    pub fn detect(name: &str, bytes: &[u8]) -> Self {
        detect::by_content(bytes).or_else(|| detect::by_name(name)).unwrap_or(Self::Text)
    }

    /// Tells the format by a media type: `text/html`.
    fn of_media_type(kind: &str) -> Option<Self> {
        Some(match kind.to_ascii_lowercase().as_str() {
            "text/html" | "application/xhtml+xml" => Self::Html,
            "text/markdown" => Self::Markdown,
            "text/csv" => Self::Csv,
            "text/tab-separated-values" => Self::Tsv,
            "application/json" => Self::Json,
            "application/x-ndjson" | "application/jsonl" => Self::JsonLines,
            "application/rss+xml" | "application/atom+xml" | "application/feed+json" => Self::Feed,
            "message/rfc822" => Self::Mail,
            "application/mbox" => Self::Mbox,
            _ => return None,
        })
    }
}

/// Applies what the user said, which for related documents is only where they were found.
fn finish(document: &mut Document, options: &Options) {
    document.timezone = options.timezone.or(document.timezone);
    if document.language.is_none() {
        document.language = language::detect(&document.text).map(str::to_owned);
    }
    if !document.is_english() {
        let code = document.language.as_deref().unwrap_or_default();
        let language = language::name(code).unwrap_or(code);
        document.notices.push(format!("the text is in {language}, not English: only dates and quotations were tried"));
    }
    if document.role == crate::model::DocumentRole::Related {
        return;
    }
    let say = |given: &Option<String>, found: &mut Option<String>| {
        if given.is_some() {
            found.clone_from(given);
        }
    };
    say(&options.outlet, &mut document.outlet);
    say(&options.url, &mut document.url);
    if options.title.is_some() && options.title != document.title {
        document.title.clone_from(&options.title);
        document.title_span = None;
    }
    if let Some(published) = &options.published {
        document.published = published.clone();
    } else if let Some(zone) = document.timezone.filter(|_| document.published.instant.is_some()) {
        document.published.move_to(zone);
    } else if document.published.day().is_none() {
        date_by_address(document);
    }
}

/// Leaves no control character that a format let through to steer a terminal, and no title span
/// beside its title.
fn settle(document: &mut Document) {
    let steers = |text: &str| text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'));
    let Document { text, title, byline, outlet, url, .. } = document;
    for part in std::iter::once(text).chain([title, byline, outlet, url].into_iter().flatten()) {
        if steers(part) {
            *part = decode::clean(part).0;
        }
    }
    let title = document.title.as_deref().filter(|title| document.text.starts_with(title));
    let holds =
        |span: Span| document.title.is_some() && document.text.get(span.start..span.end) == document.title.as_deref();
    document.title_span = document.title_span.and_then(|span| match holds(span) {
        true => Some(span),
        false => title.map(|title| Span::new(0, title.len())),
    });
}

/// Takes the date from the address of a document that says nothing more precise itself.
fn date_by_address(document: &mut Document) {
    let Some(day) = document.url.as_deref().and_then(dates::in_address) else { return };
    document.published =
        Published { reasons: vec!["the address holds the day".to_owned()], ..Published::on(day, Basis::Metadata) };
}

fn too_large(name: &str, bytes: u64) -> Error {
    problem(
        name,
        format!("{} MB are more than the {} MB that one file may have; split it", bytes >> 20, MAX_BYTES >> 20),
    )
}

fn problem(name: &str, problem: impl Into<String>) -> Error {
    Error::Input { name: name.to_owned(), problem: problem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_fields_and_refuses_what_is_no_mapping() {
        let map = FieldMap::parse("text=body, published = date").unwrap();
        assert_eq!(map.name(Field::Text), Some("body"));
        assert_eq!(map.name(Field::Published), Some("date"));
        assert_eq!(map.name(Field::Title), None);
        for wrong in ["", "text", "text=", "colour=red", "text=body,,"] {
            assert!(FieldMap::parse(wrong).is_err(), "{wrong}");
        }
    }

    /// Each of these was found by fuzzing.
    #[test]
    fn no_format_lets_control_characters_or_wrong_spans_through() {
        let mails = [
            "From: \"Jane Do\u{3}\" <a@b.example>\r\nTo: x\r\nDate: x\r\n\r\nBridge closes\r\n\r\nThe bridge closed on Monday.\r\n",
            "From: a@b.example\r\nSubject: Bridge\u{1a} closes\r\n\r\nThe old bridge over the Ame closed on Monday.\r\n",
        ];
        let page = "<html><head><title>Bridge</title></head><body>&#0;<p>The old br\u{0}idge over the Ame closed on Monday, &#27;[31mhe said.</p></body></html>";
        let files = mails.map(|mail| (InputFormat::Mail, mail)).into_iter().chain([(InputFormat::Html, page)]);
        for (format, file) in files {
            let options = Options { format: Some(format), ..Options::default() };
            let Ok(reading) = read("a", file.as_bytes(), &options) else { continue };
            for document in reading.documents {
                let parts = [Some(&document.text), document.title.as_ref(), document.byline.as_ref()];
                for part in parts.into_iter().flatten() {
                    assert!(!part.contains(|c: char| c.is_control() && c != '\n'), "{part:?}");
                }
                let said = document.title_span.map(|span| &document.text[span.start..span.end]);
                assert!(said.is_none() || said == document.title.as_deref(), "{document:?}");
            }
        }
    }

    #[test]
    fn a_table_of_no_rows_is_refused() {
        let error = read("a.csv", b"title,text\n", &Options::default()).unwrap_err().to_string();
        assert_eq!(error, "a.csv: it holds no records; nothing to add");
    }

    #[test]
    fn what_the_user_says_goes_before_what_the_page_says() {
        let options = Options {
            title: Some("Another".into()),
            published: Published::parse("2024-05-06", crate::model::Basis::Given),
            outlet: Some("Gazette".into()),
            ..Options::default()
        };
        let reading = read("a.txt", b"A headline\n\nThe council met on Monday and voted on the plan.\n", &options);
        let document = reading.unwrap().documents.remove(0);
        assert_eq!(document.title.as_deref(), Some("Another"));
        assert_eq!(document.published.value().as_deref(), Some("2024-05-06"));
        assert_eq!(document.outlet.as_deref(), Some("Gazette"));
        assert_eq!(document.path.as_deref(), Some("a.txt"));
    }
}
