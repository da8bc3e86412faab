//! Who is who: pronouns and nominals against GUM's coreference, and PolNeAR's sources.
//!
//! GUM's news, interviews, biographies, speeches and court cases, development and training part (no
//! weights are trained on its coreference). A resolved mention is right when most of its entity's
//! names stand in the gold cluster of the mention. PolNeAR has no gold entities: the share of
//! sources resolved to a name is printed, apart for names, nominals and pronouns.

use std::collections::BTreeMap;

use timeline::model::{Entity, EntityId, Mention, MentionForm, Parsed};
use timeline::{entity, text};

use super::corpora::coreference::{Gold, cluster, gold};
use super::corpora::{conllu, read};
use super::{Score, lists_errors};

/// GUM's genres that are looked at.
const GENRES: &[&str] = &["news", "interview", "bio", "speech", "court"];

/// Prints the section.
pub fn print() {
    println!("who is who (GUM)        precision    recall        F1");
    for (name, file) in [("dev", "ud/gum_dev.conllu"), ("train", "ud/gum_train.conllu")] {
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        for document in conllu::load(file).iter().filter(|document| GENRES.contains(&&*document.genre)) {
            compare(document, &mut scores);
        }
        for (form, score) in scores {
            let share = |of: usize| 100.0 * score.right as f64 / of.max(1) as f64;
            println!(
                "{:<24}{:>9.2}{:>10.2}{:>10.2}",
                format!("{name} {form}"),
                share(score.found),
                share(score.gold),
                score.f1()
            );
        }
    }
    sources();
}

fn compare(document: &conllu::Document, scores: &mut BTreeMap<&str, Score>) {
    let (raw, spans) = document.raw();
    let gold = gold(document, &spans);
    let parsed = text::parse(&raw);
    let (mentions, entities) = entity::resolve(&raw, &parsed);
    let clusters = clusters(&parsed, &mentions, &entities, &gold);
    for mention in &mentions {
        let form = match mention.form {
            MentionForm::Name => continue,
            MentionForm::Nominal => "nominals",
            MentionForm::Pronoun => match &*parsed.tokens[mention.head].lower {
                "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => "he, she",
                "who" => "who",
                "they" | "them" | "their" | "it" | "its" => "it, they",
                _ => continue,
            },
        };
        let Some(truth) = cluster(&gold, mention.span.start, mention.span.end) else { continue };
        let score = scores.entry(form).or_default();
        let named = clusters.values().any(|cluster| *cluster == truth);
        score.gold += usize::from(named);
        let player = mention.entity.filter(|id| entities[id.0].named).map(|EntityId(player)| player);
        let found = player.and_then(|player| Some((player, *clusters.get(&player)?)));
        score.found += usize::from(found.is_some());
        score.right += usize::from(found.is_some_and(|(_, cluster)| cluster == truth));
        let error = match found {
            Some((player, cluster)) if cluster != truth => Some(&*entities[player].name),
            None if named => Some("-"),
            _ => None,
        };
        if let Some(taken_for) = error.filter(|_| lists_errors()) {
            let truth = clusters.iter().find(|(_, cluster)| **cluster == truth);
            let truth = truth.map_or("nobody named", |(player, _)| &entities[*player].name);
            println!("  {form} -> {taken_for}, is {truth}: {}", around(&raw, mention.span.start, mention.span.end));
        }
    }
}

/// Words with some of those before and after them.
fn around(raw: &str, start: usize, end: usize) -> String {
    let (before, after) = (&raw[..start], &raw[end..]);
    let from = before.char_indices().rev().nth(400).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(60).map_or(after.len(), |(at, _)| at);
    format!("{}[{}]{}", &before[from..], &raw[start..end], &after[..to]).replace('\n', " ")
}

/// The gold cluster that most names of each named entity stand in.
fn clusters(parsed: &Parsed, mentions: &[Mention], entities: &[Entity], gold: &[Gold]) -> BTreeMap<usize, u32> {
    let mut votes: BTreeMap<usize, BTreeMap<u32, usize>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
        let Some(EntityId(player)) = mention.entity.filter(|id| entities[id.0].named) else { continue };
        let span = parsed.tokens[mention.head].span;
        if let Some(cluster) = cluster(gold, span.start, span.end) {
            *votes.entry(player).or_default().entry(cluster).or_default() += 1;
        }
    }
    let most =
        |votes: BTreeMap<u32, usize>| votes.into_iter().max_by_key(|(_, count)| *count).map(|(cluster, _)| cluster);
    votes.into_iter().filter_map(|(player, votes)| Some((player, most(votes)?))).collect()
}

/// Prints how many sources of PolNeAR dev lead to a named entity.
fn sources() {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for line in read("attribution/polnear_dev.jsonl").lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("the corpus is JSON lines");
        let raw = document["text"].as_str().unwrap_or_default();
        let bytes: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
        let parsed = text::parse(raw);
        let (mentions, entities) = entity::resolve(raw, &parsed);
        for attribution in document["attributions"].as_array().into_iter().flatten() {
            let Some(span) = attribution["source"].get(0) else { continue };
            let at = |index: usize| bytes[span[index].as_u64().unwrap_or_default() as usize];
            let (start, end) = (at(0), at(1));
            let inside = |mention: &&Mention| start <= mention.span.start && mention.span.start < end;
            // The first and longest mention within the source is its head as a rule.
            let Some(mention) = mentions.iter().find(inside) else {
                counts.entry("no mention").or_default()[0] += 1;
                if lists_errors() {
                    println!("  no mention: {}", &raw[start..end]);
                }
                continue;
            };
            let form = match mention.form {
                MentionForm::Name => "names",
                MentionForm::Nominal => "nominals",
                MentionForm::Pronoun => "pronouns",
            };
            let count = counts.entry(form).or_default();
            count[0] += 1;
            let name = mention.entity.filter(|id| entities[id.0].named).map(|id| &entities[id.0].name);
            count[1] += usize::from(name.is_some());
            if lists_errors() {
                println!("  source {form}: {} -> {}", around(raw, start, end), name.map_or("-", String::as_str));
            }
        }
    }
    println!("sources of PolNeAR dev     all  resolved to a name");
    for (form, [all, named]) in counts {
        println!("{form:<24}{all:>6}{named:>10} ({:.1} %)", 100.0 * named as f64 / all as f64);
    }
}
