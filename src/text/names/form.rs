//! Tokens as the name model sees them: words, affixes, capitals, lists and the document's usage.
//!
//! In: the segmented text. Out: a [`Form`] for each token. Its lists also go into the network.

use super::LABELS;
use super::lists::{self, list};
use super::uses::{self, use_of};
use crate::model::{Parsed, Sentence, Token};
use crate::text::linear::hash;
use crate::text::network::NameScores;
use crate::text::network::input::BITS;
use crate::text::words::word_hash;

/// What the model sees of a token by itself and by its document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form {
    /// Hash of the plain lower-case form.
    pub(super) word: u64,
    /// Hash of the form as printed.
    pub(super) printed: u64,
    /// Hashes of the last two to four characters.
    pub(super) suffixes: [u64; 3],
    /// Hash of the first three characters.
    pub(super) prefix: u64,
    /// The form with letters and digits made `X`, `x`, `0`, repeats dropped.
    pub(super) shape: u64,
    /// How it is capitalised.
    pub(super) case: Case,
    /// Lists that hold it, as [`list`] bits.
    pub(super) lists: u32,
    /// How it is used elsewhere in the document, as [`use_of`] bits.
    pub(super) uses: u32,
    /// Its Penn Treebank tag, once it is known.
    pub(super) tag: u64,
    /// The labels that the network likes best and second best, once they are known.
    pub(super) guesses: [u64; 2],
    /// How much better it likes the first, in steps that grow.
    pub(super) margin: u64,
}

/// How a form is capitalised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Case {
    #[default]
    Lower,
    Initial,
    Upper,
    Mixed,
    Digits,
    Mark,
}

// Bits beside those of the lists: how the document uses the word elsewhere, whether the sentence
// is in capitals throughout, and whether most of its words have one.
const USES: u32 = list::COUNT;
const SHOUTED: u32 = 1 << (USES + use_of::COUNT);
const TITLE_CASE: u32 = 1 << (USES + use_of::COUNT + 1);
const _: () = assert!(TITLE_CASE.trailing_zeros() < BITS as u32);

/// Returns what lists, document and the capitals of its sentence say of each token, for the network.
pub fn bits(parsed: &Parsed, forms: &[Form]) -> Vec<u32> {
    let mut bits: Vec<u32> = forms.iter().map(|form| form.lists | form.uses << USES).collect();
    for sentence in &parsed.sentences {
        let tokens = sentence.tokens.clone();
        let upper = forms[tokens.clone()].iter().filter(|form| form.case == Case::Upper).count();
        let lower = forms[tokens.clone()].iter().any(|form| matches!(form.case, Case::Lower | Case::Initial));
        let shouted = if upper >= 3 && !lower { SHOUTED } else { 0 };
        let title_case = if is_title_case(sentence, forms) { TITLE_CASE } else { 0 };
        bits[tokens].iter_mut().for_each(|bits| *bits |= shouted | title_case);
    }
    bits
}

/// Sets the tags and what the network makes of names, which are known once it has read the text.
pub fn take(parsed: &Parsed, scores: &NameScores, forms: &mut [Form]) {
    for ((form, token), scores) in forms.iter_mut().zip(&parsed.tokens).zip(scores) {
        form.tag = token.ptb as u64;
        let mut guesses = [0, 1];
        for label in 1..LABELS {
            if scores[label] > scores[guesses[0]] {
                guesses = [label, guesses[0]];
            } else if scores[label] > scores[guesses[1]] || guesses[1] == guesses[0] {
                guesses[1] = label;
            }
        }
        let margin = scores[guesses[0]] - scores[guesses[1]];
        form.margin = MARGINS.iter().filter(|least| margin >= **least).count() as u64;
        form.guesses = guesses.map(|label| label as u64);
    }
}

/// Steps of [`Form::margin`].
const MARGINS: [f32; 5] = [0.5, 1.0, 2.0, 3.5, 5.5];

/// Reads every token of the document; tags are not asked for.
pub fn forms(text: &str, parsed: &Parsed) -> Vec<Form> {
    let mut forms: Vec<Form> = parsed.tokens.iter().map(|token| form(token, token.span.of(text))).collect();
    for sentence in &parsed.sentences {
        lists::mark_lists(text, parsed, sentence, &mut forms);
    }
    let uses = uses::uses(parsed, &forms);
    for form in &mut forms {
        form.uses = uses.get(&form.word).copied().unwrap_or_default();
    }
    forms
}

fn form(token: &Token, printed: &str) -> Form {
    let lower = &token.lower;
    let case = case(printed);
    if matches!(case, Case::Lower | Case::Mark) {
        // Lower-case words are seen from their neighbours only: word, lists and tag are enough.
        return Form { word: word_hash(lower), case, ..Form::default() };
    }
    let word = word_hash(lower);
    let tail = |count: usize| lower.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| hash(&lower[at..]));
    Form {
        word,
        printed: hash(printed),
        suffixes: [tail(2), tail(3), tail(4)],
        prefix: lower.char_indices().nth(3).map_or(0, |(at, _)| hash(&lower[..at])),
        shape: hash(&shape(printed)),
        case,
        lists: 0,
        uses: 0,
        tag: 0,
        guesses: [0; 2],
        margin: 0,
    }
}

fn case(printed: &str) -> Case {
    let mut letters = printed.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next() else {
        let digit = printed.contains(|letter: char| letter.is_ascii_digit());
        return if digit { Case::Digits } else { Case::Mark };
    };
    let (mut upper, mut lower) = (0, 0);
    letters.for_each(|letter| if letter.is_uppercase() { upper += 1 } else { lower += 1 });
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Initial,
        (true, _, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

/// The form with letters and digits made `X`, `x`, `0`; repeats and all after eight are dropped.
fn shape(printed: &str) -> String {
    let mut shape = String::new();
    for letter in printed.chars() {
        let class = match letter {
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            _ if letter.is_ascii_digit() => '0',
            _ => letter,
        };
        if !shape.ends_with(class) && shape.len() < 8 {
            shape.push(class);
        }
    }
    shape
}

pub(super) fn is_title_case(sentence: &Sentence, forms: &[Form]) -> bool {
    let (mut capital, mut lower) = (0, 0);
    for form in &forms[sentence.tokens.clone()] {
        match form.case {
            Case::Lower => lower += 1,
            Case::Initial | Case::Upper | Case::Mixed => capital += 1,
            _ => {}
        }
    }
    capital >= 3 && capital > 2 * lower
}

pub(super) fn is_capital(form: &Form) -> bool {
    matches!(form.case, Case::Initial | Case::Upper | Case::Mixed)
}
