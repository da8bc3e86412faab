//! Trains `models/direction.tsv`: is a bare "Friday" or "March" past or to come?
//!
//! In: news, where the words around a date whose side of the publication day is known anyhow
//! ("tomorrow", "last week", "March 14" in an article of March 10) teach the words around those
//! where it is not; and two thirds of the temporal corpora, which teach how much the kind of name
//! and its nearness count. Out: logistic weights by AdaGrad, one readable line each.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;
use timeline::model::{Basis, Interval, Published, TimeBasis, TimeExpression};
use timeline::text;
use timeline::time::training::{features, is_by_hand};
use timeline::time::{Anchor, tag};

/// Articles of each news corpus that are read; more change little.
const ARTICLES: usize = 7000;
/// Days from the publication within which a day without a year is surely the nearest.
const SURE: i64 = 100;
/// How much more an annotated date counts than one that is known by its words.
const GOLD_WEIGHT: f32 = 4.0;
/// A feature must occur so often, and weigh so much, to be kept.
const COMMON: u32 = 6;
const TELLING: f32 = 0.15;

/// What is known of English before any example: weights start here and are pulled back to it.
const PRIORS: &[(&str, f32)] = &[
    ("verb=will", 2.0),
    ("clause=will", 1.5),
    ("verb=did", -1.0),
    ("clause=did", -1.0),
    ("as-as", 3.0),
    ("before=since", -3.0),
    ("before=by", 1.0),
    ("earlier", -2.0),
    ("near=scheduled", 1.5),
    ("near=due", 1.5),
    ("near=expected", 1.0),
];

const RATE: f32 = 0.1;
const EPOCHS: usize = 12;
const L2: f32 = 1e-3;

/// The clause around one date.
struct Example {
    features: Vec<(String, f32)>,
    future: bool,
    weight: f32,
}

/// Trains the weights.
pub fn train() {
    let mut examples = Vec::new();
    for (file, day) in [
        ("news/reuters21578.articles.jsonl", "pub_date"),
        ("news/wikinews.articles.jsonl", "pub_date"),
        ("attribution/polnear_train.jsonl", ""),
    ] {
        let before = examples.len();
        for line in super::corpora::read(file).lines().take(ARTICLES) {
            let article: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
            known_by_words(article["text"].as_str().unwrap_or_default(), article[day].as_str(), &mut examples);
        }
        println!("{file}: {} dates", examples.len() - before);
    }
    let mut held = Vec::new();
    for file in ["timex/timebank.jsonl", "timex/aquaint.jsonl"] {
        for (index, line) in super::corpora::read(file).lines().enumerate() {
            let document: Value = serde_json::from_str(line).expect("the corpus is JSON lines");
            annotated(&document, if index % 3 == 2 { &mut held } else { &mut examples });
        }
    }
    let weights = learn(&examples);
    report("annotated, trained on", examples.iter().filter(|example| example.weight > 1.0), &weights);
    report("annotated, held out", held.iter(), &weights);
    write(&examples, &weights);
}

fn anchor(day: &str) -> Option<Anchor> {
    Some(Anchor { published: Published::parse(day, Basis::Given)?, ..Anchor::default() })
}

/// Adds the dates of an article whose side is known by their own words.
fn known_by_words(article: &str, day: Option<&str>, examples: &mut Vec<Example>) {
    // Whatever the day, "yesterday" is past.
    let Some(anchor) = anchor(day.unwrap_or("2015-06-15")) else { return };
    let Some(published) = anchor.published.day() else { return };
    let parsed = text::parse(article);
    for expression in tag(article, &parsed, &anchor) {
        let Some(future) = side(&expression, published, day.is_some()) else { continue };
        let mut list = vec![("kind=known".to_owned(), 1.0)];
        features(&parsed, &expression.tokens, |feature| list.push((feature.to_owned(), 1.0)));
        examples.push(Example { features: list, future, weight: 1.0 });
    }
}

/// Returns whether the expression lies after the publication day, where the words alone say so: by
/// what they mean, or since the one of its name on that side is near and the other far. Never
/// asks which side the program took for the right one, lest it learn its own mistakes.
fn side(expression: &TimeExpression, published: NaiveDate, dated: bool) -> Option<bool> {
    let interval = expression.interval?;
    let days = (interval.begins_on - published).num_days();
    match expression.rule {
        "relative/deictic" | "relative/which" | "name/which" | "name/this-past" => {
            let near = days > 0 || interval.ends_before <= published && days > -SURE;
            (near && expression.basis == TimeBasis::Published).then_some(days > 0)
        }
        "date/month-day" | "date/day-month" | "date/weekday-month-day" | "date/month-day-year" if dated => {
            let ahead = days.rem_euclid(365);
            let near = ahead > 0 && (ahead < SURE || 365 - ahead < SURE);
            near.then_some(ahead < SURE)
        }
        _ => None,
    }
}

