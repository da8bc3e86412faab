//! Small spaces, exhausted: every weekday, month boundary, week and year, with chrono as oracle.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use proptest::prelude::*;

use super::calendar::{YEARS, easter, holiday_in, nth_weekday, orthodox_easter};
use super::meaning::{Calendar, Direction, From, Length, Name, Point};
use super::nearest::{nearest, step_to};
use super::resolve::{Context, resolve, shift};
use super::{Anchor, Missing, explain, tag};
use crate::lexicon::time::Unit;
use crate::model::{Basis, Interval, Published, TimeBasis, TimeExpression};
use crate::text;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("tests hold dates")
}

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    day(&format!("{year}-01-01")).iter_days().take_while(move |day| day.year() == year)
}

fn published(text: &str) -> Anchor {
    let published = Published::parse(text, Basis::Given).expect("tests hold dates");
    Anchor { published, ..Anchor::default() }
}

fn read(text: &str, anchor: &Anchor) -> Vec<TimeExpression> {
    tag(text, &text::parse(text), anchor)
}

#[track_caller]
fn check(text: &str, anchor: &Anchor, expected: &str) {
    let found = read(text, anchor);
    let values: Vec<_> = found.iter().map(|expression| expression.value.as_str()).collect();
    assert_eq!(values.join(" "), expected, "{text:?} with {anchor:?}");
}

fn resolved(point: &Point, day: NaiveDate) -> Option<Calendar> {
    let context = Context { published: Interval::day(day), ..Context::default() };
    resolve(point, &context).map(|(calendar, _)| calendar)
}

#[test]
fn the_week_of_a_holiday_is_the_one_at_hand() {
    check("Protesters prayed as Easter week began.", &published("2000-04-17"), "2000-W16");
    check("Protesters prayed as Easter week began.", &published("2000-05-17"), "2000-W16");
}

#[test]
fn weekdays_are_found_from_every_day_of_a_leap_and_a_common_year() {
    for anchor in days_of(2024).chain(days_of(2025)) {
        for weekday in 1..=7u32 {
            let name = Name::Weekday(weekday);
            let of = |found: Option<Calendar>| match found {
                Some(Calendar::Day(day)) => day,
                other => panic!("{anchor} {weekday}: {other:?}"),
            };
            let base = Calendar::Day(anchor);
            let last = of(step_to(name, -1, base, 0.0));
            let this = of(step_to(name, 0, base, 0.0));
            let next = of(step_to(name, 1, base, 0.0));
            for found in [last, this, next] {
                assert_eq!(found.weekday().number_from_monday(), weekday);
            }
            // "last" is strictly before and "next" strictly after, each within seven days; "this" is
            // in the same ISO week.
            assert!((1..=7).contains(&(anchor - last).num_days()), "last {weekday} of {anchor}: {last}");
            assert!((1..=7).contains(&(next - anchor).num_days()), "next {weekday} of {anchor}: {next}");
            assert_eq!(this.iso_week(), anchor.iso_week());
            // A bare one is the day itself, or in the past week; in the coming week for the future.
            let (past, future) = (of(nearest(name, anchor, -9.0)), of(nearest(name, anchor, 9.0)));
            assert!((0..7).contains(&(anchor - past).num_days()));
            assert!((0..7).contains(&(future - anchor).num_days()));
            assert_eq!(past == future, anchor.weekday().number_from_monday() == weekday);
        }
    }
}

#[test]
fn weekdays_are_read_from_text_in_every_week_of_the_year() {
    for anchor in days_of(2024).step_by(5) {
        let anchored = published(&anchor.to_string());
        for (index, weekday) in WEEKDAYS.iter().enumerate() {
            let found = nearest(Name::Weekday(index as u32 + 1), anchor, -9.0).map(Calendar::value).unwrap_or_default();
            check(&format!("They met on {weekday}."), &anchored, &found);
            let last = step_to(Name::Weekday(index as u32 + 1), -1, Calendar::Day(anchor), 0.0).map(Calendar::value);
            check(&format!("They met last {weekday}."), &anchored, &last.unwrap_or_default());
        }
    }
}

