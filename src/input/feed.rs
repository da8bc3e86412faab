//! RSS, Atom and JSON feeds: one document for each entry.
//!
//! In: bytes. Out: documents with the entry's full text where the feed has it, else its summary.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser::{Builder, Parser};
use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::model::{Basis, Document, Published};

use super::{Reading, dates, decode, html, page, problem};

/// Reads a feed.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let dates = Dates::default();
    let parser = dates.clone().parser();
    let feed = parser.parse(bytes).map_err(|error| problem(name, format!("the feed can't be read: {error}")))?;
    let mut reading = Reading::default();
    for (index, entry) in feed.entries.iter().enumerate() {
        let document =
            document(&feed, entry, &dates, name, index + 1).ok_or_else(|| "the entry has no text".to_owned());
        reading.add(document, || format!("{name} entry {}", index + 1));
    }
    if reading.documents.is_empty() && reading.problems.is_empty() {
        return Err(problem(name, "the feed has no entries; nothing to add"));
    }
    Ok(reading)
}

fn document(feed: &Feed, entry: &Entry, dates: &Dates, name: &str, number: usize) -> Option<Document> {
    let title = entry.title.as_ref().map(|title| one_line(&title.content)).filter(|title| !title.is_empty());
    let full = entry.content.as_ref().and_then(|content| content.body.as_deref()).map(lines);
    let summary = entry.summary.as_ref().map(|summary| lines(&summary.content));
    let longer = |a: String, b: String| if b.len() > a.len() { b } else { a };
    let text = full.into_iter().chain(summary).reduce(longer).unwrap_or_default();
    if text.trim().is_empty() && title.is_none() {
        return None;
    }
    let mut document = match text.trim().is_empty() {
        true => Document { text: String::new(), title: title.clone(), ..Document::default() },
        false => page::article(&text, title.as_deref()).into_iter().next()?,
    };
    document.title = title;
    html::put_title_first(&mut document);
    let authors: Vec<&str> =
        entry.authors.iter().filter_map(|author| author.name.as_deref()).filter(|name| !name.is_empty()).collect();
    document.byline = (!authors.is_empty()).then(|| authors.join(", "));
    document.outlet = feed.title.as_ref().map(|title| one_line(&title.content)).filter(|title| !title.is_empty());
    document.url = entry.links.first().map(|link| link.href.clone());
    document.path = Some(format!("{name}#{}", if entry.id.is_empty() { number.to_string() } else { entry.id.clone() }));
    document.published = match (entry.published, entry.updated) {
        (Some(instant), _) => dates.published(instant),
        (None, Some(instant)) => Published {
            reasons: vec!["the feed gives only the date of an update".to_owned()],
            ..dates.published(instant)
        },
        (None, None) => Published::default(),
    };
    Some(document)
}

/// The dates of a feed as written: the parser keeps instants alone, and a civil day needs its offset.
#[derive(Clone, Default)]
struct Dates(Arc<Mutex<FxHashMap<DateTime<Utc>, Published>>>);

impl Dates {
    fn parser(self) -> Parser {
        let read = move |text: &str| {
            let published = dates::published(text)?;
            let day = || Some(published.day()?.and_hms_opt(12, 0, 0)?.and_utc());
            let key = published.instant.map(|instant| instant.to_utc()).or_else(day)?;
            self.0.lock().ok()?.insert(key, published);
            Some(key)
        };
        Builder::new().timestamp_parser(read).build()
    }

    fn published(&self, instant: DateTime<Utc>) -> Published {
        let known = self.0.lock().ok().and_then(|known| known.get(&instant).cloned());
        known.unwrap_or_else(|| Published::at(instant.fixed_offset(), Basis::Metadata))
    }
}

fn lines(markup: &str) -> String {
    decode::clean(&html::bare_text(markup)).0
}

fn one_line(markup: &str) -> String {
    lines(markup).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::input::{Options, read};

    #[test]
    fn reads_full_text_before_summaries() {
        let rss = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Coast Radio</title><link>https://radio.example</link><description>News</description>
<item><guid>b1</guid><title>Bridge &amp; ferry close</title><link>https://radio.example/b</link><pubDate>Thu, 03 Jul 2025 23:32:00 -0400</pubDate>
<description>The bridge closed.</description><content:encoded><![CDATA[<p>The old bridge closed on Monday, the council said.</p><p>Buses run by way of Lower Ford, which takes longer.</p>]]></content:encoded></item>
<item><title>Storm</title><description>Waves broke the windows of the lighthouse on Kell.</description></item></channel></rss>"#;
        let reading = read("feed", rss.as_bytes(), &Options::default()).unwrap();
        let first = &reading.documents[0];
        assert_eq!(
            first.text,
            "Bridge & ferry close\n\nThe old bridge closed on Monday, the council said.\n\nBuses run by way of Lower Ford, which takes longer."
        );
        assert_eq!(first.published.value().as_deref(), Some("2025-07-03"));
        assert_eq!(
            (first.outlet.as_deref(), first.url.as_deref()),
            (Some("Coast Radio"), Some("https://radio.example/b"))
        );
        assert_eq!(first.path.as_deref(), Some("feed#b1"));
        assert_eq!(reading.documents[1].text, "Storm\n\nWaves broke the windows of the lighthouse on Kell.");
    }

    #[test]
    fn reads_atom() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><id>f</id><updated>2025-07-04T00:00:00Z</updated>
<entry><id>e1</id><title>Truce</title><updated>2025-07-03T08:00:00Z</updated><summary>The truce was signed on Monday.</summary></entry></feed>"#;
        let document = read("feed.xml", atom.as_bytes(), &Options::default()).unwrap().documents.remove(0);
        assert_eq!(document.published.value().as_deref(), Some("2025-07-03"));
        assert_eq!(document.published.reasons, ["the feed gives only the date of an update"]);
    }

    #[test]
    fn says_what_is_wrong_with_a_feed() {
        let error = |feed: &str| read("a.rss", feed.as_bytes(), &Options::default()).unwrap_err().to_string();
        assert!(error("<rss version=\"2.0\"><channel><title>x</title></channel></rss>").contains("no entries"));
        assert!(error("<rss version=\"2.0\"><channel><title>").starts_with("a.rss: the feed"));
    }
}
