//! Names by exact span and kind, on the tenth of the worldwide newswire that is never trained on.

use timeline::text;
use timeline::text::names::KINDS;

use super::corpora::ner;
use super::{Score, lists_errors};

/// Prints the section.
pub fn print() {
    println!("names (held-out tenth)  precision    recall        F1");
    let mut scores: [Score; KINDS.len()] = Default::default();
    for document in ner::worldwide().iter().filter(|document| document.tenth() == 0) {
        let parsed = text::parse(&document.text);
        for (_, _, kind) in &document.names {
            scores[*kind as usize].gold += 1;
        }
        for name in &parsed.names {
            let span = parsed.span(&name.tokens);
            let right = document.names.binary_search(&(span.start, span.end, name.kind)).is_ok();
            scores[name.kind as usize].found += 1;
            scores[name.kind as usize].right += usize::from(right);
            if !right && lists_errors() {
                println!("  wrong {:?} {}", name.kind, span.of(&document.text));
            }
        }
    }
    let sum = |scores: &[Score]| Score {
        right: scores.iter().map(|score| score.right).sum(),
        found: scores.iter().map(|score| score.found).sum(),
        gold: scores.iter().map(|score| score.gold).sum(),
    };
    for (kind, score) in KINDS.iter().zip(&scores) {
        line(&format!("{kind:?}"), score);
    }
    line("all but other", &sum(&scores[..KINDS.len() - 1]));
    line("all", &sum(&scores));
}

fn line(name: &str, score: &Score) {
    let share = |of: usize| 100.0 * score.right as f64 / of.max(1) as f64;
    println!("{name:<24}{:>9.2}{:>10.2}{:>10.2}", share(score.found), share(score.gold), score.f1());
}
