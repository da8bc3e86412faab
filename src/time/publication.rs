//! The publication date of a document that was given none.
//!
//! In: the text layer and what is known already: nothing, or a year that a copyright line names.
//! Out: the day that the text prints as its own date; else the day or interval that the dates it
//! speaks of leave (`dating`); else what was known. One weekday or date in running
//! text never decides alone: a wrong date costs more than none.

use chrono::NaiveDate;

use super::meaning::{Calendar, Meaning, Name, Phrase, Point};
use super::{dating, nearest, recognise, zone};
use crate::lexicon::time::{Class, WORDS};
use crate::model::{Basis, Grain, Interval, Parsed, Published, Sentence, Span, TokenRange};

/// So many days after it was filed, an article still counts from the day of its dateline.
const LATEST_DAYS: i64 = 3;
/// Paragraphs at the top among which a line that is nothing but a date counts.
const OPENING_PARAGRAPHS: usize = 3;

/// Returns the publication date that the text prints or leaves, else `known` as it is.
pub fn infer(text: &str, parsed: &Parsed, known: &Published) -> Published {
    if known.day().is_some() || known.basis == Basis::Given {
        return known.clone();
    }
    let phrases = recognise::phrases(text, parsed);
    let with = |interval: Interval, grain: Option<Grain>, basis: Basis, reasons: Vec<String>| Published {
        interval: Some(interval),
        grain,
        instant: None,
        basis,
        reasons: known.reasons.iter().cloned().chain(reasons).collect(),
    };
    if let Some((day, basis, reason)) = printed(text, parsed, &phrases, known)
        && let Some(interval) = Interval::day(day)
    {
        return match interval.ends_before.succ_opt().filter(|_| zone::may_be_tomorrow(parsed, day)) {
            Some(ends_before) if basis == Basis::Dateline => {
                let later = "the agency's desk may have been in the next day already".to_owned();
                with(Interval { ends_before, ..interval }, None, basis, vec![reason, later])
            }
            _ => with(interval, Some(Grain::Day), basis, vec![reason]),
        };
    }
    match dating::between(text, parsed, &phrases, known.interval) {
        Some((interval, grain, reasons)) => with(interval, grain, Basis::Inferred, reasons),
        None => known.clone(),
    }
}

/// Returns the day of the dateline where the article may have appeared on another: agencies and
/// papers print the day on which a report was filed, and publish it up to a few days later.
pub fn told_on(parsed: &Parsed, published: &Published) -> Option<NaiveDate> {
    let last_day = published.interval?.ends_before.pred_opt()?;
    let (month, day) = zone::dateline(parsed).and_then(|dateline| month_and_day(parsed, dateline))?;
    let told = nearest::nearest(Name::MonthDay(month, day), last_day, f32::MIN)?.interval()?.single_day()?;
    let late = (last_day - told).num_days();
    ((0..=LATEST_DAYS).contains(&late) && published.day() != Some(told)).then_some(told)
}

/// The month and day that a dateline names: "WASHINGTON, July 3 (AP)".
fn month_and_day(parsed: &Parsed, dateline: &Sentence) -> Option<(u32, u32)> {
    let tokens = &parsed.tokens[dateline.tokens.clone()];
    let day = |at: usize| tokens.get(at)?.lower.parse().ok().filter(|day| (1..=31).contains(day));
    tokens.iter().enumerate().find_map(|(at, token)| {
        let readings = WORDS.readings.get(&*token.lower)?;
        let month = readings.iter().find(|(class, _)| *class == Class::Month)?.1;
        Some((month as u32, day(at + 1).or_else(|| day(at.checked_sub(1)?))?))
    })
}

/// The day of a dateline, or of a line that is nothing but a date.
fn printed(
    text: &str,
    parsed: &Parsed,
    phrases: &[(TokenRange, Phrase)],
    known: &Published,
) -> Option<(NaiveDate, Basis, String)> {
    let mut places = Vec::new();
    places.extend(zone::dateline(parsed).map(|sentence| (sentence.span, Basis::Dateline, "the dateline")));
    let lines = parsed.paragraphs.iter().take(OPENING_PARAGRAPHS).map(|paragraph| paragraph.span);
    places.extend(lines.filter(|span| span.len() <= 60).map(|span| (span, Basis::Metadata, "the line")));
    places.into_iter().find_map(|(place, basis, what)| {
        let spans = phrases.iter().map(|(tokens, phrase)| (parsed.span(tokens), phrase));
        let day = spans.filter(|(span, _)| place.contains(*span)).find_map(|(span, phrase)| {
            let is_whole_line = basis == Basis::Dateline || covers(text, place, span);
            day(phrase, known).filter(|_| is_whole_line)
        })?;
        Some((day, basis, format!("{what} says \"{}\"", place.of(text))))
    })
}

