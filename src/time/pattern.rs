//! The little language in which rules are written, and its matcher.
//!
//! A pattern is a line of steps. Upper case names a [`Class`] ("MONTH"), anything else is a word
//! of the text in lower case; `|` separates alternatives, `?` marks a step that may be missing,
//! and `<` one that must follow but is no part of the expression:
//! `the? ORDINAL quarter|half of? YEAR`.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::lex::{Item, Items};
use super::meaning::Phrase;
use crate::lexicon::time::{Class, Unit};
use crate::model::{Parsed, RuleId, Token, TokenRange};

/// One rule: a name, a pattern, and what a match means.
pub struct Rule {
    /// `family/phrase`.
    pub id: RuleId,
    /// The pattern.
    pub pattern: &'static str,
    /// Makes the phrase; `None` when the words around it show that no time is meant.
    pub build: fn(&Match) -> Option<Built>,
}

/// What a rule makes of its match.
pub struct Built {
    /// The phrase.
    pub phrase: Phrase,
    /// For "April 24, 25 and 26": the items of the match that further expressions take, and what they
    /// mean; what stands between belongs to none.
    pub others: Vec<(TokenRange, Phrase)>,
    /// The item of the match after the last of the first expression, where others follow.
    pub end: Option<usize>,
    /// Steps at the front that are no part of the expression.
    pub skip: usize,
}

impl From<Phrase> for Built {
    fn from(phrase: Phrase) -> Self {
        Self { phrase, others: Vec::new(), end: None, skip: 0 }
    }
}

/// Interned words of all patterns.
pub type Literals = FxHashMap<&'static str, u16>;

struct Step {
    classes: u64,
    literals: Vec<u16>,
    optional: bool,
    context: bool,
}

/// The rules of one level, indexed by what a match can begin with.
pub struct Level {
    rules: Vec<(&'static Rule, Vec<Step>)>,
    by_class: Vec<Vec<u16>>,
    by_literal: Vec<Vec<u16>>,
}

/// A step and the item that it took.
pub type Capture = (u16, u32);

/// A rule's steps laid over items.
pub struct Match<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub parsed: &'a Parsed,
    /// All items.
    pub items: &'a Items,
    steps: &'a [Step],
    captures: &'a [Capture],
}

