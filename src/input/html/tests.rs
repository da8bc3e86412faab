//! Saved pages in common layouts, written for this project, and pages that no honest site serves.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(html: &str, expected: Expect) {
    let document = documents(html).remove(0);
    let or_none = |text: &Option<String>| text.clone().unwrap_or("-".into());
    let date = document.published.value().unwrap_or("?".into());
    expected.assert_eq(&format!(
        "{} | {} | {date} | {}\n{}\n",
        or_none(&document.outlet),
        or_none(&document.byline),
        or_none(&document.url),
        document.text
    ));
}

const PARAGRAPHS: &str = r#"
<p>The old bridge over the Ame will close on Monday for three months, the county council said on Thursday, after engineers found cracks in two of its four piers.</p>
<p>"We cannot wait for the winter floods," Councillor <a href="/rita-holm">Rita Holm</a> told reporters at the town hall, where some forty people had come to hear the decision.</p>
<aside class="related"><h3>Related</h3><ul><li><a href="/1">Ferry owner offers free crossings</a></li></ul></aside>
<p>Buses will run by way of Lower Ford, which adds 20 minutes to the journey, according to the company that runs them.</p>
<div class="advertisement">Advertisement</div>
<h2>What happens next</h2>
<p>Work begins on 7 July and should end in early October, the council's engineer, Tom Beck, said. He asked for patience.</p>
<p>Shopkeepers fear for their trade. The Chamber of Commerce asked for help in a letter on Wednesday, and has had no answer.</p>"#;

