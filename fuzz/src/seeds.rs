//! What mutation starts from: a small honest file of each format, and words that matter to parsers.

use std::io::{Cursor, Write};

const ARTICLE: &str = "Bridge over the Ame to close\n\nBy Jane Doe\n\nPublished 3 July 2025\n\n\
    The old bridge over the Ame will close on Monday, the council said on Thursday.\n\n\
    \"We cannot wait,\" Councillor Rita Holm told reporters in early June.\n\nRead more: Ferry\n\n\
    © 2025 Valley Gazette\n\nRelated Articles\nReuters\n3 hours ago\nOil rises as pipeline shuts\nPrices rose.\n";

/// Returns the seeds of a target.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let html = include_str!("../../tests/it/pages/wordpress.html");
    let cable = include_str!("../../tests/it/pages/cable.html");
    let record = r#"{"id":"a1","title":"Bridge closes","text":"<p>The bridge closed on Monday, he said.</p>","published":"2025-07-03T10:00:00Z","url":"https://a.example/b"}"#;
    let text = |seeds: &[&str]| seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect::<Vec<_>>();
    match target {
        "html" => text(&[html, cable]),
        "markdown" => text(&[
            "---\ntitle: Bridge\ndate: 2025-07-03\nauthor: [Jane, \"Al\"]\n---\n# Bridge\n\nThe *old* [bridge](x) closed.\n\n> Quote\n\n- a\n1. b\n```\ncode\n```\n| a | b |\n|---|---|\n",
        ]),
        "json" => text(&[&format!("[{record},{record}]"), record]),
        "json_lines" => text(&[&format!("{record}\n{record}\n")]),
        "csv" => text(&[
            "title,text,date\n\"Bridge, old\",\"It \"\"closed\"\" on Monday.\",2025-07-03\n=1+1,@x,31/12/2024\n",
        ]),
        "tsv" => text(&["title\ttext\tdate\nBridge\tIt closed on Monday.\t2025-07-03\n"]),
        "feed" => text(&[
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>G</title><link>https://g.example</link><item><guid>1</guid><title>B &amp; f</title><pubDate>Thu, 03 Jul 2025 10:32:00 +0100</pubDate><content:encoded><![CDATA[<p>The bridge closed.</p>]]></content:encoded></item></channel></rss>",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>G</title><id>f</id><updated>2025-07-04T00:00:00Z</updated><entry><id>e</id><title>T</title><updated>2025-07-03T08:00:00Z</updated><summary>The truce held.</summary></entry></feed>",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"G\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>x</p>\",\"date_published\":\"2025-07-03T08:00:00Z\"}]}",
        ]),
        "mail" => text(&[MAIL]),
        "mbox" => text(&[&format!("From a@b Thu Jul  3 2025\n{MAIL}\n\nFrom x@y Fri\n{MAIL}")]),
        "warc" => {
            let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", &html[..4000]);
            text(&[&format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2025-07-03T00:00:00Z\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
                page.len()
            )])
        }
        "pdf" => text(&[PDF]),
        "docx" => vec![docx()],
        "gzip" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(ARTICLE.as_bytes()).expect("memory takes it");
            vec![packed.finish().expect("memory takes it")]
        }
        "zstd" => {
            vec![ruzstd::encoding::compress_to_vec(ARTICLE.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)]
        }
        "detected" => ["html", "json", "csv", "feed", "mail", "mbox", "warc", "pdf", "gzip"]
            .iter()
            .flat_map(|it| seeds(it))
            .collect(),
        _ => text(&[
            ARTICLE,
            include_str!("../../tests/it/pages/text/cnn.txt"),
            include_str!("../../tests/it/pages/text/bbc.txt"),
        ]),
    }
}

const MAIL: &str = "From: \"Jane Doe\" <jane@gazette.example>\r\nTo: desk@wire.example\r\nSubject: =?utf-8?q?Br=C3=BCcke?=\r\n\
    Date: Thu, 3 Jul 2025 23:32:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    The bridge over the L=F6 closed on Monday.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The bridge closed.</p>\r\n--b--\r\n";

const PDF: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n\
    4 0 obj\n<< /Length 61 >>\nstream\nBT /F1 12 Tf 20 200 Td (The bridge closed on Monday.) Tj ET\nendstream\nendobj\n\
    5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\nxref\n0 6\n0000000000 65535 f \n0000000009 00000 n \n\
    0000000058 00000 n \n0000000115 00000 n \n0000000240 00000 n \n0000000351 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n421\n%%EOF\n";

fn docx() -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Bridge &amp; ferry</w:t></w:r></w:p><w:p><w:r><w:t>It closed on Monday, he said.</w:t></w:r></w:p></w:body></w:document>";
    for (name, content) in
        [("../../evil", "x"), ("word/document.xml", body), ("docProps/core.xml", "<dc:creator>Jane</dc:creator>")]
    {
        package.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory takes it");
        package.write_all(content.as_bytes()).expect("memory takes it");
    }
    package.finish().expect("memory takes it").into_inner()
}

/// Words that parsers look for.
pub const WORDS: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "<a href=\"",
    "<script>",
    "<!--",
    "-->",
    "<br>",
    "<h1>",
    "<table><tr><td>",
    "&#x1F600;",
    "&#0;",
    "&amp;",
    "]]>",
    "<![CDATA[",
    "<meta property='article:published_time' content='",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "\"text\":",
    "\\ud800",
    "1e999",
    "From ",
    "\r\n\r\n",
    "\n\n",
    "Content-Length: ",
    "99999999999999999999",
    "WARC/1.0\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "charset=utf-16",
    "=?utf-8?b?",
    "--b",
    "stream",
    "endobj",
    "<< /Length -1 >>",
    "/Kids [3 0 R 2 0 R]",
    "0 obj",
    "---\n",
    "title: ",
    "```",
    "| ",
    "> ",
    "\u{1b}[31m",
    "\u{7}",
    "\u{0}",
    "\u{202e}",
    "\u{feff}",
    "é",
    "日本",
    "👩‍👩‍👧",
    "İ",
    "ß",
    "\u{301}",
    "'",
    "“",
    "” said ",
    "© 2025 ",
    "3 hours ago",
    "last Monday",
    "31 February 2025",
    "2025-W53",
    "9999-12-31",
    "-0001",
    "Related Articles\n",
    "Comments (",
    "By ",
    "Published ",
    "the next 99999999999 years",
];