impl Level {
    /// Compiles the tables; their order decides between matches of equal length.
    pub fn compile(tables: &[&'static [Rule]], literals: &mut Literals) -> Self {
        let mut level = Self { rules: Vec::new(), by_class: vec![Vec::new(); 64], by_literal: Vec::new() };
        for rule in tables.iter().copied().flatten() {
            let steps: Vec<Step> = rule.pattern.split(' ').map(|step| compile_step(step, literals)).collect();
            level.index(&steps);
            level.rules.push((rule, steps));
        }
        level
    }

    fn index(&mut self, steps: &[Step]) {
        let rule = self.rules.len() as u16;
        let needed = steps.iter().position(|step| !step.optional).expect("a pattern has a step that must match");
        for step in &steps[..=needed] {
            for class in (0..64).filter(|class| step.classes >> class & 1 == 1) {
                push_once(&mut self.by_class[class], rule);
            }
            for literal in &step.literals {
                let index = *literal as usize;
                if self.by_literal.len() <= index {
                    self.by_literal.resize_with(index + 1, Vec::new);
                }
                push_once(&mut self.by_literal[index], rule);
            }
        }
    }

    /// Returns the names of its rules.
    #[cfg(test)]
    pub fn ids(&self) -> impl Iterator<Item = RuleId> {
        self.rules.iter().map(|(rule, _)| rule.id)
    }

    /// Returns the longest match that begins at item `at`, the first of the table among equals:
    /// what it means, and how many items it takes. `captures` is scratch space.
    pub fn longest(
        &self,
        text: &str,
        parsed: &Parsed,
        items: &Items,
        at: usize,
        captures: &mut Vec<Capture>,
    ) -> Option<(Built, usize)> {
        let item = &items.list[at];
        let mut best: Option<(Built, usize, u16)> = None;
        let mut try_rule = |rule: u16| {
            let index = rule;
            let (rule, steps) = &self.rules[index as usize];
            captures.clear();
            if !advance(steps, 0, &items.list, at, at, captures) {
                return;
            }
            let taken = captures.iter().filter(|(step, _)| !steps[*step as usize].context).count();
            let known = best.as_ref().map(|(_, known_taken, known)| (*known_taken, Reverse(*known)));
            if known >= Some((taken, Reverse(index))) {
                return;
            }
            let found = Match { text, parsed, items, steps, captures };
            if let Some(mut built) = (rule.build)(&found) {
                built.phrase.rules.push(rule.id);
                best = Some((built, taken, index));
            }
        };
        let mut bits = item.classes;
        while bits != 0 {
            let class = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            self.by_class[class].iter().for_each(|rule| try_rule(*rule));
        }
        if let Some(rules) = self.by_literal.get(item.literal as usize).filter(|_| item.literal > 0) {
            rules.iter().for_each(|rule| try_rule(*rule));
        }
        best.map(|(built, taken, _)| (built, taken))
    }
}

fn push_once(list: &mut Vec<u16>, rule: u16) {
    if list.last() != Some(&rule) {
        list.push(rule);
    }
}

fn compile_step(source: &'static str, literals: &mut Literals) -> Step {
    let (context, source) = match source.strip_prefix('<') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, source),
    };
    let (optional, source) = match source.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, source),
    };
    let mut step = Step { classes: 0, literals: Vec::new(), optional, context };
    for part in source.split('|') {
        match class(part) {
            Some(class) => step.classes |= 1 << class as u8,
            None => {
                let next = literals.len() as u16 + 1;
                step.literals.push(*literals.entry(part).or_insert(next));
            }
        }
    }
    step
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "MONTH" => Class::Month,
        "WEEKDAY" => Class::Weekday,
        "WEEKDAYS" => Class::Weekdays,
        "UNIT" => Class::Unit,
        "UNITS" => Class::Units,
        "NUMBER" => Class::Number,
        "ORDINAL" => Class::Ordinal,
        "VAGUE" => Class::Vague,
        "SEASON" => Class::Season,
        "SEASONS" => Class::Seasons,
        "PART" => Class::Part,
        "PARTS" => Class::Parts,
        "DECADE" => Class::Decade,
        "FREQUENCY" => Class::Frequency,
        "REFERENCE" => Class::Reference,
        "DEICTIC" => Class::Deictic,
        "WHICH" => Class::Which,
        "NEIGHBOUR" => Class::Neighbour,
        "MERIDIEM" => Class::Meridiem,
        "ZONE" => Class::Zone,
        "PLACE" => Class::Place,
        "HOLIDAY" => Class::Holiday,
        "YEAR" => Class::Year,
        "SHORTYEAR" => Class::ShortYear,
        "DAY" => Class::Day,
        "HOUR" => Class::Hour,
        "CLOCK" => Class::Clock,
        "MILITARY" => Class::Military,
        "CLOCKLENGTH" => Class::ClockLength,
        "FIGURES" => Class::Figures,
        "SLASHED" => Class::Slashed,
        "DAYPAIR" => Class::DayPair,
        "FRACTION" => Class::Fraction,
        "STAMP" => Class::Stamp,
        "SPLITYEAR" => Class::SplitYear,
        "PERIOD" => Class::Period,
        "LONG" => Class::Long,
        "DATE" => Class::DatePhrase,
        "DAYDATE" => Class::DayPhrase,
        "TIME" => Class::TimePhrase,
        "LENGTH" => Class::LengthPhrase,
        _ => {
            debug_assert!(!name.bytes().all(|byte| byte.is_ascii_uppercase()), "no class {name}");
            return None;
        }
    })
}

/// Lays the steps from `step` on over the items from `at` on; greedy, with backtracking over the
/// few optional steps that a pattern has.
fn advance(steps: &[Step], step: usize, items: &[Item], first: usize, at: usize, captures: &mut Vec<Capture>) -> bool {
    let Some(current) = steps.get(step) else { return true };
    if let Some(item) = items.get(at)
        && (at == first || !item.after_gap)
        && (item.classes & current.classes != 0 || current.literals.contains(&item.literal))
    {
        let depth = captures.len();
        captures.push((step as u16, at as u32));
        if advance(steps, step + 1, items, first, at + 1, captures) {
            return true;
        }
        captures.truncate(depth);
    }
    current.optional && advance(steps, step + 1, items, first, at, captures)
}

impl<'a> Match<'a> {
    /// Returns the value of the first step that took a word of this class.
    pub fn get(&self, class: Class) -> Option<i64> {
        self.nth(class, 0)
    }

    /// Returns the value of the step that took the n-th word of this class.
    pub fn nth(&self, class: Class, n: usize) -> Option<i64> {
        let of_class =
            self.captures.iter().filter(|(step, _)| self.steps[*step as usize].classes >> class as u8 & 1 == 1);
        of_class.filter_map(|(_, item)| self.items.list[*item as usize].reading(class)).nth(n)
    }

    /// Returns the unit of the first step that took one, singular or plural.
    pub fn unit(&self) -> Option<Unit> {
        self.get(Class::Unit).or_else(|| self.get(Class::Units)).map(Unit::from_code)
    }

