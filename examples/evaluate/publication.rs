//! Publication dates inferred from texts that carry none.
//!
//! TimeBank, AQUAINT and Wikinews, each document without its date; a second time with its year
//! known, as from a copyright line. A wrong date costs more than none.

use std::collections::BTreeMap;

use serde_json::Value;
use timeline::model::{Basis, Published};
use timeline::{text, time};

use super::corpora::read;

/// Prints the section.
pub fn print() {
    println!("publication date        documents  day right  interval right   unknown     wrong");
    for (name, file, date) in [
        ("TimeBank", "timex/timebank.jsonl", "dct"),
        ("AQUAINT", "timex/aquaint.jsonl", "dct"),
        ("Wikinews", "news/wikinews.articles.jsonl", "pub_date"),
    ] {
        let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
        for line in read(file).lines() {
            let document: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
            let text = document["text"].as_str().unwrap_or_default();
            let Some(truth) = document[date].as_str().and_then(|day| Published::parse(day, Basis::Given)) else {
                continue;
            };
            let parsed = text::parse(text);
            for year_known in [false, true] {
                let year = truth.interval.map(|days| days.begin_year().to_string()).filter(|_| year_known);
                let known = year.and_then(|year| Published::parse(&year, Basis::Inferred)).unwrap_or_default();
                let found = time::publication::infer(text, &parsed, &known);
                *counts.entry((year_known, judge(&found, &known, &truth))).or_default() += 1;
            }
        }
        for year_known in [false, true] {
            let count = |what| counts.get(&(year_known, what)).copied().unwrap_or_default();
            let all: usize = ["day", "interval", "unknown", "wrong"].into_iter().map(count).sum();
            println!(
                "{:<24}{all:>9}{:>11}{:>16}{:>10}{:>10}",
                format!("{name}{}", if year_known { ", year known" } else { "" }),
                count("day"),
                count("interval"),
                count("unknown"),
                count("wrong")
            );
        }
    }
}

fn judge(found: &Published, known: &Published, truth: &Published) -> &'static str {
    let (Some(days), Some(day)) = (found.interval.filter(|_| found != known), truth.day()) else { return "unknown" };
    match (days.contains(day), days.single_day()) {
        (true, Some(_)) => "day",
        (true, None) => "interval",
        (false, _) => "wrong",
    }
}
