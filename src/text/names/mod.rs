//! Tokens to names: a linear sequence model over capitals, words, lists, the document as a whole
//! and what the network makes of the sentence.
//!
//! In: the tagged text and the network's scores. Out: [`Name`]s that do not overlap, titles and
//! possessive clitics left out. Only tokens near a capital letter are looked at. Weights:
//! `models/names.bin`.

mod document;
mod edges;
pub mod features;
pub mod form;
mod lists;
mod uses;

use std::sync::LazyLock;

use form::Form;

use super::linear::{Feature, Model, feature};
use super::network::NameScores;
use crate::model::{Name, NameKind, Parsed, TokenRange};

/// The label of a token outside names.
pub const OUTSIDE: usize = 0;

/// Kinds in the order of their labels.
pub const KINDS: [NameKind; 5] =
    [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Group, NameKind::Other];

/// Number of labels: outside, and four positions (first, inner, last, only token) of each kind.
pub const LABELS: usize = 1 + 4 * KINDS.len();

const FIRST: usize = 0;
const INNER: usize = 1;
const LAST: usize = 2;
const ONLY: usize = 3;

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::new(include_bytes!("../../../models/names.bin")));

/// Finds the names of a tagged text, given its forms and the network's scores.
pub fn find(parsed: &Parsed, forms: &mut [Form], scores: &NameScores) -> Vec<Name> {
    form::take(parsed, scores, forms);
    let mut names = TAGGER.find(parsed, forms);
    edges::mend(parsed, &mut names);
    document::settle_kinds(parsed, &mut names);
    document::add_surnames(parsed, forms, &mut names);
    names
}

/// A name model ready to use.
pub struct Tagger {
    model: Model,
    /// The weights of a pair of neighbouring labels.
    transitions: [[i32; LABELS]; LABELS],
}

impl Tagger {
    /// Opens a weight file; one that is none finds no names.
    pub fn new(file: &'static [u8]) -> Self {
        let model = Model::new(file);
        let mut transitions = [[0; LABELS]; LABELS];
        for (before, row) in transitions.iter_mut().enumerate() {
            model.score(&[transition(before)], row);
        }
        Self { model, transitions }
    }

    /// Finds the names of a tagged text, given its forms with all that is known of them.
    pub fn find(&self, parsed: &Parsed, forms: &[Form]) -> Vec<Name> {
        let mut names = Vec::new();
        if self.model.labels().len() != LABELS {
            return names;
        }
        let (mut out, mut scores, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for run in features::runs(parsed, forms) {
            scores.clear();
            for at in run.tokens.clone() {
                features::of(forms, &run, at, &mut out);
                let mut row = [0; LABELS];
                self.model.score(&out, &mut row);
                scores.push(row);
            }
            decode(&scores, &self.transitions, &mut labels);
            collect(&run.tokens, &labels, &mut names);
        }
        names
    }
}

/// The feature whose weights say which labels follow this one.
pub fn transition(before: usize) -> Feature {
    feature(0, &[before as u64])
}

/// Returns the label of a token at a place in a name of the given length.
pub fn label(kind: NameKind, place: usize, length: usize) -> usize {
    let position = match place {
        _ if length == 1 => ONLY,
        0 => FIRST,
        _ if place + 1 == length => LAST,
        _ => INNER,
    };
    1 + 4 * kind as usize + position
}

/// Makes labels of a stretch legal: what begins or ends beyond it is outside.
pub fn make_legal(labels: &mut [usize]) {
    let mut start = None;
    for at in 0..labels.len() {
        let before = if at == 0 { OUTSIDE } else { labels[at - 1] };
        if !follows(before, labels[at]) {
            labels[at] = OUTSIDE;
        }
        start = if closes(labels[at]) { None } else { start.or(Some(at)) };
    }
    if let Some(start) = start {
        labels[start..].fill(OUTSIDE);
    }
}

/// Finds the best legal sequence of labels (Viterbi); tokens before and after are outside names.
pub fn decode<W>(scores: &[[W; LABELS]], transitions: &[[W; LABELS]; LABELS], labels: &mut Vec<usize>)
where
    W: Copy + PartialOrd + std::ops::Add<Output = W>,
{
    labels.clear();
    labels.resize(scores.len(), OUTSIDE);
    let Some(first) = scores.first() else { return };
    // Per label, the best score of a sequence that ends in it; `None` where there is no legal one.
    let mut best: [Option<W>; LABELS] =
        std::array::from_fn(|label| follows(OUTSIDE, label).then(|| transitions[OUTSIDE][label] + first[label]));
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    for row in &scores[1..] {
        let mut pointers = [0_u8; LABELS];
        let next = std::array::from_fn(|label| {
            let mut top: Option<W> = None;
            for before in predecessors(label) {
                if let Some(score) = best[before].map(|score| score + transitions[before][label])
                    && top.is_none_or(|top| score > top)
                {
                    top = Some(score);
                    pointers[label] = before as u8;
                }
            }
            top.map(|top| top + row[label])
        });
        best = next;
        back.push(pointers);
    }
    let mut last = OUTSIDE;
    for label in (0..LABELS).filter(|label| closes(*label)) {
        if let Some(score) = best[label]
            && best[last].is_none_or(|top| score > top)
        {
            last = label;
        }
    }
    for (at, slot) in labels.iter_mut().enumerate().rev() {
        *slot = last;
        if at > 0 {
            last = usize::from(back[at - 1][last]);
        }
    }
}

/// Tells whether the label `after` may follow `before`.
fn follows(before: usize, after: usize) -> bool {
    if closes(before) { opens(after) } else { !opens(after) && (before - 1) / 4 == (after - 1) / 4 }
}

/// Tells whether no name goes on after the label.
fn closes(label: usize) -> bool {
    label == OUTSIDE || (label - 1) % 4 >= LAST
}

/// Tells whether no name goes on before the label.
fn opens(label: usize) -> bool {
    label == OUTSIDE || matches!((label - 1) % 4, FIRST | ONLY)
}

fn predecessors(label: usize) -> impl Iterator<Item = usize> {
    (0..LABELS).filter(move |before| follows(*before, label))
}

fn collect(tokens: &TokenRange, labels: &[usize], names: &mut Vec<Name>) {
    let mut start = tokens.start;
    for (at, label) in tokens.clone().zip(labels) {
        if *label == OUTSIDE {
            continue;
        }
        if opens(*label) {
            start = at;
        }
        if closes(*label) {
            names.push(Name { tokens: start..at + 1, kind: KINDS[(label - 1) / 4] });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_only_within_their_kind() {
        let first = label(NameKind::Person, 0, 2);
        assert!(follows(first, label(NameKind::Person, 1, 2)));
        assert!(!follows(first, label(NameKind::Place, 1, 2)));
        assert!(!follows(first, OUTSIDE));
        assert!(follows(OUTSIDE, first) && !follows(OUTSIDE, label(NameKind::Person, 1, 2)));
    }

    #[test]
    fn decodes_the_best_legal_sequence() {
        let mut scores = [[0; LABELS]; 3];
        scores[0][label(NameKind::Person, 0, 2)] = 5;
        scores[1][label(NameKind::Person, 1, 2)] = 5;
        // An inner token of a place is the best label of the last token alone, but illegal there.
        scores[2][label(NameKind::Place, 1, 3)] = 9;
        let mut labels = Vec::new();
        decode(&scores, &[[0; LABELS]; LABELS], &mut labels);
        assert_eq!(labels, [label(NameKind::Person, 0, 2), label(NameKind::Person, 1, 2), OUTSIDE]);
    }
}
