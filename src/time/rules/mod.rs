//! The rules, in three levels: words make phrases, phrases combine, modifiers wrap them.
//!
//! One file per family, each with a `.corpus` of examples beside it. Within a level the longest
//! match wins, and among equals the first of the table.

mod clock;
mod compose;
mod date;
mod era;
mod figures;
mod length;
mod modifier;
mod name;
mod reference;
mod relative;
mod set;
#[cfg(test)]
mod tests;
mod weekday;
mod year;

use std::sync::LazyLock;

use super::meaning::{Calendar, Meaning, Phrase, Point};
use super::pattern::{Built, Level, Literals, Match, Rule};

/// The compiled tables.
pub struct Grammar {
    /// Words that patterns name.
    pub literals: Literals,
    /// From words to phrases, combinations, modifiers.
    pub levels: Vec<Level>,
}

/// The compiled tables, made once.
pub static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let mut literals = Literals::default();
    let words: &[&'static [Rule]] = &[
        date::RULES,
        era::RULES,
        figures::RULES,
        clock::RULES,
        set::RULES,
        relative::RULES,
        name::RULES,
        reference::RULES,
        length::RULES,
    ];
    let levels = vec![
        Level::compile(words, &mut literals),
        Level::compile(&[compose::RULES], &mut literals),
        Level::compile(&[modifier::RULES], &mut literals),
    ];
    Grammar { literals, levels }
});

type Build = fn(&Match) -> Option<Built>;

const fn rule(id: &'static str, pattern: &'static str, build: Build) -> Rule {
    Rule { id, pattern, build }
}

fn point(point: Point) -> Option<Built> {
    Some(Phrase::new(Meaning::Point(point)).into())
}

fn calendar(calendar: Calendar) -> Option<Built> {
    calendar.interval()?;
    point(Point::Calendar(calendar))
}

/// Two expressions in one match: "April 24 and 25"; the second begins at item `at`, after one that joins them.
fn pair(m: &Match, first: Point, at: usize, second: Point) -> Option<Built> {
    let second = Phrase::new(Meaning::Point(second));
    let first = Built::from(Phrase::new(Meaning::Point(first)));
    Some(Built { end: Some(at - 1), others: vec![(at..m.len(), second)], ..first })
}

/// The same phrase with some of the match's first items left out.
fn without(skip: usize, built: Built) -> Option<Built> {
    Some(Built { skip, ..built })
}
