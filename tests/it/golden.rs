//! What is found in the articles of `examples/articles`, line by line.
//!
//! Each article has a file of expectations in `tests/it/golden/`. `UPDATE_EXPECT=1 cargo test
//! golden` rewrites them; read the diff as an editor would before it is committed.

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use timeline::extract;
use timeline::input::{self, Options};
use timeline::model::{Annotated, Claim, Document, Event, Finding, Grain, Interval, Polarity, Span};

#[track_caller]
fn check(article: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("examples/articles").join(article).with_extension("txt");
    let reading = input::read_file(&path, &Options::default()).expect("the article can be read");
    let found: Vec<String> = reading.documents.iter().map(describe).collect();
    expect_file![root.join("tests/it/golden").join(article).with_extension("txt")].assert_eq(&found.join("\n"));
}

fn describe(document: &Document) -> String {
    let annotated = extract::annotate(document);
    let findings = extract::findings(&annotated);
    let claims: Vec<&Claim> = findings.iter().filter_map(Finding::as_claim).collect();
    let mut out = String::new();
    let published = annotated.published.value();
    let lines = [
        ("title", document.title.clone()),
        ("outlet", document.outlet.clone()),
        ("byline", document.byline.clone()),
        ("published", published.map(|day| format!("{day} ({:?})", annotated.published.basis))),
        ("role", Some(format!("{:?}", document.role))),
    ];
    for (name, value) in lines {
        writeln!(out, "{name:<10}{}", value.as_deref().unwrap_or("-")).unwrap();
    }
    writeln!(out, "\nevents").unwrap();
    for event in findings.iter().filter_map(Finding::as_event) {
        writeln!(out, "{}", event_line(&annotated, event, &claims)).unwrap();
    }
    writeln!(out, "\nclaims").unwrap();
    for claim in &claims {
        writeln!(out, "{}", claim_line(&annotated, claim, &claims)).unwrap();
    }
    out
}

/// `2025-09-06  asserted  strike  shells struck a market on Saturday  @ Dresk  + the Front  per officials`
fn event_line(annotated: &Annotated, event: &Event, claims: &[&Claim]) -> String {
    let modifier = event.modifier.map(|modifier| format!(" {modifier:?}")).unwrap_or_default();
    let date = event.interval.map_or("-".to_owned(), |interval| date(interval, event.grain));
    let status = format!("{:?}", event.status).to_lowercase();
    let text = one_line(annotated.text(event.span));
    let mut line = format!("{:<12} {status:<12} {:<10} {text}", format!("{date}{modifier}"), event.predicate_lemma);
    if let Some(place) = event.place {
        write!(line, "  @ {}", annotated.text(place)).unwrap();
    }
    for participant in &event.participants {
        write!(line, "  + {}", annotated.entity(*participant).name).unwrap();
    }
    if let Some(claim) = event.according_to {
        write!(line, "  per {}", speaker(annotated, claims[claim])).unwrap();
    }
    if event.evidence.rule.starts_with("inferred/") || event.evidence.rule.ends_with("by-reference") {
        write!(line, "  [{}]", event.evidence.rule).unwrap();
    }
    line
}

/// `Josef Brandt (A spokesman for the Front) denies, indirect, deny: its forces had fired`
fn claim_line(annotated: &Annotated, claim: &Claim, claims: &[&Claim]) -> String {
    let polarity = match claim.polarity {
        Polarity::Affirms => "",
        Polarity::Denies => " denies,",
        Polarity::Refuses => " refuses,",
    };
    let mut line = format!("{}{polarity} {:?}, {}", speaker(annotated, claim), claim.kind, claim.cue_lemma);
    if let Some(said_on) = claim.said_on {
        write!(line, ", on {}", date(said_on, Some(Grain::Day))).unwrap();
    }
    if let Some(outer) = claim.reported_in {
        write!(line, ", reported by {}", speaker(annotated, claims[outer])).unwrap();
    }
    let content: Vec<String> = claim.content.iter().map(|span| one_line(annotated.text(*span))).collect();
    write!(line, ": {}", content.join(" | ")).unwrap();
    line
}

fn speaker(annotated: &Annotated, claim: &Claim) -> String {
    let words =
        |spans: &[Span]| spans.iter().map(|span| one_line(annotated.text(*span))).collect::<Vec<_>>().join(" | ");
    let source = words(&claim.source);
    match claim.speaker.map(|id| &annotated.entity(id).name) {
        Some(name) if *name == source => source,
        Some(name) => format!("{name} ({source})"),
        None => format!("? ({source})"),
    }
}

fn date(interval: Interval, grain: Option<Grain>) -> String {
    match (interval.single_day(), grain) {
        (Some(day), _) => day.to_string(),
        (None, Some(Grain::Month)) => interval.begins_on.format("%Y-%m").to_string(),
        (None, Some(Grain::Year)) => interval.begins_on.format("%Y").to_string(),
        _ => format!("{}..{}", interval.begins_on, interval.ends_before.pred_opt().unwrap_or(interval.ends_before)),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_article_has_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let articles = input::articles(&folder).expect("the folder can be read");
    let names: Vec<_> = articles.files.iter().filter_map(|file| file.file_stem()?.to_str()).collect();
    assert_eq!(names.iter().filter(|name| name.starts_with("20")).count(), ARTICLES.len());
}

macro_rules! articles {
    ($($name:ident $file:literal,)*) => {
        const ARTICLES: &[&str] = &[$($file),*];
        $(#[test] fn $name() { check($file); })*
    };
}

articles! {
    shells_hit_market "2025-09-07-continental-wire",
    toll_rises "2025-09-08-belmora-courier",
    leaders_speak_by_phone "2025-09-10-harbour-post",
    truce_is_signed "2025-09-12-radio-meridian",
    depot_burns "2025-09-15-continental-wire",
    monitors_arrive "2025-09-17-harbour-post-page",
    bridge_falls "2026-03-12-lusitan-wire",
    engineers_warned "2026-03-13-douro-gazette",
    divers_search "2026-03-14-harbour-post",
    minister_refuses_to_quit "2026-03-17-continental-wire",
    minister_resigns "2026-03-20-lusitan-wire",
}
