//! WARC archives: each page that was fetched is a document.
//!
//! In: the bytes of an archive (ISO 28500). Out: documents of its HTML responses and of its
//! plain-text conversions. The date of capture is not the date of publication and is only told in
//! a notice; requests, pictures and failed responses are passed over.

use std::io::Read;

use crate::error::Result;
use crate::model::Document;

use super::{MAX_BYTES, Reading, html, problem, text};

/// Reads an archive.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let mut reading = Reading::default();
    let mut passed_over = 0;
    let mut rest = bytes;
    while let Some((record, after)) = next_record(rest) {
        rest = after;
        match record.documents(name) {
            None => passed_over += 1,
            Some(Ok(documents)) => reading.documents.extend(documents),
            Some(Err(error)) => reading.problems.push(error),
        }
    }
    let torn = rest.len() - rest.trim_ascii_start().len() < rest.len();
    if torn {
        reading.problems.push(problem(name, format!("the archive breaks off {} bytes before its end", rest.len())));
    }
    if reading.documents.is_empty() && reading.problems.is_empty() {
        return Err(problem(name, format!("none of its {passed_over} records is a page; nothing to add")));
    }
    Ok(reading)
}

struct Record<'b> {
    headers: String,
    block: &'b [u8],
}

/// Splits off the first record; `None` at the end or where the archive is torn.
fn next_record(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let bytes = bytes.trim_ascii_start();
    let (headers, rest) = split_headers(bytes.starts_with(b"WARC/").then_some(bytes)?)?;
    let length: usize = header(&headers, "content-length")?.parse().ok()?;
    let block = rest.get(..length)?;
    Some((Record { headers, block }, &rest[length..]))
}

fn split_headers(bytes: &[u8]) -> Option<(String, &[u8])> {
    let window = &bytes[..bytes.len().min(1 << 16)];
    let (end, skip) = match memchr::memmem::find(window, b"\r\n\r\n") {
        Some(end) => (end, 4),
        None => (memchr::memmem::find(window, b"\n\n")?, 2),
    };
    Some((String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[end + skip..]))
}

fn header<'h>(headers: &'h str, name: &str) -> Option<&'h str> {
    let lines = headers.lines().filter_map(|line| line.split_once(':'));
    lines.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
}

impl Record<'_> {
    /// Reads the record's page; `None` when it holds none.
    fn documents(&self, name: &str) -> Option<Result<Vec<Document>>> {
        let address = header(&self.headers, "warc-target-uri").map(|address| address.trim_matches(['<', '>']));
        let label = address.map_or_else(|| name.to_owned(), |address| format!("{name}#{address}"));
        let reading = match header(&self.headers, "warc-type")? {
            "response" => self.page(&label)?,
            "conversion" => text::read(&label, self.block, None),
            _ => return None,
        };
        Some(reading.map(|reading| {
            let mut documents = reading.documents;
            for (index, document) in documents.iter_mut().enumerate() {
                document.path = Some(if index == 0 { label.clone() } else { format!("{label}#{}", index + 1) });
            }
            if let Some(main) = documents.first_mut() {
                main.url = address.map(str::to_owned).or(main.url.take());
                main.notices.extend(header(&self.headers, "warc-date").map(|date| format!("captured {date}")));
            }
            documents
        }))
    }

    fn page(&self, label: &str) -> Option<Result<Reading>> {
        let (headers, body) = split_headers(self.block)?;
        let is_fine = headers.lines().next()?.split_whitespace().nth(1)? == "200";
        let kind = header(&headers, "content-type")?.to_ascii_lowercase();
        if !is_fine || !kind.contains("html") {
            return None;
        }
        let charset = kind.split_once("charset=").map(|(_, charset)| charset.trim_matches('"').to_owned());
        let chunked = header(&headers, "transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
        let mut body = if chunked { dechunk(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
        if header(&headers, "content-encoding").is_some_and(|coding| coding.contains("gzip"))
            && body.starts_with(b"\x1f\x8b")
        {
            let mut unpacked = Vec::new();
            let outcome =
                flate2::read::MultiGzDecoder::new(&body[..]).take(MAX_BYTES as u64).read_to_end(&mut unpacked);
            if let Err(error) = outcome {
                return Some(Err(problem(label, format!("the page's compressed data are damaged: {error}"))));
            }
            body = unpacked;
        }
        Some(html::read(label, &body, charset.as_deref()))
    }
}

/// Puts a body that was sent in chunks together; `None` when it was not.
fn dechunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = memchr::memmem::find(&bytes[..bytes.len().min(64)], b"\r\n")?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let start = end + 2;
        let stop = start.checked_add(size)?;
        whole.extend(bytes.get(start..stop)?);
        bytes = bytes.get(stop + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use crate::input::{Options, read};

    fn record(kind: &str, address: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-07-09T00:00:00Z\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    const PAGE: &str = "<html><body><h1>Bridge closes</h1><p>The old bridge over the Ame closed on Monday, the county council said in a statement.</p></body></html>";

    #[test]
    fn each_page_is_a_document() {
        let fine = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}");
        let chunked = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{PAGE}\r\n0\r\n\r\n",
            PAGE.len()
        );
        let archive = [
            record("warcinfo", "x", "software: none"),
            record("response", "https://a.example/2025/07/03/bridge", &fine),
            record("response", "https://a.example/b", &chunked),
            record("response", "https://a.example/c.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record(
                "response",
                "https://a.example/d",
                "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone</p>",
            ),
        ];
        let reading = read("a.warc", archive.concat().as_bytes(), &Options::default()).unwrap();
        let shown: Vec<String> = reading
            .documents
            .iter()
            .map(|document| {
                format!("{} {}", document.path.as_deref().unwrap(), document.published.value().unwrap_or("?".into()))
            })
            .collect();
        assert_eq!(shown, ["a.warc#https://a.example/2025/07/03/bridge 2025-07-03", "a.warc#https://a.example/b ?"]);
        assert!(reading.documents.iter().all(|document| document.text.contains("closed on Monday")));
        assert!(reading.problems.is_empty());
    }

    #[test]
    fn a_torn_archive_gives_what_is_whole() {
        let fine = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
        let archive = record("response", "https://a.example/a", &fine).repeat(2);
        let reading = read("a.warc", &archive.as_bytes()[..archive.len() - 100], &Options::default()).unwrap();
        assert_eq!(reading.documents.len(), 1);
        assert!(reading.problems[0].to_string().contains("breaks off"));
        let error =
            read("a.warc", record("warcinfo", "x", "y").as_bytes(), &Options::default()).unwrap_err().to_string();
        assert_eq!(error, "a.warc: none of its 1 records is a page; nothing to add");
    }
}
