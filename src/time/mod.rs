//! Tokens and an anchor date to time expressions.
//!
//! In: the text layer and what is known of the publication date. Out: [`TimeExpression`]s in the
//! order of the text. Never reads the machine's clock: without an anchor, relative expressions
//! stay unresolved.
//!
//! `lex` finds the words that can take part, `rules` make phrases of them, `resolve` says
//! when that is.

mod calendar;
mod dating;
mod direction;
mod figures;
mod history;
mod lex;
mod meaning;
mod moon;
mod nearest;
mod number;
mod pattern;
pub mod publication;
mod quoted;
mod range;
mod recognise;
mod resolve;
mod rules;
#[cfg(test)]
mod tests;
mod timex;
mod write;
pub mod zone;

/// What training needs of this room; nothing else should use it.
pub mod training {
    pub use super::direction::{features, is_by_hand};
}

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::model::{Basis, Document, Interval, Parsed, Published, RuleId, TimeExpression};

/// What relative expressions are resolved against.
#[derive(Debug, Clone, Default)]
pub struct Anchor {
    /// The publication date, as precisely as it is known.
    pub published: Published,
    /// The day of the dateline, where it is not that of publication: "today" and "Thursday" in a
    /// report from Washington of July 3 count from there, though it appears on July 4.
    pub told_on: Option<NaiveDate>,
    /// The zone whose civil days the article means; UTC days where unknown.
    pub timezone: Option<Tz>,
}

impl Anchor {
    /// Completes what is known of a document by what its text says: the printed or inferred
    /// publication date, and the zone of the dateline's place, else of the outlet.
    ///
    /// An instant in UTC gets the civil day of that zone, unless the user gave it.
    pub fn infer(document: &Document, parsed: &Parsed) -> Self {
        let mut published = publication::infer(&document.text, parsed, &document.published);
        let inferred = || zone::of_dateline(parsed).or_else(|| zone::of_outlet(document.outlet.as_deref()?));
        let local = document.timezone.or_else(inferred);
        let in_utc = published.instant.is_some_and(|instant| instant.offset().local_minus_utc() == 0);
        let is_fixed = document.timezone.is_some() || published.basis == Basis::Given;
        if let Some(zone) = local.filter(|_| in_utc && !is_fixed) {
            published.move_to(zone);
        }
        let told_on = publication::told_on(parsed, &published);
        Self { published, told_on, timezone: local }
    }

    /// Returns the days that relative expressions count from.
    fn days(&self) -> Option<Interval> {
        self.told_on.and_then(Interval::day).or(self.published.interval)
    }
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
    /// How far the clause leans to the future (above zero) or the past, as a log-odds, where the
    /// words leave it open.
    pub lean: Option<f32>,
    /// Why the value keeps placeholders.
    pub missing: Option<Missing>,
}

/// Why an expression of the calendar has no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The publication date is unknown, or too coarse to tell.
    Anchor,
    /// The calendar has no such day: it is beyond the years 1 to 9999, or a fifth Friday that a
    /// month lacks.
    Day,
}

/// Finds and resolves the time expressions of a text, and tells by which rules.
pub fn explain(text: &str, parsed: &Parsed, anchor: &Anchor) -> Vec<Explained> {
    timex::write(parsed, recognise::phrases(text, parsed), anchor)
}