#[test]
fn a_page_with_linked_data() {
    check(
        &format!(
            r#"<!DOCTYPE html><html lang="en-GB"><head><title>Bridge over the Ame to close | Valley Gazette</title>
<link rel="canonical" href="https://gazette.example/news/bridge">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebPage","datePublished":"2020-01-01"}},
{{"@type":"NewsArticle","headline":"Bridge over the Ame to close for three months","datePublished":"2025-07-03T23:32:00+01:00",
"dateModified":"2025-07-04T08:15:00+01:00","author":[{{"@type":"Person","name":"Jane Doe"}},{{"@type":"Person","name":"Ali Khan"}}],
"publisher":{{"@type":"Organization","name":"Valley Gazette"}}}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>Bridge over the Ame to close for three months</h1><p class="byline">By Jane Doe</p>{PARAGRAPHS}
<div class="share"><a href="/s">Share</a> <a href="/s">Tweet</a></div></article>
<section class="comments"><h2>Comments</h2><p>They should have listened to us years ago, nobody ever asks the people who know.</p></section></main>
<footer><p>© 2025 Valley Gazette Ltd. All rights reserved.</p></footer></body></html>"#
        ),
        expect![[r#"
            Valley Gazette | Jane Doe, Ali Khan | 2025-07-03 | https://gazette.example/news/bridge
            Bridge over the Ame to close for three months

            The old bridge over the Ame will close on Monday for three months, the county council said on Thursday, after engineers found cracks in two of its four piers.

            "We cannot wait for the winter floods," Councillor Rita Holm told reporters at the town hall, where some forty people had come to hear the decision.

            Buses will run by way of Lower Ford, which adds 20 minutes to the journey, according to the company that runs them.

            What happens next

            Work begins on 7 July and should end in early October, the council's engineer, Tom Beck, said. He asked for patience.

            Shopkeepers fear for their trade. The Chamber of Commerce asked for help in a letter on Wednesday, and has had no answer.
        "#]],
    );
}

#[test]
fn a_page_with_meta_tags_only() {
    check(
        &format!(
            r#"<html><head><meta property="og:title" content="Bridge over the Ame to close - Coast Radio">
<meta property="og:site_name" content="Coast Radio"><meta name="author" content="By Jane Doe">
<meta property="article:published_time" content="2025-07-03"><meta property="og:url" content="https://radio.example/bridge"></head>
<body><div id="header">Coast Radio</div><div id="content"><h1>Bridge over the Ame to close</h1>{PARAGRAPHS}</div></body></html>"#
        ),
        expect![[r#"
            Coast Radio | Jane Doe | 2025-07-03 | https://radio.example/bridge
            Bridge over the Ame to close

            The old bridge over the Ame will close on Monday for three months, the county council said on Thursday, after engineers found cracks in two of its four piers.

            "We cannot wait for the winter floods," Councillor Rita Holm told reporters at the town hall, where some forty people had come to hear the decision.

            Buses will run by way of Lower Ford, which adds 20 minutes to the journey, according to the company that runs them.

            What happens next

            Work begins on 7 July and should end in early October, the council's engineer, Tom Beck, said. He asked for patience.

            Shopkeepers fear for their trade. The Chamber of Commerce asked for help in a letter on Wednesday, and has had no answer.
        "#]],
    );
}

#[test]
fn a_page_that_only_prints_its_date() {
    check(
        &format!(
            r#"<html><body><div class="story"><h1>Bridge over the Ame to close</h1>
<div class="story-date">Last updated: 4 July 2025 at 08:15</div><div class="story-date">Published: 3 July 2025</div>{PARAGRAPHS}</div>
<div class="sidebar"><time datetime="2025-07-09">9 July</time></div></body></html>"#
        ),
        expect![[r#"
            - | - | 2025-07-03 | -
            Bridge over the Ame to close

            The old bridge over the Ame will close on Monday for three months, the county council said on Thursday, after engineers found cracks in two of its four piers.

            "We cannot wait for the winter floods," Councillor Rita Holm told reporters at the town hall, where some forty people had come to hear the decision.

            Buses will run by way of Lower Ford, which adds 20 minutes to the journey, according to the company that runs them.

            What happens next

            Work begins on 7 July and should end in early October, the council's engineer, Tom Beck, said. He asked for patience.

            Shopkeepers fear for their trade. The Chamber of Commerce asked for help in a letter on Wednesday, and has had no answer.
        "#]],
    );
}

#[test]
fn dates_come_from_the_best_source_and_never_from_nowhere() {
    let date = |head: &str, body: &str| {
        let html = format!("<html><head>{head}</head><body><article>{body}{PARAGRAPHS}</article></body></html>");
        documents(&html)[0].published.value().unwrap_or("?".into())
    };
    assert_eq!(date("", ""), "?");
    assert_eq!(date("", "<time datetime='2025-07-03T10:00:00Z'>Thursday</time>"), "2025-07-03");
    assert_eq!(date("", "<span itemprop='datePublished' content='2025-07-03'></span>"), "2025-07-03");
    assert_eq!(date("<meta name='date' content='1970-01-01'>", ""), "?");
    assert_eq!(date("<meta property='article:modified_time' content='2025-07-05'>", ""), "2025-07-05");
    assert_eq!(
        date("<script type='application/ld+json'>{broken \"datePublished\": \"2025-07-03\"</script>", ""),
        "2025-07-03"
    );
    assert_eq!(
        date("<script type='application/ld+json'>{\"@type\":\"Person\",\"datePublished\":\"2025-07-03\"}</script>", ""),
        "?"
    );
}

#[test]
fn an_instant_in_utc_gets_the_day_that_the_page_prints() {
    let date = |instant: &str, printed: &str| {
        let html = format!(
            "<html><head><meta property='article:published_time' content='{instant}'></head><body><article><h1>Bridge closes</h1>\
             <div class='date'>{printed}</div>{PARAGRAPHS}</article></body></html>"
        );
        documents(&html)[0].published.value().unwrap_or("?".into())
    };
    assert_eq!(date("2025-07-04T02:30:00Z", "July 3, 2025 10:30 PM EDT"), "2025-07-03");
    assert_eq!(date("2025-07-04T02:30:00Z", "July 1, 2025"), "2025-07-04");
    assert_eq!(date("2025-07-04T18:30:00Z", "July 3, 2025"), "2025-07-04");
    assert_eq!(date("2025-07-04T02:30:00+02:00", "July 3, 2025"), "2025-07-04");
}

#[test]
fn scripts_and_addresses_date_a_page_that_says_nothing_else() {
    let read = |head: &str| {
        let html = format!("<html><head>{head}</head><body><article>{PARAGRAPHS}</article></body></html>");
        let published = documents(&html).remove(0).published;
        (published.value().unwrap_or("?".into()), published.reasons.join(", "))
    };
    let script = "<script>window.state={\"article\":{\"publishedAt\":1751596200000}}</script>";
    assert_eq!(read(script), ("2025-07-04".into(), "the data in the page's scripts say so".into()));
    let address = "<link rel='canonical' href='https://a.example/2025/07/03/bridge'>\
        <meta property='article:modified_time' content='2025-07-05'>";
    assert_eq!(read(address), ("2025-07-03".into(), "the address holds the day".into()));
    let parsely = "<meta name='parsely-page' content='{\"title\":\"x\",\"pub_date\":\"2025-07-03T10:00:00Z\"}'>";
    assert_eq!(read(parsely).0, "2025-07-03");
    assert_eq!(read("<script>var built = {\"date\": \"2025-07-03\"}</script>").0, "?");
}

#[test]
fn pages_made_to_break_parsers_are_read_as_bare_text() {
    let cases = [
        "<div>".repeat(100_000) + PARAGRAPHS,
        "<b></b>".repeat(400_000) + PARAGRAPHS,
        format!("<div title=\"{}\">{PARAGRAPHS}</div>", "x".repeat(5 << 20)),
    ];
    for html in cases {
        let main = documents(&html).remove(0);
        assert!(main.text.contains("told reporters at the town hall"), "{:?}", main.notices);
        assert!(main.notices.iter().any(|notice| notice.ends_with("read as bare text")));
    }
}

#[test]
fn odd_pages_do_not_stop_it() {
    for html in [
        "<",
        "<html>",
        "<p",
        "<script>",
        "<!--",
        "<a <b <c",
        "&#x110000;&amp",
        "<style><p>x</style",
        "</p></p>",
        "<title></title>",
    ] {
        documents(html);
        bare_text(html);
    }
    let error = read("a.html", b"<html><body><script>render()</script></body></html>", None).unwrap_err().to_string();
    assert!(error.starts_with("a.html: the page shows no text"), "{error}");
}

#[test]
fn bare_text_keeps_words_and_drops_tags() {
    let html = "<p>He said &ldquo;no&rdquo; &amp; <b>left</b>&#33;</p><script>x < 1</script><p>Next &unknown; line</p>";
    let lines: Vec<String> = bare_text(html).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    assert_eq!(lines, ["He said “no” & left!", "Next &unknown; line"]);
}

#[test]
fn the_declared_encoding_is_used_where_the_bytes_are_not_utf_8() {
    let html = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2, said the mayor of the town on Monday.</p></body></html>";
    let reading = read("a.html", html, None).unwrap();
    assert!(reading.documents[0].text.contains("Привет"));
}
