//! Tokens and an anchor date to time expressions.
//!
//! In: the text layer and what is known of the publication date. Out: [`TimeExpression`]s in the
//! order of the text. Never reads the machine's clock: without an anchor, relative expressions
//! stay unresolved.
//!
//! `lex` finds the words that can take part, `rules` make phrases of them, `resolve` says
//! when that is.

mod calendar;
mod direction;
mod lex;
mod meaning;
mod number;
mod pattern;
pub mod publication;
mod recognise;
mod resolve;
mod rules;
#[cfg(test)]
mod tests;
mod timex;
mod write;

use chrono_tz::Tz;

use crate::model::{Parsed, Published, RuleId, TimeExpression};

/// What relative expressions are resolved against.
#[derive(Debug, Clone, Default)]
pub struct Anchor {
    /// The publication date, as precisely as it is known.
    pub published: Published,
    /// The zone whose civil days the article means; UTC days where unknown.
    pub timezone: Option<Tz>,
}

/// Finds and resolves the time expressions of a text.
pub fn tag(text: &str, parsed: &Parsed, anchor: &Anchor) -> Vec<TimeExpression> {
    explain(text, parsed, anchor).into_iter().map(|explained| explained.expression).collect()
}

/// A time expression with the rules that made it.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The expression.
    pub expression: TimeExpression,
    /// The rules, innermost first.
    pub rules: Vec<RuleId>,
}

/// Finds and resolves the time expressions of a text, and tells by which rules.
pub fn explain(text: &str, parsed: &Parsed, anchor: &Anchor) -> Vec<Explained> {
    timex::write(parsed, recognise::phrases(text, parsed), anchor)
}
