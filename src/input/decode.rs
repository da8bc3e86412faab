//! Bytes to clean text.
//!
//! In: bytes in any encoding. Out: text with `\n` line ends and without control characters, and
//! notices of what was replaced. Binary files are refused with the reason.
//! Never drops a printable character.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Result;

use super::problem;

/// Bytes that the encoding is guessed from.
const SAMPLE: usize = 1 << 20;

/// Decoded text and what a user should know about the decoding.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    pub text: String,
    pub notices: Vec<String>,
}

/// Decodes a file; `label` is an encoding that its container names ("charset=iso-8859-1").
///
/// # Errors
///
/// An empty file and a binary one, each with its reason.
pub(super) fn decode(name: &str, bytes: &[u8], label: Option<&str>) -> Result<Decoded> {
    if bytes.trim_ascii().is_empty() {
        return Err(problem(name, "the file is empty; nothing to add"));
    }
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => {
            let labelled = label.and_then(|label| Encoding::for_label(label.as_bytes()));
            (labelled.or_else(|| wide(bytes)).unwrap_or_else(|| guess(bytes)), bytes)
        }
    };
    if encoding != UTF_16LE && encoding != UTF_16BE {
        refuse_binary(name, bytes)?;
    }
    let mut notices = Vec::new();
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if encoding != UTF_8 {
        notices.push(format!("read as {}", encoding.name()));
    }
    if had_errors {
        let replaced = text.matches('\u{fffd}').count();
        notices.push(format!("{replaced} sequences of bytes are not {} and were replaced by U+FFFD", encoding.name()));
    }
    let (text, removed) = clean(&text);
    if removed > 0 {
        notices.push(match removed {
            1 => "1 control character was removed".to_owned(),
            more => format!("{more} control characters were removed"),
        });
    }
    if text.trim().is_empty() {
        return Err(problem(name, "the file holds nothing but white space; nothing to add"));
    }
    Ok(Decoded { text, notices })
}

/// Tells UTF-16 without a byte order mark: nearly every second byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 5;
    match () {
        () if sample.len() < 8 => None,
        () if odd > many && even * 20 < odd => Some(UTF_16LE),
        () if even > many && odd * 20 < even => Some(UTF_16BE),
        () => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(bytes) {
        Ok(_) => return UTF_8,
        // A few broken bytes in what is otherwise UTF-8: more of its sequences stand before the
        // first fault than chance allows.
        Err(fault) if bytes[..fault.valid_up_to()].iter().filter(|byte| **byte >= 0xc2).count() > 3 => return UTF_8,
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Control characters that a text of any length may have.
const FEW_CONTROLS: usize = 3;

fn refuse_binary(name: &str, bytes: &[u8]) -> Result<()> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let what = match sample {
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => "an image",
        [0x7f, b'E', b'L', b'F', ..] => "a program",
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', ..] => "a database",
        _ => "a binary file",
    };
    let controls = sample.iter().filter(|byte| **byte < 0x20 && !b"\t\n\r\x0b\x0c\x1b".contains(byte)).count();
    // A short text with a bell in it is a text still.
    let few = controls * 100 <= sample.len() || controls <= FEW_CONTROLS && std::str::from_utf8(bytes).is_ok();
    if what == "a binary file" && few && !sample.contains(&0) {
        return Ok(());
    }
    Err(problem(name, format!("this is {what}, not an article; give its text or the saved page")))
}

/// Returns the text with plain line ends and spaces and without control characters, and how many
/// of those there were.
pub(super) fn clean(text: &str) -> (String, usize) {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.as_bytes().iter().all(plain) {
        return (text.to_owned(), 0);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut removed = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\n' | '\t' => cleaned.push(character),
            // Spaces that only typesetting tells apart.
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => cleaned.push(' '),
            // Soft hyphens, zero-width marks: invisible on the page.
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            // Marks that turn the direction of what follows, a way to make text look like another.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => removed += 1,
            '\u{1b}' => {
                skip_sequence(&mut characters);
                removed += 1;
            }
            _ if character.is_control() => removed += 1,
            _ => cleaned.push(character),
        }
    }
    (cleaned, removed)
}

/// Characters of a terminal's sequence beyond which it is taken for text.
const SEQUENCE: usize = 30;

/// Skips what is left of a sequence that sets a colour or moves a terminal's cursor: "[31m".
fn skip_sequence(characters: &mut std::iter::Peekable<std::str::Chars>) {
    let mut ahead = characters.clone();
    if ahead.next() != Some('[') {
        return;
    }
    let length = ahead.take(SEQUENCE).take_while(|c| matches!(c, '0'..='9' | ';' | '?' | ':')).count();
    if characters.clone().nth(length + 1).is_some_and(|end| end.is_ascii_alphabetic()) {
        characters.nth(length + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, notices: &[&str]) {
        let decoded = decode("a.txt", bytes, None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.notices), (text, notices.iter().map(|s| s.to_string()).collect()));
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], reason: &str) {
        let message = decode("a.txt", bytes, None).unwrap_err().to_string();
        assert!(message.starts_with("a.txt: ") && message.contains(reason), "{message}");
    }

    #[test]
    fn reads_any_encoding() {
        check("Zoë spoke.".as_bytes(), "Zoë spoke.", &[]);
        check(b"\xef\xbb\xbfZo\xc3\xab spoke.", "Zoë spoke.", &[]);
        check(b"\xff\xfeZ\0o\0\xeb\0.\0", "Zoë.", &["read as UTF-16LE"]);
        let wide: Vec<u8> = "The council met.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&wide, "The council met.", &["read as UTF-16BE"]);
        check(b"The caf\xe9 na\xefve \x93quoted\x94 it.", "The café naïve “quoted” it.", &["read as windows-1252"]);
    }

    #[test]
    fn says_what_it_replaced() {
        let mut bytes = "Élan, née, Zoë, Łódź: ".as_bytes().to_vec();
        bytes.extend(b"broken \xff here");
        check(
            &bytes,
            "Élan, née, Zoë, Łódź: broken \u{fffd} here",
            &["1 sequences of bytes are not UTF-8 and were replaced by U+FFFD"],
        );
    }

    #[test]
    fn makes_line_ends_and_spaces_plain() {
        check(b"One\r\ntwo\rthree\x0cfour", "One\ntwo\nthree\nfour", &[]);
        check("10\u{a0}a.m. co\u{ad}operate\u{2028}x".as_bytes(), "10 a.m. cooperate\nx", &[]);
        check(b"red \x1b[31malert\x1b[0m", "red alert", &["2 control characters were removed"]);
    }

    #[test]
    fn takes_what_terminals_obey_out_of_a_text() {
        check(b"A bell\x07 rang.", "A bell rang.", &["1 control character was removed"]);
        check(b"\x1b no [colour]", " no [colour]", &["1 control character was removed"]);
        check(b"\x1b[1;31mred\x1b[0m", "red", &["2 control characters were removed"]);
    }

    #[test]
    fn refuses_what_is_no_text() {
        check_refused(b"", "empty");
        check_refused(b" \n\t ", "empty");
        check_refused(b"\x89PNG\r\n\x1a\n0000", "an image");
        check_refused(b"ab\0\0\0\0cd\0\0\x01\x02", "a binary file");
        check_refused(b"\x01\x02\x03\x04\x05\x06 x", "a binary file");
        check_refused("\u{a0}\u{200b}\n".as_bytes(), "nothing but white space");
    }
}
