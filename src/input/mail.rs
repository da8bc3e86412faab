//! Mail: one message (EML) or a mailbox of many (MBOX).
//!
//! In: bytes. Out: a document for each message, its subject as the title and its date as the date
//! of publication. Attachments are passed over.

use chrono::DateTime;
use mail_parser::{Message, MessageParser};

use crate::error::Result;
use crate::model::{Basis, Document, Published};

use super::{Reading, decode, html, page, problem};

/// Reads one message.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let document = document(bytes).map_err(|error| problem(name, error))?;
    Ok(Reading { documents: vec![document], problems: Vec::new() })
}

/// Reads a mailbox.
pub(super) fn read_box(name: &str, bytes: &[u8]) -> Result<Reading> {
    let mut reading = Reading::default();
    for (index, message) in messages(bytes).into_iter().enumerate() {
        let document =
            document(message).map(|document| Document { path: Some(format!("{name}#{}", index + 1)), ..document });
        reading.add(document.map_err(str::to_owned), || format!("{name} message {}", index + 1));
    }
    Ok(reading)
}

/// Splits a mailbox at its `From ` lines.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let starts =
        memchr::memmem::find_iter(bytes, b"\nFrom ").filter(|at| *at == 0 || matches!(bytes[at - 1], b'\n' | b'\r'));
    let mut bounds: Vec<usize> = std::iter::once(0).chain(starts.map(|at| at + 1)).collect();
    bounds.push(bytes.len());
    let after_line = |message: &'_ [u8]| memchr::memchr(b'\n', message).map_or(message.len(), |end| end + 1);
    bounds.windows(2).map(|bound| &bytes[bound[0] + after_line(&bytes[bound[0]..bound[1]])..bound[1]]).collect()
}

fn document(bytes: &[u8]) -> Result<Document, &'static str> {
    let message = MessageParser::default().parse(bytes).ok_or("this is no mail message")?;
    let title = message.subject().map(|subject| decode::clean(subject.trim()).0).filter(|subject| !subject.is_empty());
    let text = match (has_plain_text(&message), message.body_html(0)) {
        (false, Some(markup)) => html::bare_text(&markup),
        _ => message.body_text(0).ok_or("the message has no text")?.into_owned(),
    };
    let text = decode::clean(&text).0;
    let mut document = page::article(&text, title.as_deref()).into_iter().next().ok_or("the message has no text")?;
    document.title = title.or(document.title.take());
    html::put_title_first(&mut document);
    document.byline =
        message.from().and_then(|from| from.first()).and_then(|from| from.name().or(from.address())).map(str::to_owned);
    let sent = message.date().and_then(|date| DateTime::parse_from_rfc3339(&date.to_rfc3339()).ok());
    document.published = sent.map(|sent| Published::at(sent, Basis::Metadata)).unwrap_or_default();
    Ok(document)
}

/// The parser makes plain text of HTML by itself, without regard for its blocks.
fn has_plain_text(message: &Message) -> bool {
    message
        .text_body
        .first()
        .and_then(|part| message.parts.get(*part as usize))
        .is_some_and(|part| part.is_text() && !part.is_text_html())
}

#[cfg(test)]
mod tests {
    use crate::input::{Options, read};

    const MAIL: &str = "From: \"Jane Doe\" <jane@gazette.example>\r\nTo: desk@wire.example\r\nSubject: =?utf-8?q?Br=C3=BCcke_closes?=\r\n\
        Date: Thu, 3 Jul 2025 23:32:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nThe old bridge over the L=F6 closed on Monday, the council said.\r\n";

    #[test]
    fn reads_a_message() {
        let document = read("a.eml", MAIL.as_bytes(), &Options::default()).unwrap().documents.remove(0);
        assert_eq!(document.text, "Brücke closes\n\nThe old bridge over the Lö closed on Monday, the council said.");
        assert_eq!(document.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(document.published.value().as_deref(), Some("2025-07-03"));
    }

    #[test]
    fn reads_the_html_of_a_message_without_plain_text() {
        let mail = "From: a@b.example\r\nSubject: Truce\r\nContent-Type: text/html\r\n\r\n<p>The truce was signed on Monday.</p><p>It held, the envoy said on Tuesday.</p>";
        let document = read("a.eml", mail.as_bytes(), &Options::default()).unwrap().documents.remove(0);
        assert_eq!(document.text, "Truce\n\nThe truce was signed on Monday.\n\nIt held, the envoy said on Tuesday.");
    }

    #[test]
    fn reads_every_message_of_a_mailbox() {
        let mailbox =
            format!("From jane@gazette.example Thu Jul  3 23:32:00 2025\n{MAIL}\n\nFrom x@y Fri Jul  4 2025\n{MAIL}");
        let reading = read("all.mbox", mailbox.as_bytes(), &Options::default()).unwrap();
        let paths: Vec<&str> = reading.documents.iter().filter_map(|document| document.path.as_deref()).collect();
        assert_eq!(paths, ["all.mbox#1", "all.mbox#2"]);
    }

    #[test]
    fn odd_mail_does_not_stop_it() {
        for mail in [
            "From: \r\nTo: \r\n\r\n",
            "Subject: x\r\nFrom: y\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n--a--",
            "From x\n",
        ] {
            let _ = read("a.eml", mail.as_bytes(), &Options::default());
        }
    }
}
