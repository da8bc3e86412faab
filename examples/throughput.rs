//! Prints how many megabytes of text a second each layer takes in, on one core.
//!
//! `cargo run --release --example throughput [-- FOLDER]`. Reads `*.articles.jsonl` and `*.txt` in the
//! folder; without one, the public news sets in `../shared/corpora/news` or, where those are not at
//! hand, `examples/articles`. Times are the processor's where the system tells them, so that other
//! programs do not count; the best of three rounds.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use timeline::model::{Annotated, Document, Parsed};
use timeline::text::names::form;
use timeline::time::Anchor;
use timeline::{entity, extract, text, time};

/// Bytes of each set that are measured; more says nothing new.
const SAMPLE: usize = 1_500_000;
const ROUNDS: usize = 3;

fn main() {
    let given = std::env::args().nth(1).map(PathBuf::from);
    let folder = given.unwrap_or_else(|| {
        let corpora = PathBuf::from("../shared/corpora/news");
        if corpora.is_dir() {
            corpora
        } else {
            PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles"))
        }
    });
    let started = now();
    text::parse("Models are opened when they are first used.");
    println!("opening the models of the floor: {} ms", (now() - started).as_millis());
    for (name, documents) in sets(&folder) {
        measure(&name, &documents);
    }
}

/// Documents by file of JSON lines; text files make one set.
fn sets(folder: &Path) -> Vec<(String, Vec<Document>)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("reading {}: no such folder", folder.display());
        std::process::exit(1)
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut sets = Vec::new();
    let mut articles = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(content) = std::fs::read_to_string(&path) else { continue };
        if name.ends_with(".articles.jsonl") {
            sets.push((name, sample(content.lines().filter_map(article))));
        } else if name.ends_with(".txt") {
            articles.push(document(content));
        }
    }
    if !articles.is_empty() {
        sets.push((folder.display().to_string(), sample(articles.into_iter())));
    }
    sets
}

fn article(line: &str) -> Option<Document> {
    let article: serde_json::Value = serde_json::from_str(line).ok()?;
    article["text"].as_str().map(|text| document(text.to_owned()))
}

fn document(text: String) -> Document {
    Document { text, ..Document::default() }
}

fn sample(documents: impl Iterator<Item = Document>) -> Vec<Document> {
    let mut bytes = 0;
    documents
        .take_while(|document| {
            bytes += document.text.len();
            bytes <= SAMPLE
        })
        .collect()
}

/// Prints one set, layer by layer; each layer gets what those before it made.
fn measure(name: &str, documents: &[Document]) {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!("\n{name}: {} documents, {:.2} MB", documents.len(), bytes as f64 / 1e6);
    let line = |layer: &str, time: Duration| {
        println!("{layer:<28}{:>8.2} MB/s", bytes as f64 / 1e6 / time.as_secs_f64());
    };
    let (segmenting, segmented) = best(documents, |document| text::segment(&document.text));
    line("segment, tokens", segmenting);
    let pairs: Vec<(&Document, &Parsed)> = documents.iter().zip(&segmented).collect();
    let (listing, forms) = best(&pairs, |(document, parsed)| form::forms(&document.text, parsed));
    line("lists", listing);
    let pairs: Vec<(&Document, &Parsed, &Vec<form::Form>)> = documents
        .iter()
        .zip(&segmented)
        .zip(&forms)
        .map(|((document, parsed), forms)| (document, parsed, forms))
        .collect();
    let (reading, read) = best(&pairs, |(document, parsed, forms)| {
        let (mut parsed, bits) = ((*parsed).clone(), form::bits(parsed, forms));
        let scores = text::network::read(&document.text, &mut parsed, &bits);
        text::lemma::fill(&document.text, &mut parsed);
        (parsed, scores)
    });
    line("tags, lemmas, trees", reading);
    let pairs: Vec<_> = read.iter().zip(&forms).collect();
    let (naming, _) =
        best(&pairs, |((parsed, scores), forms)| text::names::find(parsed, &mut (*forms).clone(), scores));
    line("names", naming);
    let parsed: Vec<&Parsed> = read.iter().map(|(parsed, _)| parsed).collect();
    let (grouping, _) = best(&parsed, |parsed| {
        let mut parsed = (*parsed).clone();
        text::syntax::group(&mut parsed);
        parsed
    });
    line("verb groups", grouping);
    line("the floor: all of these", segmenting + listing + reading + naming + grouping);
    let (annotating, annotated) = best(documents, extract::annotate);
    let anchor = Anchor::default();
    let (timing, _) = best(&annotated, |it: &Annotated| time::tag(&it.document.text, &it.parsed, &anchor));
    line("time", timing);
    let (resolving, _) = best(&annotated, |it: &Annotated| entity::resolve(&it.document.text, &it.parsed));
    line("entity", resolving);
    let mut extracting = Duration::ZERO;
    for extractor in extract::EXTRACTORS {
        let (taken, _) = best(&annotated, |it: &Annotated| (extractor.run)(it));
        line(extractor.id, taken);
        extracting += taken;
    }
    line("extract: everything", annotating + extracting);
}

/// Time that this thread has spent on a core, by Linux's account; elsewhere, the clock's.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = account.and_then(|account| account.split_whitespace().next()?.parse().ok());
    spent.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Runs a layer over all inputs and returns the shortest of some rounds, and what was made.
fn best<'i, I, O>(inputs: &'i [I], layer: impl Fn(&'i I) -> O) -> (Duration, Vec<O>) {
    let round = || {
        let started = now();
        let made: Vec<O> = inputs.iter().map(&layer).collect();
        (now() - started, made)
    };
    let (mut shortest, mut made) = round();
    for _ in 1..ROUNDS {
        let (taken, again) = round();
        if taken < shortest {
            (shortest, made) = (taken, again);
        }
    }
    (shortest, made)
}
