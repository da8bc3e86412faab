//! The corpora beside the rules: one line per phrase, `value | words`.
//!
//! All are published on Thursday, 3 July 2025. Square brackets mark what the expression covers;
//! without them it covers all. `-` says that nothing may match; several expressions have their
//! values separated by `;`, and a TIMEX3 `mod`, `quant` or `freq` follows the value.
//! `UPDATE_EXPECT=1 cargo test corpus` rewrites the values; read the difference before keeping it.

use std::collections::BTreeSet;

use super::GRAMMAR;
use crate::model::{Basis, Published};
use crate::text;
use crate::time::{Anchor, Explained, explain};

const FAMILIES: &[&str] =
    &["clock", "compose", "date", "era", "figures", "length", "modifier", "name", "reference", "relative", "set"];

/// What is no rule has its corpus beside it as well.
const OTHERS: &[&str] = &["../range"];

fn read(line: &str) -> (String, Vec<Explained>, String) {
    let plain: String = line.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let published = Published::parse("2025-07-03", Basis::Given).expect("the corpora's date is one");
    let found = explain(&plain, &text::parse(&plain), &Anchor { published, ..Anchor::default() });
    let mut marked = String::new();
    let mut at = 0;
    for one in &found {
        let span = one.expression.span;
        marked += &format!("{}[{}]", &plain[at..span.start], span.of(&plain));
        at = span.end;
    }
    marked += &plain[at..];
    let whole = found.len() == 1 && found[0].expression.span.len() == plain.len();
    (values(&found), found, if whole { plain } else { marked })
}

fn values(found: &[Explained]) -> String {
    let value = |one: &Explained| {
        let expression = &one.expression;
        let mut value = expression.value.clone();
        if let Some(modifier) = expression.modifier {
            value +=
                &format!(" {}", serde_json::to_value(modifier).expect("modifiers have names").as_str().unwrap_or(""));
        }
        for extra in [&expression.quant, &expression.freq].into_iter().flatten() {
            value += &format!(" {extra}");
        }
        if expression.in_name { value + " (in a name)" } else { value }
    };
    if found.is_empty() { "-".to_owned() } else { found.iter().map(value).collect::<Vec<_>>().join("; ") }
}

fn path(family: &str) -> String {
    format!("{}/src/time/rules/{family}.corpus", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn corpora_hold() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for family in FAMILIES.iter().chain(OTHERS) {
        let corpus = std::fs::read_to_string(path(family)).expect("every family has a corpus");
        let mut actual = String::new();
        for line in corpus.lines() {
            let Some((expected, words)) = line.split_once('|').filter(|_| !line.starts_with('#')) else {
                actual += &format!("{line}\n");
                continue;
            };
            let (found, _, marked) = read(words.trim());
            actual += &format!("{found:<24} | {marked}\n");
            if expected.trim() != found || expected.trim() != "-" && marked != words.trim() {
                wrong.push(format!("{family}: {line}\n    found {found} | {marked}"));
            }
        }
        if update {
            std::fs::write(path(family), actual).expect("the corpus can be rewritten");
        }
    }
    assert!(update || wrong.is_empty(), "{} lines differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example_in_its_corpus() {
    let mut missing: BTreeSet<&str> = GRAMMAR.levels.iter().flat_map(|level| level.ids()).collect();
    for family in FAMILIES {
        let corpus = std::fs::read_to_string(path(family)).expect("every family has a corpus");
        let lines = corpus.lines().filter(|line| !line.starts_with('#'));
        for (_, words) in lines.filter_map(|line| line.split_once('|')) {
            for one in read(words.trim()).1 {
                one.rules.iter().filter(|rule| rule.starts_with(family)).for_each(|rule| {
                    missing.remove(rule);
                });
            }
        }
    }
    assert!(missing.is_empty(), "no corpus line uses {missing:?}");
}

#[test]
fn every_corpus_has_counterexamples() {
    for family in FAMILIES {
        let corpus = std::fs::read_to_string(path(family)).expect("every family has a corpus");
        let negative = corpus.lines().filter(|line| line.starts_with("- ")).count();
        assert!(negative >= 3, "{family}.corpus has {negative} lines of what must not match");
    }
}
