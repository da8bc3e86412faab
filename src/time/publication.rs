//! The publication date of a document that was given none.
//!
//! In: the text layer and what is known already: nothing, or a year that a copyright line names.
//! Out: a day where the text prints it as its own date, else what was known. A weekday or a date in
//! running text never decides alone: a wrong date costs more than none.

use chrono::NaiveDate;

use crate::model::{Basis, Grain, Parsed, Published, SentenceKind, Span, TimeBasis, TimeExpression};

use super::{Anchor, tag};

/// Sentences at the top among which a dateline counts.
const OPENING_SENTENCES: usize = 4;
/// Paragraphs at the top among which a line that is nothing but a date counts.
const OPENING_PARAGRAPHS: usize = 3;

/// Returns the publication date that the text itself prints, else `known` as it is.
pub fn infer(text: &str, parsed: &Parsed, known: &Published) -> Published {
    if known.day().is_some() || known.basis == Basis::Given {
        return known.clone();
    }
    let mut places = Vec::new();
    let datelines =
        parsed.sentences.iter().take(OPENING_SENTENCES).filter(|sentence| sentence.kind == SentenceKind::Dateline);
    places.extend(datelines.map(|sentence| (sentence.span, Basis::Dateline, "the dateline")));
    let lines = parsed.paragraphs.iter().take(OPENING_PARAGRAPHS).map(|paragraph| paragraph.span);
    places.extend(lines.filter(|span| span.len() <= 60).map(|span| (span, Basis::Metadata, "the line")));
    if places.is_empty() {
        return known.clone();
    }
    let expressions = tag(text, parsed, &Anchor::default());
    let dated = places.into_iter().find_map(|(place, basis, what)| {
        let mut inside = expressions.iter().filter(|expression| place.contains(expression.span));
        let day = inside.find_map(|expression| {
            let is_whole_line = basis == Basis::Dateline || covers(text, place, expression.span);
            day(expression, known).filter(|_| is_whole_line)
        })?;
        Some((day, basis, format!("{what} says \"{}\"", place.of(text))))
    });
    match dated {
        Some((day, basis, reason)) => {
            Published { reasons: known.reasons.iter().cloned().chain([reason]).collect(), ..Published::on(day, basis) }
        }
        None => known.clone(),
    }
}

/// Tells whether the line holds nothing but the expression and marks.
fn covers(text: &str, line: Span, expression: Span) -> bool {
    let around = [Span::new(line.start, expression.start), Span::new(expression.end, line.end)];
    around.iter().all(|rest| !rest.of(text).contains(char::is_alphanumeric))
}

/// The day of a full date, or of a day and month in the year that is known.
fn day(expression: &TimeExpression, known: &Published) -> Option<NaiveDate> {
    if expression.basis == TimeBasis::Explicit {
        return expression.interval?.single_day();
    }
    let year = known.interval.filter(|_| known.grain == Some(Grain::Year))?.begin_year();
    let rest = expression.value.strip_prefix("XXXX-").filter(|rest| rest.len() == 5)?;
    NaiveDate::parse_from_str(&format!("{year:04}-{rest}"), "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[track_caller]
    fn check(article: &str, known: Option<&str>, expected: &str) {
        let known = known.map_or_else(Published::default, |date| Published::parse(date, Basis::Inferred).unwrap());
        let published = infer(article, &text::parse(article), &known);
        assert_eq!(published.value().unwrap_or("?".into()), expected, "{article}");
    }

    #[test]
    fn a_line_that_is_a_date_dates_the_article() {
        check("Bridge closes\n\nFriday, January 4, 2019\n\nThe old bridge closed on Monday.", None, "2019-01-04");
    }

    #[test]
    fn a_dateline_dates_the_article_where_the_year_is_known() {
        let article = "BELMORA, Sept 7 (Reuters) - Shells hit a market in Dresk on Saturday, officials said.";
        check(article, Some("2025"), "2025-09-07");
        check(article, None, "?");
    }

    #[test]
    fn a_date_in_a_sentence_does_not() {
        check("Bridge closes\n\nThe old bridge closed on January 4, 2019.", None, "?");
        check("The old bridge closed on Monday and opens on Friday, the council said.", None, "?");
    }

    #[test]
    fn what_is_known_to_the_day_stays() {
        check("Bridge closes\n\nFriday, January 4, 2019\n\nThe old bridge closed.", Some("2019-01-05"), "2019-01-05");
    }
}
