//! `timeline explain`: a phrase or a file, and how each date in it was understood.

use super::support::Timeline;

#[test]
fn a_phrase_is_explained_with_its_rules_value_days_and_anchor() {
    let said = Timeline::new().ok(&["explain", "the second Tuesday of next month", "--published", "2025-07-03"]);
    let expected = "the text, published 2025-07-03: 1 time expression\n\
        \n\
        \"the second Tuesday of next month\" (bytes 0-32)\n\
        \x20 value     2025-08-12  (DATE)\n\
        \x20 days      Tuesday 2025-08-12  (day)\n\
        \x20 anchor    the publication date, 2025-07-03\n\
        \x20 rules     name/weekday > relative/which > compose/nth-weekday\n";
    assert_eq!(said, expected);
}

#[test]
fn a_month_and_a_year_of_publication_settle_what_they_can() {
    for (published, value) in [("2025-07", "2025-06"), ("2025", "XXXX-XX")] {
        let said = Timeline::new().ok(&["explain", "They met last month.", "--published", published]);
        assert!(said.contains(&format!("value     {value}  (DATE)")), "{said}");
    }
}

#[test]
fn a_file_is_explained_from_its_own_dateline() {
    let article = "Bridge closed\n\nFriday, January 4, 2019\n\nThe Halm bridge was closed on Monday.\n\
        A day later the council met at 9 p.m. London time.\n";
    let said = Timeline::new().file("bridge.txt", article).ok(&["explain", "bridge.txt"]);
    assert!(said.starts_with("bridge.txt, published 2019-01-04: "), "{said}");
    assert!(said.contains("value     2018-12-31  (DATE)"), "{said}");
    assert!(said.contains("anchor    \"Monday\", 2018-12-31"), "{said}");
    assert!(said.contains("instant   2019-01-01T21:00:00+00:00"), "{said}");
}

#[test]
fn without_a_date_it_says_so_and_guesses_nothing() {
    let said = Timeline::new().ok(&["explain", "They met on Friday."]);
    assert!(said.starts_with("the text, publication date unknown: 1 time expression"), "{said}");
    assert!(said.contains("value     XXXX-WXX-5") && said.contains("anchor    none that is certain"), "{said}");
}

#[test]
fn a_publication_date_that_is_none_is_a_usage_error() {
    let said = Timeline::new().run(&["explain", "Friday", "--published", "Thursday"]);
    assert_eq!(said.code, Some(2));
    assert!(said.stderr.contains("give YYYY-MM-DD, YYYY-MM, YYYY or an instant"), "{}", said.stderr);
}

#[test]
fn sets_ranges_and_directions_are_explained() {
    let article = "They will meet twice a week from May to July.";
    let said = Timeline::new().ok(&["explain", article, "--published", "2025-07-03"]);
    assert!(said.contains("value     P1W  (SET, freq 2X)"), "{said}");
    assert!(said.contains("value     2026-05  (DATE)"), "{said}");
    assert!(said.contains("range     from \"May\" to \"July\""), "{said}");
    assert!(said.contains("clause    leans to the future"), "{said}");
}

#[test]
fn what_the_calendar_does_not_have_is_out_of_range() {
    let said = Timeline::new().ok(&["explain", "It will end next year.", "--published", "9999-07-03"]);
    assert!(said.contains("anchor    out of range"), "{said}");
}

#[test]
fn a_report_counts_from_the_day_of_its_dateline() {
    let article = "Talks end\n\nBELMORA, July 3 (Reuters) - The envoys met today, officials said.\n";
    let said = Timeline::new().file("talks.txt", article).ok(&["explain", "talks.txt", "--published", "2025-07-04"]);
    assert!(said.contains("anchor    the day of the dateline, 2025-07-03"), "{said}");
}
