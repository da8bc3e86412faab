//! Tokens to items: the words that can take part in a time expression, with their readings.
//!
//! In: tokens. Out: [`Items`], where number words, holidays and fractions of several tokens are
//! one item. What cannot take part is left out and shows as a gap. Never decides what a word means.

use chrono::{Datelike, NaiveDate};

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
        figures(word, item);
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

/// Reads a token that begins with a figure or an apostrophe.
fn figures(word: &str, item: &mut Item) {
    if let Some(clipped) = word.strip_prefix('\'') {
        match clipped.strip_suffix('s') {
            Some(tens) => decade(tens, item),
            None if clipped.len() == 2 => read_number(clipped, |year| item.read_as(Class::ShortYear, year)),
            None => {}
        }
        return;
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole(word, item);
    }
    if let Some(figures) = word.strip_suffix("st").or_else(|| strip_any(word, &["nd", "rd", "th"])) {
        read_number(figures, |number| {
            item.read_as(Class::Ordinal, number);
            if (1..=31).contains(&number) {
                item.read_as(Class::Day, number);
            }
        });
    } else if let Some(figures) = word.strip_suffix('s') {
        decade(figures.trim_end_matches('\''), item);
    } else if word.contains(':') {
        clock(word, item);
    } else if word.contains(['/', '-']) {
        slashed(word, item);
    } else {
        decimal(word, item);
    }
}

fn strip_any<'a>(word: &'a str, suffixes: &[&str]) -> Option<&'a str> {
    suffixes.iter().find_map(|suffix| word.strip_suffix(suffix))
}

fn read_number(figures: &str, mut then: impl FnMut(i64)) {
    let short = !figures.is_empty() && figures.len() <= 9;
    if short && figures.bytes().all(|byte| byte.is_ascii_digit()) {
        then(figures.parse().expect("at most nine figures fit"));
    }
}

fn decade(figures: &str, item: &mut Item) {
    read_number(figures, |first| {
        let known = figures.len() == 4 && (1000..3000).contains(&first) || figures.len() == 2;
        if known && first % 10 == 0 {
            item.read_as(Class::Decade, first);
        }
    });
}

fn whole(word: &str, item: &mut Item) {
    read_number(word, |number| {
        item.read_as(Class::Number, number * 1000);
        if (1..=31).contains(&number) && word.len() <= 2 {
            item.read_as(Class::Day, number);
        }
        if (0..=24).contains(&number) && word.len() <= 2 {
            item.read_as(Class::Hour, number);
        }
        if word.len() == 2 {
            item.read_as(Class::ShortYear, number);
        }
        if word.len() == 4 {
            item.read_as(Class::Year, number);
            if number / 100 <= 24 && number % 100 < 60 {
                item.read_as(Class::Military, (number / 100 * 60 + number % 100) * 60);
            }
        }
        if word.len() == 8 {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            date(year, month, day, item);
        }
    });
}

fn date(year: i64, month: i64, day: i64, item: &mut Item) -> bool {
    let date = NaiveDate::from_ymd_opt(year as i32, month as u32, day as u32).filter(|_| (1000..3000).contains(&year));
    if let Some(date) = date {
        item.read_as(Class::Figures, i64::from(date.num_days_from_ce()));
    }
    date.is_some()
}

/// "5:30", "17:30:05"; what runs beyond a day, or counts seconds, may be a length.
fn clock(word: &str, item: &mut Item) {
    let parts: Option<Vec<i64>> = word.split(':').map(|part| part.parse().ok().filter(|_| part.len() <= 3)).collect();
    let Some(parts) = parts else { return };
    let two_figures = word.split(':').skip(1).all(|part| part.len() == 2);
    if !two_figures || parts[1..].iter().any(|part| *part >= 60) {
        return;
    }
    let seconds = |parts: &[i64]| parts[0] * 3600 + parts[1] * 60 + parts.get(2).copied().unwrap_or(0);
    if parts.len() <= 3 && parts[0] <= 24 {
        item.read_as(Class::Clock, seconds(&parts));
    }
    if parts.len() == 3 {
        item.read_as(Class::ClockLength, seconds(&parts));
    }
}

/// "7/4/2025", "2025-07-04", "10-26-89", "9/11", "1/2".
fn slashed(word: &str, item: &mut Item) {
    let parts: Option<Vec<i64>> =
        word.split(['/', '-']).map(|part| part.parse().ok().filter(|_| part.len() <= 4)).collect();
    let Some(parts) = parts else { return };
    let first_is_year = word.as_bytes().iter().take_while(|byte| byte.is_ascii_digit()).count() == 4;
    match parts[..] {
        [year, month, day] if first_is_year => {
            date(year, month, day, item);
        }
        [first, second, year] => {
            let year = if year < 100 { century(year) } else { year };
            // American order, unless only the other makes sense.
            if !date(year, first, second, item) {
                date(year, second, first, item);
            }
        }
        [top, bottom] if word.contains('/') => {
            if (1..=12).contains(&top) && (1..=31).contains(&bottom) {
                item.read_as(Class::Slashed, top * 100 + bottom);
            }
            if top < bottom && bottom <= 16 {
                item.read_as(Class::Fraction, top * 1000 / bottom);
            }
        }
        [first, second] if first_is_year && second < 100 => {
            item.read_as(Class::Number, 0);
            item.read_as(Class::Year, first);
        }
        _ => {}
    }
}

/// Returns the year that two figures stand for: 1930 to 2029.
pub fn century(short: i64) -> i64 {
    if short < 30 { 2000 + short } else { 1900 + short }
}

/// "2.5", "1,000".
fn decimal(word: &str, item: &mut Item) {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let grouped = word.split(',').skip(1).all(|group| group.len() >= 3);
    if !grouped || plain.len() > 12 || !plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return;
    }
    if let Ok(number) = plain.parse::<f64>() {
        item.read_as(Class::Number, (number * 1000.0).round() as i64);
        // British papers write "7.30 p.m.".
        if let Some((hour, minute)) = plain.split_once('.').filter(|(_, minute)| minute.len() == 2) {
            clock(&format!("{hour}:{minute}"), item);
        }
    }
}
