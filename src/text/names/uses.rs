//! How the whole document uses a word: after a title, before a verb of speech, without a capital.
//!
//! In: the forms with their lists. Out: bits for each word.

use rustc_hash::FxHashMap;

use super::form::{Case, Form, is_title_case};
use super::lists::list;
use crate::model::{Parsed, Sentence};

/// Bits of [`super::form::Form`].
pub(super) mod use_of {
    pub const LOWER: u32 = 1;
    pub const INNER_CAPITAL: u32 = 1 << 1;
    pub const AFTER_TITLE: u32 = 1 << 2;
    pub const AFTER_GIVEN: u32 = 1 << 3;
    pub const AFTER_IN: u32 = 1 << 4;
    pub const SPEAKS: u32 = 1 << 5;
    pub const WITH_BODY_NOUN: u32 = 1 << 6;
    pub const AFTER_THE: u32 = 1 << 7;
    pub const BEFORE_CAPITAL: u32 = 1 << 8;
    pub const COUNT: u32 = 9;
}

/// Gathers, per word, how the whole document uses it.
pub(super) fn uses(parsed: &Parsed, forms: &[Form]) -> FxHashMap<u64, u32> {
    let mut uses: FxHashMap<u64, u32> = FxHashMap::default();
    for sentence in &parsed.sentences {
        let title_case = is_title_case(sentence, forms);
        for at in sentence.tokens.clone() {
            let found = match forms[at].case {
                Case::Lower => use_of::LOWER,
                Case::Mark | Case::Digits => continue,
                _ if title_case => continue,
                _ => capital_use(parsed, sentence, forms, at),
            };
            // Most lower-case words never stand in capitals; they take no room of their own here.
            *uses.entry(forms[at].word).or_default() |= found;
        }
    }
    uses
}

fn capital_use(parsed: &Parsed, sentence: &Sentence, forms: &[Form], at: usize) -> u32 {
    let before = (at > sentence.tokens.start).then(|| at - 1);
    let after = (at + 1 < sentence.tokens.end).then_some(at + 1);
    let lower = |index: usize| parsed.tokens[index].lower.as_str();
    let mut found = 0;
    if let Some(before) = before {
        let lists = forms[before].lists;
        let flags = [
            (use_of::INNER_CAPITAL, forms[before].case != Case::Mark),
            (use_of::AFTER_TITLE, lists & list::TITLE != 0),
            (use_of::AFTER_GIVEN, lists & list::ANY_GIVEN != 0),
            (use_of::AFTER_IN, matches!(lower(before), "in" | "from" | "near" | "across" | "to")),
            (use_of::AFTER_THE, lower(before) == "the"),
            (use_of::SPEAKS, is_speech(lower(before))),
        ];
        found |= flags.iter().filter(|(_, holds)| *holds).fold(0, |bits, (bit, _)| bits | bit);
    }
    if let Some(after) = after {
        let lists = forms[after].lists;
        let capital = matches!(forms[after].case, Case::Initial | Case::Upper | Case::Mixed);
        let flags = [
            (use_of::SPEAKS, is_speech(lower(after))),
            (use_of::WITH_BODY_NOUN, capital && lists & list::BODY_NOUN != 0),
            (use_of::BEFORE_CAPITAL, capital),
        ];
        found |= flags.iter().filter(|(_, holds)| *holds).fold(0, |bits, (bit, _)| bits | bit);
    }
    found
}

fn is_speech(lower: &str) -> bool {
    matches!(lower, "said" | "says" | "told" | "added" | "tweeted" | "who" | "argued" | "explained" | "wrote")
}
