//! What the name model sees of a token and its neighbours.
//!
//! In: the forms of a document. Out: runs of tokens that may hold names, and the features of each
//! token. Training and finding share this file, so that both see the same.

use super::form::{Case, Form, is_capital, is_title_case};
use super::lists::list;
use super::uses::use_of;
use crate::model::{Parsed, TokenRange};
use crate::text::linear::{Feature, feature};

/// Neighbouring tokens that may hold names; all others are outside.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The tokens of its sentence.
    pub sentence: TokenRange,
    /// Most words of the sentence are capitalised: a headline in title case.
    pub title_case: bool,
}
/// Lower-case words and marks between two capitals belong to a run when no more than this many.
const GAP: usize = 4;

/// Finds the runs of tokens that may hold names.
pub fn runs(parsed: &Parsed, forms: &[Form]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for sentence in &parsed.sentences {
        let first_run = runs.len();
        let title_case = is_title_case(sentence, forms);
        for at in sentence.tokens.clone().filter(|at| is_capital(&forms[*at])) {
            let mut start = at;
            // "van Gaal", "al Qaeda", "2022 World Cup".
            while start > sentence.tokens.start && opens_name(&forms[start - 1]) {
                start -= 1;
            }
            let mut end = at + 1;
            // "Covid-19", "COP 26".
            while end < sentence.tokens.end && end < at + 3 && matches!(forms[end].case, Case::Digits) {
                end += 1;
            }
            match runs[first_run..].last_mut() {
                Some(run) if start <= run.tokens.end + GAP => run.tokens.end = end.max(run.tokens.end),
                _ => runs.push(Run { tokens: start..end, sentence: sentence.tokens.clone(), title_case }),
            }
        }
    }
    runs
}

fn opens_name(form: &Form) -> bool {
    form.case == Case::Digits || (form.case == Case::Lower && form.lists & list::PARTICLE != 0)
}

/// Fills `out` with the features of token `at` of the run.
pub fn of(forms: &[Form], run: &Run, at: usize, out: &mut Vec<Feature>) {
    out.clear();
    let edge = Form { word: 1, printed: 1, shape: 1, tag: 1, ..Form::default() };
    let near = |offset: isize| {
        at.checked_add_signed(offset).filter(|index| run.sentence.contains(index)).map_or(edge, |index| forms[index])
    };
    let (this, previous, next, previous2, next2) = (near(0), near(-1), near(1), near(-2), near(2));
    let mut add = |template: u32, values: &[u64]| out.push(feature(template, values));
    let case = this.case as u64;
    let start = u64::from(at == run.sentence.start) + 2 * u64::from(run.title_case);
    add(1, &[case, start]);
    add(2, &[this.word]);
    add(3, &[this.printed]);
    add(4, &[previous.word, case]);
    add(5, &[next.word, case]);
    add(6, &[previous2.word, case]);
    add(7, &[next2.word, case]);
    add(8, &[previous.word, this.word]);
    add(9, &[this.word, next.word]);
    add(10, &[previous2.word, previous.word, case]);
    add(11, &[next.word, next2.word, case]);
    for (index, suffix) in this.suffixes.iter().enumerate() {
        add(12 + index as u32, &[*suffix, case]);
    }
    add(15, &[this.prefix, case]);
    add(16, &[this.shape]);
    add(17, &[previous.shape, this.shape, previous.case as u64]);
    add(18, &[this.shape, next.shape, next.case as u64]);
    add(19, &[previous.case as u64, case, next.case as u64, start]);
    add(20, &[this.tag, start]);
    add(21, &[previous.tag, this.tag]);
    add(22, &[this.tag, next.tag]);
    add(23, &[previous.tag, this.tag, next.tag]);
    bits(this.lists, list::COUNT, |bit| add(24, &[bit, case]));
    bits(previous.lists, list::COUNT, |bit| add(25, &[bit, case]));
    bits(next.lists, list::COUNT, |bit| add(26, &[bit, case]));
    add(27, &[u64::from(this.lists), start]);
    add(28, &[u64::from(previous.lists), u64::from(this.lists), case]);
    add(29, &[u64::from(this.lists), u64::from(next.lists), case]);
    add(30, &[u64::from(previous.lists), u64::from(this.lists), u64::from(next.lists)]);
    bits(this.uses, use_of::COUNT, |bit| add(31, &[bit, case, start]));
    add(32, &[u64::from(this.uses), case, start]);
    add(33, &[u64::from(this.uses), u64::from(this.lists)]);
    let (left, right) = around(forms, run, at);
    let inside = [at - left, right - at].map(|distance| distance.min(3) as u64);
    let word =
        |index: Option<usize>| index.filter(|index| run.sentence.contains(index)).map_or(1, |index| forms[index].word);
    let (before, behind) = (word(left.checked_sub(1)), word(Some(right)));
    add(34, &[before, inside[0], inside[1]]);
    add(35, &[behind, inside[0], inside[1]]);
    add(36, &[before, behind]);
    add(37, &[forms[right - 1].word, inside[0]]);
    add(38, &[u64::from(forms[right - 1].lists), inside[0]]);
    add(39, &[u64::from(forms[left].lists), inside[0]]);
    add(40, &[inside[0], inside[1], case]);
    let guess = this.guesses[0];
    add(41, &[guess, this.margin]);
    add(42, &[guess, this.guesses[1], this.margin]);
    add(43, &[previous.guesses[0], guess]);
    add(44, &[guess, next.guesses[0]]);
    add(45, &[previous.guesses[0], guess, next.guesses[0]]);
    add(46, &[guess, case, start]);
    add(47, &[guess, u64::from(this.lists)]);
    add(48, &[guess, u64::from(this.uses)]);
    add(49, &[guess, this.word]);
    add(50, &[guess, this.tag, this.margin]);
}

/// Returns the unbroken stretch of capitalised tokens around a token.
fn around(forms: &[Form], run: &Run, at: usize) -> (usize, usize) {
    // Ten to each side: enough for any name, and linear for a text in capitals.
    let low = run.tokens.start.max(at.saturating_sub(10));
    let high = run.tokens.end.min(at + 10);
    let left = (low..at).rev().take_while(|index| is_capital(&forms[*index])).last().unwrap_or(at);
    let right = (at + 1..high).take_while(|index| is_capital(&forms[*index])).last().map_or(at + 1, |index| index + 1);
    (left, right)
}

fn bits(set: u32, count: u32, mut each: impl FnMut(u64)) {
    (0..count).filter(|bit| set >> bit & 1 == 1).for_each(|bit| each(u64::from(bit)));
}
