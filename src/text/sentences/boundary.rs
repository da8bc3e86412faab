//! What the model sees of a place where a sentence may end.
//!
//! In: the tokens of one paragraph. Out: the features of the place between two of them. Training and
//! splitting share this file, so that both see the same.

use crate::model::Span;
use crate::text::linear::{Feature, feature, hash};
use crate::text::lower;

use super::rules;

/// Tokens before and after the place that are looked at.
const BEFORE: usize = 3;
const AFTER: usize = 4;

/// Stands beyond the ends of the paragraph.
const EDGE: Form = Form { word: 1, shape: 1, suffix: 1, spaced: true };

/// What is seen of a token.
#[derive(Clone, Copy)]
pub struct Form {
    word: u64,
    shape: u64,
    suffix: u64,
    spaced: bool,
}

impl Form {
    /// Reads a token; `spaced` tells whether white space follows it.
    pub fn new(printed: &str, spaced: bool) -> Self {
        let low = lower(printed);
        let tail = low.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        // Marks are read in their plain form, words with their capitals.
        let seen = if printed.contains(char::is_alphanumeric) { printed } else { &low };
        Self { word: hash(&low), shape: shape(seen), suffix: hash(&low[tail..]), spaced }
    }
}

/// Tells whether a sentence can end where no rule says so: at white space that does not lead on to a
/// word in lower case, or at a mark that ends or closes and has none after it. A bracket that closes
/// before a word ends an aside: "the Women's World [Chess] Championship".
pub fn may_end(text: &str, before: Span, after: Span) -> bool {
    let (word, next) = (before.of(text), after.of(text));
    if before.end == after.start {
        return word.chars().all(|c| rules::STOPS.contains(&c) || matches!(c, '>' | '"' | '”'));
    }
    let goes_on = word.ends_with(char::is_alphanumeric) && next.starts_with(char::is_lowercase);
    !goes_on && !matches!(word, ")" | "]")
}

/// The surroundings of the place after token `at` of a paragraph.
pub struct Surroundings<'a> {
    /// The paragraph's tokens.
    pub forms: &'a [Form],
    /// Index of the token before the place.
    pub at: usize,
    /// Tokens of the sentence at hand up to the place.
    pub long: usize,
    /// The rules end a sentence here.
    pub by_rule: bool,
}

impl Surroundings<'_> {
    /// Lists the features, in place of what `list` held.
    pub fn features(&self, list: &mut Vec<Feature>) {
        list.clear();
        let form = |offset: usize| (self.at + offset).checked_sub(BEFORE - 1).and_then(|index| self.forms.get(index));
        let window: [Form; BEFORE + AFTER] = std::array::from_fn(|offset| form(offset).copied().unwrap_or(EDGE));
        let [_, left2, left, right, right2, right3, _] = window;
        let spaced = [left2, left, right].iter().fold(0, |bits, form| bits * 2 + u64::from(form.spaced));
        let rule = u64::from(self.by_rule);
        for (offset, form) in (0..).zip(&window) {
            list.push(feature(offset, &[form.word]));
            list.push(feature(10 + offset, &[form.shape]));
        }
        let long = self.long.min(7) as u64;
        let rest = (self.forms.len() - self.at - 2).min(6) as u64;
        let mut add = |template: u32, values: &[u64]| list.push(feature(template, values));
        add(20, &[spaced, rule]);
        add(21, &[left.shape, right.shape, spaced, rule]);
        add(22, &[left.word, right.word]);
        add(23, &[left2.shape, left.shape, right.shape]);
        add(24, &[left.shape, right.shape, right2.shape]);
        add(25, &[left2.shape, left.shape, right.shape, right2.shape]);
        add(26, &[left.word, right.shape]);
        add(27, &[left.shape, right.word]);
        add(28, &[left2.word, left.word]);
        add(29, &[right.word, right2.word]);
        add(30, &[right.shape, right2.shape, right3.shape]);
        add(31, &[window[0].shape, left2.shape, left.shape]);
        add(32, &[left.shape, right.word, right2.shape]);
        add(33, &[left.suffix, right.shape]);
        add(34, &[long, left.shape, right.shape]);
        add(35, &[rest, right.shape]);
        add(36, &[rule, left.word]);
        add(37, &[rule, right.word]);
    }
}

/// A token's capitals, digits and marks, as one number.
fn shape(printed: &str) -> u64 {
    let all = |test: fn(char) -> bool| printed.chars().all(test);
    if all(|c| c.is_ascii_digit()) {
        return 2 + printed.len().min(5) as u64;
    }
    if all(char::is_alphabetic) {
        let mut letters = printed.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let low = letters.clone().all(char::is_lowercase);
        return match (capital, low, letters.next().is_none()) {
            (false, true, _) => 8,
            (true, _, true) => 9,
            (true, true, false) => 10,
            _ if all(char::is_uppercase) => 11,
            _ => 12,
        };
    }
    // Letters, digits and each mark as classes, runs of one class once, the first eight.
    let class = |c: char| match c {
        _ if c.is_uppercase() => 1,
        _ if c.is_alphabetic() => 2,
        _ if c.is_numeric() => 3,
        _ => u64::from(u32::from(c)),
    };
    let mut classes: Vec<u64> = printed.chars().map(class).take(32).collect();
    let marks = classes.len().min(3) as u64 * u64::from(classes.windows(2).all(|pair| pair[0] == pair[1]));
    classes.dedup();
    classes.truncate(8);
    feature(marks as u32, &classes)
}
