//! Trains the name tagger: `models/names.bin`.
//!
//! In: the worldwide newswire set without its held-out tenth, each document as a network reads it that
//! was not trained on its names.
//! Out: the file. First prints a cross-validation by documents, which is what to tune on.

use timeline::model::{Parsed, TokenRange};
use timeline::text::linear::Feature;
use timeline::text::names::form::Form;
use timeline::text::names::{self, KINDS, LABELS, OUTSIDE, Tagger, features};

use super::corpora::ner::Document;
use super::perceptron::{Perceptron, shuffle};
use super::save;

/// Passes over the data.
const PASSES: usize = 12;

/// Parts of the cross-validation.
const FOLDS: u64 = 3;

/// A run of tokens: each token's features and right label.
type Sequence = (Vec<Vec<Feature>>, Vec<usize>);

/// A document as a network reads it that has not seen its names.
pub struct Lesson {
    pub document: Document,
    pub parsed: Parsed,
    pub forms: Vec<Form>,
}

/// Trains the weights.
pub fn train(lessons: &[Lesson]) {
    let sequences: Vec<Vec<Sequence>> = lessons.iter().map(sequences).collect();
    let mut total = Counts::default();
    for fold in 0..FOLDS {
        let held = |index: usize| index as u64 % FOLDS == fold;
        let data = sequences.iter().enumerate().filter(|(index, _)| !held(*index)).flat_map(|(_, all)| all.clone());
        let tagger = Tagger::new(weights(data.collect()).leak());
        for index in (0..lessons.len()).filter(|index| held(*index)) {
            total.add(&lessons[index], &tagger);
        }
    }
    println!("names, cross-validation by documents:");
    total.print();
    save("names", &weights(sequences.into_iter().flatten().collect()));
}

fn sequences(lesson: &Lesson) -> Vec<Sequence> {
    let (truth, forms) = (labels(&lesson.document, &lesson.parsed), &lesson.forms);
    let runs = features::runs(&lesson.parsed, forms);
    let sequence = |run: &features::Run| {
        let features = run.tokens.clone().map(|at| {
            let mut out = Vec::new();
            features::of(forms, run, at, &mut out);
            out
        });
        (features.collect(), legal(&truth, &run.tokens))
    };
    runs.iter().map(sequence).collect()
}

/// Returns each token's label; a token that holds part of a name belongs to it.
pub fn labels(document: &Document, parsed: &Parsed) -> Vec<usize> {
    let mut labels = vec![OUTSIDE; parsed.tokens.len()];
    for (start, end, kind) in &document.names {
        let first = parsed.tokens.partition_point(|token| token.span.end <= *start);
        let end = parsed.tokens.partition_point(|token| token.span.start < *end);
        for (place, label) in labels[first..end].iter_mut().enumerate() {
            *label = names::label(*kind, place, end - first);
        }
    }
    labels
}

/// Returns the labels of a run; a name that reaches beyond it counts as none.
fn legal(truth: &[usize], tokens: &TokenRange) -> Vec<usize> {
    let mut labels = truth[tokens.clone()].to_vec();
    names::make_legal(&mut labels);
    labels
}

fn weights(mut data: Vec<Sequence>) -> Vec<u8> {
    let labels = (0..LABELS).map(|label| label.to_string()).collect();
    let mut perceptron = Perceptron::new(labels);
    let mut wrong = 0;
    for pass in 0..PASSES {
        shuffle(&mut data, pass as u64);
        wrong = data.iter().map(|(features, truth)| learn(&mut perceptron, features, truth)).sum();
    }
    println!("{} runs, {wrong} wrong in the last pass", data.len());
    perceptron.finish(0.01)
}

/// Learns one run; returns whether it was wrong.
fn learn(perceptron: &mut Perceptron, features: &[Vec<Feature>], truth: &[usize]) -> usize {
    let mut scratch = Vec::new();
    let mut row = |features: &[Feature]| -> [f32; LABELS] {
        perceptron.score(features, &mut scratch);
        std::array::from_fn(|label| scratch[label])
    };
    let scores: Vec<[f32; LABELS]> = features.iter().map(|features| row(features)).collect();
    let transitions: [[f32; LABELS]; LABELS] = std::array::from_fn(|before| row(&[names::transition(before)]));
    let mut guess = Vec::new();
    names::decode(&scores, &transitions, &mut guess);
    perceptron.advance();
    if guess == truth {
        return 0;
    }
    let (mut before_truth, mut before_guess) = (OUTSIDE, OUTSIDE);
    for ((features, truth), guess) in features.iter().zip(truth).zip(&guess) {
        if truth != guess {
            perceptron.shift(features, *truth, 1.0);
            perceptron.shift(features, *guess, -1.0);
        }
        if (before_truth, truth) != (before_guess, guess) {
            perceptron.shift(&[names::transition(before_truth)], *truth, 1.0);
            perceptron.shift(&[names::transition(before_guess)], *guess, -1.0);
        }
        (before_truth, before_guess) = (*truth, *guess);
    }
    1
}

/// Right, found and true names, by kind.
#[derive(Default)]
struct Counts([[usize; 3]; KINDS.len()]);

impl Counts {
    fn add(&mut self, lesson: &Lesson, tagger: &Tagger) {
        let Lesson { document, parsed, forms } = lesson;
        for (_, _, kind) in &document.names {
            self.0[*kind as usize][2] += 1;
        }
        let mut missed = document.names.clone();
        for name in tagger.find(parsed, forms) {
            let span = parsed.span(&name.tokens);
            let found = (span.start, span.end, name.kind);
            let right = document.names.binary_search(&found).is_ok();
            missed.retain(|name| *name != found);
            self.0[name.kind as usize][0] += usize::from(right);
            self.0[name.kind as usize][1] += 1;
            if !right && lists_errors() {
                println!("  wrong {:?} {}", name.kind, context(&document.text, span.start, span.end));
            }
        }
        for (start, end, kind) in missed.iter().filter(|_| lists_errors()) {
            println!("  missed {kind:?} {}", context(&document.text, *start, *end));
        }
    }

    fn print(&self) {
        let f1 = |[right, found, gold]: [usize; 3]| 200.0 * right as f64 / (found + gold).max(1) as f64;
        let sum = self.0.iter().fold([0; 3], |sum, row| std::array::from_fn(|at| sum[at] + row[at]));
        for (kind, row) in KINDS.iter().zip(&self.0) {
            println!("  {kind:?}: F1 {:.2} ({row:?})", f1(*row));
        }
        println!("  all: F1 {:.2} ({sum:?})", f1(sum));
    }
}

fn lists_errors() -> bool {
    std::env::args().any(|argument| argument == "--errors")
}

/// The name in brackets with a little text around it.
fn context(text: &str, start: usize, end: usize) -> String {
    let left: String = text[..start].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let right: String = text[end..].chars().take(40).collect();
    format!("{left}[{}]{right}", &text[start..end]).replace('\n', " | ")
}