    /// Returns the first phrase that an earlier level made.
    pub fn phrase(&self) -> Option<&'a Phrase> {
        self.phrases().next()
    }

    /// Returns the phrases that earlier levels made.
    pub fn phrases(&self) -> impl Iterator<Item = &'a Phrase> {
        let items = self.items;
        self.captures.iter().filter_map(move |(step, item)| {
            let phrase_classes = 0b1111 << Class::DatePhrase as u8;
            let wanted = self.steps[*step as usize].classes & phrase_classes != 0;
            items.list[*item as usize].phrase.filter(|_| wanted).map(|index| &items.phrases[index as usize])
        })
    }

    /// Tells whether one of the steps took this word.
    pub fn has(&self, word: &str) -> bool {
        self.captures.iter().any(|(_, item)| self.word_of(*item as usize) == word)
    }

    /// Returns the word that the first step took.
    pub fn first_word(&self) -> &'a str {
        self.word_of(self.captures[0].1 as usize)
    }

    fn word_of(&self, item: usize) -> &'a str {
        &self.parsed.tokens[self.items.list[item].tokens.start].lower
    }

    /// Returns what the n-th item of the match stands for as this class.
    pub fn reading_at(&self, n: usize, class: Class) -> Option<i64> {
        self.items.list[self.captures.get(n)?.1 as usize].reading(class)
    }

    /// Returns how many items the match takes, those of its context included.
    pub fn len(&self) -> usize {
        self.captures.len()
    }

    /// Returns which item of the match, counted from 0, first took this class.
    pub fn position(&self, class: Class, n: usize) -> Option<usize> {
        let took = |(_, (step, item)): &(usize, &Capture)| {
            self.steps[*step as usize].classes >> class as u8 & 1 == 1
                && self.items.list[*item as usize].reading(class).is_some()
        };
        self.captures.iter().enumerate().filter(took).nth(n).map(|(index, _)| index)
    }

    /// Returns the tokens of the n-th item.
    pub fn token(&self, n: usize) -> &'a Token {
        &self.parsed.tokens[self.items.list[self.captures[n].1 as usize].tokens.start]
    }

    /// Tells whether a hyphen stands before the last token of the n-th item: "10-year".
    pub fn follows_hyphen(&self, n: usize) -> bool {
        let tokens = &self.items.list[self.captures[n].1 as usize].tokens;
        tokens.len() > 1 && self.parsed.tokens[tokens.end - 2].lower == "-"
    }

    /// Returns the last token of the n-th item.
    pub fn last_token(&self, n: usize) -> &'a Token {
        &self.parsed.tokens[self.items.list[self.captures[n].1 as usize].tokens.end - 1]
    }

    /// Returns the index of the match's first token.
    pub fn first_token(&self) -> usize {
        self.items.list[self.captures[0].1 as usize].tokens.start
    }

    /// Returns the index after the match's last token, its context left out.
    pub fn end_token(&self) -> usize {
        let inside = self.captures.iter().rev().find(|(step, _)| !self.steps[*step as usize].context);
        inside.map_or(self.first_token(), |(_, item)| self.items.list[*item as usize].tokens.end)
    }

    /// Returns the n-th token before the match, within its sentence.
    pub fn before(&self, n: usize) -> Option<&'a Token> {
        let first = self.first_token();
        let sentence = self.parsed.sentences.get(self.parsed.sentence_of(first))?;
        first.checked_sub(n).filter(|index| n > 0 && *index >= sentence.tokens.start).map(|at| &self.parsed.tokens[at])
    }

    /// Returns the n-th token after the match, within its sentence.
    pub fn after(&self, n: usize) -> Option<&'a Token> {
        let end = self.end_token();
        let sentence = self.parsed.sentences.get(self.parsed.sentence_of(end - 1))?;
        Some(end + n - 1).filter(|index| *index < sentence.tokens.end).map(|at| &self.parsed.tokens[at])
    }

    /// Returns the word before the match, or "".
    pub fn word_before(&self) -> &'a str {
        self.before(1).map_or("", |token| &token.lower)
    }

    /// Returns the word after the match, or "".
    pub fn word_after(&self) -> &'a str {
        self.after(1).map_or("", |token| &token.lower)
    }

    /// Tells whether the next word has a capital, as in "the 9/11 Commission".
    pub fn name_follows(&self) -> bool {
        self.after(1).is_some_and(|next| next.span.of(self.text).starts_with(char::is_uppercase))
    }

    /// Tells whether the n-th item is written with a capital.
    pub fn capitalised(&self, n: usize) -> bool {
        let word = self.token(n).span.of(self.text);
        // "mid-November" has its capital after the prefix.
        let stem = word.split_once('-').map_or(word, |(_, stem)| stem);
        word.starts_with(char::is_uppercase) || stem.starts_with(char::is_uppercase)
    }
}