#[test]
fn steps_agree_with_chrono_at_every_month_boundary() {
    for year in [2023, 2024, 2025, 2100] {
        for month in 1..=12 {
            let first = NaiveDate::from_ymd_opt(year, month, 1).expect("every month has a first");
            let last = first + Months::new(1) - Days::new(1);
            for anchor in [first, last] {
                for steps in [-13i64, -12, -1, 0, 1, 12, 13] {
                    let moved = if steps < 0 {
                        first - Months::new(steps.unsigned_abs() as u32)
                    } else {
                        first + Months::new(steps as u32)
                    };
                    let point = Point::Step(Unit::Month, steps, From::Published);
                    assert_eq!(resolved(&point, anchor), Some(Calendar::Month(moved.year(), moved.month())));
                }
                let yesterday = Point::Step(Unit::Day, -1, From::Published);
                assert_eq!(resolved(&yesterday, anchor), anchor.pred_opt().map(Calendar::Day));
                let ago = shift(&Length::of(1, Unit::Month), Direction::Back, Calendar::Day(anchor));
                let back = anchor - Months::new(1);
                assert_eq!(ago, Some(Calendar::Month(back.year(), back.month())));
            }
        }
    }
}

#[test]
fn weeks_are_iso_weeks_also_in_years_of_53() {
    for year in [2015, 2020, 2024, 2026] {
        for anchor in days_of(year) {
            for steps in [-1i64, 0, 1] {
                let moved = anchor + chrono::Duration::days(7 * steps);
                let week = moved.iso_week();
                let point = Point::Step(Unit::Week, steps, From::Published);
                let found = resolved(&point, anchor);
                assert_eq!(found, Some(Calendar::Week(week.year(), week.week())));
                let interval = found.and_then(Calendar::interval).expect("a week has days");
                assert!(interval.contains(moved) && interval.begins_on.weekday() == Weekday::Mon);
            }
        }
    }
    check("They met last week.", &published("2021-01-05"), "2020-W53");
    check("They meet this week.", &published("2021-01-03"), "2020-W53");
}

#[test]
fn the_29th_of_february_is_only_in_leap_years() {
    check("It was signed on February 29, 2024.", &Anchor::default(), "2024-02-29");
    check("It was signed on Feb. 29.", &published("2025-07-03"), "2024-02-29");
    check("They met a year ago.", &published("2024-02-29"), "2023");
    check("They met one month ago.", &published("2024-03-31"), "2024-02");
    assert_eq!(Name::MonthDay(2, 29).in_year(1900), None);
    assert!(Name::MonthDay(2, 29).in_year(2000).is_some());
    assert_eq!(Calendar::Day(day("2024-02-29")).step_years(1), Some(Calendar::Day(day("2025-02-28"))));
}

#[test]
fn centuries_and_decades_count_as_newspapers_do() {
    check("It was built in the 19th century.", &Anchor::default(), "18");
    check("It was built in the 1990s.", &Anchor::default(), "199");
    let days = |calendar: Calendar| calendar.interval().map(|days| (days.begins_on.year(), days.ends_before.year()));
    assert_eq!(days(Calendar::Century(19)), Some((1900, 2000)));
    assert_eq!(days(Calendar::Decade(1990)), Some((1990, 2000)));
    assert_eq!(Calendar::around(day("2000-01-01"), Unit::Century), Calendar::Century(20));
}

#[test]
fn every_year_from_1_to_9999_is_in_range_and_no_other() {
    for year in YEARS {
        let anchor = NaiveDate::from_ymd_opt(year, 7, 3).expect("it is in chrono's range");
        let this = Point::Step(Unit::Year, 0, From::Published);
        assert_eq!(resolved(&this, anchor), Some(Calendar::Year(year)));
        let last = Point::Step(Unit::Year, -1, From::Published);
        assert_eq!(resolved(&last, anchor), (year > 1).then_some(Calendar::Year(year - 1)));
        let next = Point::Step(Unit::Year, 1, From::Published);
        assert_eq!(resolved(&next, anchor), (year < 9999).then_some(Calendar::Year(year + 1)));
    }
    check("It will end next year.", &published("9999-07-03"), "XXXX");
    check(
        "It will end in two million years, not two million years from now.",
        &published("2025-07-03"),
        "P2000000Y XXXX",
    );
    check("It ended 9999999999999 days ago.", &published("2025-07-03"), "PAST_REF");
}

