//! PDF files: the text that the file itself carries.
//!
//! In: bytes. Out: one document. Pages that are pictures of text are not read: that would need
//! character recognition. Words come in the order in which the file draws them.

use lopdf::content::Content;
use lopdf::{Document as Pdf, Encoding, Object, ObjectId};
use rustc_hash::FxHashMap;

use crate::error::Result;

use super::{Reading, decode, page, problem};

/// Pages beyond which a file is a book rather than an article.
const MAX_PAGES: usize = 500;

/// Reads a PDF file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let pdf = Pdf::load_mem(bytes)
        .map_err(|error| problem(name, format!("the PDF can't be read: {error}; save its text instead")))?;
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    if pages.len() > MAX_PAGES {
        return Err(problem(
            name,
            format!("the PDF has {} pages, more than {MAX_PAGES}; give the article's pages alone", pages.len()),
        ));
    }
    // A page that can't be read does not take the others with it.
    let texts: Vec<Option<String>> = pages.iter().map(|page| page_text(&pdf, *page).ok()).collect();
    let unread = texts.iter().filter(|text| text.is_none()).count();
    let text = texts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let mut documents = page::split(&without_hyphens(&decode::clean(&text).0));
    match documents.first_mut() {
        Some(main) if unread > 0 => main.notices.push(format!("{unread} of {} pages could not be read", pages.len())),
        Some(_) => {}
        None => return Err(problem(name, "the PDF carries no text, only pictures of it; give its text instead")),
    }
    Ok(Reading { documents, problems: Vec::new() })
}

/// Bytes that the content of a page or the table of a font may unpack to.
const MAX_PAGE: usize = 64 << 20;

/// Follows the operators that show text (PDF 32000-1, 9.4): a move down is a line end, a long one
/// the end of a paragraph.
fn page_text(pdf: &Pdf, page: ObjectId) -> lopdf::Result<String> {
    let fonts = pdf.get_page_fonts(page)?;
    let encodings = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding_with_limit(pdf, MAX_PAGE).ok()?)));
    let encodings: FxHashMap<Vec<u8>, Encoding> = encodings.collect();
    let content = Content::decode(&pdf.get_page_content_with_limit(page, MAX_PAGE)?)?;
    let mut pen = Pen { size: 10.0, scale: 1.0, ..Pen::default() };
    let mut encoding = None;
    for operation in &content.operations {
        let operands = &operation.operands;
        let number = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "Tf" => {
                encoding = operands.first().and_then(|font| encodings.get(font.as_name().ok()?));
                pen.size = number(1);
            }
            "Td" | "TD" => pen.down(number(1)),
            "Tm" => {
                let down = if pen.y == 0.0 { 0.0 } else { number(5) - pen.y };
                pen.scale = 1.0;
                pen.down(down);
                pen.scale = number(3);
                pen.y = number(5);
            }
            "T*" => pen.text.push('\n'),
            "Tj" | "TJ" | "'" | "\"" => {
                if matches!(operation.operator.as_str(), "'" | "\"") {
                    pen.text.push('\n');
                }
                operands.iter().for_each(|operand| show(&mut pen.text, encoding, operand));
            }
            "ET" => pen.text.push(' '),
            _ => {}
        }
    }
    Ok(pen.text)
}

/// Where the text stands.
#[derive(Default)]
struct Pen {
    text: String,
    size: f32,
    scale: f32,
    y: f32,
}

impl Pen {
    fn down(&mut self, by: f32) {
        let lines = by.abs() * self.scale.abs().max(0.01) / (self.size.abs() * self.scale.abs().max(0.01)).max(1.0);
        self.text.push_str(match lines {
            lines if lines > 1.9 => "\n\n",
            lines if lines > 0.4 => "\n",
            _ => "",
        });
        self.y += by * self.scale;
    }
}

fn show(text: &mut String, encoding: Option<&Encoding>, operand: &Object) {
    /// Thousandths of the font size from which a gap is a space.
    const SPACE: f32 = -180.0;
    match operand {
        Object::String(bytes, _) => match encoding.and_then(|encoding| Pdf::decode_text(encoding, bytes).ok()) {
            Some(words) => text.push_str(&words),
            None => text.extend(bytes.iter().map(|byte| char::from(*byte))),
        },
        Object::Array(operands) => operands.iter().for_each(|operand| show(text, encoding, operand)),
        Object::Integer(gap) if (*gap as f32) < SPACE => text.push(' '),
        Object::Real(gap) if *gap < SPACE => text.push(' '),
        _ => {}
    }
}

/// Joins words that a line end divides: "gov-" and "ernment".
fn without_hyphens(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        let goes_on = line.starts_with(char::is_lowercase);
        let letter_before = joined.strip_suffix("-\n").is_some_and(|before| before.ends_with(char::is_lowercase));
        if goes_on && letter_before {
            joined.truncate(joined.len() - 2);
        }
        joined.push_str(line.trim_end());
        joined.push('\n');
    }
    joined
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, Stream, dictionary};

    use super::*;
    use crate::input::{Options, read};

    fn pdf(lines: &[&str]) -> Vec<u8> {
        let mut pdf = Pdf::with_version("1.5");
        let pages = pdf.new_object_id();
        let font = pdf.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" });
        let resources = pdf.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
        let drawn: Vec<String> = lines.iter().map(|line| format!("({line}) Tj 0 -14 Td")).collect();
        let content = format!("BT /F1 12 Tf 50 700 Td {} ET", drawn.join(" "));
        let content = pdf.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page = pdf.add_object(
            dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources },
        );
        let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] };
        pdf.objects.insert(pages, Object::Dictionary(tree));
        let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        pdf.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn reads_lines_as_paragraphs() {
        let bytes = pdf(&[
            "Bridge closes",
            "The old bridge over the Ame closed on Monday, the county coun-",
            "cil said, and buses now run by way of Lower Ford instead.",
        ]);
        let document = read("a.pdf", &bytes, &Options::default()).unwrap().documents.remove(0);
        assert!(document.text.contains("the county council said, and buses"), "{}", document.text);
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |bytes: &[u8]| read("a.pdf", bytes, &Options::default()).unwrap_err().to_string();
        assert!(error(b"%PDF-1.5\nbroken").starts_with("a.pdf: the PDF can't be read"));
        assert_eq!(error(&pdf(&[])), "a.pdf: the PDF carries no text, only pictures of it; give its text instead");
    }

    #[test]
    fn a_damaged_file_does_not_stop_it() {
        let whole = pdf(&["The old bridge closed on Monday."]);
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x15;
            let _ = read("a.pdf", &bytes, &Options::default());
        }
    }
}
