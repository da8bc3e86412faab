//! Trains the ranking of what pronouns mean: `models/pronouns.tsv`.
//!
//! In: GUM's coreference in the genres whose texts are free to use. Out: one weight per feature and
//! class of pronouns, by logistic regression over the candidates and "none of them".

use timeline::entity;
use timeline::entity::ranking::{CLASSES, Choice, FEATURES, GROUPS, feature};

use super::corpora::conllu;
use super::corpora::coreference::{cluster, gold};
use super::network::data::GENRES;

const PASSES: usize = 60;
const STEP: f64 = 0.1;
/// Weight of the L2 penalty.
const PENALTY: f64 = 1.0;

/// A pronoun with the right answer: the candidate's index, or their number for none of them.
type Lesson = (Choice, usize);

/// Trains the weights.
pub fn train() {
    let mut lessons: Vec<Lesson> = Vec::new();
    for document in conllu::load("ud/gum_train.conllu").iter().filter(|document| GENRES.contains(&&*document.genre)) {
        learn_from(document, &mut lessons);
    }
    let mut file = String::from(
        "# What pronouns mean: a weight per feature (group, value) for he or she, it, they.\n\
         # Made by `cargo run --release --example train -- pronouns`; see pronouns.md.\n",
    );
    let weights: Vec<Vec<f64>> = (0..CLASSES)
        .map(|class| {
            let own: Vec<&Lesson> = lessons.iter().filter(|(choice, _)| choice.class as usize == class).collect();
            println!("class {class}: {} pronouns", own.len());
            regress(&own)
        })
        .collect();
    for (group, (name, values)) in GROUPS.iter().enumerate() {
        for value in 0..*values {
            let row: Vec<String> = weights.iter().map(|own| format!("{:.2}", own[feature(group, value)])).collect();
            if row.iter().any(|weight| weight != "0.00" && weight != "-0.00") {
                file.push_str(&format!("{name}\t{value}\t{}\n", row.join("\t")));
            }
        }
    }
    let path = format!("{}/models/pronouns.tsv", env!("CARGO_MANIFEST_DIR"));
    std::fs::write(&path, &file).unwrap_or_else(|error| panic!("writing {path}: {error}"));
    println!("{path}: {} bytes", file.len());
}

fn learn_from(document: &conllu::Document, lessons: &mut Vec<Lesson>) {
    let (raw, spans) = document.raw();
    let gold = gold(document, &spans);
    let parsed = timeline::text::parse(&raw);
    let of = |token: usize| cluster(&gold, parsed.tokens[token].span.start, parsed.tokens[token].span.end);
    // Each pronoun is given its right meaning, so that the next one finds it.
    entity::resolve_with(&raw, &parsed, &mut |choice| {
        let truth = of(choice.token);
        let right = |head: usize| truth.is_some() && of(head) == truth;
        let answer = choice.candidates.iter().position(|candidate| right(candidate.head));
        lessons.push((choice.clone(), answer.unwrap_or(choice.candidates.len())));
        answer.map(|index| choice.candidates[index].entity)
    });
}

/// Gradient descent over all lessons at once, with steps by the size of past gradients.
fn regress(lessons: &[&Lesson]) -> Vec<f64> {
    let mut weights = vec![0.0; FEATURES];
    let mut sums = vec![1e-8; FEATURES];
    for _ in 0..PASSES {
        for part in lessons.chunks(16) {
            let share = PENALTY * part.len() as f64 / lessons.len() as f64;
            let mut slope: Vec<f64> = weights.iter().map(|weight| share * weight).collect();
            for (choice, answer) in part {
                let options = || choice.candidates.iter().map(|candidate| &candidate.features).chain([&choice.none]);
                let score = |features: &Vec<usize>| features.iter().map(|feature| weights[*feature]).sum::<f64>();
                let scores: Vec<f64> = options().map(|features| score(features).exp()).collect();
                let sum: f64 = scores.iter().sum();
                for (index, features) in options().enumerate() {
                    let change = scores[index] / sum - f64::from(u8::from(index == *answer));
                    features.iter().for_each(|feature| slope[*feature] += change);
                }
            }
            for ((weight, slope), sum) in weights.iter_mut().zip(&slope).zip(&mut sums) {
                *sum += slope * slope;
                *weight -= STEP * slope / sum.sqrt();
            }
        }
    }
    weights
}
