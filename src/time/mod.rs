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
pub mod zone;

/// What training needs of this room; nothing else should use it.
pub mod training {
    pub use super::direction::features;
}

use chrono_tz::Tz;

use crate::model::{Basis, Parsed, Published, RuleId, TimeExpression};

/// What relative expressions are resolved against.
#[derive(Debug, Clone, Default)]
pub struct Anchor {
    /// The publication date, as precisely as it is known.
    pub published: Published,
    /// The zone whose civil days the article means; UTC days where unknown.
    pub timezone: Option<Tz>,
}

impl Anchor {
    /// Completes what is known of a document by what its text says: the printed or inferred
    /// publication date and the zone of the dateline's place.
    ///
    /// An instant in UTC gets the civil day of that zone, unless the user gave it.
    pub fn infer(text: &str, parsed: &Parsed, published: &Published, timezone: Option<Tz>) -> Self {
        let mut published = publication::infer(text, parsed, published);
        let local = timezone.or_else(|| zone::of_dateline(parsed));
        let in_utc = published.instant.is_some_and(|instant| instant.offset().local_minus_utc() == 0);
        if let Some(zone) = local.filter(|_| timezone.is_none() && in_utc && published.basis != Basis::Given) {
            published.move_to(zone);
        }
        Self { published, timezone: local }
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
}

/// Finds and resolves the time expressions of a text, and tells by which rules.
pub fn explain(text: &str, parsed: &Parsed, anchor: &Anchor) -> Vec<Explained> {
    timex::write(parsed, recognise::phrases(text, parsed), anchor)
}
