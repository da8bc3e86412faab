//! Tokens to phrases: the rules, level by level.
//!
//! In: tokens. Out: phrases with their tokens, in the order of the text; they never overlap.

use super::lex::{self, Item, Items};
use super::meaning::{Calendar, Meaning, Phrase, Point};
use super::pattern::{Built, Level};
use super::rules::GRAMMAR;
use crate::lexicon::time::Class;
use crate::model::{Parsed, RuleId, TokenRange};

/// Finds the phrases of a text.
pub fn phrases(text: &str, parsed: &Parsed) -> Vec<(TokenRange, Phrase)> {
    let grammar = &*GRAMMAR;
    let mut items = lex::items(parsed, &grammar.literals);
    for level in &grammar.levels {
        items = apply(level, text, parsed, items);
    }
    let Items { list, mut phrases } = items;
    let found = list.into_iter().filter_map(|item| item.phrase.map(|phrase| (item.tokens, phrase)));
    found.map(|(tokens, phrase)| (tokens, std::mem::replace(&mut phrases[phrase as usize], nothing()))).collect()
}

fn nothing() -> Phrase {
    Phrase::new(Meaning::Vague(0))
}

/// Replaces the items of every match by one; leftmost first, then longest.
fn apply(level: &Level, text: &str, parsed: &Parsed, mut items: Items) -> Items {
    let mut list = Vec::with_capacity(items.list.len());
    let mut captures = Vec::new();
    let mut at = 0;
    while at < items.list.len() {
        let Some((built, taken)) = level.longest(text, parsed, &items, at, &mut captures) else {
            list.push(items.list[at].clone());
            at += 1;
            continue;
        };
        let end = at + taken;
        list.extend_from_slice(&items.list[at..at + built.skip]);
        let from = at + built.skip;
        let Built { phrase, others, end: first_end, .. } = built;
        let rules = phrase.rules.clone();
        list.push(merge(&mut items, from..first_end.map_or(end, |first_end| at + first_end), phrase));
        for (range, other) in others {
            let rules = rules.clone();
            let mut other = merge(&mut items, at + range.start..at + range.end, Phrase { rules, ..other });
            other.after_gap = true;
            list.push(other);
        }
        at = end;
    }
    Items { list, phrases: items.phrases }
}

/// Makes one item of several; a single one keeps its readings for the rules of later levels.
fn merge(items: &mut Items, range: TokenRange, mut phrase: Phrase) -> Item {
    let (first, last) = (&items.list[range.start], &items.list[range.end - 1]);
    let mut item = if range.len() == 1 { first.clone() } else { Item::new(first.tokens.start..last.tokens.end) };
    item.after_gap = first.after_gap;
    phrase.modifier = phrase.modifier.or(items.list[range.clone()].iter().find_map(|item| item.prefix));
    let inner = inner_rules(items, range);
    // A phrase that was cloned from the one within has its rules already.
    if !phrase.rules.starts_with(&inner) {
        phrase.rules.splice(0..0, inner);
    }
    mark(&mut item, &phrase.meaning);
    item.phrase = Some(items.phrases.len() as u32);
    items.phrases.push(phrase);
    item
}

/// The rules that made the phrases within.
fn inner_rules(items: &Items, range: TokenRange) -> Vec<RuleId> {
    let inner = items.list[range].iter().filter_map(|item| item.phrase);
    inner.flat_map(|phrase| items.phrases[phrase as usize].rules.iter().copied()).collect()
}

fn mark(item: &mut Item, meaning: &Meaning) {
    match meaning {
        Meaning::Point(Point::Part(..) | Point::Clock(..)) => item.read_as(Class::TimePhrase, 0),
        Meaning::Point(point) => {
            item.read_as(Class::DatePhrase, 0);
            if is_day(point) {
                item.read_as(Class::DayPhrase, 0);
            }
        }
        Meaning::Length(_) => item.read_as(Class::LengthPhrase, 0),
        Meaning::Set(_) | Meaning::Vague(_) => {}
    }
}

fn is_day(point: &Point) -> bool {
    use super::meaning::Name;
    use crate::lexicon::time::Unit;
    match point {
        Point::Calendar(calendar) => matches!(calendar, Calendar::Day(_)),
        Point::Named(name) | Point::NamedStep(name, ..) | Point::Within(name, _) => {
            let day = matches!(name, Name::Weekday(_) | Name::MonthDay(..) | Name::DayOfMonth(_));
            day || matches!(name, Name::Holiday(_) | Name::DatedWeekday(..)) && name.is_sure()
        }
        Point::Remembered(_) | Point::NamedBeside(..) | Point::Impossible(..) => true,
        Point::Away(_, _, day) => is_day(day),
        Point::Step(unit, ..) | Point::Same(unit) | Point::That(unit) => *unit == Unit::Day,
        _ => false,
    }
}
