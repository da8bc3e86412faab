//! `timeline add ADDRESS`, against a server on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use super::support::Timeline;

const PAGE: &str = "<!DOCTYPE html><html><head><title>Bridge over the Ame to close</title>\
    <meta property='article:published_time' content='2025-07-04T02:30:00Z'></head><body><article>\
    <h1>Bridge over the Ame to close</h1>\
    <p>The old bridge over the Ame will close on Monday for three months, the county council said on Thursday.</p>\
    <p>Work begins on 7 July and should end in early October, the council's engineer, Tom Beck, said.</p>\
    </article></body></html>";

/// Serves until the test ends; returns where, as `127.0.0.1:PORT`.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(answer(stream))));
    host
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let lines: Vec<String> =
        BufReader::new(stream.try_clone()?).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
    let agent = lines.iter().find_map(|line| line.strip_prefix("user-agent: ")).unwrap_or("nobody");
    let leads_to = |target: &str| (format!("302 Found\r\nLocation: {target}"), Vec::new());
    let html = "200 OK\r\nContent-Type: text/html; charset=";
    let (head, body) = match path {
        "/page" => (format!("{html}utf-8"), PAGE.into()),
        "/latin" => (format!("{html}iso-8859-1"), PAGE.replace("Ame", "L\u{f6}").chars().map(|c| c as u8).collect()),
        "/agent" => ("200 OK\r\nContent-Type: text/plain".into(), format!("{agent} came on 5 May 2025.").into_bytes()),
        "/moved" => leads_to("/page"),
        "/loop" => leads_to("/loop"),
        "/file" => leads_to("file:///etc/passwd"),
        "/huge" => (format!("{html}utf-8"), PAGE.repeat((33 << 20) / PAGE.len() + 1).into()),
        "/bomb" => (format!("{html}utf-8\r\nContent-Encoding: gzip"), bomb()),
        "/closed" => ("403 Forbidden".into(), Vec::new()),
        "/broken" => ("503 Service Unavailable".into(), Vec::new()),
        _ => ("404 Not Found".into(), Vec::new()),
    };
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(&body)
}

/// 64 MB of spaces, packed.
fn bomb() -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&vec![b' '; 64 << 20]).unwrap();
    packed.finish().unwrap()
}

#[track_caller]
fn check_refused(path: &str, words: &[&str]) {
    let address = format!("http://{}{path}", serve());
    let timeline = Timeline::new();
    let said = timeline.fails(&["add", "--allow-private", &address], 1, words);
    assert!(said.stderr.contains(&address), "{said:?}");
}

#[test]
fn a_page_is_fetched_and_known_again() {
    let (host, timeline) = (serve(), Timeline::new());
    let said = timeline.ok(&["add", "--allow-private", &format!("http://{host}/page")]);
    assert!(said.starts_with("added: Bridge over the Ame to close\n  published 2025-07-04, by the page"), "{said}");
    let said = timeline.ok(&["add", "--allow-private", &format!("http://{host}/page#comments")]);
    assert!(said.starts_with("unchanged"), "{said}");
    // A redirect is followed, and the document lies where it ends.
    let said = timeline.ok(&["add", "--allow-private", &format!("http://{host}/moved")]);
    assert!(said.starts_with("unchanged"), "{said}");
    let documents = timeline.json(&["documents", "--format", "json"]);
    assert_eq!(documents[0]["url"], format!("http://{host}/page"));
}

#[test]
fn the_zone_decides_the_day_of_an_instant() {
    let (host, timeline) = (serve(), Timeline::new());
    let zone = ["--timezone", "America/New_York"];
    let said = timeline.ok(&[&["add", "--allow-private", &format!("http://{host}/page")][..], &zone].concat());
    assert!(said.contains("published 2025-07-03, by the page"), "{said}");
}

#[test]
fn the_encoding_of_the_answer_is_used() {
    let (host, timeline) = (serve(), Timeline::new());
    let said = timeline.ok(&["add", "--allow-private", &format!("http://{host}/latin")]);
    assert!(said.starts_with("added: Bridge over the L\u{f6} to close"), "{said}");
}

#[test]
fn it_says_who_it_is() {
    let (host, timeline) = (serve(), Timeline::new());
    let address = format!("http://{host}/agent");
    let text = |more: &[&str]| {
        timeline.ok(&[&["add", "--allow-private", &address][..], more].concat());
        timeline.ok(&["search", "came", "--format", "json"])
    };
    assert!(text(&[]).contains("timeline/"));
    assert!(text(&["--user-agent", "Gazette-Reader"]).contains("Gazette-Reader"));
}

#[test]
fn this_machine_and_private_networks_are_refused() {
    let host = serve();
    let port = host.rsplit(':').next().unwrap();
    for address in [
        format!("http://{host}/page"),
        format!("http://localhost:{port}/page"),
        format!("http://[::ffff:127.0.0.1]:{port}/page"),
        format!("http://2130706433:{port}/page"),
        "http://10.0.0.1/".into(),
        "http://169.254.169.254/".into(),
        "http://[::1]/".into(),
    ] {
        let said = Timeline::new().fails(&["add", &address], 1, &[&address]);
        assert!(said.stderr.contains("--allow-private") || said.stderr.contains("no such host"), "{said:?}");
    }
}

#[test]
fn what_can_not_be_had_is_refused_with_reason_and_remedy() {
    check_refused("/nowhere", &["nothing at this address (status 404)", "check it"]);
    check_refused("/closed", &["status 403", "save it from a browser"]);
    check_refused("/broken", &["status 503", "try again later"]);
    check_refused("/loop", &["leads on more than 5 times"]);
    // Whatever a redirect asks for is asked of a server, never of this machine's files.
    check_refused("/file", &["status 404"]);
    check_refused("/huge", &["more than 32 MB", "download it"]);
    check_refused("/bomb", &["more than 32 MB"]);
}

#[test]
fn one_bad_address_does_not_stop_the_others() {
    let host = serve();
    let timeline = Timeline::new();
    let (bad, good) = (format!("http://{host}/nowhere"), format!("http://{host}/page"));
    let said = timeline.fails(&["add", "--allow-private", &bad, &good], 1, &[&bad]);
    assert!(said.stdout.ends_with("1 added, 0 unchanged, 0 updated, 1 failed\n"), "{said:?}");
}