/// Adds the bare names of an annotated document that lie before or after its publication day.
fn annotated(document: &Value, examples: &mut Vec<Example>) {
    let text_of = document["text"].as_str().unwrap_or_default();
    let Some(anchor) = document["dct"].as_str().and_then(|day| anchor(day.get(..10)?)) else { return };
    let Some(published) = anchor.published.day() else { return };
    let bytes: Vec<usize> = text_of.char_indices().map(|(at, _)| at).chain([text_of.len()]).collect();
    let parsed = text::parse(text_of);
    let expressions = tag(text_of, &parsed, &anchor);
    for gold in document["timexes"].as_array().into_iter().flatten() {
        let at = |name: &str| bytes[gold[name].as_u64().unwrap_or_default() as usize];
        let (start, end) = (at("start"), at("end"));
        let same = |expression: &&TimeExpression| expression.span.start < end && start < expression.span.end;
        let Some(expression) = expressions.iter().find(same) else { continue };
        let Some((kind, cycle)) = kind(expression.rule) else { continue };
        let Some(interval) = gold["value"].as_str().and_then(interval) else { continue };
        if interval.contains(published) {
            continue;
        }
        let length = (interval.ends_before - interval.begins_on).num_days();
        let ahead = (interval.begins_on - published).num_days().rem_euclid(cycle);
        let back = cycle - ahead - length;
        let mut list = vec![(format!("kind={kind}"), 1.0)];
        // Whoever says "Wednesday" on a Thursday may well mean the next one.
        if cycle > 7 {
            let nearness = (back.max(0) as f32 + 1.0).ln() - (ahead as f32 + 1.0).ln();
            list.push((format!("nearness={kind}"), nearness));
        }
        features(&parsed, &expression.tokens, |feature| list.push((feature.to_owned(), 1.0)));
        examples.push(Example { features: list, future: interval.begins_on > published, weight: GOLD_WEIGHT });
    }
}

/// The kind of name that a rule finds, and after how many days it recurs.
fn kind(rule: &str) -> Option<(&'static str, i64)> {
    match rule {
        "name/weekday" | "clock/weekday-part" | "compose/time-on-day" => Some(("weekday", 7)),
        "name/month" => Some(("month", 365)),
        "date/month-day" | "date/day-month" | "date/weekday-month-day" => Some(("day", 365)),
        "name/season" => Some(("season", 365)),
        _ => None,
    }
}

/// Reads the days of a TIMEX3 value that is a day or a month.
fn interval(value: &str) -> Option<Interval> {
    let day = value.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
    day.and_then(Interval::day)
        .or_else(|| Published::parse(value, Basis::Given).filter(|_| value.len() == 7).and_then(|month| month.interval))
}

type Weights = BTreeMap<String, f32>;

/// Logistic regression over the examples, in a fixed stride through their order.
fn learn(examples: &[Example]) -> Weights {
    let names: BTreeMap<&str, usize> =
        examples.iter().flat_map(|example| &example.features).map(|(name, _)| (name.as_str(), 0)).collect();
    // What is set by hand is left out, unless it is known to be learned as well.
    let known = |name: &&str| PRIORS.iter().any(|(known, _)| known == name);
    let learned = names.into_keys().filter(|name| known(name) || !is_by_hand(name));
    let names: BTreeMap<&str, usize> = learned.enumerate().map(|(index, name)| (name, index)).collect();
    let indexed: Vec<Vec<(usize, f32)>> = examples
        .iter()
        .map(|example| example.features.iter())
        .map(|features| features.filter_map(|(name, value)| Some((*names.get(name.as_str())?, *value))).collect())
        .collect();
    let prior = |name: &&str| PRIORS.iter().find(|(known, _)| known == name).map_or(0.0, |(_, weight)| *weight);
    let priors: Vec<f32> = names.keys().map(prior).collect();
    let mut weights = priors.clone();
    let mut squares = vec![0.1f32; names.len()];
    // A stride that has no factor in common with the count visits all and mixes the corpora.
    let stride = (7919..).find(|stride| !examples.len().is_multiple_of(*stride)).unwrap_or(1);
    for step in 0..EPOCHS * examples.len() {
        let at = step * stride % examples.len();
        let score: f32 = indexed[at].iter().map(|(feature, value)| weights[*feature] * value).sum();
        let error = f32::from(u8::from(examples[at].future)) - 1.0 / (1.0 + (-score).exp());
        for &(feature, value) in &indexed[at] {
            let gradient = examples[at].weight * error * value - L2 * (weights[feature] - priors[feature]);
            squares[feature] += gradient * gradient;
            weights[feature] += RATE * gradient / squares[feature].sqrt();
        }
    }
    names.into_iter().map(|(name, index)| (name.to_owned(), weights[index])).collect()
}

fn report<'a>(name: &str, examples: impl Iterator<Item = &'a Example>, weights: &Weights) {
    let (mut all, mut right, mut past) = (0, 0, 0);
    for example in examples {
        let score: f32 = example.features.iter().map(|(name, value)| weights.get(name).unwrap_or(&0.0) * value).sum();
        all += 1;
        right += usize::from((score > 0.0) == example.future);
        past += usize::from(!example.future);
    }
    println!("{name}: {right} of {all} directions right; {past} are past");
}

/// Writes the features that are common and tell something.
fn write(examples: &[Example], weights: &Weights) {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (name, _) in examples.iter().flat_map(|example| &example.features) {
        *counts.entry(name).or_default() += 1;
    }
    let mut out = String::from("# Weights of `time/direction.rs`; past below zero. Card: direction.md.\n");
    for (name, weight) in weights {
        let told = PRIORS.iter().any(|(known, _)| known == name);
        if (counts[name.as_str()] >= COMMON || told) && weight.abs() >= TELLING && name != "kind=known" {
            out += &format!("{name}\t{weight:.2}\n");
        }
    }
    super::save_as("direction.tsv", out.as_bytes());
}
