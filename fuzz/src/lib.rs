//! What the fuzz targets run.
//!
//! In: the name of a target and any bytes. Out: nothing, or a panic where something is wrong with
//! what was read: spans beside the text, control characters that would reach a terminal, findings
//! that lead nowhere.

pub mod seeds;

use timeline::extract;
use timeline::input::{InputFormat, Options, read};
use timeline::model::{Document, Finding};

/// Each target's name and the format it reads; `None` tells the format by content, or extracts.
pub const TARGETS: &[(&str, Option<InputFormat>)] = &[
    ("text", Some(InputFormat::Text)),
    ("html", Some(InputFormat::Html)),
    ("markdown", Some(InputFormat::Markdown)),
    ("json", Some(InputFormat::Json)),
    ("json_lines", Some(InputFormat::JsonLines)),
    ("csv", Some(InputFormat::Csv)),
    ("tsv", Some(InputFormat::Tsv)),
    ("feed", Some(InputFormat::Feed)),
    ("mail", Some(InputFormat::Mail)),
    ("mbox", Some(InputFormat::Mbox)),
    ("warc", Some(InputFormat::Warc)),
    ("pdf", Some(InputFormat::Pdf)),
    ("docx", Some(InputFormat::Docx)),
    ("gzip", Some(InputFormat::Gzip)),
    ("zstd", Some(InputFormat::Zstd)),
    ("detected", None),
    ("extract", None),
];

/// Runs one target over the bytes.
pub fn run(target: &str, bytes: &[u8]) {
    let (_, format) = TARGETS.iter().find(|(name, _)| *name == target).expect("a target of the list");
    if target == "extract" {
        return extract(&Document { text: String::from_utf8_lossy(bytes).into_owned(), ..Document::default() });
    }
    let options = Options { format: *format, ..Options::default() };
    // Refusing is fine; a refusal that does not name the file is not.
    match read("input", bytes, &options) {
        Ok(reading) => {
            assert!(!reading.documents.is_empty() || !reading.problems.is_empty(), "neither documents nor problems");
            reading.documents.iter().for_each(check);
        }
        Err(error) => assert!(error.to_string().starts_with("input"), "{error}"),
    }
}

fn check(document: &Document) {
    let text = &document.text;
    if let Some(span) = document.title_span {
        assert_eq!(text.get(span.start..span.end), document.title.as_deref(), "the title is where its span says");
    }
    let parts = [Some(text), document.title.as_ref(), document.byline.as_ref(), document.outlet.as_ref()];
    for part in parts.into_iter().flatten() {
        let control = part.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(control, None, "a control character in {part:?}");
    }
}

fn extract(document: &Document) {
    let annotated = extract::annotate(document);
    for finding in extract::findings(&annotated) {
        let spans = match &finding {
            Finding::Claim(claim) => [&claim.source[..], &claim.cue, &claim.content].concat(),
            Finding::Event(event) => vec![event.span],
        };
        for span in spans {
            assert!(document.text.get(span.start..span.end).is_some(), "{span:?} cuts the text");
        }
    }
}