#[test]
fn easter_and_weekday_holidays_fall_where_almanacs_say() {
    for (year, expected) in
        [(1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")]
    {
        assert_eq!(easter(year), Some(day(&format!("{year}-{expected}"))));
    }
    // Easter is a Sunday from 22 March to 25 April, in every year.
    for year in 1583..=9999 {
        let sunday = easter(year).expect("every year has one");
        assert_eq!(sunday.weekday(), Weekday::Sun);
        assert!((322..=425).contains(&(sunday.month() * 100 + sunday.day())), "{sunday}");
    }
    for (year, expected) in [(2000, "04-30"), (2016, "05-01"), (2024, "05-05"), (2025, "04-20"), (2026, "04-12")] {
        assert_eq!(orthodox_easter(year), Some(day(&format!("{year}-{expected}"))));
    }
    for year in 1600..=2500 {
        assert_eq!(orthodox_easter(year).expect("every year has one").weekday(), Weekday::Sun, "{year}");
    }
    assert_eq!(holiday_in("11-4-4", 2025), Some(day("2025-11-27")));
    assert_eq!(holiday_in("05-1--1", 2025), Some(day("2025-05-26")));
    assert_eq!(holiday_in("election", 2022), Some(day("2022-11-08")));
    assert_eq!(nth_weekday(2025, 2, 5, 5), None);
    assert!((-40..=0).all(|year| easter(year).is_none()), "there is none before the common era");
}

#[track_caller]
fn check_instant(text: &str, anchor: &Anchor, expected: &str) {
    let found = read(text, anchor);
    let instant = found.iter().find_map(|expression| expression.instant).expect("there is an instant");
    assert_eq!(instant.to_rfc3339(), expected, "{text:?}");
}

#[test]
fn instants_keep_their_zone_through_clock_changes() {
    let on = |day: &str| published(day);
    check_instant("It began at 9 p.m. ET.", &on("2025-07-03"), "2025-07-03T21:00:00-04:00");
    check_instant("It began at 9 p.m. ET.", &on("2025-01-03"), "2025-01-03T21:00:00-05:00");
    check_instant("It began at 0700 GMT.", &on("2025-07-03"), "2025-07-03T07:00:00+00:00");
    check_instant("It began at 15:00 Moscow time.", &on("2025-07-03"), "2025-07-03T15:00:00+03:00");
    // The hour that spring skips is read with the offset before the change.
    check_instant("It began at 2:30 a.m. ET.", &on("2025-03-09"), "2025-03-09T02:30:00-05:00");
    check_instant("It began at 1:30 London time.", &on("2025-03-30"), "2025-03-30T01:30:00+00:00");
    check_instant("It began at 2:30 Berlin time.", &on("2025-03-30"), "2025-03-30T02:30:00+01:00");
    // The hour that autumn repeats is the first of the two.
    check_instant("It began at 1:30 a.m. ET.", &on("2025-11-02"), "2025-11-02T01:30:00-04:00");
    check_instant("It began at 1:30 London time.", &on("2025-10-26"), "2025-10-26T01:30:00+01:00");
    check_instant("It began at 2:30 Berlin time.", &on("2025-10-26"), "2025-10-26T02:30:00+02:00");
    // Midnight ends the day it is told with.
    check_instant("It began at midnight GMT.", &on("2025-12-31"), "2026-01-01T00:00:00+00:00");
    // Without a zone of its own, the document's zone tells.
    let kyiv = Anchor { timezone: Some(chrono_tz::Europe::Kyiv), ..on("2025-07-03") };
    check_instant("It began at 9 p.m.", &kyiv, "2025-07-03T21:00:00+03:00");
    assert!(read("It began at 9 p.m.", &on("2025-07-03"))[0].instant.is_none());
}

#[test]
fn what_is_out_of_range_says_so() {
    let missing = |text: &str, anchor: &Anchor| explain(text, &text::parse(text), anchor)[0].missing;
    assert_eq!(missing("It will end next year.", &published("9999-07-03")), Some(Missing::Day));
    assert_eq!(missing("It ended 3000 years ago.", &published("2025-07-03")), Some(Missing::Day));
    assert_eq!(missing("It will end next year.", &Anchor::default()), Some(Missing::Anchor));
    assert_eq!(missing("It ended recently.", &Anchor::default()), None);
    assert_eq!(missing("It will end next year.", &published("2025-07-03")), None);
}

#[test]
fn days_go_on_from_days_not_from_years() {
    check("She came in 1998. The following Tuesday she left.", &published("2025-07-03"), "1998 2025-07-08");
    check("She came in 1998. The next day she left.", &Anchor::default(), "1998 XXXX-XX-XX");
    check("She came on June 10, 1998. The next day she left.", &Anchor::default(), "1998-06-10 1998-06-11");
}

#[test]
fn without_a_publication_date_nothing_is_guessed() {
    let nobody = Anchor::default();
    check("They met yesterday.", &nobody, "XXXX-XX-XX");
    check("They met on Friday.", &nobody, "XXXX-WXX-5");
    check("They met in March.", &nobody, "XXXX-03");
    check("They met on March 14.", &nobody, "XXXX-03-14");
    check("They met last year.", &nobody, "XXXX");
    check("They met last week.", &nobody, "XXXX-WXX");
    check("They met in the third quarter.", &nobody, "XXXX-Q3");
    check("They met at 10 p.m.", &nobody, "XXXX-XX-XXT22:00");
    check("They met on March 14, 1998.", &nobody, "1998-03-14");
    check("In 1944 the tide turned. On June 6 they landed, on a Tuesday.", &nobody, "1944 1944-06-06 XXXX-WXX-2");
    for expression in read("They met on Friday, in March, and three days ago.", &nobody) {
        assert_eq!((expression.interval, expression.basis), (None, TimeBasis::Unresolved));
    }
}

#[test]
fn a_coarse_publication_date_settles_only_what_it_can() {
    check("They met last year.", &published("2025"), "2024");
    check("They met this month.", &published("2025"), "XXXX-XX");
    check("They met last month.", &published("2025-07"), "2025-06");
    check("They met on Friday.", &published("2025-07"), "XXXX-WXX-5");
    check("They met in the third quarter.", &published("2025-07"), "2025-Q3");
}

#[test]
fn months_of_a_history_are_of_the_years_it_tells_of() {
    let today = published("2025-07-03");
    let story = "In 1716 the people burnt their houses. In 1905 the fort was emptied. \
        On 9 April 1940 the Germans landed; by May they held the south. The king left on 7 June.";
    check(story, &today, "1716 1905 1940-04-09 1940-05 1940-06-07");
    // News has background, too.
    let news = "The firm, founded in 1985 and listed in 1990, moved here in 2003. It said last week that it made a profit in May.";
    check(news, &today, "1985 1990 2003 2025-W26 2025-05");
    // Two dates of long ago make no history, nor does one beside dates of today.
    check("It was founded in 1985 and sold in 1990. It closed in May.", &today, "1985 1990 2025-05");
    let plans = "It was founded in 1985, listed in 1990 and sold in 2003. It will close in September.";
    check(plans, &today, "1985 1990 2003 2025-09");
}

#[test]
fn the_story_in_focus_anchors_what_follows() {
    let anchor = published("2025-07-03");
    let found = explain(
        "The deal was signed on June 10, 1998. A day later it was void.",
        &text::parse("The deal was signed on June 10, 1998. A day later it was void."),
        &anchor,
    );
    assert_eq!(found[1].expression.value, "1998-06-11");
    assert_eq!(found[1].expression.basis, TimeBasis::Expression(0));
    assert_eq!(found[1].rules, ["relative/a-unit-ago"]);
}

#[test]
fn quoted_words_count_from_the_day_they_were_said() {
    let thursday = published("2025-07-03");
    let check = |text, expected| check(text, &thursday, expected);
    check("The mayor said on Wednesday, \"We begin today.\"", "2025-07-02 2025-07-02");
    check("\"We met yesterday,\" the envoy wrote on Tuesday.", "2025-06-30 2025-07-01");
    check("The mayor said on June 10 that \"this week we begin\".", "2025-06-10 2025-W24");
    check("\"We begin today,\" he said on Wednesday. \"Tomorrow we go on.\"", "2025-07-02 2025-07-02 2025-07-03");
    check("In a statement on Tuesday, the firm said: \"Today we close the plant.\"", "2025-07-01 2025-07-01");
    // Between commas stands who said it, and after them when.
    check("\"We begin today,\" said the mayor, Ana Costa, on Wednesday.", "2025-07-02 2025-07-02");
    check("\"We begin today,\" said Ana Costa, 54, at a rally on Wednesday.", "2025-07-02 2025-07-02");
    check("\"It opens tomorrow,\" said Ana Costa, who leads the council, on Tuesday.", "2025-07-02 2025-07-01");
    check("\"We begin today,\" said Ana Costa, the mayor, whose term ended on Monday.", "2025-07-03 2025-06-30");
    // The date belongs to another verb, the words are no quotation, or they are yet to be said.
    check("\"We begin today,\" he told the council that met on Wednesday.", "2025-07-03 2025-07-02");
    check("\"We begin today,\" he said. On Wednesday the work began.", "2025-07-03 2025-07-02");
    check("The mayor said on Wednesday that they begin today.", "2025-07-02 2025-07-03");
    check("\"We begin today,\" he will say on Friday.", "2025-07-03 2025-07-04");
    let text = "The mayor said on Wednesday, \"We begin today.\"";
    assert_eq!(read(text, &thursday)[1].basis, TimeBasis::Expression(0));
}

#[test]
fn instants_in_figures_keep_their_offset() {
    let nobody = Anchor::default();
    check_instant("It was filed at 2025-07-03T10:15:00Z.", &nobody, "2025-07-03T10:15:00+00:00");
    check_instant("It was filed at 2025-07-03T10:15+02:00.", &nobody, "2025-07-03T10:15:00+02:00");
    check_instant("It was filed at 2025-07-03T10:15-0530.", &nobody, "2025-07-03T10:15:00-05:30");
    check_instant("It was filed at 2025-07-03 10:15 UTC.", &nobody, "2025-07-03T10:15:00+00:00");
    // The zone of the document tells where the figures do not.
    let kyiv = Anchor { timezone: Some(chrono_tz::Europe::Kyiv), ..nobody };
    check_instant("It was filed at 2025-07-03T10:15:00.", &kyiv, "2025-07-03T10:15:00+03:00");
}

#[test]
fn invisible_tokens_are_passed_over() {
    check("On \u{200b} \u{ad} \u{feff} 4 July 2025 \u{200e}they met.", &Anchor::default(), "2025-07-04");
}

#[test]
fn ranges_link_their_ends() {
    for text in ["It lasted from 2014 to 2016.", "It falls between May and July.", "It was held on October 1-4."] {
        let found = read(text, &published("2025-07-03"));
        assert_eq!(found.iter().map(|one| one.range).collect::<Vec<_>>(), [Some((0, 1)), Some((0, 1))], "{text}");
    }
    assert_eq!(read("It lasted in 2014 and 2016.", &published("2025-07-03"))[0].range, None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_text_gives_ordered_spans_on_character_boundaries(text in "(\\PC|last |next |[0-9]{1,4}|:|/|-| May | p.m. |the |week|days? |ago | of |é|\n){0,60}") {
        let parsed = text::parse(&text);
        for anchor in [Anchor::default(), published("2025-07-03"), published("0001-01-01"), published("9999-12-31")] {
            let mut end = 0;
            for expression in tag(&text, &parsed, &anchor) {
                prop_assert!(expression.span.start >= end && !expression.span.is_empty());
                prop_assert!(text.is_char_boundary(expression.span.start) && text.is_char_boundary(expression.span.end));
                end = expression.span.end;
            }
        }
    }
}
