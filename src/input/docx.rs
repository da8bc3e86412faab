//! DOCX files: the paragraphs of a word processor's document.
//!
//! In: the bytes of the package. Out: one document. Reads two parts of it by name and writes
//! nothing to disk, so names inside the package have no power. The date the file was made is no
//! date of publication and is not read.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::error::Result;

use super::{MAX_BYTES, Reading, decode, html, page, problem};

/// Reads a DOCX file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let damaged =
        |error: &dyn std::fmt::Display| problem(name, format!("the document is damaged: {error}; save it again"));
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let body = part(&mut package, "word/document.xml").map_err(|error| damaged(&error))?;
    let (text, title) = paragraphs(&body).map_err(|error| damaged(&error))?;
    let properties = part(&mut package, "docProps/core.xml").unwrap_or_default();
    let mut documents = page::split(&decode::clean(&text).0);
    match documents.first_mut() {
        Some(main) => {
            main.byline = main.byline.take().or_else(|| element(&properties, "creator"));
            if main.title.is_none() && title.is_some() {
                main.title = title;
                html::put_title_first(main);
            }
        }
        None => return Err(problem(name, "the document has no text; nothing to add")),
    }
    Ok(Reading { documents, problems: Vec::new() })
}

fn part(package: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let part = package.by_name(name).map_err(|error| format!("{name}: {error}"))?;
    let mut bytes = Vec::new();
    part.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("{name} unpacks to more than {} MB", MAX_BYTES >> 20));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of the `w:p` elements, with blank lines between them, and of the first one that is styled
/// as a title.
fn paragraphs(xml: &str) -> Result<(String, Option<String>), quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut title = None;
    let (mut in_text, mut is_title, mut start) = (false, false, 0);
    loop {
        match reader.read_event()? {
            Event::Start(tag) if tag.local_name().as_ref() == "t" => in_text = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" => {
                    let words = text[start..].trim();
                    if is_title && title.is_none() && !words.is_empty() {
                        title = Some(decode::clean(words).0);
                    }
                    text.push_str("\n\n");
                    (is_title, start) = (false, text.len());
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" => text.push(' '),
                "br" | "cr" => text.push('\n'),
                "pStyle" => {
                    let mut values = tag.attributes().flatten().map(|it| it.value);
                    is_title = values.any(|value| matches!(&*value, "Title" | "Heading1"));
                }
                _ => {}
            },
            Event::Text(words) if in_text => text.push_str(&words),
            Event::GeneralRef(reference) if in_text => text.push_str(&entity(&reference)),
            Event::Eof => return Ok((text, title)),
            _ => {}
        }
    }
}

fn entity(reference: &quick_xml::events::BytesRef) -> String {
    let numbered = reference.resolve_char_ref().ok().flatten().map(String::from);
    let named = || quick_xml::escape::resolve_xml_entity(reference).map(str::to_owned);
    numbered.or_else(named).unwrap_or_default()
}

/// The words of the first element of this name.
fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!(":{name}>"))?;
    let words = rest.split('<').next()?.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::input::{Options, read};

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            package.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            package.write_all(content.as_bytes()).unwrap();
        }
        package.finish().unwrap().into_inner()
    }

    #[test]
    fn reads_paragraphs() {
        let xml = r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Bridge &amp; ferry close</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The old bridge </w:t></w:r><w:r><w:t>closed on Monday, the council said.</w:t></w:r></w:p></w:body></w:document>"#;
        let core = "<cp:coreProperties xmlns:dc=\"x\"><dc:creator>Jane Doe</dc:creator></cp:coreProperties>";
        let bytes = package(&[("../../evil", "x"), ("word/document.xml", xml), ("docProps/core.xml", core)]);
        let document = read("a.docx", &bytes, &Options::default()).unwrap().documents.remove(0);
        assert_eq!(document.text, "Bridge & ferry close\n\nThe old bridge closed on Monday, the council said.");
        assert_eq!(document.byline.as_deref(), Some("Jane Doe"));
    }

    #[test]
    fn a_paragraph_styled_as_a_title_is_the_headline() {
        let xml = r#"<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Halted on Monday is the quarry at Orrin, the council said.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:t>The quarry at Orrin was halted on Monday, the council said.</w:t></w:r></w:p></w:body></w:document>"#;
        let title = |xml: &str| {
            let bytes = package(&[("word/document.xml", xml)]);
            read("a.docx", &bytes, &Options::default()).unwrap().documents.remove(0).title
        };
        assert_eq!(title(xml).as_deref(), Some("Halted on Monday is the quarry at Orrin, the council said."));
        assert_eq!(title(&xml.replace("\"Title\"", "\"Normal\"")), None);
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |bytes: &[u8]| read("a.docx", bytes, &Options::default()).unwrap_err().to_string();
        let cut = &package(&[("word/document.xml", "<w:p>")])[..40];
        assert!(error(cut).starts_with("a.docx: the document is damaged"), "{}", error(cut));
        assert!(
            error(&package(&[("word/document.xml", "<w:body></w:body>")]))
                .ends_with("the document has no text; nothing to add")
        );
        assert!(error(&package(&[("word/document.xml", "<w:p><w:t></w:p>")])).contains("damaged"));
    }
}