/// Tells whether the line holds nothing but the expression and marks.
fn covers(text: &str, line: Span, expression: Span) -> bool {
    let around = [Span::new(line.start, expression.start), Span::new(expression.end, line.end)];
    around.iter().all(|rest| !rest.of(text).contains(char::is_alphanumeric))
}

/// The day of a full date, or of a day and month in the year that is known.
fn day(phrase: &Phrase, known: &Published) -> Option<NaiveDate> {
    match &phrase.meaning {
        Meaning::Point(Point::Calendar(Calendar::Day(day))) => Some(*day),
        Meaning::Point(Point::Named(Name::MonthDay(month, day))) => {
            let year = known.interval.filter(|_| known.grain == Some(Grain::Year))?.begin_year();
            NaiveDate::from_ymd_opt(year, *month, *day)
        }
        _ => None,
    }
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
    fn an_agency_far_to_the_east_may_publish_on_the_next_day() {
        let article = |agency| format!("WASHINGTON, July 3 ({agency}) -- The president spoke on Thursday.");
        let known = Published::parse("2025", Basis::Inferred).unwrap();
        let infer = |article: &str| infer(article, &text::parse(article), &known);
        assert_eq!(infer(&article("AP")).value().as_deref(), Some("2025-07-03"));
        let days = infer(&article("Xinhua")).interval.unwrap();
        assert_eq!(
            (days.begins_on.to_string(), days.ends_before.to_string()),
            ("2025-07-03".into(), "2025-07-05".into())
        );
    }

    #[test]
    fn a_report_counts_from_the_day_of_its_dateline() {
        let told = |article: &str, published: &str| {
            told_on(&text::parse(article), &Published::parse(published, Basis::Given).unwrap())
                .map(|day| day.to_string())
        };
        let article = "WASHINGTON, July 3 (AP) -- The president spoke today.";
        assert_eq!(told(article, "2025-07-04").as_deref(), Some("2025-07-03"));
        assert_eq!(told(article, "2025-07-03"), None);
        // Too long ago, or no dateline at all.
        assert_eq!(told(article, "2025-07-14"), None);
        assert_eq!(told("The president spoke in Washington, July 3.", "2025-07-04"), None);
    }

    #[test]
    fn past_and_coming_dates_leave_few_days() {
        let article = "The envoys met on July 3, officials said on Thursday. \
            The court said it will hear the case on July 4. The council will meet on Friday.";
        let known = Published::parse("2025", Basis::Inferred).unwrap();
        let days = infer(article, &text::parse(article), &known).interval.unwrap();
        assert_eq!(
            (days.begins_on.to_string(), days.ends_before.to_string()),
            ("2025-07-03".into(), "2025-07-05".into())
        );
        // Without the year, they leave one day in each.
        check(article, None, "?");
    }

    #[test]
    fn a_run_of_days_is_kept_with_its_reasons() {
        let article = "The fair was opened on 3 May 2021. The council will vote on 12 May 2021.";
        let published = infer(article, &text::parse(article), &Published::default());
        let days = published.interval.map(|days| (days.begins_on.to_string(), days.ends_before.to_string()));
        assert_eq!(days, Some(("2021-05-03".to_owned(), "2021-05-13".to_owned())));
        assert_eq!(published.basis, Basis::Inferred);
        assert_eq!(published.reasons, ["\"3 May 2021\" is past", "\"12 May 2021\" is to come"]);
    }

    #[test]
    fn a_month_that_is_past_and_to_come_dates_nothing() {
        let article = "Sales fell in February 2021. The council will vote in February 2021.";
        check(article, None, "?");
    }

    #[test]
    fn one_side_alone_dates_nothing() {
        check("The fair was opened on 3 May 2021, and it rained on Monday.", None, "?");
        check("The council will vote on 12 May 2021.", None, "?");
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
