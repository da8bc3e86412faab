//! Tokens to items: the words that can take part in a time expression, with their readings.
//!
//! In: tokens. Out: [`Items`], where number words, holidays and fractions of several tokens are
//! one item. What cannot take part is left out and shows as a gap. Never decides what a word means.

use super::figures::{self, century, read_number};
use super::meaning::Phrase;
use super::number;
use super::pattern::Literals;
use crate::lexicon::time::{Class, Reading, WORDS};
use crate::model::{Modifier, Parsed, TokenRange};

/// The most readings a word has: "5" is a number, a day, an hour and the end of a year.
const READINGS: usize = 6;

/// A word, or a few, that can take part in a time expression.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its classes as bits, to look before reading.
    pub classes: u64,
    /// Its interned word; 0 for one that no pattern names.
    pub literal: u16,
    /// Words stand between it and the item before it, or a sentence ends there.
    pub after_gap: bool,
    /// What a prefix says: "mid-November", "post-1959".
    pub prefix: Option<Modifier>,
    /// The phrase it is, once a rule has made it one.
    pub phrase: Option<u32>,
    readings: [Reading; READINGS],
    count: u8,
}

/// The items of a text and the phrases made of them so far.
#[derive(Debug, Default)]
pub struct Items {
    /// In the order of the text.
    pub list: Vec<Item>,
    /// What [`Item::phrase`] points to.
    pub phrases: Vec<Phrase>,
}

impl Item {
    /// An item with no reading yet.
    pub fn new(tokens: TokenRange) -> Self {
        Self {
            tokens,
            classes: 0,
            literal: 0,
            after_gap: false,
            prefix: None,
            phrase: None,
            readings: [(Class::Month, 0); READINGS],
            count: 0,
        }
    }

    /// Adds a reading.
    pub fn read_as(&mut self, class: Class, value: i64) {
        if self.classes >> class as u8 & 1 == 1 || usize::from(self.count) == READINGS {
            return;
        }
        self.readings[usize::from(self.count)] = (class, value);
        self.count += 1;
        self.classes |= 1 << class as u8;
    }

    /// Returns what the item stands for as this class.
    pub fn reading(&self, class: Class) -> Option<i64> {
        let readings = &self.readings[..usize::from(self.count)];
        readings.iter().find(|(known, _)| *known == class).map(|(_, value)| *value)
    }
}

/// Reads the items of a text.
pub fn items(parsed: &Parsed, literals: &Literals) -> Items {
    let mut items = Items::default();
    for sentence in &parsed.sentences {
        let mut at = sentence.tokens.start;
        let mut after_gap = true;
        let mut run = Run { first: items.list.len(), tells: false };
        while at < sentence.tokens.end {
            match item(parsed, literals, at, sentence.tokens.end) {
                Some(mut item) => {
                    item.after_gap = after_gap;
                    after_gap = false;
                    run.tells |= item.classes != 0 || !is_weak(&parsed.tokens[at].lower);
                    at = item.tokens.end;
                    items.list.push(item);
                }
                None => {
                    run.end(&mut items.list);
                    after_gap = true;
                    at += 1;
                }
            }
        }
        run.end(&mut items.list);
    }
    items
}

/// Items with no gap between them; most hold nothing but "of the" and are dropped unread.
struct Run {
    first: usize,
    tells: bool,
}

impl Run {
    fn end(&mut self, list: &mut Vec<Item>) {
        if !self.tells {
            list.truncate(self.first);
        }
        *self = Self { first: list.len(), tells: false };
    }
}

/// Words of patterns that make no expression by themselves.
fn is_weak(word: &str) -> bool {
    matches!(
        word,
        "," | "-"
            | "/"
            | "&"
            | "the"
            | "a"
            | "an"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "and"
            | "or"
            | "from"
            | "by"
            | "that"
            | "this"
            | "these"
            | "those"
            | "'s"
            | "than"
            | "more"
            | "less"
            | "about"
            | "over"
            | "after"
            | "before"
            | "up"
            | "so"
            | "some"
            | "no"
            | "as"
            | "half"
            | "time"
            | "former"
            | "end"
            | "long"
    )
}

fn item(parsed: &Parsed, literals: &Literals, at: usize, end: usize) -> Option<Item> {
    let word = parsed.tokens[at].lower.as_str();
    if let Some(item) = holiday(parsed, literals, at, end) {
        return Some(item);
    }
    if let Some(item) = number::item(parsed, at, end) {
        return Some(with_literal(item, word, literals));
    }
    let mut item = Item::new(at..at + 1);
    let (prefix, stem) = prefixed(word);
    item.prefix = prefix;
    read(stem, &mut item);
    let item = with_literal(item, word, literals);
    (item.classes != 0 || item.literal != 0).then_some(item)
}

/// Splits "mid-November", which is one token.
fn prefixed(word: &str) -> (Option<Modifier>, &str) {
    let prefixes = [("mid-", Modifier::Mid), ("post-", Modifier::After), ("pre-", Modifier::Before)];
    let found = prefixes.iter().find_map(|(prefix, modifier)| Some((Some(*modifier), word.strip_prefix(prefix)?)));
    found.unwrap_or((None, word))
}

fn read(word: &str, item: &mut Item) {
    if word.starts_with(|first: char| first.is_ascii_digit() || first == '\'') {
        figures::read(word, item);
    }
    if let Some(year) = word.strip_prefix("fy") {
        fiscal_year(year, item);
    }
    for (class, value) in WORDS.readings.get(word).map_or(&[][..], Vec::as_slice) {
        item.read_as(*class, *value);
    }
}

/// "FY2022", "FY22".
fn fiscal_year(figures: &str, item: &mut Item) {
    // "FY2024/25".
    if figures.contains('/') {
        return figures::read(figures, item);
    }
    read_number(figures, |year| match figures.len() {
        4 => item.read_as(Class::Year, year),
        2 => item.read_as(Class::Year, century(year)),
        _ => {}
    });
}

fn with_literal(mut item: Item, word: &str, literals: &Literals) -> Item {
    if item.tokens.len() == 1 {
        item.literal = literals.get(word).copied().unwrap_or(0);
    }
    item
}

fn holiday(parsed: &Parsed, literals: &Literals, at: usize, end: usize) -> Option<Item> {
    let words = |from: usize| parsed.tokens[from..end].iter().map(|token| token.lower.as_str());
    let phrases = WORDS.holiday_phrases.get(words(at).next()?)?;
    let (rest, holiday) = phrases.iter().find(|(rest, _)| {
        at + 1 + rest.len() <= end && words(at + 1).zip(rest).all(|(word, wanted)| word == *wanted)
    })?;
    let mut item = Item::new(at..at + 1 + rest.len());
    item.read_as(Class::Holiday, *holiday);
    if rest.is_empty() {
        item = with_literal(item, &parsed.tokens[at].lower, literals);
    }
    Some(item)
}
